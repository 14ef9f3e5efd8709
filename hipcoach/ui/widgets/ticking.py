"""Controls to tick and lines to choose, by a screen reader as by a hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object


class Ticking(_Button):
    """Goes before a checkable button: a screen reader's Toggle is told by `clicked` too.

    Such a Toggle goes past `setChecked` and clicks nothing, so whoever saves on a click would
    show what was never saved.
    """

    _is_marking = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the button that comes after."""
        super().__init__(*args, **kwargs)
        self.toggled.connect(self._take_toggle)

    def setChecked(self, is_checked: bool) -> None:
        """Show whether it is ticked, without a click."""
        self._is_marking = True
        super().setChecked(is_checked)
        self._is_marking = False

    def nextCheckState(self) -> None:
        """Tick or untick for a click, which tells of itself."""
        self.setChecked(not self.isChecked())

    def _take_toggle(self, is_checked: bool) -> None:
        if not self._is_marking:
            # The stubs know no overloads, and without one the state isn't sent.
            self.clicked[bool].emit(is_checked)  # type: ignore[index]


class SelectionFollower(QObject):
    """Lets a line of a list be chosen by a screen reader, which selects it and moves nothing.

    Hands and keys move the current line as well; whoever waits for that would miss a selection.
    """

    def __init__(
        self, view: QAbstractItemView, choose: Callable[[QModelIndex], None] | None = None
    ) -> None:
        """Call `choose` with the line; without it, it becomes the current one."""
        super().__init__(view)
        self._view = view
        self._choose = choose or view.setCurrentIndex
        # The current line follows the selection in the same turn where a hand chose.
        view.selectionModel().selectionChanged.connect(
            self._look, Qt.ConnectionType.QueuedConnection
        )

    def _look(self) -> None:
        selected = self._view.selectionModel().selectedIndexes()
        if len(selected) == 1 and selected[0] != self._view.currentIndex():
            self._choose(selected[0])
