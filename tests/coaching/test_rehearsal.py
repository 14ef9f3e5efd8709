"""A session written out: contiguous times, cues inside their segments."""

from itertools import pairwise

import pytest

from hipcoach.coaching.rehearsal import RehearsedSegment, rehearse
from hipcoach.domain.prescription import Laterality
from hipcoach.domain.routine import Routine
from hipcoach.player.planning import Plan
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World


def plan_of(world: World, routine: Routine) -> Plan:
    preparation = world.desk.prepare(routine)
    preparation.render()
    return preparation.plan()


def rows_of(world: World, routine: Routine) -> tuple[RehearsedSegment, ...]:
    return rehearse(plan_of(world, routine))


@pytest.mark.parametrize("routine_id", ["first_steps", "strength", "loosen_up", "desk"])
def test_rows_follow_one_another_without_a_gap(world: World, routine_id: str) -> None:
    plan = plan_of(world, world.library.routines[routine_id])
    rows = rehearse(plan)
    assert rows[0].start_ms == 0
    for row, following in pairwise(rows):
        assert row.start_ms + row.duration_ms == following.start_ms
    assert rows[-1].start_ms + rows[-1].duration_ms == plan.timeline.total_ms


@pytest.mark.parametrize("routine_id", ["first_steps", "strength", "loosen_up", "desk"])
def test_every_cue_is_told_once_inside_its_row(world: World, routine_id: str) -> None:
    plan = plan_of(world, world.library.routines[routine_id])
    rows = rehearse(plan)
    assert sum(len(row.cues) for row in rows) == len(plan.cues)
    for row in rows:
        for cue in row.cues:
            assert row.start_ms <= cue.at_ms < row.start_ms + row.duration_ms
            assert cue.at_ms + cue.clip_ms <= row.start_ms + row.duration_ms
        assert list(row.cues) == sorted(row.cues, key=lambda cue: cue.at_ms)


def test_rows_say_whose_set_and_rep_they_are(world: World) -> None:
    clam = world.library.exercises["clamshell"]
    rows = rows_of(
        world, make_routine(make_item(clam, uid="clam-1", dose=make_dose(sets=2, reps=3)))
    )
    reps = [row for row in rows if row.kind == "rep"]
    assert [(row.side, row.set, row.rep) for row in reps] == [
        (side, number, rep) for side in ("left", "right") for number in (1, 2) for rep in (1, 2, 3)
    ]
    assert {(row.exercise, row.item) for row in reps} == {("clamshell", "clam-1")}
    closing = rows[-1]
    assert (closing.exercise, closing.item, closing.set) == (None, None, None)
    assert (closing.rep, closing.side) == (None, None)


def test_the_legs_of_a_pair_are_told_apart(world: World) -> None:
    swing = make_exercise("swing", laterality=Laterality.ALTERNATING)
    rows = rows_of(world, make_routine(make_item(swing, dose=make_dose(sets=1, reps=2))))
    assert [(row.rep, row.side) for row in rows if row.kind == "rep"] == [
        (1, "left"),
        (1, "right"),
        (2, "left"),
        (2, "right"),
    ]


def test_a_self_paced_set_is_estimated_and_says_so(world: World) -> None:
    dose = make_dose(sets=1, reps=6, self_paced=True)
    rows = rows_of(world, make_routine(make_item(dose=dose)))
    (own,) = [row for row in rows if row.self_paced]
    assert own.kind == "self-paced"
    assert own.duration_ms == dose.set_ms
    assert own.rep is None
