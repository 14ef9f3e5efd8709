"""A notice says one thing, offers one action and can be put away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind, Topic


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> MessageBar:
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    bar.resize(700, 64)
    return bar


def shown_buttons(bar: MessageBar) -> list[QPushButton]:
    return [each for each in bar.findChildren(QPushButton) if each.isVisible()]


def test_it_is_hidden_until_it_has_something_to_say(bar: MessageBar) -> None:
    assert not bar.isVisible()
    bar.show_message("No voice was found here.", kind=MessageKind.WARNING)
    assert bar.isVisible()
    assert bar.text == "No voice was found here."
    assert bar.accessibleName() == "No voice was found here."
    assert len(shown_buttons(bar)) == 1


def test_the_action_is_passed_on(bar: MessageBar, qtbot: QtBot) -> None:
    bar.show_message(
        "No voice.", kind=MessageKind.WARNING, action_text="What to do", dismissable=False
    )
    (button,) = shown_buttons(bar)
    assert button.text() == "What to do"
    with qtbot.waitSignal(bar.action_requested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bar.isVisible()


def test_it_can_be_put_away(bar: MessageBar, qtbot: QtBot) -> None:
    bar.show_message("No voice.", kind=MessageKind.INFO)
    (button,) = shown_buttons(bar)
    assert button.accessibleName() == "Put this notice away"
    with qtbot.waitSignal(bar.dismissed):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert not bar.isVisible()


def test_success_and_news_are_no_warnings(bar: MessageBar) -> None:
    pictures = []
    for kind in MessageKind:
        bar.show_message("Saved.", kind=kind)
        pictures.append(bar.grab().toImage())
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])
    assert MessageKind.of_outcome(is_problem=False) is MessageKind.SUCCESS
    assert MessageKind.of_outcome(is_problem=True) is MessageKind.WARNING


def test_only_a_warning_is_warm(bar: MessageBar, theme: Theme) -> None:
    fills = []
    for kind in MessageKind:
        bar.show_message("No voice.", kind=kind)
        assert bar.kind is kind
        fills.append(bar.grab().toImage().pixelColor(350, 4).name())
    assert fills == [theme.palette.primary_soft] * 2 + [theme.palette.pain_soft]


def test_long_words_make_it_taller(bar: MessageBar) -> None:
    bar.show_message("Short.", kind=MessageKind.INFO)
    short = bar.heightForWidth(500)
    bar.show_message("A long notice about the disk. " * 12, kind=MessageKind.INFO)
    assert bar.heightForWidth(500) > short


def test_a_lesser_notice_never_hides_that_there_is_no_sound(bar: MessageBar) -> None:
    bar.stack(Topic.SOUND, "No sound.")
    bar.stack(Topic.SCREEN, "The screen may go dark.")
    assert bar.text == "No sound.\nThe screen may go dark."
    bar.stack(Topic.RECORD, "The disk is full.")
    assert bar.text == "The disk is full.\nNo sound.\nThe screen may go dark."
    assert bar.kind is MessageKind.WARNING
    bar.withdraw(Topic.SOUND)
    assert bar.text == "The disk is full.\nThe screen may go dark."


def test_what_was_put_away_does_not_come_back_with_the_next_notice(bar: MessageBar) -> None:
    bar.stack(Topic.SOUND, "No sound.")
    (button,) = shown_buttons(bar)
    QTest.keyClick(button, Qt.Key.Key_Return)
    bar.stack(Topic.SCREEN, "The screen may go dark.")
    assert bar.text == "The screen may go dark."
    bar.withdraw(Topic.SOUND)
    assert bar.isVisible()
    bar.withdraw(Topic.SCREEN)
    assert not bar.isVisible()
