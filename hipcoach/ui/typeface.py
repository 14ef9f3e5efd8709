"""The app's own font, the same on every system: Atkinson Hyperlegible, made for low vision."""

import importlib.util
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

_PACKAGE = "fontpkg_atkinson_hyperlegible"
_FILES = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")


@cache
def own_family() -> str:
    """Load the font once and return its family; empty where the package isn't installed.

    Signs and scripts that it lacks (arrows, ticks, Greek) come from the system's fonts.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return ""
    folder = Path(found.origin).parent / "files"
    loaded = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES]
    if min(loaded) < 0:
        return ""
    return QFontDatabase.applicationFontFamilies(loaded[0])[0]
