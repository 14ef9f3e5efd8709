"""The system's libraries that Qt needs for a window on X11, and the packages that bring them."""

import ctypes
import importlib.util
import sys
from pathlib import Path

# Library, and its package on Debian and Ubuntu, Fedora, Arch; tried on Debian alone.
_PACKAGES = {
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
}


def library_problem() -> str:
    """Say which libraries Qt lacks here to open a window on X11; empty when none.

    Qt itself would end the process, and say so only where nobody looks.
    """
    plugin = _x11_plugin()
    if plugin is None:
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return _told(str(error), [name for name in _PACKAGES if not _is_there(name)])
    return ""


def _told(error: str, missing: list[str]) -> str:
    if not missing:
        return f"Qt cannot open a window here: {error}."
    names = ", ".join(missing)
    apt, dnf, pacman = (
        " ".join(dict.fromkeys(packages))
        for packages in zip(*(_PACKAGES[name] for name in missing), strict=True)
    )
    return (
        f"Qt cannot open a window here, for want of {names}. "
        f"On Debian and Ubuntu: sudo apt install {apt}. On Fedora: sudo dnf install {dnf}. "
        f"On Arch: sudo pacman -S {pacman}."
    )


def _x11_plugin() -> Path | None:
    if not sys.platform.startswith("linux"):
        return None
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    return path if path.is_file() else None


def _is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
