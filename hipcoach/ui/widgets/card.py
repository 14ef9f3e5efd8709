"""The surface that things lie on."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.painting import paint_box


class Card(QWidget):
    """A rounded surface with a line round it; what it holds goes into `body`."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, padding: int = 3 * UNIT
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(UNIT)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        palette = self._theme.palette
        paint_box(painter, QRectF(self.rect()), fill=palette.surface, line=palette.line)
