from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.errors import RangeError
from hipcoach.domain.plan import (
    MAX_EXCUSED_DAYS,
    ExcusedSpan,
    Phase,
    PlanVersion,
    Programme,
    Slot,
    due_on,
    excused_spans,
    is_due,
    version_on,
)
from tests.domain.samples import MONDAY
from tests.support.builders import make_plan

OLD = make_plan(MONDAY, {0, 2, 4}, uid="old")
NEW = make_plan(MONDAY + timedelta(days=7), {1}, uid="new")
SIX_WEEKS = Programme(first_day=MONDAY, phases=(Phase(weeks=2, goal="Learn"), Phase(weeks=4)))


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_a_version_holds_until_the_next_one_starts() -> None:
    for versions in ((OLD, NEW), (NEW, OLD)):
        assert version_on(versions, MONDAY - timedelta(days=1)) is None
        assert version_on(versions, MONDAY) is OLD
        assert version_on(versions, MONDAY + timedelta(days=6)) is OLD
        assert version_on(versions, MONDAY + timedelta(days=7)) is NEW


def test_due_days_of_the_past_keep_their_version() -> None:
    due = [number for number in range(-3, 14) if is_due((OLD, NEW), day(number))]
    assert due == [0, 2, 4, 8]


def test_several_routines_fall_due_in_the_plans_order() -> None:
    version = PlanVersion(
        uid="x",
        slots=(
            Slot(routine_id="strength", weekdays=frozenset({0, 3})),
            Slot(routine_id="desk", weekdays=frozenset({0, 1})),
            Slot(routine_id="balance"),
        ),
        valid_from=MONDAY,
    )
    assert [due_on((version,), day(number)) for number in range(-1, 5)] == [
        (),
        ("strength", "desk"),
        ("desk",),
        (),
        ("strength",),
        (),
    ]
    assert version.weekdays == {0, 1, 3}
    assert version.routine_ids == ("strength", "desk", "balance")


def test_a_programme_knows_its_weeks_and_phases() -> None:
    assert SIX_WEEKS.weeks == 6
    assert SIX_WEEKS.last_day == day(41)
    found = [
        (SIX_WEEKS.week_on(day(each)), SIX_WEEKS.phase_on(day(each))) for each in range(-7, 49, 7)
    ]
    assert found == [
        (None, None),
        *((1, 0), (2, 0)),
        *((3, 1), (4, 1), (5, 1), (6, 1)),
        (None, None),
    ]
    assert SIX_WEEKS.phase_on(day(13)) == 0
    assert SIX_WEEKS.phase_on(day(14)) == 1


def test_nothing_is_due_outside_of_a_programme() -> None:
    version = make_plan(day(-7), range(7), programme=SIX_WEEKS)
    due = [number for number in range(-7, 60) if is_due((version,), day(number))]
    assert due == list(range(42))
    assert not version.has_ended(day(41))
    assert version.has_ended(day(42))
    assert not OLD.has_ended(day(5_000))


def test_what_a_version_refuses() -> None:
    with pytest.raises(RangeError, match="weekday: 7 is over 6"):
        make_plan(MONDAY, {0, 7})
    with pytest.raises(RangeError, match="a plan needs a routine"):
        Slot(routine_id="")
    with pytest.raises(RangeError, match="a plan needs a routine"):
        PlanVersion(uid="x", slots=(), valid_from=MONDAY)
    with pytest.raises(RangeError, match="desk is planned twice"):
        PlanVersion(
            uid="x", slots=(Slot(routine_id="desk"), Slot(routine_id="desk")), valid_from=MONDAY
        )
    with pytest.raises(RangeError, match="slots: 13 is over 12"):
        PlanVersion(
            uid="x",
            slots=tuple(Slot(routine_id=str(number)) for number in range(13)),
            valid_from=MONDAY,
        )


def test_what_a_programme_refuses() -> None:
    with pytest.raises(RangeError, match="weeks: 0 is under 1"):
        Phase(weeks=0)
    with pytest.raises(RangeError, match="goal: 121 is over 120"):
        Phase(weeks=1, goal="x" * 121)
    with pytest.raises(RangeError, match="phases: 0 is under 1"):
        Programme(first_day=MONDAY, phases=())


def test_what_a_span_refuses() -> None:
    with pytest.raises(RangeError, match="before the first day"):
        ExcusedSpan(first=day(1), last=day(0), reason="")
    with pytest.raises(RangeError, match="days: 367 is over 366"):
        ExcusedSpan(first=day(0), last=day(MAX_EXCUSED_DAYS), reason="")


def test_neighbouring_days_of_one_reason_are_a_span() -> None:
    excused = {day(3): "ill", day(1): "away", day(2): "away", day(5): "ill", day(6): "ill"}
    assert excused_spans(excused) == (
        ExcusedSpan(first=day(1), last=day(2), reason="away"),
        ExcusedSpan(first=day(3), last=day(3), reason="ill"),
        ExcusedSpan(first=day(5), last=day(6), reason="ill"),
    )


def test_a_span_of_more_than_a_year_is_told_in_parts() -> None:
    spans = excused_spans({day(number): "" for number in range(MAX_EXCUSED_DAYS + 2)})
    assert [len(span.days) for span in spans] == [MAX_EXCUSED_DAYS, 2]


@given(st.dictionaries(st.integers(0, 40).map(day), st.sampled_from(("ill", "away")), max_size=40))
def test_spans_hold_the_same_days(excused: dict[date, str]) -> None:
    spans = excused_spans(excused)
    assert {each: span.reason for span in spans for each in span.days} == excused
    assert [span.first for span in spans] == sorted(span.first for span in spans)
