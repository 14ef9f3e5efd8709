"""Which exercise is meant by words: those that may be, any other, or the words as they are."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.domain.exercise import Exercise
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.choice_box import ChoiceBox


class ExerciseChoice(ChoiceBox):
    """A list of the exercises that may be meant, then of all others; first, the words."""

    decided = Signal(object)
    """An exercise's id, or None for the words."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        candidates: Sequence[Exercise],
        everything: Iterable[Exercise],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=self.tr("What is meant by “{0}”").format(words), parent=parent)
        self.addItem(self.tr("Keep the words"), None)
        for exercise in candidates:
            self.addItem(exercise.name, exercise.id)
        self.insertSeparator(self.count())
        near = {exercise.id for exercise in candidates}
        for exercise in sorted(everything, key=lambda each: each.name.casefold()):
            if exercise.id not in near:
                self.addItem(exercise.name, exercise.id)
        self.setMaxVisibleItems(12)
        self.activated.connect(lambda _index: self.decided.emit(self.currentData()))

    def show_choice(self, exercise_id: str | None) -> None:
        """Show what is chosen without telling anyone."""
        index = 0 if exercise_id is None else self.findData(exercise_id)
        self.setCurrentIndex(max(0, index))
