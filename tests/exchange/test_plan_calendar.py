"""The file is read again with icalendar, and its days are worked out with its own rules."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot, due_on
from hipcoach.exchange import plan_calendar as module
from hipcoach.exchange.plan_calendar import PlanRecords
from tests.domain.samples import MONDAY

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = {"strength": "Glute strength; “band”, twice", "desk": "At the desk"}
LENGTHS_MS = {"strength": 1_320_000, "desk": 300_000}


def plan_calendar(given: PlanRecords) -> bytes:
    return module.plan_calendar(given).data


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def records(
    *versions: PlanVersion, excused: frozenset[date] = frozenset(), at: time | None = None
) -> PlanRecords:
    return PlanRecords(
        versions=versions,
        excused=excused,
        names=NAMES,
        lengths_ms=LENGTHS_MS,
        first_day=MONDAY,
        written_at=NOW,
        at=at,
    )


def version(
    start: int, *slots: tuple[str, set[int]], weeks: int | None = None, uid: str = "v"
) -> PlanVersion:
    return PlanVersion(
        uid=f"{uid}{start}",
        slots=tuple(Slot(routine_id=key, weekdays=frozenset(days)) for key, days in slots),
        valid_from=day(start),
        programme=None
        if weeks is None
        else Programme(first_day=day(start), phases=(Phase(weeks=weeks),)),
    )


def events(written: bytes) -> list[Any]:
    return list(Calendar.from_ical(written).walk("VEVENT"))


def days_of(event: Any, until: date) -> set[date]:
    """Return the days of an event by its own rule, up to a day."""
    start = event["dtstart"].dt
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    rule = event["rrule"].to_ical().decode()
    excluded = event.get("exdate", [])
    lists = excluded if isinstance(excluded, list) else [excluded]
    gone = {
        each.dt.date() if isinstance(each.dt, datetime) else each.dt
        for one in lists
        for each in one.dts
    }
    found = rrulestr(rule, dtstart=begin).between(
        begin, datetime.combine(until, time(23, 59)), inc=True
    )
    return {each.date() for each in found} - gone


def test_a_routine_is_a_weekly_event_until_the_end() -> None:
    plan = version(0, ("strength", {0, 3}), weeks=6)
    (event,) = events(plan_calendar(records(plan, excused=frozenset({day(3), day(4), day(50)}))))
    assert event["summary"] == "Glute strength; “band”, twice"
    assert event["dtstart"].dt == MONDAY
    assert event["rrule"] == {
        "FREQ": ["WEEKLY"],
        "BYDAY": ["MO", "TH"],
        "UNTIL": [day(41)],
    }
    expected = {day(7 * week + weekday) for week in range(6) for weekday in (0, 3)} - {day(3)}
    assert days_of(event, day(400)) == expected
    assert b"EXDATE;VALUE=DATE:20260305" in plan_calendar(
        records(plan, excused=frozenset({day(3)}))
    )


def test_with_a_time_events_remind_in_the_calendars_own_zone() -> None:
    plan = version(0, ("desk", {1}))
    written = plan_calendar(records(plan, excused=frozenset({day(8)}), at=time(17, 30)))
    (event,) = events(written)
    assert event["dtstart"].dt == datetime.combine(day(1), time(17, 30))
    assert event["duration"].dt == timedelta(minutes=5)
    assert "UNTIL" not in event["rrule"]
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(0)
    assert days_of(event, day(15)) == {day(1), day(15)}


def test_a_later_version_takes_over() -> None:
    found = events(
        plan_calendar(
            records(
                version(-14, ("strength", {0, 2})),
                version(14, ("strength", {1}), ("desk", {4})),
            )
        )
    )
    assert [(event["summary"], days_of(event, day(21))) for event in found] == [
        (NAMES["strength"], {day(0), day(2), day(7), day(9)}),
        (NAMES["strength"], {day(15)}),
        (NAMES["desk"], {day(18)}),
    ]


@pytest.mark.parametrize(
    "plan",
    [
        (),
        (version(0, ("strength", set())),),
        (version(-60, ("strength", {0, 1}), weeks=2),),
    ],
)
def test_without_days_to_come_the_calendar_is_empty(plan: tuple[PlanVersion, ...]) -> None:
    written = plan_calendar(records(*plan))
    assert events(written) == []
    assert written.startswith(b"BEGIN:VCALENDAR")


_DAYS = st.sets(st.integers(0, 6))
_VERSIONS = st.lists(
    st.builds(
        lambda start, strength, desk, weeks: version(
            start, ("strength", strength), ("desk", desk), weeks=weeks
        ),
        st.integers(-20, 40),
        _DAYS,
        _DAYS,
        st.none() | st.integers(1, 5),
    ),
    max_size=4,
    unique_by=lambda each: each.valid_from,
)


@given(_VERSIONS, st.frozensets(st.integers(0, 60).map(day), max_size=20), st.booleans())
def test_the_events_fall_on_the_days_that_are_due(
    versions: list[PlanVersion], excused: frozenset[date], timed: bool
) -> None:
    at = time(8, 0) if timed else None
    found = events(plan_calendar(records(*versions, excused=excused, at=at)))
    for routine_id in NAMES:
        shown = [
            each
            for event in found
            if event["summary"] == NAMES[routine_id]
            for each in days_of(event, day(60))
        ]
        assert sorted(shown) == [
            each
            for each in map(day, range(61))
            if routine_id in due_on(tuple(versions), each) and each not in excused
        ]
