"""A worker that never answers costs a session its voice, and nothing else."""

from pathlib import Path

from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.content.loader import load_library
from hipcoach.domain.session import SessionStatus, SetEnd
from hipcoach.player.events import CueDue
from hipcoach.player.player import PlayerState
from tests.support.builders import make_dose, make_item, make_routine
from tests.support.world import World
from tests.voice.conftest import MakeFake


def test_a_session_runs_on_captions_and_its_record_is_exact(
    tmp_path: Path, make_fake: MakeFake
) -> None:
    world = World(tmp_path, load_library())
    client = make_fake("silent").client
    desk = SessionDesk(
        world.sessions,
        world.diary,
        world.library,
        client,
        world.words,
        world.preferences,
        world.clock,
    )
    routine = make_routine(make_item(uid="bridge", dose=make_dose(sets=2, reps=4)))
    preparation = desk.prepare(routine)
    preparation.render()
    assert not preparation.is_ready
    coach = desk.start(preparation, 3)
    told = list(coach.main_key())
    coach.another_set()
    while coach.player.state is not PlayerState.ENDED:
        world.clock.tick(250)
        told.extend(coach.advance())
    spoken = [event.cue for event in told if isinstance(event, CueDue) and not event.cue.is_earcon]
    assert spoken
    assert {cue.clip_ms for cue in spoken} == {0}
    records = world.sessions.sets_of(coach.session.uid)
    assert [(r.done_reps, r.ended) for r in records] == [(4, SetEnd.COMPLETED)] * 3
    assert coach.close().status is SessionStatus.COMPLETED
    world.close()
