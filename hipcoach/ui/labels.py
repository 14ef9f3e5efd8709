"""Small texts that several screens share: doses, minutes, sites, dates."""

from datetime import date, time

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from hipcoach.coaching.planner import DueRoutine
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Side
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.text import translate
from hipcoach.domain.units import MINUTE_MS, SECOND_MS, whole_minutes

_CONTEXT = "Labels"


def dose_text(prescribed: RoutineItem | Prescription, exercise: Exercise | None = None) -> str:
    """Write a dose short: 2 × 10 each side, 2 × 30 s, 5 min.

    `exercise` tells whether sides are worked apart; without it the prescription does.
    """
    prescription = prescribed.prescription if isinstance(prescribed, RoutineItem) else prescribed
    laterality = exercise.laterality if exercise is not None else prescription.laterality
    plain = amount_text(prescription.dose)
    if laterality is Laterality.ALTERNATING:
        return _tr("{dose} each side, in turn").format(dose=plain)
    if laterality is Laterality.BILATERAL:
        return plain
    if prescription.only_side is not None:
        side = prescription.only_side
        own = amount_text(prescription.for_side(side))
        words = _tr("{dose}, left side") if side is Side.LEFT else _tr("{dose}, right side")
        return words.format(dose=own)
    left = amount_text(prescription.for_side(Side.LEFT))
    right = amount_text(prescription.for_side(Side.RIGHT))
    if left == right:
        return _tr("{dose} each side").format(dose=left)
    return _tr("left {left}, right {right}").format(left=left, right=right)


def amount_text(dose: Dose) -> str:
    """Write the dose of one side: 2 × 10, 2 × 30 s, 5 min."""
    if dose.kind is DoseKind.REPS:
        return _tr("{sets} × {amount}").format(sets=dose.sets, amount=dose.reps)
    amount = length_text(dose.set_ms)
    if dose.sets == 1:
        return amount
    return _tr("{sets} × {amount}").format(sets=dose.sets, amount=amount)


def length_text(ms: int) -> str:
    """Write a hold or a stretch of time in ms: 30 s, 5 min, 1 min 30 s."""
    minutes, rest_ms = divmod(ms, MINUTE_MS)
    seconds = round(rest_ms / SECOND_MS)
    if not minutes:
        return _tr("{seconds} s").format(seconds=seconds)
    if not seconds:
        return _tr("{minutes} min").format(minutes=minutes)
    return _tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)


def minutes_text(ms: int) -> str:
    """Write a duration in ms in whole minutes, one at the least: 12 minutes."""
    minutes = whole_minutes(ms)
    if minutes == 1:
        return _tr("1 minute")
    return _tr("{minutes} minutes").format(minutes=minutes)


def weeks_text(count: int) -> str:
    """Write a number of weeks: 1 week, 6 weeks."""
    return translate(_CONTEXT, "{count} week(s)", count).format(count=count)


def sessions_text(count: int) -> str:
    """Write a number of sessions: 1 session, 12 sessions."""
    return translate(_CONTEXT, "{count} session(s)", count).format(count=count)


def site_text(site: str) -> str:
    """Write the place a rating is about as it follows "your": left hip, low back."""
    side, _, area = site.partition(" ")
    if side == Side.LEFT.value and area:
        return _tr("left {area}").format(area=area)
    if side == Side.RIGHT.value and area:
        return _tr("right {area}").format(area=area)
    return site


def annotation_word(annotation: Annotation) -> str:
    """Name what happened in a word; one of a person's own is its first words."""
    if annotation.kind is AnnotationKind.OWN:
        return annotation.text if len(annotation.text) <= 16 else f"{annotation.text[:15]}…"
    return {
        AnnotationKind.FLARE: _tr("flare"),
        AnnotationKind.FALL: _tr("fall"),
        AnnotationKind.ILLNESS: _tr("illness"),
        AnnotationKind.MEDICATION: _tr("medication"),
        AnnotationKind.DOSE: _tr("new dose"),
        AnnotationKind.RUNG: _tr("other exercise"),
        AnnotationKind.APPOINTMENT: _tr("appointment"),
    }[annotation.kind]


def date_text(day: date) -> str:
    """Write a day with its weekday, in the way of the person's locale."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.LongFormat)


def short_date_text(day: date) -> str:
    """Write a day in the short way of the person's locale."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.ShortFormat)


def month_text(day: date) -> str:
    """Name a day's month and year: March 2026."""
    return _tr("{month} {year}").format(month=long_month_text(day), year=day.year)


def long_month_text(day: date) -> str:
    """Name a day's month in full: March."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.LongFormat)


def day_month_text(day: date) -> str:
    """Write a day with its month in short and its year: 7 Mar 2026."""
    return _tr("{day} {month} {year}").format(
        day=day.day, month=short_month_text(day), year=day.year
    )


def short_month_text(day: date) -> str:
    """Name a day's month in short: Mar."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def short_day(day: date) -> str:
    """Write a day without its year: 3 Mar."""
    return QLocale().toString(_qdate(day), "d MMM")


def long_day_text(day: date) -> str:
    """Write a day near today with its weekday in full: Saturday, 21 November."""
    return QLocale().toString(_qdate(day), "dddd, d MMMM")


def time_text(at: time) -> str:
    """Write a time of day in the short way of the person's locale: 18:05, 6:05 PM."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def time_words(when: str) -> str:
    """Name a part of the day, or write a time of day (HH:MM) as the person's territory does."""
    parts = {
        "morning": _tr("morning"),
        "midday": _tr("midday"),
        "evening": _tr("evening"),
    }
    return parts[when] if when in parts else time_text(time.fromisoformat(when))


def due_name(due: DueRoutine) -> str:
    """Name a planned routine, with how often it is due on a day of several times."""
    if due.routine is None:
        return _tr("{name} (missing)").format(name=due.name)
    return (
        due.name
        if due.of == 1
        else _tr("{name}, {number}× a day").format(name=due.name, number=due.of)
    )


def plain_date(day: date) -> str:
    """Write a day so that every reader takes it the same way: 3 March 2026."""
    return QLocale().toString(_qdate(day), "d MMMM yyyy")


def weekday_text(day: date) -> str:
    """Name a day's weekday in full: Wednesday."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def weekday_names(*, in_full: bool = False) -> tuple[str, ...]:
    """Name the seven days from Monday on, short (Mon) unless wanted in full."""
    form = QLocale.FormatType.LongFormat if in_full else QLocale.FormatType.ShortFormat
    return tuple(QLocale().standaloneDayName(number, form) for number in range(1, 8))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
