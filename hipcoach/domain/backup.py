"""Backups: what they are called, and which are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

KEPT_NEWEST = 7
KEPT_MONTHS = timedelta(days=366)


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    BEFORE_RESTORE = "before restore"
    BEFORE_UPDATE = "before update"
    BEFORE_IMPORT = "before import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup in the data folder; `at` is aware, in the zone it was made in."""

    path: Path
    kind: BackupKind
    at: datetime
    size_bytes: int


def newest_first(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return backups by their time, the newest first."""
    return tuple(sorted(backups, key=lambda each: (each.at, each.path.name), reverse=True))


def outlived(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the backups that need not be kept any longer.

    Of the daily ones the seven newest stay, and the newest of each month for a year; of those
    made before a restore, an update or an import the seven newest of the last year.
    """
    known = newest_first(backups)
    daily = [backup for backup in known if backup.kind is BackupKind.DAILY]
    others = [backup for backup in known if backup.kind is not BackupKind.DAILY]
    recent = {backup.path for backup in known if now - backup.at <= KEPT_MONTHS}
    kept = {backup.path for backup in daily[:KEPT_NEWEST]}
    months: dict[tuple[int, int], Path] = {}
    for backup in daily:
        months.setdefault((backup.at.year, backup.at.month), backup.path)
    kept |= recent & set(months.values())
    kept |= recent & {backup.path for backup in others[:KEPT_NEWEST]}
    return tuple(backup for backup in known if backup.path not in kept)
