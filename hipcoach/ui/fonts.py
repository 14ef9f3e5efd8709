"""Whether there are letters to write with, asked without a window."""

import ctypes
import ctypes.util
import sys

_ADVICE = (
    "no fonts are installed, so no text can be seen. On Debian and Ubuntu: "
    "sudo apt install fonts-dejavu-core; on Fedora: sudo dnf install dejavu-sans-fonts; "
    "on Arch: sudo pacman -S ttf-dejavu"
)


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p))


def font_problem() -> str:
    """Say that the machine has no font, with what to install; empty when it has some.

    Fontconfig is asked as Qt asks it; on systems that bring their fonts there is no need to.
    """
    if not sys.platform.startswith("linux"):
        return ""
    try:
        config = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return ""
    return "" if _count(config) else _ADVICE


def _count(config: ctypes.CDLL) -> int:
    """Return how many fonts the system's configuration knows."""
    config.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    config.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    config.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    loaded = config.FcInitLoadConfigAndFonts()
    if not loaded:
        return 0
    fonts = config.FcConfigGetFonts(loaded, 0)
    return int(fonts.contents.nfont) if fonts else 0
