from pathlib import Path

import pytest

from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_import import RoutineImport
from hipcoach.content.routine_files import RoutineFiles
from hipcoach.domain.errors import ContentError
from hipcoach.domain.routine import RoutineOrigin
from hipcoach.domain.written import is_written
from hipcoach.storage.routine_store import SqliteRoutineStore
from tests.support.world import World

SENT = b"""
id = "knees_and_hips"
name = "Knees and hips"

[[items]]
exercise = "clamshels"
sets = 3
reps = 12
locked = true

[[items]]
exercise = "bridge"
"""


@pytest.fixture
def book(world: World) -> RoutineBook:
    return RoutineBook(world.library, SqliteRoutineStore(world.database), world.clock)


@pytest.fixture
def entry(world: World, book: RoutineBook) -> RoutineImport:
    return RoutineImport(book, RoutineFiles(world.library.exercises))


def test_what_comes_in_is_shown_before_it_is_kept(
    entry: RoutineImport, book: RoutineBook, tmp_path: Path
) -> None:
    path = tmp_path / "plan.hipcoach"
    path.write_bytes(SENT)
    incoming = entry.open(path)
    assert (incoming.file, incoming.replaces) == ("plan.hipcoach", None)
    assert incoming.routine.id not in book.routines
    (unknown,) = incoming.unknown
    assert unknown.name == "clamshels"
    assert unknown.candidates[0].id == "clamshell"
    assert is_written(incoming.routine.items[0].exercise)
    incoming = entry.decide(incoming, "clamshels", "clamshell")
    assert incoming.routine.items[0].exercise.id == "clamshell"
    kept = entry.keep(incoming)
    assert book.routines["knees_and_hips"] == kept
    assert kept.origin is RoutineOrigin.THERAPIST


def test_sent_again_it_takes_the_place_of_the_old_one_or_stands_beside_it(
    entry: RoutineImport, book: RoutineBook
) -> None:
    first = entry.keep(entry.read(SENT, "plan.hipcoach"))
    again = entry.read(SENT.replace(b"sets = 3", b"sets = 2"), "plan.hipcoach")
    assert again.replaces == first
    beside = entry.keep(again, beside=True)
    assert beside.id == "knees_and_hips_2"
    entry.keep(again)
    assert [
        book.routines[key].items[0].prescription.dose.sets
        for key in ("knees_and_hips", "knees_and_hips_2")
    ] == [2, 2]


def test_a_built_in_routine_is_never_replaced(entry: RoutineImport, book: RoutineBook) -> None:
    desk = book.routines["desk"]
    incoming = entry.read(RoutineFiles(book.exercises).write(desk), "desk.hipcoach")
    assert incoming.replaces is None
    kept = entry.keep(incoming)
    assert kept.id != "desk"
    assert book.routines["desk"] == desk
    assert book.routines[kept.id].items == desk.items


def test_a_broken_file_names_file_place_and_rule(entry: RoutineImport) -> None:
    with pytest.raises(ContentError) as caught:
        entry.read(SENT.replace(b"sets = 3", b"sets = 30"), "plan.hipcoach")
    assert str(caught.value) == "plan.hipcoach: items[0].sets: 30 is over 10"
