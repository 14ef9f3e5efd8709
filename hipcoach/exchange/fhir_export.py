"""Sessions and pain as an HL7 FHIR R4 bundle, for a record that a clinic keeps.

A session is a Procedure, a rating an Observation with LOINC 72514-3 and the number itself: the
answer list of that code has labels that differ from the scores. A rating that was asked for and
not given is an Observation with a dataAbsentReason; one that nobody asked for is left out.
Moments and sites are told by text, and moments by a code system of hipcoach's own as well.
SNOMED CT codes need a licence in some countries and are only added when asked for.

LOINC is copyright Regenstrief Institute, Inc. and the LOINC Committee; see docs/file-formats.md.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from hipcoach.domain.pain import PainRating, SkippedRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.exchange.session_rows import KeptSession

Resource = dict[str, Any]

_NAMESPACE: Final = UUID("c41f4c32-4a55-4f0e-8a63-1e0f3c4dd2ab")
_MOMENT_SYSTEM: Final = "urn:hipcoach:moment"
_UID_SYSTEM: Final = "urn:hipcoach:uid"
_LOINC_PAIN: Final = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
_SURVEY: Final = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "survey",
    "display": "Survey",
}
_DECLINED: Final = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "asked-declined",
    "display": "Asked But Declined",
}
_SNOMED: Final = "http://snomed.info/sct"
_EXERCISE_THERAPY: Final = {
    "system": _SNOMED,
    "code": "229065009",
    "display": "Exercise therapy (regime/therapy)",
}
_HIP_REGION: Final = {"system": _SNOMED, "code": "29836001", "display": "Hip region structure"}
_STATUS: Final = {
    SessionStatus.COMPLETED: "completed",
    SessionStatus.PARTIAL: "stopped",
    SessionStatus.DISCARDED: "not-done",
    SessionStatus.RUNNING: "in-progress",
}


def export_fhir(
    sessions: Iterable[KeptSession],
    ratings: Iterable[PainRating],
    skipped: Iterable[SkippedRating],
    *,
    exported_at: datetime,
    with_snomed: bool = False,
) -> bytes:
    """Return the bundle as indented UTF-8 JSON."""
    resources = [{"resourceType": "Patient", "id": _id("patient", "me")}]
    known: set[str] = set()
    for kept in sessions:
        known.add(kept.session.uid)
        resources.append(_procedure(kept.session, with_snomed=with_snomed))
    for rating in ratings:
        found = _observation(rating, known, with_snomed=with_snomed)
        found["valueInteger"] = rating.nrs
        notes = [rating.kind.value] if rating.kind is not None else []
        notes += [rating.note] if rating.note.strip() else []
        notes += ["told on a later day"] if rating.recalled else []
        if notes:
            found["note"] = [{"text": "; ".join(notes)}]
        resources.append(found)
    for missed in skipped:
        found = _observation(missed, known, with_snomed=with_snomed)
        found["dataAbsentReason"] = {"coding": [_DECLINED]}
        resources.append(found)
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _instant(exported_at),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources],
    }
    return msgspec.json.format(msgspec.json.encode(bundle), indent=2) + b"\n"


def _procedure(session: Session, *, with_snomed: bool) -> Resource:
    period = {"start": _instant(session.started_at)}
    if session.ended_at is not None:
        period["end"] = _instant(max(session.ended_at, session.started_at))
    code: Resource = {"text": f"Exercise session at home: {session.routine.name}"}
    if with_snomed:
        code["coding"] = [_EXERCISE_THERAPY]
    found: Resource = {
        "resourceType": "Procedure",
        "id": _id("session", session.uid),
        "identifier": [{"system": _UID_SYSTEM, "value": session.uid}],
        "status": _STATUS[session.status],
        "code": code,
        "subject": _patient(),
        "performedPeriod": period,
    }
    if session.status is SessionStatus.DISCARDED:
        found["statusReason"] = {"text": "Put aside by the person"}
    if session.note.strip():
        found["note"] = [{"text": session.note}]
    return found


def _observation(
    told: PainRating | SkippedRating, sessions: set[str], *, with_snomed: bool
) -> Resource:
    site: Resource = {"text": told.site or "not told"}
    if with_snomed and told.site.split()[-1:] == ["hip"]:
        site["coding"] = [_HIP_REGION]
    kind = "rating" if isinstance(told, PainRating) else "skipped"
    found: Resource = {
        "resourceType": "Observation",
        "id": _id(kind, told.uid),
        "identifier": [{"system": _UID_SYSTEM, "value": told.uid}],
        "status": "final",
        "category": [{"coding": [_SURVEY]}],
        "code": {"coding": [_LOINC_PAIN], "text": "Pain, 0 to 10"},
        "subject": _patient(),
        "effectiveDateTime": _instant(told.at),
        "bodySite": site,
        "component": [
            {
                "code": {"text": "Moment of the rating"},
                "valueCodeableConcept": {
                    "coding": [{"system": _MOMENT_SYSTEM, "code": told.moment.value}],
                    "text": told.moment.value,
                },
            }
        ],
    }
    if isinstance(told, PainRating) and told.side not in (None, Side.BILATERAL):
        found["component"].append({"code": {"text": "Worked side"}, "valueString": str(told.side)})
    if told.session_uid in sessions:
        found["partOf"] = [{"reference": f"urn:uuid:{_id('session', told.session_uid or '')}"}]
    return found


def _patient() -> Resource:
    return {"reference": f"urn:uuid:{_id('patient', 'me')}"}


def _id(kind: str, uid: str) -> str:
    # An id of FHIR's is short and plain; one of ours may come from anywhere.
    return str(uuid5(_NAMESPACE, f"{kind}:{uid}"))


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
