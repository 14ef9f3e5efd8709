"""What the use cases need from the rooms below the window: stores, voice and clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from hipcoach.coaching.care_ports import RecordValues, WarningSignStore
from hipcoach.coaching.pathway_ports import ActivityStore, FormScoreStore, PathwayStore
from hipcoach.coaching.planned_ports import CalendarExportStore, PlannedCopyStore
from hipcoach.domain.annotation import Annotation
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.clinic import ClinicNote
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.domain.own_file import OwnFile
from hipcoach.domain.pain import PainRating, SkippedRating
from hipcoach.domain.pathway import Pathway
from hipcoach.domain.plan import PlanVersion
from hipcoach.domain.progression import DoseAnswer
from hipcoach.domain.questions import IntakeQuestion
from hipcoach.domain.routine import Routine
from hipcoach.domain.safety import RedFlag
from hipcoach.domain.selfcheck import CheckResult
from hipcoach.domain.session import (
    Session,
    SessionChange,
    SessionOutline,
    SessionStatus,
    SetRecord,
    WholeSession,
)
from hipcoach.domain.settings import Settings


class SessionStore(Protocol):
    """Keeps sessions and their sets; every call is committed when it returns."""

    def start(self, session: Session) -> None:
        """Keep a new session whole, with the snapshot of its routine and options."""
        ...

    def update(self, session: Session) -> None:
        """Rewrite a kept session's options, status, end, played time, effort, control and note."""
        ...

    def save_set(self, record: SetRecord) -> None:
        """Keep a set, replacing what is kept under the same address."""
        ...

    def put(self, whole: WholeSession) -> None:
        """Keep a session as it is given, in place of all that is kept of it; all or nothing."""
        ...

    def delete(self, session_uid: str) -> None:
        """Take a session out with its sets and changes; its ratings stay, tied to none."""
        ...

    def add_change(self, change: SessionChange) -> None:
        """Keep what was changed in a session; the same uid again replaces it."""
        ...

    def changes_of(self, session_uid: str) -> tuple[SessionChange, ...]:
        """Return what was changed in a session, oldest first."""
        ...

    def all_changes(self) -> Mapping[str, tuple[SessionChange, ...]]:
        """Return what was changed in every session, by session uid."""
        ...

    def save_played_ms(self, session_uid: str, played_ms: int) -> None:
        """Note how long a running session has been played, in ms."""
        ...

    def get(self, session_uid: str) -> Session | None:
        """Return a session, or None when there is none of that name."""
        ...

    def sets_of(self, session_uid: str) -> tuple[SetRecord, ...]:
        """Return a session's sets in the order they were done."""
        ...

    def all_sets(self) -> Mapping[str, tuple[SetRecord, ...]]:
        """Return the sets of every session, by session uid."""
        ...

    def with_status(self, *statuses: SessionStatus) -> tuple[Session, ...]:
        """Return sessions of these statuses, oldest first."""
        ...

    def between(self, first: date, last: date) -> tuple[Session, ...]:
        """Return sessions whose local date lies in [first, last], oldest first."""
        ...

    def outlines(self, first: date, last: date) -> tuple[SessionOutline, ...]:
        """Return the same sessions without what is heavy to read, oldest first."""
        ...

    def of_uids(self, uids: Sequence[str]) -> tuple[Session, ...]:
        """Return the sessions of these names in their order; one that is not there is left out."""
        ...

    def last_done(self) -> Mapping[str, str]:
        """Return, by exercise, the uid of the newest session in which a set of it was done.

        Sessions that were discarded or still run don't count, nor sets that were skipped,
        begun again or left before anything was done.
        """
        ...

    def sets_between(self, first: date, last: date) -> Mapping[str, tuple[SetRecord, ...]]:
        """Return the sets of sessions whose local date lies in [first, last], by session uid."""
        ...

    def first_day(self, since: date = date.min) -> date | None:
        """Return the local date of the earliest session, None without one."""
        ...


class PainStore(Protocol):
    """Keeps pain ratings, and those that were asked for but not given."""

    def add(self, rating: PainRating) -> None:
        """Keep a rating; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Take a rating, or a skipped one, out; nothing happens when there is none."""
        ...

    def skip(self, skipped: SkippedRating) -> None:
        """Keep that a rating was asked for and not given; the same uid again replaces it."""
        ...

    def skipped_between(self, first: date, last: date) -> tuple[SkippedRating, ...]:
        """Return what was skipped on days in [first, last], oldest first."""
        ...

    def between(self, first: date, last: date) -> tuple[PainRating, ...]:
        """Return ratings whose local date lies in [first, last], oldest first."""
        ...

    def of_session(self, session_uid: str) -> tuple[PainRating, ...]:
        """Return the ratings given for a session, oldest first."""
        ...

    def of_site(self, site: str, first: date, last: date) -> tuple[PainRating, ...]:
        """Return one site's ratings whose local date lies in [first, last], oldest first."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Return how often each site was ever rated."""
        ...

    def first_day(self, since: date = date.min) -> date | None:
        """Return the local date of the earliest rating, None without one."""
        ...


class AnnotationStore(Protocol):
    """Keeps what happened on a day."""

    def add(self, annotation: Annotation) -> None:
        """Keep an annotation; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Take an annotation out; nothing happens when there is none."""
        ...

    def between(self, first: date, last: date) -> tuple[Annotation, ...]:
        """Return annotations of days in [first, last], by day and then as written down."""
        ...


class BaselineStore(Protocol):
    """Keeps every baseline there was, the ones that were replaced too."""

    def add(self, baseline: Baseline) -> None:
        """Keep a baseline; the same uid again replaces it."""
        ...

    def of_site(self, site: str) -> tuple[Baseline, ...]:
        """Return a site's baselines, oldest first; the last one holds."""
        ...

    def is_whole(self, site: str) -> bool:
        """Return whether every baseline of a site can be read."""
        ...

    def every(self) -> tuple[Baseline, ...]:
        """Return the baselines of all sites, oldest first."""
        ...


class PlanStore(Protocol):
    """Keeps the versions of the plan and the days that are excused."""

    def versions(self) -> tuple[PlanVersion, ...]:
        """Return every version, oldest first; one that can't be read is an UnreadableVersion."""
        ...

    def add_version(self, version: PlanVersion) -> None:
        """Keep a new version; one that starts on the same day is replaced."""
        ...

    def remove_version(self, uid: str) -> None:
        """Forget a version; nothing happens when there is none of that name."""
        ...

    def excused(self) -> Mapping[date, str]:
        """Return excused days with their reasons."""
        ...

    def excuse(self, days: Collection[date], reason: str) -> None:
        """Take days out of what is due; a later reason replaces an earlier one."""
        ...

    def unexcuse(self, days: Collection[date]) -> None:
        """Put excused days back; nothing happens to those that were not excused."""
        ...


class ClinicStore(Protocol):
    """Keeps what a clinic found and did."""

    def add(self, note: ClinicNote) -> None:
        """Keep a note; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Take a note out; nothing happens when there is none."""
        ...

    def between(self, first: date, last: date) -> tuple[ClinicNote, ...]:
        """Return notes of days in [first, last], oldest first."""
        ...


class CheckStore(Protocol):
    """Keeps what came of self-checks."""

    def add(self, result: CheckResult) -> None:
        """Keep a result; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Take a result out; nothing happens when there is none."""
        ...

    def between(self, first: date, last: date) -> tuple[CheckResult, ...]:
        """Return results of days in [first, last], oldest first."""
        ...


class ProgressionStore(Protocol):
    """Keeps what was answered to suggestions for a dose."""

    def add(self, answer: DoseAnswer) -> None:
        """Keep an answer; the same uid again replaces it."""
        ...

    def undo(self, uid: str, at: datetime) -> None:
        """Note that an answer no longer holds."""
        ...

    def answers(self) -> tuple[DoseAnswer, ...]:
        """Return every answer, oldest first."""
        ...


class RoutineStore(Protocol):
    """Keeps own and therapists' routines, and drafts of what is being written."""

    def routines(self) -> tuple[KeptRoutine, ...]:
        """Return every routine that can be read, the one kept first first."""
        ...

    def problems(self) -> tuple[str, ...]:
        """Say in plain sentences which kept routines can't be read."""
        ...

    def keep(self, routine: KeptRoutine, at: datetime) -> None:
        """Keep a routine, in the place of one with the same id; its draft goes."""
        ...

    def remove(self, routine_id: str) -> None:
        """Forget a routine and its draft; nothing happens when there is none."""
        ...

    def drafts(self) -> tuple[KeptRoutine, ...]:
        """Return every draft that can be read, the one changed last first."""
        ...

    def keep_draft(self, draft: KeptRoutine, at: datetime) -> None:
        """Keep a draft, in the place of one of the same routine."""
        ...

    def drop_draft(self, routine_id: str) -> None:
        """Forget a routine's draft; nothing happens when there is none."""
        ...


class RoutineFormat(Protocol):
    """Reads and writes a routine as a file; what breaks a rule is a ContentError."""

    def load(self, path: Path) -> bytes:
        """Return what a file holds."""
        ...

    def unknown(self, data: bytes, file: str) -> tuple[str, ...]:
        """Return the exercises that a routine names and the library doesn't have."""
        ...

    def read(self, data: bytes, file: str, instead: Mapping[str, str | None]) -> Routine:
        """Read a routine; `instead` tells what stands for each unknown exercise, None for text."""
        ...

    def write(self, routine: Routine) -> bytes:
        """Return a routine as a file."""
        ...


class OwnFileStore(Protocol):
    """Keeps the files a person wrote: exercises, routines and figures."""

    def files(self) -> tuple[OwnFile, ...]:
        """Return every file."""
        ...

    def keep(self, file: OwnFile) -> None:
        """Write a file, in the place of one of the same name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStores:
    """Every store of the record; what leaves and comes back goes through these."""

    sessions: SessionStore
    pains: PainStore
    plans: PlanStore
    annotations: AnnotationStore
    baselines: BaselineStore
    routines: RoutineStore
    progression: ProgressionStore
    checks: CheckStore
    clinic: ClinicStore
    pathways: PathwayStore
    activities: ActivityStore
    form_scores: FormScoreStore
    planned_copies: PlannedCopyStore
    calendar_exports: CalendarExportStore
    signs: WarningSignStore
    values: RecordValues


class LoginStart(Protocol):
    """Whether hipcoach starts when the person logs in."""

    @property
    def is_on(self) -> bool:
        """Tell whether it does."""
        ...

    def set_on(self, is_on: bool) -> None:
        """Let it or don't; raises StorageError when that can't be kept."""
        ...


class SettingsFile(Protocol):
    """Keeps the settings."""

    def save(self, settings: Settings) -> None:
        """Keep the settings; raises StorageError when that can't be done."""
        ...


class ContentSource(Protocol):
    """The exercises, routines and safety texts there are."""

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Exercises by id."""
        ...

    @property
    def routines(self) -> Mapping[str, Routine]:
        """Routines by id, in the order they are shown."""
        ...

    @property
    def red_flags(self) -> Sequence[RedFlag]:
        """Signs that belong before a professional."""
        ...

    @property
    def precautions(self) -> Mapping[str, str]:
        """Precaution flags in plain words, by flag."""
        ...

    @property
    def equipment_names(self) -> Mapping[str, str]:
        """Equipment in plain words, by id."""
        ...

    @property
    def pathways(self) -> Mapping[str, Pathway]:
        """Condition pathways by id, in the order they are offered."""
        ...

    @property
    def questions(self) -> Sequence[IntakeQuestion]:
        """Questions of the intake, in the order they are asked."""
        ...
