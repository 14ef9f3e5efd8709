"""A routine as it is kept: its exercises by id, so that it can outlive one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.routine import USUAL_PRIORITY, Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.visible import visible
from hipcoach.domain.written import written_exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptItem:
    """One exercise of a kept routine, by id; `name` is for when the library lost it."""

    uid: str
    exercise_id: str
    name: str
    prescription: Prescription
    group: str | None = None
    locked: bool = False
    priority: int = USUAL_PRIORITY
    transition_ms: int | None = None

    def __post_init__(self) -> None:
        """Let nothing in the name steer what shows it."""
        object.__setattr__(self, "name", visible(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRoutine:
    """What is kept of a routine; as a draft it may lack a name and exercises."""

    id: str
    name: str
    goal: str
    items: tuple[KeptItem, ...]
    audience: str = ""
    origin: RoutineOrigin = RoutineOrigin.OWN

    def __post_init__(self) -> None:
        """Let nothing in the name steer what shows it."""
        object.__setattr__(self, "name", visible(self.name))


def kept_item(item: RoutineItem) -> KeptItem:
    """Return an item as it is kept."""
    return KeptItem(
        uid=item.uid,
        exercise_id=item.exercise.id,
        name=item.exercise.name,
        prescription=item.prescription,
        group=item.group,
        locked=item.locked,
        priority=item.priority,
        transition_ms=item.transition_ms,
    )


def kept_routine(routine: Routine) -> KeptRoutine:
    """Return a routine as it is kept."""
    return KeptRoutine(
        id=routine.id,
        name=routine.name,
        goal=routine.goal,
        items=tuple(kept_item(item) for item in routine.items),
        audience=routine.audience,
        origin=routine.origin,
    )


def restored_item(kept: KeptItem, exercises: Mapping[str, Exercise]) -> RoutineItem:
    """Return a kept item with its exercise; one that is gone, or dosed otherwise now, is words."""
    exercise = exercises.get(kept.exercise_id)
    dose = kept.prescription
    if (
        exercise is None
        or exercise.kind is not dose.dose.kind
        or exercise.laterality is not dose.laterality
    ):
        exercise = written_exercise(
            kept.name, dose.dose.kind, dose.laterality, exercise_id=kept.exercise_id
        )
    return RoutineItem(
        uid=kept.uid,
        exercise=exercise,
        prescription=kept.prescription,
        group=kept.group,
        locked=kept.locked,
        priority=kept.priority,
        transition_ms=kept.transition_ms,
    )


def restored_routine(kept: KeptRoutine, exercises: Mapping[str, Exercise]) -> Routine:
    """Return a kept routine with its exercises; raise RangeError for one that is not whole."""
    return Routine(
        id=kept.id,
        name=kept.name,
        goal=kept.goal,
        items=tuple(restored_item(item, exercises) for item in kept.items),
        audience=kept.audience,
        origin=kept.origin,
    )
