"""Looks for reminders whose moment has come, and shows them where they are seen."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.reminders import LONGEST_WAIT_MS, Reminder, ReminderKind, Reminders
from hipcoach.domain.errors import StorageError
from hipcoach.domain.settings import Settings
from hipcoach.ui.day_watch import DayWatch


class Tray(Protocol):
    """What is asked of the sign beside the clock."""

    opened: SignalInstance
    quit_requested: SignalInstance
    message_clicked: SignalInstance

    @property
    def is_visible(self) -> bool:
        """Tell whether the sign can be seen and pressed."""
        ...

    def set_shown(self, is_shown: bool) -> None:
        """Show the sign or take it away."""
        ...

    def say(self, title: str, text: str) -> None:
        """Show a message in the way of the desktop."""
        ...


class Reminding(QObject):
    """Reminds while the window or its sign in the tray is there; the use case says of what.

    The app outlives its last window only where the person wants that and the sign is really
    visible: else nobody could end it.
    """

    told = Signal(str, str, object)
    """A title, a text and the Reminder, to be shown in the window."""
    opened = Signal()
    """The person wants to see the window."""
    session_wanted = Signal()
    """The person followed a reminder of what is due."""
    break_wanted = Signal()
    """The person followed a reminder to stand up."""
    quit_wanted = Signal()

    def __init__(
        self,
        reminders: Reminders,
        preferences: Preferences,
        window: QWidget,
        *,
        make_tray: Callable[[], Tray | None],
        is_busy: Callable[[], bool],
        wants_quiet: Callable[[], bool],
        watch: DayWatch | None = None,
    ) -> None:
        """`make_tray` answers None where there is no room for a sign.

        While `is_busy` (a session runs) or `wants_quiet` (the desktop) reminders wait. `watch`
        tells when the zone has changed, and is closed with this.
        """
        super().__init__(window)
        self._reminders = reminders
        self._preferences = preferences
        self._window = window
        self._make_tray = make_tray
        self._is_busy = is_busy
        self._wants_quiet = wants_quiet
        self._tray: Tray | None = None
        self._last: Reminder | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._watch = watch
        if watch is not None:
            watch.zone_changed.connect(self._look_again)
        preferences.listen(self._on_changed)
        self._set_up()

    @property
    def stays_in_tray(self) -> bool:
        """Tell whether closing the window leaves the sign, and with it the reminders."""
        settings = self._reminders.settings
        tray = self._tray
        return settings.reminds and settings.in_tray and tray is not None and tray.is_visible

    def close(self) -> None:
        """Stop looking, and take the sign away."""
        self._timer.stop()
        if self._watch is not None:
            self._watch.close()
        if self._tray is not None:
            self._tray.set_shown(False)
        QApplication.setQuitOnLastWindowClosed(True)

    def look(self) -> None:
        """Show what has come due, and wait for the next."""
        try:
            is_held = self._reminders.settings.reminds and (self._is_busy() or self._wants_quiet())
            reminder = self._reminders.take(is_held=is_held)
            if reminder is not None:
                self._show(reminder)
            self._timer.start(self._reminders.wait_ms())
        except StorageError:
            # The record can't be read now; the page in hand tells so. Try again in a while.
            self._timer.start(LONGEST_WAIT_MS)

    def _show(self, reminder: Reminder) -> None:
        title, text = self._reminders.words(reminder)
        self._last = reminder
        self.told.emit(title, text, reminder)
        if self._tray is not None and self._tray.is_visible:
            self._tray.say(title, text)
        else:
            QApplication.alert(self._window)

    def follow(self) -> None:
        """Do what the last reminder was about."""
        self.opened.emit()
        if self._last is not None and self._last.kind is ReminderKind.SIT_BREAK:
            self.break_wanted.emit()
        else:
            self.session_wanted.emit()

    def _look_again(self) -> None:
        if self._reminders.settings.reminds:
            self.look()

    def _on_changed(self, _settings: Settings) -> None:
        self._set_up()

    def _set_up(self) -> None:
        reminds = self._reminders.settings.reminds
        if reminds and self._tray is None:
            self._tray = self._make_tray()
            if self._tray is not None:
                self._tray.opened.connect(self.opened)
                self._tray.quit_requested.connect(self.quit_wanted)
                self._tray.message_clicked.connect(self.follow)
        if self._tray is not None:
            self._tray.set_shown(reminds)
        QApplication.setQuitOnLastWindowClosed(not self.stays_in_tray)
        if reminds:
            self.look()
        else:
            self._timer.stop()
