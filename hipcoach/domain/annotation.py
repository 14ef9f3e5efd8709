"""What happened on a day that a picture of pain should be read with."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError


class AnnotationKind(StrEnum):
    """What an annotation tells of."""

    FLARE = "flare"
    FALL = "fall"
    ILLNESS = "illness"
    MEDICATION = "medication"
    DOSE = "dose"
    RUNG = "rung"
    APPOINTMENT = "appointment"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """An event of a day in a person's own words; `at` is when it was written down.

    MEDICATION holds injections as well; DOSE is a new dose, RUNG an easier or harder exercise.
    """

    uid: str
    day: date
    kind: AnnotationKind
    at: datetime
    text: str = ""

    def __post_init__(self) -> None:
        """Check that the instant knows its time zone and that an own one has words."""
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")
        if self.kind is AnnotationKind.OWN and not self.text.strip():
            raise RangeError("text", "nothing", "is written; an annotation of your own needs it")
