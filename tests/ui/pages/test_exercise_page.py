"""One exercise: walking its ladder, what was done of it, and trying it out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.trying_out import trial_of
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from hipcoach.domain.settings import Settings
from hipcoach.ui.pages.exercise_page import ExercisePage
from hipcoach.ui.pages.parts.exercise_ladder_row import LadderRow
from hipcoach.ui.theme import HIT_TARGET, Theme, ThemeMode
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.world import World


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def world(tmp_path: Path, library: Library) -> Iterator[World]:
    made = World(tmp_path, library, Settings(me=Profile(sore_side=Side.LEFT, areas=("hip",))))
    yield made
    made.close()


@pytest.fixture
def page(library: Library, theme: Theme, world: World, qtbot: QtBot) -> ExercisePage:
    page = ExercisePage(
        library, theme, preferences=world.preferences, history=ExerciseHistory(world.sessions)
    )
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def tell(world: World, *flags: str) -> None:
    settings = world.preferences.current
    world.preferences.change(replace(settings, me=replace(settings.me, flags=flags)))


def texts(within: QWidget) -> list[str]:
    return [each.text() for each in within.findChildren(TextLabel) if each.isVisible()]


def button(page: QWidget, text: str) -> QPushButton | None:
    found = (each for each in page.findChildren(QPushButton) if each.isVisible())
    return next((each for each in found if each.text() == text), None)


def rungs(page: ExercisePage) -> tuple[ExerciseTile, ...]:
    row = next(each for each in page.findChildren(LadderRow) if each.isVisible())
    return row.tiles()


# -- the ladder ------------------------------------------------------------------


def test_the_ladder_is_a_row_with_this_one_in_its_place(page: ExercisePage) -> None:
    page.show_exercise("clamshell")
    assert [(each.text(), each.dose) for each in rungs(page)] == [
        ("Belt press-out", "Easier"),
        ("Clamshell", "This one"),
        ("Side-lying leg lift", "Harder"),
        ("Clamshell with band", "Harder"),
        ("Side plank with clam", "Harder"),
    ]
    assert "Easier and harder" in texts(page)
    # As one reads: from left to right, and on in the next line where the row is full.
    places = [(each.y(), each.x()) for each in rungs(page)]
    assert places == sorted(places)
    assert len({y for y, _ in places}) < len(places)


def test_arrows_walk_past_this_one_and_enter_opens(page: ExercisePage, qtbot: QtBot) -> None:
    page.show_exercise("clamshell")
    easier, this, harder, _, hardest = rungs(page)
    easier.setFocus()
    QTest.keyClick(easier, Qt.Key.Key_Left)
    assert easier.hasFocus()
    QTest.keyClick(easier, Qt.Key.Key_Right)
    assert harder.hasFocus()
    assert this.focusPolicy() is Qt.FocusPolicy.NoFocus
    for _ in range(2):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    assert hardest.hasFocus()
    with qtbot.waitSignal(page.exercise_requested) as asked:
        QTest.keyClick(hardest, Qt.Key.Key_Return)
    assert asked.args == ["side_plank_clam"]
    with qtbot.waitSignal(page.exercise_requested) as asked:
        QTest.mouseClick(easier, Qt.MouseButton.LeftButton)
    assert asked.args == ["hip_abd_isometric_belt"]


def test_stretches_are_also_possible_and_say_how_one_lies(page: ExercisePage) -> None:
    page.show_exercise("piriformis_stretch")
    assert "Also possible" in texts(page)
    assert "Easier and harder" not in texts(page)
    assert rungs(page)[0].dose == "Lying on your back"
    assert "Seated figure-four stretch" not in [each.text() for each in rungs(page)]


def test_no_rung_is_cut_off(page: ExercisePage, library: Library) -> None:
    for exercise_id in ("single_leg_balance", "squat"):
        page.show_exercise(exercise_id)
        QApplication.processEvents()
        for tile in rungs(page):
            assert "…" not in "".join((*tile.name_lines(), tile.dose_line()))


# -- what was done ----------------------------------------------------------------


def done(world: World, library: Library, reps: int) -> None:
    now = world.clock.now()
    session = Session(
        uid=f"{now}",
        routine=trial_of(library.exercises["clamshell"]),
        started_at=now,
        local_date=now.date(),
        status=SessionStatus.COMPLETED,
    )
    world.sessions.start(session)
    world.sessions.save_set(
        SetRecord(
            session_uid=session.uid,
            address=SetAddress("try:clamshell-1", 1, Side.LEFT),
            exercise_id="clamshell",
            planned_reps=10,
            planned_ms=50_000,
            done_reps=reps,
            done_ms=45_000,
            ended=SetEnd.COMPLETED,
            at=now,
        )
    )


def test_own_history_is_told_and_follows(
    page: ExercisePage, world: World, library: Library
) -> None:
    page.show_exercise("clamshell")
    assert "You haven't done this one yet. What you do of it will be here." in texts(page)
    done(world, library, 7)
    page.refresh()
    assert "1 set" in texts(page)
    assert [each for each in texts(page) if each.startswith("7 repetitions, on ")]
    world.go_to(days=1)
    done(world, library, 9)
    page.refresh()
    assert "2 sets in 2 sessions" in texts(page)
    assert "Most in a set, left" in texts(page)
    assert [each for each in texts(page) if each.startswith("9 repetitions, on ")]
    assert not [each for each in texts(page) if each.startswith("7 repetitions")]


def test_nothing_is_filled_again_for_no_reason(page: ExercisePage) -> None:
    page.show_exercise("clamshell")
    before = rungs(page)
    page.refresh()
    assert rungs(page) == before


# -- trying it out -----------------------------------------------------------------


def test_one_set_can_be_tried(page: ExercisePage, library: Library, qtbot: QtBot) -> None:
    page.show_exercise("clamshell")
    assert "One set on each side, guided." in texts(page)
    start = button(page, "Try it now")
    assert start is not None
    assert start.height() >= HIT_TARGET
    with qtbot.waitSignal(page.try_requested) as asked:
        QTest.keyClick(start, Qt.Key.Key_Return)
    assert asked.args == [trial_of(library.exercises["clamshell"])]
    page.show_exercise("bridge")
    assert "One set, guided." in texts(page)


def test_one_side_that_is_left_can_be_tried(page: ExercisePage, world: World) -> None:
    tell(world, "gtps")
    page.show_exercise("figure4_supine")
    assert "Only with the right leg until your therapist says yes" in texts(page)
    assert [each for each in texts(page) if each.startswith("You told us about your left hip:")]
    assert "One set, guided." in texts(page)
    assert button(page, "Try it now") is not None


def test_what_is_to_be_avoided_cannot_be_tried_until_it_is_cleared(
    page: ExercisePage, world: World, library: Library
) -> None:
    settings = world.preferences.current
    both = replace(settings.me, sore_side=Side.BILATERAL)
    world.preferences.change(replace(settings, me=both))
    tell(world, "gtps")
    page.show_exercise("figure4_supine")
    assert button(page, "Try it now") is None
    assert "Not for you until your therapist says yes" in texts(page)
    cleared = button(page, "My therapist cleared this")
    assert cleared is not None
    QTest.keyClick(cleared, Qt.Key.Key_Return)
    assert world.preferences.current.me.clearance("figure4_supine") is not None
    assert button(page, "Try it now") is not None
    assert "Cleared by your therapist" in texts(page)
    assert "Not for you until your therapist says yes" not in texts(page)
    assert world.desk.prepare(trial_of(library.exercises["figure4_supine"])).total


def test_a_sign_for_a_doctor_is_not_for_a_therapist_to_clear(
    page: ExercisePage, world: World, library: Library
) -> None:
    tell(world, "dvt_signs")
    assert "dvt_signs" in library.exercises["calf_stretch"].avoid_flags
    page.show_exercise("calf_stretch")
    assert "Not for you until a doctor has looked at this" in texts(page)
    assert button(page, "Try it now") is None
    assert button(page, "My therapist cleared this") is None


def test_to_go_easy_is_a_warning_and_no_lock(
    page: ExercisePage, world: World, library: Library
) -> None:
    flag = next(flag for flag in library.exercises["squat"].caution_flags)
    tell(world, flag)
    page.show_exercise("squat")
    assert "Go easy on this one" in texts(page)
    assert button(page, "Try it now") is not None
    assert button(page, "My therapist cleared this") is None


def test_rungs_to_be_left_out_say_so(page: ExercisePage, world: World) -> None:
    settings = world.preferences.current
    both = replace(settings.me, sore_side=Side.BILATERAL, flags=("gtps",))
    world.preferences.change(replace(settings, me=both))
    page.show_exercise("piriformis_stretch")
    assert {each.dose.partition(" · ")[2] for each in rungs(page)} == {"Leave out for now"}


def test_without_preferences_nothing_is_offered(
    library: Library, theme: Theme, qtbot: QtBot
) -> None:
    page = ExercisePage(library, theme)
    qtbot.addWidget(page)
    page.show()
    page.show_exercise("clamshell")
    assert button(page, "Try it now") is None
    assert "Your own history" not in texts(page)


# -- taking it into a routine -------------------------------------------------------


def test_it_can_be_added_to_a_routine_once_somebody_answers(
    page: ExercisePage, world: World, qtbot: QtBot
) -> None:
    page.show_exercise("bridge")
    assert button(page, "Add to a routine") is None
    page.offer_adding()
    add = button(page, "Add to a routine")
    assert add is not None
    assert add.height() >= HIT_TARGET
    with qtbot.waitSignal(page.add_to_routine_requested) as asked:
        QTest.keyClick(add, Qt.Key.Key_Return)
    assert asked.args == ["bridge"]


def test_what_is_to_be_left_out_is_not_offered_for_a_routine(
    page: ExercisePage, world: World
) -> None:
    tell(world, "balance_impaired")
    page.offer_adding()
    page.show_exercise("star_reach")
    assert button(page, "Try it now") is None
    assert button(page, "Add to a routine") is None
