"""Keys lead from one choice to the next and stop at the ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab


@pytest.fixture
def choices(theme: Theme, qtbot: QtBot) -> Iterator[list[Choice]]:
    parent = QWidget()
    qtbot.addWidget(parent)
    # A Choice leaves painting to its own kinds, so it is never shown here.
    yield [Choice(theme, text, parent) for text in "abc"]
    parent.close()


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (0, Qt.Key.Key_Right, 1),
        (2, Qt.Key.Key_Down, 2),
        (1, Qt.Key.Key_Up, 0),
        (0, Qt.Key.Key_Left, 0),
        (1, Qt.Key.Key_Home, 0),
        (0, Qt.Key.Key_End, 2),
    ],
)
def test_keys_lead(start: int, key: Qt.Key, end: int, choices: list[Choice]) -> None:
    assert neighbour(choices, choices[start], key) is choices[end]


def test_other_keys_and_empty_groups_lead_nowhere(choices: list[Choice]) -> None:
    assert neighbour(choices, choices[0], Qt.Key.Key_A) is None
    assert neighbour([], None, Qt.Key.Key_Right) is None


def test_the_chosen_one_takes_tab_or_else_the_first(choices: list[Choice]) -> None:
    def stops() -> list[str]:
        strong = Qt.FocusPolicy.StrongFocus
        return [each.text() for each in choices if each.focusPolicy() == strong]

    only_checked_takes_tab(choices)
    assert stops() == ["a"]
    choices[2].setChecked(True)
    only_checked_takes_tab(choices)
    assert stops() == ["c"]
