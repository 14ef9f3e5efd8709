"""What is wrong with something in a sentence, and below it what can be done about it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel


class AnswerRow(QWidget):
    """Words, and buttons that wrap below them; subclasses add the buttons."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._about = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        self.words = TextLabel(theme, wrap=True, parent=self)
        column.addWidget(self.words)
        self._answers = QWidget(self)
        self._flow = FlowLayout(self._answers, gap=UNIT)
        column.addWidget(self._answers)

    def say(self, words: str, *, about: str) -> None:
        """Say what is wrong; a screen reader hears at each answer what it is `about`."""
        self.words.setText(words)
        self._about = about

    def add_answer(self, text: str, *, is_offered: bool = True) -> SecondaryButton:
        """Add a button, hidden where it is no way out."""
        button = SecondaryButton(self._theme, text, space_activates=False, parent=self._answers)
        button.setAccessibleDescription(self._about)
        self._flow.addWidget(button)
        button.setVisible(is_offered)
        return button
