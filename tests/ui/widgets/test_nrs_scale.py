"""The rating scale is answered with digits, arrows or the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.nrs_scale import NrsScale, ScaleTone, Zone


class Heard:
    """What a scale said, in order."""

    def __init__(self, scale: NrsScale) -> None:
        self.chosen: list[int] = []
        self.marked: list[int] = []
        self.confirmed: list[int] = []
        scale.chosen.connect(self.chosen.append)
        scale.selection_changed.connect(self.marked.append)
        scale.confirmed.connect(self.confirmed.append)


def made(qtbot: QtBot, theme: Theme, ten_within_ms: int = 60_000) -> tuple[NrsScale, Heard]:
    scale = NrsScale(
        theme,
        question="How strong is the pain now?",
        low_words="no pain",
        high_words="worst imaginable",
        zones=(Zone(0, 2, "0–2 comfortable"), Zone(3, 5, "3–5 acceptable")),
        ten_within_ms=ten_within_ms,
    )
    qtbot.addWidget(scale)
    scale.show()
    scale.activateWindow()
    scale.setFocus()
    qtbot.waitUntil(lambda: scale.focusWidget() is not None and scale.focusWidget().hasFocus())
    return scale, Heard(scale)


def press(qtbot: QtBot, scale: NrsScale, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(scale.focusWidget(), key)


def cells(scale: NrsScale) -> list[QAbstractButton]:
    return scale.findChildren(QAbstractButton)


@pytest.mark.parametrize("digit", [0, 2, 5, 9])
def test_a_digit_chooses_at_once(digit: int, theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    assert scale.value() is None
    press(qtbot, scale, Qt.Key(Qt.Key.Key_0 + digit))
    assert scale.value() == digit
    assert heard.chosen == [digit]


def test_one_waits_for_a_zero_and_becomes_ten(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    press(qtbot, scale, Qt.Key.Key_1)
    assert scale.value() == 1
    assert heard.chosen == []
    press(qtbot, scale, Qt.Key.Key_0)
    assert scale.value() == 10
    assert heard.chosen == [10]
    assert heard.marked == [1, 10]


def test_one_alone_is_one_when_the_time_is_over(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme, ten_within_ms=1)
    with qtbot.waitSignal(scale.chosen):
        press(qtbot, scale, Qt.Key.Key_1)
    assert heard.chosen == [1]
    press(qtbot, scale, Qt.Key.Key_0)
    assert heard.chosen == [1, 0]


def test_another_digit_after_one_settles_both(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    press(qtbot, scale, Qt.Key.Key_1, Qt.Key.Key_4)
    assert heard.chosen == [1, 4]
    press(qtbot, scale, Qt.Key.Key_0)
    assert heard.chosen == [1, 4, 0]


def test_a_digit_typed_on_the_page_counts_too(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    scale.type_digit(1)
    scale.type_digit(0)
    assert heard.chosen == [10]


def test_arrows_mark_and_enter_chooses(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    press(qtbot, scale, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert scale.value() == 1
    assert heard.marked == [0, 1, 2, 1]
    assert heard.chosen == []
    press(qtbot, scale, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert scale.value() == 10
    press(qtbot, scale, Qt.Key.Key_Home)
    press(qtbot, scale, Qt.Key.Key_Return)
    assert heard.chosen == [0]
    assert heard.confirmed == [0]
    press(qtbot, scale, Qt.Key.Key_Return)
    assert heard.chosen == [0]
    assert heard.confirmed == [0, 0]


def test_enter_settles_a_waiting_one(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    press(qtbot, scale, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert heard.chosen == [1]
    assert heard.confirmed == [1]


def test_enter_without_a_value_and_space_are_left_to_the_page(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    press(qtbot, scale, Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert scale.value() is None
    assert (heard.chosen, heard.confirmed) == ([], [])


def test_a_click_chooses_and_can_choose_again(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    for value in (7, 7, 3):
        QTest.mouseClick(cells(scale)[value], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert scale.value() == 3
    assert heard.chosen == [7, 7, 3]
    assert [cell.isChecked() for cell in cells(scale)].count(True) == 1


def test_a_value_can_be_set_quietly(theme: Theme, qtbot: QtBot) -> None:
    scale, heard = made(qtbot, theme)
    scale.set_value(6)
    assert scale.value() == 6
    scale.set_value(None)
    assert scale.value() is None
    assert (heard.chosen, heard.marked) == ([], [])
    with pytest.raises(ValueError, match="11"):
        scale.set_value(11)


def test_it_is_one_stop_for_the_tab_key(theme: Theme, qtbot: QtBot) -> None:
    scale, _ = made(qtbot, theme)
    scale.set_value(4)
    stops = [cell for cell in cells(scale) if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    strong = [cell.text() for cell in stops]
    assert strong == ["4"]


def test_it_tells_a_screen_reader_everything(theme: Theme, qtbot: QtBot) -> None:
    scale, _ = made(qtbot, theme)
    assert scale.accessibleName() == "How strong is the pain now?"
    assert "Nothing chosen" in scale.accessibleDescription()
    scale.set_value(4)
    assert "4 of 10 chosen" in scale.accessibleDescription()
    assert "worst imaginable" in scale.accessibleDescription()
    assert cells(scale)[10].accessibleName() == "10 of 10"


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_every_cell_is_a_good_target(text_scale: float, theme: Theme, qtbot: QtBot) -> None:
    theme.set_text_scale(text_scale)
    scale, _ = made(qtbot, theme)
    scale.resize(scale.minimumSizeHint())
    scale.grab()
    for cell in cells(scale):
        assert cell.width() >= 44
        assert cell.height() >= 44
    assert len({cell.width() for cell in cells(scale)}) <= 2


def test_pain_and_effort_wear_different_hues(theme: Theme, qtbot: QtBot) -> None:
    pictures = []
    for tone in ScaleTone:
        scale = NrsScale(theme, question="?", tone=tone)
        qtbot.addWidget(scale)
        scale.set_value(5)
        cell = cells(scale)[5]
        cell.resize(44, 44)
        pictures.append(cell.grab().toImage().pixelColor(12, 22).name())
    assert pictures == [theme.palette.pain_scale[5], theme.palette.effort_scale[5]]


def test_a_toggled_cell_is_an_answer(theme: Theme, qtbot: QtBot) -> None:
    scale, _heard = made(qtbot, theme)
    with qtbot.waitSignal(scale.chosen) as said:
        cells(scale)[5].toggle()
    assert said.args == [5]
    assert scale.value() == 5
