from datetime import date, timedelta

import pytest

from hipcoach.coaching.first_week import first_week
from hipcoach.coaching.intake import propose, usual_weekdays
from hipcoach.coaching.practice import EXERCISE, Lesson, PracticeGuide, practice_routine
from hipcoach.coaching.precautions import Standing, by_rules_of, judge
from hipcoach.coaching.trying_out import is_trial
from hipcoach.coaching.where_it_hurts import ASKED_AREAS, places_of, with_places
from hipcoach.content.answers_file import AREAS
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.equipment import lacking
from hipcoach.domain.pathway import StageDays
from hipcoach.domain.plan import Slot
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile

MINUTE = 60_000


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.mark.parametrize("ahead", range(7))
def test_a_newcomers_first_day_is_never_one_of_rest(library: Library, ahead: int) -> None:
    first = date(2026, 3, 2) + timedelta(days=ahead)
    for pathway_id in library.pathways:
        proposal = propose(
            Profile(pathway=pathway_id), None, first, library, lambda _routine: 10 * MINUTE
        )
        assert proposal is not None
        slots = [each.slot for each in proposal.slots]
        assert any(first.weekday() in slot.weekdays for slot in slots), pathway_id
        week = first_week(slots, first, library, Profile(), lambda _routine: 10 * MINUTE)
        assert week[0].routines, pathway_id
        assert [each.day for each in week] == [first + timedelta(days=n) for n in range(7)]


def test_usual_days_leave_one_between_strength() -> None:
    assert usual_weekdays(StageDays.SPACED, date(2026, 3, 7)) == {5, 0, 2}
    assert usual_weekdays(StageDays.EVERY, date(2026, 3, 7)) == set(range(7))


def test_a_week_tells_routines_minutes_and_a_figure_day_by_day(library: Library) -> None:
    monday = date(2026, 3, 2)
    slots = [
        Slot(routine_id="first_steps", weekdays=frozenset({2})),
        Slot(routine_id="desk", weekdays=frozenset({2, 4}), times_per_day=2),
        Slot(routine_id="no_such", weekdays=frozenset({5})),
    ]
    week = first_week(slots, monday, library, Profile(), lambda _routine: MINUTE)
    assert [[each.id for each in day.routines] for day in week] == [
        ["first_steps"],
        [],
        ["first_steps", "desk"],
        [],
        ["desk"],
        [],
        [],
    ]
    assert [day.length_ms for day in week] == [MINUTE, 0, 3 * MINUTE, 0, 2 * MINUTE, 0, 0]
    assert week[0].exercise is not None
    assert week[1].exercise is None


def test_places_tell_the_sore_side_and_the_areas() -> None:
    me = with_places(Profile(), ("right groin", "right outer hip", "left lower back"))
    assert (me.sore_side, me.areas) == (Side.RIGHT, ("groin", "outer hip", "lower back"))
    assert me.main_site == "right groin"
    assert with_places(me, ("left hip", "right hip")).sore_side is Side.BILATERAL
    assert with_places(me, ("left lower back",)).sore_side is Side.LEFT
    nothing = with_places(me, ())
    assert (nothing.sore_side, nothing.areas) == (Side.BILATERAL, ())


@pytest.mark.parametrize("places", [("left groin", "pelvis"), ("left hip", "right hip"), ()])
def test_what_was_picked_is_shown_again(places: tuple[str, ...]) -> None:
    assert set(places_of(with_places(Profile(), places))) == set(places)


def test_the_map_and_a_file_of_answers_know_the_same_areas() -> None:
    assert set(ASKED_AREAS) == set(AREAS)


def test_the_practice_suits_everybody_and_fulfils_no_plan(library: Library) -> None:
    routine = practice_routine(library.exercises)
    assert is_trial(routine)
    (item,) = routine.items
    assert lacking(item.exercise, ()) == ()
    everything = Profile(flags=tuple(library.precautions), sore_side=Side.LEFT)
    assert judge(library.exercises[EXERCISE], everything).standing is Standing.FINE
    # As it is played, after what a gate may cut.
    played = by_rules_of(routine, library.exercises)
    dose = played.items[0].prescription.dose
    assert dose == item.prescription.dose
    assert dose.duration_ms is not None
    assert 2 * MINUTE <= dose.sets * dose.duration_ms <= 3 * MINUTE


def test_the_practice_teaches_one_thing_after_the_other() -> None:
    guide = PracticeGuide()
    steps = (
        (guide.resumed, False, Lesson.LISTEN),
        (guide.heard, True, Lesson.PAUSE),
        (guide.paused, True, Lesson.RESUME),
        (guide.paused, False, Lesson.RESUME),
        (guide.resumed, True, Lesson.PAIN),
        (guide.pain_told, True, Lesson.DONE),
        (guide.pain_told, False, Lesson.DONE),
    )
    for tried, leads_on, lesson in steps:
        assert tried() is leads_on
        assert guide.lesson is lesson
    assert len({guide.words for guide.lesson in Lesson}) == len(Lesson)
