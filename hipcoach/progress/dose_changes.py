"""When the dose of an exercise changed, or an easier or harder one took its place.

Read from the routines as they were played, each routine against its own last performance, so
that two routines taken in turn make no changes. Flare and short versions are passed over: their
doses are meant for a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.prescription import Prescription
from hipcoach.domain.routine import Routine, RoutineItem


class ChangeKind(StrEnum):
    """What changed."""

    DOSE = "dose"
    RUNG = "rung"


@dataclass(frozen=True, slots=True)
class Played:
    """A routine as it was played, with the day it belonged to and the instant it began."""

    day: date
    at: datetime
    routine: Routine


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseChange:
    """One change: `exercise_id` is what is done from `day` on, `before_id` what was before."""

    day: date
    kind: ChangeKind
    exercise_id: str
    name: str
    before_id: str
    before_name: str
    before: Prescription
    after: Prescription


def dose_changes(played: Iterable[Played]) -> tuple[DoseChange, ...]:
    """Return every change, oldest first."""
    found: list[DoseChange] = []
    last: dict[str, Routine] = {}
    for each in sorted(played, key=lambda one: (one.day, one.at, one.routine.id)):
        known = last.get(each.routine.id)
        last[each.routine.id] = each.routine
        if known is None or known is each.routine:
            continue
        found += _between(known, each.routine, each.day)
    return tuple(found)


def _between(before: Routine, after: Routine, day: date) -> list[DoseChange]:
    old, new = _by_exercise(before), _by_exercise(after)
    found = [
        _change(ChangeKind.DOSE, day, old[name], item)
        for name, item in new.items()
        if name in old and old[name].prescription != item.prescription
    ]
    gone = {
        item.exercise.ladder: item
        for name, item in old.items()
        if name not in new and item.exercise.ladder
    }
    for name, item in new.items():
        if name not in old and item.exercise.ladder in gone:
            found.append(_change(ChangeKind.RUNG, day, gone[item.exercise.ladder], item))
    return found


def _by_exercise(routine: Routine) -> dict[str, RoutineItem]:
    # Of an exercise that comes twice, the first speaks for both.
    found: dict[str, RoutineItem] = {}
    for item in routine.items:
        found.setdefault(item.exercise.id, item)
    return found


def _change(kind: ChangeKind, day: date, old: RoutineItem, new: RoutineItem) -> DoseChange:
    return DoseChange(
        day=day,
        kind=kind,
        exercise_id=new.exercise.id,
        name=new.exercise.name,
        before_id=old.exercise.id,
        before_name=old.exercise.name,
        before=old.prescription,
        after=new.prescription,
    )
