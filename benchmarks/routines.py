"""The routines that are played for the measurements."""

from dataclasses import replace

from hipcoach.coaching.preparation import estimate_ms
from hipcoach.content.loader import Library
from hipcoach.domain.prescription import Dose, Laterality, Prescription, Side, Tempo
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.player.options import SessionOptions

MOVING = "moving"
HOLDING = "holding"
MIXED = "mixed"
KINDS = (MOVING, HOLDING, MIXED)


def routine_of(kind: str, length_s: int, library: Library, options: SessionOptions) -> Routine:
    """Return a routine of one kind of work that lasts about so many seconds."""
    pair: tuple[RoutineItem, ...]
    match kind:
        case "moving":
            reps = Dose(sets=1, reps=max(1, length_s // 4), tempo=Tempo.parse("2-0-2-0"))
            return _routine(_item(library, "bridge", reps, 0))
        case "holding":
            hold = Dose(sets=1, hold_ms=length_s * 1_000)
            return _routine(_item(library, "single_leg_balance", hold, 0))
        case _:
            reps = Dose(sets=1, reps=3, tempo=Tempo.parse("2-1-2-0"))
            hold = Dose(sets=1, hold_ms=30_000)
            pair = (
                _item(library, "bridge", reps, 5_000),
                _item(library, "single_leg_balance", hold, 5_000),
            )
    return _repeated(pair, length_s, options)


def _repeated(items: tuple[RoutineItem, ...], length_s: int, options: SessionOptions) -> Routine:
    routine = _routine(*items)
    # Whole pairs only, so it ends near the length asked for.
    while estimate_ms(routine, options) < length_s * 750 and len(routine.items) < 58:
        number = len(routine.items)
        more = (replace(item, uid=f"{item.uid}-{number}") for item in items)
        routine = _routine(*routine.items, *more)
    return routine


def _routine(*items: RoutineItem) -> Routine:
    return Routine(id="bench", name="Measured", goal="To be measured.", items=items)


def _item(library: Library, exercise_id: str, dose: Dose, rest_ms: int) -> RoutineItem:
    exercise = library.exercises[exercise_id]
    one_sided = exercise.laterality is Laterality.UNILATERAL
    prescription = Prescription(
        dose=dose,
        rest_ms=rest_ms,
        laterality=exercise.laterality,
        only_side=Side.LEFT if one_sided else None,
    )
    return RoutineItem(uid=exercise_id, exercise=exercise, prescription=prescription)
