"""Reads pain from a list that a person or another program kept: date, pain and perhaps a note.

The list is CSV, apart by commas, semicolons or tabs. A row becomes an unprompted rating at the
time it tells, or at noon of its day. Its uid is made of what the row says, so that the same list
twice is the same as once. What the list leaves open is refused until it is told.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Final
from uuid import UUID, uuid5

from hipcoach.coaching.keeping import PainLog, PainLogMapping
from hipcoach.domain.errors import ContentError
from hipcoach.domain.limits import LONGEST_NOTE
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.text import translate
from hipcoach.exchange.pain_cells import is_order_open, moment_of, pain_of, time_of
from hipcoach.exchange.pain_guess import cell_of, guess, header_at
from hipcoach.exchange.pain_own import is_own_ratings, refuse_other_tables
from hipcoach.exchange.pain_text import rows_of, text_of

LARGEST_BYTES: Final = 20_000_000
_CONTEXT = "PainLog"
_NAMESPACE: Final = UUID("0c5a8f6e-6b1d-4d0f-9d4e-2f1c9b7a5e10")
_NOON: Final = time(12)


def read_pain_log(data: bytes, file: str, site: str) -> PainLog:
    """Read the rows and tell what they mean; raises ContentError for what is no list."""
    if len(data) > LARGEST_BYTES:
        raise ContentError(file, "", "is larger than 20 MB; that is no list of this kind")
    text, encoding = text_of(data, file)
    rows, separator = rows_of(text, file)
    if not rows or max(map(len, rows)) < 2:
        raise ContentError(file, "line 1", "has no two columns; a date and a number are needed")
    is_own = is_own_ratings(rows[0])
    if not is_own:
        refuse_other_tables(rows[0], file)
    start, has_header = header_at(rows)
    if is_own:
        start, has_header = 0, True
    rows = rows[start:]
    mapping = guess(rows, site, has_header=has_header)
    if has_header and mapping.note_column is not None:
        rows = tuple(_joined(row, len(rows[0]), mapping.note_column, separator) for row in rows)
    return PainLog(
        file=file, rows=rows, guess=mapping, skipped=start, encoding=encoding, is_own=is_own
    )


def open_questions(log: PainLog, mapping: PainLogMapping) -> tuple[tuple[str, str], ...]:
    """Return what has to be told before a list can be taken: the option of the command, and why."""
    asked: list[tuple[str, str]] = []
    if mapping.pain_column is None:
        text = translate(_CONTEXT, "no column can be told to be pain")
        asked.append(("--pain-column", text))
    if mapping.day_first is None:
        days = (cell_of(row, mapping.date_column) for row in log.rows)
        example = next((day for day in days if is_order_open(day)), "")
        text = translate(_CONTEXT, "{date} can be read with the day or with the month first")
        asked.append(("--date-order", text.format(date=example)))
    if mapping.scale is None:
        text = translate(_CONTEXT, "the numbers do not seem to go from 0 to 10")
        asked.append(("--pain-scale", text))
    return tuple(asked)


def mapping_lines(log: PainLog, mapping: PainLogMapping) -> tuple[str, ...]:
    """Say how a list is read, a line for each thing it tells."""
    if mapping.day_first is None:
        order = translate(_CONTEXT, "day or month first")
    elif mapping.day_first:
        order = translate(_CONTEXT, "the day before the month, or as it is written")
    else:
        order = translate(_CONTEXT, "the month before the day")
    lines = [
        translate(_CONTEXT, "Date: {column}, {order}").format(
            column=log.column_name(mapping.date_column), order=order
        ),
        translate(_CONTEXT, "Time: {column}").format(column=log.column_name(mapping.time_column)),
        translate(_CONTEXT, "Pain: {column}, 0 to {scale}").format(
            column=log.column_name(mapping.pain_column), scale=mapping.scale or "?"
        ),
        translate(_CONTEXT, "Note: {column}").format(column=log.column_name(mapping.note_column)),
        translate(_CONTEXT, "Place: {site}").format(site=mapping.site),
    ]
    if mapping.category_column is not None:
        text = translate(_CONTEXT, "Only rows with {word} in {column}")
        lines.append(
            text.format(word=mapping.category, column=log.column_name(mapping.category_column))
        )
    return tuple(lines)


def ratings_in(
    log: PainLog, mapping: PainLogMapping, zone_of: Callable[[datetime], datetime]
) -> tuple[tuple[PainRating, ...], tuple[str, ...]]:
    """Return the ratings, and a sentence for each row that can't be one; it is left out.

    `zone_of` makes a local time aware. A row without a number is left out: nothing is known.
    Raises ContentError where the mapping leaves something open.
    """
    asked = open_questions(log, mapping)
    if asked:
        told = "; ".join(f"{reason} ({option})" for option, reason in asked)
        raise ContentError(log.file, "", told)
    found: list[PainRating] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    first = 1 if mapping.has_header else 0
    for at, row in enumerate(log.rows[first:], start=log.skipped + first + 1):
        pain = cell_of(row, mapping.pain_column)
        if not pain or not _is_wanted(row, mapping):
            continue
        try:
            rating, said = _rating(log, row, mapping, zone_of)
        except ValueError as error:
            problems.append(str(ContentError(log.file, f"row {at}", str(error))))
            continue
        # The same words twice on one day are two ratings.
        seen[said] = seen.get(said, 0) + 1
        found.append(rating(str(uuid5(_NAMESPACE, f"{said}\x1f{seen[said]}"))))
    return tuple(found), tuple(problems)


def _rating(
    log: PainLog,
    row: Sequence[str],
    mapping: PainLogMapping,
    zone_of: Callable[[datetime], datetime],
) -> tuple[Callable[[str], PainRating], str]:
    """Return what makes a row's rating from its uid, and the words that tell it from others."""
    if mapping.has_header and len(row) > len(log.rows[0]):
        raise ValueError("has more cells than there are headings; put quotes around texts")
    pain = cell_of(row, mapping.pain_column)
    day, told_time = moment_of(
        cell_of(row, mapping.date_column), day_first=mapping.day_first is not False
    )
    clock = cell_of(row, mapping.time_column)
    note = "\n".join(cell_of(row, mapping.note_column).splitlines())
    if clock:
        try:
            told_time = time_of(clock)
        except ValueError:
            note = f"{clock}: {note}" if note else clock
    nrs, is_changed = pain_of(pain, mapping.scale or 10)
    if is_changed:
        written = pain if mapping.scale == 10 else f"{pain} of {mapping.scale}"
        note = f"{note} ({written})" if note else written
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"has a note of more than {LONGEST_NOTE} letters")
    said = "\x1f".join((mapping.site, day.isoformat(), str(nrs), note))
    at = zone_of(datetime.combine(day, told_time or _NOON))

    def made(uid: str) -> PainRating:
        return PainRating(
            uid=uid,
            moment=Moment.UNPROMPTED,
            nrs=nrs,
            site=mapping.site,
            at=at,
            local_date=day,
            note=note,
        )

    return made, said


def _is_wanted(row: Sequence[str], mapping: PainLogMapping) -> bool:
    if mapping.category_column is None:
        return True
    return cell_of(row, mapping.category_column) == mapping.category


def _joined(row: tuple[str, ...], width: int, note: int, separator: str) -> tuple[str, ...]:
    """Give surplus cells back to a note in the last column, whose separators had no quotes."""
    if len(row) <= width:
        return row
    if note != width - 1:
        return row[:width] if not any(row[width:]) else row
    gap = separator + " " if separator in ",;" else " "
    return (*row[:note], gap.join(cell for cell in row[note:] if cell))
