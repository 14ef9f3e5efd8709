import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.ui.do_not_disturb import says_inhibited, wants_quiet


def test_without_anybody_to_ask_nobody_wants_quiet(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert not wants_quiet()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not wants_quiet()


class Variant:
    """As Qt hands a variant over."""

    def __init__(self, value: object) -> None:
        self._value = value

    def variant(self) -> object:
        return self._value


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([True], True),
        ([Variant(True)], True),
        ([Variant(False)], False),
        ([Variant("yes")], False),
        ([False], False),
        ([], False),
        ([True, True], False),
    ],
)
def test_only_a_plain_yes_is_one(arguments: list[object], expected: bool) -> None:
    assert says_inhibited(arguments) is expected


# A desktop in a process of its own, since the one that asks waits for the answer.
DESKTOP = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Property, ClassInfo
from PySide6.QtDBus import QDBusConnection


@ClassInfo({"D-Bus Interface": "org.freedesktop.Notifications"})
class Notifications(QObject):
    @Property(bool)
    def Inhibited(self):
        return sys.argv[1] == "quiet"


app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
desktop = Notifications()
every = QDBusConnection.RegisterOption.ExportAllProperties
assert bus.registerObject("/org/freedesktop/Notifications", desktop, every)
if sys.argv[1] != "nobody":
    assert bus.registerService("org.freedesktop.Notifications")
print("ready", flush=True)
app.exec()
"""
WINDOW = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication
from hipcoach.ui.do_not_disturb import wants_quiet

app = QCoreApplication([])
desktop = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.PIPE)
assert desktop.stdout.readline() == b"ready\\n"
print(wants_quiet())
desktop.kill()
desktop.wait()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no D-Bus here")
@pytest.mark.parametrize(
    ("desktop", "expected"), [("quiet", "True"), ("loud", "False"), ("nobody", "False")]
)
def test_a_desktop_is_asked_over_the_bus(tmp_path: Path, desktop: str, expected: str) -> None:
    window, other = tmp_path / "window.py", tmp_path / "desktop.py"
    window.write_text(WINDOW)
    other.write_text(DESKTOP)
    told = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(window), str(other), desktop],
        capture_output=True,
        text=True,
        timeout=60,
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)),
        check=False,
    )
    assert told.stdout.strip() == expected, told.stderr
