"""Keeps screen and computer awake while a session runs."""

from PySide6.QtCore import QCoreApplication
from wakepy import Mode, keep


class KeepAwake:
    """Called with True to stay awake and False to let go; answers what went wrong, if anything."""

    def __init__(self) -> None:
        """Let the computer sleep as it likes, to begin with."""
        self._mode: Mode | None = None

    @property
    def is_active(self) -> bool:
        """Whether the computer is kept awake just now."""
        return self._mode is not None and self._mode.active

    def __call__(self, is_wanted: bool) -> str:
        """Stay awake or let go; return a plain sentence when that can't be done, else nothing."""
        if not is_wanted:
            self._release()
            return ""
        if self._mode is None:
            mode = keep.presenting(on_fail="pass")
            mode.__enter__()
            self._mode = mode
        if self.is_active:
            return ""
        return QCoreApplication.translate(
            "KeepAwake",
            "The screen may go dark during the session: this computer does not let hipcoach "
            "keep it on. You can turn that off in the system's settings.",
        )

    def _release(self) -> None:
        if self._mode is not None:
            self._mode.__exit__(None, None, None)
            self._mode = None
