"""A real process is killed in the middle of a set; the next one goes on where it stopped."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.domain.pain import Moment
from hipcoach.domain.session import SessionStatus, SetEnd
from hipcoach.player.clock import ManualClock
from hipcoach.player.player import PlayerState
from hipcoach.services import Services, build, load_settings
from hipcoach.storage.paths import DataPaths
from tests.support.world import EVENING

SETS_DONE = 3
REPS_INTO_THE_NEXT = 4
# Plays first_steps until four reps of the fourth set are done, says so, and hangs.
_CHILD = f"""
import sys
from pathlib import Path
from hipcoach.domain.session import SetEnd
from hipcoach.player.clock import ManualClock
from hipcoach.player.events import SetFinished
from hipcoach.services import build, load_settings
from hipcoach.storage.paths import DataPaths
from tests.support.world import EVENING

paths = DataPaths.find(Path(sys.argv[1]))
clock = ManualClock(EVENING)
services = build(paths, load_settings(paths), clock)
coach = services.desk.start(services.desk.prepare(services.library.routines["first_steps"]), 4)
coach.main_key()

def is_at_work():
    return coach.player.segment.kind.is_work

done = 0
while not (done == {SETS_DONE} and is_at_work() and coach.player.done_reps == {REPS_INTO_THE_NEXT}):
    clock.tick(250)
    done += sum(isinstance(event, SetFinished) for event in coach.advance())
print(coach.session.uid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def killed(tmp_path: Path) -> str:
    """Play in another process, kill it in the middle of a set, and return its session's uid."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(tmp_path / "data")],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    uid = child.stdout.readline().strip()
    child.send_signal(signal.SIGKILL)
    _, errors = child.communicate()
    assert errors == ""
    assert child.returncode == -signal.SIGKILL
    return uid


@pytest.fixture
def services(killed: str, tmp_path: Path) -> Iterator[Services]:
    """What the next start finds."""
    paths = DataPaths.find(tmp_path / "data")
    clock = ManualClock(EVENING + timedelta(minutes=10))
    made = build(paths, load_settings(paths), clock)
    yield made
    made.close()


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def test_a_killed_session_goes_on_where_it_stopped(services: Services, killed: str) -> None:
    session = services.desk.cut_off()
    assert session is not None
    assert session.uid == killed
    before = services.sessions.sets_of(killed)
    assert len(before) == SETS_DONE
    assert {record.ended for record in before} == {SetEnd.COMPLETED}
    assert session.played_ms > 0

    coach = services.desk.resume(session, services.desk.prepare_resume(session))
    ordered = [planned.key for planned in coach.player.plan.sets]
    assert coach.planned is not None
    assert coach.planned.key == ordered[SETS_DONE]
    clock = services.clock
    assert isinstance(clock, ManualClock)
    coach.main_key()
    while coach.player.state is not PlayerState.ENDED:
        clock.tick(1_000)
        coach.advance()
    closed = coach.close()

    records = services.sessions.sets_of(killed)
    assert records[:SETS_DONE] == before
    assert [(r.address.item_uid, r.address.set_no, r.address.side) for r in records] == ordered
    assert [r.done_reps for r in records] == [r.planned_reps for r in records]
    assert closed.status is SessionStatus.COMPLETED
    assert closed.played_ms == session.played_ms + coach.player.played_ms
    assert [r.moment for r in services.pains.of_session(killed)] == [Moment.BEFORE]
    assert services.desk.cut_off() is None
    assert len(services.sessions.with_status(*SessionStatus)) == 1


def test_a_killed_session_can_be_saved_as_it_is(services: Services, killed: str) -> None:
    session = services.desk.cut_off()
    assert session is not None
    saved = services.desk.save_cut_off(session)
    assert saved.status is SessionStatus.PARTIAL
    last = services.sessions.sets_of(killed)[-1]
    assert saved.ended_at == last.at
    summary = services.report.summary(saved)
    assert summary.share == pytest.approx(SETS_DONE / 10)
