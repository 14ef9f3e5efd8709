"""Checks in the window: led by the player, typed in, kept by side, refused where it must be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.prescription import Side
from hipcoach.domain.selfcheck import Check, CheckResult, Hands
from hipcoach.domain.session_keys import SessionAction
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.pages.checks.check_fields import HELD, NOT_HELD
from hipcoach.ui.pages.checks.check_view import CheckView
from hipcoach.ui.pages.checks_page import ChecksPage
from hipcoach.ui.pages.progress.checks_card import ChecksCard
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.world import EVENING, SORE_LEFT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    load_settings(paths)
    # By captions alone: speech has tests of its own.
    voice = replace(SORE_LEFT.voice, level=VoiceLevel.SILENT)
    SettingsStore(paths.settings).save(replace(SORE_LEFT, voice=voice, first_start_done=True))
    made = Window(
        qapp, paths, load_settings(paths), ManualClock(EVENING), keep_awake=lambda _wanted: ""
    )
    qtbot.addWidget(made.main)
    with qtbot.waitActive(made.main):
        made.main.show()
        made.main.activateWindow()
    made.fill()
    yield made
    made.close()


@pytest.fixture
def page(window: Window) -> ChecksPage:
    QTest.keyClick(window.main, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    return window.pages.checks()


def opened(page: ChecksPage, check: Check) -> CheckView:
    card = next(card for card in page.cards if card.guide.check is check)
    QTest.mouseClick(card.open_button, LEFT)
    assert page.view is not None
    return page.view


def results(window: Window) -> list[CheckResult]:
    return list(window.services.stores.checks.between(date.min, date.max))


def texts(view: CheckView) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in view.findChildren(TextLabel) if each.isVisible())


def lead(window: Window, page: ChecksPage, presses: tuple[int, ...], then_ms: int) -> None:
    """Let a guided trial run: key presses after so many ms each, then the rest of the time."""
    clock = window.services.clock
    assert isinstance(clock, ManualClock)
    run = page.play.run
    assert run is not None
    while not run.is_timing:
        clock.tick(500)
        page.play.tick()
    for ms in presses:
        clock.tick(ms)
        page.play.tick()
        QTest.keyClick(page.play, Qt.Key.Key_Space)
    for _ in range(then_ms // 500):
        if page.play.run is None:
            break
        clock.tick(500)
        page.play.tick()


def test_chair_stands_with_crossed_arms_are_counted_afterwards(
    window: Window, page: ChecksPage
) -> None:
    view = opened(page, Check.CHAIR_STAND)
    QTest.mouseClick(view.trials[0].button, LEFT)
    assert page.play.isVisible()
    lead(window, page, (3_000,) * 8, 10_000)
    assert view.isVisible()
    number = view.trials[0].number
    assert number is not None
    assert number.number is None, "no key counted during it"
    assert number.hasFocus()
    assert "How many times did you stand up? Type the number." in texts(view)
    QTest.keyClicks(number, "8")
    assert results(window) == []
    QTest.mouseClick(view.save, LEFT)
    (result,) = results(window)
    assert (result.check, result.value, result.hands) == (Check.CHAIR_STAND, 8, Hands.FREE)
    assert "8 stands" in texts(view)
    assert "no diagnosis" in texts(view)


def test_practice_is_not_kept(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.CHAIR_STAND)
    QTest.mouseClick(view.practise, LEFT)
    lead(window, page, (3_000,), 30_000)
    assert view.isVisible()
    assert view.trials[0].number is not None
    assert view.trials[0].number.number is None


def test_a_trial_is_broken_off_by_escape(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.UP_AND_GO)
    QTest.mouseClick(view.trials[0].button, LEFT)
    QTest.keyClick(page.play, Qt.Key.Key_Escape)
    assert view.isVisible()
    assert results(window) == []


def test_a_trial_is_broken_off_when_another_page_is_shown(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.UP_AND_GO)
    QTest.mouseClick(view.trials[0].button, LEFT)
    assert page.play.run is not None
    window.main.show_page("today")
    assert page.play.run is None
    assert results(window) == []


def test_a_walk_is_stopped_by_a_clicker(window: Window, page: ChecksPage) -> None:
    clock = window.services.clock
    assert isinstance(clock, ManualClock)
    view = opened(page, Check.UP_AND_GO)
    QTest.mouseClick(view.trials[0].button, LEFT)
    run = page.play.run
    assert run is not None
    while not run.is_timing:
        clock.tick(100)
        page.play.tick()
    before_ms = run.elapsed_ms
    clock.tick(8_000)
    QTest.keyClick(page.play, Qt.Key.Key_PageDown)
    QTest.mouseClick(view.save, LEFT)
    (result,) = results(window)
    assert result.value == pytest.approx((8_000 + before_ms) / 1_000, abs=0.1)


def test_a_key_of_ones_own_stops_as_in_a_session(window: Window, page: ChecksPage) -> None:
    preferences = window.services.preferences
    keys = preferences.current.keys.adding(SessionAction.MAIN, "F9")
    preferences.change(replace(preferences.current, keys=keys))
    view = opened(page, Check.UP_AND_GO)
    QTest.mouseClick(view.trials[0].button, LEFT)
    run = page.play.run
    assert run is not None
    clock = window.services.clock
    assert isinstance(clock, ManualClock)
    while not run.is_timing:
        clock.tick(100)
        page.play.tick()
    QTest.keyClick(page.play, Qt.Key.Key_F8)
    assert not run.has_ended
    QTest.keyClick(page.play, Qt.Key.Key_F9)
    assert run.has_ended


def test_one_leg_stands_are_typed_by_side(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.SINGLE_LEG_STAND)
    for row, seconds in zip(view.trials, (10, 20, 11, 22, 12, 24), strict=True):
        assert row.number is not None
        row.number.setFocus()
        row.number.selectAll()
        QTest.keyClicks(row.number, str(seconds))
        QTest.keyClick(row.number, Qt.Key.Key_Tab)
    QTest.mouseClick(view.save, LEFT)
    assert {result.side: result.value for result in results(window)} == {
        Side.LEFT: 11,
        Side.RIGHT: 22,
    }
    assert {result.hands for result in results(window)} == {Hands.AT_SUPPORT}
    assert "no published value" in texts(view)


def test_the_four_stages_are_refused_without_somebody_near(
    window: Window, page: ChecksPage
) -> None:
    view = opened(page, Check.FOUR_STAGE_BALANCE)
    QTest.mouseClick(view.trials[0].button, LEFT)
    assert view.isVisible()
    assert "somebody is with you" in view.problem.text()
    for row, state in zip(view.trials, (HELD, HELD, NOT_HELD, HELD), strict=True):
        assert row.held is not None
        row.held.set_current(state)
    QTest.mouseClick(view.save, LEFT)
    assert results(window) == []
    view.helper.setChecked(True)
    QTest.mouseClick(view.save, LEFT)
    (result,) = results(window)
    assert result.value == 2
    assert "Talk to your therapist" in texts(view)


def test_a_stage_that_is_held_to_the_end_is_told_so(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.FOUR_STAGE_BALANCE)
    view.helper.setChecked(True)
    QTest.mouseClick(view.trials[0].button, LEFT)
    lead(window, page, (), 20_000)
    QTest.mouseClick(view.trials[1].button, LEFT)
    lead(window, page, (2_000,), 20_000)
    assert [row.held.current() for row in view.trials[:2] if row.held is not None] == [
        HELD,
        NOT_HELD,
    ]


def test_a_range_is_the_middle_of_three(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.HIP_RANGE)
    for field, degrees in zip(view.numbers, (95, 110, 100), strict=True):
        field.setValue(degrees)
    QTest.mouseClick(view.save, LEFT)
    (result,) = results(window)
    assert (result.value, result.about, result.side) == (100, "flexion", Side.LEFT)
    # What is usual depends on age and sex; a range is held against the person's own alone.
    assert "Usual is about" not in texts(view)


def test_own_activities_are_named_rated_and_come_again(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.ACTIVITIES)
    row = view.ratings[0]
    assert row.line is not None
    QTest.keyClicks(row.line, "Stairs")
    row.scale.setFocus()
    QTest.keyClick(row.scale, Qt.Key.Key_4)
    QTest.mouseClick(view.save, LEFT)
    (result,) = results(window)
    assert (result.about, result.value) == ("Stairs", 4)
    page.go_back()
    again = opened(page, Check.ACTIVITIES)
    assert again.ratings[0].about == "Stairs"
    assert "Before: 4 of 10" in texts(again)


def test_pain_that_gets_in_the_way_is_rated_three_times(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.INTERFERENCE)
    for row, digit in zip(view.ratings, (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), strict=True):
        row.scale.setFocus()
        QTest.keyClick(row.scale, digit)
    QTest.mouseClick(view.save, LEFT)
    assert [result.value for result in results(window)] == [1, 2, 3]


def test_nothing_measured_is_said(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.CHAIR_STAND)
    QTest.mouseClick(view.save, LEFT)
    assert view.problem.text() == "Nothing was measured yet."


def test_after_an_operation_it_is_refused_with_the_reason(window: Window, page: ChecksPage) -> None:
    preferences = window.services.preferences
    me = replace(preferences.current.me, flags=("thr_early",))
    preferences.change(replace(preferences.current, me=me))
    page.refresh()
    card = next(card for card in page.cards if card.guide.check is Check.CHAIR_STAND)
    assert card.words[0] == "Not for you at present"
    view = opened(page, Check.CHAIR_STAND)
    assert "cleared" in texts(view)
    assert view.trials == []
    assert view.save.isHidden()


def test_a_result_is_removed_and_brought_back(window: Window, page: ChecksPage) -> None:
    kept = window.services.checks.keep(Check.UP_AND_GO, [10])
    view = opened(page, Check.UP_AND_GO)
    QApplication.processEvents()
    button = next(
        each
        for each in view.findChildren(QPushButton)
        if each.text() == "Remove" and not each.isHidden()
    )
    button.click()
    assert results(window) == []
    back = next(
        each for each in view.findChildren(QAbstractButton) if each.text() == "Bring it back"
    )
    back.click()
    assert results(window) == [kept]


def test_alt_left_leads_back_to_the_list(window: Window, page: ChecksPage) -> None:
    view = opened(page, Check.CHAIR_STAND)
    QTest.keyClick(view.back, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.view is None
    assert page.cards[0].isVisible()


def test_a_due_check_is_told_on_today(qtbot: QtBot, window: Window, page: ChecksPage) -> None:
    clock = window.services.clock
    assert isinstance(clock, ManualClock)
    window.services.planner.set_plan("first_steps", frozenset(range(7)))
    clock.tick(8 * 86_400_000)
    page.refresh()
    assert page.cards[0].words[0] == "Due"
    view = opened(page, Check.CHAIR_STAND)
    assert view.reminder.isChecked()
    view.reminder.click()
    page.go_back()
    assert page.cards[0].words[0] == ""


def test_progress_and_the_report_tell_of_it(window: Window, page: ChecksPage) -> None:
    services = window.services
    services.checks.keep(Check.UP_AND_GO, [11])
    window.main.show_page("progress")
    card = window.pages.progress().findChild(ChecksCard)
    assert card is not None
    assert "11 s" in card.words
    clock = services.clock
    assert isinstance(clock, ManualClock)
    clock.tick(86_400_000)
    view = opened(page, Check.UP_AND_GO)
    number = view.trials[0].number
    assert number is not None
    number.setValue(9)
    view.save.click()
    assert "Better than 11 s" in card.words
    today = clock.now().date()
    report = services.therapist.make(date(2026, 3, 1), today)
    assert [line.text for line in report.check_lines] == ["Check, up and go: 11 → 9 s"]
