"""The small charts of the page for the therapist: pain by week with its gaps, and adherence."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt

from hipcoach.coaching.therapist_report import SitePain, TherapistReport
from hipcoach.domain.pain import MAX_NRS
from hipcoach.domain.week import DAYS_A_WEEK, week_start
from hipcoach.ui.labels import short_day
from hipcoach.ui.report_paint import SMALL_PT, Ink, Pencil

_CONTEXT = "ReportCharts"
_AXIS_W = 14.0
_FOOT_H = 28.0


def pain_chart(pencil: Pencil, at: QRectF, report: TherapistReport, site: SitePain) -> None:
    """Draw weekly medians from 0 to 10 over the days of the calendar; a missing week is a gap."""
    plot = QRectF(
        at.left() + _AXIS_W, at.top() + 4, at.width() - _AXIS_W - 6, at.height() - _FOOT_H
    )

    def y(value: float) -> float:
        return plot.bottom() - plot.height() * value / MAX_NRS

    x = _days(plot, report)
    for value in (0, 2, 5, 10):
        pencil.line(QPointF(plot.left(), y(value)), QPointF(plot.right(), y(value)))
        label = QRectF(at.left(), y(value) - 4.6, _AXIS_W - 4, 10)
        pencil.text(label, str(value), SMALL_PT, ink=Ink.MUTED, align=Qt.AlignmentFlag.AlignRight)
    if site.baseline is not None:
        base = y(site.baseline)
        pencil.line(QPointF(plot.left(), base), QPointF(plot.right(), base), Ink.MUTED, dashed=True)
    for worst in site.worst_weeks:
        pencil.wedge(QPointF(x(_middle(worst.day)), y(worst.value)), 4, Ink.PAIN)
    for run in site.runs:
        points = [QPointF(x(_middle(week.monday)), y(week.median)) for week in run]
        for start, end in pairwise(points):
            pencil.line(start, end, Ink.MARK, width_pt=1.4)
    for week in site.weeks:
        place = QPointF(x(_middle(week.monday)), y(week.median))
        pencil.dot(place, 2.3, Ink.MARK, hollow=not week.is_firm)
    _months(pencil, plot, report, x)
    told = _tr("● 4 or more days rated   ○ 1 to 3   △ worst   - - baseline")
    foot = QRectF(plot.left(), at.bottom() - 10, plot.width(), 10)
    pencil.text(foot, pencil.fitted(told, plot.width(), SMALL_PT), SMALL_PT, ink=Ink.MUTED)


def adherence_chart(pencil: Pencil, at: QRectF, report: TherapistReport) -> None:
    """Draw a bar a week: done filled, in part striped, missed empty, excused grey."""
    plot = _plot(at)
    most = max((week.due + week.excused for week in report.weeks), default=0)
    if most:
        label = QRectF(at.left(), plot.top() - 4.6, _AXIS_W - 4, 10)
        pencil.text(label, str(most), SMALL_PT, ink=Ink.MUTED, align=Qt.AlignmentFlag.AlignRight)
        x = _days(plot, report)
        wide = max(1.6, min(12.0, plot.width() / max(1, len(report.weeks)) * 0.62))
        for week in report.weeks:
            left = x(_middle(week.monday)) - wide / 2
            top = plot.bottom()
            for count, kind in (
                (week.completed, Ink.MARK),
                (week.partial, Qt.BrushStyle.BDiagPattern),
                (week.missed, Qt.BrushStyle.NoBrush),
                (week.excused, None),
            ):
                if not count:
                    continue
                high = plot.height() * count / most
                top -= high
                bar = QRectF(left, top, wide, high)
                if kind is None:
                    pencil.box(bar, Ink.LINE)
                elif isinstance(kind, Ink):
                    pencil.box(bar, kind)
                else:
                    pencil.hatch(bar, Ink.MARK, kind)
        _months(pencil, plot, report, x)
    pencil.line(plot.bottomLeft(), plot.bottomRight())
    told = _tr("striped in part, empty missed, grey excused")
    foot = QRectF(plot.left(), at.bottom() - 10, plot.width(), 10)
    pencil.text(foot, pencil.fitted(told, plot.width(), SMALL_PT), SMALL_PT, ink=Ink.MUTED)


def _plot(at: QRectF) -> QRectF:
    return QRectF(at.left() + _AXIS_W, at.top() + 4, at.width() - _AXIS_W, at.height() - _FOOT_H)


def _days(plot: QRectF, report: TherapistReport) -> Callable[[date], float]:
    """Return the place of a day across the plot, a week's breadth inside its ends."""
    first = week_start(report.first)
    span = (week_start(report.last) - first).days + DAYS_A_WEEK
    return lambda day: plot.left() + plot.width() * (day - first).days / span


def _middle(monday: date) -> date:
    return monday + timedelta(days=3)


def _months(
    pencil: Pencil, plot: QRectF, report: TherapistReport, x: Callable[[date], float]
) -> None:
    """Name the first days of some weeks below the plot, as many as there is room for."""
    monday = week_start(report.first)
    last = plot.left() - 100.0
    while monday <= report.last:
        label = short_day(monday)
        wide = pencil.width(label, SMALL_PT)
        middle = x(_middle(monday))
        left = min(max(middle - wide / 2, plot.left() - 2), plot.right() - wide)
        if left > last + 10:
            at = QRectF(left, plot.bottom() + 1.5, wide + 4, 10)
            pencil.text(at, label, SMALL_PT, ink=Ink.MUTED)
            last = left + wide
        monday += timedelta(days=7)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
