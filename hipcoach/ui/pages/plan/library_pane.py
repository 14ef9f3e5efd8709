"""The exercises of the library beside a routine that is written, narrowed by what is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hipcoach.domain.exercise import Exercise
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_filter import ExerciseFilter
from hipcoach.ui.models.routine_lists import LibraryList
from hipcoach.ui.pages.plan.line_list import LineList
from hipcoach.ui.theme import HIT_TARGET, UNIT, Theme
from hipcoach.ui.widgets.card import Card

_WIDTH = 300
# Larger text takes only so much of the room that the routine needs.
_WIDEST_SCALE = 1.2


class LibraryPane(Card):
    """Enter in the search adds the first that was found; the arrows choose another."""

    add_requested = Signal(str)

    def __init__(
        self, theme: Theme, *, figures: FigureBook | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent, padding=UNIT + 4)
        self._exercises: Sequence[Exercise] = ()
        self._avoided: frozenset[str] = frozenset()
        self._filter = ExerciseFilter(())
        self._lines = LibraryList()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find and add"))
        self.search.setAccessibleName(self.tr("Find an exercise, Enter adds it"))
        self.search.setClearButtonEnabled(True)
        self._sign = self.search.addAction(
            icons.icon("search", theme.palette.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = LineList(
            theme,
            self._lines,
            name=self.tr("Exercises of the library"),
            figures=figures,
            parent=self,
        )
        self.list.pressed_enter.connect(self.add_requested)
        self.list.doubleClicked.connect(
            lambda index: self.add_requested.emit(self._lines.lines[index.row()].key)
        )
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_exercises(self, exercises: Sequence[Exercise], avoided: frozenset[str]) -> None:
        """Offer these exercises; some are to be left out for now."""
        self._exercises = exercises
        self._avoided = avoided
        self._filter = ExerciseFilter(exercises)
        self._narrow()

    def start_searching(self) -> None:
        """Give the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the search add by Enter, choose by the arrows and be cleared by Escape."""
        if watched is self.search and isinstance(event, QKeyEvent):
            undoes = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.type() == QEvent.Type.ShortcutOverride and undoes:
                # Undo belongs to the routine.
                event.ignore()
                return event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y)
            if event.type() == QEvent.Type.KeyPress:
                return self._search_key(event.key())
        return super().eventFilter(watched, event)

    def _search_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._lines.lines:
                self.add_requested.emit(self.list.current_key or self._lines.lines[0].key)
                self.search.selectAll()
            return True
        if key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is None:
            return False
        self.list.choose_row(self.list.currentIndex().row() + step)
        return True

    def _narrow(self) -> None:
        found = frozenset(self._filter.matching(self.search.text()))
        self._lines.show([each for each in self._exercises if each.id in found], self._avoided)
        if self.search.text().strip():
            self.list.choose_row(0)

    def _restyle(self) -> None:
        self.setFixedWidth(min(self._theme.px(_WIDTH), round(_WIDTH * _WIDEST_SCALE)))
        self.search.setMinimumHeight(HIT_TARGET)
        self._sign.setIcon(icons.icon("search", self._theme.palette.muted))
