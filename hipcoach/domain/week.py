"""On which day a week begins, as the person's territory has it."""

from datetime import date, timedelta
from typing import Final

DAYS_A_WEEK: Final = 7


class _Installed:
    """Holds the weekday that the window installs; Monday until then, as in ISO 8601."""

    def __init__(self) -> None:
        self.first_weekday = 0


_installed = _Installed()


def install_first_weekday(weekday: int) -> None:
    """Let weeks begin on this day from now on, 0 for Monday to 6 for Sunday."""
    if not 0 <= weekday < DAYS_A_WEEK:
        raise ValueError(f"{weekday} is no weekday: 0 (Monday) to 6 (Sunday) are.")
    _installed.first_weekday = weekday


def first_weekday() -> int:
    """Return the day on which weeks begin, 0 for Monday."""
    return _installed.first_weekday


def week_start(day: date) -> date:
    """Return the first day of the week that a day lies in."""
    return day - timedelta(days=(day.weekday() - first_weekday()) % DAYS_A_WEEK)


def weekdays_in_order() -> tuple[int, ...]:
    """Return the weekdays, 0 for Monday, in the order in which a week has them."""
    return tuple((first_weekday() + index) % DAYS_A_WEEK for index in range(DAYS_A_WEEK))
