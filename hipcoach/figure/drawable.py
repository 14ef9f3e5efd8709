"""Whether a figure can be drawn at all; how well it moves is for the checks to say."""

from typing import Final

import numpy as np

from hipcoach.figure.baking import bake_poses
from hipcoach.figure.figure import Figure
from hipcoach.figure.projection import project

# Nothing in a room is farther away; beyond, a picture is a speck on an empty ground.
_WIDEST_M: Final = 30.0


def is_drawable(figure: Figure) -> bool:
    """Tell whether the key poses of a figure can be solved and give a picture of some size."""
    try:
        with np.errstate(all="ignore"):
            picture = project(bake_poses(figure))
    except (ArithmeticError, LookupError, ValueError):
        # A person's file must not keep hipcoach from starting, whatever is in it.
        return False
    outlines = [part for item in picture.items for shape in item.shapes for part in shape.parts]
    if not all(bool(np.isfinite(each).all()) for each in (*outlines, *picture.shadows)):
        return False
    left, low, right, high = picture.bounds
    return 0 < right - left < _WIDEST_M and 0 < high - low < _WIDEST_M
