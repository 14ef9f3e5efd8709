"""How pain at one site has gone lately: usual pain, flares, and whether it is rising.

What counts as usual and as a flare are decisions of this app, laid down in its rules.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import mean, median

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
# A week's mean this far over one of the two weeks before it has risen from week to week, and
# nothing goes up (the pain-monitoring model lets pain not increase from week to week,
# Silbernagel et al. 2007; that less than a point is no rise is a decision of this app).
WEEK_RISE = 1
# A week's mean or median needs this many rated days (a decision of this app).
MEDIAN_MIN_DAYS = 3
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainCourse:
    """One site up to a day; `usual` is NRS 0-10, None when nobody knows it yet.

    `has_risen` says that the last week was a point over one of the two before it, `is_rising`
    that the last two weeks were two points over the one before them, `is_above_start` that what
    is usual now lies two points over what was told at the start. `episodes` are the flares that
    followed a morning that was none.
    """

    site: str
    usual: float | None
    flares: tuple[date, ...]
    is_rising: bool
    has_risen: bool = False
    is_above_start: bool = False
    episodes: tuple[date, ...] = ()

    def flares_in(self, days: int, until: date, since: date | None = None) -> int:
        """Count the flares in the last so many days, `until` included, that began after `since`."""
        return sum(
            0 <= (until - flare).days < days and (since is None or self.began(flare) > since)
            for flare in self.flares
        )

    def began(self, flare: date) -> date:
        """Return the first of the sore mornings in a row that a flare is one of.

        Until a morning in between is back, they are one cause (a decision of this app).
        """
        return max((each for each in self.episodes if each <= flare), default=flare)


def usual_pain(
    ratings: Iterable[PainRating], site: str, before: date, told: int | None
) -> float | None:
    """Return what is usual for a site ahead of a day (NRS 0-10), None when nobody knows.

    The median of the latest 14 days' morning ratings, from 4 ratings on, else what was told
    at the start (a decision of this app).
    """
    mornings = _mornings(ratings, site, before)
    if mornings:
        return float(median(mornings))
    return None if told is None else float(told)


def usual_high(ratings: Iterable[PainRating], site: str, before: date) -> float | None:
    """Return how sore one morning in four was ahead of a day (NRS), None on few ratings.

    The upper quartile of the mornings that make usual pain, at most a point over their median:
    pain that wavers between 3 and 4 is steady (a decision of this app).
    """
    mornings = sorted(_mornings(ratings, site, before))
    if not mornings:
        return None
    upper = mornings[ceil(0.75 * len(mornings)) - 1]
    return min(float(upper), median(mornings) + 1)


def _mornings(ratings: Iterable[PainRating], site: str, before: date) -> list[int]:
    """Return the morning ratings that usual pain is made of, none where they are too few."""
    first = before - timedelta(days=USUAL_DAYS)
    found = [
        rating.nrs
        for rating in ratings
        if rating.site == site
        and rating.moment is Moment.MORNING
        and first <= rating.local_date < before
    ]
    return found if len(found) >= USUAL_MIN_RATINGS else []


def course_of(
    ratings: Iterable[PainRating], site: str, today: date, told: int | None
) -> PainCourse:
    """Return how a site has gone up to a day, that day included; `told` is from the start."""
    own = [rating for rating in ratings if rating.site == site and rating.local_date <= today]
    days = daily_values(own, site)
    usual = usual_pain(own, site, today, told)
    flares, episodes = _flares(own, site, told)
    return PainCourse(
        site=site,
        usual=usual,
        flares=flares,
        episodes=episodes,
        is_rising=_is_rising(days, today),
        has_risen=_has_risen(days, today),
        is_above_start=told is not None and usual is not None and usual >= told + RISING_BY,
    )


def _flares(
    own: list[PainRating], site: str, told: int | None
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return the mornings that were flares, and those that were the first of several in a row."""
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
    rated = sorted(set(days))
    episodes = (
        day
        for at, day in enumerate(rated)
        if day in found and (at == 0 or rated[at - 1] not in found)
    )
    return tuple(sorted(found)), tuple(episodes)


def _is_rising(days: tuple[DailyPain, ...], today: date) -> bool:
    latest, before, base = (_median_until(days, today - _WEEK * back) for back in range(3))
    if latest is None or before is None or base is None:
        return False
    return min(latest, before) >= base + RISING_BY


def _has_risen(days: tuple[DailyPain, ...], today: date) -> bool:
    """Compare means, which a creeping rise moves before it moves a median of whole numbers."""
    latest, *before = (_week_until(days, today - _WEEK * back) for back in range(3))
    known = [mean(week) for week in before if week]
    return bool(latest) and bool(known) and mean(latest) >= min(known) + WEEK_RISE


def _median_until(days: tuple[DailyPain, ...], last: date) -> float | None:
    values = _week_until(days, last)
    return float(median(values)) if values else None


def _week_until(days: tuple[DailyPain, ...], last: date) -> list[float]:
    """Return the values of a week, none where too few days were rated."""
    values = [pain.value for pain in days if last - _WEEK < pain.day <= last]
    return values if len(values) >= MEDIAN_MIN_DAYS else []
