"""Treatments that only a clinic gives: noted down for the record, never coached."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicLog:
    """A treatment by a professional: what it is, and why it stays in the clinic."""

    id: str
    name: str
    what: str
    why_clinic: str
    caution: str
    source: str
