"""The plan as an iCalendar file (RFC 5545), so that any calendar can show it and remind.

Each time of day of each slot of each version is one event, whose UID stays the same in every
file. What changed has a higher SEQUENCE, what ended an UNTIL, and what fell away is cancelled,
so that a second import updates the first and doubles nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from icalendar import Alarm, Calendar, Event, vRecur

from hipcoach.domain.plan import Occasion, PlanVersion, Slot
from hipcoach.domain.planned_copy import CalendarExport
from hipcoach.domain.text import translate

_CONTEXT = "PlanCalendar"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PRODUCT = "-//hipcoach//plan//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecords:
    """What is written: the plan from `first_day` on.

    `names` are the routines' by id, `lengths_ms` those of the routines that are there. With a
    time of day events stand at it, in whatever time zone the calendar is; without one they last
    all day. A slot's own times go before it. `known` is what earlier files said.
    """

    versions: tuple[PlanVersion, ...]
    excused: Collection[date]
    names: Mapping[str, str]
    lengths_ms: Mapping[str, int]
    first_day: date
    written_at: datetime
    at: time | None = None
    known: Sequence[CalendarExport] = ()


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """The file, and what is to be remembered of it once it is written."""

    data: bytes
    exports: tuple[CalendarExport, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A slot of a version with its first and last day; the last is None without an end."""

    key: str
    slot: Slot
    first: date
    last: date | None


def _new_uid() -> str:
    return f"{uuid4()}@hipcoach"


def plan_calendar(records: PlanRecords, new_uid: Callable[[], str] = _new_uid) -> PlanCalendar:
    """Return the calendar: a weekly event for each time of each slot, without excused days."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", translate(_CONTEXT, "Hip exercises"))
    known = {each.slot_key: each for each in records.known}
    exports: dict[str, CalendarExport] = {}
    for stretch in _stretches(records, known):
        for occasion in stretch.slot.occasions:
            key = f"{stretch.key}/{occasion.number}"
            before = known.get(key)
            event = _event(records, stretch, occasion)
            if event is not None:
                uid = before.uid if before is not None else new_uid()
                exports[key] = _export(records, key, uid, event, before)
    for key, before in known.items():
        cancelled = None if key in exports else _cancelled(before)
        if cancelled is not None:
            exports[key] = _export(records, key, before.uid, cancelled, before)
    for export in exports.values():
        calendar.add_component(_written(export))
    return PlanCalendar(bytes(calendar.to_ical()), tuple(exports.values()))


def _export(
    records: PlanRecords, key: str, uid: str, event: Event, before: CalendarExport | None
) -> CalendarExport:
    """Return what is remembered of an event; its number goes up when it changed."""
    content = event.to_ical().decode()
    is_cancelled = "status" in event
    if before is not None and (before.content, before.is_cancelled) == (content, is_cancelled):
        return before
    return CalendarExport(
        uid=uid,
        slot_key=key,
        sequence=0 if before is None else before.sequence + 1,
        content=content,
        is_cancelled=is_cancelled,
        exported_at=records.written_at,
    )


def _written(export: CalendarExport) -> Event:
    event = _read(export) or Event()
    event.add("uid", export.uid)
    event.add("sequence", export.sequence)
    # Same content, same stamp: a file that says nothing new looks the same to a calendar.
    event.add("dtstamp", export.exported_at.astimezone(UTC))
    return event


def _cancelled(before: CalendarExport) -> Event | None:
    """Return an event that is called off: its name, its first day, and that it is cancelled.

    None when what was written of it can't be read any more.
    """
    old = _read(before)
    if old is None:
        return None
    event = Event()
    event.add("summary", str(old["summary"]))
    event.add("dtstart", _begin(old))
    event.add("status", "CANCELLED")
    return event


def _stretches(records: PlanRecords, known: Mapping[str, CalendarExport]) -> Iterator[_Stretch]:
    """Yield each slot of each version that goes on after the first day, or was exported."""
    versions = sorted(records.versions, key=lambda version: version.valid_from)
    for index, version in enumerate(versions):
        following = versions[index + 1] if index + 1 < len(versions) else None
        first = version.valid_from
        ends = [] if following is None else [following.valid_from - timedelta(days=1)]
        if version.programme is not None:
            first = max(first, version.programme.first_day)
            ends.append(version.programme.last_day)
        last = min(ends, default=None)
        for slot in version.slots:
            key = f"{slot.routine_id}/{version.valid_from}"
            begun = _begin_of(known, key)
            if begun is None and last is not None and last < records.first_day:
                continue
            # What a calendar shows already keeps its days; what is new begins today.
            from_day = records.first_day if begun is None else min(begun, records.first_day)
            yield _Stretch(key, slot, max(first, from_day), last)


def _begin_of(known: Mapping[str, CalendarExport], key: str) -> date | None:
    begins = [
        _first_day(event)
        for other, export in known.items()
        if other.rpartition("/")[0] == key and not export.is_cancelled
        for event in (_read(export),)
        if event is not None
    ]
    return min(begins, default=None)


def _begin(event: Event) -> date | datetime:
    begin = event.start
    if begin is None:
        raise ValueError("an event without a beginning was never written here")
    return begin


def _first_day(event: Event) -> date:
    begin = _begin(event)
    return begin.date() if isinstance(begin, datetime) else begin


def _read(export: CalendarExport) -> Event | None:
    """Read what an earlier file said; None when the record has lost it."""
    try:
        event = Event.from_ical(export.content)
        if not isinstance(event, Event) or "summary" not in event:
            return None
        _begin(event)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    return event


def _event(records: PlanRecords, stretch: _Stretch, occasion: Occasion) -> Event | None:
    slot, first, last = stretch.slot, stretch.first, stretch.last
    week = (first + timedelta(days=index) for index in range(7))
    begin = next((day for day in week if day.weekday() in slot.weekdays), None)
    if begin is None or (last is not None and begin > last):
        return None
    name = records.names.get(slot.routine_id, slot.routine_id)
    if occasion.of > 1:
        told = translate(_CONTEXT, "{routine} ({number} of {all})")
        name = told.format(routine=name, number=occasion.number, all=occasion.of)
    at = _time_of(occasion, records.at)
    event = Event()
    event.add("summary", name)
    event.add("dtstart", _moment(begin, at))
    length_ms = records.lengths_ms.get(slot.routine_id)
    if at is not None and length_ms is not None:
        event.add("duration", timedelta(milliseconds=length_ms))
    rule: dict[str, object] = {
        "freq": "weekly",
        "byday": [_WEEKDAYS[day] for day in sorted(slot.weekdays)],
    }
    if last is not None:
        rule["until"] = _moment(last, at)
    event.add("rrule", vRecur(rule))
    excused = sorted(
        day
        for day in records.excused
        if day >= begin and (last is None or day <= last) and day.weekday() in slot.weekdays
    )
    for day in excused:
        # One line each: some calendars read only the first of a list.
        event.add("exdate", _moment(day, at), parameters=_kind(at))
    event.add("transp", "TRANSPARENT")
    if at is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", name)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
    return event


def _time_of(occasion: Occasion, at: time | None) -> time | None:
    """Return when an occasion is; once a day without a time of its own it is as for all."""
    if at is None and not occasion.time:
        return None
    if occasion.of == 1 and not occasion.time:
        return at
    return time(*divmod(occasion.minute, 60))


def _moment(day: date, at: time | None) -> date | datetime:
    return day if at is None else datetime.combine(day, at)


def _kind(at: time | None) -> dict[str, str]:
    return {"value": "DATE"} if at is None else {}
