"""The thin bar of the whole session."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.painting import paint_box

_HEIGHT = 8
_GAP = 8
_MIN_BLOCK = 8.0


class SessionBar(QWidget):
    """One block per exercise, as long as its time, filled as far as it is done.

    What was passed without being done is a thin line.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weights_ms: tuple[int, ...] = ()
        self._done: list[float] = []
        self._passed: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The whole session"))
        theme.changed.connect(self.update)

    def set_blocks(self, weights_ms: Sequence[int]) -> None:
        """Show a session of blocks with these lengths in milliseconds, nothing done."""
        self._weights_ms = tuple(weights_ms)
        self._done = [0.0] * len(self._weights_ms)
        self._passed = list(self._done)
        self._describe()
        self.update()

    def set_done(self, done: Sequence[float], passed: Sequence[float] | None = None) -> None:
        """Fill each block to its share, 0 to 1, and draw a line to where it is `passed`.

        Raises ValueError for another number of blocks.
        """
        passed = done if passed is None else passed
        if not len(done) == len(passed) == len(self._weights_ms):
            raise ValueError(f"{len(done)} shares for {len(self._weights_ms)} blocks")
        rects = self._rects()
        for index, shares in enumerate(zip(done, passed, strict=True)):
            share, passed_share = (min(1.0, max(0.0, each)) for each in shares)
            rect = rects[index]
            before = (self._done[index], self._passed[index])
            self._done_at(index, share)
            self._passed[index] = max(share, passed_share)
            after = (share, self._passed[index])
            dots = [round(rect.width() * each * 2) for each in (*before, *after)]
            if dots[:2] != dots[2:]:
                self.update(self._touched(rect))

    def done(self) -> tuple[float, ...]:
        """How far each block is done, 0 to 1."""
        return tuple(self._done)

    def sizeHint(self) -> QSize:
        """A thin bar as wide as it may be."""
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow rooms give narrow blocks."""
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the blocks that were touched."""
        painter = QPainter(self)
        palette = self._theme.palette
        shares = zip(self._rects(), self._done, self._passed, strict=True)
        for rect, share, passed in shares:
            if not event.rect().intersects(self._touched(rect)):
                continue
            paint_box(painter, rect, fill=palette.track, radius=_HEIGHT / 2)
            if passed > share:
                line = QRectF(rect.left(), rect.center().y() - 1, rect.width() * passed, 2)
                painter.fillRect(line, QColor(palette.primary))
            if share > 0:
                filled = QRectF(rect)
                filled.setWidth(rect.width() * share)
                painter.save()
                painter.setClipRect(filled)
                paint_box(painter, rect, fill=palette.primary, radius=_HEIGHT / 2)
                painter.restore()

    def _done_at(self, index: int, share: float) -> None:
        was_whole = self._done[index] >= 1.0
        self._done[index] = share
        if was_whole != (share >= 1.0):
            self._describe()

    def _describe(self) -> None:
        whole = sum(1 for share in self._done if share >= 1.0)
        text = self.tr("{0} of {1} exercises done").format(whole, len(self._done))
        self.setAccessibleDescription(text)

    def _rects(self) -> list[QRectF]:
        count = len(self._weights_ms)
        if not count:
            return []
        room = self.width() - _GAP * (count - 1) - _MIN_BLOCK * count
        total = sum(self._weights_ms) or 1
        top = (self.height() - _HEIGHT) / 2
        rects: list[QRectF] = []
        left = 0.0
        for weight in self._weights_ms:
            width = _MIN_BLOCK + max(0.0, room) * weight / total
            rects.append(QRectF(left, top, width, _HEIGHT))
            left += width + _GAP
        return rects

    @staticmethod
    def _touched(rect: QRectF) -> QRect:
        return rect.toAlignedRect().adjusted(-1, -1, 1, 1)
