"""The first days of a record, when there is too little to draw: what is there, and what comes when.

A chart of one rating says nothing, and twelve empty weeks discourage. Until four days are rated
(the least that make a firm week, `progress.pain_trend`) or a week has gone by, the ratings stand
as numbers. The length of these first days is a decision of this app.
"""

from dataclasses import dataclass
from datetime import date

from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.progress.change import WINDOW_DAYS
from hipcoach.progress.pain_trend import FIRM_DAYS, DailyPain


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDays:
    """What is on record of a site (median NRS a day, oldest first) and what is missing.

    `days_to_line` more rated days make the first point of the line; the baseline can be fixed
    from `baseline_from` on.
    """

    site: str
    days: tuple[DailyPain, ...]
    days_to_line: int
    baseline_from: date


def first_days(report: ProgressReport, main_site: str) -> FirstDays | None:
    """Return the state of the first days, None once there is enough to draw or a week is over."""
    first, today = report.range_of(None)
    sites = report.sites()
    site = main_site if main_site in sites or not sites else sites[0]
    days = report.pain(site, first, today).days
    if (today - first).days >= WINDOW_DAYS or len(days) >= FIRM_DAYS:
        return None
    return FirstDays(
        site=site,
        days=days,
        days_to_line=FIRM_DAYS - len(days),
        baseline_from=date.fromordinal(first.toordinal() + WINDOW_DAYS),
    )
