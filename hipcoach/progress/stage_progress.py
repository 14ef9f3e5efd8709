"""How far a stage of a pathway has come: its weeks, its sessions, and how they settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hipcoach.domain.pain import has_settled, tolerable_up_to
from hipcoach.domain.pathway import Criterion, Stage

DAYS_A_WEEK = 7
# A walk of the last two weeks tells how walking is now; brisk is an effort of 3 of 10 or more
# (decisions of this app).
WALK_DAYS = 14
BRISK_EFFORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSession:
    """A session of a stage: whether it was completed, its worst pain, and the next morning's."""

    day: date
    completed: bool
    worst: int | None
    next_morning: int | None


@dataclass(frozen=True, slots=True)
class Usual:
    """Usual pain, and how sore one morning in four is (NRS); None where nobody knows."""

    pain: float | None
    high: float | None = None

    def has(self, morning: int | None) -> bool:
        """Return whether a morning is back to usual, as for doses; not where that is unknown."""
        if morning is None or self.pain is None:
            return False
        return has_settled(morning, self.pain, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a criterion may ask for beside sessions: brisk walks that settled, and falls.

    A walk is its minutes on its day.
    """

    walks: tuple[tuple[date, int], ...] = ()
    falls: tuple[date, ...] = ()

    def meets(self, criterion: Criterion, today: date) -> bool:
        """Return whether the walk was done and nobody fell."""
        earliest = today - timedelta(days=WALK_DAYS)
        has_walked = any(
            minutes >= criterion.walk_minutes for day, minutes in self.walks if day >= earliest
        )
        steady_from = today - timedelta(weeks=criterion.weeks_without_fall)
        has_fallen = any(day > steady_from for day in self.falls)
        return (has_walked or not criterion.walk_minutes) and not has_fallen


@dataclass(frozen=True, slots=True, kw_only=True)
class StageProgress:
    """How a stage stands on a day; `is_met` says whether the next may be suggested."""

    weeks_done: int
    sessions: int
    settled: int
    is_met: bool


NOTHING_BESIDE = Beside()


def stage_progress(
    stage: Stage,
    first_day: date,
    today: date,
    sessions: Iterable[StageSession],
    usual: Usual,
    *,
    cleared: bool = False,
    beside: Beside = NOTHING_BESIDE,
) -> StageProgress:
    """Return how far a stage has come; `cleared` says that a clinician opened the next.

    A session whose pain or morning isn't known counts as done but not as settled.
    """
    done = sorted((each for each in sessions if each.completed), key=lambda each: each.day)
    settled = 0
    for each in reversed(done):
        if not _settled(each, usual):
            break
        settled += 1
    weeks_done = max(0, (today - first_day).days) // DAYS_A_WEEK
    criterion = stage.criterion
    if criterion is None:
        met = False
    elif criterion.clinician:
        met = cleared
    else:
        met = (
            weeks_done >= stage.weeks.low
            and len(done) >= criterion.sessions
            and settled >= criterion.settled
            and beside.meets(criterion, today)
        )
    return StageProgress(weeks_done=weeks_done, sessions=len(done), settled=settled, is_met=met)


def _settled(session: StageSession, usual: Usual) -> bool:
    is_tolerable = session.worst is not None and session.worst <= tolerable_up_to(usual.pain)
    return is_tolerable and usual.has(session.next_morning)
