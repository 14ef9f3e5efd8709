"""Eight weeks with a made-up person, through the window and a calendar moved by hand.

Intake, plan, sessions, a sorer day, a holiday, a step accepted, a check, and the page for the
therapist; what came of it is read from the record.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.pain import Moment
from hipcoach.domain.plan import DayState
from hipcoach.domain.progression import Answer, Decision
from hipcoach.domain.selfcheck import Check
from hipcoach.domain.session import SessionForm, SessionStatus
from hipcoach.player.clock import ManualClock
from hipcoach.services import Services, load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.pages.plan.days_view import DaysView
from hipcoach.ui.session_stage import Stage

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
START = MORNING.date()
WEEKS = 8
DAY_MS = 86_400_000
# Longer than this without a look at the clock would be taken for sleep.
STEP_MS = 9_000
# The morning after a Monday's session is bad, and Wednesday's session is the gentler one.
FLARE = START + timedelta(weeks=3, days=1)
SORE_DAY = FLARE + timedelta(days=1)
HOLIDAY = tuple(START + timedelta(weeks=5, days=days) for days in range(5))
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
DIGITS = tuple(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10))


@dataclass
class Person:
    """Presses keys and buttons, and lets days go by."""

    window: Window
    clock: ManualClock
    chance: random.Random = field(default_factory=lambda: random.Random(8))

    @property
    def today(self) -> date:
        return self.clock.now().date()

    @property
    def services(self) -> Services:
        return self.window.services

    @property
    def stage(self) -> Stage:
        """Return where in a session the window is by now."""
        return self.window.pages.session().stage

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focused: QWidget | None = self.window.main.focusWidget()
            QTest.keyClick(self.window.main if focused is None else focused, key)

    def go_to(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.main, key, CTRL)
        QApplication.processEvents()

    def click(self, text: str, inside: QWidget) -> None:
        button = next(
            each
            for each in inside.findChildren(QAbstractButton)
            if each.text().startswith(text) and each.isVisible() and each.isEnabled()
        )
        QTest.mouseClick(button, LEFT)

    def pain(self) -> int:
        """Tell a pain that eases over the weeks."""
        weeks = (self.today - START).days / 7
        return max(0, round(3 - weeks / 3 + self.chance.uniform(-0.4, 0.4)))

    def next_day(self) -> None:
        """Sleep until the next morning, and open Today as the window does when it is shown."""
        tomorrow = datetime.combine(self.today + timedelta(days=1), MORNING.time(), UTC)
        self.clock.tick(round((tomorrow - self.clock.now()).total_seconds() * 1000))
        self.go_to(Qt.Key.Key_1)

    def tell_morning(self, nrs: int) -> None:
        """Answer the question of the morning, when there is one."""
        card = self.window.pages.today.morning_card
        if not card.isHidden():
            QTest.keyClick(card.scale, DIGITS[nrs])
            QTest.keyClick(card.scale, Qt.Key.Key_Return)

    def exercise(self, before: int, worst: int, *, sorer: bool = False) -> None:
        """Do what is due, from Start to the summary."""
        today = self.window.pages.today
        if sorer:
            self.click("More sore", today.due_card)
        today.due_card.start_button.click()
        stages = [self.stage]
        self.press(DIGITS[before], Qt.Key.Key_Return)
        flow = self.window.pages.session()
        for _ in range(2_000):
            driver = flow.driver
            if self.stage is not Stage.PLAYING or driver is None:
                break
            self.clock.tick(STEP_MS)
            driver.tick()
        stages.append(self.stage)
        after = flow.after
        for scale, nrs in ((after.now, before), (after.worst, worst), (after.effort, 4)):
            scale.setFocus()
            self.press(DIGITS[nrs])
        self.click("Steady", after)
        QTest.mouseClick(after.save, LEFT)
        stages.append(self.stage)
        self.press(Qt.Key.Key_Return)
        stages.append(self.stage)
        assert stages == [Stage.BEFORE, Stage.AFTER, Stage.SUMMARY, Stage.IDLE]


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    paths = DataPaths.find(tmp_path / "data")
    clock = ManualClock(MORNING)
    window = Window(qapp, paths, load_settings(paths), clock, keep_awake=lambda _wanted: "")
    window.main.show()
    window.fill()
    yield Person(window, clock)
    window.close()
    window.main.close()
    window.main.deleteLater()


def take_in(person: Person) -> None:
    """Answer the first questions: a sore left hip, pain of 3, and save the plan for later."""
    page = person.window.pages.first_start()
    for step in page.steps:
        assert page.current is step
        if step is page.where:
            page.where.map.region("left hip").click()
        elif step is page.pain:
            person.press(DIGITS[3])
        elif step is page.plan:
            person.click(page.later.text(), page)
            break
        while page.current is step:
            # In a small window the rest of the lines is shown first.
            QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert person.window.pages.today.isVisible()


def excuse_holiday(person: Person) -> None:
    """Take five days out in the plan's calendar, from its first to its last."""
    person.go_to(Qt.Key.Key_4)
    plan = person.window.pages.plan()
    plan.show_days()
    QApplication.processEvents()
    view = plan.findChild(DaysView)
    assert view is not None

    def cell(day: date) -> QWidget:
        return next(each for each in view.calendar.cells if each.day == day)

    QTest.mouseClick(cell(HOLIDAY[0]), LEFT)
    for day in HOLIDAY[:-1]:
        QTest.keyClick(cell(day), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(view.chosen.reason, "Holiday")
    QTest.keyClick(view.chosen.reason, Qt.Key.Key_Return)
    assert set(person.services.plans.excused()) == set(HOLIDAY)
    person.go_to(Qt.Key.Key_1)


def check(person: Person) -> None:
    """Say how well the goal of the first questions goes by now."""
    person.go_to(Qt.Key.Key_5)
    page = person.window.pages.checks()
    card = next(card for card in page.cards if card.guide.check is Check.ACTIVITIES)
    QTest.mouseClick(card.open_button, LEFT)
    view = page.view
    assert view is not None
    row = view.ratings[0]
    assert row.line is not None
    row.line.setText("Climb stairs")
    row.scale.setFocus()
    person.press(DIGITS[6])
    QTest.mouseClick(view.save, LEFT)
    page.go_back()
    person.go_to(Qt.Key.Key_1)


def test_eight_weeks(
    qtbot: QtBot, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, services = person.window, person.services
    take_in(person)
    version = services.planner.current()
    assert version is not None
    assert version.programme is not None
    assert services.preferences.current.me.usual_pain == 3
    # By captions alone: speech has tests of its own.
    window.pages.today.due_card.quiet.click()
    accepted: list[date] = []
    done: dict[date, SessionForm] = {}
    for number in range(WEEKS * 7):
        if number:
            person.next_day()
        day = person.today
        assert day == START + timedelta(days=number)
        is_sore = day == SORE_DAY
        person.tell_morning(6 if day == FLARE else min(3, person.pain()))
        if day == HOLIDAY[0] - timedelta(days=2):
            excuse_holiday(person)
        if Check.ACTIVITIES in services.checks.due(START):
            check(person)
        slot = window.pages.today.suggestion
        assert slot is not None
        told = slot.shown
        if day == SORE_DAY:
            assert told is not None
            assert told.decision is Decision.DOWN
            assert "morning after" in told.reason.text
        if told is not None and told.decision is Decision.UP and not accepted:
            accepted.append(day)
            slot.card.accept_button.click()
        if not services.planner.today().is_due:
            continue
        pain = 4 if is_sore else min(2, person.pain())
        person.exercise(pain, pain, sorer=is_sore)
        done[day] = SessionForm.FLARE if is_sore else SessionForm.FULL
        assert services.planner.today().state is DayState.DONE

    # -- what came of it ---------------------------------------------------------
    sessions = services.sessions.between(START, person.today)
    assert {each.local_date: each.form for each in sessions} == done
    assert {each.status for each in sessions} == {SessionStatus.COMPLETED}
    assert done[SORE_DAY] is SessionForm.FLARE
    assert not set(HOLIDAY) & set(done)
    due = services.planner.adherence(START, person.today)
    assert due.missed == due.partial == 0
    assert due.completed == len(done) == due.due
    assert due.percent == 100
    assert due.excused >= 2

    # A step that was accepted is in what was played from that day on.
    (first_step,) = accepted
    answer = next(each for each in services.progression.history() if each.holds)
    assert (answer.answer, answer.local_date) == (Answer.ACCEPTED, first_step)
    assert answer.after is not None
    later = [
        item.prescription
        for session in sessions
        if session.local_date >= first_step and session.form is SessionForm.FULL
        for item in session.routine.items
        if session.routine.id == answer.routine_id and item.uid == answer.base.uid
    ]
    assert later
    assert set(later) == {answer.after.prescription}

    # Pain was told before, during, after and on the mornings; it fell, and the report says so.
    ratings = services.pains.between(START, person.today)
    moments = {rating.moment for rating in ratings}
    assert {Moment.BEFORE, Moment.DURING, Moment.AFTER, Moment.MORNING} <= moments
    report = services.therapist.make(START, person.today)
    (site,) = [each for each in report.sites if each.site == "left hip"]
    assert site.change is not None
    assert site.change.points is not None
    assert site.change.points < 0
    assert site.flares == 1
    assert report.flare_sessions == 1

    # Own activities were checked when they were due: after the first week, then every two.
    checked = [result.local_date for result in services.checks.results(Check.ACTIVITIES)]
    assert checked == [START + timedelta(days=7 + 14 * number) for number in range(4)]

    # -- the page for the therapist ----------------------------------------------
    def named(*_arguments: Any, **_options: Any) -> tuple[str, str]:
        return str(tmp_path / "page"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", named)
    person.go_to(Qt.Key.Key_2)
    progress = window.pages.progress()
    person.click("For my therapist", progress)
    QApplication.processEvents()
    qtbot.waitUntil(
        lambda: any(
            each.text() == "Save as PDF" and each.isVisible() and each.isEnabled()
            for each in progress.findChildren(QAbstractButton)
        ),
        timeout=20_000,
    )
    person.click("Save as PDF", progress)
    target = tmp_path / "page.pdf"
    qtbot.waitUntil(target.exists, timeout=20_000)
    (page,) = PdfReader(target).pages
    text = " ".join(page.extract_text().split())
    assert "100 %" in text
    assert f"{len(done)} of {len(done)} due" in text
