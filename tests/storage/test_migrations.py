import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
import sqlite_utils

from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import PainKind
from hipcoach.domain.session import SessionForm
from hipcoach.storage import database as database_module
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.migrations import MIGRATIONS, m0001_initial, m0002_record
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import routine, session
from tests.support.builders import make_plan

Entry = dict[str, str | int | float | None]

SESSION: Entry = {
    "uid": "s",
    "routine_id": "r",
    "routine_json": "{}",
    "options_json": "{}",
    "started_at": "2026-03-02T08:00:00.000000+00:00",
    "local_date": "2026-03-02",
    "status": "running",
    "ended_at": None,
    "played_ms": 0,
    "effort": None,
    "control_steady": None,
    "note": "",
    "is_sample": 0,
    "form": "full",
    "entered_later": 0,
    "utc_offset_s": 3600,
}
SET: Entry = {
    "session_uid": "s",
    "item_uid": "a",
    "set_no": 1,
    "side": "left",
    "pass_no": 1,
    "exercise_id": "clamshell",
    "planned_reps": 10,
    "planned_ms": 50_000,
    "done_reps": 10,
    "done_ms": 50_000,
    "ended": "completed",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
RATING: Entry = {
    "uid": "p",
    "moment": "before",
    "nrs": 3,
    "site": "left hip",
    "at": "2026-03-02T08:00:00.000000+00:00",
    "local_date": "2026-03-02",
    "session_uid": "s",
    "item_uid": None,
    "kind": "sore",
    "note": "",
    "utc_offset_s": None,
    "set_no": 1,
    "side": "left",
    "recalled": 0,
    "woke_at_night": None,
}
SIGN: Entry = {
    "uid": "w",
    "sign": "chest",
    "tier": "emergency",
    "told_at": "2026-03-02T08:00:00.000000+00:00",
    "utc_offset_s": 0,
    "local_date": "2026-03-02",
    "cleared_by": "seen",
    "cleared_on": "2026-03-03",
    "cleared_at": "2026-03-03T08:00:00.000000+00:00",
}
VALUE: Entry = {
    "key": "changes_seen",
    "value_json": "1",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
SKIPPED: Entry = {
    "uid": "k",
    "moment": "morning",
    "site": "left hip",
    "at": "2026-03-02T08:00:00.000000+00:00",
    "utc_offset_s": 0,
    "local_date": "2026-03-02",
    "session_uid": "s",
}
CHANGE: Entry = {
    "uid": "c",
    "session_uid": "s",
    "kind": "easier",
    "why": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
    "item_uid": None,
}
ANNOTATION: Entry = {
    "uid": "n",
    "day": "2026-03-02",
    "kind": "fall",
    "text": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
BASELINE: Entry = {
    "uid": "b",
    "site": "left hip",
    "first_day": "2026-03-02",
    "value": 5,
    "reason": "",
    "set_at": "2026-03-02T08:00:00.000000+00:00",
}
PLAN: Entry = {
    "uid": "v",
    "valid_from": "2026-03-02",
    "first_day": "2026-03-01",
    "reason": "",
}
SLOT: Entry = {"version_uid": "v", "position": 0, "routine_id": "r", "weekday_bits": 127}
PHASE: Entry = {"version_uid": "v", "position": 0, "weeks": 6, "goal": ""}
STAGE: Entry = {
    "uid": "s1",
    "pathway": "hip_arthritis",
    "stage": "learn",
    "first_day": "2026-03-02",
    "reason": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
ACTIVITY: Entry = {
    "uid": "a1",
    "day": "2026-03-02",
    "kind": "walking",
    "minutes": 30,
    "effort": 4,
    "note": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
SCORE: Entry = {
    "uid": "f1",
    "form": "HOOS-JR",
    "day": "2026-03-02",
    "value": 70.0,
    "low": 0.0,
    "high": 100.0,
    "note": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
CLINIC: Entry = {
    "uid": "n",
    "day": "2026-03-02",
    "kind": "gait",
    "side": "left",
    "treatment_id": "",
    "text": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
}
CHECK: Entry = {
    "uid": "k",
    "check_id": "chair stand",
    "side": "bilateral",
    "about": "",
    "value": 11.0,
    "trials_json": "[]",
    "hands": "free",
    "aid": "",
    "adapted_count": None,
    "note": "",
    "at": "2026-03-02T08:00:00.000000+00:00",
    "utc_offset_s": 0,
    "local_date": "2026-03-02",
}
DOSE_ANSWER: Entry = {
    "uid": "d",
    "routine_id": "r",
    "item_uid": "a",
    "decision": "up",
    "answer": "accepted",
    "why": "",
    "base_json": "{}",
    "after_json": None,
    "at": "2026-03-02T08:00:00.000000+00:00",
    "utc_offset_s": 0,
    "local_date": "2026-03-02",
    "undone_at": None,
}
EXCUSED: Entry = {"day": "2026-03-02", "reason": ""}


def insert(database: Database, table: str, row: Entry) -> None:
    marks = ", ".join("?" for _ in row)
    database.write(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def test_every_released_change_is_named_and_none_is_ever_dropped() -> None:
    assert [migration.name for migration in MIGRATIONS._migrations] == [
        "m0001_initial",
        "m0002_record",
        "m0003_routines",
        "m0004_plan",
        "m0005_progression",
        "m0006_checks",
        "m0007_lean_reads",
        "m0008_clinic",
        "m0009_care",
    ]


def test_every_table_is_strict(database: Database) -> None:
    tables = database.query(
        "SELECT name, strict FROM pragma_table_list"
        " WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
    )
    assert {row["name"]: row["strict"] for row in tables} == dict.fromkeys(
        (
            "sessions",
            "sets",
            "pain_ratings",
            "plan_versions",
            "skipped_ratings",
            "session_changes",
            "annotations",
            "baselines",
            "routines",
            "routine_drafts",
            "plan_slots",
            "planned_copies",
            "calendar_exports",
            "plan_phases",
            "excused_days",
            "dose_answers",
            "check_results",
            "clinic_notes",
            "record_values",
            "warning_signs",
            "pathway_stages",
            "activities",
            "form_scores",
        ),
        1,
    )


@pytest.mark.parametrize(
    ("table", "good", "column", "bad"),
    [
        ("sessions", SESSION, "uid", ""),
        ("sessions", SESSION, "routine_json", "{"),
        ("sessions", SESSION, "options_json", "no"),
        ("sessions", SESSION, "started_at", "2026-03-02T08:00:00"),
        ("sessions", SESSION, "local_date", "2026-02-30"),
        ("sessions", SESSION, "local_date", "2.3.2026"),
        ("sessions", SESSION, "local_date", None),
        ("sessions", SESSION, "status", "finished"),
        ("sessions", SESSION, "ended_at", "later"),
        ("sessions", SESSION, "played_ms", -1),
        ("sessions", SESSION, "played_ms", "long"),
        ("sessions", SESSION, "effort", 11),
        ("sessions", SESSION, "effort", -1),
        ("sessions", SESSION, "control_steady", 2),
        ("sessions", SESSION, "is_sample", None),
        ("warning_signs", SIGN, "cleared_by", "hope"),
        ("warning_signs", SIGN, "cleared_by", ""),
        ("warning_signs", SIGN, "cleared_on", None),
        ("warning_signs", SIGN, "cleared_on", "2026-02-30"),
        ("warning_signs", SIGN, "told_at", "then"),
        ("record_values", VALUE, "value_json", "{"),
        ("record_values", VALUE, "key", ""),
        ("clinic_notes", CLINIC, "kind", "gossip"),
        ("pathway_stages", STAGE, "first_day", "2026-02-30"),
        ("pathway_stages", STAGE, "pathway", ""),
        ("activities", ACTIVITY, "minutes", 0),
        ("activities", ACTIVITY, "effort", 11),
        ("activities", ACTIVITY, "day", "soon"),
        ("form_scores", SCORE, "value", 101.0),
        ("form_scores", SCORE, "high", -1.0),
        ("form_scores", SCORE, "form", ""),
        ("clinic_notes", CLINIC, "day", "2026-02-30"),
        ("clinic_notes", CLINIC, "side", "both"),
        ("check_results", CHECK, "check_id", "high jump"),
        ("check_results", CHECK, "value", -1.0),
        ("check_results", CHECK, "trials_json", "["),
        ("check_results", CHECK, "hands", "waved"),
        ("check_results", CHECK, "adapted_count", -1),
        ("dose_answers", DOSE_ANSWER, "uid", ""),
        ("dose_answers", DOSE_ANSWER, "item_uid", ""),
        ("dose_answers", DOSE_ANSWER, "decision", "sideways"),
        ("dose_answers", DOSE_ANSWER, "answer", "perhaps"),
        ("dose_answers", DOSE_ANSWER, "base_json", "{"),
        ("dose_answers", DOSE_ANSWER, "after_json", "no"),
        ("dose_answers", DOSE_ANSWER, "undone_at", "later"),
        ("sets", SET, "session_uid", "nobody's"),
        ("sets", SET, "item_uid", ""),
        ("sets", SET, "set_no", 0),
        ("sets", SET, "side", "both"),
        ("sets", SET, "pass_no", 0),
        ("sets", SET, "planned_reps", -1),
        ("sets", SET, "planned_ms", -1),
        ("sets", SET, "done_reps", -1),
        ("sets", SET, "done_ms", -1),
        ("sets", SET, "ended", "bored"),
        ("sets", SET, "at", "noon"),
        ("pain_ratings", RATING, "uid", ""),
        ("pain_ratings", RATING, "moment", "noon"),
        ("pain_ratings", RATING, "nrs", 11),
        ("pain_ratings", RATING, "nrs", -1),
        ("pain_ratings", RATING, "nrs", None),
        ("pain_ratings", RATING, "at", "noon"),
        ("pain_ratings", RATING, "local_date", "today"),
        ("pain_ratings", RATING, "session_uid", "nobody's"),
        ("sessions", SESSION, "form", "half"),
        ("sessions", SESSION, "entered_later", 2),
        ("sessions", SESSION, "utc_offset_s", 86_400),
        ("pain_ratings", RATING, "kind", "burning"),
        ("pain_ratings", RATING, "set_no", 0),
        ("pain_ratings", RATING, "side", "both"),
        ("pain_ratings", RATING, "recalled", None),
        ("pain_ratings", RATING, "woke_at_night", 2),
        ("skipped_ratings", SKIPPED, "uid", ""),
        ("skipped_ratings", SKIPPED, "moment", "noon"),
        ("skipped_ratings", SKIPPED, "local_date", "today"),
        ("skipped_ratings", SKIPPED, "session_uid", "nobody's"),
        ("session_changes", CHANGE, "session_uid", "nobody's"),
        ("session_changes", CHANGE, "kind", "faster"),
        ("session_changes", CHANGE, "at", "noon"),
        ("annotations", ANNOTATION, "day", "2026-02-30"),
        ("annotations", ANNOTATION, "kind", "party"),
        ("baselines", BASELINE, "value", 11),
        ("baselines", BASELINE, "value", -1),
        ("baselines", BASELINE, "first_day", "soon"),
        ("plan_versions", PLAN, "uid", ""),
        ("plan_versions", PLAN, "valid_from", "soon"),
        ("plan_versions", PLAN, "first_day", "soon"),
        ("plan_versions", PLAN, "reason", None),
        ("plan_slots", SLOT, "version_uid", "nobody's"),
        ("plan_slots", SLOT, "position", -1),
        ("plan_slots", SLOT, "routine_id", ""),
        ("plan_slots", SLOT, "weekday_bits", 128),
        ("plan_slots", SLOT, "weekday_bits", -1),
        ("plan_phases", PHASE, "version_uid", "nobody's"),
        ("plan_phases", PHASE, "weeks", 0),
        ("plan_phases", PHASE, "goal", None),
        ("excused_days", EXCUSED, "day", "soon"),
        ("excused_days", EXCUSED, "reason", None),
    ],
)
def test_what_does_not_fit_is_refused(
    database: Database, table: str, good: Entry, column: str, bad: str | int | None
) -> None:
    if table != "sessions":
        insert(database, "sessions", SESSION)
    if table in ("plan_slots", "plan_phases"):
        insert(database, "plan_versions", PLAN)
    with pytest.raises(StorageError, match="refused an entry that does not fit"):
        insert(database, table, good | {column: bad})
    insert(database, table, good)


def test_the_same_set_twice_is_refused(database: Database) -> None:
    insert(database, "sessions", SESSION)
    insert(database, "sets", SET)
    insert(database, "sets", SET | {"pass_no": 2})
    with pytest.raises(StorageError, match="UNIQUE"):
        insert(database, "sets", SET)


def test_a_session_takes_its_sets_along_but_not_its_ratings(database: Database) -> None:
    insert(database, "sessions", SESSION)
    insert(database, "sets", SET)
    insert(database, "pain_ratings", RATING)
    insert(database, "skipped_ratings", SKIPPED)
    insert(database, "session_changes", CHANGE)
    database.write("DELETE FROM sessions")
    assert database.query("SELECT * FROM sets") == []
    assert database.query("SELECT * FROM session_changes") == []
    assert database.query("SELECT uid, session_uid FROM skipped_ratings") == [
        {"uid": "k", "session_uid": None}
    ]
    assert database.query("SELECT uid, session_uid FROM pain_ratings") == [
        {"uid": "p", "session_uid": None}
    ]


def test_a_record_of_the_first_shape_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sqlite_utils.Migrations("hipcoach")
    first()(m0001_initial)
    with monkeypatch.context() as patched:
        patched.setattr(database_module, "MIGRATIONS", first)
        before = open_database(path).database
    old_session = SESSION.copy()
    for name in ("form", "entered_later", "utc_offset_s"):
        del old_session[name]
    old_session["routine_json"] = msgspec.json.encode(routine()).decode()
    insert(before, "sessions", old_session)
    insert(before, "sets", SET)
    old_rating = RATING.copy()
    for name in ("utc_offset_s", "set_no", "side", "recalled", "woke_at_night"):
        del old_rating[name]
    insert(before, "pain_ratings", old_rating)
    insert(before, "pain_ratings", old_rating | {"uid": "a", "session_uid": None, "kind": None})
    before.close()

    opened = open_database(path)
    assert opened.backup is not None
    database = opened.database
    found = SqliteSessionStore(database).get("s")
    assert found is not None
    assert (found.form, found.entered_later) == (SessionForm.FULL, False)
    assert found.started_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert len(SqliteSessionStore(database).sets_of("s")) == 1
    ratings = SqlitePainStore(database).between(date.min, date.max)
    # In the order they were written.
    assert [(one.uid, one.session_uid, one.kind) for one in ratings] == [
        ("p", "s", PainKind.SORE),
        ("a", None, None),
    ]
    assert {(one.recalled, one.set_no, one.side) for one in ratings} == {(False, None, None)}
    database.write("DELETE FROM sessions")
    (kept, _) = SqlitePainStore(database).between(date.min, date.max)
    assert (kept.uid, kept.session_uid) == ("p", None)
    database.close()


@pytest.fixture
def later_migrations(monkeypatch: pytest.MonkeyPatch) -> sqlite_utils.Migrations:
    later = sqlite_utils.Migrations("hipcoach")
    for known in (m0001_initial, m0002_record):
        later()(known)
    monkeypatch.setattr(database_module, "MIGRATIONS", later)
    return later


def test_a_file_is_copied_before_its_shape_changes(
    path: Path, later_migrations: sqlite_utils.Migrations
) -> None:
    before = open_database(path).database
    SqliteSessionStore(before).start(session())
    before.close()

    @later_migrations()
    def m0099_weight(db: sqlite_utils.Database) -> None:
        db.execute("ALTER TABLE sets ADD COLUMN weight_g INTEGER")

    opened = open_database(path, now=lambda: datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC))
    assert "weight_g" in {row["name"] for row in opened.database.query("PRAGMA table_info(sets)")}
    assert SqliteSessionStore(opened.database).get("s1") == session()
    opened.database.close()
    assert opened.backup == (
        path.parent / "backups" / "hipcoach.before-m0099_weight-20260302-080509.sqlite3"
    )
    assert opened.backup.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(opened.backup)) as copy:
        columns = {row[1] for row in copy.execute("PRAGMA table_info(sets)")}
        assert "weight_g" not in columns
        assert copy.execute("SELECT uid FROM sessions").fetchall() == [("s1",)]


def test_a_change_that_fails_leaves_the_file_as_it_was(
    path: Path, later_migrations: sqlite_utils.Migrations
) -> None:
    open_database(path).database.close()

    @later_migrations()
    def m0099_broken(db: sqlite_utils.Database) -> None:
        db.execute("ALTER TABLE sets ADD COLUMN weight_g INTEGER")
        db.execute("ALTER TABLE none ADD COLUMN weight_g INTEGER")

    with pytest.raises(StorageError, match="no such table"):
        open_database(path)
    with closing(sqlite3.connect(path)) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(sets)")}
        names = connection.execute("SELECT name FROM _sqlite_migrations").fetchall()
    assert "weight_g" not in columns
    assert names == [("m0001_initial",), ("m0002_record",)]


def test_a_plan_of_old_keeps_its_routine_and_its_weekdays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        first = sqlite_utils.Migrations("hipcoach")
        first()(m0001_initial)
        patched.setattr(database_module, "MIGRATIONS", first)
        old = open_database(path).database
        for uid, bits, day in (("v", 21, "2026-03-02"), ("w", 0, "2026-04-06")):
            entry: Entry = {
                "uid": uid,
                "routine_id": f"routine_{uid}",
                "weekday_bits": bits,
                "valid_from": day,
            }
            insert(old, "plan_versions", entry)
        insert(old, "excused_days", EXCUSED)
        old.close()
    opened = open_database(path)
    plans = SqlitePlanStore(opened.database)
    assert plans.versions() == (
        make_plan(date(2026, 3, 2), {0, 2, 4}, uid="v", routine_id="routine_v"),
        make_plan(date(2026, 4, 6), (), uid="w", routine_id="routine_w"),
    )
    assert plans.excused() == {date(2026, 3, 2): ""}
    assert opened.backup is not None
    opened.database.close()
