"""One of several choices, and the keys that go from one to the next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.enter_key import leaves_enter

_FORWARD: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACKWARD: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTER_AND_SPACE: Final = (*_ENTER, Qt.Key.Key_Space)


class Choice(QAbstractButton):
    """A checkable part of a group, painted by its own kind."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        parent: QWidget | None = None,
        *,
        space_activates: bool = True,
    ) -> None:
        """A choice; without `space_activates`, space is left to the page."""
        super().__init__(parent)
        self._theme = theme
        self._keys: tuple[Qt.Key, ...] = _ENTER_AND_SPACE if space_activates else _ENTER
        self._hovered = False
        self._is_marking = False
        self.toggled.connect(self._on_toggled)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)

    def setChecked(self, is_checked: bool) -> None:
        """Show whether this is the chosen one, without choosing it."""
        self._is_marking = True
        super().setChecked(is_checked)
        self._is_marking = False

    def _on_toggled(self, is_checked: bool) -> None:
        """Take a screen reader's Toggle, which goes past `setChecked`, for a click."""
        if self._is_marking:
            return
        if not is_checked:
            self.setChecked(True)
        # The stubs know no overloads, and without one the state isn't sent.
        self.clicked[bool].emit(True)  # type: ignore[index]

    def nextCheckState(self) -> None:
        """A second click doesn't unselect: the group decides."""
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and space choose; everything else is the group's."""
        if leaves_enter(self, event):
            return
        if event.key() in self._keys:
            if not event.isAutoRepeat():
                self.click()
            return
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is here."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the mouse has gone."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def neighbour(choices: Sequence[Choice], current: QObject | None, key: int) -> Choice | None:
    """The choice that an arrow, Home or End leads to; None for any other key."""
    if not choices:
        return None
    at = next((i for i, each in enumerate(choices) if each is current), 0)
    if key in _FORWARD:
        return choices[min(at + 1, len(choices) - 1)]
    if key in _BACKWARD:
        return choices[max(at - 1, 0)]
    if key == Qt.Key.Key_Home:
        return choices[0]
    if key == Qt.Key.Key_End:
        return choices[-1]
    return None


def only_checked_takes_tab(choices: Sequence[Choice]) -> None:
    """Make the group one stop for the Tab key: the chosen one, else the first."""
    target = next((each for each in choices if each.isChecked()), choices[0] if choices else None)
    for each in choices:
        stop = each is target
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
