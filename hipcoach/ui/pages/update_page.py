"""What an update changed for this person, shown once before anything else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.update_changes import ChangeLine
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 760


class UpdatePage(QWidget):
    """One card a change, with its reason; one button that goes on."""

    done = Signal()
    """The person has seen it."""

    def __init__(
        self, lines: Sequence[ChangeLine], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        title = TextLabel(
            theme, self.tr("What is different for you"), role=TextRole.DISPLAY, wrap=True
        )
        column.addWidget(title)
        lead = self.tr(
            "hipcoach was updated. Your record and your plan are as they were; these things "
            "have changed, and this is why."
        )
        column.addWidget(TextLabel(theme, lead, wrap=True, parent=self))
        for line in lines:
            card = Card(theme, self)
            card.body.addWidget(
                TextLabel(theme, line.what, role=TextRole.STRONG, wrap=True, parent=card)
            )
            card.body.addWidget(
                TextLabel(theme, line.why, tone=TextTone.MUTED, wrap=True, parent=card)
            )
            card.setAccessibleName(line.what)
            card.setAccessibleDescription(line.why)
            column.addWidget(card)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.addStretch(1)
        self.go_on = PrimaryButton(theme, self.tr("Continue"), hint=self.tr("Enter"), parent=self)
        self.go_on.clicked.connect(self.done)
        EnterKey(self, self.go_on)
        row.addWidget(self.go_on)
        outer.addLayout(row)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(lead)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the way on."""
        super().showEvent(event)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
