"""What a clinician named, and the questions that decide about safety today; each can be skipped."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.intake import choose_pathway
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.questions import (
    answer_injection,
    answer_yes_no,
    answered,
    skip_at_first_start,
)
from hipcoach.domain.profile import MAX_INJECTION_LENGTH, Profile
from hipcoach.domain.questions import AnswerKind, IntakeQuestion
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.me_fields import change_me
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

SKIP, YES, NO = "skip", "yes", "no"
_ASKED = (AnswerKind.PATHWAY, AnswerKind.YES_NO, AnswerKind.TEXT_AND_DAY)


class MoreStep(Step):
    """One line a question, with skip; what is skipped is asked once more, later."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """Ask what the content asks at the first start."""
        super().__init__(
            theme,
            self.tr("What else should the plan know?"),
            self.tr("Skip what you like. It is asked once more, later."),
            parent,
        )
        self._preferences = preferences
        self._content = content
        self._today = today
        self.body.setSpacing(3 * UNIT)
        asked = [each for each in content.questions if each.at_first_start]
        self._questions = {each.id: each for each in asked if each.kind in _ASKED}
        self.answers: dict[str, Segmented] = {}
        self.pathway = ChoiceBox(theme, name="", parent=self)
        self.what = QLineEdit(self)
        self.when = DayField(theme, name=self.tr("When it was injected"), parent=self)
        self._given = QWidget(self)
        for question in self._questions.values():
            self._add(question)

    def _add(self, question: IntakeQuestion) -> None:
        if question.kind is AnswerKind.PATHWAY:
            self.pathway.setAccessibleName(question.asks)
            self.pathway.addItem(self.tr("Skip"), "")
            for pathway in self._content.pathways.values():
                self.pathway.addItem(pathway.told, pathway.id)
            self.add_question(question.asks, self.pathway, hint=question.why)
            return
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        row = Segmented(
            self._theme,
            [(SKIP, self.tr("Skip")), (NO, self.tr("No")), (YES, self.tr("Yes"))],
            name=question.asks,
            parent=line,
        )
        self.answers[question.id] = row
        column.addWidget(row)
        if question.kind is AnswerKind.TEXT_AND_DAY:
            column.addWidget(self._injection_fields())
            row.chosen.connect(lambda key: self._given.setVisible(key == YES))
        self.add_question(question.asks, line, hint=question.why)

    def _injection_fields(self) -> QWidget:
        row = QHBoxLayout(self._given)
        row.setContentsMargins(0, 0, 0, 0)
        limit_line(self.what, MAX_INJECTION_LENGTH)
        self.what.setPlaceholderText(self.tr("What, if you know"))
        self.what.setAccessibleName(self.tr("What was injected"))
        row.addWidget(self.what, 1)
        row.addWidget(
            TextLabel(
                self._theme,
                self.tr("on"),
                role=TextRole.SMALL,
                tone=TextTone.MUTED,
                parent=self._given,
            )
        )
        row.addWidget(self.when)
        self._given.hide()
        return self._given

    def entered(self) -> None:
        """Show what is kept."""
        me = self._preferences.current.me
        self.pathway.setCurrentIndex(max(0, self.pathway.findData(me.pathway)))
        for key, row in self.answers.items():
            question = self._questions[key]
            if question.kind is AnswerKind.TEXT_AND_DAY:
                told = bool(me.injection or me.injection_on)
                self.what.setText(me.injection)
                self.when.set_day(me.injection_on or self._today(), last=self._today())
                self._given.setVisible(told)
            else:
                told = question.flag in me.flags
            no_or_skip = NO if key in me.questions_answered else SKIP
            row.set_current(YES if told else no_or_skip)

    def left(self) -> str:
        """Keep the answers, and note what was skipped."""
        me = self._preferences.current.me
        for key, question in self._questions.items():
            me = self._with_answer(me, key, question)
        if me != self._preferences.current.me:
            change_me(self._preferences, me)
        return ""

    def first_field(self) -> QWidget | None:
        """Begin with what was named."""
        return self.pathway

    def _with_answer(self, me: Profile, key: str, question: IntakeQuestion) -> Profile:
        if question.kind is AnswerKind.PATHWAY:
            chosen = self.pathway.currentData()
            if not chosen:
                return skip_at_first_start(me, question)
            return answered(choose_pathway(me, chosen, self._content), question)
        answer = self.answers[key].current()
        if answer == SKIP:
            return skip_at_first_start(me, question)
        if question.kind is AnswerKind.TEXT_AND_DAY:
            if answer == NO:
                return answer_injection(me, question, "", None)
            return answer_injection(me, question, self.what.text(), self.when.day())
        return answer_yes_no(me, question, yes=answer == YES)
