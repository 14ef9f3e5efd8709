"""The sign beside the clock, on desktops that have room for one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from hipcoach.ui.plain_text import notification_text

MESSAGE_MS = 15_000


class TrayIcon(QObject):
    """Shows messages, opens the window, and can end the app."""

    opened = Signal()
    """The sign was pressed, or Open in its menu."""
    quit_requested = Signal()
    message_clicked = Signal()

    def __init__(self, icon: QIcon, parent: QWidget) -> None:
        """Make the sign; it is not shown yet."""
        super().__init__(parent)
        self._tray = QSystemTrayIcon(icon, self)
        self._tray.setToolTip(self.tr("hipcoach"))
        self._menu = QMenu(parent)
        self._menu.addAction(self.tr("Open hipcoach")).triggered.connect(self.opened)
        self._menu.addAction(self.tr("Quit")).triggered.connect(self.quit_requested)
        self._tray.setContextMenu(self._menu)
        self._tray.activated.connect(self._on_activated)
        self._tray.messageClicked.connect(self.message_clicked)

    @staticmethod
    def has_room() -> bool:
        """Tell whether this desktop shows such signs."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def is_visible(self) -> bool:
        """Tell whether the sign can be seen and pressed."""
        return self.has_room() and self._tray.isVisible()

    def set_shown(self, is_shown: bool) -> None:
        """Show the sign or take it away."""
        self._tray.setVisible(is_shown)

    def say(self, title: str, text: str) -> None:
        """Show a message in the way of the desktop."""
        self._tray.showMessage(
            notification_text(title), notification_text(text), self._tray.icon(), MESSAGE_MS
        )

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()
