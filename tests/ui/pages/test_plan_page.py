"""Plan: the routines by who made them, and the way between its halves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.domain.kept_routine import kept_routine
from hipcoach.domain.routine import RoutineOrigin
from hipcoach.ui.dialogs.planned_delete_dialog import PlannedDeleteDialog
from hipcoach.ui.pages.plan_page import PlanPage
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.household import Household
from tests.ui.plan_rig import Days, PlanRig


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def rig(home: Household, qapp: QApplication, qtbot: QtBot) -> PlanRig:
    return PlanRig.open(home, qtbot)


@pytest.fixture
def book(rig: PlanRig) -> RoutineBook:
    return rig.book


@pytest.fixture
def page(rig: PlanRig) -> PlanPage:
    return rig.page


def texts(page: PlanPage) -> list[str]:
    # A card that is new is laid out, and so seen, when the events are through.
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(TextLabel) if each.isVisible()]


def test_routines_stand_under_who_made_them(page: PlanPage, book: RoutineBook) -> None:
    assert "None yet. Begin with a new one, or open a built-in routine and change a copy." in texts(
        page
    )
    theirs = replace(book.copy_of(book.routines["desk"]), origin=RoutineOrigin.THERAPIST)
    book.keep(theirs)
    book.keep(replace(book.copy_of(book.routines["balance"]), name="Mine"))
    page.refresh()
    rows = [row.routine_id for row in page.routines.rows]
    assert rows[1] == theirs.id
    assert rows[2:] == [key for key in book.routines if not book.is_kept(key)]
    heads = [
        text for text in texts(page) if text in ("Your own", "From your therapist", "Built in")
    ]
    assert heads == ["Your own", "From your therapist", "Built in"]
    row = page.routines.rows[0]
    assert row.accessibleName().startswith("Mine, ")
    assert "exercises" in row.facts


def test_arrows_lead_along_the_lines_and_enter_opens(page: PlanPage, qtbot: QtBot) -> None:
    page.routines.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert page.routines.rows[1].hasFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.routine.isVisible()
    assert page.routine.routine is not None
    assert page.routine.routine.id == page.routines.rows[1].routine_id
    QTest.keyClick(page.routine, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.routines.rows[1].hasFocus()


def test_what_is_deleted_can_be_brought_back(page: PlanPage, book: RoutineBook) -> None:
    mine = book.copy_of(book.routines["desk"])
    book.keep(mine)
    page.refresh()
    page.routines.remove(mine)
    assert mine.id not in book.routines
    assert "is deleted." in page.routines.undo_bar.text
    undo = page.routines.undo_bar.findChildren(SecondaryButton)[0]
    undo.click()
    assert book.routines[mine.id] == mine
    assert page.routines.rows[0].hasFocus()
    assert not page.routines.undo_bar.isVisible()


@pytest.mark.modal
@pytest.mark.parametrize(
    ("press", "given"),
    [
        ("give", [("mine", "first_steps")]),
        ("drop", [("mine", "")]),
        ("cancel", []),
    ],
)
def test_deleting_a_planned_routine_asks_what_becomes_of_its_days(
    rig: PlanRig, press: str, given: list[tuple[str, str]]
) -> None:
    mine = replace(rig.book.copy_of(rig.book.routines["desk"]), id="mine")
    rig.book.keep(mine)
    rig.planned.add("mine")
    rig.page.open_routine("mine")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PlannedDeleteDialog)
        getattr(dialog, press).click()

    QTimer.singleShot(0, answer)
    rig.page.routine.delete_requested.emit(mine)
    assert rig.given == given
    assert ("mine" in rig.book.routines) is (press == "cancel")
    if press != "cancel":
        rig.page.routines.undo_bar.findChildren(SecondaryButton)[0].click()
        assert rig.given == []
        assert rig.book.routines["mine"] == mine


def test_a_draft_is_offered_until_it_is_gone(page: PlanPage, book: RoutineBook) -> None:
    draft = replace(kept_routine(book.routines["desk"]), id="evening", name="Evening")
    book.keep_draft(draft)
    page.refresh()
    assert "“Evening”" in page.routines.draft_bar.text
    page.routines.draft_bar.findChildren(SecondaryButton)[0].click()
    assert page.editor.draft.name == "Evening"
    book.drop_draft("evening")
    page.show_routines()
    page.refresh()
    assert not page.routines.draft_bar.isVisible()


def test_days_are_read_when_they_are_shown(page: PlanPage) -> None:
    days = page.findChild(Days)
    assert isinstance(days, Days)
    assert not days.isVisible()
    page.show_days()
    assert days.isVisible()
    assert not page.routines.isVisible()
    reads = days.reads
    page.refresh()
    assert days.reads == reads + 1
    page.show_routines()
    assert page.routines.isVisible()
