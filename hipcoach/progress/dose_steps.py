"""One step of a dose: up by one variable, down, or a third to a half off.

The order of the variables (reps, sets, hold or tempo, band or load, harder rung) and the size of a
step are decisions of this app; every dose stays within the exercise's published range. Training
load is raised by 2-10 % at a time once a target is met with ease (ACSM 2009).
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from hipcoach.domain.exercise import Category, Exercise, Span, is_at_hand
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Tempo
from hipcoach.domain.units import MINUTE_MS, SECOND_MS

# The size of a step; decisions of this app.
REPS_STEP = 2
HOLD_STEP_MS = 5 * SECOND_MS
REP_HOLD_STEP_MS = SECOND_MS
DURATION_STEP_MS = MINUTE_MS
# Stretches gain nothing from more than 30 s (Bandy et al. 1997, PubMed 9327823).
STRETCH_HOLD_MS = 30 * SECOND_MS
# What a deload takes off, as shares of the dose; a decision of this app.
DELOAD_LEAST, DELOAD_MOST = 0.3, 0.5
# Only these climb a ladder; a decision of this app.
CLIMBING = frozenset((Category.STRENGTH, Category.BALANCE, Category.FUNCTIONAL, Category.GAIT))
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
    for variable, change in _raises(exercise):
        raised = _changed(prescription, change)
        if raised is not None:
            return Step(variable=variable, exercise=exercise, prescription=raised)
    return _climbed(exercise, prescription, tuple(harder), owned)


def step_down(
    exercise: Exercise, prescription: Prescription, easier: Iterable[Exercise] = ()
) -> Step | None:
    """Return the dose one step down: one set less, else an easier rung, else fewer reps or time.

    None when there is nothing less than this but leaving it out.
    """
    lowered = _changed(prescription, _one_set_less)
    if lowered is not None:
        return Step(variable=Variable.SETS, exercise=exercise, prescription=lowered)
    for rung in easier:
        return Step(
            variable=Variable.RUNG, exercise=rung, prescription=_start_of(rung, prescription)
        )
    shortened = _changed(prescription, lambda dose: _shorter(dose, exercise))
    if shortened is None:
        return None
    variable = Variable.REPS if exercise.kind is DoseKind.REPS else Variable.HOLD
    return Step(variable=variable, exercise=exercise, prescription=shortened)


def deload(exercise: Exercise, prescription: Prescription) -> Step | None:
    """Return a dose with 30 to 50 per cent off, as near to 40 as can be; None when none is so.

    What is counted is sets times reps, or sets times time.
    """
    lighter = _changed(prescription, _lighter)
    if lighter is None:
        return None
    return Step(variable=Variable.DELOAD, exercise=exercise, prescription=lighter)


def after_gap(
    days: int, exercise: Exercise, prescription: Prescription, easier: Iterable[Exercise] = ()
) -> Step | None:
    """Return the dose to come back with after so many days without, or None for no change.

    7-13 days: one set less; 14-27: one rung easier; 28 and more: the starting dose, after the
    safety questions were asked anew (decisions of this app).
    """
    if days < 7:
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
    return dose.sets * (dose.reps or dose.hold_ms or dose.duration_ms or 0)


def _raises(exercise: Exercise) -> Iterator[tuple[Variable, _Change]]:
    ranges = exercise.dosage
    yield Variable.REPS, lambda dose: _more_reps(dose, ranges.reps)
    yield Variable.SETS, lambda dose: _one_set_more(dose, ranges.sets)
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


def _more_reps(dose: Dose, span: Span | None) -> Dose | None:
    if dose.reps is None or span is None or dose.reps >= span.high:
        return None
    return replace(dose, reps=min(dose.reps + REPS_STEP, span.high))


def _one_set_more(dose: Dose, span: Span) -> Dose | None:
    return replace(dose, sets=dose.sets + 1) if dose.sets < span.high else None


def _one_set_less(dose: Dose) -> Dose | None:
    return replace(dose, sets=dose.sets - 1) if dose.sets > 1 else None


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
        longer = min(dose.duration_ms + DURATION_STEP_MS, ranges.duration_ms.high)
        return replace(dose, duration_ms=longer) if longer > dose.duration_ms else None
    return None


def _held_longer(dose: Dose, tempo: Tempo, span: Span | None) -> Dose | None:
    if span is None or tempo.hold_ms >= span.high:
        return None
    longer = min(tempo.hold_ms + REP_HOLD_STEP_MS, span.high)
    return replace(dose, tempo=replace(tempo, hold_ms=longer))


def _shorter(dose: Dose, exercise: Exercise) -> Dose | None:
    """Take a step off what is counted in a set, never below what is published."""
    ranges = exercise.dosage
    if dose.reps is not None:
        least = 1 if ranges.reps is None else ranges.reps.low
        fewer = max(dose.reps - REPS_STEP, least)
        return replace(dose, reps=fewer) if fewer < dose.reps else None
    if dose.hold_ms is not None:
        least = HOLD_STEP_MS if ranges.hold_ms is None else ranges.hold_ms.low
        shorter = max(dose.hold_ms - HOLD_STEP_MS, least)
        return replace(dose, hold_ms=shorter) if shorter < dose.hold_ms else None
    least = MINUTE_MS if ranges.duration_ms is None else ranges.duration_ms.low
    shorter = max(dose.set_ms - DURATION_STEP_MS, least)
    return replace(dose, duration_ms=shorter) if shorter < dose.set_ms else None


def _lighter(dose: Dose) -> Dose | None:
    """Find the fewest changes that take between 30 and 50 per cent off, as near to 40 as can be."""
    whole = volume(dose)
    middle = (DELOAD_LEAST + DELOAD_MOST) / 2
    found: list[tuple[float, Dose]] = []
    for sets, amount in product(range(1, dose.sets + 1), _amounts(dose)):
        lighter = _with_amount(replace(dose, sets=sets), amount)
        off = 1 - volume(lighter) / whole
        if DELOAD_LEAST <= off <= DELOAD_MOST:
            found.append((abs(off - middle), lighter))
    return min(found, key=lambda each: each[0])[1] if found else None


def _amounts(dose: Dose) -> tuple[int, ...]:
    """Return what one set may count: reps down to 1, holds and times in their steps."""
    if dose.reps is not None:
        return tuple(range(1, dose.reps + 1))
    if dose.hold_ms is not None:
        return (*range(SECOND_MS, dose.hold_ms, SECOND_MS), dose.hold_ms)
    whole = dose.duration_ms or 0
    return (*range(5 * SECOND_MS, whole, 5 * SECOND_MS), whole)


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
    rungs = [rung for rung in harder if rung.category in CLIMBING and _at_hand(rung, owned)]
    rungs.sort(key=lambda rung: not _adds_load(exercise, rung))
    for rung in rungs:
        variable = Variable.LOAD if _adds_load(exercise, rung) else Variable.RUNG
        return Step(variable=variable, exercise=rung, prescription=_start_of(rung, prescription))
    return None


def _adds_load(exercise: Exercise, rung: Exercise) -> bool:
    return bool(_LOADS & set(rung.equipment) - set(exercise.equipment))


def _at_hand(exercise: Exercise, owned: Collection[str]) -> bool:
    """Tell whether load and anchor are there; a mat, a chair or a wall is taken for granted."""
    return all(
        is_at_hand(needed, owned)
        for needed in exercise.equipment
        if _LOADS & {needed, *needed.split("_or_")} or needed == "door_anchor"
    )


def _start_of(exercise: Exercise, before: Prescription) -> Prescription:
    """Return where an exercise begins, on the side that was prescribed if one was."""
    one_sided = exercise.laterality is Laterality.UNILATERAL
    return Prescription(
        dose=exercise.start,
        rest_ms=exercise.rest_ms,
        laterality=exercise.laterality,
        only_side=before.only_side if one_sided else None,
    )
