"""Reading by keyboard: the keys that scroll a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QScrollArea

_ACTIONS = {
    Qt.Key.Key_Down: (QAbstractSlider.SliderAction.SliderSingleStepAdd, 3),
    Qt.Key.Key_Up: (QAbstractSlider.SliderAction.SliderSingleStepSub, 3),
    Qt.Key.Key_PageDown: (QAbstractSlider.SliderAction.SliderPageStepAdd, 1),
    Qt.Key.Key_Space: (QAbstractSlider.SliderAction.SliderPageStepAdd, 1),
    Qt.Key.Key_PageUp: (QAbstractSlider.SliderAction.SliderPageStepSub, 1),
    Qt.Key.Key_Home: (QAbstractSlider.SliderAction.SliderToMinimum, 1),
    Qt.Key.Key_End: (QAbstractSlider.SliderAction.SliderToMaximum, 1),
}


def scrolled_by(area: QScrollArea, key: int) -> bool:
    """Scroll an area as a key asks; return whether it is a key that scrolls."""
    for each, (action, times) in _ACTIONS.items():
        if key == each:
            for _ in range(times):
                area.verticalScrollBar().triggerAction(action)
            return True
    return False
