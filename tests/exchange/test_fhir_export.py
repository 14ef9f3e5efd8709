"""The bundle, held against the models of fhir.resources."""

import json
from dataclasses import replace
from typing import Any

from fhir.resources.R4B.bundle import Bundle
from hypothesis import given

from hipcoach.domain.session import SessionStatus
from hipcoach.exchange.fhir_export import export_fhir
from hipcoach.exchange.session_rows import KeptSession
from tests.domain.samples import session
from tests.support.records import NOW, one_of_each, things


def bundle(kept: dict[str, list[Any]], *, with_snomed: bool = False) -> dict[str, Any]:
    """Return the bundle, which the models accept."""
    data = export_fhir(
        kept.get("sessions", []),
        kept.get("pain_ratings", []),
        kept.get("skipped_ratings", []),
        exported_at=NOW,
        with_snomed=with_snomed,
    )
    Bundle.model_validate_json(data)
    document: dict[str, Any] = json.loads(data)
    return document


def resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in document["entry"]]
    return [each for each in found if each["resourceType"] == kind]


def test_sessions_are_procedures() -> None:
    document = bundle(one_of_each())
    assert document["type"] == "collection"
    one, two = resources(document, "Procedure")
    assert (one["status"], two["status"]) == ("completed", "stopped")
    assert one["performedPeriod"] == {
        "start": "2026-03-02T21:30:00-08:00",
        "end": "2026-03-02T21:42:00-08:00",
    }
    assert one["identifier"][0]["value"] == "s1"
    assert "coding" not in one["code"]


def test_a_session_put_aside_says_why_it_was_not_done() -> None:
    kept = KeptSession(session=replace(session(), status=SessionStatus.DISCARDED))
    (one,) = resources(bundle({"sessions": [kept]}), "Procedure")
    assert (one["status"], one["statusReason"]["text"]) == ("not-done", "Put aside by the person")


def test_pain_is_a_number_under_its_loinc_code() -> None:
    document = bundle(one_of_each())
    before, during, skipped = resources(document, "Observation")
    for each in (before, during, skipped):
        (coding,) = each["code"]["coding"]
        assert (coding["system"], coding["code"]) == ("http://loinc.org", "72514-3")
        assert each["category"][0]["coding"][0]["code"] == "survey"
        assert each["bodySite"] == {"text": "left hip"}
    assert (before["valueInteger"], during["valueInteger"]) == (4, 6)
    assert during["note"] == [{"text": "pinching; @home"}]
    moments = [
        each["component"][0]["valueCodeableConcept"]["coding"][0]["code"]
        for each in (before, during, skipped)
    ]
    assert moments == ["before", "during", "after"]


def test_a_skipped_rating_has_a_reason_and_no_value() -> None:
    skipped = resources(bundle(one_of_each()), "Observation")[-1]
    assert skipped["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
    assert not any(key.startswith("value") for key in skipped)


def test_no_answer_code_is_ever_used() -> None:
    assert "LA6" not in json.dumps(bundle(one_of_each(), with_snomed=True))


def test_references_lead_to_what_is_there() -> None:
    document = bundle(one_of_each())
    urls = {entry["fullUrl"] for entry in document["entry"]}
    for each in resources(document, "Observation"):
        assert each["subject"]["reference"] in urls
        assert each["partOf"][0]["reference"] in urls
    alone = bundle({"pain_ratings": one_of_each()["pain_ratings"]})
    assert all("partOf" not in each for each in resources(alone, "Observation"))


def test_snomed_codes_come_when_asked_for() -> None:
    document = bundle(one_of_each(), with_snomed=True)
    codes = [each["code"]["coding"][0]["code"] for each in resources(document, "Procedure")]
    assert codes == ["229065009", "229065009"]
    sites = [each["bodySite"]["coding"][0]["code"] for each in resources(document, "Observation")]
    assert set(sites) == {"29836001"}


@given(things())
def test_any_record_makes_a_valid_bundle(kept: dict[str, list[Any]]) -> None:
    document = bundle(kept)
    assert len(resources(document, "Observation")) == len(kept["pain_ratings"])
    ids = [entry["resource"]["id"] for entry in document["entry"]]
    assert len(set(ids)) == len(ids)
