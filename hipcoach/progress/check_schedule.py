"""When which self-check is due, and who is not to do it; decisions of this app."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from hipcoach.domain.safety import SURGERY, implied_flags
from hipcoach.domain.selfcheck import Check, CheckResult

# Each is due again after this many days: two or four weeks.
REPEAT_DAYS = {
    Check.CHAIR_STAND: 28,
    Check.SINGLE_LEG_STAND: 28,
    Check.FOUR_STAGE_BALANCE: 28,
    Check.UP_AND_GO: 28,
    Check.HIP_RANGE: 28,
    Check.ACTIVITIES: 14,
    Check.INTERFERENCE: 14,
}
# Checks keep out of the way in the first week, and come at most twice in a fortnight.
QUIET_DAYS = 7
FORTNIGHT_DAYS = 14
MOST_IN_A_FORTNIGHT = 2

_UNSTEADY = "balance_impaired"
_OUTER_HIP = "gtps"
_NOT_AFTER_SURGERY = frozenset(
    (Check.CHAIR_STAND, Check.SINGLE_LEG_STAND, Check.FOUR_STAGE_BALANCE, Check.HIP_RANGE)
)
_UPRIGHT = frozenset(
    (Check.CHAIR_STAND, Check.SINGLE_LEG_STAND, Check.FOUR_STAGE_BALANCE, Check.UP_AND_GO)
)


class Allowance(StrEnum):
    """Whether a person may do a check."""

    FREE = "free"
    WITH_HELPER = "with a helper"
    NOT_NOW = "not now"


def allowance(check: Check, flags: Collection[str]) -> Allowance:
    """Tell whether a person with these precautions may do a check.

    None on chair or one leg, nor of the range, until cleared after surgery; with falls or
    unsteadiness only beside a helper. The four stages always want somebody near.
    """
    if SURGERY in implied_flags(flags) and check in _NOT_AFTER_SURGERY:
        return Allowance.NOT_NOW
    if check is Check.FOUR_STAGE_BALANCE or (_UNSTEADY in flags and check in _UPRIGHT):
        return Allowance.WITH_HELPER
    return Allowance.FREE


def one_leg_trials(flags: Collection[str]) -> int:
    """Return the trials of the single-leg stand on a side: three, one with outer-hip pain."""
    return 1 if _OUTER_HIP in flags else 3


def one_leg_cap_s(flags: Collection[str]) -> int:
    """Return when the single-leg stand ends at the latest: 45 s, 30 s with outer-hip pain."""
    return 30 if _OUTER_HIP in flags else 45


def due_checks(
    chosen: Iterable[Check], results: Iterable[CheckResult], began: date, today: date
) -> tuple[Check, ...]:
    """Return which of the chosen checks are due today, the longest overdue first.

    `began` is the first day of the plan. No more are due than the fortnight has room for.
    """
    if (today - began).days < QUIET_DAYS:
        return ()
    last: dict[Check, date] = {}
    lately: set[tuple[Check, date]] = set()
    since = today - timedelta(days=FORTNIGHT_DAYS)
    for result in results:
        last[result.check] = max(last.get(result.check, date.min), result.local_date)
        if since < result.local_date <= today:
            lately.add((result.check, result.local_date))
    room = MOST_IN_A_FORTNIGHT - len(lately)
    waiting = [
        check
        for check in chosen
        if check not in last or (today - last[check]).days >= REPEAT_DAYS[check]
    ]
    waiting.sort(key=lambda check: last.get(check, date.min) - date.min)
    return tuple(waiting[: max(0, room)])
