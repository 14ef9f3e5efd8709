"""A course of days for `hipcoach propose --course`: what would be suggested when, and why.

It is lived through on a record in a temporary folder, by the same use cases as in the window;
each suggestion is accepted on the day it is made. The folder is deleted at the end.
"""

import csv
import io
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hipcoach.coaching.intake import Proposal
from hipcoach.coaching.outlook import Outlook
from hipcoach.coaching.preparation import options_from
from hipcoach.coaching.session_history import HowMuch
from hipcoach.content.decoding import read_file
from hipcoach.domain.activity import ActivityKind
from hipcoach.domain.errors import ContentError
from hipcoach.domain.known import known
from hipcoach.domain.pain import MAX_NRS, Moment
from hipcoach.domain.profile import Profile
from hipcoach.domain.progression import Answer
from hipcoach.player.clock import ManualClock
from hipcoach.progress.stage_progress import BRISK_EFFORT
from hipcoach.services import Services, build, load_settings
from hipcoach.storage.paths import DataPaths

COLUMNS = ("day", "during", "after", "next morning", "done")
_MOST_DAYS = 400
_DONE = {"yes": HowMuch.ALL, "half": HowMuch.HALF, "no": None}
_WALK_MINUTES = 15
_MORNING, _EVENING = time(7, 0), time(18, 0)


@dataclass(frozen=True, slots=True)
class CourseDay:
    """A day of a course: pain (NRS 0-10) or None where it wasn't told, and how much was done."""

    day: date
    during: int | None
    after: int | None
    next_morning: int | None
    done: HowMuch | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What would be suggested on a day, and why; `about` are exercises, or a stage."""

    day: date
    decision: str
    about: tuple[str, ...]
    why: str


def load_course(path: Path, first_day: date) -> tuple[CourseDay, ...]:
    """Read a course; raise ContentError naming file, line and rule.

    A day is a date or a number from 1, counted from `first_day`; days come in order.
    """
    file = path.name
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(file, "", "is not UTF-8 text; save it as UTF-8") from error
    rows = list(csv.reader(io.StringIO(text)))
    head = tuple(cell.strip().lower() for cell in rows[0]) if rows else ()
    if head != COLUMNS:
        raise ContentError(file, "line 1", f"is not the heading {', '.join(COLUMNS)}")
    found: list[CourseDay] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        place = f"line {number}"
        if len(row) != len(COLUMNS):
            raise ContentError(file, place, f"has {len(row)} cells, not {len(COLUMNS)}")
        cells = [cell.strip() for cell in row]
        day = _day(file, place, cells[0], first_day)
        if found and day <= found[-1].day:
            raise ContentError(file, place, f"{cells[0]} is not after the day before it")
        if not 0 <= (day - first_day).days < _MOST_DAYS:
            raise ContentError(file, place, f"{cells[0]} is not within {_MOST_DAYS} days")
        if cells[4].lower() not in _DONE:
            raise ContentError(file, place, f"{cells[4] or 'nothing'} is none of yes, half, no")
        found.append(
            CourseDay(
                day=day,
                during=_pain(file, place, COLUMNS[1], cells[1]),
                after=_pain(file, place, COLUMNS[2], cells[2]),
                next_morning=_pain(file, place, COLUMNS[3], cells[3]),
                done=_DONE[cells[4].lower()],
            )
        )
    if not found:
        raise ContentError(file, "", "holds no day")
    return tuple(found)


def lived_through(
    found: Outlook, course: tuple[CourseDay, ...], first_day: date
) -> tuple[Suggested, ...]:
    """Return what would be suggested on each day of a course; nothing without a plan."""
    proposal = found.proposal
    if proposal is None:
        return ()
    with (
        tempfile.TemporaryDirectory(prefix="hipcoach-") as folder,
        living(found.me, proposal, first_day, Path(folder)) as (services, clock),
    ):
        return tuple(days(services, clock, course))


@contextmanager
def living(
    me: Profile, proposal: Proposal, first_day: date, folder: Path
) -> Iterator[tuple[Services, ManualClock]]:
    """Begin a plan on a record in a folder, on a clock that is moved by hand."""
    paths = DataPaths.find(folder / "record")
    clock = ManualClock(datetime.combine(first_day, _MORNING, tzinfo=UTC))
    with closing(build(paths, load_settings(paths), clock)) as services:
        current = services.preferences.current
        services.preferences.change(replace(current, me=me, first_start_done=True))
        services.pathways.adopt(proposal)
        yield services, clock


def days(
    services: Services, clock: ManualClock, course: Iterable[CourseDay]
) -> Iterator[Suggested]:
    """Live through the days of a course, and return what is suggested; all of it is accepted."""
    site = services.preferences.current.me.main_site
    for entry in course:
        _move_to(clock, entry.day, _EVENING)
        uid: str | None = None
        if entry.done is not None:
            uid = yield from _session(services, clock, entry, site)
        if entry.next_morning is not None:
            _move_to(clock, entry.day + timedelta(days=1), _MORNING)
            services.diary.rate(Moment.MORNING, entry.next_morning, site, session_uid=uid)
        yield from _stage(services, clock)


def _session(
    services: Services, clock: ManualClock, entry: CourseDay, site: str
) -> Generator[Suggested, None, str | None]:
    """Ask what is suggested before the day's session, accept it, and do the session."""
    plan = services.planner.current()
    if plan is None or entry.done is None:
        return None
    due = [each.routine.id for each in services.planner.today().due if each.routine is not None]
    routine_id = due[0] if due else plan.routine_ids[0]
    for one in services.progression.suggestions(routine_id):
        yield Suggested(
            entry.day,
            one.decision.value,
            tuple(item.exercise.id for item in one.items),
            one.reason.text,
        )
        services.progression.answer(one, Answer.ACCEPTED)
    told = ((Moment.DURING, entry.during), (Moment.AFTER, entry.after))
    uid = services.history.enter(
        known(services.book.routines, routine_id),
        clock.now() - timedelta(minutes=30),
        how_much=entry.done,
        options=options_from(services.preferences.current),
        ratings=[(moment, nrs) for moment, nrs in told if nrs is not None],
        site=site,
    )
    # The file tells no walks; one of a quarter of an hour is taken to be done beside a session.
    services.activities.log(ActivityKind.WALKING, _WALK_MINUTES, effort=BRISK_EFFORT)
    # The file tells no effort and no control; both are taken to be easy.
    session = services.sessions.get(uid)
    if session is not None:
        services.sessions.update(replace(session, effort=4, control_steady=True))
    return uid


def _stage(services: Services, clock: ManualClock) -> Iterator[Suggested]:
    standing = services.pathways.standing()
    if standing is not None and standing.suggests_next and standing.following is not None:
        criterion = standing.stage.criterion
        yield Suggested(
            clock.today(),
            "next stage",
            (standing.following.id,),
            "" if criterion is None else criterion.plain,
        )
        services.pathways.move_on()


def _move_to(clock: ManualClock, day: date, at: time) -> None:
    wanted = datetime.combine(day, at, tzinfo=UTC)
    ahead = wanted - clock.now()
    if ahead > timedelta(0):
        clock.tick(round(ahead.total_seconds() * 1000))


def _day(file: str, place: str, text: str, first_day: date) -> date:
    try:
        if text.isdecimal():
            return first_day + timedelta(days=int(text) - 1)
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        rule = f"{text or 'nothing'} is no day such as 2026-03-14 or 1"
        raise ContentError(file, place, rule) from None


def _pain(file: str, place: str, column: str, text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) > MAX_NRS:
        raise ContentError(file, place, f"{column}: {text} is no whole number from 0 to {MAX_NRS}")
    return int(text)
