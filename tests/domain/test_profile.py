import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile


def test_the_main_site_is_named_in_words() -> None:
    assert Profile().main_site == "hip"
    assert Profile(sore_side=Side.LEFT).main_site == "left hip"
    assert Profile(sore_side=Side.RIGHT, areas=("groin", "thigh")).main_site == "right groin"
    assert Profile(areas=("groin",)).main_site == "groin"


def test_usual_pain_is_0_to_10() -> None:
    assert Profile(usual_pain=0).usual_pain == 0
    with pytest.raises(RangeError, match="usual_pain: 11 is over 10"):
        Profile(usual_pain=11)
