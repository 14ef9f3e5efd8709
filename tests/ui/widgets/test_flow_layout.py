"""The flow wraps, measures itself and can be emptied."""

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.widgets.flow_layout import FlowLayout


class Box(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(100, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 40)


def made(qtbot: QtBot, count: int, *, even: bool = False) -> tuple[QWidget, FlowLayout, list[Box]]:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, gap=10, even=even)
    boxes = [Box() for _ in range(count)]
    for box in boxes:
        flow.addWidget(box)
    parent.show()
    return parent, flow, boxes


def test_items_wrap_when_the_room_ends(qtbot: QtBot) -> None:
    parent, flow, boxes = made(qtbot, 5)
    parent.resize(330, 300)
    flow.activate()
    assert [box.pos().toTuple() for box in boxes] == [
        (0, 0),
        (110, 0),
        (220, 0),
        (0, 50),
        (110, 50),
    ]
    assert flow.heightForWidth(330) == 90
    assert flow.heightForWidth(1000) == 40
    assert flow.heightForWidth(10) == 5 * 40 + 4 * 10


def test_even_items_fill_the_row(qtbot: QtBot) -> None:
    parent, flow, boxes = made(qtbot, 3, even=True)
    parent.resize(380, 100)
    flow.activate()
    assert [box.width() for box in boxes] == [120, 120, 120]
    assert [box.x() for box in boxes] == [0, 130, 260]


@pytest.mark.parametrize("even", [False, True])
def test_hidden_items_take_no_room(even: bool, qtbot: QtBot) -> None:
    parent, flow, boxes = made(qtbot, 3, even=even)
    parent.resize(330, 100)
    boxes[0].hide()
    flow.activate()
    assert boxes[1].x() == 0


def test_items_can_be_looked_up_taken_and_cleared(qtbot: QtBot) -> None:
    _parent, flow, boxes = made(qtbot, 3)
    item = flow.itemAt(1)
    assert item is not None
    assert item.widget() is boxes[1]
    assert flow.itemAt(3) is None
    assert flow.itemAt(-1) is None
    assert flow.takeAt(9) is None
    flow.clear()
    assert flow.count() == 0


def test_sizes_tell_the_line_and_the_least(qtbot: QtBot) -> None:
    _parent, flow, _boxes = made(qtbot, 3)
    assert flow.sizeHint() == QSize(320, 40)
    assert flow.minimumSize() == QSize(80, 40)


def test_a_deleted_widget_leaves_the_flow(qtbot: QtBot) -> None:
    parent, flow, boxes = made(qtbot, 4)
    gone = boxes.pop(0)
    gone.deleteLater()
    del gone
    qtbot.waitUntil(lambda: flow.count() == 3)
    boxes.pop(0).setParent(None)
    assert flow.count() == 2
    gc.collect()
    parent.resize(330, 100)
    flow.activate()
    assert [box.x() for box in boxes] == [0, 110]
    flow.clear()
    gc.collect()
    assert flow.sizeHint() == QSize(0, 0)


def test_it_measures_again_when_an_item_comes_or_goes(qtbot: QtBot) -> None:
    _parent, flow, boxes = made(qtbot, 3)
    assert (flow.heightForWidth(220), flow.sizeHint().width()) == (90, 320)
    boxes[0].hide()
    assert (flow.heightForWidth(220), flow.sizeHint().width()) == (40, 210)
    boxes[0].show()
    assert flow.heightForWidth(100) == 3 * 40 + 2 * 10
    more = Box()
    flow.addWidget(more)
    more.show()
    assert flow.heightForWidth(100) == 4 * 40 + 3 * 10
    flow.takeAt(0)
    assert flow.heightForWidth(100) == 3 * 40 + 2 * 10
