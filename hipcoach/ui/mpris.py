"""Media keys, head-sets and the desktop's player controls, by MPRIS over D-Bus.

The desktop passes a media key on to whoever offers `org.mpris.MediaPlayer2`, whichever window
is in front. The interfaces are those of https://specifications.freedesktop.org/mpris-spec/
(version 2.2). `mpris:length` is left out: PySide6 writes a small number as 32 bits where the
specification wants 64.
"""

import os
from typing import Any

from PySide6.QtCore import ClassInfo, Property, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusAbstractAdaptor,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
)

from hipcoach.domain.session_keys import SessionAction
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.plain_text import notification_text
from hipcoach.ui.player_driver import PlayerDriver

PATH = "/org/mpris/MediaPlayer2"
SERVICE = "org.mpris.MediaPlayer2.hipcoach"
PLAYER = "org.mpris.MediaPlayer2.Player"
# PySide's stubs know neither names of C++ types here nor what a class is told.
_class_info: Any = ClassInfo
_property: Any = Property
_signal: Any = Signal
_TRACK = "/io/github/hipcoach/block/{0}"
_US_A_MS = 1_000
_RUNNING = (PlayerState.PLAYING, PlayerState.LEADING_IN)


class MediaControls(QObject):
    """Offers one session on a bus for as long as it runs."""

    def __init__(self, bus: QDBusConnection, driver: PlayerDriver, page: SessionPage) -> None:
        super().__init__(page)
        self._bus = bus
        self._driver = driver
        self._page = page
        self._root = _Root(self)
        self._player = _Player(self)
        self._service = ""
        self._is_offered = bus.registerObject(PATH, self)
        if self._is_offered:
            # A second copy has the name with its own number, as the specification says.
            names = (SERVICE, f"{SERVICE}.instance{os.getpid()}")
            self._service = next((name for name in names if bus.registerService(name)), "")
        for signal in (driver.segment_started, driver.paused, driver.session_finished):
            signal.connect(lambda _event: self._tell())
        driver.resumed.connect(self._tell)
        driver.lead_in_started.connect(lambda _ms: self._tell())
        self._told = _comparable(self.changing())

    @property
    def service(self) -> str:
        """The name on the bus, empty where none could be had."""
        return self._service

    def close(self) -> None:
        """Leave the bus."""
        if self._is_offered:
            self._bus.unregisterObject(PATH)
        if self._service:
            self._bus.unregisterService(self._service)
        self._is_offered, self._service = False, ""

    # -- what is asked for -------------------------------------------------------

    def act(self, action: SessionAction) -> None:
        """Do what a key of the session does."""
        self._page.act(action)

    def play(self) -> None:
        """Go on; in a set at one's own pace it counts, and while one plays it does nothing."""
        player = self._driver.player
        if player.state not in _RUNNING or player.segment.kind is SegmentKind.SELF_PACED:
            self._page.act(SessionAction.MAIN)

    def pause(self) -> None:
        """Stand still."""
        if self._driver.player.state in _RUNNING:
            self._driver.pause()

    def come_forward(self) -> None:
        """Bring the window to the front."""
        window = self._page.window()
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    # -- what is told ------------------------------------------------------------

    def changing(self) -> dict[str, object]:
        """Return what listeners are told of when it changes."""
        return {"PlaybackStatus": self.status(), "Metadata": self.metadata()}

    def status(self) -> str:
        """Say whether the session plays, in the specification's words."""
        state = self._driver.player.state
        if state in _RUNNING:
            return "Playing"
        return "Stopped" if state is PlayerState.ENDED else "Paused"

    def metadata(self) -> dict[str, object]:
        """Name the exercise, the working side and the routine."""
        heading = self._page.heading
        found: dict[str, object] = {
            "mpris:trackid": QDBusObjectPath(_TRACK.format(self._driver.player.segment.block)),
            "xesam:title": notification_text(heading.name),
            "xesam:album": notification_text(self._driver.coach.session.routine.name),
        }
        if heading.badge:
            found["xesam:artist"] = [notification_text(heading.badge)]
        return found

    def position_us(self) -> int:
        """Return the place in the session, in microseconds as the specification wants."""
        return self._driver.player.elapsed_total_ms * _US_A_MS

    def _tell(self) -> None:
        now = self.changing()
        comparable = _comparable(now)
        changed = {name: now[name] for name in now if comparable[name] != self._told[name]}
        self._told = comparable
        if changed and self._is_offered:
            message = QDBusMessage.createSignal(
                PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged"
            )
            message.setArguments([PLAYER, changed, []])
            self._bus.send(message)


def _comparable(properties: dict[str, object]) -> dict[str, str]:
    """Write properties out: no two object paths are the same to Python."""
    return {
        name: repr(
            {key: v.path() if isinstance(v, QDBusObjectPath) else v for key, v in value.items()}
            if isinstance(value, dict)
            else value
        )
        for name, value in properties.items()
    }


@_class_info({"D-Bus Interface": "org.mpris.MediaPlayer2"})
class _Root(QDBusAbstractAdaptor):
    def __init__(self, controls: MediaControls) -> None:
        super().__init__(controls)
        self._controls = controls

    @Slot()
    def Raise(self) -> None:
        self._controls.come_forward()

    @Slot()
    def Quit(self) -> None:
        """Nothing: CanQuit says so."""

    def _false(self) -> bool:
        return False

    def _true(self) -> bool:
        return True

    def _name(self) -> str:
        return "hipcoach"

    def _none(self) -> list[str]:
        return []

    CanQuit = _property(bool, _false)
    CanRaise = _property(bool, _true)
    HasTrackList = _property(bool, _false)
    Identity = _property(str, _name)
    DesktopEntry = _property(str, _name)
    SupportedUriSchemes = _property("QStringList", _none)
    SupportedMimeTypes = _property("QStringList", _none)


@_class_info({"D-Bus Interface": PLAYER})
class _Player(QDBusAbstractAdaptor):
    Seeked = _signal("qlonglong")

    def __init__(self, controls: MediaControls) -> None:
        super().__init__(controls)
        self._controls = controls

    @Slot()
    def Play(self) -> None:
        self._controls.play()

    @Slot()
    def Pause(self) -> None:
        self._controls.pause()

    @Slot()
    def PlayPause(self) -> None:
        self._controls.act(SessionAction.MAIN)

    @Slot()
    def Stop(self) -> None:
        self._controls.act(SessionAction.END)

    @Slot()
    def Next(self) -> None:
        self._controls.act(SessionAction.NEXT)

    @Slot()
    def Previous(self) -> None:
        self._controls.act(SessionAction.PREVIOUS)

    @Slot("qlonglong")
    def Seek(self, offset_us: int) -> None:
        """Nothing: CanSeek says so."""

    @Slot(QDBusObjectPath, "qlonglong")
    def SetPosition(self, track: QDBusObjectPath, position_us: int) -> None:
        """Nothing: CanSeek says so."""

    @Slot(str)
    def OpenUri(self, uri: str) -> None:
        """Nothing: no scheme is supported."""

    def _status(self) -> str:
        return self._controls.status()

    def _metadata(self) -> dict[str, Any]:
        return self._controls.metadata()

    def _position(self) -> int:
        return self._controls.position_us()

    def _one(self) -> float:
        return 1.0

    def _true(self) -> bool:
        return True

    def _false(self) -> bool:
        return False

    PlaybackStatus = _property(str, _status)
    Metadata = _property("QVariantMap", _metadata)
    Position = _property("qlonglong", _position)
    Rate = _property(float, _one)
    MinimumRate = _property(float, _one)
    MaximumRate = _property(float, _one)
    Volume = _property(float, _one)
    CanGoNext = _property(bool, _true)
    CanGoPrevious = _property(bool, _true)
    CanPlay = _property(bool, _true)
    CanPause = _property(bool, _true)
    CanSeek = _property(bool, _false)
    CanControl = _property(bool, _true)


def controls_for(driver: PlayerDriver, page: SessionPage) -> MediaControls | None:
    """Offer a session on the person's own bus, or return None where there is none."""
    bus = QDBusConnection.sessionBus()
    return MediaControls(bus, driver, page) if bus.isConnected() else None
