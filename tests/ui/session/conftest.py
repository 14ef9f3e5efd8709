"""A session that can be begun, and the real library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library, load_library
from hipcoach.ui.theme import Theme, ThemeMode
from tests.ui.session.rig import SessionRig


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def rig(tmp_path: Path, library: Library, theme: Theme, qtbot: QtBot) -> Iterator[SessionRig]:
    rig = SessionRig(tmp_path, library, theme)
    qtbot.addWidget(rig.flow)
    rig.flow.show()
    yield rig
    rig.flow.close_requested()
    rig.flow.close_requested()
    rig.opened.database.close()
