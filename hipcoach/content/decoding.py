"""From the bytes of a file to its checked shape; every failure is a ContentError."""

import difflib
import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from hipcoach.content.schema import CHOICES, TABLES
from hipcoach.domain.errors import ContentError

MAX_BYTES = 1_000_000
MAX_TEXT = 2000
MAX_NUMBER = 10**12

_Shape = TypeVar("_Shape", bound=msgspec.Struct)

_TOML_PLACE = re.compile(r"^(?P<rule>.*) \(at (?P<place>[^()]*)\)$", re.DOTALL)
_SHAPE_PLACE = re.compile(r"^(?P<rule>.*?) - at `(?P<place>[^`]*)`$", re.DOTALL)
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<key>.*)`$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<key>.*)`$")
_TYPE = re.compile(r"^Expected `(?P<wanted>[^`]*)`, got `(?P<found>[^`]*)`$")
_ENUM = re.compile(r"^Invalid enum value (?P<found>.*)$", re.DOTALL)
_LENGTH = re.compile(r"^Expected `array` of length (?P<wanted>\d+), got (?P<found>\d+)$")
# All there are but the line's end and the tab.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TYPE_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text in quotes",
    "bool": "true or false",
    "array": "a list in square brackets",
    "object": "a table",
    "datetime": "a date",
    "date": "a date",
    "time": "a time",
}


def read_file(path: Path) -> bytes:
    """Return what a file holds; raise ContentError when it can't be read or is too large."""
    try:
        if not path.is_file():
            raise ContentError(path.name, "", "is not a file that can be read")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError(path.name, "", f"could not be read ({reason})") from error
    if len(data) > MAX_BYTES:
        raise ContentError(path.name, "", "is larger than 1 MB; that is no file of this kind")
    return data


def decode(data: bytes, file: str, shape: type[_Shape]) -> _Shape:
    """Decode TOML into a shape; raise ContentError naming file, place and rule."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(file, f"line {line}", "is not UTF-8 text; save it as UTF-8") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(file, str(error)) from error
    except (ValueError, OverflowError) as error:
        place = _line_that_fails(text)
        raise ContentError(file, place, "holds a number or date that can't be read") from error
    except RecursionError as error:
        place = _line_that_fails(text)
        raise ContentError(file, place, "has lists or tables nested too deeply") from error
    _refuse_huge_numbers(file, found)
    try:
        decoded = msgspec.convert(found, shape)
    except msgspec.ValidationError as error:
        raise _shape_error(file, str(error), shape) from error
    _check_texts(file, decoded)
    return decoded


def _line_that_fails(text: str) -> str:
    """Return the line at which reading fails for another reason than its syntax."""
    lines = text.split("\n")
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        try:
            tomllib.loads("\n".join(lines[:middle]))
            fails = False
        except tomllib.TOMLDecodeError:
            # Cut off in the middle of a list: so far all is well.
            fails = False
        except (ValueError, OverflowError, RecursionError):
            fails = True
        low, high = (low, middle) if fails else (middle + 1, high)
    return f"line {low}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?` for a word close to a known one, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _syntax_error(file: str, message: str) -> ContentError:
    match = _TOML_PLACE.match(message)
    rule, place = (match["rule"], match["place"]) if match else (message, "")
    place = "end of the file" if place == "end of document" else place
    return ContentError(file, place, f"this is not TOML: {rule[:1].lower()}{rule[1:]}")


def _shape_error(file: str, message: str, shape: type[msgspec.Struct]) -> ContentError:
    match = _SHAPE_PLACE.match(message)
    rule, place = (match["rule"], match["place"]) if match else (message, "$")
    path = place.removeprefix("$").removeprefix(".").replace("[...]", "")
    if unknown := _UNKNOWN.match(rule):
        keys = {key for table in TABLES[shape] for key in table.__struct_fields__}
        hint = suggestion(unknown["key"], sorted(keys))
        return ContentError(file, _join(path, unknown["key"]), f"is not a known key{hint}")
    if missing := _MISSING.match(rule):
        return ContentError(file, _join(path, missing["key"]), "is missing")
    if wrong := _TYPE.match(rule):
        return ContentError(
            file, path, f"is {_words(wrong['found'])}, not {_words(wrong['wanted'])}"
        )
    if choice := _ENUM.match(rule):
        key = re.split(r"[.\[]", re.sub(r"\[\d+\]$", "", path))[-1]
        among = ", ".join(CHOICES.get(key, ()))
        return ContentError(file, path, f"{choice['found']} is none of {among}")
    if length := _LENGTH.match(rule):
        return ContentError(
            file, path, f"has {length['found']} numbers, not {length['wanted']} (lowest, highest)"
        )
    return ContentError(file, path, rule)


def _words(types: str) -> str:
    names = [name.strip() for name in types.split("|") if name.strip() != "null"]
    return " or ".join(_TYPE_WORDS.get(name, name) for name in names)


def _refuse_huge_numbers(file: str, found: dict[str, object]) -> None:
    """Refuse numbers that Python could not even write out in a message."""
    waiting: list[tuple[str, object]] = list(found.items())
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, int | float) and MAX_NUMBER < abs(value) < math.inf:
            raise ContentError(file, path, "is a number far too large")
        if isinstance(value, dict):
            waiting += [(_join(path, key), entry) for key, entry in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{index}]", entry) for index, entry in enumerate(value)]


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _check_texts(file: str, decoded: msgspec.Struct) -> None:
    """Refuse blank texts, endless ones and control characters, wherever they stand."""
    blank_allowed: frozenset[str] = getattr(type(decoded), "may_be_blank", frozenset())
    for path, text in _texts("", decoded):
        if not text.strip() and path not in blank_allowed:
            raise ContentError(file, path, "is empty")
        if len(text) > MAX_TEXT:
            raise ContentError(file, path, f"is longer than {MAX_TEXT} characters")
        if _CONTROL.search(text):
            raise ContentError(file, path, "holds a control character")


def _texts(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _texts(f"{path}[{index}]", entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _texts(_join(path, key), entry)
    elif isinstance(value, msgspec.Struct):
        for key in value.__struct_fields__:
            yield from _texts(_join(path, key), getattr(value, key))
