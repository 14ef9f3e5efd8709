"""A process that is killed in the middle of a restore leaves one whole record or the other."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from hipcoach.storage.backup import back_up_to
from hipcoach.storage.database import open_database
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import session, set_record

ROUNDS = 12
SETS = 400
# One process imports, and forks a restorer that goes back and forth until it is killed.
_NURSERY = """
import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from hipcoach.storage.backup import restore
from hipcoach.storage.paths import DataPaths

root, one, other = map(Path, sys.argv[1:])
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        for number in count():
            restore(DataPaths.find(root), (one, other)[number % 2], datetime.now(UTC))
            os.write(1, b"done\\n")
    os.write(1, b"restorer %d\\n" % child)
    os.waitpid(child, 0)
    os.write(1, b"ended\\n")
"""


def _backup(folder: Path, name: str, sets: int) -> Path:
    """Return a backup of a record with one session of this name."""
    paths = DataPaths.find(folder / name)
    paths.create()
    database = open_database(paths.database).database
    store = SqliteSessionStore(database)
    with database.together():
        store.start(session(name))
        for number in range(1, sets + 1):
            store.save_set(set_record(session_uid=name, set_no=number))
    database.close()
    target = folder / f"{name}.zip"
    back_up_to(paths, target)
    return target


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.timeout(120)
def test_a_restore_that_is_killed_leaves_a_whole_record(tmp_path: Path) -> None:
    sources = [_backup(tmp_path, "one", SETS), _backup(tmp_path, "other", SETS // 2)]
    paths = DataPaths.find(tmp_path / "data")
    paths.create()
    random = Random(20260307)
    seen: set[str] = set()
    with subprocess.Popen(
        [sys.executable, "-c", _NURSERY, str(paths.root), *map(str, sources)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(ROUNDS):
            nursery.stdin.write(b"go\n")
            told = nursery.stdout.readline().split()
            while told[0] != b"restorer":
                told = nursery.stdout.readline().split()
            # A real process needs real time to come to a point where it is killed.
            time.sleep(random.uniform(0.0, 0.25))
            os.kill(int(told[1]), signal.SIGKILL)
            while nursery.stdout.readline() != b"ended\n":
                pass
            opened = open_database(paths.database)
            assert opened.set_aside is None
            store = SqliteSessionStore(opened.database)
            kept = {uid: len(sets) for uid, sets in store.all_sets().items()}
            opened.database.close()
            assert kept in ({}, {"one": SETS}, {"other": SETS // 2})
            seen.update(kept)
        nursery.kill()
    assert seen, "no restore ever came through"
