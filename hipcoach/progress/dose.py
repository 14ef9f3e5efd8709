"""How much of a session's planned dose was done.

A set counts once, by its best pass and never above what was planned; whatever was done beyond
that is told apart as extra. Reps of alternating exercises are pairs: one left and one right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.session import COMPLETED_SHARE, SessionStatus, SetAddress, SetRecord

_SetKey = tuple[str, int, Side]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDone:
    """What was done of one exercise; sides and repeated items are added up.

    `done_sets` were done in full and `begun_sets` in part; done reps and ms are capped at what
    was planned, the rest is extra.
    """

    exercise_id: str
    name: str
    kind: DoseKind
    planned_sets: int
    done_sets: int
    begun_sets: int
    planned_reps: int
    done_reps: int
    extra_reps: int
    planned_ms: int
    done_ms: int
    extra_ms: int


def dose_share(routine: Routine, sets: Iterable[SetRecord]) -> float:
    """Return the share of the planned sets that was done, 0.0 to 1.0; each set weighs the same."""
    best = best_passes(sets)
    shares = [
        best[key].done_share if key in best else 0.0
        for item in routine.items
        for key, _ in _planned(item)
    ]
    return fsum(shares) / len(shares)


def status_for(share: float) -> SessionStatus:
    """Return whether a share of the dose makes a session completed (0.8 or more) or partial."""
    return SessionStatus.COMPLETED if share >= COMPLETED_SHARE else SessionStatus.PARTIAL


def per_exercise(routine: Routine, sets: Iterable[SetRecord]) -> tuple[ExerciseDone, ...]:
    """Return what was done by exercise, in the routine's order."""
    records = one_per_address(sets)
    best = best_passes(records)
    items: dict[str, list[RoutineItem]] = {}
    for item in routine.items:
        items.setdefault(item.exercise.id, []).append(item)
    return tuple(_exercise_done(own, best, records) for own in items.values())


def of_exercise(items: Sequence[RoutineItem], sets: Iterable[SetRecord]) -> ExerciseDone:
    """Return what was done of one exercise, whose items in a routine these are."""
    records = one_per_address(sets)
    return _exercise_done(items, best_passes(records), records)


def _exercise_done(
    items: Sequence[RoutineItem], best: dict[_SetKey, SetRecord], records: tuple[SetRecord, ...]
) -> ExerciseDone:
    exercise = items[0].exercise
    uids = {item.uid for item in items}
    own = [record for record in records if record.address.item_uid in uids]
    planned = [(best.get(key), dose) for item in items for key, dose in _planned(item)]
    met = [record for record, _ in planned if record is not None]
    done_reps = sum(_capped_reps(record) for record in met)
    done_ms = sum(_capped_ms(record) for record in met)
    return ExerciseDone(
        exercise_id=exercise.id,
        name=exercise.name,
        kind=exercise.kind,
        planned_sets=len(planned),
        done_sets=sum(record.done_share >= 1.0 for record in met),
        begun_sets=sum(0.0 < record.done_share < 1.0 for record in met),
        planned_reps=sum(_planned_reps(record, dose) for record, dose in planned),
        done_reps=done_reps,
        extra_reps=sum(record.done_reps for record in own) - done_reps,
        planned_ms=sum(
            _set_ms(exercise, dose) if rec is None else rec.planned_ms for rec, dose in planned
        ),
        done_ms=done_ms,
        extra_ms=sum(record.done_ms for record in own) - done_ms,
    )


def _set_ms(exercise: Exercise, dose: Dose) -> int:
    # Reps that swap legs are done once on each.
    in_turn = exercise.laterality is Laterality.ALTERNATING and dose.reps is not None
    return dose.set_ms * (2 if in_turn else 1)


def _planned(item: RoutineItem) -> Iterator[tuple[_SetKey, Dose]]:
    # The order of the sides does not matter here, so any lead side will do.
    for side in item.prescription.sides(Side.LEFT):
        dose = item.prescription.for_side(side)
        for set_no in range(1, dose.sets + 1):
            yield (item.uid, set_no, side), dose


def one_per_address(sets: Iterable[SetRecord]) -> tuple[SetRecord, ...]:
    """Return the fullest record of each address of one session.

    A long set is told of while it runs, so that several records may speak of the same one.
    """
    found: dict[SetAddress, SetRecord] = {}
    for record in sets:
        known = found.get(record.address)
        if known is None or _rank(record) > _rank(known):
            found[record.address] = record
    return tuple(found.values())


def best_passes(sets: Iterable[SetRecord]) -> dict[_SetKey, SetRecord]:
    """Return the pass that counts of each set: the one in which most was done."""
    passes: defaultdict[_SetKey, list[SetRecord]] = defaultdict(list)
    for record in sets:
        address = record.address
        passes[address.item_uid, address.set_no, address.side].append(record)
    return {key: max(records, key=_rank) for key, records in passes.items()}


def _rank(record: SetRecord) -> tuple[float, int, int, int, int, int]:
    # What was planned and the pass only break ties, so that the order told never matters.
    return (
        record.done_share,
        record.done_reps,
        record.done_ms,
        record.planned_reps or 0,
        record.planned_ms,
        record.address.pass_no,
    )


def _planned_reps(record: SetRecord | None, dose: Dose) -> int:
    return (dose.reps if record is None else record.planned_reps) or 0


def _capped_reps(record: SetRecord) -> int:
    return min(record.done_reps, record.planned_reps or 0)


def _capped_ms(record: SetRecord) -> int:
    # Reps take the time they take; only holds and timed sets are planned by the clock.
    return record.done_ms if record.planned_reps else min(record.done_ms, record.planned_ms)
