"""The shape of content files as people write them: durations in seconds, unknown keys refused."""

from enum import StrEnum
from typing import ClassVar

import msgspec

from hipcoach.domain.exercise import Category, Position, SideMeaning
from hipcoach.domain.hips import HipAction
from hipcoach.domain.pathway import StageDays
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.questions import AnswerKind
from hipcoach.domain.routine import USUAL_PRIORITY, RoutineOrigin
from hipcoach.domain.safety import RedFlagTier
from hipcoach.domain.selfcheck import Check

Pair = tuple[int, int]
SecondsPair = tuple[float, float]


class Load(StrEnum):
    """The hips that carry load, as exercises of 0.1 told it; `HipsTable` says more."""

    WORKED = "worked"
    OTHER_STANDING = "standing: other"
    OTHER_LAIN_ON = "lain-on: other"
    SAME_LAIN_ON = "lain-on: same"


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A table whose keys are all known; a misspelt one is an error."""


class DosageTable(_File, frozen=True, kw_only=True):
    """The range of each part of the dose, lowest and highest."""

    sets: Pair
    reps: Pair | None = None
    hold_s: SecondsPair | None = None
    duration_s: SecondsPair | None = None
    rest_s: SecondsPair | None = None
    days_per_week: Pair


class StartTable(_File, frozen=True, kw_only=True):
    """The dose a person begins with."""

    sets: int
    reps: int | None = None
    tempo: str | None = None
    hold_s: float | None = None
    duration_s: float | None = None


class PhasesTable(_File, frozen=True, kw_only=True):
    """The verbs for the moving parts of a rep."""

    work: str
    hold: str
    back: str


class HipsTable(_File, frozen=True, kw_only=True):
    """What each hip does: `worked` and `other` of a unilateral exercise, else `both`."""

    worked: tuple[HipAction, ...] | None = None
    other: tuple[HipAction, ...] | None = None
    both: tuple[HipAction, ...] | None = None


class ExerciseFile(_File, frozen=True, kw_only=True):
    """One exercise; its file is named after its id."""

    # Fields that may be left blank; every other text says something.
    may_be_blank: ClassVar[frozenset[str]] = frozenset({"spoken_leg", "spoken"})

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    category: Category
    areas: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    position: Position
    on_floor_or_bed: bool = False
    equipment: tuple[str, ...] = ()
    kind: DoseKind
    laterality: Laterality
    side_means: SideMeaning | None = None
    loads: tuple[Load, ...] | None = None
    hips: HipsTable | None = None
    rest_s: float
    summary: str
    setup: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    mistakes: tuple[str, ...] = ()
    caution: str
    spoken_position: str
    spoken_leg: str = ""
    spoken: str = ""
    ladder: str
    rung: int
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    avoid_flags: tuple[str, ...] = ()
    caution_flags: tuple[str, ...] = ()
    avoid_sore_side_down: bool = False
    cadence: int | None = None
    reps_step: int = 1
    source: str
    dosage: DosageTable
    start: StartTable
    phases: PhasesTable


class SideDoseTable(_File, frozen=True, kw_only=True):
    """What differs on one side; the rest is as on the other."""

    sets: int | None = None
    reps: int | None = None
    tempo: str | None = None
    self_paced: bool | None = None
    hold_s: float | None = None
    duration_s: float | None = None


class ItemTable(SideDoseTable, frozen=True, kw_only=True):
    """One exercise of a routine, or a text in its place; what is left out is as it starts."""

    exercise: str | None = None
    text: str | None = None
    laterality: Laterality | None = None
    uid: str | None = None
    rest_s: float | None = None
    transition_s: float | None = None
    group: str | None = None
    locked: bool = False
    priority: int = USUAL_PRIORITY
    side: Side | None = None
    left: SideDoseTable | None = None
    right: SideDoseTable | None = None


class RoutineFile(_File, frozen=True, kw_only=True):
    """A routine: exercises in order, each with its dose."""

    may_be_blank: ClassVar[frozenset[str]] = frozenset({"audience", "goal"})

    id: str
    name: str
    goal: str = ""
    audience: str = ""
    origin: RoutineOrigin | None = None
    items: tuple[ItemTable, ...]


class RedFlagTable(_File, frozen=True, kw_only=True):
    """One sign that belongs before a professional."""

    id: str
    tier: RedFlagTier
    short: str
    plain: str
    source: str


class RedFlagsFile(_File, frozen=True, kw_only=True):
    """All the red flags, those that stop sessions first, each group by how likely it is."""

    red_flags: tuple[RedFlagTable, ...]


class ClinicLogTable(_File, frozen=True, kw_only=True):
    """One treatment that only a clinic gives."""

    id: str
    name: str
    what: str
    why_clinic: str
    caution: str
    source: str


class ClinicLogsFile(_File, frozen=True, kw_only=True):
    """The treatments a person may note down, but never plays."""

    clinic_logs: tuple[ClinicLogTable, ...]


class CheckTable(_File, frozen=True, kw_only=True):
    """One self-check."""

    check: Check
    name: str
    tells: str
    steps: tuple[str, ...]
    safety: str
    figure: str
    source: str


class ChecksFile(_File, frozen=True, kw_only=True):
    """The self-checks, in the order they are shown."""

    checks: tuple[CheckTable, ...]


class PrecautionsFile(_File, frozen=True, kw_only=True):
    """The precautions by flag, in plain words."""

    precautions: dict[str, str]


class EquipmentFile(_File, frozen=True, kw_only=True):
    """The equipment by id, as it is named to a person."""

    equipment: dict[str, str]


class ToldTable(_File, frozen=True, kw_only=True):
    """What a person may have told; any one of these is enough."""

    flags: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    usual_pain_from: int | None = None


class StageRoutineTable(_File, frozen=True, kw_only=True):
    """A routine of a stage, for whom and on which days."""

    routine: str
    days: StageDays
    why: str
    times_per_day: int = 1
    when: ToldTable = ToldTable()
    unless: ToldTable = ToldTable()


class CriterionTable(_File, frozen=True, kw_only=True):
    """What must hold before the next stage."""

    plain: str
    sessions: int = 0
    settled: int = 0
    walk_minutes: int = 0
    weeks_without_fall: int = 0
    clinician: bool = False


class StageTable(_File, frozen=True, kw_only=True):
    """One stage of a pathway."""

    id: str
    name: str
    goal: str
    weeks: Pair
    routines: tuple[StageRoutineTable, ...]
    aerobic: str | None = None
    criterion: CriterionTable | None = None


class LeaveOutTable(_File, frozen=True, kw_only=True):
    """Exercises to leave out, and why."""

    exercises: tuple[str, ...]
    why: str


class GuidelineTable(_File, frozen=True, kw_only=True):
    """A published source, what is taken from it, and how it was read."""

    citation: str
    used: str
    checked: str


class PathwayFile(_File, frozen=True, kw_only=True):
    """A condition pathway with the routines that only it needs; named after its id."""

    id: str
    name: str
    told: str
    plain: str
    lesson: str
    flags: tuple[str, ...] = ()
    checks: tuple[Check, ...]
    be_seen: tuple[str, ...]
    leave_out: tuple[LeaveOutTable, ...] = ()
    guidelines: tuple[GuidelineTable, ...]
    stages: tuple[StageTable, ...]
    routines: tuple[RoutineFile, ...] = ()


class QuestionTable(_File, frozen=True, kw_only=True):
    """One question of the intake."""

    id: str
    asks: str
    why: str
    kind: AnswerKind
    flag: str | None = None
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    at_first_start: bool = False
    after_sessions: int = 0
    needs_flag: str | None = None
    needs_operation: bool = False
    when_unsure: str | None = None


class QuestionsFile(_File, frozen=True, kw_only=True):
    """The questions of the intake, in the order they are asked."""

    questions: tuple[QuestionTable, ...]


# The values that may stand under a key, to be told when another one is found.
CHOICES: dict[str, tuple[str, ...]] = {
    "category": tuple(Category),
    "position": tuple(Position),
    "kind": tuple(kind for kind in DoseKind if kind is not DoseKind.LOG),
    "laterality": tuple(Laterality),
    "side_means": tuple(SideMeaning),
    "loads": tuple(Load),
    "worked": tuple(HipAction),
    "other": tuple(HipAction),
    "both": tuple(HipAction),
    "side": (Side.LEFT, Side.RIGHT),
    "origin": (RoutineOrigin.OWN, RoutineOrigin.THERAPIST),
    "tier": tuple(RedFlagTier),
    "check": tuple(Check),
    "checks": tuple(Check),
    "days": tuple(StageDays),
}

# The tables that make up each file, whose keys are offered for a misspelt one.
TABLES: dict[type[msgspec.Struct], tuple[type[msgspec.Struct], ...]] = {
    ExerciseFile: (ExerciseFile, HipsTable, DosageTable, StartTable, PhasesTable),
    RoutineFile: (RoutineFile, ItemTable),
    RedFlagsFile: (RedFlagsFile, RedFlagTable),
    ClinicLogsFile: (ClinicLogsFile, ClinicLogTable),
    ChecksFile: (ChecksFile, CheckTable),
    PrecautionsFile: (PrecautionsFile,),
    QuestionsFile: (QuestionsFile, QuestionTable),
    PathwayFile: (
        PathwayFile,
        StageTable,
        StageRoutineTable,
        ToldTable,
        CriterionTable,
        LeaveOutTable,
        GuidelineTable,
        RoutineFile,
        ItemTable,
    ),
    EquipmentFile: (EquipmentFile,),
}
