"""A theme and twelve weeks of record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.ui.theme import Theme, ThemeMode
from tests.ui.progress_data import Record


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.of_twelve_weeks(tmp_path)
    yield record
    record.close()
