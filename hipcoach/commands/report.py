"""`hipcoach report`: print the figures that the charts and the page for a therapist show."""

import argparse
from contextlib import closing
from datetime import date

import msgspec

from hipcoach.coaching.therapist_report import TherapistReport
from hipcoach.commands.output import DONE, print_utf8, tell
from hipcoach.player.clock import SystemClock
from hipcoach.services import Services, build_to_look
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Print the figures of a period, as sentences or as one JSON object."""
    if parsed.last < parsed.first:
        parsed.not_understood("--to is before --from")
    paths = DataPaths.find(parsed.data_dir)
    with closing(build_to_look(paths, SystemClock())) as services:
        tell(services.notices)
        report = report_of(services, parsed.first, parsed.last)
    if parsed.json:
        print_utf8()
        print(msgspec.json.format(msgspec.json.encode(figures(report)), indent=2).decode())
        return DONE
    for line in _sentences(report):
        print(line)
    return DONE


def report_of(services: Services, first: date, last: date) -> TherapistReport:
    """Return the report of a period; without one, that of the last twelve weeks."""
    if (first, last) == (date.min, date.max):
        first, last = services.therapist.usual_period()
    return services.therapist.make(first, last)


def figures(report: TherapistReport) -> dict[str, object]:
    """Return the figures as plain values, the percentages that are worked out among them."""
    found: dict[str, object] = msgspec.to_builtins(report)
    found["adherence"] = {
        **msgspec.to_builtins(report.adherence),
        "percent": report.adherence.percent,
    }
    found["weeks"] = [
        {**msgspec.to_builtins(week), "percent": week.percent} for week in report.weeks
    ]
    found["exercises"] = [
        {**msgspec.to_builtins(each), "percent": each.percent} for each in report.exercises
    ]
    return found


def _sentences(report: TherapistReport) -> list[str]:
    total = report.adherence
    lines = [
        f"{report.first} to {report.last}, {report.days} days",
        f"Sessions: {total.completed} of {total.due} due done, {total.partial} in part, "
        f"{total.missed} missed, {total.excused} excused",
    ]
    for site in report.sites:
        told = site.change_sentence or "Not enough ratings for a baseline."
        lines.append(f"{site.site.capitalize()}: {told}")
    zones = report.zones
    lines.append(
        f"Sessions by worst pain: {zones.comfortable} comfortable, {zones.acceptable} acceptable, "
        f"{zones.too_much} over {report.tolerable:g}, {zones.untold} not told"
    )
    return [*lines, *report.caveats]
