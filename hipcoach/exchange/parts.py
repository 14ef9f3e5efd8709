"""The parts of the record that leave and come back: the one list every new store adds itself to.

A part says how its things are called in the document, what tells two of them apart, and which
tables of plain columns they make. JSON, CSV and the import all go by this list.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import msgspec

from hipcoach.coaching.ports import OwnFileStore, RecordStores
from hipcoach.domain.activity import Activity, FormScore
from hipcoach.domain.annotation import Annotation
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.clinic import ClinicNote
from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.domain.own_file import OwnFile
from hipcoach.domain.pain import PainRating, SkippedRating
from hipcoach.domain.pathway import StageStart
from hipcoach.domain.planned_copy import CalendarExport, PlannedCopy
from hipcoach.domain.progression import DoseAnswer
from hipcoach.domain.selfcheck import CheckResult
from hipcoach.domain.warning_sign import RecordValue, WarningSign
from hipcoach.exchange.plan_rows import (
    ExcusedDay,
    plan_row,
    plan_table,
    version_from,
)
from hipcoach.exchange.rows import Row, Table
from hipcoach.exchange.session_rows import (
    keep_session,
    kept_sessions,
    session_from,
    session_row,
    session_tables,
)

T = TypeVar("T")
R = TypeVar("R", PainRating, SkippedRating)


def _as_it_is(thing: T, _sessions: Container[str]) -> T:
    return thing


def at_sessions(rating: R, sessions: Container[str]) -> R:
    """Return a rating that points at no session which isn't there."""
    if rating.session_uid is None or rating.session_uid in sessions:
        return rating
    return replace(rating, session_uid=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """One kind of thing that is kept.

    A thing is on record when one of its `keys` is. `from_row` raises msgspec.ValidationError for
    a row that breaks a rule. `day` is missing where a thing belongs to no day; `fit` adapts a
    thing to the sessions there are, by uid.
    """

    name: str
    kept: Callable[[], Sequence[T]]
    keep: Callable[[T], None]
    keys: Callable[[T], tuple[str, ...]]
    to_row: Callable[[T], Row]
    from_row: Callable[[Row], T]
    tables: Callable[[Iterable[T]], dict[str, Table]]
    day: Callable[[T], date] | None = None
    fit: Callable[[T, Container[str]], T] = _as_it_is

    def between(self, first: date, last: date) -> tuple[T, ...]:
        """Return the things of [first, last], and all that belong to no day."""
        day = self.day
        if day is None:
            return tuple(self.kept())
        return tuple(each for each in self.kept() if first <= day(each) <= last)


def record_parts(
    stores: RecordStores, files: OwnFileStore, now: Callable[[], datetime]
) -> tuple[Part[Any], ...]:
    """Return every part, in the order of the document; what others point at comes first."""
    return (
        Part(
            name="sessions",
            kept=lambda: kept_sessions(stores.sessions),
            keep=lambda kept: keep_session(stores.sessions, kept),
            keys=lambda kept: (kept.session.uid,),
            to_row=session_row,
            from_row=session_from,
            tables=session_tables,
            day=lambda kept: kept.session.local_date,
        ),
        _plain(
            "pain_ratings",
            PainRating,
            kept=lambda: stores.pains.between(date.min, date.max),
            keep=stores.pains.add,
            keys=lambda rating: (rating.uid,),
            day=lambda rating: rating.local_date,
            fit=at_sessions,
        ),
        _plain(
            "skipped_ratings",
            SkippedRating,
            kept=lambda: stores.pains.skipped_between(date.min, date.max),
            keep=stores.pains.skip,
            keys=lambda skipped: (skipped.uid,),
            day=lambda skipped: skipped.local_date,
            fit=at_sessions,
        ),
        _plain(
            "annotations",
            Annotation,
            kept=lambda: stores.annotations.between(date.min, date.max),
            keep=stores.annotations.add,
            keys=lambda annotation: (annotation.uid,),
            day=lambda annotation: annotation.day,
        ),
        _plain(
            "baselines",
            Baseline,
            kept=stores.baselines.every,
            keep=stores.baselines.add,
            keys=lambda baseline: (baseline.uid,),
        ),
        Part(
            name="plan_versions",
            # One that can't be read has nothing that could come back.
            kept=lambda: [each for each in stores.plans.versions() if each.slots],
            keep=stores.plans.add_version,
            # Two versions can't begin on one day.
            keys=lambda version: (version.uid, version.valid_from.isoformat()),
            to_row=plan_row,
            from_row=version_from,
            tables=plan_table,
        ),
        _plain(
            "excused_days",
            ExcusedDay,
            kept=lambda: ExcusedDay.all_of(stores.plans),
            keep=lambda excused: excused.keep_in(stores.plans),
            keys=lambda excused: (excused.day.isoformat(),),
            day=lambda excused: excused.day,
        ),
        _plain(
            "routines",
            KeptRoutine,
            kept=stores.routines.routines,
            keep=lambda routine: stores.routines.keep(routine, now()),
            keys=lambda routine: (routine.id,),
        ),
        _plain(
            "routine_drafts",
            KeptRoutine,
            kept=stores.routines.drafts,
            keep=lambda draft: stores.routines.keep_draft(draft, now()),
            keys=lambda draft: (draft.id,),
        ),
        _plain(
            "dose_answers",
            DoseAnswer,
            kept=stores.progression.answers,
            keep=stores.progression.add,
            keys=lambda answer: (answer.uid,),
            day=lambda answer: answer.local_date,
        ),
        _plain(
            "check_results",
            CheckResult,
            kept=lambda: stores.checks.between(date.min, date.max),
            keep=stores.checks.add,
            keys=lambda result: (result.uid,),
            day=lambda result: result.local_date,
        ),
        _plain(
            "clinic_notes",
            ClinicNote,
            kept=lambda: stores.clinic.between(date.min, date.max),
            keep=stores.clinic.add,
            keys=lambda note: (note.uid,),
            day=lambda note: note.day,
        ),
        _plain(
            "planned_copies",
            PlannedCopy,
            kept=stores.planned_copies.copies,
            keep=stores.planned_copies.save,
            keys=lambda copy: (copy.routine.id,),
        ),
        _plain(
            "calendar_exports",
            CalendarExport,
            kept=stores.calendar_exports.exports,
            keep=lambda export: stores.calendar_exports.save([export]),
            keys=lambda export: (export.uid, export.slot_key),
        ),
        _plain(
            "warning_signs",
            WarningSign,
            kept=stores.signs.every,
            keep=stores.signs.add,
            keys=lambda sign: (sign.uid,),
        ),
        _plain(
            "record_values",
            RecordValue,
            kept=stores.values.every,
            keep=stores.values.set,
            keys=lambda value: (value.key,),
        ),
        _plain(
            "pathway_stages",
            StageStart,
            kept=stores.pathways.every,
            keep=stores.pathways.add,
            keys=lambda start: (start.uid,),
        ),
        _plain(
            "activities",
            Activity,
            kept=lambda: stores.activities.between(date.min, date.max),
            keep=stores.activities.add,
            keys=lambda activity: (activity.uid,),
            day=lambda activity: activity.day,
        ),
        _plain(
            "form_scores",
            FormScore,
            kept=lambda: stores.form_scores.between(date.min, date.max),
            keep=stores.form_scores.add,
            keys=lambda score: (score.uid,),
            day=lambda score: score.day,
        ),
        replace(
            _plain(
                "own_files",
                OwnFile,
                kept=files.files,
                keep=files.keep,
                keys=lambda file: (file.place,),
            ),
            to_row=lambda file: {"place": file.place, "text": file.readable},
        ),
    )


def _plain(
    name: str,
    kind: type[T],
    *,
    kept: Callable[[], Sequence[T]],
    keep: Callable[[T], None],
    keys: Callable[[T], tuple[str, ...]],
    day: Callable[[T], date] | None = None,
    fit: Callable[[T, Container[str]], T] = _as_it_is,
) -> Part[T]:
    """Return a part whose rows are the fields of a dataclass."""
    names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]

    def row(each: T) -> Row:
        return {name: getattr(each, name) for name in names}

    return Part(
        name=name,
        kept=kept,
        keep=keep,
        keys=keys,
        to_row=row,
        from_row=lambda found: msgspec.convert(found, kind),
        tables=lambda things: {name: Table(names, [row(each) for each in things])},
        day=day,
        fit=fit,
    )
