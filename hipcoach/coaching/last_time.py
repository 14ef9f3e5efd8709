"""What is different from the last time an exercise was done, item by item of a routine."""

from collections.abc import Iterator, Mapping

from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.session_changes import decode_options
from hipcoach.domain.errors import StorageError
from hipcoach.domain.prescription import Dose, Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.session import Session
from hipcoach.player.options import SinceLastTime


def since_last_time(
    routine: Routine, lead: Side, history: ExerciseHistory, last_uids: Mapping[str, str]
) -> tuple[SinceLastTime, ...]:
    """Compare each item that was done before with its last time.

    An exercise that nobody did yet, or whose last session tells no dose of it, is left out:
    its dose is said in full. `last_uids` are the history's.
    """
    ids = (item.exercise.id for item in routine.items)
    of_exercises = history.sessions_of({each: last_uids[each] for each in ids if each in last_uids})
    before = history.last_of_routine(routine.id)
    earlier = {} if before is None else {item.uid: item for item in before.routine.items}
    return tuple(_compared(routine, lead, of_exercises, earlier))


def _compared(
    routine: Routine,
    lead: Side,
    of_exercises: dict[str, Session],
    earlier: dict[str, RoutineItem],
) -> Iterator[SinceLastTime]:
    for item in routine.items:
        session = of_exercises.get(item.exercise.id)
        last = None if session is None else _item_of(session, item)
        if session is None or last is None:
            continue
        was = earlier.get(item.uid)
        is_other = was is not None and was.exercise.id != item.exercise.id
        now, then = item.prescription, last.prescription
        sides, sides_then = now.sides(lead), then.sides(_lead_of(session, lead))
        doses = [(now.for_side(side), then.for_side(side)) for side in sides]
        reps_ms = [_rep_ms(dose) - _rep_ms(before) for dose, before in doses]
        yield SinceLastTime(
            item_uid=item.uid,
            exercise_id=item.exercise.id,
            dose=is_other or any(_amount(a) != _amount(b) for a, b in doses),
            slower=all(ms > 0 for ms in reps_ms),
            quicker=all(ms < 0 for ms in reps_ms),
            sides=sides != sides_then,
            instead_of=was.exercise.name if was is not None and is_other else "",
        )


def _item_of(session: Session, item: RoutineItem) -> RoutineItem | None:
    """Return the item of an earlier session that is the same exercise, in its own place if there.

    One that was done only as an easier version on the way has none.
    """
    alike = [each for each in session.routine.items if each.exercise.id == item.exercise.id]
    same_place = (each for each in alike if each.uid == item.uid)
    return next(same_place, alike[0] if alike else None)


def _lead_of(session: Session, lead: Side) -> Side:
    try:
        return decode_options(session.options_json).lead_side
    except StorageError:
        return lead


def _amount(dose: Dose) -> tuple[int, int]:
    return (dose.sets, dose.reps or dose.set_ms)


def _rep_ms(dose: Dose) -> int:
    return 0 if dose.tempo is None else dose.tempo.rep_ms
