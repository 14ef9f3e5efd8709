"""Before a session: the morning after the last one, when nobody told of it yet."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.pain_diary import MorningQuestion
from hipcoach.domain.session_keys import SessionAction
from hipcoach.ui.morning_words import after_text, morning_text, night_text
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.physical_keys import digit_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.nrs_scale import NrsScale
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 820
_NOT_SAID, _YES, _NO = "not said", "yes", "no"


@dataclass(frozen=True, slots=True)
class MorningAnswer:
    """Pain that morning (0-10), and whether it woke the person; None where nothing was said."""

    nrs: int | None
    woke_at_night: bool | None = None


class MorningPage(QWidget):
    """Asks one number; a digit and Enter are enough, and it may be left open for good."""

    answered = Signal(object)
    """The MorningAnswer."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST, middle_height=True)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._after = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self._question = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        column.addWidget(self._after)
        column.addWidget(self._question)
        card = Card(theme, self)
        self.scale = NrsScale(
            theme,
            question=self.tr("Pain that morning, from 0 to 10"),
            low_words=self.tr("no pain"),
            high_words=self.tr("worst pain imaginable"),
            parent=card,
        )
        card.body.addWidget(self.scale)
        column.addWidget(card)
        self._night_card = Card(theme, self)
        self._night = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=self._night_card)
        self.night = Segmented(
            theme,
            (
                (_NOT_SAID, self.tr("I can’t say")),
                (_YES, self.tr("Yes")),
                (_NO, self.tr("No")),
            ),
            name=self.tr("The night"),
            parent=self._night_card,
        )
        self._night_card.body.addWidget(self._night)
        self._night_card.body.addWidget(self.night)
        column.addWidget(self._night_card)
        self.back = QuietButton(theme, self.tr("Not now"), hint=self.tr("Esc"), parent=self)
        self.skip = QuietButton(theme, self.tr("I can’t say"), parent=self)
        self.next = PrimaryButton(theme, self.tr("Next"), hint=self.tr("Enter"), parent=self)
        self.back.clicked.connect(self.left)
        self.skip.clicked.connect(lambda: self.answered.emit(MorningAnswer(None)))
        self.next.clicked.connect(self._go_on)
        EnterKey(self, self.next)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.setSpacing(2 * UNIT)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        outer.addLayout(row)
        self.scale.selection_changed.connect(lambda _value: self.next.setEnabled(True))

    @property
    def question(self) -> str:
        """What is asked."""
        return self._question.text()

    def ask(
        self, question: MorningQuestion, site: str, *, is_morning: bool, with_night: bool
    ) -> None:
        """Ask about a morning, and about the night before it where that matters."""
        self._after.setText(after_text(question))
        self._question.setText(morning_text(question, site, is_morning=is_morning))
        self.setAccessibleName(self._question.text())
        self.scale.set_value(None)
        self.scale.setAccessibleName(self._question.text())
        self.next.setEnabled(False)
        self._night.setText(night_text(site))
        self.night.setAccessibleName(self._night.text())
        self.night.set_current(_NOT_SAID)
        self._night_card.setVisible(with_night)
        self._scroll.to_top()
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand(self, action: SessionAction) -> None:
        """Let a clicker or a head-set rate and go on; without a rating it takes two presses."""
        if action is not SessionAction.MAIN:
            self.scale.step(1 if action is SessionAction.NEXT else -1)
        elif self.next.isEnabled():
            self._go_on()
        elif self.skip.hasFocus():
            self.skip.click()
        else:
            self.skip.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and Escape from anywhere on the page."""
        key = event.key()
        if event.isAutoRepeat():
            event.accept()
        elif (digit := digit_of(event)) is not None:
            self.scale.type_digit(digit)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            self.hand(SessionAction.MAIN)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if not self.next.isEnabled():
            return
        self.scale.settle()
        woke = {_YES: True, _NO: False}.get(self.night.current())
        self.answered.emit(MorningAnswer(self.scale.value(), woke))
