"""Shapes which several widgets paint alike."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hipcoach.ui.theme import RADIUS

FOCUS_WIDTH: Final = 2.5


def paint_box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str | None = None,
    line: str | None = None,
    line_width: float = 1.0,
    radius: float = RADIUS,
    dashed: bool = False,
) -> None:
    """Paint a rounded box whose line lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if line:
        pen = QPen(QColor(line), line_width)
        if dashed:
            pen.setDashPattern([2.0, 2.0])
        painter.setPen(pen)
        inset = line_width / 2
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        inset = 0.0
    painter.drawRoundedRect(
        rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
    )


def paint_focus(
    painter: QPainter, rect: QRectF, color: str, *, radius: float = RADIUS, gap: float = 0.0
) -> None:
    """Paint the ring that shows where the keyboard is, `gap` pixels inside `rect`."""
    paint_box(
        painter,
        rect.adjusted(gap, gap, -gap, -gap),
        line=color,
        line_width=FOCUS_WIDTH,
        radius=max(2.0, radius - gap),
    )


def paint_check(painter: QPainter, rect: QRectF, color: str, width: float) -> None:
    """Paint a check mark that fills `rect`."""
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())

    painter.drawPolyline([at(0.08, 0.55), at(0.38, 0.84), at(0.92, 0.2)])
