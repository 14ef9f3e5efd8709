"""Years of daily sessions in a folder of its own.

Usage: python -m benchmarks.years_record DATA_DIR YEARS
"""

import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from benchmarks.probes import tell
from hipcoach.content.loader import load_library
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.plan import PlanVersion, Slot
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import SystemClock
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import order_sets
from hipcoach.services import build, load_settings
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore

DAYS_A_YEAR = 365
SITE = "left hip"


def main() -> None:
    """Fill the record and tell how much is in it."""
    paths = DataPaths.find(Path(sys.argv[1]))
    services = build(paths, load_settings(paths), SystemClock())
    me = Profile(sore_side=Side.LEFT, areas=("hip",), usual_pain=4)
    services.preferences.change(Settings(me=me, first_start_done=True))
    services.close()
    now = SystemClock().now()
    library = load_library()
    strength, walking = library.routines["strength"], library.routines["walking"]
    extra = replace(walking.items[0], uid="one-more")
    routine = replace(strength, items=(*strength.items, extra))
    database = open_database(paths.database).database
    try:
        days = int(sys.argv[2]) * DAYS_A_YEAR
        with database.together():
            sets = _fill(database, routine, now, days)
        tell({"sessions": days, "sets": sets})
    finally:
        database.close()


def _fill(database: Database, routine: Routine, now: datetime, days: int) -> int:
    sessions, pains = SqliteSessionStore(database), SqlitePainStore(database)
    random = Random(7)
    first = now.date() - timedelta(days=days)
    SqlitePlanStore(database).add_version(
        PlanVersion(
            uid="plan",
            slots=(Slot(routine_id=routine.id, weekdays=frozenset(range(7))),),
            valid_from=first,
        )
    )
    planned = order_sets(routine, SessionOptions(lead_side=Side.LEFT))
    count = 0
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        start = datetime.combine(day, time(9), tzinfo=now.tzinfo)
        session = Session(
            uid=f"s{ahead}",
            routine=routine,
            started_at=start,
            local_date=day,
            status=SessionStatus.PARTIAL if ahead % 20 == 4 else SessionStatus.COMPLETED,
            played_ms=1_200_000,
            effort=5,
        )
        sessions.start(session)
        level = 5.0 - 3.0 * ahead / days
        for moment, hour in ((Moment.MORNING, 7), (Moment.BEFORE, 9), (Moment.AFTER, 10)):
            pains.add(_rating(day, moment, hour, level, random, now, session.uid))
        done = planned[: len(planned) // 2] if session.status is SessionStatus.PARTIAL else planned
        for at, each in enumerate(done):
            count += 1
            sessions.save_set(
                SetRecord(
                    session_uid=session.uid,
                    address=SetAddress(each.item.uid, each.set_no, each.side),
                    exercise_id=each.exercise.id,
                    planned_reps=each.dose.reps,
                    planned_ms=each.planned_ms,
                    done_reps=each.dose.reps or 0,
                    done_ms=each.planned_ms,
                    ended=SetEnd.COMPLETED,
                    at=start + timedelta(minutes=at),
                )
            )
        if ahead % 60 == 30:
            SqliteAnnotationStore(database).add(
                Annotation(uid=f"a{ahead}", day=day, kind=AnnotationKind.FLARE, at=start)
            )
    return count


def _rating(
    day: date,
    moment: Moment,
    hour: int,
    level: float,
    random: Random,
    now: datetime,
    session_uid: str,
) -> PainRating:
    return PainRating(
        uid=f"{day}-{moment}",
        moment=moment,
        nrs=max(0, min(10, round(level + random.gauss(0, 0.8)))),
        site=SITE,
        at=datetime.combine(day, time(hour), tzinfo=now.tzinfo),
        local_date=day,
        session_uid=None if moment is Moment.MORNING else session_uid,
    )


if __name__ == "__main__":
    main()
