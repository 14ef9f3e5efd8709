"""What a person does beside the exercises: aerobic work, and things that may provoke pain."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range

MAX_ACTIVITY_MINUTES = 600
MAX_EFFORT = 10
MAX_ACTIVITY_NOTE = 200


class ActivityKind(StrEnum):
    """What was done; the first are aerobic, the last may provoke."""

    WALKING = "walking"
    CYCLING = "cycling"
    POOL = "pool"
    RUNNING = "running"
    OTHER_AEROBIC = "other aerobic"
    SITTING = "long sitting"
    STANDING = "long standing"
    STAIRS = "stairs or hills"
    LIFTING = "lifting or carrying"
    WORK = "hard work"
    SPORT = "sport"
    OTHER = "other"

    @property
    def is_aerobic(self) -> bool:
        """Return whether its minutes count as aerobic work."""
        return self in _AEROBIC


_AEROBIC = frozenset(
    {
        ActivityKind.WALKING,
        ActivityKind.CYCLING,
        ActivityKind.POOL,
        ActivityKind.RUNNING,
        ActivityKind.OTHER_AEROBIC,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Some minutes of one thing on a day; `effort` is 0 to 10, None where it wasn't told."""

    uid: str
    day: date
    kind: ActivityKind
    minutes: int
    at: datetime
    effort: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Check the minutes, the effort, and that the instant knows its time zone."""
        check_range("minutes", self.minutes, 1, MAX_ACTIVITY_MINUTES)
        if self.effort is not None:
            check_range("effort", self.effort, 0, MAX_EFFORT)
        check_range("note", len(self.note), 0, MAX_ACTIVITY_NOTE)
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormScore:
    """The result of a published form that was filled in elsewhere, with the form's range."""

    uid: str
    form: str
    day: date
    value: float
    low: float
    high: float
    at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        """Check the range, that the value lies in it, and the instant's time zone."""
        if not self.form.strip():
            raise RangeError("form", "nothing", "is given; a result needs its form")
        if self.low >= self.high:
            raise RangeError("low", self.low, f"is not below {self.high:g}")
        if not self.low <= self.value <= self.high:
            raise RangeError("value", self.value, f"is not between {self.low:g} and {self.high:g}")
        check_range("note", len(self.note), 0, MAX_ACTIVITY_NOTE)
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A published form by name, its range, and which end is the better one."""

    name: str
    low: int
    high: int
    more_is_better: bool
    source: str


# Only the results are typed in; no form is built in, since no licence that allows it was found
# (docs/decisions/0017). Ranges as published.
FORMS = (
    PublishedForm("HOOS-JR", 0, 100, True, "Lyman S and others, Clin Orthop Relat Res 2016"),
    PublishedForm("HOOS-12", 0, 100, True, "Gandek B and others, Osteoarthritis Cartilage 2019"),
    PublishedForm("iHOT-12", 0, 100, True, "Griffin DR and others, Arthroscopy 2012"),
    PublishedForm("Oxford Hip Score", 0, 48, True, "Murray DW and others, JBJS Br 2007"),
    PublishedForm("HAGOS", 0, 100, True, "Thorborg K and others, Br J Sports Med 2011"),
    PublishedForm("VISA-G", 0, 100, True, "Fearon AM and others, Man Ther 2015"),
    PublishedForm("LEFS", 0, 80, True, "Binkley JM and others, Phys Ther 1999"),
    PublishedForm(
        "Pelvic Girdle Questionnaire", 0, 100, False, "Stuge B and others, Phys Ther 2011"
    ),
)
