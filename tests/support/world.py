"""All of coaching on a real record, with a clock moved by hand and speech of known lengths."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.dose_report import DoseReport
from hipcoach.coaching.edits import Edits
from hipcoach.coaching.journal import Journal
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.coaching.session_history import SessionHistory
from hipcoach.content.loader import Library
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SetRecord
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import ManualClock
from hipcoach.player.events import Event, SetFinished
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import SettingsStore
from tests.support.fake_clips import FakeClips
from tests.support.full_disk import Disk, PainsOnDisk, SessionsOnDisk

E = TypeVar("E")
# A Monday evening, an hour east of Greenwich.
EVENING = datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=1)))
# Whatever an easier or harder rung may ask for beside what every home has.
THINGS = ("step", "band", "loop_band", "door_anchor", "foam_roller", "massage_ball", "cane", "bag")
SORE_LEFT = Settings(me=Profile(sore_side=Side.LEFT, areas=("hip",), equipment=THINGS))


@dataclass
class World:
    """What a session page would have, on the files in one folder."""

    folder: Path
    library: Library
    settings: Settings = SORE_LEFT
    clock: ManualClock = field(default_factory=lambda: ManualClock(EVENING))
    disk: Disk = field(default_factory=Disk)

    def __post_init__(self) -> None:
        self.database: Database = open_database(self.folder / "record.sqlite3").database
        self.sessions = SessionsOnDisk(SqliteSessionStore(self.database), self.disk)
        self.pains = PainsOnDisk(SqlitePainStore(self.database), self.disk)
        self.plans = SqlitePlanStore(self.database)
        self.clips = FakeClips(self.folder / "clips")
        self.preferences = Preferences(self.settings, SettingsStore(self.folder / "settings.toml"))
        self.words = Phrasebook()
        self.diary = PainDiary(self.pains, self.sessions, self.clock)
        self.edits = Edits(self.database.together)
        self.journal = Journal(
            self.pains, SqliteAnnotationStore(self.database), self.edits, self.clock
        )
        self.history = SessionHistory(
            self.sessions, self.pains, self.library, self.edits, self.clock
        )
        self.planner = Planner(self.plans, self.sessions, self.library, self.clock)
        self.annotations = SqliteAnnotationStore(self.database)
        self.baselines = Baselines(SqliteBaselineStore(self.database), self.pains, self.clock)
        self.report = ProgressReport(
            self.sessions, self.pains, self.plans, self.annotations, self.baselines, self.clock
        )
        self.doses = DoseReport(self.sessions, self.plans, self.library, self.clock)
        self.desk = SessionDesk(
            self.sessions,
            self.diary,
            self.library,
            self.clips,
            self.words,
            self.preferences,
            self.clock,
        )

    def close(self) -> None:
        """Close the record."""
        self.database.close()

    def go_to(self, days: int, hours: int = 0) -> None:
        """Let days pass on the wall clock alone."""
        self.clock.set_now(self.clock.now() + timedelta(days=days, hours=hours))

    def coach(self, routine: Routine, pain_before: int | None = 3) -> SessionCoach:
        """Prepare a routine and begin it; the player is not started."""
        preparation = self.desk.prepare(routine)
        preparation.render()
        return self.desk.start(preparation, pain_before)

    def sets(self, coach: SessionCoach) -> tuple[SetRecord, ...]:
        """Return what is on the disk of a session, read by another connection."""
        other = open_database(self.folder / "record.sqlite3").database
        try:
            return SqliteSessionStore(other).sets_of(coach.session.uid)
        finally:
            other.close()

    def run(self, coach: SessionCoach, ms: int, tick_ms: int = 250) -> list[Event]:
        """Let this many ms pass in ticks; return what was told."""
        told: list[Event] = []
        while ms > 0:
            self.clock.tick(min(tick_ms, ms))
            ms -= tick_ms
            told.extend(coach.advance())
        return told

    def run_to(self, coach: SessionCoach, kind: SegmentKind) -> None:
        """Play until a segment of this kind is reached."""
        while coach.player.segment.kind is not kind:
            assert coach.player.state is not PlayerState.ENDED, f"no {kind} is left"
            self.run(coach, 250)

    def run_sets(self, coach: SessionCoach, number: int) -> list[SetFinished]:
        """Play until so many sets more are finished."""
        finished: list[SetFinished] = []
        while len(finished) < number:
            assert coach.player.state is not PlayerState.ENDED, "no set is left"
            finished.extend(e for e in self.run(coach, 250) if isinstance(e, SetFinished))
        return finished

    def run_out(self, coach: SessionCoach) -> list[Event]:
        """Play to the end."""
        told: list[Event] = []
        while coach.player.state is not PlayerState.ENDED:
            told.extend(self.run(coach, 1_000, 1_000))
        return told

    def press(self, coach: SessionCoach) -> tuple[Event, ...]:
        """Press the main key, long enough after the last press."""
        self.clock.tick(1_000)
        return coach.main_key()
