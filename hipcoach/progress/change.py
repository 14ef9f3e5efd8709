"""Where pain began, and when a change from there means something.

A baseline is the median of seven days with at least four rated ones; it stays as it was fixed
until a person sets another one and says why (decisions of this app). How large a drop has to be
depends on where it began (doi 10.1055/a-1304-3677; Salaffi et al., PubMed 15207508): from 5 on
the larger of two points and 30 %, from 1 to below 5 one point, which is the least that people
notice. One week may be chance, so that only two weeks running are called clearly better (a
decision of this app).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from hipcoach.progress.pain_trend import FIRM_DAYS, DailyPain, WeeklyPain

WINDOW_DAYS = 7
MODERATE_FROM = 5.0
LEAST_BASELINE = 1.0
MINIMAL_POINTS = 1.0
MEANINGFUL_POINTS = 2.0
MEANINGFUL_SHARE = 0.3
_WINDOW = timedelta(days=WINDOW_DAYS)
_WEEK = timedelta(days=7)
# Thirty per cent of a binary fraction is not exact; no rating differs by so little.
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class BaselineWindow:
    """Seven days from `first_day` with enough ratings, and their median on the 0-10 NRS."""

    first_day: date
    value: float
    rated_days: int


class Verdict(StrEnum):
    """What the weeks say against the baseline."""

    UNKNOWN = "unknown"
    NOT_CLEAR = "not clear"
    ONE_WEEK = "one week"
    CLEARLY_BETTER = "clearly better"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainChange:
    """The newest firm week against the baseline; negative is less pain.

    `points` are NRS points, `percent` is of the baseline and None when that is 0; `needed` is the
    drop that means something, None when the baseline is too low for one.
    """

    baseline: float
    now: float | None
    points: float | None
    percent: int | None
    needed: float | None
    verdict: Verdict

    @property
    def is_minimal(self) -> bool:
        """Tell whether the drop asked for is the least that is noticed, not a large one."""
        return self.needed is not None and self.baseline < MODERATE_FROM


def baseline_from(days: Iterable[DailyPain], first_day: date) -> BaselineWindow | None:
    """Return the median of the seven days from `first_day`; None with under four rated days."""
    values = [pain.value for pain in days if first_day <= pain.day < first_day + _WINDOW]
    if len(values) < FIRM_DAYS:
        return None
    return BaselineWindow(first_day, float(median(values)), len(values))


def first_baseline(days: Iterable[DailyPain]) -> BaselineWindow | None:
    """Return the earliest seven days that begin with a rating and hold at least four."""
    known = sorted(days, key=lambda pain: pain.day)
    found = (baseline_from(known[at : at + WINDOW_DAYS], pain.day) for at, pain in enumerate(known))
    return next((window for window in found if window is not None), None)


def needed_drop(baseline: float) -> float | None:
    """Return the drop in NRS points that means something (see the module for its source)."""
    if baseline < LEAST_BASELINE:
        return None
    if baseline < MODERATE_FROM:
        return MINIMAL_POINTS
    return max(MEANINGFUL_POINTS, MEANINGFUL_SHARE * baseline)


def change_since(
    baseline: float, window_first_day: date, weeks: Sequence[WeeklyPain]
) -> PainChange:
    """Compare the firm weeks that begin after the baseline's seven days with the baseline."""
    firm = sorted(
        (week for week in weeks if week.is_firm and week.monday >= window_first_day + _WINDOW),
        key=lambda week: week.monday,
    )
    needed = needed_drop(baseline)
    now = firm[-1].median if firm else None
    points = None if now is None else now - baseline
    return PainChange(
        baseline=baseline,
        now=now,
        points=points,
        percent=None if points is None or baseline == 0 else round(100 * points / baseline),
        needed=needed,
        verdict=_verdict(baseline, needed, firm),
    )


def _verdict(baseline: float, needed: float | None, firm: Sequence[WeeklyPain]) -> Verdict:
    if needed is None or not firm:
        return Verdict.UNKNOWN
    limit = baseline - needed + _TINY
    if firm[-1].median > limit:
        return Verdict.NOT_CLEAR
    follows = len(firm) > 1 and firm[-1].monday - firm[-2].monday == _WEEK
    if follows and firm[-2].median <= limit:
        return Verdict.CLEARLY_BETTER
    return Verdict.ONE_WEEK
