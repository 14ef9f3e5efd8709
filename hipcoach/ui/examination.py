"""What the doctor says of Qt: the display, the letters and the sound, asked without a window."""

import sys

from PySide6.QtCore import QCoreApplication, qVersion

from hipcoach.ui.app_log import keep_qt_quiet
from hipcoach.ui.display import display_problem
from hipcoach.ui.fonts import font_problem
from hipcoach.ui.multimedia import Multimedia
from hipcoach.ui.system_libraries import library_problem


def examine() -> list[tuple[str, bool, str]]:
    """Return a subject, whether it works, and a sentence, for each thing looked at."""
    keep_qt_quiet()
    found = [("Qt", True, f"{qVersion()}")]
    for subject, problem in (
        ("display", library_problem() or display_problem()),
        ("fonts", font_problem()),
        ("sound", _sound_problem()),
    ):
        found.append((subject, not problem, problem or "fine"))
    return found


def _sound_problem() -> str:
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    try:
        return (
            ""
            if Multimedia().outputs()
            else app.tr("there is no sound output here; sessions run with captions")
        )
    except ImportError as error:
        return f"{error}; on Debian and Ubuntu, install libpulse0"
