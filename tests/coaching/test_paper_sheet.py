"""A paper sheet typed in: what is written is understood, and nothing is guessed in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.coaching.paper_sheet import SheetLine, in_words, read_line, read_sheet
from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.written import is_written

EXERCISES = load_library().exercises
IN_REPS = [each for each in EXERCISES.values() if each.kind is DoseKind.REPS]
HELD = [each for each in EXERCISES.values() if each.kind is DoseKind.HOLD]


def read(text: str) -> SheetLine:
    return read_line(text, EXERCISES.values())


def told(line: SheetLine) -> str:
    """Write a line's dose with all of its parts."""
    prescription, dose = line.prescription, line.prescription.dose
    amount = f"{dose.reps}" if dose.reps is not None else f"{dose.set_ms / 1000:g}s"
    parts = [f"{dose.sets}x{amount}"]
    if dose.tempo is not None and dose.tempo != line.exercise.start.tempo:
        parts.append(dose.tempo.text)
    if prescription.only_side is not None:
        parts.append(prescription.only_side.value)
    if prescription.rest_ms != line.exercise.rest_ms:
        parts.append(f"rest {prescription.rest_ms / 1000:g}")
    if line.frequency:
        parts.append(line.frequency)
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "wanted", "dose"),
    [
        ("clamshell 3x12 left 5s", "clamshell", "3x12 2-5-2-0 left"),
        ("1. Bridges 3 x 10, hold 5 sec", "bridge", "3x10 2-5-2-0"),
        ("- calf stretch 3×30s each side", "calf_stretch", "3x30s"),
        ("hip flexor stretch 30 sec x 2 R", "hip_flexor_stretch", "2x30s right"),
        ("• Sit to stand 2 sets of 8, rest 60s, daily", "sit_to_stand", "2x8 rest 60 daily"),
        ("Bird dog 10 reps each side 2x/day", "bird_dog", "2x10 2x/day"),
        ("Side-lying leg lift 3x12 tempo 2-1-4", "side_lying_leg_lift", "3x12 2-1-4-0"),
        ("heat pack 12 minutes", "heat_pack", "1x720s"),
        ("single leg balance 3x25", "single_leg_balance", "3x25s"),
        ("hamstring stretch 2x40 L", "hamstring_stretch", "2x40s left"),
        ("squats x 15", "squat", "2x15"),
        ("Plank 3 x 15 s with 90 sec rest", "plank", "3x15s rest 90"),
        ("heat pack 1:30", "heat_pack", "1x90s"),
        (
            "Step ups 3 sets 10 reps right leg only, 3 times a week",
            "step_up",
            "3x10 right 3 times a week",
        ),
        ("clam 3x12 L/R", "clamshell", "3x12"),
        ("Glute bridge hold 10″ x 10", "bridge", "2x10 2-10-2-0"),
        ("a) bridge 2x6 every other day", "bridge", "2x6 every other day"),
    ],
)
def test_lines_as_therapists_write_them(text: str, wanted: str, dose: str) -> None:
    line = read(text)
    assert (line.exercise.id, told(line), line.problem) == (wanted, dose, "")
    assert line.is_sure
    assert line.text == text


def test_what_is_not_in_the_library_stays_in_words_with_its_dose() -> None:
    line = read("Pelvic clocks 2 x 10 left, daily")
    assert is_written(line.exercise)
    assert not line.is_sure
    assert (line.exercise.name, line.prescription.dose.reps) == ("Pelvic clocks", 10)
    assert line.prescription.only_side is Side.LEFT
    walk = read("Walk 10 min every day")
    assert is_written(walk.exercise)
    assert walk.prescription.dose.duration_ms == 600_000
    assert len(walk.candidates) > 1
    chosen = read_line(walk.text, EXERCISES.values(), EXERCISES["level_pelvis_walk"])
    assert (chosen.exercise.id, chosen.is_sure) == ("level_pelvis_walk", True)
    assert chosen.prescription.dose.duration_ms == 600_000


def test_words_can_be_kept_although_an_exercise_was_found() -> None:
    line = in_words(read("clamshell 3x12 left"))
    assert (line.exercise.name, line.exercise.kind) == ("Clamshell", DoseKind.REPS)
    assert told(line) == "3x12 left"
    assert line.is_sure


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("bridge 30x12", "sets: 30 is over 10"),
        ("bridge 3x1200", "reps: 1200 is over 100"),
        ("bridge 3x12 hold 90 s", "tempo hold_s: 90 is over 30"),
        ("plank 3x20 min", "hold_s: 1200 is over 600"),
        ("bridge rest 20 min", "rest_s: 1200 is over 600"),
        ("bridge tempo 0-0-0", "tempo: 0-0-0-0 makes a rep shorter than 1 second"),
        ("3x12", "Which exercise? Write its name."),
        ("bridge left", "Bridge works both sides, so no side of its own."),
    ],
)
def test_what_cannot_be_is_said(text: str, problem: str) -> None:
    line = read(text)
    assert line.problem == problem


def test_a_sheet_has_a_line_for_each_exercise() -> None:
    found = read_sheet("\n clamshell 3x12 \n\n --- \nbridge\r\n", EXERCISES.values())
    assert [line.exercise.id for line in found] == ["clamshell", "bridge"]
    assert found[1].prescription.dose == EXERCISES["bridge"].start


SIDES = st.sampled_from((("", None), ("left", Side.LEFT), ("R", Side.RIGHT), ("each side", None)))


@given(
    st.sampled_from(IN_REPS),
    st.integers(1, 10),
    st.integers(1, 100),
    st.sampled_from(
        ("{}x{}", "{} x {}", "{} × {}", "{} sets of {}", "{} sets {} reps", "{}*{} reps")
    ),
    SIDES,
    st.none() | st.integers(1, 30),
    st.sampled_from(("{}s", "hold {} sec", "hold for {} seconds", "{}s hold")),
    st.permutations((0, 1, 2)),
)
def test_any_dose_in_reps_is_read_as_it_is_written(
    exercise: Exercise,
    sets: int,
    reps: int,
    amount: str,
    side: tuple[str, Side | None],
    hold_s: int | None,
    hold: str,
    order: list[int],
) -> None:
    parts = [amount.format(sets, reps), side[0], "" if hold_s is None else hold.format(hold_s)]
    text = " ".join((exercise.name, *(parts[index] for index in order)))
    line = read_line(text, EXERCISES.values(), exercise)
    dose = line.prescription.dose
    assert (dose.sets, dose.reps) == (sets, reps)
    assert dose.tempo is not None
    assert exercise.start.tempo is not None
    assert dose.tempo.hold_ms == (
        exercise.start.tempo.hold_ms if hold_s is None else hold_s * 1_000
    )
    if exercise.laterality is Laterality.UNILATERAL:
        assert line.prescription.only_side is side[1]


@given(st.sampled_from(HELD), st.integers(1, 10), st.integers(1, 90), st.booleans())
def test_any_hold_is_read_as_it_is_written(
    exercise: Exercise, sets: int, seconds: int, is_turned: bool
) -> None:
    amount = f"{seconds} sec x {sets}" if is_turned else f"{sets}x{seconds}s"
    line = read_line(f"{exercise.name} {amount}", EXERCISES.values(), exercise)
    assert (line.prescription.dose.sets, line.prescription.dose.hold_ms) == (sets, seconds * 1_000)


@settings(deadline=None)
@given(
    st.text(max_size=80)
    | st.from_regex(r"([a-z]{1,8} |\d{1,12}|[x×:\"'. -]){1,12}", fullmatch=True)
)
def test_whatever_is_typed_makes_an_item(text: str) -> None:
    for line in read_sheet(text, EXERCISES.values()):
        item = RoutineItem(uid="x", exercise=line.exercise, prescription=line.prescription)
        assert item.exercise.kind is item.prescription.dose.kind
        assert is_written(line.exercise) or line.is_sure
        kept = in_words(line)
        assert is_written(kept.exercise)


@pytest.mark.parametrize("text", ["9" * 20_000, "a " * 10_000, "3x12 " * 4_000, "x/day" * 3_000])
def test_an_endless_line_is_told_and_not_read_for_a_minute(text: str) -> None:
    line = read_line(text, EXERCISES.values())
    assert f"{len(text)} characters" in line.problem


def test_words_that_are_cut_are_told() -> None:
    line = read_line("Something nobody knows " * 9, EXERCISES.values())
    assert "120 characters" in line.problem
