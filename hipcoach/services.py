"""The composition root without Qt: wires the record, the library, speech and the use cases.

The order is that of `build`: folders, settings, record, library, voice, use cases. `close`
takes them down in reverse. The commands use this as it is; the window adds Qt to it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from hipcoach import __version__
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import SessionPreparation, options_from
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.rehearsal import RehearsedSegment, rehearse
from hipcoach.coaching.sample_data import SITE, SampleStores, fill_with_sample_data
from hipcoach.coaching.session_coach import InMemory
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.content.figure_files import FOLDER as FIGURES
from hipcoach.content.figure_files import load_figure_file, load_figures
from hipcoach.content.lesson_files import load_lessons
from hipcoach.content.loader import Library, load_library, load_routine_file
from hipcoach.domain.errors import ContentError, HipcoachError, StorageError, check_range
from hipcoach.domain.lesson import Lesson
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.settings import Settings, VoiceLevel
from hipcoach.domain.text import translate
from hipcoach.exchange.json_export import ExportRecords, export_json
from hipcoach.figure.figure import Figure
from hipcoach.player.clock import Clock
from hipcoach.player.cues import DroppedLine
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.files import write_whole
from hipcoach.storage.lock import DataLock
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import LoadedSettings, SettingsStore, settings_in
from hipcoach.voice.client import VoiceClient, call_now
from hipcoach.voice.clip_cache import ClipCache
from hipcoach.voice.rate import FASTEST_WPM, SLOWEST_WPM

_CONTEXT = "Services"
RENDER_TIMEOUT_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything that is wired; widgets and commands are handed only what they use."""

    paths: DataPaths
    clock: Clock
    preferences: Preferences
    library: Library
    sessions: SqliteSessionStore
    pains: SqlitePainStore
    plans: SqlitePlanStore
    clips: VoiceClient
    words: Phrasebook
    diary: PainDiary
    planner: Planner
    report: ProgressReport
    desk: SessionDesk
    lessons: Callable[[], tuple[Lesson, ...]]
    notices: tuple[str, ...] = ()
    _database: Database = field(repr=False)
    _lock: DataLock = field(repr=False)

    def close(self) -> None:
        """Take everything down, in reverse."""
        self.clips.close()
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
) -> Services:
    """Wire everything on these folders; raises StorageError when the record can't be opened.

    `post` takes the voice's news to the thread that wants it.
    """
    lock = DataLock(paths.lock)
    lock.acquire()
    try:
        opened = open_database(paths.database, now=clock.now)
    except BaseException:
        lock.release()
        raise
    settings = loaded.settings
    preferences = Preferences(settings, SettingsStore(paths.settings))
    library = load_library(paths.root)
    clips = VoiceClient(
        ClipCache(paths.clips),
        post=post,
        voice=settings.voice.voice_id,
        rate_wpm=settings.voice.rate_wpm,
    )
    preferences.listen(
        lambda now: clips.configure(voice=now.voice.voice_id, rate_wpm=now.voice.rate_wpm)
    )
    sessions = SqliteSessionStore(opened.database)
    pains = SqlitePainStore(opened.database)
    plans = SqlitePlanStore(opened.database)
    words = Phrasebook()
    diary = PainDiary(pains, sessions, clock)
    return Services(
        paths=paths,
        clock=clock,
        preferences=preferences,
        library=library,
        sessions=sessions,
        pains=pains,
        plans=plans,
        clips=clips,
        words=words,
        diary=diary,
        planner=Planner(plans, sessions, library, clock),
        report=ProgressReport(sessions, pains, plans, clock),
        desk=SessionDesk(sessions, diary, library, clips, words, preferences, clock),
        lessons=cache(
            # Read when Learn is first seen: the window shouldn't wait for them.
            lambda: load_lessons(exercises=library.exercises, routines=library.routines)
        ),
        notices=_notices(loaded, opened.set_aside, library),
        _database=opened.database,
        _lock=lock,
    )


def _notices(loaded: LoadedSettings, set_aside: Path | None, library: Library) -> tuple[str, ...]:
    """Say in plain sentences what was out of order at the start."""
    found: list[str] = []
    if loaded.problem:
        found.append(loaded.problem)
    if set_aside is not None:
        found.append(
            translate(
                _CONTEXT,
                "The record could not be read. It was set aside as {file}, and a new one begun.",
            ).format(file=set_aside)
        )
    found.extend(str(problem) for problem in library.problems)
    return tuple(found)


def figure_of(exercise_id: str) -> Figure | None:
    """Return the shipped figure of an exercise, or None where it has none."""
    path = FIGURES / f"{exercise_id}.toml"
    return load_figure_file(path) if path.is_file() else None


def figures_of_all() -> dict[str, Figure]:
    """Return every shipped figure by the id of its exercise."""
    return load_figures()


def fill_sample(services: Services) -> None:
    """Fill an empty record with twelve weeks of sample data, and settings that fit it."""
    routine = services.library.routines["first_steps"]
    stores = SampleStores(sessions=services.sessions, pains=services.pains, plans=services.plans)
    fill_with_sample_data(stores, routine, services.clock.now())
    area = SITE.split(" ", maxsplit=1)[1]
    me = Profile(sore_side=Side.LEFT, areas=(area,), usual_pain=4, equipment=routine.equipment)
    services.preferences.change(Settings(me=me, first_start_done=True))


def export_everything(services: Services, unsaved: InMemory | None = None) -> bytes:
    """Return everything that is kept, as one JSON document.

    `unsaved` is a session that could not be written; it takes the place of what is kept of it.
    """
    sessions = list(services.sessions.with_status(*SessionStatus))
    sets = dict(services.sessions.all_sets())
    ratings = list(services.pains.between(date.min, date.max))
    if unsaved is not None:
        uid = unsaved.session.uid
        sessions = [session for session in sessions if session.uid != uid]
        sessions.append(unsaved.session)
        sets[uid] = unsaved.sets
        ratings.extend(unsaved.unsaved_ratings)
    return export_json(
        ExportRecords(
            hipcoach_version=__version__,
            exported_at=services.clock.now(),
            sessions=sessions,
            sets=sets,
            pain_ratings=ratings,
            plan_versions=services.plans.versions(),
            excused_days=services.plans.excused(),
            settings=services.preferences.current,
        )
    )


def write_private(path: Path, data: bytes) -> None:
    """Write a file whole, readable by its owner alone; raises StorageError."""
    write_whole(path, data)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rehearsed session, and what is missing for the full one, empty when nothing is."""

    segments: tuple[RehearsedSegment, ...]
    dropped: tuple[DroppedLine, ...]
    problem: str


def library_of(paths: DataPaths) -> Library:
    """Load the shipped content and, where the data folder has any, a person's own."""
    return load_library(paths.root if paths.root.is_dir() else None)


def rehearse_routine(
    paths: DataPaths,
    named: str,
    *,
    level: VoiceLevel | None = None,
    rate_wpm: int | None = None,
) -> Rehearsal:
    """Plan a routine, named by id or by file, with the lengths of its real clips.

    `level` and `rate_wpm` (80-450 words a minute) take the place of what is set. Raises
    ContentError for a file that breaks a rule, RangeError for a rate that no engine keeps,
    HipcoachError for an unknown id.
    """
    if rate_wpm is not None:
        check_range("rate_wpm", rate_wpm, SLOWEST_WPM, FASTEST_WPM)
    loaded = load_settings(paths)
    library = library_of(paths)
    routine = library.routines.get(named)
    if routine is None:
        routine = _routine_in_file(named, library)
    settings = loaded.settings
    options = options_from(settings)
    if level is not None:
        options = replace(options, voice_level=level)
    clips = VoiceClient(
        ClipCache(paths.clips),
        voice=settings.voice.voice_id,
        rate_wpm=settings.voice.rate_wpm if rate_wpm is None else rate_wpm,
    )
    try:
        preparation = SessionPreparation(routine, options, clips, Phrasebook())
        clips.prepare_blocking(preparation.texts, timeout_ms=RENDER_TIMEOUT_MS)
        plan = preparation.plan()
        silent = len(preparation.texts) - len(clips.lengths_ms(preparation.texts))
        problem = clips.status().problem
    finally:
        clips.close()
    if silent == 1 and not problem:
        problem = translate(_CONTEXT, "One line could not be spoken; it is a caption.")
    elif silent and not problem:
        problem = translate(_CONTEXT, "{lines} lines could not be spoken; they are captions.")
        problem = problem.format(lines=silent)
    return Rehearsal(rehearse(plan), plan.dropped, problem)


def _routine_in_file(named: str, library: Library) -> Routine:
    path = Path(named)
    if named and (path.suffix or _exists(path)):
        if path.is_dir():
            raise HipcoachError(
                translate(_CONTEXT, "{name} is a folder, not a routine's file.").format(name=named)
            )
        return load_routine_file(path, library.exercises)
    known = ", ".join(library.routines)
    raise HipcoachError(
        translate(_CONTEXT, "There is no routine {name}. There are: {known}.").format(
            name=named, known=known
        )
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # A name that no file can have, such as one that is too long.
        return False


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: what was looked at, whether it works, what to do if not."""

    subject: str
    is_fine: bool
    text: str


def examine(paths: DataPaths, clock: Clock) -> Sequence[Finding]:
    """Look at folders, settings, record, library and voice; never raises for what it finds."""
    findings: list[Finding] = []
    loaded: LoadedSettings | None = None
    try:
        loaded = load_settings(paths)
        findings.append(Finding("folders", True, str(paths.root)))
        findings.append(Finding("settings", loaded.problem is None, loaded.problem or "fine"))
    except StorageError as error:
        findings.append(Finding("folders", False, str(error)))
    if loaded is not None:
        findings.append(_examine_database(paths, clock))
        findings.append(_examine_voice(paths, loaded.settings))
    try:
        library = library_of(paths)
    except ContentError as error:
        findings.append(Finding("library", False, str(error)))
    else:
        count = f"{len(library.exercises)} exercises, {len(library.routines)} routines"
        findings.append(Finding("library", True, count))
        findings.extend(Finding("own file", False, str(error)) for error in library.problems)
    return findings


def _examine_database(paths: DataPaths, clock: Clock) -> Finding:
    if not paths.database.exists():
        return Finding("database", True, "none yet; it is made when the window first opens")
    try:
        with DataLock(paths.lock):
            opened = open_database(paths.database, now=clock.now)
            count = len(SqliteSessionStore(opened.database).with_status(*SessionStatus))
            opened.database.close()
    except StorageError as error:
        return Finding("database", False, str(error))
    if opened.set_aside is not None:
        return Finding("database", False, f"damaged; set aside as {opened.set_aside}")
    return Finding("database", True, f"{count} sessions in {paths.database}")


def _examine_voice(paths: DataPaths, settings: Settings) -> Finding:
    clips = VoiceClient(
        ClipCache(paths.clips), voice=settings.voice.voice_id, rate_wpm=settings.voice.rate_wpm
    )
    try:
        clips.prepare_blocking(Phrasebook().hold(), timeout_ms=RENDER_TIMEOUT_MS)
        status = clips.status()
        spoken = clips.lengths_ms(Phrasebook().hold())
    finally:
        clips.close()
    if not status.available or not spoken:
        problem = status.problem or "no line could be rendered; sessions run with captions"
        return Finding("voice", False, problem)
    text = f"{status.engine} {status.version}, {len(status.voices)} voices"
    return Finding("voice", True, f"{text}. {status.problem}".removesuffix(". "))
