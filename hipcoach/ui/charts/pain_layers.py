"""What lies around the marks of the pain chart: band, baseline, flags, and how much was rated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from hipcoach.ui.charts.week_plot import DAYS_A_WEEK, PixelItem, middle_of_week
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.painting import paint_box

_PAD: Final = 8.0
_LANES: Final = 3
_MOST_FLAGS: Final = 24


@dataclass(frozen=True, slots=True)
class Band:
    """Where pain would be clearly better, and the baseline it is told from; values on the NRS.

    `limit` is None where no drop means anything; the texts stand beside what they name.
    """

    from_day: date
    baseline: float
    limit: float | None
    baseline_text: str
    limit_text: str


class BandItem(PixelItem):
    """Paints the band of meaningful change and the line of the baseline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.band: Band | None = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the band up to the limit, and the baseline dashed."""
        if self.band is None:
            return
        palette = self._theme.palette
        to_pixels = painter.transform()
        bounds = self.boundingRect()
        left = max(bounds.left(), float(self.band.from_day.toordinal()) - 0.5)
        right = bounds.right()
        if left >= right:
            return
        painter.save()
        painter.resetTransform()
        painter.setFont(self._theme.font(TextRole.SMALL))
        metrics = QFontMetricsF(painter.font())
        left_foot = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        right_foot = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        start = to_pixels.map(QPointF(left, self.band.baseline))
        end = to_pixels.map(QPointF(right, self.band.baseline))
        width = end.x() - start.x() - 2 * _PAD
        if self.band.limit is not None:
            high = to_pixels.map(QPointF(left, self.band.limit))
            foot = to_pixels.map(QPointF(right, 0))
            room = QRectF(high, foot)
            painter.fillRect(room, QColor(palette.primary_soft))
            if metrics.horizontalAdvance(self.band.limit_text) < width:
                painter.setPen(QColor(palette.muted))
                # Pain is higher where the band begins, so that the words lie in nobody's way.
                words = room.adjusted(_PAD, 2, -_PAD, -2)
                painter.drawText(words, left_foot, self.band.limit_text)
        pen = QPen(QColor(palette.muted), 1.2)
        pen.setDashPattern([6.0, 5.0])
        painter.setPen(pen)
        painter.drawLine(start, end)
        if metrics.horizontalAdvance(self.band.baseline_text) < width:
            height = metrics.height()
            words = QRectF(start.x() + _PAD, start.y() - height - 1, width, height)
            painter.setPen(QColor(palette.muted))
            painter.drawText(words, right_foot, self.band.baseline_text)
        painter.restore()


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that happened on a day; `is_warm` marks what hurt."""

    day: date
    text: str
    is_warm: bool


class FlagsItem(PixelItem):
    """Paints each event as a dashed line with its word above it, in up to three lines of words."""

    def __init__(self, theme: Theme, top: float) -> None:
        super().__init__()
        self._theme = theme
        self._top = top
        self.events: tuple[Flag, ...] = ()

    def set_top(self, top: float) -> None:
        """Let the flags reach up to this value."""
        self._top = top

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the flags; words that find no room leave their line alone."""
        palette = self._theme.palette
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setFont(self._theme.font(TextRole.SMALL))
        metrics = QFontMetricsF(painter.font())
        height = metrics.height() + 4
        free = [float("-inf")] * _LANES
        shown = self.boundingRect()
        room = to_pixels.map(QPointF(shown.right(), 0.0)).x()
        foot = to_pixels.map(QPointF(0.0, 0.0)).y()
        top = to_pixels.map(QPointF(0.0, self._top)).y()
        placed = [
            (flag, to_pixels.map(QPointF(float(flag.day.toordinal()), 0.0)).x())
            for flag in self.events
            if shown.left() <= flag.day.toordinal() <= shown.right()
        ]
        if len(placed) > _MOST_FLAGS:
            self._paint_ticks(painter, placed, top)
            painter.restore()
            return
        # All lines lie below all words.
        for flag, x in placed:
            pen = QPen(QColor(self._color(flag)), 1.2)
            pen.setDashPattern([3.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, foot), QPointF(x, top))
        for flag, x in placed:
            width = metrics.horizontalAdvance(flag.text) + 2 * _PAD
            left = x if x + width <= room else x - width
            lane = next((at for at in range(_LANES) if free[at] <= left), None)
            if lane is None:
                continue
            free[lane] = left + width + 4
            pill = QRectF(left, top + lane * (height + 2), width, height)
            paint_box(painter, pill, fill=palette.surface, line=self._color(flag), radius=4.0)
            painter.setPen(QColor(self._color(flag)))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, flag.text)
        painter.restore()

    def _paint_ticks(
        self, painter: QPainter, placed: Sequence[tuple[Flag, float]], top: float
    ) -> None:
        """Paint a short tick each, where there are more events than words would fit."""
        palette = self._theme.palette
        for is_warm, color in ((False, palette.muted), (True, palette.pain)):
            painter.setPen(QPen(QColor(color), 1.0))
            ticks = [QLineF(x, top, x, top + 8) for flag, x in placed if flag.is_warm is is_warm]
            painter.drawLines(ticks)

    def _color(self, flag: Flag) -> str:
        return self._theme.palette.pain if flag.is_warm else self._theme.palette.muted


class CountsItem(PixelItem):
    """Writes below each week on how many of its seven days pain was rated."""

    def __init__(self, theme: Theme, y: float) -> None:
        super().__init__()
        self._theme = theme
        self._y = y
        self.counts: Sequence[tuple[date, int]] = ()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Write the counts where a week is wide enough for its own."""
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        font = self._theme.font_px(self._theme.px(11))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.palette.muted))
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance("7/7") + 6 < to_pixels.m11() * DAYS_A_WEEK:
            shown = self.boundingRect()
            for monday, count in self.counts:
                if not shown.left() <= middle_of_week(monday) <= shown.right():
                    continue
                at = to_pixels.map(QPointF(middle_of_week(monday), self._y))
                room = QRectF(at.x() - 30, at.y() - metrics.height() / 2, 60, metrics.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"{count}/{DAYS_A_WEEK}")
        painter.restore()
