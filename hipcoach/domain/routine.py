"""A routine: exercises in order, each with its dose."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.units import MINUTE_MS
from hipcoach.domain.visible import visible

MAX_ITEMS = 60
MAX_TRANSITION_MS = 5 * MINUTE_MS
# 1 stays in a short version whatever happens, 3 is the first to go.
FIRST_PRIORITY, USUAL_PRIORITY, LAST_PRIORITY = 1, 2, 3


class RoutineOrigin(StrEnum):
    """Who made a routine."""

    BUILT_IN = "built-in"
    OWN = "own"
    THERAPIST = "therapist"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineItem:
    """One exercise in a routine; items that share a group are done in rounds (A1, A2).

    A `locked` item is as the therapist wants it. `transition_ms` takes the place of the way
    to it from the exercise before, which else is worked out.
    """

    uid: str
    exercise: Exercise
    prescription: Prescription
    group: str | None = None
    locked: bool = False
    priority: int = USUAL_PRIORITY
    transition_ms: int | None = None

    def __post_init__(self) -> None:
        """Check that the dose fits the exercise."""
        check_range("priority", self.priority, FIRST_PRIORITY, LAST_PRIORITY)
        if self.transition_ms is not None:
            check_range("transition_ms", self.transition_ms, 0, MAX_TRANSITION_MS)
        if not self.uid:
            raise RangeError("uid", "nothing", "is given, but each item needs one")
        if self.prescription.dose.kind is not self.exercise.kind:
            raise RangeError(
                "dose",
                self.prescription.dose.kind.value,
                f"does not fit {self.exercise.id}, which is done in {self.exercise.kind.value}",
            )
        if self.prescription.laterality is not self.exercise.laterality:
            raise RangeError(
                "laterality", self.prescription.laterality.value, f"is not {self.exercise.id}'s"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """An ordered list of exercises with their doses, for one sitting."""

    id: str
    name: str
    goal: str
    items: tuple[RoutineItem, ...]
    audience: str = ""
    origin: RoutineOrigin = RoutineOrigin.BUILT_IN

    def __post_init__(self) -> None:
        """Check that there is something to do, and that circuits stay together."""
        object.__setattr__(self, "name", visible(self.name))
        if not self.items:
            raise RangeError("items", "nothing", "is listed; a routine needs an exercise")
        if len(self.items) > MAX_ITEMS:
            raise RangeError("items", len(self.items), f"is over {MAX_ITEMS}")
        uids = [item.uid for item in self.items]
        for uid in uids:
            if uids.count(uid) > 1:
                raise RangeError("uid", uid, "is used twice")
        seen: list[str] = []
        previous: str | None = None
        for item in self.items:
            if item.group is not None and item.group != previous:
                if item.group in seen:
                    raise RangeError("group", item.group, "is split; its items must be neighbours")
                seen.append(item.group)
            previous = item.group

    @property
    def equipment(self) -> tuple[str, ...]:
        """List what to fetch, in the order it is first needed."""
        needed: dict[str, None] = {}
        for item in self.items:
            needed.update(dict.fromkeys(item.exercise.equipment))
        return tuple(needed)
