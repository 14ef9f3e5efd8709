from datetime import date

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Clearance, FlagSide, Profile


def test_the_main_site_is_named_in_words() -> None:
    assert Profile().main_site == "hip"
    assert Profile(sore_side=Side.LEFT).main_site == "left hip"
    assert Profile(sore_side=Side.RIGHT, areas=("groin", "thigh")).main_site == "right groin"
    assert Profile(areas=("groin",)).main_site == "groin"


def test_usual_pain_is_0_to_10() -> None:
    assert Profile(usual_pain=0).usual_pain == 0
    with pytest.raises(RangeError, match="usual_pain: 11 is over 10"):
        Profile(usual_pain=11)


def test_a_flag_is_about_the_sore_hip_unless_another_was_told() -> None:
    me = Profile(sore_side=Side.LEFT, flag_sides=(FlagSide(flag="gtps", side=Side.RIGHT),))
    assert me.flag_side("gtps") is Side.RIGHT
    assert me.flag_side("fai") is Side.LEFT
    assert Profile().flag_side("gtps") is Side.BILATERAL


def test_a_clearance_covers_what_was_known() -> None:
    known = (FlagSide(flag="gtps", side=Side.LEFT), FlagSide(flag="high_bp"))
    clearance = Clearance(exercise_id="clamshell", flags=known)
    assert clearance.covers("gtps", Side.LEFT)
    assert not clearance.covers("gtps", Side.RIGHT)
    assert not clearance.covers("gtps", Side.BILATERAL)
    assert clearance.covers("high_bp", Side.BILATERAL)
    assert not clearance.covers("fai", Side.LEFT)
    me = Profile(cleared=(clearance,))
    assert me.clearance("clamshell") == clearance
    assert me.clearance("bridge") is None


def test_the_age_is_the_one_that_is_sure() -> None:
    born = Profile(birth_year=1960)
    assert born.age_on(date(2026, 3, 2)) == 65
    assert born.age_on(date(2026, 12, 30)) == 65
    assert born.age_on(date(2026, 12, 31)) == 66
    assert Profile().age_on(date(2026, 3, 2)) is None
    assert Profile(birth_year=2030).age_on(date(2026, 3, 2)) == 0


def test_a_year_of_birth_that_cannot_be_is_refused() -> None:
    with pytest.raises(RangeError, match="birth_year"):
        Profile(birth_year=1899)
