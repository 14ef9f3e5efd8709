"""The keys that lead back to the page before, the same on every page that has one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_BACK: Final = (QKeySequence("Alt+Left"), QKeySequence(Qt.Key.Key_Back))
_ESCAPE: Final = QKeySequence(Qt.Key.Key_Escape)


def add_back_keys(page: QWidget, go_back: Callable[[], object], *, escape: bool = False) -> None:
    """Go back on Alt+Left and the keyboard's Back key, and on Escape where nothing can be lost."""
    for keys in _BACK:
        _add(page, keys, go_back)
    if escape:
        leave_on_escape(page, go_back)


def leave_on_escape(page: QWidget, leave: Callable[[], object]) -> None:
    """Leave on Escape a page on which nothing is typed."""
    _add(page, _ESCAPE, leave)


def _add(page: QWidget, keys: QKeySequence, act: Callable[[], object]) -> None:
    shortcut = QShortcut(keys, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
