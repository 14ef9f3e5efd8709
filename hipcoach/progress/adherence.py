"""How the days stand against the plan, by day and by week.

Adherence is the sessions completed of the sessions due; there is no agreed best measure
(Bollen et al. 2014, BMJ Open 4:e005044, doi 10.1136/bmjopen-2014-005044). That excused days leave
what is due, and that a partial session does not count as completed, are decisions of this app.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipcoach.domain.plan import DayState, PlanVersion, is_due
from hipcoach.domain.session import SessionStatus

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DaySession:
    """As much of a session as adherence needs."""

    local_date: date
    status: SessionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Counts of days; `due` holds only what is settled: completed, partial and missed days.

    `extra` counts completed sessions beyond those due; they never make up for missed days.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceWeek(Adherence):
    """The counts of the week that begins on `monday`."""

    monday: date


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def day_states(
    first: date,
    last: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> dict[date, DayState]:
    """Return the state of each day in [first, last], in order.

    A completed session makes a day done whether or not one was due. An excuse comes before a
    partial session, and counts only where a session was due.
    """
    completed = _days_with(sessions, SessionStatus.COMPLETED)
    partial = _days_with(sessions, SessionStatus.PARTIAL)

    def state(day: date) -> DayState:
        due = is_due(versions, day)
        if day in completed:
            return DayState.DONE
        if due and day in excused:
            return DayState.EXCUSED
        if day in partial:
            return DayState.PARTIAL
        if not due:
            return DayState.REST
        if day == today:
            return DayState.DUE
        return DayState.MISSED if day < today else DayState.UPCOMING

    return {day: state(day) for day in _days(first, last)}


def adherence(
    first: date,
    last: date,
    today: date,
    versions: tuple[PlanVersion, ...],
    excused: Container[date],
    sessions: Sequence[DaySession],
) -> Adherence:
    """Count the days in [first, last]; the share is completed of due (see the module)."""
    states = day_states(first, last, today, versions, excused, sessions)
    due_states = [state for day, state in states.items() if is_due(versions, day)]
    completed = due_states.count(DayState.DONE)
    partial = due_states.count(DayState.PARTIAL)
    missed = due_states.count(DayState.MISSED)
    sessions_completed = sum(
        session.status is SessionStatus.COMPLETED and first <= session.local_date <= last
        for session in sessions
    )
    return Adherence(
        due=completed + partial + missed,
        completed=completed,
        partial=partial,
        excused=due_states.count(DayState.EXCUSED),
        missed=missed,
        extra=sessions_completed - completed,
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
    found: list[AdherenceWeek] = []
    monday = monday_of(first)
    while monday <= last:
        begin, end = max(monday, first), min(monday + _WEEK - _DAY, last)
        counts = adherence(begin, end, today, versions, excused, sessions)
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


def _days_with(sessions: Sequence[DaySession], status: SessionStatus) -> frozenset[date]:
    return frozenset(session.local_date for session in sessions if session.status is status)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
