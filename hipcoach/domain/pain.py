"""Pain as a number from 0 to 10, with its moment and its place."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.prescription import Side

MAX_NRS = 10
MAX_EFFORT = 10
# Zones after the NEMEX-TJR programme (Ageberg 2010, additional file): 0-2 safe,
# 3-5 acceptable, above 5 high risk.
COMFORTABLE_UP_TO = 2
ACCEPTABLE_UP_TO = 5


class Moment(StrEnum):
    """When a rating was given, told from the session it belongs to."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"
    UNPROMPTED = "unprompted"


class PainZone(StrEnum):
    """How much pain is fit to go on with."""

    COMFORTABLE = "comfortable"
    ACCEPTABLE = "acceptable"
    TOO_MUCH = "too much"


class PainKind(StrEnum):
    """What a pain feels like; SORE and UNWELL are said on the pain key alone."""

    SORE = "sore"
    DULL = "dull"
    SHARP = "sharp"
    STIFF = "stiff"
    TINGLING = "tingling"
    PINCHING = "pinching"
    UNWELL = "unwell"


def pain_zone(nrs: int) -> PainZone:
    """Return the zone of a rating on the 0-10 NRS (source: NEMEX-TJR, Ageberg 2010)."""
    check_range("pain", nrs, 0, MAX_NRS)
    if nrs <= COMFORTABLE_UP_TO:
        return PainZone.COMFORTABLE
    return PainZone.ACCEPTABLE if nrs <= ACCEPTABLE_UP_TO else PainZone.TOO_MUCH


@dataclass(frozen=True, slots=True, kw_only=True)
class PainRating:
    """One rating of one place.

    `at` is the aware instant it was told, `local_date` the day it is about; `recalled` says that
    it was told on a later day. During a session `item_uid`, `set_no` and `side` name the set.
    `woke_at_night` answers the question that goes with the morning of an outer-hip pain.
    """

    uid: str
    moment: Moment
    nrs: int
    site: str
    at: datetime
    local_date: date
    session_uid: str | None = None
    item_uid: str | None = None
    kind: PainKind | None = None
    note: str = ""
    set_no: int | None = None
    side: Side | None = None
    recalled: bool = False
    woke_at_night: bool | None = None

    def __post_init__(self) -> None:
        """Check the number and that the instant knows its time zone."""
        check_range("pain", self.nrs, 0, MAX_NRS)
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRating:
    """A rating that was asked for and not given: nothing is known, least of all a zero."""

    uid: str
    moment: Moment
    site: str
    at: datetime
    local_date: date
    session_uid: str | None = None

    def __post_init__(self) -> None:
        """Check that the instant knows its time zone."""
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")
