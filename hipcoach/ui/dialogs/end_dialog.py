"""What Escape asks in a session: go on, end and save, or discard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class EndSheet(Sheet):
    """Asks whether the session is to end; Escape leaves it standing still."""

    go_on_chosen = Signal()
    end_chosen = Signal()
    discard_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._title = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self._text = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        row = QWidget(self)
        buttons = FlowLayout(row)
        self.go_on = PrimaryButton(theme, self.tr("Go on"), hint=self.tr("Enter"), parent=row)
        self.end = SecondaryButton(theme, self.tr("End and save"), parent=row)
        self.discard = QuietButton(theme, self.tr("Discard this session"), parent=row)
        EnterKey(self, self.go_on)
        for button, signal in (
            (self.go_on, self.go_on_chosen),
            (self.end, self.end_chosen),
            (self.discard, self.discard_chosen),
        ):
            buttons.addWidget(button)
            button.clicked.connect(self.close_sheet)
            button.clicked.connect(signal)
        self.body.addWidget(row)

    def ask(self, *, is_closing: bool = False) -> None:
        """Ask; `is_closing` when the window was about to be closed."""
        if is_closing:
            self._title.setText(self.tr("Leave in the middle?"))
            self._text.setText(
                self.tr(
                    "What you did so far is saved. Close the window again to leave now; you can "
                    "go on with this session later today."
                )
            )
        else:
            self._title.setText(self.tr("Stop here?"))
            self._text.setText(
                self.tr(
                    "Whatever you did counts when you end and save. A discarded session can be "
                    "brought back for 30 days."
                )
            )
        self.setAccessibleName(self._title.text())
        self.open_sheet()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
