"""A figure as it is written down: key poses, contacts, props, camera and the way it moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hipcoach.figure.kinematics import Posture


class Part(StrEnum):
    """A part of a rep, as the player's tempo has it."""

    WORK = "work"
    HOLD = "hold"
    RETURN = "return"
    PAUSE = "pause"


class PropKind(StrEnum):
    """What stands, lies or is worn beside the body."""

    MAT = "mat"
    WALL = "wall"
    CHAIR = "chair"
    STEP = "step"
    COUNTER = "counter"
    BALL = "ball"
    WEIGHT = "weight"
    FLOOR_LINE = "floor line"
    FLOOR_ARROW = "floor arrow"
    ROLLER = "roller"
    TOWEL = "towel"
    CANE = "cane"
    BAND = "band"
    BELT = "belt"
    CUSHION = "cushion"
    BED = "bed"
    HEAT_PACK = "heat pack"
    ICE_PACK = "ice pack"
    TENS = "tens device"
    METRONOME = "metronome"
    DESK = "desk"
    SCREEN = "screen"


Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Foothold:
    """Where a foot stands: metres to the left and to the front, above the floor, and how.

    With `on` the ankle lies on another joint instead, off by an offset in that part's axes.
    """

    left: float
    front: float
    height: float = 0.0
    heel: float = 0.0
    toes: float = 0.0
    turn: float = 0.0
    on: str | None = None
    offset: Triple = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Grip:
    """Where a hand goes: on a joint (offset in that part's axes) or to a point of the room."""

    on: str | None
    offset: Triple = (0.0, 0.0, 0.0)
    fingers: Triple | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One key pose; `angles` holds every channel, in degrees."""

    name: str
    angles: Mapping[str, float]
    place: tuple[float, float] = (0.0, 0.0)
    height: float | None = None
    feet: Mapping[str, Foothold] = field(default_factory=dict)
    hands: Mapping[str, Grip] = field(default_factory=dict)
    lift: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """A thing in the room: where (left, up, front), its size, or the joints it is worn between."""

    kind: PropKind
    at: Triple = (0.0, 0.0, 0.0)
    size: Triple | None = None
    turn: float = 0.0
    between: tuple[str, ...] = ()
    offset: Triple = (0.0, 0.0, 0.0)
    in_front: bool = False
    back: bool = True


@dataclass(frozen=True, slots=True)
class Camera:
    """From where the body is seen, in degrees; one that follows keeps the pelvis in the middle."""

    yaw: float = -35.0
    pitch: float = 14.0
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Cycle:
    """For exercises without reps: seconds from the first pose to the last, or round and round."""

    seconds: float = 3.0
    round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All that is needed to draw one exercise, written for the left leg as the worked one."""

    id: str
    posture: Posture
    poses: tuple[Pose, ...]
    camera: Camera = Camera()
    props: tuple[Prop, ...] = ()
    tint: tuple[str, ...] = ()
    planted: tuple[str, ...] = ()
    anchor: str | None = None
    rests_on: float | None = None
    rests: tuple[str, ...] = ()
    touches: frozenset[frozenset[str]] = frozenset()
    nearer: Mapping[str, float] = field(default_factory=dict)
    movement: Mapping[Part, tuple[int, int]] = field(default_factory=dict)
    cycle: Cycle = Cycle()
    known_by: int | None = None

    @property
    def still_pose(self) -> int:
        """The key pose of a still picture: the one to be known by, else the one that is held."""
        return self.span_of(Part.HOLD)[1] if self.known_by is None else self.known_by

    def span_of(self, part: Part) -> tuple[int, int]:
        """Return the key poses between which a part of a rep moves."""
        last = len(self.poses) - 1
        usual = {
            Part.WORK: (0, last),
            Part.HOLD: (last, last),
            Part.RETURN: (last, 0),
            Part.PAUSE: (0, 0),
        }
        return self.movement.get(part, usual[part])
