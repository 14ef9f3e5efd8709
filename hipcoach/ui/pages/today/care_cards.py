"""Asks the one question it is time for, and says when the next stage of a pathway is due."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from hipcoach.coaching.pathway_desk import PathwayDesk, PathwayStanding
from hipcoach.coaching.questions import QuestionDesk
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.profile import MAX_GOAL_LENGTH
from hipcoach.domain.questions import AnswerKind, IntakeQuestion
from hipcoach.ui.labels import sessions_text, weeks_text
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class _Words(Card):
    """A heading, a sentence, and a row for the answers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setSpacing(UNIT)
        self._title = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self._text = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self.row = QWidget(self)
        self.flow = FlowLayout(self.row, gap=UNIT)
        self.body.addWidget(self.row)
        self.hide()

    def say(self, title: str, text: str) -> None:
        """Say this."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()


class QuestionCard(_Words):
    """One question with its answers and Skip; one about safety has Not sure in its place."""

    answered = Signal()
    told = Signal(str)
    """What holds now that a person isn't sure."""

    def __init__(
        self,
        theme: Theme,
        desk: QuestionDesk,
        pathways: PathwayDesk,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        following: Callable[[], IntakeQuestion | None] | None = None,
    ) -> None:
        """Ask what this desk says it is time for, or what `following` names."""
        super().__init__(theme, parent)
        self._desk = desk
        self._following = following or desk.now
        self._pathways = pathways
        self._today = today
        self.question: IntakeQuestion | None = None
        self.answers: dict[str, SecondaryButton] = {}
        self.field: QWidget | None = None

    def refresh(self) -> None:
        """Show the question it is time for, or hide; raises StorageError."""
        question = self._following()
        if question is self.question:
            return
        self.question = question
        self.flow.clear()
        self.answers, self.field = {}, None
        self.hide()
        if question is None:
            return
        self.say(question.asks, question.why)
        self._fill(question)
        words = self.tr("Not sure") if question.is_about_safety else self.tr("Skip")
        skip = QuietButton(self._theme, words, space_activates=False, parent=self.row)
        skip.clicked.connect(self._skip)
        self.flow.addWidget(skip)
        skip.show()
        self.row.updateGeometry()

    def focus_answer(self) -> None:
        """Give the keyboard to the first answer."""
        first = next(iter(self.answers.values()), self.field)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, question: IntakeQuestion) -> None:
        if question.kind is AnswerKind.YES_NO:
            self._button("yes", self.tr("Yes"), lambda: True)
            self._button("no", self.tr("No"), lambda: False)
        elif question.kind is AnswerKind.CHOICE:
            words = {
                "little": self.tr("Little"),
                "some": self.tr("Some"),
                "much": self.tr("Much"),
                "none": self.tr("None"),
                "partial": self.tr("Part of it"),
                "as tolerated": self.tr("As much as feels right"),
                "not told": self.tr("I was not told"),
                "keyboard": self.tr("A keyboard within reach"),
                "clicker": self.tr("A presenter clicker"),
                "media keys": self.tr("The keys of a headset or media keys"),
                "nothing": self.tr("Nothing"),
                "as long as it takes": self.tr("As long as it takes"),
            }
            words |= {
                choice: self.tr("About {minutes} min").format(minutes=choice)
                for choice in question.choices
                if choice.isdigit()
            }
            for choice in question.choices:
                self._button(choice, words[choice], partial(str, choice))
        else:
            self._fill_field(question)

    def _fill_field(self, question: IntakeQuestion) -> None:
        field: QWidget
        value: Callable[[], bool | int | str | date]
        if question.kind is AnswerKind.NUMBER:
            number = QSpinBox(self.row)
            number.setRange(question.low, question.high)
            field, value = number, number.value
        elif question.kind is AnswerKind.PATHWAY:
            box = ChoiceBox(self._theme, name=question.asks, parent=self.row)
            for pathway in self._pathways.pathways():
                box.addItem(pathway.told, pathway.id)
            field, value = box, box.currentData
        elif question.kind is AnswerKind.TEXT_AND_DAY:
            self._button("no", self.tr("No"), lambda: False)
            day = DayField(self._theme, name=question.asks, parent=self.row)
            day.set_day(self._today(), last=self._today())
            field, value = day, day.day
        else:
            line = QLineEdit(self.row)
            limit_line(line, MAX_GOAL_LENGTH)
            line.setMinimumWidth(self._theme.px(240))
            field, value = line, lambda: line.text().strip()
        field.setAccessibleName(question.asks)
        self.field = field
        self.flow.addWidget(field)
        field.show()
        self._button("save", self.tr("Save"), value)

    def _button(self, key: str, text: str, value: Callable[[], bool | int | str | date]) -> None:
        button = SecondaryButton(self._theme, text, space_activates=False, parent=self.row)
        button.clicked.connect(lambda: self._answer(value()))
        self.flow.addWidget(button)
        button.show()
        self.answers[key] = button

    def _answer(self, value: bool | int | str | date) -> None:
        if self.question is None or value == "":
            return
        self._desk.answer(self.question, value)
        self.answered.emit()

    def _skip(self) -> None:
        question = self.question
        if question is None:
            return
        self._desk.skip(question)
        if question.is_about_safety:
            self.told.emit(
                self.tr(
                    "Until you know, the careful answer holds: {question} You can change it under "
                    "Settings."
                ).format(question=question.asks)
            )
        self.answered.emit()


class StageCard(_Words):
    """Says that the next stage of the pathway is due; it moves when the person accepts."""

    moved = Signal()
    failed = Signal(str)

    def __init__(self, theme: Theme, desk: PathwayDesk, parent: QWidget | None = None) -> None:
        """Show where this desk says the person is."""
        super().__init__(theme, parent)
        self._desk = desk
        self._put_off = ""
        self.go_on = SecondaryButton(
            theme, "", accented=True, space_activates=False, parent=self.row
        )
        self.not_yet = QuietButton(
            theme, self.tr("Not yet"), space_activates=False, parent=self.row
        )
        self.flow.addWidget(self.go_on)
        self.flow.addWidget(self.not_yet)
        self.go_on.clicked.connect(self._move)
        self.not_yet.clicked.connect(self._wait)

    def refresh(self) -> None:
        """Show the next stage where it is due; raises StorageError."""
        found = self._desk.standing()
        following = None if found is None or not found.suggests_next else found.following
        if found is None or following is None or self._put_off == following.id:
            self.hide()
            return
        self.go_on.setText(self.tr("Start “{stage}”").format(stage=following.name))
        self.go_on.updateGeometry()
        self.say(
            self.tr("The next stage is open: {stage}").format(stage=following.name),
            f"{self._done(found)} {following.goal}",
        )

    def _done(self, found: PathwayStanding) -> str:
        criterion = found.stage.criterion
        if criterion is not None and criterion.clinician:
            return self.tr("You told us that you are cleared.")
        return self.tr("{sessions} in {weeks}, and the last {settled} settled overnight.").format(
            sessions=sessions_text(found.progress.sessions),
            weeks=weeks_text(found.progress.weeks_done),
            settled=found.progress.settled,
        )

    def _move(self) -> None:
        try:
            self._desk.move_on()
        except HipcoachError as error:
            self.failed.emit(str(error))
            return
        self.moved.emit()

    def _wait(self) -> None:
        found = self._desk.standing()
        if found is not None and found.following is not None:
            self._put_off = found.following.id
        self.hide()


class CareCards(QWidget):
    """The question and the next stage, one below the other."""

    changed = Signal()
    failed = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        questions: QuestionDesk,
        pathways: PathwayDesk,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """Ask and tell of these."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        self.stage = StageCard(theme, pathways, self)
        self.question = QuestionCard(theme, questions, pathways, today, self)
        column.addWidget(self.stage)
        column.addWidget(self.question)
        self.stage.moved.connect(self.changed)
        self.stage.failed.connect(self.failed)
        self.question.answered.connect(self.changed)
        self.question.told.connect(self.told)

    def refresh(self) -> None:
        """Read both afresh; raises StorageError."""
        self.stage.refresh()
        self.question.refresh()
        self.setVisible(not (self.stage.isHidden() and self.question.isHidden()))
