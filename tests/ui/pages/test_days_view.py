from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.domain.plan import DayState, ExcusedSpan, Phase, PlanVersion, Programme, Slot
from hipcoach.ui.pages.plan.calendar_card import WEEKS_SHOWN
from hipcoach.ui.pages.plan.days_view import DaysView
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.choice import Choice
from hipcoach.ui.widgets.day_cell import DayCell
from tests.support.builders import make_plan
from tests.support.household import Household

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
TODAY = FRIDAY.date()
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, FRIDAY)
    yield home
    home.database.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def view(qtbot: QtBot, home: Household, theme: Theme) -> DaysView:
    view = DaysView(home.planner, home.content, home.preferences, theme, home.clock)
    qtbot.addWidget(view)
    view.resize(1000, 1800)
    with qtbot.waitActive(view):
        view.show()
    return view


def cell(view: DaysView, day: date) -> DayCell:
    return next(each for each in view.calendar.cells if each.day == day)


def current(home: Household) -> PlanVersion:
    version = home.planner.current()
    assert version is not None
    return version


def test_six_weeks_are_shown_from_last_monday_on(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    home.session(date(2026, 3, 2))
    home.planner.excuse(ExcusedSpan(first=date(2026, 3, 9), last=date(2026, 3, 9), reason="Away"))
    view.refresh()
    assert view.calendar.cells[0].day == date(2026, 2, 23)
    assert len(view.calendar.cells) == 7 * WEEKS_SHOWN
    assert view.calendar.title == "February – April 2026"
    states = [each.face.state for each in view.calendar.cells[:16]]
    rest, done = DayState.REST, DayState.DONE
    missed, due, excused = DayState.MISSED, DayState.DUE, DayState.EXCUSED
    assert states == [
        *(missed, rest, missed, rest, missed, rest, rest),
        *(done, rest, missed, rest, due, rest, rest),
        *(excused, rest),
    ]
    today = cell(view, TODAY)
    assert today.face.is_today
    assert today.accessibleName() == "Friday, 6 March 2026, today"
    assert today.accessibleDescription() == "First steps"
    assert view.chosen.title == "Friday, 6 March 2026"
    assert view.chosen.words == "First steps · due today"


def test_the_weeks_move_and_come_back(home: Household, view: DaysView) -> None:
    view.refresh()
    QTest.mouseClick(view.calendar.later, LEFT)
    assert view.calendar.cells[0].day == date(2026, 3, 23)
    QTest.mouseClick(view.calendar.earlier, LEFT)
    QTest.mouseClick(view.calendar.earlier, LEFT)
    assert view.calendar.cells[0].day == date(2026, 1, 26)
    QTest.mouseClick(view.calendar.to_today, LEFT)
    assert view.calendar.cells[0].day == date(2026, 2, 23)


def test_phases_stand_above_their_first_week(home: Household, view: DaysView) -> None:
    phases = (Phase(weeks=1, goal="Learn"), Phase(weeks=2, goal="Stairs"))
    programme = Programme(first_day=date(2026, 3, 2), phases=phases)
    home.plans.add_version(make_plan(date(2026, 3, 2), {0}, programme=programme))
    view.refresh()
    assert view.calendar.phase_words == ("Learn", "Stairs")
    QTest.mouseClick(cell(view, date(2026, 3, 11)), LEFT)
    assert view.chosen.words == "Nothing is planned on it\nThis phase: Stairs"


def test_each_week_of_a_programme_is_named_once_wherever_it_begins(
    home: Household, view: DaysView
) -> None:
    begin = date(2026, 2, 25)
    programme = Programme(first_day=begin, phases=(Phase(weeks=3),))
    home.plans.add_version(make_plan(begin, {0}, programme=programme))
    view.refresh()
    names = [label.text() for label in view.calendar._weeks]
    assert names == ["Week 1", "Week 2", "Week 3", "", "", ""]


def test_times_of_a_day_are_set_beside_the_days(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    times = view.slots.rows[0].times
    assert times.line.isHidden()
    times.count._choose("2")
    assert current(home).slots[0].times == ("morning", "evening")
    times = view.slots.rows[0].times
    times.line.setText("8:30, noon")
    times.line.editingFinished.emit()
    assert current(home).slots[0].times == ("08:30", "midday")
    times.line.setText("8:30")
    times.line.editingFinished.emit()
    assert not times.problem.isHidden()
    assert current(home).slots[0].times == ("08:30", "midday")


def test_a_sheet_puts_its_routine_into_the_plan(home: Household, view: DaysView) -> None:
    home.plan(0)
    view.add_from_sheet(Slot(routine_id="desk", weekdays=frozenset(range(7)), times_per_day=3))
    assert [(each.routine_id, each.times_per_day) for each in current(home).slots] == [
        ("first_steps", 1),
        ("desk", 3),
    ]
    assert "“Five minutes at the desk” is in your plan" in view.problem.text


def test_a_day_is_excused_with_the_keys_alone(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    today = cell(view, TODAY)
    today.setFocus()
    QTest.keyClick(today, Qt.Key.Key_Right)
    QTest.keyClick(cell(view, TODAY + timedelta(days=1)), Qt.Key.Key_Down)
    QTest.keyClick(cell(view, TODAY + timedelta(days=8)), Qt.Key.Key_Left)
    friday = TODAY + timedelta(days=7)
    assert QApplication.focusWidget() is cell(view, friday)
    assert view.chosen.title == "Friday, 13 March 2026"
    QTest.keyClicks(view.chosen.reason, "A wedding")
    QTest.keyClick(view.chosen.reason, Qt.Key.Key_Return)
    assert home.plans.excused() == {friday: "A wedding"}
    assert cell(view, friday).face.state is DayState.EXCUSED
    assert view.chosen.words == "First steps · excused\nExcused: A wedding"
    QTest.mouseClick(view.chosen.back, LEFT)
    assert home.plans.excused() == {}


def test_days_in_a_row_are_excused_together(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    today = cell(view, TODAY)
    today.setFocus()
    for ahead in range(3):
        QTest.keyClick(cell(view, TODAY + timedelta(days=ahead)), Qt.Key.Key_Right, SHIFT)
    assert view.chosen.title == "6 Mar 2026 to 9 Mar 2026 · 4 days"
    assert view.chosen.words == "2 sessions"
    QTest.mouseClick(view.chosen.excuse, LEFT)
    days = [TODAY + timedelta(days=ahead) for ahead in range(4)]
    assert home.plans.excused() == dict.fromkeys(days, "")
    (button,) = view.excused.buttons
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert home.plans.excused() == {}
    assert view.excused.isHidden()


def test_a_past_day_is_excused_with_the_mouse(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    past = date(2026, 2, 25)
    assert cell(view, past).face.state is DayState.MISSED
    QTest.mouseClick(cell(view, past), LEFT)
    QTest.mouseClick(cell(view, past + timedelta(days=1)), LEFT, SHIFT)
    QTest.mouseClick(view.chosen.excuse, LEFT)
    assert list(home.plans.excused()) == [past, past + timedelta(days=1)]
    assert cell(view, past).face.state is DayState.EXCUSED


def test_weekdays_hold_from_today_on(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    (row,) = view.slots.rows
    QTest.mouseClick(row.weekdays.chip("5"), LEFT)
    QTest.mouseClick(row.weekdays.chip("0"), LEFT)
    old, new = home.plans.versions()
    assert old.weekdays == {0, 2, 4}
    assert new.weekdays == {2, 4, 5}
    assert new.valid_from == TODAY
    assert cell(view, date(2026, 3, 2)).face.state is DayState.MISSED
    assert cell(view, date(2026, 3, 9)).face.state is DayState.REST


def test_a_change_can_wait_for_a_day_and_be_withdrawn(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    QTest.mouseClick(cell(view, date(2026, 3, 18)), LEFT)
    texts = [each.text() for each in view.slots.start.findChildren(Choice)]
    assert texts[-3:] == ["From today", "From Monday", "From 18 Mar 2026"]
    QTest.mouseClick(view.slots.start.findChildren(Choice)[-1], LEFT)
    (row,) = view.slots.rows
    QTest.mouseClick(row.weekdays.chip("5"), LEFT)
    assert current(home).weekdays == {0, 2, 4}
    later = home.planner.upcoming()
    assert later is not None
    assert later.valid_from == date(2026, 3, 18)
    assert later.weekdays == {0, 2, 4, 5}
    assert cell(view, date(2026, 3, 14)).face.state is DayState.REST
    assert cell(view, date(2026, 3, 21)).face.state is DayState.UPCOMING
    buttons = view.history.findChildren(QPushButton)
    QTest.mouseClick(next(each for each in buttons if each.text() == "Withdraw"), LEFT)
    assert home.planner.upcoming() is None
    assert cell(view, date(2026, 3, 21)).face.state is DayState.REST


def test_a_routine_is_added_and_taken_out(home: Household, view: DaysView) -> None:
    home.plan(0, 3, routine="strength")
    view.refresh()
    action = next(
        each for each in view.slots.menu.actions() if each.text() == "Five minutes at the desk"
    )
    action.trigger()
    assert [row.routine_id for row in view.slots.rows] == ["strength", "desk"]
    QTest.keyClick(view.slots.rows[1].weekdays.chip("0"), Qt.Key.Key_Space)
    assert current(home).due_on(date(2026, 3, 9)) == ("strength", "desk")
    QTest.keyClick(view.slots.rows[0].remove, Qt.Key.Key_Return)
    assert current(home).routine_ids == ("desk",)
    assert view.slots.rows[0].remove.isHidden()


def test_strength_two_days_running_is_warned_of(home: Household, view: DaysView) -> None:
    home.plan(0, 3, routine="strength")
    view.refresh()
    assert view.slots.warning.isHidden()
    QTest.mouseClick(view.slots.rows[0].weekdays.chip("1"), LEFT)
    assert "Monday and Tuesday" in view.slots.warning.text
    assert current(home).weekdays == {0, 1, 3}, "warned of, not refused"


def test_the_first_plan_is_made_here_with_its_programme(home: Household, view: DaysView) -> None:
    view.refresh()
    assert view.phases.isHidden()
    assert view.history.isHidden()
    action = next(each for each in view.slots.menu.actions() if each.text() == "First steps")
    action.trigger()
    made = current(home)
    assert made.weekdays == {0, 2, 4}
    assert made.programme is not None
    assert (made.programme.first_day, made.programme.weeks) == (TODAY, 6)
    assert view.phases.note.startswith("6 weeks, 6 Mar 2026 to 16 Apr 2026.")


def test_phases_are_changed_and_kept(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    assert view.phases.note == "No end is set: it goes on until you change it."
    QTest.mouseClick(view.phases.usual, LEFT)
    first, second = view.phases.rows
    first.weeks.setFocus()
    weeks = QApplication.focusWidget()
    assert weeks is not None
    QTest.keyClick(weeks, Qt.Key.Key_Up)
    second.goal.setFocus()
    second.goal.selectAll()
    QTest.keyClicks(second.goal, "Up the hill")
    QTest.keyClick(second.goal, Qt.Key.Key_Return)
    programme = current(home).programme
    assert programme is not None
    assert [(phase.weeks, phase.goal) for phase in programme.phases] == [
        (3, "Learn the movements, at ease"),
        (4, "Up the hill"),
    ]
    QTest.mouseClick(view.phases.add, LEFT)
    assert [row.weeks.value() for row in view.phases.rows] == [3, 4, 2]
    QTest.mouseClick(view.phases.rows[0].remove, LEFT)
    programme = current(home).programme
    assert programme is not None
    assert [phase.weeks for phase in programme.phases] == [4, 2]
    QTest.mouseClick(view.phases.endless, LEFT)
    assert current(home).programme is None


def test_a_programme_that_is_over_can_begin_anew(home: Household, view: DaysView) -> None:
    over = Programme(first_day=date(2026, 1, 5), phases=(Phase(weeks=4),))
    home.plans.add_version(make_plan(date(2026, 1, 5), {0}, programme=over))
    view.refresh()
    assert view.phases.note == "It was over on 1 Feb 2026."
    QTest.mouseClick(view.phases.usual, LEFT)
    programme = current(home).programme
    assert programme is not None
    assert programme.first_day == TODAY


def test_the_history_tells_what_and_why(home: Household, view: DaysView) -> None:
    home.plan(0, 2, 4)
    view.refresh()
    QTest.mouseClick(view.slots.rows[0].weekdays.chip("0"), LEFT)
    assert view.history.words == (
        "First steps: Wed, Fri, before Mon, Wed, Fri",
        "First steps added: Mon, Wed, Fri",
    )
    QTest.keyClicks(view.history.reason, "Mondays are full")
    QTest.keyClick(view.history.reason, Qt.Key.Key_Return)
    assert current(home).reason == "Mondays are full"
    QTest.mouseClick(view.slots.rows[0].weekdays.chip("2"), LEFT)
    assert current(home).reason == "Mondays are full"


def test_what_can_not_be_kept_is_told(home: Household, view: DaysView) -> None:
    home.plan(0)
    view.refresh()
    home.database.write("DROP TABLE excused_days")
    QTest.mouseClick(view.chosen.excuse, LEFT)
    assert "excused_days" in view.problem.text


def test_with_large_text_the_weeks_stand_above_their_days(
    home: Household, view: DaysView, theme: Theme
) -> None:
    programme = Programme(first_day=date(2026, 3, 2), phases=(Phase(weeks=2, goal="Learn"),))
    home.plans.add_version(make_plan(date(2026, 3, 2), {0}, programme=programme))
    theme.set_text_scale(1.5)
    view.refresh()
    assert view.calendar.phase_words == ("Week 1 · Learn", "Week 2")


def test_the_calendar_file_is_asked_for(qtbot: QtBot, view: DaysView) -> None:
    view.refresh()
    with qtbot.waitSignal(view.export_requested):
        QTest.mouseClick(view.calendar.export, LEFT)
