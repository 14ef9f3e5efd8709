"""A whole session, led by keys and by time."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library
from hipcoach.domain.errors import DiskFullError
from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionForm, SessionStatus, SetEnd
from hipcoach.domain.units import clock_text
from hipcoach.player.events import PauseReason
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.session_stage import Stage
from hipcoach.ui.theme import DARK, LIGHT, Palette, contrast
from hipcoach.ui.widgets.buttons import SessionButton
from hipcoach.ui.widgets.face import Face, lights
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import CLIP_MS, SessionRig

Key = Qt.Key


def short_routine() -> Routine:
    """Two sets of four reps."""
    return make_routine(make_item(dose=make_dose(sets=2, reps=4), rest_ms=20_000), name="Short")


def two_exercises() -> Routine:
    return make_routine(
        make_item(make_exercise("squat"), dose=make_dose(sets=1, reps=6)),
        make_item(make_exercise("bridge"), dose=make_dose(sets=1, reps=4)),
    )


def self_paced() -> Routine:
    return make_routine(make_item(dose=make_dose(sets=1, reps=3, self_paced=True)))


def work(rig: SessionRig, routine: Routine) -> None:
    """Begin and get as far as the first rep."""
    rig.start(routine)
    rig.run_to(SegmentKind.REP)


def test_a_whole_session_is_played_kept_and_summed_up(rig: SessionRig) -> None:
    rig.flow.begin(short_routine())
    assert rig.stage() is Stage.BEFORE
    assert rig.flow.before.question == "How is your left hip now?"
    rig.key(Key.Key_3, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    assert rig.stage() is Stage.PLAYING
    assert rig.sound.is_open
    assert rig.awake[-1] is True
    rig.run_out()
    assert rig.stage() is Stage.AFTER
    assert rig.awake[-1] is False
    (session,) = rig.sessions.between(date(2026, 1, 1), date(2027, 1, 1))
    assert session.status is SessionStatus.COMPLETED
    assert [record.done_reps for record in rig.sessions.sets_of(session.uid)] == [4, 4]
    rig.flow.after.now.set_value(2)
    rig.flow.after.worst.set_value(4)
    rig.flow.after.effort.set_value(5)
    rig.flow.after.control.set_current("steady")
    rig.flow.after.note.setPlainText("It went well.")
    rig.flow.after.save.click()
    assert rig.stage() is Stage.SUMMARY
    assert rig.flow.summary.title == "Done for today"
    assert rig.flow.summary.pain_text == "3 before → 2 after: a little less"
    assert rig.flow.summary.row_texts() == ("Bridge: 2 of 2 sets · 8 of 8 reps",)
    (kept,) = rig.sessions.between(date(2026, 1, 1), date(2027, 1, 1))
    assert (kept.effort, kept.control_steady, kept.note) == (5, True, "It went well.")
    moments = {rating.moment: rating.nrs for rating in rig.pains.of_session(kept.uid)}
    assert moments == {Moment.BEFORE: 3, Moment.AFTER: 2, Moment.DURING: 4}


def test_what_is_to_be_said_is_heard_in_order(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run(20_000)
    heard = rig.sound.heard
    assert heard[:2] == ["How is your left hip now, from zero to ten?", "Bridge."]
    for earlier, later in (("Bridge.", "tick"), ("tick", "go"), ("go", "One."), ("One.", "Two.")):
        assert heard.index(earlier) < heard.index(later)


def test_the_page_tells_rep_phase_side_set_and_what_comes(rig: SessionRig) -> None:
    work(rig, short_routine())
    page = rig.page
    assert (page.ring.digits, page.ring.sub_text) == ("1", "of 4 · lift")
    rig.run(2_200)
    assert page.ring.sub_text == "of 4 · hold"
    rig.run(1_000)
    assert page.ring.sub_text == "of 4 · lower"
    rig.run(2_000)
    assert page.ring.digits == "2"
    assert page.name.text() == "Bridge"
    assert page.set_words.text() == "Set 1 of 2"
    assert page.next_card.text == "Rest 20 s, then set 2 of 2"
    assert page.ring.digit_height() >= rig.flow.height() / 5
    rig.run_to(SegmentKind.REST)
    assert page.ring.sub_text == "rest"
    assert page.ring.digits == "20"
    rig.run(5_000)
    assert page.ring.digits == "15"
    assert page.next_card.text == "Set 2 of 2"


def test_space_pauses_and_goes_on_after_a_lead_in(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run(7_000)
    rig.key(Key.Key_Space)
    QTest.keyRelease(rig.page, Key.Key_Space)
    assert rig.state() is PlayerState.PAUSED
    assert rig.page.caption.text == "Paused. Press Space to go on."
    assert rig.page.ring.sub_text == "of 4 · paused"
    assert rig.page.controls.main.text() == "Go on"
    assert rig.sound.cuts > 0
    done = rig.driver.player.played_ms
    rig.clock.tick(60_000)
    assert rig.driver.player.played_ms == done
    rig.key(Key.Key_Space)
    assert rig.state() is PlayerState.LEADING_IN
    digits = []
    for _ in range(5):
        digits.append(rig.page.ring.digits)
        rig.run(1_000)
    assert digits == ["5", "4", "3", "2", "1"]
    assert rig.page.ring.digits == "2"


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_MediaPlay, Key.Key_Space])
def test_every_main_key_pauses(rig: SessionRig, key: Key) -> None:
    work(rig, short_routine())
    rig.key(key)
    assert rig.state() is PlayerState.PAUSED


def test_a_button_with_the_focus_leaves_arrows_to_the_session_and_takes_space(
    rig: SessionRig,
) -> None:
    work(rig, two_exercises())
    block = rig.driver.player.segment.block
    rig.page.controls.back.setFocus()
    rig.key(Key.Key_Right, rig.page.controls.back)
    assert rig.driver.player.segment.kind is SegmentKind.TRANSITION
    rig.key(Key.Key_Space, rig.page.controls.back)
    assert rig.driver.player.segment.block == block
    assert rig.state() is PlayerState.LEADING_IN


def test_skip_says_that_back_undoes_it(rig: SessionRig) -> None:
    work(rig, two_exercises())
    rig.key(Key.Key_Right)
    assert rig.page.note.text() == "Skipped; Back undoes it."
    rig.key(Key.Key_Left)
    assert rig.driver.player.segment.kind is SegmentKind.REP
    assert rig.page.note.text() == ""


def test_skipped_leaves_once_back_undoes_it_no_more(rig: SessionRig) -> None:
    rig.start(short_routine())
    rig.key(Key.Key_Right)
    rig.run_to(SegmentKind.REP)
    rig.key(Key.Key_Right)
    assert rig.page.note.text().startswith("Skipped")
    rig.key(Key.Key_Right)
    rig.key(Key.Key_Right)
    rig.key(Key.Key_R)
    assert rig.page.note.text() == ""


def test_added_time_is_to_go_and_skipped_time_is_not_done(rig: SessionRig) -> None:
    work(rig, two_exercises())
    player = rig.driver.player

    def shown() -> str:
        done, left = clock_text(rig.driver.coach.played_ms), clock_text(player.left_total_ms)
        assert rig.page.times.text() == f"{done} done · {left} to go"
        return done

    done, here = shown(), player.cursor
    rig.key(Key.Key_Right)
    assert clock_text(player.played_ms - 700) == done
    assert rig.page.bar.done()[0] < 0.9
    left_ms = player.left_total_ms
    rig.key(Key.Key_Plus)
    assert player.left_total_ms == left_ms + 10_000 - 700
    shown()
    rig.key(Key.Key_Left)
    assert player.cursor.segment_index == here.segment_index
    shown()


def test_back_undoes_a_skip_as_long_as_the_next_part_lasts(rig: SessionRig) -> None:
    work(rig, two_exercises())
    rig.key(Key.Key_Right)
    rig.run(6_000)
    assert rig.driver.player.segment.kind is SegmentKind.TRANSITION
    rig.key(Key.Key_Left)
    assert rig.page.name.text() == "Squat"
    rig.run(6_000)
    rig.key(Key.Key_Left)
    assert rig.page.name.text() == "Squat", "from then on it begins the part again"


def test_rest_is_made_longer_and_shorter_but_a_rep_never(rig: SessionRig) -> None:
    work(rig, short_routine())
    before = rig.driver.player.duration_ms
    rig.key(Key.Key_Plus)
    assert rig.driver.player.duration_ms == before
    rig.run_to(SegmentKind.REST)
    rig.key(Key.Key_Equal)
    assert rig.driver.player.duration_ms == 30_000
    assert rig.page.note.text() == "10 s more"
    rig.key(Key.Key_Minus)
    assert rig.driver.player.duration_ms == 20_000


def test_r_does_the_set_again(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run(6_000)
    assert rig.page.ring.digits == "2"
    rig.key(Key.Key_R)
    assert rig.page.ring.digits == "1"


def test_s_turns_the_sound_off_and_on(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.key(Key.Key_S)
    assert not rig.sound.is_on
    assert rig.page.note.text() == "Sound off"
    heard = len(rig.sound.heard)
    rig.run(6_000)
    assert len(rig.sound.heard) == heard
    rig.key(Key.Key_S)
    assert rig.sound.is_on


def test_f11_asks_for_full_screen(rig: SessionRig, qtbot: QtBot) -> None:
    work(rig, short_routine())
    with qtbot.waitSignal(rig.flow.full_screen_requested) as asked:
        rig.key(Key.Key_F11)
    assert asked.args == [True]


def test_space_counts_in_a_self_paced_set_and_enter_ends_it(rig: SessionRig) -> None:
    rig.start(self_paced())
    rig.run_to(SegmentKind.SELF_PACED)
    assert rig.page.controls.main.text() == "Count"
    rig.key(Key.Key_Space)
    assert (rig.page.ring.digits, rig.page.ring.sub_text) == ("1", "of 3 · lift")
    rig.key(Key.Key_Space)
    assert rig.page.ring.digits == "2"
    rig.key(Key.Key_Return)
    (record,) = rig.sessions.sets_of(rig.driver.coach.session.uid)
    assert (record.done_reps, record.ended) == (2, SetEnd.COMPLETED)


def test_space_held_for_a_second_is_the_pain_key_and_counts_nothing(rig: SessionRig) -> None:
    rig.start(self_paced())
    rig.run_to(SegmentKind.SELF_PACED)
    rig.clock.tick(700)
    QTest.keyPress(rig.page, Key.Key_Space)
    rig.clock.tick(500)
    rig.repeat_key(Key.Key_Space)
    assert not rig.page.pain_sheet.is_open
    rig.clock.tick(500)
    rig.repeat_key(Key.Key_Space)
    assert rig.page.pain_sheet.is_open
    assert rig.driver.player.done_reps == 0
    assert rig.state() is PlayerState.PAUSED


def test_the_buttons_step_back_until_a_key_is_pressed(rig: SessionRig) -> None:
    work(rig, short_routine())
    controls = rig.page.controls
    rig.key(Key.Key_Plus)
    assert not rig.page.is_calm
    lively = [button.grab().toImage() for button in controls.buttons()]
    rig.run(6_000)
    assert rig.page.is_calm
    calm = [button.grab().toImage() for button in controls.buttons()]
    stayed = {
        button.text()
        for button, before, now in zip(controls.buttons(), lively, calm, strict=True)
        if before == now
    }
    assert stayed == {"It hurts", "Pause"}
    rig.key(Key.Key_Plus)
    assert not rig.page.is_calm


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_control_that_stepped_back_is_readable_in_every_light(
    rig: SessionRig, look: Palette
) -> None:
    work(rig, short_routine())
    for button in rig.page.controls.buttons():
        for is_calm in (False, True):
            if isinstance(button, SessionButton):
                button.set_calm(is_calm)
            painted = button._look(look)
            for face in Face:
                for light in lights(face, look):
                    ground = painted.fill or light
                    assert contrast(painted.text, ground) >= 4.5, (button.text(), face)
                    assert contrast(painted.hint, ground) >= 4.5, (button.text(), face)


def test_the_start_shows_that_the_page_is_being_made(
    rig: SessionRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    class Watched(SessionPage):
        def __init__(self, *given: Any, **named: Any) -> None:
            cursor = QGuiApplication.overrideCursor()
            seen.append(cursor is not None and cursor.shape() is Qt.CursorShape.WaitCursor)
            super().__init__(*given, **named)

    monkeypatch.setattr("hipcoach.ui.session_flow.SessionPage", Watched)
    work(rig, short_routine())
    assert seen == [True]
    assert QGuiApplication.overrideCursor() is None


def test_a_gap_is_taken_for_sleep(rig: SessionRig) -> None:
    work(rig, short_routine())
    played = rig.driver.player.played_ms
    rig.clock.tick(60_000)
    rig.driver.tick()
    assert rig.state() is PlayerState.PAUSED
    assert rig.page.caption.text.startswith("The computer was asleep.")
    assert rig.driver.player.played_ms == played


def test_a_lost_output_pauses(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.sound.problem = "There is no sound output here."
    rig.sound.output_lost.emit()
    assert rig.state() is PlayerState.PAUSED
    assert rig.page.notices.text == "There is no sound output here."


def test_an_output_that_goes_away_is_told_where_the_session_goes_on(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.sound.problem = "There is no sound output here."
    rig.sound.available_changed.emit(False)
    assert rig.state() is PlayerState.PLAYING
    assert rig.page.notices.text == "There is no sound output here."
    rig.sound.available_changed.emit(True)
    assert rig.page.note.text() == "The sound is back."


def test_the_output_is_woken_at_the_question_and_again_before_the_first_word(
    rig: SessionRig,
) -> None:
    rig.flow.begin(short_routine())
    asked = rig.sound.times_woken
    assert asked > 0
    rig.flow.before.skip.click()
    assert rig.sound.times_woken == asked + 1


def test_the_sound_hears_what_comes_next_so_that_it_is_awake(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run_to(SegmentKind.REST)
    rig.sound.heeded.clear()
    rig.run(1_000)
    heeded = [due for due in rig.sound.heeded if due is not None]
    assert len(heeded) == 10
    assert min(heeded) >= 0
    rig.key(Key.Key_Space)
    assert rig.sound.heeded[-1] is None


def test_after_five_minutes_of_pause_the_screen_may_go_dark(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.key(Key.Key_Space)
    assert rig.driver.interval_ms == 300_000
    rig.clock.tick(300_000)
    rig.driver.tick()
    assert rig.awake[-1] is False
    rig.key(Key.Key_Space)
    assert rig.awake[-1] is True


def test_what_keeps_the_screen_from_staying_on_is_told(rig: SessionRig) -> None:
    rig.awake_problem = "The screen may go dark."
    rig.start(short_routine())
    assert rig.page.notices.text == "The screen may go dark."


# -- the heartbeat ---------------------------------------------------------------


def test_the_clock_is_read_often_while_a_rep_moves_and_never_after_an_event_is_due(
    rig: SessionRig,
) -> None:
    rig.start(short_routine())
    assert rig.driver.interval_ms == 66
    rig.run_to(SegmentKind.REP)
    assert rig.driver.interval_ms == 16
    rig.run(2_100)
    assert rig.driver.interval_ms == 66
    rig.clock.tick(890)
    rig.driver.tick()
    assert rig.driver.interval_ms == 10


# -- pain --------------------------------------------------------------------------


def rate(rig: SessionRig, kind: PainKind, digit: Key) -> None:
    rig.key(Key.Key_P)
    assert rig.page.pain_sheet.title == "What do you feel?"
    number = list(rig.page.pain_sheet.kind_buttons).index(kind)
    rig.key(Key(Key.Key_1 + number), rig.page.pain_sheet)
    assert rig.page.pain_sheet.title == "How strong is it, from 0 to 10?"
    rig.key(digit, rig.page.pain_sheet.scale)
    rig.key(Key.Key_Return, rig.page.pain_sheet.scale)


def offered(rig: SessionRig) -> list[str]:
    return [button.text() for button in rig.page.pain_sheet.choice_buttons]


def test_a_little_pain_goes_on(rig: SessionRig) -> None:
    work(rig, short_routine())
    rate(rig, PainKind.SORE, Key.Key_2)
    assert offered(rig) == ["Go on", "End the session"]
    assert rig.sound.heard[-4:] == [
        "What do you feel? One, sore. Two, sharp or pinching. Three, tingling or numb. "
        "Four, dizzy or unwell.",
        "How strong is it, from zero to ten?",
        "Two.",
        "That is a comfortable range. Go on when you like. One, Go on. Two, End the session.",
    ]
    rig.key(Key.Key_Return, rig.page.pain_sheet.choice_buttons[0])
    assert not rig.page.pain_sheet.is_open
    assert rig.state() is PlayerState.LEADING_IN
    (rating,) = rig.pains.of_session(rig.driver.coach.session.uid)
    assert (rating.moment, rating.nrs, rating.kind) == (Moment.DURING, 2, PainKind.SORE)


def test_acceptable_pain_is_noted(rig: SessionRig) -> None:
    work(rig, short_routine())
    rate(rig, PainKind.SHARP, Key.Key_4)
    assert rig.page.pain_sheet.advice_text.startswith("Noted.")
    assert offered(rig) == ["Go on", "Leave this exercise out", "End the session"]


def test_too_much_pain_changes_something(rig: SessionRig) -> None:
    work(rig, two_exercises())
    rate(rig, PainKind.SORE, Key.Key_7)
    assert "Leave this exercise out" in offered(rig)
    assert "Go on" not in offered(rig)
    index = offered(rig).index("Leave this exercise out")
    rig.key(Key(Key.Key_1 + index), rig.page.pain_sheet)
    assert rig.driver.coach.planned is not None
    assert rig.driver.coach.planned.exercise.id == "bridge"
    assert rig.page.name.text() == "Bridge"
    assert len(rig.page.bar.done()) == 2


def test_feeling_unwell_ends_the_session_without_a_number(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run(12_000)
    rig.key(Key.Key_P)
    rig.key(Key.Key_4, rig.page.pain_sheet)
    assert rig.page.pain_sheet.advice_text.startswith("Sit or lie down.")
    assert offered(rig) == ["End the session"]
    rig.page.pain_sheet.choice_buttons[0].click()
    assert rig.stage() is Stage.AFTER
    assert rig.flow.currentWidget() is rig.flow.summary, "a quiet end, without questions"
    assert rig.flow.summary.title == "Rest now"
    assert rig.preferences.current.me.red_flags == ("unwell",)
    rig.flow.summary.finish.click()
    assert rig.stage() is Stage.IDLE


def test_without_a_key_the_rating_is_taken_after_five_seconds(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.key(Key.Key_P)
    sheet = rig.page.pain_sheet
    rig.key(Key.Key_1, sheet)
    rig.key(Key.Key_3, sheet.scale)
    assert sheet.title == "How strong is it, from 0 to 10?"
    sheet._confirm_timer.timeout.emit()
    assert sheet.advice_text.startswith("Noted.")


def test_escape_puts_the_pain_question_away_and_stays_paused(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.key(Key.Key_P)
    rig.key(Key.Key_Escape, rig.page.pain_sheet)
    assert not rig.page.pain_sheet.is_open
    assert rig.state() is PlayerState.PAUSED


# -- the end -----------------------------------------------------------------------


def test_escape_asks_and_go_on_goes_on(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.key(Key.Key_Escape)
    assert rig.page.end_sheet.is_open
    assert rig.state() is PlayerState.PAUSED
    rig.key(Key.Key_Return, rig.page.end_sheet.go_on)
    assert not rig.page.end_sheet.is_open
    assert rig.state() is PlayerState.LEADING_IN


def test_end_and_save_keeps_a_part(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run(12_000)
    rig.key(Key.Key_Escape)
    rig.key(Key.Key_Return, rig.page.end_sheet.end)
    assert rig.stage() is Stage.AFTER
    (session,) = rig.sessions.between(date(2026, 1, 1), date(2027, 1, 1))
    assert session.status is SessionStatus.PARTIAL
    rig.flow.after.save.click()
    assert rig.flow.summary.title == "Part of it done, and that counts"
    assert rig.flow.summary.pain_text == ""


def test_discard_puts_it_aside(rig: SessionRig, qtbot: QtBot) -> None:
    work(rig, short_routine())
    rig.run(12_000)
    rig.key(Key.Key_Escape)
    with qtbot.waitSignal(rig.flow.finished):
        rig.page.end_sheet.discard.click()
    assert rig.stage() is Stage.IDLE
    assert len(rig.desk.discarded()) == 1
    assert not rig.sound.is_open


def test_a_session_without_anything_done_ends_quietly(rig: SessionRig, qtbot: QtBot) -> None:
    rig.start(short_routine())
    rig.run(1_000)
    rig.key(Key.Key_Escape)
    with qtbot.waitSignal(rig.flow.finished):
        rig.page.end_sheet.end.click()
    assert rig.stage() is Stage.IDLE


def test_closing_the_window_asks_first_and_leaves_the_session_resumable(rig: SessionRig) -> None:
    work(rig, short_routine())
    rig.run(25_000)
    assert rig.flow.close_requested() is False
    assert rig.page.end_sheet.is_open
    assert rig.flow.close_requested() is True
    cut_off = rig.desk.cut_off()
    assert cut_off is not None
    rig.flow.resume(cut_off)
    assert rig.flow.before.question == "Going on where you stopped"
    rig.flow.before.start.click()
    assert rig.stage() is Stage.PLAYING
    assert rig.page.set_words.text() == "Set 2 of 2"
    rig.run_out()
    assert rig.sessions.get(cut_off.uid) is not None
    session = rig.sessions.get(cut_off.uid)
    assert session is not None
    assert session.status is SessionStatus.COMPLETED


# -- before -------------------------------------------------------------------------


def test_six_offers_the_gentler_version_only(rig: SessionRig, library: Library) -> None:
    routine = library.routines["first_steps"]
    rig.flow.begin(routine)
    assert rig.flow.before.set_up_text == (
        "clear floor, worktop to hold (or a heavy table that can’t slide), "
        "chair (or a firm seat as high as your knees that can’t roll), "
        "mat (or a carpet or a folded blanket), cushion (or a folded towel)"
    )
    rig.key(Key.Key_6, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    assert rig.stage() is Stage.BEFORE
    assert rig.flow.before.offers_flare
    rig.key(Key.Key_Return, rig.flow.before.start)
    assert rig.stage() is Stage.PLAYING
    played = rig.driver.coach.session.routine
    assert played == rig.desk.flare_version(routine)
    assert played != routine
    assert rig.driver.coach.session.form is SessionForm.FLARE


def test_who_asked_for_a_sorer_day_is_not_offered_it_again(
    rig: SessionRig, library: Library
) -> None:
    gentler = rig.desk.flare_version(library.routines["first_steps"])
    rig.flow.begin(gentler, SessionForm.FLARE)
    rig.key(Key.Key_7, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    assert rig.stage() is Stage.PLAYING
    assert rig.driver.coach.session.routine == gentler
    assert rig.driver.coach.session.form is SessionForm.FLARE


def test_a_sign_is_kept_whatever_button_ends_the_page(rig: SessionRig) -> None:
    rig.flow.begin(short_routine())
    rig.key(Key.Key_8, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    assert rig.stage() is Stage.RED_FLAGS
    signs = rig.flow.red_flags
    signs.box("saddle_numbness").click()
    assert "saddle_numbness" in rig.preferences.current.me.red_flags
    signs.box("saddle_numbness").click()
    assert not rig.preferences.current.me.red_flags
    signs.box("saddle_numbness").click()
    signs.back.click()
    assert signs.title == "Please get help now", "it is advised about first"
    signs.go_on.click()
    assert rig.stage() is Stage.IDLE
    assert rig.preferences.current.me.red_flags == ("saddle_numbness",)
    rig.flow.begin(short_routine())
    assert rig.flow.treatments.isVisible()
    assert rig.stage() is Stage.TREATMENTS


def test_eight_asks_for_red_flags_first_and_none_goes_on(rig: SessionRig) -> None:
    rig.flow.begin(short_routine())
    rig.key(Key.Key_8, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    assert rig.stage() is Stage.RED_FLAGS
    assert rig.flow.red_flags.go_on.text() == "None of these"
    rig.flow.red_flags.go_on.click()
    assert rig.flow.before.offers_flare


def test_an_emergency_sign_stops_the_session_with_advice(rig: SessionRig, qtbot: QtBot) -> None:
    rig.flow.begin(short_routine())
    rig.key(Key.Key_9, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    rig.flow.red_flags.box("chest").click()
    rig.flow.red_flags.go_on.click()
    assert rig.flow.red_flags.title == "Please get help now"
    with qtbot.waitSignal(rig.flow.finished):
        rig.flow.red_flags.go_on.click()
    assert rig.preferences.current.me.red_flags == ("chest",)
    assert rig.sessions.between(date(2026, 1, 1), date(2027, 1, 1)) == ()


def test_the_start_waits_for_the_voice_but_five_seconds_at_most(rig: SessionRig) -> None:
    rig.clips.at_once = False
    rig.flow.begin(short_routine())
    rig.flow.before.skip.click()
    assert rig.stage() is Stage.BEFORE
    assert rig.flow.before.progress_text.isVisible()
    assert rig.flow._start_timer.interval() == 5_000
    rig.flow._start_timer.timeout.emit()
    assert rig.stage() is Stage.PLAYING


def test_the_start_follows_as_soon_as_all_lines_are_there(rig: SessionRig) -> None:
    rig.clips.at_once = False
    rig.flow.begin(short_routine())
    rig.flow.before.skip.click()
    rig.clips.waiting[0]()
    assert rig.stage() is Stage.PLAYING


def test_it_starts_once_its_first_minutes_can_be_spoken_and_the_rest_follows(
    rig: SessionRig,
) -> None:
    names = ("First thing", "Second thing", "Third thing")
    items = (
        make_item(make_exercise(name.split()[0].lower(), name=name), uid=name, dose=make_dose())
        for name in names
    )
    rig.clips.at_once = False
    rig.flow.begin(make_routine(*items))
    rig.flow.before.skip.click()
    assert rig.clips.progress is not None
    rig.clips.missing = {text for text in rig.clips.missing if "First" in text}
    rig.clips.progress(5, 20)
    assert rig.stage() is Stage.BEFORE, "what comes first is missing"
    rig.clips.missing = {text for text in rig.clips.asked[0] if "Third" in text}
    rig.clips.progress(18, 20)
    assert rig.stage() is Stage.PLAYING

    def spoken_ms(name: str) -> set[int]:
        cues = rig.driver.player.plan.cues
        return {cue.clip_ms for cue in cues if name in cue.text}

    assert spoken_ms("First") == {CLIP_MS}
    assert spoken_ms("Third") == {0}, "it would be a caption"
    rig.clips.waiting[0]()
    assert spoken_ms("Third") == {CLIP_MS}


def test_progress_is_shown_when_it_takes_longer_than_half_a_second(rig: SessionRig) -> None:
    rig.clips.at_once = False
    rig.flow.begin(short_routine())
    assert rig.clips.progress is not None
    rig.clips.progress(1, 10)
    assert not rig.flow.before.progress_text.isVisible()
    rig.clock.tick(600)
    rig.clips.progress(2, 10)
    assert rig.flow.before.progress_text.isVisible()


def test_an_engine_that_tells_nothing_is_waited_for_in_sight(rig: SessionRig, qtbot: QtBot) -> None:
    rig.clips.at_once = False
    rig.flow.begin(short_routine())
    rig.clock.tick(600)
    qtbot.waitUntil(rig.flow.before.progress_text.isVisible, timeout=5_000)
    rig.clips.waiting[0]()
    assert not rig.flow.before.progress_text.isVisible()


def test_a_walk_to_a_beat_shows_its_steps(rig: SessionRig) -> None:
    walk = make_exercise("walk", kind=DoseKind.TIMED, cadence=90)
    dose = make_dose(DoseKind.TIMED, sets=1, duration_ms=60_000)
    rig.start(make_routine(make_item(walk, dose=dose)))
    rig.run_to(SegmentKind.TIMED)
    rig.run(1_500)
    assert rig.page.ring.sub_text == "of 1 min · 90 steps a minute"
    assert rig.sound.heard.count("beat") == 2


def test_holds_count_seconds_down(rig: SessionRig) -> None:
    exercise = make_exercise("stretch", kind=DoseKind.HOLD, laterality=Laterality.UNILATERAL)
    dose = make_dose(DoseKind.HOLD, sets=1, hold_ms=30_000)
    rig.start(make_routine(make_item(exercise, dose=dose)))
    rig.run_to(SegmentKind.HOLD)
    assert (rig.page.ring.digits, rig.page.ring.sub_text) == ("30", "of 30 s · hold")
    assert rig.page.badge.text == "LEFT leg"
    rig.run(10_000)
    assert rig.page.ring.digits == "20"
    rig.key(Key.Key_Plus)
    rig.run(100)
    assert rig.page.ring.digits == "30"
    rig.run_to(SegmentKind.SWITCH_SIDES)
    assert rig.page.badge.text == "RIGHT leg"


def test_pause_reasons_are_told_by_the_driver(rig: SessionRig, qtbot: QtBot) -> None:
    work(rig, short_routine())
    with qtbot.waitSignal(rig.driver.paused) as told:
        rig.driver.pause(PauseReason.OUTPUT_LOST)
    assert told.args[0].reason is PauseReason.OUTPUT_LOST


def test_a_long_name_is_written_smaller_and_fits(rig: SessionRig) -> None:
    name = "Standing hip abduction with a loop band"
    rig.start(make_routine(make_item(make_exercise("long", name=name))))
    rig.flow.repaint()
    label = rig.page.name
    assert label.fontMetrics().horizontalAdvance(name) <= label.width()
    assert rig.flow.width() == 1100


def test_a_screen_reader_hears_each_part_when_nothing_is_spoken(
    rig: SessionRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    rig.sound.available = False
    rig.start(short_routine())
    monkeypatch.setattr(rig.page, "_announce", told.append)
    rig.run_to(SegmentKind.REST)
    rig.run(25_000)
    assert told.index("Lift.") < told.index("Now the set.")
    assert [each for each in told if each.startswith("Bridge.")] == [
        "Bridge. Get into standing. Set 1 of 2.",
        "Bridge. Get into standing. Set 2 of 2.",
        "Bridge. Get into standing. Set 2 of 2.",
    ]


def test_what_cannot_be_written_is_said_once(
    rig: SessionRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(rig, short_routine())

    def full(*_arguments: object) -> None:
        raise DiskFullError("The disk is full.")

    monkeypatch.setattr(rig.sessions, "save_set", full)
    rig.run_to(SegmentKind.REST)
    assert rig.page.notices.text == "The disk is full."
    rig.page.notices.hide()
    rig.run_out()
    assert rig.page.notices.isHidden()
    rig.flow.after.save.click()
    assert rig.flow.summary.notices.text == "The disk is full."
    assert rig.flow.summary.row_texts() == ("Bridge: 2 of 2 sets · 8 of 8 reps",)


def test_a_sound_that_was_turned_off_is_mentioned(rig: SessionRig) -> None:
    rig.sound.set_on(False)
    rig.start(short_routine())
    assert rig.page.note.text() == "The sound is off; S turns it on."


@pytest.mark.parametrize(("after", "is_much"), [(7, False), (8, True)])
def test_much_pain_afterwards_leads_to_the_signs(
    rig: SessionRig, qtbot: QtBot, after: int, is_much: bool
) -> None:
    rig.flow.begin(short_routine())
    rig.key(Key.Key_3, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    rig.run_out()
    rig.flow.after.now.set_value(after)
    rig.flow.after.save.click()
    assert rig.stage() is Stage.SUMMARY
    bar = rig.flow.summary.severe
    assert bar.isVisible() is is_much
    if is_much:
        look = next(b for b in bar.findChildren(QPushButton) if b.text() == "When to get help")
        with qtbot.waitSignal(rig.flow.summary.help_requested):
            QTest.mouseClick(look, Qt.MouseButton.LeftButton)


def test_a_worst_below_what_was_rated_is_not_taken_without_a_word(rig: SessionRig) -> None:
    work(rig, short_routine())
    rate(rig, PainKind.SORE, Key.Key_6)
    names = offered(rig)
    fewer = next(at for at, name in enumerate(names) if name.startswith("Half the reps"))
    rig.page.pain_sheet.choice_buttons[fewer].click()
    rig.run_out()
    after = rig.flow.after
    assert not after.told_more.isVisible()
    after.now.set_value(2)
    rig.key(Key.Key_3, after.worst)
    assert after.told_more.text() == "You rated 6 of 10 during Bridge."
    after.save.click()
    assert rig.stage() is Stage.AFTER, "it is said before it is taken"
    after.take_told.click()
    assert after.worst.value() == 6
    assert not after.told_more.isVisible()
    after.save.click()
    assert rig.stage() is Stage.SUMMARY
    assert rig.flow.summary.on_the_way_text.splitlines() == [
        "6 of 10 during Bridge",
        "Fewer reps of Bridge",
    ]


def test_a_lower_worst_that_is_meant_is_saved(rig: SessionRig) -> None:
    work(rig, short_routine())
    rate(rig, PainKind.SORE, Key.Key_5)
    rig.page.pain_sheet.choice_buttons[0].click()
    rig.run_out()
    after = rig.flow.after
    rig.key(Key.Key_4, after.worst)
    after.save.click()
    after.save.click()
    assert rig.stage() is Stage.SUMMARY
    (session,) = rig.sessions.between(date(2026, 1, 1), date(2027, 1, 1))
    told = [rating.nrs for rating in rig.pains.of_session(session.uid)]
    assert 4 in told
    assert 5 in told
