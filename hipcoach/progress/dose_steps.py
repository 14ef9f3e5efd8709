"""One step of a dose: up by one variable, down, or a third to a half off.

The order of the variables (reps, sets, hold or tempo, band or load, harder rung) and the size of a
step are decisions of this app; every dose stays within the exercise's published range, up and
down. Training load is raised by 2-10 % at a time once a target is met with ease (ACSM 2009).
Treatments, pauses and postures held are no training and get no step.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from hipcoach.domain.equipment import lacking
from hipcoach.domain.exercise import Category, Exercise, Span
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Tempo
from hipcoach.domain.units import MINUTE_MS, SECOND_MS

# The size of a step; decisions of this app.
REPS_STEP = 2
HOLD_STEP_MS = 5 * SECOND_MS
REP_HOLD_STEP_MS = SECOND_MS
# Times grow by a quarter at most, in whole 5 s; walks that can last ten minutes and more by "about
# ten per cent", as their text says, in whole 30 s.
TIME_SHARE, WALK_SHARE = 4, 10
TIME_UNIT_MS, WALK_UNIT_MS = 5 * SECOND_MS, 30 * SECOND_MS
LONG_WALK_MS = 10 * MINUTE_MS
# Stretches gain nothing from more than 30 s (Bandy et al. 1997, PubMed 9327823), and "two holds
# on each side are plenty" (the lesson on stretching).
STRETCH_HOLD_MS = 30 * SECOND_MS
STRETCH_SETS = 2
# What a step down takes off, as shares of the dose; a decision of this app.
DELOAD_LEAST, DELOAD_MOST = 1 / 3, 1 / 2
# Nothing of these is a load; a decision of this app. What is done in reps trains all the same.
_NO_LOAD = frozenset((Category.MODALITY, Category.POSTURE, Category.SELF_MASSAGE))
# Only these climb a ladder; a decision of this app.
CLIMBING = frozenset((Category.STRENGTH, Category.BALANCE, Category.FUNCTIONAL, Category.GAIT))
_ROUNDING = 1e-9
_LOADS = frozenset(("band", "loop_band", "dumbbell_or_bag"))


class Variable(StrEnum):
    """What a step changes, in the order in which a dose is raised."""

    REPS = "reps"
    SETS = "sets"
    HOLD = "hold"
    LOAD = "load"
    RUNG = "rung"
    DELOAD = "deload"
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An exercise with its new dose, and the one variable that changed."""

    variable: Variable
    exercise: Exercise
    prescription: Prescription


def step_up(
    exercise: Exercise,
    prescription: Prescription,
    harder: Iterable[Exercise] = (),
    owned: Collection[str] = (),
) -> Step | None:
    """Return the dose one step up, or None at the top of what is published or at hand.

    `harder` are the next rungs that this person may do; `owned` is the equipment at hand.
    """
    if not is_load(exercise):
        return None
    for variable, change in _raises(exercise):
        raised = _changed(prescription, change)
        if raised is not None:
            return Step(variable=variable, exercise=exercise, prescription=raised)
    return _climbed(exercise, prescription, tuple(harder), owned)


def step_down(
    exercise: Exercise, prescription: Prescription, easier: Iterable[Exercise] = ()
) -> Step | None:
    """Return a dose with a third to a half off, else an easier rung where it begins.

    The dose stays within the published range; what is counted is sets times reps, or sets times
    time. None when there is nothing less than this but leaving it out.
    """
    if not is_load(exercise):
        return None
    lighter = _changed(prescription, lambda dose: _lighter(dose, exercise))
    if lighter is not None:
        return Step(variable=Variable.DELOAD, exercise=exercise, prescription=lighter)
    for rung in easier:
        return Step(
            variable=Variable.RUNG, exercise=rung, prescription=_start_of(rung, prescription)
        )
    return None


def is_load(exercise: Exercise) -> bool:
    """Return whether an exercise is a load whose dose moves; warmth, a pause, a roller are not."""
    return exercise.kind is DoseKind.REPS or exercise.category not in _NO_LOAD


def after_gap(
    days: int, exercise: Exercise, prescription: Prescription, easier: Iterable[Exercise] = ()
) -> Step | None:
    """Return the dose to come back with after so many days without, or None for no change.

    7-13 days: a third to a half off; 14-27: one rung easier; 28 and more: the starting dose,
    after the safety questions were asked anew (decisions of this app).
    """
    if days < 7 or not is_load(exercise):
        return None
    if days >= 28:
        start = _start_of(exercise, prescription)
        if start == prescription:
            return None
        return Step(variable=Variable.START, exercise=exercise, prescription=start)
    if days >= 14:
        for rung in easier:
            return Step(
                variable=Variable.RUNG, exercise=rung, prescription=_start_of(rung, prescription)
            )
    return step_down(exercise, prescription)


_Change = Callable[[Dose], Dose | None]


def volume(dose: Dose) -> int:
    """Return what a dose asks for on one side: sets times reps, or sets times ms."""
    return dose.sets * _amount(dose)


def _raises(exercise: Exercise) -> Iterator[tuple[Variable, _Change]]:
    ranges = exercise.dosage
    sets = ranges.sets
    if exercise.category is Category.STRETCH:
        sets = Span(min(sets.low, STRETCH_SETS), min(sets.high, STRETCH_SETS))
    yield Variable.REPS, lambda dose: _more_reps(dose, ranges.reps, exercise.reps_step)
    yield Variable.SETS, lambda dose: _one_set_more(dose, sets)
    yield Variable.HOLD, lambda dose: _longer(dose, exercise)


def _changed(prescription: Prescription, change: _Change) -> Prescription | None:
    """Change every side's dose that can be changed; None when none can."""
    named = {"dose": prescription.dose, "left": prescription.left, "right": prescription.right}
    changed = {
        name: after
        for name, dose in named.items()
        if dose is not None and (after := change(dose)) is not None
    }
    # The common dose says nothing where each side has its own.
    has_own_sides = prescription.left is not None and prescription.right is not None
    if not changed or (has_own_sides and set(changed) == {"dose"}):
        return None
    return Prescription(
        dose=changed.get("dose", prescription.dose),
        left=changed.get("left", prescription.left),
        right=changed.get("right", prescription.right),
        rest_ms=prescription.rest_ms,
        laterality=prescription.laterality,
        only_side=prescription.only_side,
    )


def _more_reps(dose: Dose, span: Span | None, rounds_of: int) -> Dose | None:
    """Add two reps, or one round where the reps of a round belong together."""
    if dose.reps is None or span is None or dose.reps >= span.high:
        return None
    if rounds_of == 1:
        return replace(dose, reps=min(dose.reps + REPS_STEP, span.high))
    more = (dose.reps // rounds_of + 1) * rounds_of
    return replace(dose, reps=more) if more <= span.high else None


def _one_set_more(dose: Dose, span: Span) -> Dose | None:
    return replace(dose, sets=dose.sets + 1) if dose.sets < span.high else None


def _longer(dose: Dose, exercise: Exercise) -> Dose | None:
    ranges = exercise.dosage
    if dose.tempo is not None:
        return _held_longer(dose, dose.tempo, ranges.hold_ms)
    if dose.hold_ms is not None and ranges.hold_ms is not None:
        most = ranges.hold_ms.high
        if exercise.category is Category.STRETCH:
            most = min(most, STRETCH_HOLD_MS)
        longer = min(dose.hold_ms + HOLD_STEP_MS, most)
        return replace(dose, hold_ms=longer) if longer > dose.hold_ms else None
    if dose.duration_ms is not None and ranges.duration_ms is not None:
        span = ranges.duration_ms
        longer = min(dose.duration_ms + _time_step_ms(dose.duration_ms, span), span.high)
        return replace(dose, duration_ms=longer) if longer > dose.duration_ms else None
    return None


def _time_step_ms(duration_ms: int, span: Span) -> int:
    is_long = span.high >= LONG_WALK_MS
    share, unit = (WALK_SHARE, WALK_UNIT_MS) if is_long else (TIME_SHARE, TIME_UNIT_MS)
    step = duration_ms // share
    if step < unit:
        return max(step // TIME_UNIT_MS * TIME_UNIT_MS, TIME_UNIT_MS)
    return step // unit * unit


def _held_longer(dose: Dose, tempo: Tempo, span: Span | None) -> Dose | None:
    if span is None or tempo.hold_ms >= span.high:
        return None
    longer = min(tempo.hold_ms + REP_HOLD_STEP_MS, span.high)
    return replace(dose, tempo=replace(tempo, hold_ms=longer))


def _lighter(dose: Dose, exercise: Exercise) -> Dose | None:
    """Find the dose with a third to a half off, of the fewest changes the one nearest to 40 %."""
    whole = volume(dose)
    middle = (DELOAD_LEAST + DELOAD_MOST) / 2
    found: list[tuple[bool, float, Dose]] = []
    least_sets = min(exercise.dosage.sets.low, dose.sets)
    for sets, amount in product(range(least_sets, dose.sets + 1), _amounts(dose, exercise)):
        lighter = _with_amount(replace(dose, sets=sets), amount)
        off = 1 - volume(lighter) / whole
        if off + _ROUNDING >= DELOAD_LEAST and off <= DELOAD_MOST:
            changes_two = sets != dose.sets and amount != _amount(dose)
            found.append((changes_two, abs(off - middle), lighter))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _amount(dose: Dose) -> int:
    return dose.reps or dose.hold_ms or dose.duration_ms or 0


def _amounts(dose: Dose, exercise: Exercise) -> range:
    """Return what one set may count, from the least that is published to what it counts now."""
    ranges, most = exercise.dosage, _amount(dose)
    if dose.reps is not None:
        # Reps that belong together stay so; a dose that is no whole round ends in one.
        step = exercise.reps_step
        return _down_to(ranges.reps.low if ranges.reps else step, most, step)
    if dose.hold_ms is not None:
        return _down_to(ranges.hold_ms.low if ranges.hold_ms else HOLD_STEP_MS, most, SECOND_MS)
    least = ranges.duration_ms.low if ranges.duration_ms else TIME_UNIT_MS
    return _down_to(least, most, TIME_UNIT_MS)


def _down_to(least: int, most: int, step: int) -> range:
    return range(most, min(least, most) - 1, -step)


def _with_amount(dose: Dose, amount: int) -> Dose:
    if dose.reps is not None:
        return replace(dose, reps=amount)
    if dose.hold_ms is not None:
        return replace(dose, hold_ms=amount)
    return replace(dose, duration_ms=amount)


def _climbed(
    exercise: Exercise,
    prescription: Prescription,
    harder: tuple[Exercise, ...],
    owned: Collection[str],
) -> Step | None:
    """Return the next rung at its starting dose: more load first, then a harder movement."""
    if exercise.category not in CLIMBING:
        return None
    rungs = [rung for rung in harder if rung.category in CLIMBING and has_load(rung, owned)]
    rungs.sort(key=lambda rung: not _adds_load(exercise, rung))
    for rung in rungs:
        variable = Variable.LOAD if _adds_load(exercise, rung) else Variable.RUNG
        return Step(variable=variable, exercise=rung, prescription=_start_of(rung, prescription))
    return None


def _adds_load(exercise: Exercise, rung: Exercise) -> bool:
    return bool(_LOADS & set(rung.equipment) - set(exercise.equipment))


def has_load(exercise: Exercise, owned: Collection[str]) -> bool:
    """Return whether all that a rung asks for is there, or something that serves instead."""
    return not lacking(exercise, owned)


def _start_of(exercise: Exercise, before: Prescription) -> Prescription:
    """Return where an exercise begins, on the side that was prescribed if one was."""
    one_sided = exercise.laterality is Laterality.UNILATERAL
    return Prescription(
        dose=exercise.start,
        rest_ms=exercise.rest_ms,
        laterality=exercise.laterality,
        only_side=before.only_side if one_sided else None,
    )
