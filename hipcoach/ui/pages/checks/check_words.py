"""How results of self-checks are told."""

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.check_desk import CheckReading, Trial
from hipcoach.domain.prescription import Side
from hipcoach.domain.selfcheck import Check, CheckResult, Hands, Movement, Unit, unit_of
from hipcoach.progress.check_norms import NormKind, Trend
from hipcoach.ui.labels import day_month_text


def number_text(value: float) -> str:
    """Write a number short: 11, 30.5."""
    return f"{value:g}"


def value_text(check: Check, value: float, about: str = "") -> str:
    """Write a value with its unit: 11 stands, 30.5 s, 7 of 10."""
    words = {
        Unit.STANDS: _tr("1 stand") if value == 1 else _tr("{value} stands"),
        Unit.SECONDS: _tr("{value} s"),
        Unit.STAGES: _tr("{value} of 4 held"),
        Unit.DEGREES: _tr("{value}°"),
        Unit.CENTIMETRES: _tr("{value} cm"),
        Unit.RATING: _tr("{value} of 10"),
    }[unit_of(check, about)]
    return words.format(value=number_text(value))


def side_text(side: Side) -> str:
    """Name a side, empty for both."""
    return {Side.LEFT: _tr("Left"), Side.RIGHT: _tr("Right")}.get(side, "")


def movement_text(about: str) -> str:
    """Name a movement of the hip in plain words; other things name themselves."""
    return (
        {
            Movement.FLEXION: _tr("Knee to chest (flexion)"),
            Movement.EXTENSION: _tr("Leg backwards (extension)"),
            Movement.ABDUCTION: _tr("Leg outwards (abduction)"),
            Movement.ADDUCTION: _tr("Leg inwards (adduction)"),
            Movement.INTERNAL_ROTATION: _tr("Turned inwards (internal rotation)"),
            Movement.EXTERNAL_ROTATION: _tr("Turned outwards (external rotation)"),
            Movement.FALL_OUT: _tr("Bent-knee fall-out, knee to floor"),
        }.get(Movement(about), about)
        if about in set(Movement)
        else about
    )


def trial_text(check: Check, trial: Trial) -> str:
    """Name what a trial measures."""
    if check is Check.FOUR_STAGE_BALANCE:
        return (
            _tr("Feet side by side"),
            _tr("Instep at the big toe"),
            _tr("Heel to toe"),
            _tr("On one leg"),
        )[trial.stage - 1]
    if check is Check.SINGLE_LEG_STAND:
        return _tr("{side}, trial {number}").format(side=side_text(trial.side), number=trial.number)
    if check is Check.CHAIR_STAND:
        return _tr("Stands in 30 seconds")
    if check is Check.UP_AND_GO:
        return _tr("Seconds")
    return _tr("Measurement {number}").format(number=trial.number)


def title_of(result: CheckResult) -> str:
    """Say what a result is about and its value."""
    parts = [part for part in (movement_text(result.about), side_text(result.side)) if part]
    value = value_text(result.check, result.value, result.about)
    return f"{', '.join(parts)}: {value}" if parts else value


def reading_lines(reading: CheckReading) -> tuple[str, ...]:
    """Say what a result can be held against, one sentence a line."""
    result, lines = reading.result, [day_month_text(reading.result.local_date)]
    if result.adapted_count is not None:
        lines.append(
            _tr("With your hands used it counts as 0; {count} were counted.").format(
                count=result.adapted_count
            )
        )
    if reading.before is not None:
        lines.append(_since(reading))
    if reading.norm is not None:
        lines.append(_norm(reading))
    elif result.hands is Hands.AT_SUPPORT:
        lines.append(_tr("With hands at a support there is no published value to set beside it."))
    return tuple(lines)


def _since(reading: CheckReading) -> str:
    before, result = reading.before, reading.result
    if before is None:
        return ""
    words = {
        Trend.BETTER: _tr("Better than {before} on {day}."),
        Trend.SAME: _tr("No clear change since {before} on {day}."),
        Trend.WORSE: _tr("Less than {before} on {day}.")
        if result.check is not Check.UP_AND_GO
        else _tr("Slower than {before} on {day}."),
        None: _tr("{before} on {day}."),
    }[reading.trend]
    told = words.format(
        before=value_text(before.check, before.value, before.about),
        day=day_month_text(before.local_date),
    )
    if reading.least is None:
        return told
    return _tr("{told} A change of {least} or more means something ({source}).").format(
        told=told, least=number_text(reading.least.value), source=reading.least.source
    )


def _norm(reading: CheckReading) -> str:
    norm = reading.norm
    if norm is None:
        return ""
    value = value_text(reading.result.check, norm.value, reading.result.about)
    if norm.kind is NormKind.BELOW_AVERAGE_UNDER:
        told = _tr("At your age, less than {value} is below average ({source}).")
    else:
        told = _tr("The mean at your age is {value} ({source}).")
    return told.format(value=value, source=norm.source)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CheckWords", text)
