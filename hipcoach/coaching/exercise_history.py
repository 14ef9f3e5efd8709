"""What a person has done of one exercise so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hipcoach.coaching.ports import SessionStore
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionOutline, SessionStatus, SetEnd, SetRecord

LAST_DAYS = 3
_COUNTED = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
# A set that was begun again counts by the pass that replaced it.
_LEFT_BEHIND = (SetEnd.SKIPPED, SetEnd.RESTARTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSet:
    """The most that was done in one set on a side; `reps` is None where time is counted, in ms."""

    side: Side
    reps: int | None
    done_ms: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Sets and sessions of one exercise; the days are the newest first."""

    sets: int
    sessions: int
    last_days: tuple[date, ...]
    bests: tuple[BestSet, ...]


NOTHING_YET = History(sets=0, sessions=0, last_days=(), bests=())


class ExerciseHistory:
    """Reads from the record what was done of an exercise; changes nothing."""

    def __init__(self, sessions: SessionStore) -> None:
        """Read from this store."""
        self._sessions = sessions

    def done_exercises(self) -> frozenset[str]:
        """Return the ids of all exercises of which a set was ever done."""
        return frozenset(self.last_uids())

    def sessions_of(self, uids: Mapping[str, str]) -> dict[str, Session]:
        """Return the sessions of these uids, under the same names."""
        found = {each.uid: each for each in self._sessions.of_uids(tuple(set(uids.values())))}
        return {name: found[uid] for name, uid in uids.items() if uid in found}

    def last_of_routine(self, routine_id: str) -> Session | None:
        """Return the newest session of a routine that counts, None where there is none."""
        uids = [each.uid for each in self._counted() if each.routine_id == routine_id]
        found = self._sessions.of_uids(uids[-1:]) if uids else ()
        return found[0] if found else None

    def _counted(self) -> list[SessionOutline]:
        outlines = self._sessions.outlines(date.min, date.max)
        return [each for each in outlines if each.status in _COUNTED]

    def last_uids(self) -> Mapping[str, str]:
        """Return, by exercise, the uid of the newest session in which a set of it was done."""
        return self._sessions.last_done()

    def of(self, exercise_id: str) -> History:
        """Return what was done of an exercise; discarded and running sessions don't count."""
        days = {
            session.uid: session.local_date for session in self._sessions.with_status(*_COUNTED)
        }
        done = [
            (days[uid], record)
            for uid, records in self._sessions.all_sets().items()
            if uid in days
            for record in records
            if record.exercise_id == exercise_id and _counts(record)
        ]
        if not done:
            return NOTHING_YET
        return History(
            sets=len(done),
            sessions=len({record.session_uid for _, record in done}),
            last_days=tuple(sorted({day for day, _ in done}, reverse=True)[:LAST_DAYS]),
            bests=_bests(done),
        )


def _counts(record: SetRecord) -> bool:
    if record.ended in _LEFT_BEHIND:
        return False
    return record.done_reps > 0 if record.planned_reps is not None else record.done_ms > 0


def _bests(done: Iterable[tuple[date, SetRecord]]) -> tuple[BestSet, ...]:
    """Return the best of each side, the first time it was reached, left before right."""
    found: dict[Side, BestSet] = {}
    for day, record in sorted(done, key=lambda each: each[1].at):
        is_counted = record.planned_reps is not None
        best = BestSet(
            side=record.address.side,
            reps=record.done_reps if is_counted else None,
            done_ms=record.done_ms,
            day=day,
        )
        before = found.get(best.side)
        if before is None or _amount(best) > _amount(before):
            found[best.side] = best
    return tuple(found[side] for side in Side if side in found)


def _amount(best: BestSet) -> tuple[bool, int]:
    # The same exercise may have been counted one day and timed another: what can be counted
    # is told, and never weighed against seconds.
    return (best.reps is not None, best.done_ms if best.reps is None else best.reps)
