"""Routines as files: what a therapist sends, and what is sent on; a `coaching` port."""

from collections.abc import Mapping
from pathlib import Path

import tomli_w

from hipcoach.content.decoding import decode, read_file
from hipcoach.content.routine_building import build_routine, unknown_exercises
from hipcoach.content.schema import RoutineFile
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, Laterality, Side
from hipcoach.domain.routine import USUAL_PRIORITY, Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.units import SECOND_MS
from hipcoach.domain.written import is_written

THERAPIST_ENDING = ".hipcoach"
_Table = dict[str, object]


class RoutineFiles:
    """Reads and writes a routine as TOML, with the exercises there are."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        """Know these exercises."""
        self._exercises = exercises

    def load(self, path: Path) -> bytes:
        """Return what a file holds; raise ContentError when it can't be read or is too large."""
        return read_file(path)

    def unknown(self, data: bytes, file: str) -> tuple[str, ...]:
        """Return the exercises that a routine names and the library doesn't have.

        Raises ContentError naming file, place and rule when the data is no routine.
        """
        return unknown_exercises(decode(data, file, RoutineFile), self._exercises)

    def read(self, data: bytes, file: str, instead: Mapping[str, str | None]) -> Routine:
        """Read a routine; `instead` tells what stands for each unknown exercise, None for text.

        Unless it says otherwise, a file that ends in `.hipcoach` is from a therapist and any
        other the person's own. Raises ContentError naming file, place and rule.
        """
        shape = decode(data, file, RoutineFile)
        from_therapist = file.lower().endswith(THERAPIST_ENDING)
        origin = RoutineOrigin.THERAPIST if from_therapist else RoutineOrigin.OWN
        return build_routine(shape, file, self._exercises, origin, instead)

    def write(self, routine: Routine) -> bytes:
        """Return a routine as a file, with every dose in full."""
        return write_routine(routine)


def write_routine(routine: Routine) -> bytes:
    """Return a routine as TOML that reads back as the same, whatever the library says by then."""
    table: _Table = {"id": routine.id, "name": routine.name}
    for key, text in (("goal", routine.goal), ("audience", routine.audience)):
        if text:
            table[key] = text
    if routine.origin is not RoutineOrigin.BUILT_IN:
        table["origin"] = routine.origin.value
    table["items"] = [_item(item) for item in routine.items]
    return tomli_w.dumps(table).encode()


def _item(item: RoutineItem) -> _Table:
    prescription = item.prescription
    table: _Table = {}
    if is_written(item.exercise):
        table["text"] = item.exercise.name
        table["laterality"] = prescription.laterality.value
    else:
        table["exercise"] = item.exercise.id
    table["uid"] = item.uid
    table.update(_dose(prescription.dose))
    table["rest_s"] = _seconds(prescription.rest_ms)
    if item.transition_ms is not None:
        table["transition_s"] = _seconds(item.transition_ms)
    if item.group is not None:
        table["group"] = item.group
    if item.locked:
        table["locked"] = True
    if item.priority != USUAL_PRIORITY:
        table["priority"] = item.priority
    if prescription.laterality is Laterality.UNILATERAL:
        if prescription.only_side is not None:
            table["side"] = prescription.only_side.value
        for side, own in ((Side.LEFT, prescription.left), (Side.RIGHT, prescription.right)):
            if own is not None:
                table[side.value] = _dose(own)
    return table


def _dose(dose: Dose) -> _Table:
    table: _Table = {"sets": dose.sets}
    if dose.reps is not None and dose.tempo is not None:
        table.update(reps=dose.reps, tempo=dose.tempo.text, self_paced=dose.self_paced)
    if dose.hold_ms is not None:
        table["hold_s"] = _seconds(dose.hold_ms)
    if dose.duration_ms is not None:
        table["duration_s"] = _seconds(dose.duration_ms)
    return table


def _seconds(ms: int) -> float:
    whole, rest = divmod(ms, SECOND_MS)
    return ms / SECOND_MS if rest else whole
