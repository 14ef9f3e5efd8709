from dataclasses import replace
from itertools import product

import pytest

from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import Draft, added
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.kept_routine import kept_routine
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.domain.routine import RoutineOrigin
from hipcoach.domain.session import SetEnd
from hipcoach.domain.written import written_exercise
from hipcoach.storage.routine_store import SqliteRoutineStore
from tests.support.world import World


def open_book(world: World) -> RoutineBook:
    return RoutineBook(world.library, SqliteRoutineStore(world.database), world.clock)


@pytest.fixture
def book(world: World) -> RoutineBook:
    return open_book(world)


def test_it_is_a_content_source(world: World, book: RoutineBook) -> None:
    content: ContentSource = book
    assert content.routines == world.library.routines
    assert content.exercises is world.library.exercises
    assert content.red_flags is world.library.red_flags
    assert content.precautions is world.library.precautions
    assert content.equipment_names is world.library.equipment_names


def test_a_copy_is_kept_under_an_id_of_its_own_and_found_again(
    world: World, book: RoutineBook
) -> None:
    copy = book.copy_of(book.routines["desk"])
    assert copy.origin is RoutineOrigin.OWN
    assert copy.id not in book.routines
    book.keep(copy)
    assert book.is_kept(copy.id)
    assert not book.is_kept("desk")
    again = open_book(world)
    assert again.routines[copy.id] == copy
    assert list(again.routines) == [*world.library.routines, copy.id]


def test_a_built_in_routine_is_never_overwritten(book: RoutineBook) -> None:
    with pytest.raises(HipcoachError, match="change a copy of it"):
        book.keep(book.routines["desk"])


def test_removing_can_be_undone_by_keeping_again(book: RoutineBook) -> None:
    copy = book.copy_of(book.routines["desk"])
    book.keep(copy)
    book.remove(copy.id)
    assert copy.id not in book.routines
    book.keep(copy)
    assert book.routines[copy.id] == copy


def test_ids_are_plain_and_free(book: RoutineBook) -> None:
    assert book.free_id("Für die Hüfte!") == "f_r_die_h_fte"
    assert book.free_id("?") == "routine"
    assert book.free_id("Desk") == "desk_2"
    assert len(book.free_id("x" * 500)) <= 64
    draft = kept_routine(replace(book.routines["desk"], id="evening"))
    book.keep_draft(draft)
    assert book.free_id("Evening") == "evening_2"
    assert book.drafts() == (draft,)
    book.drop_draft("evening")
    assert book.free_id("Evening") == "evening"


def test_the_plan_can_ask_for_an_own_routine_at_once(world: World, book: RoutineBook) -> None:
    planner = Planner(world.plans, world.sessions, book, world.clock)
    copy = book.copy_of(book.routines["strength"])
    book.keep(copy)
    planner.set_plan(copy.id, frozenset(range(7)))
    assert planner.today().routine == copy


def test_one_that_is_not_whole_is_told_and_left_alone(world: World, book: RoutineBook) -> None:
    store = SqliteRoutineStore(world.database)
    kept = kept_routine(book.copy_of(book.routines["desk"]))
    store.keep(replace(kept, items=()), world.clock.now())
    again = open_book(world)
    assert again.routines == world.library.routines
    assert again.problems == (
        f"{kept.name}: items: nothing is listed; a routine needs an exercise",
    )


def test_words_of_a_plan_are_played_and_recorded_like_any_exercise(world: World) -> None:
    kinds = (DoseKind.REPS, DoseKind.HOLD, DoseKind.TIMED)
    draft = Draft(id="paper", name="From paper")
    for number, (kind, laterality) in enumerate(product(kinds, Laterality)):
        draft = added(draft, written_exercise(f"Thing {number}", kind, laterality))
    coach = world.coach(draft.routine())
    coach.play()
    world.run_out(coach)
    done = {record.exercise_id for record in world.sets(coach)}
    assert done == {item.exercise.id for item in draft.items}
    assert all(record.ended is SetEnd.COMPLETED for record in world.sets(coach))
