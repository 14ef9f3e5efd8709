"""A page that scrolls when it has to, with its content in a column of sensible width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.pages.parts.page_layouts import CentredLayout
from hipcoach.ui.theme import UNIT, Theme

WIDEST = 1180


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
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The arrow keys belong to what is on the page.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room = QWidget(self)
        self._layout = CentredLayout(room, widest=widest, middle_height=middle_height)
        self._layout.setContentsMargins(5 * UNIT, 3 * UNIT, 5 * UNIT, 4 * UNIT)
        inner = QWidget(room)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(inner)
        self.setWidget(room)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave this much room round the column, in pixels."""
        self._layout.setContentsMargins(left, top, right, bottom)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

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
