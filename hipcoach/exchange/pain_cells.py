"""Reads one cell of a list of pain: a day, a time of day, or a number on a scale."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from hipcoach.domain.pain import MAX_NRS

SCALES: Final = (10, 100, 5)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(?P<time>.*))?")
_PACKED = re.compile(r"(?:19|20)\d{6}")
_PLAIN = re.compile(
    r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})\.?(?!\d)(?:(?:[ ,T]|г\.?)+(?P<time>.*))?"
)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_SERIALS: Final = range(20_000, 80_000)  # 1954 to 2119; a spreadsheet counts days from 1899-12-30
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?[ \-/]*(?:de )?([^\W\d_]+)\.?[ \-/,]*(?:de )?(\d{4}|\d{2})(?!\d)"
    r"(?:[ ,Tг.]+(?P<time>.*))?"
)
_MONTH_NAMED = re.compile(
    r"([^\W\d_]+)\.?[ \-]*(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{4})(?:[ ,T]+(?P<time>.*))?"
)
_WEEKDAY = re.compile(r"[^\W\d_]+\.?,? +(?=\d|[^\W\d_]+\.? +\d)")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap]\.?m\.?)?", re.I)
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)(?:\s*(?:/|out of|von|из|sur|de)\s*(\d{1,3}))?")
_NUMBER_WORDS: Final = {
    word: at
    for at, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
}
# The beginnings of the months' names, without accents: English, German, French, Spanish,
# Italian, Portuguese, Dutch, Polish, Czech and Russian.
_MONTHS: Final = (
    ("jan", "jän", "janv", "ene", "gen", "sty", "led", "янв"),
    ("feb", "fev", "lut", "uno", "фев"),
    ("mar", "mrz", "maa", "mrt", "bre", "мар"),
    ("apr", "avr", "abr", "kwi", "dub", "апр"),
    ("may", "mai", "mag", "mei", "maj", "kve", "май", "мая"),
    ("jun", "juin", "giu", "cze", "cervn", "июн"),
    ("jul", "juil", "lug", "lip", "cervenc", "июл"),
    ("aug", "aou", "ago", "sie", "srp", "авг"),
    ("sep", "set", "wrz", "zar", "сен"),
    ("oct", "okt", "out", "ott", "paz", "rij", "окт"),
    ("nov", "lis", "ноя"),
    ("dec", "dez", "dic", "gru", "pro", "дек"),
)


def plain(text: str) -> str:
    """Return a text with digits of every script as 0-9, and without marks of direction."""
    made = [
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) != "Cf"
    ]
    return " ".join("".join(made).split())


def is_order_open(text: str) -> bool:
    """Tell whether a date can be read with the day or with the month first."""
    match = _PLAIN.fullmatch(plain(text))
    if match is None or match[2] == ".":
        return False
    return match[1].zfill(2) != match[3].zfill(2) and int(match[1]) <= 12 and int(match[3]) <= 12


def day_of(text: str, *, day_first: bool) -> date:
    """Read a day, whatever stands behind it; raises ValueError with the reason."""
    return _day(text, day_first=day_first)[0]


def moment_of(text: str, *, day_first: bool) -> tuple[date, time | None]:
    """Read a day, and the time of day behind it where there is one; raises ValueError."""
    day, rest = _day(text, day_first=day_first)
    if not rest:
        return day, None
    try:
        return day, time_of(_OFFSET.sub("", rest).strip())
    except ValueError:
        return day, None


def time_of(text: str) -> time:
    """Read a time of day such as 07:00, 7.30, 9 pm or a part of a day; raises ValueError."""
    text = plain(text)
    if re.fullmatch(r"0[.,]\d+", text):
        minutes = round(float(text.replace(",", ".")) * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    match = _TIME.fullmatch(text)
    if match is None or not (match[2] or match[4]):
        raise ValueError(f"{text or 'nothing'} is not a time such as 07:30")
    hour, half = int(match[1]), (match[4] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text} is not a time such as 7:30 am")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, int(match[2] or 0), int(match[3] or 0))
    except ValueError:
        raise ValueError(f"{text} is not a time of a day") from None


def number_of(text: str) -> tuple[Decimal, int | None]:
    """Read a number from 0 on and, where it says "of 10", its scale; raises ValueError."""
    told = plain(text)
    word = _NUMBER_WORDS.get(told.casefold())
    if word is not None:
        return Decimal(word), None
    match = _NUMBER.fullmatch(told)
    if match is None:
        raise ValueError(f"{text} is not a number from 0 to {MAX_NRS}")
    scale = int(match[2]) if match[2] else None
    return Decimal(match[1].replace(",", ".")), scale


def pain_of(text: str, scale: int) -> tuple[int, bool]:
    """Read pain on a scale of 10, 100 or 5 as 0 to 10, and tell whether that changed it.

    A half counts upwards. Raises ValueError for what is on no scale or on another one.
    """
    number, own_scale = number_of(text)
    if own_scale is not None and own_scale != scale:
        raise ValueError(f"{text} is on a scale to {own_scale}, not to {scale}")
    if number > scale:
        raise ValueError(f"{text} is not a number from 0 to {scale}")
    exact = number * MAX_NRS / scale
    nrs = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return nrs, scale != MAX_NRS or exact != nrs


def _day(text: str, *, day_first: bool) -> tuple[date, str]:
    told = plain(text)
    for found in (told, _WEEKDAY.sub("", told, count=1)):
        parts = _parts(found, day_first=day_first)
        if parts is not None:
            break
    else:
        raise ValueError(f"{told or 'nothing'} is not a date such as 2026-03-14")
    year, month, day, rest = parts
    if not 1900 <= year <= 2200:
        raise ValueError(f"{told} is not a date of our time")
    try:
        return date(year, month, day), rest
    except ValueError:
        raise ValueError(f"{told} is not a day of the calendar") from None


def _parts(text: str, *, day_first: bool) -> tuple[int, int, int, str] | None:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3]), match["time"] or ""
    if _PACKED.fullmatch(text):
        return int(text[:4]), int(text[4:6]), int(text[6:]), ""
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        at = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(
            days=float(f"{match[1]}.{match[2] or 0}")
        )
        return at.year, at.month, at.day, f"{at:%H:%M}" if match[2] else ""
    if match := _PLAIN.fullmatch(text):
        if len(match[4]) == 2 and match[2] == "-":
            raise ValueError(f"{text} leaves open which is the year; write it with four digits")
        first = day_first or match[2] == "."
        day, month = (match[1], match[3]) if first else (match[3], match[1])
        return _year(match[4]), int(month), int(day), match["time"] or ""
    if (match := _DAY_NAMED.fullmatch(text)) and (number := _month(match[2])):
        return _year(match[3]), number, int(match[1]), match["time"] or ""
    if (match := _MONTH_NAMED.fullmatch(text)) and (number := _month(match[1])):
        return _year(match[3]), number, int(match[2]), match["time"] or ""
    return None


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _month(name: str) -> int | None:
    folded = unicodedata.normalize("NFD", name.casefold().replace("й", "\0"))
    folded = "".join(each for each in folded if not unicodedata.combining(each))
    folded = folded.replace("\0", "й")
    found = [
        (len(start), at)
        for at, starts in enumerate(_MONTHS, start=1)
        for start in starts
        if folded.startswith(start)
    ]
    return max(found)[1] if found else None
