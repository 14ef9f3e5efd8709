"""The outline of the body map and its places, in units of their own: paths and nothing else.

Seen from the front, a person's left is on the right of the picture; from the back it is on the
left. The whole person is drawn, so that it is seen at once what is where; places lie from the
lower back to the shins, since that is where a hip is felt.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from hipcoach.domain.prescription import Side
from hipcoach.domain.site import AREAS, Site, View

# One figure: half its width, how far the crown is above y = 0 (the ribs), and how tall it is.
HALF: Final = 106.0
ABOVE: Final = 168.0
TALL: Final = 654.0

# Half the outline of trunk and legs, from below the arm down the outside and up the inside, as
# (x, y) from the middle.
_OUTSIDE: Final = (
    (58.0, -26.0),
    (59.0, 0.0),
    (56.5, 30.0),
    (54.5, 52.0),
    (61.0, 82.0),
    (69.0, 112.0),
    (73.0, 146.0),
    (72.5, 182.0),
    (67.0, 232.0),
    (59.5, 280.0),
    (55.0, 312.0),
    (54.5, 330.0),
    (57.0, 356.0),
    (56.5, 384.0),
    (49.0, 424.0),
    (43.5, 452.0),
    (46.5, 464.0),
    (53.0, 474.0),
    (51.0, 481.0),
)
_INSIDE: Final = (
    (29.0, 481.0),
    (25.0, 472.0),
    (27.5, 452.0),
    (23.0, 424.0),
    (15.5, 384.0),
    (14.0, 356.0),
    (17.5, 330.0),
    (17.0, 312.0),
    (13.5, 280.0),
    (7.0, 232.0),
    (3.0, 190.0),
    (0.0, 178.0),
)
# Neck, shoulder and arm, down the outside to the fingertips and up to below the arm.
_ARM: Final = (
    (12.5, -106.0),
    (13.5, -92.0),
    (24.0, -84.0),
    (52.0, -76.0),
    (68.0, -64.0),
    (75.0, -42.0),
    (78.0, -8.0),
    (84.0, 28.0),
    (92.0, 64.0),
    (96.0, 102.0),
    (101.0, 126.0),
    (102.5, 150.0),
    (97.0, 172.0),
    (90.0, 171.0),
    (86.0, 148.0),
    (87.0, 124.0),
    (83.5, 104.0),
    (75.0, 68.0),
    (69.0, 30.0),
    (63.0, 2.0),
    (58.0, -26.0),
)
_HEAD_CENTRE: Final = (0.0, -132.0)
_HEAD_SIZE: Final = (25.0, 33.0)

Shape = tuple[tuple[float, float], ...]

# The places of one side, roughly: they are cut to the outline and given round corners.
_FRONT_SHAPES: Final[dict[str, Shape]] = {
    "hip": ((18, 86), (38, 78), (48, 90), (50, 126), (43, 138), (34, 120), (20, 110)),
    "outer hip": ((52, 84), (92, 84), (92, 194), (58, 194), (50, 162), (55, 130)),
    "groin": ((17, 116), (30, 125), (42, 144), (38, 164), (24, 177), (7, 179), (11, 146)),
    "thigh": ((42, 170), (54, 198), (84, 200), (78, 288), (30, 288), (26, 226), (29, 184)),
    "inner thigh": ((2, 186), (24, 183), (23, 226), (26, 288), (0, 288)),
    "knee": ((20, 297), (54, 297), (62, 318), (54, 340), (20, 340), (12, 318)),
    "lower leg": ((4, 350), (76, 350), (76, 442), (4, 442)),
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
    "sit bone": ((7, 154), (24, 139), (42, 154), (42, 178), (26, 189), (6, 184)),
    "back of the thigh": ((3, 196), (26, 195), (54, 202), (84, 202), (78, 288), (6, 288)),
    "knee": ((20, 297), (54, 297), (62, 318), (54, 340), (20, 340), (12, 318)),
    "lower leg": ((4, 350), (76, 350), (76, 442), (4, 442)),
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
    """Return the outline of one person from the crown to the soles, the middle at x = 0."""
    outline: list[QPainterPath] = []
    for sign in (1, -1):
        half = QPainterPath(QPointF(0, -106))
        for points in (_ARM, _OUTSIDE, _INSIDE):
            line = [QPointF(sign * x, y) for x, y in points]
            half.lineTo(line[0])
            _curve(half, line)
        half.lineTo(0, -106)
        half.closeSubpath()
        outline.append(half)
    path = outline[0].united(outline[1]).united(_rect(-3, -100, 6, 270))
    return path.united(_head())


@cache
def hair_path(view: View) -> QPainterPath:
    """Return the hair: a cap from the front, the whole back of the head from behind."""
    x, y = _HEAD_CENTRE
    wide, high = _HEAD_SIZE
    if view is View.BACK:
        return _head().intersected(_rect(x - wide, y - high, 2 * wide, 1.55 * high))
    face = QPainterPath()
    face.addEllipse(QPointF(x, y + 0.36 * high), 0.92 * wide, 0.95 * high)
    return _head().subtracted(face).intersected(_rect(x - wide, y - high, 2 * wide, high))


@cache
def marks(view: View) -> tuple[QPainterPath, ...]:
    """Return the few lines that tell front from back: collar bones and navel, or the spine."""
    lines: list[QPainterPath] = []
    if view is View.FRONT:
        for sign in (1, -1):
            lines.append(_stroke((sign * 9, -78), (sign * 26, -74), (sign * 48, -70)))
            lines.append(_stroke((sign * 30, -22), (sign * 14, -14), (sign * 4, -20)))
        lines.append(_stroke((0, 48), (1.5, 52), (0, 56)))
    else:
        lines.append(_stroke((0, -84), (0, -30), (0, 14)))
        for sign in (1, -1):
            lines.append(_stroke((sign * 22, -58), (sign * 16, -36), (sign * 26, -18)))
    return tuple(lines)


def _head() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(*_HEAD_CENTRE), *_HEAD_SIZE)
    return path


def _stroke(*points: tuple[float, float]) -> QPainterPath:
    line = [QPointF(x, y) for x, y in points]
    path = QPainterPath(line[0])
    _curve(path, line)
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
    return QRectF(-HALF, -ABOVE, 2 * HALF, TALL)


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
