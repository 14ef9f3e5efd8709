"""Loads the shipped exercises and routines, and those a person keeps in a folder of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import msgspec

from hipcoach.content.building import (
    build_checks,
    build_clinic_logs,
    build_exercise,
    build_questions,
    build_red_flags,
)
from hipcoach.content.decoding import decode, read_file
from hipcoach.content.own_figures import add_own_figures
from hipcoach.content.pathway_files import load_pathways
from hipcoach.content.routine_building import build_routine
from hipcoach.content.routine_files import THERAPIST_ENDING
from hipcoach.content.schema import (
    ChecksFile,
    ClinicLogsFile,
    EquipmentFile,
    ExerciseFile,
    PrecautionsFile,
    QuestionsFile,
    RedFlagsFile,
    RoutineFile,
)
from hipcoach.domain.clinic import ClinicLog
from hipcoach.domain.errors import ContentError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pathway import Pathway
from hipcoach.domain.questions import IntakeQuestion
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.domain.safety import RedFlag
from hipcoach.domain.selfcheck import CheckGuide
from hipcoach.figure.figure import Figure

SHIPPED = Path(__file__).parent
SHIPPED_ROUTINES = (
    "first_steps",
    "strength",
    "loosen_up",
    "desk",
    "glute_strength",
    "low_back_and_hip",
    "outer_hip",
    "hip_arthritis",
    "balance",
    "functional",
    "walking",
    "morning",
    "flare_day",
    "maintenance",
    "with_cane",
)

_Shape = TypeVar("_Shape", bound=msgspec.Struct)


_ID_LINE = re.compile(r"""^\s*id\s*=\s*["']([^"']+)["']""", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All content there is; `problems` are the own files that could not be used.

    `routine_places` are the files of own routines by id (routines/hips.toml), and
    `broken_routines` what is wrong with those that name an id and can't be used.
    `own_figures` are those of a person's own exercises; the shipped ones are read when wanted.
    """

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    red_flags: tuple[RedFlag, ...]
    clinic_logs: tuple[ClinicLog, ...]
    checks: tuple[CheckGuide, ...]
    precautions: Mapping[str, str]
    equipment_names: Mapping[str, str]
    pathways: Mapping[str, Pathway]
    questions: tuple[IntakeQuestion, ...] = ()
    problems: tuple[ContentError, ...] = ()
    routine_places: Mapping[str, str] = field(default_factory=dict)
    broken_routines: Mapping[str, ContentError] = field(default_factory=dict)
    own_figures: Mapping[str, Figure] = field(default_factory=dict)


def load_library(own_folder: Path | None = None) -> Library:
    """Load the shipped content and, from three folders in a folder, a person's own.

    These are `exercises`, `figures` and `routines`.

    An own file that can't be used becomes a problem and keeps nothing else from loading.
    Raises ContentError only when a shipped file is broken.
    """
    shipped = _shipped_library()
    if own_folder is None:
        return shipped
    exercises, routines = dict(shipped.exercises), dict(shipped.routines)
    problems: list[ContentError] = []
    places: dict[str, str] = {}
    broken: dict[str, ContentError] = {}
    own_figures: dict[str, Figure] = {}
    built_in = frozenset(exercises)
    _add_own_exercises(
        own_folder, exercises, shipped.precautions, shipped.equipment_names, problems
    )
    own = exercises.keys() - built_in
    paths = _files_in(own_folder / "figures", (".toml",), problems)
    add_own_figures(paths, own, built_in, own_figures, problems)
    _add_own_routines(own_folder, exercises, routines, problems, places, broken)
    return replace(
        shipped,
        exercises=MappingProxyType(exercises),
        routines=MappingProxyType(routines),
        problems=tuple(problems),
        routine_places=MappingProxyType(places),
        broken_routines=MappingProxyType(broken),
        own_figures=MappingProxyType(own_figures),
    )


@cache
def _shipped_library() -> Library:
    """Return what is shipped, read once: it can't change while the program runs."""
    precautions = _shipped("precautions.toml", PrecautionsFile).precautions
    equipment = _shipped("equipment.toml", EquipmentFile).equipment
    exercises: dict[str, Exercise] = {}
    for path in sorted((SHIPPED / "exercises").glob("*.toml")):
        exercise = load_exercise_file(path, precautions, equipment)
        exercises[exercise.id] = exercise
    questions = build_questions(
        _shipped("questions.toml", QuestionsFile), "questions.toml", precautions
    )
    found = load_pathways(exercises, SHIPPED_ROUTINES, precautions, equipment)
    routines = {
        routine_id: _load_routine(
            SHIPPED / "routines" / f"{routine_id}.toml", found.exercises, RoutineOrigin.BUILT_IN
        )
        for routine_id in SHIPPED_ROUTINES
    }
    return Library(
        exercises=MappingProxyType(dict(found.exercises)),
        routines=MappingProxyType({**routines, **found.routines}),
        red_flags=build_red_flags(_shipped("red_flags.toml", RedFlagsFile), "red_flags.toml"),
        clinic_logs=build_clinic_logs(
            _shipped("clinic_logs.toml", ClinicLogsFile), "clinic_logs.toml"
        ),
        checks=build_checks(_shipped("checks.toml", ChecksFile), "checks.toml", found.exercises),
        precautions=MappingProxyType(dict(found.precautions)),
        equipment_names=MappingProxyType(equipment),
        questions=questions,
        pathways=MappingProxyType(dict(found.pathways)),
    )


def load_exercise_file(
    path: Path, precautions: Mapping[str, str], equipment_names: Mapping[str, str]
) -> Exercise:
    """Load one exercise; raise ContentError when the file breaks a rule."""
    exercise = decode_exercise(read_file(path), path.name, precautions, equipment_names)
    if exercise.id != path.stem:
        raise ContentError(path.name, "id", f"{exercise.id} is not the name of its file")
    return exercise


def load_routine_file(path: Path, exercises: Mapping[str, Exercise]) -> Routine:
    """Load one routine; raise ContentError when the file breaks a rule.

    A file that ends in `.hipcoach` is from a therapist, any other is the person's own.
    """
    from_therapist = path.suffix.lower() == THERAPIST_ENDING
    origin = RoutineOrigin.THERAPIST if from_therapist else RoutineOrigin.OWN
    return _load_routine(path, exercises, origin)


def decode_exercise(
    data: bytes, file: str, precautions: Mapping[str, str], equipment_names: Mapping[str, str]
) -> Exercise:
    """Read an exercise from the bytes of a file; raise ContentError when they break a rule."""
    return build_exercise(decode(data, file, ExerciseFile), file, precautions, equipment_names)


def decode_routine(
    data: bytes, file: str, exercises: Mapping[str, Exercise], origin: RoutineOrigin
) -> Routine:
    """Read a routine from the bytes of a file; raise ContentError when they break a rule."""
    return build_routine(decode(data, file, RoutineFile), file, exercises, origin)


def _load_routine(path: Path, exercises: Mapping[str, Exercise], origin: RoutineOrigin) -> Routine:
    return decode_routine(read_file(path), path.name, exercises, origin)


def _shipped(name: str, shape: type[_Shape]) -> _Shape:
    return decode(read_file(SHIPPED / name), name, shape)


def _add_own_exercises(
    own_folder: Path,
    exercises: dict[str, Exercise],
    precautions: Mapping[str, str],
    equipment: Mapping[str, str],
    problems: list[ContentError],
) -> None:
    for path in _files_in(own_folder / "exercises", (".toml",), problems):
        try:
            exercise = load_exercise_file(path, precautions, equipment)
            _refuse_taken(path.name, exercise.id, exercises)
        except ContentError as error:
            problems.append(error)
        else:
            exercises[exercise.id] = exercise


def _add_own_routines(
    own_folder: Path,
    exercises: Mapping[str, Exercise],
    routines: dict[str, Routine],
    problems: list[ContentError],
    places: dict[str, str],
    broken: dict[str, ContentError],
) -> None:
    for path in _files_in(own_folder / "routines", (".toml", THERAPIST_ENDING), problems):
        try:
            routine = load_routine_file(path, exercises)
            _refuse_taken(path.name, routine.id, routines)
        except ContentError as error:
            problems.append(error)
            broken.setdefault(_named_id(path), error)
        else:
            routines[routine.id] = routine
            places[routine.id] = f"{path.parent.name}/{path.name}"


def _named_id(path: Path) -> str:
    """Return the id that a broken file names, or its own name, so that a plan can tell of it."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return path.stem
    found = _ID_LINE.search(text)
    return found[1] if found else path.stem


def _refuse_taken(file: str, found: str, known: Mapping[str, object]) -> None:
    if found in known:
        raise ContentError(file, "id", f"{found} is taken already; choose another")


def _files_in(folder: Path, endings: tuple[str, ...], problems: list[ContentError]) -> list[Path]:
    """List the files of a folder by name; a folder that isn't there holds none."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in endings)
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(ContentError(folder.name, "", f"could not be read ({reason})"))
        return []
