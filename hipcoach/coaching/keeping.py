"""What the window and the commands say of exports, imports and backups."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from hipcoach.domain.backup import Backup
from hipcoach.domain.settings import Settings
from hipcoach.domain.text import translate

_CONTEXT = "Keeping"

Progress = Callable[[int, int], None]
"""Told how much is done of how much; it raises StoppedError when a person wants no more."""


def no_progress(_done: int, _total: int) -> None:
    """Be told and do nothing."""


class ExportKind(StrEnum):
    """What a file that leaves is, by its ending."""

    JSON = ".json"
    CSV = ".csv.zip"
    FHIR = ".fhir.json"
    PDF = ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What merging one part of the record would do.

    `new` is added; `same` are here already; `different` are here in another form, and stay so.
    """

    name: str
    new: tuple[Any, ...]
    same: int = 0
    different: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do; nothing is done yet. `notes` are sentences worth reading."""

    file: str
    merges: tuple[Merge, ...]
    settings: Settings | None = None
    notes: tuple[str, ...] = ()

    @property
    def new_count(self) -> int:
        """How many things would be added, the settings among them."""
        return sum(len(each.new) for each in self.merges) + (self.settings is not None)

    @property
    def lines(self) -> tuple[str, ...]:
        """Say it, a line for each part the file holds anything of."""
        told: list[str] = []
        for each in self.merges:
            if not (each.new or each.same or each.different):
                continue
            text = translate(_CONTEXT, "{part}: {new} to add, {same} here already")
            if each.different:
                text = translate(
                    _CONTEXT,
                    "{part}: {new} to add, {same} here already, "
                    "{different} differ and stay as they are here",
                )
            told.append(
                text.format(
                    part=part_name(each.name),
                    new=len(each.new),
                    same=each.same,
                    different=each.different,
                )
            )
        if self.settings is not None:
            told.append(translate(_CONTEXT, "Settings: taken over, since none were chosen here"))
        return tuple(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLogMapping:
    """Which columns of a list hold what; columns count from 0.

    What is None is not told by the list: a pain column, the order of day and month, or the
    `scale` (the number that means the worst pain: 10, 100 or 5) have to be asked for then. In a
    list of several measures, rows count whose `category_column` says `category`.
    """

    date_column: int
    pain_column: int | None
    note_column: int | None = None
    time_column: int | None = None
    category_column: int | None = None
    category: str = ""
    has_header: bool = True
    day_first: bool | None = True
    scale: int | None = 10
    site: str = "hip"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLog:
    """A list of somebody's own, as it was read: its rows, and the mapping that seems to fit.

    `skipped` rows before the first of `rows` are a title. `is_own` marks the table of pain
    ratings that hipcoach itself exported.
    """

    file: str
    rows: tuple[tuple[str, ...], ...]
    guess: PainLogMapping
    skipped: int = 0
    encoding: str = "utf-8"
    is_own: bool = False

    def column_name(self, at: int | None) -> str:
        """Name a column by its heading and its number from 1."""
        if at is None:
            return translate(_CONTEXT, "none")
        named = self.rows[0][at] if self.guess.has_header and at < len(self.rows[0]) else ""
        number = translate(_CONTEXT, "column {number}").format(number=at + 1)
        return f"{named} ({number})" if named else number

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSpan:
    """The days that leave, both ends included."""

    first: date = field(default=date.min)
    last: date = field(default=date.max)


class RecordKeeper(Protocol):
    """Exports, imports, backs up and restores; every call may be made from a thread of its own."""

    @property
    def folder(self) -> Path:
        """Where everything is kept."""
        ...

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups there are, the newest first."""
        ...

    def back_up_to(self, target: Path, progress: Progress) -> None:
        """Write everything that is kept into one file."""
        ...

    def export(self, target: Path, span: ExportSpan, progress: Progress) -> None:
        """Write a file of the kind that its ending says."""
        ...

    def examine(self, source: Path) -> ImportPlan:
        """Return what importing an exported document would do."""
        ...

    def read_pain_log(self, source: Path) -> PainLog:
        """Read a list of dates and pain that another program or a person wrote."""
        ...

    def examine_pain_log(self, log: PainLog, mapping: PainLogMapping) -> ImportPlan:
        """Return what importing such a list would do."""
        ...

    def merge(self, plan: ImportPlan, progress: Progress) -> Backup | None:
        """Do what a plan says; all of it or, when it is stopped or fails, nothing.

        Returns the backup that was made of what was there before.
        """
        ...

    def restore(self, source: Path, progress: Progress) -> Backup | None:
        """Put a backup in the place of what is kept; return the backup of what was there."""
        ...


def export_kind(target: Path) -> ExportKind | None:
    """Return what a file's ending asks for, None when it is none of those there are."""
    name = target.name.lower()
    longest_first = sorted(ExportKind, key=lambda kind: -len(kind.value))
    return next((kind for kind in longest_first if name.endswith(kind.value)), None)


def part_name(name: str) -> str:
    """Name a part of the record for people."""
    names = {
        "sessions": translate(_CONTEXT, "Sessions"),
        "pain_ratings": translate(_CONTEXT, "Pain ratings"),
        "skipped_ratings": translate(_CONTEXT, "Questions left unanswered"),
        "annotations": translate(_CONTEXT, "Notes on days"),
        "baselines": translate(_CONTEXT, "Baselines"),
        "plan_versions": translate(_CONTEXT, "Versions of the plan"),
        "excused_days": translate(_CONTEXT, "Excused days"),
        "routines": translate(_CONTEXT, "Routines"),
        "routine_drafts": translate(_CONTEXT, "Drafts of routines"),
        "dose_answers": translate(_CONTEXT, "Answers to suggested doses"),
        "check_results": translate(_CONTEXT, "Results of self-checks"),
        "clinic_notes": translate(_CONTEXT, "Notes of a clinic"),
        "planned_copies": translate(_CONTEXT, "Copies of planned routines"),
        "calendar_exports": translate(_CONTEXT, "Calendar exports"),
        "warning_signs": translate(_CONTEXT, "Warning signs"),
        "record_values": translate(_CONTEXT, "Single values"),
        "pathway_stages": translate(_CONTEXT, "Stages of pathways"),
        "activities": translate(_CONTEXT, "Activities"),
        "form_scores": translate(_CONTEXT, "Results of forms"),
        "own_files": translate(_CONTEXT, "Files of your own"),
    }
    return names.get(name, name.replace("_", " ").capitalize())
