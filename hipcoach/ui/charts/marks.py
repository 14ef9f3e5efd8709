"""The shapes that charts, legends and lists share, painted alike everywhere."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import Palette, Theme
from hipcoach.ui.widgets.painting import paint_box, paint_check

_RADIUS: Final = 4.0


class Mark(StrEnum):
    """What a shape stands for."""

    FIRM_WEEK = "firm week"
    HOLLOW_WEEK = "hollow week"
    DAY = "day"
    MORNING = "morning"
    STEM = "stem"
    COMPLETED = "completed"
    PARTIAL = "partial"
    EXCUSED = "excused"
    MISSED = "missed"
    EXTRA = "extra"


BLOCKS: Final = (Mark.COMPLETED, Mark.PARTIAL, Mark.EXCUSED, Mark.MISSED, Mark.EXTRA)


def paint_block(painter: QPainter, rect: QRectF, mark: Mark, palette: Palette) -> None:
    """Paint one session of the adherence strip so that it fills `rect`, in pixels."""
    radius = min(_RADIUS, rect.width() / 4, rect.height() / 3)
    if mark is Mark.COMPLETED:
        paint_box(painter, rect, fill=palette.primary, radius=radius)
    elif mark is Mark.PARTIAL:
        painter.save()
        painter.setClipRect(QRectF(rect.left(), rect.top(), rect.width() / 2, rect.height()))
        paint_box(painter, rect, fill=palette.primary, radius=radius)
        painter.restore()
        paint_box(painter, rect, line=palette.primary, line_width=1.5, radius=radius)
    elif mark is Mark.EXCUSED:
        paint_box(painter, rect, line=palette.muted, line_width=1.2, radius=radius, dashed=True)
    elif mark is Mark.MISSED:
        paint_box(painter, rect, line=palette.mark, line_width=1.5, radius=radius)
    else:
        side = min(rect.width(), rect.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.primary))
        painter.drawEllipse(rect.center(), side / 2, side / 2)


def paint_point(painter: QPainter, rect: QRectF, mark: Mark, palette: Palette) -> None:
    """Paint a mark of the pain chart in the middle of `rect`, as large as the chart does."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = rect.center()
    if mark is Mark.FIRM_WEEK:
        painter.setPen(QPen(QColor(palette.primary), 2.5))
        half = rect.width() / 2
        painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
        _disc(painter, middle, 5.0, fill=palette.primary, line=palette.surface, width=1.5)
    elif mark is Mark.HOLLOW_WEEK:
        _disc(painter, middle, 5.0, fill=palette.surface, line=palette.primary, width=2.0)
    elif mark is Mark.DAY:
        _disc(painter, middle, 2.5, fill=palette.mark)
    elif mark is Mark.MORNING:
        tip = 4.5
        diamond = QPolygonF(
            [
                middle + QPointF(0, -tip),
                middle + QPointF(tip, 0),
                middle + QPointF(0, tip),
                middle + QPointF(-tip, 0),
            ]
        )
        painter.setPen(QPen(QColor(palette.muted), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(diamond)
    else:
        reach = rect.width() / 2 - 5
        before, after = middle - QPointF(reach, 0), middle + QPointF(reach, 0)
        painter.setPen(QPen(QColor(palette.mark), 1.2))
        painter.drawLine(before, after)
        _disc(painter, before, 3.8, fill=palette.surface, line=palette.muted, width=1.3)
        _disc(painter, after, 3.2, fill=palette.muted)


def _disc(
    painter: QPainter,
    middle: QPointF,
    radius: float,
    *,
    fill: str,
    line: str = "",
    width: float = 0.0,
) -> None:
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(middle, radius, radius)


class MarkView(QWidget):
    """One mark by itself, for a legend or a list."""

    def __init__(
        self, theme: Theme, mark: Mark, *, with_check: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = mark
        self._with_check = with_check
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def mark(self) -> Mark:
        """The mark that is painted."""
        return self._mark

    def sizeHint(self) -> QSize:
        """Room for the widest mark."""
        return QSize(self._theme.px(30), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        palette = self._theme.palette
        if self._mark in BLOCKS:
            room = QRectF(self.rect()).adjusted(2, 3, -2, -3)
            paint_block(painter, room, self._mark, palette)
            if self._with_check and self._mark is Mark.COMPLETED:
                side = room.height() - 4
                check = QRectF(0, 0, side, side)
                check.moveCenter(room.center())
                paint_check(painter, check, palette.on_primary, 2.0)
        else:
            paint_point(painter, QRectF(self.rect()).adjusted(1, 0, -1, 0), self._mark, palette)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
