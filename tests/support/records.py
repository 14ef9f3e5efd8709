"""Stores on a real database, and records of every kind to fill them with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from hipcoach.coaching.ports import RecordStores
from hipcoach.domain.activity import Activity, ActivityKind, FormScore
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.clinic import ClinicNote, ClinicNoteKind
from hipcoach.domain.kept_routine import kept_routine
from hipcoach.domain.own_file import OwnFile
from hipcoach.domain.pain import Moment, PainKind, PainRating, SkippedRating
from hipcoach.domain.pathway import StageStart
from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot
from hipcoach.domain.planned_copy import CalendarExport, PlannedCopy
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import RoutineOrigin
from hipcoach.domain.safety import RedFlagTier
from hipcoach.domain.selfcheck import Check, CheckResult
from hipcoach.domain.session import ChangeKind, SessionChange, SessionForm, SessionStatus
from hipcoach.domain.warning_sign import ClearedBy, RecordValue, WarningSign
from hipcoach.exchange.parts import Part, record_parts
from hipcoach.exchange.plan_rows import ExcusedDay
from hipcoach.exchange.session_rows import KeptSession
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.own_files import OwnFiles
from hipcoach.storage.stores import stores_on
from tests.domain.samples import EVENING, MONDAY, rating, routine, session, set_record

NOW = datetime(2026, 3, 20, 8, tzinfo=UTC)


class Record:
    """A data folder with an open record, its stores and the parts that leave."""

    def __init__(self, root: Path) -> None:
        root.mkdir(exist_ok=True)
        self.root = root
        self.database: Database = open_database(root / "hipcoach.sqlite3").database
        self.stores: RecordStores = stores_on(self.database)
        self.files = OwnFiles(root)
        self.parts: tuple[Part[Any], ...] = record_parts(self.stores, self.files, lambda: NOW)

    def keep(self, things: dict[str, list[Any]]) -> None:
        for part in self.parts:
            for thing in things.get(part.name, []):
                part.keep(thing)

    def everything(self) -> dict[str, Any]:
        return {part.name: list(part.kept()) for part in self.parts}


@cache
def _empty_record() -> bytes:
    """The file of a record with nothing in it: to make its tables takes long."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hipcoach.sqlite3"
        open_database(path).database.close()
        return path.read_bytes()


@contextmanager
def fresh_record() -> Iterator[Record]:
    """Give an empty record in a folder of its own."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        root.mkdir()
        (root / "hipcoach.sqlite3").write_bytes(_empty_record())
        record = Record(root)
        try:
            yield record
        finally:
            record.database.close()


def one_of_each() -> dict[str, list[Any]]:
    """Return things of every part that is not empty, each with its rarer fields filled."""
    done = replace(
        session(status=SessionStatus.COMPLETED),
        ended_at=EVENING + timedelta(minutes=12),
        played_ms=700_123,
        effort=4,
        control_steady=True,
        note="“good”, =1+1",
        form=SessionForm.SHORT,
        entered_later=True,
    )
    change = SessionChange(
        uid="c1",
        session_uid="s1",
        kind=ChangeKind.EASIER,
        why="tired",
        at=EVENING,
        item_uid="a",
    )
    during = replace(
        rating("p2", 6, Moment.DURING, session_uid="s1"),
        item_uid="a",
        set_no=2,
        side=Side.RIGHT,
        kind=PainKind.PINCHING,
        note="@home",
    )
    return {
        "sessions": [
            KeptSession(
                session=done,
                sets=(set_record(), set_record(side=Side.RIGHT, pass_no=2)),
                changes=(change,),
            ),
            KeptSession(session=session("s2", status=SessionStatus.PARTIAL)),
        ],
        "pain_ratings": [rating("p1", 4, Moment.BEFORE, session_uid="s1"), during],
        "skipped_ratings": [
            SkippedRating(
                uid="k1",
                moment=Moment.AFTER,
                site="left hip",
                at=EVENING,
                local_date=MONDAY,
                session_uid="s1",
            )
        ],
        "annotations": [
            Annotation(uid="n1", day=MONDAY, kind=AnnotationKind.FALL, at=NOW, text="on ice")
        ],
        "baselines": [
            Baseline(
                uid="b1", site="left hip", first_day=MONDAY, value=5.5, reason="", set_at=EVENING
            )
        ],
        "plan_versions": [
            PlanVersion(
                uid="v1",
                slots=(
                    Slot(
                        routine_id="first_steps",
                        weekdays=frozenset({4, 0, 2}),
                        times_per_day=2,
                        times=("morning", "17:30"),
                    ),
                    Slot(routine_id="desk", weekdays=frozenset({1})),
                ),
                valid_from=MONDAY,
                programme=Programme(first_day=MONDAY, phases=(Phase(weeks=6, goal="Walk"),)),
                reason="began",
            )
        ],
        "excused_days": [ExcusedDay(day=MONDAY, reason="travelling")],
        "routines": [
            replace(kept_routine(routine()), id="mine", origin=RoutineOrigin.OWN, name="Mine")
        ],
        "check_results": [
            CheckResult(
                uid="h1", check=Check.CHAIR_STAND, value=12.0, at=NOW, local_date=NOW.date()
            )
        ],
        "clinic_notes": [
            ClinicNote(uid="t1", day=MONDAY, kind=ClinicNoteKind.GAIT, text="limps", at=NOW)
        ],
        "planned_copies": [
            PlannedCopy(routine=kept_routine(routine()), place="routines/r.toml", saved_at=NOW)
        ],
        "calendar_exports": [
            CalendarExport(
                uid="e1@hipcoach",
                slot_key="first_steps/2026-03-02/1",
                sequence=2,
                content="SUMMARY:First steps",
                is_cancelled=True,
                exported_at=NOW,
            )
        ],
        "warning_signs": [
            WarningSign(
                uid="w1",
                sign="chest",
                tier=RedFlagTier.EMERGENCY,
                told_at=EVENING,
                local_date=MONDAY,
                cleared_by=ClearedBy.SEEN,
                cleared_on=MONDAY,
                cleared_at=EVENING,
            )
        ],
        "record_values": [RecordValue(key="changes_seen", value_json='"0.2.0"', at=NOW)],
        "pathway_stages": [
            StageStart(
                uid="w1",
                pathway="hip_arthritis",
                stage="learn",
                first_day=MONDAY,
                reason="chosen",
                at=NOW,
            )
        ],
        "activities": [
            Activity(uid="v1", day=MONDAY, kind=ActivityKind.WALKING, minutes=30, effort=4, at=NOW)
        ],
        "form_scores": [
            FormScore(uid="f1", form="HOOS-JR", day=MONDAY, value=70.0, low=0.0, high=100.0, at=NOW)
        ],
        "own_files": [OwnFile(place="exercises/mine.toml", text="id = 'mine'\n")],
    }


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_UIDS = st.uuids().map(str)
_DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
_INSTANTS = st.integers(0, 3 * 366 * 86_400).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@st.composite
def things(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Draw sessions with sets, ratings that point at some of them, and notes on days."""
    sessions: list[KeptSession] = []
    for uid in draw(st.lists(_UIDS, max_size=3, unique=True)):
        started = draw(_INSTANTS)
        status = draw(st.sampled_from(SessionStatus))
        kept = replace(
            session(uid, draw(_DAYS), started, status),
            note=draw(_TEXTS),
            effort=draw(st.none() | st.integers(0, 10)),
            form=draw(st.sampled_from(SessionForm)),
        )
        numbers = draw(st.lists(st.integers(1, 9), max_size=3, unique=True))
        sets = [
            set_record(
                set_no=number,
                session_uid=uid,
                done_reps=draw(st.integers(0, 30)),
                at=started + timedelta(seconds=index),
            )
            for index, number in enumerate(numbers)
        ]
        sessions.append(KeptSession(session=kept, sets=tuple(sets)))
    known = st.sampled_from([None, *(kept.session.uid for kept in sessions)])
    ratings = [
        PainRating(
            uid=uid,
            moment=draw(st.sampled_from(Moment)),
            nrs=draw(st.integers(0, 10)),
            site=draw(st.sampled_from(("left hip", "low back"))),
            at=draw(_INSTANTS),
            local_date=draw(_DAYS),
            session_uid=draw(known),
            note=draw(_TEXTS),
        )
        for uid in draw(st.lists(_UIDS, max_size=4, unique=True))
    ]
    notes = [
        Annotation(
            uid=uid,
            day=draw(_DAYS),
            kind=AnnotationKind.ILLNESS,
            at=draw(_INSTANTS),
            text=draw(_TEXTS),
        )
        for uid in draw(st.lists(_UIDS, max_size=2, unique=True))
    ]
    return {"sessions": sessions, "pain_ratings": ratings, "annotations": notes}
