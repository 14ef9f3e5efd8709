"""The frame of a page while what is in it is made."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class OpeningPage(QWidget):
    """A page's title and a word that it is coming; painted before anything slow begins."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * UNIT, 3 * UNIT, 5 * UNIT, 3 * UNIT)
        column.setSpacing(UNIT)
        self._title = TextLabel(theme, role=TextRole.TITLE, parent=self)
        column.addWidget(self._title)
        words = TextLabel(theme, self.tr("One moment…"), tone=TextTone.MUTED, parent=self)
        column.addWidget(words)
        column.addStretch(1)
        self.times_painted = 0

    @property
    def title(self) -> str:
        """The name of the page that is coming."""
        return self._title.text()

    def announce(self, title: str) -> None:
        """Show that a page is coming, at once."""
        self._title.setText(title)
        self.setAccessibleName(title)
        if self.isVisible():
            self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count what was shown, for whoever wants to know that it was."""
        self.times_painted += 1
        super().paintEvent(event)
