"""The page of an update tells a person what is different for them and why, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlite_utils
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hipcoach.app import Window
from hipcoach.coaching.hip_rules import SIDED_FLAGS
from hipcoach.coaching.precautions import Standing, judge
from hipcoach.coaching.rules_of_0_1 import was_left_out
from hipcoach.coaching.update_changes import TELLERS, UpdateChanges, UpdateFacts
from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, load_settings
from hipcoach.storage.migrations import MIGRATIONS
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.record_value_store import SqliteRecordValues
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.main_window import TODAY
from tests.support.builders import make_item, make_plan, make_routine
from tests.support.windows import shown
from tests.support.world import SORE_LEFT, World

LIBRARY = load_library()
NOW = datetime(2026, 3, 6, 9, 5, tzinfo=UTC)


def told(me: Profile, *planned: Routine) -> list[str]:
    facts = UpdateFacts(me=me, content=LIBRARY, planned=planned)
    return [line.what for teller in TELLERS for line in teller(facts)]


def test_what_a_plan_leaves_out_since_then_is_named_with_its_reason() -> None:
    routine = make_routine(
        make_item(LIBRARY.exercises["reverse_lunge"], uid="a"),
        make_item(LIBRARY.exercises["clamshell"], uid="b"),
        make_item(LIBRARY.exercises["heel_slide"], uid="c"),
    )
    me = Profile(flags=("thr_posterior",), sore_side=Side.RIGHT)
    facts = UpdateFacts(me=me, content=LIBRARY, planned=(routine,))
    line = next(line for teller in TELLERS for line in teller(facts))
    # Its right side was left out before; both hips of the clamshell were looked at.
    lunge = LIBRARY.exercises["reverse_lunge"].name
    assert line.what == f"{routine.name} leaves out from now on: {lunge} (left side)."
    assert "You told us about your right hip" in line.why
    assert line.why.count("You told us") == 1


def test_what_was_left_out_before_is_left_out_still() -> None:
    """Nothing that 0.1 kept from a person is let in, but where a hip is known to be at rest."""
    for exercise in LIBRARY.exercises.values():
        sides = (
            (Side.LEFT, Side.RIGHT)
            if exercise.laterality is Laterality.UNILATERAL
            else (Side.BILATERAL,)
        )
        for flag in LIBRARY.precautions:
            for side in sides:
                me = Profile(flags=(flag,), sore_side=Side.LEFT)
                if was_left_out(exercise, me, side, SIDED_FLAGS):
                    found = judge(exercise, me, side).standing
                    assert found is Standing.AVOID, (exercise.id, flag, side)


def test_lines_are_about_this_person() -> None:
    plain = told(Profile(checks=()))
    assert len(plain) == 1
    assert plain[0].startswith("Two warning signs are new")
    operated = told(Profile(checks=(), flags=("thr_anterior",)))
    assert any("only when one is planned" in line for line in operated)
    assert any("wait until it is cleared" in line for line in operated)
    cancer = told(Profile(checks=(), red_flags=("night_pain", "past_cancer")))
    assert cancer[0].startswith("No session starts until a doctor has seen you")
    own = replace(LIBRARY.routines["first_steps"], origin=RoutineOrigin.THERAPIST, name="Ana's")
    assert told(Profile(checks=()), own)[-1] == "Your therapist’s routine is as it was: Ana's."


def test_it_is_told_once_and_only_after_an_update(world: World) -> None:
    world.plans.add_version(make_plan(date(2026, 3, 2), {0}))
    update = UpdateChanges(
        SqliteRecordValues(world.database),
        world.planner,
        world.library,
        world.preferences,
        world.clock,
    )
    assert update.lines() == ()
    update.note_update()
    assert update.lines()
    update.mark_seen()
    assert update.lines() == ()


@pytest.fixture
def old_folder(tmp_path: Path) -> DataPaths:
    """The folder of a person who used 0.1."""
    paths = DataPaths.find(tmp_path / "data")
    load_settings(paths)
    SettingsStore(paths.settings).save(replace(SORE_LEFT, first_start_done=True))
    db = sqlite_utils.Database(paths.database)
    MIGRATIONS.apply(db, stop_before="m0009_care")
    db.execute(
        "INSERT INTO annotations (uid, day, kind, text, at) VALUES "
        "('a', '2026-03-01', 'own', 'walked', '2026-03-01T08:00:00.000000+00:00')"
    )
    db.close()
    return paths


@pytest.fixture
def window(qapp: QApplication, old_folder: DataPaths) -> Iterator[Window]:
    loaded = load_settings(old_folder)
    made = Window(qapp, old_folder, loaded, ManualClock(NOW), keep_awake=lambda _wanted: "")
    yield from shown(made)


def test_the_first_start_after_the_update_shows_one_page(window: Window) -> None:
    page = window.pages.update
    assert page is not None
    assert page.isVisible()
    assert not window.pages.today.isVisible()
    QTest.keyClick(page.go_on, Qt.Key.Key_Return)
    assert window.pages.today.isVisible()
    assert not page.isVisible()
    window.main.show_page(TODAY)
    assert window.services.update.lines() == ()


def test_a_command_may_be_what_brings_the_record_up_to_date(old_folder: DataPaths) -> None:
    services = build(old_folder, load_settings(old_folder), ManualClock(NOW))
    services.close()
    again = build(old_folder, load_settings(old_folder), ManualClock(NOW))
    assert again.update.lines()
    again.close()


def test_a_new_record_is_told_nothing(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path / "data")
    services = build(paths, load_settings(paths), ManualClock(NOW))
    assert services.update.lines() == ()
    services.close()
