"""A process that is killed in the middle of writing keeps every set it said it had kept."""

import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from hipcoach.storage.database import open_database
from hipcoach.storage.session_store import SqliteSessionStore

ROUNDS = 24
_WRITER = """
import sys
from itertools import count
from pathlib import Path
from hipcoach.storage.database import open_database
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import session, set_record

store = SqliteSessionStore(open_database(Path(sys.argv[1])).database)
for uid in map(str.strip, sys.stdin):
    store.start(session(uid))
    for number in count(1):
        store.save_set(set_record(session_uid=uid, set_no=number))
        print(number, flush=True)
"""


def _writer(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Lines left in a buffer of ours would be missing from what was confirmed.
        bufsize=0,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.timeout(120)
def test_every_confirmed_set_survives_kill_9(path: Path) -> None:
    random = Random(20260302)
    confirmed: dict[str, int] = {}
    # The next writer starts up while this one writes, since starting takes longest.
    files = [path.with_name(f"{number}.sqlite3") for number in range(ROUNDS)]
    waiting = _writer(files[0])
    for number, file in enumerate(files):
        writer, waiting = waiting, _writer(files[(number + 1) % ROUNDS])
        confirmed[file.name] = _kill_at_random(writer, random)
    waiting.kill()
    waiting.communicate()
    assert sum(confirmed.values()) > ROUNDS
    for file in files:
        opened = open_database(file)
        kept = [one.address.set_no for one in SqliteSessionStore(opened.database).sets_of("s")]
        opened.database.close()
        assert opened.set_aside is None
        # One more may be kept whose confirmation was cut off.
        assert len(kept) in (confirmed[file.name], confirmed[file.name] + 1)
        assert kept == list(range(1, len(kept) + 1))


def _kill_at_random(writer: subprocess.Popen[bytes], random: Random) -> int:
    """Let it confirm some sets, kill it at no particular point of the next, count them all."""
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(b"s\n")
    last = 0
    for _ in range(random.randint(1, 40)):
        last = int(writer.stdout.readline())
    # Some work of random length, so that the kill falls anywhere within a write.
    sum(range(random.randint(0, 200_000)))
    writer.send_signal(signal.SIGKILL)
    rest, errors = writer.communicate()
    assert errors == b""
    assert writer.returncode == -signal.SIGKILL
    whole_lines = rest[: rest.rfind(b"\n") + 1].split()
    return int(whole_lines[-1]) if whole_lines else last
