"""What changed in the plan, when and why, in plain sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hipcoach.domain.plan import PlanVersion, Programme, Slot, UnreadableVersion
from hipcoach.domain.text import translate
from hipcoach.domain.week import weekdays_in_order

_CONTEXT = "PlanHistory"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """A version against the one before it; `lines` is never empty, `reason` may be."""

    version: PlanVersion
    lines: tuple[str, ...]
    reason: str

    @property
    def day(self) -> date:
        """The day from which on it holds."""
        return self.version.valid_from


def plan_changes(
    versions: tuple[PlanVersion, ...], names: Mapping[str, str]
) -> tuple[PlanChange, ...]:
    """Return each version as a change of the one before, the newest first.

    `names` are the routines' names by id. A version that changed nothing is left out.
    """
    found: list[PlanChange] = []
    before: PlanVersion | None = None
    for version in sorted(versions, key=lambda each: each.valid_from):
        if isinstance(version, UnreadableVersion):
            told = translate(_CONTEXT, "This change of the plan can't be read any more")
            found.append(PlanChange(version=version, lines=(told,), reason=""))
            continue
        lines = _lines(before, version, names)
        if lines:
            found.append(PlanChange(version=version, lines=lines, reason=version.reason))
        before = version
    return tuple(reversed(found))


def _lines(
    before: PlanVersion | None, after: PlanVersion, names: Mapping[str, str]
) -> tuple[str, ...]:
    old = {slot.routine_id: slot for slot in before.slots} if before else {}
    new = {slot.routine_id: slot for slot in after.slots}
    lines: list[str] = []
    for routine_id, slot in new.items():
        name = names.get(routine_id, routine_id)
        if routine_id not in old:
            told = translate(_CONTEXT, "{routine} added: {days}")
            lines.append(told.format(routine=name, days=_days(slot)))
        elif _days(old[routine_id]) != _days(slot):
            told = translate(_CONTEXT, "{routine}: {days}, before {earlier}")
            lines.append(
                told.format(routine=name, days=_days(slot), earlier=_days(old[routine_id]))
            )
    for routine_id in old:
        if routine_id not in new:
            told = translate(_CONTEXT, "{routine} taken out")
            lines.append(told.format(routine=names.get(routine_id, routine_id)))
    lines.extend(_programme_lines(before.programme if before else None, after.programme))
    return tuple(lines)


def _programme_lines(before: Programme | None, after: Programme | None) -> list[str]:
    if after == before:
        return []
    if after is None:
        return [translate(_CONTEXT, "No end set any more")]
    if before is None or before.first_day != after.first_day:
        told = translate(_CONTEXT, "A programme of {weeks} week(s)", after.weeks)
        return [told.format(weeks=after.weeks)]
    if before.weeks != after.weeks:
        told = translate(_CONTEXT, "{weeks} week(s), before {earlier}", after.weeks)
        return [told.format(weeks=after.weeks, earlier=before.weeks)]
    return [translate(_CONTEXT, "Phases or their goals changed")]


def _days(slot: Slot) -> str:
    """Name weekdays in short, with how often on each, or when."""
    days = _day_names(slot)
    if slot.times_per_day == 1 and not slot.times:
        return days
    if not slot.times:
        told = translate(_CONTEXT, "{days}, {number}× a day")
        return told.format(days=days, number=slot.times_per_day)
    told = translate(_CONTEXT, "{days}, {times}")
    return told.format(days=days, times=", ".join(map(_time_name, slot.times)))


def _time_name(time: str) -> str:
    return {
        "morning": translate(_CONTEXT, "morning"),
        "midday": translate(_CONTEXT, "midday"),
        "evening": translate(_CONTEXT, "evening"),
    }.get(time, time)


def _day_names(slot: Slot) -> str:
    if not slot.weekdays:
        return translate(_CONTEXT, "no days")
    if len(slot.weekdays) == 7:
        return translate(_CONTEXT, "every day")
    names = (
        translate(_CONTEXT, "Mon"),
        translate(_CONTEXT, "Tue"),
        translate(_CONTEXT, "Wed"),
        translate(_CONTEXT, "Thu"),
        translate(_CONTEXT, "Fri"),
        translate(_CONTEXT, "Sat"),
        translate(_CONTEXT, "Sun"),
    )
    return ", ".join(names[day] for day in weekdays_in_order() if day in slot.weekdays)
