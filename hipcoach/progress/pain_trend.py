"""Pain over time, one site at a time; left and right are never merged.

A single momentary rating correlates below 0.70 with the week's mean (PMC3014612), so the line is
drawn through weekly medians. Which ratings make a day's value, and that four rated days make a
firm week, are decisions of this app; a week with fewer is shown apart and not joined. So is the
trailing median: seven days, from three values on, never carried over a gap of more than seven
days. Beside the usual pain stands the worst, which people and clinicians ask about first
(PMC7956922). Missing is missing: never zero, never filled in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.week import week_start

# The ratings that tell of the day rather than of what the exercises did.
DAILY_MOMENTS = frozenset((Moment.MORNING, Moment.BEFORE, Moment.UNPROMPTED))
FIRM_DAYS = 4
TRAILING_DAYS = 7
LEAST_TRAILING = 3
LONGEST_GAP_DAYS = 7
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DailyPain:
    """A site's value on one day, 0.0 to 10.0."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class WeeklyPain:
    """A site's median over the rated days of the week that begins on `monday`."""

    monday: date
    median: float
    rated_days: int

    @property
    def is_firm(self) -> bool:
        """Tell whether enough days were rated for a filled, joined mark."""
        return self.rated_days >= FIRM_DAYS


@dataclass(frozen=True, slots=True)
class PainStem:
    """Pain before and after one session; None where it was not asked or not told."""

    session_uid: str
    day: date
    before: int | None
    after: int | None


def daily_values(ratings: Iterable[PainRating], site: str) -> tuple[DailyPain, ...]:
    """Return a site's value of each rated day, in order.

    The value is the median of its morning, before and unprompted ratings (a decision of this app).
    """
    by_day: dict[date, list[int]] = {}
    for rating in ratings:
        if rating.site == site and rating.moment in DAILY_MOMENTS:
            by_day.setdefault(rating.local_date, []).append(rating.nrs)
    return tuple(DailyPain(day, float(median(by_day[day]))) for day in sorted(by_day))


def worst_values(ratings: Iterable[PainRating], site: str) -> tuple[DailyPain, ...]:
    """Return the worst a site was on each rated day, whenever it was told, in order."""
    by_day: dict[date, int] = {}
    for rating in ratings:
        if rating.site == site:
            by_day[rating.local_date] = max(rating.nrs, by_day.get(rating.local_date, 0))
    return tuple(DailyPain(day, float(by_day[day])) for day in sorted(by_day))


def worst_of_weeks(worst: Iterable[DailyPain]) -> tuple[DailyPain, ...]:
    """Return the worst of each week that has one, under the week's first day, in order."""
    by_week: dict[date, float] = {}
    for pain in worst:
        monday = week_start(pain.day)
        by_week[monday] = max(pain.value, by_week.get(monday, 0.0))
    return tuple(DailyPain(monday, by_week[monday]) for monday in sorted(by_week))


def trailing_medians(days: Iterable[DailyPain]) -> tuple[tuple[DailyPain, ...], ...]:
    """Return the median of the seven days up to each rated day, in the runs to be joined.

    A day with fewer than three values in its seven days has none; a gap of more than seven days
    between rated days breaks the line.
    """
    known = sorted(days, key=lambda pain: pain.day)
    found: list[list[DailyPain]] = []
    start = 0
    for at, pain in enumerate(known):
        while (pain.day - known[start].day).days >= TRAILING_DAYS:
            start += 1
        if at == 0 or (pain.day - known[at - 1].day).days > LONGEST_GAP_DAYS:
            found.append([])
        values = [each.value for each in known[start : at + 1]]
        if len(values) >= LEAST_TRAILING:
            found[-1].append(DailyPain(pain.day, float(median(values))))
    return tuple(tuple(run) for run in found if run)


def stems(ratings: Iterable[PainRating], site: str) -> tuple[PainStem, ...]:
    """Return before and after of each session, oldest first: the first before, the last after.

    Pain before and after each session was followed so in the NEMEX programme (Sandal et al.,
    PubMed 26564575).
    """
    told = sorted(
        (
            rating
            for rating in ratings
            if rating.site == site
            and rating.session_uid is not None
            and rating.moment in (Moment.BEFORE, Moment.AFTER)
        ),
        key=lambda rating: (rating.at, rating.uid),
    )
    found: dict[str, PainStem] = {}
    for rating in told:
        uid = rating.session_uid or ""
        known = found.get(uid, PainStem(uid, rating.local_date, None, None))
        before, after = known.before, known.after
        if rating.moment is Moment.AFTER:
            after = rating.nrs
        elif before is None:
            before = rating.nrs
        found[uid] = PainStem(uid, known.day, before, after)
    return tuple(found.values())


def weekly_medians(days: Iterable[DailyPain]) -> tuple[WeeklyPain, ...]:
    """Return the median of each week that has a rated day, in order.

    A week is firm from four rated days on (a decision of this app, as is common in trials).
    """
    by_week: dict[date, list[float]] = {}
    for pain in days:
        monday = week_start(pain.day)
        by_week.setdefault(monday, []).append(pain.value)
    return tuple(
        WeeklyPain(monday, float(median(by_week[monday])), len(by_week[monday]))
        for monday in sorted(by_week)
    )


def runs(weeks: Sequence[WeeklyPain]) -> tuple[tuple[WeeklyPain, ...], ...]:
    """Return the stretches to be joined by a line: firm weeks that follow one another.

    A missing week or one that is not firm breaks the line.
    """
    found: list[list[WeeklyPain]] = []
    for week in sorted(weeks, key=lambda week: week.monday):
        if not week.is_firm:
            continue
        if found and week.monday - found[-1][-1].monday == _WEEK:
            found[-1].append(week)
        else:
            found.append([week])
    return tuple(tuple(run) for run in found)
