"""One routine, opened: what is in it, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.precautions import Standing, judge
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.safety_gate import reason_to_stop
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_words import leave_out_words
from hipcoach.ui.models.routine_words import facts_words, origin_words
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.plan.routine_items import RoutineItemsCard, head_of
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextTone


class RoutineView(QWidget):
    """Read at a glance; a built-in routine is changed as a copy."""

    closed = Signal()
    start_requested = Signal(Routine)
    edit_requested = Signal(Routine)
    copy_requested = Signal(Routine)
    preview_requested = Signal(Routine)
    export_requested = Signal(Routine)
    print_requested = Signal(Routine)
    pdf_requested = Signal(Routine)
    delete_requested = Signal(Routine)

    def __init__(
        self,
        book: RoutineBook,
        estimate: Callable[[Routine], int],
        theme: Theme,
        *,
        preferences: Preferences,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`estimate` tells how long a routine takes, in ms."""
        super().__init__(parent)
        self._book = book
        self._estimate = estimate
        self._theme = theme
        self._preferences = preferences
        self._figures = figures
        self.routine: Routine | None = None
        self._shown: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self, widest=900)
        column.addWidget(self._scroll)
        self.back = QuietButton(
            theme, self.tr("Back"), hint=self.tr("Alt+←"), icon_name="chevron-left", parent=self
        )
        self.back.clicked.connect(self.closed)
        self._scroll.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.column.addStretch(1)
        add_back_keys(self, self.closed.emit, escape=True)

    def show_routine(self, routine: Routine) -> None:
        """Show a routine from its top."""
        self.routine = routine
        if self._shown is not None:
            self._scroll.column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._scroll.column.spacing())
        facts = facts_words(routine, self._estimate(routine), self._book.equipment_names)
        lines = [
            (routine.goal, TextTone.TEXT),
            (routine.audience, TextTone.MUTED),
            (" · ".join((origin_words(routine.origin), facts)), TextTone.MUTED),
        ]
        self.main_button = PrimaryButton(
            self._theme, self.tr("Start"), icon_name="play", parent=holder
        )
        self.main_button.clicked.connect(lambda: self.start_requested.emit(routine))
        stopped = reason_to_stop(self._book.red_flags, self._preferences.current.me)
        self.main_button.setEnabled(not stopped)
        if stopped:
            lines.append((stopped, TextTone.PAIN))
        head = QHBoxLayout()
        head.setSpacing(2 * UNIT)
        head.addWidget(head_of(self._theme, routine.name, lines, holder), 1)
        head.addWidget(self.main_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._actions(routine, holder))
        column.addWidget(
            RoutineItemsCard(
                self._theme,
                routine,
                caution=self._caution,
                figures=self._figures,
                parent=holder,
            )
        )
        self._shown = holder
        self._scroll.column.insertWidget(1, holder)
        self._scroll.to_top()
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _actions(self, routine: Routine, parent: QWidget) -> QWidget:
        theme = self._theme
        holder = QWidget(parent)
        flow = FlowLayout(holder)
        is_kept = self._book.is_kept(routine.id)
        change = self.edit_requested if is_kept else self.copy_requested
        wanted = [
            (self.tr("Change") if is_kept else self.tr("Change a copy"), "edit", change),
            (self.tr("Preview"), "next", self.preview_requested),
            (self.tr("Print"), "print", self.print_requested),
            (self.tr("Save as PDF"), "", self.pdf_requested),
            (self.tr("Export"), "export", self.export_requested),
        ]
        if is_kept:
            wanted.append((self.tr("Copy"), "", self.copy_requested))
        for text, icon, signal in wanted:
            button = SecondaryButton(theme, text, icon_name=icon, parent=holder)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(routine))
            flow.addWidget(button)
        if is_kept:
            delete = QuietButton(theme, self.tr("Delete"), icon_name="remove", parent=holder)
            delete.clicked.connect(lambda: self.delete_requested.emit(routine))
            flow.addWidget(delete)
        return holder

    def _caution(self, item: RoutineItem) -> str:
        found = judge(item.exercise, self._preferences.current.me)
        return leave_out_words() if found.standing is Standing.AVOID else ""
