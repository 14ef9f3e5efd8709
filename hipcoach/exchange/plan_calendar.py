"""The plan as an iCalendar file (RFC 5545), so that any calendar can show it and remind."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vRecur

from hipcoach.domain.plan import PlanVersion, Slot
from hipcoach.domain.text import translate

_CONTEXT = "PlanCalendar"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PRODUCT = "-//hipcoach//plan//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecords:
    """What is written: the plan from `first_day` on.

    `names` and `lengths_ms` are the routines' by id. With a time of day events stand at it, in
    whatever time zone the calendar is; without one they last all day.
    """

    versions: tuple[PlanVersion, ...]
    excused: Collection[date]
    names: Mapping[str, str]
    lengths_ms: Mapping[str, int]
    first_day: date
    written_at: datetime
    at: time | None = None


def plan_calendar(records: PlanRecords) -> bytes:
    """Return the calendar: a weekly event per routine and version, without excused days."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", translate(_CONTEXT, "Hip exercises"))
    for version, slot, first, last in _stretches(records):
        event = _event(records, version, slot, first, last)
        if event is not None:
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _stretches(records: PlanRecords) -> Iterator[tuple[PlanVersion, Slot, date, date | None]]:
    """Yield each routine of each version with its first and last day, None without an end."""
    versions = sorted(records.versions, key=lambda version: version.valid_from)
    for index, version in enumerate(versions):
        following = versions[index + 1] if index + 1 < len(versions) else None
        first = max(version.valid_from, records.first_day)
        ends = [] if following is None else [following.valid_from - timedelta(days=1)]
        if version.programme is not None:
            first = max(first, version.programme.first_day)
            ends.append(version.programme.last_day)
        last = min(ends, default=None)
        if last is None or first <= last:
            for slot in version.slots:
                yield version, slot, first, last


def _event(
    records: PlanRecords, version: PlanVersion, slot: Slot, first: date, last: date | None
) -> Event | None:
    week = (first + timedelta(days=index) for index in range(7))
    begin = next((day for day in week if day.weekday() in slot.weekdays), None)
    if begin is None or (last is not None and begin > last):
        return None
    name = records.names.get(slot.routine_id, slot.routine_id)
    event = Event()
    event.add("uid", f"{version.uid}-{slot.routine_id}@hipcoach")
    event.add("dtstamp", records.written_at)
    event.add("summary", name)
    event.add("dtstart", _moment(begin, records.at))
    if records.at is not None:
        event.add("duration", timedelta(milliseconds=records.lengths_ms[slot.routine_id]))
    rule: dict[str, object] = {
        "freq": "weekly",
        "byday": [_WEEKDAYS[day] for day in sorted(slot.weekdays)],
    }
    if last is not None:
        rule["until"] = _moment(last, records.at)
    event.add("rrule", vRecur(rule))
    excused = sorted(
        day
        for day in records.excused
        if day >= begin and (last is None or day <= last) and day.weekday() in slot.weekdays
    )
    for day in excused:
        # One line each: some calendars read only the first of a list.
        event.add("exdate", _moment(day, records.at), parameters=_kind(records.at))
    event.add("transp", "TRANSPARENT")
    if records.at is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", name)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
    return event


def _moment(day: date, at: time | None) -> date | datetime:
    return day if at is None else datetime.combine(day, at)


def _kind(at: time | None) -> dict[str, str]:
    return {"value": "DATE"} if at is None else {}
