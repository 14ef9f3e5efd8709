"""A second file updates the first: read by two other parsers into a calendar that keeps both."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.plan import PlanVersion, Slot, occasions_on
from hipcoach.domain.planned_copy import CalendarExport
from hipcoach.domain.visible import visible
from hipcoach.exchange.plan_calendar import PlanRecords, plan_calendar
from tests.domain.samples import MONDAY

# Neither has types.
vobject: Any = import_module("vobject")
ics: Any = import_module("ics")

STRENGTH = Slot(routine_id="strength", weekdays=frozenset({0, 3}))
DESK = Slot(routine_id="desk", weekdays=frozenset({1}), times_per_day=2, times=("morning", "17:30"))


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def version(start: int, *slots: Slot, uid: str = "") -> PlanVersion:
    return PlanVersion(uid=uid or f"v{start}", slots=slots, valid_from=day(start))


@dataclass
class SomeCalendar:
    """A calendar program: it keeps each UID once, in its highest SEQUENCE."""

    events: dict[str, Any] = field(default_factory=dict)

    def take(self, data: bytes) -> None:
        for event in vobject.readOne(data.decode()).contents.get("vevent", []):
            uid = event.uid.value
            kept = self.events.get(uid)
            if kept is None or int(event.sequence.value) >= int(kept.sequence.value):
                self.events[uid] = event

    def shown(self, first: date, last: date) -> list[tuple[date, str]]:
        found = []
        for event in self.events.values():
            if "status" in event.contents and event.status.value == "CANCELLED":
                continue
            begin = datetime.combine(first, time())
            end = datetime.combine(last, time(23, 59))
            found += [
                (each.date(), event.summary.value)
                for each in event.getrruleset().between(begin, end, inc=True)
            ]
        return sorted(found)


@dataclass
class Home:
    """Exports one after the other, each knowing what the ones before said."""

    known: dict[str, CalendarExport] = field(default_factory=dict)
    made: int = 0

    def export(self, today: int, *versions: PlanVersion, at: time | None = None) -> bytes:
        calendar = plan_calendar(
            PlanRecords(
                versions=versions,
                excused=(),
                names={},
                lengths_ms={"strength": 600_000},
                first_day=day(today),
                written_at=datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(days=today),
                at=at,
                known=tuple(self.known.values()),
            ),
            self._uid,
        )
        self.known.update({each.uid: each for each in calendar.exports})
        return calendar.data

    def _uid(self) -> str:
        self.made += 1
        return f"{self.made}@test"


def expected(versions: tuple[PlanVersion, ...], first: int, last: int) -> list[tuple[date, str]]:
    return sorted(
        (
            each,
            f"{occasion.routine_id} ({occasion.number} of {occasion.of})"
            if occasion.of > 1
            else occasion.routine_id,
        )
        for each in map(day, range(first, last + 1))
        for occasion in occasions_on(versions, each)
    )


def test_the_same_plan_again_says_the_same_and_doubles_nothing() -> None:
    home, calendar = Home(), SomeCalendar()
    plan = version(0, STRENGTH, DESK)
    first = home.export(0, plan, at=time(9))
    calendar.take(first)
    again = home.export(2, plan, at=time(9))
    assert again == first
    calendar.take(again)
    assert calendar.shown(day(0), day(13)) == expected((plan,), 0, 13)


def test_a_change_ends_the_old_and_a_withdrawn_one_is_cancelled() -> None:
    home, calendar = Home(), SomeCalendar()
    old = version(0, STRENGTH)
    calendar.take(home.export(0, old))
    new = version(7, DESK)
    calendar.take(home.export(3, old, new))
    assert calendar.shown(day(0), day(20)) == expected((old, new), 0, 20)
    # The change is withdrawn: the old goes on, and what was to come is called off.
    data = home.export(4, old)
    calendar.take(data)
    assert calendar.shown(day(0), day(20)) == expected((old,), 0, 20)
    told = {
        each.uid: (each.status, {x.name: x.value for x in each.extra}.get("SEQUENCE"))
        for each in ics.Calendar(data.decode()).events
    }
    assert told == {
        "1@test": (None, "2"),
        "2@test": ("CANCELLED", "1"),
        "3@test": ("CANCELLED", "1"),
    }


def test_a_change_on_the_same_day_is_the_same_event() -> None:
    home, calendar = Home(), SomeCalendar()
    calendar.take(home.export(0, version(0, STRENGTH)))
    other = replace(STRENGTH, weekdays=frozenset({2, 5}))
    calendar.take(home.export(0, version(0, other, uid="another")))
    assert home.made == 1
    assert calendar.shown(day(0), day(20)) == expected((version(0, other),), 0, 20)


_SLOTS = st.lists(
    st.builds(
        lambda routine, days, times: Slot(
            routine_id=routine, weekdays=frozenset(days), times_per_day=times
        ),
        st.sampled_from(("a", "b", "c")),
        st.sets(st.integers(0, 6)),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda slot: slot.routine_id,
)


@given(st.lists(st.tuples(st.integers(0, 9), _SLOTS), min_size=1, max_size=4), st.booleans())
def test_after_every_import_the_days_to_come_are_the_plans(
    changes: list[tuple[int, list[Slot]]], is_timed: bool
) -> None:
    home, calendar = Home(), SomeCalendar()
    versions: dict[int, PlanVersion] = {}
    today = 0
    for wait, slots in changes:
        today += wait
        versions[today] = version(today, *slots)
        plan = tuple(versions.values())
        calendar.take(home.export(today, *plan, at=time(9) if is_timed else None))
        assert calendar.shown(day(today), day(today + 14)) == expected(plan, today, today + 14)


HOSTILE = "a,b;c\\d:\nBEGIN:VEVENT\r\nX:\u2028" + "ü" * 200 + " 👩\u200d⚕️ <b>"


@pytest.mark.parametrize("name", [HOSTILE, "", "END:VCALENDAR", '"', "\\n", "名" * 90])
def test_no_name_breaks_out_of_its_line(name: str) -> None:
    data = plan_calendar(
        PlanRecords(
            versions=(version(0, STRENGTH, DESK),),
            excused=frozenset(),
            names={"strength": visible(name), "desk": name},
            lengths_ms={},
            first_day=MONDAY,
            written_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        )
    ).data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    first = vobject.readOne(data.decode()).contents["vevent"]
    assert len(first) == 3
    assert len(ics.Calendar(data.decode()).events) == 3


@pytest.mark.parametrize(
    "content", ["", "garbage", "BEGIN:VEVENT", "BEGIN:VCALENDAR\r\nEND:VCALENDAR"]
)
def test_what_the_record_lost_of_an_earlier_file_hinders_no_other(content: str) -> None:
    records = PlanRecords(
        versions=(version(0, STRENGTH),),
        excused=frozenset(),
        names={"strength": "Strength"},
        lengths_ms={},
        first_day=MONDAY,
        written_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    )
    (known,) = plan_calendar(records).exports
    again = plan_calendar(replace(records, known=(replace(known, content=content),)))
    (export,) = again.exports
    assert (export.uid, export.sequence) == (known.uid, 1)
    gone = replace(records, versions=(version(0, DESK),), known=(replace(known, content=content),))
    assert len(plan_calendar(gone).exports) == 2
