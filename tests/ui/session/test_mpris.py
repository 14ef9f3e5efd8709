"""Media keys by MPRIS: another process steers a session over a real bus of its own."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from hipcoach.domain.routine import Routine
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.mpris import PATH, PLAYER, SERVICE, MediaControls
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.player_driver import PlayerDriver
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")
BUS_NAME = "hipcoach-tests"
ROOT = "org.mpris.MediaPlayer2"


@pytest.fixture
def address() -> Iterator[str]:
    """A bus that no other program knows of; make test installs dbus where it is missing."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def controls(rig: SessionRig, address: str) -> Iterator[MediaControls]:
    """A session on that bus, in its first rep."""
    bus = QDBusConnection.connectToBus(address, BUS_NAME)
    assert bus.isConnected()
    made: list[MediaControls] = []

    def offer(driver: PlayerDriver, page: SessionPage) -> MediaControls:
        made.append(MediaControls(bus, driver, page))
        return made[-1]

    rig.media = offer
    rig.start(two_exercises())
    rig.run_to(SegmentKind.REP)
    rig.clock.tick(700)
    yield made[0]
    rig.media = None
    rig.flow.close_requested()
    rig.flow.close_requested()
    QDBusConnection.disconnectFromBus(BUS_NAME)


def two_exercises() -> Routine:
    return make_routine(
        make_item(make_exercise("squat"), uid="squat", dose=make_dose(sets=1, reps=6)),
        make_item(make_exercise("bridge"), uid="bridge", dose=make_dose(sets=1, reps=6)),
        name="Short",
    )


Client = Callable[..., str]


@pytest.fixture
def client(address: str, qtbot: QtBot) -> Client:
    """Call a method from another process while our own loop runs; returns what it printed."""

    def call(method: str, *arguments: str) -> str:
        process = subprocess.Popen(
            [
                "dbus-send",
                f"--bus={address}",
                "--print-reply",
                f"--dest={SERVICE}",
                PATH,
                method,
                *arguments,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        qtbot.waitUntil(lambda: process.poll() is not None)
        printed, errors = process.communicate()
        assert errors == ""
        return printed

    return call


def read(client: Client, name: str, interface: str = PLAYER) -> str:
    """Read a property, as dbus-send writes it."""
    call = "org.freedesktop.DBus.Properties.Get"
    printed = client(call, f"string:{interface}", f"string:{name}")
    return " ".join(printed.split("variant", 1)[1].split())


def test_what_plays_is_told(rig: SessionRig, controls: MediaControls, client: Client) -> None:
    assert controls.service == SERVICE
    assert read(client, "PlaybackStatus") == 'string "Playing"'
    metadata = read(client, "Metadata")
    assert re.search(r'string "xesam:title" variant\s+string "Squat"', metadata)
    assert re.search(r'string "xesam:album" variant\s+string "Short"', metadata)
    assert re.search(r'string "mpris:trackid" variant\s+object path "/', metadata)
    rig.run(3_000)
    gone_ms = rig.driver.player.elapsed_total_ms
    assert read(client, "Position") == f"int64 {gone_ms * 1000}"
    assert read(client, "CanGoNext") == "boolean true"
    assert read(client, "CanSeek") == "boolean false"
    assert read(client, "Identity", ROOT) == 'string "hipcoach"'
    assert read(client, "DesktopEntry", ROOT) == 'string "hipcoach"'
    assert read(client, "SupportedUriSchemes", ROOT) == "array [ ]"


def test_a_media_key_pauses_and_goes_on(
    rig: SessionRig, controls: MediaControls, client: Client
) -> None:
    client(f"{PLAYER}.PlayPause")
    assert rig.state() is PlayerState.PAUSED
    assert read(client, "PlaybackStatus") == 'string "Paused"'
    rig.clock.tick(700)
    client(f"{PLAYER}.PlayPause")
    assert rig.state() is PlayerState.LEADING_IN


def test_play_and_pause_do_only_what_they_say(
    rig: SessionRig, controls: MediaControls, client: Client
) -> None:
    client(f"{PLAYER}.Play")
    assert rig.state() is PlayerState.PLAYING
    client(f"{PLAYER}.Pause")
    assert rig.state() is PlayerState.PAUSED
    rig.clock.tick(700)
    client(f"{PLAYER}.Pause")
    assert rig.state() is PlayerState.PAUSED
    client(f"{PLAYER}.Play")
    assert rig.state() is PlayerState.LEADING_IN


def test_next_previous_and_stop(rig: SessionRig, controls: MediaControls, client: Client) -> None:
    here = rig.driver.player.segment.block
    client(f"{PLAYER}.Next")
    assert rig.driver.player.segment.block == here + 1
    assert "Bridge" in read(client, "Metadata")
    client(f"{PLAYER}.Previous")
    assert rig.driver.player.segment.block == here
    client(f"{PLAYER}.Stop")
    assert rig.page.end_sheet.is_open


def test_what_is_not_offered_changes_nothing(
    rig: SessionRig, controls: MediaControls, client: Client
) -> None:
    before = rig.driver.player.cursor.segment_index
    client(f"{PLAYER}.Seek", "int64:5000000")
    client(f"{PLAYER}.SetPosition", "objpath:/a", "int64:0")
    client(f"{PLAYER}.OpenUri", "string:file:///a.wav")
    client(f"{ROOT}.Quit")
    client(f"{ROOT}.Raise")
    assert rig.driver.player.cursor.segment_index == before
    assert rig.state() is PlayerState.PLAYING


def test_a_head_set_counts_reps_by_play(
    rig: SessionRig, controls: MediaControls, client: Client
) -> None:
    rig.start(make_routine(make_item(dose=make_dose(sets=1, reps=5, self_paced=True))))
    rig.run_to(SegmentKind.SELF_PACED)
    for method in ("Play", "PlayPause"):
        rig.clock.tick(700)
        client(f"{PLAYER}.{method}")
    assert rig.page.ring.digits == "2"


def test_listeners_are_told_of_changes(
    rig: SessionRig, controls: MediaControls, address: str, qtbot: QtBot
) -> None:
    rule = "type='signal',interface='org.freedesktop.DBus.Properties'"
    monitor = subprocess.Popen(
        ["dbus-monitor", "--address", address, rule],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
    assert monitor.stdout is not None
    # It says so when it listens.
    monitor.stdout.readline()
    rig.driver.pause()
    rig.driver.next()
    rig.driver.play()
    QCoreApplication.processEvents()
    told = ""
    while "Bridge" not in told:
        told += monitor.stdout.readline().decode()
    monitor.terminate()
    monitor.communicate()
    assert 'string "PlaybackStatus"' in told
    assert 'string "Paused"' in told


def test_when_the_session_is_over_the_bus_is_left(
    rig: SessionRig, controls: MediaControls, address: str
) -> None:
    bus = QDBusConnection(BUS_NAME)
    interface = bus.interface()
    assert interface is not None
    assert interface.isServiceRegistered(SERVICE).value() is True
    rig.driver.end()
    assert controls.service == ""
    assert interface.isServiceRegistered(SERVICE).value() is False
    assert bus.objectRegisteredAt(PATH) is None


def test_where_there_is_no_bus_nothing_is_said(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "app = QCoreApplication(sys.argv)\n"
        "from hipcoach.ui.mpris import controls_for\n"
        "print(controls_for(None, None))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("None\n", "")
