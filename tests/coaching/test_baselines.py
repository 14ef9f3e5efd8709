"""The baseline: fixed by the first week of ratings, moved only with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hipcoach.coaching.baselines import Baselines
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.errors import DiskFullError, HipcoachError
from hipcoach.domain.pain import Moment, PainRating
from tests.support.world import World

MONDAY = date(2026, 3, 2)
SITE = "left hip"


def rate(world: World, day: date, nrs: int, *, hour: int = 8) -> None:
    world.pains.add(
        PainRating(
            uid=f"{day} {hour}",
            moment=Moment.MORNING,
            nrs=nrs,
            site=SITE,
            at=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
            local_date=day,
        )
    )


def rate_days(world: World, first: date, *values: int) -> None:
    for ahead, nrs in enumerate(values):
        rate(world, first + timedelta(days=ahead), nrs)


def test_it_waits_until_its_seven_days_are_over(world: World) -> None:
    rate_days(world, MONDAY, 6, 5, 6, 7)
    world.go_to(6)
    assert world.baselines.of(SITE) is None
    world.baselines.settle(SITE)
    assert world.baselines.history(SITE) == ()
    world.go_to(1)
    found = world.baselines.of(SITE)
    assert found is not None
    # 5, 6, 6, 7: the median is 6.
    assert (found.value, found.first_day, found.reason) == (6.0, MONDAY, "")


def test_once_fixed_nothing_that_is_entered_later_moves_it(world: World) -> None:
    rate_days(world, MONDAY, 6, 5, 6, 7)
    world.go_to(10)
    world.baselines.settle(SITE)
    world.baselines.settle(SITE)
    rate_days(world, MONDAY - timedelta(days=10), 1, 1, 1, 1)
    found = world.baselines.of(SITE)
    assert found is not None
    assert found.value == 6.0
    assert world.baselines.history(SITE) == (found,)


def test_one_that_cannot_be_read_is_not_replaced(world: World) -> None:
    rate_days(world, MONDAY, 6, 5, 6, 7)
    world.go_to(10)
    world.baselines.settle(SITE)
    world.database.write("UPDATE baselines SET set_at = '2026-02-31T10:00:00.000000+00:00'")
    assert world.baselines.of(SITE) is None
    world.baselines.settle(SITE)
    assert len(world.database.query("SELECT * FROM baselines")) == 1


def test_it_is_set_anew_with_a_reason(world: World) -> None:
    rate_days(world, MONDAY, 6, 5, 6, 7, 6, 6, 6, 2, 3, 2, 3, 2, 3, 2)
    world.go_to(30)
    world.baselines.settle(SITE)
    chosen = world.baselines.choose(SITE, MONDAY + timedelta(days=7), " after the injection ")
    # 2, 2, 2, 2, 3, 3, 3: the median is 2.
    assert (chosen.value, chosen.reason) == (2.0, "after the injection")
    assert world.baselines.of(SITE) == chosen
    assert [each.reason for each in world.baselines.history(SITE)] == ["", "after the injection"]


@pytest.mark.parametrize(
    ("ahead", "reason", "told"),
    [
        (7, "  ", "Say why"),
        (27, "new start", "not over yet"),
        (12, "new start", "rated on 2 of these seven days; a baseline needs 4"),
    ],
)
def test_what_cannot_be_a_baseline_is_told(
    world: World, ahead: int, reason: str, told: str
) -> None:
    rate_days(world, MONDAY, 6, 5, 6, 7, 6, 6, 6, 2, 3, 2, 3, 2, 3, 2)
    world.go_to(30)
    with pytest.raises(HipcoachError, match=told):
        world.baselines.choose(SITE, MONDAY + timedelta(days=ahead), reason)
    assert world.baselines.history(SITE) == ()


def test_without_ratings_there_is_none(world: World) -> None:
    assert world.baselines.of(SITE) is None
    world.baselines.settle(SITE)
    assert world.baselines.history(SITE) == ()


class _Full:
    """Keeps nothing: the disk is full."""

    def add(self, baseline: Baseline) -> None:
        raise DiskFullError("There is no room left on the disk.")

    def of_site(self, site: str) -> tuple[Baseline, ...]:
        return ()

    def is_whole(self, site: str) -> bool:
        return True

    def every(self) -> tuple[Baseline, ...]:
        return ()


def test_on_a_full_disk_it_is_reckoned_again_each_time(world: World) -> None:
    rate_days(world, MONDAY, 6, 5, 6, 7)
    world.go_to(10)
    baselines = Baselines(_Full(), world.pains, world.clock)
    baselines.settle(SITE)
    found = baselines.of(SITE)
    assert found is not None
    assert found.value == 6.0
