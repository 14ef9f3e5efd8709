"""How long a programme is, what comes after it, and what a plan's days should leave room for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

from hipcoach.domain.exercise import Category
from hipcoach.domain.plan import Phase, Programme, Slot
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.text import translate

_CONTEXT = "Programme"
# Six weeks, then upkeep: AAOS hip conditioning programme. Tendon pain takes eight to twelve
# (established knowledge of the field); the shorter is taken, since a review can lengthen it.
USUAL_WEEKS = 6
TENDON_WEEKS = 8
# Four more make the twelve of tendon pain, and the shortest programme again otherwise (AAOS:
# four to six weeks).
WEEKS_MORE = 4
# Two or three days a week keep what was won: AAOS; two at least: ACSM 2026.
UPKEEP_DAYS = frozenset({0, 3})
MOST_UPKEEP_DAYS = 3
# The first weeks are for learning the movements: a decision of this app.
SETTLING_WEEKS = 2
# Strength days lie 48 hours apart (established knowledge of the field).
_DAYS_APART = 2
_MOST_STRENGTH_DAYS = 3
_TENDON_FLAGS = frozenset({"gtps", "proximal_hamstring"})


def has_tendon_pain(profile: Profile) -> bool:
    """Tell whether a person told of pain of a tendon."""
    return not _TENDON_FLAGS.isdisjoint(profile.flags)


def usual_weeks(profile: Profile) -> int:
    """Return the usual length of a programme in weeks: 6, with tendon pain 8."""
    return TENDON_WEEKS if has_tendon_pain(profile) else USUAL_WEEKS


def usual_programme(profile: Profile, first_day: date) -> Programme:
    """Return a programme of the usual length: two weeks to learn, the others to build up."""
    return Programme(
        first_day=first_day,
        phases=(
            Phase(
                weeks=SETTLING_WEEKS,
                goal=translate(_CONTEXT, "Learn the movements, at ease"),
            ),
            Phase(
                weeks=usual_weeks(profile) - SETTLING_WEEKS,
                goal=translate(_CONTEXT, "Build up step by step"),
            ),
        ),
    )


def lengthened(programme: Programme, weeks: int) -> Programme:
    """Return a programme of so many weeks: the last phase is longer, or the last ones shorter.

    Each phase keeps a week at least, so that it is never shorter than its phases in weeks.
    """
    phases = list(programme.phases)
    surplus = weeks - programme.weeks
    for index in reversed(range(len(phases))):
        wanted = max(1, phases[index].weeks + surplus)
        surplus -= wanted - phases[index].weeks
        phases[index] = Phase(weeks=wanted, goal=phases[index].goal)
        if surplus == 0:
            break
    return Programme(first_day=programme.first_day, phases=tuple(phases))


def upkeep_slots(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return the routines on three of their days at most, on two where they have none."""
    return tuple(
        replace(
            slot,
            weekdays=_thinned(slot.weekdays) if slot.weekdays else UPKEEP_DAYS,
        )
        for slot in slots
    )


def _thinned(weekdays: frozenset[int]) -> frozenset[int]:
    """Keep up to three days, spread over the ones there are."""
    days = sorted(weekdays)
    if len(days) <= MOST_UPKEEP_DAYS:
        return weekdays
    step = len(days) / MOST_UPKEEP_DAYS
    return frozenset(days[int(index * step)] for index in range(MOST_UPKEEP_DAYS))


def is_for_strength(routine: Routine) -> bool:
    """Return whether a routine is mostly for strength, so that it wants a day between.

    Half of its exercises or more are, and a third of these or more are done in two sets or more
    and on three days a week at most by their own dosage. A single light set, as in the first
    weeks of a tendon programme, can be done each day. The shares are decisions of this app.
    """
    strong = [
        item
        for item in routine.items
        if item.exercise.category in (Category.STRENGTH, Category.FUNCTIONAL)
    ]
    needs_rest = sum(
        item.prescription.dose.sets > 1
        and item.exercise.dosage.days_per_week.high <= _MOST_STRENGTH_DAYS
        for item in strong
    )
    return 2 * len(strong) >= len(routine.items) and 3 * needs_rest >= len(strong) > 0


def close_strength_days(
    slots: Iterable[Slot], routines: Mapping[str, Routine]
) -> tuple[tuple[int, int], ...]:
    """Return pairs of weekdays (0 = Monday) less than 48 hours apart that both ask for strength.

    The week goes round: Sunday is next to Monday.
    """
    days = {
        day
        for slot in slots
        if slot.routine_id in routines and is_for_strength(routines[slot.routine_id])
        for day in slot.weekdays
    }
    return tuple(
        (day, following)
        for day, following in product(range(7), repeat=2)
        if {day, following} <= days and 0 < (following - day) % 7 < _DAYS_APART
    )
