"""Searching as people type."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.domain.exercise import Category, Position
from hipcoach.ui.models.exercise_filter import (
    ExerciseFilter,
    Wanted,
    can_be_done_with,
    folded,
)
from hipcoach.ui.models.exercise_ladder import Grade
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


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ("a", "b", "c")),
        (Wanted(area="buttock"), ("a", "b")),
        (Wanted(position=Position.SUPINE), ("b", "c")),
        (Wanted(category=Category.STRETCH), ("c",)),
        (Wanted(owned=frozenset()), ("a",)),
        (Wanted(owned=frozenset({"mat", "chair"})), ("a", "b")),
        (Wanted(area="buttock", position=Position.SUPINE), ("b",)),
        (Wanted(area="buttock", category=Category.STRETCH), ()),
    ],
)
def test_what_is_chosen_is_combined(
    qapp: QApplication, wanted: Wanted, ids: tuple[str, ...]
) -> None:
    a = make_exercise("a", name="Aaa", areas=("buttock", "outer hip"))
    b = make_exercise("b", areas=("buttock",), position=Position.SUPINE, equipment=("mat",))
    c = make_exercise(
        "c", areas=(), position=Position.SUPINE, equipment=("band",), category=Category.STRETCH
    )
    assert ExerciseFilter((a, b, c)).matching("", wanted) == ids
    only_a = tuple(each for each in ids if each == "a")
    assert ExerciseFilter((a, b, c)).matching("aaa", wanted) == only_a


@pytest.mark.parametrize(
    ("owned", "can"),
    [
        ({"chair", "mat"}, True),
        ({"stool", "mat"}, True),
        ({"chair_or_stool", "mat"}, True),
        ({"chair"}, False),
        ({"mat"}, False),
        (set(), False),
    ],
)
def test_one_of_two_things_is_enough(owned: set[str], can: bool) -> None:
    exercise = make_exercise(equipment=("chair_or_stool", "mat"))
    assert can_be_done_with(exercise, owned) is can


def test_how_hard_it_is_beside_the_others(qapp: QApplication) -> None:
    rungs = [
        replace(make_exercise(f"rung{at}", areas=(area,)), ladder="one", rung=at)
        for at, area in ((1, "hip"), (2, "knee"), (3, "hip"))
    ]
    alone = replace(make_exercise("alone"), ladder="other")
    found = ExerciseFilter((*rungs, alone))
    assert found.matching("", Wanted(grade=Grade.EASIEST)) == ("rung1",)
    assert found.matching("", Wanted(grade=Grade.BETWEEN)) == ("rung2",)
    assert found.matching("", Wanted(grade=Grade.HARDEST)) == ("rung3",)
    assert found.matching("", Wanted(grade=Grade.HARDEST, area="knee")) == ()
    assert found.matching("rung1", Wanted(grade=Grade.HARDEST)) == ()
