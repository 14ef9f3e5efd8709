"""What may be changed on the way: an exercise's sets still to come, and only those."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, Laterality, Prescription
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import paced
from hipcoach.player.timeline import PlannedSet, SetKey


@dataclass(frozen=True, slots=True)
class AddSet:
    """One more set of an exercise, on each side that is still to be worked.

    `from_here` counts the side of the set that is being done, too.
    """

    item_uid: str
    from_here: bool = True


@dataclass(frozen=True, slots=True)
class FewerReps:
    """This many reps, instead of more, in the sets of an exercise still to come."""

    item_uid: str
    reps: int


@dataclass(frozen=True, slots=True)
class SkipExercise:
    """No more sets of an exercise."""

    item_uid: str


@dataclass(frozen=True, slots=True)
class SwapExercise:
    """An easier exercise in the place of one, for the sets still to come.

    `from_here` does the set that was broken into again, with the easier one.
    """

    item_uid: str
    exercise: Exercise
    from_here: bool = False


@dataclass(frozen=True, slots=True)
class PutBack:
    """These sets instead of what is still to come: it undoes a change."""

    sets: tuple[PlannedSet, ...]


Change = AddSet | FewerReps | SkipExercise | SwapExercise | PutBack


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A change, and the last set that it left as it was; None where it left none.

    A set that was begun anew with an easier exercise stands there twice, so `nth` tells
    which of those of one key is meant.
    """

    after: SetKey | None
    nth: int
    change: Change


def placed(change: Change, first_future: int, sets: Sequence[PlannedSet]) -> PlacedChange:
    """Say where a change is made that leaves the first `first_future` sets as they are."""
    before = [planned.key for planned in sets[:first_future]]
    last = before[-1] if before else None
    return PlacedChange(last, before.count(last) if last is not None else 0, change)


def with_changes(
    sets: tuple[PlannedSet, ...], changes: Sequence[PlacedChange], options: SessionOptions
) -> tuple[PlannedSet, ...]:
    """Make changes again, in order; one whose place is gone is passed over."""
    for each in changes:
        alike = [index for index, planned in enumerate(sets) if planned.key == each.after]
        if each.after is not None and len(alike) < each.nth:
            continue
        first_future = alike[each.nth - 1] + 1 if each.after is not None else 0
        sets = (*sets[:first_future], *changed_sets(sets, first_future, each.change, options))
    return sets


def changed_sets(
    sets: tuple[PlannedSet, ...], first_future: int, change: Change, options: SessionOptions
) -> tuple[PlannedSet, ...]:
    """Return what follows the first `first_future` sets once the change is made."""
    future = sets[first_future:]
    match change:
        case PutBack(put_back):
            return put_back
        case SkipExercise(item_uid):
            return tuple(planned for planned in future if planned.item.uid != item_uid)
        case FewerReps(item_uid, reps):
            return tuple(
                _with_reps(planned, reps) if planned.item.uid == item_uid else planned
                for planned in future
            )
        case SwapExercise():
            return _with_easier(sets, first_future, change, options)
    return _with_more(sets, first_future, change)


def _with_reps(planned: PlannedSet, reps: int) -> PlannedSet:
    if planned.dose.reps is None:
        return planned
    return replace(planned, dose=replace(planned.dose, reps=max(1, min(reps, planned.dose.reps))))


def _with_easier(
    sets: tuple[PlannedSet, ...], first_future: int, change: SwapExercise, options: SessionOptions
) -> tuple[PlannedSet, ...]:
    """Swap the exercise of an item; two sides become one set, or one set two sides, if need be."""
    done = {planned.key for planned in sets[:first_future]}
    broken_into = sets[first_future - 1] if change.from_here and first_future else None
    result: dict[SetKey, PlannedSet] = {}
    if broken_into is not None and broken_into.item.uid == change.item_uid:
        for each in _swapped(broken_into, change.exercise, options):
            result[each.key] = each
    for planned in sets[first_future:]:
        is_meant = planned.item.uid == change.item_uid
        for each in _swapped(planned, change.exercise, options) if is_meant else (planned,):
            if each.key not in done:
                result.setdefault(each.key, each)
    return tuple(result.values())


def _swapped(
    planned: PlannedSet, exercise: Exercise, options: SessionOptions
) -> tuple[PlannedSet, ...]:
    """Keep the item's place and side; take the easier exercise at its start dose."""
    dose: Dose = replace(exercise.start, sets=planned.dose.sets)
    prescription = Prescription(
        dose=dose,
        rest_ms=exercise.rest_ms,
        laterality=exercise.laterality,
        only_side=(
            planned.item.prescription.only_side
            if exercise.laterality is Laterality.UNILATERAL
            else None
        ),
    )
    item = replace(planned.item, exercise=exercise, prescription=prescription)
    sides = prescription.sides(options.lead_side)
    if planned.side in sides:
        sides = (planned.side,)
    return tuple(
        paced(replace(planned, item=item, dose=dose, side=side), options.pacing) for side in sides
    )


def _with_more(
    sets: tuple[PlannedSet, ...], first_future: int, change: AddSet
) -> tuple[PlannedSet, ...]:
    """Add a set after the last one of each side that is current or still to come."""
    item_uid = change.item_uid
    live_from = max(0, first_future - 1) if change.from_here else first_future
    result = list(sets[first_future:])
    sides = dict.fromkeys(
        planned.side for planned in sets[live_from:] if planned.item.uid == item_uid
    )
    for side in sides:
        # A set that was begun anew with an easier exercise has its number twice: the later counts.
        last = max(
            (p for p in reversed(sets) if p.item.uid == item_uid and p.side is side),
            key=lambda p: p.set_no,
        )
        extra = replace(last, set_no=last.set_no + 1, of_sets=last.of_sets + 1)
        places = [i for i, planned in enumerate(result) if _goes_before(planned, extra)]
        result.insert(places[-1] + 1 if places else 0, extra)
    return tuple(
        replace(p, of_sets=_sets_of(p, (*sets, *result))) if p.item.uid == item_uid else p
        for p in result
    )


def _goes_before(planned: PlannedSet, extra: PlannedSet) -> bool:
    """Tell whether an extra set waits for this one: its round's, or its side's on the floor."""
    if extra.item.group is not None:
        return planned.item.group == extra.item.group
    if planned.item.uid != extra.item.uid:
        return False
    return planned.side is extra.side or not extra.exercise.position.is_on_floor


def _sets_of(like: PlannedSet, sets: Sequence[PlannedSet]) -> int:
    """Return how many sets there are of a set's item on its side."""
    return max(p.set_no for p in sets if p.item.uid == like.item.uid and p.side is like.side)
