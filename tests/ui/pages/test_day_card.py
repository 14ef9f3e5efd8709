"""A day on which nothing is left to do has a face of its own, and is about something else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.day_done import done_on
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.domain.pain import Moment
from hipcoach.domain.session import SessionForm, SessionStatus
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.ui.pages.today_page import TodayPage
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.face import Face
from tests.support.household import Household

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, FRIDAY)
    yield home
    home.database.close()


def opened(qtbot: QtBot, home: Household) -> TodayPage:
    report = ProgressReport(
        home.sessions,
        home.pains,
        home.plans,
        home.annotations,
        Baselines(SqliteBaselineStore(home.database), home.pains, home.clock),
        home.clock,
    )
    page = TodayPage(
        home.planner,
        home.diary,
        home.forms,
        home.content,
        home.preferences,
        Theme(mode=ThemeMode.LIGHT, reduced_motion=True),
        home.clock,
        done_on=partial(done_on, home.sessions, report),
    )
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.refresh()
    page.show()
    return page


def tiles(page: TodayPage) -> list[ExerciseTile]:
    return [tile for tile in page.findChildren(ExerciseTile) if tile.isVisible()]


def test_a_day_on_which_something_is_due_is_about_that(qtbot: QtBot, home: Household) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home)
    assert page.day_card.isHidden()
    assert tiles(page)
    assert page.due_card.sign.isVisible()
    assert page.due_card.sign.face is Face.READY
    with qtbot.waitSignal(page.due_card.start_requested):
        QTest.mouseClick(page.due_card.sign, Qt.MouseButton.LeftButton)
    page.resize(500, 700)
    assert page.due_card.sign.isHidden(), "a narrow card leaves its room to the words"


def test_after_a_session_today_is_about_what_was_done_and_when_the_next_is(
    qtbot: QtBot, home: Household
) -> None:
    home.plan(4, 5)
    session = home.session(FRIDAY.date())
    for moment, nrs in ((Moment.BEFORE, 4), (Moment.AFTER, 2)):
        home.diary.keep(home.diary.rating(moment, nrs, "left hip", session_uid=session.uid))
    page = opened(qtbot, home)
    title, text, following = page.day_card.texts
    assert page.day_card.isVisible()
    assert page.day_card.sign.face is Face.DONE
    assert page.due_card.sign.isHidden(), "a day has one face"
    assert title == "Done for today"
    assert session.routine.name in text
    assert "4 before → 2 after: clearly less" in text
    assert following == "Next session: tomorrow."
    assert tiles(page) == [], "the routine is no longer what the day is about"
    assert page.due_card.start_button.text() == "Start again"


def test_a_rest_day_is_about_rest_a_lesson_or_a_walk(qtbot: QtBot, home: Household) -> None:
    home.plan(0, 2)
    page = opened(qtbot, home)
    title, _text, following = page.day_card.texts
    assert (title, following) == ("A day of rest", "Next session: Monday.")
    assert page.day_card.sign.face is Face.REST_DAY
    with qtbot.waitSignal(page.lesson_requested):
        QTest.mouseClick(page.day_card.lesson_button, Qt.MouseButton.LeftButton)
    assert "Walking" in page.day_card.walk_button.text()
    QTest.mouseClick(page.day_card.walk_button, Qt.MouseButton.LeftButton)
    assert page.day_card.isHidden()
    assert (page.due_card.name, page.due_card.start_button.text()) == ("Walking", "Start")


def test_without_a_plan_no_day_is_one_of_rest(qtbot: QtBot, home: Household) -> None:
    page = opened(qtbot, home)
    assert page.day_card.isHidden()
    assert page.due_card.line == "No days are chosen yet"
    assert page.due_card.start_button.text() == "Start"
    assert page.due_card.sign.isVisible()


def test_a_sorer_day_has_a_face_too(qtbot: QtBot, home: Household) -> None:
    home.plan(4)
    page = opened(qtbot, home)
    page.due_card.form_chosen.emit(SessionForm.FLARE)
    assert page.day_card.sign.face is Face.FLARE_DAY
    assert page.due_card.sign.isHidden(), "a day has one face"
    assert tiles(page), "it is still to be done"


def test_what_was_cut_off_or_discarded_is_not_done(qtbot: QtBot, home: Household) -> None:
    home.plan(4)
    home.session(FRIDAY.date(), status=SessionStatus.DISCARDED)
    page = opened(qtbot, home)
    QApplication.processEvents()
    assert page.day_card.isHidden()
