"""A suggestion on Today: offered with its reason, answered by a press, taken back by another."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QPushButton

from hipcoach.app import Window
from hipcoach.domain.progression import Answer, Decision
from hipcoach.player.clock import ManualClock
from hipcoach.progress.dose_steps import volume
from hipcoach.ui.pages.parts.suggestion_slot import SuggestionSlot
from hipcoach.ui.widgets.message_bar import MessageBar
from tests.ui.pages.suggestion_window import ROUTINE, perform, window

__all__ = ["window"]


def slot_of(window: Window) -> SuggestionSlot:
    slot = window.pages.today.suggestion
    assert slot is not None
    return slot


def test_nothing_is_suggested_on_an_empty_record(window: Window) -> None:
    window.main.show_page("today")
    assert slot_of(window).shown is None


def test_less_after_a_sore_morning_is_accepted_and_taken_back(window: Window) -> None:
    services = window.services
    perform(services, morning=5)
    window.main.show_page("today")
    slot = slot_of(window)
    assert slot.shown is not None
    assert slot.shown.decision is Decision.DOWN
    # It stands above Start.
    QApplication.processEvents()
    assert slot.y() < window.pages.today.due_card.y()
    before = services.book.routines[ROUTINE]
    slot.card.accept_button.click()
    assert slot.shown is None
    after = services.book.routines[ROUTINE]
    for then, now in zip(before.items, after.items, strict=True):
        assert now != then
        if now.exercise is then.exercise:
            assert volume(now.prescription.dose) < volume(then.prescription.dose)
        else:
            assert now.exercise.id in then.exercise.easier
    assert any("Changed." in text for text in window.pages.today.notices)
    bar = next(
        each for each in window.pages.today.findChildren(MessageBar) if "Changed." in each.text
    )
    undo = next(each for each in bar.findChildren(QPushButton) if each.text() == "Undo")
    undo.click()
    assert services.book.routines[ROUTINE] == before
    assert slot.shown is not None


def test_not_now_says_so_and_changes_nothing(window: Window) -> None:
    services = window.services
    perform(services, morning=5)
    window.main.show_page("today")
    before = services.book.routines[ROUTINE]
    slot_of(window).card.not_now_button.click()
    assert services.book.routines[ROUTINE] == before
    assert slot_of(window).shown is None
    assert services.progression.history()[0].answer is Answer.NOT_NOW


def test_steps_up_come_one_after_the_other(window: Window) -> None:
    services = window.services
    services.planner.set_plan(ROUTINE, frozenset(range(7)))
    for _ in range(3):
        perform(services, morning=1)
    window.main.show_page("today")
    slot = slot_of(window)
    first = slot.shown
    assert first is not None
    assert first.decision is Decision.UP
    QApplication.processEvents()
    assert slot.y() > window.pages.today.due_card.y()
    slot.card.never_button.click()
    assert slot.shown is not None
    assert slot.shown.items != first.items


def test_a_standing_sign_leaves_no_suggestion(window: Window) -> None:
    services = window.services
    perform(services, morning=5)
    settings = services.preferences.current
    services.preferences.change(replace(settings, me=replace(settings.me, red_flags=("chest",))))
    window.main.show_page("today")
    assert slot_of(window).shown is None


def test_after_four_weeks_the_safety_questions_come_first(window: Window) -> None:
    services = window.services
    perform(services, morning=2)
    clock = services.clock
    assert isinstance(clock, ManualClock)
    clock.tick(30 * 86_400_000)
    window.main.show_page("today")
    slot = slot_of(window)
    assert slot.shown is not None
    assert slot.shown.asks_safety_questions
    slot.card.questions_button.click()
    assert window.pages.learn().shown == "red-flags"
