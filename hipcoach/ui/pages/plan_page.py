"""Plan: the routines, and the days on which they are due."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.domain.routine import Routine
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.plan.routines_view import RoutinesView
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel

ROUTINES, DAYS = "routines", "days"


class DaysHalf(QWidget):
    """The half that shows days; it is read again when it is shown."""

    export_requested = Signal()
    """The person wants the plan in a calendar of their own."""

    def refresh(self) -> None:
        """Show what is on record by now."""
        raise NotImplementedError


class PlanPage(QWidget):
    """Two halves under one heading; what is opened from them covers both."""

    start_requested = Signal(Routine)
    calendar_requested = Signal()
    """The person wants the plan in a calendar of their own."""

    def __init__(
        self,
        book: RoutineBook,
        estimate: Callable[[Routine], int],
        theme: Theme,
        *,
        figures: FigureBook | None = None,
        days: DaysHalf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`estimate` tells how long a routine takes, in ms; `days` is the second half."""
        super().__init__(parent)
        self._theme = theme
        self._days = days
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._home = ScrollColumn(theme, self)
        self._stack.addWidget(self._home)
        head = QWidget(self._home)
        pair = PairLayout(head)
        pair.addWidget(TextLabel(theme, self.tr("Plan"), role=TextRole.TITLE, parent=head))
        self.halves = Segmented(
            theme,
            [(ROUTINES, self.tr("Routines")), (DAYS, self.tr("Days"))],
            name=self.tr("What of the plan"),
            parent=head,
        )
        self.halves.chosen.connect(self._show_half)
        self.halves.setVisible(days is not None)
        if days is not None:
            pair.addWidget(self.halves)
        self._home.column.addWidget(head)
        self.routines = RoutinesView(book, estimate, theme, figures=figures, parent=self._home)
        self._home.column.addWidget(self.routines)
        if days is not None:
            days.export_requested.connect(self.calendar_requested)
            days.setParent(self._home.widget())
            self._home.column.addWidget(days)
        self._home.column.addStretch(1)
        self._show_half(ROUTINES)

    def refresh(self) -> None:
        """Show what is on record by now."""
        self._read_half()

    def show_days(self) -> None:
        """Turn to the days."""
        if self._days is not None:
            self._stack.setCurrentWidget(self._home)
            self.halves.set_current(DAYS)
            self._show_half(DAYS)

    def show_routines(self) -> None:
        """Turn to the routines."""
        self._stack.setCurrentWidget(self._home)
        self.halves.set_current(ROUTINES)
        self._show_half(ROUTINES)

    def _show_half(self, key: str) -> None:
        self.routines.setVisible(key == ROUTINES)
        if self._days is not None:
            self._days.setVisible(key == DAYS)
        self._home.to_top()
        self._read_half()

    def _read_half(self) -> None:
        if self._days is not None and self.halves.current() == DAYS:
            self._days.refresh()
        else:
            self.routines.refresh()
