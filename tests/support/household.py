"""A person's data folder with real stores, for tests of the pages that ask and set things."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from hipcoach.coaching.clinic_file import ClinicFile
from hipcoach.coaching.day_forms import DayForms
from hipcoach.coaching.edits import Edits
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.intake import Intake
from hipcoach.coaching.journal import Journal
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.session_history import SessionHistory
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.domain.settings import Settings
from hipcoach.keeping import Keeper
from hipcoach.player.clock import ManualClock
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.clinic_store import SqliteClinicStore
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.pathway_store import SqliteActivityStore, SqlitePathwayStore
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import SettingsStore
from tests.support.builders import make_plan

# A Monday morning.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Voice:
    """A voice that can be chosen."""

    id: str
    name: str
    language: str
    slowest_wpm: int = 80
    fastest_wpm: int = 300


@dataclass(frozen=True)
class Speech:
    """Whether there is speech."""

    available: bool = True
    engine: str = "espeak"
    version: str = "1.51"
    voices: Sequence[Voice] = (
        Voice("gmw/de", "German", "de"),
        Voice("gmw/en-us", "English (America)", "en-us"),
        Voice("gmw/en", "English (Great Britain)", "en-gb"),
    )
    problem: str = ""
    speaker: Voice | None = None
    speaks: str = ""


@dataclass
class Household:
    """Stores, use cases and settings on one folder, with a clock moved by hand."""

    folder: Path
    database: Database
    clock: ManualClock
    content: Library = field(default_factory=load_library)
    spoken: list[str] = field(default_factory=list)
    sampled: list[str] = field(default_factory=list)
    beeps: int = 0

    @classmethod
    def open(cls, folder: Path, now: datetime = MONDAY) -> "Household":
        """Open everything in a folder."""
        database = open_database(folder / "hipcoach.sqlite3").database
        return cls(folder=folder, database=database, clock=ManualClock(now))

    def __post_init__(self) -> None:
        """Wire stores and use cases."""
        self.sessions = SqliteSessionStore(self.database)
        self.pains = SqlitePainStore(self.database)
        self.plans = SqlitePlanStore(self.database)
        self.planner = Planner(self.plans, self.sessions, self.content, self.clock)
        self.diary = PainDiary(self.pains, self.sessions, self.clock)
        self.annotations = SqliteAnnotationStore(self.database)
        self.edits = Edits(self.database.together)
        self.journal = Journal(self.pains, self.annotations, self.edits, self.clock)
        self.clinic = ClinicFile(SqliteClinicStore(self.database), self.edits, self.clock)
        self.history = SessionHistory(
            self.sessions, self.pains, self.content, self.edits, self.clock
        )
        self.file = SettingsStore(self.folder / "settings.toml")
        self.preferences = Preferences(self.file.load().settings, self.file)
        self.intake = Intake(self.planner, self.content, self.preferences)
        self.pathways = PathwayDesk(
            SqlitePathwayStore(self.database),
            self.sessions,
            self.pains,
            self.planner,
            self.content,
            self.preferences,
            self.clock,
            activities=SqliteActivityStore(self.database),
            annotations=self.annotations,
        )
        self.forms = DayForms(
            self.content, self.diary, self.preferences, ExerciseHistory(self.sessions)
        )

    @property
    def keeper(self) -> Keeper:
        """The keeper of the folder."""
        return Keeper(DataPaths.find(self.folder), self.clock)

    def kept(self) -> Settings:
        """Return what the settings file holds."""
        return self.file.load().settings

    def say(self, text: str) -> None:
        """Note what would be spoken."""
        self.spoken.append(text)

    def beep(self) -> None:
        """Count a tone."""
        self.beeps += 1

    def speech(self) -> Speech:
        """Tell of the voices."""
        return Speech()

    def plan(
        self, *weekdays: int, valid_from: date = date(2026, 2, 2), routine: str = "first_steps"
    ) -> None:
        """Keep a plan for these weekdays, 0 for Monday."""
        self.plans.add_version(
            make_plan(valid_from, weekdays, uid=f"plan-{valid_from}", routine_id=routine)
        )

    def session(
        self,
        day: date,
        status: SessionStatus = SessionStatus.COMPLETED,
        *,
        hour: int = 9,
        minute: int = 40,
        played_ms: int = 0,
        routine: Routine | None = None,
    ) -> Session:
        """Keep a session, of the first routine unless another is given."""
        session = Session(
            uid=f"session-{day}-{hour}",
            routine=routine or next(iter(self.content.routines.values())),
            started_at=datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC),
            local_date=day,
            status=SessionStatus.RUNNING,
            played_ms=played_ms,
        )
        self.sessions.start(session)
        if status is not SessionStatus.RUNNING:
            session = replace(session, status=status, ended_at=session.started_at)
            self.sessions.update(session)
        return session
