"""The body map is walked through with the keyboard and picked from with the mouse."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipcoach.domain.prescription import Side
from hipcoach.domain.site import View, sites
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.body_map import BodyMap, Region
from hipcoach.ui.widgets.body_shape import HALF, TALL, body_path, places


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> BodyMap:
    body = BodyMap(theme)
    qtbot.addWidget(body)
    body.resize(body.sizeHint())
    with qtbot.waitActive(body):
        body.show()
    return body


def inside(region: Region) -> QPoint:
    """A point of a region, in the map."""
    spot = region.spot
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        rect = spot.boundingRect()
        at = QPointF(rect.left() + rect.width() * share, rect.center().y())
        if spot.contains(at):
            return at.toPoint()
    raise AssertionError(region.site)


# -- the shapes ------------------------------------------------------------------------


def test_every_place_is_drawn_in_each_of_its_views() -> None:
    drawn = {(place.site, place.view) for place in places()}
    wanted = {
        (site, view)
        for site in sites()
        if site.body_area is not None
        for view in site.body_area.views
    }
    assert drawn == wanted


def test_places_lie_inside_the_body_and_never_on_each_other() -> None:
    body = body_path()
    for place in places():
        assert not place.path.isEmpty()
        assert place.path.boundingRect().height() <= TALL
        assert abs(place.path.boundingRect().center().x()) <= HALF
        assert body.contains(place.anchor)
        assert place.path.contains(place.anchor)
    for view in View:
        of_view = [place for place in places() if place.view is view]
        for one, other in combinations(of_view, 2):
            shared = one.path.intersected(other.path).boundingRect()
            assert shared.width() * shared.height() < 12, (one.site, other.site)


def test_left_is_where_a_person_s_left_is() -> None:
    for place in places():
        x = place.path.boundingRect().center().x()
        if place.site.side is Side.BILATERAL:
            assert abs(x) < 1
        else:
            # Seen from the front, left is on our right.
            assert (x > 0) is ((place.site.side is Side.LEFT) is (place.view is View.FRONT))


# -- the widget ------------------------------------------------------------------------


def test_a_click_on_a_place_picks_it(qtbot: QtBot, shown: BodyMap) -> None:
    for region in shown.regions:
        at = inside(region)
        assert shown.childAt(at) is region, region.site
        with qtbot.waitSignal(shown.picked) as picked:
            QTest.mouseClick(region, Qt.MouseButton.LeftButton, pos=region.mapFromParent(at))
        assert picked.args == [region.site]
        assert region.isChecked()


def test_arrows_reach_every_place_and_space_picks(qtbot: QtBot, shown: BodyMap) -> None:
    start = shown.region("left hip")
    start.setFocus()
    reached: set[Region] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here in reached:
            continue
        reached.add(here)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            here.setFocus()
            QTest.keyClick(here, key)
            focused = shown.focusWidget()
            assert isinstance(focused, Region)
            waiting.append(focused)
    missed = [(each.site, each.place.view) for each in shown.regions if each not in reached]
    assert missed == []
    groin = shown.region("right groin")
    groin.setFocus()
    with qtbot.waitSignal(shown.picked) as picked:
        QTest.keyClick(groin, Qt.Key.Key_Space)
    assert picked.args == ["right groin"]


def test_the_map_is_one_stop_for_the_tab_key(shown: BodyMap) -> None:
    shown.set_current("left buttock")
    stops = [each.site for each in shown.regions if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["left buttock"]


def test_a_screen_reader_hears_place_view_and_number(shown: BodyMap) -> None:
    shown.set_values({"left groin": 4, "lower back": 0})
    groin = shown.region("left groin")
    heard = QAccessible.queryAccessibleInterface(groin)
    assert heard.text(QAccessible.Text.Name) == "left groin"
    assert heard.text(QAccessible.Text.Description) == "Front, 4 of 10"
    assert heard.role() in (QAccessible.Role.CheckBox, QAccessible.Role.RadioButton)
    # One told without a side is shown on both, and 0 is a number.
    for side in ("left", "right"):
        back = shown.region(f"{side} lower back")
        assert back.accessibleDescription() == "Back, 0 of 10"
    assert shown.region("sacrum").accessibleDescription() == "Back, nothing told"
    assert all(region.accessibleName() for region in shown.regions)


def test_a_number_shows_in_the_hue_of_the_pain_scale(shown: BodyMap, theme: Theme) -> None:
    thigh = shown.region("left thigh")
    at = inside(thigh) + QPoint(0, 40)
    plain = shown.grab().toImage().pixelColor(at).name()
    shown.set_values({"left thigh": 7})
    assert plain == theme.palette.mat
    assert shown.grab().toImage().pixelColor(at).name() == theme.palette.pain_scale[7]


def test_a_place_that_is_not_on_the_map_marks_nothing(shown: BodyMap) -> None:
    shown.set_values({"left shoulder": 5})
    shown.set_current("left shoulder")
    assert not any(region.isChecked() for region in shown.regions)
    with pytest.raises(KeyError):
        shown.region("left shoulder")


def test_it_keeps_its_shape_and_stays_large_enough(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    body = BodyMap(theme, page)
    page.show()
    for size in (body.minimumSizeHint(), body.sizeHint(), QSize(900, 396), QSize(300, 900)):
        body.resize(size)
        spots = [region.spot.boundingRect() for region in body.regions]
        assert all(body.rect().contains(spot.toAlignedRect()) for spot in spots)
        # Whatever is small on the body has its line in the list beside it.
        assert min(max(spot.width(), spot.height()) for spot in spots) >= 24
