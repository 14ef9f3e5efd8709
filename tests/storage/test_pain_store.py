from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hipcoach.coaching.ports import PainStore
from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import Moment, PainKind, SkippedRating
from hipcoach.domain.prescription import Side
from hipcoach.storage.database import Database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import MONDAY, rating, session

DAY = timedelta(days=1)


@pytest.fixture
def store(database: Database) -> SqlitePainStore:
    SqliteSessionStore(database).start(session())
    return SqlitePainStore(database)


def test_it_is_the_store_that_the_use_cases_ask_for(database: Database) -> None:
    port: PainStore = SqlitePainStore(database)
    assert port.between(date.min, date.max) == ()


def test_ratings_come_back_as_they_were(store: SqlitePainStore) -> None:
    whole = replace(
        rating("1", 0, Moment.DURING, session_uid="s1"),
        item_uid="a",
        kind=PainKind.TINGLING,
        note="“down the leg”",
        set_no=2,
        side=Side.RIGHT,
        recalled=True,
        woke_at_night=False,
    )
    bare = rating("2", 10, hour=9)
    store.add(bare)
    store.add(whole)
    assert store.between(MONDAY, MONDAY) == (whole, bare)
    assert store.of_session("s1") == (whole,)
    assert store.of_session("s2") == ()


def test_the_same_uid_again_replaces(store: SqlitePainStore) -> None:
    store.add(rating("1", 3))
    store.add(rating("2", 4))
    changed = replace(rating("1", 5, session_uid="s1"), note="looked again")
    store.add(changed)
    assert store.between(MONDAY, MONDAY) == (changed, rating("2", 4))


def test_a_rating_of_a_session_that_is_not_kept(store: SqlitePainStore) -> None:
    with pytest.raises(StorageError, match="does not fit"):
        store.add(rating("1", session_uid="nobody"))


def test_a_range_of_days_holds_its_ends(store: SqlitePainStore) -> None:
    for number in range(4):
        store.add(rating(str(number), day=MONDAY + number * DAY))
    found = store.between(MONDAY + DAY, MONDAY + 2 * DAY)
    assert [one.uid for one in found] == ["1", "2"]


def test_a_rating_keeps_the_day_it_belonged_to(store: SqlitePainStore) -> None:
    at = datetime(2026, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=13)))
    store.add(replace(rating("1"), at=at))
    (found,) = store.between(MONDAY, MONDAY)
    assert (found.at, found.local_date) == (at, MONDAY)
    assert at.astimezone(UTC).date() == MONDAY - DAY
    # And the clock of that day.
    assert found.at.utcoffset() == timedelta(hours=13)


def skipped(uid: str, day: date = MONDAY, session_uid: str | None = None) -> SkippedRating:
    at = datetime(day.year, day.month, day.day, 8, tzinfo=timezone(timedelta(hours=-5)))
    return SkippedRating(
        uid=uid,
        moment=Moment.MORNING,
        site="left hip",
        at=at,
        local_date=day,
        session_uid=session_uid,
    )


def test_what_was_skipped_is_kept_apart_and_is_no_rating(store: SqlitePainStore) -> None:
    store.skip(skipped("1"))
    store.skip(skipped("2", MONDAY + DAY, "s1"))
    store.skip(skipped("1", MONDAY + 2 * DAY))
    assert store.skipped_between(MONDAY, MONDAY + DAY) == (skipped("2", MONDAY + DAY, "s1"),)
    assert store.skipped_between(MONDAY + 2 * DAY, date.max) == (skipped("1", MONDAY + 2 * DAY),)
    assert store.between(date.min, date.max) == ()


def test_ratings_and_skips_can_be_taken_out(store: SqlitePainStore) -> None:
    store.add(rating("1"))
    store.add(rating("2"))
    store.skip(skipped("3"))
    store.remove("1")
    store.remove("3")
    store.remove("nobody")
    assert store.between(date.min, date.max) == (rating("2"),)
    assert store.skipped_between(date.min, date.max) == ()


def test_one_site_is_read_and_counted_by_itself(store: SqlitePainStore) -> None:
    assert store.first_day() is None
    assert store.counts() == {}
    store.add(rating("1", day=MONDAY + DAY))
    store.add(rating("2", site="right hip"))
    store.add(rating("3", day=MONDAY + 2 * DAY))
    assert store.of_site("left hip", MONDAY, MONDAY + DAY) == (rating("1", day=MONDAY + DAY),)
    assert store.of_site("low back", date.min, date.max) == ()
    assert store.counts() == {"left hip": 2, "right hip": 1}
    assert store.first_day() == MONDAY
