from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipcoach.coaching.ports import PlanStore
from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot, UnreadableVersion, version_on
from hipcoach.storage.database import Database
from hipcoach.storage.plan_store import SqlitePlanStore
from tests.domain.samples import MONDAY
from tests.support.builders import make_plan

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def version(uid: str, valid_from: date = MONDAY, *weekdays: int) -> PlanVersion:
    return make_plan(valid_from, weekdays, uid=uid)


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
    store.excuse([MONDAY + WEEK], "travelling")
    store.excuse([MONDAY, MONDAY + DAY], "ill")
    store.excuse([MONDAY], "“flu”")
    assert list(store.excused().items()) == [
        (MONDAY, "“flu”"),
        (MONDAY + DAY, "ill"),
        (MONDAY + WEEK, "travelling"),
    ]
    store.unexcuse([MONDAY, MONDAY + DAY])
    store.unexcuse([MONDAY])
    assert store.excused() == {MONDAY + WEEK: "travelling"}


def test_several_routines_phases_and_the_reason_come_back(store: SqlitePlanStore) -> None:
    full = PlanVersion(
        uid="a",
        slots=(
            Slot(routine_id="strength", weekdays=frozenset({0, 3})),
            Slot(routine_id="desk", weekdays=frozenset(range(5))),
            Slot(routine_id="balance"),
        ),
        valid_from=MONDAY + DAY,
        programme=Programme(
            first_day=MONDAY,
            phases=(Phase(weeks=2, goal="Walk to the “park”"), Phase(weeks=4)),
        ),
        reason="More time in summer",
    )
    store.add_version(full)
    assert store.versions() == (full,)
    store.add_version(version("b", MONDAY + DAY, 1))
    assert store.versions() == (version("b", MONDAY + DAY, 1),)
    store.remove_version("b")
    store.remove_version("b")
    assert store.versions() == ()
    store.add_version(full)
    assert store.versions() == (full,)


BREAKS = {
    "no routine is left": "DELETE FROM plan_slots WHERE version_uid = 'b'",
    "one routine is gone": "DELETE FROM plan_slots WHERE version_uid = 'b' AND position = 0",
    "a time that is none": "UPDATE plan_slots SET times = 'noon' WHERE version_uid = 'b'",
    "no phase is left": "DELETE FROM plan_phases WHERE version_uid = 'b'",
    "a phase without an end": "UPDATE plan_phases SET weeks = 999 WHERE version_uid = 'b'",
}


@pytest.mark.parametrize("sql", BREAKS.values(), ids=BREAKS)
def test_a_version_that_cannot_be_read_keeps_its_place(
    store: SqlitePlanStore, database: Database, sql: str
) -> None:
    kept, last = version("a", MONDAY, 0, 2), version("c", MONDAY + 2 * WEEK, 4)
    store.add_version(kept)
    store.add_version(
        PlanVersion(
            uid="b",
            slots=(Slot(routine_id="one", weekdays=frozenset({1})), Slot(routine_id="two")),
            valid_from=MONDAY + WEEK,
            programme=Programme(first_day=MONDAY, phases=(Phase(weeks=8),)),
        )
    )
    store.add_version(last)
    database.write(sql)
    lost = UnreadableVersion(uid="b", valid_from=MONDAY + WEEK)
    assert store.versions() == (kept, lost, last)
    assert version_on(store.versions(), MONDAY + WEEK) == lost
    store.add_version(lost)
    assert len(database.query("SELECT * FROM plan_versions")) == 3
    store.remove_version("b")
    assert store.versions() == (kept, last)
