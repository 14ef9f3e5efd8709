"""A therapist's paper sheet, typed in line by line: clamshell 3x12 left 5s."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hipcoach.coaching.exercise_match import Match, matches
from hipcoach.coaching.routine_editing import start_of
from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import (
    MAX_SETS,
    Dose,
    DoseKind,
    Laterality,
    Prescription,
    Side,
)
from hipcoach.domain.text import translate
from hipcoach.domain.units import MINUTE_MS, SECOND_MS
from hipcoach.domain.written import MAX_WORDS, written_exercise

_CONTEXT = "PaperSheet"
# A stretch that is written 3 x 30 without a unit is meant in seconds.
_SECONDS_FROM = 10
# Two exercises as near as this to the words: which of them is meant must be asked.
_TOO_CLOSE = 0.05

_SECOND = r"(?:s|secs?|seconds?|\"|″|”)"
_MINUTE = r"(?:m|mins?|minutes?|'|′|’)"
_TIME = rf"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>{_SECOND}|{_MINUTE})(?![\w])"
_TIME_2 = _TIME.replace("number", "number2").replace("unit", "unit2")
_TIMES = r"\s*[x×*]\s*"
_SETS_OF = rf"(?P<sets>\d+)(?:{_TIMES}|\s*sets?\s*(?:of|à|@|,)?\s*)"
_START = r"(?<![\w.,])"
_PART = r"(?:mornings?|midday|noon|lunchtime|afternoon|evenings?|night|am|pm)(?!\w)"
_FREQUENCY = re.compile(
    _START + r"(?:(?:\d+|once|twice|two|three)\s*(?:[x×]|times?)?\s*(?:/|a|per|each|every)?\s*"
    r"(?:day|daily|week|weekly|wk|d|w)(?!\w)"
    r"|b\.?i\.?d\.?(?!\w)|t\.?i\.?d\.?(?!\w)|q\.?i\.?d\.?(?!\w)|tds(?!\w)"
    rf"|(?:in\s+the\s+|every\s+|each\s+)?{_PART}(?:\s*(?:,|and|&|\+|/)\s*(?:in\s+the\s+)?{_PART})+"
    r"|in\s+the\s+(?:morning|evening)"
    r"|daily|every\s+(?:other\s+)?(?:day|morning|evening|night|\d+\s+hours?)"
    r"|each\s+(?:day|morning|evening))"
    r"(?:\s*(?:,|and)?\s*\d\s*[x×]\s*(?:/|a|per)?\s*(?:day|week)(?!\w))?"
)
_TEMPO = re.compile(
    _START + r"(?:tempo\s*)?(\d+(?:\.\d+)?\s*-\s*\d+(?:\.\d+)?\s*-\s*\d+(?:\.\d+)?"
    r"(?:\s*-\s*\d+(?:\.\d+)?)?)(?![\w-])"
)
_REST = re.compile(
    _START + rf"(?:(?:rest|pause|break)\s*(?:of|for|:)?\s*{_TIME}"
    rf"|{_TIME_2}\s*(?:of\s+)?(?:rest|pause|break)(?!\w))"
)
_HOLD = re.compile(
    _START + rf"(?:hold(?:ing)?\s*(?:of|for|each|it|:)*\s*{_TIME}"
    rf"|{_TIME_2}\s*holds?(?!\w))"
)
_TIME_TIMES_SETS = re.compile(
    _START + rf"{_TIME}{_TIMES}(?P<sets>\d+)(?:\s*(?:sets?|times))?(?!\w)"
)
_SETS_TIMES_TIME = re.compile(
    _START + rf"(?P<sets>\d+)(?:{_TIMES}|\s*sets?\s*(?:of|à|@|,)?\s*){_TIME}"
)
_SETS_TIMES_REPS = re.compile(
    _START + _SETS_OF + r"(?P<reps>\d+)\s*(?:reps?|repetitions?|times)?(?![\w:])"
)
_SETS = re.compile(_START + r"(?P<sets>\d+)\s*(?:sets?|rounds?)(?!\w)")
_REPS = re.compile(
    _START + r"(?:[x×]\s*(?P<reps2>\d+)|(?P<reps>\d+)\s*(?:reps?|repetitions?|times|[x×]))(?!\w)"
)
_CLOCK = re.compile(_START + r"(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d)(?!\d)")
_BARE_TIME = re.compile(_START + r"(?:for\s+)?" + _TIME)
_BOTH = re.compile(
    r"(?<!\w)(?:(?:on|for)\s+)?(?:(?:each|both|per|every|either)\s*/?\s*(?:side|leg|hip)s?"
    r"|both|bilateral(?:ly)?|l\s*[/&+]\s*r|left\s*(?:and|&|\+|/)\s*right)(?!\w)"
)
_SIDE = re.compile(
    r"(?<!\w)\(?(?:(?:on|for)\s+)?(?:the\s+)?(?P<side>left|right|lt|rt|l|r)"
    r"(?:\s*(?:side|leg|hip))?(?:\s*only)?\)?(?!\w)"
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]+|\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)])\s*", re.IGNORECASE)
_EDGES = " \t,;:.-–—()[]@/&+"

# No sheet has a longer line; reading one of thousands takes a minute.
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """What was understood of a line: an exercise of the library or words, and how much of it.

    Unless `is_sure`, the words are kept and `candidates` may be meant. `problem` says what
    can't be as it is written; what is out of range is then as one begins.
    `frequency` is what it says of days, which belongs into the plan.
    """

    text: str
    words: str
    exercise: Exercise
    candidates: tuple[Match, ...]
    is_sure: bool
    prescription: Prescription
    frequency: str = ""
    problem: str = ""


@dataclass(slots=True)
class _Said:
    """What a line says of the dose, in its own terms."""

    sets: int | None = None
    reps: int | None = None
    reps_may_be_seconds: bool = False
    hold_ms: int | None = None
    time_ms: int | None = None
    rest_ms: int | None = None
    tempo: str | None = None
    side: Side | None = None
    is_for_each: bool = False
    frequency: str = ""

    @property
    def kind(self) -> DoseKind:
        """Return the kind of dose that was meant, where no exercise says it."""
        if self.reps is not None:
            return DoseKind.REPS
        if self.hold_ms is not None:
            return DoseKind.HOLD
        if self.time_ms is not None and self.time_ms < MINUTE_MS:
            return DoseKind.HOLD
        return DoseKind.TIMED if self.time_ms is not None else DoseKind.REPS


def read_sheet(text: str, exercises: Iterable[Exercise]) -> tuple[SheetLine, ...]:
    """Read a sheet line by line; empty lines are passed over."""
    known = tuple(exercises)
    return tuple(read_line(line, known) for line in text.splitlines() if line.strip(_EDGES))


def read_line(
    text: str, exercises: Iterable[Exercise], chosen: Exercise | None = None
) -> SheetLine:
    """Read one line; `chosen` is the exercise where a person has said which is meant.

    Of a line that is longer than any sheet's the beginning is read, and that is told.
    """
    said, words = _take_apart(text[:LONGEST_LINE])
    candidates = matches(words, exercises) if words else ()
    is_sure = chosen is not None or _is_sure(candidates)
    exercise = chosen
    if exercise is None and is_sure:
        exercise = candidates[0].exercise
    problem = "" if words else translate(_CONTEXT, "Which exercise? Write its name.")
    if len(text) > LONGEST_LINE:
        told = translate(
            _CONTEXT, "This line has {length} characters; the first {longest} are read."
        )
        problem = told.format(length=len(text), longest=LONGEST_LINE)
    elif exercise is None and len(" ".join(words.split())) > MAX_WORDS:
        told = translate(_CONTEXT, "Up to {longest} characters are kept of words.")
        problem = told.format(longest=MAX_WORDS)
    if exercise is None:
        exercise = _in_words(words or text[:LONGEST_LINE], said)
    prescription = start_of(exercise)
    try:
        prescription = _prescription(exercise, said)
    except RangeError as error:
        problem = problem or str(error)
    if said.side is not None and exercise.laterality is not Laterality.UNILATERAL:
        problem = problem or translate(
            _CONTEXT, "{name} works both sides, so no side of its own."
        ).format(name=exercise.name)
    return SheetLine(
        text=text.strip(),
        words=words,
        exercise=exercise,
        candidates=candidates,
        is_sure=is_sure,
        prescription=prescription,
        frequency=said.frequency,
        problem=problem,
    )


def in_words(line: SheetLine) -> SheetLine:
    """Return a line with its words kept as they are, in place of any exercise."""
    said, words = _take_apart(line.text[:LONGEST_LINE])
    exercise = _in_words(words or line.text[:LONGEST_LINE], said)
    try:
        prescription = _prescription(exercise, said)
    except RangeError:
        prescription = start_of(exercise)
    return replace(line, exercise=exercise, is_sure=True, prescription=prescription)


def _in_words(words: str, said: _Said) -> Exercise:
    sided = said.side is not None or said.is_for_each
    laterality = Laterality.UNILATERAL if sided else Laterality.BILATERAL
    shown = " ".join(words.split())[:MAX_WORDS].strip() or "?"
    return written_exercise(shown[:1].upper() + shown[1:], said.kind, laterality)


def _is_sure(candidates: tuple[Match, ...]) -> bool:
    if not candidates or not candidates[0].is_sure:
        return False
    best = candidates[0].nearness
    is_alone = len(candidates) == 1 or best - candidates[1].nearness >= _TOO_CLOSE
    return best >= 0.99 or is_alone


# -- from words to what they say -------------------------------------------------------


def _take_apart(text: str) -> tuple[_Said, str]:
    """Return what a line says of the dose, and the words that are left: the name."""
    said = _Said()
    left = _BULLET.sub("", text, count=1)
    for pattern, note in (
        (_FREQUENCY, _note_frequency),
        (_TEMPO, _note_tempo),
        (_REST, _note_rest),
        (_HOLD, _note_hold),
        (_TIME_TIMES_SETS, _note_sets_of_time),
        (_SETS_TIMES_TIME, _note_sets_of_time),
        (_SETS_TIMES_REPS, _note_sets_of_reps),
        (_SETS, _note_sets),
        (_REPS, _note_reps),
        (_CLOCK, _note_clock),
        (_BARE_TIME, _note_time),
        (_BOTH, _note_both),
        (_SIDE, _note_side),
    ):
        # Lengths stay the same, so that the words keep the letters they were written in.
        found = pattern.search(_lower(left))
        if found is not None:
            note(said, found)
            left = f"{left[: found.start()]}  {left[found.end() :]}"
    return said, " ".join(left.split()).strip(_EDGES)


def _lower(text: str) -> str:
    """Return the text in small letters, letter for letter."""
    return "".join(small if len(small := each.lower()) == 1 else each for each in text)


def _note_frequency(said: _Said, found: re.Match[str]) -> None:
    said.frequency = found[0].strip()


def _note_tempo(said: _Said, found: re.Match[str]) -> None:
    parts = re.sub(r"\s", "", found[1])
    said.tempo = parts if parts.count("-") == 3 else f"{parts}-0"


def _note_rest(said: _Said, found: re.Match[str]) -> None:
    said.rest_ms = _either_time(found)


def _note_hold(said: _Said, found: re.Match[str]) -> None:
    said.hold_ms = _either_time(found)


def _note_sets_of_time(said: _Said, found: re.Match[str]) -> None:
    said.sets = _number(found["sets"])
    said.time_ms = _ms(found["number"], found["unit"])


def _note_sets_of_reps(said: _Said, found: re.Match[str]) -> None:
    said.sets, said.reps = _number(found["sets"]), _number(found["reps"])
    said.reps_may_be_seconds = found[0].rstrip().endswith(found["reps"])


def _note_sets(said: _Said, found: re.Match[str]) -> None:
    if said.sets is None:
        said.sets = _number(found["sets"])


def _note_reps(said: _Said, found: re.Match[str]) -> None:
    if said.reps is None:
        said.reps = _number(found["reps"] or found["reps2"])


def _note_clock(said: _Said, found: re.Match[str]) -> None:
    if said.time_ms is None:
        said.time_ms = int(found["minutes"]) * MINUTE_MS + int(found["seconds"]) * SECOND_MS


def _note_time(said: _Said, found: re.Match[str]) -> None:
    if said.time_ms is None:
        said.time_ms = _ms(found["number"], found["unit"])


def _note_both(said: _Said, found: re.Match[str]) -> None:
    said.is_for_each = True


def _note_side(said: _Said, found: re.Match[str]) -> None:
    if not said.is_for_each:
        said.side = Side.LEFT if found["side"].startswith("l") else Side.RIGHT


def _either_time(found: re.Match[str]) -> int:
    if found["number"] is not None:
        return _ms(found["number"], found["unit"])
    return _ms(found["number2"], found["unit2"])


def _ms(number: str, unit: str) -> int:
    if len(number) > 9:
        return 10**9
    is_minutes = unit[0] in "m'′’"
    return round(float(number.replace(",", ".")) * (MINUTE_MS if is_minutes else SECOND_MS))


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= 9 else 10**9


# -- from what is said to a prescription ---------------------------------------------------


def _prescription(exercise: Exercise, said: _Said) -> Prescription:
    """Return the dose of an exercise with all that is said; raise RangeError out of range."""
    start = start_of(exercise)
    dose = {
        DoseKind.REPS: _dose_in_reps,
        DoseKind.HOLD: _dose_in_holds,
        DoseKind.TIMED: _dose_in_time,
    }[exercise.kind](start.dose, said)
    only_side = said.side if exercise.laterality is Laterality.UNILATERAL else None
    rest_ms = start.rest_ms if said.rest_ms is None else said.rest_ms
    return replace(start, dose=dose, rest_ms=rest_ms, only_side=only_side)


def _dose_in_reps(start: Dose, said: _Said) -> Dose:
    tempo = start.tempo
    if tempo is None:
        return start
    if said.tempo is not None:
        tempo = tempo.parse(said.tempo)
    hold_ms = said.hold_ms if said.hold_ms is not None else said.time_ms
    reps = start.reps if said.reps is None else said.reps
    if hold_ms is not None:
        tempo = replace(tempo, hold_ms=hold_ms)
        if said.reps is None:
            # 3 x 30 s of something that is done in reps: each set is one that is held.
            reps = 1
    sets = _sets(start, said)
    return replace(start, sets=sets, reps=reps, tempo=tempo)


def _dose_in_holds(start: Dose, said: _Said) -> Dose:
    sets, hold_ms = _sets(start, said), start.hold_ms
    given = said.hold_ms if said.hold_ms is not None else said.time_ms
    if given is not None:
        hold_ms = given
        if said.reps is not None:
            # 2 x 3, held for 30 s: six holds.
            sets = said.reps * (said.sets or 1)
    elif said.reps is not None:
        if said.reps_may_be_seconds and said.reps >= _SECONDS_FROM:
            hold_ms = said.reps * SECOND_MS
        else:
            sets = said.reps * (said.sets or 1)
    check_range("sets", sets, 1, MAX_SETS)
    return replace(start, sets=sets, hold_ms=hold_ms)


def _dose_in_time(start: Dose, said: _Said) -> Dose:
    given = said.time_ms if said.time_ms is not None else said.hold_ms
    return replace(
        start,
        sets=_sets(start, said),
        duration_ms=start.duration_ms if given is None else given,
    )


def _sets(start: Dose, said: _Said) -> int:
    return start.sets if said.sets is None else said.sets
