"""One gate, asked by every way into a session, a trial or a guided check."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import hipcoach
from hipcoach.app import Window
from hipcoach.cli import _parser
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.coaching.trying_out import trial_of
from hipcoach.content.loader import load_library
from hipcoach.domain.selfcheck import Check
from hipcoach.domain.session import SessionForm
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import CHECKS, EXERCISES, LEARN, PLAN, TODAY
from hipcoach.ui.session_stage import Stage
from tests.support.windows import shown

LIBRARY = load_library()
STOPPING = [flag.id for flag in LIBRARY.red_flags if flag.tier.stops_sessions or flag.id == "child"]
MOVING = [check for check in Check if check not in (Check.ACTIVITIES, Check.INTERFERENCE)]
SOURCES = Path(hipcoach.__file__).parent
# Who may make a session ready to play, or let a player run. The desks ask the gate; the others
# only print or draw what would be played.
MAKERS = {
    "coaching/session_desk.py",
    "coaching/check_desk.py",
    "window_pages.py",
    "errands.py",
    "pictures.py",
}
PLAYERS = {"coaching/session_coach.py", "coaching/check_run.py"}
COMMANDS = {
    "rehearse",
    "library",
    "export",
    "import",
    "report",
    "propose",
    "backup",
    "restore",
    "doctor",
    "screenshots",
}


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    loaded = load_settings(paths)
    clock = ManualClock(datetime(2026, 3, 6, 9, 5, tzinfo=UTC))
    made = Window(qapp, paths, loaded, clock, is_demo=True, keep_awake=lambda _wanted: "")
    yield from shown(made)


def tell(window: Window, sign: str) -> None:
    preferences = window.services.preferences
    me = replace(preferences.current.me, red_flags=(sign,))
    preferences.change(replace(preferences.current, me=me))
    window.main.show_page(TODAY)


def forget(window: Window) -> None:
    for sign in window.services.preferences.current.me.red_flags:
        window.services.signs.withdraw(sign)


def is_playing(window: Window) -> bool:
    flow = window.pages.session.made
    return flow is not None and flow.stage in (Stage.BEFORE, Stage.MORNING, Stage.PLAYING)


def calls(name: str) -> set[str]:
    """Return the modules that call something of this name, by path below the package."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                found.add(path.relative_to(SOURCES).as_posix())
    return found


def test_nothing_else_makes_or_plays_a_session() -> None:
    assert calls("SessionPreparation") <= MAKERS
    assert calls("Player") <= PLAYERS
    assert calls("SessionCoach") <= {"coaching/session_desk.py"}
    assert calls("CheckRun") <= {"ui/pages/checks/check_play.py"}


def test_no_command_starts_a_session() -> None:
    (commands,) = (
        action.choices for action in _parser()._actions if hasattr(action.choices, "keys")
    )
    assert commands is not None
    assert set(commands) <= COMMANDS, "a new command: does it start a session? It asks the gate"


def test_no_way_in_is_open_while_a_sign_stands(window: Window) -> None:
    assert len(STOPPING) >= 14
    for sign in STOPPING:
        # One of each tier and the child on every page, the others at the desks that all ask.
        pages = ("chest", "calf_swelling", "cancer_bone_pain", "child")
        try_every_way_in(window, sign, with_pages=sign in pages)


def try_every_way_in(window: Window, sign: str, *, with_pages: bool) -> None:
    services, pages = window.services, window.pages
    routine = services.library.routines["first_steps"]
    forget(window)
    prepared = services.desk.prepare(routine)
    tell(window, sign)
    try:
        # The desks, and a preparation from before the sign was told.
        for start in (
            lambda: services.desk.prepare(routine),
            lambda: services.desk.prepare(routine, form=SessionForm.FLARE),
            lambda: services.desk.prepare(trial_of(services.library.exercises["bridge"])),
            lambda: services.desk.start(prepared, 3),
        ):
            with pytest.raises(SessionRefusedError, match="looked at before you exercise"):
                start()
        for check in MOVING:
            with pytest.raises(SessionRefusedError):
                services.checks.prepare(check, services.checks.trials(check)[0])
            assert services.checks.reason_against(check)
        assert not services.checks.due(services.clock.now().date())
        # Reminders, and the break they lead to.
        reminders = replace(
            services.preferences.current.reminders, on=True, times=(time(0, 1),), sit_breaks=True
        )
        services.preferences.change(replace(services.preferences.current, reminders=reminders))
        assert services.reminders.take() is None
        assert services.reminders.desk_break() is None
        if not with_pages:
            return
        # Today: by mouse, by keys, by a media key, by what was cut off.
        today = pages.today
        asked: list[object] = []
        today.start_requested.connect(lambda routine, _form: asked.append(routine))
        QTest.keyClick(today, Qt.Key.Key_Space)
        QTest.keyClick(today, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(today, Qt.Key.Key_MediaPlay)
        assert not asked
        assert not today.due_card.isVisible()
        assert today.advice_card.isVisible()
        assert not [text for text in today.notices if "check is due" in text]
        # The exercise's page, a routine's page, a lesson, a routine being written.
        window.main.show_page(EXERCISES)
        pages.exercises().open_exercise("bridge")
        texts = [
            each.text() for each in pages.exercises().findChildren(QPushButton) if each.isVisible()
        ]
        assert "Try it now" not in texts
        window.main.show_page(PLAN)
        pages.plan().routine.show_routine(routine)
        assert not pages.plan().routine.main_button.isEnabled()
        for emit, wanted in (
            (pages.exercises().try_requested.emit, (routine,)),
            (pages.plan().start_requested.emit, (routine,)),
            (pages.plan().try_requested.emit, (routine,)),
            (pages.learn().start_requested.emit, ("first_steps",)),
            (today.start_requested.emit, (routine, SessionForm.FULL)),
        ):
            emit(*wanted)
            assert not is_playing(window)
            pages.session().treatments.left.emit()
        window.main.show_page(LEARN)
        lesson = next(each for each in services.lessons() if each.start is not None)
        pages.learn().open_lesson(lesson.id)
        starts = [
            each
            for each in pages.learn().findChildren(QPushButton)
            if each.text().startswith("Start: ")
        ]
        assert starts
        assert not any(each.isEnabled() for each in starts if each.isVisible())
        # A self-check.
        window.main.show_page(CHECKS)
        checks = pages.checks()
        checks.refresh()
        for card in checks.cards:
            if card.guide.check in MOVING:
                QTest.mouseClick(card.open_button, Qt.MouseButton.LeftButton)
                assert not [
                    each
                    for each in checks.findChildren(QPushButton)
                    if each.isVisible() and each.text() in ("Lead me", "Practise once first")
                ]
                checks.go_back()
    finally:
        forget(window)
        off = replace(services.preferences.current.reminders, on=False, sit_breaks=False)
        services.preferences.change(replace(services.preferences.current, reminders=off))


def test_a_session_that_was_cut_off_does_not_go_on(window: Window) -> None:
    services = window.services
    forget(window)
    prepared = services.desk.prepare(services.library.routines["first_steps"])
    session = services.desk.start(prepared, 3).session
    again = services.desk.prepare_resume(session)
    tell(window, "chest")
    try:
        with pytest.raises(SessionRefusedError):
            services.desk.prepare_resume(session)
        with pytest.raises(SessionRefusedError):
            services.desk.resume(session, again)
        window.pages.today.offer_resume(session)
        assert not window.pages.today.resume_card.resume_button.isVisible()
        window.pages.today.resume_requested.emit(session)
        assert not is_playing(window)
        window.pages.session().treatments.left.emit()
    finally:
        forget(window)
        services.desk.save_cut_off(session)
