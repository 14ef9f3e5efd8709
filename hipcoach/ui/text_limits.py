"""Fields that say how much they take: what is too long is refused in words, never cut unseen."""

from PySide6.QtCore import QCoreApplication, QMimeData, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolTip, QWidget

from hipcoach.domain.limits import LONGEST_NOTE
from hipcoach.ui.plain_text import tip
from hipcoach.ui.widgets.enter_key import ENTER


def limit_line(line: QLineEdit, longest: int) -> None:
    """Let a line take so many characters, and say so when more are typed or pasted."""
    line.setMaxLength(max(longest, len(line.text())))
    line.inputRejected.connect(lambda: _tell(line, _takes(longest)))


class LimitedText(QPlainTextEdit):
    """Several lines of plain text, up to a length; a text it began with may be longer."""

    editing_finished = Signal()
    """The keyboard left, and the text is another one than before."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        longest: int = LONGEST_NOTE,
        text: str = "",
        enter_ends: bool = False,
    ) -> None:
        """Begin with a text, and take up to `longest` characters.

        With `enter_ends` Enter is the page's, and Shift+Enter begins a line.
        """
        super().__init__(text, parent)
        self._longest = longest
        self._enter_ends = enter_ends
        self._before = text
        self._whole = text
        self.refused = ""
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._hold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page where that was asked for."""
        if self._enter_ends and event.key() in ENTER and not event.modifiers():
            self._finish()
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what fits; what doesn't is not laid out even once."""
        room = self._longest - len(self.toPlainText()) + len(self.textCursor().selectedText())
        if len(source.text()) > room:
            told = QCoreApplication.translate(
                "TextLimits",
                "Nothing was pasted: it has {length} characters, and there is room for {room}.",
            )
            self._refuse(told.format(length=len(source.text()), room=max(0, room)))
            return
        super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the text is another one now."""
        super().focusOutEvent(event)
        self._finish()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so as well when what it stands in is closed."""
        super().hideEvent(event)
        self._finish()

    def _finish(self) -> None:
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.editing_finished.emit()

    def _hold(self) -> None:
        text = self.toPlainText()
        if len(text) <= max(self._longest, len(self._before)):
            self._whole = text
            return
        place = self.textCursor().position()
        self.setPlainText(self._whole or text[: self._longest])
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self._whole)))
        self.setTextCursor(cursor)
        self._refuse(_takes(self._longest))

    def _refuse(self, told: str) -> None:
        self.refused = told
        _tell(self, told)


def _takes(longest: int) -> str:
    told = QCoreApplication.translate(
        "TextLimits", "This takes up to {longest} characters; the rest was not taken."
    )
    return told.format(longest=longest)


def _tell(field: QWidget, told: str) -> None:
    QToolTip.showText(field.mapToGlobal(field.rect().bottomLeft()), tip(told), field)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(field, told))
