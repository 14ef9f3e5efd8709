"""A page that scrolls when it has to, with its content in a column of sensible width."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.pages.parts.page_layouts import CentredLayout
from hipcoach.ui.theme import UNIT, Theme

WIDEST = 1180
_EDGE = 5 * UNIT
_NARROW = 800
_NARROW_EDGE = 2 * UNIT


class _ScrolledLayout(CentredLayout):
    """A column whose height follows from its width alone, so that no needless bar appears."""

    def minimumSize(self) -> QSize:
        """Return the least width; the scroll area asks for the height that goes with it."""
        return QSize(super().minimumSize().width(), 0)


class _Ground(QWidget):
    """What is scrolled: it covers all of its room, so that Qt moves what is painted already."""

    def __init__(self, theme: Theme, parent: QWidget, *, on_card: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on_card = on_card
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the page, or the surface of the card it lies on."""
        palette = self._theme.palette
        color = palette.surface if self._on_card else palette.ground
        QPainter(self).fillRect(event.rect(), QColor(color))


class ScrollColumn(QScrollArea):
    """What a page holds goes into `column`; it starts again at the top on `to_top`."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        widest: int = WIDEST,
        gap: int = 2 * UNIT,
        middle_height: bool = False,
        on_card: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The arrow keys belong to what is on the page.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if on_card:
            self.setStyleSheet("QScrollArea { background: transparent; }")
        room = _Ground(theme, self, on_card=on_card)
        self._layout = _ScrolledLayout(room, widest=widest, middle_height=middle_height)
        self._layout.setContentsMargins(_EDGE, 3 * UNIT, _EDGE, 4 * UNIT)
        inner = QWidget(room)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        self._layout.addWidget(inner)
        self.setWidget(room)
        theme.changed.connect(self._restyle)
        self._restyle()

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the column stay where it is when the scroll bar comes or goes."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        edge = _EDGE if self.width() >= _NARROW else _NARROW_EDGE
        self._layout.setContentsMargins(edge, 3 * UNIT, edge - min(bar, edge), 4 * UNIT)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Bring into view what the Tab key leads to."""
        moved = super().focusNextPrevChild(forward)
        target = self.focusWidget()
        if moved and self.isAncestorOf(target):
            self.ensureWidgetVisible(target, 2 * UNIT, 4 * UNIT)
        return moved

    def _restyle(self) -> None:
        # Larger text may have wider lines.
        self._layout.set_widest(self._theme.px(self._widest))
