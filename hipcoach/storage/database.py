"""Opens the record and stands between it and the stores: every failure told in plain words."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlite_utils

from hipcoach.domain.backup import Backup
from hipcoach.domain.errors import (
    DamagedDataError,
    DiskFullError,
    HipcoachError,
    LostDataError,
    NewerDataError,
    RangeError,
    RefusedError,
    StorageError,
)
from hipcoach.storage.files import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    disk_full_text,
    not_writable_text,
    set_aside,
    translated_os_errors,
)
from hipcoach.storage.migrations import MIGRATIONS

Value = str | int | float | None
Row = dict[str, Any]
T = TypeVar("T")
UNREADABLE = (
    HipcoachError,
    msgspec.MsgspecError,
    ValueError,
    TypeError,
    ArithmeticError,
    RecursionError,
)
_log = logging.getLogger(__name__)
_missed: ContextVar[list[Row] | None] = ContextVar("missed", default=None)

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_WRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
# The extended code of SQLite holds the plain one in its low byte.
_PLAIN_CODE = 0xFF
# What hinders reading a file that may well be whole.
_CIRCUMSTANCES = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
    *_NOT_WRITABLE,
    *_IN_USE,
)


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0) & _PLAIN_CODE
    return code


def damaged_text(path: Path) -> str:
    """Tell that a record is damaged, and what to do."""
    return (
        f"{path} is damaged. Start hipcoach again: it sets the file aside and puts the newest "
        "backup there is in its place."
    )


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turn whatever SQLite raises of a file's contents into DamagedDataError.

    A bad byte in the schema makes it raise what is neither its own error nor has a code.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise DamagedDataError(damaged_text(path)) from error
    except sqlite3.DatabaseError as error:
        if _code(error) in _CIRCUMSTANCES:
            raise
        raise DamagedDataError(damaged_text(path)) from error


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StorageError or DiskFullError, with what to do about them."""
    try:
        yield
    except sqlite3.Error as error:
        code = _code(error)
        if code == sqlite3.SQLITE_FULL:
            raise DiskFullError(disk_full_text(path)) from error
        if code in _NOT_WRITABLE:
            raise StorageError(not_writable_text(path)) from error
        if code in _IN_USE:
            raise StorageError(
                f"Another program is using {path}. Close it, then try again."
            ) from error
        if code in _DAMAGED:
            raise DamagedDataError(damaged_text(path)) from error
        if code == sqlite3.SQLITE_CONSTRAINT:
            raise RefusedError(
                f"The record refused an entry that does not fit: {error}."
            ) from error
        raise StorageError(f"{path} could not be read or written: {error}.") from error


class Database:
    """One open record; used by the thread that opened it and no other."""

    def __init__(
        self, path: Path, db: sqlite_utils.Database, *, place: tuple[int, int] | None = None
    ) -> None:
        """Wrap a connection that has been checked and set up.

        `place` is the file's (see `place_of`); nothing is written once it is another's.
        """
        self.path = path
        self._db = db
        self._place = place

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a query as dictionaries."""
        with translated_errors(self.path):
            cursor = self._db.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one change, kept on the disk when this returns; return the rows it touched."""
        self._check_place()
        with translated_errors(self.path):
            return self._db.execute(sql, values).rowcount

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let the changes inside be kept all or none."""
        self._check_place()
        with translated_errors(self.path), self._db.atomic():
            yield

    def _check_place(self) -> None:
        # A file that was deleted or replaced takes what is written, and nobody ever finds it.
        if self._place is not None and place_of(self.path) != self._place:
            raise LostDataError(
                f"{self.path} was moved, deleted or replaced while hipcoach was open. Put the "
                f"folder {self.path.parent} back, or save a copy elsewhere; what is done "
                "meanwhile waits in memory."
            )

    def close(self) -> None:
        """Close the file; the database is of no use afterwards."""
        self._db.close()


def place_of(path: Path) -> tuple[int, int] | None:
    """Return which file this is on which disk, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


@contextmanager
def missing_told() -> Iterator[list[Row]]:
    """Gather the rows that can't be read while this is open, in place of noting them."""
    missed: list[Row] = []
    token = _missed.set(missed)
    try:
        yield missed
    finally:
        _missed.reset(token)


def readable(rows: Iterable[Row], decode: Callable[[Row], T]) -> tuple[T, ...]:
    """Return what each row holds; one that can't be read is noted and keeps no other away."""
    found: list[T] = []
    for row in rows:
        try:
            found.append(decode(row))
        except UNREADABLE as error:
            missed = _missed.get()
            if missed is not None:
                missed.append(row)
                continue
            # Neither what it holds nor whose it is has any business in the log.
            _log.warning("A row of the record cannot be read: %s", type(error).__name__)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database, and what had to be done to open it."""

    database: Database
    set_aside: Path | None = None
    backup: Path | None = None
    recovered: Backup | None = None
    was_lost: bool = False
    """There was no record, or next to nothing of one, beside backups."""


def _now() -> datetime:
    return datetime.now(UTC)


def open_database(
    path: Path,
    *,
    now: Callable[[], datetime] = _now,
    recover: Callable[[], Backup | None] | None = None,
) -> Opened:
    """Open the record, made or brought up to date as needed.

    With `recover` a damaged file is set aside; it may put a backup in the file's place, and says
    which it was. Without it, raises DamagedDataError and leaves the file. Raises NewerDataError
    for a file of a newer hipcoach, which is left as it is, DiskFullError and StorageError.
    """
    try:
        return _open(path, now)
    except DamagedDataError:
        if recover is None:
            raise
        aside = set_aside(path, now())
        recovered = recover()
        opened = _open(path, now)
        return Opened(opened.database, aside, opened.backup, recovered)


def open_beside(path: Path, *, for_writing: bool = False) -> Database:
    """Open a record that is open elsewhere once more, for another thread; raises StorageError."""
    with translated_errors(path):
        mode = "rw" if for_writing else "ro"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
        connection.execute("PRAGMA foreign_keys = ON")
        if for_writing:
            connection.execute("PRAGMA synchronous = FULL")
    return Database(path, wrapped(connection), place=place_of(path))


def check_record(path: Path, *, told_as: Path) -> None:
    """Check that a file is a whole record this hipcoach can read; nothing in it is changed.

    Raises NewerDataError, and StorageError, with the name the person knows the file by.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise DamagedDataError(f"{told_as} is damaged; nothing was changed.")
            applied = {migration.name for migration in MIGRATIONS.applied(wrapped(copy))}
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DamagedDataError(f"{told_as} is damaged; nothing was changed.") from error
    if applied - _known_names():
        raise NewerDataError(
            f"{told_as} was written by a newer hipcoach than this one. Update hipcoach, then "
            "try again. Nothing was changed."
        )
    if not applied:
        raise StorageError(f"{told_as} holds no record of hipcoach's; nothing was changed.")


def _open(path: Path, now: Callable[[], datetime]) -> Opened:
    _make_private(path)
    with translated_errors(path):
        connection = sqlite3.connect(path)
    try:
        with translated_errors(path):
            backup = _prepare(path, connection, now)
    except BaseException:
        connection.close()
        raise
    return Opened(Database(path, wrapped(connection), place=place_of(path)), backup=backup)


def open_in_memory() -> Database:
    """Return an empty record that lives in memory, and is gone when it is closed."""
    connection = wrapped(sqlite3.connect(":memory:"))
    MIGRATIONS.apply(connection)
    return Database(Path(":memory:"), connection)


def wrapped(connection: sqlite3.Connection) -> sqlite_utils.Database:
    """Return a connection as sqlite-utils knows it."""
    # Plug-ins that other programs installed have no business in this record.
    return sqlite_utils.Database(connection, execute_plugins=False)


def _make_private(path: Path) -> None:
    with translated_os_errors(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        if path.stat().st_mode & 0o777 != PRIVATE_FILE:
            path.chmod(PRIVATE_FILE)


def _prepare(
    path: Path, connection: sqlite3.Connection, now: Callable[[], datetime]
) -> Path | None:
    """Check the file before anything is written to it, then set it up and migrate it."""
    db = wrapped(connection)
    applied, pending = checked_steps(path, connection)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    if not pending:
        return None
    backup = _back_up(path, connection, pending[0], now()) if applied else None
    MIGRATIONS.apply(db)
    return backup


def checked_steps(
    path: Path, connection: sqlite3.Connection, *, thorough: bool = False
) -> tuple[set[str], list[str]]:
    """Check a record; return the names of the migrations applied to it and of those pending.

    Thorough means every page and index, which takes longer. Raises DamagedDataError and
    NewerDataError.
    """
    check = "integrity_check" if thorough else "quick_check"
    with damage_told(path):
        if connection.execute(f"PRAGMA {check}(1)").fetchone()[0] != "ok":
            raise DamagedDataError(damaged_text(path))
        db = wrapped(connection)
        applied = {migration.name for migration in MIGRATIONS.applied(db)}
        pending = [migration.name for migration in MIGRATIONS.pending(db)]
    if applied - _known_names():
        raise NewerDataError(
            f"{path} was written by a newer hipcoach than this one. Update hipcoach to open it, "
            "or start with --data-dir and another folder. Nothing in the file was changed."
        )
    return applied, pending


def _known_names() -> set[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return {migration.name for migration in MIGRATIONS.pending(wrapped(connection))}


def _back_up(path: Path, connection: sqlite3.Connection, before: str, at: datetime) -> Path:
    folder = path.parent / "backups"
    target = folder / f"{path.stem}.before-{before}-{at.strftime('%Y%m%d-%H%M%S')}{path.suffix}"
    with translated_os_errors(target):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    _make_private(target)
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
    return target


def instant_text(at: datetime) -> str:
    """Write an aware instant as UTC, so that text order is time order."""
    if at.tzinfo is None:
        raise RangeError("at", at, "has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def offset_seconds(at: datetime) -> int | None:
    """Return how far an instant's own clock is from UTC, in whole seconds."""
    offset = at.utcoffset()
    return None if offset is None else round(offset.total_seconds())


def instant_of(text: str, offset_s: int | None) -> datetime:
    """Read what `instant_text` wrote, on the clock of its day where that is known."""
    at = datetime.fromisoformat(text)
    return at if offset_s is None else at.astimezone(timezone(timedelta(seconds=offset_s)))
