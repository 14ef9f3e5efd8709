"""From the shape of a routine's file to a routine; every failure is a ContentError."""

from collections.abc import Collection, Mapping

from msgspec import structs

from hipcoach.content.decoding import suggestion
from hipcoach.content.placing import (
    PART_OF_KIND,
    check_id,
    milliseconds,
    milliseconds_or,
    on_one_line,
    placed,
)
from hipcoach.content.schema import ItemTable, RoutineFile, SideDoseTable
from hipcoach.domain.errors import ContentError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Side, Tempo
from hipcoach.domain.routine import Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.written import written_exercise

_ONLY_FOR_REPS = ("reps", "tempo", "self_paced")
_PARTS = (*_ONLY_FOR_REPS, "hold_s", "duration_s")


def build_routine(
    shape: RoutineFile,
    file: str,
    exercises: Mapping[str, Exercise],
    origin: RoutineOrigin,
    instead: Mapping[str, str | None] | None = None,
) -> Routine:
    """Build a routine; what an item leaves out is the start dose of its exercise.

    `instead` tells what stands for an exercise that isn't known: another one's id, or None to
    keep its name as text. `origin` holds where the file doesn't tell another.
    """
    check_id(file, "id", shape.id)
    if shape.origin is RoutineOrigin.BUILT_IN:
        raise ContentError(file, "origin", "built-in is none of own, therapist")
    taken = {item.uid for item in shape.items if item.uid is not None}
    items: list[RoutineItem] = []
    for index, table in enumerate(shape.items):
        path = f"items[{index}]"
        exercise, is_other = _exercise(file, path, table, exercises, instead or {})
        uid = table.uid or _free_uid("text" if table.exercise is None else table.exercise, taken)
        taken.add(uid)
        items.append(_item(file, path, table, exercise, uid, is_other=is_other))
    with placed(file, "", items):
        return Routine(
            id=shape.id,
            name=on_one_line(shape.name),
            goal=on_one_line(shape.goal),
            audience=on_one_line(shape.audience),
            items=tuple(items),
            origin=origin if shape.origin is None else shape.origin,
        )


def unknown_exercises(shape: RoutineFile, exercises: Collection[str]) -> tuple[str, ...]:
    """Return the exercises that a file names and the library doesn't have, in their order."""
    named = (table.exercise for table in shape.items)
    return tuple(dict.fromkeys(name for name in named if name and name not in exercises))


def _exercise(
    file: str,
    path: str,
    table: ItemTable,
    exercises: Mapping[str, Exercise],
    instead: Mapping[str, str | None],
) -> tuple[Exercise, bool]:
    """Return the exercise of an item, and whether it is another than the one that is named."""
    if table.exercise is None:
        if table.text is None:
            raise ContentError(file, f"{path}.exercise", "is missing; a text may take its place")
        return _written(file, path, table, table.text), False
    if table.text is not None:
        raise ContentError(file, f"{path}.text", "is given beside an exercise; give one of them")
    if table.laterality is not None:
        raise ContentError(file, f"{path}.laterality", "fits only a text; exercises have their own")
    named = table.exercise
    if named in exercises:
        return exercises[named], False
    if named not in instead:
        hint = suggestion(named, exercises)
        raise ContentError(file, f"{path}.exercise", f"{named} is not a known exercise{hint}")
    other = instead[named]
    if other is None:
        return _written(file, path, table, named.replace("_", " ").capitalize()), False
    return exercises[other], True


def _written(file: str, path: str, table: ItemTable, words: str) -> Exercise:
    """Return an exercise that is only words; what is given of its dose tells its kind."""
    given = [kind for kind, key in PART_OF_KIND.items() if getattr(table, key) is not None]
    if len(given) > 1:
        keys = " and ".join(PART_OF_KIND[kind] for kind in given)
        raise ContentError(file, path, f"{keys} are given; one of them says how much it is")
    laterality = table.laterality
    if laterality is None:
        sided = (table.side, table.left, table.right) != (None, None, None)
        laterality = Laterality.UNILATERAL if sided else Laterality.BILATERAL
    with placed(file, path):
        return written_exercise(words, given[0] if given else DoseKind.TIMED, laterality)


def _item(
    file: str, path: str, table: ItemTable, exercise: Exercise, uid: str, *, is_other: bool
) -> RoutineItem:
    if is_other:
        table = _fitting(table, exercise)
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
        rest_ms = milliseconds(file, f"{path}.rest_s", table.rest_s)
    with placed(file, path):
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
            group=None if table.group is None else on_one_line(table.group),
            locked=table.locked,
            priority=table.priority,
            transition_ms=milliseconds_or(file, f"{path}.transition_s", table.transition_s, None),
        )


def _fitting(table: ItemTable, exercise: Exercise) -> ItemTable:
    """Leave out what was meant for the exercise that another one stands in for."""
    sides = exercise.laterality is Laterality.UNILATERAL
    return structs.replace(
        table,
        **{key: None for key in _PARTS if not _fits(key, exercise.kind)},
        **({} if sides else dict.fromkeys(("side", "left", "right"))),
        **{
            key: structs.replace(
                part, **{each: None for each in _PARTS if not _fits(each, exercise.kind)}
            )
            for key, part in (("left", table.left), ("right", table.right))
            if sides and part is not None
        },
    )


def _fits(key: str, kind: DoseKind) -> bool:
    return key == PART_OF_KIND[kind] or (kind is DoseKind.REPS and key in _ONLY_FOR_REPS)


def _changed(file: str, path: str, base: Dose, table: SideDoseTable, exercise: Exercise) -> Dose:
    """Return the base dose with the parts that a table gives."""
    wanted = PART_OF_KIND[exercise.kind]
    for key in _PARTS:
        if not _fits(key, exercise.kind) and getattr(table, key) is not None:
            rule = f"does not fit {exercise.id}; give {wanted} instead"
            raise ContentError(file, f"{path}.{key}", rule)
    with placed(file, path):
        return Dose(
            sets=base.sets if table.sets is None else table.sets,
            reps=base.reps if table.reps is None else table.reps,
            tempo=base.tempo if table.tempo is None else Tempo.parse(table.tempo),
            self_paced=base.self_paced if table.self_paced is None else table.self_paced,
            hold_ms=milliseconds_or(file, f"{path}.hold_s", table.hold_s, base.hold_ms),
            duration_ms=milliseconds_or(
                file, f"{path}.duration_s", table.duration_s, base.duration_ms
            ),
        )


def _free_uid(exercise_id: str, taken: Collection[str]) -> str:
    number = 1
    while f"{exercise_id}-{number}" in taken:
        number += 1
    return f"{exercise_id}-{number}"
