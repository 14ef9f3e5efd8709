"""What speaks against what a hip does: the precautions about hips, and what each one implies.

The rules after a hip operation are published summaries by approach (doi
10.1007/s11420-019-09708-9); what a flag implies, and that one-leg stands, kneeling and lying on
the hip wait until it is cleared, are this app's own careful reading. Pain at the outside of the
hip: Mellor et al., LEAP, BMJ 2018;361:k1662 (less crossing over, less standing on one leg).
"""

from collections.abc import Iterable, Mapping

from hipcoach.domain.exercise import Category, Exercise
from hipcoach.domain.hips import HipAction
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import OPERATION_FLAGS, SURGERY, implied_flags

SIDED_FLAGS = frozenset(
    {
        SURGERY,
        "thr_posterior",
        "thr_posterior_early",
        "thr_anterior",
        "thr_lateral_early",
        "gtps",
        "fai",
        "hip_instability",
        "proximal_hamstring",
        "groin_strain",
        "side_lying_pain",
    }
)
_FROM_BEHIND = frozenset({HipAction.BENDS_DEEP, HipAction.CROSSES, HipAction.TURNS_IN})
# A hip that a flag is about does none of these.
AVOIDED: Mapping[str, frozenset[HipAction]] = {
    SURGERY: frozenset({HipAction.STANDS_ALONE, HipAction.KNEELS, HipAction.LAIN_ON}),
    "thr_posterior": _FROM_BEHIND,
    "thr_posterior_early": _FROM_BEHIND,
    "thr_anterior": frozenset({HipAction.EXTENDS}),
    "thr_lateral_early": frozenset({HipAction.LIFTS_SIDEWAYS}),
}
# A hip that a flag is about does these with care.
WITH_CARE: Mapping[str, frozenset[HipAction]] = {
    "gtps": frozenset({HipAction.STANDS_ALONE, HipAction.CROSSES, HipAction.LAIN_ON}),
    "fai": frozenset({HipAction.BENDS_DEEP}),
    "hip_instability": frozenset({HipAction.EXTENDS}),
    "side_lying_pain": frozenset({HipAction.LAIN_ON}),
}
# About the whole person: it counts whichever hip does it. Nobody whose operation isn't cleared
# stands on one leg, be it the other one.
AVOIDED_BY_EITHER: Mapping[str, frozenset[HipAction]] = {
    SURGERY: frozenset({HipAction.STANDS_ALONE})
}
WITH_CARE_BY_EITHER: Mapping[str, frozenset[HipAction]] = {
    "balance_impaired": frozenset({HipAction.STANDS_ALONE}),
    "sij_pain": frozenset({HipAction.STANDS_ALONE}),
    "kneeling_intolerant": frozenset({HipAction.KNEELS}),
}
_ON_ONE_LEG_OR_SIDE = frozenset(
    {HipAction.STANDS, HipAction.STANDS_ALONE, HipAction.KNEELS, HipAction.LAIN_ON}
)
# What an exercise says about one of these flags is about its worked hip, and about the other
# one where that does any of this. What it says about an operation is about every hip that isn't
# at rest.
_OTHER_WHERE: Mapping[str, frozenset[HipAction]] = {
    "gtps": _ON_ONE_LEG_OR_SIDE | {HipAction.CROSSES, HipAction.LIFTS_SIDEWAYS},
    "fai": _ON_ONE_LEG_OR_SIDE | {HipAction.BENDS_DEEP, HipAction.CROSSES, HipAction.TURNS_IN},
    "hip_instability": _ON_ONE_LEG_OR_SIDE | {HipAction.EXTENDS},
    "proximal_hamstring": _ON_ONE_LEG_OR_SIDE | {HipAction.BENDS_DEEP},
    "groin_strain": _ON_ONE_LEG_OR_SIDE | {HipAction.CROSSES},
}


def is_concerned(flag: str, does: frozenset[HipAction], *, is_worked: bool) -> bool:
    """Return whether what an exercise says about a flag is about a hip that does this."""
    if flag == "side_lying_pain":
        return HipAction.LAIN_ON in does
    if is_worked or flag not in _OTHER_WHERE:
        return bool(does)
    return not _OTHER_WHERE[flag].isdisjoint(does)


def is_end_of_range(exercise: Exercise) -> bool:
    """Return whether an exercise takes a hip to the end of its range: any stretch but a calf's."""
    is_stretch = exercise.category is Category.STRETCH
    return is_stretch and not exercise.hips.actions <= {HipAction.STANDS}


def is_operated(profile: Profile) -> bool:
    """Return whether this person has a hip operation that isn't cleared, however it was told."""
    return SURGERY in implied_flags(profile.flags)


def may_start_unplanned(profile: Profile) -> bool:
    """Return whether a session that isn't due may be offered: after an operation, once cleared."""
    return not is_operated(profile)


def operated_hips(profile: Profile) -> frozenset[Side]:
    """Return the hips whose operation isn't cleared."""
    found = {profile.flag_side(flag) for flag in profile.flags if flag in OPERATION_FLAGS}
    if Side.BILATERAL in found:
        return frozenset({Side.LEFT, Side.RIGHT})
    return frozenset(found)


def asks(rules: Mapping[str, frozenset[HipAction]], flags: Iterable[str]) -> frozenset[HipAction]:
    """Return all that these rules name for any of the flags."""
    return frozenset(action for flag in flags for action in rules.get(flag, ()))
