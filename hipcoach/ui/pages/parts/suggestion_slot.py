"""Where the suggestions for a routine are shown one after the other, and answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.progression import ProgressionDesk, Suggestion
from hipcoach.domain.errors import StorageError
from hipcoach.domain.progression import Answer, DoseAnswer
from hipcoach.ui.models.suggestion_words import change_line, title_of
from hipcoach.ui.pages.parts.suggestion_card import SuggestionCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class SuggestionSlot(QWidget):
    """Shows the most cautious suggestion for a routine, and how many wait behind it."""

    answered = Signal(str, object)
    """An answer is kept: what to say of it, and the answers, which can be taken back."""
    failed = Signal(str)
    """An answer could not be kept, for this reason."""
    questions_requested = Signal()
    """The person wants to go through the safety questions."""

    def __init__(self, desk: ProgressionDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        self.card = SuggestionCard(theme, self)
        self._more = TextLabel(theme, role=TextRole.SMALL, tone=TextTone.MUTED, parent=self)
        column.addWidget(self.card)
        column.addWidget(self._more)
        self.card.answered.connect(self._answer)
        self.card.questions_requested.connect(self.questions_requested)
        self.hide()

    @property
    def shown(self) -> Suggestion | None:
        """What is suggested now, None when nothing is."""
        return None if self.isHidden() else self.card.suggestion

    def show_for(self, routine_id: str) -> None:
        """Show what is suggested for a routine; nothing is shown when nothing is."""
        found = self._desk.suggestions(routine_id)
        self.setVisible(bool(found))
        if not found:
            return
        self.card.show_suggestion(found[0])
        waiting = len(found) - 1
        self._more.setVisible(waiting > 0)
        if waiting == 1:
            self._more.setText(self.tr("One more suggestion after this one"))
        else:
            self._more.setText(
                self.tr("{count} more suggestions after this one").format(count=waiting)
            )

    def undo(self, answers: tuple[DoseAnswer, ...]) -> None:
        """Take answers back."""
        self._desk.undo(answers)

    def _answer(self, suggestion: Suggestion, answer: Answer) -> None:
        try:
            kept = self._desk.answer(suggestion, answer)
        except StorageError as error:
            self.failed.emit(str(error))
            return
        self.answered.emit(self._said(suggestion, answer), kept)

    def _said(self, suggestion: Suggestion, answer: Answer) -> str:
        if answer is Answer.ACCEPTED:
            told = "; ".join(change_line(change) for change in suggestion.changes)
            return self.tr("Changed. {changes}").format(changes=told)
        if answer is Answer.NEVER:
            name = suggestion.items[0].exercise.name
            return self.tr("No more steps up will be suggested for {exercise}.").format(
                exercise=name
            )
        return self.tr("Put off: {title}").format(title=title_of(suggestion))
