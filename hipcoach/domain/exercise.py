"""An exercise: one movement, with its dosage ranges and what to mind."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.hips import AT_REST, HipUse
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Side
from hipcoach.domain.visible import visible

MIN_CADENCE = 40
MAX_CADENCE = 160
MAX_REPS_STEP = 12


class Position(StrEnum):
    """How the body is placed for an exercise."""

    STANDING = "standing"
    SEATED = "seated"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    KNEELING = "kneeling"
    QUADRUPED = "quadruped"

    @property
    def is_on_floor(self) -> bool:
        """Tell whether a person goes down to the mat for it."""
        return self not in (Position.STANDING, Position.SEATED)


class Category(StrEnum):
    """What an exercise is for."""

    STRENGTH = "strength"
    FUNCTIONAL = "functional"
    BALANCE = "balance"
    GAIT = "gait"
    POSTURE = "posture"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    SELF_MASSAGE = "self-massage"
    MODALITY = "modality"


class SideMeaning(StrEnum):
    """Which leg the side of an exercise names."""

    MOVING = "moving leg"
    FRONT = "front leg"
    BACK = "back leg"
    TOP = "top leg"
    UNDER = "under leg"
    STANDING = "standing leg"
    KNEELING = "kneeling leg"
    CROSSED = "crossed leg"
    HANGING = "hanging leg"


def plain_things(needed: str) -> tuple[str, ...]:
    """Return the plain things any of which serves: chair and stool for a chair or stool."""
    return tuple(needed.split("_or_"))


def is_at_hand(needed: str, owned: Collection[str]) -> bool:
    """Tell whether a piece of equipment is at hand; of a chair or stool, one is enough."""
    return needed in owned or any(each in owned for each in plain_things(needed))


@dataclass(frozen=True, slots=True)
class Span:
    """A closed range of whole numbers, as a dosage table gives it."""

    low: int
    high: int

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if self.low > self.high:
            raise RangeError("range", f"{self.low} to {self.high}", "runs backwards")

    def __contains__(self, value: int) -> bool:
        """Tell whether the value lies in the range, ends included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class DosageRange:
    """The published range of each part of the dose; None where a part has no meaning."""

    sets: Span
    reps: Span | None = None
    hold_ms: Span | None = None
    duration_ms: Span | None = None
    rest_ms: Span | None = None
    days_per_week: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseWords:
    """The exercise's own verbs for the three moving parts of a rep."""

    work: str
    hold: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One movement; `spoken_*` texts may hold {side} and {other} for the worked side.

    With `avoid_sore_side_down`, pain at the outside of a hip keeps a person from
    the side on which they would lie on that hip. `cadence` is the beat of a walk in steps
    a minute, None where nobody walks to one. `hips` says what each hip does in it. The reps
    of a round of `reps_step` belong together: front, side and back. `spoken` says how a voice
    reads the name, empty where it reads it as written.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    category: Category
    areas: tuple[str, ...]
    muscles: tuple[str, ...]
    position: Position
    equipment: tuple[str, ...]
    kind: DoseKind
    laterality: Laterality
    side_means: SideMeaning | None
    dosage: DosageRange
    start: Dose
    rest_ms: int
    phases: PhaseWords
    summary: str
    setup: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    caution: str
    spoken_position: str
    spoken_leg: str
    ladder: str
    rung: int
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    avoid_flags: tuple[str, ...]
    caution_flags: tuple[str, ...]
    on_floor_or_bed: bool
    source: str
    avoid_sore_side_down: bool = False
    cadence: int | None = None
    reps_step: int = 1
    hips: HipUse = AT_REST
    spoken: str = ""

    def __post_init__(self) -> None:
        """Check that the side has a meaning exactly where sides are worked apart."""
        object.__setattr__(self, "name", visible(self.name))
        if self.laterality is Laterality.UNILATERAL and self.side_means is None:
            raise RangeError("side_means", "nothing", "is given, but each side is worked apart")
        if self.start.kind is not self.kind:
            raise RangeError("start", self.start.kind.value, f"does not fit kind {self.kind.value}")
        check_range("reps_step", self.reps_step, 1, MAX_REPS_STEP)
        if self.cadence is not None:
            check_range("cadence", self.cadence, MIN_CADENCE, MAX_CADENCE)
            if self.kind is not DoseKind.TIMED:
                raise RangeError("cadence", self.cadence, "is given, but the kind is not timed")

    def word_for_side(self, side: Side) -> str:
        """Name the leg in words for the badge, without its side: leg, standing leg."""
        return "" if side is Side.BILATERAL or self.side_means is None else self.side_means.value
