"""Whatever goes wrong on the way, the session pauses or goes on, and the record is exact."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from hipcoach.domain.errors import DiskFullError
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionStatus, SetEnd, SetRecord
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.session_stage import Stage
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig

Key = Qt.Key
HOUR_MS = 3_600_000
HOLD_MS = 30_000


def holds() -> Routine:
    """Two holds of half a minute, with a rest between them."""
    stretch = make_exercise("calf_stretch", kind=DoseKind.HOLD)
    dose = make_dose(DoseKind.HOLD, sets=2, hold_ms=HOLD_MS)
    return make_routine(make_item(stretch, uid="hold", dose=dose, rest_ms=20_000))


def reps() -> Routine:
    return make_routine(make_item(uid="bridge", dose=make_dose(sets=2, reps=4), rest_ms=20_000))


def into(rig: SessionRig, routine: Routine, kind: SegmentKind, ms: int) -> None:
    """Begin, and play so far into the first segment of a kind."""
    rig.start(routine)
    rig.run_to(kind)
    rig.run(ms - rig.driver.player.cursor.offset_ms)
    assert rig.driver.player.cursor.offset_ms == ms


def kept(rig: SessionRig) -> tuple[Session, tuple[SetRecord, ...]]:
    """Return the only session and its sets, as they are on the disk."""
    (session,) = rig.sessions.between(date(2000, 1, 1), date(2100, 1, 1))
    return session, rig.sessions.sets_of(session.uid)


def assert_two_holds(rig: SessionRig, *, first_pass: int = 1) -> None:
    """Hold the record to exactly what a person did who did both holds whole."""
    session, sets = kept(rig)
    done = [record for record in sets if record.ended is SetEnd.COMPLETED]
    assert [(r.address.set_no, r.done_ms, r.planned_ms) for r in done] == [
        (1, HOLD_MS, HOLD_MS),
        (2, HOLD_MS, HOLD_MS),
    ]
    assert done[0].address.pass_no == first_pass
    assert session.status is SessionStatus.COMPLETED


# -- sleep -------------------------------------------------------------------------


@pytest.mark.parametrize("asleep_ms", [11_000, 8 * HOUR_MS])
def test_a_lid_closed_in_a_hold_pauses_where_it_was(rig: SessionRig, asleep_ms: int) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    rig.clock.tick(asleep_ms)
    rig.driver.tick()
    assert rig.state() is PlayerState.PAUSED
    assert rig.page.caption.text == "The computer was asleep. Press Space to go on from here."
    # Should the battery run empty meanwhile, what was done is kept already.
    _, (half,) = kept(rig)
    assert (half.done_ms, half.ended) == (12_000, SetEnd.STOPPED)
    rig.key(Key.Key_Space)
    assert rig.state() is PlayerState.LEADING_IN
    rig.run_out()
    assert_two_holds(rig)


def test_a_lid_closed_while_getting_ready_or_paused_counts_nothing(rig: SessionRig) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    rig.key(Key.Key_Space)
    played = rig.driver.player.played_ms
    rig.clock.tick(HOUR_MS)
    rig.key(Key.Key_Space)
    rig.run(2_000)
    rig.clock.tick(HOUR_MS)
    rig.driver.tick()
    assert rig.state() is PlayerState.PAUSED
    assert rig.driver.player.played_ms == played
    rig.key(Key.Key_Space)
    rig.run_out()
    assert_two_holds(rig)


def test_a_lid_closed_in_a_rest_leaves_the_rest_of_the_rest(rig: SessionRig) -> None:
    into(rig, holds(), SegmentKind.REST, 5_000)
    rig.clock.tick(HOUR_MS)
    rig.driver.tick()
    assert rig.driver.player.remaining_ms == 15_000
    rig.key(Key.Key_Space)
    assert rig.state() is PlayerState.PLAYING
    rig.run_out()
    assert_two_holds(rig)


# -- the wall clock ----------------------------------------------------------------


@pytest.mark.parametrize("hours", [-3, -0.01, 0.01, 3])
def test_a_clock_that_is_set_in_a_hold_changes_nothing(rig: SessionRig, hours: float) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    rig.clock.set_now(rig.clock.now() + timedelta(hours=hours))
    rig.driver.tick()
    assert rig.state() is PlayerState.PLAYING
    assert rig.page.ring.digits == "18"
    rig.run_out()
    assert_two_holds(rig)
    session, sets = kept(rig)
    assert session.played_ms == rig.driver.player.played_ms
    assert session.ended_at is not None
    assert session.started_at <= sets[0].at <= sets[1].at <= session.ended_at


def test_midnight_and_a_clock_set_back_over_it_leave_the_day_alone(rig: SessionRig) -> None:
    rig.clock.set_now(datetime(2026, 3, 2, 23, 59, 30, tzinfo=UTC))
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    rig.clock.set_now(datetime(2026, 3, 3, 0, 5, tzinfo=UTC))
    rig.run_to(SegmentKind.REST)
    rig.clock.set_now(datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    rig.run_out()
    session, _ = kept(rig)
    assert session.local_date.isoformat() == "2026-03-02"
    assert_two_holds(rig)


# -- closing and killing -----------------------------------------------------------


def test_closed_in_a_hold_it_keeps_what_was_done_and_goes_on_at_that_hold(rig: SessionRig) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    assert rig.flow.close_requested() is False
    assert rig.page.end_sheet.is_open
    assert rig.flow.close_requested() is True
    session, (half,) = kept(rig)
    assert session.status is SessionStatus.RUNNING
    assert (half.address.set_no, half.done_ms, half.ended) == (1, 12_000, SetEnd.STOPPED)
    cut_off = rig.desk.cut_off()
    assert cut_off is not None
    rig.flow.resume(cut_off)
    rig.flow.before.start.click()
    assert rig.stage() is Stage.PLAYING
    assert rig.page.set_words.text() == "Set 1 of 2"
    rig.run_out()
    assert_two_holds(rig, first_pass=2)


def test_closed_in_a_hold_and_never_gone_on_with_it_counts_as_far_as_it_went(
    rig: SessionRig,
) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    rig.flow.close_requested()
    rig.flow.close_requested()
    rig.clock.set_now(rig.clock.now() + timedelta(days=1))
    assert rig.desk.cut_off() is None
    session, (half,) = kept(rig)
    assert session.status is SessionStatus.PARTIAL
    assert half.done_ms == 12_000


def test_killed_after_changes_the_next_start_goes_on_with_them(rig: SessionRig) -> None:
    into(rig, reps(), SegmentKind.REP, 1_000)
    rig.key(Key.Key_A)
    rig.key(Key.Key_F)
    rig.run_to(SegmentKind.REST)
    rig.run(1_000)
    # What a kill leaves is what is on the disk; nothing else of the session goes on.
    cut_off = rig.desk.cut_off()
    assert cut_off is not None
    rig.flow.resume(cut_off)
    rig.flow.before.start.click()
    assert rig.page.set_words.text() == "Set 2 of 3"
    rig.run_out()
    _, sets = kept(rig)
    assert [(r.address.set_no, r.planned_reps, r.done_reps) for r in sets] == [
        (1, 4, 4),
        (2, 2, 2),
        (3, 2, 2),
    ]


# -- sound, disk and display -------------------------------------------------------


def test_a_sound_server_that_dies_mid_clip_pauses_and_the_rep_is_done_again(
    rig: SessionRig,
) -> None:
    into(rig, reps(), SegmentKind.REP, 2_100)
    rig.sound.output_lost.emit()
    assert rig.state() is PlayerState.PAUSED
    assert rig.page.caption.text == "The sound output went away. Press Space to go on."
    rig.sound.available = False
    rig.key(Key.Key_Space)
    rig.run_out()
    _, sets = kept(rig)
    assert [(r.done_reps, r.ended) for r in sets] == [(4, SetEnd.COMPLETED)] * 2


def test_a_disk_that_fills_up_in_a_hold_loses_nothing(
    rig: SessionRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)

    def full(*_arguments: object) -> None:
        raise DiskFullError("The disk is full.")

    with monkeypatch.context() as patch:
        for name in ("save_set", "save_played_ms", "update"):
            patch.setattr(rig.sessions, name, full)
        rig.run_to(SegmentKind.REST)
        rig.run(1_000)
        assert rig.state() is PlayerState.PLAYING
        assert rig.page.notices.text == "The disk is full."
        assert kept(rig)[1] == ()
    rig.run_out()
    assert_two_holds(rig)
    assert rig.driver.coach.record_problem == ""


def test_a_display_that_changes_its_scale_goes_on(rig: SessionRig) -> None:
    into(rig, holds(), SegmentKind.HOLD, 12_000)
    QApplication.sendEvent(rig.page, QEvent(QEvent.Type.DevicePixelRatioChange))
    rig.run(100)
    assert rig.state() is PlayerState.PLAYING
    rig.run_out()
    assert_two_holds(rig)


# Plays a hold on one screen, moves to one of twice the scale, and plays on.
_CHILD = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from hipcoach.content.loader import load_library
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.theme import Theme, ThemeMode
from tests.ui.session.rig import SessionRig
from tests.ui.session.test_going_wrong import holds, kept

app = QApplication([])
rig = SessionRig(Path(sys.argv[1]), load_library(), Theme(mode=ThemeMode.LIGHT))
rig.flow.show()
rig.start(holds())
rig.run_to(SegmentKind.HOLD)
rig.run(12_000)

def look():
    for _ in range(20):
        app.processEvents()
    picture = rig.page.ring.grab()
    track = rig.page.ring.track_ratio()
    return [rig.page.devicePixelRatio(), picture.devicePixelRatio(), track, rig.state().value]

before = look()
rig.flow.move(2600, 40)
after = look()
rig.run_out()
print(json.dumps([before, after, [record.done_ms for record in kept(rig)[1]]]))
"""


def test_moved_to_a_screen_of_another_scale_it_is_drawn_sharp_and_goes_on(tmp_path: Path) -> None:
    one = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96}
    two = {"name": "two", "x": 1920, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 192}
    both = [{**screen, "logicalBaseDpi": 96} for screen in (one, two)]
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": both}))
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, after, done_ms = json.loads(done.stdout)
    assert before == [1.0, 1.0, 1.0, "playing"]
    assert after == [2.0, 2.0, 2.0, "playing"]
    assert done_ms == [HOLD_MS, HOLD_MS]
