"""Exports, imports, backs up, restores and erases: everything about the safety of the data.

Each call opens the record for itself, so that it can be made from a thread of its own while the
window has the record open. The lock on the folder is the caller's.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hipcoach import __version__
from hipcoach.coaching.keeping import (
    ExportKind,
    ExportSpan,
    ImportPlan,
    Merge,
    PainLog,
    PainLogMapping,
    Progress,
    export_kind,
    no_progress,
    part_name,
)
from hipcoach.coaching.ports import RecordStores
from hipcoach.domain.backup import Backup, BackupKind
from hipcoach.domain.errors import (
    ContentError,
    DamagedDataError,
    HipcoachError,
    RefusedError,
    StoppedError,
)
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.settings import Settings
from hipcoach.domain.text import translate
from hipcoach.exchange.csv_export import export_csv
from hipcoach.exchange.fhir_export import export_fhir
from hipcoach.exchange.json_export import Collected, collect, export_json
from hipcoach.exchange.json_import import (
    LARGEST_BYTES,
    Document,
    merge,
    plan_merge,
    read_document,
)
from hipcoach.exchange.pain_log import ratings_in, read_pain_log
from hipcoach.exchange.pain_own import own_ratings
from hipcoach.exchange.parts import Part, at_sessions, record_parts
from hipcoach.player.clock import Clock
from hipcoach.services import load_settings, record_notices
from hipcoach.storage.backup import (
    back_up,
    back_up_daily,
    back_up_to,
    backups_in,
    restore,
)
from hipcoach.storage.database import missing_told, open_beside
from hipcoach.storage.files import COMPANIONS, translated_os_errors, write_whole
from hipcoach.storage.leftovers import leftovers
from hipcoach.storage.lock import DataLock
from hipcoach.storage.looking import open_to_look, record_in_memory
from hipcoach.storage.own_files import FOLDERS, OwnFiles, is_place
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.recovery import open_record
from hipcoach.storage.session_store import unreadable_days
from hipcoach.storage.settings import SettingsStore, settings_seen
from hipcoach.storage.stores import stores_on

_CONTEXT = "Keeping"
_log = logging.getLogger(__name__)
_FILES = "own_files"


@contextmanager
def held(paths: DataPaths, clock: Clock) -> Iterator[tuple[str, ...]]:
    """Hold the folder's lock, with a record that is whole and of this hipcoach's shape.

    Gives the sentences that tell what was out of order. Raises StorageError.
    """
    loaded = load_settings(paths)
    with DataLock(paths.lock):
        opened = open_record(paths, clock.now)
        opened.database.close()
        yield (*([loaded.problem] if loaded.problem else []), *record_notices(opened))


class Keeper:
    """Keeps one data folder safe; implements `coaching.keeping.RecordKeeper`."""

    def __init__(self, paths: DataPaths, clock: Clock, *, with_snomed: bool = False) -> None:
        """Keep this folder; SNOMED CT codes are written only where they are asked for."""
        self._paths = paths
        self._clock = clock
        self._with_snomed = with_snomed

    @property
    def folder(self) -> Path:
        """Where everything is kept."""
        return self._paths.root

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups there are, the newest first."""
        return backups_in(self._paths.backups)

    def back_up_to(self, target: Path, progress: Progress) -> None:
        """Write everything that is kept into one file."""
        back_up_to(self._paths, target, progress)

    def damage(self) -> str:
        """Say what is amiss with the record, every page of it looked at; empty when nothing is.

        Raises DamagedDataError where a backup should take its place.
        """
        with closing(open_to_look(self._paths, thorough=True)) as database:
            parts = record_parts(stores_on(database), OwnFiles(self._paths.root), self._clock.now)
            found = _unreadable_parts(parts)
            days = unreadable_days(database)
        told: list[str] = []
        if days:
            text = translate(
                _CONTEXT,
                "Sessions that cannot be read are left out of the charts and stay in the record. "
                "They are of {days}.",
            )
            told.append(text.format(days=", ".join(dict.fromkeys(days))))
        if found:
            text = translate(
                _CONTEXT,
                "Some of the record cannot be read and stays as it is: {parts}. Nothing takes its "
                "place. A backup may still have it: Settings, Your data, Restore a backup.",
            )
            told.append(text.format(parts=", ".join(found)))
        return " ".join(told)

    def back_up_daily(self, progress: Progress) -> Backup | None:
        """Write the day's backup unless there is one."""
        return back_up_daily(self._paths, self._clock.now(), progress)

    def export(self, target: Path, span: ExportSpan, progress: Progress) -> None:
        """Write a file of the kind that its ending says; raises StorageError."""
        progress(0, 3)
        with self._reading() as (_, parts):
            collected = collect(parts, span.first, span.last)
            progress(1, 3)
            data = document(
                export_kind(target),
                parts,
                collected,
                settings_seen(self._paths).settings,
                self._clock.now(),
                with_snomed=self._with_snomed,
            )
        progress(2, 3)
        write_whole(target, data)
        progress(3, 3)

    def write(self, target: Path, data: bytes) -> None:
        """Write a file whole, readable by its owner alone; raises StorageError."""
        write_whole(target, data)

    def examine(self, source: Path) -> ImportPlan:
        """Return what importing an exported document would do; raises ContentError."""
        data = _read(source, LARGEST_BYTES)
        with self._reading() as (_, parts):
            found = read_document(data, source.name, parts)
            _check_reads_back(found, self._clock.now)
            merges = plan_merge(found, parts)
        here = settings_seen(self._paths).settings
        wanted = found.settings
        takes_settings = wanted is not None and not here.first_start_done
        notes = [
            translate(_CONTEXT, "{key} is not known here and is passed over.").format(key=key)
            for key in found.passed_over
        ]
        if wanted is not None and not takes_settings and wanted != here:
            notes.append(translate(_CONTEXT, "The settings here stay as they are."))
        return ImportPlan(
            file=source.name,
            merges=merges,
            settings=wanted if takes_settings and wanted != here else None,
            notes=tuple(notes),
        )

    def read_pain_log(self, source: Path) -> PainLog:
        """Read a list of dates and pain; raises ContentError."""
        site = settings_seen(self._paths).settings.me.main_site
        return read_pain_log(_read(source, LARGEST_BYTES), source.name, site)

    def examine_pain_log(self, log: PainLog, mapping: PainLogMapping) -> ImportPlan:
        """Return what importing such a list would do; rows that can't be read are noted."""
        problems: tuple[str, ...] = ()
        if log.is_own:
            ratings = own_ratings(log)
        else:
            ratings, problems = ratings_in(log, mapping, datetime.astimezone)
        with self._reading() as (stores, _):
            here = {rating.uid: rating for rating in stores.pains.between(date.min, date.max)}
            sessions = {each.uid for each in stores.sessions.with_status(*SessionStatus)}
        # As in an exported document: what belongs to a session that isn't here belongs to none.
        ratings = tuple(at_sessions(rating, sessions) for rating in ratings)
        new = tuple(rating for rating in ratings if rating.uid not in here)
        known = [rating for rating in ratings if rating.uid in here]
        differ = sum(rating.nrs != here[rating.uid].nrs for rating in known)
        merges = (Merge(name="pain_ratings", new=new, same=len(known) - differ, different=differ),)
        return ImportPlan(file=log.file, merges=merges, notes=problems)

    def merge(self, plan: ImportPlan, progress: Progress) -> Backup | None:
        """Do what a plan says; all of it or, when it is stopped or fails, nothing.

        Returns the backup that was made of what was there before.
        """
        before = back_up(self._paths, BackupKind.BEFORE_IMPORT, self._clock.now())
        with closing(open_beside(self._paths.database, for_writing=True)) as database:
            stores = stores_on(database)
            parts = record_parts(stores, OwnFiles(self._paths.root), self._clock.now)
            with database.together():
                merge(
                    plan.merges,
                    [part for part in parts if part.name != _FILES],
                    progress,
                    plan.file,
                )
        # Files and settings can't be taken back, so they come when the record is safe.
        files = [part for part in parts if part.name == _FILES]
        merge(plan.merges, files, no_progress, plan.file)
        if plan.settings is not None:
            SettingsStore(self._paths.settings).save(plan.settings)
        return before

    def restore(self, source: Path, progress: Progress) -> Backup | None:
        """Put a backup in the place of what is kept; return the backup of what was there."""
        return restore(self._paths, source, self._clock.now(), progress)

    @contextmanager
    def _reading(self) -> Iterator[tuple[RecordStores, tuple[Part[Any], ...]]]:
        with closing(open_to_look(self._paths)) as database:
            stores = stores_on(database)
            yield stores, record_parts(stores, OwnFiles(self._paths.root), self._clock.now)


def _check_reads_back(document: Document, now: Callable[[], datetime]) -> None:
    """Keep everything in a record in memory, and read it as it would be read later.

    Raises ContentError, naming file, place and rule, for the first thing that wouldn't be there.
    """
    for at, file in enumerate(document.things.get(_FILES, ())):
        if not is_place(file.place):
            raise ContentError(
                document.file,
                f"{_FILES}[{at}].place",
                "is not a file in exercises/, routines/ or figures/",
            )
    with record_in_memory() as database:
        parts = record_parts(stores_on(database), OwnFiles(Path("nowhere")), now)
        for part in parts:
            if part.name != _FILES:
                _try_out(document, part)


def _try_out(document: Document, part: Part[Any]) -> None:
    things = document.things.get(part.name, ())
    sessions = {each.session.uid for each in document.things.get("sessions", ())}
    for at, thing in enumerate(things):
        try:
            part.keep(part.fit(thing, sessions))
        except RefusedError as error:
            raise ContentError(document.file, f"{part.name}[{at}]", str(error)) from error
    with missing_told():
        there = {key for thing in part.kept() for key in part.keys(thing)}
    for at, thing in enumerate(things):
        if there.isdisjoint(part.keys(thing)):
            raise ContentError(
                document.file, f"{part.name}[{at}]", "could not be read again once it is kept"
            )


def _unreadable_parts(parts: tuple[Part[Any], ...]) -> list[str]:
    """Name what of the record can't be read, with how many rows; plan and sessions apart."""
    found: list[str] = []
    for part in parts:
        if part.name == "plan_versions":
            # The plan tells of itself, on Today and under Plan.
            continue
        with missing_told() as rows:
            part.kept()
        # A session that can't be read is told of by its day.
        missed = [row for row in rows if "routine_id" not in row or "options_json" not in row]
        if missed:
            found.append(f"{part_name(part.name)} ({len(missed)})")
    return found


class DailyBackup:
    """Looks the record through and makes the day's backup, in a thread beside the window."""

    def __init__(
        self,
        keeper: Keeper,
        tell: Callable[[str], None],
        on_damage: Callable[[Backup | None], None] = lambda _newest: None,
    ) -> None:
        """Use this keeper; `tell` is told, in that thread, what is amiss.

        `on_damage` is told of a damaged record, with the newest backup; none is made of it.
        """
        self._keeper = keeper
        self._tell = tell
        self._on_damage = on_damage
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hipcoach-backup")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """Stop at the next step if it still runs, and return when it has."""
        self._is_ending.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            problem = self._keeper.damage()
            if problem:
                self._tell(problem)
            self._keeper.back_up_daily(self._progress)
        except StoppedError:
            return
        except DamagedDataError:
            self._on_damage(next(iter(self._keeper.backups()), None))
        except HipcoachError as error:
            text = translate(_CONTEXT, "Today’s backup could not be made. {reason}")
            self._tell(text.format(reason=error))
        except Exception as error:
            _log.exception("Unforeseen")
            text = translate(_CONTEXT, "Today’s backup could not be made. {reason}")
            self._tell(text.format(reason=f"{type(error).__name__}."))

    def _progress(self, _done: int, _total: int) -> None:
        if self._is_ending.is_set():
            raise StoppedError("The window was closed.")


def document(
    kind: ExportKind | None,
    parts: tuple[Part[Any], ...],
    collected: Collected,
    settings: Settings,
    now: datetime,
    *,
    with_snomed: bool = False,
) -> bytes:
    """Return what a file of this kind holds; raises HipcoachError for no such kind."""
    if kind is ExportKind.JSON:
        return export_json(
            parts, collected, settings, hipcoach_version=__version__, exported_at=now
        )
    if kind is ExportKind.CSV:
        return export_csv(parts, collected, settings, now)
    if kind is ExportKind.FHIR:
        return export_fhir(
            collected["sessions"],
            collected["pain_ratings"],
            collected["skipped_ratings"],
            exported_at=now,
            with_snomed=with_snomed,
        )
    raise HipcoachError(translate(_CONTEXT, "The file's ending is none that can be written here."))


def erase_everything(paths: DataPaths) -> None:
    """Take away all that hipcoach keeps: record, backups, settings, own files, clips and log.

    Nobody may have the record open. What else lies in the folder stays. Raises StorageError.
    """
    database = paths.database
    with translated_os_errors(paths.root):
        for folder in (*(paths.root / name for name in FOLDERS), paths.backups, paths.clips):
            if folder.is_dir() and not folder.is_symlink():
                shutil.rmtree(folder)
        names = [database, paths.settings, paths.log]
        names += [database.with_name(database.name + ending) for ending in COMPANIONS]
        for stem in (database.stem, paths.settings.stem):
            names += paths.root.glob(f"{stem}.damaged-*")
        for path in (*names, *leftovers(paths)):
            path.unlink(missing_ok=True)


def _read(source: Path, largest: int) -> bytes:
    try:
        if not source.is_file():
            raise ContentError(source.name, "", "is not a file that can be read")
        if source.stat().st_size > largest:
            raise ContentError(source.name, "", "is too large to be an export of hipcoach's")
        return source.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError(source.name, "", f"could not be read ({reason})") from error
