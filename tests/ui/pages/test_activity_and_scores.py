"""Activities on Progress and results of forms on Checks, as a person adds and removes them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.coaching.activity_log import ActivityLog, FormScores
from hipcoach.coaching.care_lines import aerobic_lines, provoking_lines, score_lines
from hipcoach.storage.pathway_store import SqliteActivityStore, SqliteFormScoreStore
from hipcoach.ui.pages.checks.scores_card import ScoresCard
from hipcoach.ui.pages.progress.activity_card import ActivityCard
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


def test_minutes_of_this_week_are_counted_and_can_be_removed(
    home: Household, theme: Theme, qtbot: QtBot
) -> None:
    log = ActivityLog(SqliteActivityStore(home.database), home.clock)
    card = ActivityCard(theme, log, home.clock)
    qtbot.addWidget(card)
    card.show()
    card.kind.setCurrentIndex(card.kind.findData("cycling"))
    card.effort.setCurrentIndex(card.effort.findData(4))
    QTest.mouseClick(card.add, LEFT)
    card.kind.setCurrentIndex(card.kind.findData("long sitting"))
    QTest.mouseClick(card.add, LEFT)
    assert card.week.text() == "Aerobic this week: 20 of 150 minutes."
    found = log.between(date.min, date.max)
    assert [(each.kind.value, each.effort) for each in found] == [
        ("cycling", 4),
        ("long sitting", 4),
    ]
    assert card.lines[1].accessibleName() == "2 Mar 2026 · Cycling · 20 min · effort 4"
    assert aerobic_lines(found) == (
        (date(2026, 3, 2), "Aerobic that week: 20 minutes, effort up to 4 of 10"),
    )
    assert provoking_lines(found) == (
        (date(2026, 3, 2), "Beside the exercises that week: long sitting 20 min"),
    )
    remove = card.lines[1].findChild(QPushButton)
    assert remove is not None
    QTest.mouseClick(remove, LEFT)
    assert card.week.text() == "Aerobic this week: 0 of 150 minutes."


def test_a_result_is_typed_in_with_its_range(home: Household, theme: Theme, qtbot: QtBot) -> None:
    scores = FormScores(SqliteFormScoreStore(home.database), home.clock)
    card = ScoresCard(theme, scores, home.clock)
    qtbot.addWidget(card)
    card.show()
    card.form.setCurrentIndex(card.form.findData("Oxford Hip Score"))
    assert (card.value.minimum(), card.value.maximum()) == (0, 48)
    card.value.setValue(31)
    QTest.mouseClick(card.add, LEFT)
    card.value.setValue(36)
    QTest.mouseClick(card.add, LEFT)
    assert card.lines[0].accessibleName().endswith("Oxford Hip Score: 36 of 0 to 48")
    ((_, told),) = score_lines(scores.every())
    assert told == "Oxford Hip Score: 31 → 36 (0 to 48)"
    remove = card.lines[0].findChild(QPushButton)
    assert remove is not None
    QTest.mouseClick(remove, LEFT)
    assert [each.value for each in scores.every()] == [31.0]
