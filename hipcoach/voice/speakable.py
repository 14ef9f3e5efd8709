"""Makes what people write speakable: "5kg w/ band" becomes "5 kilograms with band".

Engines read such signs letter by letter. What is shown stays as it was written; the words
that take the place of signs stand in one table for each language.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hipcoach.voice.speakable_english import ENGLISH
from hipcoach.voice.speakable_words import SpokenWords

_TABLES: Final[Mapping[str, SpokenWords]] = {"en": ENGLISH}
_VULGAR: Final = "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"
_PLAIN: Final = r"\d+(?:[.,]\d+)?"
_FRACTION: Final = r"[1-9]/[2-8](?![\d/])"
_AMOUNT: Final = rf"(?:\d+ )?{_FRACTION}|{_PLAIN}"
_RANGE: Final = re.compile(r"(?<![\w.,/-])(\d+(?:[.,]\d+)?) ?[-–—−] ?(\d+(?:[.,]\d+)?)(?![-–\d/])")
_MARKUP: Final = re.compile(r"[\[\]{}<>|\\^`*_~]+")
_ESCAPE: Final = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]?|\x1b.")
_SPACES: Final = re.compile(r"\s+")
_LOOSE: Final = re.compile(r"\s+([,.;:!?)])")


@dataclass(frozen=True, slots=True)
class _Language:
    """A table, with the patterns that are made of it once."""

    words: SpokenWords
    units: re.Pattern[str]
    abbreviations: re.Pattern[str]


@lru_cache(maxsize=4096)
def speakable(text: str, language: str = "en") -> str:
    """Return the text as an engine should get it; without a table only signs are dropped.

    `language` is a tag such as "en" or "en-GB". The result may be empty, as for a lone emoji.
    """
    table = _language(re.split("[-_]", language.casefold())[0])
    text = _with_plain_numbers(_ESCAPE.sub("", text))
    if table is not None:
        text = _in_words(text, table)
    text = _MARKUP.sub(" ", _without_signs(text))
    return _LOOSE.sub(r"\1", _SPACES.sub(" ", text)).strip()


@lru_cache(maxsize=8)
def _language(name: str) -> _Language | None:
    words = _TABLES.get(name)
    if words is None:
        return None
    longest = sorted(words.units, key=len, reverse=True)
    stuck = sorted(words.units_when_stuck, key=len, reverse=True)
    spaced = "|".join(map(re.escape, longest))
    close = "|".join(map(re.escape, (*stuck, *longest)))
    units = re.compile(
        rf"(?<![\w.,])(?P<lead>(?:{_PLAIN}) ?(?:-|–|{words.range_word}) ?)?(?P<amount>{_AMOUNT})"
        rf"(?:(?P<close>{close})|[ -](?P<spaced>{spaced}))(?!\w)(?P<dot>\.(?=\s+[a-z]))?"
        rf"(?P<noun>(?=\s+(?:{'|'.join(words.nouns_of_length)})s?\b))?"
    )
    names = sorted(words.abbreviations, key=len, reverse=True)
    abbreviations = re.compile(rf"(?<![\w’'])(?:{'|'.join(map(re.escape, names))})(?![\w’'])")
    return _Language(words, units, abbreviations)


def _with_plain_numbers(text: str) -> str:
    """Write digits of every script as 0-9, and ½ as 1/2."""
    made: list[str] = []
    for sign in text:
        if sign in _VULGAR:
            if made and made[-1].isdigit():
                made.append(" ")
            made.append(unicodedata.normalize("NFKC", sign).replace("\u2044", "/"))
        elif sign.isdecimal():
            made.append(str(unicodedata.decimal(sign)))
        else:
            made.append(
                unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
            )
    return "".join(made)


def _in_words(text: str, language: _Language) -> str:
    words = language.words
    for pattern, spoken in words.first:
        text = re.sub(pattern, spoken, text)
    text = language.units.sub(lambda match: _unit(match, words), text)
    text = re.sub(
        rf"(?<![\w./])(?:(\d+) )?({_FRACTION})", lambda match: _fraction(match, words), text
    )
    text = _RANGE.sub(rf"\1 {words.range_word} \2", text)
    for pattern, spoken in words.then:
        text = re.sub(pattern, spoken, text)
    return language.abbreviations.sub(lambda match: words.abbreviations[match[0]], text)


def _unit(match: re.Match[str], words: SpokenWords) -> str:
    name = match["close"] or match["spaced"]
    one, many = words.units_when_stuck.get(name) or words.units[name]
    lead = ""
    if match["lead"]:
        lead = re.sub(r"\s*(?:-|–)\s*$", f" {words.range_word} ", match["lead"])
    amount = match["amount"]
    if "/" in amount and " " not in amount:
        return lead + words.part_of.get(amount, f"{amount} of a {{unit}}").format(unit=one)
    is_one = not lead and amount == "1"
    is_adjective = match["noun"] is not None
    return f"{lead}{amount} {one if is_one or is_adjective else many}"


def _fraction(match: re.Match[str], words: SpokenWords) -> str:
    whole, part = match[1], match[2]
    if part not in words.fractions:
        return match[0]
    alone, after = words.fractions[part]
    return alone if whole is None else f"{whole} {after}"


def _without_signs(text: str) -> str:
    """Drop emoji, marks of direction and control characters; a line's end is a pause."""
    kept: list[str] = []
    for sign in text:
        kind = unicodedata.category(sign)
        if sign in "\r\n\t" or kind in ("Zl", "Zp"):
            kept.append(" ")
        elif kind in ("Cc", "Cs", "Co", "Cn", "So", "Sk", "Me") or (
            kind == "Cf" and sign not in "\u200c\u200d"
        ):
            kept.append(" " if kind == "So" else "")
        elif sign not in "\ufe0e\ufe0f\u200d":
            kept.append(sign)
    return "".join(kept)
