"""The first seven days of a plan: what is done on each, for how long, and how it looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipcoach.coaching.at_hand import with_what_is_there
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import suited
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.plan import Slot
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDay:
    """A day of the week to come; without a routine it is one of rest.

    `length_ms` is the time of all its sessions; `exercise` is the one to be shown for it.
    """

    day: date
    routines: tuple[Routine, ...] = ()
    length_ms: int = 0
    exercise: Exercise | None = None


def first_week(
    slots: Sequence[Slot],
    first_day: date,
    content: ContentSource,
    me: Profile,
    length_ms: Callable[[Routine], int],
) -> tuple[FirstDay, ...]:
    """Return seven days from the first on; what doesn't suit a person is left out of each routine.

    The first day is never one of rest: what the plan begins with is due then, as on Today.
    """

    def fitting(routine_id: str) -> Routine | None:
        whole = content.routines.get(routine_id)
        if whole is None:
            return None
        there = with_what_is_there(whole, content.exercises, me).routine
        return None if there is None else suited(there, me).routine

    fitted = {slot.routine_id: fitting(slot.routine_id) for slot in slots}

    def on(day: date) -> FirstDay:
        due = [slot for slot in slots if day.weekday() in slot.weekdays]
        if not due and day == first_day:
            due = list(slots[:1])
        found = [
            (routine, slot.times_per_day)
            for slot in due
            if (routine := fitted.get(slot.routine_id)) is not None
        ]
        return FirstDay(
            day=day,
            routines=tuple(routine for routine, _ in found),
            length_ms=sum(length_ms(routine) * times for routine, times in found),
            exercise=found[0][0].items[0].exercise if found else None,
        )

    return tuple(on(first_day + timedelta(days=ahead)) for ahead in range(DAYS))
