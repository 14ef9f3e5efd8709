"""Twelve weeks of a person's record, written through the real stores."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Self

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.dose_report import DoseReport
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import ManualClock
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import order_sets
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import SettingsStore
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from tests.support.builders import make_plan

TODAY = date(2026, 11, 21)  # a Saturday
FIRST_MONDAY = date(2026, 8, 31)
WEEKDAYS = frozenset((0, 2, 4, 5))
SITE = "left hip"
FILE_NAME = "record.sqlite3"
# What each week's morning ratings are, Monday to Sunday; None where nothing was told.
Morning = Sequence[int | None]
MORNINGS: tuple[Morning, ...] = (
    (6, 6, 5, 6, 7, 6, 6),
    (5, 6, 5, None, 5, 5, 6),
    (3, 3, 4, 3, 3, None, 3),
    (5, 4, 5, 5, None, 5, 5),
    (5, 6, 5, 5, 4, 5, None),
    (None, None, None, None, None, 4, None),
    (None, None, None, None, None, None, None),
    (4, 4, 5, 4, 4, 3, 4),
    (4, 3, 4, 4, None, 4, 4),
    (3, 3, 2, 3, 4, 3, 3),
    (0, 0, 1, 0, 0, None, 0),
    (3, 2, 3, 3, 2, None, None),
)
COLD = tuple(date(2026, 10, 9) + timedelta(days=index) for index in range(9))

# The bytes of a record once it was written, since that takes a while; by is_sample.
_written: dict[bool, bytes] = {}
_library = cache(load_library)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The stores and the use cases on top of them; the voice is never started."""

    clock: ManualClock
    library: Library
    preferences: Preferences
    sessions: SqliteSessionStore
    pains: SqlitePainStore
    plans: SqlitePlanStore
    report: ProgressReport
    doses: DoseReport
    base: Baselines
    annotations: SqliteAnnotationStore
    desk: SessionDesk
    database: Database

    @classmethod
    def empty(cls, folder: Path) -> Self:
        """Open a record with nothing in it, on a Saturday in November."""
        clock = ManualClock(datetime.combine(TODAY, time(18), tzinfo=UTC))
        database = open_database(folder / FILE_NAME, now=clock.now).database
        library = _library()
        sessions, pains = SqliteSessionStore(database), SqlitePainStore(database)
        plans = SqlitePlanStore(database)
        me = Profile(sore_side=Side.LEFT, areas=("hip",), usual_pain=4)
        preferences = Preferences(Settings(me=me), SettingsStore(folder / "settings.toml"))
        annotations = SqliteAnnotationStore(database)
        baselines = Baselines(SqliteBaselineStore(database), pains, clock)
        clips = VoiceClient(ClipCache(folder / "clips"))
        diary = PainDiary(pains, sessions, clock)
        words = Phrasebook()
        desk = SessionDesk(sessions, diary, library, clips, words, preferences, clock)
        return cls(
            clock=clock,
            library=library,
            preferences=preferences,
            sessions=sessions,
            pains=pains,
            plans=plans,
            report=ProgressReport(sessions, pains, plans, annotations, baselines, clock),
            doses=DoseReport(sessions, plans, library, clock),
            base=baselines,
            annotations=annotations,
            desk=desk,
            database=database,
        )

    @classmethod
    def of_twelve_weeks(cls, folder: Path, *, is_sample: bool = False) -> Self:
        """Open a record with twelve weeks in it: a cold, a gap, a thin week and a week of zeros."""
        if is_sample not in _written:
            with tempfile.TemporaryDirectory() as place:
                cls._write_twelve_weeks(Path(place), is_sample=is_sample)
                _written[is_sample] = (Path(place) / FILE_NAME).read_bytes()
        (folder / FILE_NAME).write_bytes(_written[is_sample])
        return cls.empty(folder)

    @classmethod
    def _write_twelve_weeks(cls, folder: Path, *, is_sample: bool) -> None:
        record = cls.empty(folder)
        with record.database.together():
            record._fill(is_sample=is_sample)
        record.close()

    def _fill(self, *, is_sample: bool) -> None:
        self.plan(FIRST_MONDAY)
        for day in COLD:
            if day.weekday() in WEEKDAYS:
                self.plans.excuse([day], "A cold")
        for week, mornings in enumerate(MORNINGS):
            for weekday, nrs in enumerate(mornings):
                day = FIRST_MONDAY + timedelta(weeks=week, days=weekday)
                if nrs is not None:
                    self.rate(day, Moment.MORNING, nrs, at_hour=7)
        for week in range(len(MORNINGS)):
            for place, weekday in enumerate(sorted(WEEKDAYS)):
                day = FIRST_MONDAY + timedelta(weeks=week, days=weekday)
                number = week * len(WEEKDAYS) + place
                if day in COLD or day > TODAY or number % 11 == 6:
                    continue
                level = next((nrs for nrs in MORNINGS[week] if nrs is not None), 4)
                share = 0.5 if number % 13 == 5 else 1.0
                self.do_session(
                    day,
                    share=share,
                    before=level,
                    after=max(0, level - number % 3),
                    is_sample=is_sample,
                    effort=4 + number % 3,
                    note="Felt steady on the stairs afterwards." if number % 9 == 0 else "",
                )

    def plan(self, first: date) -> None:
        """Let First steps be due on four weekdays from a day on."""
        self.plans.add_version(make_plan(first, WEEKDAYS))

    def rate(
        self,
        day: date,
        moment: Moment,
        nrs: int,
        *,
        site: str = SITE,
        session_uid: str | None = None,
        at_hour: int = 12,
    ) -> None:
        """Keep a rating."""
        self.pains.add(
            PainRating(
                uid=f"{day}-{moment}-{site}-{session_uid}-{at_hour}",
                moment=moment,
                nrs=nrs,
                site=site,
                at=datetime.combine(day, time(at_hour), tzinfo=UTC),
                local_date=day,
                session_uid=session_uid,
            )
        )

    def do_session(
        self,
        day: date,
        *,
        share: float = 1.0,
        before: int | None = None,
        after: int | None = None,
        discard: bool = False,
        is_sample: bool = False,
        effort: int | None = None,
        note: str = "",
    ) -> Session:
        """Keep a session of which about this share was done."""
        routine = self.library.routines["first_steps"]
        start = datetime.combine(day, time(9), tzinfo=UTC)
        uid = f"session-{day}"
        status = SessionStatus.COMPLETED if share >= 0.8 else SessionStatus.PARTIAL
        session = Session(
            uid=uid,
            routine=routine,
            started_at=start,
            local_date=day,
            status=SessionStatus.RUNNING,
            is_sample=is_sample,
        )
        self.sessions.start(session)
        planned = order_sets(routine, SessionOptions())
        at = start
        for each in planned[: round(len(planned) * share)]:
            at += timedelta(milliseconds=each.planned_ms + 30_000)
            self.sessions.save_set(
                SetRecord(
                    session_uid=uid,
                    address=SetAddress(each.item.uid, each.set_no, each.side),
                    exercise_id=each.exercise.id,
                    planned_reps=each.dose.reps,
                    planned_ms=each.planned_ms,
                    done_reps=each.dose.reps or 0,
                    done_ms=each.planned_ms,
                    ended=SetEnd.COMPLETED,
                    at=at,
                )
            )
        if before is not None:
            self.rate(day, Moment.BEFORE, before, session_uid=uid, at_hour=9)
        if after is not None:
            self.rate(day, Moment.AFTER, after, session_uid=uid, at_hour=10)
        done = Session(
            uid=uid,
            routine=routine,
            started_at=start,
            local_date=day,
            status=SessionStatus.DISCARDED if discard else status,
            ended_at=at,
            played_ms=int((at - start) / timedelta(milliseconds=1)),
            effort=effort,
            note=note,
            is_sample=is_sample,
        )
        self.sessions.update(done)
        return done

    def close(self) -> None:
        """Close the file."""
        self.database.close()
