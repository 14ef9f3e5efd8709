"""Figure files: their shape, and the loader that turns them into figures."""

import copy
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import tomli_w

from hipcoach.content.decoding import decode, read_file, suggestion
from hipcoach.content.schema import CHOICES, TABLES
from hipcoach.domain.errors import ContentError
from hipcoach.figure import skeleton as bones
from hipcoach.figure.contact import PART_OF
from hipcoach.figure.figure import (
    Camera,
    Cycle,
    Figure,
    Foothold,
    Grip,
    Part,
    Pose,
    Prop,
    PropKind,
    Triple,
)
from hipcoach.figure.kinematics import Posture
from hipcoach.figure.props import HEIGHTS
from hipcoach.figure.solids import region_names

FOLDER: Final = Path(__file__).parent / "figures"
# What shows a self-check that no exercise is.
OF_CHECKS: Final = FOLDER / "checks"
MAX_POSES: Final = 6
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
# What a figure that extends another replaces as a whole.
_WHOLE: Final = ("left_hand", "right_hand")
_FEET: Final = ("left_foot", "right_foot")


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A table whose keys are all known; a misspelt one is an error."""


class PelvisTable(_File, frozen=True, kw_only=True):
    """How the pelvis is turned, and where its middle is."""

    tilt: float | None = None
    list: float | None = None
    turn: float | None = None
    at: tuple[float, float] | None = None
    height: float | None = None


class TrunkTable(_File, frozen=True, kw_only=True):
    """A part of the spine: forwards, to the left, turned to the left."""

    flexion: float | None = None
    bend: float | None = None
    rotation: float | None = None


class BallTable(_File, frozen=True, kw_only=True):
    """A hip or shoulder: forwards, away from the middle, turned outwards."""

    flexion: float | None = None
    abduction: float | None = None
    rotation: float | None = None


class HingeTable(_File, frozen=True, kw_only=True):
    """A knee or elbow."""

    flexion: float | None = None


class AnkleTable(_File, frozen=True, kw_only=True):
    """An ankle: toes towards the shin, sole towards the middle."""

    flexion: float | None = None
    inversion: float | None = None


class FootTable(_File, frozen=True, kw_only=True):
    """Where a foot stands: its ankle's place, and how heel, toes and heading are."""

    at: tuple[float, float] | None = None
    height: float | None = None
    heel: float | None = None
    toes: float | None = None
    turn: float | None = None
    lift: float | None = None
    on: str | None = None
    offset: Triple | None = None


class HandTable(_File, frozen=True, kw_only=True):
    """Where a hand goes: on a joint, or at a point of the room."""

    on: str | None = None
    offset: Triple | None = None
    at: Triple | None = None
    fingers: Triple | None = None
    free: bool = False


class PoseTable(_File, frozen=True, kw_only=True):
    """One key pose; what is left out is as in the pose before."""

    name: str
    pelvis: PelvisTable | None = None
    lumbar: TrunkTable | None = None
    thorax: TrunkTable | None = None
    neck: TrunkTable | None = None
    hips: BallTable | None = None
    left_hip: BallTable | None = None
    right_hip: BallTable | None = None
    knees: HingeTable | None = None
    left_knee: HingeTable | None = None
    right_knee: HingeTable | None = None
    ankles: AnkleTable | None = None
    left_ankle: AnkleTable | None = None
    right_ankle: AnkleTable | None = None
    shoulders: BallTable | None = None
    left_shoulder: BallTable | None = None
    right_shoulder: BallTable | None = None
    elbows: HingeTable | None = None
    left_elbow: HingeTable | None = None
    right_elbow: HingeTable | None = None
    left_foot: FootTable | None = None
    right_foot: FootTable | None = None
    left_hand: HandTable | None = None
    right_hand: HandTable | None = None


class PropTable(_File, frozen=True, kw_only=True):
    """One thing in the room."""

    kind: PropKind
    at: Triple = (0.0, 0.0, 0.0)
    size: Triple | None = None
    turn: float = 0.0
    between: tuple[str, ...] = ()
    offset: Triple = (0.0, 0.0, 0.0)
    in_front: bool = False
    back: bool = True


class CameraTable(_File, frozen=True, kw_only=True):
    """From where the body is seen."""

    yaw: float = Camera().yaw
    pitch: float = Camera().pitch
    follow: bool = False


class MovementTable(_File, frozen=True, kw_only=True):
    """Between which key poses each part of a rep moves, counted from 0."""

    work: tuple[int, int] | None = None
    hold: tuple[int, int] | None = None
    back: tuple[int, int] | None = None
    pause: tuple[int, int] | None = None


class CycleTable(_File, frozen=True, kw_only=True):
    """How an exercise without reps moves."""

    seconds: float = Cycle().seconds
    round: bool = False


class FigureFile(_File, frozen=True, kw_only=True):
    """One figure; its file is named after its exercise."""

    id: str
    extends: str | None = None
    posture: Posture
    camera: CameraTable = CameraTable()
    movement: MovementTable = MovementTable()
    cycle: CycleTable = CycleTable()
    known_by: int | None = None
    tint: tuple[str, ...] = ()
    planted: tuple[str, ...] = ()
    reach: dict[str, str] = {}
    anchor: str | None = None
    rests_on: str | float = "floor"
    rests: tuple[str, ...] = ()
    touches: tuple[tuple[str, str], ...] = ()
    nearer: dict[str, float] = {}
    props: tuple[PropTable, ...] = ()
    poses: tuple[PoseTable, ...]


TABLES[FigureFile] = (
    FigureFile, PoseTable, PelvisTable, TrunkTable, BallTable, AnkleTable, FootTable, HandTable,
    PropTable, CameraTable, MovementTable, CycleTable,
)  # fmt: skip
CHOICES.update({"posture": tuple(Posture)})


def load_figures(folder: Path = FOLDER) -> dict[str, Figure]:
    """Load every figure of a folder by its id; raise ContentError when one breaks a rule."""
    return {path.stem: load_figure_file(path) for path in sorted(folder.glob("*.toml"))}


def load_figure_file(path: Path) -> Figure:
    """Load one figure, and the one it extends from beside it or from those that are shipped."""
    figure = decode_figure(read_file(path), path.name, folders=(path.parent, FOLDER))
    if figure.id != path.stem:
        raise ContentError(path.name, "id", f"{figure.id} is not the name of its file")
    return figure


def decode_figure(data: bytes, file: str, *, folders: Iterable[Path] = (FOLDER,)) -> Figure:
    """Read a figure from the bytes of a file; raise ContentError when they break a rule."""
    merged = _extended(data, file, tuple(folders), ())
    try:
        shape = decode(merged, file, FigureFile)
    except ContentError as error:
        if re.fullmatch(r"props\[.*\]\.kind", error.path) and " is none of " in error.rule:
            found = error.rule.split(" is none of ")[0]
            rule = f"{found} is none of {', '.join(PropKind)}"
            raise ContentError(file, error.path, rule) from error
        raise
    return build_figure(shape, file)


def _extended(data: bytes, file: str, folders: tuple[Path, ...], seen: tuple[str, ...]) -> bytes:
    """Return the bytes of a figure with all that it takes over from others."""
    try:
        own: dict[str, Any] = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return data  # decode() tells what is wrong.
    base = own.get("extends")
    if not isinstance(base, str):
        return data
    if not _ID.fullmatch(base):
        raise ContentError(file, "extends", f"{base} is not the id of a figure")
    if base in seen:
        raise ContentError(file, "extends", f"{base} extends itself in the end")
    path = next((f / f"{base}.toml" for f in folders if (f / f"{base}.toml").is_file()), None)
    if path is None:
        raise ContentError(file, "extends", f"there is no figure {base}")
    whole = _extended(read_file(path), path.name, folders, (*seen, base))
    try:
        taken: dict[str, Any] = tomllib.loads(whole.decode("utf-8-sig"))
    except ValueError as error:
        raise ContentError(file, "extends", f"{base} can't be read") from error
    return tomli_w.dumps(_merge(taken, own)).encode()


def _merge(taken: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Lay own values over those taken: tables key by key, poses one by one, lists as a whole."""
    merged = copy.deepcopy(taken)
    for key, value in own.items():
        before = merged.get(key)
        if key == "poses" and isinstance(value, list) and isinstance(before, list):
            pairs = [
                _merge(old, new) if isinstance(new, dict) else new
                for old, new in zip(before, value, strict=False)
            ]
            merged[key] = pairs + value[len(before) :] + before[len(value) :]
        elif key == "more_props" and isinstance(value, list):
            merged["props"] = [*merged.get("props", []), *value]
        elif key in _WHOLE:
            merged[key] = value
        elif isinstance(value, dict) and isinstance(before, dict):
            merged[key] = _merge(before, value)
        else:
            merged[key] = value
    return merged


def build_figure(shape: FigureFile, file: str) -> Figure:
    """Build a figure from the shape of its file; raise ContentError when it breaks a rule."""
    check = _Checker(file)
    if not _ID.fullmatch(shape.id):
        raise ContentError(file, "id", f"{shape.id} is not made of a-z, 0-9, _ and -")
    if not 1 <= len(shape.poses) <= MAX_POSES:
        raise ContentError(file, "poses", f"are {len(shape.poses)}, not 1 to {MAX_POSES}")
    check.finite("", msgspec.to_builtins(shape))
    check.known("tint", shape.tint, region_names())
    check.known("planted", shape.planted, _FEET)
    check.known("rests", shape.rests, PART_OF)
    check.known("reach", shape.reach, ("left_hand", "right_hand"))
    check.known("reach", shape.reach.values(), PART_OF)
    if shape.anchor is not None:
        check.known("anchor", (shape.anchor,), PART_OF)
    for index, prop in enumerate(shape.props):
        check.known(f"props[{index}].between", prop.between, PART_OF)
        if prop.kind in _WORN and not prop.between:
            raise ContentError(file, f"props[{index}].between", "is missing")
        if prop.kind in _BETWEEN_TWO and len(prop.between) != 2:
            raise ContentError(file, f"props[{index}].between", "needs two joints")
        if len(prop.between) > (_MOST_HELD if prop.kind is PropKind.TOWEL else 2):
            rule = f"names {len(prop.between)} joints, which is too many"
            raise ContentError(file, f"props[{index}].between", rule)
    if shape.known_by is not None and not 0 <= shape.known_by < len(shape.poses):
        raise ContentError(file, "known_by", f"{shape.known_by} is no pose, counted from 0")
    if shape.cycle.seconds < 0.5:
        raise ContentError(file, "cycle.seconds", "is under 0.5")
    return Figure(
        id=shape.id,
        posture=shape.posture,
        poses=_poses(shape, check),
        camera=Camera(shape.camera.yaw, shape.camera.pitch, shape.camera.follow),
        props=tuple(_prop(prop) for prop in shape.props),
        tint=shape.tint,
        planted=shape.planted,
        anchor=shape.anchor,
        rests_on=check.height("rests_on", shape.rests_on),
        rests=shape.rests,
        touches=frozenset(frozenset(pair) for pair in shape.touches),
        nearer=shape.nearer,
        movement=_movement(shape, check),
        cycle=Cycle(shape.cycle.seconds, shape.cycle.round),
        known_by=shape.known_by,
    )


_WORN: Final = (
    PropKind.BAND, PropKind.BELT, PropKind.TOWEL, PropKind.CANE, PropKind.WEIGHT,
)  # fmt: skip
# The joints that a towel may run along.
_MOST_HELD: Final = 6
_BETWEEN_TWO: Final = (PropKind.BELT, PropKind.TENS, PropKind.METRONOME)


class _Checker:
    """Names the file in every error."""

    def __init__(self, file: str) -> None:
        self.file = file

    def known(self, path: str, found: Iterable[str], names: Iterable[str]) -> None:
        names = tuple(names)
        for name in found:
            if name not in names:
                hint = suggestion(name, names)
                raise ContentError(self.file, path, f"{name} is not a known name{hint}")

    def finite(self, path: str, value: object) -> None:
        if isinstance(value, float) and not math.isfinite(value):
            raise ContentError(self.file, path, "is not a number one can draw")
        if isinstance(value, int | float) and abs(value) > 1000:
            raise ContentError(self.file, path, "is a number far too large")
        if isinstance(value, dict):
            for key, entry in value.items():
                self.finite(f"{path}.{key}" if path else str(key), entry)
        if isinstance(value, list | tuple):
            for index, entry in enumerate(value):
                self.finite(f"{path}[{index}]", entry)

    def height(self, path: str, value: str | float) -> float:
        if isinstance(value, str):
            self.known(path, (value,), HEIGHTS)
            return HEIGHTS[value]
        return float(value)


def _prop(table: PropTable) -> Prop:
    return Prop(
        kind=table.kind, at=table.at, size=table.size, turn=table.turn, between=table.between,
        offset=table.offset, in_front=table.in_front, back=table.back,
    )  # fmt: skip


def _movement(shape: FigureFile, check: _Checker) -> dict[Part, tuple[int, int]]:
    keys = {Part.WORK: "work", Part.HOLD: "hold", Part.RETURN: "back", Part.PAUSE: "pause"}
    found: dict[Part, tuple[int, int]] = {}
    for part, key in keys.items():
        span: tuple[int, int] | None = getattr(shape.movement, key)
        if span is None:
            continue
        if not all(0 <= pose < len(shape.poses) for pose in span):
            rule = f"{span[0]} to {span[1]} is not among the poses 0 to {len(shape.poses) - 1}"
            raise ContentError(check.file, f"movement.{key}", rule)
        found[part] = span
    return found


def _poses(shape: FigureFile, check: _Checker) -> tuple[Pose, ...]:
    poses: list[Pose] = []
    angles: dict[str, float] = {}
    feet: dict[str, Foothold] = {}
    hands: dict[str, Grip] = {
        hand.removesuffix("_hand"): Grip(joint) for hand, joint in shape.reach.items()
    }
    place, height = (0.0, 0.0), None
    for index, table in enumerate(shape.poses):
        path = f"poses[{index}]"
        angles = angles | _angles(table)
        feet, hands, lift = dict(feet), dict(hands), dict[str, float]()
        for side in bones.SIDES:
            foot: FootTable | None = getattr(table, f"{side}_foot")
            hand: HandTable | None = getattr(table, f"{side}_hand")
            if foot is not None:
                if index and side not in feet:
                    rule = "is first placed here; place it in the first pose too"
                    raise ContentError(check.file, f"{path}.{side}_foot", rule)
                if index and foot.on is not None and feet[side].on is None:
                    rule = "is first laid on a joint here; lay it there in the first pose too"
                    raise ContentError(check.file, f"{path}.{side}_foot", rule)
                feet[side] = _foothold(foot, feet.get(side), f"{path}.{side}_foot", check)
                if foot.lift:
                    lift[side] = foot.lift
            if hand is not None:
                _grip(hand, hands, side, f"{path}.{side}_hand", check)
        if table.pelvis is not None:
            place = table.pelvis.at or place
            height = table.pelvis.height if table.pelvis.height is not None else height
        poses.append(
            Pose(
                name=table.name, angles=angles, place=place, height=height, feet=feet,
                hands=hands, lift=lift,
            )
        )  # fmt: skip
    return tuple(poses)


def _angles(table: PoseTable) -> dict[str, float]:
    found: dict[str, float] = {}

    def take(name: str, keys: Iterable[str], part: object) -> None:
        for key in keys:
            value = getattr(part, key, None)
            if value is not None:
                found[f"{name}.{key}"] = float(value)

    take("pelvis", bones.PELVIS_KEYS, table.pelvis)
    for joint in bones.TRUNK:
        take(joint, bones.TRUNK_KEYS, getattr(table, joint))
    for joint, keys in bones.PAIRED.items():
        for side in bones.SIDES:
            take(f"{side}_{joint}", keys, getattr(table, f"{joint}s"))
    for joint, keys in bones.PAIRED.items():
        for side in bones.SIDES:
            take(f"{side}_{joint}", keys, getattr(table, f"{side}_{joint}"))
    return found


def _foothold(table: FootTable, before: Foothold | None, path: str, check: _Checker) -> Foothold:
    if table.on is not None:
        check.known(f"{path}.on", (table.on,), PART_OF)
        return Foothold(0.0, 0.0, on=table.on, offset=table.offset or (0.0, 0.0, 0.0))
    if before is not None and before.on is not None:
        raise ContentError(check.file, f"{path}.on", "is missing; this foot lies on a joint")
    if table.at is None and before is None:
        raise ContentError(check.file, f"{path}.at", "is missing")
    old = before or Foothold(0.0, 0.0)
    left, front = table.at or (old.left, old.front)

    def kept(value: float | None, otherwise: float) -> float:
        return otherwise if value is None else value

    return Foothold(
        left,
        front,
        kept(table.height, old.height),
        kept(table.heel, old.heel),
        kept(table.toes, old.toes),
        kept(table.turn, old.turn),
    )


def _grip(
    table: HandTable, hands: Mapping[str, Grip] | dict[str, Grip], side: str, path: str,
    check: _Checker,
) -> None:  # fmt: skip
    assert isinstance(hands, dict)
    if table.free:
        hands.pop(side, None)
        return
    if (table.on is None) == (table.at is None):
        raise ContentError(check.file, path, "needs one of on (a joint) or at (a point)")
    if table.on is not None:
        check.known(f"{path}.on", (table.on,), PART_OF)
        hands[side] = Grip(table.on, table.offset or (0.0, 0.0, 0.0), table.fingers)
    elif table.at is not None:
        hands[side] = Grip(None, table.at, table.fingers)
