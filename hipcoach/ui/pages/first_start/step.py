"""What all screens of the first start have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class Step(QWidget):
    """A title, a sentence, and what is asked; answers are kept as they are given."""

    changed = Signal()

    def __init__(
        self, theme: Theme, title: str, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = title
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * UNIT)
        words = QVBoxLayout()
        words.setSpacing(UNIT)
        heading = TextLabel(theme, title, role=TextRole.DISPLAY, wrap=True, parent=self)
        words.addWidget(heading)
        if lead:
            words.addWidget(TextLabel(theme, lead, tone=TextTone.MUTED, wrap=True, parent=self))
        self.body.addLayout(words)

    def add_question(self, text: str, field: QWidget, *, hint: str = "") -> None:
        """Add a question with its field below it."""
        column = QVBoxLayout()
        column.setSpacing(UNIT)
        column.addWidget(TextLabel(self._theme, text, role=TextRole.STRONG, wrap=True, parent=self))
        if hint:
            column.addWidget(
                TextLabel(
                    self._theme,
                    hint,
                    role=TextRole.SMALL,
                    tone=TextTone.MUTED,
                    wrap=True,
                    parent=self,
                )
            )
        column.addWidget(field)
        self.body.addLayout(column)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Next")

    def entered(self) -> None:
        """Show what is kept, just before the screen is shown."""

    def left(self) -> str:
        """Keep what has to be kept on going on; a sentence when that failed."""
        return ""

    def first_field(self) -> QWidget | None:
        """Return what gets the keyboard; the button that leads on without one."""
        return None
