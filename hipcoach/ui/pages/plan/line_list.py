"""A list of exercises that can be walked by keyboard, dragged from and dropped on."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.routine_lists import ItemsList, LibraryList
from hipcoach.ui.pages.plan.line_delegate import LineDelegate
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.ticking import SelectionFollower


class LineList(QListView):
    """Enter presses the line that the keyboard is on."""

    pressed_enter = Signal(str)
    removal_asked = Signal(str)
    move_asked = Signal(str, int)

    def __init__(
        self,
        theme: Theme,
        lines: ItemsList | LibraryList,
        *,
        name: str,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines = lines
        lines.setParent(self)
        self.setModel(lines)
        self.setItemDelegate(LineDelegate(theme, self, figures))
        self.setAccessibleName(name)
        SelectionFollower(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        if isinstance(lines, ItemsList):
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
            self.setDropIndicatorShown(False)
            self.setAcceptDrops(True)
        else:
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self._drop_at: int | None = None
        self._words = ""

    def set_placeholder(self, words: str) -> None:
        """Say this in the middle of the list while there is nothing in it."""
        self._words = words
        self.setAccessibleDescription(words)

    @property
    def current_key(self) -> str:
        """The key of the line the keyboard is on, or an empty text."""
        row = self.currentIndex().row()
        return self.lines.lines[row].key if 0 <= row < len(self.lines.lines) else ""

    def choose(self, key: str) -> None:
        """Put the keyboard on a line; one that isn't there leaves it on none."""
        row = self.lines.row_of(key)
        self.setCurrentIndex(self.lines.index(row) if row >= 0 else QModelIndex())
        self.scrollTo(self.currentIndex())

    def choose_row(self, row: int) -> None:
        """Put the keyboard on the line of a row, or on the nearest there is."""
        count = len(self.lines.lines)
        if count:
            self.setCurrentIndex(self.lines.index(max(0, min(row, count - 1))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press, move and remove by key; the rest is the list's own."""
        key = self.current_key
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key:
            self.pressed_enter.emit(key)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and key:
            self.removal_asked.emit(key)
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and key:
            self.move_asked.emit(key, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in view that the keyboard is on."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def dragMoveEvent(self, event: object) -> None:
        """Show where what is dragged would go."""
        if isinstance(event, QDropEvent):
            super().dragMoveEvent(event)  # type: ignore[arg-type]
            self._drop_at = self._place_at(event.position().toPoint())
            event.acceptProposedAction()
            self.viewport().update()

    def dragLeaveEvent(self, event: object) -> None:
        """Show no place any more."""
        self._drop_at = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put what was dragged before the line it was let go on, or after it in its lower half."""
        self._drop_at = None
        place = self._place_at(event.position().toPoint())
        self.lines.dropMimeData(event.mimeData(), event.dropAction(), place, 0, QModelIndex())
        # Had the view moved it, it would take the line away that was dragged.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, and a bar where something would be dropped."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self.lines.lines:
            painter.setFont(self._theme.font(TextRole.BODY))
            painter.setPen(self._theme.palette.muted)
            edge = 4 * UNIT
            room = self.viewport().rect().adjusted(edge, 0, -edge, 0)
            centred = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room, centred, self._words)
        if self._drop_at is None:
            return
        painter.fillRect(self._bar_at(self._drop_at), self._theme.palette.primary)

    def _place_at(self, at: QPoint) -> int:
        index = self.indexAt(at)
        if not index.isValid():
            return len(self.lines.lines)
        below = at.y() > self.visualRect(index).center().y()
        return index.row() + (1 if below else 0)

    def _bar_at(self, place: int) -> QRect:
        count = len(self.lines.lines)
        row: QModelIndex | QPersistentModelIndex = self.lines.index(min(place, count - 1))
        rect = self.visualRect(row) if count else QRect(0, 0, self.viewport().width(), 0)
        top = rect.bottom() if place >= count else rect.top()
        return QRect(4, max(0, top - 1), self.viewport().width() - 8, 3)
