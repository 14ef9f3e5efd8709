"""Today says which planned routine is missing, and each way out does what it says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.lost_plans import LostPlans
from hipcoach.coaching.planned_routines import PlannedRoutines
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.domain.plan import DayState, Slot
from hipcoach.storage.planned_store import SqlitePlannedCopyStore
from hipcoach.storage.routine_store import SqliteRoutineStore
from hipcoach.ui.pages.plan.days_view import DaysView
from hipcoach.ui.pages.today.missing_card import MissingCard
from hipcoach.ui.pages.today_page import TodayPage
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
EVERY_DAY = frozenset(range(7))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, FRIDAY)
    yield home
    home.database.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, home: Household) -> TodayPage:
    theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    book = RoutineBook(home.content, SqliteRoutineStore(home.database), home.clock)
    planned = PlannedRoutines(
        home.planner._plans,
        SqlitePlannedCopyStore(home.database),
        book,
        home.clock,
        places={},
        broken={},
    )
    # One that was written, planned and deleted.
    book.keep(book.copy_of(book.routines["desk"]))
    home.planner.change(
        (Slot(routine_id="five_minutes_at_the_desk_copy", weekdays=EVERY_DAY),), None
    )
    planned.save_copies()
    book.remove("five_minutes_at_the_desk_copy")
    home.planner._content = book
    page = TodayPage(
        home.planner,
        home.diary,
        home.forms,
        book,
        home.preferences,
        theme,
        home.clock,
        missing=MissingCard(
            home.planner,
            planned,
            book,
            theme,
            lost=LostPlans(home.planner._plans, home.planner, home.clock),
        ),
    )
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    return page


def test_it_is_named_and_nothing_stands_in_for_it(page: TodayPage) -> None:
    assert page.missing_card is not None
    (row,) = page.missing_card.rows
    assert "“Five minutes at the desk (copy)”" in row.words.text()
    assert "6 March 2026" in row.words.text()
    assert not page.due_card.isVisible()
    assert all(each.isVisible() for each in (row.restore, row.another, row.leave_out))


def test_space_starts_nothing(qtbot: QtBot, page: TodayPage) -> None:
    with qtbot.assertNotEmitted(page.start_requested):
        page.start()


def test_the_copy_is_restored(page: TodayPage) -> None:
    assert page.missing_card is not None
    page.missing_card.rows[0].restore.click()
    assert page.missing_card.isHidden()
    assert page.due_card.name == "Five minutes at the desk (copy)"
    assert page.due_card.line == "Due today"


def test_another_is_chosen(page: TodayPage) -> None:
    assert page.missing_card is not None
    row = page.missing_card.rows[0]
    next(each for each in row.menu.actions() if each.text() == "First steps").trigger()
    assert page.missing_card.isHidden()
    assert page.due_card.name == "First steps"


def test_the_day_is_left_out(home: Household, page: TodayPage) -> None:
    assert page.missing_card is not None
    page.missing_card.rows[0].leave_out.click()
    assert home.planner.today().state is DayState.EXCUSED
    # It is still missing tomorrow, so it is still told.
    assert page.missing_card.isVisible()
    assert page.missing_card.rows[0].leave_out.isHidden()


def test_a_plan_that_cannot_be_read_is_told_with_its_day(
    qtbot: QtBot, home: Household, page: TodayPage
) -> None:
    card = page.missing_card
    assert card is not None
    assert card.lost is not None
    home.clock.set_now(home.clock.now() + timedelta(days=2))
    broken = home.planner.set_plan("first_steps", EVERY_DAY)
    home.database.write("DELETE FROM plan_slots WHERE version_uid = ?", (broken.uid,))
    page.refresh()
    (row,) = card.lost.rows
    assert "8 March 2026" in row.words.text()
    assert "can’t be read" in row.words.text()
    assert card.accessibleName() == "Your plan can’t be read"
    assert not page.due_card.isVisible()
    with qtbot.waitSignal(card.days_requested):
        row.anew.click()
    row.go_on.click()
    # What was planned before is missing in its own right.
    assert card.lost.isHidden()
    assert card.accessibleName() == "A planned routine is missing"


def test_plan_tells_it_too(qtbot: QtBot, qapp: QApplication, home: Household) -> None:
    broken = home.planner.set_plan("first_steps", EVERY_DAY)
    home.database.write("DELETE FROM plan_slots WHERE version_uid = ?", (broken.uid,))
    days = DaysView(
        home.planner,
        home.content,
        home.preferences,
        Theme(mode=ThemeMode.LIGHT),
        home.clock,
        lost=LostPlans(home.planner._plans, home.planner, home.clock),
    )
    qtbot.addWidget(days)
    days.refresh()
    assert days.lost is not None
    (row,) = days.lost.rows
    assert "6 March 2026" in row.words.text()
    assert row.go_on.isHidden()
    # Days that are set anew take its place.
    days._change_slots((Slot(routine_id="desk", weekdays=EVERY_DAY),))
    assert days.lost.isHidden()
