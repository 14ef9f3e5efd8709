"""What happens in a clinic: noted down for the record, never coached."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicLog:
    """A treatment by a professional: what it is, and why it stays in the clinic."""

    id: str
    name: str
    what: str
    why_clinic: str
    caution: str
    source: str


class ClinicNoteKind(StrEnum):
    """What a visit to a clinic is remembered for."""

    GAIT = "gait"
    POSTURE = "posture"
    STRENGTH = "strength"
    RANGE = "range"
    TREATMENT = "treatment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicNote:
    """What a professional found or did on a day, in a person's own words.

    `treatment_id` names the ClinicLog of a treatment; `at` is when it was written down.
    """

    uid: str
    day: date
    kind: ClinicNoteKind
    text: str
    at: datetime
    side: Side = Side.BILATERAL
    treatment_id: str = ""

    def __post_init__(self) -> None:
        """Check that something is said and that the instant knows its time zone."""
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")
        if not self.text.strip() and not self.treatment_id:
            raise RangeError("text", "nothing", "is written; say what was found or done")
        if self.treatment_id and self.kind is not ClinicNoteKind.TREATMENT:
            raise RangeError("treatment_id", self.treatment_id, f"does not go with {self.kind}")
