from dataclasses import replace
from datetime import timedelta

import pytest

from hipcoach.coaching.ports import ProgressionStore
from hipcoach.domain.errors import RangeError
from hipcoach.domain.kept_routine import kept_item
from hipcoach.domain.progression import Answer, Decision, DoseAnswer
from hipcoach.storage.database import Database
from hipcoach.storage.progression_store import SqliteProgressionStore
from tests.domain.samples import EVENING, REPS, item

BASE = kept_item(item("a"))
MORE = replace(BASE, prescription=replace(BASE.prescription, dose=replace(REPS, reps=12)))
ACCEPTED = DoseAnswer(
    uid="1",
    routine_id="first_steps",
    decision=Decision.UP,
    answer=Answer.ACCEPTED,
    why="It went well.",
    base=BASE,
    after=MORE,
    at=EVENING,
    local_date=EVENING.date(),
)
LEFT_OUT = replace(
    ACCEPTED, uid="2", decision=Decision.STOP, after=None, at=EVENING + timedelta(days=1)
)


@pytest.fixture
def store(database: Database) -> SqliteProgressionStore:
    return SqliteProgressionStore(database)


def test_it_is_the_store_that_the_use_cases_ask_for(database: Database) -> None:
    port: ProgressionStore = SqliteProgressionStore(database)
    assert port.answers() == ()


def test_answers_come_back_as_they_were_oldest_first(store: SqliteProgressionStore) -> None:
    store.add(LEFT_OUT)
    store.add(ACCEPTED)
    assert store.answers() == (ACCEPTED, LEFT_OUT)
    assert [answer.at.utcoffset() for answer in store.answers()] == [EVENING.utcoffset()] * 2


def test_the_same_answer_again_replaces_it(store: SqliteProgressionStore) -> None:
    store.add(ACCEPTED)
    store.add(replace(ACCEPTED, answer=Answer.NEVER))
    assert store.answers() == (replace(ACCEPTED, answer=Answer.NEVER),)


def test_an_answer_that_was_taken_back_no_longer_holds(store: SqliteProgressionStore) -> None:
    store.add(ACCEPTED)
    assert store.answers()[0].holds
    store.undo("1", EVENING + timedelta(hours=1))
    (answer,) = store.answers()
    assert not answer.holds
    assert answer.undone_at == EVENING + timedelta(hours=1)
    store.undo("nobody", EVENING)
    assert store.answers() == (answer,)


def test_what_is_put_off_changes_nothing() -> None:
    assert not replace(ACCEPTED, answer=Answer.NOT_NOW).holds


def test_an_answer_is_about_one_item_and_knows_its_time_zone() -> None:
    with pytest.raises(RangeError, match="is not the item a"):
        replace(ACCEPTED, after=replace(MORE, uid="b"))
    with pytest.raises(RangeError, match="has no time zone"):
        replace(ACCEPTED, at=EVENING.replace(tzinfo=None))
