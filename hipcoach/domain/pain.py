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
# Where usual pain lies above 5, pain is judged by its change: two points are a change that means
# something (Salaffi et al. 2004, PMID 15207508); that these are let in is a decision of this app.
TOLERABLE_RISE = 2
# The worst pain imaginable is never tolerable (a decision of this app).
MOST_TOLERABLE = MAX_NRS - 1


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


def pain_zone(nrs: int, usual: float | None = None) -> PainZone:
    """Return the zone of a rating on the 0-10 NRS (source: NEMEX-TJR, Ageberg 2010).

    Where usual pain lies above 5, what is usual is comfortable, and up to two points more is
    acceptable (a decision of this app).
    """
    check_range("pain", nrs, 0, MAX_NRS)
    if nrs > tolerable_up_to(usual):
        return PainZone.TOO_MUCH
    comfortable = usual if usual is not None and is_high(usual) else COMFORTABLE_UP_TO
    return PainZone.COMFORTABLE if nrs <= comfortable else PainZone.ACCEPTABLE


def is_high(usual: float | None) -> bool:
    """Return whether usual pain (NRS) lies above 5, so that pain is judged by its change."""
    return usual is not None and usual > ACCEPTABLE_UP_TO


def tolerable_up_to(usual: float | None) -> float:
    """Return the most pain during and after exercise (NRS) that is tolerable.

    Up to 5 by the pain-monitoring model (Thomeé 1997; Silbernagel et al. 2007), which trains
    tendons with pain; the LEAP trial (BMJ 2018;361:k1662) admitted people from 4 on. Where usual
    pain lies above 5, two points over it (a decision of this app).
    """
    if usual is None or not is_high(usual):
        return ACCEPTABLE_UP_TO
    return min(usual + TOLERABLE_RISE, MOST_TOLERABLE)


def is_sorer_day(nrs: int, usual: float | None) -> bool:
    """Return whether pain before a session (NRS) asks for the gentler version.

    More than 5; where usual pain lies above 5, two points over it, which is a flare here (a
    decision of this app).
    """
    if usual is None or not is_high(usual):
        return nrs > ACCEPTABLE_UP_TO
    return nrs >= min(usual + TOLERABLE_RISE, MAX_NRS)


def has_settled(morning: int, usual: float, usual_high: float | None = None) -> bool:
    """Return whether a morning (NRS) is back to usual, within what a whole number can tell.

    A median of 3.5 is told as 4 on every other day; a whole point more is not settled, but
    where `usual_high` says that one morning in four is as sore as that (decisions of this app;
    the morning is asked by the pain-monitoring model).
    """
    return morning < usual + 1 or (usual_high is not None and morning <= usual_high)


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
