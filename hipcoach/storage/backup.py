"""Backups of everything that is kept, and the way back.

A backup is a zip with a copy of the record made by SQLite, the settings and the files of a
person's own. The copies that are made before the record's shape changes are records alone.
"""

import lzma
import os
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from hipcoach.coaching.keeping import Progress, no_progress
from hipcoach.domain.backup import Backup, BackupKind, newest_first, outlived
from hipcoach.domain.errors import DiskFullError, NewerDataError, StorageError
from hipcoach.domain.own_file import OwnFile
from hipcoach.storage.database import check_record, translated_errors
from hipcoach.storage.files import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    made_beside,
    set_aside,
    translated_os_errors,
    write_whole,
)
from hipcoach.storage.own_files import LARGEST_BYTES, OwnFiles, is_place
from hipcoach.storage.paths import DataPaths

RECORD: Final = "hipcoach.sqlite3"
SETTINGS: Final = "settings.toml"
_STAMP = "%Y%m%d-%H%M%S"
_PAGES_AT_ONCE = 512
_NAME = re.compile(
    r"hipcoach-(?P<stamp>\d{8}-\d{6})-(?P<kind>daily|before-restore|before-import)\.zip"
)
_COPY_NAME = re.compile(r"hipcoach\.before-.+-(?P<stamp>\d{8}-\d{6})\.sqlite3")
_BROKEN = (EOFError, zlib.error, lzma.LZMAError)
# Fifty years of daily sessions are a tenth of it.
LARGEST_UNPACKED: Final = 4_000_000_000
MOST_FILES: Final = 5_000
_SQLITE_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unpacked:
    """A backup's parts; a copy of the record alone has neither settings nor files."""

    record: Path
    settings: bytes | None
    files: tuple[OwnFile, ...] | None


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first; other files are passed over."""
    found: list[Backup] = []
    with translated_os_errors(folder):
        for path in folder.glob("hipcoach*"):
            name, copy = _NAME.fullmatch(path.name), _COPY_NAME.fullmatch(path.name)
            match = name or copy
            if match is None:
                continue
            kind = BackupKind.BEFORE_UPDATE
            if name is not None:
                kind = BackupKind(name["kind"].replace("-", " "))
            with suppress(ValueError):
                at = datetime.strptime(match["stamp"], _STAMP).astimezone()
                size = path.stat().st_size
                found.append(Backup(path=path, kind=kind, at=at, size_bytes=size))
    return newest_first(found)


def back_up_to(paths: DataPaths, target: Path, progress: Progress = no_progress) -> None:
    """Write everything that is kept into one zip; the record may be in use meanwhile.

    Raises StorageError, and leaves nothing half written.
    """
    if not paths.database.exists():
        raise StorageError(f"There is nothing to back up in {paths.root} yet.")
    with (
        translated_os_errors(target),
        made_beside(target) as partial,
        made_beside(target, ".sqlite3") as snapshot,
    ):
        _copy_record(paths.database, snapshot, progress)
        with _private_file(partial) as handle:
            _write_zip(paths, snapshot, handle)
        partial.replace(target)


def back_up(
    paths: DataPaths, kind: BackupKind, at: datetime, progress: Progress = no_progress
) -> Backup | None:
    """Write a backup into the data folder and drop those that outlived their use.

    A record that holds nothing is not backed up, as it would only take the place of a good one;
    but for an import, which can be undone then too.
    """
    if not paths.database.exists():
        return None
    if kind is not BackupKind.BEFORE_IMPORT and is_empty(paths.database):
        return None
    with translated_os_errors(paths.backups):
        paths.backups.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        # Somebody may have made the folder more open than its contents should be.
        paths.backups.chmod(PRIVATE_FOLDER)
    stamp = at.astimezone().strftime(_STAMP)
    target = paths.backups / f"hipcoach-{stamp}-{kind.value.replace(' ', '-')}.zip"
    back_up_to(paths, target, progress)
    known = backups_in(paths.backups)
    for backup in outlived(known, at):
        with translated_os_errors(backup.path):
            backup.path.unlink(missing_ok=True)
    return next((backup for backup in known if backup.path == target), None)


def back_up_daily(
    paths: DataPaths, at: datetime, progress: Progress = no_progress
) -> Backup | None:
    """Write the day's backup unless there is one already."""
    today = at.astimezone().date()
    for backup in backups_in(paths.backups):
        if backup.kind is BackupKind.DAILY and backup.at.date() == today:
            return None
    return back_up(paths, BackupKind.DAILY, at, progress)


def restore(
    paths: DataPaths, source: Path, at: datetime, progress: Progress = no_progress
) -> Backup | None:
    """Put a backup in the place of what is kept; return the backup of what was there before.

    The record that is restored is checked before anything is touched. Raises StorageError, and
    NewerDataError for a backup of a newer hipcoach.
    """
    with _unpacked(paths, source) as found:
        check_record(found.record, told_as=source)
        if _is_damaged(paths.database):
            # It can't be copied; it is kept aside rather than lost.
            set_aside(paths.database, at)
        before = back_up(paths, BackupKind.BEFORE_RESTORE, at)
        _put_back(found.record, paths.database, progress)
        if found.settings is not None:
            write_whole(paths.settings, found.settings)
        if found.files is not None:
            OwnFiles(paths.root).replace_all(found.files)
        return before


def restore_newest(paths: DataPaths) -> Backup | None:
    """Put the record of the newest backup that can be read where there is none; settings stay."""
    for backup in backups_in(paths.backups):
        try:
            with _unpacked(paths, backup.path) as found:
                check_record(found.record, told_as=backup.path)
                if is_empty(found.record):
                    continue
                _put_back(found.record, paths.database, no_progress)
        except StorageError:
            continue
        return backup
    return None


def is_empty(database: Path) -> bool:
    """Tell whether a record holds nothing at all; one that can't be read counts as holding."""
    try:
        with closing(_read_only(database)) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' "
                "ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
            return not any(
                connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}")').fetchone()[0]
                for (name,) in tables
            )
    except sqlite3.Error:
        return False


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _copy_record(source: Path, target: Path, progress: Progress) -> None:
    _make_private(target)
    with (
        translated_errors(source),
        closing(_read_only(source)) as here,
        closing(sqlite3.connect(target)) as copy,
    ):
        here.backup(copy, pages=_PAGES_AT_ONCE, progress=_telling(progress))
        # A copy is one file, and nothing beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def _put_back(source: Path, target: Path, progress: Progress) -> None:
    _make_private(target)
    with (
        translated_errors(target),
        closing(_read_only(source)) as copy,
        closing(sqlite3.connect(target)) as here,
    ):
        copy.backup(here, pages=_PAGES_AT_ONCE, progress=_telling(progress))


def _telling(progress: Progress) -> Callable[[int, int, int], None]:
    """Pass on how many pages are copied; when all are, it is too late to stop."""
    progress(0, 1)

    def told(_status: int, remaining: int, total: int) -> None:
        if remaining:
            progress(total - remaining, total)

    return told


def _is_damaged(database: Path) -> bool:
    if not database.exists():
        return False
    try:
        check_record(database, told_as=database)
    except NewerDataError:
        return False
    except StorageError:
        return True
    return False


def _make_private(path: Path) -> None:
    with translated_os_errors(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))


@contextmanager
def _private_file(path: Path) -> Iterator[zipfile.ZipFile]:
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            yield packed
        file.flush()
        os.fsync(file.fileno())


def _write_zip(paths: DataPaths, snapshot: Path, packed: zipfile.ZipFile) -> None:
    packed.write(snapshot, RECORD)
    if paths.settings.exists():
        packed.writestr(SETTINGS, paths.settings.read_bytes())
    for file in OwnFiles(paths.root).files():
        packed.writestr(file.place, file.data)


@contextmanager
def _unpacked(paths: DataPaths, source: Path) -> Iterator[_Unpacked]:
    """Lay a backup's parts out; the copy of the record is taken away again."""
    with (
        translated_os_errors(source),
        source.open("rb") as file,
        made_beside(paths.database, ".sqlite3") as record,
    ):
        if file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC:
            file.seek(0)
            with record.open("wb") as target:
                shutil.copyfileobj(file, target)
            yield _Unpacked(record=record, settings=None, files=None)
        else:
            yield _from_zip(source, record)


def _from_zip(source: Path, record: Path) -> _Unpacked:
    not_ours = f"{source} is no backup of hipcoach's."
    try:
        with zipfile.ZipFile(source) as packed:
            names = _names_in(packed, source)
            if RECORD not in names:
                raise StorageError(not_ours)
            _check_room(packed, source, record.parent)
            with packed.open(RECORD) as inside, record.open("wb") as target:
                shutil.copyfileobj(inside, target)
            settings = _small(packed, SETTINGS) if SETTINGS in names else None
            files = tuple(
                OwnFile.of(name, _small(packed, name)) for name in sorted(names) if is_place(name)
            )
    except zipfile.BadZipFile as error:
        raise StorageError(f"{not_ours[:-1]}, or it is damaged.") from error
    except (NotImplementedError, RuntimeError, ValueError, *_BROKEN) as error:
        raise StorageError(f"{source} is damaged: {error}.") from error
    return _Unpacked(record=record, settings=settings, files=files)


def _names_in(packed: zipfile.ZipFile, source: Path) -> set[str]:
    """Return the names in a zip that are a backup's; one of them twice is refused.

    Whatever else is in it, a way out of the folder too, is never unpacked.
    """
    names = [name for name in packed.namelist() if _is_ours(name)]
    twice = next((name for name, times in Counter(names).items() if times > 1), None)
    if twice is not None:
        raise StorageError(f"{source} holds {twice} twice; nothing was changed.")
    return set(names)


def _check_room(packed: zipfile.ZipFile, source: Path, folder: Path) -> None:
    """Refuse a zip that unpacks to more than a record may be, or than the disk has room for."""
    wanted = [each for each in packed.infolist() if _is_ours(each.filename)]
    size = sum(each.file_size for each in wanted)
    if size > LARGEST_UNPACKED or len(wanted) > MOST_FILES:
        raise StorageError(
            f"{source} unpacks to {size // 1_000_000} MB in {len(wanted)} files; "
            f"{LARGEST_UNPACKED // 1_000_000} MB and {MOST_FILES} files are the most. Nothing was "
            "changed."
        )
    # The copy that is laid out, and the record that is written from it.
    if 2 * size > shutil.disk_usage(folder).free:
        raise DiskFullError(
            f"{source} unpacks to {size // 1_000_000} MB, and the disk that holds {folder} has "
            "no room for it. Free some space, then try again. Nothing was changed."
        )


def _is_ours(name: str) -> bool:
    return name in (RECORD, SETTINGS) or is_place(name)


def _small(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as inside:
        data = inside.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise ValueError(f"{name} is larger than 1 MB")
    return data
