"""What the record keeps beside a plan: copies of its routines, and what a calendar was told."""

from dataclasses import dataclass
from datetime import datetime

from hipcoach.domain.kept_routine import KeptRoutine


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCopy:
    """The last good copy of a routine that a plan asks for.

    `place` is its file in the data folder (routines/hips.toml), empty for one without. It was
    seen whole at `saved_at`.
    """

    routine: KeptRoutine
    place: str = ""
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarExport:
    """The last state in which an event was written into a calendar file.

    `slot_key` names the slot: routine, first day of its version, and which time of the day.
    `content` is the event's text without its number and its stamp; `sequence` goes up by one
    with each change of it, as RFC 5545 asks.
    """

    uid: str
    slot_key: str
    sequence: int
    content: str
    is_cancelled: bool
    exported_at: datetime
