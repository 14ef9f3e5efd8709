"""Exercises as lines and rows for a terminal."""

import pytest

from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import Dose, Tempo
from hipcoach.exchange.library_text import dose_text, exercise_lines, exercise_row, range_text


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(sets=2, reps=8, tempo=Tempo.parse("2-1-2.5-0")), "2 × 8, tempo 2-1-2.5-0"),
        (Dose(sets=3, hold_ms=30_000), "3 × 30 s"),
        (Dose(sets=1, duration_ms=90_000), "1 × 90 s"),
    ],
)
def test_doses_in_short(dose: Dose, words: str) -> None:
    assert dose_text(dose) == words


def test_ranges_name_each_part_once() -> None:
    told = range_text(load_library().exercises["clamshell_band"].dosage)
    assert told == "sets 2-3; repetitions 8-15; hold 0-2 s; rest 30-60 s; days a week 2-3"


def test_every_exercise_can_be_printed() -> None:
    library = load_library()
    for exercise in library.exercises.values():
        lines = exercise_lines(exercise, library.equipment_names, library.precautions)
        assert lines[0] == exercise.name
        joined = " ".join(" ".join(lines).split())
        assert all(" ".join(step.split()) in joined for step in exercise.steps)
        assert exercise_row(exercise)["id"] == exercise.id
