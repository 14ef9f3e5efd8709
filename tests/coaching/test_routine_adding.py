"""An exercise goes from the library into a routine of one's own, and out again."""

from dataclasses import replace

import pytest

from hipcoach.coaching.routine_adding import RoutineAdding
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import EditRefusedError, start_of
from hipcoach.domain.routine import MAX_ITEMS, RoutineOrigin
from hipcoach.storage.routine_store import SqliteRoutineStore
from tests.support.world import World


@pytest.fixture
def book(world: World) -> RoutineBook:
    return RoutineBook(world.library, SqliteRoutineStore(world.database), world.clock)


def test_a_new_routine_begins_with_it_at_its_start_dose(world: World, book: RoutineBook) -> None:
    adding = RoutineAdding(book)
    assert adding.routines() == (), "what is built in is not added to"
    bridge = world.library.exercises["bridge"]
    done = adding.add(bridge)
    assert (done.routine.name, done.before) == ("My routine", None)
    assert done.routine.origin is RoutineOrigin.OWN
    (item,) = book.routines[done.routine.id].items
    assert (item.exercise, item.prescription) == (bridge, start_of(bridge))
    assert [routine.id for routine in adding.routines()] == [done.routine.id]
    assert adding.add(bridge).routine.name == "My routine 2"
    adding.take_back(done)
    assert done.routine.id not in book.routines


def test_it_comes_at_the_end_of_one_there_is_and_can_be_taken_back(
    world: World, book: RoutineBook
) -> None:
    adding = RoutineAdding(book)
    own = replace(book.copy_of(book.routines["desk"]), name="Mine")
    book.keep(own)
    done = adding.add(world.library.exercises["bridge"], own.id)
    assert done.routine.items[:-1] == own.items
    assert book.routines[own.id].items[-1].exercise.id == "bridge"
    adding.take_back(done)
    assert book.routines[own.id].items == own.items


def test_a_full_routine_takes_no_more(world: World, book: RoutineBook) -> None:
    adding = RoutineAdding(book)
    bridge = world.library.exercises["bridge"]
    own = adding.add(bridge).routine
    for _ in range(MAX_ITEMS - 1):
        adding.add(bridge, own.id)
    with pytest.raises(EditRefusedError):
        adding.add(bridge, own.id)
    assert len(book.routines[own.id].items) == MAX_ITEMS
