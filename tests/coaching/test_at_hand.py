"""A plan asks for nothing that a person hasn't said they have, or that has no stand-in."""

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from hipcoach.coaching.at_hand import with_what_is_there, without_lines
from hipcoach.coaching.intake import as_planned
from hipcoach.coaching.outlook import outlook
from hipcoach.coaching.rungs import easier_rungs, harder_rungs
from hipcoach.coaching.suited_content import SuitedContent
from hipcoach.content.answers_file import answers_in
from hipcoach.content.figure_files import FOLDER, load_figure_file
from hipcoach.content.loader import load_library
from hipcoach.domain.equipment import EVERYWHERE, is_there, lacking, stand_in
from hipcoach.domain.exercise import Exercise, is_at_hand, plain_things
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.figure.figure import PropKind
from tests.support.builders import make_exercise, make_item, make_routine
from tests.support.personas import PERSONAS, Persona

MONDAY = date(2026, 3, 2)
LIBRARY = load_library()
BOXES = [
    (),
    ("mat",),
    ("loop_band", "step", "mat"),
    ("band", "door_anchor", "chair"),
    tuple(LIBRARY.equipment_names),
]


@pytest.mark.parametrize("owned", BOXES, ids=len)
@pytest.mark.parametrize("persona", PERSONAS, ids=lambda each: each.name)
def test_no_plan_asks_for_what_is_not_there(persona: Persona, owned: tuple[str, ...]) -> None:
    told = answers_in(persona.answers.encode(), "a.toml", LIBRARY, MONDAY)
    me = as_planned(told.me, LIBRARY)
    box = (*me.equipment, *owned)
    me = replace(me, equipment=box)
    for stage in LIBRARY.pathways[me.pathway or "not_sure"].stages:
        found = outlook(me, told.weekdays, MONDAY, LIBRARY, lambda _: 1, stage_id=stage.id)
        planned = chain.from_iterable(line.exercises for line in found.plan)
        asked = {each for one in planned for each in LIBRARY.exercises[one].equipment}
        for each in asked:
            assert is_at_hand(each, box) or stand_in(each, box) or _is_everywhere(each), each
        if found.proposal is not None:
            needed = {each for each in asked if not is_at_hand(each, box)}
            named = {each for each in needed if not _is_everywhere(each)}
            assert named <= set(found.proposal.needs)
            assert all(stand_in(each, box) for each in named)


def _is_everywhere(needed: str) -> bool:
    return not EVERYWHERE.isdisjoint(plain_things(needed))


@pytest.mark.parametrize("routine", LIBRARY.routines.values(), ids=lambda each: each.id)
@pytest.mark.parametrize("owned", BOXES, ids=len)
def test_every_built_in_routine_keeps_to_what_is_there(
    routine: Routine, owned: tuple[str, ...]
) -> None:
    me = Profile(equipment=owned)
    found = with_what_is_there(routine, LIBRARY.exercises, me)
    items = found.routine.items if found.routine is not None else ()
    assert all(not lacking(item.exercise, owned) for item in items)
    if owned == BOXES[-1]:
        assert found.routine == routine


@pytest.mark.parametrize("owned", BOXES, ids=len)
def test_no_rung_and_no_swap_asks_for_more(owned: tuple[str, ...]) -> None:
    me = Profile(equipment=owned)
    for exercise in LIBRARY.exercises.values():
        for rung in (
            *easier_rungs(exercise, LIBRARY.exercises, me, None),
            *harder_rungs(exercise, LIBRARY.exercises, me, None),
        ):
            assert not lacking(rung, owned)
    assert all(not lacking(each, owned) for each in SuitedContent(LIBRARY, me).exercises.values())


def test_what_bears_or_resists_has_no_stand_in() -> None:
    for each in ("step", "loop_band", "band", "door_anchor", "foam_roller", "cane", "walking_aid"):
        assert not is_there(each, ())
    assert is_there("loop_band", ("band",))
    assert not is_there("door_anchor_or_loop_band", ("mat",))
    for each in ("mat", "chair_or_stool", "support_surface", "wall_or_belt", "clear_floor"):
        assert is_there(each, ())


def test_the_nearest_easier_rung_is_done_instead_and_said() -> None:
    low = make_exercise("low", equipment=("mat",))
    step = make_exercise("step", equipment=("step",), easier=("low",))
    roller = make_exercise("roller", equipment=("foam_roller",))
    routine = make_routine(make_item(step, uid="a"), make_item(roller, uid="b"))
    exercises = {each.id: each for each in (low, step, roller)}
    built_in = with_what_is_there(_built_in(routine), exercises, Profile())
    assert built_in.routine is not None
    assert [item.exercise.id for item in built_in.routine.items] == ["low"]
    names = {"step": "low step", "foam_roller": "foam roller"}
    assert without_lines(built_in, names) == [
        "Low in place of Step, which needs: low step.",
        "Left out: Roller. It needs: foam roller.",
        "What you have is under Settings, Me.",
    ]


@pytest.mark.parametrize("origin", [RoutineOrigin.OWN, RoutineOrigin.THERAPIST])
def test_what_a_person_or_therapist_wrote_stays(origin: RoutineOrigin) -> None:
    step = make_exercise("step", equipment=("step",))
    routine = _built_in(make_routine(make_item(step, uid="a")), origin)
    assert with_what_is_there(routine, {}, Profile()).routine == routine


def _built_in(routine: Routine, origin: RoutineOrigin = RoutineOrigin.BUILT_IN) -> Routine:
    return replace(routine, origin=origin)


@pytest.mark.parametrize(
    "exercise",
    [each for each in LIBRARY.exercises.values() if "support_surface" in each.equipment],
    ids=lambda each: each.id,
)
def test_what_is_held_on_to_is_drawn(exercise: Exercise) -> None:
    figure = load_figure_file(FOLDER / f"{exercise.id}.toml")
    kinds = {prop.kind for prop in figure.props}
    assert kinds & {PropKind.COUNTER, PropKind.CHAIR, PropKind.WALL, PropKind.DESK}
