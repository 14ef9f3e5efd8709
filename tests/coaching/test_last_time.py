"""Of what was done before only what is new is said: dose, pace, side, version."""

from dataclasses import replace

import pytest

from hipcoach.domain.prescription import Side, Tempo
from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import LeadSide
from hipcoach.player.events import CueDue
from hipcoach.player.lines import CueKind
from hipcoach.player.player import PlayerState
from tests.support.builders import make_routine
from tests.support.world import SORE_LEFT, World

CLAM = "clamshell"


def clams(world: World, exercise_id: str = CLAM) -> Routine:
    """A routine of one exercise, in the place of the clamshell."""
    first = world.library.routines["first_steps"]
    clam = next(item for item in first.items if item.exercise.id == CLAM)
    exercise = world.library.exercises[exercise_id]
    own = replace(clam.prescription, dose=exercise.start)
    return make_routine(replace(clam, exercise=exercise, prescription=own))


def dosed(routine: Routine, **changes: object) -> Routine:
    (item,) = routine.items
    own = item.prescription
    dose = replace(own.dose, **changes)  # type: ignore[arg-type]
    return replace(routine, items=(replace(item, prescription=replace(own, dose=dose)),))


def on_the_way(world: World, routine: Routine) -> dict[CueKind, list[str]]:
    """Do a whole session, and return what was said up to its first set."""
    coach = world.coach(routine)
    coach.main_key()
    said: dict[CueKind, list[str]] = {}
    while not coach.player.segment.kind.is_work:
        for event in world.run(coach, 250):
            if isinstance(event, CueDue):
                said.setdefault(event.cue.kind, []).append(event.cue.text)
    world.run_out(coach)
    assert coach.player.state is PlayerState.ENDED
    coach.close()
    return said


def test_the_first_time_all_of_it_is_said_and_then_only_name_position_and_leg(
    world: World,
) -> None:
    first = on_the_way(world, clams(world))
    assert CueKind.STEP in first
    assert CueKind.DOSE in first
    second = on_the_way(world, clams(world))
    assert set(second) <= {
        CueKind.NAME, CueKind.POSITION, CueKind.LEG, CueKind.TECHNIQUE, CueKind.EARCON
    }  # fmt: skip
    assert second[CueKind.LEG]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sets": 3}, "New: three sets of"),
        ({"reps": 11}, "sets of eleven."),
        ({"tempo": Tempo(3_000, 3_000, 3_000, 500)}, "Slower than last time."),
        ({"tempo": Tempo(1_000, 500, 1_000, 0)}, "A little quicker than last time."),
    ],
)
def test_a_new_dose_is_said_once(world: World, changes: dict[str, object], said: str) -> None:
    routine = clams(world)
    on_the_way(world, routine)
    (line,) = on_the_way(world, dosed(routine, **changes))[CueKind.DOSE]
    assert said in line
    assert CueKind.DOSE not in on_the_way(world, dosed(routine, **changes))


def test_another_side_first_is_said(world: World) -> None:
    on_the_way(world, clams(world))
    world.preferences.change(replace(SORE_LEFT, lead_side=LeadSide.RIGHT))
    said = on_the_way(world, clams(world))
    assert said[CueKind.DOSE] == ["This time the right side first."]


def test_one_side_alone_is_said(world: World) -> None:
    routine = clams(world)
    on_the_way(world, routine)
    (item,) = routine.items
    own = replace(item.prescription, only_side=Side.RIGHT)
    alone = replace(routine, items=(replace(item, prescription=own),))
    assert on_the_way(world, alone)[CueKind.DOSE] == ["This time the right side only."]


def test_another_version_names_the_one_before(world: World) -> None:
    """A harder one is led through the first time; back again, it says what it stands for."""
    on_the_way(world, clams(world))
    assert CueKind.STEP in on_the_way(world, clams(world, "clamshell_band"))
    (line,) = on_the_way(world, clams(world))[CueKind.DOSE]
    name = world.library.exercises["clamshell_band"].name
    assert line.startswith(f"This time in place of {name}. New: ")
