"""Baking: a figure solved once for all its samples, away from where it is painted."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hipcoach.figure import skeleton as bones
from hipcoach.figure.contact import (
    drop_to_support,
    foothold_under,
    footholds_of,
    grips_of,
    hold,
    plant,
)
from hipcoach.figure.figure import Figure, Foothold, Part
from hipcoach.figure.kinematics import Array, Body, solve

SAMPLES: Final = 61
BREATHS: Final = 16
BREATH_MS: Final = 4000
# How much a breath straightens the upper back, in degrees: a few millimetres at the collar.
_BREATH_ANGLE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Baked:
    """A solved figure: the way from the first pose to the last, then a breath at each pose."""

    figure: Figure
    body: Body
    path: int
    breaths: int

    def sample_at(self, place: float) -> int:
        """Return the sample nearest to a place on the way, counted in key poses."""
        last = max(1, len(self.figure.poses) - 1)
        share = min(1.0, max(0.0, place / last))
        return round(share * (self.path - 1))

    def sample_for(self, part: Part, fraction: float) -> int:
        """Return the sample for a part of a rep, of which a fraction has gone."""
        start, end = self.figure.span_of(part)
        return self.sample_at(start + (end - start) * min(1.0, max(0.0, fraction)))

    def sample_in_breath(self, pose: int, elapsed_ms: int) -> int:
        """Return the sample of a key pose held, breathing once in four seconds."""
        if self.breaths == 0:
            return self.sample_at(float(pose))
        step = int(elapsed_ms % BREATH_MS * self.breaths // BREATH_MS)
        return self.path + pose * self.breaths + step

    def sample_in_cycle(self, elapsed_ms: int) -> int:
        """Return the sample of an exercise without reps, going there and back or round."""
        cycle = self.figure.cycle
        way_ms = max(1.0, cycle.seconds * 1000)
        done = elapsed_ms / way_ms
        share = done % 1.0 if cycle.round else 1.0 - abs(1.0 - done % 2.0)
        return round(share * (self.path - 1))


def bake(figure: Figure) -> Baked:
    """Solve 61 samples from the first pose to the last, and a breath at each pose."""
    count = len(figure.poses)
    places = np.zeros(1) if count == 1 else np.linspace(0.0, count - 1, SAMPLES)
    shares = _shares(places, count, round_=figure.cycle.round)
    path = len(places)
    still = np.repeat(np.eye(count), BREATHS, axis=0)
    shares = np.concatenate([shares, still])
    places = np.concatenate([places, np.repeat(np.arange(count, dtype=np.float64), BREATHS)])
    phase = np.tile(np.linspace(0.0, 2 * np.pi, BREATHS, endpoint=False), count)
    breath = np.concatenate([np.zeros(path), np.sin(phase)])
    return Baked(figure, _solve(figure, places, shares, breath), path, BREATHS)


def bake_pose(figure: Figure, pose: int) -> Baked:
    """Solve a single key pose, for a still picture."""
    count = len(figure.poses)
    shares = np.eye(count)[pose : pose + 1]
    return Baked(figure, _solve(figure, np.array([float(pose)]), shares, np.zeros(1)), 1, 0)


def bake_poses(figure: Figure) -> Baked:
    """Solve the key poses alone, one sample each, for still pictures."""
    count = len(figure.poses)
    places = np.arange(count, dtype=np.float64)
    return Baked(figure, _solve(figure, places, np.eye(count), np.zeros(count)), count, 0)


def _shares(places: Array, count: int, *, round_: bool) -> Array:
    """Return how much of each key pose is in each place: eased in and out, or flowing round."""
    shares = np.zeros((len(places), count))
    rows = np.arange(len(places))
    before = np.minimum(places.astype(int), max(0, count - 2))
    within = places - before
    if not round_:
        eased = within * within * (3 - 2 * within)
        shares[rows, before] += 1 - eased
        if count > 1:
            shares[rows, before + 1] += eased
        return shares
    # Round and round (the last pose is the first again): a smooth curve through all poses.
    t = within
    weights = (
        -0.5 * t + t * t - 0.5 * t**3,
        1 - 2.5 * t * t + 1.5 * t**3,
        0.5 * t + 2 * t * t - 1.5 * t**3,
        -0.5 * t * t + 0.5 * t**3,
    )
    for step, weight in zip((-1, 0, 1, 2), weights, strict=True):
        index = before + step
        # Past an end the curve goes on as it began, one round further.
        over, under = index > count - 1, index < 0
        np.add.at(shares, (rows, np.clip(index, 0, count - 1)), np.where(over | under, 0, weight))
        for beyond, inner, end, other in (
            (over, 1, count - 1, 0),
            (under, count - 2, 0, count - 1),
        ):
            lost = np.where(beyond, weight, 0)
            np.add.at(shares, (rows, np.full(len(rows), inner)), lost)
            np.add.at(shares, (rows, np.full(len(rows), end)), lost)
            np.add.at(shares, (rows, np.full(len(rows), other)), -lost)
    return shares


def _solve(figure: Figure, places: Array, shares: Array, breath: Array) -> Body:
    first = _stand(figure, np.eye(len(figure.poses))[:1], np.zeros(1), None)
    footholds = {side: foothold_under(first, side) for side in bones.SIDES}
    body = _stand(figure, shares, breath, first)
    stood = {side: footholds_of(figure, side, footholds) for side in bones.SIDES}
    # A leg that lies on the other comes after it.
    for side in sorted(bones.SIDES, key=lambda side: _lies(stood[side])):
        if (wanted := stood[side]) is not None:
            plant(body, side, wanted, shares, places, _lift(figure, side, places))
    for side in bones.SIDES:
        grips = grips_of(figure.poses, side)
        if any(grip is not None for grip in grips):
            hold(body, side, grips, shares)
    return body


def _lies(footholds: list[Foothold] | None) -> bool:
    return footholds is not None and footholds[0].on is not None


def _stand(figure: Figure, shares: Array, breath: Array, first: Body | None) -> Body:
    """Turn the joints and put the pelvis where it belongs."""
    names = bones.channels()
    table = np.array([[pose.angles.get(name, 0.0) for name in names] for pose in figure.poses])
    angles = dict(zip(names, (shares @ table).T, strict=True))
    angles["thorax.flexion"] = angles["thorax.flexion"] - _BREATH_ANGLE * breath
    body = solve(figure.posture, angles)
    if any(pose.height is not None for pose in figure.poses):
        heights = [
            pose.height if pose.height is not None else _height_at(figure, index)
            for index, pose in enumerate(figure.poses)
        ]
        height = shares @ np.array(heights)
    else:
        height = drop_to_support(figure, body)
    ground = shares @ np.array([pose.place for pose in figure.poses])
    body.shift(np.stack([ground[:, 0], height, ground[:, 1]], axis=1))
    if figure.anchor is not None and first is not None:
        drift = first.joints[figure.anchor] - body.joints[figure.anchor]
        drift[:, 1] = 0.0
        body.shift(drift)
    return body


def _height_at(figure: Figure, index: int) -> float:
    angles = {
        name: np.array([figure.poses[index].angles.get(name, 0.0)]) for name in bones.channels()
    }
    return float(drop_to_support(figure, solve(figure.posture, angles))[0])


def _lift(figure: Figure, side: str, places: Array) -> Array:
    """Return how far a foot is off the floor while it steps to a key pose."""
    lift = np.zeros(len(places))
    for index, pose in enumerate(figure.poses):
        if index and side in pose.lift:
            within = np.clip(places - (index - 1), 0.0, 1.0)
            lift += pose.lift[side] * np.sin(np.pi * within) ** 2
    return lift


def all_footholds(figure: Figure) -> dict[str, list[Foothold]]:
    """Return the footholds of every foot that stands, one for each key pose."""
    first = _stand(figure, np.eye(len(figure.poses))[:1], np.zeros(1), None)
    under = {side: foothold_under(first, side) for side in bones.SIDES}
    found = {side: footholds_of(figure, side, under) for side in bones.SIDES}
    return {side: wanted for side, wanted in found.items() if wanted is not None}
