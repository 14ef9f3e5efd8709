"""Exercises, items and routines with sensible defaults, for tests that care about one thing."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from hipcoach.domain.exercise import (
    Category,
    DosageRange,
    Exercise,
    PhaseWords,
    Position,
    SideMeaning,
    Span,
)
from hipcoach.domain.plan import PlanVersion, Programme, Slot
from hipcoach.domain.prescription import (
    Dose,
    DoseKind,
    Laterality,
    Prescription,
    Side,
    Tempo,
)
from hipcoach.domain.routine import USUAL_PRIORITY, Routine, RoutineItem

_numbers = count(1)


def make_dose(
    kind: DoseKind = DoseKind.REPS,
    *,
    sets: int = 2,
    reps: int = 5,
    tempo: str | Tempo = "2-1-2-0",
    self_paced: bool = False,
    hold_ms: int = 30_000,
    duration_ms: int = 60_000,
) -> Dose:
    """Return a dose of the kind; what does not belong to the kind is ignored."""
    if kind is DoseKind.HOLD:
        return Dose(sets=sets, hold_ms=hold_ms)
    if kind is DoseKind.TIMED:
        return Dose(sets=sets, duration_ms=duration_ms)
    beat = Tempo.parse(tempo) if isinstance(tempo, str) else tempo
    return Dose(sets=sets, reps=reps, tempo=beat, self_paced=self_paced)


def make_exercise(
    exercise_id: str = "bridge",
    *,
    name: str | None = None,
    kind: DoseKind = DoseKind.REPS,
    laterality: Laterality = Laterality.BILATERAL,
    position: Position = Position.STANDING,
    equipment: tuple[str, ...] = (),
    cues: tuple[str, ...] = ("Keep your hips level", "Breathe out as you lift", "Move slowly"),
    start: Dose | None = None,
    rest_ms: int = 30_000,
    easier: tuple[str, ...] = (),
    harder: tuple[str, ...] = (),
    areas: tuple[str, ...] = ("hip",),
    category: Category = Category.STRENGTH,
    spoken_position: str | None = None,
    spoken_leg: str | None = None,
    cadence: int | None = None,
) -> Exercise:
    """Return an exercise; unilateral and alternating ones name the leg they move."""
    sided = laterality is not Laterality.BILATERAL
    position_line = f"Get into {position.value}."
    if laterality is Laterality.UNILATERAL and position is Position.SIDE_LYING:
        position_line = "Lie on your {other} side."
    return Exercise(
        id=exercise_id,
        name=name if name is not None else exercise_id.replace("_", " ").capitalize(),
        other_names=(),
        category=category,
        areas=areas,
        muscles=("gluteus maximus",),
        position=position,
        equipment=equipment,
        kind=kind,
        laterality=laterality,
        side_means=SideMeaning.MOVING if sided else None,
        dosage=DosageRange(sets=Span(1, 3), days_per_week=Span(2, 7)),
        start=start if start is not None else make_dose(kind),
        rest_ms=rest_ms,
        phases=PhaseWords(work="lift", hold="hold", back="lower"),
        summary="A movement.",
        setup="Get ready.",
        steps=("Lift.", "Lower."),
        cues=cues,
        mistakes=(),
        caution="",
        spoken_position=position_line if spoken_position is None else spoken_position,
        spoken_leg=("{Side} leg." if sided else "") if spoken_leg is None else spoken_leg,
        ladder="",
        rung=0,
        easier=easier,
        harder=harder,
        avoid_flags=(),
        caution_flags=(),
        on_floor_or_bed=position.is_on_floor,
        source="A made-up source.",
        cadence=cadence,
    )


def make_item(
    exercise: Exercise | None = None,
    *,
    uid: str | None = None,
    dose: Dose | None = None,
    rest_ms: int | None = None,
    only_side: Side | None = None,
    left: Dose | None = None,
    right: Dose | None = None,
    group: str | None = None,
    locked: bool = False,
    priority: int = USUAL_PRIORITY,
) -> RoutineItem:
    """Return an item of an exercise, at its start dose unless another is given."""
    done = exercise if exercise is not None else make_exercise()
    return RoutineItem(
        uid=uid if uid is not None else f"item-{next(_numbers)}",
        exercise=done,
        prescription=Prescription(
            dose=dose if dose is not None else done.start,
            rest_ms=done.rest_ms if rest_ms is None else rest_ms,
            laterality=done.laterality,
            only_side=only_side,
            left=left,
            right=right,
        ),
        group=group,
        locked=locked,
        priority=priority,
    )


def make_routine(
    *items: RoutineItem, routine_id: str = "test_routine", name: str = "Test routine"
) -> Routine:
    """Return a routine of these items, or of a single bridge."""
    return Routine(id=routine_id, name=name, goal="Try things.", items=items or (make_item(),))


def make_plan(
    valid_from: date,
    weekdays: Iterable[int],
    *,
    uid: str = "plan",
    routine_id: str = "first_steps",
    programme: Programme | None = None,
    reason: str = "",
) -> PlanVersion:
    """Return a plan of one routine on these weekdays, 0 for Monday."""
    return PlanVersion(
        uid=uid,
        slots=(Slot(routine_id=routine_id, weekdays=frozenset(weekdays)),),
        valid_from=valid_from,
        programme=programme,
        reason=reason,
    )
