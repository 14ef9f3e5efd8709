"""Red flags and the precautions a person sets; advice, never a diagnosis."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SURGERY = "thr_early"
# The rules after an operation still holding means that it isn't cleared. Naming the surgeon's way
# opens nothing: any of these counts as all of them, since what one way allows is for whoever
# clears the hip to say.
OPERATION_FLAGS = frozenset(
    {SURGERY, "thr_posterior", "thr_posterior_early", "thr_anterior", "thr_lateral_early"}
)


class RedFlagTier(StrEnum):
    """How soon somebody should be seen."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    THIS_WEEK = "this_week"
    SOON = "soon"

    @property
    def stops_sessions(self) -> bool:
        """Tell whether no session may be started with a flag of this tier."""
        return self is not RedFlagTier.SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A sign that belongs before a professional; `plain` is asked as it stands.

    `short` says the same in fewer words, to be ticked in a list; empty means `plain` serves.
    """

    id: str
    tier: RedFlagTier
    plain: str
    source: str
    short: str = ""

    @property
    def to_tick(self) -> str:
        """Return the words beside a box to tick."""
        return self.short or self.plain


def worst_tier(tiers: list[RedFlagTier]) -> RedFlagTier | None:
    """Return the most urgent tier of those named, or None."""
    return next((tier for tier in RedFlagTier if tier in tiers), None)


def counts_as(flag: str) -> frozenset[str]:
    """Return a precaution's flag with all that it implies."""
    return OPERATION_FLAGS if flag in OPERATION_FLAGS else frozenset({flag})


def implied_flags(flags: Iterable[str]) -> frozenset[str]:
    """Return these flags with all that they imply: what every gate and note goes by."""
    return frozenset(each for flag in flags for each in counts_as(flag))
