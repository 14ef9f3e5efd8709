"""Projection: solids seen from the camera, as outlines in metres that a painter can fill."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hipcoach.figure.baking import Baked
from hipcoach.figure.kinematics import Array, length, turn_x, turn_y
from hipcoach.figure.outlines import Outlines, hull, ribbon, smooth
from hipcoach.figure.person import USUAL, Build, person_solids
from hipcoach.figure.props import prop_solids
from hipcoach.figure.solids import Solid, body_solids, tint_solids

OUTLINE_M: Final = 0.006
_DIRECTIONS: Final = 44
# Rounded parts are hulls of two or three spheres, of which each shows but half of its directions.
_ROUND_DIRECTIONS: Final = 22
# A round thing larger than this shows its corners in fewer directions.
_LARGE_M: Final = 0.055
_FLAT_DIRECTIONS: Final = 8
# This share of a limb lies between its end in a joint and where it is a part by itself.
_JOIN: Final = 0.4
# Light falls from above left; what it doesn't reach is this share of a radius wide.
_LIGHT: Final = np.array([-0.55, 0.835])
_SHADE: Final = 0.17
_SHADOW_DIRECTIONS: Final = 20
_SHADOW_REACH_M: Final = 0.32
_MARGIN_M: Final = 0.02
# Room, wide and high, for one person lying or standing: what neighbours share as their scale.
PERSON_ROOM_M: Final = (1.84, 1.72)
# A limb this far behind its twin is as faint as can be.
_FAR_M: Final = 0.30
_NO_SHADOW: Final = ("nose", "hair", "neck", "left_sleeve", "right_sleeve")
_HIP_REGIONS: Final = ("glute", "hip_side", "hip_front", "hip_corner", "deep_hip")


@dataclass(slots=True, kw_only=True)
class Shape:
    """A solid seen: outlines (samples, points, 2), right and up, and when it shows.

    `parts` together are the solid; `lit` lie in them on the side of the light, `halo` a little
    outside, where a line parts it from what it crosses; `rim` is all of that without its ends
    thinning out, for whole limbs against the ground.
    """

    name: str
    tone: str
    parts: list[Outlines]
    lit: list[Outlines]
    halo: list[Outlines]
    rim: list[Outlines]
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
    # How much the worked muscles do in each sample (samples,), 0 to 1.
    effort: Array

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
    _blink(items, baked)
    return Picture(items=items, shadows=shadows, bounds=_bounds(items), effort=baked.effort)


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
        solids = [solid for solid in own if solid.item == name]
        # Hair on the head is no reason to paint the face later.
        depths = [s.middles.mean(axis=1) @ view[2] for s in solids[: 1 if name == "head" else None]]
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


def _blink(items: list[Item], baked: Baked) -> None:
    """Show the lids instead of the eyes where these are closed."""
    closed = baked.closed_eyes
    for shape in (shape for item in items if item.name == "face" for shape in item.shapes):
        if shape.shown is not None and shape.name.endswith(("_eye", "_lid")):
            shape.shown = shape.shown & (closed == shape.name.endswith("_lid"))


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
    radii = np.asarray(solid.radii)
    discs = None if solid.discs is None else solid.discs @ view[:2].T
    directions = _ROUND_DIRECTIONS if solid.is_rounded else _DIRECTIONS
    if solid.is_rounded and radii.max() > _LARGE_M:
        directions = _DIRECTIONS
    if solid.is_flat:
        directions = _FLAT_DIRECTIONS
    # Along a limb from 0 to 1: what another part goes on from has neither shade nor line.
    along = np.linspace(0.0, 1.0, count)
    if solid.is_limb and count > 2:
        weights = smooth(length(np.diff(solid.middles[0], axis=0)))
        flat, radii = weights @ flat, radii @ weights.T
        along = weights @ along
    open_ends = np.ones_like(along)
    if solid.joined[0]:
        open_ends = open_ends * _risen(along / _JOIN)
    if solid.joined[1]:
        open_ends = open_ends * _risen((1 - along) / _JOIN)

    def hulls(
        middles: Array, sizes: Array, chosen: tuple[tuple[int, ...], ...], grown: float
    ) -> list[Outlines]:
        if solid.is_limb and count > 1:
            return [ribbon(middles, sizes)]
        found = []
        for one in map(list, chosen):
            flats = None
            if discs is not None:
                flats = discs[:, one] * (1 + grown / sizes[:, one])[..., None, None]
            found.append(hull(middles[:, one], sizes[:, one], directions, flats))
        return found

    lit: list[Outlines] = []
    if solid.is_rounded and not solid.is_flat:
        share = radii * (_SHADE * open_ends)
        lit = hulls(flat + share[..., None] * _LIGHT, radii - share, groups, -_SHADE * 0.1)
    halo: list[Outlines] = []
    if solid.outlined:
        outlined = groups if solid.halo_groups is None else solid.halo_groups
        # A line begins thin where two parts go on into each other.
        line = OUTLINE_M * (1.4 * open_ends - 0.4) if solid.is_limb else OUTLINE_M
        halo = hulls(flat, np.maximum(radii + line, 1e-4), outlined, OUTLINE_M) if outlined else []
    rim: list[Outlines] = []
    if solid.tone == "skin":
        rim = hulls(flat, radii + OUTLINE_M, groups, OUTLINE_M)
    return Shape(
        name=solid.name,
        tone=solid.tone,
        parts=hulls(flat, radii, groups, 0.0),
        lit=lit,
        halo=halo,
        rim=rim,
        shown=shown,
    )


def _risen(share: Array) -> Array:
    """Rise from 0 to 1 and stay there."""
    share = np.clip(share, 0.0, 1.0)
    return np.asarray(share * share * (3 - 2 * share))


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
        outline = hull(ground, (solid.radii * 0.95 + grow) * near, _SHADOW_DIRECTIONS)
        outline[near.max(axis=1) <= 0.02] = 0
        room = np.stack(
            [outline[..., 0], np.zeros(outline.shape[:2], np.float32), outline[..., 1]], axis=2
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
