"""Projection: solids seen from the camera, as outlines in metres that a painter can fill."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hipcoach.figure.baking import Baked
from hipcoach.figure.kinematics import Array, turn_x, turn_y, unit
from hipcoach.figure.person import USUAL, Build, person_solids
from hipcoach.figure.props import prop_solids
from hipcoach.figure.solids import Solid, body_solids, tint_solids

Outlines = npt.NDArray[np.float32]

OUTLINE_M: Final = 0.0075
_DIRECTIONS: Final = 36
# Rounded parts are hulls of two or three spheres, of which each shows but half of its directions.
_ROUND_DIRECTIONS: Final = 22
_FLAT_DIRECTIONS: Final = 8
_CAP_POINTS: Final = 7
# Light falls from above left; what it doesn't reach is this share of a radius wide.
_LIGHT: Final = np.array([-0.55, 0.835])
_SHADE: Final = 0.17
_SHADOW_DIRECTIONS: Final = 20
_SHADOW_REACH_M: Final = 0.32
_MARGIN_M: Final = 0.05
# A limb this far behind its twin is as faint as can be.
_FAR_M: Final = 0.30
_NO_SHADOW: Final = ("nose", "hair", "neck", "left_sleeve", "right_sleeve")
_HIP_REGIONS: Final = ("glute", "hip_side", "hip_front")


@dataclass(slots=True, kw_only=True)
class Shape:
    """A solid seen: outlines (samples, points, 2), right and up, and when it shows.

    `parts` together are the solid; `lit` lie in them on the side of the light, `halo` a little
    outside, where a line parts it from what it crosses.
    """

    name: str
    tone: str
    parts: list[Outlines]
    lit: list[Outlines]
    halo: list[Outlines]
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


def project(baked: Baked, build: Build = USUAL) -> Picture:
    """Look at a baked figure of some build from its camera."""
    figure, body = baked.figure, baked.body
    view = view_of(figure.camera.yaw, figure.camera.pitch)
    flesh = body_solids(body)
    own = person_solids(body, build)
    tints = tint_solids(body, figure.tint)
    props = prop_solids(figure, body)
    if figure.camera.follow:
        away = body.joints["pelvis"].copy()
        away[:, 1] = 0.0
        for solid in flesh + own + tints + props:
            if len(solid.middles) == len(away) and not solid.is_placed:
                solid.middles = solid.middles - away[:, None, :]
    items = _items(own, tints, props, view)
    for item in items:
        item.depth = item.depth + figure.nearer.get(item.name, 0.0)
    _fade(items)
    casting = [solid for solid in flesh if solid.name not in _NO_SHADOW]
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
    for name in {solid.item for solid in own}:
        depths = [s.middles.mean(axis=1) @ view[2] for s in own if s.item == name]
        items[name].depth = items[name].far = np.mean(depths, axis=0)
    torso = items["torso"]
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
    """Tell how far behind its twin every limb is, 0 to 1; near limbs, trunk and props are not."""
    for item in items:
        item.far = np.zeros(1)
    for limb in ("leg", "arm"):
        sides = {
            side: [item for item in items if _limb_of(item.name) == f"{side}_{limb}"]
            for side in ("left", "right")
        }
        depth = {
            side: np.mean([item.depth for item in parts], axis=0) for side, parts in sides.items()
        }
        for side, other in (("left", "right"), ("right", "left")):
            behind = np.clip((depth[other] - depth[side]) / _FAR_M, 0.0, 1.0)
            for item in sides[side]:
                item.far = behind


def _limb_of(name: str) -> str:
    side, _, part = name.partition("_")
    if part in ("thigh", "shin", "foot", *_HIP_REGIONS):
        return f"{side}_leg"
    if part in ("upper_arm", "forearm", "hand"):
        return f"{side}_arm"
    return "trunk"


def _shape(solid: Solid, view: Array) -> Shape:
    flat = solid.middles @ view[:2].T
    shown = None if solid.facing is None else (solid.facing @ view[2]) > solid.least_facing
    count = flat.shape[1]
    groups = solid.groups or (tuple(range(count)),)
    directions = _ROUND_DIRECTIONS if solid.is_rounded else _DIRECTIONS
    if solid.is_flat:
        directions = _FLAT_DIRECTIONS

    def hulls(middles: Array, radii: Array, chosen: tuple[tuple[int, ...], ...]) -> list[Outlines]:
        if solid.is_limb and len(chosen) > 1:
            at = sorted({index for pair in chosen for index in pair})
            return [_ribbon(middles[:, at], radii[:, at])]
        return [_hull(middles[:, one], radii[:, one], directions) for one in map(list, chosen)]

    lit: list[Outlines] = []
    if solid.is_rounded and not solid.is_flat:
        # Towards the ends that another part goes on from, the light covers all, so no seam shows.
        share = np.full(count, _SHADE)
        if solid.joined[0]:
            share[0] = 0.0
        if solid.joined[1]:
            share[-1] = 0.0
        lit = hulls(
            flat + (solid.radii * share)[..., None] * _LIGHT, solid.radii * (1 - share), groups
        )
    halo: list[Outlines] = []
    if solid.outlined:
        outlined = groups if solid.halo_groups is None else solid.halo_groups
        middles = flat if solid.is_rounded else _drawn_in(flat, solid.joined)
        halo = hulls(middles, solid.radii + OUTLINE_M, outlined)
    return Shape(
        name=solid.name,
        tone=solid.tone,
        parts=hulls(flat, solid.radii, groups),
        lit=lit,
        halo=halo,
        shown=shown,
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


def _ribbon(flat: Array, radii: Array) -> Outlines:
    """Outline a chain of circles along a bone by its tangents and two caps, in one polygon.

    Seen from its end a bone has no sides: then the hull of all circles is its outline.
    """
    step = np.diff(flat, axis=1)
    size = np.maximum(np.linalg.norm(step, axis=2), 1e-6)
    way = step / size[..., None]
    lean = (radii[:, :-1] - radii[:, 1:]) / size
    turned = (way[:, 1:] * way[:, :-1]).sum(axis=2)
    is_odd = (np.abs(lean) > 0.9).any(axis=1) | (turned < 0.4).any(axis=1)
    angle = np.arccos(np.clip(lean, -0.95, 0.95))
    heading = np.arctan2(way[..., 1], way[..., 0])

    def on(circle: Array, radius: Array, bearing: Array) -> Array:
        ray = np.stack([np.cos(bearing), np.sin(bearing)], axis=-1)
        return np.asarray(circle + radius[..., None] * ray)

    def side(sign: float) -> Array:
        bearing = heading + sign * angle
        starts = on(flat[:, :-1], radii[:, :-1], bearing)
        ends = on(flat[:, 1:], radii[:, 1:], bearing)
        return np.stack([starts, ends], axis=2).reshape(len(flat), -1, 2)

    def cap(at: int, link: int, first: Array, last: Array) -> Array:
        share = np.linspace(0.0, 1.0, _CAP_POINTS + 2)[1:-1]
        bearing = heading[:, link, None] + first[:, None] + (last - first)[:, None] * share
        return on(flat[:, at, None], radii[:, at, None], bearing)

    first, last = angle[:, 0], angle[:, -1]
    points = np.concatenate(
        [
            side(1.0),
            cap(-1, -1, last, -last),
            side(-1.0)[:, ::-1],
            cap(0, 0, -first, first - 2 * np.pi),
        ],
        axis=1,
    )
    if is_odd.any():
        points[is_odd] = _hull(flat[is_odd], radii[is_odd], points.shape[1])
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
    outlines = [part for item in items for shape in item.shapes for part in shape.parts]
    lows = np.min([outline.min(axis=(0, 1)) for outline in outlines], axis=0)
    highs = np.max([outline.max(axis=(0, 1)) for outline in outlines], axis=0)
    return (
        float(lows[0]) - _MARGIN_M,
        float(lows[1]) - _MARGIN_M,
        float(highs[0]) + _MARGIN_M,
        float(highs[1]) + _MARGIN_M,
    )
