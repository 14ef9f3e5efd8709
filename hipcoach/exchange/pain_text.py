"""Turns the bytes of a list into rows: encoding, separator, line breaks within cells."""

import csv
import io
import re
from typing import Final

from charset_normalizer import from_bytes

from hipcoach.domain.errors import ContentError
from hipcoach.exchange.pain_cells import day_of, is_order_open

_SEPARATORS: Final = ";\t,|"
_WITH_BOM: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# What spreadsheets save as "CSV" by the territory of the computer.
_OLDER: Final = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"]
_SAMPLE_BYTES: Final = 100_000
_NEAR_A_DATE = re.compile(r"\d")


def text_of(data: bytes, file: str) -> tuple[str, str]:
    """Return the text and its encoding; raises ContentError for what is no text."""
    for mark, encoding in _WITH_BOM.items():
        if data.startswith(mark):
            return _decoded(data, encoding, file), encoding
    if b"\0" in data:
        encoding = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        text = _decoded(data, encoding, file)
        if any(sign < " " and sign not in "\t\r\n\f" for sign in text):
            raise ContentError(file, "", "is not text; save the list as CSV")
        return text, encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        found = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_OLDER).best()
    encoding = "cp1252" if found is None else found.encoding
    for each in (encoding, "latin-1"):
        try:
            return data.decode(each), each
        except UnicodeDecodeError:
            continue
    raise ContentError(file, "", "is not text; save the list as CSV")


def rows_of(text: str, file: str) -> tuple[tuple[tuple[str, ...], ...], str]:
    """Return the rows that hold anything, cells without blanks around them, and the separator.

    A cell keeps its line breaks: the reader is given the stream, never lines.
    """
    error: csv.Error | None = None
    best: tuple[int, int, int] = (-1, 0, 0)
    found: tuple[tuple[tuple[str, ...], ...], str] = ((), ",")
    for place, separator in enumerate(_SEPARATORS):
        try:
            rows = tuple(
                tuple(cell.strip() for cell in row)
                for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
                if any(cell.strip() for cell in row)
            )
        except csv.Error as broken:
            error = broken
            continue
        sample = rows[:200]
        wide = [row for row in sample if len(row) > 1]
        dated = sum(_looks_dated(row) for row in wide)
        worth = (dated, len(wide), -place)
        if worth > best:
            best, found = worth, (rows, separator)
    if not found[0] and error is not None:
        raise ContentError(file, "", f"is no list that can be read ({error})") from error
    return found


def _looks_dated(row: tuple[str, ...]) -> bool:
    for cell in row:
        if len(cell) < 40 and _NEAR_A_DATE.search(cell):
            if is_order_open(cell):
                return True
            try:
                day_of(cell, day_first=True)
            except ValueError:
                continue
            return True
    return False


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ContentError(file, "", "is not text; save the list as CSV") from error
