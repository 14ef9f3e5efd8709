"""A whole number with a unit, made smaller or larger."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton

_WIDTH = 96
_COMPACT_WIDTH = 76


class Stepper(QWidget):
    """Minus, the number, plus: digits can be typed, the arrow keys step."""

    value_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        minimum: int,
        maximum: int,
        value: int,
        step: int = 1,
        unit: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`compact` takes no more room than fingers and three figures need."""
        super().__init__(parent)
        self._theme = theme
        self._compact = compact
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 if compact else 8)
        self._less = SecondaryButton(theme, "", icon_name="minus", parent=self)
        self._more = SecondaryButton(theme, "", icon_name="plus", parent=self)
        self._field = QSpinBox(self)
        # The style sheet leaves a strip for the arrows on the right: as much on the left.
        self._field.lineEdit().setTextMargins(12, 0, 0, 0)
        self._field.setRange(minimum, maximum)
        self._field.setSingleStep(step)
        self._field.setSuffix(f" {unit}" if unit else "")
        self._field.setValue(value)
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setAccessibleName(name)
        self._less.setAccessibleName(self.tr("{0}: less").format(name))
        self._more.setAccessibleName(self.tr("{0}: more").format(name))
        # The field steps with the arrow keys: the two buttons are for the mouse.
        self._less.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (self._less, self._more):
            each.setAutoRepeat(True)
            if compact:
                each.setFixedWidth(HIT_TARGET)
        row.addWidget(self._less)
        row.addWidget(self._field)
        row.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._field)
        self._less.clicked.connect(self._field.stepDown)
        self._more.clicked.connect(self._field.stepUp)
        self._field.valueChanged.connect(self._on_value_changed)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._allow_steps()

    def value(self) -> int:
        """The number."""
        return self._field.value()

    def set_value(self, value: int) -> None:
        """Show another number, held within the range, without telling anyone."""
        self._field.blockSignals(True)
        self._field.setValue(value)
        self._field.blockSignals(False)
        self._allow_steps()

    def _on_value_changed(self, value: int) -> None:
        self._allow_steps()
        self.value_changed.emit(value)

    def _allow_steps(self) -> None:
        self._less.setEnabled(self._field.value() > self._field.minimum())
        self._more.setEnabled(self._field.value() < self._field.maximum())

    def _restyle(self) -> None:
        self._field.setFont(self._theme.font(TextRole.BODY))
        width = self._theme.px(_COMPACT_WIDTH if self._compact else _WIDTH)
        self._field.setMinimumWidth(width)
        if self._compact:
            self._field.setMaximumWidth(width)
