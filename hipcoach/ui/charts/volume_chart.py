"""How much was done of one exercise a week, left and right side by side."""

from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from hipcoach.coaching.dose_report import VolumeView
from hipcoach.coaching.progress_words import amount_text
from hipcoach.domain.prescription import Side
from hipcoach.progress.volume import Measure
from hipcoach.ui.charts.marks import Mark, bar_look
from hipcoach.ui.charts.pain_layers import Flag, FlagsItem
from hipcoach.ui.charts.week_plot import (
    DAYS_A_WEEK,
    PixelItem,
    WeekPlot,
    day_text,
    middle_of_week,
)
from hipcoach.ui.models.dose_words import change_text
from hipcoach.ui.theme import TextRole, Theme

_HEIGHT: Final = 220
_WIDEST: Final = 26.0
# Above the highest bar there is room for the words of a change.
_HEADROOM: Final = 1.2
_TICKS: Final = 4
_MARKS: Final = {
    Side.LEFT: Mark.LEFT_BAR,
    Side.RIGHT: Mark.RIGHT_BAR,
    Side.BILATERAL: Mark.BOTH_BAR,
}
_SIDES: Final = (Side.LEFT, Side.RIGHT, Side.BILATERAL)


@dataclass(frozen=True, slots=True)
class Bar:
    """One side's amount of a week; `place` of `of` beside one another."""

    monday: date
    side: Side
    amount: float
    place: int
    of: int


class BarsItem(PixelItem):
    """Paints bars of whole pixels that stand on the zero line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bars: tuple[Bar, ...] = ()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint what is shown of them; thin ones without their line."""
        palette = self._theme.palette
        to_pixels = painter.transform()
        shown = self.boundingRect()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        week_px = to_pixels.m11() * DAYS_A_WEEK
        for bar in self.bars:
            x = middle_of_week(bar.monday)
            if not shown.left() <= x <= shown.right():
                continue
            foot = to_pixels.map(QPointF(x, 0.0))
            top = to_pixels.map(QPointF(x, bar.amount))
            width = min(_WIDEST * self._theme.text_scale, max(1.0, 0.72 * week_px / bar.of))
            left = foot.x() + (bar.place - bar.of / 2) * (width + (1 if width > 3 else 0))
            look = bar_look(_MARKS[bar.side], palette)
            rect = QRectF(round(left), round(top.y()), round(width), round(foot.y() - top.y()))
            if width < 4:
                painter.fillRect(rect, QColor(look.color))
                continue
            painter.setPen(QPen(QColor(look.color), 1.0))
            painter.setBrush(QBrush(QColor(look.color), look.pattern))
            painter.drawRect(rect)
        painter.restore()


class VolumeChart(WeekPlot):
    """Draws a VolumeView; a change of dose or of exercise is flagged on its day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="", parent=parent)
        self.setAccessibleName(self.tr("Volume by week"))
        self._view: VolumeView | None = None
        self._top = 1.0
        self.strip = BarsItem(theme)
        self.flags = FlagsItem(theme, 1.0)
        self.plot.addItem(self.strip)
        self.plot.addItem(self.flags)
        self.restyle()

    def legend_entries(self) -> tuple[tuple[Mark, str], ...]:
        """Return the marks of this chart in words."""
        return (
            (Mark.LEFT_BAR, self.tr("left")),
            (Mark.RIGHT_BAR, self.tr("right")),
            (Mark.BOTH_BAR, self.tr("both at once")),
            (Mark.CHANGE, self.tr("dose or exercise changed")),
        )

    def set_view(self, view: VolumeView) -> None:
        """Draw another exercise, measure or time."""
        self._view = view
        self.setAccessibleDescription(view.sentence)
        sides = [side for side in _SIDES if side in view.amounts]
        scale = _scale(view.measure)
        self.strip.bars = tuple(
            Bar(monday, side, amount / scale, place, len(sides))
            for place, side in enumerate(sides)
            for monday, amount in sorted(view.amounts[side].items())
            if amount
        )
        most = max((bar.amount for bar in self.strip.bars), default=1.0)
        step = nice_step(most / _TICKS)
        self._top = step * ceil(most / step) * (_HEADROOM if view.changes else 1.02)
        self.flags.events = tuple(Flag(each.day, change_text(each), False) for each in view.changes)
        self.flags.set_top(self._top)
        self.plot.setYRange(0, self._top, padding=0)
        ticks = [(step * n, f"{step * n:g}") for n in range(ceil(most / step) + 1)]
        self.plot.getAxis("left").setTicks([ticks, []])
        if view.mondays:
            self.set_span(view.mondays[0], view.mondays[-1])
        self.restyle()

    def text_at(self, where: QPointF) -> str:
        """Tell the amounts of the week in whose column the mouse is."""
        view = self._view
        if view is None:
            return ""
        if not self.box.sceneBoundingRect().contains(self.plot.mapToScene(where.toPoint())):
            return ""
        day = date.fromordinal(round(self.data_at(where).x()))
        monday = date.fromordinal(day.toordinal() - day.weekday())
        if monday not in view.mondays:
            return ""
        lines = [self.tr("Week of {day}").format(day=day_text(monday, with_year=True))]
        for side in _SIDES:
            if side in view.amounts:
                amount = amount_text(view.amounts[side].get(monday, 0), view.measure)
                lines.append(self._side_text(side).format(amount=amount))
        lines += [
            change_text(each)
            for each in view.changes
            if 0 <= (each.day - monday).days < DAYS_A_WEEK
        ]
        return "\n".join(lines)

    def restyle(self) -> None:
        """Put on the theme's colours and fonts."""
        super().restyle()
        self.setFixedHeight(self._theme.px(_HEIGHT))
        axis = self.plot.getAxis("left")
        palette = self._theme.palette
        measure = Measure.SETS if self._view is None else self._view.measure
        small = self._theme.font(TextRole.SMALL).pixelSize()
        unit = _unit(measure, self)
        axis.setLabel(unit, **{"color": palette.muted, "font-size": f"{small}px"})
        self.strip.update()
        self.flags.update()

    def _on_window(self) -> None:
        low, high = self._window
        for item in (self.strip, self.flags):
            item.set_bounds(QRectF(low, 0, high - low, self._top))

    def _side_text(self, side: Side) -> str:
        return {
            Side.LEFT: self.tr("left {amount}"),
            Side.RIGHT: self.tr("right {amount}"),
            Side.BILATERAL: self.tr("both at once {amount}"),
        }[side]


def nice_step(raw: float) -> float:
    """Return the next of 1, 2 and 5 times a power of ten at or above a number."""
    if raw <= 1:
        return 1.0
    power = 10.0 ** int(log10(raw))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= raw)


def _scale(measure: Measure) -> float:
    return 1000.0 if measure is Measure.TIME else 1.0


def _unit(measure: Measure, chart: VolumeChart) -> str:
    return {
        Measure.TIME: chart.tr("seconds"),
        Measure.REPS: chart.tr("reps"),
        Measure.SETS: chart.tr("sets"),
    }[measure]
