"""Everything hipcoach keeps, as one JSON document.

The document is an object with these keys:

- `hipcoach_export`: the version of this shape, 1; `hipcoach_version`; `exported_at`
- `sessions`: each with `uid`, `started_at`, `ended_at`, `local_date`, `status`, `played_ms`,
  `effort`, `control_steady`, `note`, `is_sample`, the `options` it was played with, the `routine`
  as it was played (its items with their exercises and prescriptions), and its `sets` in the order
  done: `item_uid`, `set_no`, `side`, `pass_no`, `exercise_id`, `planned_reps`, `planned_ms`,
  `done_reps`, `done_ms`, `ended`, `at`
- `pain_ratings`: `uid`, `moment`, `nrs`, `site`, `at`, `local_date`, `session_uid`, `item_uid`,
  `kind`, `note`, `set_no`, `side`, `recalled`, `woke_at_night`
- `plan_versions`: `uid`, `routine_id`, `weekdays` (0 is Monday), `valid_from`
- `excused_days`: `day`, `reason`
- `settings`: as in the settings file

Instants are ISO 8601 with their offset, days are ISO dates, durations whole milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec

from hipcoach.domain.pain import PainRating
from hipcoach.domain.plan import PlanVersion
from hipcoach.domain.session import Session, SetRecord
from hipcoach.domain.settings import Settings

EXPORT_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecords:
    """Everything there is to export; `sets` by session uid."""

    hipcoach_version: str
    exported_at: datetime
    sessions: Sequence[Session]
    sets: Mapping[str, Sequence[SetRecord]]
    pain_ratings: Sequence[PainRating]
    plan_versions: Sequence[PlanVersion]
    excused_days: Mapping[date, str]
    settings: Settings


def export_json(records: ExportRecords) -> bytes:
    """Return the document as indented UTF-8; the same records always give the same bytes."""
    document = {
        "hipcoach_export": EXPORT_VERSION,
        "hipcoach_version": records.hipcoach_version,
        "exported_at": records.exported_at,
        "sessions": [
            _session(session, records.sets.get(session.uid, ())) for session in records.sessions
        ],
        "pain_ratings": list(records.pain_ratings),
        "plan_versions": [
            {
                "uid": version.uid,
                "slots": [
                    {"routine_id": slot.routine_id, "weekdays": sorted(slot.weekdays)}
                    for slot in version.slots
                ],
                "valid_from": version.valid_from,
                "programme": version.programme,
                "reason": version.reason,
            }
            for version in records.plan_versions
        ],
        "excused_days": [
            {"day": day, "reason": records.excused_days[day]}
            for day in sorted(records.excused_days)
        ],
        "settings": records.settings,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _session(session: Session, sets: Sequence[SetRecord]) -> dict[str, Any]:
    return {
        "uid": session.uid,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "local_date": session.local_date,
        "status": session.status,
        "played_ms": session.played_ms,
        "effort": session.effort,
        "control_steady": session.control_steady,
        "note": session.note,
        "is_sample": session.is_sample,
        "options": msgspec.json.decode(session.options_json),
        "routine": session.routine,
        "sets": [_set(record) for record in sets],
    }


def _set(record: SetRecord) -> dict[str, Any]:
    return {
        "item_uid": record.address.item_uid,
        "set_no": record.address.set_no,
        "side": record.address.side,
        "pass_no": record.address.pass_no,
        "exercise_id": record.exercise_id,
        "planned_reps": record.planned_reps,
        "planned_ms": record.planned_ms,
        "done_reps": record.done_reps,
        "done_ms": record.done_ms,
        "ended": record.ended,
        "at": record.at,
    }
