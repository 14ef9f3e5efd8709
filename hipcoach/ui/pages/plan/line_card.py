"""A card of lines, each with a title, words and something to do at its end."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class LineCard(Card):
    """A heading and lines, each with something to do at its end."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setSpacing(UNIT + 4)
        self.body.addWidget(TextLabel(theme, title, role=TextRole.HEADING, parent=self))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(UNIT + 4)
        self.body.addLayout(self._lines)

    def clear(self) -> None:
        """Take every line away."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def add_line(self, title: str, words: str, button: str) -> QuietButton:
        """Add a line; without a text its button is not shown."""
        line = QWidget(self)
        pair = PairLayout(line, lead_least=self._theme.px(200))
        told = QWidget(line)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(
            TextLabel(self._theme, title, role=TextRole.STRONG, wrap=True, parent=told)
        )
        if words:
            column.addWidget(
                TextLabel(self._theme, words, tone=TextTone.MUTED, wrap=True, parent=told)
            )
        pair.addWidget(told)
        press = QuietButton(self._theme, button, parent=line)
        press.setAccessibleDescription(title)
        press.setVisible(bool(button))
        pair.addWidget(press)
        self._lines.addWidget(line)
        return press
