"""Red flags and the precautions a person sets; advice, never a diagnosis."""

from dataclasses import dataclass
from enum import StrEnum


class RedFlagTier(StrEnum):
    """How soon somebody should be seen."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"

    @property
    def stops_sessions(self) -> bool:
        """Tell whether no session may be started with a flag of this tier."""
        return self is not RedFlagTier.SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A sign that belongs before a professional; `plain` is asked as it stands."""

    id: str
    tier: RedFlagTier
    plain: str
    source: str


def worst_tier(tiers: list[RedFlagTier]) -> RedFlagTier | None:
    """Return the most urgent tier of those named, or None."""
    order = (RedFlagTier.EMERGENCY, RedFlagTier.SAME_DAY, RedFlagTier.SOON)
    return next((tier for tier in order if tier in tiers), None)
