"""The style sheet names no colour, and a change of look leaves nothing of the look before."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTableView,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipcoach.ui.style_sheet import STYLE_SHEET
from hipcoach.ui.theme import Theme, ThemeMode


@pytest.fixture
def styled(qapp: QApplication) -> Iterator[Theme]:
    style, palette, font = qapp.style().objectName(), QPalette(qapp.palette()), qapp.font()
    theme = Theme(mode=ThemeMode.LIGHT)
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def _fields() -> QWidget:
    """A column with one of each kind of widget that the sheet styles."""
    model = QStandardItemModel(2, 1)
    for row in range(2):
        model.setItem(row, 0, QStandardItem("One"))
    line, list_, table = QLineEdit(), QListView(), QTableView()
    line.setPlaceholderText("Search")
    combo, check, bar, disabled = QComboBox(), QCheckBox("On"), QProgressBar(), QPushButton("No")
    combo.addItem("One")
    check.setChecked(True)
    bar.setValue(40)
    disabled.setEnabled(False)
    column = QWidget()
    model.setParent(column)
    for view in (list_, table):
        view.setModel(model)
        view.setMaximumHeight(90)
    layout = QVBoxLayout(column)
    for field in (
        *(line, list_, table, combo, check, bar, disabled, QPlainTextEdit("Text")),
        *(QPushButton("Yes"), QScrollBar(), QSlider(), QSpinBox(), QTimeEdit()),
    ):
        layout.addWidget(field)
    column.resize(400, column.sizeHint().height())
    column.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    column.show()
    QApplication.processEvents()
    # Qt lays a new list out before it is polished, with rows that lie over each other.
    list_.doItemsLayout()
    return column


@pytest.mark.parametrize(
    "change",
    [
        lambda theme: theme.set_mode(ThemeMode.DARK),
        lambda theme: theme.set_text_scale(1.5),
        lambda theme: theme.set_system_font(True),
    ],
    ids=["look", "size", "font"],
)
def test_a_change_of_look_reaches_every_field(
    styled: Theme, change: Callable[[Theme], None], qapp: QApplication, qtbot: QtBot
) -> None:
    before = _fields()
    qtbot.addWidget(before)
    first = before.grab().toImage()
    change(styled)
    after = _fields()
    qtbot.addWidget(after)
    assert before.sizeHint() == after.sizeHint()
    before.resize(after.size())
    # A new palette and the rows of a list come by events.
    qapp.processEvents()
    assert before.grab().toImage() == after.grab().toImage()
    assert before.grab().toImage() != first


def test_a_look_is_a_palette_and_a_font_and_never_another_sheet(
    styled: Theme, qapp: QApplication
) -> None:
    styled.set_mode(ThemeMode.DARK)
    styled.set_text_scale(1.25)
    assert qapp.styleSheet() == STYLE_SHEET
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|font-size", STYLE_SHEET)
