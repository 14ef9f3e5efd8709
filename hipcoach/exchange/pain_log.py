"""Reads pain from a list that a person or another program kept: date, pain and perhaps a note.

The list is CSV, apart by commas, semicolons or tabs. A row becomes an unprompted rating at noon
of its day. Its uid is made of what the row says, so that the same list twice is the same as once.
"""

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from hipcoach.coaching.keeping import PainLog, PainLogMapping
from hipcoach.domain.errors import ContentError
from hipcoach.domain.pain import MAX_NRS, Moment, PainRating

LARGEST_BYTES: Final = 20_000_000
_NAMESPACE: Final = UUID("0c5a8f6e-6b1d-4d0f-9d4e-2f1c9b7a5e10")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_PLAIN = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,].*)?")
_NUMBER = re.compile(r"(\d{1,2})(?:[.,]0+)?(?:\s*/\s*10)?")
_DATE_WORDS = ("date", "day", "when", "datum", "tag", "time")
_PAIN_WORDS = ("pain", "nrs", "vas", "schmerz", "score", "level", "intensity")
_NOTE_WORDS = ("note", "comment", "remark", "notiz", "text", "memo")


def read_pain_log(data: bytes, file: str, site: str) -> PainLog:
    """Read the rows and guess what they mean; raises ContentError for what is no list."""
    if len(data) > LARGEST_BYTES:
        raise ContentError(file, "", "is larger than 20 MB; that is no list of this kind")
    text = _text(data, file)
    try:
        rows = tuple(
            tuple(cell.strip() for cell in row)
            for row in csv.reader(text.splitlines(), delimiter=_delimiter(text))
            if any(cell.strip() for cell in row)
        )
    except csv.Error as error:
        raise ContentError(file, "", f"is no list that can be read ({error})") from error
    if not rows or max(map(len, rows)) < 2:
        raise ContentError(file, "line 1", "has no two columns; a date and a number are needed")
    return PainLog(file=file, rows=rows, guess=_guess(rows, site))


def ratings_in(
    log: PainLog, mapping: PainLogMapping, zone_of: Callable[[datetime], datetime]
) -> tuple[tuple[PainRating, ...], tuple[str, ...]]:
    """Return the ratings, and a sentence for each row that can't be one; it is left out.

    `zone_of` makes a local time aware. A row without a number is left out: nothing is known.
    """
    found: list[PainRating] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    first = 1 if mapping.has_header else 0
    for at, row in enumerate(log.rows[first:], start=first + 1):
        pain = _cell(row, mapping.pain_column)
        if not pain:
            continue
        try:
            day = _day(_cell(row, mapping.date_column), day_first=mapping.day_first)
            nrs = _nrs(pain)
        except ValueError as error:
            problems.append(str(ContentError(log.file, f"row {at}", str(error))))
            continue
        note = "" if mapping.note_column is None else _cell(row, mapping.note_column)
        said = "\x1f".join((mapping.site, day.isoformat(), str(nrs), note))
        # The same words twice on one day are two ratings.
        seen[said] = seen.get(said, 0) + 1
        found.append(
            PainRating(
                uid=str(uuid5(_NAMESPACE, f"{said}\x1f{seen[said]}")),
                moment=Moment.UNPROMPTED,
                nrs=nrs,
                site=mapping.site,
                at=zone_of(datetime.combine(day, time(12))),
                local_date=day,
                note=note,
            )
        )
    return tuple(found), tuple(problems)


def _text(data: bytes, file: str) -> str:
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContentError(file, "", "is not text; save the list as CSV")
    encodings = ["utf-8-sig", "cp1252", "latin-1"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ContentError(file, "", "is not text; save the list as CSV")


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()][:20]
    counts = {mark: min((line.count(mark) for line in lines), default=0) for mark in ";\t,|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def _guess(rows: Sequence[Sequence[str]], site: str) -> PainLogMapping:
    head, body = rows[0], rows[1:] or rows
    has_header = not any(_is_day(cell) for cell in head)
    columns = range(max(map(len, rows)))
    sample = (body if has_header else rows)[:200]

    def share(column: int, fits: Callable[[str], bool]) -> float:
        return sum(fits(_cell(row, column)) for row in sample) / len(sample)

    def named(column: int, words: Sequence[str]) -> bool:
        return has_header and any(word in _cell(head, column).casefold() for word in words)

    dates = max(columns, key=lambda at: (share(at, _is_day), named(at, _DATE_WORDS), -at))
    others = [at for at in columns if at != dates]
    pain = max(others, key=lambda at: (named(at, _PAIN_WORDS), share(at, _is_nrs), -at))
    rest = [at for at in others if at != pain]
    notes = [at for at in rest if named(at, _NOTE_WORDS)] or rest
    days = [_cell(row, dates) for row in sample]
    return PainLogMapping(
        date_column=dates,
        pain_column=pain,
        note_column=notes[0] if notes else None,
        has_header=has_header,
        day_first=_are_days_first(days),
        site=site,
    )


def _are_days_first(days: Sequence[str]) -> bool:
    """Tell from dates such as 3/14/2026 which number is the month.

    Where both can be, the reading whose days lie closer together is the likelier one.
    """
    pairs = [text for text in days if _PLAIN.fullmatch(text) is not None]
    spans = [_span(pairs, day_first=day_first) for day_first in (True, False)]
    return spans[1] is None or (spans[0] is not None and spans[0] <= spans[1])


def _span(days: Sequence[str], *, day_first: bool) -> int | None:
    """Return over how many days a list goes, None when it can't be read so."""
    try:
        read = [_day(text, day_first=day_first) for text in days]
    except ValueError:
        return None
    return (max(read) - min(read)).days if read else 0


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _is_day(text: str) -> bool:
    try:
        _day(text, day_first=True)
    except ValueError:
        return _PLAIN.fullmatch(text) is not None
    return True


def _is_nrs(text: str) -> bool:
    try:
        _nrs(text)
    except ValueError:
        return False
    return True


def _day(text: str, *, day_first: bool) -> date:
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = map(int, match.groups())
    else:
        match = _PLAIN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text or 'nothing'} is not a date such as 2026-03-14")
        one, two, year = map(int, match.groups())
        day, month = (one, two) if day_first else (two, one)
    if not 1900 <= year <= 2200:
        raise ValueError(f"{text} is not a date of our time")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text} is not a day of the calendar") from None


def _nrs(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    if match is None or int(match[1]) > MAX_NRS:
        raise ValueError(f"{text} is not a whole number from 0 to {MAX_NRS}")
    return int(match[1])
