"""The figure of a session moves with the player's clock and with nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.domain.routine import Routine
from hipcoach.figure.baking import SAMPLES, Baked
from hipcoach.figure.figure import Part
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.services import figure_of
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.figure_view import FigureView
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig

LAST = SAMPLES - 1


@pytest.fixture(scope="module")
def book(qapp: QApplication) -> FigureBook:
    return FigureBook(figure_of)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def rig(
    tmp_path: Path, library: Library, theme: Theme, book: FigureBook, qtbot: QtBot
) -> Iterator[SessionRig]:
    rig = SessionRig(tmp_path, library, theme, figures=book)
    qtbot.addWidget(rig.flow)
    rig.flow.show()
    yield rig
    rig.flow.close_requested()
    rig.flow.close_requested()
    rig.opened.database.close()


def figure(rig: SessionRig) -> FigureView:
    assert rig.page.stage.shows_figure
    return rig.page.stage.figure


def baked(book: FigureBook, exercise_id: str) -> Baked:
    drawn = book.moving(exercise_id)
    assert drawn is not None
    return drawn.baked


def clamshells(library: Library, sets: int = 1) -> Routine:
    clam = library.exercises["clamshell"]
    return make_routine(
        make_item(clam, uid="clam", dose=make_dose(sets=sets, reps=3, tempo="2-1-2-1"))
    )


def one(library: Library, exercise_id: str) -> Routine:
    exercise = library.exercises[exercise_id]
    return make_routine(make_item(exercise, dose=replace(exercise.start, sets=1)))


def test_it_follows_the_offset_of_a_rep(
    rig: SessionRig, library: Library, book: FigureBook
) -> None:
    rig.start(clamshells(library))
    rig.run_to(SegmentKind.REP)
    clam = baked(book, "clamshell")
    start = rig.driver.player.cursor.offset_ms
    assert start == 0
    seen = []
    for offset_ms in range(0, 6_000, 125):
        assert rig.driver.player.cursor.offset_ms == offset_ms
        seen.append(figure(rig).sample)
        rig.run(125, 125)
    work = [clam.sample_for(Part.WORK, at * 125 / 2_000) for at in range(16)]
    hold = [clam.sample_in_breath(1, at * 125) for at in range(8)]
    back = [clam.sample_for(Part.RETURN, at * 125 / 2_000) for at in range(16)]
    pause = [clam.sample_in_breath(0, at * 125) for at in range(8)]
    assert seen == work + hold + back + pause
    assert min(work) == 0
    assert back[0] == LAST


def test_it_stands_in_its_first_pose_on_the_way_there(rig: SessionRig, library: Library) -> None:
    rig.start(clamshells(library, sets=2))
    assert rig.driver.player.segment.kind is SegmentKind.GET_READY
    seen = set()
    for _ in range(20):
        seen.add(figure(rig).sample)
        rig.run(300)
    assert seen == {0}
    rig.run_to(SegmentKind.REP)
    rig.run(1_000)
    assert figure(rig).sample > 0
    rig.run_to(SegmentKind.REST)
    for _ in range(10):
        assert figure(rig).sample == 0
        rig.run(500)


def test_it_is_mirrored_for_the_right_side(rig: SessionRig, library: Library) -> None:
    rig.start(clamshells(library))
    assert not figure(rig).mirrored, "the sore side is the left"
    rig.run_to(SegmentKind.SWITCH_SIDES)
    assert figure(rig).mirrored
    assert figure(rig).sample == 0
    rig.run_to(SegmentKind.REP)
    assert figure(rig).mirrored


def test_it_changes_legs_with_alternating_reps(rig: SessionRig, library: Library) -> None:
    march = next(
        each
        for each in library.exercises.values()
        if each.laterality is Laterality.ALTERNATING
        and each.kind is DoseKind.REPS
        and figure_of(each.id) is not None
    )
    rig.start(make_routine(make_item(march, dose=make_dose(sets=1, reps=2, tempo="1-0-1-0"))))
    rig.run_to(SegmentKind.REP)
    seen = []
    for _ in range(4):
        seen.append(figure(rig).mirrored)
        rig.run(2_000, 100)
    assert seen in ([False, True, False, True], [True, False, True, False])


def test_it_breathes_in_a_hold(rig: SessionRig, library: Library, book: FigureBook) -> None:
    rig.start(one(library, "single_leg_balance"))
    rig.run_to(SegmentKind.HOLD)
    solved = baked(book, "single_leg_balance")
    pose = solved.figure.span_of(Part.HOLD)[1]
    for _ in range(12):
        offset_ms = rig.driver.player.cursor.offset_ms
        assert figure(rig).sample == solved.sample_in_breath(pose, offset_ms)
        rig.run(330, 66)


def test_it_goes_on_and_on_in_what_is_done_by_time(
    rig: SessionRig, library: Library, book: FigureBook
) -> None:
    rig.start(one(library, "level_pelvis_walk"))
    assert rig.driver.interval_ms == 66
    rig.run_to(SegmentKind.TIMED)
    assert rig.driver.interval_ms == 33, "a walk is not seen in fifteen frames a second"
    solved = baked(book, "level_pelvis_walk")
    seen = set()
    for _ in range(30):
        offset_ms = rig.driver.player.cursor.offset_ms
        assert figure(rig).sample == solved.sample_in_cycle(offset_ms)
        seen.add(figure(rig).sample)
        rig.run(100)
    assert len(seen) > 15


def test_it_shows_reps_at_ones_own_pace_at_the_tempo(rig: SessionRig, library: Library) -> None:
    bridge = library.exercises["bridge"]
    dose = make_dose(sets=1, reps=3, tempo="2-1-2-0", self_paced=True)
    rig.start(make_routine(make_item(bridge, dose=dose)))
    rig.run_to(SegmentKind.SELF_PACED)
    rig.run(2_000 - rig.driver.player.cursor.offset_ms)
    assert figure(rig).sample >= LAST
    rig.run(3_000)
    assert figure(rig).sample == 0


def test_it_stands_where_it_is_while_paused(rig: SessionRig, library: Library) -> None:
    rig.start(clamshells(library))
    rig.run_to(SegmentKind.REP)
    rig.run(1_000)
    there = figure(rig).sample
    assert 0 < there < LAST
    rig.driver.pause()
    for _ in range(5):
        rig.run(1_000)
        assert figure(rig).sample == there
    assert rig.state() is PlayerState.PAUSED


def test_in_reduced_motion_only_key_poses_are_shown(
    rig: SessionRig, theme: Theme, library: Library
) -> None:
    theme.set_reduced_motion(True)
    rig.start(clamshells(library))
    rig.run_to(SegmentKind.REP)
    seen: list[int] = []
    for _ in range(24):
        sample = figure(rig).sample
        if not seen or seen[-1] != sample:
            seen.append(sample)
        rig.run(250)
    assert seen == [LAST, 0], "the pose to go to, then the pose to come back to"


def test_without_a_figure_the_position_stands_in(rig: SessionRig) -> None:
    item = make_item(make_exercise("no_such_exercise"), dose=make_dose(sets=1, reps=3))
    rig.start(make_routine(item))
    assert not rig.page.stage.shows_figure
    assert rig.page.stage.picture.position == "standing"
    rig.run_to(SegmentKind.REP)
    rig.run(500)
    rig.page.grab()


def test_the_next_card_shows_the_figure_of_what_comes(
    rig: SessionRig, library: Library, qtbot: QtBot
) -> None:
    bridge = library.exercises["bridge"]
    plain = make_exercise("no_such_exercise", position=bridge.position)
    pictures = []
    for exercise in (bridge, plain):
        rig.start(make_routine(make_item(exercise, dose=make_dose(sets=1, reps=3))))
        rig.page.next_card.setFixedWidth(300)
        words = rig.page.next_card.text
        assert exercise.name in words
        pictures.append(rig.page.next_card.grab().toImage().copy(0, 0, 100, 80))
    assert pictures[0] != pictures[1]


def test_the_figures_of_a_routine_are_made_while_the_question_is_asked(
    rig: SessionRig, library: Library, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def load(exercise_id: str) -> None:
        asked.append(exercise_id)

    rig.flow._figures = FigureBook(load)
    rig.flow.begin(clamshells(library))
    qtbot.waitUntil(lambda: asked == ["clamshell"])


def test_frames_are_few_in_the_pause_of_a_rep(rig: SessionRig, library: Library) -> None:
    rig.start(clamshells(library))
    rig.run_to(SegmentKind.REP)
    intervals = []
    for _ in range(6):
        intervals.append(rig.driver.interval_ms)
        rig.run(1_000)
    assert intervals == [16, 16, 66, 16, 16, 66]


def test_only_the_worst_pain_can_be_told(rig: SessionRig, library: Library) -> None:
    rig.start(one(library, "bridge"))
    rig.run_out()
    rig.flow.after.worst.set_value(4)
    coach = rig.driver.coach
    rig.flow.after.save.click()
    ratings = rig.pains.of_session(coach.session.uid)
    assert [(rating.moment.value, rating.nrs) for rating in ratings] == [("during", 4)]
