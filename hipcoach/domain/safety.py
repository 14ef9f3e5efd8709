"""Red flags and the precautions a person sets; advice, never a diagnosis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SURGERY = "thr_early"
# What else a flag counts as. The rules after an operation still holding means that it isn't
# cleared; not cleared, and not known which way the surgeon went, counts as every way. The
# surgeon's way from the side comes with the rules of the one from behind.
_IMPLIED: Mapping[str, frozenset[str]] = {
    SURGERY: frozenset(
        {"thr_posterior", "thr_posterior_early", "thr_anterior", "thr_lateral_early"}
    ),
    "thr_posterior": frozenset({"thr_posterior_early", SURGERY}),
    "thr_posterior_early": frozenset({"thr_posterior", SURGERY}),
    "thr_anterior": frozenset({SURGERY}),
    "thr_lateral_early": frozenset({"thr_posterior", "thr_posterior_early", SURGERY}),
}
OPERATION_FLAGS = frozenset(_IMPLIED)


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
    return _IMPLIED.get(flag, frozenset()) | {flag}


def implied_flags(flags: Iterable[str]) -> frozenset[str]:
    """Return these flags with all that they imply: what every gate and note goes by."""
    return frozenset(each for flag in flags for each in counts_as(flag))
