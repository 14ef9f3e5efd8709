"""The dose of one exercise: sets of reps, holds or minutes, per side, with rest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.units import MINUTE_MS, SECOND_MS

MAX_SETS = 10
MAX_REPS = 100
MAX_HOLD_MS = 600 * SECOND_MS
MIN_DURATION_MS = 5 * SECOND_MS
MAX_DURATION_MS = 60 * MINUTE_MS
MAX_TEMPO_PART_MS = 30 * SECOND_MS
MAX_REST_MS = 600 * SECOND_MS


class Side(StrEnum):
    """The worked hip."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"

    @property
    def other(self) -> "Side":
        """Return the opposite side; both sides stay both."""
        if self is Side.BILATERAL:
            return self
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Laterality(StrEnum):
    """Whether an exercise works both hips at once, one at a time, or in turn."""

    BILATERAL = "bilateral"
    UNILATERAL = "unilateral"
    ALTERNATING = "alternating"


class DoseKind(StrEnum):
    """What is counted in a set."""

    REPS = "reps"
    HOLD = "hold"
    TIMED = "timed"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Tempo:
    """The four parts of a rep in ms: work, hold, return, pause (written 2-1-2-0 in s)."""

    work_ms: int
    hold_ms: int
    return_ms: int
    pause_ms: int

    def __post_init__(self) -> None:
        """Check each part and that a rep takes at least a second."""
        for name in ("work_ms", "hold_ms", "return_ms", "pause_ms"):
            check_range(f"tempo {name}", getattr(self, name), 0, MAX_TEMPO_PART_MS)
        if self.rep_ms < SECOND_MS:
            raise RangeError("tempo", self.text, "makes a rep shorter than 1 second")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2-1-2-0` (seconds, fractions allowed); raise RangeError otherwise."""
        parts = text.split("-")
        if len(parts) != 4:
            raise RangeError("tempo", text, "is not four numbers such as 2-1-2-0")
        try:
            seconds = [float(part) for part in parts]
        except ValueError:
            raise RangeError("tempo", text, "is not four numbers such as 2-1-2-0") from None
        if any(not 0 <= value <= MAX_TEMPO_PART_MS / SECOND_MS for value in seconds):
            raise RangeError("tempo", text, "has a part outside 0 to 30 seconds")
        return cls(*(round(value * SECOND_MS) for value in seconds))

    @property
    def rep_ms(self) -> int:
        """Length of one rep in ms."""
        return self.work_ms + self.hold_ms + self.return_ms + self.pause_ms

    @property
    def text(self) -> str:
        """Write the tempo as `2-1-2-0`."""
        parts = (self.work_ms, self.hold_ms, self.return_ms, self.pause_ms)
        return "-".join(f"{part / SECOND_MS:g}" for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """Sets of exactly one of: reps at a tempo, a hold, or a stretch of time."""

    sets: int
    reps: int | None = None
    tempo: Tempo | None = None
    self_paced: bool = False
    hold_ms: int | None = None
    duration_ms: int | None = None

    def __post_init__(self) -> None:
        """Check the ranges and that one kind of dose is given, no more, no less."""
        check_range("sets", self.sets, 1, MAX_SETS)
        given = [
            name for name in ("reps", "hold_ms", "duration_ms") if getattr(self, name) is not None
        ]
        if len(given) != 1:
            found = " and ".join(given) if given else "nothing"
            raise RangeError("dose", found, "is given; exactly one of reps, hold or time is needed")
        if self.reps is not None:
            check_range("reps", self.reps, 1, MAX_REPS)
            if self.tempo is None:
                raise RangeError("tempo", "nothing", "is given, but reps need one")
        elif self.tempo is not None or self.self_paced:
            raise RangeError("tempo", "a tempo or self-pacing", "is given, but only reps have one")
        if self.hold_ms is not None:
            check_range("hold_ms", self.hold_ms, SECOND_MS, MAX_HOLD_MS)
        if self.duration_ms is not None:
            check_range("duration_ms", self.duration_ms, MIN_DURATION_MS, MAX_DURATION_MS)

    @property
    def kind(self) -> DoseKind:
        """Tell what is counted in a set."""
        if self.reps is not None:
            return DoseKind.REPS
        return DoseKind.HOLD if self.hold_ms is not None else DoseKind.TIMED

    @property
    def set_ms(self) -> int:
        """Planned length of one set in ms; of an alternating set, one side's share of it."""
        if self.reps is not None and self.tempo is not None:
            return self.reps * self.tempo.rep_ms
        return self.hold_ms or self.duration_ms or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """What to do of one exercise; a side may have a dose of its own."""

    dose: Dose
    rest_ms: int
    laterality: Laterality
    only_side: Side | None = None
    left: Dose | None = None
    right: Dose | None = None

    def __post_init__(self) -> None:
        """Check the rest, and that sides are named only where sides are worked apart."""
        check_range("rest_ms", self.rest_ms, 0, MAX_REST_MS)
        sided = self.only_side is not None or self.left is not None or self.right is not None
        if sided and self.laterality is not Laterality.UNILATERAL:
            raise RangeError("side", "a side", "is named, but the exercise works both at once")
        if self.only_side is Side.BILATERAL:
            raise RangeError("only_side", "bilateral", "is not one side")
        for own in (self.left, self.right):
            if own is not None and own.kind is not self.dose.kind:
                raise RangeError("dose", own.kind.value, f"is not {self.dose.kind.value}")

    def for_side(self, side: Side) -> Dose:
        """Return the dose of a side: its own where it has one, else the common one."""
        own = {Side.LEFT: self.left, Side.RIGHT: self.right}.get(side)
        return own if own is not None else self.dose

    def sides(self, lead: Side) -> tuple[Side, ...]:
        """Return the sides in the order worked, the lead side first."""
        if self.laterality is not Laterality.UNILATERAL:
            return (Side.BILATERAL,)
        if self.only_side is not None:
            return (self.only_side,)
        first = Side.RIGHT if lead is Side.RIGHT else Side.LEFT
        return (first, first.other)
