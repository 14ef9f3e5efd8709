"""A section of the settings: a card with a title and rows."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class Section(Card):
    """Rows of words and a field; every change is kept at once."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title = title
        self.setAccessibleName(title)
        self.body.setSpacing(2 * UNIT)
        heading = TextLabel(theme, title, role=TextRole.STRONG, parent=self)
        heading.set_pixel_size(theme.px(18))
        self._heading = heading
        self.body.addWidget(heading)
        theme.changed.connect(self._resize_heading)

    def add_row(self, text: str, field: QWidget, *, hint: str = "") -> QWidget:
        """Add words with their field at the end of the line, below it where it is narrow."""
        row = QWidget(self)
        pair = PairLayout(row, lead_least=self._theme.px(150), line_gap=4, fill_trail=False)
        pair.addWidget(self._words(text, hint, row))
        pair.addWidget(field)
        self.body.addWidget(row)
        return row

    def add_wide(self, text: str, field: QWidget, *, hint: str = "") -> QWidget:
        """Add words with their field below them."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._words(text, hint, block))
        column.addWidget(field)
        self.body.addWidget(block)
        return block

    def add_text(self, text: str) -> TextLabel:
        """Add a muted sentence."""
        label = TextLabel(self._theme, text, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(label)
        return label

    def refresh(self) -> None:
        """Show what is kept."""

    def _words(self, text: str, hint: str, parent: QWidget) -> QWidget:
        words = QWidget(parent)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(TextLabel(self._theme, text, wrap=True, parent=words))
        if hint:
            column.addWidget(
                TextLabel(
                    self._theme,
                    hint,
                    role=TextRole.SMALL,
                    tone=TextTone.MUTED,
                    wrap=True,
                    parent=words,
                )
            )
        return words

    def _resize_heading(self) -> None:
        self._heading.set_pixel_size(self._theme.px(18))
