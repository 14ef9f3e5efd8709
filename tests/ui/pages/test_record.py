"""What is written down and corrected on Progress, driven as a person would."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import Moment
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionStatus, SetEnd
from hipcoach.ui.pages.record.record_part import RecordPart
from hipcoach.ui.pages.record.session_sheet import SessionSheet
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.choice import Choice
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.household import MONDAY, Household

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
TODAY = MONDAY.date()


class Page(QWidget):
    """A page with the record's part in it, and what was said on it."""

    def __init__(self, home: Household, theme: Theme) -> None:
        super().__init__()
        self.said: list[tuple[str, bool]] = []
        self.changes = 0
        self.part = RecordPart(
            home.history,
            home.journal,
            home.edits,
            home.diary,
            home.preferences,
            lambda: home.content.routines,
            home.clock,
            theme,
            self,
            lambda text, is_problem: self.said.append((text, is_problem)),
            planned_on=lambda day: ("strength",) if day.weekday() == 5 else (),
        )
        column = QVBoxLayout(self)
        column.addWidget(self.part.bar)
        column.addWidget(self.part.events)
        column.addWidget(self.part.logged)
        column.addStretch(1)
        self.part.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    current = home.preferences.current
    home.preferences.change(
        replace(current, me=replace(current.me, sore_side=Side.LEFT, areas=("hip",)))
    )
    yield home
    home.database.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def page(qtbot: QtBot, home: Household, theme: Theme) -> Page:
    page = Page(home, theme)
    qtbot.addWidget(page)
    page.resize(1000, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, LEFT)


def entered(page: Page, home: Household) -> Session:
    """Enter yesterday's session, and close what opens then."""
    press(page.part.bar.enter)
    sheet = page.part.enter_sheet
    sheet.day.setDate(QDate(2026, 3, 1))
    sheet.clock.setTime(QTime(8, 30))
    press(sheet.save)
    (session,) = home.sessions.between(date.min, date.max)
    return session


def button(sheet: SessionSheet, words: str, at: int = 0) -> QPushButton:
    found = [each for each in sheet.findChildren(QPushButton) if each.text() == words]
    return [each for each in found if each.isVisible()][at]


# -- missed days -------------------------------------------------------------------------


def test_an_earlier_session_is_entered_by_keyboard_and_opened_to_be_corrected(
    page: Page, home: Household
) -> None:
    press(page.part.bar.enter)
    sheet = page.part.enter_sheet
    assert sheet.is_open
    sheet.day.setDate(QDate(2026, 3, 1))
    sheet.clock.setTime(QTime(8, 30))
    QTest.keyClick(sheet.before, Key.Key_4)
    QTest.keyClick(sheet.after, Key.Key_2)
    QTest.keyClick(sheet.after, Key.Key_Return)
    assert not sheet.is_open
    (session,) = home.sessions.between(date.min, date.max)
    assert session.entered_later
    assert (session.local_date, session.started_at.hour) == (date(2026, 3, 1), 8)
    assert session.status is SessionStatus.COMPLETED
    assert [(one.moment, one.nrs, one.recalled) for one in home.pains.of_session(session.uid)] == [
        (Moment.BEFORE, 4, True),
        (Moment.AFTER, 2, True),
    ]
    shown = page.part.session_sheet
    assert shown.is_open
    assert any("entered later" in text for text in shown.texts())
    assert shown.tables[0].steppers


def test_what_was_planned_that_day_comes_first_until_one_chooses(page: Page) -> None:
    press(page.part.bar.enter)
    sheet = page.part.enter_sheet
    offered = sheet.routine
    assert "planned that day" not in offered.itemText(0)
    sheet.day.setDate(QDate(2026, 2, 28))  # a Saturday
    assert (offered.itemText(0), offered.currentData()) == (
        "Glute strength with band · planned that day",
        "strength",
    )
    offered.setCurrentIndex(3)
    offered.activated.emit(3)
    chosen = offered.currentData()
    sheet.day.setDate(QDate(2026, 2, 27))
    assert offered.currentData() == chosen
    press(sheet.cancel)
    press(page.part.bar.enter)
    sheet.day.setDate(QDate(2026, 2, 28))
    assert offered.currentData() == "strength"


def test_everything_that_is_asked_is_seen_at_once(page: Page) -> None:
    page.resize(950, 720)
    press(page.part.bar.enter)
    QApplication.processEvents()
    assert page.part.enter_sheet.scroller.verticalScrollBar().maximum() == 0


def test_a_time_that_is_yet_to_come_is_said_plainly(page: Page, home: Household) -> None:
    press(page.part.bar.enter)
    sheet = page.part.enter_sheet
    sheet.clock.setTime(QTime(23, 0))
    press(sheet.save)
    assert home.sessions.between(date.min, date.max) == ()
    assert page.said == [
        ("That time is yet to come. Please choose an earlier one.", True),
    ]


def test_no_day_to_come_can_be_chosen(page: Page) -> None:
    press(page.part.bar.enter)
    day = page.part.enter_sheet.day
    day.setDate(QDate(2030, 1, 1))
    assert day.day() == TODAY


# -- correcting --------------------------------------------------------------------------


def test_a_set_is_corrected_with_the_keyboard_and_taken_back(page: Page, home: Household) -> None:
    session = entered(page, home)
    sheet = page.part.session_sheet
    stepper = sheet.tables[0].steppers[0]
    field = stepper.focusProxy()
    assert field is not None
    field.setFocus()
    first = home.sessions.sets_of(session.uid)[0]
    for _ in range(3):
        QTest.keyClick(field, Key.Key_Down)
    done = {each.address: each for each in home.sessions.sets_of(session.uid)}[first.address]
    assert done.done_reps == first.done_reps - 3
    assert done.ended is SetEnd.STOPPED
    press(sheet.undo_button)
    done = {each.address: each for each in home.sessions.sets_of(session.uid)}[first.address]
    assert done.done_reps == first.done_reps
    assert sheet.tables[0].steppers[0].value() == first.done_reps
    press(sheet.redo_button)
    assert sheet.tables[0].steppers[0].value() == first.done_reps - 3


def test_ctrl_z_takes_back_in_the_sheet(page: Page, home: Household) -> None:
    session = entered(page, home)
    sheet = page.part.session_sheet
    QTest.keyClick(sheet.effort, Key.Key_7)
    kept = home.sessions.get(session.uid)
    assert kept is not None
    assert kept.effort == 7
    QTest.keyClick(sheet.correct_button, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    kept = home.sessions.get(session.uid)
    assert kept is not None
    assert kept.effort is None


def test_planned_stands_beside_done_and_left_beside_right(page: Page, home: Household) -> None:
    session = entered(page, home)
    home.clock.tick(1)
    sheet = page.part.session_sheet
    assert sheet.correct_button.text() == "Done"
    press(sheet.correct_button)
    assert not sheet.is_open
    sheet.show_session(session.uid)
    sides = [item for item in sheet.tables if len(set(item.texts)) >= 1 and len(item.texts) > 2]
    assert all(" of " in text for table in sheet.tables for text in table.texts)
    words = [label.text() for table in sides for label in table.findChildren(TextLabel)]
    assert {"Left", "Right"} <= set(words)
    assert session.routine.name in " ".join(sheet.texts())


def test_pain_effort_control_note_and_changes_are_corrected(page: Page, home: Household) -> None:
    session = entered(page, home)
    sheet = page.part.session_sheet
    QTest.keyClick(sheet.scales[Moment.BEFORE], Key.Key_5)
    QTest.keyClick(sheet.scales[Moment.BEFORE], Key.Key_6)
    (rating,) = home.pains.of_session(session.uid)
    assert (rating.moment, rating.nrs, rating.site) == (Moment.BEFORE, 6, "left hip")
    steady = next(each for each in sheet.control.findChildren(Choice) if each.text() == "Steady")
    QTest.mouseClick(steady, LEFT)
    QTest.keyClicks(sheet.change_line, "A chair: knees")
    QTest.keyClick(sheet.change_line, Key.Key_Return)
    (change,) = home.sessions.changes_of(session.uid)
    assert change.why == "A chair: knees"
    QTest.keyClicks(sheet.note, "In the garden")
    QTest.keyClick(sheet.note, Key.Key_Return)
    kept = home.sessions.get(session.uid)
    assert kept is not None
    assert (kept.note, kept.control_steady) == ("In the garden", True)
    assert not sheet.is_open, "Enter is Done"
    sheet.show_session(session.uid)
    said = sheet.texts()
    assert "Before · left hip 6 · from memory" in said
    assert "A chair: knees" in said
    assert "In the garden" in said


def test_a_rating_and_a_change_are_removed(page: Page, home: Household) -> None:
    session = entered(page, home)
    sheet = page.part.session_sheet
    QTest.keyClick(sheet.scales[Moment.AFTER], Key.Key_3)
    QTest.keyClicks(sheet.change_line, "Shorter")
    QTest.keyClick(sheet.change_line, Key.Key_Return)
    press(button(sheet, "Remove"))
    assert home.pains.of_session(session.uid) == ()
    press(button(sheet, "Remove"))
    assert home.sessions.changes_of(session.uid) == ()


def test_an_entered_session_is_moved_to_another_day(page: Page, home: Household) -> None:
    session = entered(page, home)
    sheet = page.part.session_sheet
    sheet.day.setDate(QDate(2026, 2, 27))
    press(button(sheet, "Move it there"))
    kept = home.sessions.get(session.uid)
    assert kept is not None
    assert kept.local_date == date(2026, 2, 27)
    assert any(text.startswith("Friday, 27 February") for text in sheet.texts())


def test_a_session_is_deleted_and_brought_back(page: Page, home: Household) -> None:
    session = entered(page, home)
    before = home.history.view(session.uid)
    sheet = page.part.session_sheet
    press(sheet.delete_button)
    assert not sheet.is_open
    assert home.history.view(session.uid) is None
    assert page.said == [("The session is deleted. Its pain ratings stay.", False)]
    bar = page.part.bar
    assert bar.undo.text() == "Undo: Session deleted"
    press(bar.undo)
    assert home.history.view(session.uid) == before
    assert bar.redo.text() == "Redo: Session deleted"
    page.part.open_session(session.uid)
    assert sheet.is_open
    assert not sheet.delete_button.isVisible()


def test_undoing_the_entry_itself_closes_the_sheet(page: Page, home: Household) -> None:
    entered(page, home)
    sheet = page.part.session_sheet
    press(sheet.undo_button)
    assert not sheet.is_open
    assert home.sessions.between(date.min, date.max) == ()


def test_a_session_that_is_gone_is_not_opened(page: Page) -> None:
    page.part.open_session("nobody")
    assert not page.part.session_sheet.is_open


def test_the_page_below_follows_once_the_sheet_is_closed(page: Page, home: Household) -> None:
    entered(page, home)
    before = page.changes
    sheet = page.part.session_sheet
    for key in (Key.Key_3, Key.Key_4, Key.Key_5):
        QTest.keyClick(sheet.effort, key)
    assert page.changes == before
    QTest.keyClick(sheet, Key.Key_Escape)
    assert page.changes == before + 1


# -- events ------------------------------------------------------------------------------


def test_an_event_is_added_changed_and_removed(page: Page, home: Household) -> None:
    press(page.part.bar.add_event)
    sheet = page.part.event_sheet
    assert not sheet.save.isEnabled()
    QTest.keyClick(sheet.kinds.chip("fall"), Key.Key_Space)
    sheet.day.setDate(QDate(2026, 2, 25))
    QTest.keyClicks(sheet.words, "On the stairs")
    QTest.keyClick(sheet.words, Key.Key_Return)
    (event,) = home.annotations.between(date.min, date.max)
    assert (event.kind, event.day, event.text) == (
        AnnotationKind.FALL,
        date(2026, 2, 25),
        "On the stairs",
    )
    events = page.part.events
    (line,) = events.lines
    assert line.accessibleName().endswith("Fall · On the stairs")
    press(line.findChildren(QPushButton)[0])
    assert sheet.words.text() == "On the stairs"
    press(sheet.kinds.chip("flare"))  # type: ignore[arg-type]
    press(sheet.save)
    (event,) = home.annotations.between(date.min, date.max)
    assert event.kind is AnnotationKind.FLARE
    press(events.lines[0].findChildren(QPushButton)[0])
    press(sheet.remove)
    assert home.annotations.between(date.min, date.max) == ()
    assert not events.isVisible()
    press(page.part.bar.undo)
    assert events.isVisible()


def test_an_event_of_ones_own_needs_words(page: Page) -> None:
    press(page.part.bar.add_event)
    sheet = page.part.event_sheet
    QTest.keyClick(sheet.kinds.chip("own"), Key.Key_Space)
    assert not sheet.save.isEnabled()
    QTest.keyClicks(sheet.words, "New shoes")
    assert sheet.save.isEnabled()
    QTest.keyClick(sheet, Key.Key_Escape)
    QTest.keyClick(sheet, Key.Key_Escape)
    assert not sheet.is_open


def test_the_newest_events_are_shown_and_all_on_demand(page: Page, home: Household) -> None:
    for days in range(9):
        home.journal.annotate(TODAY - timedelta(days=days), AnnotationKind.FLARE)
    events = page.part.events
    assert len(events.lines) == 6
    assert "2 Mar 2026" in events.lines[0].accessibleName()
    press(events.more)
    assert len(events.lines) == 9
    assert not events.more.isVisible()


def test_what_came_in_while_the_page_was_away_is_shown_with_it(page: Page, home: Household) -> None:
    page.hide()
    home.annotations.add(
        Annotation(uid="i", day=TODAY, kind=AnnotationKind.FALL, at=MONDAY, text="Imported")
    )
    page.show()
    assert [line.accessibleName() for line in page.part.events.lines] == [
        "Mon, 2 Mar 2026 · Fall · Imported"
    ]


# -- logged pain -------------------------------------------------------------------------


def test_pain_is_logged_listed_with_its_time_and_a_slip_taken_out(
    page: Page, home: Household
) -> None:
    press(page.part.bar.log_pain)
    sheet = page.part.logging.sheet
    assert sheet is not None
    QTest.keyClick(sheet.scale, Key.Key_4)
    QTest.keyClick(sheet.scale, Key.Key_Return)
    logged = page.part.logged
    (line,) = logged.lines
    assert line.accessibleName() == "Mon, 2 Mar 2026 · 09:00 · left hip 4"
    press(line.findChildren(QPushButton)[0])
    assert home.pains.between(TODAY, TODAY) == ()
    assert not logged.isVisible()
    press(page.part.bar.undo)
    assert len(home.pains.between(TODAY, TODAY)) == 1
    assert logged.isVisible()


# -- room --------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [886, 1000])
def test_nothing_of_a_session_is_wider_than_its_sheet(
    page: Page, home: Household, theme: Theme, scale: float, width: int
) -> None:
    theme.set_text_scale(scale)
    page.resize(width, 700)
    entered(page, home)
    sheet = page.part.session_sheet
    for _ in range(2):
        QApplication.processEvents()
        inside = sheet.scroller.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= sheet.scroller.viewport().width()
        press(sheet.correct_button)
