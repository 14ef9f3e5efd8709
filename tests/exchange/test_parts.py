"""Every table of the record leaves with some part of it."""

from tests.support.records import Record

# The tables, and the part each of them leaves with. A new table needs a line here, and a part.
PARTS = {
    "sessions": "sessions",
    "sets": "sessions",
    "session_changes": "sessions",
    "pain_ratings": "pain_ratings",
    "skipped_ratings": "skipped_ratings",
    "annotations": "annotations",
    "baselines": "baselines",
    "plan_versions": "plan_versions",
    "plan_slots": "plan_versions",
    "plan_phases": "plan_versions",
    "excused_days": "excused_days",
    "routines": "routines",
    "routine_drafts": "routine_drafts",
    "dose_answers": "dose_answers",
    "check_results": "check_results",
    "clinic_notes": "clinic_notes",
    "planned_copies": "planned_copies",
    "calendar_exports": "calendar_exports",
    "warning_signs": "warning_signs",
    "record_values": "record_values",
    "pathway_stages": "pathway_stages",
    "activities": "activities",
    "form_scores": "form_scores",
}


def test_no_table_is_left_behind(empty: Record) -> None:
    rows = empty.database.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite%' AND substr(name, 1, 1) <> '_'"
    )
    tables = {row["name"] for row in rows}
    left = {table for table in tables if table not in PARTS}
    # What the app makes anew from the rest need not leave.
    assert left <= {"routine_texts", "meta"}, f"{left} leave with no export"
    assert {part.name for part in empty.parts} >= set(PARTS.values())


def test_keys_tell_things_apart(record: Record) -> None:
    for part in record.parts:
        keys = [key for thing in part.kept() for key in part.keys(thing)]
        assert len(keys) == len(set(keys))
