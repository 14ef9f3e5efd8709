"""Activities and results of forms as dated lines of the therapist's page."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from hipcoach.domain.activity import Activity, ActivityKind, FormScore
from hipcoach.domain.text import translate
from hipcoach.domain.week import week_start

_CONTEXT = "CareLines"


def score_lines(scores: Iterable[FormScore]) -> tuple[tuple[date, str], ...]:
    """Return the latest result of each form with the one before it, as (day, sentence)."""
    found: dict[str, list[FormScore]] = defaultdict(list)
    for score in scores:
        found[score.form].append(score)
    lines: list[tuple[date, str]] = []
    for form, results in found.items():
        last = results[-1]
        words = {"form": form, "value": last.value, "low": last.low, "high": last.high}
        if len(results) > 1:
            text = translate(_CONTEXT, "{form}: {before:g} → {value:g} ({low:g} to {high:g})")
            told = text.format(before=results[-2].value, **words)
        else:
            told = translate(_CONTEXT, "{form}: {value:g} ({low:g} to {high:g})").format(**words)
        lines.append((last.day, told))
    return tuple(lines)


def aerobic_lines(activities: Iterable[Activity]) -> tuple[tuple[date, str], ...]:
    """Return the aerobic minutes of each week with any, as (Monday, sentence)."""
    weeks: dict[date, list[Activity]] = defaultdict(list)
    for each in activities:
        if each.kind.is_aerobic:
            weeks[week_start(each.day)].append(each)
    lines: list[tuple[date, str]] = []
    for monday, done in sorted(weeks.items()):
        minutes = sum(each.minutes for each in done)
        efforts = [each.effort for each in done if each.effort is not None]
        if efforts:
            text = translate(
                _CONTEXT,
                "Aerobic that week: {minutes} minute(s), effort up to {effort} of 10",
                minutes,
            )
            lines.append((monday, text.format(minutes=minutes, effort=max(efforts))))
        else:
            text = translate(_CONTEXT, "Aerobic that week: {minutes} minute(s)", minutes)
            lines.append((monday, text.format(minutes=minutes)))
    return tuple(lines)


def provoking_lines(activities: Iterable[Activity]) -> tuple[tuple[date, str], ...]:
    """Return what may have provoked pain, by the minutes of each week, as (Monday, sentence)."""
    weeks: dict[date, dict[ActivityKind, int]] = defaultdict(lambda: defaultdict(int))
    for each in activities:
        if not each.kind.is_aerobic:
            weeks[week_start(each.day)][each.kind] += each.minutes
    lines: list[tuple[date, str]] = []
    for monday, done in sorted(weeks.items()):
        kinds = ", ".join(
            translate(_CONTEXT, "{activity} {minutes} min").format(
                activity=_kind_text(kind), minutes=minutes
            )
            for kind, minutes in done.items()
        )
        text = translate(_CONTEXT, "Beside the exercises that week: {activities}")
        lines.append((monday, text.format(activities=kinds)))
    return tuple(lines)


def _kind_text(kind: ActivityKind) -> str:
    return {
        ActivityKind.SITTING: translate(_CONTEXT, "long sitting"),
        ActivityKind.STANDING: translate(_CONTEXT, "long standing"),
        ActivityKind.STAIRS: translate(_CONTEXT, "stairs or hills"),
        ActivityKind.LIFTING: translate(_CONTEXT, "lifting or carrying"),
        ActivityKind.WORK: translate(_CONTEXT, "hard work"),
        ActivityKind.SPORT: translate(_CONTEXT, "sport"),
    }.get(kind, translate(_CONTEXT, "something else"))
