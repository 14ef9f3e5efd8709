"""The spoken words, large."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.text_lines import wrapped

_SIZE_PX: Final = 28
_SMALLEST_SHARE: Final = 0.7


class Caption(QWidget):
    """A few centred lines of a height that never changes; long words get smaller, then dots."""

    def __init__(self, theme: Theme, *, most_lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._most_lines = most_lines
        self._size_px: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def set_pixel_size(self, size_px: int | None) -> None:
        """Write at this size in pixels; None returns to the usual one."""
        if size_px != self._size_px:
            self._size_px = size_px
            self._restyle()

    def set_most_lines(self, most_lines: int) -> None:
        """Write in this many lines at most."""
        if most_lines != self._most_lines:
            self._most_lines = most_lines
            self._restyle()

    def lines(self) -> list[str]:
        """The lines as they are shown in the present width."""
        return self._fitted()[0]

    def capital_height(self) -> float:
        """The height of a capital in pixels, as it is shown now."""
        return QFontMetricsF(self._fitted()[1]).capHeight()

    def sizeHint(self) -> QSize:
        """Room for all its lines."""
        height = QFontMetricsF(self._font()).lineSpacing() * self._most_lines
        return QSize(480, round(height) + 2)

    def minimumSizeHint(self) -> QSize:
        """As tall as ever, as narrow as need be."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, centred both ways."""
        lines, font = self._fitted()
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._theme.palette.text)
        height = QFontMetricsF(font).lineSpacing()
        top = (self.height() - height * len(lines)) / 2
        for line in lines:
            room = QRectF(0, top, self.width(), height)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, line)
            top += height

    def _fitted(self) -> tuple[list[str], QFont]:
        size = self._font().pixelSize()
        smallest = max(1, round(size * _SMALLEST_SHARE))
        while True:
            font = self._theme.font_px(size)
            lines, whole = wrapped(self._text, font, self.width(), self._most_lines)
            if whole or size <= smallest:
                return lines, font
            size = max(smallest, size - 2)

    def _font(self) -> QFont:
        size = self._theme.px(_SIZE_PX) if self._size_px is None else self._size_px
        return self._theme.font_px(size)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
