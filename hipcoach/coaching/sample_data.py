"""Twelve weeks of plausible sample data, marked as such, for a look at the program."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random
from uuid import UUID

from hipcoach.coaching.ports import AnnotationStore, PainStore, PlanStore, SessionStore
from hipcoach.coaching.session_changes import encode_options
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import MAX_NRS, Moment, PainRating
from hipcoach.domain.plan import PlanVersion, Slot
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import order_sets
from hipcoach.player.timeline import PlannedSet
from hipcoach.progress.dose import dose_share, status_for

WEEKS = 12
WEEKDAYS = frozenset((0, 2, 3, 5))
SITE = "left hip"
SHARE_KEPT = 0.86
SHARE_PARTIAL = 0.12
RATED_DAYS = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStores:
    """Where the sample data goes."""

    sessions: SessionStore
    pains: PainStore
    plans: PlanStore
    annotations: AnnotationStore


def fill_with_sample_data(
    stores: SampleStores, routine: Routine, now: datetime, *, seed: int = 7, weeks: int = WEEKS
) -> None:
    """Write twelve weeks up to yesterday: a slow improvement, a cold, some days missed.

    Fewer `weeks` leave the earlier ones out.

    The same seed, routine and time give the same data. Nothing here is anybody's record;
    every session is marked as a sample.
    """
    _Sample(stores, routine, now, Random(seed), weeks).fill()


class _Sample:
    def __init__(
        self, stores: SampleStores, routine: Routine, now: datetime, random: Random, weeks: int
    ) -> None:
        self._stores = stores
        self._routine = routine
        self._random = random
        self._zone: tzinfo | None = now.tzinfo
        self._today = now.date()
        monday = self._today - timedelta(days=self._today.weekday())
        self._first = monday - timedelta(weeks=weeks - 1)
        self._sets = order_sets(routine, SessionOptions(lead_side=Side.LEFT))

    def fill(self) -> None:
        self._stores.plans.add_version(
            PlanVersion(
                uid=self._uid(),
                slots=(Slot(routine_id=self._routine.id, weekdays=WEEKDAYS),),
                valid_from=self._first,
            )
        )
        cold = [self._first + timedelta(weeks=5, days=2 + index) for index in range(9)]
        self._stores.plans.excuse([day for day in cold if day.weekday() in WEEKDAYS], "A cold")
        if cold[0] < self._today:
            self._stores.annotations.add(
                Annotation(
                    uid=self._uid(),
                    day=cold[0],
                    kind=AnnotationKind.ILLNESS,
                    at=self._at(cold[0], 19, 0),
                    text="A cold",
                )
            )
        day = self._first
        while day < self._today:
            if day not in cold:
                self._one_day(day)
            day += timedelta(days=1)

    def _uid(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _level(self, day: date) -> float:
        """Return the pain to be expected on a day: from 6 falling towards 2."""
        return 6.0 - 3.6 * (day - self._first).days / (WEEKS * 7)

    def _nrs(self, day: date, shift: float) -> int:
        value = self._level(day) + shift + self._random.gauss(0, 0.55)
        return max(0, min(MAX_NRS, round(value)))

    def _at(self, day: date, hour: int, minute: int) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=self._zone)

    def _rate(self, moment: Moment, nrs: int, at: datetime, session_uid: str | None) -> None:
        self._stores.pains.add(
            PainRating(
                uid=self._uid(),
                moment=moment,
                nrs=nrs,
                site=SITE,
                at=at,
                local_date=at.date(),
                session_uid=session_uid,
            )
        )

    def _one_day(self, day: date) -> None:
        if self._random.random() < RATED_DAYS:
            at = self._at(day, 7, self._random.randrange(60))
            self._rate(Moment.MORNING, self._nrs(day, -0.2), at, None)
        chance = self._random.random()
        if day.weekday() in WEEKDAYS and chance < SHARE_KEPT + SHARE_PARTIAL:
            self._session(day, is_partial=chance >= SHARE_KEPT)

    def _session(self, day: date, *, is_partial: bool) -> None:
        start = self._at(day, 9, self._random.randrange(60))
        uid = self._uid()
        share = self._random.uniform(0.3, 0.7) if is_partial else 1.0
        done = self._sets[: max(1, round(len(self._sets) * share))]
        session = Session(
            uid=uid,
            routine=self._routine,
            started_at=start,
            local_date=day,
            status=SessionStatus.RUNNING,
            options_json=encode_options(SessionOptions(lead_side=Side.LEFT)),
            is_sample=True,
        )
        self._stores.sessions.start(session)
        self._rate(Moment.BEFORE, self._nrs(day, 0), start, uid)
        at = start
        records: list[SetRecord] = []
        for planned in done:
            at += timedelta(milliseconds=planned.planned_ms + planned.item.prescription.rest_ms)
            record = _done(uid, planned, at)
            records.append(record)
            self._stores.sessions.save_set(record)
        self._rate(Moment.AFTER, self._nrs(day, -0.5), at, uid)
        share_done = dose_share(self._routine, records)
        self._stores.sessions.update(
            Session(
                uid=uid,
                routine=self._routine,
                started_at=start,
                local_date=day,
                status=status_for(share_done),
                options_json=session.options_json,
                ended_at=at,
                played_ms=int((at - start) / timedelta(milliseconds=1)),
                effort=self._random.choice((4, 5, 5, 6)),
                control_steady=True,
                is_sample=True,
            )
        )


def _done(session_uid: str, planned: PlannedSet, at: datetime) -> SetRecord:
    return SetRecord(
        session_uid=session_uid,
        address=SetAddress(planned.item.uid, planned.set_no, planned.side),
        exercise_id=planned.exercise.id,
        planned_reps=planned.dose.reps,
        planned_ms=planned.planned_ms,
        done_reps=planned.dose.reps or 0,
        done_ms=planned.planned_ms,
        ended=SetEnd.COMPLETED,
        at=at,
    )
