"""A plan: which routines on which weekdays, from which day on, and for how many weeks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range

MAX_SLOTS = 12
MAX_PHASES = 12
MAX_PHASE_WEEKS = 52
MAX_GOAL_LENGTH = 120
# The longest time that is excused at once: a year is another plan, not a break.
MAX_EXCUSED_DAYS = 366
MAX_TIMES_PER_DAY = 6
# Parts of the day a routine may be planned for, earliest first; a clock time stands between.
DAY_PARTS = ("morning", "midday", "evening")
# When a part of the day is reminded of and comes in order: this app's own judgement.
_PART_MINUTES = {"morning": 9 * 60, "midday": 13 * 60, "evening": 19 * 60}
_CLOCK_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


class DayState(StrEnum):
    """How a day, or a routine on a day, stands against the plan."""

    DONE = "done"
    PARTIAL = "partial"
    EXCUSED = "excused"
    DUE = "due"
    MISSED = "missed"
    REST = "rest"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One time that a day asks for a routine: the `number`th of `of`, from 1.

    `time` is a part of the day, HH:MM or empty.
    """

    routine_id: str
    number: int = 1
    of: int = 1
    time: str = ""

    @property
    def minute(self) -> int:
        """The minute of the day by which occasions are put in order.

        Without a time the first is for the morning and others follow every four hours.
        """
        if not self.time:
            return _PART_MINUTES["morning"] + 240 * (self.number - 1)
        known = _PART_MINUTES.get(self.time)
        return known if known is not None else int(self.time[:2]) * 60 + int(self.time[3:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One routine and its weekdays, 0 (Monday) to 6 (Sunday).

    Without weekdays the routine is part of the plan but never due. `times_per_day` is how often
    it is due on each of them; `times` are empty, or one for each time: a part of the day or
    HH:MM.
    """

    routine_id: str
    weekdays: frozenset[int] = frozenset()
    times_per_day: int = 1
    times: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the routine, the weekdays and the times."""
        if not self.routine_id:
            raise RangeError("routine_id", "nothing", "is given; a plan needs a routine")
        for weekday in self.weekdays:
            check_range("weekday", weekday, 0, 6)
        check_range("times_per_day", self.times_per_day, 1, MAX_TIMES_PER_DAY)
        for time in self.times:
            if time not in DAY_PARTS and not _CLOCK_TIME.fullmatch(time):
                raise RangeError("times", time, "is no part of the day and no time as HH:MM")
        if self.times and len(self.times) != self.times_per_day:
            raise RangeError(
                "times", len(self.times), f"are given for {self.times_per_day} times a day"
            )
        if len(set(self.times)) < len(self.times):
            raise RangeError("times", ", ".join(self.times), "has one of them twice")

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Each time a day asks for the routine, in order."""
        return tuple(
            Occasion(
                routine_id=self.routine_id,
                number=index + 1,
                of=self.times_per_day,
                time=self.times[index] if self.times else "",
            )
            for index in range(self.times_per_day)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some weeks of a programme with what they are for; the goal may be empty."""

    weeks: int
    goal: str = ""

    def __post_init__(self) -> None:
        """Check the length in weeks and that the goal is a line."""
        check_range("weeks", self.weeks, 1, MAX_PHASE_WEEKS)
        check_range("goal", len(self.goal), 0, MAX_GOAL_LENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A course with an end: phases one after the other from its first day."""

    first_day: date
    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        """Check that there is at least one phase."""
        check_range("phases", len(self.phases), 1, MAX_PHASES)

    @property
    def weeks(self) -> int:
        """Length in whole weeks."""
        return sum(phase.weeks for phase in self.phases)

    @property
    def last_day(self) -> date:
        """The last day on which something can be due."""
        return self.first_day + timedelta(weeks=self.weeks, days=-1)

    def week_on(self, day: date) -> int | None:
        """Return the week of the programme a day lies in, from 1; None outside of it."""
        if not self.first_day <= day <= self.last_day:
            return None
        return (day - self.first_day).days // 7 + 1

    def phase_on(self, day: date) -> int | None:
        """Return the index of the phase a day lies in; None outside of the programme."""
        week = self.week_on(day)
        if week is None:
            return None
        for index, phase in enumerate(self.phases):
            week -= phase.weeks
            if week <= 0:
                return index
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """The plan as it holds from `valid_from` until the next version starts.

    Without a programme it has no end. `reason` is the person's own word for the change.
    """

    uid: str
    slots: tuple[Slot, ...]
    valid_from: date
    programme: Programme | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Check that there is a routine, and none of them twice."""
        if not self.slots:
            raise RangeError("slots", "nothing", "is listed; a plan needs a routine")
        check_range("slots", len(self.slots), 1, MAX_SLOTS)
        ids = self.routine_ids
        for routine_id in ids:
            if ids.count(routine_id) > 1:
                raise RangeError("routine_id", routine_id, "is planned twice")

    @property
    def routine_ids(self) -> tuple[str, ...]:
        """The routines, in the order they are shown."""
        return tuple(slot.routine_id for slot in self.slots)

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays on which anything is due, 0 for Monday."""
        return frozenset().union(*(slot.weekdays for slot in self.slots))

    def has_ended(self, day: date) -> bool:
        """Tell whether the programme is over on a day."""
        return self.programme is not None and day > self.programme.last_day

    def due_on(self, day: date) -> tuple[str, ...]:
        """Return the routines due on a day by this version's weekdays and programme."""
        return tuple(slot.routine_id for slot in self.slots_on(day))

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        """Return the slots that ask for something on a day."""
        programme = self.programme
        if programme is not None and not programme.first_day <= day <= programme.last_day:
            return ()
        return tuple(slot for slot in self.slots if day.weekday() in slot.weekdays)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableVersion(PlanVersion):
    """A version that is on record and can't be read: from its day on nobody knows what is due.

    It keeps its place, so that the version before it doesn't hold in its stead. `valid_from` is
    `date.min` where its day can't be read either.
    """

    slots: tuple[Slot, ...] = ()

    def __post_init__(self) -> None:
        """Take it as it is."""

    @property
    def day(self) -> date | None:
        """The day from which on it was to hold, None when that is lost too."""
        return None if self.valid_from == date.min else self.valid_from


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcusedSpan:
    """Days in a row that are excused for one reason, both ends included."""

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or goes on for more than a year."""
        if self.last < self.first:
            raise RangeError("last", self.last, "is before the first day")
        check_range("days", (self.last - self.first).days + 1, 1, MAX_EXCUSED_DAYS)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=index) for index in range(count))


def version_on(versions: tuple[PlanVersion, ...], day: date) -> PlanVersion | None:
    """Return the version that holds on a day: the latest that started by then."""
    begun = [version for version in versions if version.valid_from <= day]
    return max(begun, key=lambda version: version.valid_from) if begun else None


def due_on(versions: tuple[PlanVersion, ...], day: date) -> tuple[str, ...]:
    """Return the routines due on a day, by the version that held then."""
    version = version_on(versions, day)
    return version.due_on(day) if version is not None else ()


def occasions_on(versions: tuple[PlanVersion, ...], day: date) -> tuple[Occasion, ...]:
    """Return each time a day asks for a routine, by the version that held then."""
    version = version_on(versions, day)
    slots = () if version is None else version.slots_on(day)
    return tuple(occasion for slot in slots for occasion in slot.occasions)


def is_due(versions: tuple[PlanVersion, ...], day: date) -> bool:
    """Tell whether anything is due on a day, by the version that held then."""
    return bool(due_on(versions, day))


def excused_spans(excused: Mapping[date, str]) -> tuple[ExcusedSpan, ...]:
    """Return the excused days as spans, oldest first; neighbours of one reason are one span."""
    spans: list[ExcusedSpan] = []
    for day in sorted(excused):
        reason = excused[day]
        last = spans[-1] if spans else None
        if (
            last is not None
            and last.reason == reason
            and day - last.last == timedelta(days=1)
            and (day - last.first).days < MAX_EXCUSED_DAYS
        ):
            spans[-1] = ExcusedSpan(first=last.first, last=day, reason=reason)
        else:
            spans.append(ExcusedSpan(first=day, last=day, reason=reason))
    return tuple(spans)
