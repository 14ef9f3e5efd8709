"""Whatever id of plan, record or content names nothing any more is told, never a KeyError."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from hipcoach.coaching.day_forms import DayForms
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.intake import Intake, choose_pathway
from hipcoach.coaching.lesson_start import routine_to_start
from hipcoach.coaching.outlook import outlook
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planned_routines import PlannedRoutines
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.reminders import Reminders
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.known import UnknownIdError, known
from hipcoach.domain.plan import Slot
from hipcoach.storage.pathway_store import SqliteActivityStore, SqlitePathwayStore
from hipcoach.storage.planned_store import SqlitePlannedCopyStore
from hipcoach.storage.routine_store import SqliteRoutineStore
from tests.support.world import World

LIBRARY = load_library()
PARTS = ("exercises", "routines", "pathways")


def test_what_is_missing_is_named() -> None:
    assert known({"a": 1}, "a") == 1
    with pytest.raises(UnknownIdError) as told:
        known({}, "thr_week3")
    assert str(told.value).startswith("“thr_week3” is not there any more")
    assert isinstance(told.value, HipcoachError)


def without(gone: Mapping[str, frozenset[str]]) -> Any:
    """Return the shipped content without some of its things."""
    left: dict[str, Any] = {
        part: {key: each for key, each in getattr(LIBRARY, part).items() if key not in gone[part]}
        for part in PARTS
    }
    return replace(LIBRARY, **left)


def losses(seed: int) -> dict[str, frozenset[str]]:
    """Return what is gone of each part: a share of it, now and then all of it."""
    chance = Random(seed)
    found = {}
    for part in PARTS:
        ids = sorted(getattr(LIBRARY, part))
        share = chance.choice([0.05, 0.4, 0.9, 1.0])
        found[part] = frozenset(each for each in ids if chance.random() < share)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_ids_that_name_nothing_are_told(world: World, seed: int) -> None:
    content = without(losses(seed))
    book = RoutineBook(content, SqliteRoutineStore(world.database), world.clock)
    planned = PlannedRoutines(
        world.plans,
        SqlitePlannedCopyStore(world.database),
        book,
        world.clock,
        places={},
        broken={},
    )
    planner = Planner(
        world.plans, world.sessions, book, world.clock, planned.name_of, planned.save_copies
    )
    planner.change(
        tuple(Slot(routine_id=each, weekdays=frozenset(range(7))) for each in ("strength", "desk")),
        None,
    )
    forms = DayForms(book, world.diary, world.preferences, ExerciseHistory(world.sessions))
    intake = Intake(planner, book, world.preferences)
    pathways = PathwayDesk(
        SqlitePathwayStore(world.database),
        world.sessions,
        world.pains,
        planner,
        book,
        world.preferences,
        world.clock,
        activities=SqliteActivityStore(world.database),
        annotations=world.annotations,
    )
    day, me = world.clock.today(), world.preferences.current.me
    told: list[Callable[[], object]] = [
        planner.today,
        planner.history,
        planned.missing,
        lambda: planned.restore("strength"),
        lambda: planned.about("strength"),
        lambda: [forms.offered(each) for each in list(book.routines.values())[:3]],
        lambda: intake.propose(frozenset(range(7))),
        lambda: choose_pathway(me, "hip_arthritis", book),
        pathways.standing,
        lambda: outlook(me, frozenset(range(7)), day, book, lambda _: 1),
        lambda: routine_to_start(book, "bridge"),
        lambda: planner.calendar(day, day + timedelta(days=7)),
        lambda: Reminders(
            planner, world.sessions, book, world.preferences, world.clock, lambda _: 1
        ).wait_ms(),
    ]
    for call in told:
        # Nothing else may come of it.
        with suppress(HipcoachError):
            call()
