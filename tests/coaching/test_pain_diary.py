"""Ratings with their moment, and the morning after."""

from datetime import UTC, timedelta

import pytest

from hipcoach.coaching.pain_diary import MorningQuestion, asks_about_night
from hipcoach.domain.errors import DiskFullError, RangeError
from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.profile import Profile
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
    # The day as people live it ends at four.
    assert rating.local_date == late.date() - timedelta(days=1)
    world.clock.set_now(late.replace(hour=4))
    early = world.diary.rate(Moment.UNPROMPTED, 2, "left hip")
    assert early.local_date == late.date()
    assert world.pains.between(late.date(), late.date()) == (early,)


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


@pytest.mark.parametrize(("days", "is_recalled"), [(1, False), (2, True), (6, True)])
def test_a_morning_is_asked_about_while_its_weekday_names_it(
    world: World, days: int, is_recalled: bool
) -> None:
    session = session_today(world)
    world.go_to(days=days)
    assert world.diary.morning_due() == MorningQuestion(
        session=session,
        morning=session.local_date + timedelta(days=1),
        is_recalled=is_recalled,
    )


def test_after_a_week_a_morning_is_forgotten(world: World) -> None:
    session_today(world)
    world.go_to(days=7)
    assert world.diary.morning_due() is None


def test_a_morning_told_of_later_is_about_that_morning_and_marked(world: World) -> None:
    session = session_today(world)
    world.go_to(days=3)
    rating = world.diary.rate_morning(4, "left hip", woke_at_night=True)
    assert rating.local_date == session.local_date + timedelta(days=1)
    assert (rating.recalled, rating.session_uid) == (True, "s1")
    assert (rating.at, rating.woke_at_night) == (world.clock.now(), True)
    assert world.pains.of_session("s1") == (rating,)
    assert world.diary.morning_due() is None


def test_this_mornings_rating_is_not_recalled(world: World) -> None:
    session_today(world)
    world.go_to(days=1)
    rating = world.diary.rate_morning(0, "left hip")
    assert (rating.recalled, rating.nrs, rating.woke_at_night) == (False, 0, None)


def test_a_skipped_morning_is_kept_as_skipped_and_not_asked_again(world: World) -> None:
    session = session_today(world)
    morning = session.local_date + timedelta(days=1)
    world.go_to(days=2)
    world.diary.skip_morning("left hip")
    assert world.diary.morning_due() is None
    assert world.pains.between(morning, world.clock.now().date()) == ()
    (skipped,) = world.pains.skipped_between(morning, morning)
    assert (skipped.moment, skipped.site, skipped.session_uid) == (
        Moment.MORNING,
        "left hip",
        "s1",
    )
    world.diary.skip_morning("left hip")
    assert len(world.pains.skipped_between(morning, world.clock.now().date())) == 1


def test_a_morning_can_still_be_told_of_after_the_next_session(world: World) -> None:
    """On the day of the next session the question is still about the session before it."""
    first = session_today(world, "s1")
    world.go_to(days=1)
    session_today(world, "s2")
    due = world.diary.morning_due()
    assert due is not None
    assert (due.session, due.is_recalled) == (first, False)


@pytest.mark.parametrize(("flags", "asks"), [((), False), (("fai",), False), (("gtps",), True)])
def test_outer_hip_pain_is_asked_about_the_night(flags: tuple[str, ...], asks: bool) -> None:
    assert asks_about_night(Profile(flags=flags)) is asks


# -- other places ------------------------------------------------------------------------


def test_other_places_are_asked_about_weekly_while_they_hurt(world: World) -> None:
    diary = world.diary
    for site, nrs in (("left hip", 4), ("lower back", 3), ("right hip", 0)):
        diary.rate(Moment.UNPROMPTED, nrs, site)
    assert diary.other_sites_due("left hip") == ()
    world.go_to(days=6)
    assert diary.other_sites_due("left hip") == ()
    world.go_to(days=1)
    assert diary.other_sites_due("left hip") == ("lower back",)
    diary.rate(Moment.UNPROMPTED, 2, "lower back")
    assert diary.other_sites_due("left hip") == ()
    world.go_to(days=29)
    assert diary.other_sites_due("left hip") == ()


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
    due = world.diary.morning_due()
    assert due is not None
    assert due.session == session


def test_the_last_session_is_the_one_asked_about(world: World) -> None:
    session_today(world, "s1")
    world.go_to(days=1)
    second = session_today(world, "s2")
    world.go_to(days=1)
    due = world.diary.morning_due()
    assert due is not None
    assert due.session == second


def test_a_morning_without_a_session_stands_alone(world: World) -> None:
    rating = world.diary.rate_morning(3, "left hip")
    assert rating.session_uid is None
    day = rating.local_date
    assert world.pains.between(day - timedelta(days=1), day) == (rating,)
