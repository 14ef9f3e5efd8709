import pytest

from hipcoach.domain.units import clock_text, whole_minutes


@pytest.mark.parametrize(
    ("ms", "text"),
    [(-5, "0:00"), (999, "0:00"), (462_000, "7:42"), (3_599_999, "59:59"), (3_723_000, "1:02:03")],
)
def test_clock_text(ms: int, text: str) -> None:
    assert clock_text(ms) == text


@pytest.mark.parametrize(("ms", "minutes"), [(0, 1), (89_999, 1), (90_000, 2), (720_000, 12)])
def test_whole_minutes(ms: int, minutes: int) -> None:
    assert whole_minutes(ms) == minutes
