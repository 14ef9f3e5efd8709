"""A routine on paper: a page of figures with their doses, for the fridge door."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.routine_words import group_marks, item_words
from hipcoach.ui.theme import LIGHT
from hipcoach.ui.widgets.text_lines import wrapped

_MARGIN_MM: Final = 15
_FEW: Final = 8
_ROWS: Final = 4
# Sizes in points; the painter is scaled to them.
_TITLE, _TEXT, _NAME, _SMALL = 22, 10.5, 11.5, 9
_GAP: Final = 14
_POINTS_PER_INCH: Final = 72


def pdf_of(routine: Routine, facts: str, figures: FigureBook) -> bytes:
    """Return a routine as a PDF on A4."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(routine.name)
    writer.setCreator("hipcoach")
    set_page(writer)
    print_routine(writer, routine, facts, figures)
    return bytes(buffer.data().data())


def set_page(device: QPagedPaintDevice) -> None:
    """Set A4, upright, with a margin that every printer keeps."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    margin = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    device.setPageMargins(margin, QPageLayout.Unit.Millimeter)


def print_routine(
    device: QPagedPaintDevice, routine: Routine, facts: str, figures: FigureBook
) -> None:
    """Paint a routine on the pages of a printer or a PDF."""
    painter = QPainter(device)
    try:
        scale = device.logicalDpiX() / _POINTS_PER_INCH
        painter.scale(scale, scale)
        room = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        _Sheet(painter, room.size(), routine, facts, figures).paint(device)
    finally:
        painter.end()


class _Sheet:
    """Lays the exercises out in two or three columns, as many pages as it takes."""

    def __init__(
        self,
        painter: QPainter,
        size: QSizeF,
        routine: Routine,
        facts: str,
        figures: FigureBook,
    ) -> None:
        self._painter = painter
        self._size = size
        self._routine = routine
        self._facts = facts
        self._figures = figures
        self._columns = 2 if len(routine.items) <= _FEW else 3

    def paint(self, device: QPagedPaintDevice) -> None:
        items = list(zip(self._routine.items, group_marks(self._routine.items), strict=True))
        per_page = self._columns * _ROWS
        for start in range(0, len(items), per_page):
            if start:
                device.newPage()
            top = self._head() if not start else 0.0
            self._cells(items[start : start + per_page], top)

    def _head(self) -> float:
        top = 0.0
        for text, size, bold, color in (
            (self._routine.name, _TITLE, True, LIGHT.text),
            (self._routine.goal, _TEXT, False, LIGHT.text),
            (self._facts, _TEXT, False, LIGHT.muted),
        ):
            top = self._text(text, QRectF(0, top, self._size.width(), 60), size, bold, color, 2)
        self._painter.setPen(QColor(LIGHT.line))
        self._painter.drawLine(0, round(top + 6), round(self._size.width()), round(top + 6))
        return top + 6 + _GAP

    def _cells(self, items: Sequence[tuple[RoutineItem, str]], top: float) -> None:
        width = (self._size.width() - _GAP * (self._columns - 1)) / self._columns
        height = (self._size.height() - top - _GAP * (_ROWS - 1)) / _ROWS
        for place, (item, mark) in enumerate(items):
            row, column = divmod(place, self._columns)
            left = column * (width + _GAP)
            self._cell(item, mark, QRectF(left, top + row * (height + _GAP), width, height))

    def _cell(self, item: RoutineItem, mark: str, room: QRectF) -> None:
        picture = QRectF(room.left(), room.top(), room.width(), room.height() * 0.52)
        exercise = item.exercise
        if not self._figures.paint(self._painter, picture, exercise.id, LIGHT):
            size = picture.size().toSize()
            name = f"position-{exercise.position.value}"
            drawn = icons.rendered(name, LIGHT.figure, size.width(), size.height(), 4.0)
            self._painter.drawPixmap(picture.toRect(), drawn)
        top = picture.bottom() + 6
        name = f"{mark}  {exercise.name}" if mark else exercise.name
        for text, size_pt, bold, color, most in (
            (name, _NAME, True, LIGHT.text, 2),
            (item_words(item), _TEXT, False, LIGHT.text, 2),
            (" · ".join(exercise.cues[:2]) or exercise.setup, _SMALL, False, LIGHT.muted, 3),
        ):
            place = QRectF(room.left(), top, room.width(), room.bottom() - top)
            top = self._text(text, place, size_pt, bold, color, most)

    def _text(
        self, text: str, room: QRectF, size: float, bold: bool, color: str, most: int
    ) -> float:
        """Write a text into a room and return where it ends."""
        if not text:
            return room.top()
        font = QFont()
        # Digits of one width are other signs, which a reader of the file would not find again.
        font.unsetFeature(QFont.Tag("tnum"))
        # Points of this page, whose painter is scaled.
        font.setPixelSize(round(size))
        font.setBold(bold)
        metrics = QFontMetricsF(font)
        self._painter.setFont(font)
        self._painter.setPen(QColor(color))
        top = room.top()
        for line in wrapped(text, font, room.width(), most)[0]:
            place = QRectF(room.left(), top, room.width(), metrics.lineSpacing())
            self._painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), line)
            top += metrics.lineSpacing()
        return top + 1
