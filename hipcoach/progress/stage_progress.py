"""How far a stage of a pathway has come: its weeks, its sessions, and how they settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hipcoach.domain.pathway import Stage

# Pain of up to 5 during exercise is acceptable when it settles by the next morning (Thomeé 1997;
# Ageberg 2010). Where the usual pain is itself above 5, up to two more: a decision of this app.
TOLERABLE = 5
MORE_THAN_USUAL = 2
# A morning two or more over usual is a flare, as everywhere in the app.
FLARE = 2
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSession:
    """A session of a stage: whether it was completed, its worst pain, and the next morning's."""

    day: date
    completed: bool
    worst: int | None
    next_morning: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageProgress:
    """How a stage stands on a day; `is_met` says whether the next may be suggested."""

    weeks_done: int
    sessions: int
    settled: int
    is_met: bool


def stage_progress(
    stage: Stage,
    first_day: date,
    today: date,
    sessions: Iterable[StageSession],
    usual_pain: float | None,
    *,
    cleared: bool = False,
) -> StageProgress:
    """Return how far a stage has come; `cleared` says that a clinician opened the next.

    A session whose pain or morning isn't known counts as done but not as settled.
    """
    done = sorted((each for each in sessions if each.completed), key=lambda each: each.day)
    settled = 0
    for each in reversed(done):
        if not _settled(each, usual_pain):
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
        )
    return StageProgress(
        weeks_done=weeks_done, sessions=len(done), settled=settled, is_met=met
    )  # fmt: skip


def _settled(session: StageSession, usual_pain: float | None) -> bool:
    if session.worst is None or session.next_morning is None:
        return False
    usual = 0.0 if usual_pain is None else usual_pain
    most = TOLERABLE if usual <= TOLERABLE else usual + MORE_THAN_USUAL
    return session.worst <= most and session.next_morning < usual + FLARE
