import pytest

from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.errors import RangeError
from tests.domain.samples import EVENING, MONDAY


def test_one_of_your_own_needs_words() -> None:
    with pytest.raises(RangeError, match="nothing is written"):
        Annotation(uid="1", day=MONDAY, kind=AnnotationKind.OWN, at=EVENING, text=" ")
    kept = Annotation(uid="1", day=MONDAY, kind=AnnotationKind.OWN, at=EVENING, text="New shoes")
    assert kept.text == "New shoes"


def test_an_instant_without_a_zone_is_refused() -> None:
    bare = EVENING.replace(tzinfo=None)
    with pytest.raises(RangeError, match="no time zone"):
        Annotation(uid="1", day=MONDAY, kind=AnnotationKind.FALL, at=bare)
    with pytest.raises(RangeError, match="no time zone"):
        Baseline(uid="1", site="hip", first_day=MONDAY, value=4, reason="", set_at=bare)


@pytest.mark.parametrize("value", [-0.5, 10.5])
def test_a_baseline_off_the_scale_is_refused(value: float) -> None:
    with pytest.raises(RangeError, match="not between 0 and 10"):
        Baseline(uid="1", site="hip", first_day=MONDAY, value=value, reason="", set_at=EVENING)
