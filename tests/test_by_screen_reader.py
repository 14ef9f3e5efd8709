"""What a screen reader sets in the real window is stored as what a hand sets."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDoubleSpinBox,
    QLabel,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from hipcoach.app import Window
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.widgets.body_map import Region
from hipcoach.ui.widgets.choice import Choice
from tests.support.places import places
from tests.support.windows import shown

# Each press of these costs a second: the look restyles all there is, a correction is written.
COSTLY = {"Light", "Dark", "As the system", "115 %", "130 %", "150 %"}
ONE_OF_A_KIND = "a session corrected"


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    clock = ManualClock(datetime(2026, 3, 6, 9, 5, tzinfo=UTC))
    made = Window(
        qapp, paths, load_settings(paths), clock, is_demo=True, keep_awake=lambda _wanted: ""
    )
    yield from shown(made)


def test_what_is_ticked_or_set_is_stored_whoever_does_it(window: Window) -> None:
    wrong: list[str] = []
    tried: set[str] = set()
    for name, root in places(window):
        for button in checkable(root, one_of_a_kind=name == ONE_OF_A_KIND):
            tried.add(type(button).__name__)
            by_hand, by_reader = both_ways(window, root, button)
            if by_hand != by_reader:
                wrong.append(f"{name}: {button.accessibleName() or button.text()}")
        for field in fields(root)[: 1 if name == ONE_OF_A_KIND else None]:
            tried.add(type(field).__name__)
            before = field.value()
            QTest.keyClick(field, Qt.Key.Key_Right if isinstance(field, QSlider) else Qt.Key.Key_Up)
            after, by_hand = field.value(), seen(window, root)
            if after == before:
                continue
            set_value(field, before)
            set_value(field, after)
            if by_hand != seen(window, root):
                wrong.append(f"{name}: {field.accessibleName()}")
            set_value(field, before)
    assert not wrong
    assert tried >= {"Chip", "Toggle", "TickBox", "RadioChoice", "FoldButton", "DayCell"}
    assert tried >= {"_Segment", "_Cell", "_PersonChoice", "Region", "QSlider", "QSpinBox"}


def checkable(root: QWidget, *, one_of_a_kind: bool) -> list[QAbstractButton]:
    """Return what can be ticked, of each group the first that isn't."""
    groups: dict[tuple[QWidget | None, type], list[QAbstractButton]] = defaultdict(list)
    for button in root.findChildren(QAbstractButton):
        if not (button.isCheckable() and button.isVisible() and button.isEnabled()):
            continue
        if button.text() not in COSTLY:
            group = None if one_of_a_kind else button.parentWidget()
            groups[group, type(button)].append(button)
    found: list[QAbstractButton] = []
    for members in groups.values():
        if excludes(members[0]) and not any(each.isChecked() for each in members):
            members[-1].click()
        found.extend([each for each in members if not each.isChecked()][:1])
    return found


def excludes(button: QAbstractButton) -> bool:
    """Return whether ticking this one unticks its neighbours."""
    if isinstance(button, Region) and button.several:
        return False
    return isinstance(button, Choice | QRadioButton)


def fields(root: QWidget) -> list[QSpinBox | QDoubleSpinBox | QSlider]:
    """Return the numbers that can be set."""
    found: list[QSpinBox | QDoubleSpinBox | QSlider] = [*root.findChildren(QSpinBox)]
    found += root.findChildren(QDoubleSpinBox)
    found += root.findChildren(QSlider)
    return [each for each in found if each.isVisible()]


def both_ways(window: Window, root: QWidget, button: QAbstractButton) -> tuple[object, object]:
    """Return what is seen and stored after a press, and after a screen reader's Toggle."""
    alike = [each for each in root.findChildren(type(button)) if each.parent() is button.parent()]
    chosen = next((each for each in alike if each.isChecked()), None)
    back = chosen if excludes(button) and chosen is not None else button
    button.click()
    by_hand = seen(window, root)
    back.click()
    reader(button).doAction(QAccessibleActionInterface.toggleAction())
    by_reader = seen(window, root)
    back.click()
    return by_hand, by_reader


def reader(button: QAbstractButton) -> QAccessibleActionInterface:
    """Return what a screen reader can do with a button."""
    return QAccessible.queryAccessibleInterface(button).actionInterface()


def set_value(field: QWidget, value: float) -> None:
    """Set a number as a screen reader does."""
    QAccessible.queryAccessibleInterface(field).valueInterface().setCurrentValue(value)


def seen(window: Window, root: QWidget) -> object:
    """Return what is stored, what is ticked, and what is written on a place."""
    ticked = [
        (each.text(), each.isChecked())
        for each in root.findChildren(QAbstractButton)
        if each.isVisible() and each.isCheckable()
    ]
    words = [each.text() for each in root.findChildren(QLabel) if each.isVisible()]
    return window.services.preferences.current, ticked, words
