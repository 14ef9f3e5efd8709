"""The document of everything: its keys, its order, and that nothing is left out."""

import json
from dataclasses import fields
from datetime import date

from hipcoach.coaching.ports import RecordStores
from hipcoach.domain.settings import Settings
from hipcoach.exchange.json_export import EXPORT_VERSION, collect, export_json
from tests.domain.samples import MONDAY
from tests.support.records import NOW, Record


def exported(record: Record, first: date = date.min, last: date = date.max) -> bytes:
    return export_json(
        record.parts,
        collect(record.parts, first, last),
        Settings(),
        hipcoach_version="0.1.0",
        exported_at=NOW,
    )


def test_the_shape(record: Record) -> None:
    document = json.loads(exported(record))
    assert list(document) == [
        "hipcoach_export",
        "hipcoach_version",
        "exported_at",
        "played_routines",
        *(part.name for part in record.parts),
        "settings",
    ]
    assert document["hipcoach_export"] == EXPORT_VERSION
    assert document["exported_at"] == "2026-03-20T08:00:00Z"
    one = document["sessions"][0]
    assert one.pop("routine") == document["sessions"][1]["routine"] == "first_steps/1"
    (played,) = document["played_routines"]
    assert played["key"] == "first_steps/1"
    assert played["routine"]["items"][0]["prescription"]["left"]["sets"] == 3
    assert [each["side"] for each in one["sets"]] == ["left", "right"]
    assert one.pop("sets")[1] == {
        "item_uid": "a",
        "set_no": 1,
        "side": "right",
        "pass_no": 2,
        "exercise_id": "clamshell",
        "planned_reps": 10,
        "planned_ms": 50_000,
        "done_reps": 10,
        "done_ms": 50_000,
        "ended": "completed",
        "at": "2026-03-03T05:30:00Z",
    }
    assert one.pop("changes") == [
        {
            "uid": "c1",
            "kind": "easier",
            "why": "tired",
            "at": "2026-03-03T05:30:00Z",
            "item_uid": "a",
        }
    ]
    assert one == {
        "uid": "s1",
        "started_at": "2026-03-02T21:30:00-08:00",
        "ended_at": "2026-03-02T21:42:00-08:00",
        "local_date": "2026-03-02",
        "status": "completed",
        "played_ms": 700_123,
        "effort": 4,
        "control_steady": True,
        "note": "“good”, =1+1",
        "is_sample": False,
        "options": {"lead": "left"},
        "form": "short",
        "entered_later": True,
    }
    assert document["sessions"][1]["sets"] == []
    assert document["plan_versions"] == [
        {
            "uid": "v1",
            "valid_from": "2026-03-02",
            "slots": [
                {
                    "routine_id": "first_steps",
                    "weekdays": [0, 2, 4],
                    "times_per_day": 2,
                    "times": ["morning", "17:30"],
                },
                {"routine_id": "desk", "weekdays": [1], "times_per_day": 1, "times": []},
            ],
            "programme": {
                "first_day": "2026-03-02",
                "phases": [{"weeks": 6, "goal": "Walk"}],
            },
            "reason": "began",
        }
    ]
    assert document["settings"]["voice"]["rate_wpm"] == 140
    assert document["own_files"] == [
        {"place": "exercises/mine.toml", "text": "id = 'mine'\n"},
    ]


def test_every_store_has_a_part(record: Record) -> None:
    """A new store that adds itself to no part would be lost on the way."""
    from hipcoach.exchange import parts

    code = parts.record_parts.__code__
    inner = [each for each in code.co_consts if hasattr(each, "co_names")]
    names = {name for each in (code, *inner) for name in each.co_names}
    assert {field.name for field in fields(RecordStores)} <= names


def test_days_choose_what_leaves(record: Record) -> None:
    document = json.loads(exported(record, date(2026, 3, 3), date(2026, 3, 9)))
    assert document["sessions"] == document["pain_ratings"] == document["annotations"] == []
    assert document["plan_versions"]
    inside = json.loads(exported(record, MONDAY, MONDAY))
    assert len(inside["sessions"]) == 2


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    assert exported(record) == exported(record)
    assert exported(record).endswith(b"}\n")
    assert "“good”".encode() in exported(record)


def test_nothing_kept_is_a_document_too(empty: Record) -> None:
    document = json.loads(exported(empty))
    assert all(document[part.name] == [] for part in empty.parts)
