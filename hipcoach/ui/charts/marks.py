"""The shapes that charts, legends and lists share, painted alike everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
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
    WORST = "worst"
    TRAILING = "trailing"
    PARTIAL_AFTER = "partial after"
    SKIPPED = "skipped"
    COMPLETED = "completed"
    PARTIAL = "partial"
    EXCUSED = "excused"
    MISSED = "missed"
    EXTRA = "extra"
    SHORT = "short"
    FLARE = "flare"
    LEFT_BAR = "left bar"
    RIGHT_BAR = "right bar"
    BOTH_BAR = "both bar"
    CHANGE = "change"


BLOCKS: Final = (Mark.COMPLETED, Mark.PARTIAL, Mark.EXCUSED, Mark.MISSED, Mark.EXTRA)


@dataclass(frozen=True, slots=True)
class BarLook:
    """How a side's bar is filled: in a colour of its own, and in a pattern of its own."""

    color: str
    pattern: Qt.BrushStyle


def bar_look(mark: Mark, palette: Palette) -> BarLook:
    """Return the look of a side's bar."""
    if mark is Mark.LEFT_BAR:
        return BarLook(palette.left, Qt.BrushStyle.SolidPattern)
    if mark is Mark.RIGHT_BAR:
        return BarLook(palette.right, Qt.BrushStyle.BDiagPattern)
    return BarLook(palette.primary, Qt.BrushStyle.Dense4Pattern)


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


def paint_blocks(painter: QPainter, rects: Sequence[QRectF], mark: Mark, palette: Palette) -> None:
    """Paint many narrow blocks of one kind at once: full, half, empty, or crossed out."""
    painter.setPen(Qt.PenStyle.NoPen)
    if mark is Mark.COMPLETED:
        painter.setBrush(QColor(palette.primary))
        painter.drawRects(rects)
    elif mark is Mark.PARTIAL:
        painter.setBrush(QColor(palette.primary))
        painter.drawRects([rect.adjusted(0, rect.height() / 2, 0, 0) for rect in rects])
    elif mark is Mark.EXTRA:
        painter.setBrush(QColor(palette.primary))
        shrunk = [
            rect.adjusted(
                rect.width() / 4, rect.height() / 4, -rect.width() / 4, -rect.height() / 4
            )
            for rect in rects
        ]
        painter.drawRects(shrunk)
    else:
        color = palette.muted if mark is Mark.EXCUSED else palette.mark
        pattern = Qt.BrushStyle.Dense6Pattern if mark is Mark.EXCUSED else Qt.BrushStyle.NoBrush
        painter.setBrush(QBrush(QColor(color), pattern))
        painter.setPen(QPen(QColor(color), 1.0))
        painter.drawRects(rects)


def paint_letter(painter: QPainter, rect: QRectF, letter: str, theme: Theme) -> None:
    """Write the letter of a version of the day into a block, in a patch of its own."""
    palette = theme.palette
    side = min(rect.height() - 2, theme.px(15))
    patch = QRectF(0, 0, side, side)
    patch.moveCenter(rect.center())
    paint_box(painter, patch, fill=palette.surface, line=palette.primary, radius=3.0)
    painter.setPen(QColor(palette.primary))
    painter.setFont(theme.font_px(max(8, round(side * 0.72)), bold=True))
    painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, letter)


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
    elif mark is Mark.WORST:
        tip = 4.5
        triangle = QPolygonF(
            [
                middle + QPointF(0, -tip),
                middle + QPointF(tip, tip * 0.8),
                middle + QPointF(-tip, tip * 0.8),
            ]
        )
        painter.setPen(QPen(QColor(palette.pain), 1.4))
        painter.setBrush(QColor(palette.surface))
        painter.drawPolygon(triangle)
    elif mark is Mark.TRAILING:
        pen = QPen(QColor(palette.muted), 1.4)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        half = rect.width() / 2
        painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
    elif mark is Mark.PARTIAL_AFTER:
        _disc(painter, middle, 4.0, fill=palette.surface, line=palette.muted, width=1.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.muted))
        painter.drawPie(QRectF(middle.x() - 4, middle.y() - 4, 8, 8), 90 * 16, 180 * 16)
    elif mark in (Mark.LEFT_BAR, Mark.RIGHT_BAR, Mark.BOTH_BAR):
        look = bar_look(mark, palette)
        painter.setPen(QPen(QColor(look.color), 1.0))
        painter.setBrush(QBrush(QColor(look.color), look.pattern))
        painter.drawRect(QRectF(middle.x() - 5, rect.top() + 2, 10, rect.height() - 4))
    elif mark is Mark.CHANGE:
        pen = QPen(QColor(palette.muted), 1.2)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()))
    elif mark is Mark.SKIPPED:
        painter.setPen(QPen(QColor(palette.mark), 2.0))
        painter.drawLine(middle - QPointF(0, 4), middle + QPointF(0, 4))
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
        elif self._mark in (Mark.SHORT, Mark.FLARE):
            room = QRectF(self.rect()).adjusted(2, 3, -2, -3)
            paint_block(painter, room, Mark.COMPLETED, palette)
            paint_letter(painter, room, "S" if self._mark is Mark.SHORT else "F", self._theme)
        else:
            paint_point(painter, QRectF(self.rect()).adjusted(1, 0, -1, 0), self._mark, palette)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
