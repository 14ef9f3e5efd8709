from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Side, Tempo
from tests.domain.samples import HOLD, REPS, TEMPO, TIMED


def test_tempo_is_read_as_it_is_written() -> None:
    tempo = Tempo.parse("2-1-2.5-0")
    assert tempo == Tempo(2000, 1000, 2500, 0)
    assert tempo.text == "2-1-2.5-0"
    assert tempo.rep_ms == 5500


@given(st.lists(st.integers(0, 300), min_size=4, max_size=4).filter(lambda parts: sum(parts) >= 10))
def test_every_tempo_survives_its_text(tenths: list[int]) -> None:
    tempo = Tempo(*(tenth * 100 for tenth in tenths))
    assert Tempo.parse(tempo.text) == tempo


@pytest.mark.parametrize("text", ["", "2-1-2", "2-1-2-0-1", "2-1-x-0", "fast", "2--1-2-0"])
def test_what_is_no_tempo(text: str) -> None:
    with pytest.raises(RangeError, match="is not four numbers such as 2-1-2-0"):
        Tempo.parse(text)


@pytest.mark.parametrize("text", ["31-1-2-0", "nan-1-2-0", "inf-1-2-0"])
def test_a_tempo_part_lasts_30_seconds_at_most(text: str) -> None:
    with pytest.raises(RangeError, match="has a part outside 0 to 30 seconds"):
        Tempo.parse(text)


def test_a_rep_lasts_a_second_at_least() -> None:
    assert Tempo(500, 0, 500, 0).rep_ms == 1000
    with pytest.raises(RangeError, match=r"tempo: 0\.5-0-0\.4-0 makes a rep shorter than 1 second"):
        Tempo(500, 0, 400, 0)
    with pytest.raises(RangeError, match=r"tempo hold_s: -1 is under 0"):
        Tempo(2000, -1000, 1000, 0)


@pytest.mark.parametrize(
    ("given_dose", "message"),
    [
        ({"sets": 0, "hold_ms": 5000}, "sets: 0 is under 1"),
        ({"sets": 11, "hold_ms": 5000}, "sets: 11 is over 10"),
        ({"sets": 1}, "dose: nothing is given; exactly one"),
        (
            {"sets": 1, "reps": 5, "tempo": TEMPO, "hold_ms": 5000},
            "dose: reps and hold_ms is given",
        ),
        ({"sets": 1, "reps": 0, "tempo": TEMPO}, "reps: 0 is under 1"),
        ({"sets": 1, "reps": 101, "tempo": TEMPO}, "reps: 101 is over 100"),
        ({"sets": 1, "reps": 5}, "tempo: nothing is given, but reps need one"),
        ({"sets": 1, "hold_ms": 5000, "tempo": TEMPO}, "only reps have one"),
        ({"sets": 1, "hold_ms": 5000, "self_paced": True}, "only reps have one"),
        ({"sets": 1, "hold_ms": 999}, r"hold_s: 0\.999 is under 1"),
        ({"sets": 1, "hold_ms": 601_000}, "hold_s: 601 is over 600"),
        ({"sets": 1, "duration_ms": 4000}, "duration_s: 4 is under 5"),
        ({"sets": 1, "duration_ms": 3_601_000}, "duration_s: 3601 is over 3600"),
    ],
)
def test_doses_out_of_range(given_dose: dict[str, Any], message: str) -> None:
    with pytest.raises(RangeError, match=message):
        Dose(**given_dose)


def test_a_dose_knows_its_kind_and_length() -> None:
    assert [dose.kind for dose in (REPS, HOLD, TIMED)] == [
        DoseKind.REPS,
        DoseKind.HOLD,
        DoseKind.TIMED,
    ]
    assert [dose.set_ms for dose in (REPS, HOLD, TIMED)] == [50_000, 30_000, 600_000]


def prescription(laterality: Laterality = Laterality.UNILATERAL, **more: Any) -> Prescription:
    values: dict[str, Any] = {"dose": REPS, "rest_ms": 30_000, "laterality": laterality}
    return Prescription(**(values | more))


@pytest.mark.parametrize("laterality", [Laterality.BILATERAL, Laterality.ALTERNATING])
def test_sides_that_are_not_worked_apart(laterality: Laterality) -> None:
    assert prescription(laterality).sides(Side.RIGHT) == (Side.BILATERAL,)
    for named in ({"only_side": Side.LEFT}, {"left": REPS}, {"right": REPS}):
        with pytest.raises(RangeError, match="is named, but the exercise works both at once"):
            prescription(laterality, **named)


def test_the_lead_side_comes_first() -> None:
    assert prescription().sides(Side.RIGHT) == (Side.RIGHT, Side.LEFT)
    assert prescription().sides(Side.LEFT) == (Side.LEFT, Side.RIGHT)
    assert prescription().sides(Side.BILATERAL) == (Side.LEFT, Side.RIGHT)
    assert prescription(only_side=Side.LEFT).sides(Side.RIGHT) == (Side.LEFT,)


def test_a_side_may_have_its_own_dose() -> None:
    own = Dose(sets=3, reps=6, tempo=TEMPO)
    sided = prescription(right=own)
    assert sided.for_side(Side.RIGHT) == own
    assert sided.for_side(Side.LEFT) == REPS
    assert sided.for_side(Side.BILATERAL) == REPS


def test_what_a_prescription_refuses() -> None:
    with pytest.raises(RangeError, match="rest_s: 601 is over 600"):
        prescription(rest_ms=601_000)
    with pytest.raises(RangeError, match="only_side: bilateral is not one side"):
        prescription(only_side=Side.BILATERAL)
    with pytest.raises(RangeError, match="dose: hold is not reps"):
        prescription(left=HOLD)


def test_other_side() -> None:
    assert [side.other for side in Side] == [Side.RIGHT, Side.LEFT, Side.BILATERAL]
