"""What each picture of the progress page shows, in a sentence."""

from collections.abc import Sequence
from datetime import date

from hipcoach.domain.text import translate
from hipcoach.progress.adherence import Adherence
from hipcoach.progress.change import PainChange, Verdict
from hipcoach.progress.pain_trend import WeeklyPain
from hipcoach.progress.streak import Streak
from hipcoach.progress.volume import Measure, Sides

_CONTEXT = "ProgressReport"


def pain_sentence(medians: Sequence[WeeklyPain], rated: int, days: int) -> str:
    """Say how pain went; only weeks with enough ratings speak."""
    counted = translate(_CONTEXT, "{rated} of {days} day(s) rated", days)
    counted = counted.format(rated=rated, days=days)
    firm = [week for week in medians if week.is_firm]
    if not firm:
        return (
            translate(_CONTEXT, "Not enough ratings for a weekly median yet; {counted}.").format(
                counted=counted
            )
            if rated
            else translate(_CONTEXT, "No pain ratings in this time yet.")
        )
    start, end = firm[0], firm[-1]
    span = (end.monday - start.monday).days // 7 + 1
    if span == 1:
        told = translate(_CONTEXT, "Weekly median {end}; {counted}.")
    elif end.median < start.median:
        told = translate(
            _CONTEXT, "Weekly median fell from {start} to {end} in {weeks} weeks; {counted}."
        )
    elif end.median > start.median:
        told = translate(
            _CONTEXT, "Weekly median rose from {start} to {end} in {weeks} weeks; {counted}."
        )
    else:
        told = translate(_CONTEXT, "Weekly median {end}, as {weeks} weeks before; {counted}.")
    return told.format(
        start=_number(start.median), end=_number(end.median), weeks=span, counted=counted
    )


def change_sentence(change: PainChange) -> str:
    """Say how the newest week stands against the baseline, and what would be clearly better."""
    base = _number(change.baseline)
    told = translate(_CONTEXT, "Baseline {base}.").format(base=base)
    if change.now is None or change.points is None:
        rest = translate(_CONTEXT, "No week after it has enough ratings yet.")
        return f"{told} {rest}"
    told = _points(change, base, change.now, change.points)
    if change.needed is None:
        return told
    limit = _number(change.baseline - change.needed)
    if change.verdict is Verdict.CLEARLY_BETTER:
        rest = translate(_CONTEXT, "Clearly better: {limit} or less two weeks running.")
    elif change.verdict is Verdict.ONE_WEEK:
        rest = translate(
            _CONTEXT, "At {limit} or less for a week; a second one running makes it clear."
        )
    elif change.is_minimal:
        rest = translate(
            _CONTEXT, "Clearly better would be {limit} or less, the least that is noticed."
        )
    else:
        rest = translate(_CONTEXT, "Clearly better would be {limit} or less.")
    return f"{told} {rest.format(limit=limit)}"


def _points(change: PainChange, base: str, now: float, points: float) -> str:
    if points == 0:
        return translate(_CONTEXT, "The newest week is at the baseline, {base}.").format(base=base)
    apart = (
        translate(_CONTEXT, "1 point")
        if abs(points) == 1
        else translate(_CONTEXT, "{n} points").format(n=_number(abs(points)))
    )
    if change.percent is not None:
        share = translate(_CONTEXT, "{apart} or {percent} %")
        apart = share.format(apart=apart, percent=abs(change.percent))
    told = (
        translate(_CONTEXT, "From the baseline of {base} to {now}, {apart} less.")
        if points < 0
        else translate(_CONTEXT, "From the baseline of {base} to {now}, {apart} more.")
    )
    return told.format(base=base, now=_number(now), apart=apart)


def adherence_sentence(total: Adherence) -> str:
    """Say how many sessions were done of those due, with what does not count beside it."""
    if total.due == 0 and total.excused == 0:
        return translate(_CONTEXT, "Nothing was due in this time.")
    told = translate(_CONTEXT, "{done} done and {partial} in part of {due} due").format(
        done=total.completed, partial=total.partial, due=total.due
    )
    if total.percent is not None:
        told += translate(_CONTEXT, ", {percent} %").format(percent=total.percent)
    if total.excused == 1:
        told += translate(_CONTEXT, "; 1 excused not counted")
    elif total.excused:
        told += translate(_CONTEXT, "; {sessions} excused not counted").format(
            sessions=total.excused
        )
    if total.extra:
        told += translate(_CONTEXT, "; {extra} more on other days").format(extra=total.extra)
    return f"{told}."


def aside_sentence(found: Streak, short: int, flare: int) -> str:
    """Say what stands beside adherence: days in a row, and versions made for a day."""
    parts: list[str] = []
    if found.longest:
        parts.append(
            translate(_CONTEXT, "Days due in a row: {now} now, {longest} at most.").format(
                now=found.now, longest=found.longest
            )
        )
    if short or flare:
        parts.append(
            translate(
                _CONTEXT,
                "Short versions: {short}, flare versions: {flare}; "
                "each is measured by what it offered.",
            ).format(short=short, flare=flare)
        )
    return " ".join(parts)


def volume_sentence(
    name: str, measure: Measure, amounts: Sequence[tuple[date, int]], sides: Sides | None
) -> str:
    """Say how much was done of an exercise in its first and newest week, and how sides compare."""
    told = [(monday, amount) for monday, amount in amounts if amount]
    if not told:
        return translate(_CONTEXT, "{name} was not done in this time.").format(name=name)
    if len(told) == 1:
        words = translate(_CONTEXT, "{name}: {last} in one week.")
    else:
        words = translate(_CONTEXT, "{name}: {first} in the first week, {last} in the newest.")
    text = words.format(
        name=name, first=amount_text(told[0][1], measure), last=amount_text(told[-1][1], measure)
    )
    if sides is None or sides.percent_apart is None:
        return text
    if sides.percent_apart == 0:
        return f"{text} {translate(_CONTEXT, 'Left and right alike.')}"
    more = (
        translate(_CONTEXT, "Left {left}, right {right}: the left did more by {percent} %.")
        if sides.left > sides.right
        else translate(_CONTEXT, "Left {left}, right {right}: the right did more by {percent} %.")
    )
    apart = more.format(
        left=amount_text(sides.left, measure),
        right=amount_text(sides.right, measure),
        percent=sides.percent_apart,
    )
    return f"{text} {apart}"


def amount_text(amount: int, measure: Measure) -> str:
    """Write an amount with its unit; time is in ms and told in seconds or minutes."""
    if measure is Measure.SETS:
        return (
            translate(_CONTEXT, "1 set")
            if amount == 1
            else translate(_CONTEXT, "{n} sets").format(n=amount)
        )
    if measure is Measure.REPS:
        return (
            translate(_CONTEXT, "1 rep")
            if amount == 1
            else translate(_CONTEXT, "{n} reps").format(n=amount)
        )
    seconds = round(amount / 1000)
    if seconds < 600:
        return translate(_CONTEXT, "{n} s").format(n=seconds)
    return translate(_CONTEXT, "{n} min").format(n=round(seconds / 60))


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
