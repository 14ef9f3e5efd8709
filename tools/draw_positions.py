"""Draws the seven body positions into assets/icons, from joints and bones.

Each figure is a stack of rounded limbs, back to front. A limb is cut away around the ones before
it, so that the figure reads in one colour on any ground.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker

ICONS = Path(__file__).resolve().parent.parent / "assets" / "icons"
GAP = 1.5
FAR, MIDDLE, NEAR, PROP = 0.5, 0.78, 1.0, 0.22

Point = tuple[float, float]
Joint = tuple[Point, float]


@dataclass(frozen=True)
class Part:
    """One shape of a figure, and how strongly it is painted."""

    shape: QPainterPath
    strength: float = NEAR


def reach(start: Point, degrees: float, length: float) -> Point:
    """Return the end of a bone; 0 degrees points right, 90 up."""
    angle = math.radians(degrees)
    return start[0] + length * math.cos(angle), start[1] - length * math.sin(angle)


def limb(*joints: Joint) -> QPainterPath:
    """Return rounded bones between the joints, each as thick as its radius says."""
    shape = QPainterPath()
    for (start, start_radius), (end, end_radius) in pairwise(joints):
        shape = shape.united(bone(start, start_radius, end, end_radius))
    return shape


def bone(start: Point, start_radius: float, end: Point, end_radius: float) -> QPainterPath:
    """Return two circles and the straight sides that touch both."""
    across, down = end[0] - start[0], end[1] - start[1]
    direction = math.atan2(down, across)
    opening = math.acos((start_radius - end_radius) / math.hypot(across, down))
    corners = [
        QPointF(x + radius * math.cos(angle), y + radius * math.sin(angle))
        for (x, y), radius, angle in (
            (start, start_radius, direction + opening),
            (end, end_radius, direction + opening),
            (end, end_radius, direction - opening),
            (start, start_radius, direction - opening),
        )
    ]
    sides = QPainterPath()
    sides.addPolygon(corners)
    sides.closeSubpath()
    return sides.united(ball(start, start_radius)).united(ball(end, end_radius))


def ball(centre: Point, radius: float) -> QPainterPath:
    """Return a circle."""
    shape = QPainterPath()
    shape.addEllipse(QPointF(*centre), radius, radius)
    return shape


def block(x: float, y: float, width: float, height: float, radius: float = 2.5) -> QPainterPath:
    """Return a rounded rectangle."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return shape


def mat_from_above(left: float, right: float, top: float, bottom: float) -> QPainterPath:
    """Return a mat as it is seen from a little above."""
    shape = QPainterPath()
    slant = (bottom - top) * 0.55
    shape.addPolygon(
        [
            QPointF(left + slant, top),
            QPointF(right, top),
            QPointF(right - slant, bottom),
            QPointF(left, bottom),
        ]
    )
    shape.closeSubpath()
    return shape


def standing() -> list[Part]:
    """Seen from the front, arms a little away from the body."""
    parts = [Part(block(72, 149, 96, 5), PROP)]
    for outward, side in ((-1, 180), (1, 0)):
        shoulder, hip = (120 + outward * 15.5, 47.0), (120 + outward * 6.8, 86.0)
        elbow = reach(shoulder, 270 + outward * 13, 24)
        hand = reach(elbow, 270 + outward * 6, 25)
        knee = reach(hip, 270 + outward * 3, 31)
        ankle = reach(knee, 270 + outward * 1, 27)
        toes = reach((ankle[0], 146.6), side, 7)
        foot = limb(((ankle[0], 145.4), 3.6), (toes, 2.4))
        parts.append(Part(limb((shoulder, 5.2), (elbow, 4.4), (hand, 3.4)), MIDDLE))
        parts.append(Part(limb((hip, 8), (knee, 5.6), (ankle, 3.8)).united(foot)))
    trunk = limb(((112.5, 48), 8), ((127.5, 48), 8)).united(
        limb(((120, 52), 14), ((120, 68), 11.5), ((120, 79), 12.5))
    )
    parts += [Part(trunk), Part(ball((120, 26), 10))]
    return parts


def seated() -> list[Part]:
    """Seen from the side on a chair, facing right, hands on the thighs."""
    hip, shoulder = (98.0, 92.0), (95.0, 51.0)
    knee = (137.0, 93.0)
    elbow = reach(shoulder, 282, 25)
    hand = (121.0, 82.5)
    chair = block(74, 102, 54, 6).united(block(74, 52, 5.5, 98)).united(block(122, 102, 5.5, 48))
    return [
        Part(block(54, 149, 132, 5), PROP),
        Part(chair, FAR * 0.8),
        Part(side_leg(hip, knee, (137, 141), 0), MIDDLE),
        Part(limb((shoulder, 11), ((96, 73), 9.5), (hip, 10.5)), MIDDLE),
        Part(limb((hip, 9.5), (knee, 7)).united(side_leg(knee, knee, (137, 141), 0))),
        Part(limb((shoulder, 5.6), (elbow, 4.6), (hand, 3.4))),
        Part(ball((98, 26), 11)),
    ]


def side_leg(hip: Point, knee: Point, ankle: Point, toes_degrees: float) -> QPainterPath:
    """Return a leg with its foot, seen from the side; hip == knee leaves the thigh out."""
    toes = reach(ankle, toes_degrees, 17)
    shin = limb((knee, 6.6), (ankle, 4.2))
    foot = limb((ankle, 4.2), ((toes[0], toes[1] + 1.2), 3))
    thigh = QPainterPath() if hip == knee else limb((hip, 9.5), (knee, 7))
    return thigh.united(shin).united(foot)


def supine() -> list[Part]:
    """Seen from the side, knees bent, head on the left, arms along the body."""
    hip, shoulder = (128.0, 119.0), (66.0, 117.0)
    near_ankle, far_ankle = (180.0, 126.0), (190.0, 125.0)
    return [
        Part(block(14, 132, 212, 5), PROP),
        Part(side_leg(hip, (165, 77), far_ankle, 0), FAR),
        Part(limb((shoulder, 12), ((96, 118.5), 11), (hip, 11.5)), MIDDLE),
        Part(side_leg(hip, (156, 77), near_ankle, 0).united(limb((hip, 11.5), ((156, 77), 7.6)))),
        Part(limb((shoulder, 6), ((98, 124), 4.8), ((129, 128), 3.4))),
        Part(ball((36, 116), 14)),
    ]


def prone() -> list[Part]:
    """Seen from the side, forehead on the hands, head on the left, legs long."""
    hip, shoulder = (118.0, 119.0), (62.0, 118.0)
    knee, ankle = (164.0, 124.0), (206.0, 127.0)
    return [
        Part(block(8, 132, 224, 5), PROP),
        Part(limb((shoulder, 11.5), ((88, 120), 11), (hip, 12)), MIDDLE),
        Part(
            limb((hip, 12), (knee, 7.4), (ankle, 4.4)).united(limb((ankle, 4.2), ((222, 129), 2.8)))
        ),
        Part(ball((36, 112), 13.5)),
        Part(limb((shoulder, 6), ((48, 127.4), 4.6), ((22, 128.4), 3.4))),
    ]


def side_lying() -> list[Part]:
    """Seen from the front and a little above: on the side, head on the arm, knees bent."""
    upper_hip, lower_hip = (132.0, 76.0), (132.0, 98.0)
    upper_shoulder, lower_shoulder = (72.0, 73.0), (72.0, 99.0)
    trunk = limb((upper_shoulder, 8), (lower_shoulder, 8)).united(
        limb(((76, 86), 19), ((104, 88), 16.5), ((128, 87), 18))
    )
    return [
        Part(mat_from_above(6, 234, 84, 142), PROP * 0.8),
        Part(limb((lower_shoulder, 6), ((46, 116), 5.2), ((28, 96), 3.6)), FAR),
        Part(
            limb((lower_hip, 11), ((174, 126), 8), ((214, 120), 5)).united(
                limb(((214, 120), 4.6), ((224, 128), 3.2))
            ),
            FAR + 0.1,
        ),
        Part(trunk, MIDDLE),
        Part(
            limb((upper_hip, 12), ((176, 104), 8.4), ((216, 98), 5.2)).united(
                limb(((216, 98), 4.8), ((226, 107), 3.4))
            )
        ),
        Part(limb((upper_shoulder, 6.6), ((92, 101), 5.2), ((84, 122), 3.6))),
        Part(ball((38, 82), 14)),
    ]


def kneeling() -> list[Part]:
    """Seen from the side, one foot in front, one knee down, facing right."""
    hip, shoulder = (112.0, 92.0), (113.0, 52.0)
    back_knee, back_ankle = (100.0, 136.0), (62.0, 140.0)
    front_knee = (152.0, 98.0)
    back = limb((hip, 9.6), (back_knee, 7.2), (back_ankle, 4.2)).united(
        limb((back_ankle, 4), ((52, 145), 2.8))
    )
    return [
        Part(block(40, 149, 150, 5), PROP),
        Part(back.translated(0, 4), FAR + 0.1),
        Part(limb((shoulder, 11), ((112, 74), 9.5), (hip, 10.5)), MIDDLE),
        Part(side_leg(hip, front_knee, (153, 142), 0)),
        Part(limb((shoulder, 5.6), ((117, 77), 4.6), ((138, 86), 3.4))),
        Part(ball((116, 27), 11)),
    ]


def quadruped() -> list[Part]:
    """Seen from the side, hands under the shoulders, knees under the hips, head on the left."""
    hip, shoulder = (148.0, 76.0), (84.0, 76.0)
    knee, ankle = (148.0, 126.0), (196.0, 130.0)
    leg = limb((hip, 11), (knee, 7.6), (ankle, 4.4)).united(limb((ankle, 4.2), ((208, 139), 2.8)))
    arm = limb((shoulder, 6.4), ((84, 106), 5), ((83, 136), 3.8)).united(
        limb(((83, 137), 3.4), ((73, 138.6), 2.6))
    )
    return [
        Part(block(40, 143, 182, 5), PROP),
        Part(arm.translated(10, 0), FAR),
        Part(leg.translated(10, 0), FAR),
        Part(limb((shoulder, 12), ((114, 76.5), 11.6), (hip, 12.5)), MIDDLE),
        Part(leg),
        Part(arm),
        Part(ball((56, 68), 13.5)),
    ]


POSITIONS = {
    "standing": ("Standing", standing),
    "seated": ("Sitting on a chair", seated),
    "supine": ("Lying on the back", supine),
    "prone": ("Lying on the front", prone),
    "side-lying": ("Lying on the side", side_lying),
    "kneeling": ("Kneeling on one knee", kneeling),
    "quadruped": ("On hands and knees", quadruped),
}


def svg(title: str, parts: list[Part]) -> str:
    """Return the picture, each part cut away around those before it."""
    before = QPainterPath()
    before.setFillRule(Qt.FillRule.WindingFill)
    lines: list[str] = []
    for part in reversed(parts):
        cut = part.shape.subtracted(before).simplified()
        opacity = "" if part.strength == NEAR else f' opacity="{part.strength:.2f}"'
        lines.insert(0, f'  <path{opacity} d="{path_data(cut)}"/>')
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * GAP)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        before = before.united(part.shape).united(stroker.createStroke(part.shape))
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160" fill="currentColor">'
    return "\n".join([head, f"  <title>{title}</title>", *lines, "</svg>", ""])


def path_data(shape: QPainterPath) -> str:
    """Return a painter path in SVG's own notation."""
    words: list[str] = []
    for index in range(shape.elementCount()):
        element = shape.elementAt(index)
        place = f"{element.x:.2f} {element.y:.2f}"
        letter = {
            QPainterPath.ElementType.MoveToElement: "M",
            QPainterPath.ElementType.LineToElement: "L",
            QPainterPath.ElementType.CurveToElement: "C",
            QPainterPath.ElementType.CurveToDataElement: " ",
        }[element.type]
        words.append(f"{letter}{place}")
    return "".join(words) + "Z"


if __name__ == "__main__":
    for name, (title, draw) in POSITIONS.items():
        path = ICONS / f"position-{name}.svg"
        path.write_text(svg(title, draw()), encoding="utf-8", newline="\n")
