"""The settings file: TOML that a person may read and edit."""

import copy
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import tomli_w

from hipcoach.domain.errors import StorageError
from hipcoach.domain.settings import Settings
from hipcoach.storage.files import set_aside, translated_os_errors, write_whole
from hipcoach.storage.paths import DataPaths


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, the keys that meant nothing here, and what was wrong with the file, if anything.

    `reset_keys` are the dotted names of what was wrong and is as usual now.
    """

    settings: Settings
    unknown_keys: tuple[str, ...] = ()
    problem: str | None = None
    reset_keys: tuple[str, ...] = ()


def _now() -> datetime:
    return datetime.now(UTC)


class SettingsStore:
    """Reads and writes the settings file."""

    def __init__(self, path: Path, *, now: Callable[[], datetime] = _now) -> None:
        """Use this file; it need not be there yet."""
        self._path = path
        self._now = now

    def load(self, *, looks_only: bool = False) -> LoadedSettings:
        """Return the settings; a wrong value alone is reset, and told.

        A file that is no TOML is set aside, and the first values hold again; who only looks
        leaves it where it is. Raises StorageError when the file is there
        but may not be read.
        """
        try:
            with translated_os_errors(self._path):
                if not self._path.exists():
                    return LoadedSettings(Settings())
                data = self._path.read_bytes()
            # An editor may have put a byte order mark before the first key.
            found = tomllib.loads(data.decode("utf-8-sig"))
            unknown = _take_out_unknown(found, Settings)
            settings, wrong = _converted(found)
            problem = None if not wrong else self._reset_told(tuple(wrong.values()))
            return LoadedSettings(settings, unknown, problem, tuple(wrong))
        except (ValueError, RecursionError, msgspec.MsgspecError) as error:
            # A number of thousands of digits and thousands of brackets are no syntax errors.
            problem = self._told(error) if looks_only else self._put_away(error)
            return LoadedSettings(Settings(), problem=problem)

    def save(self, settings: Settings) -> None:
        """Replace the file in one go; raise StorageError or DiskFullError and keep the old one."""
        plain = _without_nothing(msgspec.to_builtins(settings))
        write_whole(self._path, tomli_w.dumps(plain).encode())

    def _reset_told(self, wrong: Sequence[str]) -> str:
        return (
            f"{self._path}: {'; '.join(wrong)}. What is usual holds there until you change it; "
            "everything else is as you set it."
        )

    def _told(self, error: Exception) -> str:
        return (
            f"{self._path} could not be read ({_reason(error)}). The first values hold meanwhile."
        )

    def _put_away(self, error: Exception) -> str:
        try:
            place = f"The file was set aside as {set_aside(self._path, self._now()).name}"
        except StorageError:
            place = "The file could not be set aside"
        return (
            f"{self._path} could not be read ({_reason(error)}). {place}, "
            "and the settings start afresh. Please look through them."
        )


def _reason(error: Exception) -> str:
    """Say in plain words why a file is no settings; a fault of its syntax has its line already."""
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 text: {error}"
    if isinstance(error, RecursionError):
        return "its brackets are nested too deeply"
    if not isinstance(error, tomllib.TOMLDecodeError | msgspec.MsgspecError):
        return "a number in it has thousands of digits"
    return str(error)


def _converted(found: dict[str, Any]) -> tuple[Settings, dict[str, str]]:
    """Return the settings, and a clause for each value, by name, that broke a rule and is out.

    Raises msgspec.ValidationError when that doesn't lead to any settings.
    """
    wrong: dict[str, str] = {}
    while True:
        try:
            return msgspec.convert(found, Settings), wrong
        except msgspec.ValidationError as error:
            rule, _, where = str(error).partition(" - at `")
            place = _wrong_place(found, where.rstrip("`"))
            if not place:
                raise
            value = _take_out(found, place)
            name = ".".join(str(step) for step in place)
            clause = f"{name} is {value!r}, which cannot be ({rule[:1].lower()}{rule[1:]})"
            # Of a list the first one out moves the next to its place.
            wrong[name] = f"{wrong[name]}; {clause}" if name in wrong else clause


def _wrong_place(found: dict[str, Any], where: str) -> tuple[str | int, ...]:
    """Return the way to the one value that keeps the settings from being read, empty for none.

    A rule over a whole table names the table: then it is the key without which it holds.
    """
    steps = re.findall(r"\.([A-Za-z_]\w*)|\[(\d+)\]", where)
    place = tuple(name or int(number) for name, number in steps)
    table = _at(found, place)
    if not isinstance(table, dict):
        return place
    for key in table:
        rest = copy.deepcopy(found)
        _take_out(rest, (*place, key))
        try:
            msgspec.convert(rest, Settings)
        except msgspec.ValidationError as error:
            if where in str(error):
                continue
        return (*place, key)
    return place


def _at(found: Any, place: Sequence[str | int]) -> Any:
    for step in place:
        if isinstance(found, dict) and step not in found:
            return None
        found = found[step]
    return found


def _take_out(found: Any, place: Sequence[str | int]) -> Any:
    return _at(found, place[:-1]).pop(place[-1])


def _take_out_unknown(found: dict[str, Any], kind: type, prefix: str = "") -> tuple[str, ...]:
    """Remove keys that `kind` does not have, and return their dotted names."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    unknown: list[str] = []
    for key in list(found):
        if key not in known:
            unknown.append(prefix + key)
            del found[key]
        elif is_dataclass(hints[key]) and isinstance(found[key], dict):
            unknown += _take_out_unknown(found[key], hints[key], f"{prefix}{key}.")
    return tuple(unknown)


def _without_nothing(value: Any) -> Any:
    """Leave out keys without a value: TOML has no word for nothing."""
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return value


def settings_in(paths: DataPaths) -> LoadedSettings:
    """Make the folders and read the settings; raises StorageError when neither can be."""
    paths.create()
    return SettingsStore(paths.settings).load()


def settings_seen(paths: DataPaths) -> LoadedSettings:
    """Read the settings without making or renaming anything; raises StorageError."""
    return SettingsStore(paths.settings).load(looks_only=True)
