"""Doses, times, sites and dates read as people write them."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.ui import labels
from tests.support.builders import make_dose, make_exercise, make_item

ONE_SIDE = make_exercise(laterality=Laterality.UNILATERAL)
IN_TURN = make_exercise(laterality=Laterality.ALTERNATING)


def test_a_dose_of_reps_tells_sets_reps_and_sides() -> None:
    assert labels.dose_text(make_item(dose=make_dose(sets=2, reps=10))) == "2 × 10"
    item = make_item(ONE_SIDE, dose=make_dose(sets=2, reps=10))
    assert labels.dose_text(item, ONE_SIDE) == "2 × 10 each side"
    assert labels.dose_text(item.prescription) == "2 × 10 each side"
    in_turn = make_item(IN_TURN, dose=make_dose(sets=1, reps=8))
    assert labels.dose_text(in_turn) == "1 × 8 each side, in turn"


def test_sides_with_doses_of_their_own_are_told_apart() -> None:
    less = make_dose(sets=1, reps=6)
    both = make_item(ONE_SIDE, dose=make_dose(sets=2, reps=10), left=less)
    assert labels.dose_text(both) == "left 1 × 6, right 2 × 10"
    left = make_item(ONE_SIDE, dose=make_dose(sets=2, reps=10), left=less, only_side=Side.LEFT)
    assert labels.dose_text(left) == "1 × 6, left side"
    right = make_item(ONE_SIDE, dose=make_dose(sets=2, reps=10), only_side=Side.RIGHT)
    assert labels.dose_text(right) == "2 × 10, right side"


@pytest.mark.parametrize(
    ("kind", "sets", "ms", "text"),
    [
        (DoseKind.HOLD, 2, 30_000, "2 × 30 s"),
        (DoseKind.HOLD, 1, 30_000, "30 s"),
        (DoseKind.TIMED, 1, 300_000, "5 min"),
        (DoseKind.TIMED, 3, 90_000, "3 × 1 min 30 s"),
    ],
)
def test_holds_and_times_are_in_seconds_and_minutes(
    kind: DoseKind, sets: int, ms: int, text: str
) -> None:
    exercise = make_exercise(kind=kind)
    dose = make_dose(kind, sets=sets, hold_ms=ms, duration_ms=ms)
    assert labels.dose_text(make_item(exercise, dose=dose)) == text


def test_minutes_are_whole_and_never_none() -> None:
    assert labels.minutes_text(4_000) == "1 minute"
    assert labels.minutes_text(12 * 60_000 + 29_000) == "12 minutes"


def test_a_site_reads_after_your() -> None:
    assert labels.site_text("left hip") == "left hip"
    assert labels.site_text("right outer hip") == "right outer hip"
    assert labels.site_text("low back") == "low back"


def test_dates_are_written_in_the_way_of_the_locale() -> None:
    day = date(2026, 11, 25)
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
        assert labels.date_text(day) == "Mittwoch, 25. November 2026"
        assert labels.short_date_text(day) == "25.11.26"
        assert labels.weekday_text(day) == "Mittwoch"
        assert labels.weekday_names()[0] == "Mo"
        assert labels.weekday_names(in_full=True)[6] == "Sonntag"
    finally:
        QLocale.setDefault(before)
