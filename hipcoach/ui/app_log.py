"""What hipcoach and Qt say of their own troubles, in a file that only its owner may read."""

import logging
import os
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from hipcoach.ui.system_libraries import library_problem

_qt_log = logging.getLogger("hipcoach.qt")


def keep_qt_quiet() -> None:
    """Note what Qt says of itself in the log instead of on the terminal, but for its last words."""
    _qt_log.addHandler(logging.NullHandler())
    qInstallMessageHandler(_on_qt_message)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        # Qt ends the process when this returns.
        advice = library_problem()
        os.write(2, f"hipcoach: {text.strip()}\n{advice and advice + chr(10)}".encode())
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    _qt_log.log(level, text)


class _NoRepeats(logging.Filter):
    """Lets no message through that is the same as the one before it."""

    def __init__(self) -> None:
        super().__init__()
        self._last = ""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether this record says something else than the last."""
        text = record.getMessage()
        is_new, self._last = text != self._last, text
        return is_new or record.exc_info is not None


def log_to(path: Path) -> logging.Handler:
    """Note the app's own troubles in a file that only its owner may read; raises OSError."""
    path.touch(mode=0o600)
    # A handler opens the file with its first line, and whoever wrote that would meet the error.
    path.open("a").close()
    handler = logging.FileHandler(path, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    # Qt can complain of a socket that is gone without end.
    handler.addFilter(_NoRepeats())
    logging.getLogger().addHandler(handler)
    return handler
