from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipcoach.coaching.ports import PlanStore
from hipcoach.domain.plan import PlanVersion
from hipcoach.storage.database import Database
from hipcoach.storage.plan_store import SqlitePlanStore
from tests.domain.samples import MONDAY

WEEK = timedelta(days=7)


def version(uid: str, valid_from: date = MONDAY, *weekdays: int) -> PlanVersion:
    return PlanVersion(
        uid=uid, routine_id="first_steps", weekdays=frozenset(weekdays), valid_from=valid_from
    )


@pytest.fixture
def store(database: Database) -> SqlitePlanStore:
    return SqlitePlanStore(database)


def test_it_is_the_store_that_the_use_cases_ask_for(database: Database) -> None:
    port: PlanStore = SqlitePlanStore(database)
    assert port.versions() == ()


def test_versions_come_back_oldest_first(store: SqlitePlanStore) -> None:
    newer, older = version("b", MONDAY + WEEK, 1, 6), version("a", MONDAY, 0, 2, 4)
    store.add_version(newer)
    store.add_version(older)
    assert store.versions() == (older, newer)


def test_a_version_of_the_same_day_is_replaced(store: SqlitePlanStore) -> None:
    store.add_version(version("a", MONDAY, 0))
    store.add_version(version("b", MONDAY, 1))
    assert store.versions() == (version("b", MONDAY, 1),)


def test_a_version_that_moves_to_another_day_is_there_once(store: SqlitePlanStore) -> None:
    store.add_version(version("a", MONDAY, 0))
    store.add_version(version("b", MONDAY + WEEK, 0))
    store.add_version(version("a", MONDAY + WEEK, 3))
    assert store.versions() == (version("a", MONDAY + WEEK, 3),)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.frozensets(st.integers(0, 6)))
def test_every_choice_of_weekdays(store: SqlitePlanStore, weekdays: frozenset[int]) -> None:
    store.add_version(version("a", MONDAY, *weekdays))
    assert store.versions() == (version("a", MONDAY, *weekdays),)


def test_excused_days(store: SqlitePlanStore) -> None:
    store.excuse(MONDAY + WEEK, "travelling")
    store.excuse(MONDAY, "ill")
    store.excuse(MONDAY, "“flu”")
    assert list(store.excused().items()) == [(MONDAY, "“flu”"), (MONDAY + WEEK, "travelling")]
    store.unexcuse(MONDAY)
    store.unexcuse(MONDAY)
    assert store.excused() == {MONDAY + WEEK: "travelling"}
