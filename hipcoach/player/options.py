"""How a session is to be played: lead side, times between exercises, speech."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.errors import check_range
from hipcoach.domain.prescription import Side
from hipcoach.domain.settings import Metronome, VoiceLevel

MAX_WAIT_MS = 300_000


class Pacing(StrEnum):
    """Who sets the pace of reps."""

    PRESCRIBED = "prescribed"
    PACED = "paced"
    SELF_PACED = "self-paced"


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLastTime:
    """What is different from the last time an item's exercise was done; all else is as it was.

    `dose` is its sets and what is in them, `slower` and `quicker` its reps, `sides` which
    side comes first or is left out; `instead_of` names the version that was done in its
    place last time.
    """

    item_uid: str
    exercise_id: str
    dose: bool = False
    slower: bool = False
    quicker: bool = False
    sides: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOptions:
    """The waits are in ms; with nothing in the hand every set is paced.

    `lead_through` are the ids of exercises whose movement is said before their first set;
    `since_last` are the items that were done before, of which only what changed is said.
    """

    lead_side: Side = Side.LEFT
    get_ready_ms: int = 5_000
    transition_ms: int = 10_000
    position_change_ms: int = 15_000
    equipment_ms: int = 20_000
    floor_ms: int = 40_000
    voice_level: VoiceLevel = VoiceLevel.FULL
    pacing: Pacing = Pacing.PRESCRIBED
    metronome: Metronome = Metronome.OFF
    lead_through: tuple[str, ...] = ()
    since_last: tuple[SinceLastTime, ...] = ()

    def __post_init__(self) -> None:
        """Check that no wait is longer than five minutes."""
        for name in (
            "get_ready_ms",
            "transition_ms",
            "position_change_ms",
            "equipment_ms",
            "floor_ms",
        ):
            check_range(name, getattr(self, name), 0, MAX_WAIT_MS)
