"""Space held down on a real X display: it asks about pain, and answers nothing by itself."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs X")
# A session in a window, which tells what is asked and how often a held key was repeated.
_CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from hipcoach.app import Window, make_application
from hipcoach.domain.settings import Settings, VoiceLevel, VoiceSettings
from hipcoach.player.clock import SystemClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths

app = make_application()
paths = DataPaths.find(Path(sys.argv[1]))
window = Window(app, paths, load_settings(paths), SystemClock(), keep_awake=lambda _: "")
window.fill()
quiet = Settings(voice=VoiceSettings(level=VoiceLevel.SILENT), first_start_done=True)
window.services.preferences.change(quiet)
window.main.show()
window.main.begin_session(window.services.library.routines["first_steps"])
flow = window.pages.session()
flow.before.skip.click()
page = flow.page
told = ""

class Keys(QObject):
    repeats = 0

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self.repeats += event.isAutoRepeat() and told == "kinds"
            if self.repeats == 12:
                print("repeated", flush=True)
        if event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            print("released", state(), flush=True)
        return False

def state():
    sheet = page.pain_sheet
    if not sheet.is_open:
        return "session"
    return "rating" if sheet.scale.isVisible() else "kinds" if sheet.kind_buttons else "advice"

def tell():
    global told
    if state() != told:
        told = state()
        print(told, flush=True)

keys = Keys()
app.installEventFilter(keys)
timer = QTimer()
timer.timeout.connect(tell)
timer.start(10)
page.setFocus()
window.main.activateWindow()
print("ready", flush=True)
app.exec()
"""


@pytest.fixture
def display() -> Iterator[str]:
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x800x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def session(display: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(tmp_path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield child
    child.kill()
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def wait_for(child: subprocess.Popen[str], *wanted: str) -> str:
    """Read what the window tells until one of these comes; the test's own limit ends the wait."""
    assert child.stdout is not None
    for line in child.stdout:
        if line.strip() in wanted:
            return line.strip()
    raise AssertionError(f"the window ended without {wanted}")


def press(display: str, *words: str) -> None:
    subprocess.run(
        ["xdotool", *words], env=os.environ | {"DISPLAY": display}, check=True, capture_output=True
    )


def test_a_held_space_asks_and_the_same_press_answers_nothing(
    session: subprocess.Popen[str], display: str
) -> None:
    wait_for(session, "ready")
    wait_for(session, "session")
    press(display, "mousemove", "400", "300")
    press(display, "keydown", "space")
    wait_for(session, "kinds")
    wait_for(session, "repeated")
    press(display, "keyup", "space")
    assert wait_for(session, "released kinds", "rating") == "released kinds"
    # Pressed anew it takes what is marked.
    press(display, "key", "space")
    assert wait_for(session, "rating", "session") == "rating"
