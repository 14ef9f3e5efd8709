"""Where a rep is, to the millisecond."""

import pytest

from hipcoach.domain.prescription import DoseKind, Tempo
from hipcoach.figure.figure import Part
from hipcoach.ui.models.figure_moments import HOLD_SHOWN, Moment, rep_moment, shown_moment
from tests.support.builders import make_dose

TEMPO = Tempo(2_000, 1_000, 3_000, 500)


@pytest.mark.parametrize(
    ("offset_ms", "part", "fraction"),
    [
        (0, Part.WORK, 0.0),
        (500, Part.WORK, 0.25),
        (1_999, Part.WORK, 0.9995),
        (2_000, Part.HOLD, 0.0),
        (2_750, Part.HOLD, 0.75),
        (3_000, Part.RETURN, 0.0),
        (4_500, Part.RETURN, 0.5),
        (6_000, Part.PAUSE, 0.0),
        (6_499, Part.PAUSE, 0.998),
        (6_500, Part.PAUSE, 1.0),
        (9_000, Part.PAUSE, 1.0),
    ],
)
def test_a_rep_goes_through_its_parts_by_its_tempo(
    offset_ms: int, part: Part, fraction: float
) -> None:
    moment = rep_moment(TEMPO, offset_ms)
    assert moment.part is part
    assert moment.fraction == pytest.approx(fraction)


def test_parts_without_length_are_left_out() -> None:
    tempo = Tempo(1_000, 0, 1_000, 0)
    assert rep_moment(tempo, 999).part is Part.WORK
    assert rep_moment(tempo, 1_000) == Moment(Part.RETURN, 0.0, 0)


def test_the_time_in_a_part_is_told_for_the_breath() -> None:
    assert rep_moment(TEMPO, 2_300).elapsed_ms == 300


def test_an_exercise_of_reps_is_shown_over_and_over_at_its_tempo() -> None:
    dose = make_dose(sets=2, reps=8)
    assert dose.tempo is not None
    rep_ms = dose.tempo.rep_ms
    assert shown_moment(dose, 700) == rep_moment(dose.tempo, 700)
    assert shown_moment(dose, 3 * rep_ms + 700) == shown_moment(dose, 700)


def test_a_hold_is_shown_with_the_way_into_it() -> None:
    dose = make_dose(DoseKind.HOLD)
    assert shown_moment(dose, 750) == rep_moment(HOLD_SHOWN, 750)
    assert shown_moment(dose, 2_000).part is Part.HOLD


def test_what_is_done_by_time_has_no_parts() -> None:
    dose = make_dose(DoseKind.TIMED)
    assert shown_moment(dose, 8_123) == Moment(None, 0.0, 8_123)
