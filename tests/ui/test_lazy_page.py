"""A page is made once, at the first call, and whoever waits for it hears of it first."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.lazy_page import LazyPage


@pytest.fixture
def page(qtbot: QtBot) -> LazyPage[QWidget]:
    def make() -> QWidget:
        widget = QWidget()
        qtbot.addWidget(widget)
        return widget

    return LazyPage(make)


def test_a_page_is_made_at_the_first_call_and_once(page: LazyPage[QWidget]) -> None:
    assert page.made is None
    first = page()
    assert page() is first
    assert page.made is first


def test_listeners_hear_once_before_and_after_it_is_made(page: LazyPage[QWidget]) -> None:
    heard: list[tuple[str, QWidget]] = []
    page.when_made(lambda made: heard.append(("early", made)))
    assert heard == []
    made = page()
    page.when_made(lambda made: heard.append(("late", made)))
    page()
    assert heard == [("early", made), ("late", made)]
