"""Shapes stay inside the room they are given."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipcoach.ui.widgets.painting import paint_box, paint_check, paint_focus


def touched(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha()
    }


def blank() -> QImage:
    image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def test_nothing_is_painted_outside(qapp: QApplication) -> None:
    room = QRectF(10, 10, 40, 40)
    shapes: list[Callable[[QPainter], None]] = [
        lambda p: paint_box(p, room, line="#ff0000", line_width=3.0),
        lambda p: paint_focus(p, room, "#ff0000"),
        lambda p: paint_check(p, room.adjusted(2, 2, -2, -2), "#ff0000", 3.0),
    ]
    for paint in shapes:
        image = blank()
        painter = QPainter(image)
        paint(painter)
        painter.end()
        assert touched(image)
        assert all(10 <= x < 50 and 10 <= y < 50 for x, y in touched(image))


def test_a_dashed_line_has_gaps(qapp: QApplication) -> None:
    pictures = []
    for dashed in (False, True):
        image = blank()
        painter = QPainter(image)
        paint_box(painter, QRectF(10, 10, 40, 40), line="#ff0000", line_width=2.0, dashed=dashed)
        painter.end()
        pictures.append(len(touched(image)))
    assert pictures[1] < pictures[0]
