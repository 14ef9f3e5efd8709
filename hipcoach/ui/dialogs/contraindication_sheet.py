"""What speaks against warmth, cold or TENS, asked before every session with one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.precautions import LeftOut, Question
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel
from hipcoach.ui.widgets.tick_box import TickBox

_WIDEST = 820


class ContraindicationSheet(QWidget):
    """Asks, or tells what is left out and why; what follows is not its matter."""

    answered = Signal(tuple)
    """The flags that hold; empty when none does."""
    went_on = Signal()
    """What was told has been read; the session goes on."""
    left = Signal()
    """There is no session now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, TickBox] = {}
        self._asks = False
        self._goes_on = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST, middle_height=True)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._title = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        self._text = TextLabel(theme, wrap=True, parent=self)
        self._card = Card(theme, self)
        for widget in (self._title, self._text, self._card):
            column.addWidget(widget)
        column.addStretch(1)
        self._card.body.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.setSpacing(2 * UNIT)
        self.back = QuietButton(theme, self.tr("Not now"), hint=self.tr("Esc"), parent=self)
        self.back.clicked.connect(self.left)
        self.go_on = PrimaryButton(theme, "", parent=self)
        self.go_on.clicked.connect(self._continue)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.go_on)
        outer.addLayout(row)

    def ask(self, names: Sequence[str], questions: Sequence[Question]) -> None:
        """Ask afresh before treatments of these names; no answer of before is kept."""
        self._asks = True
        for box in self._boxes.values():
            self._card.body.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for question in questions:
            box = TickBox(self._theme, question.text, parent=self._card)
            box.toggled.connect(self._name_button)
            self._card.body.addWidget(box)
            box.show()
            self._boxes[question.flag] = box
        title = self.tr("Before you start: {names}").format(names=", ".join(names))
        self._say(
            title,
            self.tr(
                "Do any of these hold for you just now? What doesn’t go with it is left out today."
            ),
        )
        self._card.show()
        self.back.show()
        self._name_button()
        next(iter(self._boxes.values()), self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """Tell which treatments are left out for what was ticked; the session goes on."""
        names = ", ".join(left.exercise.name for left in left_out)
        ticked = {reason.flag for left in left_out for reason in left.reasons}
        told = "; ".join(box.text() for flag, box in self._boxes.items() if flag in ticked)
        self._tell(
            self.tr("Left out today: {names}").format(names=names),
            self.tr(
                "You ticked: {told}. Ask your doctor or physiotherapist about it before the "
                "next time."
            ).format(told=told),
            self.tr("Go on without"),
            goes_on=True,
        )

    def tell_no_session(self, title: str, text: str) -> None:
        """Tell why there is no session now."""
        self._tell(title, text, self.tr("All right"), goes_on=False)

    @property
    def title(self) -> str:
        """What is asked or told just now."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The sentences below the title."""
        return self._text.text()

    def box(self, flag: str) -> TickBox:
        """The box of a flag."""
        return self._boxes[flag]

    def ticked(self) -> tuple[str, ...]:
        """The flags that are ticked."""
        return tuple(flag for flag, box in self._boxes.items() if box.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        # Measured afresh, or the column would keep the height it had with other words.
        self._scroll.column.invalidate()
        for held in (self._card.parentWidget(), self._scroll.widget()):
            if held is not None:
                held.updateGeometry()
        self._scroll.to_top()

    def _tell(self, title: str, text: str, button: str, *, goes_on: bool) -> None:
        self._asks = False
        self._goes_on = goes_on
        self._card.hide()
        self._say(title, text)
        self.back.setVisible(goes_on)
        self.go_on.setText(button)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self) -> None:
        none = not self.ticked()
        self.go_on.setText(self.tr("None of these") if none else self.tr("Continue"))

    def _continue(self) -> None:
        if self._asks:
            self.answered.emit(self.ticked())
        else:
            (self.went_on if self._goes_on else self.left).emit()
