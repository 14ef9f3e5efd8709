"""Lines to tick beside a drawn body that shows where each of them is."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton

from hipcoach.ui.widgets.body_picture import BodyPicture

_CAME = (QEvent.Type.Enter, QEvent.Type.FocusIn)
_WENT = (QEvent.Type.Leave, QEvent.Type.FocusOut)


class Pointing(QObject):
    """Lights on the body what the mouse or the keyboard is at, and what is ticked."""

    def __init__(self, picture: BodyPicture, parent: QObject) -> None:
        super().__init__(parent)
        self._picture = picture
        self._boxes: dict[str, QAbstractButton] = {}

    def watch(self, boxes: Mapping[str, QAbstractButton]) -> None:
        """Watch these boxes, by the key of what they stand for."""
        self._boxes.update(boxes)
        for box in boxes.values():
            box.installEventFilter(self)
            box.toggled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Light what is ticked by now."""
        self._picture.light(_checked(self._boxes.items()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Point at a line while it is looked at."""
        if event.type() in _CAME:
            self._picture.point_at(next((k for k, b in self._boxes.items() if b is watched), ""))
        elif event.type() in _WENT:
            self._picture.point_at("")
        return super().eventFilter(watched, event)


def _checked(boxes: Iterable[tuple[str, QAbstractButton]]) -> list[str]:
    return [key for key, box in boxes if box.isChecked()]
