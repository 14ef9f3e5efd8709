"""A clicker's and a head-set's keys on the pages round a session, where questions wait."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.session_keys import SessionAction
from hipcoach.domain.settings import Settings

# These lead through choices and scales on any page.
_ARROWS: Final = frozenset(("Left", "Right", "Up", "Down"))
_ACTIONS: Final = (SessionAction.MAIN, SessionAction.NEXT, SessionAction.PREVIOUS)


class HandKeys(QObject):
    """Catches the keys for on, back and next wherever the keyboard is within a page.

    With `media_only` a key that scrolls a page keeps doing so.
    """

    def __init__(
        self,
        page: QWidget,
        preferences: Preferences,
        act: Callable[[SessionAction], None],
        *,
        actions: Collection[SessionAction] = _ACTIONS,
        media_only: bool = False,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._act = act
        self._actions = actions
        self._media_only = media_only
        self._is_on = True
        self._shortcuts: list[QShortcut] = []
        self._follow(preferences.current)
        preferences.listen(self._follow)

    def set_on(self, is_on: bool) -> None:
        """Catch the keys, or leave them to the page."""
        self._is_on = is_on
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_on)

    def _follow(self, settings: Settings) -> None:
        wanted = {
            name: action
            for action in self._actions
            for name in settings.keys.of(action)
            if self._is_caught(name) and settings.keys.action_of(name) is action
        }
        shown = [shortcut.key().toString() for shortcut in self._shortcuts]
        if shown == [QKeySequence(name).toString() for name in wanted]:
            return
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [self._shortcut(name, action) for name, action in wanted.items()]

    def _is_caught(self, name: str) -> bool:
        if self._media_only:
            return "Media" in name or name == "F5"
        return name not in _ARROWS

    def _shortcut(self, name: str, action: SessionAction) -> QShortcut:
        shortcut = QShortcut(QKeySequence.fromString(name), self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.setEnabled(self._is_on)
        shortcut.activated.connect(lambda: self._act(action))
        return shortcut
