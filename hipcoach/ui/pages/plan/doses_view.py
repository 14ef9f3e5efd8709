"""The doses of the plan: what is suggested for its routines, and what was answered so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.planner import Planner
from hipcoach.coaching.progression import ProgressionDesk, Suggestion
from hipcoach.domain.errors import StorageError
from hipcoach.domain.progression import Answer, DoseAnswer
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.models.suggestion_words import answer_lines
from hipcoach.ui.pages.parts.suggestion_card import SuggestionCard
from hipcoach.ui.pages.plan.line_card import LineCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class AnswersCard(LineCard):
    """Every answer, the newest first; those that hold can be taken back."""

    taken_back = Signal(object)
    """Take this DoseAnswer back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("What was answered"), parent)

    def show_answers(self, answers: tuple[DoseAnswer, ...]) -> None:
        """Show answers; without any the card is not shown."""
        self.clear()
        for answer in answers:
            title, why = answer_lines(answer)
            day = day_month_text(answer.local_date)
            if answer.undone_at is not None:
                day = self.tr("{day}, taken back").format(day=day)
            may_undo = answer.undone_at is None and answer.answer is not Answer.NOT_NOW
            button = self.add_line(title, f"{day}\n{why}", self.tr("Undo") if may_undo else "")
            button.clicked.connect(lambda _=False, told=answer: self.taken_back.emit(told))
        self.setVisible(bool(answers))


class DosesView(QWidget):
    """Shows each suggestion with its reason; nothing is changed before it is accepted."""

    questions_requested = Signal()
    """The person wants to go through the safety questions."""

    def __init__(
        self,
        progression: ProgressionDesk,
        planner: Planner,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Show what this desk suggests for the routines of the plan."""
        super().__init__(parent)
        self._desk = progression
        self._planner = planner
        self._theme = theme
        self._shown: list[SuggestionCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        self.problem = MessageBar(theme, self)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(2 * UNIT)
        self._nothing = _Nothing(theme, self)
        self.answers = AnswersCard(theme, self)
        column.addWidget(self.problem)
        column.addLayout(self._cards)
        column.addWidget(self._nothing)
        column.addWidget(self.answers)
        self.answers.taken_back.connect(self._take_back)

    @property
    def cards(self) -> list[SuggestionCard]:
        """The cards that are shown, the most cautious of each routine first."""
        return list(self._shown)

    def refresh(self) -> None:
        """Read everything afresh and show it."""
        for card in self._shown:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._shown = []
        for suggestion in self._suggestions():
            card = SuggestionCard(self._theme, self)
            card.show_suggestion(suggestion)
            card.answered.connect(self._answer)
            card.questions_requested.connect(self.questions_requested)
            self._cards.addWidget(card)
            card.show()
            self._shown.append(card)
        self._nothing.setVisible(not self._shown)
        self.answers.show_answers(self._desk.history())

    def _suggestions(self) -> list[Suggestion]:
        version = self._planner.current()
        routines = () if version is None else version.routine_ids
        return [each for routine in routines for each in self._desk.suggestions(routine)]

    def _answer(self, suggestion: Suggestion, answer: Answer) -> None:
        try:
            self._desk.answer(suggestion, answer)
        except StorageError as error:
            self.problem.show_message(str(error), kind=MessageKind.WARNING)
        self.refresh()

    def _take_back(self, answer: DoseAnswer) -> None:
        try:
            self._desk.undo((answer,))
        except StorageError as error:
            self.problem.show_message(str(error), kind=MessageKind.WARNING)
        self.refresh()


class _Nothing(Card):
    """Says when a suggestion comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        title = self.tr("Nothing to change just now")
        text = self.tr(
            "After three full sessions in a row with comfortable pain, quiet mornings and steady "
            "control, one step more is suggested here. After a sore morning, a little less. "
            "Nothing changes before you say so."
        )
        self.body.addWidget(TextLabel(theme, title, role=TextRole.STRONG, parent=self))
        self.body.addWidget(TextLabel(theme, text, tone=TextTone.MUTED, wrap=True, parent=self))
