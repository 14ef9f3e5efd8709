"""The outline of the body map and its places, in units of their own: paths and nothing else.

Seen from the front, a person's left is on the right of the picture; from the back it is on the
left. The body is drawn from the ribs to the calves, since that is where a hip is felt.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from hipcoach.domain.prescription import Side
from hipcoach.domain.site import AREAS, Site, View

# One figure: half its width, and how tall it is.
HALF: Final = 84.0
TALL: Final = 392.0

# Half the outline from the ribs down the outside and up the inside, as (x, y) from the middle.
_OUTSIDE: Final = (
    (61.0, 0.0),
    (57.5, 30.0),
    (55.5, 52.0),
    (61.0, 82.0),
    (70.0, 112.0),
    (75.0, 146.0),
    (74.5, 182.0),
    (69.0, 232.0),
    (60.5, 280.0),
    (56.0, 312.0),
    (55.5, 330.0),
    (56.5, 352.0),
    (55.0, 392.0),
)
_INSIDE: Final = (
    (19.0, 392.0),
    (14.5, 352.0),
    (17.5, 330.0),
    (17.0, 312.0),
    (13.5, 280.0),
    (7.0, 232.0),
    (3.0, 190.0),
    (0.0, 178.0),
)

Shape = tuple[tuple[float, float], ...]

# The places of one side, roughly: they are cut to the outline and given round corners.
_FRONT_SHAPES: Final[dict[str, Shape]] = {
    "hip": ((18, 86), (38, 78), (48, 90), (50, 126), (43, 138), (34, 120), (20, 110)),
    "outer hip": ((52, 84), (92, 84), (92, 194), (58, 194), (50, 162), (55, 130)),
    "groin": ((17, 116), (30, 125), (42, 144), (38, 164), (24, 177), (7, 179), (11, 146)),
    "thigh": ((42, 170), (54, 198), (84, 200), (78, 288), (30, 288), (26, 226), (29, 184)),
    "inner thigh": ((2, 186), (24, 183), (23, 226), (26, 288), (0, 288)),
    "knee": ((20, 297), (54, 297), (62, 318), (54, 340), (20, 340), (12, 318)),
    "lower leg": ((4, 348), (76, 348), (76, 380), (4, 380)),
}
_BACK_SHAPES: Final[dict[str, Shape]] = {
    "lower back": ((1.5, 20), (70, 20), (70, 70), (52, 80), (24, 80), (1.5, 78)),
    "outer hip": ((57, 84), (94, 84), (94, 194), (60, 194), (54, 166), (58, 130)),
    "buttock": (
        (27, 90),
        (51, 88),
        (55, 128),
        (50, 166),
        (45, 150),
        (24, 133),
        (6, 149),
        (8, 133),
        (20, 112),
    ),
    "sit bone": ((7, 154), (24, 139), (42, 154), (42, 174), (26, 184), (6, 179)),
    "back of the thigh": ((3, 192), (26, 190), (54, 200), (84, 200), (78, 288), (6, 288)),
    "knee": ((20, 297), (54, 297), (62, 318), (54, 340), (20, 340), (12, 318)),
    "lower leg": ((4, 348), (76, 348), (76, 380), (4, 380)),
}
_FRONT_MIDDLE: Final[dict[str, Shape]] = {
    "pelvis": ((-18, 106), (18, 106), (9, 142), (5, 172), (-5, 172), (-9, 142)),
}
_BACK_MIDDLE: Final[dict[str, Shape]] = {
    "sacrum": ((-21, 88), (21, 88), (13, 112), (3, 134), (-3, 134), (-13, 112)),
}
_ROUND: Final = 7.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the map in one view, with its shape within that view's figure."""

    site: Site
    view: View
    path: QPainterPath

    @property
    def anchor(self) -> QPointF:
        """Return where its number stands: the middle of the widest line across it."""
        rect = self.path.boundingRect()
        y = rect.center().y()
        across = self.path.intersected(_rect(rect.left(), y - 1, rect.width(), 2))
        return across.boundingRect().center()


@cache
def body_path() -> QPainterPath:
    """Return the outline of one figure, its middle at x = 0; open at the ribs and the calves."""
    right = [QPointF(x, y) for x, y in (*_OUTSIDE, *_INSIDE)]
    left = [QPointF(-point.x(), point.y()) for point in reversed(right)]
    path = QPainterPath(right[0])
    _curve(path, right[: len(_OUTSIDE)])
    path.lineTo(right[len(_OUTSIDE)])
    _curve(path, right[len(_OUTSIDE) :])
    inside = len(_INSIDE)
    _curve(path, left[:inside])
    path.lineTo(left[inside])
    _curve(path, left[inside:])
    path.closeSubpath()
    return path


@cache
def places() -> tuple[Place, ...]:
    """Return every place in every view it is seen in, as one walks through the map."""
    found: list[Place] = []
    for view, sided, middle in (
        (View.FRONT, _FRONT_SHAPES, _FRONT_MIDDLE),
        (View.BACK, _BACK_SHAPES, _BACK_MIDDLE),
    ):
        for area in AREAS:
            if view not in area.views:
                continue
            if not area.has_sides:
                found.append(Place(Site(area.id), view, _cut(middle[area.id])))
                continue
            shape = _cut(sided[area.id])
            mirrored = QTransform.fromScale(-1, 1).map(shape)
            for side in (Side.LEFT, Side.RIGHT):
                # From the front a person's left is on our right.
                on_right = (side is Side.LEFT) is (view is View.FRONT)
                found.append(Place(Site(area.id, side), view, shape if on_right else mirrored))
    return tuple(found)


def figure_rect() -> QRectF:
    """Return the room of one figure."""
    return QRectF(-HALF, 0, 2 * HALF, TALL)


def _curve(path: QPainterPath, points: list[QPointF]) -> None:
    """Go on through these points without corners (Catmull-Rom)."""
    for index in range(len(points) - 1):
        before = points[max(0, index - 1)]
        start, end = points[index], points[index + 1]
        after = points[min(len(points) - 1, index + 2)]
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)


def _cut(shape: Shape) -> QPainterPath:
    """Return a shape with round corners, within the outline and a little off its edge."""
    corners = [QPointF(x, y) for x, y in shape]
    path = QPainterPath()
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        start, end = _towards(corner, before), _towards(corner, after)
        if index == 0:
            path.moveTo(start)
        else:
            path.lineTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path.intersected(_inner())


def _towards(start: QPointF, end: QPointF) -> QPointF:
    way = QLineF(start, end)
    return way.pointAt(min(0.5, _ROUND / way.length()))


@cache
def _inner() -> QPainterPath:
    """Return the outline drawn in a little on either leg, so that places don't touch the edge."""
    path = QPainterPath()
    for sign in (1, -1):
        half = QPainterPath(QPointF(0, -10))
        outside = [QPointF(sign * (x - 3.0), y) for x, y in _OUTSIDE]
        inside = [QPointF(sign * (x + 3.0 if y > 200 else x + 1.0), y) for x, y in _INSIDE]
        half.lineTo(outside[0].x(), -10)
        half.lineTo(outside[0])
        _curve(half, outside)
        half.lineTo(inside[0])
        _curve(half, inside)
        half.lineTo(0, -10)
        half.closeSubpath()
        path = path.united(half)
    # The seam between the two halves.
    return path.united(_rect(-2, -10, 4, 188))


def _rect(x: float, y: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(x, y, width, height))
    return path
