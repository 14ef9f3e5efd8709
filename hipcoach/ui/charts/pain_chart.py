"""Pain over the weeks: medians, days, mornings, and before and after each session."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.progress_report import PainView
from hipcoach.domain.pain import MAX_NRS
from hipcoach.ui.charts.marks import Mark
from hipcoach.ui.charts.week_plot import WeekPlot, day_text, middle_of_week
from hipcoach.ui.theme import TextRole, Theme

_HEIGHT: Final = 300
_REACH_PX: Final = 14.0
# Morning, the day's value and the session stand side by side within their day.
_MORNING_SHIFT: Final = -0.3
_SESSION_SHIFT: Final = 0.3
_DENSE_DAYS: Final = 200


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float
    day: date
    is_week: bool


class PainChart(WeekPlot):
    """Draws a PainView as it is: 0 as 0, and nothing where nothing was rated."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="", parent=parent)
        self.setAccessibleName(self.tr("Pain chart"))
        self._view: PainView | None = None
        self._spots: tuple[_Spot, ...] = ()
        self._texts: dict[tuple[date, bool], str] = {}
        self.stem_lines = pg.PlotDataItem(connect="finite", antialias=True)
        self.days = pg.ScatterPlotItem(symbol="o", pxMode=True, antialias=True)
        self.mornings = pg.ScatterPlotItem(symbol="d", pxMode=True, antialias=True)
        self.befores = pg.ScatterPlotItem(symbol="o", pxMode=True, antialias=True)
        self.afters = pg.ScatterPlotItem(symbol="o", pxMode=True, antialias=True)
        self.week_line = pg.PlotDataItem(connect="finite", antialias=True)
        self.hollow_weeks = pg.ScatterPlotItem(symbol="o", pxMode=True, antialias=True)
        self.firm_weeks = pg.ScatterPlotItem(symbol="o", pxMode=True, antialias=True)
        for layer, item in enumerate(
            (
                self.stem_lines,
                self.days,
                self.mornings,
                self.befores,
                self.afters,
                self.week_line,
                self.hollow_weeks,
                self.firm_weeks,
            )
        ):
            item.setZValue(layer)
            self.plot.addItem(item)
        self.plot.setYRange(-0.35, MAX_NRS + 0.35, padding=0)
        left = self.plot.getAxis("left")
        left.setTicks([[(value, str(value)) for value in range(0, MAX_NRS + 1, 2)], []])
        self.plot.showGrid(y=True, alpha=0.0)
        self._grid = [
            pg.InfiniteLine(value, angle=0, movable=False) for value in range(0, MAX_NRS + 1, 2)
        ]
        for line in self._grid:
            line.setZValue(-1)
            self.plot.addItem(line)
        self.restyle()

    def legend_entries(self) -> tuple[tuple[Mark, str], ...]:
        """Return the marks of this chart in words."""
        return (
            (Mark.FIRM_WEEK, self.tr("weekly median")),
            (Mark.HOLLOW_WEEK, self.tr("week with fewer than four rated days")),
            (Mark.DAY, self.tr("day")),
            (Mark.MORNING, self.tr("morning")),
            (Mark.STEM, self.tr("before and after a session")),
        )

    def set_view(self, view: PainView) -> None:
        """Draw another site or another time."""
        self._view = view
        self.setAccessibleDescription(view.sentence)
        self.set_span(view.first, view.last)
        self._fill(view)
        self._spots, self._texts = self._spots_of(view), self._texts_of(view)
        self.restyle()

    def text_at(self, where: QPointF) -> str:
        """Tell the values of the day or the week whose mark is nearest, within 14 pixels."""
        best, found = _REACH_PX, ""
        for spot in self._spots:
            apart = self.pixel_of(spot.x, spot.y) - where
            distance = (apart.x() ** 2 + apart.y() ** 2) ** 0.5
            if distance < best:
                best, found = distance, self._texts[spot.day, spot.is_week]
        return found

    def restyle(self) -> None:
        """Put on the theme's colours and fonts."""
        super().restyle()
        palette = self._theme.palette
        self.setFixedHeight(self._theme.px(_HEIGHT))
        small = self._theme.font(TextRole.SMALL).pixelSize()
        self.plot.getAxis("left").setLabel(
            self.tr("pain, 0–10"), **{"color": palette.muted, "font-size": f"{small}px"}
        )
        for line in self._grid:
            line.setPen(pg.mkPen(palette.line, width=1))
        size = self._size()
        nothing = pg.mkPen(None)
        self.stem_lines.setPen(pg.mkPen(palette.mark, width=1.2))
        self.days.setPen(nothing)
        self.days.setBrush(QColor(palette.mark))
        self.days.setSize(5 * size)
        self.mornings.setPen(pg.mkPen(palette.muted, width=1.2))
        self.mornings.setBrush(pg.mkBrush(None))
        self.mornings.setSize(8 * size)
        self.befores.setPen(pg.mkPen(palette.muted, width=1.3))
        self.befores.setBrush(QColor(palette.surface))
        self.befores.setSize(8 * size)
        self.afters.setPen(nothing)
        self.afters.setBrush(QColor(palette.muted))
        self.afters.setSize(5.5 * size)
        self.week_line.setPen(pg.mkPen(palette.primary, width=3))
        self.firm_weeks.setPen(pg.mkPen(palette.surface, width=1.5))
        self.firm_weeks.setBrush(QColor(palette.primary))
        self.firm_weeks.setSize(12 * size)
        self.hollow_weeks.setPen(pg.mkPen(palette.primary, width=2))
        self.hollow_weeks.setBrush(QColor(palette.surface))
        self.hollow_weeks.setSize(11 * size)

    def _size(self) -> float:
        days = 0 if self._view is None else (self._view.last - self._view.first).days
        return 0.75 if days > _DENSE_DAYS else 1.0

    def _fill(self, view: PainView) -> None:
        self.days.setData(
            [float(pain.day.toordinal()) for pain in view.days],
            [pain.value for pain in view.days],
        )
        self.mornings.setData(
            [pain.day.toordinal() + _MORNING_SHIFT for pain in view.mornings],
            [pain.value for pain in view.mornings],
        )
        told = [(stem.day.toordinal() + _SESSION_SHIFT, stem) for stem in view.stems]
        before = [(x, float(stem.before)) for x, stem in told if stem.before is not None]
        after = [(x, float(stem.after)) for x, stem in told if stem.after is not None]
        self.befores.setData([x for x, _ in before], [y for _, y in before])
        self.afters.setData([x for x, _ in after], [y for _, y in after])
        xs: list[float] = []
        ys: list[float] = []
        for x, stem in told:
            if stem.before is not None and stem.after is not None:
                xs += [x, x, x]
                ys += [float(stem.before), float(stem.after), float("nan")]
        self.stem_lines.setData(xs, ys)
        xs, ys = [], []
        for run in view.runs:
            xs += [*(middle_of_week(week.monday) for week in run), middle_of_week(run[-1].monday)]
            ys += [*(week.median for week in run), float("nan")]
        self.week_line.setData(xs, ys)
        for item, is_firm in ((self.firm_weeks, True), (self.hollow_weeks, False)):
            weeks = [week for week in view.weeks if week.is_firm is is_firm]
            item.setData(
                [middle_of_week(week.monday) for week in weeks], [week.median for week in weeks]
            )

    @staticmethod
    def _spots_of(view: PainView) -> tuple[_Spot, ...]:
        # The first of several at one distance is told, and a week stands on top of its days.
        found = [
            _Spot(middle_of_week(week.monday), week.median, week.monday, True)
            for week in view.weeks
        ]
        found += [_Spot(pain.day.toordinal(), pain.value, pain.day, False) for pain in view.days]
        found += [
            _Spot(pain.day.toordinal() + _MORNING_SHIFT, pain.value, pain.day, False)
            for pain in view.mornings
        ]
        found += [
            _Spot(stem.day.toordinal() + _SESSION_SHIFT, float(value), stem.day, False)
            for stem in view.stems
            for value in (stem.before, stem.after)
            if value is not None
        ]
        return tuple(found)

    def _texts_of(self, view: PainView) -> dict[tuple[date, bool], str]:
        lines: defaultdict[tuple[date, bool], list[str]] = defaultdict(list)
        for week in view.weeks:
            lines[week.monday, True] += [
                self.tr("Week of {day}").format(day=day_text(week.monday, with_year=True)),
                self.tr("median {value}").format(value=f"{week.median:g}"),
                self.tr("1 day rated")
                if week.rated_days == 1
                else self.tr("{days} days rated").format(days=week.rated_days),
            ]
        days = {pain.day for pain in (*view.days, *view.mornings)}
        for day in days | {stem.day for stem in view.stems}:
            lines[day, False].append(day_text(day, with_year=True))
        for pain in view.days:
            lines[pain.day, False].append(self.tr("day {value}").format(value=f"{pain.value:g}"))
        for pain in view.mornings:
            text = self.tr("morning {value}").format(value=f"{pain.value:g}")
            lines[pain.day, False].append(text)
        for stem in view.stems:
            if stem.before is not None:
                text = self.tr("before {value}").format(value=stem.before)
                lines[stem.day, False].append(text)
            if stem.after is not None:
                text = self.tr("after {value}").format(value=stem.after)
                lines[stem.day, False].append(text)
        return {key: "\n".join(texts) for key, texts in lines.items()}
