"""The head of the page of today: date, greeting, and this week's days."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.domain.plan import DayState
from hipcoach.ui.labels import weekday_names
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.week_marks import DayMark, WeekMarks

_MORNING_FROM, NOON, _EVENING_FROM = 4, 12, 18


def day_text(day: date) -> str:
    """Write a day with its weekday and without its year, in the way of the person's locale."""
    locale = QLocale()
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    # Where the year comes first, it stays: what follows it would not read well.
    shorter = re.sub(r"[\s,.]*(?:'[^']*'\s*)*y+\.?$", "", pattern)
    return locale.toString(QDate(day.year, day.month, day.day), shorter or pattern)


def day_marks(states: Mapping[date, DayState]) -> list[DayMark]:
    """Return the marks of a week's days."""
    short, full = weekday_names(), weekday_names(in_full=True)
    return [
        DayMark(short[day.weekday()], state, full[day.weekday()]) for day, state in states.items()
    ]


class TodayHeader(QWidget):
    """Date and greeting, and seven marks beside them where there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pair = PairLayout(self, lead_least=theme.px(260))
        words = QWidget(self)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        self._date = TextLabel(theme, tone=TextTone.MUTED, parent=words)
        self._greeting = TextLabel(theme, role=TextRole.TITLE, parent=words)
        lines.addWidget(self._date)
        lines.addWidget(self._greeting)
        beside = QWidget(self)
        row = FlowLayout(beside, gap=2 * UNIT)
        self.week = WeekMarks(theme, beside)
        self.log_pain = SecondaryButton(
            theme, self.tr("Log pain"), space_activates=False, parent=beside
        )
        row.addWidget(self.week)
        row.addWidget(self.log_pain)
        pair.addWidget(words)
        pair.addWidget(beside)

    @property
    def greeting(self) -> str:
        """The greeting."""
        return self._greeting.text()

    def greet(self, now: datetime, day: date) -> None:
        """Show the day, which ends after midnight, and greet by the hour."""
        self._date.setText(day_text(day))
        if _MORNING_FROM <= now.hour < NOON:
            self._greeting.setText(self.tr("Good morning"))
        elif NOON <= now.hour < _EVENING_FROM:
            self._greeting.setText(self.tr("Good afternoon"))
        elif now.hour >= _EVENING_FROM:
            self._greeting.setText(self.tr("Good evening"))
        else:
            # At two in the morning it is neither.
            self._greeting.setText(self.tr("Hello"))

    def show_week(self, states: Mapping[date, DayState]) -> None:
        """Show how the days of this week stand."""
        self.week.set_days(day_marks(states))
