"""Signs that stand keep sessions from starting."""

import pytest

from hipcoach.coaching.safety_gate import may_start, put_away, signs_among, standing
from hipcoach.content.loader import Library
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlagTier


def test_urgent_signs_and_childhood_keep_sessions_from_starting(library: Library) -> None:
    assert may_start(library.red_flags, Profile())
    stopping = {
        flag.id
        for flag in library.red_flags
        if not may_start(library.red_flags, Profile(red_flags=(flag.id,)))
    }
    urgent = {flag.id for flag in library.red_flags if flag.tier is not RedFlagTier.SOON}
    assert stopping == urgent | {"child"}


def test_one_that_stops_is_enough(library: Library) -> None:
    assert not may_start(library.red_flags, Profile(red_flags=("night_pain", "chest")))


def test_a_precaution_that_is_a_sign_counts_as_it(library: Library) -> None:
    me = Profile(flags=("gtps", "dvt_signs"), red_flags=("night_pain",))
    assert signs_among(me.flags) == ("calf_swelling",)
    assert [flag.id for flag in standing(library.red_flags, me)] == ["calf_swelling", "night_pain"]
    assert not may_start(library.red_flags, me)


@pytest.mark.parametrize("told", [("dvt_signs", "gtps"), ("gtps",)])
def test_a_sign_that_was_looked_at_is_put_away(library: Library, told: tuple[str, ...]) -> None:
    me = Profile(flags=told, red_flags=("calf_swelling", "night_pain"))
    calf = [flag for flag in library.red_flags if flag.id == "calf_swelling"]
    after = put_away(me, calf)
    assert (after.flags, after.red_flags) == (("gtps",), ("night_pain",))
    assert may_start(library.red_flags, after)


def test_an_unknown_sign_stops_nothing(library: Library) -> None:
    assert may_start(library.red_flags, Profile(red_flags=("from_a_newer_version",)))
