"""A row that goes on in the next line when the room ends."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from hipcoach.ui.theme import UNIT

_STRETCH_MOST = 1.35


class FlowLayout(QLayout):
    """Lays items from left to right and wraps; with `even` all get one width that fills the row."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = UNIT + 4, even: bool = False
    ) -> None:
        # A QLayout given its parent at construction would ask for items before the list is there.
        super().__init__()
        self._flow_items: list[QLayoutItem] = []
        self._gap = gap
        self._even = even
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._flow_items.append(item)
        self._forget()

    def count(self) -> int:
        """How many items there are."""
        return len(self._flow_items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None beyond the end."""
        return self._flow_items[index] if 0 <= index < len(self._flow_items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at a place, or None beyond the end."""
        self._forget()
        if 0 <= index < len(self._flow_items):
            return self._flow_items.pop(index)
        return None

    def clear(self) -> None:
        """Remove all items and delete their widgets."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines in this width."""
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), dry=True)
        return self._heights[width]

    def invalidate(self) -> None:
        """Measure again: an item has come, gone or changed."""
        self._forget()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Lay the items into a room."""
        super().setGeometry(rect)
        self._lay(rect, dry=False)

    def sizeHint(self) -> QSize:
        """All items in one line."""
        if self._hint is None:
            self._hint = self._in_one_line()
        return self._hint

    def _in_one_line(self) -> QSize:
        sizes = [each.sizeHint() for each in self._shown()]
        width = sum(each.width() for each in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((each.height() for each in sizes), default=0)
        return self._with_margins(QSize(width, height))

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for each in self._shown():
            size = size.expandedTo(each.minimumSize())
        return self._with_margins(size)

    def _forget(self) -> None:
        self._heights.clear()
        self._hint = None

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._flow_items if not each.isEmpty()]

    def _lay(self, rect: QRect, *, dry: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        items = self._shown()
        even_width = self._even_width(items, room.width()) if self._even else None
        x, y, line_height = room.x(), room.y(), 0
        for item in items:
            hint = item.sizeHint()
            width = even_width if even_width is not None else min(hint.width(), room.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
            if x > room.x() and x + width > room.x() + room.width():
                x, y = room.x(), y + line_height + self._gap
                line_height = 0
            if not dry:
                item.setGeometry(QRect(x, y, width, height))
            x += width + self._gap
            line_height = max(line_height, height)
        return y + line_height - rect.y() + margins.bottom()

    def _even_width(self, items: list[QLayoutItem], room: int) -> int:
        least = max((each.minimumSize().width() for each in items), default=1)
        usual = max((each.sizeHint().width() for each in items), default=1)
        columns = max(1, (room + self._gap) // (max(least, 1) + self._gap))
        columns = min(columns, max(1, len(items)))
        share = (room - self._gap * (columns - 1)) // columns
        return max(1, min(share, round(usual * _STRETCH_MOST)))
