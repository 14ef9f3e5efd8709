"""What may be changed of an exercise on the way: a set again or more, easier, fewer reps."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.physical_keys import digit_of
from hipcoach.ui.session_keys import first_sign
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.buttons import HintButton, PrimaryButton, SecondaryButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

CHANGES: Final = (
    SessionAction.REPEAT,
    SessionAction.ANOTHER_SET,
    SessionAction.EASIER,
    SessionAction.FEWER_REPS,
    SessionAction.LEAVE_EXERCISE,
)


class ChangeSheet(Sheet):
    """Offers the changes by digit, click or key; Escape leaves the session standing still."""

    chosen = Signal(object)
    """The SessionAction that the person took, or None for going on as it was."""

    def __init__(self, theme: Theme, keys: SessionKeys, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.set_keys(keys)
        self._session_keys = keys
        self._title = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self._text = TextLabel(
            theme,
            self.tr("What you did so far is kept. Fewer reps count from the next set on."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        texts = (
            self.tr("This set again, on the same side"),
            self.tr("One more set"),
            self.tr("Something easier"),
            self.tr("Two reps fewer"),
            self.tr("Leave the rest of this exercise out"),
        )
        self._offered: tuple[SessionAction, ...] = CHANGES
        self.buttons: list[HintButton] = []
        for action, text in zip(CHANGES, texts, strict=True):
            hint = first_sign(keys, action)
            button: HintButton = SecondaryButton(theme, text, hint=hint, parent=self)
            button.clicked.connect(lambda _=False, action=action: self._choose(action))
            self.buttons.append(button)
        go_on = PrimaryButton(theme, self.tr("Go on as it was"), hint=self.tr("Enter"), parent=self)
        go_on.clicked.connect(lambda: self._choose(None))
        self.buttons.append(go_on)
        EnterKey(self, go_on)
        ways = QWidget(self)
        flow = FlowLayout(ways, even=True)
        for button in self.buttons[:-1]:
            flow.addWidget(button)
        self.body.addWidget(ways)
        self.body.addWidget(go_on)

    def ask(
        self, exercise: str, offered: Sequence[SessionAction] = CHANGES, *, easier: str = ""
    ) -> None:
        """Ask what is to be changed of an exercise, named as people know it.

        Only what is `offered` fits it; `easier` names what can be done in its place.
        """
        for action, button in zip(CHANGES, self.buttons, strict=False):
            button.setVisible(action in offered)
            button.set_hint(first_sign(self._session_keys, action))
        self._offered = tuple(offered)
        if easier:
            named = self.tr("Easier: {name}").format(name=easier)
            self.buttons[CHANGES.index(SessionAction.EASIER)].setText(named)
        self._title.setText(self.tr("Change {name}").format(name=exercise))
        self.setAccessibleName(self._title.text())
        self.open_sheet()
        self.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def hand(self, action: SessionAction) -> None:
        """Take a change by its own key, too."""
        if action in self._offered:
            self._choose(action)
        elif action not in CHANGES:
            super().hand(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit for a line of the list."""
        digit = digit_of(event)
        shown = [button for button in self.buttons if not button.isHidden()]
        if not event.isAutoRepeat() and digit is not None and 1 <= digit <= len(shown):
            shown[digit - 1].click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _choose(self, action: SessionAction | None) -> None:
        self.close_sheet()
        self.chosen.emit(action)
