import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec

from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.plan import Phase, PlanVersion, Programme
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.settings import Settings
from hipcoach.exchange.json_export import ExportRecords, export_json
from tests.domain.samples import EVENING, MONDAY, rating, routine, session, set_record
from tests.support.builders import make_plan

SESSION = replace(
    session(status=SessionStatus.COMPLETED),
    ended_at=EVENING + timedelta(minutes=12),
    played_ms=700_123,
    effort=4,
    control_steady=True,
    note="“good”",
)
RECORDS = ExportRecords(
    hipcoach_version="0.1.0",
    exported_at=datetime(2026, 3, 3, 8, tzinfo=UTC),
    sessions=(SESSION, session("s2")),
    sets={"s1": (set_record(), set_record(side=Side.RIGHT, pass_no=2))},
    pain_ratings=(rating("p", 4, Moment.BEFORE, session_uid="s1"),),
    plan_versions=(
        make_plan(
            MONDAY,
            {4, 0, 2},
            uid="v",
            programme=Programme(first_day=MONDAY, phases=(Phase(weeks=6, goal="“ease”"),)),
            reason="my therapist",
        ),
    ),
    excused_days={date(2026, 3, 6): "ill", date(2026, 3, 4): "travelling"},
    settings=Settings(),
)
NOTHING = replace(RECORDS, sessions=(), sets={}, pain_ratings=(), plan_versions=(), excused_days={})


def test_the_shape() -> None:
    document = json.loads(export_json(RECORDS))
    assert list(document) == [
        "hipcoach_export",
        "hipcoach_version",
        "exported_at",
        "sessions",
        "pain_ratings",
        "plan_versions",
        "excused_days",
        "settings",
    ]
    assert document["hipcoach_export"] == 1
    assert document["hipcoach_version"] == "0.1.0"
    assert document["exported_at"] == "2026-03-03T08:00:00Z"
    one = document["sessions"][0]
    assert one.pop("routine")["items"][0]["prescription"]["left"]["sets"] == 3
    assert one.pop("sets") == [
        {
            "item_uid": "a",
            "set_no": 1,
            "side": side,
            "pass_no": pass_no,
            "exercise_id": "clamshell",
            "planned_reps": 10,
            "planned_ms": 50_000,
            "done_reps": 10,
            "done_ms": 50_000,
            "ended": "completed",
            "at": "2026-03-02T21:30:00-08:00",
        }
        for side, pass_no in (("left", 1), ("right", 2))
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
        "note": "“good”",
        "is_sample": False,
        "options": {"lead": "left"},
    }
    assert document["sessions"][1]["sets"] == []
    assert document["plan_versions"] == [
        {
            "uid": "v",
            "slots": [{"routine_id": "first_steps", "weekdays": [0, 2, 4]}],
            "valid_from": "2026-03-02",
            "programme": {
                "first_day": "2026-03-02",
                "phases": [{"weeks": 6, "goal": "“ease”"}],
            },
            "reason": "my therapist",
        }
    ]
    assert document["excused_days"] == [
        {"day": "2026-03-04", "reason": "travelling"},
        {"day": "2026-03-06", "reason": "ill"},
    ]
    assert document["settings"]["voice"]["rate_wpm"] == 140


def test_domain_objects_can_be_read_back() -> None:
    document = json.loads(export_json(RECORDS))
    assert msgspec.convert(document["sessions"][0]["routine"], Routine) == routine()
    assert msgspec.convert(document["pain_ratings"], tuple[PainRating, ...]) == (
        rating("p", 4, Moment.BEFORE, session_uid="s1"),
    )
    assert msgspec.convert(document["plan_versions"], tuple[PlanVersion, ...]) == (
        RECORDS.plan_versions
    )
    assert msgspec.convert(document["settings"], Settings) == Settings()


def test_the_same_records_give_the_same_bytes() -> None:
    other = replace(RECORDS, excused_days=dict(reversed([*RECORDS.excused_days.items()])))
    assert export_json(other) == export_json(RECORDS)
    assert export_json(RECORDS).endswith(b"}\n")
    assert "“good”".encode() in export_json(RECORDS)


def test_nothing_kept_is_a_document_too() -> None:
    document = json.loads(export_json(NOTHING))
    assert document["sessions"] == document["pain_ratings"] == document["excused_days"] == []
