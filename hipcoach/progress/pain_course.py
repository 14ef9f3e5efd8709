"""How pain at one site has gone lately: usual pain, flares, and whether it is rising.

What counts as usual and as a flare are decisions of this app, laid down in its rules.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from hipcoach.domain.pain import Moment, PainRating
from hipcoach.progress.pain_trend import DailyPain, daily_values

# Usual pain: the median of the morning ratings of the last 14 days, of 4 at the least, else
# what was told at the start (a decision of this app).
USUAL_DAYS = 14
USUAL_MIN_RATINGS = 4
# A morning this far over usual pain is a flare (a decision of this app).
FLARE_RISE = 2
# Pain rises when the medians of two weeks running lie this far over the week before them (a
# decision of this app; 2 points are a meaningful change, Salaffi et al. 2004, PMID 15207508).
RISING_BY = 2
# A 7-day median needs this many rated days (a decision of this app).
MEDIAN_MIN_DAYS = 3
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainCourse:
    """One site up to a day; `usual` is NRS 0-10, None when nobody knows it yet."""

    site: str
    usual: float | None
    flares: tuple[date, ...]
    is_rising: bool

    def flares_in(self, days: int, until: date) -> int:
        """Count the flares in the last so many days, `until` included."""
        return sum(0 <= (until - flare).days < days for flare in self.flares)


def usual_pain(
    ratings: Iterable[PainRating], site: str, before: date, told: int | None
) -> float | None:
    """Return what is usual for a site ahead of a day (NRS 0-10), None when nobody knows.

    The median of the latest 14 days' morning ratings, from 4 ratings on, else what was told
    at the start (a decision of this app).
    """
    first = before - timedelta(days=USUAL_DAYS)
    mornings = [
        rating.nrs
        for rating in ratings
        if rating.site == site
        and rating.moment is Moment.MORNING
        and first <= rating.local_date < before
    ]
    if len(mornings) >= USUAL_MIN_RATINGS:
        return float(median(mornings))
    return None if told is None else float(told)


def course_of(
    ratings: Iterable[PainRating], site: str, today: date, told: int | None
) -> PainCourse:
    """Return how a site has gone up to a day, that day included; `told` is from the start."""
    own = [rating for rating in ratings if rating.site == site and rating.local_date <= today]
    return PainCourse(
        site=site,
        usual=usual_pain(own, site, today, told),
        flares=_flares(own, site, told),
        is_rising=_is_rising(daily_values(own, site), today),
    )


def _flares(own: list[PainRating], site: str, told: int | None) -> tuple[date, ...]:
    mornings = sorted(
        (rating for rating in own if rating.moment is Moment.MORNING),
        key=lambda rating: rating.local_date,
    )
    days = [rating.local_date for rating in mornings]
    found: set[date] = set()
    for rating in mornings:
        # Years of mornings are not gone through for each of them.
        first = bisect_left(days, rating.local_date - timedelta(days=USUAL_DAYS))
        lately = mornings[first : bisect_left(days, rating.local_date)]
        usual = usual_pain(lately, site, rating.local_date, told)
        if usual is not None and rating.nrs >= usual + FLARE_RISE:
            found.add(rating.local_date)
    return tuple(sorted(found))


def _is_rising(days: tuple[DailyPain, ...], today: date) -> bool:
    latest, before, base = (_median_until(days, today - _WEEK * back) for back in range(3))
    if latest is None or before is None or base is None:
        return False
    return min(latest, before) >= base + RISING_BY


def _median_until(days: tuple[DailyPain, ...], last: date) -> float | None:
    values = [pain.value for pain in days if last - _WEEK < pain.day <= last]
    return float(median(values)) if len(values) >= MEDIAN_MIN_DAYS else None
