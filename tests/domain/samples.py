"""Made-up records that several rooms' tests share."""

from datetime import UTC, date, datetime, timedelta, timezone

from hipcoach.domain.exercise import (
    Category,
    DosageRange,
    Exercise,
    PhaseWords,
    Position,
    SideMeaning,
    Span,
)
from hipcoach.domain.hips import HipAction, HipUse
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import Dose, Laterality, Prescription, Side, Tempo
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord

TEMPO = Tempo(2000, 1000, 2000, 0)
REPS = Dose(sets=2, reps=10, tempo=TEMPO)
HOLD = Dose(sets=2, hold_ms=30_000)
TIMED = Dose(sets=1, duration_ms=600_000)
MONDAY = date(2026, 3, 2)
EVENING = datetime(2026, 3, 2, 21, 30, tzinfo=timezone(timedelta(hours=-8)))


def exercise(
    exercise_id: str = "clamshell",
    start: Dose = REPS,
    laterality: Laterality = Laterality.UNILATERAL,
    side_means: SideMeaning | None = SideMeaning.TOP,
    position: Position = Position.SIDE_LYING,
    equipment: tuple[str, ...] = ("mat",),
) -> Exercise:
    sides = laterality is Laterality.UNILATERAL
    return Exercise(
        id=exercise_id,
        name=exercise_id.replace("_", " ").capitalize(),
        other_names=("clam",),
        category=Category.STRENGTH,
        areas=("outer hip",),
        muscles=("gluteus medius",),
        position=position,
        equipment=equipment,
        kind=start.kind,
        laterality=laterality,
        side_means=side_means if sides else None,
        dosage=DosageRange(sets=Span(1, 3), reps=Span(8, 15), days_per_week=Span(2, 7)),
        start=start,
        rest_ms=30_000,
        phases=PhaseWords(work="open", hold="hold", back="close"),
        summary="Opens the hip “outwards”.",
        setup="Lie on your side.",
        steps=("Open.", "Close."),
        cues=("Slowly.",),
        mistakes=("Rolling back.",),
        caution="",
        spoken_position="Lie on your {other} side.",
        spoken_leg="{side} leg",
        ladder="outer hip",
        rung=1,
        easier=(),
        harder=("side_lying_leg_lift",),
        avoid_flags=(),
        caution_flags=("gtps",),
        on_floor_or_bed=True,
        source="common practice",
        hips=HipUse((HipAction.LIFTS_SIDEWAYS,), (HipAction.LAIN_ON,)),
    )


def item(
    uid: str,
    dose: Dose = REPS,
    laterality: Laterality = Laterality.UNILATERAL,
    exercise_id: str = "clamshell",
    *,
    only_side: Side | None = None,
    left: Dose | None = None,
    group: str | None = None,
    equipment: tuple[str, ...] = ("mat",),
) -> RoutineItem:
    return RoutineItem(
        uid=uid,
        exercise=exercise(exercise_id, dose, laterality, equipment=equipment),
        prescription=Prescription(
            dose=dose, rest_ms=30_000, laterality=laterality, only_side=only_side, left=left
        ),
        group=group,
    )


def routine(*items: RoutineItem) -> Routine:
    default = (
        item("a", left=Dose(sets=3, reps=8, tempo=TEMPO)),
        item("b", HOLD, Laterality.BILATERAL, "bridge"),
        item("c", TIMED, Laterality.BILATERAL, "heat_pack"),
        item("d", REPS, Laterality.ALTERNATING, "leg_swing_front"),
    )
    return Routine(id="first_steps", name="First steps", goal="Begin", items=items or default)


def session(
    uid: str = "s1",
    local_date: date = MONDAY,
    started_at: datetime = EVENING,
    status: SessionStatus = SessionStatus.RUNNING,
    options_json: str = '{"lead": "left"}',
) -> Session:
    return Session(
        uid=uid,
        routine=routine(),
        started_at=started_at,
        local_date=local_date,
        status=status,
        options_json=options_json,
    )


def set_record(
    item_uid: str = "a",
    set_no: int = 1,
    side: Side = Side.LEFT,
    *,
    pass_no: int = 1,
    session_uid: str = "s1",
    exercise_id: str = "clamshell",
    planned_reps: int | None = 10,
    planned_ms: int = 50_000,
    done_reps: int = 10,
    done_ms: int = 50_000,
    ended: SetEnd = SetEnd.COMPLETED,
    at: datetime = EVENING,
) -> SetRecord:
    return SetRecord(
        session_uid=session_uid,
        address=SetAddress(item_uid, set_no, side, pass_no),
        exercise_id=exercise_id,
        planned_reps=planned_reps,
        planned_ms=planned_ms,
        done_reps=done_reps,
        done_ms=done_ms,
        ended=ended,
        at=at,
    )


def rating(
    uid: str,
    nrs: int = 3,
    moment: Moment = Moment.MORNING,
    day: date = MONDAY,
    *,
    site: str = "left hip",
    hour: int = 8,
    session_uid: str | None = None,
) -> PainRating:
    return PainRating(
        uid=uid,
        moment=moment,
        nrs=nrs,
        site=site,
        at=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
        local_date=day,
        session_uid=session_uid,
    )
