"""A routine as lines of plain text."""

from hipcoach.domain.prescription import Dose, Laterality, Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.units import SECOND_MS
from hipcoach.domain.written import is_written


def routine_lines(routine: Routine) -> tuple[str, ...]:
    """Return the name, the goal, and each exercise with its dose."""
    lines = [f"{routine.name} ({routine.origin.value})"]
    if routine.goal:
        lines.append(routine.goal)
    lines.extend(f"  {_item(item)}" for item in routine.items)
    return tuple(lines)


def _item(item: RoutineItem) -> str:
    own = item.prescription
    parts = [item.exercise.name]
    if own.laterality is Laterality.UNILATERAL:
        sides = own.sides(Side.LEFT)
        doses = {side: _dose(own.for_side(side)) for side in sides}
        if len(sides) == 2 and len(set(doses.values())) == 1:
            parts.append(f"{doses[Side.LEFT]} each side")
        else:
            parts.append(", ".join(f"{side.value} {dose}" for side, dose in doses.items()))
    else:
        parts.append(_dose(own.dose))
    notes = [item.group and f"circuit {item.group}", item.locked and "locked"]
    notes.append(is_written(item.exercise) and "as text")
    told = ", ".join(note for note in notes if note)
    return ": ".join(parts) + (f" ({told})" if told else "")


def _dose(dose: Dose) -> str:
    amount = f"{dose.reps}" if dose.reps is not None else f"{dose.set_ms / SECOND_MS:g} s"
    return f"{dose.sets} × {amount}"
