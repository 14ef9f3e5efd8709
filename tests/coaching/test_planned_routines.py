"""A planned routine that is gone, broken or misspelt is told, and comes back from its copy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coaching.planned_routines import PlannedRoutines
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import HipcoachError
from hipcoach.storage.planned_store import SqlitePlannedCopyStore
from hipcoach.storage.routine_store import SqliteRoutineStore
from tests.support.world import World

CASE = Path(__file__).parents[1] / "cases" / "82-planned-routine-typo.hipcoach"
BROKEN = CASE.read_text()
# The key is hold_s; the file as it came says hold.
WHOLE = BROKEN.replace("hold = ", "hold_s = ")
EVERY_DAY = frozenset(range(7))


class Home:
    """A plan, with what a start of the app wires around it."""

    def __init__(self, world: World, folder: Path) -> None:
        library = load_library(folder)
        self.book = RoutineBook(library, SqliteRoutineStore(world.database), world.clock)
        self.planned = PlannedRoutines(
            world.plans,
            SqlitePlannedCopyStore(world.database),
            self.book,
            world.clock,
            places=library.routine_places,
            broken=library.broken_routines,
        )
        self.planner = Planner(
            world.plans,
            world.sessions,
            self.book,
            world.clock,
            self.planned.name_of,
            self.planned.save_copies,
        )
        self.book.when_saved(self.planned.save_copies)
        self.planned.save_copies()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "routines").mkdir(parents=True)
    return tmp_path / "data"


def test_a_file_that_is_misspelt_is_told_and_restored_as_it_was(world: World, folder: Path) -> None:
    file = folder / "routines" / "thr_week3.hipcoach"
    file.write_text(WHOLE)
    home = Home(world, folder)
    before = home.book.routines["thr_week3"]
    home.planner.set_plan("thr_week3", EVERY_DAY)
    world.go_to(days=3)
    assert Home(world, folder).planned.missing() == ()
    world.go_to(days=2)
    file.write_text(BROKEN)
    home = Home(world, folder)
    (missing,) = home.planned.missing()
    assert (missing.routine_id, missing.name) == ("thr_week3", "After hip replacement, week 3")
    assert missing.last_seen == (world.clock.now() - timedelta(days=2)).date()
    assert missing.file == "routines/thr_week3.hipcoach"
    assert "hold" in missing.problem
    assert all(
        each in missing.sentences for each in ("5 March 2026", missing.file, missing.problem)
    )
    (due,) = home.planner.today().due
    assert (due.name, due.routine) == ("After hip replacement, week 3", None)
    assert home.planned.restore("thr_week3") == before
    assert home.planned.missing() == ()
    assert home.planner.today().routine == before


@pytest.mark.parametrize(
    ("break_it", "is_told"),
    [
        (lambda text: text.replace('"thr_week3"', '"thr_weak3"'), "Its file was routines/thr.toml"),
        (
            lambda text: text.replace("calf_stretch", "calf_strech"),
            "routines/thr.toml can’t be used",
        ),
        (lambda text: "", "routines/thr.toml can’t be used"),
    ],
)
def test_however_its_file_is_broken_it_is_named(
    world: World, folder: Path, break_it: Callable[[str], str], is_told: str
) -> None:
    file = folder / "routines" / "thr.toml"
    file.write_text(WHOLE)
    Home(world, folder).planner.set_plan("thr_week3", EVERY_DAY)
    file.write_text(break_it(file.read_text()))
    (missing,) = Home(world, folder).planned.missing()
    assert missing.can_restore
    assert is_told in missing.sentences


def test_one_that_was_never_whole_is_named_without_a_copy(world: World, folder: Path) -> None:
    file = folder / "routines" / "other.toml"
    file.write_text(BROKEN)
    home = Home(world, folder)
    home.planner.set_plan("thr_week3", EVERY_DAY)
    (missing,) = home.planned.missing()
    assert (missing.name, missing.file) == ("thr_week3", "routines/other.toml")
    assert not missing.can_restore
    with pytest.raises(HipcoachError, match="no copy of thr_week3"):
        home.planned.restore("thr_week3")


def test_a_deleted_routine_comes_back_as_last_saved(world: World, folder: Path) -> None:
    home = Home(world, folder)
    copy = home.book.copy_of(home.book.routines["desk"])
    home.book.keep(copy)
    home.planner.set_plan(copy.id, EVERY_DAY)
    home.book.keep(replace(copy, goal="Sit less"))
    home.book.remove(copy.id)
    (missing,) = home.planned.missing()
    assert missing.can_restore
    assert home.planned.restore(copy.id).goal == "Sit less"


def test_a_plan_that_is_over_misses_nothing(world: World, folder: Path) -> None:
    home = Home(world, folder)
    home.planner.set_plan("gone", EVERY_DAY)
    assert [each.routine_id for each in home.planned.missing()] == ["gone"]
    world.go_to(days=1)
    home.planner.choose_another("gone", "desk")
    assert home.planned.missing() == ()
