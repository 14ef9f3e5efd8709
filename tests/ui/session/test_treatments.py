"""Warmth, cold and TENS are asked about before every start."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.session_stage import Stage
from tests.support.builders import make_dose, make_item, make_routine
from tests.ui.session.rig import SessionRig

Key = Qt.Key


def with_ice(library: Library) -> Routine:
    return make_routine(
        make_item(uid="bridge", dose=make_dose(sets=2, reps=4)),
        make_item(library.exercises["ice_pack"], uid="ice"),
        name="With ice",
    )


def played(rig: SessionRig) -> list[str]:
    return [item.uid for item in rig.driver.player.plan.routine.items]


def tell(rig: SessionRig, me: Profile) -> None:
    rig.preferences.change(replace(rig.preferences.current, me=me))


def test_none_of_these_goes_on(rig: SessionRig, library: Library) -> None:
    rig.start(with_ice(library))
    assert rig.stage() is Stage.TREATMENTS
    sheet = rig.flow.treatments
    assert sheet.title == f"Before you start: {library.exercises['ice_pack'].name}"
    assert sheet.go_on.text() == "None of these"
    for flag in library.exercises["ice_pack"].avoid_flags:
        assert sheet.box(flag).text() == library.precautions[flag]
    QTest.keyClick(sheet.go_on, Key.Key_Return)
    assert rig.stage() is Stage.PLAYING
    assert played(rig) == ["bridge", "ice"]


def test_a_yes_leaves_it_out_with_the_reason(rig: SessionRig, library: Library) -> None:
    rig.start(with_ice(library))
    sheet = rig.flow.treatments
    QTest.keyClick(sheet.box("raynaud"), Key.Key_Space)
    assert sheet.go_on.text() == "Continue"
    sheet.go_on.click()
    assert rig.stage() is Stage.TREATMENTS
    assert sheet.title == f"Left out today: {library.exercises['ice_pack'].name}"
    assert library.precautions["raynaud"] in sheet.text
    assert library.precautions["skin_break"] not in sheet.text
    assert sheet.go_on.text() == "Go on without"
    sheet.go_on.click()
    assert rig.stage() is Stage.PLAYING
    assert played(rig) == ["bridge"]
    assert rig.preferences.current.me.flags == (), "it holds for today"


def test_when_nothing_is_left_there_is_no_session(
    rig: SessionRig, library: Library, qtbot: QtBot
) -> None:
    rig.start(make_routine(make_item(library.exercises["heat_pack"])))
    sheet = rig.flow.treatments
    sheet.box("skin_break").click()
    sheet.go_on.click()
    assert sheet.title == "No session just now"
    assert sheet.go_on.text() == "All right"
    with qtbot.waitSignal(rig.flow.finished):
        sheet.go_on.click()
    assert rig.stage() is Stage.IDLE


def test_a_swollen_calf_is_advised_about_and_kept(
    rig: SessionRig, library: Library, qtbot: QtBot
) -> None:
    rig.start(make_routine(make_item(library.exercises["heat_pack"]), make_item()))
    sheet = rig.flow.treatments
    sheet.box("dvt_signs").click()
    sheet.go_on.click()
    assert sheet.title == "Please be seen today"
    assert rig.preferences.current.me.red_flags == ("calf_swelling",)
    with qtbot.waitSignal(rig.flow.finished):
        sheet.go_on.click()
    rig.flow.begin(make_routine(make_item()))
    assert rig.stage() is Stage.TREATMENTS
    assert sheet.title == "No session just now"


def test_each_start_asks_afresh(rig: SessionRig, library: Library) -> None:
    rig.start(with_ice(library))
    sheet = rig.flow.treatments
    sheet.box("raynaud").click()
    QTest.keyClick(sheet, Key.Key_Escape)
    assert rig.stage() is Stage.IDLE
    rig.start(with_ice(library))
    assert rig.stage() is Stage.TREATMENTS
    assert sheet.ticked() == ()


def test_the_gentler_version_asks_too(rig: SessionRig, library: Library) -> None:
    rig.flow.begin(with_ice(library))
    rig.key(Key.Key_6, rig.flow.before.scale)
    rig.key(Key.Key_Return, rig.flow.before)
    rig.key(Key.Key_Return, rig.flow.before.start)
    assert rig.stage() is Stage.TREATMENTS
    rig.flow.treatments.go_on.click()
    assert rig.stage() is Stage.PLAYING


@pytest.mark.parametrize("holds", [False, True])
def test_going_on_with_a_session_asks_again(rig: SessionRig, library: Library, holds: bool) -> None:
    rig.start(with_ice(library))
    rig.flow.treatments.go_on.click()
    rig.run_to(SegmentKind.REP)
    rig.flow.close_requested()
    rig.flow.close_requested()
    session = rig.desk.cut_off()
    assert session is not None
    rig.flow.resume(session)
    rig.flow.before.start.click()
    assert rig.stage() is Stage.TREATMENTS
    if holds:
        rig.flow.treatments.box("skin_break").click()
        rig.flow.treatments.go_on.click()
    rig.flow.treatments.go_on.click()
    assert rig.stage() is Stage.PLAYING
    assert played(rig) == (["bridge"] if holds else ["bridge", "ice"])


def test_other_sessions_are_not_asked_about(rig: SessionRig) -> None:
    rig.start(make_routine(make_item()))
    assert rig.stage() is Stage.PLAYING


def test_precautions_count_however_a_session_is_begun(rig: SessionRig, library: Library) -> None:
    tell(rig, Profile(flags=("gtps",)))
    stretch = make_item(library.exercises["it_band_stretch"], uid="stretch")
    rig.flow.begin(make_routine(stretch))
    assert rig.stage() is Stage.TREATMENTS
    assert rig.flow.treatments.title == "No session just now"
    rig.flow.treatments.go_on.click()
    rig.start(make_routine(stretch, make_item(uid="bridge")))
    assert played(rig) == ["bridge"]


def test_what_is_told_needs_no_scroll_bar(rig: SessionRig, library: Library, qtbot: QtBot) -> None:
    rig.flow.resize(900, 500)
    treatments = [library.exercises[each] for each in ("heat_pack", "tens_timer")]
    rig.start(make_routine(make_item(), *(make_item(each) for each in treatments)))
    sheet = rig.flow.treatments
    bar = sheet._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    sheet.box("skin_break").click()
    sheet.go_on.click()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
