"""Text in one of the theme's roles."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hipcoach.domain.limits import LONGEST_SHOWN
from hipcoach.domain.text import translate
from hipcoach.ui.theme import TextRole, Theme


class TextTone(StrEnum):
    """The colour a text is written in."""

    TEXT = "text"
    MUTED = "muted"
    PRIMARY = "primary"
    PAIN = "pain"


class TextLabel(QLabel):
    """A label which follows the theme's sizes and colours and wraps when asked."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        tone: TextTone = TextTone.TEXT,
        wrap: bool = False,
        bold: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_fitting(text), parent)
        self._theme = theme
        self._role = role
        self._tone = tone
        self._bold = bold
        self._size_px: int | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def setText(self, text: str) -> None:
        """Show a text; of one that is too long to be laid out in time, what comes first."""
        super().setText(_fitting(text))

    @property
    def tone(self) -> TextTone:
        """The colour in use."""
        return self._tone

    def set_tone(self, tone: TextTone) -> None:
        """Write in another colour."""
        self._tone = tone
        self._restyle()

    def set_pixel_size(self, size_px: int | None) -> None:
        """Use a size in pixels instead of the role's; None returns to the role's."""
        if size_px != self._size_px:
            self._size_px = size_px
            self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the colours again: Qt's style sheets forget those of a label never shown before."""
        super().showEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        font = self._theme.font(self._role, bold=self._bold)
        if self._size_px is not None:
            font.setPixelSize(max(1, self._size_px))
        self.setFont(font)
        palette = QPalette(self.palette())
        color = QColor(getattr(self._theme.palette, self._tone.value))
        palette.setColor(QPalette.ColorRole.WindowText, color)
        palette.setColor(QPalette.ColorRole.Text, color)
        self.setPalette(palette)


def _fitting(text: str) -> str:
    if len(text) <= LONGEST_SHOWN:
        return text
    more = len(text) - LONGEST_SHOWN
    told = translate("TextLabel", "… ({number} more character(s))", more)
    return text[:LONGEST_SHOWN] + told.format(number=more)
