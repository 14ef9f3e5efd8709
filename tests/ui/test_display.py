"""What is said where no window can be opened: by hipcoach beforehand, or by Qt's last words."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hipcoach.ui import fonts, system_libraries
from hipcoach.ui.display import display_problem
from hipcoach.ui.system_libraries import library_problem

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland are Linux's")


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@linux_only
@pytest.mark.parametrize("platform", ["", "xcb", "wayland", "wayland;xcb", "xcb:nographics"])
def test_no_display_is_told_whatever_platform_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert "no display" in display_problem()


@linux_only
def test_a_display_that_nobody_serves_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("hipcoach.ui.display.library_problem", lambda: "")
    monkeypatch.setenv("DISPLAY", ":4711")
    assert "no display" in display_problem()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    (tmp_path / "wayland-9").touch()
    assert "no display" in display_problem()
    (tmp_path / "wayland-9").unlink()
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-9"))
        assert "no display" in display_problem(), "a socket that was left behind"
        compositor.listen()
        assert display_problem() == ""


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_platforms_without_a_display_need_none(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert display_problem() == ""


@linux_only
def test_a_missing_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "libqxcb.so"
    broken.write_bytes(b"no library")
    monkeypatch.setattr(system_libraries, "_x11_plugin", lambda: broken)
    monkeypatch.setattr(
        system_libraries,
        "_is_there",
        lambda name: name not in ("libxcb-cursor.so.0", "libxcb-icccm.so.4"),
    )
    told = library_problem()
    assert "libxcb-cursor.so.0, libxcb-icccm.so.4" in told
    assert "sudo apt install libxcb-cursor0 libxcb-icccm4." in told
    assert "sudo dnf install xcb-util-cursor xcb-util-wm." in told
    assert "sudo pacman -S xcb-util-cursor xcb-util-wm." in told
    monkeypatch.setenv("DISPLAY", ":4711")
    assert display_problem() == told


def test_qts_last_words_are_heard() -> None:
    script = (
        "from hipcoach.ui.app_log import keep_qt_quiet\n"
        "from PySide6.QtWidgets import QApplication\n"
        "keep_qt_quiet()\n"
        "QApplication([])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "QT_QPA_PLATFORM": "no-such-platform"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith("hipcoach: ")
    assert "platform plugin" in done.stderr


@linux_only
def test_a_machine_without_fonts_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert fonts.font_problem() == ""
    empty = tmp_path / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    script = "from hipcoach.ui.fonts import font_problem; print(font_problem())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "FONTCONFIG_FILE": str(empty)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "sudo apt install fonts-dejavu-core" in done.stdout
