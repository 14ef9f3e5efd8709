"""How the days stand against the plan, by day and by week.

Adherence is the sessions completed of the sessions due; there is no agreed best measure
(Bollen et al. 2014, BMJ Open 4:e005044, doi 10.1136/bmjopen-2014-005044). That excused days leave
what is due, and that a partial session does not count as completed, are decisions of this app.

Several routines may be due on one day. A session stands for its own routine; one of a routine
that was not planned that day stands for any that is still open. The same routine done again
stands for no other, and nothing is ever made up for on another day. A routine that is planned
several times a day is due that often, and each session of it stands for one of them, in order.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipcoach.domain.plan import DayState, Occasion, PlanVersion, occasions_on
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.week import week_start

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DaySession:
    """As much of a session as adherence needs."""

    local_date: date
    status: SessionStatus
    routine_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Counts of sessions; `due` holds only what is settled: completed, partial and missed ones.

    `extra` counts completed sessions beyond those due; they never make up for missed ones.
    """

    due: int
    completed: int
    partial: int
    excused: int
    missed: int
    extra: int

    @property
    def percent(self) -> int | None:
        """Completed of due in whole per cent, 0 to 100; None when nothing was due."""
        return round(100 * self.completed / self.due) if self.due else None

    @property
    def regular_percent(self) -> int | None:
        """How much was done of what was due, on whichever day, in whole per cent up to 100.

        For the next dose it matters that a hip is loaded as often as planned, not that it is
        Wednesday. Without days in the plan every session is one of one's own choice: 100, or
        None where nothing was done (decisions of this app).
        """
        done = self.completed + self.extra
        if not self.due:
            return 100 if done else None
        return min(100, round(100 * done / self.due))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceWeek(Adherence):
    """The counts of the week that begins on `monday`, or on the territory's first weekday."""

    monday: date


def slot_states(
    day: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> dict[Occasion, DayState]:
    """Return the state of each time a routine is due on a day, in the plan's order.

    A completed session comes before an excuse, and an excuse before a partial session.
    """
    due = occasions_on(versions, day)
    that_day = [session for session in sessions if session.local_date == day]
    completed = _matched(due, due, that_day, SessionStatus.COMPLETED)
    open_still = tuple(occasion for occasion in due if occasion not in completed)
    partial = _matched(open_still, due, that_day, SessionStatus.PARTIAL)

    def state(occasion: Occasion) -> DayState:
        if occasion in completed:
            return DayState.DONE
        if day in excused:
            return DayState.EXCUSED
        if occasion in partial:
            return DayState.PARTIAL
        if day == today:
            return DayState.DUE
        return DayState.MISSED if day < today else DayState.UPCOMING

    return {occasion: state(occasion) for occasion in due}


def day_states(
    first: date,
    last: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> dict[date, DayState]:
    """Return the state of each day in [first, last], in order.

    A completed session makes a day without anything due done as well. Of several routines,
    some done and some not make the day partial; today they leave it due.
    """
    by_day: dict[date, list[DaySession]] = {}
    for session in sessions:
        by_day.setdefault(session.local_date, []).append(session)
    return {
        day: _day_state(day, today, versions, excused, by_day.get(day, ()))
        for day in _days(first, last)
    }


def _day_state(
    day: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> DayState:
    states = list(slot_states(day, today, versions, excused, sessions).values())
    if not states:
        done = {session.status for session in sessions}
        if SessionStatus.COMPLETED in done:
            return DayState.DONE
        return DayState.PARTIAL if SessionStatus.PARTIAL in done else DayState.REST
    # What is excused asks for nothing more, so that the rest says how the day stands.
    asked = [state for state in states if state is not DayState.EXCUSED]
    if not asked:
        return DayState.EXCUSED
    if DayState.DUE in asked:
        return DayState.DUE
    if all(state is asked[0] for state in asked):
        return asked[0]
    return DayState.PARTIAL


def adherence(
    first: date,
    last: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> Adherence:
    """Count the sessions in [first, last]; the share is completed of due (see the module)."""
    by_day: dict[date, list[DaySession]] = {}
    for session in sessions:
        by_day.setdefault(session.local_date, []).append(session)
    states = [
        state
        for day in _days(first, last)
        for state in slot_states(day, today, versions, excused, by_day.get(day, ())).values()
    ]
    completed = states.count(DayState.DONE)
    partial = states.count(DayState.PARTIAL)
    missed = states.count(DayState.MISSED)
    sessions_completed = sum(
        session.status is SessionStatus.COMPLETED and first <= session.local_date <= last
        for session in sessions
    )
    return Adherence(
        due=completed + partial + missed,
        completed=completed,
        partial=partial,
        excused=states.count(DayState.EXCUSED),
        missed=missed,
        extra=sessions_completed - completed,
    )


def total_of(counts: Iterable[Adherence]) -> Adherence:
    """Add up what was counted in parts that have no day in common."""
    known = tuple(counts)
    return Adherence(
        due=sum(each.due for each in known),
        completed=sum(each.completed for each in known),
        partial=sum(each.partial for each in known),
        excused=sum(each.excused for each in known),
        missed=sum(each.missed for each in known),
        extra=sum(each.extra for each in known),
    )


def weeks(
    first: date,
    last: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> tuple[AdherenceWeek, ...]:
    """Count each week, Monday to Sunday, that touches [first, last]; only days inside count."""
    by_week: dict[date, list[DaySession]] = {}
    for session in sessions:
        by_week.setdefault(week_start(session.local_date), []).append(session)
    found: list[AdherenceWeek] = []
    monday = week_start(first)
    while monday <= last:
        begin, end = max(monday, first), min(monday + _WEEK - _DAY, last)
        counts = adherence(begin, end, today, versions, excused, by_week.get(monday, ()))
        found.append(
            AdherenceWeek(
                monday=monday,
                due=counts.due,
                completed=counts.completed,
                partial=counts.partial,
                excused=counts.excused,
                missed=counts.missed,
                extra=counts.extra,
            )
        )
        monday += _WEEK
    return tuple(found)


def _matched(
    open_still: tuple[Occasion, ...],
    due: tuple[Occasion, ...],
    sessions: Sequence[DaySession],
    status: SessionStatus,
) -> frozenset[Occasion]:
    """Return the open occasions that sessions of a status stand for; `due` are all of the day."""
    planned = {occasion.routine_id for occasion in due}
    done = Counter(session.routine_id for session in sessions if session.status is status)
    own: list[Occasion] = []
    for occasion in open_still:
        if done[occasion.routine_id] > 0:
            done[occasion.routine_id] -= 1
            own.append(occasion)
    others = sum(count for routine_id, count in done.items() if routine_id not in planned)
    left = [occasion for occasion in open_still if occasion not in own]
    return frozenset(own) | frozenset(left[:others])


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
