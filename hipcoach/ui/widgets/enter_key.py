"""Enter presses the button that shows it, wherever in its page or sheet the keyboard is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterKey(QObject):
    """Presses a button for its page; a focused push button and a multi-line text go before.

    What can be ticked or chosen leaves Enter to it (`leaves_enter`): that is done with Space.
    """

    def __init__(self, page: QWidget, button: QAbstractButton) -> None:
        """Let Enter press `button` from anywhere in `page`."""
        super().__init__(page)
        self.button = button
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take an Enter that nothing in the page wanted for itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in ENTER and not modifiers:
                # A key that is held down is one press.
                if not event.isAutoRepeat() and self.button.isVisible():
                    self.button.click()
                event.accept()
                return True
        return super().eventFilter(watched, event)


def leaves_enter(widget: QWidget, event: QKeyEvent) -> bool:
    """Return whether Enter is its page's, not this choice's; if so it is passed on."""
    if event.key() not in ENTER:
        return False
    at: QWidget | None = widget
    while at is not None:
        if at.findChild(EnterKey, options=Qt.FindChildOption.FindDirectChildrenOnly) is not None:
            event.ignore()
            return True
        at = None if at.isWindow() else at.parentWidget()
    return False


class EntryLine(QLineEdit):
    """A line that is added by Enter; while it is empty, Enter is its page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for what is typed."""
        has_words = bool(self.text().strip())
        super().keyPressEvent(event)
        if event.key() in ENTER and has_words:
            event.accept()
