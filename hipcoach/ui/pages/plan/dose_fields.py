"""Fields for a dose: sets and the amount of each, every one with its name above it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.domain.prescription import (
    MAX_DURATION_MS,
    MAX_HOLD_MS,
    MAX_REPS,
    MAX_SETS,
    MIN_DURATION_MS,
    Dose,
    DoseKind,
)
from hipcoach.domain.units import SECOND_MS
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_HOLD_STEP_S = 5
_TIME_STEP_S = 15


class LabelledField(QWidget):
    """A label above what it names."""

    def __init__(self, theme: Theme, name: str, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = TextLabel(theme, name, role=TextRole.SMALL, tone=TextTone.MUTED, parent=self)
        label.setBuddy(field)
        column.addWidget(label)
        field.setParent(self)
        column.addWidget(field)


class DoseFields(QWidget):
    """Sets and the amount of each, for both sides or for one."""

    changed = Signal(Dose)

    def __init__(self, theme: Theme, side_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._dose: Dose | None = None
        flow = FlowLayout(self, gap=2 * UNIT)
        of_side = f" ({side_name})" if side_name else ""
        self.sets = self._stepper(theme, self.tr("Sets") + of_side, 1, MAX_SETS)
        self.reps = self._stepper(theme, self.tr("Repetitions") + of_side, 1, MAX_REPS)
        self.hold = self._stepper(
            theme, self.tr("Hold") + of_side, 1, MAX_HOLD_MS // SECOND_MS, _HOLD_STEP_S, "s"
        )
        self.time = self._stepper(
            theme,
            self.tr("Time") + of_side,
            MIN_DURATION_MS // SECOND_MS,
            MAX_DURATION_MS // SECOND_MS,
            _TIME_STEP_S,
            "s",
        )
        self._fields = {
            each: LabelledField(theme, name, each, self)
            for each, name in (
                (self.sets, self.tr("Sets") + of_side),
                (self.reps, self.tr("Repetitions") + of_side),
                (self.hold, self.tr("Hold") + of_side),
                (self.time, self.tr("Time") + of_side),
            )
        }
        for field in self._fields.values():
            flow.addWidget(field)
        for stepper in self._fields:
            stepper.value_changed.connect(self._on_changed)

    def _stepper(
        self, theme: Theme, name: str, low: int, high: int, step: int = 1, unit: str = ""
    ) -> Stepper:
        return Stepper(
            theme,
            name=name,
            compact=True,
            minimum=low,
            maximum=high,
            value=low,
            step=step,
            unit=unit,
            parent=self,
        )

    def show_dose(self, dose: Dose) -> None:
        """Show a dose without telling anyone."""
        self._dose = dose
        self._fields[self.reps].setVisible(dose.kind is DoseKind.REPS)
        self._fields[self.hold].setVisible(dose.kind is DoseKind.HOLD)
        self._fields[self.time].setVisible(dose.kind is DoseKind.TIMED)
        self.sets.set_value(dose.sets)
        self.reps.set_value(dose.reps or 1)
        self.hold.set_value(round((dose.hold_ms or 0) / SECOND_MS))
        self.time.set_value(round((dose.duration_ms or 0) / SECOND_MS))

    def _on_changed(self, _value: int) -> None:
        dose = self._dose
        if dose is None:
            return
        changed = replace(dose, sets=self.sets.value())
        if dose.kind is DoseKind.REPS:
            changed = replace(changed, reps=self.reps.value())
        elif dose.kind is DoseKind.HOLD:
            changed = replace(changed, hold_ms=self.hold.value() * SECOND_MS)
        else:
            changed = replace(changed, duration_ms=self.time.value() * SECOND_MS)
        self.changed.emit(changed)
