"""Asks why today is left out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDTH = 480
_LONGEST_REASON = 200


class ExcuseDialog(QDialog):
    """A few usual reasons to press, and a line for any other; no reason is fine too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Excuse today"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 3 * UNIT)
        column.setSpacing(2 * UNIT)
        heading = TextLabel(
            theme, self.tr("Leave today out?"), role=TextRole.HEADING, wrap=True, parent=self
        )
        heading.setMinimumWidth(theme.px(_WIDTH))
        words = TextLabel(
            theme,
            self.tr("An excused day doesn’t count as missed. A reason helps you to look back."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        column.addWidget(heading)
        column.addWidget(words)
        chips = QWidget(self)
        flow = FlowLayout(chips, gap=UNIT)
        usual = (self.tr("Ill"), self.tr("Too sore"), self.tr("Travelling"), self.tr("No time"))
        for reason in usual:
            button = SecondaryButton(theme, reason, parent=chips)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, reason=reason: self._take(reason))
            flow.addWidget(button)
        column.addWidget(chips)
        self._line = QLineEdit(self)
        limit_line(self._line, _LONGEST_REASON)
        self._line.setPlaceholderText(self.tr("Or in your own words"))
        self._line.setAccessibleName(self.tr("Reason"))
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        cancel = QuietButton(theme, self.tr("Keep today"), parent=self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        accept = PrimaryButton(theme, self.tr("Excuse today"), parent=self)
        accept.setDefault(True)
        accept.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(accept)
        column.addLayout(row)
        self._line.setFocus()

    @property
    def reason(self) -> str:
        """The reason given, which may be empty."""
        return self._line.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the line excuse the day."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._line.hasFocus():
            self.accept()
            return
        super().keyPressEvent(event)

    @classmethod
    def ask(cls, parent: QWidget, theme: Theme) -> str | None:
        """Show it and wait; the reason (perhaps empty), or None when today is kept."""
        dialog = cls(theme, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted.value
        reason = dialog.reason
        dialog.deleteLater()
        return reason if agreed else None

    def _take(self, reason: str) -> None:
        self._line.setText(reason)
        self.accept()
