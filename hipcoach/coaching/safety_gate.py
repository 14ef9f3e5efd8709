"""Whether a session may start at all: red flags that stand, and what puts them away."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlag

CHILD_FLAG = "child"
# A precaution that is the same thing as a red flag counts as that red flag.
SIGN_OF_PRECAUTION = {"dvt_signs": "calf_swelling"}


class SessionRefusedError(HipcoachError):
    """No session is started now; the text tells why and what to do."""


def signs_among(precautions: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of red flags that some of these precautions are."""
    return tuple(SIGN_OF_PRECAUTION[flag] for flag in precautions if flag in SIGN_OF_PRECAUTION)


def standing(flags: Sequence[RedFlag], profile: Profile) -> tuple[RedFlag, ...]:
    """Return the signs that a person told of, in the order they are asked."""
    told = {*profile.red_flags, *signs_among(profile.flags)}
    return tuple(flag for flag in flags if flag.id in told)


def stops_sessions(flag: RedFlag) -> bool:
    """Tell whether no session is started while this sign stands; under 16, none ever is."""
    return flag.tier.stops_sessions or flag.id == CHILD_FLAG


def may_start(flags: Sequence[RedFlag], profile: Profile) -> bool:
    """Tell whether a session may be started: no sign stands that is urgent or means a child."""
    return not any(stops_sessions(flag) for flag in standing(flags, profile))


def put_away(profile: Profile, signs: Iterable[RedFlag]) -> Profile:
    """Return the profile once somebody has looked at these signs."""
    gone = {sign.id for sign in signs}
    return replace(
        profile,
        red_flags=tuple(each for each in profile.red_flags if each not in gone),
        flags=tuple(each for each in profile.flags if SIGN_OF_PRECAUTION.get(each) not in gone),
    )
