"""Pain over the weeks: medians, days, mornings, and before and after each session."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.progress_report import PainView
from hipcoach.domain.annotation import AnnotationKind
from hipcoach.domain.pain import MAX_NRS
from hipcoach.progress.change import WINDOW_DAYS
from hipcoach.progress.pain_trend import DailyPain, WeeklyPain
from hipcoach.ui.charts.marks import Mark
from hipcoach.ui.charts.pain_layers import Band, BandItem, CountsItem, Flag, FlagsItem
from hipcoach.ui.charts.pain_texts import (
    MORNING_SHIFT,
    SESSION_SHIFT,
    Spot,
    spots_of,
    texts_of,
)
from hipcoach.ui.charts.week_plot import DAYS_A_WEEK, WeekPlot, middle_of_week
from hipcoach.ui.labels import annotation_word
from hipcoach.ui.theme import TextRole, Theme

_HEIGHT: Final = 360
_REACH_PX: Final = 14.0
_WARM: Final = (AnnotationKind.FLARE, AnnotationKind.FALL)
# Below the zero line: the ticks of what was skipped, and how many days were rated.
_SKIPPED: Final = (-0.75, -0.35)
_COUNTS: Final = -1.15
_LOW: Final = -1.5
_HIGH: Final = MAX_NRS + 0.9
# A week's mark is whole from this width on, in pixels; where weeks are narrower it shrinks.
_WHOLE_MARK_PX: Final = 14.0


def _half_disc() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0, -0.5)
    path.arcTo(QRectF(-0.5, -0.5, 1, 1), 90, 180)
    path.closeSubpath()
    return path


class PainChart(WeekPlot):
    """Draws a PainView as it is: 0 as 0, and nothing where nothing was rated.

    A view by week holds no days; `set_detail` lends them for the part that is looked into.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="", parent=parent)
        self.setAccessibleName(self.tr("Pain chart"))
        self._view: PainView | None = None
        self._detail: PainView | None = None
        self._spots: tuple[Spot, ...] = ()
        self._texts: dict[tuple[date, bool], str] = {}
        self._sizes = (0.0, 0.0)
        self.band = BandItem(theme)
        self.trailing = _line()
        self.stem_lines = _line()
        self.skipped = _line()
        self.days = _scatter("o")
        self.mornings = _scatter("d")
        self.befores = _scatter("o")
        self.afters = _scatter("o")
        self.partial_afters = _scatter("o")
        self.partial_halves = _scatter(_half_disc())
        self.worst = _scatter("t1")
        self.week_line = _line()
        self.hollow_weeks = _scatter("o")
        self.firm_weeks = _scatter("o")
        self.flags = FlagsItem(theme, _HIGH - 0.05)
        self.counts = CountsItem(theme, _COUNTS)
        for layer, item in enumerate(
            (
                self.band,
                self.flags,
                self.trailing,
                self.stem_lines,
                self.skipped,
                self.days,
                self.mornings,
                self.befores,
                self.afters,
                self.partial_afters,
                self.partial_halves,
                self.worst,
                self.week_line,
                self.hollow_weeks,
                self.firm_weeks,
                self.counts,
            )
        ):
            item.setZValue(layer)
            self.plot.addItem(item)
        self.plot.setYRange(_LOW, _HIGH, padding=0)
        left = self.plot.getAxis("left")
        left.setTicks([[(value, str(value)) for value in range(0, MAX_NRS + 1, 2)], []])
        self.plot.showGrid(y=True, alpha=0.0)
        self._grid = [
            pg.InfiniteLine(value, angle=0, movable=False) for value in range(0, MAX_NRS + 1, 2)
        ]
        for line in self._grid:
            # Above the band, which would cover it.
            line.setZValue(0.5)
            self.plot.addItem(line)
        self.restyle()

    @property
    def view(self) -> PainView | None:
        """What is drawn."""
        return self._view

    def legend_entries(self) -> tuple[tuple[Mark, str], ...]:
        """Return the marks of this chart in words."""
        return (
            (Mark.FIRM_WEEK, self.tr("weekly median")),
            (Mark.HOLLOW_WEEK, self.tr("week with fewer than four rated days")),
            (Mark.WORST, self.tr("worst of the week")),
            (Mark.DAY, self.tr("day")),
            (Mark.MORNING, self.tr("morning")),
            (Mark.TRAILING, self.tr("median of seven days")),
            (Mark.STEM, self.tr("before and after a session")),
            (Mark.PARTIAL_AFTER, self.tr("after a session done in part")),
            (Mark.SKIPPED, self.tr("not answered")),
        )

    def set_view(self, view: PainView) -> None:
        """Draw another site or another time."""
        self._view = view
        self._detail = None
        described = f"{view.sentence} {view.change_sentence}".strip()
        self.setAccessibleDescription(described)
        self.set_span(view.first, view.last)
        self._fill_weeks(view)
        self._fill_days(view)
        self.restyle()

    def set_detail(self, view: PainView | None) -> None:
        """Draw the days of another view with the weeks of this one; None takes them away."""
        self._detail = view
        if self._view is not None:
            self._fill_days(self._view if view is None else view)

    def text_at(self, where: QPointF) -> str:
        """Tell the values of the day or the week whose mark is nearest, within 14 pixels."""
        spot = self._nearest(where)
        return "" if spot is None else self._texts.get((spot.day, spot.is_week), "")

    def session_at(self, where: QPointF) -> str:
        """Name the session whose mark is nearest; a day stands for its session."""
        spot = self._nearest(where)
        return "" if spot is None else spot.session_uid

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
        nothing = pg.mkPen(None)
        muted = pg.mkPen(palette.muted, width=1.3)
        self.trailing.setPen(pg.mkPen(palette.muted, width=1.4, dash=[4, 3]))
        self.stem_lines.setPen(pg.mkPen(palette.mark, width=1.2))
        self.skipped.setPen(pg.mkPen(palette.mark, width=2))
        for item, pen, fill in (
            (self.days, nothing, palette.mark),
            (self.mornings, pg.mkPen(palette.muted, width=1.2), None),
            (self.befores, muted, palette.surface),
            (self.afters, nothing, palette.muted),
            (self.partial_afters, muted, palette.surface),
            (self.partial_halves, nothing, palette.muted),
            (self.worst, pg.mkPen(palette.pain, width=1.4), palette.surface),
            (self.firm_weeks, nothing, palette.primary),
            (self.hollow_weeks, pg.mkPen(palette.primary, width=2), palette.surface),
        ):
            item.setPen(pen)
            item.setBrush(pg.mkBrush(None) if fill is None else QColor(fill))
        self._sizes = (0.0, 0.0)
        self._size_marks()
        for item in (self.band, self.flags, self.counts):
            item.update()

    def _on_window(self) -> None:
        low, high = self._window
        room = QRectF(low, _LOW, high - low, _HIGH - _LOW)
        for item in (self.band, self.flags, self.counts):
            item.set_bounds(room)
        self._size_marks()

    def _size_marks(self) -> None:
        week_px = self.px_per_day * DAYS_A_WEEK
        week = max(0.2, min(1.0, week_px / _WHOLE_MARK_PX))
        day = max(0.5, min(1.0, week_px / 60))
        # Only a line of one pixel is drawn fast, and many weeks need no more.
        line = 3.0 if week > 0.6 else 1.0
        if (week, day) == self._sizes:
            return
        self._sizes = (week, day)
        for item, size in (
            (self.days, 5 * day),
            (self.mornings, 8 * day),
            (self.befores, 8 * day),
            (self.afters, 5.5 * day),
            (self.partial_afters, 8 * day),
            (self.partial_halves, 8 * day),
            (self.worst, 9 * week),
            (self.firm_weeks, 12 * week),
            (self.hollow_weeks, 11 * week),
        ):
            item.setSize(size)
        palette = self._theme.palette
        self.week_line.setPen(pg.mkPen(palette.primary, width=line))
        # The rim that lifts a mark off its line would hide the line where marks are small.
        rim = pg.mkPen(palette.surface, width=1.5) if week > 0.6 else pg.mkPen(None)
        self.firm_weeks.setPen(rim)

    def _nearest(self, where: QPointF) -> Spot | None:
        near = self.data_at(where)
        reach = _REACH_PX / self.px_per_day
        best, found = _REACH_PX, None
        for spot in self._spots:
            if abs(spot.x - near.x()) > reach:
                continue
            apart = self.pixel_of(spot.x, spot.y) - where
            distance = (apart.x() ** 2 + apart.y() ** 2) ** 0.5
            if distance < best:
                best, found = distance, spot
        return found

    def _fill_weeks(self, view: PainView) -> None:
        xs: list[float] = []
        ys: list[float] = []
        for run in view.runs:
            xs += [*(middle_of_week(week.monday) for week in run), middle_of_week(run[-1].monday)]
            ys += [*(week.median for week in run), float("nan")]
        self.week_line.setData(xs, ys)
        for item, is_firm in ((self.firm_weeks, True), (self.hollow_weeks, False)):
            weeks = [week for week in view.weeks if week.is_firm is is_firm]
            item.setData(
                [middle_of_week(week.monday) for week in weeks], [week.median for week in weeks]
            )
        self.worst.setData(
            [middle_of_week(pain.day) for pain in view.worst_weeks],
            [pain.value for pain in view.worst_weeks],
        )
        self.counts.counts = self._counts_of(view.weeks)
        self.flags.events = tuple(
            Flag(each.day, annotation_word(each), each.kind in _WARM) for each in view.annotations
        )
        self.band.band = self._band_of(view)

    def _fill_days(self, view: PainView) -> None:
        self.days.setData(*_xy(view.days, 0.0))
        self.mornings.setData(*_xy(view.mornings, MORNING_SHIFT))
        told = [(stem.day.toordinal() + SESSION_SHIFT, stem) for stem in view.stems]
        before = [(x, float(stem.before)) for x, stem in told if stem.before is not None]
        self.befores.setData([x for x, _ in before], [y for _, y in before])
        whole: list[tuple[float, float]] = []
        part: list[tuple[float, float]] = []
        for x, stem in told:
            if stem.after is not None:
                is_partial = stem.session_uid in view.partial
                (part if is_partial else whole).append((x, float(stem.after)))
        self.afters.setData([x for x, _ in whole], [y for _, y in whole])
        for item in (self.partial_afters, self.partial_halves):
            item.setData([x for x, _ in part], [y for _, y in part])
        xs: list[float] = []
        ys: list[float] = []
        for x, stem in told:
            if stem.before is not None and stem.after is not None:
                xs += [x, x, x]
                ys += [float(stem.before), float(stem.after), float("nan")]
        self.stem_lines.setData(xs, ys)
        xs, ys = [], []
        for run in view.trailing:
            line_xs, line_ys = _xy(run, 0.0)
            xs += [*line_xs, line_xs[-1]]
            ys += [*line_ys, float("nan")]
        self.trailing.setData(xs, ys)
        xs, ys = [], []
        for day in view.skipped:
            x = float(day.toordinal())
            xs += [x, x, x]
            ys += [*_SKIPPED, float("nan")]
        self.skipped.setData(xs, ys)
        weeks = self._view if self._view is not None else view
        self._spots = spots_of(weeks, view)
        self._texts = texts_of(weeks, view)

    def _counts_of(self, weeks: Sequence[WeeklyPain]) -> tuple[tuple[date, int], ...]:
        rated = {week.monday: week.rated_days for week in weeks}
        return tuple((monday, rated.get(monday, 0)) for monday in self._mondays)

    def _band_of(self, view: PainView) -> Band | None:
        if view.baseline is None or view.change is None:
            return None
        base, needed = view.baseline.value, view.change.needed
        limit = None if needed is None else base - needed
        if limit is None:
            words = ""
        elif view.change.is_minimal:
            words = self.tr("clearly better, the least that is noticed: {limit} or less")
        else:
            words = self.tr("clearly better than the baseline: {limit} or less")
        return Band(
            from_day=view.baseline.first_day + timedelta(days=WINDOW_DAYS),
            baseline=base,
            limit=limit,
            baseline_text=self.tr("baseline {value}").format(value=f"{base:g}"),
            limit_text=words.format(limit="" if limit is None else f"{round(limit, 1):g}"),
        )


def _line() -> Any:
    return pg.PlotDataItem(connect="finite", antialias=True)


def _scatter(symbol: str | QPainterPath) -> Any:
    return pg.ScatterPlotItem(symbol=symbol, pxMode=True, antialias=True)


def _xy(pains: Sequence[DailyPain], shift: float) -> tuple[list[float], list[float]]:
    return [pain.day.toordinal() + shift for pain in pains], [pain.value for pain in pains]
