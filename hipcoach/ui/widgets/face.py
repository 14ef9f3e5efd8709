"""The faces of a session and of a day: known at a glance by shape and light, not by reading."""

import math
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import Palette, Theme
from hipcoach.ui.widgets.painting import paint_check

# A breath at rest: in for four seconds, out for six, about six a minute. The app's own choice.
_IN_MS: Final = 4_000
_OUT_MS: Final = 6_000


class Face(StrEnum):
    """How a session or a day stands."""

    READY = "ready"
    GETTING_READY = "getting ready"
    WORKING = "working"
    HOLDING = "holding"
    RESTING = "resting"
    SWITCHING = "switching"
    PAUSED = "paused"
    DONE = "done"
    REST_DAY = "rest day"
    FLARE_DAY = "flare day"
    WRONG = "something is wrong"


def breath(at_ms: int) -> float:
    """Return how full a calm breath is at a time, 0 to 1."""
    into = at_ms % (_IN_MS + _OUT_MS)
    turn = into / _IN_MS if into < _IN_MS else 1 - (into - _IN_MS) / _OUT_MS
    return 0.5 - 0.5 * math.cos(turn * math.pi)


def mixed(color: str, other: str, share: float) -> str:
    """Return a colour with a share (0 to 1) of another in it, as "#rrggbb"."""
    first, second = QColor(color), QColor(other)
    pairs = (
        (first.red(), second.red()),
        (first.green(), second.green()),
        (first.blue(), second.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in pairs)).name()


def lights(face: Face, palette: Palette) -> tuple[str, str]:
    """Return the ground behind a face, its left and its right half."""
    ground = palette.ground
    if face is Face.SWITCHING:
        return mixed(ground, palette.left, 0.22), mixed(ground, palette.right, 0.22)
    shares = {
        Face.RESTING: (palette.primary, 0.16),
        Face.PAUSED: (palette.mark, 0.22),
        Face.GETTING_READY: (palette.band, 0.16),
        Face.WRONG: (palette.pain, 0.16),
    }
    color, share = shares.get(face, (ground, 0.0))
    light = mixed(ground, color, share)
    return light, light


def paint_face(painter: QPainter, rect: QRectF, face: Face, palette: Palette) -> None:
    """Paint the sign of a face into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    size, middle = rect.width(), rect.center()

    def at(x: float, y: float) -> QPointF:
        return QPointF(rect.left() + x * size, rect.top() + y * size)

    match face:
        case Face.DONE | Face.READY:
            painter.setBrush(QColor(palette.primary))
            painter.drawEllipse(rect)
            if face is Face.DONE:
                inside = QRectF(at(0.27, 0.33), at(0.73, 0.67))
                paint_check(painter, inside, palette.on_primary, size * 0.1)
                return
            painter.setBrush(QColor(palette.on_primary))
            painter.drawPolygon(QPolygonF([at(0.38, 0.26), at(0.38, 0.74), at(0.78, 0.5)]))
        case Face.PAUSED:
            painter.setBrush(QColor(palette.text))
            for left in (0.2, 0.58):
                bar = QRectF(at(left, 0.1), at(left + 0.22, 0.9))
                painter.drawRoundedRect(bar, size * 0.05, size * 0.05)
        case Face.REST_DAY:
            moon = QPainterPath()
            moon.addEllipse(middle, size * 0.46, size * 0.46)
            bite = QPainterPath()
            bite.addEllipse(at(0.68, 0.36), size * 0.4, size * 0.4)
            painter.setBrush(QColor(palette.primary))
            painter.drawPath(moon.subtracted(bite))
        case Face.FLARE_DAY:
            painter.setBrush(QColor(palette.pain))
            painter.drawPath(_flame(at(0.5, 0.02), at(0.5, 0.98), size * 0.36))
            painter.setBrush(QColor(palette.pain_soft))
            painter.drawPath(_flame(at(0.5, 0.5), at(0.5, 0.92), size * 0.17))
        case Face.WRONG:
            painter.setBrush(QColor(palette.pain))
            painter.setPen(_round_pen(palette.pain, size * 0.1))
            painter.drawPolygon(QPolygonF([at(0.5, 0.12), at(0.94, 0.88), at(0.06, 0.88)]))
            painter.setPen(_round_pen(palette.on_pain, size * 0.1))
            painter.drawLine(at(0.5, 0.36), at(0.5, 0.6))
            painter.drawPoint(at(0.5, 0.77))
        case Face.SWITCHING:
            painter.setPen(_round_pen(palette.text, size * 0.1))
            for tip, tail, wing in (
                (at(0.02, 0.32), at(0.98, 0.32), 0.17),
                (at(0.98, 0.7), at(0.02, 0.7), -0.17),
            ):
                painter.drawLine(tip, tail)
                for up in (-0.17, 0.17):
                    painter.drawLine(tip, tip + QPointF(wing * size, up * size))
        case _:
            painter.setBrush(QColor(palette.primary))
            painter.drawEllipse(rect)


def _round_pen(color: str, width: float) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _flame(tip: QPointF, foot: QPointF, half: float) -> QPainterPath:
    tall = foot.y() - tip.y()
    path = QPainterPath(tip)
    path.cubicTo(
        tip + QPointF(half * 0.3, tall * 0.35), foot + QPointF(half * 1.9, -tall * 0.1), foot
    )
    path.cubicTo(
        foot + QPointF(-half * 1.9, -tall * 0.1), tip + QPointF(-half * 0.5, tall * 0.45), tip
    )
    return path


class FaceSign(QWidget):
    """The sign of a face, as large as its place."""

    def __init__(
        self, theme: Theme, face: Face, size_px: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = face
        self._size_px = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def face(self) -> Face:
        """What it is the sign of."""
        return self._face

    def set_face(self, face: Face) -> None:
        """Show another face; what it means stands in words beside it."""
        self._face = face
        self.update()

    def sizeHint(self) -> QSize:
        """A square, larger with larger text."""
        side = self._theme.px(self._size_px)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        side = min(self.width(), self.height())
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_face(QPainter(self), rect, self._face, self._theme.palette)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
