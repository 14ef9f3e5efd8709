"""A day and a time of day to choose, neither of them yet to come."""

from datetime import date, time

from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtWidgets import QDateEdit, QTimeEdit, QWidget

from hipcoach.ui.theme import Theme

# The style sheet leaves a strip for the arrows on the right: as much on the left.
_MARGIN = 12


class DayField(QDateEdit):
    """A day up to today, typed or stepped through."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self.setMinimumWidth(theme.px(160))
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def day(self) -> date:
        """Return the day that is chosen."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date, *, last: date) -> None:
        """Choose a day; `last` is the latest that may be chosen."""
        self.setMaximumDate(_qdate(last))
        self.setDate(_qdate(day))


class ClockField(QTimeEdit):
    """A time of day in hours and minutes."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.setMinimumWidth(theme.px(120))
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def clock(self) -> time:
        """Return the time that is chosen."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def set_clock(self, clock: time) -> None:
        """Choose a time."""
        self.setTime(QTime(clock.hour, clock.minute))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
