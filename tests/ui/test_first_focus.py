"""Every page gives the keyboard to what it is for, whichever way it is come to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.app import Window
from hipcoach.domain.profile import Profile
from hipcoach.domain.settings import Settings, VoiceLevel, VoiceSettings
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.first_focus import can_take, primary_of
from hipcoach.ui.main_window import (
    CHECKS,
    EXERCISES,
    LEARN,
    PLAN,
    PROGRESS,
    SETTINGS,
    TODAY,
    MainWindow,
)

PAGES = (TODAY, PROGRESS, EXERCISES, PLAN, CHECKS, LEARN, SETTINGS)
QUIET = Settings(voice=VoiceSettings(level=VoiceLevel.SILENT), first_start_done=True)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path)
    load_settings(paths)
    SettingsStore(paths.settings).save(QUIET)
    clock = ManualClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    made = Window(qapp, paths, load_settings(paths), clock, keep_awake=lambda _wanted: "")
    made.fill()
    made.main.show()
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()


def shown_page(main: MainWindow) -> QWidget:
    page = main._stack.currentWidget()
    assert page is not None
    return page


def assert_at_hand(main: MainWindow, came: str) -> None:
    """Check that the keyboard is on something of the page that can be used at once."""
    QApplication.processEvents()
    page, place = shown_page(main), main.focusWidget()
    assert place is not None, came
    assert place is page or page.isAncestorOf(place), came
    wanted = primary_of(page)
    assert wanted is not None, came
    target = (page.focusProxy() or page) if wanted is page else wanted.focusProxy() or wanted
    assert place is target, f"{came}: {place.objectName() or place.accessibleName()}"
    assert can_take(place), came


def test_every_way_into_every_page(window: Window) -> None:
    main, pages = window.main, window.pages
    ways: dict[str, Callable[[str], object]] = {
        "asked for": main.show_page,
        "the rail": lambda key: QTest.mouseClick(
            next(each for each in main._rail._items() if each.key == key),
            Qt.MouseButton.LeftButton,
        ),
        "its key": lambda key: QTest.keyClick(
            main.focusWidget(),
            Qt.Key(Qt.Key.Key_1 + PAGES.index(key)),
            Qt.KeyboardModifier.ControlModifier,
        ),
    }
    for way, go in ways.items():
        for key in PAGES:
            go(key)
            assert_at_hand(main, f"{key} by {way}")
    links: dict[str, Callable[[], object]] = {
        "days from today": pages.today.days_requested.emit,
        "review from today": pages.today.review_requested.emit,
        "help from today": pages.today.questions_requested.emit,
        "start from progress": pages.progress().start_requested.emit,
        "days from settings": pages.settings().days_requested.emit,
        "exercise from today": lambda: pages.today.exercise_requested.emit("bridge"),
    }
    for way, follow in links.items():
        follow()
        QApplication.processEvents()
        place = main.focusWidget()
        assert place is not None, way
        assert shown_page(main).isAncestorOf(place), way
        assert place.isVisible(), way


def test_the_first_space_on_today_starts(window: Window) -> None:
    """After the first start, the practice and a session that was left, the next Space starts."""
    main, pages = window.main, window.pages

    def first_start() -> None:
        main.show_first_start()
        pages.first_start().finished.emit(False)

    def practice() -> None:
        main.show_practice()
        pages.practice().finished.emit(False)

    def another_page() -> None:
        main.show_page(PROGRESS)
        main.show_page(TODAY)

    ways: dict[str, Callable[[], object]] = {
        "first start": first_start,
        "practice": practice,
        "another page": another_page,
        "a session": lambda: None,
    }
    for way, come in ways.items():
        come()
        QApplication.processEvents()
        place = main.focusWidget()
        assert place is not None, way
        QTest.keyClick(place, Qt.Key.Key_Space)
        assert pages.session().is_under_way, way
        pages.session().before.left.emit()
        assert not pages.session().is_under_way, way


def test_a_practice_put_off_is_offered_on_today(window: Window) -> None:
    pages = window.pages
    page = pages.first_start()
    page.put_off_practice = True
    page.finished.emit(False)
    (notice,) = pages.today.notices
    assert notice == "Three minutes of practice show the voice and the keys."
    window.main.show_practice()
    flow = pages.practice()
    assert window.main.focusWidget() is flow.hearing.primary
    QTest.keyClick(flow.hearing.primary, Qt.Key.Key_Escape)
    assert shown_page(window.main) is pages.today


def test_what_was_passed_over_is_asked_before_any_session(window: Window) -> None:
    main, pages = window.main, window.pages
    preferences = window.services.preferences
    me = Profile(questions_skipped=("bone_health", "nerve_signs"), flags=())
    preferences.change(replace(preferences.current, me=me))
    pages.today.refresh()
    pages.today.start()
    asking = pages.questions()
    assert main._outer.currentWidget() is asking
    assert not pages.session().is_under_way
    place = main.focusWidget()
    assert place is asking.card.answers["yes"]
    QTest.keyClick(place, Qt.Key.Key_Escape)
    assert shown_page(main) is pages.today
    assert main._outer.currentWidget() is not asking
    pages.today.start()
    asking.card.answers["no"].click()
    assert not pages.session().is_under_way
    not_sure = next(each for each in asking.findChildren(QWidget) if shows(each, "Not sure"))
    QTest.keyClick(not_sure, Qt.Key.Key_Return)
    assert pages.session().is_under_way
    kept = preferences.current.me
    assert kept.questions_answered == ("bone_health",)
    assert kept.questions_unsure == ("nerve_signs",)
    assert kept.flags == ("sciatica",)


def shows(widget: QWidget, text: str) -> bool:
    return widget.isVisible() and widget.property("text") == text


def test_questions_that_a_sign_cut_short_come_before_a_session(window: Window) -> None:
    preferences = window.services.preferences
    preferences.change(replace(preferences.current, questions_left=True))
    window.pages.today.refresh()
    window.pages.today.start()
    assert window.main._outer.currentWidget() is window.pages.first_start()
    assert window.pages.first_start().current is window.pages.first_start().signs_lately
