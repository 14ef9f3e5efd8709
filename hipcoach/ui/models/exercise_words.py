"""An exercise in plain words: where the body is, what it is for, how much of it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from hipcoach.domain.exercise import Category, Exercise, Position, Span
from hipcoach.domain.prescription import Laterality
from hipcoach.domain.units import MINUTE_MS, SECOND_MS
from hipcoach.ui.models.exercise_ladder import Grade


def position_words(position: Position) -> str:
    """Say how the body is placed."""
    return {
        Position.STANDING: QCoreApplication.translate("ExerciseWords", "Standing"),
        Position.SEATED: QCoreApplication.translate("ExerciseWords", "Sitting"),
        Position.SUPINE: QCoreApplication.translate("ExerciseWords", "Lying on your back"),
        Position.PRONE: QCoreApplication.translate("ExerciseWords", "Lying on your front"),
        Position.SIDE_LYING: QCoreApplication.translate("ExerciseWords", "Lying on your side"),
        Position.KNEELING: QCoreApplication.translate("ExerciseWords", "Kneeling"),
        Position.QUADRUPED: QCoreApplication.translate("ExerciseWords", "On hands and knees"),
    }[position]


def category_words(category: Category) -> str:
    """Say what an exercise is for."""
    return {
        Category.STRENGTH: QCoreApplication.translate("ExerciseWords", "Strength"),
        Category.FUNCTIONAL: QCoreApplication.translate("ExerciseWords", "Everyday movement"),
        Category.BALANCE: QCoreApplication.translate("ExerciseWords", "Balance"),
        Category.GAIT: QCoreApplication.translate("ExerciseWords", "Walking"),
        Category.POSTURE: QCoreApplication.translate("ExerciseWords", "Posture"),
        Category.MOBILITY: QCoreApplication.translate("ExerciseWords", "Mobility"),
        Category.STRETCH: QCoreApplication.translate("ExerciseWords", "Stretch"),
        Category.SELF_MASSAGE: QCoreApplication.translate("ExerciseWords", "Self-massage"),
        Category.MODALITY: QCoreApplication.translate("ExerciseWords", "Soothing"),
    }[category]


def grade_words(grade: Grade) -> str:
    """Say how hard an exercise is beside its easier and harder forms."""
    return {
        Grade.EASIEST: QCoreApplication.translate("ExerciseWords", "Easiest of its kind"),
        Grade.BETWEEN: QCoreApplication.translate("ExerciseWords", "In between"),
        Grade.HARDEST: QCoreApplication.translate("ExerciseWords", "Hardest of its kind"),
    }[grade]


def kind_and_areas(exercise: Exercise) -> str:
    """Say in a few words what an exercise is for and where: Strength · outer hip, buttock."""
    parts = [category_words(exercise.category)]
    if exercise.areas:
        parts.append(", ".join(exercise.areas))
    return " · ".join(parts)


def short_kind_and_areas(exercise: Exercise) -> tuple[str, ...]:
    """Say the same in ever fewer words, for where there is little room."""
    kind = category_words(exercise.category)
    ways = tuple(
        " · ".join((kind, ", ".join(exercise.areas[:count])))
        for count in range(len(exercise.areas) - 1, 0, -1)
    )
    return (*ways, kind)


def leave_out_words() -> str:
    """Say that a person is to leave an exercise out."""
    return QCoreApplication.translate("ExerciseWords", "Leave out for now")


def starting_dose(exercise: Exercise) -> str:
    """Say with how much to begin: 2 holds of 30 seconds on each side, with 10 seconds of rest."""
    dose = exercise.start
    if dose.reps is not None:
        sets = _one_or_many(dose.sets, _one_set, _many_sets)
        amount = _one_or_many(dose.reps, _one_rep, _many_reps)
    elif dose.hold_ms is not None:
        sets = _one_or_many(dose.sets, _one_hold, _many_holds)
        amount = duration(dose.hold_ms)
    else:
        sets = _one_or_many(dose.sets, _one_set, _many_sets)
        amount = duration(dose.duration_ms or 0)
    told = QCoreApplication.translate("ExerciseWords", "{sets} of {amount}").format(
        sets=sets, amount=amount
    )
    if dose.sets == 1 and dose.duration_ms is not None:
        told = amount
    if exercise.laterality is Laterality.UNILATERAL:
        told += " " + QCoreApplication.translate("ExerciseWords", "on each side")
    elif exercise.laterality is Laterality.ALTERNATING:
        told += " " + QCoreApplication.translate("ExerciseWords", "on each side, in turn")
    if exercise.rest_ms and (dose.sets > 1 or exercise.laterality is not Laterality.BILATERAL):
        told += QCoreApplication.translate("ExerciseWords", ", with {time} of rest between").format(
            time=duration(exercise.rest_ms)
        )
    return told


def dose_range(exercise: Exercise) -> tuple[str, ...]:
    """Say the published range of each part of the dose, a line for each."""
    dosage = exercise.dosage
    lines = [_span(dosage.sets, _one_set, _many_sets)]
    if dosage.reps is not None:
        lines.append(_span(dosage.reps, _one_rep, _many_reps))
    if dosage.hold_ms is not None and dosage.hold_ms.high:
        lines.append(
            QCoreApplication.translate("ExerciseWords", "held for {time}").format(
                time=_time_span(dosage.hold_ms)
            )
        )
    if dosage.duration_ms is not None:
        lines.append(_time_span(dosage.duration_ms))
    if dosage.rest_ms is not None and dosage.rest_ms.high:
        lines.append(
            QCoreApplication.translate("ExerciseWords", "{time} of rest").format(
                time=_time_span(dosage.rest_ms)
            )
        )
    lines.append(_span(dosage.days_per_week, _one_day, _many_days))
    return tuple(lines)


def duration(ms: int) -> str:
    """Say a duration in ms: 30 seconds, 1 minute, 90 seconds, 15 minutes."""
    if ms >= MINUTE_MS and ms % MINUTE_MS == 0:
        return _one_or_many(ms // MINUTE_MS, _one_minute, _many_minutes)
    return _one_or_many(round(ms / SECOND_MS), _one_second, _many_seconds)


def _time_span(span: Span) -> str:
    low, high = span.low, span.high
    if low == high:
        return duration(high)
    if low == 0:
        return QCoreApplication.translate("ExerciseWords", "up to {time}").format(
            time=duration(high)
        )
    unit = MINUTE_MS if low % MINUTE_MS == 0 and high % MINUTE_MS == 0 else SECOND_MS
    number = QCoreApplication.translate("ExerciseWords", "{low} to {high}").format(
        low=low // unit, high=high // unit
    )
    return (_many_minutes() if unit == MINUTE_MS else _many_seconds()).format(count=number)


def _span(span: Span, one: Callable[[], str], many: Callable[[], str]) -> str:
    if span.low == span.high:
        return _one_or_many(span.high, one, many)
    number = QCoreApplication.translate("ExerciseWords", "{low} to {high}").format(
        low=span.low, high=span.high
    )
    return many().format(count=number)


def _one_or_many(count: int, one: Callable[[], str], many: Callable[[], str]) -> str:
    return one() if count == 1 else many().format(count=count)


def _one_set() -> str:
    return QCoreApplication.translate("ExerciseWords", "1 set")


def _many_sets() -> str:
    return QCoreApplication.translate("ExerciseWords", "{count} sets")


def _one_hold() -> str:
    return QCoreApplication.translate("ExerciseWords", "1 hold")


def _many_holds() -> str:
    return QCoreApplication.translate("ExerciseWords", "{count} holds")


def _one_rep() -> str:
    return QCoreApplication.translate("ExerciseWords", "1 repetition")


def _many_reps() -> str:
    return QCoreApplication.translate("ExerciseWords", "{count} repetitions")


def _one_day() -> str:
    return QCoreApplication.translate("ExerciseWords", "1 day a week")


def _many_days() -> str:
    return QCoreApplication.translate("ExerciseWords", "{count} days a week")


def _one_second() -> str:
    return QCoreApplication.translate("ExerciseWords", "1 second")


def _many_seconds() -> str:
    return QCoreApplication.translate("ExerciseWords", "{count} seconds")


def _one_minute() -> str:
    return QCoreApplication.translate("ExerciseWords", "1 minute")


def _many_minutes() -> str:
    return QCoreApplication.translate("ExerciseWords", "{count} minutes")
