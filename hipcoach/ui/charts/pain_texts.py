"""What the pain chart tells under the mouse: the values of a day or of a week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.progress_report import PainView
from hipcoach.ui.charts.week_plot import DAYS_A_WEEK, day_text, middle_of_week
from hipcoach.ui.labels import annotation_word

# Morning, the day's value and the session stand side by side within their day.
MORNING_SHIFT: Final = -0.3
SESSION_SHIFT: Final = 0.3
_CONTEXT: Final = "PainChart"


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark that can be pointed at: a week under its Monday, or a day with its session."""

    x: float
    y: float
    day: date
    is_week: bool
    session_uid: str = ""


def spots_of(weeks: PainView, days: PainView) -> tuple[Spot, ...]:
    """Return the marks of one view's weeks and of another's days.

    The first of several at one distance is told, and a week stands on top of its days.
    """
    sessions = {stem.day: stem.session_uid for stem in reversed(days.stems)}
    found = [
        Spot(middle_of_week(week.monday), week.median, week.monday, True) for week in weeks.weeks
    ]
    found += [
        Spot(middle_of_week(pain.day), pain.value, pain.day, True) for pain in weeks.worst_weeks
    ]
    found += [
        Spot(pain.day.toordinal() + shift, pain.value, pain.day, False, sessions.get(pain.day, ""))
        for pains, shift in ((days.days, 0.0), (days.mornings, MORNING_SHIFT))
        for pain in pains
    ]
    found += [
        Spot(stem.day.toordinal() + SESSION_SHIFT, float(value), stem.day, False, stem.session_uid)
        for stem in days.stems
        for value in (stem.before, stem.after)
        if value is not None
    ]
    found += [Spot(float(day.toordinal()), -0.55, day, False) for day in days.skipped]
    found += [Spot(float(each.day.toordinal()), 10.4, each.day, False) for each in days.annotations]
    return tuple(found)


def texts_of(weeks: PainView, days: PainView) -> dict[tuple[date, bool], str]:
    """Return the words of each mark, by its day and whether it is a week."""
    lines: defaultdict[tuple[date, bool], list[str]] = defaultdict(list)
    for week in weeks.weeks:
        lines[week.monday, True] += [
            _tr("Week of {day}").format(day=day_text(week.monday, with_year=True)),
            _tr("median {value}").format(value=f"{week.median:g}"),
            _tr("{days} of {whole} days rated").format(days=week.rated_days, whole=DAYS_A_WEEK),
        ]
    for pain in weeks.worst_weeks:
        if not lines[pain.day, True]:
            text = _tr("Week of {day}").format(day=day_text(pain.day, with_year=True))
            lines[pain.day, True].append(text)
        lines[pain.day, True].append(_tr("worst {value:g}").format(value=pain.value))
    told = {pain.day for pain in (*days.days, *days.mornings)}
    told |= {stem.day for stem in days.stems} | set(days.skipped)
    for day in told | {each.day for each in days.annotations}:
        lines[day, False].append(day_text(day, with_year=True))
    for pains, text in (
        (days.days, _tr("day {value:g}")),
        (days.mornings, _tr("morning {value:g}")),
    ):
        for pain in pains:
            lines[pain.day, False].append(text.format(value=pain.value))
    for stem in days.stems:
        if stem.before is not None:
            lines[stem.day, False].append(_tr("before {value}").format(value=stem.before))
        if stem.after is not None:
            lines[stem.day, False].append(_tr("after {value}").format(value=stem.after))
    for run in days.trailing:
        for pain in run:
            text = _tr("median of seven days {value:g}").format(value=pain.value)
            lines[pain.day, False].append(text)
    for pain in days.worst:
        if (pain.day, False) in lines:
            lines[pain.day, False].append(_tr("worst {value:g}").format(value=pain.value))
    for day in days.skipped:
        lines[day, False].append(_tr("not answered"))
    for each in days.annotations:
        word = annotation_word(each)
        lines[each.day, False].append(word if word == each.text else f"{word} {each.text}".strip())
    return {key: "\n".join(texts) for key, texts in lines.items()}


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
