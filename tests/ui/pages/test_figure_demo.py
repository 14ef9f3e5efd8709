"""The large figure of an exercise: played, slowed down, gone through pose by pose."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library, load_library
from hipcoach.figure.baking import SAMPLES
from hipcoach.services import figure_of
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.exercises_page import ExercisesPage
from hipcoach.ui.pages.parts.figure_demo import FigureDemo
from hipcoach.ui.theme import HIT_TARGET, Theme, ThemeMode
from tests.support.builders import make_exercise

LAST = SAMPLES - 1
Key = Qt.Key


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def book(qapp: QApplication) -> FigureBook:
    return FigureBook(figure_of)


@pytest.fixture
def demo(theme: Theme, book: FigureBook, library: Library, qtbot: QtBot) -> FigureDemo:
    demo = FigureDemo(theme, library.exercises["squat"], "Standing", figures=book)
    qtbot.addWidget(demo)
    with qtbot.waitActive(demo):
        demo.show()
    return demo


def held(demo: FigureDemo) -> None:
    """Keep the real clock out of it."""
    demo.motion.stop()
    demo.motion.go_to(0)


def test_it_plays_when_seen_and_not_when_hidden(demo: FigureDemo) -> None:
    assert demo.motion.is_running
    assert demo.play.text() == "Pause"
    demo.hide()
    assert not demo.motion.is_running
    demo.show()
    assert demo.motion.is_running


def test_it_goes_through_a_rep_at_its_tempo(demo: FigureDemo, library: Library) -> None:
    tempo = library.exercises["squat"].start.tempo
    assert tempo is not None
    held(demo)
    assert demo.stage.figure.sample == 0
    demo.motion.advance(tempo.work_ms // 2)
    assert demo.stage.figure.sample == pytest.approx(LAST / 2, abs=1)
    demo.motion.advance(tempo.rep_ms)
    assert demo.stage.figure.sample == pytest.approx(LAST / 2, abs=1), "over and over"


def test_slow_is_half_as_fast(demo: FigureDemo) -> None:
    QTest.keyClick(demo.slow, Key.Key_Space)
    held(demo)
    demo.motion.advance(1_000)
    assert demo.motion.shown_ms == 500
    QTest.keyClick(demo.slow, Key.Key_Space)
    demo.motion.advance(1_000)
    assert demo.motion.shown_ms == 1_500


def test_it_is_paused_and_played_by_key(demo: FigureDemo) -> None:
    QTest.keyClick(demo.play, Key.Key_Return)
    assert not demo.motion.is_running
    assert demo.play.text() == "Play"
    demo.hide()
    demo.show()
    assert not demo.motion.is_running, "it stays as the person left it"
    QTest.keyClick(demo.play, Key.Key_Return)
    assert demo.motion.is_running


def test_poses_are_gone_through_one_by_one(demo: FigureDemo) -> None:
    poses = demo.stage.poses
    held(demo)
    seen = []
    for _ in range(len(poses) + 1):
        QTest.keyClick(demo.after, Key.Key_Return)
        assert not demo.motion.is_running
        seen.append((demo.stage.figure.sample, demo.pose_words.text()))
    assert [sample for sample, _ in seen] == [
        *(round(LAST * at / (len(poses) - 1)) for at in range(len(poses))),
        0,
    ]
    assert seen[0][1] == f"Pose 1 of {len(poses)}: {poses[0].name}"
    QTest.keyClick(demo.before, Key.Key_Return)
    assert demo.stage.figure.sample == LAST
    QTest.keyClick(demo.play, Key.Key_Return)
    assert demo.motion.is_running
    demo.motion.advance(1)
    assert demo.pose_words.text() == ""


def test_in_reduced_motion_only_poses_are_offered(demo: FigureDemo, theme: Theme) -> None:
    theme.set_reduced_motion(True)
    assert not demo.motion.is_running
    assert demo.play.isHidden()
    assert demo.slow.isHidden()
    assert demo.stage.figure.sample == LAST, "the pose one knows it by"
    QTest.keyClick(demo.after, Key.Key_Return)
    assert demo.stage.figure.sample == 0
    assert not demo.motion.is_running


def test_buttons_are_named_and_large_enough(demo: FigureDemo) -> None:
    for button in (demo.play, demo.before, demo.after, demo.slow):
        assert button.height() >= HIT_TARGET
        assert button.width() >= HIT_TARGET
        assert button.accessibleName() or button.text()


def test_without_a_figure_there_is_the_position_and_nothing_to_press(
    theme: Theme, book: FigureBook, qtbot: QtBot
) -> None:
    demo = FigureDemo(theme, make_exercise("no_such_exercise"), "Standing", figures=book)
    qtbot.addWidget(demo)
    demo.show()
    assert demo.stage.picture.isVisible()
    assert not demo.play.isVisible()
    assert not demo.motion.is_running


def test_the_page_of_an_exercise_shows_it(
    theme: Theme, book: FigureBook, library: Library, qtbot: QtBot
) -> None:
    page = ExercisesPage(library, theme, figures=book)
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.open_exercise("clamshell")
    demo = page.findChild(FigureDemo)
    assert isinstance(demo, FigureDemo)
    assert demo.stage.shows_figure
    assert demo.motion.is_running
    page.go_back()
    assert not demo.motion.is_running
    page.close()
    book.finish()
