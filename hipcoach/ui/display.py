"""Whether there is a screen to open a window on, asked before Qt is, which would abort."""

import contextlib
import ctypes
import os
import socket
import sys
from pathlib import Path

from hipcoach.ui.system_libraries import library_problem

_NO_DISPLAY = (
    "There is no display to open a window on. Start hipcoach from a desktop, or set DISPLAY."
)


def display_problem() -> str:
    """Return a plain sentence when no window can be opened here, else nothing."""
    if not sys.platform.startswith("linux"):
        return ""
    # The first choice counts; after a colon stand its own options.
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if wanted and wanted != "xcb" and not wanted.startswith("wayland"):
        return ""
    if wanted != "xcb" and _has_wayland():
        return ""
    if wanted.startswith("wayland") or not os.environ.get("DISPLAY"):
        return _NO_DISPLAY
    return library_problem() or ("" if _has_x11() else _NO_DISPLAY)


def _has_wayland() -> bool:
    """Return whether a compositor answers; a socket that one left behind is not enough."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name))
        return True
    return False


def _has_x11() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    is_fine = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return is_fine
