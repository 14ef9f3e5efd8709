"""Arrangements that follow the width there is: centred, paired, in columns."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from hipcoach.ui.theme import UNIT


def height_of(item: QLayoutItem, width: int) -> int:
    """Tell how tall an item wants to be in a width, both in pixels."""
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


class ItemLayout(QLayout):
    """Holds items in order; how they lie is for `_lay` to say, which returns the height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # A QLayout given its parent at construction would ask for items before the list is there.
        super().__init__()
        self._held: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._held.append(item)
        self.invalidate()

    def count(self) -> int:
        """Tell how many items there are."""
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at a place, or None beyond the end."""
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at a place, or None beyond the end."""
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in a width, both in pixels."""
        margins = self.contentsMargins()
        room = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._lay(room, dry=True) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Lay the items into a room."""
        super().setGeometry(rect)
        self._lay(rect.marginsRemoved(self.contentsMargins()), dry=False)

    def sizeHint(self) -> QSize:
        """Return what all items would like."""
        size = QSize()
        for each in self._shown():
            size = size.expandedTo(each.sizeHint())
        return self._with_margins(size)

    def minimumSize(self) -> QSize:
        """Return the room of the item that needs most."""
        size = QSize()
        for each in self._shown():
            size = size.expandedTo(each.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._held if not each.isEmpty()]

    def _lay(self, room: QRect, *, dry: bool) -> int:
        raise NotImplementedError


class CentredLayout(ItemLayout):
    """Keeps what it holds in the middle and no wider than a line should be."""

    def __init__(
        self, parent: QWidget | None = None, *, widest: int, middle_height: bool = False
    ) -> None:
        super().__init__(parent)
        self._widest = widest
        self._middle_height = middle_height

    def set_widest(self, widest: int) -> None:
        """Allow another width in pixels."""
        if widest != self._widest:
            self._widest = widest
            self.invalidate()

    def _lay(self, room: QRect, *, dry: bool) -> int:
        width = min(room.width(), self._widest)
        tallest = 0
        for item in self._shown():
            height = height_of(item, width)
            tallest = max(tallest, height)
            if not dry:
                left = room.x() + (room.width() - width) // 2
                spare = max(0, room.height() - height)
                top = room.y() + (spare * 2 // 5 if self._middle_height else 0)
                item.setGeometry(QRect(left, top, width, height))
        return tallest


class PairLayout(ItemLayout):
    """Two things on one line, the second at the end; one below the other where it is narrow."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 2 * UNIT,
        line_gap: int = UNIT,
        lead_least: int = 200,
        fill_trail: bool = False,
    ) -> None:
        """Break the line where the first would get less than `lead_least` pixels."""
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._lead_least = lead_least
        self._fill_trail = fill_trail

    def _lay(self, room: QRect, *, dry: bool) -> int:
        items = self._shown()
        if len(items) == 2:
            lead, trail = items
            trail_width = trail.sizeHint().width()
            wanted = min(self._lead_least, lead.sizeHint().width())
            wanted = max(wanted, lead.minimumSize().width())
            if wanted + self._gap + trail_width <= room.width():
                return self._lay_beside(lead, trail, trail_width, room, dry=dry)
        top = room.y()
        for at, item in enumerate(items):
            hint = item.sizeHint().width()
            fill = at == 0 or self._fill_trail
            width = room.width() if fill else min(hint, room.width())
            height = height_of(item, width)
            if not dry:
                item.setGeometry(QRect(room.x(), top, width, height))
            top += height + self._line_gap
        return max(0, top - self._line_gap - room.y())

    def _lay_beside(
        self, lead: QLayoutItem, trail: QLayoutItem, trail_width: int, room: QRect, *, dry: bool
    ) -> int:
        lead_width = room.width() - self._gap - trail_width
        lead_height = height_of(lead, lead_width)
        trail_height = height_of(trail, trail_width)
        height = max(lead_height, trail_height)
        if not dry:
            lead_top = room.y() + (height - lead_height) // 2
            lead.setGeometry(QRect(room.x(), lead_top, lead_width, lead_height))
            left = room.x() + room.width() - trail_width
            trail_top = room.y() + (height - trail_height) // 2
            trail.setGeometry(QRect(left, trail_top, trail_width, trail_height))
        return height


class ColumnsLayout(ItemLayout):
    """As many columns as have room, up to a number; each item joins the shortest one."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        narrowest: int,
        most: int = 2,
        gap: int = 2 * UNIT,
    ) -> None:
        super().__init__(parent)
        self._narrowest = narrowest
        self._most = most
        self._gap = gap

    def set_narrowest(self, narrowest: int) -> None:
        """Ask for another least width of a column, in pixels."""
        if narrowest != self._narrowest:
            self._narrowest = narrowest
            self.invalidate()

    def _lay(self, room: QRect, *, dry: bool) -> int:
        fitting = (room.width() + self._gap) // (self._narrowest + self._gap)
        columns = max(1, min(self._most, fitting))
        width = (room.width() - self._gap * (columns - 1)) // columns
        heights = [0] * columns
        for item in self._shown():
            column = heights.index(min(heights))
            height = height_of(item, width)
            if not dry:
                left = room.x() + column * (width + self._gap)
                item.setGeometry(QRect(left, room.y() + heights[column], width, height))
            heights[column] += height + self._gap
        return max(0, max(heights) - self._gap)
