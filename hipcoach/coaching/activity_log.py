"""What was done beside the exercises, and results of forms filled in elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.pathway_ports import ActivityStore, FormScoreStore
from hipcoach.domain.activity import Activity, ActivityKind, FormScore
from hipcoach.domain.week import week_start
from hipcoach.player.clock import Clock

# WHO guidelines on physical activity 2020: at least 150 minutes a week at a moderate effort.
AIM_MINUTES = 150


class ActivityLog:
    """Keeps activities, and counts the aerobic minutes of a week."""

    def __init__(self, store: ActivityStore, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock

    def log(
        self,
        kind: ActivityKind,
        minutes: int,
        *,
        day: date | None = None,
        effort: int | None = None,
        note: str = "",
    ) -> Activity:
        """Keep some minutes of an activity, today unless another day is said."""
        now = self._clock.now()
        activity = Activity(
            uid=str(uuid4()),
            day=self._clock.today() if day is None else day,
            kind=kind,
            minutes=minutes,
            effort=effort,
            note=note.strip(),
            at=now,
        )
        self._store.add(activity)
        return activity

    def put_back(self, activity: Activity) -> None:
        """Keep an activity as it was, as when its deletion is undone."""
        self._store.add(activity)

    def remove(self, activity: Activity) -> None:
        """Delete an activity."""
        self._store.remove(activity.uid)

    def between(self, first: date, last: date) -> tuple[Activity, ...]:
        """Return the activities of days in [first, last], oldest first."""
        return self._store.between(first, last)

    def this_week(self) -> int:
        """Return the aerobic minutes of this week, Monday first."""
        monday = week_start(self._clock.today())
        found = self._store.between(monday, monday + timedelta(days=6))
        return sum(each.minutes for each in found if each.kind.is_aerobic)

    def weeks(self, first: date, last: date) -> Mapping[date, int]:
        """Return the aerobic minutes of each week with any, by its Monday."""
        found: dict[date, int] = defaultdict(int)
        for each in self._store.between(first, last):
            if each.kind.is_aerobic:
                found[week_start(each.day)] += each.minutes
        return dict(found)


class FormScores:
    """Keeps results of published forms."""

    def __init__(self, store: FormScoreStore, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock

    def note(
        self, form: str, value: float, low: float, high: float, day: date, note: str = ""
    ) -> FormScore:
        """Keep a result with its form's range; raises RangeError for one outside of it."""
        score = FormScore(
            uid=str(uuid4()),
            form=form.strip(),
            day=day,
            value=value,
            low=low,
            high=high,
            note=note.strip(),
            at=self._clock.now(),
        )
        self._store.add(score)
        return score

    def remove(self, score: FormScore) -> None:
        """Delete a result."""
        self._store.remove(score.uid)

    def every(self) -> tuple[FormScore, ...]:
        """Return all results, oldest first."""
        return self._store.between(date.min, date.max)
