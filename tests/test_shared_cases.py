"""Files of people who do this job, as they came: each has a test with its right values."""

from pathlib import Path

import pytest

from hipcoach.content.loader import load_library
from hipcoach.content.routine_files import RoutineFiles
from hipcoach.voice.speakable import speakable

TESTS = Path(__file__).parent
# Which test holds the right values of a file, worked out by hand.
CASES = {
    "01-mood-before-pain.csv": "exchange/test_pain_log.py",
    "05-decimal-comma.csv": "exchange/test_pain_log.py",
    "06-two-digit-year.csv": "exchange/test_pain_log.py",
    "08-excel-serial.csv": "exchange/test_pain_log.py",
    "11-newline-in-note.csv": "exchange/test_pain_log.py",
    "13-unquoted-comma.csv": "exchange/test_pain_log.py",
    "14-vas100.csv": "exchange/test_pain_log.py",
    "16-cp1251.csv": "exchange/test_pain_log.py",
    "18-odd-numbers.csv": "exchange/test_pain_log.py",
    "21-times-of-day.csv": "exchange/test_pain_log.py",
    "22-title-and-total.csv": "exchange/test_pain_log.py",
    "26-ambiguous-ddmm.csv": "exchange/test_pain_log.py",
    "27-weekly-us.csv": "exchange/test_pain_log.py",
    "60-units.hipcoach": "test_shared_cases.py",
    "72-own-pain_ratings.csv": "exchange/test_pain_log.py",
    "73-own-sets.csv": "exchange/test_pain_log.py",
    "82-planned-routine-typo.hipcoach": "coaching/test_planned_routines.py",
}


@pytest.mark.parametrize("name", CASES)
def test_each_file_is_there_and_has_its_test(name: str) -> None:
    places = [*TESTS.glob(f"cases/{name}"), *TESTS.glob(f"exchange/cases/{name}")]
    assert len(places) == 1
    assert Path(name).stem in (TESTS / CASES[name]).read_text(encoding="utf-8")


def test_no_file_is_without_a_test() -> None:
    there = {each.name for folder in ("cases", "exchange/cases") for each in
             (TESTS / folder).iterdir()}  # fmt: skip
    assert there == set(CASES)


def test_units_are_shown_as_written_and_said_as_words() -> None:
    files = RoutineFiles(load_library().exercises)
    data = (TESTS / "cases" / "60-units.hipcoach").read_bytes()
    routine = files.read(data, "60-units.hipcoach", {})
    assert routine.name == "Wk 3: 30s holds, 2x10 @ 5kg"
    shown = [item.exercise.name for item in routine.items]
    assert shown[0] == "Heel raise 3x15 w/ 5kg, hold 30s (ROM 0-90°)"
    assert [speakable(each) for each in (routine.name, *shown)] == [
        "Week 3: 30 second holds, 2 times 10 at 5 kilograms",
        "Heel raise 3 times 15 with 5 kilograms, hold 30 seconds (range of motion 0 to 90 degrees)",
        "straight leg raise right, active range of motion or passive range of motion, V M O "
        "with or without TheraBand number 2",
        "half squat and 1 and a half minute walk about 10 metres easy test",
        "Приседания 3",
    ]
