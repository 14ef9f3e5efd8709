"""How often a day a routine is due, and when."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.slot_times import read_times, usual_times
from hipcoach.domain.errors import RangeError
from hipcoach.domain.plan import MAX_TIMES_PER_DAY, Slot
from hipcoach.ui.labels import time_words
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class SlotTimesField(QWidget):
    """A count, and from twice a day on a line for the times, which may stay empty."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is the routine's."""
        super().__init__(parent)
        self._times: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        options = [("1", self.tr("Once a day"))]
        options += [
            (str(number), self.tr("{number}×").format(number=number))
            for number in range(2, MAX_TIMES_PER_DAY + 1)
        ]
        self.count = Segmented(theme, options, name=self.tr("Times a day"), wraps=True, parent=self)
        self.count.setAccessibleDescription(name)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("When? For example: morning, 13:30"))
        self.line.setAccessibleName(self.tr("When on the day (optional)"))
        self.line.setAccessibleDescription(name)
        self.problem = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=self)
        self.problem.hide()
        for each in (self.count, self.line, self.problem):
            column.addWidget(each)
        self.count.chosen.connect(self._choose_count)
        self.line.editingFinished.connect(self._read)

    @property
    def times_per_day(self) -> int:
        """How often a day."""
        return int(self.count.current() or "1")

    @property
    def times(self) -> tuple[str, ...]:
        """When; empty or one for each time."""
        return self._times

    def set_slot(self, slot: Slot) -> None:
        """Show a slot's count and times without telling anyone."""
        self.count.set_current(str(slot.times_per_day))
        self._show(slot.times)

    def _show(self, times: Sequence[str]) -> None:
        self._times = tuple(times)
        self.line.setText(", ".join(map(time_words, times)))
        self.line.setVisible(self.times_per_day > 1 or bool(times))
        self.problem.hide()

    def _choose_count(self, key: str) -> None:
        self._show(usual_times(int(key)))
        self.changed.emit()

    def _read(self) -> None:
        try:
            times = read_times(self.line.text(), self.times_per_day)
        except RangeError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.problem.hide()
        if times != self._times:
            self._show(times)
            self.changed.emit()
