"""Asks how the morning after a session is, and whether the hip woke a person in the night."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.pain_diary import MorningQuestion
from hipcoach.ui.morning_words import after_text, morning_text, night_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.nrs_scale import NrsScale
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class MorningCard(Card):
    """One row: the question, 0 to 10, Not now, and Skip; then, for some, the night."""

    rated = Signal(int)
    put_off = Signal()
    skipped = Signal()
    night_answered = Signal(object)
    """Whether the hip woke the person; None when they would rather not say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        row = QWidget(self)
        pair = PairLayout(row, lead_least=theme.px(220), gap=3 * UNIT)
        words = QWidget(row)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._question = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=words)
        self._after = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=words)
        column.addWidget(self._question)
        column.addWidget(self._after)
        answer = QWidget(row)
        answer_row = FlowLayout(answer, gap=UNIT)
        self.scale = NrsScale(theme, question=self.tr("Pain this morning"), parent=answer)
        self.not_now = QuietButton(theme, self.tr("Not now"), space_activates=False, parent=answer)
        self.skip = QuietButton(theme, self.tr("I can’t say"), space_activates=False, parent=answer)
        self.yes = SecondaryButton(theme, self.tr("Yes"), parent=answer)
        self.no = SecondaryButton(theme, self.tr("No"), parent=answer)
        self.rather_not = QuietButton(theme, self.tr("I can’t say"), parent=answer)
        self._rating = (self.scale, self.not_now, self.skip)
        self._night = (self.yes, self.no, self.rather_not)
        for widget in (*self._rating, *self._night):
            answer_row.addWidget(widget)
        pair.addWidget(words)
        pair.addWidget(answer)
        self.body.addWidget(row)
        self.scale.chosen.connect(self.rated)
        self.not_now.clicked.connect(self.put_off)
        self.skip.clicked.connect(self.skipped)
        self.yes.clicked.connect(lambda: self.night_answered.emit(True))
        self.no.clicked.connect(lambda: self.night_answered.emit(False))
        self.rather_not.clicked.connect(lambda: self.night_answered.emit(None))

    @property
    def question(self) -> str:
        """What is asked."""
        return self._question.text()

    def ask(self, question: MorningQuestion, site: str, *, is_morning: bool) -> None:
        """Ask about the morning after a session; `is_morning` when it still is one."""
        self._question.setText(morning_text(question, site, is_morning=is_morning))
        self._after.setText(after_text(question))
        self._after.show()
        self._offer(night=False)
        self.scale.set_value(None)
        self.scale.setAccessibleName(self._question.text())

    def ask_night(self, site: str) -> None:
        """Ask about the night before that morning."""
        self._question.setText(night_text(site))
        self._after.hide()
        self._offer(night=True)
        for button in self._night:
            button.setAccessibleDescription(self._question.text())

    def _offer(self, *, night: bool) -> None:
        for widget in self._rating:
            widget.setVisible(not night)
        for button in self._night:
            button.setVisible(night)
