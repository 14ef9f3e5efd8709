import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.player.options import MAX_WAIT_MS, SessionOptions

WAITS = ("get_ready_ms", "transition_ms", "position_change_ms", "equipment_ms", "floor_ms")


@pytest.mark.parametrize("name", WAITS)
@pytest.mark.parametrize("value", [0, MAX_WAIT_MS])
def test_waits_of_up_to_five_minutes_are_taken(name: str, value: int) -> None:
    assert getattr(SessionOptions(**{name: value}), name) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("name", WAITS)
@pytest.mark.parametrize("value", [-1, MAX_WAIT_MS + 1])
def test_other_waits_are_refused_in_words_about_seconds(name: str, value: int) -> None:
    with pytest.raises(RangeError, match=name.removesuffix("_ms") + "_s"):
        SessionOptions(**{name: value})  # type: ignore[arg-type]
