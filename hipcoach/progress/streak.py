"""Days due in a row on which there was a session; told beside the rest, never as the headline.

Excused days and days off neither count nor break it, and a day that is not over breaks nothing
(decisions of this app).
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from hipcoach.domain.plan import DayState

_KEPT = (DayState.DONE, DayState.PARTIAL)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days due in a row with a session, done or in part: up to now, and the longest."""

    now: int
    longest: int


def streak(states: Mapping[date, DayState], due: Container[date]) -> Streak:
    """Count over the days of `states`; a session on a day that was not due changes nothing."""
    now = longest = 0
    for day in sorted(states):
        if day not in due:
            continue
        if states[day] in _KEPT:
            now += 1
            longest = max(longest, now)
        elif states[day] is DayState.MISSED:
            now = 0
    return Streak(now, longest)
