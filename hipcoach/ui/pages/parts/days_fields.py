"""On which weekdays."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from hipcoach.domain.week import weekdays_in_order
from hipcoach.ui.labels import weekday_names
from hipcoach.ui.pages.parts.chips import ChipGroup
from hipcoach.ui.theme import Theme

DEFAULT_WEEKDAYS = frozenset({0, 2, 4})


class WeekdaysField(ChipGroup):
    """The days of a week, any number of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        names = weekday_names()
        short = [(str(day), names[day]) for day in weekdays_in_order()]
        super().__init__(theme, short, name="", parent=parent)
        self.setAccessibleName(self.tr("Days of the week"))
        for day, name in enumerate(weekday_names(in_full=True)):
            self.chip(str(day)).setAccessibleName(name)

    def weekdays(self) -> frozenset[int]:
        """Return the ticked days, 0 for Monday."""
        return frozenset(int(key) for key in self.checked())

    def set_weekdays(self, weekdays: Iterable[int]) -> None:
        """Tick exactly these days without telling anyone."""
        self.set_checked(str(day) for day in weekdays)
