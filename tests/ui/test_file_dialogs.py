"""Files go to Documents, or where the person was last, never to the program's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import hipcoach
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.settings import Settings
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.file_dialogs import (
    ask_what_to_open,
    ask_where_to_save,
    remember_last_folder,
    start_folder,
)


@pytest.fixture
def preferences(tmp_path: Path) -> Iterator[Preferences]:
    made = Preferences(Settings(), SettingsStore(tmp_path / "settings.toml"))
    remember_last_folder(made)
    yield made
    remember_last_folder(None)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Answer each dialog with the first of these; the place where it began comes after it."""
    places: list[Path] = []

    def answer(_parent: QWidget, _title: str, start: str, *_more: str) -> tuple[str, str]:
        places.append(Path(start))
        return str(places[0]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    return places


def test_the_first_file_is_offered_to_documents_else_to_the_home_folder(
    preferences: Preferences, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    documents = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(documents))
    assert start_folder() == Path.home()
    documents.mkdir()
    assert start_folder() == documents


def test_the_next_file_begins_where_the_last_one_was(
    preferences: Preferences, asked: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    stick = tmp_path / "stick"
    stick.mkdir()
    asked.append(stick / "mine")
    saved = ask_where_to_save(parent, "Export", "hipcoach.csv.zip", "", ending=".csv.zip")
    assert saved == stick / "mine.csv.zip"
    ask_what_to_open(parent, "Import", "")
    ask_where_to_save(parent, "Save", "plan.pdf", "")
    assert asked[2:] == [stick, stick / "plan.pdf"]
    assert preferences.current.file_folder == str(stick)
    # Another day, and on a day without the stick.
    remember_last_folder(preferences)
    assert start_folder() == stick
    stick.rmdir()
    assert start_folder() != stick


def test_no_other_dialog_begins_where_the_program_was_started() -> None:
    root = Path(hipcoach.__file__).parent
    names = ("getSaveFileName", "getOpenFileName", "getExistingDirectory", "getOpenFileNames")
    asking = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(f".{name}(" in path.read_text(encoding="utf-8") for name in names)
    }
    assert asking == {"ui/file_dialogs.py"}
