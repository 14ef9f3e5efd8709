"""A number set by sliding, with its value in words beside it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class WheelGuard(QObject):
    """Keeps the wheel for scrolling the page: it would change fields it happens to pass."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


class ValueSlider(QWidget):
    """Tells of a value once it is settled: at the end of a drag, or with each key."""

    value_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        minimum: int,
        maximum: int,
        value: int,
        step: int,
        words: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        """Show values from minimum to maximum; `words` writes one with its unit."""
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._widest = max((words(minimum), words(maximum)), key=len)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(minimum, maximum)
        self._slider.setSingleStep(step)
        self._slider.setPageStep(step * 4)
        self._slider.setTracking(False)
        self._slider.setAccessibleName(name)
        self._slider.setMinimumHeight(HIT_TARGET)
        self._slider.installEventFilter(WheelGuard(self))
        self._label = TextLabel(theme, role=TextRole.BODY, tone=TextTone.MUTED, parent=self)
        row.addWidget(self._slider, 1)
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._slider)
        self.set_value(value)
        self._slider.sliderMoved.connect(self._say)
        self._slider.valueChanged.connect(self._on_value_changed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def value(self) -> int:
        """Return the settled value."""
        return self._slider.value()

    def set_value(self, value: int) -> None:
        """Show another value, held within the range, without telling anyone."""
        self._slider.blockSignals(True)
        self._slider.setValue(value)
        self._slider.blockSignals(False)
        self._say(self._slider.value())

    def set_range(self, minimum: int, maximum: int) -> None:
        """Offer other values; the one shown moves into them without telling anyone."""
        self._slider.blockSignals(True)
        self._slider.setRange(minimum, maximum)
        self._slider.blockSignals(False)
        self._widest = max((self._words(minimum), self._words(maximum)), key=len)
        self._restyle()

    def _on_value_changed(self, value: int) -> None:
        self._say(value)
        self.value_changed.emit(value)

    def _say(self, value: int) -> None:
        self._label.setText(self._words(value))
        self._slider.setAccessibleDescription(self._words(value))

    def _restyle(self) -> None:
        metrics = QFontMetrics(self._theme.font(TextRole.BODY))
        self._label.setMinimumWidth(metrics.horizontalAdvance(self._widest) + 4)
        self._slider.setMinimumWidth(self._theme.px(140))
