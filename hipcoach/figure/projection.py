"""Projection: solids seen from the camera, as outlines in metres that a painter can fill."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hipcoach.figure.baking import Baked
from hipcoach.figure.kinematics import Array, turn_x, turn_y, unit
from hipcoach.figure.props import prop_solids
from hipcoach.figure.solids import Solid, body_solids, tint_solids

Outlines = npt.NDArray[np.float32]

OUTLINE_M: Final = 0.0075
_DIRECTIONS: Final = 36
_SHADOW_DIRECTIONS: Final = 20
_SHADOW_REACH_M: Final = 0.32
_MARGIN_M: Final = 0.05
_NO_SHADOW: Final = ("nose", "hair", "neck", "left_sleeve", "right_sleeve")
_HIP_REGIONS: Final = ("glute", "hip_side", "hip_front")


@dataclass(slots=True, kw_only=True)
class Shape:
    """A solid seen: outline and halo (samples, points, 2), right and up, and when it shows."""

    name: str
    tone: str
    outline: Outlines
    halo: Outlines | None
    shown: npt.NDArray[np.bool_] | None


@dataclass(slots=True, kw_only=True)
class Item:
    """Shapes painted together; `depth` (samples,) grows towards the eye."""

    name: str
    layer: int
    depth: Array
    far: Array
    shapes: list[Shape]


@dataclass(slots=True, kw_only=True)
class Picture:
    """All items of a baked figure, its shadows, and the room (left, low, right, high) it needs."""

    items: list[Item]
    shadows: list[Outlines]
    bounds: tuple[float, float, float, float]

    def order(self, sample: int) -> list[Item]:
        """Return the items from back to front in a sample."""
        return sorted(self.items, key=lambda item: (item.layer, item.depth[_at(item, sample)]))


def _at(item: Item, sample: int) -> int:
    return min(sample, len(item.depth) - 1)


def view_of(yaw: float, pitch: float) -> Array:
    """Return the turn (3, 3) from the room to the eye: x right, y up, z towards it."""
    turn: Array = (turn_x(np.array([pitch])) @ turn_y(np.array([yaw])))[0]
    return turn


def project(baked: Baked) -> Picture:
    """Look at a baked figure from its camera."""
    figure, body = baked.figure, baked.body
    view = view_of(figure.camera.yaw, figure.camera.pitch)
    own = body_solids(body)
    tints = tint_solids(body, figure.tint)
    props = prop_solids(figure, body)
    if figure.camera.follow:
        away = body.joints["pelvis"].copy()
        away[:, 1] = 0.0
        for solid in own + tints + props:
            if len(solid.middles) == len(away) and not solid.is_placed:
                solid.middles = solid.middles - away[:, None, :]
    items = _items(own, tints, props, view)
    for item in items:
        item.depth = item.depth + figure.nearer.get(item.name, 0.0)
    _fade(items)
    casting = [solid for solid in own if solid.name not in _NO_SHADOW]
    shadows = [shadow for solid in casting for shadow in _shadow(solid, view)]
    return Picture(items=items, shadows=shadows, bounds=_bounds(items))


def _items(own: list[Solid], tints: list[Solid], props: list[Solid], view: Array) -> list[Item]:
    items: dict[str, Item] = {}
    for solid in own + props:
        shape = _shape(solid, view)
        depth = solid.middles.mean(axis=1) @ view[2] + solid.nearer
        if solid.item in items:
            items[solid.item].shapes.append(shape)
        else:
            items[solid.item] = Item(
                name=solid.item, layer=solid.layer, depth=depth, far=depth, shapes=[shape]
            )
    torso = items["torso"]
    torso.depth = np.mean(
        [s.middles.mean(axis=1) @ view[2] for s in own if s.item == "torso"], axis=0
    )
    for solid in tints:
        shape = _shape(solid, view)
        if solid.name.endswith(_HIP_REGIONS):
            # Where leg and trunk meet: over whichever of the two is nearer.
            depth = np.maximum(torso.depth, items[solid.item].depth) + 0.002
            items[solid.name] = Item(
                name=solid.name, layer=2, depth=depth, far=depth, shapes=[shape]
            )
        else:
            items[solid.item].shapes.append(shape)
    return list(items.values())


def _fade(items: list[Item]) -> None:
    """Tell for every item how far away it is, 0 to 1; the parts of a limb all the same."""
    limbs: dict[str, list[Item]] = {}
    for item in items:
        if item.layer == 2 and not item.name.startswith("prop"):
            limbs.setdefault(_limb_of(item.name), []).append(item)
    depths = {
        limb: np.mean([part.depth for part in parts], axis=0) for limb, parts in limbs.items()
    }
    every = np.stack(list(depths.values()))
    nearest, farthest = every.max(axis=0), every.min(axis=0)
    spread = np.maximum(nearest - farthest, 0.35)
    for item in items:
        if item.layer != 2 or item.name.startswith("prop"):
            item.far = np.zeros(1)
    for limb, parts in limbs.items():
        for part in parts:
            part.far = (nearest - depths[limb]) / spread


def _limb_of(name: str) -> str:
    side, _, part = name.partition("_")
    if part in ("thigh", "shin", "foot", *_HIP_REGIONS):
        return f"{side}_leg"
    if part in ("upper_arm", "forearm", "hand"):
        return f"{side}_arm"
    return "trunk"


def _shape(solid: Solid, view: Array) -> Shape:
    flat = solid.middles @ view[:2].T
    shown = None if solid.facing is None else (solid.facing @ view[2]) > -0.12
    halo = None
    if solid.outlined:
        halo = _hull(_drawn_in(flat, solid.joined), solid.radii + OUTLINE_M)
    return Shape(
        name=solid.name, tone=solid.tone, outline=_hull(flat, solid.radii), halo=halo, shown=shown
    )


def _drawn_in(flat: Array, joined: tuple[bool, bool]) -> Array:
    """Draw a capsule's ends in where the next part goes on, so that no line parts the two."""
    if not any(joined):
        return flat
    along = unit(flat[:, -1] - flat[:, 0]) * 2.2 * OUTLINE_M
    shifted = flat.copy()
    if joined[0]:
        shifted[:, 0] += along
    if joined[1]:
        shifted[:, -1] -= along
    return shifted


def _hull(flat: Array, radii: Array, directions: int = _DIRECTIONS) -> Outlines:
    """Outline the hull of circles (samples, circles, 2) by the farthest point in each direction."""
    angles = np.linspace(0.0, 2 * np.pi, directions, endpoint=False)
    ways = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    reach = np.einsum("ncx,dx->ndc", flat, ways) + radii[:, None, :]
    best = reach.argmax(axis=2)
    rows = np.arange(len(flat))[:, None]
    points = flat[rows, best] + radii[rows, best][..., None] * ways[None]
    return np.asarray(points, dtype=np.float32)


def _shadow(solid: Solid, view: Array) -> list[Outlines]:
    """Let a solid near the floor throw a soft shadow of two sizes."""
    height = np.maximum(solid.middles[:, :, 1] - solid.radii, 0.0)
    near = np.clip(1 - height / _SHADOW_REACH_M, 0.0, 1.0)
    if not near.any():
        return []
    # What is too high up to throw a shadow draws in towards what is lowest.
    rows = np.arange(len(near))
    foot = solid.middles[rows, near.argmax(axis=1)][:, None, :]
    ground = (foot + near[..., None] * (solid.middles - foot))[:, :, [0, 2]]
    found = []
    for grow in (0.035, 0.0):
        hull = _hull(ground, (solid.radii * 0.95 + grow) * near, _SHADOW_DIRECTIONS)
        hull[near.max(axis=1) <= 0.02] = 0
        room = np.stack(
            [hull[:, :, 0], np.zeros(hull.shape[:2], np.float32), hull[:, :, 1]], axis=2
        )
        found.append(np.asarray(room @ view[:2].T.astype(np.float32), dtype=np.float32))
    return found


def _bounds(items: list[Item]) -> tuple[float, float, float, float]:
    outlines = [shape.outline for item in items for shape in item.shapes]
    lows = np.min([outline.min(axis=(0, 1)) for outline in outlines], axis=0)
    highs = np.max([outline.max(axis=(0, 1)) for outline in outlines], axis=0)
    return (
        float(lows[0]) - _MARGIN_M,
        float(lows[1]) - _MARGIN_M,
        float(highs[0]) + _MARGIN_M,
        float(highs[1]) + _MARGIN_M,
    )
