import pytest

from hipcoach.coaching.paper_sheet import read_line
from hipcoach.coaching.slot_times import (
    EVERY_DAY,
    Frequency,
    frequency_of,
    frequency_of_sheet,
    read_times,
)
from hipcoach.content.loader import Library
from hipcoach.domain.errors import RangeError

TWICE = ("morning", "evening")


@pytest.mark.parametrize(
    ("words", "per_day", "times", "weekdays"),
    [
        ("3x/day", 3, (), EVERY_DAY),
        ("3 x daily", 3, (), EVERY_DAY),
        ("3 times a day", 3, (), EVERY_DAY),
        ("twice daily", 2, (), EVERY_DAY),
        ("twice a day", 2, (), EVERY_DAY),
        ("once daily", 1, (), EVERY_DAY),
        ("daily", 1, (), EVERY_DAY),
        ("morning and evening", 2, TWICE, EVERY_DAY),
        ("am & pm", 2, TWICE, EVERY_DAY),
        ("every morning", 1, ("morning",), EVERY_DAY),
        ("morning, midday and evening", 3, ("morning", "midday", "evening"), EVERY_DAY),
        ("b.i.d.", 2, (), EVERY_DAY),
        ("tid", 3, (), EVERY_DAY),
        ("3x/week", 1, (), frozenset({0, 2, 4})),
        ("2x/day, 3x/week", 2, (), frozenset({0, 2, 4})),
    ],
)
def test_what_a_sheet_says_of_days_fills_in_the_plan(
    library: Library, words: str, per_day: int, times: tuple[str, ...], weekdays: frozenset[int]
) -> None:
    wanted = Frequency(weekdays=weekdays, times_per_day=per_day, times=times)
    assert frequency_of(words) == wanted
    # And a line of a sheet gives these words on.
    line = read_line(f"Bridge 2x10 {words}", library.exercises.values())
    assert line.exercise.id == "bridge"
    assert frequency_of(line.frequency) == wanted


@pytest.mark.parametrize("words", ["", "every 2 hours", "9x/day", "clamshell"])
def test_what_can_not_be_planned_is_left_to_the_person(words: str) -> None:
    assert frequency_of(words) is None


def test_a_sheet_goes_by_what_most_lines_say() -> None:
    assert frequency_of_sheet(["3x/day", "", "twice daily", "3x/day"]) == Frequency(times_per_day=3)
    assert frequency_of_sheet(["", ""]) is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", ()),
        ("morning, evening", TWICE),
        ("8:30 and 1:30 pm", ("08:30", "13:30")),
        ("Morning; 17.45", ("morning", "17:45")),
    ],
)
def test_times_are_read(text: str, times: tuple[str, ...]) -> None:
    assert read_times(text, 2) == times


@pytest.mark.parametrize(
    "text", ["later, evening", "25:00, 9:00", "morning", "morning, morning", "8, 9"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(RangeError):
        read_times(text, 2)


def test_thousands_of_digits_are_no_count() -> None:
    assert frequency_of("9" * 9_000 + "x/day") is None
    assert frequency_of("99x/day") is None
    assert frequency_of("0x/day") is None
