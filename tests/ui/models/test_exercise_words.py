"""Exercises in plain words."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Category, DosageRange, Position, Span
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.ui.models.exercise_words import (
    category_words,
    dose_range,
    duration,
    kind_and_areas,
    position_words,
    short_kind_and_areas,
    starting_dose,
)
from tests.support.builders import make_dose, make_exercise


@pytest.mark.parametrize(
    ("kind", "laterality", "sets", "words"),
    [
        (
            DoseKind.REPS,
            Laterality.UNILATERAL,
            2,
            "2 sets of 5 repetitions on each side, with 30 seconds of rest between",
        ),
        (DoseKind.REPS, Laterality.BILATERAL, 1, "1 set of 5 repetitions"),
        (
            DoseKind.REPS,
            Laterality.ALTERNATING,
            1,
            "1 set of 5 repetitions on each side, in turn, with 30 seconds of rest between",
        ),
        (
            DoseKind.HOLD,
            Laterality.BILATERAL,
            2,
            "2 holds of 30 seconds, with 30 seconds of rest between",
        ),
        (DoseKind.TIMED, Laterality.BILATERAL, 1, "1 minute"),
        (
            DoseKind.TIMED,
            Laterality.BILATERAL,
            2,
            "2 sets of 1 minute, with 30 seconds of rest between",
        ),
    ],
)
def test_the_starting_dose(
    kind: DoseKind, laterality: Laterality, sets: int, words: str, qapp: QApplication
) -> None:
    exercise = make_exercise(kind=kind, laterality=laterality, start=make_dose(kind, sets=sets))
    assert starting_dose(exercise) == words


def test_the_range_of_the_dose() -> None:
    dosage = DosageRange(
        sets=Span(1, 1),
        reps=Span(8, 12),
        hold_ms=Span(0, 2_000),
        rest_ms=Span(30_000, 90_000),
        days_per_week=Span(2, 3),
    )
    assert dose_range(replace(make_exercise(), dosage=dosage)) == (
        "1 set",
        "8 to 12 repetitions",
        "held for up to 2 seconds",
        "30 to 90 seconds of rest",
        "2 to 3 days a week",
    )
    minutes = DosageRange(
        sets=Span(2, 3), duration_ms=Span(60_000, 300_000), days_per_week=Span(1, 1)
    )
    assert dose_range(replace(make_exercise(), dosage=minutes)) == (
        "2 to 3 sets",
        "1 to 5 minutes",
        "1 day a week",
    )


def test_durations() -> None:
    found = [duration(ms) for ms in (1_000, 30_000, 60_000, 90_000, 900_000)]
    assert found == ["1 second", "30 seconds", "1 minute", "90 seconds", "15 minutes"]


def test_every_place_and_kind_has_words() -> None:
    assert len({position_words(each) for each in Position}) == len(Position)
    assert len({category_words(each) for each in Category}) == len(Category)


def test_kind_and_areas() -> None:
    exercise = make_exercise(areas=("outer hip", "buttock"))
    assert kind_and_areas(exercise) == "Strength · outer hip, buttock"


def test_kind_and_areas_in_fewer_words() -> None:
    exercise = make_exercise(areas=("outer hip", "buttock", "thigh"))
    assert short_kind_and_areas(exercise) == (
        "Strength · outer hip, buttock",
        "Strength · outer hip",
        "Strength",
    )
    assert short_kind_and_areas(make_exercise(areas=())) == ("Strength",)


def test_every_exercise_of_the_library_can_be_told() -> None:
    for exercise in load_library().exercises.values():
        told = (starting_dose(exercise), *dose_range(exercise))
        assert not [line for line in told if "{" in line or "0 sets" in line.split()], exercise.id
