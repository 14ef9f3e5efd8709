"""The props as solids: what stands or lies in the room, and what is worn or held."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from hipcoach.figure.contact import PART_OF, RADII
from hipcoach.figure.figure import Figure, Prop, PropKind, Triple
from hipcoach.figure.kinematics import Array, Body, apply, vector
from hipcoach.figure.solids import Solid, body_solids

CHAIR_HEIGHT: Final = 0.46
COUNTER_HEIGHT: Final = 0.92
STEP_HEIGHT: Final = 0.15
ROLLER_RADIUS: Final = 0.075
DESK_HEIGHT: Final = 0.73
BED_HEIGHT: Final = 0.5
_MAT_MARGIN: Final = 0.07
_OVER_MAT_M: Final = 0.3
_EDGE: Final = 0.012
_PACK_SIZE: Final = (0.2, 0.15, 0.02)
_WEIGHT_SIZE: Final = (0.24, 0.0, 0.0)
_UPRIGHT: Final = 0.9
# How far behind its middle a thing between two limbs is painted.
_BETWEEN: Final = -0.1
_PADS_APART: Final = 0.17
# A counter as narrow as this is a rail.
_RAIL_WIDTH: Final = 0.1

# What is standing in the room and may be called by its height under `rests_on`.
HEIGHTS: Final[dict[str, float]] = {
    "floor": 0.0,
    "chair": CHAIR_HEIGHT,
    "step": STEP_HEIGHT,
    "roller": 2 * ROLLER_RADIUS,
    "bed": BED_HEIGHT,
    "cushion": 0.09,
}


def prop_solids(figure: Figure, body: Body) -> list[Solid]:
    """Build every prop of a figure."""
    found: list[Solid] = []
    for index, prop in enumerate(figure.props):
        made = _BUILDERS[prop.kind](prop, body)
        for solid in made:
            solid.item = f"prop{index}_{solid.item}"
            if prop.in_front:
                solid.layer = 3
        found += made
    return found


def _fixed(
    prop: Prop,
    name: str,
    tone: str,
    points: Sequence[Triple],
    radius: float,
    *,
    layer: int = 1,
    outlined: bool = False,
) -> Solid:
    """Build a solid from points in the prop's own axes, turned and put where it stands."""
    angle = np.radians(prop.turn)
    cosine, sine = np.cos(angle), np.sin(angle)
    local = np.array(points, dtype=np.float64)
    x = local[:, 0] * cosine + local[:, 2] * sine + prop.at[0]
    z = -local[:, 0] * sine + local[:, 2] * cosine + prop.at[2]
    middles = np.stack([x, local[:, 1] + prop.at[1], z], axis=1)[None]
    return Solid(
        name=name, item=name, tone=tone, middles=middles,
        radii=np.full(middles.shape[:2], radius), outlined=outlined, layer=layer,
    )  # fmt: skip


def _corners(wide: float, low: float, high: float, deep: float, front: float = 0.0) -> list[Triple]:
    half, back = wide / 2, front - deep / 2
    return [(x, y, z) for x in (-half, half) for y in (low, high) for z in (back, back + deep)]


def _box(prop: Prop, name: str, corners: list[Triple], *, layer: int = 1) -> list[Solid]:
    """Build a box with a lighter top."""
    top = max(y for _, y, _ in corners)
    lid = [corner for corner in corners if corner[1] == top]
    return [
        _fixed(prop, name, "prop_side", corners, _EDGE, layer=layer),
        _fixed(prop, f"{name}_top", "prop", lid, _EDGE, layer=layer),
    ]


def _mat(prop: Prop, body: Body) -> list[Solid]:
    if prop.size is not None:
        wide, _, deep = prop.size
        points = _corners(wide, -0.01, -0.01, deep)
        return [_fixed(prop, "mat", "mat", points, 0.02, layer=0, outlined=True)]
    solids = body_solids(body)
    every = np.concatenate([solid.middles.reshape(-1, 3) for solid in solids])
    # What is raised high needs no mat under it.
    near = every[every[:, 1] < _OVER_MAT_M]
    low, high = near.min(axis=0) - _MAT_MARGIN, near.max(axis=0) + _MAT_MARGIN
    points = [(x, -0.012, z) for x in (low[0], high[0]) for z in (low[2], high[2])]
    return [_fixed(prop, "mat", "mat", points, 0.02, layer=0, outlined=True)]


def _wall(prop: Prop, body: Body) -> list[Solid]:
    wide, high, _ = prop.size or (1.0, 1.75, 0.0)
    points = [(x, y, 0.0) for x in (-wide / 2, wide / 2) for y in (0.0, high)]
    return [_fixed(prop, "wall", "mat", points, 0.006, layer=0, outlined=True)]


def _chair(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or (0.44, CHAIR_HEIGHT, 0.42)
    seat = high - _EDGE
    made = []
    for x in (-wide / 2 + 0.02, wide / 2 - 0.02):
        for z in (-deep / 2 + 0.02, deep / 2 - 0.02):
            made.append(
                _fixed(prop, "leg", "prop_edge", [(x, 0.012, z), (x, seat - 0.03, z)], 0.014)
            )
    if prop.back:
        for x in (-wide / 2 + 0.02, wide / 2 - 0.02):
            post = [(x, seat, -deep / 2 + 0.02), (x, high + 0.42, -deep / 2 - 0.03)]
            made.append(_fixed(prop, "post", "prop_edge", post, 0.014))
        panel = [
            (x, high + y, -deep / 2 - z)
            for x in (-wide / 2 + 0.03, wide / 2 - 0.03)
            for y, z in ((0.2, 0.008), (0.4, 0.028))
        ]
        made.append(_fixed(prop, "panel", "prop", panel, 0.016))
    made += _box(prop, "seat", _corners(wide, seat - 0.03, seat, deep))
    return made


def _step(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or (0.5, STEP_HEIGHT, 0.32)
    return _box(prop, "step", _corners(wide, _EDGE, high - _EDGE, deep))


def _counter(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or (0.5, COUNTER_HEIGHT, 0.9)
    if wide < _RAIL_WIDTH:
        top = high - 0.02
        ends = (-deep / 2, deep / 2)
        posts = [
            _fixed(prop, "post", "prop_edge", [(0, 0.012, z), (0, top, z)], 0.014) for z in ends
        ]
        bar = [(0.0, top, ends[0] - 0.06), (0.0, top, ends[1] + 0.06)]
        return [*posts, _fixed(prop, "bar", "prop_edge", bar, 0.02)]
    block = _fixed(
        prop, "block", "mat", _corners(wide - 0.06, 0.02, high - 0.05, deep - 0.06), 0.01
    )
    return [block, *_box(prop, "top", _corners(wide, high - 0.04, high - _EDGE, deep))]


def _desk(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or (1.1, DESK_HEIGHT, 0.6)
    legs = [
        _fixed(prop, "leg", "prop_edge", [(x, 0.012, z), (x, high - 0.03, z)], 0.014)
        for x in (-wide / 2 + 0.03, wide / 2 - 0.03)
        for z in (-deep / 2 + 0.03, deep / 2 - 0.03)
    ]
    return [*legs, *_box(prop, "top", _corners(wide, high - 0.035, high - _EDGE, deep))]


def _screen(prop: Prop, body: Body) -> list[Solid]:
    wide, high, _ = prop.size or (0.5, 0.32, 0.0)
    panel = [(x, y, 0.0) for x in (-wide / 2, wide / 2) for y in (0.1, 0.1 + high)]
    foot = [(0.0, 0.01, 0.0), (0.0, 0.12, 0.0)]
    base = [(-0.08, 0.006, 0.0), (0.08, 0.006, 0.0)]
    return [
        _fixed(prop, "stand", "prop_edge", foot, 0.015),
        _fixed(prop, "base", "prop_edge", base, 0.012),
        _fixed(prop, "screen", "prop_edge", panel, 0.012),
    ]


def _bed(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or (0.8, BED_HEIGHT, 1.94)
    under = _corners(wide - 0.04, 0.05, high - 0.16, deep - 0.04)
    frame = _fixed(prop, "frame", "mat", under, 0.01)
    return [frame, *_box(prop, "mattress", _corners(wide, high - 0.16, high - _EDGE, deep))]


def _ball(prop: Prop, body: Body) -> list[Solid]:
    radius = (prop.size or (0.22, 0.0, 0.0))[0] / 2
    ball = _held(prop, body, "ball", "gear", [(0, 0, 0)], radius)
    if len(prop.between) > 1:
        # Between two limbs: behind the near one.
        ball.nearer = _BETWEEN
    return [ball]


def _weight(prop: Prop, body: Body) -> list[Solid]:
    """Hold a dumbbell level between hands, or in one, along the longest side of its size."""
    wide, high, deep = prop.size or _WEIGHT_SIZE
    longest = max(wide, high, deep)
    angle = np.radians(prop.turn)
    way = vector(0, 1, 0) if high == longest else vector(np.cos(angle), 0, -np.sin(angle))
    middle = np.mean([body.joints[name] for name in prop.between], axis=0)
    middle = middle + np.array(prop.offset, dtype=np.float64)
    half, radius = longest / 2, 0.24 * longest
    made = []
    for name, tone, near, far, thick in (
        ("handle", "prop_edge", -half * 0.5, half * 0.5, 0.016),
        ("end0", "gear", -half, -half * 0.62, radius),
        ("end1", "gear", half * 0.62, half, radius),
    ):
        solid = _moving(name, tone, np.stack([middle + near * way, middle + far * way], 1), thick)
        if name != "handle":
            # Flat ends: a disc is as thick as it is, whatever its radius.
            solid.middles = _disc(middle, way, near, far, radius)
            solid.radii = np.full(solid.middles.shape[:2], _EDGE)
        solid.nearer = 0.12 if name == "handle" else 0.13
        made.append(solid)
    return made


def _disc(middle: Array, way: Array, near: float, far: float, radius: float) -> Array:
    """Return points (samples, points, 3) on both rims of a flat cylinder."""
    side = np.cross(way, vector(0, 0, 1) if abs(way[1]) > _UPRIGHT else vector(0, 1, 0))
    side /= np.linalg.norm(side)
    other = np.cross(way, side)
    rims = [
        at * way + (radius - _EDGE) * (np.cos(a) * side + np.sin(a) * other)
        for at in (near + _EDGE, far - _EDGE)
        for a in np.linspace(0, 2 * np.pi, 12, endpoint=False)
    ]
    return np.asarray(middle[:, None, :] + np.array(rims)[None])


def _floor_line(prop: Prop, body: Body) -> list[Solid]:
    """Tape a line to the floor, which begins where `at` says and goes to the front."""
    wide, _, long = prop.size or (0.035, 0.0, 0.6)
    points: list[Triple] = [(x, -0.008, z) for x in (-wide / 2, wide / 2) for z in (0.0, long)]
    return [_fixed(prop, "line", "prop_edge", points, 0.008, layer=0)]


def _floor_arrow(prop: Prop, body: Body) -> list[Solid]:
    """Paint an arrow on the floor, from `at` to the front, for which way one goes."""
    made = _floor_line(prop, body)
    _, _, long = prop.size or (0.035, 0.0, 0.6)
    for side in (-1.0, 1.0):
        barb: list[Triple] = [(0.0, -0.008, long), (side * 0.16, -0.008, long - 0.19)]
        made.append(_fixed(prop, f"barb{side}", "prop_edge", barb, 0.014, layer=0))
    return made


def _cushion(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or (0.34, 0.09, 0.3)
    radius = high / 2
    points = [
        (x, 0.0, z)
        for x in (-wide / 2 + radius, wide / 2 - radius)
        for z in (-deep / 2 + radius, deep / 2 - radius)
    ]
    if prop.between:
        cushion = _held(prop, body, "cushion", "prop_edge", points, radius)
        cushion.nearer = 0.0
        return [cushion]
    lifted = [(x, radius, z) for x, _, z in points]
    return [_fixed(prop, "cushion", "prop_side", lifted, radius, outlined=True)]


def _heat_pack(prop: Prop, body: Body) -> list[Solid]:
    """Lay a warm pack on a joint, with waves of warmth rising from it, however it lies."""
    made = _pack(prop, body)
    corners = made[0].middles
    middle = corners.mean(axis=1)
    across = corners[:, 2] - corners[:, 0]
    top = (corners[..., 1] - middle[:, None, 1]).max(axis=1)
    for index, share in enumerate((-0.3, 0.0, 0.3)):
        points = []
        for sway, rise in ((0.0, 0.035), (0.07, 0.06), (-0.07, 0.1), (0.0, 0.125)):
            point = middle + (share + sway) * across
            point[:, 1] += top + rise
            points.append(point)
        for number, pair in enumerate(pairwise(points)):
            name = f"wave{index}_{number}"
            wave = _moving(name, "prop_edge", np.stack(pair, axis=1), 0.006)
            wave.nearer = made[0].nearer + 0.01
            made.append(wave)
    return made


def _ice_pack(prop: Prop, body: Body) -> list[Solid]:
    """Lay a cold pack on a joint, with a crystal of ice on it."""
    made = _pack(prop, body)
    _, high, deep = prop.size or _PACK_SIZE
    for index, angle in enumerate((90.0, 30.0, 150.0)):
        x, y = 0.4 * high * np.cos(np.radians(angle)), 0.4 * high * np.sin(np.radians(angle))
        arm: list[Triple] = [(-x, -y, deep), (x, y, deep)]
        ray = _held(prop, body, f"ray{index}", "mat", arm, 0.007)
        ray.nearer = made[0].nearer + 0.02
        made.append(ray)
    return made


def _pack(prop: Prop, body: Body) -> list[Solid]:
    wide, high, deep = prop.size or _PACK_SIZE
    points: list[Triple] = [
        (x, y, 0.0) for x in (-wide / 2, wide / 2) for y in (-high / 2, high / 2)
    ]
    return [_held(prop, body, "pack", "prop_edge", points, max(deep, 0.012))]


def _tens(prop: Prop, body: Body) -> list[Solid]:
    """Stick two pads on the part of one joint and wire them to the device in a hand."""
    joint, hand = prop.between
    turn, offset = body.turns[PART_OF[joint]], np.array(prop.offset, dtype=np.float64)
    device = body.joints[hand] + vector(0.0, 0.08, 0.03)
    made = []
    for name, tone, wide, low, high, nearer in (
        ("device", "prop_edge", 0.04, -0.06, 0.07, 0.2),
        ("display", "mat", 0.026, 0.02, 0.05, 0.22),
    ):
        case = [
            device + apply(body.turns["thorax"], vector(x, y, 0.0))
            for x in (-wide, wide)
            for y in (low, high)
        ]
        made.append(_moving(name, tone, np.stack(case, axis=1), 0.012))
        made[-1].nearer = nearer
    for index, along in enumerate((-_PADS_APART / 2, _PADS_APART / 2)):
        middle = offset + vector(0.0, along, 0.0)
        corners = [
            body.joints[joint] + apply(turn, middle + vector(x, y, 0.0))
            for x in (-0.022, 0.022)
            for y in (-0.022, 0.022)
        ]
        pad = _moving(f"pad{index}", "band", np.stack(corners, axis=1), 0.012)
        pad.nearer = 0.16
        ends = [body.joints[joint] + apply(turn, middle), device]
        wire = _moving(f"wire{index}", "prop_edge", np.stack(ends, axis=1), 0.005)
        wire.nearer = 0.18
        made += [pad, wire]
    return made


def _metronome(prop: Prop, body: Body) -> list[Solid]:
    """Stand a metronome where `at` says; two feet swing its pendulum as they pass each other."""
    case: list[Triple] = [(x, 0.01, 0.0) for x in (-0.11, 0.11)]
    case += [(x, 0.38, 0.0) for x in (-0.045, 0.045)]
    made = _fixed(prop, "case", "prop", case, 0.016, layer=2, outlined=True)
    first, second = (body.joints[name] for name in prop.between)
    apart = (first - second)[:, 2]
    angle = np.radians(32) * apart / max(float(np.abs(apart).max()), 1e-6)
    root = np.broadcast_to(np.array(prop.at, dtype=np.float64) + vector(0, 0.08, 0.02), first.shape)
    facing = np.radians(prop.turn)
    across = vector(np.cos(facing), 0.0, -np.sin(facing))
    swung = np.sin(angle)[:, None] * across + np.cos(angle)[:, None] * vector(0, 1, 0)
    rod = _moving("rod", "prop_edge", np.stack([root, root + 0.36 * swung], axis=1), 0.009)
    bob = _moving("bob", "band", (root + 0.24 * swung)[:, None, :], 0.032)
    rod.is_placed = bob.is_placed = True
    rod.layer, bob.layer = made.layer, made.layer
    rod.nearer, bob.nearer = 0.15, 0.16
    return [made, rod, bob]


def _roller(prop: Prop, body: Body) -> list[Solid]:
    long, thick, _ = prop.size or (0.5, 2 * ROLLER_RADIUS, 0.0)
    radius = thick / 2
    rims: list[list[Triple]] = []
    for x in (-long / 2, long / 2):
        angles = np.linspace(0.0, 2 * np.pi, 14, endpoint=False)
        rim = radius - 0.006
        rims.append([(x, radius + rim * float(np.cos(a)), rim * float(np.sin(a))) for a in angles])
    made = [_fixed(prop, "roller", "prop_side", rims[0] + rims[1], 0.006)]
    for name, rim_points in (("end_left", rims[0]), ("end_right", rims[1])):
        made.append(_fixed(prop, name, "prop_edge", rim_points, 0.004))
    return made


def _band(prop: Prop, body: Body) -> list[Solid]:
    """Wrap a band round two limbs, or from one limb to a fixed point."""
    made, ends = [], []
    for name in prop.between:
        turn = body.turns[PART_OF[name]]
        middle = body.joints[name] + apply(turn, np.array(prop.offset, dtype=np.float64))
        radius = RADII[name] + 0.007
        angles = np.linspace(0.0, 2 * np.pi, 10, endpoint=False)
        ring = [
            middle + apply(turn, np.array([radius * np.cos(a), 0.0, radius * np.sin(a)]))
            for a in angles
        ]
        wrap = _moving(f"wrap_{name}", "band", np.stack(ring, axis=1), 0.014)
        wrap.nearer = 0.09
        made.append(wrap)
        ends.append(middle + apply(turn, np.array([0.0, 0.0, RADII[name] * 0.6])))
    if len(ends) == 1:
        ends.append(np.broadcast_to(np.array(prop.at, dtype=np.float64), ends[0].shape))
    stretch = np.linalg.norm(ends[1] - ends[0], axis=1)
    slack = stretch.min()
    share = (stretch - slack) / max(float(stretch.max() - slack), 1e-6)
    strand = _moving("strand", "band", np.stack(ends, axis=1), 0.011)
    strand.radii = np.repeat((0.009 + 0.007 * share)[:, None], 2, axis=1)
    strand.nearer = 0.06
    return [*made, strand]


def _belt(prop: Prop, body: Body) -> list[Solid]:
    """Buckle one wide strap round two limbs: it does not give, so it has no ends and no slack."""
    rims, fronts = [], []
    for name in prop.between:
        turn = body.turns[PART_OF[name]]
        middle = body.joints[name] + apply(turn, np.array(prop.offset, dtype=np.float64))
        radius = RADII[name] + 0.008
        for angle in np.linspace(0.0, 2 * np.pi, 10, endpoint=False):
            for along in (-0.016, 0.016):
                at = np.array([radius * np.cos(angle), along, radius * np.sin(angle)])
                rims.append(middle + apply(turn, at))
        fronts.append(middle + apply(turn, np.array([0.0, 0.0, radius])))
    strap = _moving("strap", "gear", np.stack(rims, axis=1), 0.006)
    strap.nearer = 0.1
    buckle = _moving("buckle", "mat", ((fronts[0] + fronts[1]) / 2)[:, None, :], 0.019)
    buckle.nearer = 0.14
    return [strap, buckle]


def _towel(prop: Prop, body: Body) -> list[Solid]:
    points = [body.joints[name] for name in prop.between]
    return [
        _moving(f"towel{index}", "prop_edge", np.stack(pair, axis=1), 0.014)
        for index, pair in enumerate(pairwise(points))
    ]


def _cane(prop: Prop, body: Body) -> list[Solid]:
    """Stand a cane under a hand, its tip where `at` says or, off by `at`, beside a foot."""
    top = body.joints[prop.between[0]]
    tip = np.broadcast_to(np.array(prop.at, dtype=np.float64), top.shape)
    if len(prop.between) > 1:
        beside = prop.between[1]
        tip = tip + body.joints[beside]
        tip[:, 1] = np.maximum(tip[:, 1] - RADII[beside], 0.0)
    shaft = _moving("shaft", "prop_edge", np.stack([top, tip], axis=1), 0.012)
    front = np.array([0.0, 0.0, 0.06])
    handle = _moving("handle", "prop_edge", np.stack([top - front, top + front], axis=1), 0.016)
    return [shaft, handle]


def _held(
    prop: Prop, body: Body, name: str, tone: str, points: Sequence[Triple], radius: float
) -> Solid:
    """Build a solid that moves with a joint, or lies in the room when it is on none."""
    if not prop.between:
        return _fixed(prop, name, tone, points, radius, layer=2, outlined=True)
    joint = prop.between[0]
    middle = body.joints[joint]
    if len(prop.between) > 1:
        middle = (middle + body.joints[prop.between[1]]) / 2
    turn = body.turns[PART_OF[joint]]
    offset = np.array(prop.offset, dtype=np.float64)
    arms = [apply(turn, offset + np.array(point, dtype=np.float64)) for point in points]
    solid = _moving(name, tone, np.stack([middle + arm for arm in arms], axis=1), radius)
    solid.nearer = 0.12
    return solid


def _moving(name: str, tone: str, middles: Array, radius: float) -> Solid:
    radii = np.full(middles.shape[:2], radius)
    return Solid(name=name, item=name, tone=tone, middles=middles, radii=radii)


_BUILDERS: Final[dict[PropKind, Callable[[Prop, Body], list[Solid]]]] = {
    PropKind.MAT: _mat,
    PropKind.WALL: _wall,
    PropKind.CHAIR: _chair,
    PropKind.STEP: _step,
    PropKind.COUNTER: _counter,
    PropKind.BALL: _ball,
    PropKind.WEIGHT: _weight,
    PropKind.FLOOR_LINE: _floor_line,
    PropKind.FLOOR_ARROW: _floor_arrow,
    PropKind.ROLLER: _roller,
    PropKind.TOWEL: _towel,
    PropKind.CANE: _cane,
    PropKind.BAND: _band,
    PropKind.BELT: _belt,
    PropKind.CUSHION: _cushion,
    PropKind.BED: _bed,
    PropKind.HEAT_PACK: _heat_pack,
    PropKind.ICE_PACK: _ice_pack,
    PropKind.TENS: _tens,
    PropKind.METRONOME: _metronome,
    PropKind.DESK: _desk,
    PropKind.SCREEN: _screen,
}
