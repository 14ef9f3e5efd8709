"""Dots that tell how far one has come."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import Theme

_DOT = 8
_GAP = 10


class ProgressDots(QWidget):
    """One dot a screen: filled when done, long for the present one, hollow when to come."""

    def __init__(self, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = count
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_place(0)

    def set_place(self, at: int) -> None:
        """Show another screen as the present one, counted from 0."""
        self._at = at
        self.setAccessibleName(self.tr("Screen {0} of {1}").format(at + 1, self._count))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all dots and the long one."""
        return QSize(self._count * (_DOT + _GAP) + 2 * _DOT, _DOT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._theme.palette
        x, middle = 1.0, self.height() / 2
        for number in range(self._count):
            width = 3 * _DOT if number == self._at else _DOT
            painter.setPen(Qt.PenStyle.NoPen)
            if number <= self._at:
                painter.setBrush(QColor(palette.primary))
                top = middle - _DOT / 2
                painter.drawRoundedRect(round(x), round(top), width, _DOT, _DOT / 2, _DOT / 2)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(palette.mark), 1.5))
                painter.drawEllipse(QPointF(x + _DOT / 2, middle), _DOT / 2 - 1, _DOT / 2 - 1)
            x += width + _GAP
