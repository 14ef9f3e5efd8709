"""Where everything is kept on this computer."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from hipcoach.domain.errors import StorageError
from hipcoach.storage.files import PRIVATE_FOLDER, not_writable_text, translated_os_errors

_APP = "hipcoach"


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The data folder and the cache of spoken clips; nothing is made before `create()`."""

    root: Path
    clips: Path

    @classmethod
    def find(cls, data_dir: Path | None = None) -> Self:
        """Return the places inside this folder, or the system's own when none is named."""
        if data_dir is not None:
            root = Path(os.path.abspath(data_dir.expanduser()))  # noqa: PTH100 (keeps links)
            return cls(root, root / "clips")
        root = platformdirs.user_data_path(_APP, appauthor=False)
        return cls(root, platformdirs.user_cache_path(_APP, appauthor=False) / "clips")

    @property
    def database(self) -> Path:
        """The record: sessions, sets, pain and the plan."""
        return self.root / "hipcoach.sqlite3"

    @property
    def backups(self) -> Path:
        """Copies of the record made before its shape changes."""
        return self.root / "backups"

    @property
    def settings(self) -> Path:
        """The settings, a TOML file."""
        return self.root / "settings.toml"

    @property
    def own_exercises(self) -> Path:
        """Exercises a person wrote."""
        return self.root / "exercises"

    @property
    def log(self) -> Path:
        """What the app noted about its own troubles."""
        return self.root / "hipcoach.log"

    @property
    def lock(self) -> Path:
        """The file whose lock says that somebody is writing here."""
        return self.root / "hipcoach.lock"

    def create(self) -> None:
        """Make the folders, for the owner only; raise StorageError when that cannot be."""
        for folder in self._folders():
            _make_folder(folder)

    def problem(self) -> str:
        """Say what is amiss with the folders that are there, making none; empty when nothing."""
        for folder in self._folders():
            problem = _problem_of(folder)
            if problem:
                return problem
        return ""

    def _folders(self) -> tuple[Path, ...]:
        return (self.root, self.own_exercises, self.clips)


def _problem_of(folder: Path) -> str:
    if folder.is_dir():
        return "" if os.access(folder, os.W_OK | os.X_OK) else not_writable_text(folder)
    if not folder.exists():
        # It is made in the nearest folder that is there.
        there = next((each for each in folder.absolute().parents if each.is_dir()), None)
        is_open = there is not None and os.access(there, os.W_OK | os.X_OK)
        return "" if is_open else not_writable_text(folder)
    return (
        f"{folder} is a file, but hipcoach needs a folder there. "
        "Move the file away, or start with --data-dir and another folder."
    )


def _make_folder(folder: Path) -> None:
    with translated_os_errors(folder):
        if folder.is_dir() or not folder.exists():
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        problem = _problem_of(folder)
    if problem:
        raise StorageError(problem)
