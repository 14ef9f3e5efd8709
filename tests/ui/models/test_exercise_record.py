"""The record of one exercise in plain words."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from hipcoach.coaching.exercise_history import NOTHING_YET, BestSet, History
from hipcoach.domain.prescription import Side
from hipcoach.ui.models.exercise_record import record_lines

DAY = date(2026, 3, 2)
SHOWN = "02/03/2026"


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def best(side: Side, reps: int | None, done_ms: int = 0) -> BestSet:
    return BestSet(side=side, reps=reps, done_ms=done_ms, day=DAY)


def test_nothing_is_told_of_nothing() -> None:
    assert record_lines(NOTHING_YET) == ()


def test_sides_are_told_apart() -> None:
    history = History(
        sets=12,
        sessions=4,
        last_days=(DAY, date(2026, 2, 28)),
        bests=(best(Side.LEFT, 12), best(Side.RIGHT, 1)),
    )
    assert record_lines(history) == (
        ("Sets done", "12 sets in 4 sessions"),
        ("Last done", f"{SHOWN}, 28/02/2026"),
        ("Most in a set, left", f"12 repetitions, on {SHOWN}"),
        ("Most in a set, right", f"1 repetition, on {SHOWN}"),
    )


def test_holds_are_told_in_whole_seconds_that_were_held() -> None:
    history = History(
        sets=2, sessions=1, last_days=(DAY,), bests=(best(Side.BILATERAL, None, 29_900),)
    )
    assert record_lines(history) == (
        ("Sets done", "2 sets in one session"),
        ("Last done", SHOWN),
        ("Most in a set", f"29 s, on {SHOWN}"),
    )


def test_one_set_is_one_set() -> None:
    history = History(sets=1, sessions=1, last_days=(DAY,), bests=())
    assert record_lines(history)[0] == ("Sets done", "1 set")
