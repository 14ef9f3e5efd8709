"""When to remind of what: worked out from the settings, the plan, the record and the clock.

Reminding again when nothing was recorded follows Arensman's thesis on home exercise; every
time and distance here is a decision of this app or the person's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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


def next_reminder(
    settings: ReminderSettings,
    *,
    is_open: Callable[[date], bool],
    is_logged: Callable[[date], bool],
    after: datetime,
) -> Reminder | None:
    """Return the first reminder after a moment, within four weeks, or None.

    `is_open` tells whether anything is still to be done on a day, `is_logged` whether anything
    was done on it. A time of the person's own that lies in the quiet hours waits for their end
    if that comes on the same day; what else lies in them is left out.
    """
    if not settings.reminds:
        return None
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        day = after.date() + timedelta(days=ahead)
        moments = [
            Reminder(datetime.combine(day, at, tzinfo=after.tzinfo), kind)
            for at, kind in _times_of(settings, day, is_open, is_logged)
        ]
        later = [reminder for reminder in moments if reminder.at > after]
        if later:
            return min(later, key=lambda reminder: (reminder.at, reminder.kind))
    return None


def _times_of(
    settings: ReminderSettings,
    day: date,
    is_open: Callable[[date], bool],
    is_logged: Callable[[date], bool],
) -> Iterator[tuple[time, ReminderKind]]:
    if settings.on and is_open(day):
        for at in settings.times:
            if not settings.is_quiet(at):
                yield at, ReminderKind.DUE
            elif at < settings.quiet_until:
                yield settings.quiet_until, ReminderKind.DUE
        if settings.evening and not settings.is_quiet(settings.evening_at) and not is_logged(day):
            yield settings.evening_at, ReminderKind.EVENING
    if settings.sit_breaks and day.weekday() < _WORKING_DAYS:
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
        self._since = clock.now()
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
        now = self._clock.now()
        if now < self._since:
            # The clock was put back: what comes now comes anew.
            self._since = now
        if is_held or not self.settings.reminds or self._is_stopped():
            self._since = max(self._since, now - LATE_AFTER) if is_held else now
            return None
        found: list[Reminder] = []
        at = self._since
        while (reminder := self._next(at)) is not None and reminder.at <= now:
            at = reminder.at
            if now - reminder.at <= self._patience(reminder):
                found.append(reminder)
        self._since = now
        fresh = [each for each in found if not self._is_needless(each, now)]
        return min(fresh, key=lambda each: list(ReminderKind).index(each.kind), default=None)

    def wait_ms(self) -> int:
        """Return how long to wait before the next `take`, in ms; a minute at the most."""
        now = self._clock.now()
        reminder = self._next(now)
        if reminder is None:
            return LONGEST_WAIT_MS
        wait_ms = int((reminder.at - now) / timedelta(milliseconds=1)) + 1
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
        return fitting[(self._clock.now().date().toordinal() + self._breaks) % len(fitting)]

    def _is_stopped(self) -> bool:
        """Return whether a sign stands with which nothing may be started."""
        return not may_start(self._content.red_flags, self._preferences.current.me)

    def _next(self, after: datetime) -> Reminder | None:
        return next_reminder(
            self.settings, is_open=self._is_open, is_logged=self._is_logged, after=after
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
        today = now.date()
        return any(
            session.ended_at is not None and session.ended_at > since
            for session in self._sessions.between(today, today)
        )
