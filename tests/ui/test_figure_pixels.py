"""What is seen of a figure, read from its pixels: how much of the room it takes, and contrast."""

from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipcoach.content.figure_files import FOLDER, load_figure_file
from hipcoach.figure.baking import Baked, bake_poses
from hipcoach.figure.figure import Part
from hipcoach.figure.projection import Picture, project
from hipcoach.ui.figure_painter import FigurePainter, tones_of
from hipcoach.ui.people import PEOPLE, Person
from hipcoach.ui.theme import DARK, LIGHT, Palette, contrast

# The picture of a tile in a window of 1100x720.
TILE = (179, 134)
SESSION = (900, 700)
Pixels = npt.NDArray[np.int64]
LOOKS = list(product((LIGHT, DARK), PEOPLE))


def named(look: object) -> str:
    return "dark" if look is DARK else "light" if look is LIGHT else getattr(look, "who", "")


@cache
def baked(name: str) -> Baked:
    return bake_poses(load_figure_file(FOLDER / f"{name}.toml"))


@cache
def pictured(name: str, person: Person) -> Picture:
    return project(baked(name), person.build)


def pixels(
    name: str,
    palette: Palette,
    person: Person,
    size: tuple[int, int],
    *,
    same_scale: bool = False,
    pose: int | None = None,
) -> Pixels:
    """Paint the worked pose on the ground; return (rows, columns, 3)."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.ground))
    painter = QPainter(image)
    drawn = FigurePainter(pictured(name, person), palette, person, same_scale=same_scale)
    worked = baked(name).figure.span_of(Part.HOLD)[1] if pose is None else pose
    drawn.paint(painter, QRectF(0, 0, *size), worked, mirrored=False)
    painter.end()
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(size[1], size[0], 4)
    return raw[..., 2::-1].astype(np.int64)


def rgb(color: str) -> Pixels:
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])


def seen(found: Pixels, *unlike: str) -> tuple[int, int]:
    """Return width and height of what has none of these colours."""
    apart = np.all([np.abs(found - rgb(color)).max(axis=2) > 12 for color in unlike], axis=0)
    rows, columns = np.flatnonzero(apart.any(axis=1)), np.flatnonzero(apart.any(axis=0))
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


@pytest.mark.parametrize(
    "name",
    ["standing_stack", "walk_timed", "side_step", "clamshell", "bridge", "plank", "heel_slide"],
)
def test_a_figure_takes_three_quarters_of_its_tile(qapp: QApplication, name: str) -> None:
    found = pixels(name, LIGHT, PEOPLE[0], TILE, same_scale=True)
    wide, high = seen(found, LIGHT.ground)
    assert max(wide / TILE[0], high / TILE[1]) >= 0.75
    assert wide <= TILE[0]
    assert high <= TILE[1]


def test_a_lying_body_is_as_long_as_a_standing_one_is_tall(qapp: QApplication) -> None:
    tones = tones_of(LIGHT, PEOPLE[0])
    ground = (LIGHT.ground, LIGHT.mat, tones["shadow"], tones["shadow_edge"], tones["outline"])
    size = (TILE[0] * 4, TILE[1] * 4)
    _, tall = seen(
        pixels("standing_stack", LIGHT, PEOPLE[0], size, same_scale=True, pose=1), *ground
    )
    long, _ = seen(pixels("heel_slide", LIGHT, PEOPLE[0], size, same_scale=True, pose=0), *ground)
    assert long == pytest.approx(tall, rel=0.06)


def test_by_itself_a_figure_fills_its_room(qapp: QApplication) -> None:
    for name in ("squat", "clamshell", "seated_march"):
        poses = range(len(baked(name).figure.poses))
        sizes = [
            seen(pixels(name, LIGHT, PEOPLE[0], (600, 400), pose=p), LIGHT.ground) for p in poses
        ]
        wide, high = np.max(sizes, axis=0)
        assert max(wide / 600, high / 400) >= 0.9, name


def edges(
    name: str, palette: Palette, person: Person, parts: tuple[str, ...]
) -> tuple[Pixels, Pixels, Pixels]:
    """Return what lies inside, on and outside of the outlines of parts: (points, 3 or 5, 3)."""
    found = pixels(name, palette, person, SESSION)
    picture = pictured(name, person)
    pose = baked(name).figure.span_of(Part.HOLD)[1]
    left, low, right, high = picture.bounds
    scale = min(SESSION[0] / (right - left), SESSION[1] / (high - low))
    inside: list[Pixels] = []
    on: list[Pixels] = []
    outside: list[Pixels] = []
    for shape in (s for item in picture.items for s in item.shapes if s.name in parts):
        for part in shape.parts:
            points = part[pose].astype(float)
            # Hulls and ribbons run counter-clockwise: outwards is to the right of the way.
            way = np.roll(points, -1, axis=0) - points
            middle = points + way / 2
            size = np.hypot(*way.T)
            out = np.stack([way[:, 1], -way[:, 0]], axis=1)[size > 1e-4] / size[size > 1e-4, None]
            at = (middle[size > 1e-4] - [(left + right) / 2, (low + high) / 2]) * scale
            for rows, steps in ((inside, (-5,)), (on, (-1, 0, 1, 2, 3)), (outside, (6,))):
                for step in steps:
                    spot = (at + step * out) * [1, -1] + [SESSION[0] / 2, SESSION[1] / 2]
                    x, y = np.clip(spot.round().astype(int), 0, np.array(SESSION) - 1).T
                    rows.append(found[y, x])
    lines = np.stack([np.concatenate(on[i::5]) for i in range(5)], axis=1)
    return np.concatenate(inside), lines, np.concatenate(outside)


def hexed(color: Pixels) -> str:
    return "#" + "".join(f"{value:02x}" for value in color)


LEGS = ("left_thigh", "left_shin", "right_thigh", "right_shin")
ARMS = ("left_forearm", "right_forearm", "left_foot", "right_foot", "left_hand", "right_hand")


@pytest.mark.parametrize(("palette", "person"), LOOKS, ids=named)
def test_limbs_stand_out_from_the_ground(
    qapp: QApplication, palette: Palette, person: Person
) -> None:
    """By their own colour or by a line: at least 3:1 (WCAG 2.2, 1.4.11)."""
    ground = palette.ground
    for name in ("squat", "walk_timed", "standing_abd"):
        inside, lines, outside = edges(name, palette, person, (*LEGS, *ARMS))
        on_ground = (outside == rgb(ground)).all(axis=1) & (inside != rgb(ground)).any(axis=1)
        assert on_ground.sum() > 150
        best = [
            max(contrast(hexed(color), ground) for color in (own, *around))
            for own, around in zip(inside[on_ground], lines[on_ground], strict=True)
        ]
        assert np.mean(np.array(best) >= 3.0) > 0.97, name


@pytest.mark.parametrize(("palette", "person"), LOOKS, ids=named)
def test_the_near_leg_is_told_from_the_far_one(
    qapp: QApplication, palette: Palette, person: Person
) -> None:
    tones = tones_of(palette, person)
    assert contrast(tones["leggings"], tones["leggings_line"]) >= 3
    for name in ("walk_timed", "standing_march"):
        inside, lines, outside = edges(name, palette, person, LEGS)
        near = np.abs(outside - rgb(tones["leggings"])).max(axis=1) < 40
        near &= np.abs(inside - rgb(tones["leggings"])).max(axis=1) < 60
        crossing = [
            max(contrast(hexed(color), hexed(side)) for color in around for side in (own, other))
            for own, around, other in zip(inside[near], lines[near], outside[near], strict=True)
        ]
        # A limb goes on without a line where it hangs on the next part.
        assert np.sum(np.array(crossing) >= 2.7) >= 12, name


@pytest.mark.parametrize(("palette", "person"), LOOKS, ids=named)
def test_things_in_hand_have_a_colour_that_nothing_else_has(
    qapp: QApplication, palette: Palette, person: Person
) -> None:
    own = rgb(palette.band)

    def share(name: str) -> int:
        return int((np.abs(pixels(name, palette, person, (300, 220)) - own).max(axis=2) < 3).sum())

    for name in ("clamshell_band", "squat_goblet", "ball_squeeze", "hip_abd_isometric_belt"):
        assert share(name) > 40, name
    for name in ("clamshell", "squat", "sit_to_stand", "ankle_pump"):
        assert share(name) == 0, name
