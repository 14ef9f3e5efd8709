"""The one gate: whether a session, a trial or a guided check may start, and why not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlag, RedFlagTier
from hipcoach.domain.text import translate

_CONTEXT = "SafetyGate"
CHILD_FLAG = "child"
# A precaution that is the same thing as a red flag counts as that red flag.
SIGN_OF_PRECAUTION = {"dvt_signs": "calf_swelling"}
# Told by the pain key of a session, never asked on a page (a decision of this app).
UNWELL = RedFlag(
    id="unwell",
    tier=RedFlagTier.SAME_DAY,
    plain="You felt dizzy or unwell in a session.",
    source="decision of this app",
)


# New bone or night pain in somebody who has or had cancer (Downie et al., BMJ 2021;372:n98).
CANCER_SIGN = "cancer_bone_pain"
PARTS_OF_CANCER_SIGN = ("night_pain", "cancer_weight")


class SessionRefusedError(HipcoachError):
    """No session is started now; the text tells why and what to do."""


def signs_among(precautions: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of red flags that some of these precautions are."""
    return tuple(SIGN_OF_PRECAUTION[flag] for flag in precautions if flag in SIGN_OF_PRECAUTION)


def sign_of(flags: Sequence[RedFlag], sign_id: str) -> RedFlag | None:
    """Return a sign by its id, None for one that isn't known."""
    return next((flag for flag in (*flags, UNWELL) if flag.id == sign_id), None)


def standing(flags: Sequence[RedFlag], profile: Profile) -> tuple[RedFlag, ...]:
    """Return the signs that a person told of, in the order they are asked.

    Pain at night, or weight that is lost, and cancer told apart are one sign together.
    """
    told = {*profile.red_flags, *signs_among(profile.flags)}
    has_cancer = "past_cancer" in told or "active_cancer_area" in profile.flags
    if has_cancer and not told.isdisjoint(PARTS_OF_CANCER_SIGN):
        told.add(CANCER_SIGN)
    return tuple(flag for flag in (*flags, UNWELL) if flag.id in told)


def stops_sessions(flag: RedFlag) -> bool:
    """Return whether no session is started while this sign stands; under 16, none ever is."""
    return flag.tier.stops_sessions or flag.id == CHILD_FLAG


def may_start(flags: Sequence[RedFlag], profile: Profile) -> bool:
    """Return whether anything may be started: no sign stands that is urgent or means a child."""
    return not any(stops_sessions(flag) for flag in standing(flags, profile))


def reason_to_stop(flags: Sequence[RedFlag], profile: Profile) -> str:
    """Say why nothing may be started just now, empty where it may."""
    if may_start(flags, profile):
        return ""
    return translate(
        _CONTEXT,
        "Something you ticked should be looked at before you exercise. "
        "The page of today tells what to do.",
    )


def ask_gate(flags: Sequence[RedFlag], profile: Profile) -> None:
    """Raise SessionRefusedError where nothing may be started; every way in asks this."""
    reason = reason_to_stop(flags, profile)
    if reason:
        raise SessionRefusedError(reason)


def put_away(profile: Profile, signs: Iterable[RedFlag]) -> Profile:
    """Return the profile without these signs, once they were cleared."""
    return without_signs(profile, (sign.id for sign in signs))


def without_signs(profile: Profile, sign_ids: Iterable[str]) -> Profile:
    """Return the profile without the signs of these ids, told as a precaution or not."""
    gone = set(sign_ids)
    return replace(
        profile,
        red_flags=tuple(each for each in profile.red_flags if each not in gone),
        flags=tuple(each for each in profile.flags if SIGN_OF_PRECAUTION.get(each) not in gone),
    )
