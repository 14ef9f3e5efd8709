"""The doses of the plan: every suggestion with its reason, and what was answered so far."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.progression import Decision
from hipcoach.ui.pages.plan.doses_view import DosesView
from hipcoach.ui.widgets.text_label import TextLabel
from tests.ui.pages.suggestion_window import ROUTINE, perform, window

__all__ = ["window"]


def doses_of(window: Window) -> DosesView:
    """Turn to the doses of Plan as a person does."""
    window.main.show_page("plan")
    page = window.pages.plan()
    button = next(
        each for each in page.halves.findChildren(QAbstractButton) if each.text() == "Doses"
    )
    button.click()
    assert page.doses is not None
    return page.doses


def texts(view: QWidget) -> list[str]:
    # New lines are shown when the layout next has its turn.
    QApplication.processEvents()
    return [label.text() for label in view.findChildren(TextLabel) if label.isVisible()]


def test_an_empty_record_says_when_a_suggestion_comes(window: Window) -> None:
    window.services.planner.set_plan(ROUTINE, frozenset(range(7)))
    view = doses_of(window)
    assert view.cards == []
    assert "Nothing to change just now" in texts(view)
    assert not view.answers.isVisible()


def test_what_is_suggested_is_answered_listed_and_taken_back(qtbot: QtBot, window: Window) -> None:
    services = window.services
    services.planner.set_plan(ROUTINE, frozenset(range(7)))
    for _ in range(3):
        perform(services, morning=1)
    before = services.book.routines[ROUTINE]
    view = doses_of(window)
    assert [card.suggestion.decision for card in view.cards if card.suggestion] == [
        Decision.UP
    ] * len(before.items)
    name = before.items[0].exercise.name
    view.cards[0].accept_button.click()
    assert len(view.cards) == len(before.items) - 1
    assert view.answers.isVisible()
    assert any(text.startswith(f"{name}: 2 × ") for text in texts(view.answers))
    view.cards[0].never_button.click()
    view.cards[0].not_now_button.click()
    told = texts(view.answers)
    assert any(text.endswith("no more steps up") for text in told)
    assert any(text.endswith("put off") for text in told)
    undos = [
        each
        for each in view.answers.findChildren(QPushButton)
        if each.isVisible() and each.text() == "Undo"
    ]
    # What is merely put off comes again by itself.
    assert len(undos) == 2
    undos[0].click()
    assert any("taken back" in text for text in texts(view.answers))
    assert services.book.routines[ROUTINE] != before
    still = next(
        each
        for each in view.answers.findChildren(QPushButton)
        if each.isVisible() and each.text() == "Undo"
    )
    still.click()
    assert services.book.routines[ROUTINE] == before


def test_the_safety_questions_are_a_press_away(window: Window) -> None:
    services = window.services
    services.planner.set_plan(ROUTINE, frozenset(range(7)))
    perform(services, morning=2)
    services.clock.tick(30 * 86_400_000)  # type: ignore[attr-defined]
    view = doses_of(window)
    view.cards[0].questions_button.click()
    assert window.pages.learn().shown == "red-flags"
