"""A suggestion on Today: offered with its reason, answered by a press, taken back by another."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.progression import Answer, Decision
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from hipcoach.player.clock import ManualClock
from hipcoach.services import Services, load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.pages.parts.suggestion_slot import SuggestionSlot
from hipcoach.ui.widgets.message_bar import MessageBar
from tests.support.world import EVENING, SORE_LEFT

ROUTINE = "first_steps"


def perform(services: Services, *, morning: int) -> None:
    """Do the routine whole and tell of it; a day passes."""
    now, routine = services.clock.now(), services.book.routines[ROUTINE]
    uid = f"s{now}"
    services.sessions.start(
        Session(
            uid=uid,
            routine=routine,
            started_at=now,
            local_date=now.date(),
            status=SessionStatus.COMPLETED,
            effort=4,
            control_steady=True,
        )
    )
    for item in routine.items:
        for side in item.prescription.sides(Side.LEFT):
            dose = item.prescription.for_side(side)
            for set_no in range(1, dose.sets + 1):
                services.sessions.save_set(
                    SetRecord(
                        session_uid=uid,
                        address=SetAddress(item.uid, set_no, side),
                        exercise_id=item.exercise.id,
                        planned_reps=dose.reps,
                        planned_ms=dose.set_ms,
                        done_reps=dose.reps or 0,
                        done_ms=dose.set_ms,
                        ended=SetEnd.COMPLETED,
                        at=now,
                    )
                )
    for moment, nrs in ((Moment.DURING, 1), (Moment.AFTER, 1)):
        rate(services, moment, nrs, uid)
    clock = services.clock
    assert isinstance(clock, ManualClock)
    clock.tick(86_400_000)
    rate(services, Moment.MORNING, morning, uid)


def rate(services: Services, moment: Moment, nrs: int, session_uid: str) -> None:
    now = services.clock.now()
    services.pains.add(
        PainRating(
            uid=f"{moment}{now}",
            moment=moment,
            nrs=nrs,
            site="left hip",
            at=now,
            local_date=now.date(),
            session_uid=session_uid,
        )
    )


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    load_settings(paths)
    me = replace(SORE_LEFT.me, usual_pain=2)
    SettingsStore(paths.settings).save(replace(SORE_LEFT, me=me, first_start_done=True))
    window = Window(
        qapp, paths, load_settings(paths), ManualClock(EVENING), keep_awake=lambda _wanted: ""
    )
    qtbot.addWidget(window.main)
    window.main.show()
    window.fill()
    yield window
    window.close()


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
    assert [item.prescription.dose.sets for item in after.items] == [
        item.prescription.dose.sets - 1 for item in before.items
    ]
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
