"""A suggestion is shown with its reason, and answered by a press."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.coaching.progression import ItemChange, Suggestion
from hipcoach.domain.prescription import Tempo
from hipcoach.domain.progression import Answer, Decision
from hipcoach.domain.routine import RoutineItem
from hipcoach.progress.decision import Reason, Rule
from hipcoach.ui.models.suggestion_words import change_line, title_of
from hipcoach.ui.pages.parts.suggestion_card import SuggestionCard
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.builders import make_dose, make_exercise, make_item

BRIDGE = make_item(make_exercise("bridge"), uid="bridge", dose=make_dose(sets=2, reps=10))
SQUAT = make_item(make_exercise("squat"), uid="squat", dose=make_dose(sets=3, reps=8))


def dosed(item: RoutineItem, reps: int) -> RoutineItem:
    dose = replace(item.prescription.dose, reps=reps)
    return replace(item, prescription=replace(item.prescription, dose=dose))


def suggestion(
    decision: Decision,
    *changes: tuple[RoutineItem, RoutineItem | None],
    items: tuple[RoutineItem, ...] = (),
    asks: bool = False,
) -> Suggestion:
    return Suggestion(
        routine_id="mine",
        decision=decision,
        reason=Reason(Rule.READY, decision, "It went well.", "somewhere"),
        items=items or tuple(before for before, _ in changes),
        changes=tuple(
            ItemChange(base=before, before=before, after=after) for before, after in changes
        ),
        asks_safety_questions=asks,
    )


UP = suggestion(Decision.UP, (BRIDGE, dosed(BRIDGE, 12)))
STOP = suggestion(Decision.STOP, (BRIDGE, None))
LIGHTER = suggestion(Decision.DELOAD, (BRIDGE, dosed(BRIDGE, 6)), (SQUAT, dosed(SQUAT, 5)))
ADVICE = suggestion(Decision.DOWN, items=(BRIDGE,))


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication) -> SuggestionCard:
    card = SuggestionCard(Theme(mode=ThemeMode.LIGHT))
    qtbot.addWidget(card)
    card.resize(800, 300)
    card.show()
    return card


def buttons(card: SuggestionCard) -> list[str]:
    return [each.text() for each in card.findChildren(QPushButton) if each.isVisible()]


def test_titles_and_lines_say_what_becomes_of_what() -> None:
    assert title_of(UP) == "One step more: Bridge"
    assert title_of(STOP) == "Leave out for now: Bridge"
    assert title_of(LIGHTER) == "Lighten your exercises for now"
    assert title_of(ADVICE) == "A little less: Bridge"
    assert title_of(replace(ADVICE, items=(BRIDGE, SQUAT))) == "A little less for now"
    assert change_line(UP.changes[0]) == "Bridge: 2 × 10 → 2 × 12"
    assert change_line(STOP.changes[0]) == "Bridge is left out"
    rung = ItemChange(base=BRIDGE, before=BRIDGE, after=replace(SQUAT, uid="bridge"))
    assert change_line(rung) == "Bridge → Squat, 3 × 8"
    slower = replace(BRIDGE.prescription.dose, tempo=Tempo.parse("2-2-2-0"))
    held = replace(BRIDGE, prescription=replace(BRIDGE.prescription, dose=slower))
    change = ItemChange(base=BRIDGE, before=BRIDGE, after=held)
    assert change_line(change) == "Bridge: tempo 2-1-2-0 → 2-2-2-0"


def test_each_answer_is_one_press(qtbot: QtBot, card: SuggestionCard) -> None:
    card.show_suggestion(UP)
    assert buttons(card) == ["Change it", "Not now", "Never for this exercise"]
    heard: list[tuple[Suggestion, Answer]] = []
    card.answered.connect(lambda told, answer: heard.append((told, answer)))
    for button in (card.accept_button, card.not_now_button, card.never_button):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert heard == [(UP, Answer.ACCEPTED), (UP, Answer.NOT_NOW), (UP, Answer.NEVER)]


def test_space_answers_nothing(card: SuggestionCard) -> None:
    card.show_suggestion(UP)
    heard: list[Answer] = []
    card.answered.connect(lambda _told, answer: heard.append(answer))
    QTest.keyClick(card.accept_button, Qt.Key.Key_Space)
    assert heard == []


def test_safety_can_not_be_silenced_and_mere_advice_is_only_read(card: SuggestionCard) -> None:
    card.show_suggestion(STOP)
    assert buttons(card) == ["Leave it out", "Not now"]
    card.show_suggestion(ADVICE)
    assert buttons(card) == ["Understood"]
    heard: list[Answer] = []
    card.answered.connect(lambda _told, answer: heard.append(answer))
    card.accept_button.click()
    assert heard == [Answer.NOT_NOW]


def test_after_a_long_gap_the_safety_questions_are_at_hand(
    qtbot: QtBot, card: SuggestionCard
) -> None:
    card.show_suggestion(suggestion(Decision.DOWN, (BRIDGE, dosed(BRIDGE, 8)), asks=True))
    assert card.questions_button.isVisible()
    assert card.questions_button.x() < card.accept_button.x()
    with qtbot.waitSignal(card.questions_requested):
        card.questions_button.click()


def test_a_screen_reader_hears_title_reason_and_changes(card: SuggestionCard) -> None:
    card.show_suggestion(LIGHTER)
    assert card.accessibleName() == "Lighten your exercises for now"
    told = card.accessibleDescription()
    assert told == "It went well. Bridge: 2 × 10 → 2 × 6\nSquat: 3 × 8 → 3 × 5"
