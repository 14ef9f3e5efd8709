"""Says one thing and asks for a yes."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDTH = 480


class NoticeDialog(QDialog):
    """A title, a few sentences, one button that agrees and, if wanted, one that doesn't."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        *,
        accept_text: str = "",
        cancel_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 3 * UNIT)
        column.setSpacing(2 * UNIT)
        heading = TextLabel(theme, title, role=TextRole.HEADING, wrap=True, parent=self)
        heading.setMinimumWidth(theme.px(_WIDTH))
        words = TextLabel(theme, text, tone=TextTone.MUTED, wrap=True, parent=self)
        column.addWidget(heading)
        column.addWidget(words)
        column.addSpacing(UNIT)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        accept = PrimaryButton(theme, accept_text or self.tr("All right"), parent=self)
        accept.clicked.connect(self.accept)
        if cancel_text:
            cancel = QuietButton(theme, cancel_text, parent=self)
            cancel.clicked.connect(self.reject)
            row.addWidget(cancel)
        row.addWidget(accept)
        column.addLayout(row)
        accept.setDefault(True)
        accept.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        theme: Theme,
        title: str,
        text: str,
        *,
        accept_text: str = "",
        cancel_text: str = "",
    ) -> bool | None:
        """Show it and wait; True when agreed to, None when put away."""
        dialog = cls(
            theme, title, text, accept_text=accept_text, cancel_text=cancel_text, parent=parent
        )
        agreed = dialog.exec() == QDialog.DialogCode.Accepted.value
        dialog.deleteLater()
        return True if agreed else None
