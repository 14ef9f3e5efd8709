"""How much of the record is shown: some weeks, a year, all, or from one day to another."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QSizePolicy, QWidget

from hipcoach.domain.week import week_start
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

# Whole weeks with the present one, so that a week's median is the same in every range.
WEEKS: Final = {"4": 4, "12": 12, "52": 52}
ALL: Final = "all"
OWN: Final = "own"
_FIRST: Final = "12"
_OWN_WEEKS: Final = 6
_FIELD_WIDTH: Final = 150


class RangeBar(QWidget):
    """The ranges in a row, and two days to choose once one's own is wanted."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_filling = False
        self._was_chosen = False
        self.ranges = Segmented(
            theme,
            (
                ("4", self.tr("4 weeks")),
                ("12", self.tr("12 weeks")),
                ("52", self.tr("Year")),
                (ALL, self.tr("All")),
                (OWN, self.tr("Own")),
            ),
            name=self.tr("Time shown"),
            parent=self,
        )
        self.ranges.set_current(_FIRST)
        self.ranges.chosen.connect(self._on_chosen)
        self._days = QWidget(self)
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        self.first_field = self._field(self.tr("First day shown"))
        self.last_field = self._field(self.tr("Last day shown"))
        for text, field in (
            (self.tr("From"), self.first_field),
            (self.tr("to"), self.last_field),
        ):
            row.addWidget(TextLabel(theme, text, tone=TextTone.MUTED, parent=self._days))
            row.addWidget(field)
        self._days.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._days.hide()
        pair = PairLayout(self)
        pair.addWidget(self._days)
        pair.addWidget(self.ranges)
        theme.changed.connect(self._restyle)
        self._restyle()

    def span(self, first_day: date, today: date) -> tuple[date, date]:
        """Return the first and the last day to show of a record that begins on `first_day`."""
        key = self.ranges.current()
        if key == OWN:
            self._settle(today)
            return _day(self.first_field), _day(self.last_field)
        first = first_day
        if key != ALL:
            first = today - timedelta(weeks=WEEKS[key] - 1)
        return week_start(first), today

    def _field(self, name: str) -> QDateEdit:
        field = QDateEdit(self._days)
        field.setAccessibleName(name)
        field.lineEdit().setTextMargins(UNIT, 0, 0, 0)
        field.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        field.dateChanged.connect(self._on_day)
        return field

    def _on_chosen(self, key: str) -> None:
        self._days.setVisible(key == OWN)
        self.updateGeometry()
        self.changed.emit()

    def _settle(self, today: date) -> None:
        self._is_filling = True
        last = QDate(today.year, today.month, today.day)
        self.last_field.setMaximumDate(last)
        if not self._was_chosen:
            self._was_chosen = True
            self.last_field.setDate(last)
            self.first_field.setDate(last.addDays(1 - 7 * _OWN_WEEKS))
        self.first_field.setMaximumDate(self.last_field.date())
        self.last_field.setMinimumDate(self.first_field.date())
        self._is_filling = False

    def _on_day(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _restyle(self) -> None:
        for field in (self.first_field, self.last_field):
            field.setMinimumWidth(self._theme.px(_FIELD_WIDTH))


def _day(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
