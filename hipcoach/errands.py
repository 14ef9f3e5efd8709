"""What the commands and the window's menus ask for beside a session: export, rehearsal, doctor."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory

from hipcoach.coaching.keeping import ExportKind
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import (
    SessionPreparation,
    lead_through_of,
    options_from,
    walked_at,
)
from hipcoach.coaching.rehearsal import RehearsedSegment, rehearse
from hipcoach.coaching.session_recorder import InMemory
from hipcoach.content.loader import Library, load_library, load_routine_file
from hipcoach.domain.errors import (
    ContentError,
    DamagedDataError,
    HipcoachError,
    RangeError,
    StorageError,
    check_range,
)
from hipcoach.domain.kept_routine import restored_routine
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.settings import Settings, VoiceLevel
from hipcoach.domain.text import translate
from hipcoach.exchange.json_export import collect
from hipcoach.exchange.parts import record_parts
from hipcoach.exchange.plan_calendar import PlanRecords, plan_calendar
from hipcoach.exchange.session_rows import KeptSession
from hipcoach.keeping import document
from hipcoach.player.cues import DroppedLine
from hipcoach.services import RENDER_TIMEOUT_MS, Services
from hipcoach.storage.files import write_whole
from hipcoach.storage.looking import open_to_look
from hipcoach.storage.own_files import OwnFiles
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.recovery import is_lost, newest_backup
from hipcoach.storage.routine_store import SqliteRoutineStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import settings_seen
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from hipcoach.voice.rate import FASTEST_WPM, SLOWEST_WPM

_CONTEXT = "Errands"


def export_everything(services: Services, unsaved: InMemory | None = None) -> bytes:
    """Return everything that is kept, as one JSON document.

    `unsaved` is a session that could not be written; it takes the place of what is kept of it.
    """
    now = services.clock.now()
    parts = record_parts(services.stores, OwnFiles(services.paths.root), services.clock.now)
    collected = collect(parts)
    if unsaved is not None:
        uid = unsaved.session.uid
        known = [kept for kept in collected["sessions"] if kept.session.uid != uid]
        session = KeptSession(
            session=unsaved.session,
            sets=tuple(unsaved.sets),
            changes=services.sessions.changes_of(uid),
        )
        collected["sessions"] = [*known, session]
        collected["pain_ratings"] = [*collected["pain_ratings"], *unsaved.unsaved_ratings]
    return document(ExportKind.JSON, parts, collected, services.preferences.current, now)


def write_plan_calendar(services: Services, path: Path) -> None:
    """Write the plan from today on as an iCalendar file, and remember what it said.

    A slot without a time of its own stands at the first time of reminders. Raises StorageError,
    and HipcoachError while the plan can't be read: the calendar keeps what it shows.
    """
    now = services.clock.now()
    if services.lost.lost():
        raise HipcoachError(
            translate(
                _CONTEXT,
                "Your plan can’t be read whole, so no calendar is made of it. Today says what can "
                "be done.",
            )
        )
    versions = services.plans.versions()
    routines = services.book.routines
    length_ms = services.forms.lengths()
    planned = {routine_id for version in versions for routine_id in version.routine_ids}
    calendar = plan_calendar(
        PlanRecords(
            versions=versions,
            excused=services.plans.excused(),
            names={each: services.planned.name_of(each) for each in planned},
            lengths_ms={each: length_ms(routines[each]) for each in planned if each in routines},
            first_day=now.date(),
            written_at=now.astimezone(UTC),
            at=next(iter(services.preferences.current.reminders.times), None),
            known=services.stores.calendar_exports.exports(),
        )
    )
    write_private(path, calendar.data)
    services.stores.calendar_exports.save(calendar.exports)


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


def library_with_kept(paths: DataPaths) -> Library:
    """Load the same, with the routines that the record keeps among the others."""
    library = library_of(paths)
    if not paths.database.exists():
        return library
    routines = dict(library.routines)
    try:
        with closing(open_to_look(paths)) as database:
            for kept in SqliteRoutineStore(database).routines():
                routines[kept.id] = restored_routine(kept, library.exercises)
    except (StorageError, RangeError):
        # A record that is damaged, or older than routines in it, says so where it is opened.
        return library
    return replace(library, routines=routines)


def rehearse_routine(
    paths: DataPaths,
    named: str,
    *,
    level: VoiceLevel | None = None,
    rate_wpm: int | None = None,
    how: bool = False,
) -> Rehearsal:
    """Plan a routine, named by id or by file, with the lengths of its real clips.

    With `how` each movement is said before its first set, as for somebody new to it.
    `level` and `rate_wpm` (80-450 words a minute) take the place of what is set. Raises
    ContentError for a file that breaks a rule, RangeError for a rate that no engine keeps,
    HipcoachError for an unknown id.
    """
    if rate_wpm is not None:
        check_range("rate_wpm", rate_wpm, SLOWEST_WPM, FASTEST_WPM)
    problem = paths.problem()
    if problem:
        raise StorageError(problem)
    loaded = settings_seen(paths)
    library = library_with_kept(paths)
    routine = library.routines.get(named)
    if routine is None:
        routine = _routine_in_file(named, library)
    settings = loaded.settings
    options = options_from(settings)
    if level is not None:
        options = replace(options, voice_level=level)
    if how:
        options = replace(options, lead_through=lead_through_of(routine, library, ()))
    clips = VoiceClient(
        ClipCache(paths.clips),
        voice=settings.voice.voice_id,
        earlier_voices=settings.voice.earlier_voices,
        rate_wpm=settings.voice.rate_wpm if rate_wpm is None else rate_wpm,
    )
    try:
        preparation = SessionPreparation(
            walked_at(routine, settings.voice.steps_per_min), options, clips, Phrasebook()
        )
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


def examine(paths: DataPaths) -> Sequence[Finding]:
    """Look at folders, settings, record, library and voice, and change nothing there.

    Never raises for what it finds.
    """
    problem = paths.problem()
    findings = [Finding("folders", not problem, problem or str(paths.root))]
    settings = Settings()
    try:
        loaded = settings_seen(paths)
        settings = loaded.settings
        findings.append(Finding("settings", loaded.problem is None, loaded.problem or "fine"))
    except StorageError as error:
        findings.append(Finding("settings", False, str(error)))
    findings.append(_examine_database(paths))
    findings.append(_examine_voice(settings))
    try:
        library = library_of(paths)
    except ContentError as error:
        findings.append(Finding("library", False, str(error)))
    else:
        count = f"{len(library.exercises)} exercises, {len(library.routines)} routines"
        findings.append(Finding("library", True, count))
        findings.extend(Finding("own file", False, str(error)) for error in library.problems)
    return findings


def _examine_database(paths: DataPaths) -> Finding:
    subject = "database"
    backup = newest_backup(paths)
    way_out = (
        "There is no backup"
        if backup is None
        else f"The newest backup is of {backup.at:%Y-%m-%d %H:%M}; the window puts it in the "
        "place of what is damaged, and hipcoach restore lists them all"
    )
    try:
        if is_lost(paths.database):
            if backup is None:
                return Finding(subject, True, "none yet; it is made when the window first opens")
            return Finding(subject, False, f"{paths.database} is gone or empty. {way_out}")
        with closing(open_to_look(paths, thorough=True)) as database:
            count = len(SqliteSessionStore(database).with_status(*SessionStatus))
    except DamagedDataError:
        return Finding(subject, False, f"{paths.database} is damaged. {way_out}")
    except StorageError as error:
        return Finding(subject, False, str(error))
    return Finding(subject, True, f"{count} sessions in {paths.database}")


def _examine_voice(settings: Settings) -> Finding:
    with TemporaryDirectory(prefix="hipcoach-") as folder:
        return _examine_voice_in(Path(folder), settings)


def _examine_voice_in(folder: Path, settings: Settings) -> Finding:
    clips = VoiceClient(
        ClipCache(folder),
        voice=settings.voice.voice_id,
        earlier_voices=settings.voice.earlier_voices,
        rate_wpm=settings.voice.rate_wpm,
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
    said = " ".join(each for each in (f"{text}.", status.problem, status.speaks) if each)
    return Finding("voice", True, said.removesuffix("."))
