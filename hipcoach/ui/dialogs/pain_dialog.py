"""The pain key: what it is, how strong it is, and what to do about it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.pain_advice import PainAdvice, PainChoice
from hipcoach.coaching.phrasebook import (
    pain_answer,
    pain_kinds_question,
    pain_strength_question,
    with_choices,
)
from hipcoach.domain.pain import PainKind
from hipcoach.domain.session_keys import SessionAction
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.physical_keys import digit_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import HintButton, PrimaryButton, SecondaryButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.nrs_scale import NrsScale, Zone
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

CONFIRM_MS: Final = 5_000


class PainSheet(Sheet):
    """Asks in three steps; `report` is told the answer and says what may be done."""

    choice_made = Signal(object)
    """The PainChoice that the person took."""
    spoken = Signal(str)
    """A line that should be heard, or told by a screen reader."""

    def __init__(
        self,
        theme: Theme,
        report: Callable[[PainKind, int | None], PainAdvice],
        parent: QWidget,
        *,
        confirm_ms: int = CONFIRM_MS,
    ) -> None:
        super().__init__(theme, parent)
        self._report = report
        self._kind = PainKind.SORE
        self._title = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self.body.addWidget(self._title)
        self._kinds = self._kinds_step()
        self._rating = self._rating_step()
        self._advice = QWidget(self)
        self._advice_column = QVBoxLayout(self._advice)
        self._advice_column.setContentsMargins(0, 0, 0, 0)
        self._advice_column.setSpacing(3 * UNIT)
        self._advice_text = TextLabel(theme, wrap=True, parent=self._advice)
        self._advice_row = QWidget(self._advice)
        self._advice_flow = FlowLayout(self._advice_row)
        self._advice_column.addWidget(self._advice_text)
        self._advice_column.addWidget(self._advice_row)
        self.choice_buttons: list[HintButton] = []
        for step in (self._kinds, self._rating, self._advice):
            self.body.addWidget(step)
        self._confirm_timer = QTimer(self)
        self._confirm_timer.setSingleShot(True)
        self._confirm_timer.setInterval(confirm_ms)
        self._confirm_timer.timeout.connect(self._confirm)

    @property
    def title(self) -> str:
        """What is asked just now."""
        return self._title.text()

    @property
    def advice_text(self) -> str:
        """What is said about the rating."""
        return self._advice_text.text()

    def ask(self) -> None:
        """Begin with what it is."""
        self._confirm_timer.stop()
        self.scale.set_value(None)
        self._show_step(self._kinds, self.tr("What do you feel?"))
        self.open_sheet()
        self.spoken.emit(pain_kinds_question())
        self.kind_buttons[PainKind.SORE].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_kind(self, kind: PainKind) -> None:
        """Take what it is and ask how strong; unwell needs no number."""
        self._kind = kind
        if kind is PainKind.UNWELL:
            self._show_advice(self._report(kind, None))
            return
        self._show_step(self._rating, self.tr("How strong is it, from 0 to 10?"))
        self.spoken.emit(pain_strength_question())
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Go away; an answer that was not confirmed is forgotten."""
        self._confirm_timer.stop()
        super().close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits for what is asked just now."""
        digit = digit_of(event)
        if not event.isAutoRepeat() and digit is not None:
            if self._rating.isVisible():
                self.scale.type_digit(digit)
            else:
                shown = self.choice_buttons if self._advice.isVisible() else self._kind_list()
                if 1 <= digit <= len(shown):
                    shown[digit - 1].click()
            event.accept()
            return
        super().keyPressEvent(event)

    def hand(self, action: SessionAction) -> None:
        """Let the keys of the session move the rating and take it."""
        if not self._rating.isVisible() or self.take.hasFocus():
            super().hand(action)
        elif action is SessionAction.MAIN:
            self._confirm()
        elif action in (SessionAction.NEXT, SessionAction.PREVIOUS):
            self.scale.step(1 if action is SessionAction.NEXT else -1)

    def _kinds_step(self) -> QWidget:
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        texts = {
            PainKind.SORE: self.tr("Sore"),
            PainKind.SHARP: self.tr("Sharp or pinching"),
            PainKind.TINGLING: self.tr("Tingling or numb"),
            PainKind.UNWELL: self.tr("Dizzy or unwell"),
        }
        self.kind_buttons: dict[PainKind, HintButton] = {}
        for number, (kind, text) in enumerate(texts.items(), start=1):
            button = SecondaryButton(self._theme, text, hint=str(number), parent=step)
            button.clicked.connect(lambda _=False, kind=kind: self.choose_kind(kind))
            column.addWidget(button)
            self.kind_buttons[kind] = button
        return step

    def _kind_list(self) -> list[HintButton]:
        return list(self.kind_buttons.values())

    def _rating_step(self) -> QWidget:
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        self.scale = NrsScale(
            self._theme,
            question=self.tr("How strong is it, from 0 to 10?"),
            low_words=self.tr("no pain"),
            high_words=self.tr("worst pain imaginable"),
            zones=(
                Zone(0, 2, self.tr("comfortable")),
                Zone(3, 5, self.tr("acceptable")),
                Zone(6, 10, self.tr("too much for today")),
            ),
            parent=step,
        )
        self.scale.chosen.connect(self._read_back)
        self.scale.selection_changed.connect(self._wait)
        column.addWidget(self.scale)
        column.addWidget(
            TextLabel(
                self._theme,
                self.tr("Enter takes it at once; without a key it is taken after five seconds."),
                role=TextRole.SMALL,
                tone=TextTone.MUTED,
                wrap=True,
                parent=step,
            )
        )
        self.take = PrimaryButton(
            self._theme, self.tr("Take this"), hint=self.tr("Enter"), parent=step
        )
        self.take.clicked.connect(self._confirm)
        EnterKey(step, self.take)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        return step

    def _wait(self, value: int) -> None:
        self.take.setEnabled(True)
        self._confirm_timer.start()

    def _read_back(self, value: int) -> None:
        self._confirm_timer.start()
        self.spoken.emit(pain_answer(value))

    def _confirm(self) -> None:
        self._confirm_timer.stop()
        value = self.scale.value()
        if value is not None and self._rating.isVisible():
            # The 1 of a 10 that never came is a 1.
            self.scale.settle()
            self._confirm_timer.stop()
            self._show_advice(self._report(self._kind, value))

    def _show_advice(self, advice: PainAdvice) -> None:
        self._advice_flow.clear()
        self.choice_buttons = []
        for index, choice in enumerate(advice.choices):
            text = self._choice_text(choice, advice)
            kind = PrimaryButton if index == 0 else SecondaryButton
            button = kind(self._theme, text, hint=str(index + 1), parent=self._advice_row)
            button.clicked.connect(lambda _=False, choice=choice: self._choose(choice))
            self._advice_flow.addWidget(button)
            button.show()
            self.choice_buttons.append(button)
        self._advice_text.setText(advice.text)
        self._show_step(self._advice, self.tr("Thank you for telling"))
        choices = [button.text() for button in self.choice_buttons]
        self.spoken.emit(with_choices(advice.text, choices))
        self.choice_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice_text(self, choice: PainChoice, advice: PainAdvice) -> str:
        if choice is PainChoice.EASIER and advice.easier is not None:
            return self.tr("Easier: {name}").format(name=advice.easier.name)
        if choice is PainChoice.FEWER_REPS and advice.exercise_name:
            return self.tr("Half the reps of {name}").format(name=advice.exercise_name)
        return {
            PainChoice.GO_ON: self.tr("Go on"),
            PainChoice.EASIER: self.tr("Something easier"),
            PainChoice.FEWER_REPS: self.tr("Half the reps"),
            PainChoice.SKIP: self.tr("Leave this exercise out"),
            PainChoice.END: self.tr("End the session"),
        }[choice]

    def _choose(self, choice: PainChoice) -> None:
        self.close_sheet()
        self.choice_made.emit(choice)

    def _show_step(self, shown: QWidget, title: str) -> None:
        for step in (self._kinds, self._rating, self._advice):
            step.setVisible(step is shown)
        self.take.setEnabled(self.scale.value() is not None)
        self._title.setText(title)
        self.setAccessibleName(title)
