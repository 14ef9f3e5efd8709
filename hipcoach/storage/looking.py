"""Looking at a record without changing anything, not even the files beside it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hipcoach.domain.errors import DamagedDataError, StorageError
from hipcoach.storage.database import Database, checked_steps, translated_errors, wrapped
from hipcoach.storage.files import COMPANIONS, translated_os_errors
from hipcoach.storage.lock import is_held
from hipcoach.storage.migrations import MIGRATIONS
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.recovery import is_lost, newest_backup


def open_to_look(paths: DataPaths, *, thorough: bool = False) -> Database:
    """Open the record for reading alone; the window may be open, the disk read-only.

    A record of an older shape is brought up to date in memory. `thorough` checks every page.
    Raises StorageError where there is none, DamagedDataError, which changes nothing either, and
    NewerDataError.
    """
    path = paths.database
    if is_lost(path):
        if newest_backup(paths) is None:
            raise StorageError(f"There is no record in {paths.root} yet.")
        raise DamagedDataError(
            f"{path} is gone or empty. Start hipcoach: it puts the newest backup in its place."
        )
    with translated_errors(path):
        connection = _connection(paths)
        try:
            _, pending = checked_steps(path, connection, thorough=thorough)
            if pending:
                with closing(connection) as old:
                    connection = _in_memory(old)
                MIGRATIONS.apply(wrapped(connection))
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return Database(path, wrapped(connection))


def _connection(paths: DataPaths) -> sqlite3.Connection:
    path = paths.database
    if is_held(paths.lock):
        # The files beside the record are there already, and in use.
        return _read_only(path, "mode=ro")
    leftovers = [
        path.with_name(path.name + ending)
        for ending in COMPANIONS
        if path.with_name(path.name + ending).exists()
    ]
    if not any(each.stat().st_size for each in leftovers):
        # SQLite would otherwise make files beside it, and leave them.
        return _read_only(path, "immutable=1")
    # A process was killed: what it wrote last is beside the record, and is put in on a copy.
    with TemporaryDirectory(prefix="hipcoach-") as folder, translated_os_errors(path):
        for each in (path, *leftovers):
            shutil.copyfile(each, Path(folder) / each.name)
        with closing(sqlite3.connect(Path(folder) / path.name)) as copy:
            return _in_memory(copy)


def _read_only(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def _in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:")
    source.backup(memory)
    return memory


@contextmanager
def record_in_memory() -> Iterator[Database]:
    """Open an empty record that is gone afterwards, to try out what could be kept."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        database = Database(Path("memory"), wrapped(connection))
        MIGRATIONS.apply(wrapped(connection))
        yield database
