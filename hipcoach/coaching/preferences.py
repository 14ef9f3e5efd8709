"""The settings in force, and who wants to know when they change."""

from collections.abc import Callable

from hipcoach.coaching.ports import SettingsFile
from hipcoach.domain.errors import StorageError
from hipcoach.domain.settings import Settings

Listener = Callable[[Settings], None]


class Preferences:
    """Holds the settings; a change is kept on the disk at once and told to the listeners."""

    def __init__(self, current: Settings, file: SettingsFile) -> None:
        """Begin with what the file held."""
        self._current = current
        self._file = file
        self._listeners: list[Listener] = []
        self.problem = ""

    @property
    def current(self) -> Settings:
        """Return the settings in force."""
        return self._current

    def listen(self, listener: Listener) -> None:
        """Call this with the new settings after every change."""
        self._listeners.append(listener)

    def change(self, settings: Settings) -> None:
        """Put settings in force; `problem` says so when they could not be kept."""
        if settings == self._current:
            return
        self._current = settings
        try:
            self._file.save(settings)
            self.problem = ""
        except StorageError as error:
            self.problem = str(error)
        for listener in self._listeners:
            # One before it may have changed them again.
            listener(self._current)
