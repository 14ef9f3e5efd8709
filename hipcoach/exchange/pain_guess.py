"""Tells which columns of a list hold date, time, pain and note, by headings and by values.

Nothing is guessed that the list leaves open: it is None in the mapping, and asked for.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from hipcoach.coaching.keeping import PainLog, PainLogMapping
from hipcoach.domain.pain import MAX_NRS
from hipcoach.exchange.pain_cells import day_of, is_order_open, number_of, plain, time_of

Rows = Sequence[Sequence[str]]

_DATE_WORDS: Final = (
    "date",
    "day",
    "when",
    "datum",
    "tag",
    "fecha",
    "data",
    "дата",
    "dato",
    "time",
)
_TIME_WORDS: Final = (
    "time",
    "uhr",
    "zeit",
    "heure",
    "hora",
    "ora",
    "время",
    "hour",
    "tijd",
    "czas",
)
_PAIN_WORDS: Final = (
    "pain", "ache", "hurt", "schmerz", "douleur", "dolor", "dolore", "dor", "боль", "боли",
    "pijn", "ból", "bolest", "smärta", "smerte", "kipu", "ağrı", "nrs", "vas", "npr",
)  # fmt: skip
_MEASURE_WORDS: Final = (
    "level", "score", "intensity", "severity", "rating", "value", "wert", "stärke", "intensité",
    "nivel", "valor", "valore", "значение", "result", "amount", "scale",
)  # fmt: skip
_OTHER_WORDS: Final = (
    "mood", "energy", "sleep", "stress", "fatigue", "tired", "anxiety", "stiff", "steps", "weight",
    "medic", "pill", "killer", "dose", "duration", "minute", "hour", "location", "site", "type",
    "stimmung", "schlaf", "humeur", "sommeil", "сон", "настроение", "heart", "temperature", "days",
    "relief", "count", "free",
)  # fmt: skip
_COUNTERS: Final = (
    "id", "no", "nr", "num", "number", "index", "idx", "row", "week", "set", "reps", "rep",
    "session", "count", "n", "entry", "month", "year", "age", "#", "№",
)  # fmt: skip
_CATEGORY_WORDS: Final = (
    "category", "measure", "metric", "type", "symptom", "item", "name", "what", "kategorie",
    "question", "variable", "tracker",
)  # fmt: skip
_NOTE_WORDS: Final = (
    "note", "comment", "remark", "notiz", "text", "memo", "bemerk", "заметк", "коммент", "nota",
)  # fmt: skip
_HUNDRED = re.compile(r"(?<!\d)100(?!\d)|\bmm\b|%")
_FIVE = re.compile(r"(?:0|1)\s*(?:-|–|to|bis)\s*5(?!\d)|/\s*5(?!\d)|\bout of 5\b")
_TEN = re.compile(r"(?:0|1)\s*(?:-|–|to|bis)\s*10(?!\d)|/\s*10(?!\d)|\bnrs\b")
_SAMPLE: Final = 500


def header_at(rows: Rows) -> tuple[int, bool]:
    """Return where the list begins, behind its title, and whether it begins with headings."""
    first = next((at for at, row in enumerate(rows) if any(map(is_day, row))), None)
    if first is None:
        return 0, True
    if first == 0:
        return 0, False
    for at in range(first - 1, -1, -1):
        filled = [cell for cell in rows[at] if cell]
        if len(filled) > 1 and (at == first - 1 or _has(rows[at], _DATE_WORDS)):
            if any(_is_number(cell) for cell in filled) and at > 0:
                continue
            return at, True
    return first, False


def guess(rows: Rows, site: str, *, has_header: bool) -> PainLogMapping:
    """Return the mapping that the headings and the first rows say."""
    head = [plain(cell).casefold() for cell in rows[0]] if has_header else []
    sample: Rows = [
        row for row in (rows[1:] if has_header else rows)[:_SAMPLE] if any(map(is_day, row))
    ]
    sample = sample or rows[1:] or rows
    reader = _Columns(head, sample)
    dates = reader.dates()
    times = reader.times(dates)
    pain, category, word = reader.pain(dates, times)
    taken = {dates, times, pain, category}
    return PainLogMapping(
        date_column=dates,
        pain_column=pain,
        note_column=reader.notes(taken),
        time_column=times,
        category_column=category,
        category=word,
        has_header=has_header,
        day_first=are_days_first([cell_of(row, dates) for row in sample]),
        scale=10 if pain is None else reader.scale(pain, category, word),
        site=site,
    )


def are_days_first(days: Sequence[str]) -> bool | None:
    """Tell which number of dates such as 3/14/2026 is the month; None when both can be.

    A list whose days follow each other in one reading alone is read so.
    """
    found = [text for text in days if is_day(text)]
    if not any(map(is_order_open, found)):
        return next((first for first in (True, False) if _read(found, day_first=first)), True)
    readings = {first: _read(found, day_first=first) for first in (True, False)}
    able = [first for first, read in readings.items() if read is not None]
    if len(able) == 1:
        return able[0]
    ordered = [
        first
        for first, read in readings.items()
        if read is not None and len(set(read)) > 2 and read in (sorted(read), sorted(read)[::-1])
    ]
    return ordered[0] if len(ordered) == 1 else None


def scale_of(log: PainLog, pain: int) -> int | None:
    """Return the scale of a column that was named to be pain, None when it has to be told."""
    head = [plain(cell).casefold() for cell in log.rows[0]] if log.guess.has_header else []
    return _Columns(head, log.rows[1 if head else 0 :]).scale(pain, None, "")


def cell_of(row: Sequence[str], column: int | None) -> str:
    """Return a cell, empty where the row ends before it."""
    return row[column] if column is not None and column < len(row) else ""


def is_day(text: str) -> bool:
    """Tell whether a cell holds a date, in whatever order."""
    if not text or len(text) > 60:
        return False
    for day_first in (True, False):
        try:
            day_of(text, day_first=day_first)
        except ValueError as error:
            if "leaves open" in str(error):
                return True
        else:
            return True
    return False


class _Columns:
    """The columns of a list, asked for what they hold."""

    def __init__(self, head: list[str], sample: Rows) -> None:
        self._head = head
        self._sample = sample
        self._every = range(max([len(head), *map(len, sample)]))

    def dates(self) -> int:
        return max(
            self._every,
            key=lambda at: (self._share(at, is_day), self._named(at, _DATE_WORDS), -at),
        )

    def times(self, dates: int) -> int | None:
        for at in self._every:
            named = self._named(at, _TIME_WORDS) or not self._head
            if at != dates and named and self._share(at, _is_time) > 0.5:
                return at
        return None

    def pain(self, dates: int, times: int | None) -> tuple[int | None, int | None, str]:
        """Return the column of pain, and for a list of several measures its category."""
        numeric = [
            at
            for at in self._every
            if at not in (dates, times)
            and self._share(at, _is_number) > 0
            and not self._is_counter(at)
        ]
        named = [at for at in numeric if self._named(at, _PAIN_WORDS)]
        named = [at for at in named if not self._named(at, _OTHER_WORDS)]
        filled = [at for at in named if self._share(at, _is_number) > 0.3] or named
        # Before and after, hip and knee: which is meant is asked, and the others stay out in words.
        plainly = [at for at in filled if self._is_plainly_pain(at)]
        if len(filled) > 1 and len(plainly) != 1:
            return None, None, ""
        if filled:
            return (plainly or filled)[0], None, ""
        others = [at for at in self._every if at not in (dates, times) and at not in numeric]
        several = False
        for at in others:
            words = {cell_of(row, at).casefold(): cell_of(row, at) for row in self._sample}
            is_category = self._named(at, _CATEGORY_WORDS) or not self._head
            painful = [text for key, text in words.items() if _is_about_pain(key)]
            if is_category and len(words) > 1 and painful:
                hips = [text for text in painful if "hip" in text.casefold()]
                chosen = hips or painful
                value = self._measure([each for each in numeric if each != at])
                if len(chosen) == 1 and value is not None:
                    return value, at, chosen[0]
                several = True
        return (None if several else self._measure(numeric)), None, ""

    def notes(self, taken: set[int | None]) -> int | None:
        rest = [at for at in self._every if at not in taken]
        named = [at for at in rest if self._named(at, _NOTE_WORDS)]
        words = [
            at
            for at in rest
            if not self._is_counter(at)
            and not self._named(at, _OTHER_WORDS)
            and self._share(at, lambda text: not _is_number(text)) > 0.5
        ]
        return next(iter(named or words), None)

    def scale(self, pain: int, category: int | None, word: str) -> int | None:
        heading = cell_of(self._head, pain)
        if _HUNDRED.search(heading) or _FIVE.search(heading):
            return None
        for row in self._sample:
            if category is not None and cell_of(row, category) != word:
                continue
            try:
                number, own = number_of(cell_of(row, pain))
            except ValueError:
                continue
            if (own or MAX_NRS) > MAX_NRS or MAX_NRS < number <= 100:
                return None
        owns = {
            number_of(cell)[1] for row in self._sample if _is_number(cell := cell_of(row, pain))
        }
        return None if owns == {5} else MAX_NRS

    def _measure(self, numeric: list[int]) -> int | None:
        """Return the one column of numbers that may be pain without its name."""
        able = [at for at in numeric if not self._named(at, _OTHER_WORDS)]
        named = [at for at in able if self._named(at, _MEASURE_WORDS)]
        if len(named) == 1:
            return named[0]
        return able[0] if len(able) == 1 else None

    def _is_plainly_pain(self, at: int) -> bool:
        """Return whether a heading is the word for pain and nothing else but a scale."""
        heading = re.sub(r"\(.*?\)|[\d\W_]+", " ", cell_of(self._head, at)).strip()
        return heading in _PAIN_WORDS

    def _is_counter(self, at: int) -> bool:
        tokens = re.findall(r"[^\W_]+|[#№]", cell_of(self._head, at))
        if any(token in _COUNTERS for token in tokens) and not self._named(at, _PAIN_WORDS):
            return True
        if cell_of(self._head, at):
            return False
        found = [cell_of(row, at) for row in self._sample]
        return len(found) > 2 and found in (
            [str(each) for each in range(len(found))],
            [str(each + 1) for each in range(len(found))],
        )

    def _named(self, at: int, words: Sequence[str]) -> bool:
        return bool(_has([cell_of(self._head, at)], words))

    def _share(self, at: int, fits: Callable[[str], bool]) -> float:
        filled = [cell for row in self._sample if (cell := cell_of(row, at))]
        return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _has(cells: Sequence[str], words: Sequence[str]) -> bool:
    return any(word in plain(cell).casefold() for cell in cells for word in words)


def _is_about_pain(text: str) -> bool:
    return _has([text], _PAIN_WORDS) and not _has([text], _OTHER_WORDS)


def _read(days: Sequence[str], *, day_first: bool) -> list[date] | None:
    try:
        return [day_of(text, day_first=day_first) for text in days]
    except ValueError:
        return None


def _is_time(text: str) -> bool:
    try:
        time_of(text)
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        number_of(text)
    except ValueError:
        return False
    return True
