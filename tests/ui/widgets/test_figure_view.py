"""The view shows the figure of a moment, mirrored where asked, and repaints no more than needed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from pytestqt.qtbot import QtBot

from hipcoach.content.figure_files import FOLDER, load_figure_file
from hipcoach.figure.baking import BLINK_AT_MS, SAMPLES, Baked, bake, bake_pose, bake_poses
from hipcoach.figure.figure import Part
from hipcoach.figure.projection import project
from hipcoach.ui.contact_sheet import PER_SHEET, write_contact_sheets
from hipcoach.ui.figure_painter import FigurePainter, tones_of
from hipcoach.ui.people import PEOPLE, Person
from hipcoach.ui.theme import DARK, LIGHT, Palette, Theme, ThemeMode, contrast
from hipcoach.ui.widgets.figure_view import FigureView


@pytest.fixture(scope="module")
def clamshell() -> Baked:
    return bake(load_figure_file(FOLDER / "clamshell.toml"))


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> FigureView:
    view = FigureView(theme)
    qtbot.addWidget(view)
    view.resize(480, 320)
    view.show()
    return view


def picture(view: FigureView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_without_a_figure_it_is_empty(view: FigureView) -> None:
    empty = picture(view)
    view.set_position(Part.WORK, 0.5)
    view.set_still(1)
    view.set_elapsed(900)
    assert picture(view) == empty
    assert view.sample == 0


def test_it_paints_a_figure_and_takes_it_away(view: FigureView, clamshell: Baked) -> None:
    empty = picture(view)
    view.set_figure(clamshell)
    assert picture(view) != empty
    view.set_figure(None)
    assert picture(view) == empty


def test_it_follows_the_parts_of_a_rep(view: FigureView, clamshell: Baked) -> None:
    view.set_figure(clamshell)
    closed = picture(view)
    view.set_position(Part.WORK, 1.0)
    assert view.sample == SAMPLES - 1
    assert picture(view) != closed
    view.set_position(Part.RETURN, 1.0)
    assert picture(view) == closed


def test_a_hold_breathes_and_stands_still_in_reduced_motion(
    view: FigureView, theme: Theme, clamshell: Baked
) -> None:
    view.set_figure(clamshell)
    shown = set()
    for elapsed_ms in range(0, 4000, 250):
        view.set_position(Part.HOLD, 0.5, elapsed_ms=elapsed_ms)
        shown.add(view.sample)
    assert len(shown) >= 7, "in, out, and a blink"
    assert clamshell.closed_eyes[sorted(shown)].sum() == 1
    theme.set_reduced_motion(True)
    view.set_position(Part.HOLD, 0.5, elapsed_ms=BLINK_AT_MS)
    assert view.sample == SAMPLES - 1


def test_the_other_side_is_the_same_picture_flipped(view: FigureView, clamshell: Baked) -> None:
    view.set_figure(clamshell)
    left = picture(view)
    view.set_figure(clamshell, mirrored=True)
    assert view.mirrored
    right = picture(view)
    assert right != left
    # Edges may fall on the other side of a pixel; nearly all of the picture is the same.
    flipped = left.flipped(Qt.Orientation.Horizontal)
    wide, high = left.width(), left.height()
    unlike = sum(
        abs(flipped.pixelColor(x, y).lightness() - right.pixelColor(x, y).lightness()) > 40
        for x in range(0, wide, 4)
        for y in range(0, high, 4)
    )
    assert unlike < 0.02 * (wide // 4) * (high // 4)


def test_a_timed_exercise_moves_by_itself(view: FigureView) -> None:
    view.set_figure(bake(load_figure_file(FOLDER / "level_pelvis_walk.toml")))
    view.set_elapsed(400)
    first = view.sample
    view.set_elapsed(400 + 1600)
    assert view.sample == first > 0


def test_one_pose_is_enough_for_a_still(view: FigureView) -> None:
    view.set_figure(bake_pose(load_figure_file(FOLDER / "squat.toml"), 1))
    low = picture(view)
    view.set_figure(bake_pose(load_figure_file(FOLDER / "squat.toml"), 0))
    assert picture(view) != low


def test_a_step_in_time_repaints_only_the_figure(
    view: FigureView, clamshell: Baked, qtbot: QtBot
) -> None:
    rooms: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                rooms.append(event.region().boundingRect())
            return False

    view.set_figure(clamshell)
    qtbot.waitExposed(view)
    view.repaint()
    watch = Watch()
    view.installEventFilter(watch)
    view.set_position(Part.WORK, 0.5)
    qtbot.waitUntil(lambda: bool(rooms))
    assert rooms[0].width() <= view.width()
    assert rooms[0].height() < view.height(), "a lying figure leaves room above and below"
    rooms.clear()
    view.set_position(Part.WORK, 0.5)
    qtbot.wait(20)
    assert not rooms, "the same sample is not painted again"
    view.removeEventFilter(watch)


def test_the_look_changes_with_the_theme(view: FigureView, theme: Theme, clamshell: Baked) -> None:
    view.set_figure(clamshell)
    light = picture(view)
    theme.set_mode(ThemeMode.DARK)
    assert picture(view) != light


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_people_and_what_works_stand_out(palette: Palette, person: Person) -> None:
    tones = tones_of(palette, person)
    assert contrast(tones["leggings"], palette.ground) >= 3, "the legs are what is to be seen"
    for tone in ("top", "skin"):
        # A fair skin on a light ground is told by its shade.
        told = max(contrast(tones[name], palette.ground) for name in (tone, f"{tone}_line"))
        assert told >= 3, tone
    # What works is told from the leggings and the top it lies on by more than its hue.
    assert contrast(tones["tint"], tones["leggings"]) >= 1.6
    warm = QColor(tones["tint"]).hue()
    assert warm < 40 or warm > 345
    assert tones["band"] not in {tones[name] for name in tones if name not in ("band", "gear")}


def test_a_sample_is_painted_once_and_then_looked_up(clamshell: Baked) -> None:
    painter = FigurePainter(project(clamshell), LIGHT, most_bytes=40_000_000)
    pages = []
    for _ in range(2):
        page = QImage(480, 320, QImage.Format.Format_RGB32)
        page.fill(QColor(LIGHT.ground))
        on_page = QPainter(page)
        for sample in (0, 30, 60):
            painter.paint(on_page, QRectF(0, 0, 480, 320), sample, mirrored=False)
        on_page.end()
        pages.append(page)
    assert pages[0] == pages[1]
    assert painter.kept_samples == 3
    small = FigurePainter(project(clamshell), LIGHT, most_bytes=100_000)
    on_page = QPainter(pages[0])
    for sample in range(8):
        small.paint(on_page, QRectF(0, 0, 480, 320), sample, mirrored=False)
    on_page.end()
    assert small.kept_samples < 3, "no more is kept than there is room for"


def test_the_first_rep_is_painted_while_the_figure_still_stands(theme: Theme, qtbot: QtBot) -> None:
    view = FigureView(theme, paints_ahead=True)
    qtbot.addWidget(view)
    view.resize(96, 64)
    view.set_figure(bake_poses(load_figure_file(FOLDER / "clamshell.toml")))
    assert view.painted_samples == 0, "nobody sees it yet"
    view.show()
    qtbot.waitUntil(lambda: view.painted_samples == 2)
    theme.set_reduced_motion(True)
    view.set_figure(bake_poses(load_figure_file(FOLDER / "squat.toml")))
    assert view.painted_samples == 0


def test_painted_samples_take_little_memory(clamshell: Baked) -> None:
    """At the size of a session at 1920x1080 the samples of a rep take under 16 MB."""
    painter = FigurePainter(project(clamshell), LIGHT, most_bytes=40_000_000)
    page = QImage(1100, 700, QImage.Format.Format_RGB32)
    on_page = QPainter(page)
    for sample in (0, 30):
        painter.paint(on_page, QRectF(page.rect()), sample, mirrored=False)
    on_page.end()
    assert painter.kept_bytes / 2 * SAMPLES < 16_000_000


def test_contact_sheets_hold_twelve_figures_each(tmp_path: Path, theme: Theme) -> None:
    figures = [load_figure_file(FOLDER / "clamshell.toml")] * (PER_SHEET + 1)
    sheets = write_contact_sheets(figures, tmp_path / "sheets")
    assert [sheet.name for sheet in sheets] == ["figures-1.png", "figures-2.png"]
    image = QImage(str(sheets[0]))
    ground = QColor(LIGHT.ground)
    for row in range(6):
        for column in range(2):
            cell = image.copy(column * 760, row * 300 + 30, 760, 260)
            seen = any(
                cell.pixelColor(x, y) != ground
                for x in range(0, 760, 10)
                for y in range(0, 260, 10)
            )
            assert seen, f"row {row}, column {column} is empty"
