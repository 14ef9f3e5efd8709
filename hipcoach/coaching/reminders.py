"""When to remind of what: worked out from the settings, the plan, the record and the clock.

Reminding again when nothing was recorded follows Arensman's thesis on home exercise; every
time and distance here is a decision of this app or the person's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource, SessionStore
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import may_start
from hipcoach.coaching.suited_content import SuitedContent
from hipcoach.coaching.trying_out import trial_of
from hipcoach.domain.exercise import Category, Position
from hipcoach.domain.plan import DayState
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "Reminders"
LOOK_AHEAD_DAYS = 28
# A computer that slept through a reminder tells it when it wakes, but not for ever.
LATE_AFTER = timedelta(hours=2)
SIT_LATE_AFTER = timedelta(minutes=5)
# The clock is looked at again after this long: it may jump, and computers sleep.
LONGEST_WAIT_MS = 60_000
SHORTEST_WAIT_MS = 1_000
_WORKING_DAYS = 5
_BREAK_LEAST_MS = 20_000
_BREAK_MOST_MS = 90_000
_NOT_FOR_BREAKS = (Category.MODALITY, Category.SELF_MASSAGE, Category.BALANCE)


class ReminderKind(StrEnum):
    """What a reminder is about."""

    DUE = "due"
    EVENING = "evening"
    SIT_BREAK = "sit break"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder and its moment."""

    at: datetime
    kind: ReminderKind


@dataclass(frozen=True, slots=True)
class DueTimes:
    """When what is still open on a day has times of its own, and whether some of it has none."""

    own: tuple[time, ...] = ()
    has_others: bool = True


NO_OWN_TIMES = DueTimes()


def next_reminder(
    settings: ReminderSettings,
    *,
    is_open: Callable[[date], bool],
    is_logged: Callable[[date], bool],
    after: datetime,
    local: Callable[[date, time], datetime] | None = None,
    due_times: Callable[[date], DueTimes] = lambda _day: NO_OWN_TIMES,
    day_ends: time = time.min,
) -> Reminder | None:
    """Return the first reminder after a moment, within four weeks, or None.

    `is_open` tells whether anything is still to be done on a day, `is_logged` whether anything
    was done on it, `due_times` when. `local` makes a local time of a day as the zone has it then;
    without it the offset of `after` holds. Before `day_ends` a time counts for the day before. A
    time of the person's own that lies in the quiet hours waits for their end if that comes on
    the same day; what else lies in them is left out.
    """
    if not settings.reminds:
        return None

    def moment(day: date, at: time) -> datetime:
        return local(day, at) if local else datetime.combine(day, at, tzinfo=after.tzinfo)

    # Times of one zone are compared by what the clock shows; only in UTC are they in order.
    since = after.astimezone(UTC)
    # The day before as well: `after` may be told in another zone than the local one.
    for ahead in range(-1, LOOK_AHEAD_DAYS + 1):
        day = after.date() + timedelta(days=ahead)
        plan = _DayPlan(day, day_ends, is_open, is_logged, due_times)
        later = [
            reminder
            for at, kind in _times_of(settings, plan)
            if (reminder := Reminder(moment(day, at), kind)).at.astimezone(UTC) > since
        ]
        if later:
            return min(later, key=lambda each: (each.at.astimezone(UTC), each.kind))
    return None


@dataclass(frozen=True, slots=True)
class _DayPlan:
    """What is asked of a calendar day; its small hours belong to the day before."""

    day: date
    day_ends: time
    is_open: Callable[[date], bool]
    is_logged: Callable[[date], bool]
    due_times: Callable[[date], DueTimes]

    def counts_for(self, at: time) -> date:
        return self.day - timedelta(days=1) if at < self.day_ends else self.day

    def due(self, settings: ReminderSettings) -> Iterator[time]:
        """Yield when to remind of what is due: its own times, else those that are set."""
        for day in (self.day - timedelta(days=1), self.day):
            if not self.is_open(day):
                continue
            times = self.due_times(day)
            wanted = (*times.own, *(settings.times if times.has_others else ()))
            yield from (at for at in dict.fromkeys(wanted) if self.counts_for(at) == day)


def _times_of(settings: ReminderSettings, plan: _DayPlan) -> Iterator[tuple[time, ReminderKind]]:
    if settings.on:
        for at in plan.due(settings):
            if not settings.is_quiet(at):
                yield at, ReminderKind.DUE
            elif at < settings.quiet_until:
                yield settings.quiet_until, ReminderKind.DUE
        evening = settings.evening_at
        day = plan.counts_for(evening)
        if (
            settings.evening
            and not settings.is_quiet(evening)
            and plan.is_open(day)
            and not plan.is_logged(day)
        ):
            yield evening, ReminderKind.EVENING
    if settings.sit_breaks and plan.day.weekday() < _WORKING_DAYS:
        for at in _sit_times(settings):
            if not settings.is_quiet(at):
                yield at, ReminderKind.SIT_BREAK


def _sit_times(settings: ReminderSettings) -> Iterator[time]:
    """Yield every so many minutes from the beginning of the sitting hours to their end."""
    begin = settings.sit_from.hour * 60 + settings.sit_from.minute
    end = settings.sit_until.hour * 60 + settings.sit_until.minute
    for minutes in range(begin + settings.sit_every_min, end + 1, settings.sit_every_min):
        yield time(*divmod(minutes, 60))


class Reminders:
    """Hands out each reminder once when its moment has come."""

    def __init__(
        self,
        planner: Planner,
        sessions: SessionStore,
        content: ContentSource,
        preferences: Preferences,
        clock: Clock,
        estimate: Callable[[Routine], int],
    ) -> None:
        """Work with these from now on; `estimate` tells a routine's length in ms."""
        self._planner = planner
        self._sessions = sessions
        self._content = content
        self._preferences = preferences
        self._clock = clock
        self._estimate = estimate
        self._since = clock.now().astimezone(UTC)
        self._breaks = 0

    @property
    def settings(self) -> ReminderSettings:
        """Return what the person wants."""
        return self._preferences.current.reminders

    def take(self, *, is_held: bool = False) -> Reminder | None:
        """Return a reminder whose moment has come since the last call, the weightiest of them.

        While `is_held` nothing is handed out or forgotten. What came too long ago is passed
        over, as after a night's sleep. Raises StorageError when the record can't be read.
        """
        now = self._clock.now().astimezone(UTC)
        if now < self._since:
            # The clock was put back: what comes now comes anew.
            self._since = now
        if is_held or not self.settings.reminds or self._is_stopped():
            self._since = max(self._since, now - LATE_AFTER) if is_held else now
            return None
        found: list[Reminder] = []
        at = self._since
        while (reminder := self._next(at)) is not None and reminder.at.astimezone(UTC) <= now:
            at = reminder.at.astimezone(UTC)
            if now - at <= self._patience(reminder):
                found.append(reminder)
        self._since = now
        fresh = [each for each in found if not self._is_needless(each, now)]
        return min(fresh, key=lambda each: list(ReminderKind).index(each.kind), default=None)

    def wait_ms(self) -> int:
        """Return how long to wait before the next `take`, in ms; a minute at the most."""
        now = self._clock.now().astimezone(UTC)
        reminder = self._next(now)
        if reminder is None:
            return LONGEST_WAIT_MS
        wait_ms = int((reminder.at.astimezone(UTC) - now) / timedelta(milliseconds=1)) + 1
        return max(SHORTEST_WAIT_MS, min(LONGEST_WAIT_MS, wait_ms))

    def words(self, reminder: Reminder) -> tuple[str, str]:
        """Return the title and the text of a reminder; they tell nothing of the person's pain."""
        if reminder.kind is ReminderKind.SIT_BREAK:
            title = translate(_CONTEXT, "Time to stand up")
            return title, translate(_CONTEXT, "A minute on your feet does your hips good.")
        names = ", ".join(
            due.name
            for due in self._planner.today().due
            if due.state in (DayState.DUE, DayState.PARTIAL)
        )
        if reminder.kind is ReminderKind.EVENING:
            title = translate(_CONTEXT, "There is still time today")
            text = translate(_CONTEXT, "{routines}. The short version takes about five minutes.")
            return title, text.format(routines=names)
        return translate(_CONTEXT, "Your exercises today"), names

    def should_ask(self) -> bool:
        """Tell whether to ask about reminders: once, when a first session is done."""
        if self.settings.asked or self.settings.reminds or self._planner.current() is None:
            return False
        return bool(self._sessions.with_status(SessionStatus.COMPLETED))

    def desk_break(self) -> Routine | None:
        """Return about a minute of one exercise on the feet, another one each time.

        None while a sign stands that keeps sessions away, or where nothing suits.
        """
        if self._is_stopped():
            return None
        content = SuitedContent(self._content, self._preferences.current.me)
        fitting = [
            made
            for exercise in content.exercises.values()
            if exercise.position is Position.STANDING
            and not exercise.equipment
            and exercise.category not in _NOT_FOR_BREAKS
            and _BREAK_LEAST_MS <= self._estimate(made := trial_of(exercise)) <= _BREAK_MOST_MS
        ]
        if not fitting:
            return None
        self._breaks += 1
        return fitting[(self._clock.today().toordinal() + self._breaks) % len(fitting)]

    def _is_stopped(self) -> bool:
        """Return whether a sign stands with which nothing may be started."""
        return not may_start(self._content.red_flags, self._preferences.current.me)

    def _next(self, after: datetime) -> Reminder | None:
        return next_reminder(
            self.settings,
            is_open=self._is_open,
            is_logged=self._is_logged,
            after=after,
            local=self._clock.at,
            due_times=self._due_times,
            day_ends=self._clock.day_ends,
        )

    def _due_times(self, day: date) -> DueTimes:
        """Return when the open times of a day are; several a day have times in any case."""
        (found,) = self._planner.calendar(day, day)
        still = [
            occasion
            for due in found.due
            for occasion, state in due.occasions.items()
            if state in (DayState.DUE, DayState.UPCOMING)
        ]
        own = [each for each in still if each.time or each.of > 1]
        return DueTimes(
            own=tuple(sorted({time(*divmod(each.minute, 60)) for each in own})),
            has_others=len(own) < len(still),
        )

    def _is_open(self, day: date) -> bool:
        (found,) = self._planner.calendar(day, day)
        return any(each.state in (DayState.DUE, DayState.UPCOMING) for each in found.due)

    def _is_logged(self, day: date) -> bool:
        done = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
        return any(session.status in done for session in self._sessions.between(day, day))

    @staticmethod
    def _patience(reminder: Reminder) -> timedelta:
        return SIT_LATE_AFTER if reminder.kind is ReminderKind.SIT_BREAK else LATE_AFTER

    def _is_needless(self, reminder: Reminder, now: datetime) -> bool:
        """Tell whether somebody who should stand up has just been exercising."""
        if reminder.kind is not ReminderKind.SIT_BREAK:
            return False
        since = now - timedelta(minutes=self.settings.sit_every_min)
        today = self._clock.today()
        return any(
            session.ended_at is not None and session.ended_at > since
            for session in self._sessions.between(today, today)
        )
