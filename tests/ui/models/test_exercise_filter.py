"""Searching as people type."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.ui.models.exercise_filter import ExerciseFilter, folded
from tests.support.builders import make_exercise


@pytest.fixture
def found(qapp: QApplication) -> ExerciseFilter:
    bridge = replace(make_exercise("bridge", areas=("buttock",)), other_names=("Pont fessier",))
    clam = replace(make_exercise("clam", areas=("outer hip",)), muscles=("gluteus medius",))
    warm = replace(make_exercise("warm", name="Wärme für die Hüfte"), areas=("calf",))
    return ExerciseFilter((bridge, clam, warm))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ("bridge", "clam", "warm")),
        ("  ", ("bridge", "clam", "warm")),
        ("BRIDGE", ("bridge",)),
        ("pont", ("bridge",)),
        ("gluteus", ("bridge", "clam", "warm")),
        ("gluteus medius", ("clam",)),
        ("outer-hip", ("clam",)),
        ("warme hufte", ("warm",)),
        ("HÜFTE", ("warm",)),
        ("medius clam", ("clam",)),
        ("elbow", ()),
    ],
)
def test_words_are_found_anywhere(found: ExerciseFilter, query: str, ids: tuple[str, ...]) -> None:
    assert found.matching(query) == ids


def test_folding() -> None:
    assert folded("  Side-Lying  ÉTÉ ") == "side lying ete"
