"""The keys of a session: a person's own, a clicker's, a head-set's, and what they change."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.domain.routine import Routine
from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.pages.session_view import heading
from hipcoach.ui.session_stage import Stage
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig
from tests.ui.session.test_record_of_session import earlier_session

Key = Qt.Key


def two_exercises(sets: int = 2, reps: int = 6) -> Routine:
    return make_routine(
        make_item(make_exercise("squat"), uid="squat", dose=make_dose(sets=sets, reps=reps)),
        make_item(make_exercise("bridge"), uid="bridge", dose=make_dose(sets=sets, reps=reps)),
    )


def work(rig: SessionRig, routine: Routine | None = None) -> None:
    rig.start(routine or two_exercises())
    rig.run_to(SegmentKind.REP)
    rig.run(1_000)


def planned(rig: SessionRig) -> list[str]:
    return [f"{p.item.uid}{p.set_no}" for p in rig.driver.player.plan.sets]


def test_a_adds_a_set(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_A)
    assert planned(rig) == ["squat1", "squat2", "squat3", "bridge1", "bridge2"]
    assert rig.page.note.text() == "One more set of Squat."
    assert rig.state() is PlayerState.PLAYING
    assert rig.page.set_words.text() == "Set 1 of 3"


def test_f_takes_reps_off_the_sets_to_come(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_F)
    assert [p.dose.reps for p in rig.driver.player.plan.sets] == [6, 4, 6, 6]
    assert rig.page.note.text() == "Squat: 4 reps a set from the next one on."


def test_x_leaves_the_exercise_out_and_back_undoes_it(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_X)
    assert rig.driver.player.segment.kind is SegmentKind.TRANSITION
    assert rig.page.name.text() == "Bridge"
    assert rig.page.note.text() == "The rest of Squat is left out; Back undoes it."
    rig.key(Key.Key_Left)
    assert rig.page.name.text() == "Squat"
    assert planned(rig) == ["squat1", "squat2", "bridge1", "bridge2"]


def test_c_asks_what_to_change_and_a_digit_answers(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_C)
    sheet = rig.page.change_sheet
    assert sheet.is_open
    assert rig.state() is PlayerState.PAUSED
    assert sheet.accessibleName() == "Change Squat"
    rig.key(Key.Key_2, sheet)
    assert not sheet.is_open
    assert planned(rig)[2] == "squat3"
    assert rig.state() is PlayerState.LEADING_IN


def test_the_button_opens_the_same_question_and_enter_goes_on(rig: SessionRig) -> None:
    work(rig)
    rig.page.controls.change.click()
    before = planned(rig)
    rig.key(Key.Key_Return, rig.page.change_sheet.buttons[-1])
    assert planned(rig) == before
    assert rig.state() is PlayerState.LEADING_IN


def test_a_change_is_taken_by_its_own_key_too(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_C)
    rig.key(Key.Key_R, rig.page.change_sheet)
    assert rig.driver.player.segment.rep_no == 1
    rig.key(Key.Key_C)
    rig.key(Key.Key_X, rig.page.change_sheet)
    assert planned(rig) == ["squat1", "bridge1", "bridge2"]
    assert rig.state() is PlayerState.PLAYING


def test_escape_puts_the_change_away_and_pain_goes_before_it(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_C)
    rig.key(Key.Key_Escape, rig.page.change_sheet)
    assert rig.state() is PlayerState.PAUSED
    rig.key(Key.Key_C)
    rig.key(Key.Key_P, rig.page.change_sheet)
    assert not rig.page.change_sheet.is_open
    assert rig.page.pain_sheet.is_open


def test_after_the_last_exercise_there_is_nothing_to_change(rig: SessionRig) -> None:
    work(rig, make_routine(make_item(dose=make_dose(sets=1, reps=1))))
    while rig.driver.coach.planned is not None:
        rig.run(100)
    for key in (Key.Key_C, Key.Key_X, Key.Key_A):
        rig.key(key)
    assert not rig.page.change_sheet.is_open
    assert rig.page.note.text() == "That was the last exercise."
    assert rig.state() is PlayerState.PLAYING


@pytest.mark.parametrize(
    "key",
    [
        Key.Key_PageDown,
        Key.Key_F5,
        Key.Key_MediaPlay,
        Key.Key_MediaTogglePlayPause,
        Key.Key_MediaPause,
        Key.Key_Space,
    ],
)
def test_every_key_of_the_hand_pauses_goes_on_and_counts(rig: SessionRig, key: Key) -> None:
    work(rig, make_routine(make_item(dose=make_dose(sets=2, reps=4))))
    index = rig.driver.player.cursor.segment_index
    rig.key(key)
    assert rig.state() is PlayerState.PAUSED
    assert rig.driver.player.cursor.segment_index == index, "it never skips"
    rig.key(key)
    assert rig.state() is PlayerState.LEADING_IN


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_MediaPlay])
def test_a_clicker_or_a_head_set_counts_reps(rig: SessionRig, key: Key) -> None:
    rig.start(make_routine(make_item(dose=make_dose(sets=1, reps=3, self_paced=True))))
    rig.run_to(SegmentKind.SELF_PACED)
    rig.key(key)
    rig.key(key)
    assert rig.page.ring.digits == "2"


def test_a_click_on_the_ring_counts_and_pauses(rig: SessionRig) -> None:
    rig.start(make_routine(make_item(dose=make_dose(sets=1, reps=3, self_paced=True))))
    rig.run_to(SegmentKind.SELF_PACED)
    rig.clock.tick(700)
    QTest.mouseClick(rig.page.ring, Qt.MouseButton.LeftButton)
    assert rig.page.ring.digits == "1"
    QTest.mouseClick(rig.page.ring, Qt.MouseButton.RightButton)
    assert rig.page.ring.digits == "1"


def test_media_keys_skip_and_go_back(rig: SessionRig) -> None:
    work(rig)
    here = rig.driver.player.segment.block
    rig.key(Key.Key_MediaNext)
    assert rig.driver.player.segment.block == here + 1
    rig.key(Key.Key_MediaPrevious)
    assert rig.driver.player.segment.block == here
    rig.key(Key.Key_MediaStop)
    assert rig.page.end_sheet.is_open


def test_a_clicker_alone_answers_the_pain_question(rig: SessionRig) -> None:
    work(rig)
    sheet = rig.page.pain_sheet
    rig.key(Key.Key_Period)
    assert sheet.title == "What do you feel?"
    rig.key(Key.Key_PageDown, sheet)
    assert sheet.title == "How strong is it, from 0 to 10?"
    for value in (5, 4, 3):
        rig.key(Key.Key_PageUp, sheet)
        assert sheet.scale.value() == value
    assert rig.sound.heard[-1] == "Three."
    rig.key(Key.Key_PageDown, sheet)
    assert sheet.advice_text.startswith("Noted.")
    rig.key(Key.Key_PageDown, sheet)
    assert not sheet.is_open
    assert rig.state() is PlayerState.LEADING_IN


def test_a_head_set_steps_the_other_way_and_round_the_end(rig: SessionRig) -> None:
    work(rig)
    sheet = rig.page.pain_sheet
    rig.key(Key.Key_P)
    rig.key(Key.Key_MediaPrevious, sheet)
    rig.key(Key.Key_MediaNext, sheet)
    rig.key(Key.Key_MediaPlay, sheet)
    for value in (5, 6, 7, 8, 9, 10, 0):
        rig.key(Key.Key_MediaNext, sheet)
        assert sheet.scale.value() == value


def test_keys_are_a_persons_own(rig: SessionRig) -> None:
    keys = SessionKeys().without(SessionAction.REPEAT, "R").adding(SessionAction.REPEAT, "U")
    rig.preferences.change(replace(rig.preferences.current, keys=keys))
    work(rig)
    rig.run(8_000)
    assert rig.page.ring.digits != "1"
    rig.key(Key.Key_R)
    assert rig.page.ring.digits != "1"
    rig.key(Key.Key_U)
    assert rig.page.ring.digits == "1"


def test_the_buttons_name_the_keys_there_are(rig: SessionRig) -> None:
    keys = replace(SessionKeys(), change=("Up",), pain=())
    rig.preferences.change(replace(rig.preferences.current, keys=keys))
    work(rig)
    assert rig.page.controls.change.hint == "↑"
    assert rig.page.controls.pain.hint == ""
    assert rig.page.controls.back.hint == "←"


def test_a_key_held_with_control_is_none_of_the_sessions(rig: SessionRig) -> None:
    work(rig)
    rig.clock.tick(700)
    QTest.keyClick(rig.page, Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert rig.driver.player.segment.kind is SegmentKind.REP


def test_plus_counts_with_shift(rig: SessionRig) -> None:
    work(rig)
    rig.run_to(SegmentKind.REST)
    rig.clock.tick(700)
    QTest.keyClick(rig.page, Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert rig.driver.player.duration_ms == 40_000


def test_f11_asks_for_full_screen(rig: SessionRig, qtbot: QtBot) -> None:
    work(rig)
    with qtbot.waitSignal(rig.page.full_screen_toggled):
        rig.key(Key.Key_F11)


# -- round a session ---------------------------------------------------------------


def focused(rig: SessionRig, key: Key) -> None:
    """Press a key where the keyboard is, so that shortcuts have their say."""
    widget = QApplication.focusWidget()
    assert widget is not None
    rig.clock.tick(700)
    QTest.keyClick(widget, key)


@pytest.fixture
def active(rig: SessionRig, qtbot: QtBot) -> SessionRig:
    rig.flow.activateWindow()
    qtbot.waitUntil(rig.flow.isActiveWindow)
    return rig


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_PageDown])
def test_one_button_goes_through_the_questions_before_and_after(
    active: SessionRig, key: Key
) -> None:
    rig = active
    rig.flow.begin(two_exercises(sets=1, reps=1))
    focused(rig, key)
    assert rig.flow.before.skip.hasFocus()
    focused(rig, key)
    assert rig.stage() is Stage.PLAYING
    rig.run_out()
    for _ in range(3):
        assert rig.stage() is Stage.AFTER
        focused(rig, key)
    assert rig.flow.after.save.hasFocus()
    focused(rig, key)
    assert rig.stage() is Stage.SUMMARY


def test_a_clicker_rates_before_and_after_and_leaves(active: SessionRig, qtbot: QtBot) -> None:
    rig = active
    rig.flow.begin(two_exercises(sets=1, reps=1))
    focused(rig, Key.Key_PageUp)
    focused(rig, Key.Key_PageUp)
    assert rig.flow.before.scale.value() == 4
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.PLAYING
    rig.run_out()
    assert rig.stage() is Stage.AFTER
    focused(rig, Key.Key_PageUp)
    assert rig.flow.after.now.value() == 5
    for _ in range(3):
        focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.AFTER
    focused(rig, Key.Key_F5)
    assert rig.stage() is Stage.SUMMARY
    with qtbot.waitSignal(rig.flow.finished):
        focused(rig, Key.Key_PageDown)


def test_without_a_rating_a_clicker_starts_at_the_second_press(active: SessionRig) -> None:
    rig = active
    rig.flow.begin(two_exercises())
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.BEFORE
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.PLAYING


def test_a_clicker_tells_of_an_open_morning(active: SessionRig) -> None:
    rig = active
    earlier_session(rig, days=2)
    rig.flow.begin(two_exercises())
    assert rig.stage() is Stage.MORNING
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.MORNING
    focused(rig, Key.Key_PageUp)
    assert rig.flow.morning.scale.value() == 5
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.BEFORE


def test_a_morning_is_left_open_by_two_presses(active: SessionRig) -> None:
    rig = active
    earlier_session(rig, days=2)
    rig.flow.begin(two_exercises())
    focused(rig, Key.Key_PageDown)
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.BEFORE


def test_questions_of_safety_are_answered_at_the_keyboard(active: SessionRig) -> None:
    rig = active
    rig.flow.begin(two_exercises())
    rig.key(Key.Key_9, rig.flow.before.scale)
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.RED_FLAGS
    focused(rig, Key.Key_PageDown)
    assert rig.stage() is Stage.RED_FLAGS


def test_other_keys_for_the_hand_hold_on_every_page(active: SessionRig) -> None:
    rig = active
    keys = replace(SessionKeys(), main=("F8",), previous=("F7", "Left"))
    rig.preferences.change(replace(rig.preferences.current, keys=keys))
    rig.flow.begin(two_exercises())
    focused(rig, Key.Key_PageUp)
    assert rig.flow.before.scale.value() is None
    focused(rig, Key.Key_F7)
    assert rig.flow.before.scale.value() == 5
    focused(rig, Key.Key_F8)
    assert rig.stage() is Stage.PLAYING


def test_the_page_follows_moves_while_paused(rig: SessionRig) -> None:
    """What a paused page shows after any move is what it shows of the same place while playing."""
    rig.start(two_exercises())
    rig.key(Key.Key_Space)
    seen = set()
    for key in (Key.Key_Right,) * 5 + (Key.Key_Left,) * 3 + (Key.Key_R, Key.Key_A, Key.Key_X):
        rig.key(key)
        player = rig.driver.player
        assert player.state is PlayerState.PAUSED
        heading_now = heading(player.plan, player.segment)
        assert rig.page.heading == heading_now
        assert rig.page.name.text() == heading_now.name
        seen.add(heading_now.name)
    assert len(seen) > 1


def test_space_presses_the_button_that_tab_led_to(rig: SessionRig) -> None:
    work(rig)
    rig.page.controls.skip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rig.page.controls.skip, Key.Key_Space)
    assert rig.page.name.text() == "Squat"
    assert rig.driver.player.segment.kind is not SegmentKind.REP
    assert rig.state() is PlayerState.PLAYING


def test_after_a_click_space_pauses(rig: SessionRig) -> None:
    work(rig)
    QTest.mouseClick(rig.page.controls.skip, Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Space)
    assert rig.state() is PlayerState.PAUSED


def test_skipped_leaves_when_it_is_undone(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_Right)
    assert rig.page.note.text().startswith("Skipped")
    rig.key(Key.Key_Left)
    assert rig.page.note.text() == ""


def test_h_tells_how_it_is_done_and_goes_on(rig: SessionRig) -> None:
    work(rig)
    rig.page.controls.how.click()
    assert rig.state() is PlayerState.PAUSED
    assert rig.page.caption.text == "“Squat.”"
    assert rig.sound.heard[-1] == "Squat."
    shown = [rig.page.caption.text]
    for _ in range(200):
        if rig.driver.coach.how_due_in_ms is None:
            break
        rig.run(500)
        shown.append(rig.page.caption.text)
    for step in rig.driver.player.plan.sets[0].exercise.steps:
        assert f"“{step}”" in shown
    assert rig.state() is PlayerState.LEADING_IN
    assert rig.page.caption.text == "Get ready."
    rig.key(Key.Key_H)
    assert rig.state() is PlayerState.PAUSED
    assert rig.driver.interval_ms is not None
    assert rig.driver.interval_ms < 10_000, "the next line is waited for, not a long pause"
    cuts = rig.sound.cuts
    rig.key(Key.Key_H)
    assert rig.state() is PlayerState.LEADING_IN
    assert rig.sound.cuts > cuts


def test_pain_goes_before_how(rig: SessionRig) -> None:
    work(rig)
    rig.key(Key.Key_H)
    rig.key(Key.Key_P)
    assert rig.page.pain_sheet.is_open
    heard = len(rig.sound.heard)
    rig.key(Key.Key_H, rig.page.pain_sheet)
    rig.run(10_000)
    assert rig.page.pain_sheet.is_open
    assert all("Squat" not in text for text in rig.sound.heard[heard:])
