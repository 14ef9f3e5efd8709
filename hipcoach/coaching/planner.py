"""What is due and when: the plan's versions, excused days, and the week as it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.ports import ContentSource, PlanStore, SessionStore
from hipcoach.coaching.trying_out import is_trial
from hipcoach.domain.plan import DayState, PlanVersion, is_due, version_on
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.player.clock import Clock
from hipcoach.progress.adherence import DaySession, day_states, monday_of

LOOK_AHEAD_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the day asks for; `routine` is the plan's, or the first there is without one."""

    day: date
    state: DayState
    routine: Routine
    is_due: bool
    next_due: date | None
    excuse_reason: str = ""


class Planner:
    """Answers what is due, and keeps changes to the plan."""

    def __init__(
        self, plans: PlanStore, sessions: SessionStore, content: ContentSource, clock: Clock
    ) -> None:
        """Work on these stores, with the routines there are and this clock."""
        self._plans = plans
        self._sessions = sessions
        self._content = content
        self._clock = clock

    def today(self) -> Today:
        """Return what is due today."""
        day = self._clock.now().date()
        versions = self._plans.versions()
        version = version_on(versions, day)
        excused = self._plans.excused()
        routine = self._content.routines.get(version.routine_id) if version else None
        if routine is None:
            routine = next(iter(self._content.routines.values()))
        return Today(
            day=day,
            state=self.states(day, day)[day],
            routine=routine,
            is_due=is_due(versions, day) and day not in excused,
            next_due=self.next_due(),
            excuse_reason=excused.get(day, ""),
        )

    def current(self) -> PlanVersion | None:
        """Return the version that holds today, or the one that will start, if any."""
        day = self._clock.now().date()
        versions = self._plans.versions()
        return version_on(versions, day) or (versions[0] if versions else None)

    def week(self) -> dict[date, DayState]:
        """Return the seven days of this week, Monday first, with their states."""
        monday = monday_of(self._clock.now().date())
        return self.states(monday, monday + timedelta(days=6))

    def states(self, first: date, last: date) -> dict[date, DayState]:
        """Return the state of each day in [first, last]."""
        return day_states(
            first,
            last,
            self._clock.now().date(),
            self._plans.versions(),
            self._plans.excused(),
            self._day_sessions(first, last),
        )

    def next_due(self) -> date | None:
        """Return the next day after today on which a session is due, if one is near."""
        today = self._clock.now().date()
        versions = self._plans.versions()
        excused = self._plans.excused()
        days = (today + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD_DAYS + 1))
        return next((day for day in days if is_due(versions, day) and day not in excused), None)

    def set_plan(self, routine_id: str, weekdays: frozenset[int]) -> PlanVersion:
        """Let a routine be due on these weekdays (0 = Monday) from today on.

        Days before today keep the version they had.
        """
        version = PlanVersion(
            uid=str(uuid4()),
            routine_id=routine_id,
            weekdays=weekdays,
            valid_from=self._clock.now().date(),
        )
        self._plans.add_version(version)
        return version

    def excuse_today(self, reason: str) -> None:
        """Take today out of what is due."""
        self._plans.excuse(self._clock.now().date(), reason)

    def unexcuse_today(self) -> None:
        """Put today back among the days on which something is due."""
        self._plans.unexcuse(self._clock.now().date())

    def _day_sessions(self, first: date, last: date) -> list[DaySession]:
        shown = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
        return [
            DaySession(session.local_date, session.status)
            for session in self._sessions.between(first, last)
            if session.status in shown and not is_trial(session.routine)
        ]
