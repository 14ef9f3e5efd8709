from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipcoach.coaching.ports import CheckStore
from hipcoach.domain.prescription import Side
from hipcoach.domain.selfcheck import Check, CheckResult, Hands
from hipcoach.storage.check_store import SqliteCheckStore
from hipcoach.storage.database import Database
from tests.domain.samples import EVENING, MONDAY

FIRST = CheckResult(
    uid="1",
    check=Check.SINGLE_LEG_STAND,
    value=30.5,
    trials=(25.0, 30.5, 36.0),
    side=Side.LEFT,
    hands=Hands.AT_SUPPORT,
    aid="cane",
    note="windy",
    at=EVENING,
    local_date=MONDAY,
)
SECOND = CheckResult(
    uid="2",
    check=Check.CHAIR_STAND,
    value=0,
    hands=Hands.USED,
    adapted_count=9,
    at=EVENING + timedelta(days=1),
    local_date=MONDAY + timedelta(days=1),
)


@pytest.fixture
def store(database: Database) -> SqliteCheckStore:
    return SqliteCheckStore(database)


def test_it_is_the_store_that_the_use_cases_ask_for(database: Database) -> None:
    port: CheckStore = SqliteCheckStore(database)
    assert port.between(date.min, date.max) == ()


def test_results_come_back_as_they_were_oldest_first(store: SqliteCheckStore) -> None:
    store.add(SECOND)
    store.add(FIRST)
    assert store.between(date.min, date.max) == (FIRST, SECOND)
    assert store.between(MONDAY, MONDAY) == (FIRST,)
    assert store.between(MONDAY + timedelta(days=2), date.max) == ()


def test_the_same_result_again_replaces_it_and_one_can_go(store: SqliteCheckStore) -> None:
    store.add(FIRST)
    store.add(replace(FIRST, value=31))
    assert store.between(date.min, date.max) == (replace(FIRST, value=31),)
    store.remove("1")
    store.remove("nobody")
    assert store.between(date.min, date.max) == ()
