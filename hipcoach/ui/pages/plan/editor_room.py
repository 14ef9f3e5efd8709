"""Where the parts of the editor lie in the room there is."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, Theme

EDGE: Final = 3 * UNIT
_PANEL_WIDTH: Final = 424
_BESIDE_FROM: Final = 1_240
_LEAST_HEIGHT: Final = 640
# Of the list of items beside the library, and of the library above it.
_ITEMS_LEAST: Final = 260
_LIBRARY_LEAST: Final = 240
_NO_LIMIT: Final = 16_777_215


class EditorRoom:
    """Lays library, items and doses side by side where there is room, else below each other."""

    def __init__(
        self,
        theme: Theme,
        scroll: QScrollArea,
        body: QWidget,
        column: QVBoxLayout,
        halves: QBoxLayout,
        right: QBoxLayout,
        library: QWidget,
        panel: QWidget,
    ) -> None:
        """`scroll` shows `body`; `halves` holds the library and `right` the items and doses."""
        self._theme = theme
        self._scroll = scroll
        self._body = body
        self._column = column
        self._halves = halves
        self._right = right
        self._library = library
        self._panel = panel

    def arrange(self, size: QSize) -> None:
        """Lay all parts into a view of this size; in less room than it needs, it scrolls."""
        ways, px = QBoxLayout.Direction, self._theme.px
        is_narrow = size.width() < self._library.minimumWidth() + px(_ITEMS_LEAST) + 4 * EDGE
        self._halves.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self._library.setMinimumHeight(px(_LIBRARY_LEAST) if is_narrow else 0)
        beside = size.width() >= px(_BESIDE_FROM)
        self._right.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._right.setStretch(1, 0 if beside else 4)
        width = px(_PANEL_WIDTH)
        self._panel.setMinimumWidth(width if beside else 0)
        self._panel.setMaximumWidth(width if beside else _NO_LIMIT)
        least = max(px(_LEAST_HEIGHT), self._column.minimumHeightForWidth(size.width()))
        height = max(size.height(), least)
        bar = self._scroll.verticalScrollBar().sizeHint().width() if height > size.height() else 0
        self._body.resize(size.width() - bar, height)
