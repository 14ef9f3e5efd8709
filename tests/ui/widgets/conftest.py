"""A theme for the widgets under test."""

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.ui.theme import Theme, ThemeMode


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)
