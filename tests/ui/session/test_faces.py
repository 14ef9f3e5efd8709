"""Each state of a session is known at a glance, at every size, and nothing is out of reach."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.routine import Routine
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.film_strip import frames, strip
from hipcoach.ui.pages.session_view import coming
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.face import Face, breath, paint_face
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig

# What a glance from three metres takes in of a window.
GLANCE = QSize(160, 105)
CELL_PX = 20


def routine(library: Library) -> Routine:
    """Two sides, two sets, then a hold."""
    lift = library.exercises["side_lying_leg_lift"]
    plank = make_exercise("plank", kind=DoseKind.HOLD)
    return make_routine(
        make_item(lift, uid="lift", dose=make_dose(sets=2, reps=2)),
        make_item(plank, uid="plank", dose=make_dose(DoseKind.HOLD, sets=1, hold_ms=20_000)),
    )


def glances(rig: SessionRig, library: Library) -> dict[Face, QImage]:
    """Go through a session and keep a small picture of each state."""
    found: dict[Face, QImage] = {}

    def keep(face: Face) -> None:
        assert rig.page.face is face is rig.page.ring.face
        found[face] = (
            rig.page.grab()
            .toImage()
            .scaled(
                GLANCE,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    rig.start(routine(library))
    rig.run(2_000)
    keep(Face.GETTING_READY)
    for kind, face in (
        (SegmentKind.REP, Face.WORKING),
        (SegmentKind.REST, Face.RESTING),
        (SegmentKind.SWITCH_SIDES, Face.SWITCHING),
        (SegmentKind.HOLD, Face.HOLDING),
    ):
        rig.run_to(kind)
        rig.run(700)
        keep(face)
    rig.driver.pause()
    keep(Face.PAUSED)
    rig.driver.play()
    while rig.driver.player.plan.set_of(rig.driver.player.segment) is not None:
        rig.run(500)
    rig.run(100)
    keep(Face.DONE)
    return found


def cells_that_differ(one: QImage, other: QImage) -> int:
    """Count the squares of a glance whose light differs by what an eye sees."""

    def light(image: QImage, left: int, top: int) -> tuple[float, float, float]:
        spots = [
            image.pixelColor(left + x, top + y)
            for x in range(0, CELL_PX, 4)
            for y in range(0, CELL_PX, 4)
        ]
        return (
            sum(spot.redF() for spot in spots) / len(spots),
            sum(spot.greenF() for spot in spots) / len(spots),
            sum(spot.blueF() for spot in spots) / len(spots),
        )

    count = 0
    for left in range(0, GLANCE.width() - CELL_PX + 1, CELL_PX):
        for top in range(0, GLANCE.height() - CELL_PX + 1, CELL_PX):
            pair = zip(light(one, left, top), light(other, left, top), strict=True)
            count += any(abs(a - b) > 0.035 for a, b in pair)
    return count


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_no_state_looks_like_another_from_afar(
    tmp_path: Path, library: Library, qtbot: QtBot, qapp: QApplication, mode: ThemeMode
) -> None:
    rig = SessionRig(tmp_path, library, Theme(mode=mode, reduced_motion=True))
    qtbot.addWidget(rig.flow)
    rig.flow.show()
    found = glances(rig, library)
    rig.flow.close_requested()
    rig.flow.close_requested()
    rig.opened.database.close()
    faces = list(found)
    assert len(faces) == 7
    alike = {
        (one, other): cells_that_differ(found[one], found[other])
        for at, one in enumerate(faces)
        for other in faces[:at]
    }
    assert {pair: count for pair, count in alike.items() if count < 4} == {}


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_each_sign_has_a_shape_of_its_own(qapp: QApplication, mode: ThemeMode) -> None:
    palette = Theme(mode=mode).palette
    pictures: list[QImage] = []
    signs = (Face.READY, Face.DONE, Face.PAUSED, Face.SWITCHING)
    for face in (*signs, Face.REST_DAY, Face.FLARE_DAY, Face.WRONG):
        picture = QImage(96, 96, QImage.Format.Format_RGB32)
        picture.fill(palette.ground)
        painter = QPainter(picture)
        paint_face(painter, QRectF(0, 0, 96, 96), face, palette)
        painter.end()
        # Its light alone: no face is told by colour only.
        pictures.append(picture.convertToFormat(QImage.Format.Format_Grayscale8))
    for at, one in enumerate(pictures):
        for other in pictures[:at]:
            differs = sum(
                abs(one.pixelColor(x, y).value() - other.pixelColor(x, y).value()) > 60
                for x in range(0, 96, 4)
                for y in range(0, 96, 4)
            )
            assert differs > 40


def test_a_breath_fills_and_empties_calmly() -> None:
    assert (breath(0), breath(4_000), breath(10_000)) == (0.0, 1.0, 0.0)
    steps = [breath(at) for at in range(0, 10_000, 100)]
    assert max(abs(a - b) for a, b in pairwise(steps)) < 0.05
    assert steps.index(max(steps)) == 40


def test_rest_breathes_unless_less_motion_is_wanted(
    tmp_path: Path, library: Library, qtbot: QtBot, qapp: QApplication
) -> None:
    for name, is_reduced in (("calm", False), ("still", True)):
        theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=is_reduced)
        rig = SessionRig(tmp_path / name, library, theme)
        qtbot.addWidget(rig.flow)
        rig.start(routine(library))
        rig.run_to(SegmentKind.REST)
        seen = set()
        for _ in range(4):
            rig.run(900)
            seen.add(rig.page.ring.breath_px)
        assert len(seen) == (1 if is_reduced else 4)
        rig.flow.close_requested()
        rig.flow.close_requested()
        rig.opened.database.close()


SIZES = [(1024, 600), (911, 512), (960, 540), (1100, 720), (640, 480)]


@pytest.fixture(params=[1.0, 1.5])
def scaled(
    request: pytest.FixtureRequest, tmp_path: Path, library: Library, qtbot: QtBot, qapp: object
) -> Iterator[SessionRig]:
    theme = Theme(mode=ThemeMode.LIGHT, text_scale=request.param, reduced_motion=True)
    rig = SessionRig(tmp_path, library, theme)
    qtbot.addWidget(rig.flow)
    rig.flow.show()
    yield rig
    rig.flow.close_requested()
    rig.flow.close_requested()
    rig.opened.database.close()


def test_what_must_be_pressed_lies_on_the_screen_at_every_size(
    scaled: SessionRig, library: Library
) -> None:
    rig = scaled
    rig.start(routine(library))
    rig.run_to(SegmentKind.REP)
    page = rig.page
    must = (page.controls.main, page.controls.pain, page.controls.skip, page.controls.back)
    for width, height in SIZES:
        rig.flow.resize(width, height)
        QApplication.processEvents()
        if page.width() > width:
            # Larger than asked for: the questions' own least width, not this page's.
            continue
        for button in must:
            corner = button.mapTo(page, QPoint(button.width(), button.height()))
            assert button.isVisible()
            assert corner.x() <= page.width(), (width, height)
            assert corner.y() <= page.height(), (width, height)
        for part in (page.ring, page.name, page.caption):
            assert part.isVisible()
            bottom = part.mapTo(page, QPoint(0, part.height())).y()
            assert bottom <= page.height()
        assert page.ring.height() >= 120


def test_next_is_the_next_thing(rig: SessionRig, library: Library) -> None:
    rig.start(routine(library))
    plan = rig.driver.player.plan
    said = [coming(plan, i).title for i in range(len(plan.timeline.segments))]
    kinds = [each.kind for each in plan.timeline.segments]
    assert said[kinds.index(SegmentKind.REST)] == "Set 2 of 2"
    assert said[kinds.index(SegmentKind.HOLD)] == "A few questions, then you are done"
    assert said[kinds.index(SegmentKind.REST) - 1].startswith("Rest ")
    if SegmentKind.LEAD_THROUGH in kinds:
        assert said[kinds.index(SegmentKind.GET_READY)].startswith("How to do it: ")


def test_a_film_of_a_session_shows_a_picture_in_ten_seconds(
    rig: SessionRig, library: Library
) -> None:
    rig.start(routine(library))
    shown = list(frames(rig.page, rig.driver, rig.clock, every_ms=10_000, wide_px=64))
    assert [frame.at_ms for frame in shown] == [10_000 * n for n in range(len(shown))]
    assert {Face.WORKING, Face.RESTING, Face.HOLDING} < {frame.face for frame in shown}
    assert not rig.page.ring.is_flashing, "the light of a switch goes with it"
    sheet = strip(shown, rig.page._theme.palette, columns=4)
    assert sheet.width() == 4 * (64 + 8)
    with pytest.raises(ValueError, match="no frame"):
        strip([], rig.page._theme.palette)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 600), (1920, 1080)])
def test_in_full_screen_the_figure_has_two_fifths_of_the_height_and_no_text_is_smaller(
    scaled: SessionRig, library: Library, qtbot: QtBot, width: int, height: int
) -> None:
    rig = scaled
    rig.start(routine(library))
    rig.run_to(SegmentKind.REP)
    page = rig.page

    def letters() -> dict[str, float]:
        return {
            "name": page.name.font().pixelSize(),
            "side": page.badge.font_shown().pixelSize(),
            "caption": page.caption.capital_height(),
            "phase": page.ring.sub_capital_height(),
        }

    # The screen of the tests is another one: the session is a part of a window that fills it.
    host = QWidget()
    qtbot.addWidget(host)
    rig.flow.setParent(host)
    rig.flow.resize(width, height)
    host.show()
    rig.flow.show()
    QApplication.processEvents()
    window = letters()
    host.showFullScreen()
    rig.flow.resize(width - 1, height)
    rig.flow.resize(width, height)
    QApplication.processEvents()
    assert page.window().isFullScreen()
    assert (page.width(), page.height()) == (width, height)
    assert page.stage.isVisible()
    assert page.stage.height() >= 0.4 * height
    assert page.ring.height() >= 0.4 * height
    full = letters()
    assert {name: px for name, px in full.items() if px < window[name]} == {}
    for button in (page.controls.main, page.controls.pain, page.controls.skip):
        corner = button.mapTo(page, QPoint(button.width(), button.height()))
        assert corner.x() <= width
        assert corner.y() <= height
    rig.flow.setParent(None)
