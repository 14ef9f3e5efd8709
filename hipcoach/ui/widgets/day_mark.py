"""The mark of a day, and its word: shape tells as much as colour."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hipcoach.domain.plan import DayState
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.painting import paint_box, paint_check

_CONTEXT = "WeekMarks"
MARK_RADIUS = 11


def day_word(state: DayState) -> str:
    """Name a day's state in a word short enough to stand below its mark."""
    return {
        DayState.DONE: _tr("done"),
        DayState.PARTIAL: _tr("part"),
        DayState.EXCUSED: _tr("excused"),
        DayState.DUE: _tr("today"),
        DayState.MISSED: _tr("missed"),
        DayState.REST: _tr("rest"),
        DayState.UPCOMING: _tr("to come"),
    }[state]


def paint_day_mark(painter: QPainter, theme: Theme, state: DayState, middle: QPointF) -> None:
    """Paint the mark of a state round a point."""
    palette = theme.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = theme.px(MARK_RADIUS)
    disc = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(Qt.PenStyle.NoPen)
    if state is DayState.DONE:
        painter.setBrush(QColor(palette.primary))
        painter.drawEllipse(disc)
        inner = disc.adjusted(radius * 0.45, radius * 0.45, -radius * 0.45, -radius * 0.45)
        paint_check(painter, inner, palette.on_primary, radius * 0.22)
    elif state is DayState.PARTIAL:
        painter.setBrush(QColor(palette.primary))
        painter.drawPie(disc, 90 * 16, 180 * 16)
        _paint_circle(painter, disc, palette.primary, 2.0)
    elif state is DayState.DUE:
        _paint_circle(painter, disc, palette.primary, 3.0)
    elif state is DayState.EXCUSED:
        paint_box(
            painter,
            disc.adjusted(1, 1, -1, -1),
            line=palette.muted,
            line_width=1.5,
            radius=5,
            dashed=True,
        )
    elif state is DayState.MISSED:
        box = disc.adjusted(1, 1, -1, -1)
        paint_box(painter, box, line=palette.mark, line_width=2.0, radius=5)
    elif state is DayState.UPCOMING:
        _paint_circle(painter, disc.adjusted(4, 4, -4, -4), palette.mark, 2.0)
    else:
        painter.setBrush(QColor(palette.mark))
        half = radius * 0.45
        bar = QRectF(middle.x() - half, middle.y() - 1.5, 2 * half, 3)
        painter.drawRoundedRect(bar, 1.5, 1.5)


def _paint_circle(painter: QPainter, rect: QRectF, color: str, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(color), width))
    inset = width / 2
    painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
