"""The composition root without Qt: wires the record, the library, speech and the use cases.

The order is that of `build`: folders, settings, record, library, voice, use cases. `close`
takes them down in reverse. The commands use this as it is; the window adds Qt to it.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from hipcoach.coaching.activity_log import ActivityLog, FormScores
from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.check_desk import CheckDesk
from hipcoach.coaching.clinic_file import ClinicFile
from hipcoach.coaching.day_forms import DayForms
from hipcoach.coaching.dose_report import DoseReport
from hipcoach.coaching.edits import Edits
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.journal import Journal
from hipcoach.coaching.keeping import Progress
from hipcoach.coaching.lost_plans import LostPlans
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.planned_routines import PlannedRoutines
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import (
    AnnotationStore,
    BaselineStore,
    PainStore,
    PlanStore,
    RecordStores,
    SessionStore,
)
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.profile_copy import guard_profile
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.progression import AdjustedDoses, ProgressionDesk
from hipcoach.coaching.progression_facts import read_lately
from hipcoach.coaching.reminders import Reminders
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_import import RoutineImport
from hipcoach.coaching.sample_data import SITE, WEEKS, SampleStores, fill_with_sample_data
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.coaching.session_history import SessionHistory
from hipcoach.coaching.therapist_report import TherapistReport, TherapistReports
from hipcoach.coaching.update_changes import UpdateChanges
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.content.figure_files import FOLDER as FIGURES
from hipcoach.content.figure_files import OF_CHECKS as FIGURES_OF_CHECKS
from hipcoach.content.figure_files import load_figure_file, load_figures
from hipcoach.content.lesson_files import load_lessons
from hipcoach.content.loader import Library, load_library
from hipcoach.content.routine_files import RoutineFiles
from hipcoach.domain.lesson import Lesson
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.domain.settings import Settings
from hipcoach.domain.text import translate
from hipcoach.figure.figure import Figure
from hipcoach.player.clock import Clock
from hipcoach.storage.autostart import Autostart
from hipcoach.storage.database import Database, Opened, open_beside, open_in_memory
from hipcoach.storage.lock import DataLock
from hipcoach.storage.looking import open_to_look
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.recovery import open_record
from hipcoach.storage.settings import LoadedSettings, SettingsStore, settings_in, settings_seen
from hipcoach.storage.stores import stores_on
from hipcoach.voice.client import VoiceClient, call_now
from hipcoach.voice.clip_cache import ClipCache

_CONTEXT = "Services"
RENDER_TIMEOUT_MS = 60_000
NO_FIGURES: Mapping[str, Figure] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything that is wired; widgets and commands are handed only what they use."""

    paths: DataPaths
    clock: Clock
    preferences: Preferences
    library: Library
    book: RoutineBook
    routine_files: RoutineFiles
    routine_import: RoutineImport
    stores: RecordStores
    sessions: SessionStore
    pains: PainStore
    plans: PlanStore
    annotations: AnnotationStore
    baselines: BaselineStore
    clips: VoiceClient
    words: Phrasebook
    diary: PainDiary
    forms: DayForms
    reminders: Reminders
    at_login: Autostart | None
    edits: Edits
    journal: Journal
    clinic: ClinicFile
    history: SessionHistory
    planner: Planner
    planned: PlannedRoutines
    lost: LostPlans
    base: Baselines
    doses: DoseReport
    report: ProgressReport
    therapist: TherapistReports
    progression: ProgressionDesk
    checks: CheckDesk
    pathways: PathwayDesk
    activities: ActivityLog
    form_scores: FormScores
    desk: SessionDesk
    signs: WarningSigns
    update: UpdateChanges
    lessons: Callable[[], tuple[Lesson, ...]]
    notices: tuple[str, ...] = ()
    _database: Database = field(repr=False)
    _lock: DataLock = field(repr=False)
    _thrown_away: list[Database] = field(default_factory=list, repr=False)

    def practice_desk(self) -> SessionDesk:
        """Return a desk for the practice: all as ever, but its record is thrown away."""
        database = open_in_memory()
        self._thrown_away.append(database)
        stores = stores_on(database)
        return SessionDesk(
            stores.sessions,
            PainDiary(stores.pains, stores.sessions, self.clock),
            self.book,
            self.clips,
            self.words,
            self.preferences,
            self.clock,
            on_unwell=self.signs.feel_unwell,
        )

    def close(self) -> None:
        """Take everything down, in reverse."""
        self.clips.close()
        for each in self._thrown_away:
            each.close()
        self._database.close()
        self._lock.release()


def load_settings(paths: DataPaths) -> LoadedSettings:
    """Make the folders and read the settings; the theme is in them, so they come first."""
    return settings_in(paths)


def build(
    paths: DataPaths,
    loaded: LoadedSettings,
    clock: Clock,
    *,
    post: Callable[[Callable[[], None]], None] = call_now,
    lock: DataLock | None = None,
) -> Services:
    """Wire everything on these folders; raises StorageError when the record can't be opened.

    `post` takes the voice's news to the thread that wants it. A `lock` that is given is held
    and stays so when the services are closed.
    """
    own = DataLock(paths.lock)
    if lock is None:
        own.acquire()
    try:
        opened = open_record(paths, clock.now)
        try:
            return _wired(paths, loaded, clock, opened, own, post, guards=True)
        except BaseException:
            opened.database.close()
            raise
    except BaseException:
        own.release()
        raise


def build_to_look(paths: DataPaths, clock: Clock) -> Services:
    """Wire everything for a command that changes nothing, while the window may be open.

    Raises StorageError when there is no record or it can't be read; nothing is mended.
    """
    opened = Opened(open_to_look(paths))
    return _wired(paths, settings_seen(paths), clock, opened, DataLock(paths.lock), call_now)


def _wired(
    paths: DataPaths,
    loaded: LoadedSettings,
    clock: Clock,
    opened: Opened,
    lock: DataLock,
    post: Callable[[Callable[[], None]], None],
    *,
    guards: bool = False,
) -> Services:
    settings = loaded.settings
    preferences = Preferences(settings, SettingsStore(paths.settings))
    clock.set_day_ends(time(settings.day_ends_hour))
    preferences.listen(lambda now: clock.set_day_ends(time(now.day_ends_hour)))
    library = load_library(paths.root)
    clips = VoiceClient(
        ClipCache(paths.clips),
        post=post,
        voice=settings.voice.voice_id,
        earlier_voices=settings.voice.earlier_voices,
        rate_wpm=settings.voice.rate_wpm,
        spoken_forms={
            one.name: one.spoken for one in library.exercises.values() if one.spoken.strip()
        },
    )
    preferences.listen(
        lambda now: clips.configure(
            voice=now.voice.voice_id,
            rate_wpm=now.voice.rate_wpm,
            earlier_voices=now.voice.earlier_voices,
        )
    )
    stores = stores_on(opened.database)
    sessions, pains, plans = stores.sessions, stores.pains, stores.plans
    baselines = Baselines(stores.baselines, pains, clock)
    answers = stores.progression
    changed = AdjustedDoses(answers, library.exercises)
    book = RoutineBook(
        library,
        stores.routines,
        clock,
        changed.all_adjusted,
    )
    report = ProgressReport(sessions, pains, plans, stores.annotations, baselines, clock)
    doses = DoseReport(sessions, plans, book, clock)
    routine_files = RoutineFiles(library.exercises)
    words = Phrasebook()
    diary = PainDiary(pains, sessions, clock)
    edits = Edits(opened.database.together)
    planned = PlannedRoutines(
        plans,
        stores.planned_copies,
        book,
        clock,
        places=library.routine_places,
        broken=library.broken_routines,
    )
    planner = Planner(plans, sessions, book, clock, planned.name_of, planned.save_copies)
    book.when_saved(planned.save_copies)
    signs = WarningSigns(stores.signs, preferences, library.red_flags, clock)
    is_profile_restored = guards and guard_profile(
        preferences, stores.values, clock, loaded.reset_keys
    )
    update = UpdateChanges(stores.values, planner, book, preferences, clock)
    if opened.backup is not None:
        # The record of an earlier version was brought up to date just now.
        update.note_update()
    forms = DayForms(book, diary, preferences, ExerciseHistory(sessions))
    return Services(
        paths=paths,
        clock=clock,
        preferences=preferences,
        library=library,
        book=book,
        routine_files=routine_files,
        routine_import=RoutineImport(book, routine_files),
        stores=stores,
        sessions=sessions,
        pains=pains,
        plans=plans,
        annotations=stores.annotations,
        baselines=stores.baselines,
        clips=clips,
        words=words,
        diary=diary,
        forms=forms,
        at_login=Autostart.find(
            None if paths.root == DataPaths.find().root else paths.root,
        ),
        reminders=Reminders(planner, sessions, book, preferences, clock, forms.usual_ms),
        edits=edits,
        journal=Journal(pains, stores.annotations, edits, clock),
        clinic=ClinicFile(stores.clinic, edits, clock),
        history=SessionHistory(
            sessions,
            pains,
            library,
            edits,
            clock,
            lambda routine, day: changed.adjusted_on(book.as_written(routine.id) or routine, day),
        ),
        planner=planner,
        planned=planned,
        lost=LostPlans(plans, planner, clock),
        base=baselines,
        doses=doses,
        therapist=TherapistReports(stores, report, doses, book, preferences, clock),
        report=report,
        progression=ProgressionDesk(
            answers,
            book,
            book.as_written,
            lambda: read_lately(
                clock.today(),
                preferences.current.me,
                sessions,
                pains,
                book,
                lambda first, last: report.adherence(first, last).total.regular_percent,
            ),
            clock,
            book.doses_changed,
        ),
        checks=CheckDesk(library.checks, stores.checks, library, clips, words, preferences, clock),
        desk=SessionDesk(
            sessions,
            diary,
            book,
            clips,
            words,
            preferences,
            clock,
            on_unwell=signs.feel_unwell,
        ),
        signs=signs,
        pathways=PathwayDesk(
            stores.pathways,
            sessions,
            pains,
            planner,
            book,
            preferences,
            clock,
            activities=stores.activities,
            annotations=stores.annotations,
        ),
        activities=ActivityLog(stores.activities, clock),
        form_scores=FormScores(stores.form_scores, clock),
        update=update,
        lessons=cache(
            # Read when Learn is first seen: the window shouldn't wait for them.
            lambda: load_lessons(exercises=library.exercises, routines=library.routines)
        ),
        notices=(
            *_notices(loaded, opened, library),
            *book.problems,
            *((_RESTORED,) if is_profile_restored else ()),
        ),
        _database=opened.database,
        _lock=lock,
    )


def therapist_report(
    services: Services, first: date, last: date, progress: Progress
) -> TherapistReport:
    """Make a report on a connection of its own, so that any thread may ask for it."""
    with closing(open_beside(services.paths.database)) as database:
        stores = stores_on(database)
        baselines = Baselines(stores.baselines, stores.pains, services.clock)
        figures = ProgressReport(
            stores.sessions,
            stores.pains,
            stores.plans,
            stores.annotations,
            baselines,
            services.clock,
        )
        doses = DoseReport(stores.sessions, stores.plans, services.book, services.clock)
        reports = TherapistReports(
            stores, figures, doses, services.book, services.preferences, services.clock
        )
        return reports.make(first, last, progress)


_RESTORED = (
    "What you told about yourself was lost with the settings and is taken from the record. "
    "Please look through it under Settings."
)


def _notices(loaded: LoadedSettings, opened: Opened, library: Library) -> tuple[str, ...]:
    """Say in plain sentences what was out of order at the start."""
    found: list[str] = []
    if loaded.problem:
        found.append(loaded.problem)
    found.extend(record_notices(opened))
    found.extend(str(problem) for problem in library.problems)
    return tuple(found)


def record_notices(opened: Opened) -> tuple[str, ...]:
    """Say in a plain sentence what had to be done to open the record, if anything."""
    if opened.was_lost:
        if opened.recovered is None:
            text = translate(
                _CONTEXT,
                "The record was gone or empty, and none of the backups could be read. "
                "A new one was begun.",
            )
            return (text,)
        text = translate(
            _CONTEXT,
            "The record was gone or empty. The backup of {day} was put in its place. What came "
            "after that is not in it.",
        )
        return (text.format(day=_day_and_time(opened.recovered.at)),)
    if opened.set_aside is None:
        return ()
    if opened.recovered is None:
        text = translate(
            _CONTEXT,
            "The record could not be read. It was set aside as {file}, and a new one begun.",
        )
        return (text.format(file=opened.set_aside),)
    text = translate(
        _CONTEXT,
        "The record could not be read. It was set aside as {file}, and the backup of {day} was "
        "put in its place. What came after that is not in it.",
    )
    return (text.format(file=opened.set_aside, day=_day_and_time(opened.recovered.at)),)


def _day_and_time(at: datetime) -> str:
    return f"{at.day} {at:%B %Y, %H:%M}"


def figure_of(exercise_id: str, own: Mapping[str, Figure] = NO_FIGURES) -> Figure | None:
    """Return a person's own figure of an exercise, or the shipped one; None without either."""
    if exercise_id in own:
        return own[exercise_id]
    return _shipped_figure(exercise_id)


@cache
def _shipped_figure(exercise_id: str) -> Figure | None:
    for folder in (FIGURES, FIGURES_OF_CHECKS):
        path = folder / f"{exercise_id}.toml"
        if path.is_file():
            return load_figure_file(path)
    return None


def figures_of_all() -> dict[str, Figure]:
    """Return every shipped figure by the id of its exercise or check."""
    return load_figures() | load_figures(FIGURES_OF_CHECKS)


def fill_sample(services: Services, *, weeks: int = WEEKS) -> None:
    """Fill an empty record with twelve weeks of sample data, and settings that fit it."""
    routine = services.library.routines["first_steps"]
    stores = SampleStores(
        sessions=services.sessions,
        pains=services.pains,
        plans=services.plans,
        annotations=services.annotations,
    )
    fill_with_sample_data(stores, routine, services.clock.now(), weeks=weeks)
    area = SITE.split(" ", maxsplit=1)[1]
    me = Profile(sore_side=Side.LEFT, areas=(area,), usual_pain=4, equipment=routine.equipment)
    reminders = ReminderSettings(asked=True)
    services.preferences.change(Settings(me=me, reminders=reminders, first_start_done=True))
