"""`hipcoach library`: print the exercises there are, or one to read."""

import argparse
import difflib
from collections.abc import Sequence

import msgspec

from hipcoach.commands.output import DONE, failed, print_utf8, tell
from hipcoach.errands import library_of
from hipcoach.exchange.library_text import clinic_log_lines, exercise_lines, exercise_row
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Print ids and names, or one exercise in full, as text or JSON."""
    library = library_of(DataPaths.find(parsed.data_dir))
    logs = {log.id: log for log in library.clinic_logs}
    wanted: str | None = parsed.id
    if wanted is not None and wanted not in library.exercises and wanted not in logs:
        return failed(_unknown(wanted, (*library.exercises, *logs)))
    tell(library.problems)
    if parsed.json:
        print_utf8()
        if wanted in logs:
            print(msgspec.json.encode(logs[wanted]).decode())
            return DONE
        for exercise_id, exercise in library.exercises.items():
            if wanted in (None, exercise_id):
                print(msgspec.json.encode(exercise_row(exercise)).decode())
    elif wanted is None:
        names = {each.id: each.name for each in library.exercises.values()}
        names.update({log.id: f"{log.name} (clinic only)" for log in library.clinic_logs})
        widest = max(map(len, names))
        for each, name in names.items():
            print(f"{each:<{widest}}  {name}")
    elif wanted in logs:
        print("\n".join(clinic_log_lines(logs[wanted])))
    else:
        told = exercise_lines(
            library.exercises[wanted], library.equipment_names, library.precautions
        )
        print("\n".join(told))
    return DONE


def _unknown(wanted: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(wanted, known, n=1)
    if near:
        return f"There is no exercise {wanted}. Did you mean {near[0]}?"
    return f"There is no exercise {wanted}. hipcoach library lists them all."
