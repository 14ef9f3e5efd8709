from dataclasses import replace
from datetime import timedelta

import pytest

from hipcoach.coaching.ports import RoutineStore
from hipcoach.domain.errors import StorageError
from hipcoach.domain.kept_routine import KeptRoutine, kept_routine, restored_routine
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.storage.database import Database
from hipcoach.storage.routine_store import SqliteRoutineStore
from tests.domain.samples import EVENING, HOLD, REPS, item, routine

LATER = EVENING + timedelta(minutes=5)


@pytest.fixture
def store(database: Database) -> SqliteRoutineStore:
    return SqliteRoutineStore(database)


def own(routine_id: str = "mine", origin: RoutineOrigin = RoutineOrigin.OWN) -> Routine:
    items = (
        replace(item("a", left=replace(REPS, reps=4), group="A"), locked=True, priority=1),
        replace(item("b", only_side=Side.RIGHT, group="A"), transition_ms=25_000),
        item("c", HOLD, Laterality.BILATERAL, "bridge"),
    )
    return replace(routine(*items), id=routine_id, origin=origin, audience="For me")


def test_it_is_the_store_that_the_use_cases_ask_for(database: Database) -> None:
    port: RoutineStore = SqliteRoutineStore(database)
    assert port.routines() == port.drafts() == ()


def test_a_routine_comes_back_as_it_was(store: SqliteRoutineStore) -> None:
    mine, theirs = own(), own("theirs", RoutineOrigin.THERAPIST)
    store.keep(kept_routine(mine), EVENING)
    store.keep(kept_routine(theirs), LATER)
    assert store.routines() == (kept_routine(mine), kept_routine(theirs))
    exercises = {each.exercise.id: each.exercise for each in mine.items}
    assert [restored_routine(each, exercises) for each in store.routines()] == [mine, theirs]


def test_a_change_keeps_its_place_and_takes_the_draft_along(store: SqliteRoutineStore) -> None:
    first, second = kept_routine(own()), kept_routine(own("second"))
    store.keep(first, EVENING)
    store.keep(second, EVENING)
    store.keep_draft(replace(first, name="Half"), LATER)
    changed = replace(first, name="Whole")
    store.keep(changed, LATER)
    assert store.routines() == (changed, second)
    assert store.drafts() == ()


def test_drafts_may_be_empty_and_the_last_comes_first(store: SqliteRoutineStore) -> None:
    empty = KeptRoutine(id="new", name="", goal="", items=())
    store.keep_draft(empty, EVENING)
    store.keep_draft(kept_routine(own()), LATER)
    assert store.drafts() == (kept_routine(own()), empty)
    store.keep_draft(replace(empty, name="Named"), LATER + timedelta(minutes=1))
    assert [draft.name for draft in store.drafts()] == ["Named", "First steps"]
    store.drop_draft("new")
    store.drop_draft("new")
    assert [draft.id for draft in store.drafts()] == ["mine"]


def test_what_is_removed_is_gone_with_its_draft(store: SqliteRoutineStore) -> None:
    store.keep(kept_routine(own()), EVENING)
    store.keep_draft(kept_routine(own()), EVENING)
    store.remove("mine")
    store.remove("mine")
    assert store.routines() == store.drafts() == ()


def test_one_that_cannot_be_read_keeps_no_other_back(
    store: SqliteRoutineStore, database: Database
) -> None:
    store.keep(kept_routine(own()), EVENING)
    store.keep(kept_routine(own("broken")), EVENING)
    store.keep_draft(kept_routine(own("draft")), EVENING)
    for table, name in (("routines", "broken"), ("routine_drafts", "draft")):
        database.write(f"UPDATE {table} SET routine_json = '{{}}' WHERE id = ?", (name,))
    assert [each.id for each in store.routines()] == ["mine"]
    assert store.drafts() == ()
    (problem,) = store.problems()
    assert problem.startswith("The routine broken can't be read: ")


@pytest.mark.parametrize(
    ("column", "bad"),
    [("id", ""), ("origin", "built-in"), ("routine_json", "{"), ("kept_at", "noon")],
)
def test_what_does_not_fit_is_refused(
    store: SqliteRoutineStore, database: Database, column: str, bad: str
) -> None:
    store.keep(kept_routine(own()), EVENING)
    with pytest.raises(StorageError, match="refused an entry that does not fit"):
        database.write(f"UPDATE routines SET {column} = ?", (bad,))


def test_an_exercise_that_is_gone_or_done_otherwise_becomes_words(
    store: SqliteRoutineStore,
) -> None:
    mine = own()
    exercises = {each.exercise.id: each.exercise for each in mine.items}
    del exercises["clamshell"]
    exercises["bridge"] = replace(exercises["bridge"], laterality=Laterality.ALTERNATING)
    found = restored_routine(kept_routine(mine), exercises)
    assert [each.exercise.id for each in found.items] == ["clamshell", "clamshell", "bridge"]
    assert [each.exercise.steps for each in found.items] == [(), (), ()]
    assert [each.prescription for each in found.items] == [each.prescription for each in mine.items]
    assert kept_routine(found) == kept_routine(mine)
