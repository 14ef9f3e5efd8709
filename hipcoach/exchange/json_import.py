"""Reads an exported document and merges it into the record, by the things' own ids.

What is on record stays as it is; only what isn't there is added. So merging twice is the same as
merging once, and nothing that was corrected here is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec

from hipcoach.coaching.keeping import Merge, Progress
from hipcoach.domain.errors import ContentError, RefusedError
from hipcoach.domain.limits import LONGEST_ID, LONGEST_TAKEN
from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import Settings
from hipcoach.domain.visible import steers
from hipcoach.exchange.json_export import EXPORT_VERSION, PLAYED, SESSIONS
from hipcoach.exchange.parts import Part

LARGEST_BYTES: Final = 500_000_000
_LARGEST_NUMBER: Final = 2**53
_YEARS: Final = range(1900, 2201)
_PLACE = re.compile(r"^(?P<rule>.*?)(?: - at `\$(?P<place>[^`]*)`)?$", re.DOTALL)
_BYTE = re.compile(r"^(?P<rule>.*?)(?: \(byte (?P<byte>\d+)\))?$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<key>.*)`$")
_TYPE = re.compile(r"^Expected `(?P<wanted>[^`]*)`(?:, got `(?P<found>[^`]*)`)?$")
_ENUM = re.compile(r"^Invalid enum value (?P<found>.*)$", re.DOTALL)
_IS_ID = re.compile(r"(?:\w+_)?u?id|key|place|site|group|slot_key")
# A file of one's own, and what hipcoach writes for itself.
_IS_LARGE = re.compile(r"own_files\[\d+\]\.text|calendar_exports|record_values")
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "datetime": "an instant",
    "date": "a day",
}
_HEAD = ("hipcoach_export", "hipcoach_version", "exported_at", "settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was read and checked whole; `passed_over` are keys not known here."""

    file: str
    things: dict[str, tuple[Any, ...]]
    settings: Settings | None
    passed_over: tuple[str, ...]


def read_document(data: bytes, file: str, parts: Iterable[Part[Any]]) -> Document:
    """Read a document of this or an earlier shape; raises ContentError naming file and place."""
    found = _decoded(data, file)
    if not isinstance(found, dict) or "hipcoach_export" not in found:
        raise ContentError(file, "hipcoach_export", "is missing; this is no export of hipcoach's")
    version = found["hipcoach_export"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ContentError(file, "hipcoach_export", "is not the number of a version")
    if version > EXPORT_VERSION:
        raise ContentError(
            file, "hipcoach_export", f"is {version}; this hipcoach reads up to {EXPORT_VERSION}"
        )
    known = list(parts)
    played = _played(found.get(PLAYED, []), file)
    things = {part.name: _things(part, found.get(part.name, []), file, played) for part in known}
    names = {*_HEAD, PLAYED, *(part.name for part in known)}
    return Document(
        file=file,
        things=things,
        settings=_settings(found.get("settings"), file),
        passed_over=tuple(key for key in found if key not in names),
    )


def plan_merge(document: Document, parts: Iterable[Part[Any]]) -> tuple[Merge, ...]:
    """Return what merging would do, part by part; nothing is changed."""
    found: list[Merge] = []
    sessions: set[str] = set()
    for part in parts:
        here = {key: thing for thing in part.kept() for key in part.keys(thing)}
        if part.name == "sessions":
            sessions = set(here).union(*(part.keys(each) for each in document.things[part.name]))
        new: list[Any] = []
        same = different = 0
        for thing in document.things[part.name]:
            fitted = part.fit(thing, sessions)
            known = next((here[key] for key in part.keys(thing) if key in here), None)
            if known is None:
                new.append(fitted)
            elif known in (thing, fitted):
                same += 1
            else:
                different += 1
        found.append(Merge(name=part.name, new=tuple(new), same=same, different=different))
    return tuple(found)


def merge(
    merges: Sequence[Merge], parts: Iterable[Part[Any]], progress: Progress, file: str
) -> None:
    """Add what is new; `progress` is told how many of how many, and may raise to stop.

    Raises ContentError, naming the thing by its id, where the record refuses one.
    """
    known = {part.name: part for part in parts}
    wanted = [each for each in merges if each.name in known]
    total = sum(len(each.new) for each in wanted)
    done = 0
    for each in wanted:
        part = known[each.name]
        for thing in each.new:
            try:
                part.keep(thing)
            except RefusedError as error:
                raise ContentError(
                    file, f"{part.name} {part.keys(thing)[0]}", str(error)
                ) from error
            done += 1
            progress(done, total)


def _decoded(data: bytes, file: str) -> Any:
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.DecodeError as error:
        match = _BYTE.match(str(error))
        rule = match["rule"] if match else str(error)
        place = "end of the file"
        if match and match["byte"]:
            line = data.count(b"\n", 0, int(match["byte"])) + 1
            place = f"line {line}"
        rule = rule.removeprefix("JSON is malformed: ")
        raise ContentError(file, place, f"this is not JSON: {rule}") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(file, f"line {line}", "is not UTF-8 text") from error
    except RecursionError as error:
        raise ContentError(file, "", "has lists or objects nested too deeply") from error


def _played(rows: object, file: str) -> dict[str, Routine]:
    """Return the routines as they were played, by the key that sessions name them with."""
    if not isinstance(rows, list):
        raise ContentError(file, PLAYED, "is not a list")
    found: dict[str, Routine] = {}
    for at, row in enumerate(rows):
        place = f"{PLAYED}[{at}]"
        if not isinstance(row, dict) or not isinstance(row.get("key"), str):
            raise ContentError(file, place, "is not an object with a key")
        _refuse_unfit(row, file, place)
        try:
            found[row["key"]] = msgspec.convert(row.get("routine"), Routine)
        except msgspec.ValidationError as error:
            raise _told(error, file, f"{place}.routine") from error
    return found


def _things(
    part: Part[Any], rows: object, file: str, played: dict[str, Routine]
) -> tuple[Any, ...]:
    if not isinstance(rows, list):
        raise ContentError(file, part.name, "is not a list")
    found: list[Any] = []
    seen: dict[str, int] = {}
    for at, row in enumerate(rows):
        place = f"{part.name}[{at}]"
        if not isinstance(row, dict):
            raise ContentError(file, place, "is not an object")
        _refuse_unfit(row, file, place)
        if part.name == SESSIONS and isinstance(row.get("routine"), str):
            if row["routine"] not in played:
                raise ContentError(file, f"{place}.routine", f"is not among {PLAYED}")
            row = row | {"routine": played[row["routine"]]}
        try:
            thing = part.from_row(row)
        except msgspec.ValidationError as error:
            raise _told(error, file, place) from error
        _check_times(thing, file, place)
        for key in part.keys(thing):
            if not key:
                raise ContentError(file, place, "has an empty id")
            if seen.setdefault(key, at) != at:
                raise ContentError(file, place, f"has the id of {part.name}[{seen[key]}]")
        found.append(thing)
    return tuple(found)


def _settings(found: object, file: str) -> Settings | None:
    if found is None:
        return None
    _refuse_unfit(found, file, "settings")
    try:
        return msgspec.convert(found, Settings)
    except msgspec.ValidationError as error:
        raise _told(error, file, "settings") from error


def _told(error: msgspec.ValidationError, file: str, place: str) -> ContentError:
    """Say a broken rule in plain words, with the whole place."""
    match = _PLACE.match(str(error))
    rule = match["rule"] if match else str(error)
    inner = (match["place"] or "") if match else ""
    where = place + inner
    if missing := _MISSING.match(rule):
        return ContentError(file, f"{where}.{missing['key']}", "is missing")
    if wrong := _TYPE.match(rule):
        wanted = _words(wrong["wanted"])
        if wrong["found"]:
            return ContentError(file, where, f"is {_words(wrong['found'])}, not {wanted}")
        return ContentError(file, where, f"is not {wanted}")
    if choice := _ENUM.match(rule):
        return ContentError(file, where, f"{choice['found']} is none of the words it may be")
    return ContentError(file, where, rule)


def _words(types: str) -> str:
    names = [name.strip() for name in types.split("|") if name.strip() != "null"]
    return " or ".join(_WORDS.get(name, name) for name in names) or "nothing"


def _refuse_unfit(found: object, file: str, place: str) -> None:
    """Refuse numbers that the record can't hold, texts too long to show, and ids that steer."""
    waiting = [(place, found)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, int | float) and not abs(value) <= _LARGEST_NUMBER:
            raise ContentError(file, where, "is a number far too large")
        if isinstance(value, str):
            _refuse_unfit_text(value, file, where)
        if isinstance(value, dict):
            waiting += [(f"{where}.{key}", each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{where}[{at}]", each) for at, each in enumerate(value)]


def _refuse_unfit_text(text: str, file: str, place: str) -> None:
    name = place.rpartition(".")[2]
    if _IS_ID.fullmatch(name):
        if steers(text):
            raise ContentError(file, place, "holds a character that steers what shows it")
        if len(text) > LONGEST_ID:
            raise ContentError(file, place, f"is longer than {LONGEST_ID} characters")
    elif len(text) > LONGEST_TAKEN and not _IS_LARGE.match(place):
        raise ContentError(file, place, f"has {len(text)} characters; {LONGEST_TAKEN} are the most")


def _check_times(found: object, file: str, place: str) -> None:
    """Refuse instants without a time zone, and days no calendar of a person's life has."""
    if isinstance(found, Routine):
        # It knows no days, and it is large.
        return
    if isinstance(found, datetime) and found.tzinfo is None:
        raise ContentError(file, place, "has no time zone")
    if isinstance(found, date) and found.year not in _YEARS:
        raise ContentError(file, place, f"is not between {_YEARS[0]} and {_YEARS[-1]}")
    if is_dataclass(found):
        for field in fields(found):
            # The session of a kept session stands in the document without a key of its own.
            inner = place if field.name == "session" else f"{place}.{field.name}"
            _check_times(getattr(found, field.name), file, inner)
    elif isinstance(found, tuple):
        for at, each in enumerate(found):
            _check_times(each, file, f"{place}[{at}]")
