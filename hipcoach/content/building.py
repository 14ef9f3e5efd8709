"""From the shape of a file to the domain's values; every failure is a ContentError."""

import string
from collections.abc import Collection

from hipcoach.content.decoding import suggestion
from hipcoach.content.figure_files import OF_CHECKS
from hipcoach.content.hip_building import hip_use
from hipcoach.content.placing import (
    PART_OF_KIND,
    check_id,
    milliseconds,
    milliseconds_or,
    on_one_line,
    placed,
)
from hipcoach.content.schema import (
    ChecksFile,
    ClinicLogsFile,
    DosageTable,
    ExerciseFile,
    QuestionsFile,
    RedFlagsFile,
    SecondsPair,
    StartTable,
)
from hipcoach.domain.clinic import ClinicLog
from hipcoach.domain.errors import ContentError, check_range
from hipcoach.domain.exercise import DosageRange, Exercise, PhaseWords, Span
from hipcoach.domain.prescription import (
    MAX_DURATION_MS,
    MAX_HOLD_MS,
    MAX_REPS,
    MAX_REST_MS,
    MAX_SETS,
    Dose,
    DoseKind,
    Laterality,
    Tempo,
)
from hipcoach.domain.questions import IntakeQuestion
from hipcoach.domain.safety import RedFlag
from hipcoach.domain.selfcheck import Check, CheckGuide
from hipcoach.domain.units import SECOND_MS

MAX_RUNG = 20

_SIDE_WORDS = frozenset({"side", "other", "Side", "Other"})


def build_exercise(
    shape: ExerciseFile, file: str, flags: Collection[str], equipment: Collection[str]
) -> Exercise:
    """Build an exercise; its flags and equipment must be among those known."""
    check_id(file, "id", shape.id)
    for key in ("easier", "harder"):
        for index, rung in enumerate(getattr(shape, key)):
            check_id(file, f"{key}[{index}]", rung)
    for key, known, what in (
        ("avoid_flags", flags, "precaution"),
        ("caution_flags", flags, "precaution"),
        ("equipment", equipment, "piece of equipment"),
    ):
        for index, word in enumerate(getattr(shape, key)):
            if word not in known:
                hint = suggestion(word, known)
                rule = f"{word} is not a known {what}{hint}"
                raise ContentError(file, f"{key}[{index}]", rule)
    if shape.kind is DoseKind.LOG:
        raise ContentError(file, "kind", "log can't be played; give reps, hold or timed")
    for key in ("steps", "cues"):
        if not getattr(shape, key):
            raise ContentError(file, key, "is empty; give at least one")
    _check_spoken(file, shape)
    with placed(file, ""):
        check_range("rung", shape.rung, 1, MAX_RUNG)
        rest_ms = milliseconds(file, "rest_s", shape.rest_s)
        check_range("rest_ms", rest_ms, 0, MAX_REST_MS)
    dosage = _dosage(file, shape.dosage, shape.kind)
    start = _start(file, shape.start, shape.kind)
    _check_start(file, start, dosage)
    with placed(file, ""):
        return Exercise(
            id=shape.id,
            name=on_one_line(shape.name),
            other_names=_plain_all(shape.other_names),
            category=shape.category,
            areas=_plain_all(shape.areas),
            muscles=_plain_all(shape.muscles),
            position=shape.position,
            equipment=shape.equipment,
            kind=shape.kind,
            laterality=shape.laterality,
            side_means=shape.side_means,
            dosage=dosage,
            start=start,
            rest_ms=rest_ms,
            phases=PhaseWords(
                work=on_one_line(shape.phases.work),
                hold=on_one_line(shape.phases.hold),
                back=on_one_line(shape.phases.back),
            ),
            summary=on_one_line(shape.summary),
            setup=on_one_line(shape.setup),
            steps=_plain_all(shape.steps),
            cues=_plain_all(shape.cues),
            mistakes=_plain_all(shape.mistakes),
            caution=on_one_line(shape.caution),
            spoken_position=on_one_line(shape.spoken_position),
            spoken_leg=on_one_line(shape.spoken_leg),
            spoken=on_one_line(shape.spoken),
            ladder=on_one_line(shape.ladder),
            rung=shape.rung,
            easier=shape.easier,
            harder=shape.harder,
            avoid_flags=shape.avoid_flags,
            caution_flags=shape.caution_flags,
            on_floor_or_bed=shape.on_floor_or_bed,
            source=on_one_line(shape.source),
            avoid_sore_side_down=shape.avoid_sore_side_down,
            cadence=shape.cadence,
            reps_step=shape.reps_step,
            hips=hip_use(shape, file),
        )


def build_red_flags(shape: RedFlagsFile, file: str) -> tuple[RedFlag, ...]:
    """Build the red flags, in the order of the file."""
    found: dict[str, RedFlag] = {}
    for index, table in enumerate(shape.red_flags):
        path = f"red_flags[{index}].id"
        check_id(file, path, table.id)
        if table.id in found:
            raise ContentError(file, path, f"{table.id} is used twice")
        found[table.id] = RedFlag(
            id=table.id,
            tier=table.tier,
            short=on_one_line(table.short),
            plain=on_one_line(table.plain),
            source=on_one_line(table.source),
        )
    return tuple(found.values())


def build_checks(
    shape: ChecksFile, file: str, exercises: Collection[str]
) -> tuple[CheckGuide, ...]:
    """Return the self-checks; raise ContentError for one told twice or shown by no figure."""
    seen: set[Check] = set()
    found: list[CheckGuide] = []
    for index, table in enumerate(shape.checks):
        if table.check in seen:
            raise ContentError(file, f"checks[{index}].check", f"{table.check} is told twice")
        if table.figure not in exercises and not (OF_CHECKS / f"{table.figure}.toml").is_file():
            raise ContentError(
                file, f"checks[{index}].figure", f"there is no figure {table.figure}"
            )
        seen.add(table.check)
        found.append(
            CheckGuide(
                check=table.check,
                name=table.name,
                tells=table.tells,
                steps=table.steps,
                safety=table.safety,
                figure=table.figure,
                source=table.source,
            )
        )
    return tuple(found)


def build_questions(
    shape: QuestionsFile, file: str, flags: Collection[str]
) -> tuple[IntakeQuestion, ...]:
    """Build the questions of the intake, in the order of the file."""
    found: dict[str, IntakeQuestion] = {}
    for index, table in enumerate(shape.questions):
        path = f"questions[{index}]"
        check_id(file, f"{path}.id", table.id)
        if table.id in found:
            raise ContentError(file, f"{path}.id", f"{table.id} is used twice")
        for key, flag in (("flag", table.flag), ("needs_flag", table.needs_flag)):
            if flag is not None and flag not in flags:
                rule = f"{flag} is not a known precaution{suggestion(flag, flags)}"
                raise ContentError(file, f"{path}.{key}", rule)
        with placed(file, path):
            found[table.id] = IntakeQuestion(
                id=table.id,
                asks=on_one_line(table.asks),
                why=on_one_line(table.why),
                kind=table.kind,
                flag=table.flag or "",
                choices=table.choices,
                low=table.low,
                high=table.high,
                at_first_start=table.at_first_start,
                after_sessions=table.after_sessions,
                needs_flag=table.needs_flag or "",
                needs_operation=table.needs_operation,
                when_unsure=table.when_unsure or "",
            )
    return tuple(found.values())


def build_clinic_logs(shape: ClinicLogsFile, file: str) -> tuple[ClinicLog, ...]:
    """Build the clinic's treatments, in the order of the file."""
    found: dict[str, ClinicLog] = {}
    for index, table in enumerate(shape.clinic_logs):
        path = f"clinic_logs[{index}].id"
        check_id(file, path, table.id)
        if table.id in found:
            raise ContentError(file, path, f"{table.id} is used twice")
        found[table.id] = ClinicLog(
            id=table.id,
            name=on_one_line(table.name),
            what=on_one_line(table.what),
            why_clinic=on_one_line(table.why_clinic),
            caution=on_one_line(table.caution),
            source=on_one_line(table.source),
        )
    return tuple(found.values())


def _start(file: str, table: StartTable, kind: DoseKind) -> Dose:
    wanted = PART_OF_KIND[kind]
    for key in ("reps", "tempo", "hold_s", "duration_s"):
        fits = key == wanted or (kind is DoseKind.REPS and key == "tempo")
        given = getattr(table, key) is not None
        if given and not fits:
            raise ContentError(file, f"start.{key}", f"does not fit kind {kind}; give {wanted}")
        if fits and not given:
            raise ContentError(file, f"start.{key}", f"is missing; kind {kind} needs it")
    with placed(file, "start"):
        return Dose(
            sets=table.sets,
            reps=table.reps,
            tempo=None if table.tempo is None else Tempo.parse(table.tempo),
            hold_ms=milliseconds_or(file, "start.hold_s", table.hold_s, None),
            duration_ms=milliseconds_or(file, "start.duration_s", table.duration_s, None),
        )


def _dosage(file: str, table: DosageTable, kind: DoseKind) -> DosageRange:
    wanted = PART_OF_KIND[kind]
    if getattr(table, wanted) is None:
        raise ContentError(file, f"dosage.{wanted}", f"is missing; kind {kind} needs it")
    path = "dosage"
    sets = _span(file, f"{path}.sets", table.sets, 1, MAX_SETS)
    reps = table.reps and _span(file, f"{path}.reps", table.reps, 1, MAX_REPS)
    days = _span(file, f"{path}.days_per_week", table.days_per_week, 1, 7)
    return DosageRange(
        sets=sets,
        reps=reps,
        hold_ms=_ms_span(file, f"{path}.hold_s", table.hold_s, MAX_HOLD_MS),
        duration_ms=_ms_span(file, f"{path}.duration_s", table.duration_s, MAX_DURATION_MS),
        rest_ms=_ms_span(file, f"{path}.rest_s", table.rest_s, MAX_REST_MS),
        days_per_week=days,
    )


def _check_start(file: str, start: Dose, dosage: DosageRange) -> None:
    """Refuse a first dose that lies outside the published range."""
    hold_ms = start.hold_ms if start.tempo is None else start.tempo.hold_ms
    for key, value, span, unit in (
        ("sets", start.sets, dosage.sets, 1),
        ("reps", start.reps, dosage.reps, 1),
        ("tempo" if start.tempo else "hold_s", hold_ms, dosage.hold_ms, SECOND_MS),
        ("duration_s", start.duration_ms, dosage.duration_ms, SECOND_MS),
    ):
        if value is not None and span is not None and value not in span:
            part = "hold_s" if key == "tempo" else key
            low, high = span.low / unit, span.high / unit
            rule = f"{value / unit:g} is outside dosage.{part}, {low:g} to {high:g}"
            raise ContentError(file, f"start.{key}", rule)


def _check_spoken(file: str, shape: ExerciseFile) -> None:
    """Refuse placeholders the voice can't fill, and a missing word for the leg."""
    sided = shape.laterality is Laterality.UNILATERAL
    for key in ("spoken_position", "spoken_leg"):
        try:
            parts = list(string.Formatter().parse(getattr(shape, key)))
        except ValueError as error:
            raise ContentError(file, key, "has a brace without its partner") from error
        for _, name, spec, conversion in parts:
            if name is None:
                continue
            if name not in _SIDE_WORDS or spec or conversion:
                rule = f"{{{name}}} is none of {{side}}, {{other}}, {{Side}}, {{Other}}"
                raise ContentError(file, key, rule)
            if not sided:
                raise ContentError(
                    file, key, f"names a side, but the exercise is {shape.laterality}"
                )
    if sided and not shape.spoken_leg.strip():
        raise ContentError(file, "spoken_leg", "is empty, but each side is worked apart")


def _span(file: str, path: str, pair: tuple[int, int], low: int, high: int) -> Span:
    for value in pair:
        if not low <= value <= high:
            rule = f"is under {low}" if value < low else f"is over {high}"
            raise ContentError(file, path, f"{value} {rule}")
    if pair[0] > pair[1]:
        raise ContentError(file, path, f"{pair[0]} to {pair[1]} runs backwards")
    return Span(*pair)


def _ms_span(file: str, path: str, pair: SecondsPair | None, high_ms: int) -> Span | None:
    if pair is None:
        return None
    low, high = (milliseconds(file, path, seconds) for seconds in pair)
    for value in (low, high):
        if not 0 <= value <= high_ms:
            rule = "is under 0" if value < 0 else f"is over {high_ms // SECOND_MS}"
            raise ContentError(file, path, f"{value / SECOND_MS:g} {rule}")
    if low > high:
        raise ContentError(file, path, f"{pair[0]:g} to {pair[1]:g} runs backwards")
    return Span(low, high)


def _plain_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(on_one_line(text) for text in texts)
