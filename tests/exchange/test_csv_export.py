"""The tables as a spreadsheet reads them."""

import csv
import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.settings import Settings
from hipcoach.exchange.csv_export import cell, csv_text, export_csv
from hipcoach.exchange.json_export import collect
from hipcoach.exchange.rows import Table
from tests.support.records import NOW, Record

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def files(record: Record) -> dict[str, str]:
    data = export_csv(record.parts, collect(record.parts), Settings(), NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_each_table_is_a_file(record: Record) -> None:
    assert list(files(record)) == [
        "sessions.csv",
        "sets.csv",
        "session_changes.csv",
        "pain_ratings.csv",
        "skipped_ratings.csv",
        "annotations.csv",
        "baselines.csv",
        "plan_versions.csv",
        "excused_days.csv",
        "routines.csv",
        "routine_drafts.csv",
        "dose_answers.csv",
        "check_results.csv",
        "clinic_notes.csv",
        "planned_copies.csv",
        "calendar_exports.csv",
        "warning_signs.csv",
        "record_values.csv",
        "pathway_stages.csv",
        "activities.csv",
        "form_scores.csv",
        "own_files.csv",
        "settings.csv",
    ]


def test_a_spreadsheet_knows_encoding_and_lines(record: Record) -> None:
    for text in files(record).values():
        assert text.startswith("\ufeff")
        assert text.endswith("\r\n")
        assert "\n" not in text.replace("\r\n", "").replace("id = 'mine'\n\"", "")


def test_what_is_in_the_cells(record: Record) -> None:
    found = files(record)
    one, two = rows(found["sessions.csv"])
    assert one["started_at"] == "2026-03-02T21:30:00-08:00"
    assert one["local_date"] == "2026-03-02"
    assert (one["routine_id"], one["routine_name"]) == ("first_steps", "First steps")
    assert (one["control_steady"], one["effort"], one["note"]) == ("true", "4", "“good”, =1+1")
    assert (two["control_steady"], two["effort"], two["ended_at"]) == ("", "", "")
    sets = rows(found["sets.csv"])
    assert [(each["session_uid"], each["local_date"], each["side"]) for each in sets] == [
        ("s1", "2026-03-02", "left"),
        ("s1", "2026-03-02", "right"),
    ]
    assert {each["exercise_name"] for each in sets} == {"Clamshell"}
    during = rows(found["pain_ratings.csv"])[1]
    assert (during["nrs"], during["kind"], during["set_no"], during["side"]) == (
        "6",
        "pinching",
        "2",
        "right",
    )
    assert during["note"] == "'@home"
    assert rows(found["skipped_ratings.csv"])[0]["moment"] == "after"
    plan = rows(found["plan_versions.csv"])
    assert [(each["routine_id"], each["weekdays"]) for each in plan] == [
        ("first_steps", "0 2 4"),
        ("desk", "1"),
    ]
    assert (plan[0]["times_per_day"], plan[0]["times"]) == ("2", "morning 17:30")
    assert plan[0]["programme_weeks"] == "6"
    settings = {each["setting"]: each["value"] for each in rows(found["settings.csv"])}
    assert settings["voice.rate_wpm"] == "140"


def test_empty_tables_keep_their_columns(empty: Record) -> None:
    found = files(empty)
    assert found["sets.csv"].startswith("\ufeffsession_uid,local_date,item_uid,set_no,side,")
    assert rows(found["annotations.csv"]) == []
    assert found["annotations.csv"].strip("\ufeff\r\n").split(",")[:3] == ["uid", "day", "kind"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_no_text_is_a_formula_and_none_is_changed_otherwise(text: str) -> None:
    table = Table(("note", "nrs"), [{"note": text, "nrs": 3}])
    (row,) = rows(csv_text(table))
    assert row["nrs"] == "3"
    assert not row["note"].startswith(FORMULAS)
    assert row["note"] in (text, f"'{text}")


def test_numbers_below_nothing_stay_numbers() -> None:
    assert cell(-3) == "-3"
    assert cell("-3") == "'-3"
