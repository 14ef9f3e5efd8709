"""The sets of one exercise: planned beside done, left beside right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from hipcoach.coaching.session_history import ItemView, SetCell, SetRow
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import SetEnd
from hipcoach.domain.units import SECOND_MS
from hipcoach.ui.record_words import done_text, planned_text, side_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_MOST_REPS = 999
_MOST_SECONDS = 3_600
_FIVE_SECONDS = 5


class SetTable(QWidget):
    """One row a set; while it is corrected, what was done can be stepped and typed."""

    changed = Signal(object, int)
    """A SetCell and what was done of it: reps, or ms where none were planned."""

    def __init__(
        self, theme: Theme, item: ItemView, *, correcting: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item = item
        self.steppers: list[Stepper] = []
        self.texts: list[str] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT // 2 if not correcting else UNIT)
        if correcting:
            self._fill_to_correct(grid)
        else:
            self._fill_to_read(grid)

    def _fill_to_read(self, grid: QGridLayout) -> None:
        sides = self._item.sides
        first = 0
        if sides != (Side.BILATERAL,):
            first = 1
            for column, side in enumerate(sides, start=1):
                words = side_text(side).capitalize()
                head = TextLabel(self._theme, words, role=TextRole.SMALL, tone=TextTone.MUTED)
                grid.addWidget(head, 0, column)
        for number, row in enumerate(self._item.rows, start=first):
            grid.addWidget(self._set_label(row), number, 0)
            for column, side in enumerate(sides, start=1):
                cell = row.cells.get(side)
                if cell is not None:
                    grid.addWidget(self._told(cell), number, column)
        grid.setColumnStretch(len(sides) + 1, 1)

    def _fill_to_correct(self, grid: QGridLayout) -> None:
        # Left and right stand beside each other where there is room for both.
        for number, row in enumerate(self._item.rows):
            grid.addWidget(self._set_label(row), number, 0)
            holder = QWidget(self)
            flow = FlowLayout(holder, gap=2 * UNIT)
            for side in self._item.sides:
                cell = row.cells.get(side)
                if cell is not None:
                    flow.addWidget(self._stepper(cell))
            grid.addWidget(holder, number, 1)
        grid.setColumnStretch(1, 1)

    def _set_label(self, row: SetRow) -> TextLabel:
        words = self.tr("Set {0}").format(row.set_no)
        return TextLabel(self._theme, words, tone=TextTone.MUTED, parent=self)

    def _name(self, cell: SetCell) -> str:
        side = side_text(cell.address.side)
        words = self.tr("{name}, set {number}").format(
            name=self._item.name, number=cell.address.set_no
        )
        return f"{words}, {side}" if side else words

    def _told(self, cell: SetCell) -> TextLabel:
        if cell.ended is None:
            text, tone = self.tr("not told"), TextTone.MUTED
        elif cell.ended is SetEnd.SKIPPED and not (cell.done_reps or cell.done_ms):
            text, tone = self.tr("skipped"), TextTone.MUTED
        else:
            text, tone = done_text(cell), TextTone.TEXT
        self.texts.append(text)
        label = TextLabel(self._theme, text, tone=tone, parent=self)
        label.setAccessibleName(f"{self._name(cell)}: {text}")
        return label

    def _stepper(self, cell: SetCell) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        side = side_text(cell.address.side).capitalize()
        if side:
            label = TextLabel(self._theme, side, parent=holder)
            label.setMinimumWidth(self._theme.px(44))
            row.addWidget(label)
        counted = cell.planned_reps is not None
        stepper = Stepper(
            self._theme,
            name=self._name(cell),
            minimum=0,
            maximum=_MOST_REPS if counted else _MOST_SECONDS,
            value=cell.done_reps if counted else round(cell.done_ms / SECOND_MS),
            step=1 if counted else _FIVE_SECONDS,
            unit="" if counted else self.tr("s"),
            parent=holder,
        )
        unit = 1 if counted else SECOND_MS
        stepper.value_changed.connect(lambda value: self.changed.emit(cell, value * unit))
        self.steppers.append(stepper)
        words = self.tr("of {0}").format(planned_text(cell))
        planned = TextLabel(self._theme, words, tone=TextTone.MUTED, parent=holder)
        row.addWidget(stepper)
        row.addWidget(planned)
        return holder
