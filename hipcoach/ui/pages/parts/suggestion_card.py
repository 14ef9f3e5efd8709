"""A suggestion for the next dose: what would change, why, and the person's answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipcoach.coaching.progression import Suggestion
from hipcoach.domain.progression import Answer, Decision
from hipcoach.ui import icons
from hipcoach.ui.models.suggestion_words import change_line, title_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_ICONS = {Decision.UP: "step-up", Decision.STOP: "warning"}
_ICON_PX = 24


class SuggestionCard(Card):
    """Shows one suggestion; nothing is changed before it is accepted."""

    answered = Signal(object, object)
    """The person answered this suggestion with this answer."""
    questions_requested = Signal()
    """The person wants to go through the safety questions first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._suggestion: Suggestion | None = None
        self._sign = QLabel(self)
        top = QHBoxLayout()
        top.setSpacing(2 * UNIT)
        words = QVBoxLayout()
        words.setSpacing(UNIT)
        self._title = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=self)
        self._reason = TextLabel(theme, wrap=True, parent=self)
        words.addWidget(self._title)
        words.addWidget(self._reason)
        top.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.body.addLayout(top)
        self._changes = TextLabel(theme, bold=True, wrap=True, parent=self)
        words.addWidget(self._changes)
        self._source = TextLabel(
            theme, role=TextRole.SMALL, tone=TextTone.MUTED, wrap=True, parent=self
        )
        words.addWidget(self._source)
        words.addSpacing(UNIT)
        answers = QWidget(self)
        row = FlowLayout(answers, gap=UNIT)
        self.accept_button = SecondaryButton(
            theme, "", accented=True, space_activates=False, parent=answers
        )
        self.questions_button = SecondaryButton(
            theme, self.tr("Safety questions"), space_activates=False, parent=answers
        )
        self.not_now_button = QuietButton(
            theme, self.tr("Not now"), space_activates=False, parent=answers
        )
        self.never_button = QuietButton(
            theme, self.tr("Never for this exercise"), space_activates=False, parent=answers
        )
        for button in (
            self.questions_button,
            self.accept_button,
            self.not_now_button,
            self.never_button,
        ):
            row.addWidget(button)
        words.addWidget(answers)
        self.accept_button.clicked.connect(self._accept)
        self.not_now_button.clicked.connect(lambda: self._answer(Answer.NOT_NOW))
        self.never_button.clicked.connect(lambda: self._answer(Answer.NEVER))
        self.questions_button.clicked.connect(self.questions_requested)
        theme.changed.connect(self._restyle)

    @property
    def suggestion(self) -> Suggestion | None:
        """What is suggested, None before anything was."""
        return self._suggestion

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Show this suggestion with its reason and where the rule comes from."""
        self._suggestion = suggestion
        title = title_of(suggestion)
        self._title.setText(title)
        said = "\n".join(filter(None, (suggestion.reason.text, suggestion.caution)))
        self._reason.setText(said)
        self._changes.setText("\n".join(change_line(change) for change in suggestion.changes))
        self._changes.setVisible(bool(suggestion.changes))
        self._source.setText(
            self.tr("Where this rule comes from: {source}").format(source=suggestion.reason.source)
        )
        has_change = bool(suggestion.changes)
        self.accept_button.setText(self._accept_text(suggestion))
        self.not_now_button.setVisible(has_change)
        self.never_button.setVisible(suggestion.may_be_silenced)
        self.questions_button.setVisible(suggestion.asks_safety_questions)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{said} {self._changes.text()}".strip())
        self._restyle()

    def _accept_text(self, suggestion: Suggestion) -> str:
        if not suggestion.changes:
            return self.tr("Understood")
        if suggestion.decision is Decision.STOP:
            return self.tr("Leave it out")
        return self.tr("Change it")

    def _accept(self) -> None:
        # Where there is nothing to change, having read it is all the answer there can be.
        has_change = self._suggestion is not None and bool(self._suggestion.changes)
        self._answer(Answer.ACCEPTED if has_change else Answer.NOT_NOW)

    def _answer(self, answer: Answer) -> None:
        if self._suggestion is not None:
            self.answered.emit(self._suggestion, answer)

    def _restyle(self) -> None:
        if self._suggestion is None:
            return
        decision, palette = self._suggestion.decision, self._theme.palette
        name = _ICONS.get(decision, "step-down")
        color = palette.pain if decision is Decision.STOP else palette.primary
        size = self._theme.px(_ICON_PX)
        self._sign.setPixmap(icons.pixmap(name, color, size, self.devicePixelRatioF()))
