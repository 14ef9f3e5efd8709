"""The settings file: TOML that a person may read and edit."""

import tomllib
from collections.abc import Callable
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
    """Settings, the keys that meant nothing here, and what was wrong with the file, if anything."""

    settings: Settings
    unknown_keys: tuple[str, ...] = ()
    problem: str | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class SettingsStore:
    """Reads and writes the settings file."""

    def __init__(self, path: Path, *, now: Callable[[], datetime] = _now) -> None:
        """Use this file; it need not be there yet."""
        self._path = path
        self._now = now

    def load(self, *, looks_only: bool = False) -> LoadedSettings:
        """Return the settings; a broken file is set aside and the first values hold again.

        Who only looks leaves the file where it is. Raises StorageError when the file is there
        but may not be read.
        """
        try:
            with translated_os_errors(self._path):
                if not self._path.exists():
                    return LoadedSettings(Settings())
                data = self._path.read_bytes()
            found = tomllib.loads(data.decode())
            unknown = _take_out_unknown(found, Settings)
            return LoadedSettings(msgspec.convert(found, Settings), unknown)
        except (ValueError, RecursionError, msgspec.MsgspecError) as error:
            # A number of thousands of digits and thousands of brackets are no syntax errors.
            problem = self._told(error) if looks_only else self._put_away(error)
            return LoadedSettings(Settings(), problem=problem)

    def save(self, settings: Settings) -> None:
        """Replace the file in one go; raise StorageError or DiskFullError and keep the old one."""
        plain = _without_nothing(msgspec.to_builtins(settings))
        write_whole(self._path, tomli_w.dumps(plain).encode())

    def _told(self, error: Exception) -> str:
        return f"{self._path} could not be read ({error}). The first values hold meanwhile."

    def _put_away(self, error: Exception) -> str:
        try:
            place = f"The file was set aside as {set_aside(self._path, self._now()).name}"
        except StorageError:
            place = "The file could not be set aside"
        return (
            f"{self._path} could not be read ({error}). {place}, "
            "and the settings start afresh. Please look through them."
        )


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
