"""A sheet whose middle scrolls when it is taller than the page; its buttons stay in sight."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.theme import UNIT, Theme

# Room for the ring round what has the keyboard.
_RING = 4


class ScrolledSheet(Sheet):
    """What is asked goes into `column`, the buttons into `foot`; what must stay into `head`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(_RING, 0, UNIT, 0)
        self.head.setSpacing(2 * UNIT)
        self.body.addLayout(self.head)
        self.scroller = QScrollArea(self)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setStyleSheet("QScrollArea { background: transparent; }")
        self._inner = QWidget(self.scroller)
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(_RING, _RING, UNIT, _RING)
        self.column.setSpacing(2 * UNIT)
        self.scroller.setWidget(self._inner)
        # The card's own ground is to be seen.
        self._inner.setAutoFillBackground(False)
        self.body.addWidget(self.scroller, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(2 * UNIT)
        self.body.addLayout(self.foot)

    def open_sheet(self) -> None:
        """Cover the parent, as tall as it needs and no taller than there is room."""
        super().open_sheet()
        self.fit()
        self.scroller.verticalScrollBar().setValue(0)

    def fit(self) -> None:
        """Take the height that is needed now."""
        # Twice, since the width of the card is known only once it was laid out.
        for _ in range(2):
            for layout in (self.layout(), self.body, self.column):
                if layout is not None:
                    layout.activate()
            width = self.scroller.viewport().width()
            column = self.column
            wanted = column.totalSizeHint().height()
            if column.hasHeightForWidth():
                wanted = max(column.totalHeightForWidth(width), column.totalMinimumSize().height())
            room = self.room_height(width)
            self.scroller.setFixedHeight(max(10 * UNIT, min(wanted, room)))

    def room_height(self, width: int) -> int:
        """Return how tall what scrolls may be at its width, both in pixels."""
        margins = self.body.contentsMargins()
        rest = margins.top() + margins.bottom() + self.foot.totalSizeHint().height()
        if not self.head.isEmpty():
            rest += self._head_height(width) + self.body.spacing()
        around = self._around.contentsMargins()
        return self.height() - around.top() - around.bottom() - rest - self.body.spacing()

    def _head_height(self, width: int) -> int:
        if self.head.hasHeightForWidth():
            return self.head.totalHeightForWidth(width)
        return self.head.totalSizeHint().height()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that is needed."""
        super().showEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use the height there is."""
        seen = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and self.is_open:
            self.fit()
        return seen

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Lead the Tab key round inside, and bring into view what it leads to."""
        moved = super().focusNextPrevChild(forward)
        target: object = self.window().focusWidget()
        if isinstance(target, QWidget) and self._inner.isAncestorOf(target):
            self.scroller.ensureWidgetVisible(target, 0, 3 * UNIT)
        return moved
