"""Where files are saved and opened: in Documents, or where the person last was."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from hipcoach.coaching.preferences import Preferences


class _Memory:
    """The folder of the last file, and who saves it; nobody until the window says so."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.save: Callable[[str], None] | None = None


_memory = _Memory()


def remember_last_folder(preferences: Preferences | None) -> None:
    """Begin where the last file was, and save that with the settings; None lets go of them."""
    if preferences is None:
        _memory.folder = _memory.save = None
        return
    last = preferences.current.file_folder
    _memory.folder = Path(last) if last else None
    _memory.save = lambda folder: preferences.change(
        replace(preferences.current, file_folder=folder)
    )


def start_folder() -> Path:
    """Return where a dialog begins: never the program's folder, nor where it was started."""
    if _memory.folder is not None and _memory.folder.is_dir():
        return _memory.folder
    places = QStandardPaths.StandardLocation
    documents = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
    return documents if documents.is_dir() else Path(QDir.homePath())


def ask_where_to_save(
    parent: QWidget, title: str, name: str, kinds: str, *, ending: str = ""
) -> Path | None:
    """Ask where to save a file of this name; one without the ending, that of `name`, gets it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start_folder() / name), kinds)
    if not chosen:
        return None
    path, ending = Path(chosen), ending or Path(name).suffix
    _remember(path)
    return path if path.name.lower().endswith(ending) else path.with_name(path.name + ending)


def ask_what_to_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file that is there."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start_folder()), kinds)
    if not chosen:
        return None
    _remember(Path(chosen))
    return Path(chosen)


def _remember(path: Path) -> None:
    folder = path.absolute().parent
    if folder != _memory.folder:
        _memory.folder = folder
        if _memory.save is not None:
            _memory.save(str(folder))
