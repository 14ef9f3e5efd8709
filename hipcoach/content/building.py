"""From the shape of a file to the domain's values; every failure is a ContentError."""

import math
import re
import string
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from hipcoach.content.decoding import suggestion
from hipcoach.content.schema import (
    ClinicLogsFile,
    DosageTable,
    ExerciseFile,
    ItemTable,
    RedFlagsFile,
    RoutineFile,
    SecondsPair,
    SideDoseTable,
    StartTable,
)
from hipcoach.domain.clinic import ClinicLog
from hipcoach.domain.errors import ContentError, RangeError, check_range
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
    Prescription,
    Side,
    Tempo,
)
from hipcoach.domain.routine import Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.safety import RedFlag
from hipcoach.domain.units import SECOND_MS

MAX_RUNG = 20
MAX_ID = 64

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SIDE_WORDS = frozenset({"side", "other", "Side", "Other"})
_PART_OF_KIND = {DoseKind.REPS: "reps", DoseKind.HOLD: "hold_s", DoseKind.TIMED: "duration_s"}
_ONLY_FOR_REPS = ("reps", "tempo", "self_paced")


def build_exercise(
    shape: ExerciseFile, file: str, flags: Collection[str], equipment: Collection[str]
) -> Exercise:
    """Build an exercise; its flags and equipment must be among those known."""
    _check_id(file, "id", shape.id)
    for key in ("easier", "harder"):
        for index, rung in enumerate(getattr(shape, key)):
            _check_id(file, f"{key}[{index}]", rung)
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
    with _placed(file, ""):
        check_range("rung", shape.rung, 1, MAX_RUNG)
        rest_ms = _ms(file, "rest_s", shape.rest_s)
        check_range("rest_ms", rest_ms, 0, MAX_REST_MS)
    dosage = _dosage(file, shape.dosage, shape.kind)
    start = _start(file, shape.start, shape.kind)
    _check_start(file, start, dosage)
    with _placed(file, ""):
        return Exercise(
            id=shape.id,
            name=_plain(shape.name),
            other_names=_plain_all(shape.other_names),
            category=shape.category,
            areas=_plain_all(shape.areas),
            muscles=_plain_all(shape.muscles),
            position=shape.position,
            equipment=shape.equipment,
            kind=shape.kind,
            laterality=shape.laterality,
            side_means=shape.side_means,
            loads=shape.loads,
            dosage=dosage,
            start=start,
            rest_ms=rest_ms,
            phases=PhaseWords(
                work=_plain(shape.phases.work),
                hold=_plain(shape.phases.hold),
                back=_plain(shape.phases.back),
            ),
            summary=_plain(shape.summary),
            setup=_plain(shape.setup),
            steps=_plain_all(shape.steps),
            cues=_plain_all(shape.cues),
            mistakes=_plain_all(shape.mistakes),
            caution=_plain(shape.caution),
            spoken_position=_plain(shape.spoken_position),
            spoken_leg=_plain(shape.spoken_leg),
            ladder=_plain(shape.ladder),
            rung=shape.rung,
            easier=shape.easier,
            harder=shape.harder,
            avoid_flags=shape.avoid_flags,
            caution_flags=shape.caution_flags,
            on_floor_or_bed=shape.on_floor_or_bed,
            source=_plain(shape.source),
            avoid_sore_side_down=shape.avoid_sore_side_down,
        )


def build_routine(
    shape: RoutineFile, file: str, exercises: Mapping[str, Exercise], origin: RoutineOrigin
) -> Routine:
    """Build a routine from exercises there are; what an item leaves out is their start dose."""
    _check_id(file, "id", shape.id)
    taken = {item.uid for item in shape.items if item.uid is not None}
    items: list[RoutineItem] = []
    for index, table in enumerate(shape.items):
        path = f"items[{index}]"
        exercise = exercises.get(table.exercise)
        if exercise is None:
            hint = suggestion(table.exercise, exercises)
            rule = f"{table.exercise} is not a known exercise{hint}"
            raise ContentError(file, f"{path}.exercise", rule)
        uid = table.uid or _free_uid(table.exercise, taken)
        taken.add(uid)
        items.append(_item(file, path, table, exercise, uid))
    with _placed(file, "", items):
        return Routine(
            id=shape.id,
            name=_plain(shape.name),
            goal=_plain(shape.goal),
            audience=_plain(shape.audience),
            items=tuple(items),
            origin=origin,
        )


def build_red_flags(shape: RedFlagsFile, file: str) -> tuple[RedFlag, ...]:
    """Build the red flags, in the order of the file."""
    found: dict[str, RedFlag] = {}
    for index, table in enumerate(shape.red_flags):
        path = f"red_flags[{index}].id"
        _check_id(file, path, table.id)
        if table.id in found:
            raise ContentError(file, path, f"{table.id} is used twice")
        found[table.id] = RedFlag(
            id=table.id, tier=table.tier, plain=_plain(table.plain), source=_plain(table.source)
        )
    return tuple(found.values())


def build_clinic_logs(shape: ClinicLogsFile, file: str) -> tuple[ClinicLog, ...]:
    """Build the clinic's treatments, in the order of the file."""
    found: dict[str, ClinicLog] = {}
    for index, table in enumerate(shape.clinic_logs):
        path = f"clinic_logs[{index}].id"
        _check_id(file, path, table.id)
        if table.id in found:
            raise ContentError(file, path, f"{table.id} is used twice")
        found[table.id] = ClinicLog(
            id=table.id,
            name=_plain(table.name),
            what=_plain(table.what),
            why_clinic=_plain(table.why_clinic),
            caution=_plain(table.caution),
            source=_plain(table.source),
        )
    return tuple(found.values())


def _item(file: str, path: str, table: ItemTable, exercise: Exercise, uid: str) -> RoutineItem:
    if exercise.laterality is not Laterality.UNILATERAL:
        for key in ("side", "left", "right"):
            if getattr(table, key) is not None:
                rule = f"{exercise.id} works both sides together, so no side has a dose of its own"
                raise ContentError(file, f"{path}.{key}", rule)
    if table.side is Side.BILATERAL:
        raise ContentError(file, f"{path}.side", "bilateral is none of left, right")
    dose = _changed(file, path, exercise.start, table, exercise)
    own = {
        key: None if part is None else _changed(file, f"{path}.{key}", dose, part, exercise)
        for key, part in (("left", table.left), ("right", table.right))
    }
    rest_ms = exercise.rest_ms
    if table.rest_s is not None:
        rest_ms = _ms(file, f"{path}.rest_s", table.rest_s)
    with _placed(file, path):
        return RoutineItem(
            uid=uid,
            exercise=exercise,
            prescription=Prescription(
                dose=dose,
                rest_ms=rest_ms,
                laterality=exercise.laterality,
                only_side=table.side,
                left=own["left"],
                right=own["right"],
            ),
            group=table.group,
        )


def _changed(file: str, path: str, base: Dose, table: SideDoseTable, exercise: Exercise) -> Dose:
    """Return the base dose with the parts that a table gives."""
    wanted = _PART_OF_KIND[exercise.kind]
    for key in (*_ONLY_FOR_REPS, "hold_s", "duration_s"):
        fits = key == wanted or (exercise.kind is DoseKind.REPS and key in _ONLY_FOR_REPS)
        if not fits and getattr(table, key) is not None:
            rule = f"does not fit {exercise.id}; give {wanted} instead"
            raise ContentError(file, f"{path}.{key}", rule)
    with _placed(file, path):
        return Dose(
            sets=base.sets if table.sets is None else table.sets,
            reps=base.reps if table.reps is None else table.reps,
            tempo=base.tempo if table.tempo is None else Tempo.parse(table.tempo),
            self_paced=base.self_paced if table.self_paced is None else table.self_paced,
            hold_ms=_ms_or(file, f"{path}.hold_s", table.hold_s, base.hold_ms),
            duration_ms=_ms_or(file, f"{path}.duration_s", table.duration_s, base.duration_ms),
        )


def _start(file: str, table: StartTable, kind: DoseKind) -> Dose:
    wanted = _PART_OF_KIND[kind]
    for key in ("reps", "tempo", "hold_s", "duration_s"):
        fits = key == wanted or (kind is DoseKind.REPS and key == "tempo")
        given = getattr(table, key) is not None
        if given and not fits:
            raise ContentError(file, f"start.{key}", f"does not fit kind {kind}; give {wanted}")
        if fits and not given:
            raise ContentError(file, f"start.{key}", f"is missing; kind {kind} needs it")
    with _placed(file, "start"):
        return Dose(
            sets=table.sets,
            reps=table.reps,
            tempo=None if table.tempo is None else Tempo.parse(table.tempo),
            hold_ms=_ms_or(file, "start.hold_s", table.hold_s, None),
            duration_ms=_ms_or(file, "start.duration_s", table.duration_s, None),
        )


def _dosage(file: str, table: DosageTable, kind: DoseKind) -> DosageRange:
    wanted = _PART_OF_KIND[kind]
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


def _check_id(file: str, path: str, found: str) -> None:
    if len(found) > MAX_ID or _ID.fullmatch(found) is None:
        rule = f"{found!r} is not made of small letters, figures and _ (64 at most)"
        raise ContentError(file, path, rule)


def _free_uid(exercise_id: str, taken: Collection[str]) -> str:
    number = 1
    while f"{exercise_id}-{number}" in taken:
        number += 1
    return f"{exercise_id}-{number}"


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
    low, high = (_ms(file, path, seconds) for seconds in pair)
    for value in (low, high):
        if not 0 <= value <= high_ms:
            rule = "is under 0" if value < 0 else f"is over {high_ms // SECOND_MS}"
            raise ContentError(file, path, f"{value / SECOND_MS:g} {rule}")
    if low > high:
        raise ContentError(file, path, f"{pair[0]:g} to {pair[1]:g} runs backwards")
    return Span(low, high)


def _ms(file: str, path: str, seconds: float) -> int:
    if not math.isfinite(seconds):
        raise ContentError(file, path, f"{seconds} is not a number of seconds")
    return round(seconds * SECOND_MS)


def _ms_or(file: str, path: str, seconds: float | None, otherwise: int | None) -> int | None:
    return otherwise if seconds is None else _ms(file, path, seconds)


def _plain(text: str) -> str:
    """Return the text on one line; a long sentence may be broken in its file."""
    return " ".join(text.split())


def _plain_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(text) for text in texts)


@contextmanager
def _placed(file: str, path: str, items: list[RoutineItem] | None = None) -> Iterator[None]:
    """Turn a RangeError of the domain into a ContentError that names its place."""
    try:
        yield
    except RangeError as error:
        field = error.field.split(" ")[0]
        if field.endswith("_ms"):
            field = field.removesuffix("_ms") + "_s"
        where = "" if field == "dose" else field
        if items is not None and field in ("uid", "group"):
            last = max(
                index for index, item in enumerate(items) if getattr(item, field) == error.value
            )
            path = f"items[{last}]"
        place = ".".join(part for part in (path, where) if part)
        raise ContentError(file, place, f"{error.value} {error.rule}") from error
