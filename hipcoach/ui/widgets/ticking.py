"""Controls to tick, ticked by a screen reader as by a hand."""

from typing import TYPE_CHECKING, Any

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
