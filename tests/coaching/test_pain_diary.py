"""Ratings with their moment, and the morning after."""

from datetime import UTC, timedelta

import pytest

from hipcoach.domain.errors import DiskFullError, RangeError
from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.session import Session, SessionStatus
from tests.support.builders import make_routine
from tests.support.world import World


def session_today(
    world: World, uid: str = "s1", status: SessionStatus = SessionStatus.COMPLETED
) -> Session:
    now = world.clock.now()
    session = Session(
        uid=uid, routine=make_routine(), started_at=now, local_date=now.date(), status=status
    )
    world.sessions.start(session)
    return session


def test_a_rating_is_kept_with_all_that_was_told(world: World) -> None:
    session_today(world)
    told = world.diary.rate(
        Moment.DURING, 4, "left hip", session_uid="s1", item_uid="clam-1", kind=PainKind.SHARP
    )
    (kept,) = world.pains.of_session("s1")
    assert kept == told
    assert (kept.moment, kept.nrs, kept.site) == (Moment.DURING, 4, "left hip")
    assert (kept.session_uid, kept.item_uid, kept.kind) == ("s1", "clam-1", PainKind.SHARP)
    assert (kept.at, kept.local_date) == (world.clock.now(), world.clock.now().date())


def test_the_day_is_the_persons_own(world: World) -> None:
    late = world.clock.now().replace(hour=0, minute=30)
    world.clock.set_now(late)
    assert late.astimezone(UTC).date() != late.date()
    rating = world.diary.rate(Moment.UNPROMPTED, 2, "left hip")
    assert rating.local_date == late.date()
    assert world.pains.between(late.date(), late.date()) == (rating,)


@pytest.mark.parametrize("nrs", [-1, 11])
def test_only_nought_to_ten_is_taken(world: World, nrs: int) -> None:
    with pytest.raises(RangeError, match="pain"):
        world.diary.rate(Moment.UNPROMPTED, nrs, "left hip")


def test_a_full_disk_is_told(world: World) -> None:
    world.disk.is_full = True
    with pytest.raises(DiskFullError):
        world.diary.rate(Moment.UNPROMPTED, 3, "left hip")


def test_a_rating_kept_twice_is_one(world: World) -> None:
    rating = world.diary.rating(Moment.UNPROMPTED, 3, "left hip")
    world.diary.keep(rating)
    world.diary.keep(rating)
    assert world.pains.between(rating.local_date, rating.local_date) == (rating,)


# -- the morning after ---------------------------------------------------------------


def test_no_morning_is_asked_about_on_the_day_itself(world: World) -> None:
    session_today(world)
    assert world.diary.morning_due() is None


@pytest.mark.parametrize(("days", "is_due"), [(1, True), (3, True), (4, False)])
def test_a_morning_is_asked_about_for_three_days(world: World, days: int, is_due: bool) -> None:
    session = session_today(world)
    world.go_to(days=days)
    assert world.diary.morning_due() == (session if is_due else None)


@pytest.mark.parametrize(
    ("status", "is_due"),
    [
        (SessionStatus.COMPLETED, True),
        (SessionStatus.PARTIAL, True),
        (SessionStatus.DISCARDED, False),
        (SessionStatus.RUNNING, False),
    ],
)
def test_only_sessions_that_count_have_a_morning(
    world: World, status: SessionStatus, is_due: bool
) -> None:
    session_today(world, status=status)
    world.go_to(days=1)
    assert (world.diary.morning_due() is not None) is is_due


def test_a_rated_morning_is_not_asked_about_again(world: World) -> None:
    session_today(world)
    world.go_to(days=1)
    rating = world.diary.rate_morning(2, "left hip")
    assert (rating.moment, rating.session_uid) == (Moment.MORNING, "s1")
    assert world.diary.morning_due() is None
    world.go_to(days=1)
    assert world.diary.morning_due() is None


def test_a_rating_of_the_same_morning_before_does_not_count(world: World) -> None:
    world.diary.rate_morning(2, "left hip")
    session = session_today(world)
    world.go_to(days=1)
    assert world.diary.morning_due() == session


def test_the_last_session_is_the_one_asked_about(world: World) -> None:
    session_today(world, "s1")
    world.go_to(days=1)
    second = session_today(world, "s2")
    world.go_to(days=1)
    assert world.diary.morning_due() == second


def test_a_morning_without_a_session_stands_alone(world: World) -> None:
    rating = world.diary.rate_morning(3, "left hip")
    assert rating.session_uid is None
    day = rating.local_date
    assert world.pains.between(day - timedelta(days=1), day) == (rating,)
