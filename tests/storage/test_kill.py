"""A process that is killed in the middle of writing keeps every set it said it had kept."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from hipcoach.storage.database import open_database
from hipcoach.storage.session_store import SqliteSessionStore

ROUNDS = 100
# Importing takes longest, so one process does it and forks a writer for each file it is told;
# a writer opens the record itself, so that nothing of SQLite's is shared.
_NURSERY = """
import os
import sys
from itertools import count
from pathlib import Path
from hipcoach.storage.database import open_database
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import session, set_record

def write(path):
    store = SqliteSessionStore(open_database(path).database)
    store.start(session("s"))
    for number in count(1):
        store.save_set(set_record(session_uid="s", set_no=number))
        os.write(1, b"%d\\n" % number)

for line in sys.stdin:
    writer = os.fork()
    if writer == 0:
        write(Path(line.strip()))
    os.write(1, b"writer %d\\n" % writer)
    _, status = os.waitpid(writer, 0)
    os.write(1, b"ended %d\\n" % os.waitstatus_to_exitcode(status))
"""


@pytest.fixture
def nursery() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", _NURSERY],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Lines left in a buffer of ours would be missing from what was confirmed.
        bufsize=0,
    ) as process:
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.timeout(180)
def test_every_confirmed_set_survives_kill_9(path: Path, nursery: subprocess.Popen[bytes]) -> None:
    random = Random(20260302)
    total = 0
    for number in range(ROUNDS):
        file = path.with_name(f"{number}.sqlite3")
        confirmed = _kill_at_random(nursery, file, random)
        total += confirmed
        opened = open_database(file)
        kept = [one.address.set_no for one in SqliteSessionStore(opened.database).sets_of("s")]
        opened.database.close()
        assert opened.set_aside is None
        # One more may be kept whose confirmation was cut off.
        assert len(kept) in (confirmed, confirmed + 1)
        assert kept == list(range(1, len(kept) + 1))
    assert total > ROUNDS


def _kill_at_random(nursery: subprocess.Popen[bytes], file: Path, random: Random) -> int:
    """Let a writer confirm some sets, kill it at no particular point, count what it confirmed."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{file}\n".encode())
    wanted = random.randint(1, 25)
    writer = confirmed = 0
    # The two processes write to one pipe, so the number of the writer may come late.
    while confirmed < wanted or not writer:
        word, _, rest = nursery.stdout.readline().partition(b" ")
        if word == b"writer":
            writer = int(rest)
        else:
            confirmed = int(word)
    # Some work of random length, so that the kill falls anywhere within a write.
    sum(range(random.randint(0, 200_000)))
    os.kill(writer, signal.SIGKILL)
    while True:
        word, _, rest = nursery.stdout.readline().partition(b" ")
        if word == b"ended":
            assert int(rest) == -signal.SIGKILL
            return confirmed
        confirmed = int(word)
