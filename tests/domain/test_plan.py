from datetime import date, timedelta

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.plan import PlanVersion, is_due, version_on
from tests.domain.samples import MONDAY


def version(uid: str, weekdays: set[int], valid_from: date) -> PlanVersion:
    return PlanVersion(
        uid=uid, routine_id="first_steps", weekdays=frozenset(weekdays), valid_from=valid_from
    )


OLD = version("old", {0, 2, 4}, MONDAY)
NEW = version("new", {1}, MONDAY + timedelta(days=7))


def test_a_version_holds_until_the_next_one_starts() -> None:
    for versions in ((OLD, NEW), (NEW, OLD)):
        assert version_on(versions, MONDAY - timedelta(days=1)) is None
        assert version_on(versions, MONDAY) is OLD
        assert version_on(versions, MONDAY + timedelta(days=6)) is OLD
        assert version_on(versions, MONDAY + timedelta(days=7)) is NEW


def test_due_days_of_the_past_keep_their_version() -> None:
    due = [day for day in range(-3, 14) if is_due((OLD, NEW), MONDAY + timedelta(days=day))]
    assert due == [0, 2, 4, 8]


def test_what_a_version_refuses() -> None:
    with pytest.raises(RangeError, match="weekday: 7 is over 6"):
        version("x", {0, 7}, MONDAY)
    with pytest.raises(RangeError, match="a plan needs a routine"):
        PlanVersion(uid="x", routine_id="", weekdays=frozenset(), valid_from=MONDAY)
