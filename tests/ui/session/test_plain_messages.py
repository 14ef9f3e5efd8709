"""What goes to the desktop is plain text: no bus is needed to see what it would get."""

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.mpris import MediaControls
from hipcoach.ui.tray import TrayIcon
from tests.support.builders import make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig

NAME = '<img src="x.png">R&D <b>bold</b>'


def is_plain(text: object) -> bool:
    return isinstance(text, str) and bool(text) and not set("<>&\u202e\x1b") & set(text)


def test_player_controls_get_plain_names(rig: SessionRig) -> None:
    named = make_routine(make_item(make_exercise("squat", name=NAME)), name=f"{NAME}\u202e\x1b")
    rig.start(named)
    controls = MediaControls(QDBusConnection("no such bus"), rig.driver, rig.page)
    assert controls.service == ""
    told = controls.metadata()
    assert is_plain(told["xesam:title"])
    assert is_plain(told["xesam:album"])
    assert "bold" in str(told["xesam:album"])
    controls.close()


def test_notifications_are_plain(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    said: list[object] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *told: said.extend(told[:2]))
    TrayIcon(QIcon(), holder).say(NAME, f"Now: {NAME}\u202e\x1b")
    assert len(said) == 2
    assert all(is_plain(each) for each in said), said
