from dataclasses import replace
from datetime import timedelta

import pytest

from hipcoach.coaching.ports import BaselineStore
from hipcoach.domain.baseline import Baseline
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.storage.database import Database
from tests.domain.samples import EVENING, MONDAY


@pytest.fixture
def store(database: Database) -> BaselineStore:
    return SqliteBaselineStore(database)


def baseline(uid: str, site: str = "left hip", *, value: float = 5.5, day: int = 0) -> Baseline:
    return Baseline(
        uid=uid,
        site=site,
        first_day=MONDAY,
        value=value,
        reason="After the injection",
        set_at=EVENING + timedelta(days=day),
    )


def test_those_that_were_replaced_are_kept_and_sites_stay_apart(store: BaselineStore) -> None:
    second, first, other = baseline("1", day=3), baseline("2", value=0), baseline("3", "right hip")
    for one in (second, first, other):
        store.add(one)
    assert store.of_site("left hip") == (first, second)
    assert store.of_site("right hip") == (other,)
    assert store.of_site("hip") == ()


def test_the_same_uid_again_replaces(store: BaselineStore) -> None:
    store.add(baseline("1"))
    changed = replace(baseline("1", value=6), reason="Typed wrongly", first_day=MONDAY)
    store.add(changed)
    assert store.of_site("left hip") == (changed,)
