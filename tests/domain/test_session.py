from dataclasses import replace
from datetime import datetime

import pytest

from hipcoach.domain.errors import RangeError
from tests.domain.samples import session, set_record


def test_a_session_knows_its_time_zone_and_effort() -> None:
    assert replace(session(), effort=10).effort == 10
    with pytest.raises(RangeError, match="effort: 11 is over 10"):
        replace(session(), effort=11)
    with pytest.raises(RangeError, match=r"started_at: .* has no time zone"):
        session(started_at=datetime(2026, 3, 2))  # noqa: DTZ001


def test_less_than_nothing_cannot_be_done() -> None:
    with pytest.raises(RangeError, match="done_reps: -1 is under 0"):
        set_record(done_reps=-1)
    with pytest.raises(RangeError, match="done_s: -1 is under 0"):
        set_record(done_ms=-1000)


@pytest.mark.parametrize(
    ("planned_reps", "planned_ms", "done_reps", "done_ms", "share"),
    [
        (10, 50_000, 4, 50_000, 0.4),
        (10, 50_000, 12, 60_000, 1.0),
        (None, 30_000, 0, 15_000, 0.5),
        (None, 30_000, 0, 40_000, 1.0),
        (None, 0, 0, 1_000, 0.0),
    ],
)
def test_the_share_of_a_set(
    planned_reps: int | None, planned_ms: int, done_reps: int, done_ms: int, share: float
) -> None:
    record = set_record(
        planned_reps=planned_reps, planned_ms=planned_ms, done_reps=done_reps, done_ms=done_ms
    )
    assert record.done_share == pytest.approx(share)
