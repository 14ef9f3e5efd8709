"""Pathway files: a condition's stages, criteria and routines as a table, and their loader."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hipcoach.content.decoding import decode, read_file, suggestion
from hipcoach.content.lesson_files import SHIPPED_LESSONS
from hipcoach.content.placing import check_id, on_one_line, placed
from hipcoach.content.routine_building import build_routine
from hipcoach.content.schema import (
    PathwayFile,
    StageRoutineTable,
    StageTable,
    ToldTable,
)
from hipcoach.domain.errors import ContentError
from hipcoach.domain.exercise import Exercise, Span
from hipcoach.domain.pathway import (
    Criterion,
    Guideline,
    LeaveOut,
    Pathway,
    Stage,
    StageRoutine,
    Told,
    pathway_flag,
)
from hipcoach.domain.routine import Routine, RoutineOrigin

FOLDER: Final = Path(__file__).parent / "pathways"
# In the order in which they are offered; "nobody has told me" is a choice like any other.
SHIPPED_PATHWAYS: Final = (
    "not_sure",
    "hip_arthritis",
    "gluteal_tendon",
    "groin_pinch",
    "after_replacement",
    "low_back_and_hip",
    "pelvic_girdle",
    "bone_health",
)


@dataclass(frozen=True, slots=True)
class Pathways:
    """The pathways, the routines in them, and the exercises with what they are left out for."""

    pathways: Mapping[str, Pathway]
    routines: Mapping[str, Routine]
    exercises: Mapping[str, Exercise]
    precautions: Mapping[str, str]


def load_pathways(
    exercises: Mapping[str, Exercise],
    routines: Collection[str],
    precautions: Mapping[str, str],
    equipment: Collection[str],
    *,
    folder: Path = FOLDER,
    ids: Collection[str] = SHIPPED_PATHWAYS,
) -> Pathways:
    """Load the shipped pathways; raise ContentError when one breaks a rule.

    What a pathway leaves out gets the pathway's own precaution, so that it is left out wherever
    precautions are looked at.
    """
    shapes = {each: decode(read_file(folder / f"{each}.toml"), f"{each}.toml", PathwayFile)
              for each in ids}  # fmt: skip
    flagged = dict(exercises)
    told = dict(precautions)
    for file, shape in ((f"{each}.toml", shape) for each, shape in shapes.items()):
        told[pathway_flag(shape.id)] = on_one_line(shape.told)
        for index, group in enumerate(shape.leave_out):
            for place, exercise_id in enumerate(group.exercises):
                path = f"leave_out[{index}].exercises[{place}]"
                _check_known(file, path, exercise_id, flagged, "exercise")
                exercise = flagged[exercise_id]
                flags = (*exercise.avoid_flags, pathway_flag(shape.id))
                flagged[exercise_id] = replace(
                    exercise, avoid_flags=tuple(dict.fromkeys(flags))
                )  # fmt: skip
    own: dict[str, Routine] = {}
    for each, shape in shapes.items():
        for routine in _routines(shape, f"{each}.toml", flagged, {*routines, *own}):
            own[routine.id] = routine
    known = _Known({*routines, *own}, precautions, equipment)
    return Pathways(
        {each: _pathway(shape, f"{each}.toml", each, known) for each, shape in shapes.items()},
        own,
        flagged,
        told,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    routines: Collection[str]
    flags: Collection[str]
    equipment: Collection[str]


def _routines(
    shape: PathwayFile, file: str, exercises: Mapping[str, Exercise], taken: Collection[str]
) -> list[Routine]:
    found: list[Routine] = []
    for index, table in enumerate(shape.routines):
        path = f"routines[{index}]"
        try:
            routine = build_routine(table, file, exercises, RoutineOrigin.BUILT_IN)
        except ContentError as error:
            place = ".".join(part for part in (path, error.path) if part)
            raise ContentError(file, place, error.rule) from error
        if routine.id in taken or any(each.id == routine.id for each in found):
            raise ContentError(file, f"{path}.id", f"{routine.id} is taken already")
        found.append(routine)
    return found


def _pathway(shape: PathwayFile, file: str, stem: str, known: _Known) -> Pathway:
    check_id(file, "id", shape.id)
    if shape.id != stem:
        raise ContentError(file, "id", f"{shape.id} is not the name of its file")
    _check_known(file, "lesson", shape.lesson, SHIPPED_LESSONS, "lesson")
    for index, flag in enumerate(shape.flags):
        _check_known(file, f"flags[{index}]", flag, known.flags, "precaution")
    for key in ("stages", "guidelines", "be_seen", "checks"):
        if not getattr(shape, key):
            raise ContentError(file, key, "is empty; give at least one")
    stages = tuple(_stage(table, file, index, known) for index, table in enumerate(shape.stages))
    ids = [stage.id for stage in stages]
    for index, stage in enumerate(stages):
        if ids.index(stage.id) != index:
            raise ContentError(file, f"stages[{index}].id", f"{stage.id} is used twice")
        is_last = index == len(stages) - 1
        if is_last is not (stage.criterion is None):
            rule = (
                "is given for the last stage; nothing comes after it"
                if is_last
                else "is missing; another stage follows"
            )
            raise ContentError(file, f"stages[{index}].criterion", rule)
    return Pathway(
        id=shape.id,
        name=on_one_line(shape.name),
        told=on_one_line(shape.told),
        plain=on_one_line(shape.plain),
        lesson=shape.lesson,
        flags=shape.flags,
        checks=shape.checks,
        be_seen=tuple(on_one_line(each) for each in shape.be_seen),
        leave_out=tuple(
            LeaveOut(exercises=group.exercises, why=on_one_line(group.why))
            for group in shape.leave_out
        ),
        guidelines=tuple(
            Guideline(
                citation=on_one_line(each.citation),
                used=on_one_line(each.used),
                checked=on_one_line(each.checked),
            )
            for each in shape.guidelines
        ),
        stages=stages,
    )


def _stage(table: StageTable, file: str, index: int, known: _Known) -> Stage:
    path = f"stages[{index}]"
    check_id(file, f"{path}.id", table.id)
    if table.weeks[0] > table.weeks[1]:
        raise ContentError(
            file, f"{path}.weeks", f"{table.weeks[0]} to {table.weeks[1]} runs backwards"
        )
    routines = tuple(
        _stage_routine(each, file, f"{path}.routines[{place}]", known)
        for place, each in enumerate(table.routines)
    )
    criterion = table.criterion
    with placed(file, path):
        return Stage(
            id=table.id,
            name=on_one_line(table.name),
            goal=on_one_line(table.goal),
            weeks=Span(*table.weeks),
            routines=routines,
            aerobic=on_one_line(table.aerobic or ""),
            criterion=None
            if criterion is None
            else Criterion(
                plain=on_one_line(criterion.plain),
                sessions=criterion.sessions,
                settled=criterion.settled,
                walk_minutes=criterion.walk_minutes,
                weeks_without_fall=criterion.weeks_without_fall,
                clinician=criterion.clinician,
            ),
        )


def _stage_routine(table: StageRoutineTable, file: str, path: str, known: _Known) -> StageRoutine:
    _check_known(file, f"{path}.routine", table.routine, known.routines, "routine")
    with placed(file, path):
        return StageRoutine(
            routine_id=table.routine,
            days=table.days,
            why=on_one_line(table.why),
            times_per_day=table.times_per_day,
            when=_told(table.when, file, f"{path}.when", known),
            unless=_told(table.unless, file, f"{path}.unless", known),
        )


def _told(table: ToldTable, file: str, path: str, known: _Known) -> Told:
    for index, flag in enumerate(table.flags):
        _check_known(file, f"{path}.flags[{index}]", flag, known.flags, "precaution")
    for index, each in enumerate(table.equipment):
        _check_known(
            file, f"{path}.equipment[{index}]", each, known.equipment, "piece of equipment"
        )
    with placed(file, path):
        return Told(
            flags=table.flags,
            areas=table.areas,
            equipment=table.equipment,
            usual_pain_from=table.usual_pain_from,
        )


def _check_known(file: str, path: str, found: str, known: Collection[str], what: str) -> None:
    if found not in known:
        hint = suggestion(found, known)
        raise ContentError(file, path, f"{found} is not a known {what}{hint}")
