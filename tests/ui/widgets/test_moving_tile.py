"""A tile's figure stands still until somebody is there."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library, load_library
from hipcoach.figure.baking import SAMPLES
from hipcoach.services import figure_of
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from tests.support.builders import make_exercise


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
def holder(theme: Theme, book: FigureBook, library: Library, qtbot: QtBot) -> QWidget:
    """A squat, then an exercise without a figure."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    for exercise in (library.exercises["squat"], make_exercise("no_such_exercise")):
        tile = ExerciseTile(
            theme,
            name=exercise.name,
            dose="2 × 8",
            position=exercise.position.value,
            figures=book,
            exercise=exercise,
        )
        row.addWidget(tile)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
    holder.setFocus()
    return holder


@pytest.fixture
def tiles(holder: QWidget) -> list[ExerciseTile]:
    return holder.findChildren(ExerciseTile)


def hover(tile: ExerciseTile, *, is_over: bool) -> None:
    at = QPointF(10, 10)
    event = QEnterEvent(at, at, at) if is_over else QEvent(QEvent.Type.Leave)
    QApplication.sendEvent(tile, event)


def samples_of(tile: ExerciseTile) -> list[int]:
    """What is shown while two seconds pass."""
    motion, stage = tile.motion, tile.stage
    assert motion is not None
    assert stage is not None
    motion.stop()
    seen = []
    for _ in range(20):
        motion.advance(100)
        seen.append(stage.figure.sample)
    return seen


def test_it_shows_the_figure_once_that_is_made(
    tiles: list[ExerciseTile], book: FigureBook, qtbot: QtBot
) -> None:
    squat, plain = tiles
    book.finish()
    figure = squat.grab().toImage()
    as_pictogram = ExerciseTile(
        squat._theme, name=squat.text(), dose=squat.dose, position="standing"
    )
    qtbot.addWidget(as_pictogram)
    as_pictogram.resize(squat.size())
    assert figure != as_pictogram.grab().toImage()
    assert plain.motion is None


def test_it_moves_under_the_mouse_and_stops_when_that_goes(tiles: list[ExerciseTile]) -> None:
    squat = tiles[0]
    assert squat.motion is None
    hover(squat, is_over=True)
    assert squat.motion is not None
    assert squat.motion.is_running
    assert squat.stage is not None
    assert squat.stage.isVisible()
    seen = samples_of(squat)
    assert len(set(seen)) > 10
    assert max(seen) > SAMPLES // 2
    hover(squat, is_over=False)
    assert squat.motion is None
    assert squat.stage.isHidden()


def test_it_moves_while_it_has_the_keyboard(tiles: list[ExerciseTile]) -> None:
    squat = tiles[0]
    squat.setFocus(Qt.FocusReason.TabFocusReason)
    assert squat.motion is not None
    assert len(set(samples_of(squat))) > 10
    squat.clearFocus()
    assert squat.motion is None


def test_it_moves_until_both_have_gone(tiles: list[ExerciseTile]) -> None:
    squat = tiles[0]
    squat.setFocus(Qt.FocusReason.TabFocusReason)
    hover(squat, is_over=True)
    hover(squat, is_over=False)
    assert squat.motion is not None
    squat.clearFocus()
    assert squat.motion is None


def test_in_reduced_motion_it_never_moves(tiles: list[ExerciseTile], theme: Theme) -> None:
    squat = tiles[0]
    hover(squat, is_over=True)
    theme.set_reduced_motion(True)
    assert squat.motion is None, "what moves stops at once"
    hover(squat, is_over=False)
    hover(squat, is_over=True)
    squat.setFocus(Qt.FocusReason.TabFocusReason)
    assert squat.motion is None
    theme.set_reduced_motion(False)
    assert squat.motion is not None


def test_hidden_it_stands_still(tiles: list[ExerciseTile]) -> None:
    squat = tiles[0]
    hover(squat, is_over=True)
    squat.hide()
    assert squat.motion is None


def test_without_a_figure_nothing_moves(tiles: list[ExerciseTile]) -> None:
    plain = tiles[1]
    hover(plain, is_over=True)
    assert plain.motion is None
    plain.grab()
