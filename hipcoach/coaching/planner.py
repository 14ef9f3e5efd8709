"""What is due and when: the plan's versions, excused days, and the days as they stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.plan_history import PlanChange, plan_changes
from hipcoach.coaching.ports import ContentSource, PlanStore, SessionStore
from hipcoach.coaching.programme import WEEKS_MORE, is_for_strength, upkeep_slots
from hipcoach.coaching.slot_changes import Slots, given_to, without
from hipcoach.coaching.trying_out import is_trial
from hipcoach.domain.plan import (
    DayState,
    ExcusedSpan,
    Occasion,
    Phase,
    PlanVersion,
    Programme,
    Slot,
    excused_spans,
    is_due,
    version_on,
)
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.text import translate
from hipcoach.domain.week import week_start
from hipcoach.player.clock import Clock
from hipcoach.progress.adherence import (
    Adherence,
    DaySession,
    adherence,
    day_states,
    slot_states,
)

_CONTEXT = "Planner"
LOOK_AHEAD_DAYS = 28
_COUNTED = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRoutine:
    """A routine that is due on a day, once or several times, and how it stands.

    `routine` is None when it isn't there; nothing takes its place.
    """

    routine_id: str
    name: str
    routine: Routine | None
    occasions: Mapping[Occasion, DayState]

    @property
    def state(self) -> DayState:
        """How the routine stands: due while any of its times is, part when they differ."""
        states = tuple(self.occasions.values())
        if DayState.DUE in states:
            return DayState.DUE
        return states[0] if len(set(states)) == 1 else DayState.PARTIAL

    @property
    def of(self) -> int:
        """How often the day asks for it."""
        return len(self.occasions)

    @property
    def done(self) -> int:
        """How often it is done."""
        return sum(state is DayState.DONE for state in self.occasions.values())

    @property
    def next(self) -> Occasion | None:
        """The first time that is still to be done."""
        still = (DayState.DUE, DayState.PARTIAL, DayState.UPCOMING)
        return next((each for each, state in self.occasions.items() if state in still), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the day asks for, in `due`.

    `routine` is the one to begin with: the next one still open, else the plan's first, and with
    no plan one that is offered. It is None when what is due, or planned, isn't there; nothing
    takes the place of what was chosen. `programme` is the course in force, with `has_ended` once
    it is over. Without `has_days` there is no plan, or one for whenever one likes. On the day of
    the very first plan, with nothing done yet, the first session is due whatever weekday it is:
    `is_first`.
    """

    day: date
    state: DayState
    routine: Routine | None
    is_due: bool
    next_due: date | None
    has_days: bool = True
    is_first: bool = False
    excuse_reason: str = ""
    due: tuple[DueRoutine, ...] = ()
    programme: Programme | None = None

    @property
    def has_ended(self) -> bool:
        """Tell whether the programme is over and nothing took its place."""
        return self.programme is not None and self.day > self.programme.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the plan's calendar: how it stands, and what of the plan falls on it.

    `week` counts from 1 in the programme, `phase` is the index of its phase; both are None
    outside of a programme.
    """

    day: date
    state: DayState
    due: tuple[DueRoutine, ...] = ()
    excuse: str | None = None
    week: int | None = None
    phase: int | None = None
    goal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReview:
    """What was done of a programme that is over, and how many weeks more are offered."""

    weeks: int
    counts: Adherence
    weeks_more: int


class Planner:
    """Answers what is due, and keeps changes to the plan."""

    def __init__(
        self,
        plans: PlanStore,
        sessions: SessionStore,
        content: ContentSource,
        clock: Clock,
        name_of: Callable[[str], str] = str,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """Work on these stores; `name_of` names a routine that isn't there by its id.

        `on_change` is called after each change of what is planned.
        """
        self._name_of = name_of
        self._on_change = on_change
        self._plans = plans
        self._sessions = sessions
        self._content = content
        self._clock = clock

    def today(self) -> Today:
        """Return what is due today."""
        day = self._clock.today()
        versions = self._plans.versions()
        version = version_on(versions, day)
        excused = self._plans.excused()
        states: Mapping[Occasion, DayState] = slot_states(
            day, day, versions, excused, self._day_sessions(day, day)
        )
        is_first = not states and self._is_first_day(day)
        if is_first and version is not None:
            states = {version.slots[0].occasions[0]: DayState.DUE}
        due = self._due(states)
        return Today(
            day=day,
            state=DayState.DUE if is_first else self.states(day, day)[day],
            has_days=version is not None and bool(version.weekdays),
            is_first=is_first,
            routine=self._first(due, version),
            is_due=bool(due) and day not in excused,
            next_due=self.next_due(),
            excuse_reason=excused.get(day, ""),
            due=due,
            programme=version.programme if version else None,
        )

    def _is_first_day(self, day: date) -> bool:
        """Return whether the very first plan begins on a day, and nothing was ever done."""
        versions = self._plans.versions()
        return (
            bool(versions and versions[0].slots)
            and versions[0].valid_from == day
            and day not in self._plans.excused()
            and all(is_trial(each.routine) for each in self._sessions.with_status(*_COUNTED))
        )

    def _due(self, states: Mapping[Occasion, DayState]) -> tuple[DueRoutine, ...]:
        """Gather the times of each routine, in the plan's order."""
        found: dict[str, dict[Occasion, DayState]] = {}
        for occasion, state in states.items():
            found.setdefault(occasion.routine_id, {})[occasion] = state
        return tuple(
            DueRoutine(
                routine_id=routine_id,
                name=routine.name if routine is not None else self._name_of(routine_id),
                routine=routine,
                occasions=occasions,
            )
            for routine_id, occasions in found.items()
            for routine in (self._content.routines.get(routine_id),)
        )

    def _first(self, due: tuple[DueRoutine, ...], version: PlanVersion | None) -> Routine | None:
        """Return what to begin with; with nothing planned that is an offer, not a choice."""
        if version is None:
            return next(iter(self._content.routines.values()), None)
        if not due:
            planned = (self._content.routines.get(each) for each in version.routine_ids)
            return next((each for each in planned if each is not None), None)
        still_open = [
            (occasion.minute, each.routine)
            for each in due
            if each.routine is not None and (occasion := each.next) is not None
        ]
        if still_open:
            return min(still_open, key=lambda pair: pair[0])[1]
        if any(each.next is not None for each in due):
            # Something is still to be done, and it isn't there.
            return None
        return next((each.routine for each in due if each.routine is not None), None)

    def current(self) -> PlanVersion | None:
        """Return the version that holds today, or the one that will start, if any."""
        day = self._clock.today()
        versions = self._plans.versions()
        return version_on(versions, day) or (versions[0] if versions else None)

    def first_day(self) -> date | None:
        """Return the day on which the first plan began, None before there was one."""
        versions = self._plans.versions()
        return versions[0].valid_from if versions else None

    def plan_from(self, day: date) -> PlanVersion | None:
        """Return the version that would hold on a day, or the first one to start after it."""
        versions = self._plans.versions()
        return version_on(versions, day) or (versions[0] if versions else None)

    def planned_on(self, day: date) -> tuple[str, ...]:
        """Return the ids of the routines that the plan of a day asked for."""
        version = version_on(self._plans.versions(), day)
        return version.due_on(day) if version is not None else ()

    def upcoming(self) -> PlanVersion | None:
        """Return the next version that starts after today, beside one that holds today."""
        day = self._clock.today()
        versions = self._plans.versions()
        later = [version for version in versions if version.valid_from > day]
        return later[0] if later and version_on(versions, day) else None

    def week(self) -> dict[date, DayState]:
        """Return the seven days of this week in order, with their states."""
        today = self._clock.today()
        monday = week_start(today)
        states = self.states(monday, monday + timedelta(days=6))
        if states[today] is DayState.REST and self._is_first_day(today):
            states[today] = DayState.DUE
        return states

    def states(self, first: date, last: date) -> dict[date, DayState]:
        """Return the state of each day in [first, last]."""
        return day_states(
            first,
            last,
            self._clock.today(),
            self._plans.versions(),
            self._plans.excused(),
            self._day_sessions(first, last),
        )

    def calendar(self, first: date, last: date) -> tuple[CalendarDay, ...]:
        """Return each day in [first, last] with what is due on it, past or to come."""
        today = self._clock.today()
        versions, excused = self._plans.versions(), self._plans.excused()
        sessions = self._day_sessions(first, last)
        found: list[CalendarDay] = []
        for day, state in day_states(first, last, today, versions, excused, sessions).items():
            version = version_on(versions, day)
            programme = version.programme if version is not None else None
            phase = programme.phase_on(day) if programme is not None else None
            slots = slot_states(day, today, versions, excused, sessions)
            found.append(
                CalendarDay(
                    day=day,
                    state=state,
                    due=self._due(slots),
                    excuse=excused.get(day),
                    week=programme.week_on(day) if programme is not None else None,
                    phase=phase,
                    goal=programme.phases[phase].goal if programme and phase is not None else "",
                )
            )
        return tuple(found)

    def adherence(self, first: date, last: date) -> Adherence:
        """Return the counts of the days in [first, last]."""
        return adherence(
            first,
            last,
            self._clock.today(),
            self._plans.versions(),
            self._plans.excused(),
            self._day_sessions(first, last),
        )

    def spacing_notes(self, routine: Routine) -> tuple[str, ...]:
        """Say when a routine for strength would come within 48 hours of the last one.

        48 hours between strength days are established knowledge of the field.
        """
        yesterday = self._clock.today() - timedelta(days=1)
        if not is_for_strength(routine):
            return ()
        done = [
            session.routine.name
            for session in self._sessions.between(yesterday, yesterday)
            if session.status in _COUNTED
            and not is_trial(session.routine)
            and is_for_strength(session.routine)
        ]
        if not done:
            return ()
        told = translate(
            _CONTEXT,
            "You did {routine} yesterday. Muscles want about 48 hours between strength days, "
            "unless your therapist said otherwise.",
        )
        return (told.format(routine=done[-1]),)

    def next_due(self) -> date | None:
        """Return the next day after today on which a session is due, if one is near."""
        today = self._clock.today()
        versions = self._plans.versions()
        excused = self._plans.excused()
        days = (today + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD_DAYS + 1))
        return next((day for day in days if is_due(versions, day) and day not in excused), None)

    def review(self) -> ProgrammeReview | None:
        """Return what was done of the programme that is over, or None while none is."""
        day = self._clock.today()
        version = version_on(self._plans.versions(), day)
        if version is None or version.programme is None or not version.has_ended(day):
            return None
        programme = version.programme
        return ProgrammeReview(
            weeks=programme.weeks,
            counts=self.adherence(programme.first_day, programme.last_day),
            weeks_more=WEEKS_MORE,
        )

    # -- changes -------------------------------------------------------------

    def set_plan(
        self, routine_id: str, weekdays: frozenset[int], programme: Programme | None = None
    ) -> PlanVersion:
        """Let one routine be due on these weekdays (0 = Monday) from today on."""
        return self.change((Slot(routine_id=routine_id, weekdays=weekdays),), programme)

    def change(
        self,
        slots: tuple[Slot, ...],
        programme: Programme | None,
        *,
        valid_from: date | None = None,
        reason: str = "",
    ) -> PlanVersion:
        """Let this be the plan from a day on, today unless another is said.

        Days before keep the version they had. A second change of one day takes the place of
        the first; without a reason of its own it keeps the first one's.
        """
        today = self._clock.today()
        start = today if valid_from is None else max(valid_from, today)
        replaced = next((each for each in self._plans.versions() if each.valid_from == start), None)
        version = PlanVersion(
            uid=str(uuid4()),
            slots=slots,
            valid_from=start,
            programme=programme,
            reason=reason or (replaced.reason if replaced else ""),
        )
        self._plans.add_version(version)
        self._on_change()
        return version

    def start_upkeep(self) -> None:
        """Go on without an end, with two or three of the days there were."""
        current = self.current()
        if current is not None:
            reason = translate(_CONTEXT, "The programme is over")
            self.change(upkeep_slots(current.slots), None, reason=reason)

    def start_weeks_more(self) -> None:
        """Go on as before for some weeks more, from today."""
        current = self.current()
        if current is not None:
            programme = Programme(first_day=self._clock.today(), phases=(Phase(weeks=WEEKS_MORE),))
            self.change(current.slots, programme)

    def is_planned(self, routine_id: str) -> bool:
        """Return whether the plan of today, or one to come, asks for a routine."""
        return any(routine_id in version.routine_ids for version in self._in_force())

    def choose_another(self, routine_id: str, instead: str) -> None:
        """Let another routine take a planned one's days and times, from today on."""
        told = (
            translate(_CONTEXT, "{name} was deleted")
            if routine_id in self._content.routines
            else translate(_CONTEXT, "{name} was missing")
        )
        reason = told.format(name=self._name_of(routine_id))
        self._change_slots(routine_id, lambda slots: given_to(slots, routine_id, instead), reason)

    def take_out(self, routine_id: str) -> None:
        """Take a routine out of the plan from today on; the last one leaves it without days."""
        self._change_slots(routine_id, lambda slots: without(slots, routine_id), "")

    def give_days(self, routine_id: str, instead: str) -> Callable[[], None]:
        """Give a routine's days to another, or none for an empty id; return what undoes it."""
        before = {version.valid_from: version for version in self._plans.versions()}
        (self.choose_another(routine_id, instead) if instead else self.take_out(routine_id))

        def undo() -> None:
            for version in self._plans.versions():
                if version.valid_from not in before:
                    self._plans.remove_version(version.uid)
            for version in before.values():
                self._plans.add_version(version)

        return undo

    def _in_force(self) -> tuple[PlanVersion, ...]:
        """Return the version that holds today, and those to come."""
        today = self._clock.today()
        versions = self._plans.versions()
        now = version_on(versions, today)
        return tuple(each for each in versions if each is now or each.valid_from > today)

    def _change_slots(
        self, routine_id: str, changed: Callable[[Slots], Slots], reason: str
    ) -> None:
        for version in self._in_force():
            if routine_id not in version.routine_ids:
                continue
            slots = changed(version.slots)
            if version.valid_from > self._clock.today():
                self._plans.add_version(replace(version, slots=slots))
            else:
                self.change(slots, version.programme, reason=reason)

    def note_reason(self, version: PlanVersion, reason: str) -> None:
        """Keep why a version came about, in the person's own words."""
        self._plans.add_version(replace(version, reason=reason.strip()))

    def withdraw(self, version: PlanVersion) -> None:
        """Take back a version, such as one that has not started; the one before goes on."""
        self._plans.remove_version(version.uid)

    def history(self) -> tuple[PlanChange, ...]:
        """Return what changed, when and why, the newest first."""
        names = {each.id: each.name for each in self._content.routines.values()}
        return plan_changes(self._plans.versions(), names)

    def excused(self) -> Mapping[date, str]:
        """Return the excused days with their reasons."""
        return self._plans.excused()

    def excused_spans(self) -> tuple[ExcusedSpan, ...]:
        """Return the excused days as spans, oldest first."""
        return excused_spans(self._plans.excused())

    def excuse(self, span: ExcusedSpan) -> None:
        """Take days out of what is due, before or after they were due."""
        self._plans.excuse(span.days, span.reason)

    def unexcuse(self, span: ExcusedSpan) -> None:
        """Put the days of a span back among those on which something is due."""
        self._plans.unexcuse(span.days)

    def excuse_today(self, reason: str) -> None:
        """Take today out of what is due."""
        self._plans.excuse((self._clock.today(),), reason)

    def unexcuse_today(self) -> None:
        """Put today back among the days on which something is due."""
        self._plans.unexcuse((self._clock.today(),))

    def _day_sessions(self, first: date, last: date) -> list[DaySession]:
        return [
            DaySession(session.local_date, session.status, session.routine.id)
            for session in self._sessions.between(first, last)
            if session.status in _COUNTED and not is_trial(session.routine)
        ]
