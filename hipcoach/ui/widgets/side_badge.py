"""The badge which says which leg works."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import RADIUS, Theme
from hipcoach.ui.widgets.painting import paint_box

_SIZE_PX = 24
# Above and below large letters no more air than this.
_MOST_AIR_PX = 36


class SideBadge(QWidget):
    """LEFT leg, RIGHT leg or both sides: always the word, and a hue of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = ""
        self._text = ""
        self._size_px: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def side(self) -> str:
        """The side shown: "left", "right", "bilateral" or an empty text."""
        return self._side

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text

    def set_side(self, side: str, text: str = "") -> None:
        """Show "left", "right" or "bilateral" (or hide for ""), in other words if given.

        Raises ValueError for anything else.
        """
        usual = {
            "": "",
            "left": self.tr("LEFT leg"),
            "right": self.tr("RIGHT leg"),
            "bilateral": self.tr("Both sides"),
        }
        if side not in usual:
            raise ValueError(f"{side!r} is no side")
        self._side = str(side)
        self._text = text or usual[side]
        self.setAccessibleName(self._text)
        self.setVisible(bool(side))
        self._restyle()

    def set_pixel_size(self, size_px: int | None) -> None:
        """Write at this size in pixels; None returns to the usual one."""
        if size_px != self._size_px:
            self._size_px = size_px
            self._restyle()

    def sizeHint(self) -> QSize:
        """The words with some room round them."""
        metrics = QFontMetrics(self.font_shown())
        size = self.font_shown().pixelSize()
        return QSize(
            metrics.horizontalAdvance(self._text) + round(1.5 * size),
            metrics.height() + min(size, _MOST_AIR_PX),
        )

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words on their hue."""
        painter = QPainter(self)
        palette = self._theme.palette
        fill, color = {
            "left": (palette.left, palette.on_left),
            "right": (palette.right, palette.on_right),
        }.get(self._side, (palette.primary_soft, palette.text))
        paint_box(painter, QRectF(self.rect()), fill=fill, radius=RADIUS)
        painter.setFont(self.font_shown())
        painter.setPen(color)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)

    def font_shown(self) -> QFont:
        """The letters it is written in."""
        size = self._theme.px(_SIZE_PX) if self._size_px is None else self._size_px
        return self._theme.font_px(size, bold=True)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
