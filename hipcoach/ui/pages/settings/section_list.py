"""The sections of the settings as a list, and a search over everything that they say."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.ticking import SelectionFollower

_WIDTH = 208
_ROW_HEIGHT = 44
# Qt's own bound, which its Python binding doesn't name.
QWIDGETSIZE_MAX = (1 << 24) - 1


class SectionList(QWidget):
    """Arrows move in the list, Down leads from the search into it, Escape clears the search.

    While something is searched for, every section that says it is shown. Laid above the fields
    instead of beside them, it is a box to choose from.
    """

    sections_chosen = Signal(tuple)
    """The sections to show: the one that is chosen, or all that have what is searched for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: tuple[Section, ...] = ()
        self._above = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        self._column = column
        column.setSpacing(UNIT)
        column.addWidget(TextLabel(theme, self.tr("Settings"), role=TextRole.TITLE, parent=self))
        self._saved = TextLabel(
            theme,
            self.tr("Changes are saved automatically."),
            role=TextRole.SMALL,
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        column.addWidget(self._saved)
        self._fields = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._fields.setSpacing(UNIT)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._choose_matching)
        self.search.installEventFilter(self)
        self._fields.addWidget(self.search)
        self.picker = ChoiceBox(theme, name=self.tr("Section"), parent=self)
        self.picker.activated.connect(self._pick)
        self.picker.hide()
        self._fields.addWidget(self.picker, 1)
        self.names = QListWidget(self)
        self.names.setAccessibleName(self.tr("Sections"))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.names.currentRowChanged.connect(self._choose_row)
        SelectionFollower(self.names)
        self._fields.addWidget(self.names, 1)
        column.addLayout(self._fields, 1)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._start_searching)
        theme.changed.connect(self._restyle)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """List these, in this order, and mark the first."""
        self._sections = tuple(sections)
        self.names.blockSignals(True)
        self.names.addItems([section.title for section in self._sections])
        self.picker.addItems([section.title for section in self._sections])
        self.names.setCurrentRow(0)
        self.names.blockSignals(False)
        self._restyle()

    def lay_above(self, above: bool) -> None:
        """Lie above the fields with a box to choose from, or beside them as a list."""
        self._above = above
        way = QBoxLayout.Direction.LeftToRight if above else QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(way)
        self._saved.setVisible(not above)
        self.names.setVisible(not above)
        self.picker.setVisible(above)
        self._restyle()

    @property
    def width_beside(self) -> int:
        """The width it takes beside the fields, in pixels."""
        return max(self.names.sizeHintForColumn(0), self._theme.px(_WIDTH)) + 3 * UNIT

    def choose(self, section: Section) -> None:
        """Show one section as if its name had been clicked."""
        self.search.clear()
        row = self._sections.index(section)
        if self.names.currentRow() == row:
            self._choose_row(row)
        self.names.setCurrentRow(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down lead from the search into the list, and Escape clear the search."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Down:
                self.names.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _start_searching(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _choose_row(self, row: int) -> None:
        if row >= 0:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self._mark_found(range(len(self._sections)))
            self.picker.setCurrentIndex(row)
            self.sections_chosen.emit((self._sections[row],))

    def _pick(self, row: int) -> None:
        self.choose(self._sections[row])

    def _choose_matching(self, text: str) -> None:
        words = text.casefold().split()
        if not words:
            self._choose_row(max(0, self.names.currentRow()))
            return
        found = [
            row
            for row, section in enumerate(self._sections)
            if all(word in _words_of(section) for word in words)
        ]
        self._mark_found(found)
        self.sections_chosen.emit(tuple(self._sections[row] for row in found))

    def _mark_found(self, rows: Sequence[int]) -> None:
        for row in range(self.names.count()):
            self.names.item(row).setHidden(row not in rows)

    def _restyle(self) -> None:
        bottom, right = (UNIT, 3 * UNIT) if self._above else (3 * UNIT, 0)
        self._column.setContentsMargins(3 * UNIT, 3 * UNIT, right, bottom)
        if self._above:
            self.setMaximumWidth(QWIDGETSIZE_MAX)
            self.setMinimumWidth(0)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(self.width_beside)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        for row in range(self.names.count()):
            item = self.names.item(row)
            size = item.sizeHint()
            size.setHeight(self._theme.px(_ROW_HEIGHT))
            item.setSizeHint(size)


def _words_of(section: Section) -> str:
    """Return everything a section says, folded, so that it can be searched."""
    labels = [each.text() for each in section.findChildren(QLabel)]
    buttons = [each.text() for each in section.findChildren(QAbstractButton)]
    names = [each.accessibleName() for each in section.findChildren(QWidget)]
    return "\n".join([section.title, *labels, *buttons, *names]).casefold()
