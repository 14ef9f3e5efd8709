"""Sample data looks like a person's, says that it is not, and is the same every time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from hipcoach.coaching.sample_data import (
    SITE,
    WEEKDAYS,
    WEEKS,
    SampleStores,
    fill_with_sample_data,
)
from hipcoach.content.loader import Library
from hipcoach.domain.pain import Moment
from hipcoach.domain.session import SessionStatus
from hipcoach.progress.dose import dose_share, status_for
from tests.support.world import World


def fill(world: World, seed: int = 7) -> None:
    stores = SampleStores(
        sessions=world.sessions,
        pains=world.pains,
        plans=world.plans,
        annotations=world.annotations,
    )
    fill_with_sample_data(
        stores, world.library.routines["first_steps"], world.clock.now(), seed=seed
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[World]:
    """A record full of sample data, for tests that only read."""
    world = World(tmp_path_factory.mktemp("sample"), library)
    fill(world)
    yield world
    world.close()


def everything(world: World) -> tuple[object, ...]:
    return (
        world.sessions.between(date.min, date.max),
        world.sessions.all_sets(),
        world.pains.between(date.min, date.max),
        world.plans.versions(),
        world.plans.excused(),
    )


def test_the_same_seed_gives_the_same_data(filled: World, tmp_path: Path, library: Library) -> None:
    (tmp_path / "other").mkdir()
    for name, seed, is_same in (("same", 7, True), ("other", 8, False)):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        again = World(folder, library)
        fill(again, seed)
        assert (everything(again) == everything(filled)) is is_same
        again.close()


def test_every_session_is_marked_as_a_sample(filled: World) -> None:
    sessions = filled.sessions.between(date.min, date.max)
    assert len(sessions) > WEEKS
    assert all(session.is_sample for session in sessions)


def test_it_covers_twelve_weeks_up_to_yesterday(filled: World) -> None:
    today = filled.clock.now().date()
    first, last = (
        filled.report.first_day(),
        max(rating.local_date for rating in filled.pains.between(date.min, date.max)),
    )
    assert timedelta(weeks=WEEKS - 1) - timedelta(days=2) <= today - first
    assert today - first <= timedelta(weeks=WEEKS)
    assert last < today
    assert all(s.local_date < today for s in filled.sessions.between(date.min, date.max))


def test_ratings_are_of_one_site_and_in_range(filled: World) -> None:
    ratings = filled.pains.between(date.min, date.max)
    assert {rating.site for rating in ratings} == {SITE}
    assert all(0 <= rating.nrs <= 10 for rating in ratings)
    moments = Counter(rating.moment for rating in ratings)
    assert set(moments) == {Moment.MORNING, Moment.BEFORE, Moment.AFTER}
    assert moments[Moment.BEFORE] == moments[Moment.AFTER]


def test_pain_gets_slowly_better(filled: World) -> None:
    first, last = filled.report.range_of(None)
    view = filled.report.pain(SITE, first, last)
    firm = [week.median for week in view.weeks if week.is_firm]
    assert firm[0] - firm[-1] >= 2
    assert "fell from" in view.sentence


def test_there_is_a_gap_and_days_are_missing(filled: World) -> None:
    first, last = filled.report.range_of(None)
    view = filled.report.pain(SITE, first, last)
    rated = {day.day for day in view.days}
    apart = [b - a for a, b in zip(sorted(rated), sorted(rated)[1:], strict=False)]
    assert max(apart) >= timedelta(days=9), "the cold"
    assert len(view.runs) >= 2
    assert len(filled.plans.excused()) >= 3


def test_sessions_fall_on_the_days_of_the_plan_and_some_are_missed(filled: World) -> None:
    first, last = filled.report.range_of(None)
    sessions = filled.sessions.between(first, last)
    assert {session.local_date.weekday() for session in sessions} <= WEEKDAYS
    total = filled.report.adherence(first, last).total
    assert total.completed > total.partial > 0
    assert total.missed > 0
    assert total.excused == len(filled.plans.excused())
    assert total.percent is not None
    assert 60 <= total.percent < 100


def test_each_session_is_one_that_could_have_been_played(filled: World) -> None:
    sets = filled.sessions.all_sets()
    for session in filled.sessions.between(date.min, date.max):
        own = sets[session.uid]
        share = dose_share(session.routine, own)
        assert session.status is status_for(share)
        assert session.status in (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
        assert session.ended_at is not None
        assert session.ended_at - session.started_at == timedelta(milliseconds=session.played_ms)
        assert all(session.started_at < one.at <= session.ended_at for one in own)
        assert session.effort in range(11)
        assert session.started_at.astimezone(filled.clock.now().tzinfo).date() == session.local_date
