"""Asks what becomes of the days of a planned routine that is to be deleted."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDTH = 480


class PlannedDeleteDialog(QDialog):
    """Another routine takes the days, they fall away, or the routine stays."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        others: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`others` are the routines that may take the days, as (id, name)."""
        super().__init__(parent)
        self.chosen = ""
        title = self.tr("Delete “{name}”?").format(name=name)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 3 * UNIT)
        column.setSpacing(2 * UNIT)
        heading = TextLabel(theme, title, role=TextRole.HEADING, wrap=True, parent=self)
        heading.setMinimumWidth(theme.px(_WIDTH))
        text = self.tr("Your plan asks for it. What becomes of its days?")
        self.setAccessibleDescription(text)
        column.addWidget(heading)
        column.addWidget(TextLabel(theme, text, tone=TextTone.MUTED, wrap=True, parent=self))
        words = self.tr("The routine that takes its days")
        self.others = ChoiceBox(theme, name=words, parent=self)
        for routine_id, other in others:
            self.others.addItem(other, routine_id)
        self.others.setVisible(bool(others))
        column.addWidget(self.others)
        answers = QWidget(self)
        flow = FlowLayout(answers, gap=UNIT)
        self.give = SecondaryButton(
            theme, self.tr("Delete and use this one instead"), parent=answers
        )
        self.give.setVisible(bool(others))
        self.drop = SecondaryButton(
            theme, self.tr("Delete and remove its days from the plan"), parent=answers
        )
        self.cancel = QuietButton(theme, self.tr("Cancel"), parent=answers)
        for button in (self.give, self.drop, self.cancel):
            button.setAutoDefault(False)
            flow.addWidget(button)
        column.addWidget(answers)
        self.give.clicked.connect(self._give)
        self.drop.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.cancel.setFocus()

    def _give(self) -> None:
        self.chosen = str(self.others.currentData())
        self.accept()

    @classmethod
    def ask(
        cls, parent: QWidget, theme: Theme, name: str, others: Sequence[tuple[str, str]]
    ) -> str | None:
        """Show it and wait; the id that takes the days, empty for none, or None to keep it all."""
        dialog = cls(theme, name, others, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted.value
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen if agreed else None
