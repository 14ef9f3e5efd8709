"""Which backups are kept, and which outlived their use."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.backup import Backup, BackupKind, newest_first, outlived

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def backup(days_ago: int, kind: BackupKind = BackupKind.DAILY) -> Backup:
    at = NOW - timedelta(days=days_ago)
    return Backup(path=Path(f"{kind}-{days_ago}.zip"), kind=kind, at=at, size_bytes=1)


def test_seven_daily_ones_and_one_a_month_for_a_year_stay() -> None:
    known = [backup(days) for days in range(500)]
    gone = set(outlived(known, NOW))
    kept = [each for each in newest_first(known) if each not in gone]
    assert kept[:7] == known[:7]
    months = [(each.at.year, each.at.month) for each in kept[7:]]
    assert len(months) == len(set(months)) == 12
    # The newest of each month is its last day; October 2026 ends 25 days before the 25th.
    assert kept[7].at.date().isoformat() == "2026-10-31"
    assert kept[-1].at.date().isoformat() == "2025-11-30"


def test_those_before_a_restore_push_no_daily_one_out() -> None:
    daily = [backup(days) for days in range(7)]
    others = [backup(days, BackupKind.BEFORE_RESTORE) for days in range(20)]
    gone = outlived([*daily, *others], NOW)
    assert set(gone) == set(others[7:])


def test_old_ones_before_an_update_go_after_a_year() -> None:
    old, new = backup(400, BackupKind.BEFORE_UPDATE), backup(300, BackupKind.BEFORE_UPDATE)
    assert outlived([old, new], NOW) == (old,)


@given(st.sets(st.integers(0, 1_000)))
def test_the_newest_seven_always_stay_and_going_twice_changes_nothing(days: set[int]) -> None:
    known = [backup(each) for each in days]
    gone = set(outlived(known, NOW))
    kept = [each for each in newest_first(known) if each not in gone]
    assert kept[:7] == list(newest_first(known)[:7])
    assert len(kept) <= 7 + 13
    assert outlived(kept, NOW) == ()
