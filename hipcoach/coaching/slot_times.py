"""How often a day and when, as people write it: 3x/day, twice daily, morning and evening."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hipcoach.domain.errors import RangeError
from hipcoach.domain.plan import DAY_PARTS, MAX_TIMES_PER_DAY, Slot
from hipcoach.domain.text import translate

_CONTEXT = "SlotTimes"
EVERY_DAY = frozenset(range(7))
# Days of a week for so many times a week, with a day between where there is room.
_SPREAD: dict[int, frozenset[int]] = {
    1: frozenset({0}),
    2: frozenset({0, 3}),
    3: frozenset({0, 2, 4}),
    4: frozenset({0, 1, 3, 4}),
    5: frozenset({0, 1, 2, 3, 4}),
    6: frozenset({0, 1, 2, 3, 4, 5}),
    7: EVERY_DAY,
}
_NUMBERS = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4}
_LATIN = {"bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4, "qds": 4}
_PARTS = {
    **dict.fromkeys(("morning", "mornings", "am", "breakfast"), "morning"),
    **dict.fromkeys(("midday", "noon", "lunchtime", "lunch", "afternoon"), "midday"),
    **dict.fromkeys(("evening", "evenings", "pm", "night", "bedtime"), "evening"),
}
_COUNT = re.compile(
    r"(?P<number>\d+|once|one|twice|two|thrice|three|four)\s*(?:[x×]|times?)?\s*"
    r"(?:/|a|per|each|every)?\s*(?P<unit>daily|day|d|weekly|week|wk|w)(?!\w)"
)
_WORD = re.compile(r"[a-z]+")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm)?")


_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often: on which weekdays, how often on each, and when; `times` may be empty."""

    weekdays: frozenset[int] = EVERY_DAY
    times_per_day: int = 1
    times: tuple[str, ...] = ()

    def slot(self, routine_id: str) -> Slot:
        """Return a slot of the plan with it."""
        return Slot(
            routine_id=routine_id,
            weekdays=self.weekdays,
            times_per_day=self.times_per_day,
            times=self.times,
        )


def frequency_of(words: str) -> Frequency | None:
    """Read how often from the words of a sheet; None when they say nothing that can be planned."""
    # A count has a few digits; thousands of them are no number that can be read.
    text = words[:_LONGEST].lower()
    weekdays, per_day = EVERY_DAY, None
    for found in _COUNT.finditer(text):
        number = _NUMBERS.get(found["number"]) or int(found["number"])
        if found["unit"].startswith("d"):
            per_day = number
        else:
            weekdays = _SPREAD.get(number, EVERY_DAY)
    named = [_PARTS[word] for word in _WORD.findall(text) if word in _PARTS]
    times = tuple(part for part in DAY_PARTS if part in named)
    latin = [_LATIN[word] for word in _WORD.findall(text.replace(".", "")) if word in _LATIN]
    if per_day is None:
        per_day = len(times) or (latin[0] if latin else None)
    if per_day is None:
        is_daily = re.search(r"\bdaily\b|\b(?:every|each)\s+day\b", text) is not None
        if not is_daily and weekdays == EVERY_DAY:
            return None
        per_day = 1
    if not 1 <= per_day <= MAX_TIMES_PER_DAY:
        return None
    return Frequency(
        weekdays=weekdays,
        times_per_day=per_day,
        times=times if len(times) == per_day else (),
    )


def frequency_of_sheet(lines: Iterable[str]) -> Frequency | None:
    """Return how often most lines of a sheet say, the first said among equals; None without."""
    said = [found for line in lines if (found := frequency_of(line)) is not None]
    return Counter(said).most_common(1)[0][0] if said else None


def usual_times(times_per_day: int) -> tuple[str, ...]:
    """Return the parts of the day for twice or three times; others have none."""
    return {2: ("morning", "evening"), 3: DAY_PARTS}.get(times_per_day, ())


def read_times(text: str, times_per_day: int) -> tuple[str, ...]:
    """Read times apart by commas: parts of the day, 13:30 or 1:30 pm; RangeError says what not.

    Nothing written is no times.
    """
    words = [each for part in re.split(r"[,;]|\band\b", text.lower()) if (each := part.strip())]
    times = tuple(_read_time(word) for word in words)
    # The slot has the rules; this tells of them before anything is saved.
    Slot(routine_id="times", times_per_day=times_per_day, times=times)
    return times


def _read_time(word: str) -> str:
    if word in _PARTS:
        return _PARTS[word]
    found = _CLOCK.fullmatch(word)
    hour = int(found["hour"]) if found else -1
    if found is None or not (found["minute"] or found["half"]):
        raise RangeError("times", word, translate(_CONTEXT, "is no part of the day and no time"))
    if found["half"] is not None:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return f"{hour:02}:{int(found['minute'] or 0):02}"
