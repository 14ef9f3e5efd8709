"""Asks which routine an exercise goes into, and says what was done."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from hipcoach.coaching.routine_adding import Addition, RoutineAdding
from hipcoach.domain.exercise import Exercise
from hipcoach.ui.pages.exercises_page import ExercisesPage


class RoutineChoosing(QObject):
    """A menu of one's own routines beside the button that asked for it, with a way back."""

    def __init__(
        self, adding: RoutineAdding, exercises: Mapping[str, Exercise], page: ExercisesPage
    ) -> None:
        """Answer this page, which offers the button from now on."""
        super().__init__(page)
        self._adding = adding
        self._exercises = exercises
        self._page = page
        self._last: Addition | None = None
        self.menu: QMenu | None = None
        page.add_to_routine_requested.connect(self.open)
        page.notice.action_requested.connect(self._take_back)
        page.offer_adding()

    def open(self, exercise_id: str) -> None:
        """Offer the routines there are, and a new one."""
        exercise = self._exercises[exercise_id]
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        for routine in self._adding.routines():
            # A menu takes & for the sign of a key.
            action = menu.addAction(routine.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=routine.id: self._add(exercise, chosen))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(self.tr("A new routine")).triggered.connect(lambda: self._add(exercise, ""))
        self.menu = menu
        menu.popup(_below(self._page.focusWidget()))

    def _add(self, exercise: Exercise, routine_id: str) -> None:
        self._last = self._adding.add(exercise, routine_id)
        text = self.tr("{exercise} is in “{routine}” now. You find it under Plan.").format(
            exercise=exercise.name, routine=self._last.routine.name
        )
        self._page.notice.show_message(text, action_text=self.tr("Undo"))

    def _take_back(self) -> None:
        if self._last is not None:
            self._adding.take_back(self._last)
            self._last = None
        self._page.notice.hide()


def _below(widget: QWidget | None) -> QPoint:
    """Return where a menu opens: below the button, or at the mouse."""
    if widget is None:
        return QCursor.pos()
    return widget.mapToGlobal(QPoint(0, widget.height()))
