"""The fields of a self-check: seconds, counts, stages, ranges and ratings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.check_desk import Trial
from hipcoach.domain.selfcheck import Check, Unit, unit_of
from hipcoach.ui.pages.checks.check_words import trial_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.nrs_scale import NrsScale, ScaleTone
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST_ACTIVITY = 60
_NOTHING = -1.0
_WIDTH = 140
HELD, NOT_HELD, UNTOLD = "held", "not held", "untold"
_MOST = {
    Unit.STANDS: 60.0,
    Unit.SECONDS: 300.0,
    Unit.DEGREES: 160.0,
    Unit.CENTIMETRES: 60.0,
}


class NumberField(QDoubleSpinBox):
    """A number that may be missing: then a dash stands there."""

    def __init__(
        self, theme: Theme, *, name: str, unit: Unit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSpecialValueText("–")
        self.lineEdit().setTextMargins(12, 0, 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.set_unit(unit)
        self.setValue(_NOTHING)
        theme.changed.connect(self._resize)
        self._resize()

    def set_unit(self, unit: Unit) -> None:
        """Take numbers of this unit."""
        self.setDecimals(1 if unit in (Unit.SECONDS, Unit.CENTIMETRES) else 0)
        self.setRange(_NOTHING, _MOST.get(unit, 10.0))
        self.setSuffix("" if unit is Unit.STANDS else f" {unit.value}")

    @property
    def number(self) -> float | None:
        """The number, None where there is none."""
        return None if self.value() < 0 else self.value()

    def clear_number(self) -> None:
        """Have no number."""
        self.setValue(_NOTHING)

    def _resize(self) -> None:
        self.setMinimumWidth(self._theme.px(_WIDTH))


class TrialRow(QWidget):
    """One trial: its name, what was measured, and a button that leads through it."""

    time_requested = Signal()

    def __init__(
        self, theme: Theme, check: Check, trial: Trial, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.trial = trial
        name = trial_text(check, trial)
        pair = PairLayout(self, lead_least=theme.px(180), fill_trail=False)
        pair.addWidget(TextLabel(theme, name, wrap=True, parent=self))
        trail = QWidget(self)
        flow = FlowLayout(trail, gap=UNIT)
        self.number: NumberField | None = None
        self.held: Segmented | None = None
        if check is Check.FOUR_STAGE_BALANCE:
            self.held = Segmented(
                theme,
                (
                    (UNTOLD, self.tr("Not tried")),
                    (HELD, self.tr("Held")),
                    (NOT_HELD, self.tr("Not held")),
                ),
                name=name,
                parent=trail,
            )
            flow.addWidget(self.held)
        else:
            self.number = NumberField(theme, name=name, unit=unit_of(check), parent=trail)
            flow.addWidget(self.number)
        self.button = SecondaryButton(theme, self.tr("Lead me"), parent=trail)
        self.button.setAccessibleName(self.tr("Lead me: {name}").format(name=name))
        self.button.setVisible(trial.length_s is not None)
        flow.addWidget(self.button)
        pair.addWidget(trail)
        self.button.clicked.connect(self.time_requested)

    def take(self, value: float, *, was_held: bool) -> None:
        """Show what a guided trial measured."""
        if self.number is not None:
            self.number.setValue(value)
        if self.held is not None:
            self.held.set_current(HELD if was_held else NOT_HELD)

    def clear(self) -> None:
        """Show nothing."""
        if self.number is not None:
            self.number.clear_number()
        if self.held is not None:
            self.held.set_current(UNTOLD)


class RatingRow(QWidget):
    """Something rated from 0 to 10, with what was said before."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        low: str,
        high: str,
        may_rename: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, UNIT)
        column.setSpacing(UNIT)
        self.line: QLineEdit | None = None
        if may_rename:
            self.line = QLineEdit(self)
            limit_line(self.line, _LONGEST_ACTIVITY)
            self.line.setAccessibleName(name)
            self.line.setPlaceholderText(name)
            column.addWidget(self.line)
        else:
            column.addWidget(TextLabel(theme, name, bold=True, wrap=True, parent=self))
        self.scale = NrsScale(
            theme,
            question=name,
            low_words=low,
            high_words=high,
            tone=ScaleTone.EFFORT,
            parent=self,
        )
        column.addWidget(self.scale)
        self._before = TextLabel(theme, tone=TextTone.MUTED, parent=self)
        self._before.hide()
        column.addWidget(self._before)
        self._name = name

    @property
    def about(self) -> str:
        """What is rated, empty where nothing was typed."""
        return self._name if self.line is None else self.line.text().strip()

    def show_before(self, text: str) -> None:
        """Say what was said before, or nothing."""
        self._before.setText(text)
        self._before.setVisible(bool(text))
