"""Starting with the desktop, as the XDG autostart specification has it; on Linux alone."""

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from hipcoach.storage.files import translated_os_errors, write_whole

_NAME = "hipcoach.desktop"


class Autostart:
    """A file in the autostart folder, there or not; implements `coaching.ports.LoginStart`."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        """Use this folder, which need not be there yet, and start with this command."""
        self._file = folder / _NAME
        self._command = tuple(command)

    @classmethod
    def find(cls, data_dir: Path | None = None) -> Self | None:
        """Return the system's own place, or None on systems that start things otherwise."""
        if sys.platform != "linux":
            return None
        home = os.environ.get("XDG_CONFIG_HOME", "")
        config = Path(home) if Path(home).is_absolute() else Path.home() / ".config"
        words = [sys.executable, "-m", "hipcoach", "--background"]
        if getattr(sys, "frozen", False):
            words = [sys.executable, "--background"]
        if data_dir is not None:
            words += ["--data-dir", str(data_dir.absolute())]
        return cls(config / "autostart", words)

    @property
    def is_on(self) -> bool:
        """Tell whether hipcoach is started at login."""
        return self._file.is_file()

    def set_on(self, is_on: bool) -> None:
        """Start at login or don't; raises StorageError when the file can't be written."""
        with translated_os_errors(self._file):
            if not is_on:
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
        # A folder's name need not be text.
        write_whole(self._file, self._text().encode(errors="surrogateescape"))

    def _text(self) -> str:
        command = " ".join(_quoted(word) for word in self._command)
        return (
            "[Desktop Entry]\n"
            "Type=Application\n"
            "Name=hipcoach\n"
            "Comment=Reminders of your hip exercises\n"
            f"TryExec={_escaped(self._command[0])}\n"
            f"Exec={command}\n"
            "Icon=hipcoach\n"
            "Terminal=false\n"
            "X-GNOME-Autostart-enabled=true\n"
        )


def _quoted(word: str) -> str:
    """Quote a word as the Desktop Entry Specification asks; % must be doubled."""
    doubled = word.replace("%", "%%")
    if shlex.quote(word) == word:
        return doubled
    marked = "".join(f"\\{each}" if each in '"`$\\' else each for each in doubled)
    return _escaped(f'"{marked}"')


def _escaped(value: str) -> str:
    """Write a value as a desktop file holds it: a backslash twice, and each value one line."""
    for sign, written in (("\\", r"\\"), ("\n", r"\n"), ("\r", r"\r"), ("\t", r"\t")):
        value = value.replace(sign, written)
    return value
