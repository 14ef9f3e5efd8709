"""Outlines of solids seen flat: hulls of circles and ellipses, and smooth ribbons along a bone."""

from typing import Final

import numpy as np
import numpy.typing as npt

from hipcoach.figure.kinematics import Array

Outlines = npt.NDArray[np.float32]

# Between two spheres of a chain the outline is drawn through this many places.
_STEPS: Final = 3
# Where a cap has its points, from one side (1) to the other (-1).
_CAP: Final = 1 - 2 * np.linspace(0.0, 1.0, 11)[1:-1]
# A bone that leans more than this towards the eye has no sides to be outlined by.
_STEEP: Final = 0.92
_TURNED: Final = 0.3


def hull(flat: Array, radii: Array, directions: int, discs: Array | None = None) -> Outlines:
    """Outline the hull of circles (samples, circles, 2) by the farthest point in each direction.

    `discs` (samples, circles, 2, 2) makes ellipses of them: the halves of their axes, as rows.
    """
    angles = np.linspace(0.0, 2 * np.pi, directions, endpoint=False)
    ways = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    rows = np.arange(len(flat))[:, None]
    reach = flat @ ways.T
    if discs is None:
        best = (reach + radii[..., None]).argmax(axis=1)
        points = flat[rows, best] + radii[rows, best][..., None] * ways
        return np.asarray(points, dtype=np.float32)
    along = discs @ ways.T
    size = np.sqrt((along * along).sum(axis=2))
    best = (reach + size).argmax(axis=1)
    share = along / np.maximum(size, 1e-9)[:, :, None]
    arms = np.einsum("ncad,ncax->ncdx", share, discs)
    points = flat[rows, best] + arms[rows, best, np.arange(directions)]
    return np.asarray(points, dtype=np.float32)


def smooth(gaps: Array) -> Array:
    """Return weights (places, spheres) of a smooth line through spheres so far apart."""
    gaps = np.maximum(gaps, 1e-6)[:, None]
    each = np.eye(len(gaps) + 1)
    slope = np.diff(each, axis=0) / gaps
    bend = np.empty_like(each)
    bend[0], bend[-1] = slope[0], slope[-1]
    bend[1:-1] = (gaps[1:] * slope[:-1] + gaps[:-1] * slope[1:]) / (gaps[1:] + gaps[:-1])
    t = np.linspace(0.0, 1.0, _STEPS, endpoint=False)[:, None]
    h1, h3 = t * t * (3 - 2 * t), t * (1 - t) * (1 - t)
    h4 = t * t * (t - 1)
    rows = [
        (1 - h1) * each[i] + h1 * each[i + 1] + gap * (h3 * bend[i] + h4 * bend[i + 1])
        for i, gap in enumerate(gaps)
    ]
    return np.concatenate([*rows, each[-1:]])


def ribbon(flat: Array, radii: Array) -> Outlines:
    """Outline a chain of circles along a bone by its two sides and two caps, in one polygon.

    Seen from its end a bone has no sides: then the hull of all circles is its outline.
    """
    # As complex numbers: turning is one multiplication, and there is no arc to be found.
    at = flat[..., 0] + 1j * flat[..., 1]
    step = np.diff(at, axis=1)
    size = np.maximum(np.abs(step), 1e-6)
    way = step / size
    thinner = (radii[:, :-1] - radii[:, 1:]) / size
    turned = (way[:, 1:] * way[:, :-1].conj()).real
    is_odd = (np.abs(thinner) > _STEEP).any(axis=1) | (turned < _TURNED).any(axis=1)
    # At a circle in the middle the outline leaves it between the links before and after.
    middle = np.concatenate([way[:, :1], way[:, :-1] + way[:, 1:], way[:, -1:]], axis=1)
    middle /= np.maximum(np.abs(middle), 1e-6)
    lean = np.concatenate(
        [thinner[:, :1], (thinner[:, :-1] + thinner[:, 1:]) / 2, thinner[:, -1:]], axis=1
    )
    lean = np.clip(lean, -0.95, 0.95)
    aside = lean + 1j * np.sqrt(1 - lean * lean)
    left = at + radii * middle * aside
    right = at + radii * middle * aside.conj()
    last, first = np.arccos(lean[:, -1:]), np.arccos(lean[:, :1])
    end = at[:, -1:] + radii[:, -1:] * middle[:, -1:] * np.exp(1j * last * _CAP)
    begin = at[:, :1] + radii[:, :1] * middle[:, :1] * np.exp(1j * (np.pi + (np.pi - first) * _CAP))
    points = np.concatenate([left, end, right[:, ::-1], begin], axis=1)
    # The same way round as a hull, so that two of them overlap and cut no hole in each other.
    points = points[:, ::-1]
    found = np.stack([points.real, points.imag], axis=-1).astype(np.float32)
    if is_odd.any():
        found[is_odd] = hull(flat[is_odd], radii[is_odd], found.shape[1])
    return found
