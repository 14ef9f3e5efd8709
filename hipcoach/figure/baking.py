"""Baking: a figure solved once for all its samples, away from where it is painted."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

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
from hipcoach.figure.kinematics import Array, Body, Posture, solve

SAMPLES: Final = 61
# From breathed in to breathed out; the way back is the same.
BREATHS: Final = 9
BREATH_MS: Final = 4000
# A blink in each breath of a hold: when, and how long (a spontaneous one takes 0.1 to 0.4 s).
BLINK_AT_MS: Final = 2640
BLINK_MS: Final = 170
# How much a breath straightens the upper back, in degrees: a few millimetres at the collar.
_BREATH_ANGLE: Final = 0.5
# Standing still on both feet is a slow sway; quiet stance moves some mm about its middle.
_SWAY_M: Final = 0.003
# By which share of the way between two key poses the pelvis is ahead, and arms and head behind.
_LEAD: Final = 0.04
# How much less a muscle that holds is tinted at the end of a breath in.
_PULSE: Final = 0.5
_AHEAD: Final = ("pelvis.",)
_BEHIND: Final = ("neck.", "left_shoulder.", "right_shoulder.", "left_elbow.", "right_elbow.")


@dataclass(frozen=True, slots=True)
class Baked:
    """A solved figure: the way from the first pose to the last, then a breath at each pose.

    `breath` (samples,) goes from 1, breathed in, to -1; one breathes out into the work.
    """

    figure: Figure
    body: Body
    path: int
    breaths: int
    breath: Array

    @property
    def closed_eyes(self) -> npt.NDArray[np.bool_]:
        """Tell in which samples (samples,) the eyes are closed."""
        closed = np.zeros(len(self.breath), dtype=np.bool_)
        closed[self.path + self.breaths :: self.breaths + 1] = self.breaths > 0
        return closed

    @property
    def effort(self) -> Array:
        """Tell how much the worked muscles do in each sample (samples,), 0 to 1.

        It is most in the pose that is held; there it comes and goes a little with the breath.
        """
        figure = self.figure
        last, most = len(figure.poses) - 1, figure.span_of(Part.HOLD)[1]
        if figure.cycle.round:
            return np.ones(len(self.breath))
        way = np.linspace(0.0, last, self.path)
        held = np.repeat(np.arange(last + 1.0), self.breaths + 1 if self.breaths else 0)
        place = np.concatenate([way, held])
        rising = place / most if most else 1.0 - place / max(last, 1)
        effort = np.where(place <= most, rising, (last - place) / max(last - most, 1))
        effort[self.path :] *= 1 - _PULSE * (1 + self.breath[self.path :]) / 2
        return np.asarray(effort)

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
        """Return the sample of a key pose held, breathing once in four seconds, with a blink."""
        if self.breaths == 0:
            return self.sample_at(float(pose))
        first = self.path + pose * (self.breaths + 1)
        if BLINK_AT_MS <= elapsed_ms % BREATH_MS < BLINK_AT_MS + BLINK_MS:
            return first + self.breaths
        breath = _breath_in_hold(self.figure, pose, elapsed_ms)
        return first + round((1 - breath) / 2 * (self.breaths - 1))

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
    path = len(places)
    levels = np.linspace(1.0, -1.0, BREATHS)
    breath = [_breath_on_way(figure, places)]
    for pose in range(count):
        breath += [levels, np.array([_breath_in_hold(figure, pose, BLINK_AT_MS)])]
    held = np.repeat(np.arange(count, dtype=np.float64), BREATHS + 1)
    return _baked(figure, np.concatenate([places, held]), np.concatenate(breath), path, BREATHS)


def bake_pose(figure: Figure, pose: int) -> Baked:
    """Solve a single key pose, for a still picture."""
    place = np.array([float(pose)])
    return _baked(figure, place, _breath_on_way(figure, place), 1, 0)


def bake_poses(figure: Figure) -> Baked:
    """Solve the key poses alone, one sample each, for still pictures."""
    places = np.arange(len(figure.poses), dtype=np.float64)
    return _baked(figure, places, _breath_on_way(figure, places), len(places), 0)


def _baked(figure: Figure, places: Array, breath: Array, path: int, breaths: int) -> Baked:
    return Baked(figure, _solve(figure, places, breath), path, breaths, breath)


def _breath_on_way(figure: Figure, places: Array) -> Array:
    if figure.cycle.round:
        return np.zeros(len(places))
    last = len(figure.poses) - 1
    return np.cos(np.pi * (places / last if last else places + 1))


def _breath_in_hold(figure: Figure, pose: int, elapsed_ms: int) -> float:
    """Go on with the breath from where the way to a key pose has left it."""
    last = len(figure.poses) - 1
    begun = 0.5 if figure.cycle.round else pose / last if last else 1.0
    return float(np.cos(np.pi * (begun + 2 * elapsed_ms / BREATH_MS)))


def _stops(figure: Figure) -> set[int]:
    """Return the key poses in which the body comes to rest; it flows through the others."""
    return {0, len(figure.poses) - 1} | {pose for part in Part for pose in figure.span_of(part)}


def _shifted(places: Array, by: float) -> Array:
    """Be ahead of or behind a place between two key poses, and at them in time."""
    within = places - np.floor(places)
    return np.asarray(places + by * np.sin(np.pi * within) ** 2)


def _shares(figure: Figure, places: Array) -> Array:
    """Return how much of each key pose is in each place (places, poses)."""
    count = len(figure.poses)
    shares = np.zeros((len(places), count))
    rows = np.arange(len(places))
    before = np.minimum(places.astype(int), max(0, count - 2))
    within = places - before
    if not figure.cycle.round:
        if count == 1:
            shares[:, 0] = 1
            return shares
        # The smoothest way from rest to rest has the least jerk: a curve of fifth degree
        # (Flash and Hogan 1985). A pose on the way is passed with the mean speed around it.
        t = within
        done = t**3 * (10 - 15 * t + 6 * t * t)
        shares[rows, before] += 1 - done
        shares[rows, before + 1] += done
        begin = t - t**3 * (6 - 8 * t + 3 * t * t)
        end = -(t**3) * (4 - 7 * t + 3 * t * t)
        for pose in set(range(1, count - 1)) - _stops(figure):
            speed = np.where(before == pose, begin, np.where(before + 1 == pose, end, 0.0)) / 2
            shares[:, pose + 1] += speed
            shares[:, pose - 1] -= speed
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


def _solve(figure: Figure, places: Array, breath: Array) -> Body:
    start = np.zeros(1)
    first = _stand(figure, start, start, None)
    footholds = {side: foothold_under(first, side) for side in bones.SIDES}
    shares = _shares(figure, places)
    body = _stand(figure, places, breath, first)
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


def _stand(figure: Figure, places: Array, breath: Array, first: Body | None) -> Body:
    """Turn the joints and put the pelvis where it belongs."""
    names = bones.channels()
    table = np.array([[pose.angles.get(name, 0.0) for name in names] for pose in figure.poses])
    shares = _shares(figure, places)
    by_name = dict(zip(names, table.T, strict=True))
    angles = {name: shares @ column for name, column in by_name.items()}
    # On hands and knees these carry the body, and move together.
    if not figure.cycle.round and figure.posture is not Posture.QUADRUPED:
        ahead = _shares(figure, _shifted(places, _LEAD))
        behind = _shares(figure, _shifted(places, -_LEAD))
        for name, column in by_name.items():
            if name.startswith(_AHEAD):
                angles[name] = ahead @ column
            elif name.startswith(_BEHIND):
                angles[name] = behind @ column
        shares = ahead
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
    if figure.posture is Posture.STANDING and not figure.cycle.round and _is_planted(figure):
        ground[:, 0] += _SWAY_M * breath
    body.shift(np.stack([ground[:, 0], height, ground[:, 1]], axis=1))
    if figure.anchor is not None and first is not None:
        drift = first.joints[figure.anchor] - body.joints[figure.anchor]
        drift[:, 1] = 0.0
        body.shift(drift)
    return body


def _is_planted(figure: Figure) -> bool:
    feet = [{f"{side}_foot" for side in pose.feet} | set(figure.planted) for pose in figure.poses]
    return all(len(each) == len(bones.SIDES) for each in feet)


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
    first = _stand(figure, np.zeros(1), np.zeros(1), None)
    under = {side: foothold_under(first, side) for side in bones.SIDES}
    found = {side: footholds_of(figure, side, under) for side in bones.SIDES}
    return {side: wanted for side, wanted in found.items() if wanted is not None}
