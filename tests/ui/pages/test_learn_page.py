"""Learn: finding a lesson, reading it, following its links and coming back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.preferences import Preferences
from hipcoach.content.lesson_files import load_lessons
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.lesson import Lesson, LinkKind
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlagTier
from hipcoach.domain.settings import Settings
from hipcoach.services import figure_of
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.learn.lesson_card import LessonCard
from hipcoach.ui.pages.learn.lesson_text import LessonText, to_html
from hipcoach.ui.pages.learn_page import HELP, LearnPage
from hipcoach.ui.pages.safety_advice import tier_words
from hipcoach.ui.theme import HIT_TARGET, LIGHT, Theme, ThemeMode
from hipcoach.ui.widgets.buttons import PrimaryButton
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.text_label import TextLabel

LIBRARY = load_library()
LESSONS = load_lessons(exercises=LIBRARY.exercises, routines=LIBRARY.routines)
BY_ID = {lesson.id: lesson for lesson in LESSONS}


@pytest.fixture
def library() -> Library:
    return LIBRARY


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def page(library: Library, theme: Theme, qtbot: QtBot) -> LearnPage:
    page = LearnPage(lambda: LESSONS, library, theme)
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def search(page: LearnPage) -> QLineEdit:
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def texts(within: QWidget) -> list[str]:
    return [each.text() for each in within.findChildren(TextLabel) if each.isVisible()]


def button(within: QWidget, text: str) -> QPushButton:
    QApplication.processEvents()
    return next(
        each
        for each in within.findChildren(QPushButton)
        if each.isVisible() and text in (each.text(), each.accessibleName())
    )


def text_of(page: LearnPage) -> LessonText:
    assert page.lesson.text is not None
    return page.lesson.text


def tab_to_links(page: LearnPage, most: int = 60) -> list[str]:
    """Press Tab through a lesson and return the links that were stopped at."""
    found: list[str] = []
    for _ in range(most):
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        here = text_of(page).focused_link()
        if here:
            found.append(here)
        elif found:
            break
    return found


# -- the cards -------------------------------------------------------------------------


def test_lessons_are_read_only_when_they_are_wanted(
    library: Library, theme: Theme, qtbot: QtBot
) -> None:
    calls: list[int] = []

    def read() -> Sequence[Lesson]:
        calls.append(1)
        return LESSONS

    page = LearnPage(read, library, theme)
    qtbot.addWidget(page)
    assert calls == []
    page.show()
    page.refresh()
    assert calls == [1]


def test_every_lesson_has_a_card_under_its_theme(page: LearnPage) -> None:
    assert page.shown_ids() == (HELP, *BY_ID)
    assert f"{len(LESSONS)} lessons" in texts(page)
    for heading in ("Getting started", "Exercise", "Daily life", "Other treatments"):
        assert heading in texts(page)
    card = page.card("sleep")
    assert card.accessibleName() == "Sleep"
    assert card.accessibleDescription() == BY_ID["sleep"].summary
    page.grab()


@pytest.mark.parametrize("width", [640, 924, 1744])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_no_summary_is_cut_and_cards_are_of_one_size(
    page: LearnPage, theme: Theme, width: int, text_scale: float
) -> None:
    theme.set_text_scale(text_scale)
    page.resize(width, 900)
    for _ in range(4):
        QApplication.processEvents()
    page.grab()
    cards = [page.card(key) for key in BY_ID]
    assert all(card.summary_lines()[1] for card in (*cards, page.card(HELP)))
    assert len({card.height() for card in cards}) == 1
    assert len({card.width() for card in cards}) == 1
    assert cards[0].height() >= HIT_TARGET


def test_typing_narrows_the_cards(page: LearnPage) -> None:
    search(page).setFocus()
    QTest.keyClicks(search(page), "Raynaud")
    assert page.shown_ids() == ("heat_and_ice",)
    assert "1 lesson" in texts(page)
    assert "Daily life" not in texts(page)
    QTest.keyClick(search(page), Qt.Key.Key_Return)
    assert page.shown == "heat_and_ice"
    page.go_back()
    QTest.keyClick(search(page), Qt.Key.Key_Escape)
    assert page.shown_ids() == (HELP, *BY_ID)


def test_nothing_found_offers_all_again(page: LearnPage) -> None:
    QTest.keyClicks(search(page), "zeppelin")
    assert page.shown_ids() == ()
    assert any("zeppelin" in text for text in texts(page))
    QTest.keyClick(button(page, "Show all lessons"), Qt.Key.Key_Return)
    assert page.shown_ids() == (HELP, *BY_ID)


def test_the_keyboard_goes_from_search_to_a_lesson_and_back(page: LearnPage) -> None:
    search(page).setFocus()
    QTest.keyClick(search(page), Qt.Key.Key_Down)
    assert page.focusWidget() is page.card(HELP)
    QTest.keyClick(page.card(HELP), Qt.Key.Key_Down)
    first = LESSONS[0].id
    assert page.focusWidget() is page.card(first)
    QTest.keyClick(page.card(first), Qt.Key.Key_Right)
    assert page.focusWidget() is page.card(LESSONS[1].id)
    QTest.keyClick(page.card(LESSONS[1].id), Qt.Key.Key_Return)
    assert page.shown == LESSONS[1].id
    QTest.keyClick(page.lesson.back, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.shown == ""
    assert page.focusWidget() is page.card(LESSONS[1].id)
    QTest.keyClick(page.card(LESSONS[1].id), Qt.Key.Key_Up)
    assert page.focusWidget() is page.card(HELP)
    QTest.keyClick(page.card(HELP), Qt.Key.Key_Up)
    assert page.focusWidget() is search(page)


def test_a_card_opens_by_mouse(page: LearnPage) -> None:
    card = page.card("pain_and_movement")
    assert isinstance(card, LessonCard)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert page.shown == "pain_and_movement"


# -- a lesson --------------------------------------------------------------------------


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_is_shown_whole(page: LearnPage, lesson: Lesson) -> None:
    page.open_lesson(lesson.id)
    QApplication.processEvents()
    page.grab()
    shown = text_of(page)
    told = shown.toPlainText().replace("\u2028", "\n")
    assert [line.strip() for line in told.splitlines() if line.strip()] == [
        line.strip() for line in lesson.plain_text.splitlines()
    ]
    assert "**" not in told
    assert "](" not in told
    assert shown.document().size().height() <= shown.height()
    assert shown.width() <= 680
    labels = texts(page)
    assert lesson.title in labels
    assert lesson.summary in labels
    assert all(source in labels for source in lesson.sources)
    assert any("not reviewed by a clinician" in label for label in labels)
    tiles = [each for each in page.lesson.findChildren(ExerciseTile) if each.isVisible()]
    names = [LIBRARY.exercises[each].name for each in lesson.figures]
    assert [tile.text() for tile in tiles] == names
    starts = [each for each in page.lesson.findChildren(PrimaryButton) if each.isVisible()]
    assert len(starts) == (lesson.start is not None)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_link_is_reached_by_tab_and_followed_by_enter(
    page: LearnPage, lesson: Lesson, qtbot: QtBot
) -> None:
    page.open_lesson(lesson.id)
    QApplication.processEvents()
    page.grab()
    hrefs = [link.href for link in lesson.links]
    assert tab_to_links(page) == hrefs
    for at, link in enumerate(lesson.links):
        page.open_lesson(lesson.id)
        page.lesson.start_reading()
        text_of(page).setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(at):
            QTest.keyClick(text_of(page), Qt.Key.Key_Tab)
        assert text_of(page).focused_link() == link.href
        if link.kind is LinkKind.EXERCISE:
            with qtbot.waitSignal(page.exercise_requested) as asked:
                QTest.keyClick(text_of(page), Qt.Key.Key_Return)
            assert asked.args == [link.target]
        elif link.kind is LinkKind.LESSON or link.target == HELP:
            QTest.keyClick(text_of(page), Qt.Key.Key_Return)
            assert page.shown == link.target
            page.go_back()
            assert page.shown == lesson.id
        else:
            with qtbot.waitSignal(page.page_requested) as asked:
                QTest.keyClick(text_of(page), Qt.Key.Key_Return)
            assert asked.args == [link.target]


def test_the_keyboards_link_is_in_view_and_marked(page: LearnPage) -> None:
    page.open_lesson("strength")
    page.grab()
    shown = text_of(page)
    plain = shown.grab().toImage()
    tab_to_links(page, most=9)
    assert shown.focused_link()
    middle = shown.viewport().mapTo(page, shown.cursorRect().center())
    assert page.rect().contains(middle)
    assert shown.grab().toImage() != plain


def test_shift_tab_enters_at_the_last_link_and_leaves_before_the_first(page: LearnPage) -> None:
    page.open_lesson("heat_and_ice")
    page.grab()
    shown = text_of(page)
    shown.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert shown.focused_link() == BY_ID["heat_and_ice"].links[-1].href
    for _ in BY_ID["heat_and_ice"].links:
        QTest.keyClick(shown, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert shown.focused_link() == ""
    assert not shown.hasFocus()


def test_a_link_is_followed_by_mouse(page: LearnPage, qtbot: QtBot) -> None:
    page.open_lesson("heat_and_ice")
    QApplication.processEvents()
    page.grab()
    shown = text_of(page)
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    spot = shown.cursorRect().center() - QPoint(8, 0)
    assert shown.anchorAt(spot) == "exercise:heat_pack"
    with qtbot.waitSignal(page.exercise_requested) as asked:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["heat_pack"]


def test_start_asks_for_what_the_lesson_names(page: LearnPage, qtbot: QtBot) -> None:
    for lesson_id, name in (("home_programme", "First steps"), ("heat_and_ice", "Heat pack")):
        page.open_lesson(lesson_id)
        QApplication.processEvents()
        start = next(each for each in page.lesson.findChildren(PrimaryButton) if each.isVisible())
        assert name in start.text()
        with qtbot.waitSignal(page.start_requested) as asked:
            QTest.keyClick(start, Qt.Key.Key_Return)
        assert asked.args == [BY_ID[lesson_id].start]


def test_a_figure_leads_to_its_exercise(library: Library, theme: Theme, qtbot: QtBot) -> None:
    page = LearnPage(lambda: LESSONS, library, theme, figures=FigureBook(figure_of))
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.open_lesson("strength")
    page.grab()
    tile = page.lesson.findChildren(ExerciseTile)[0]
    with qtbot.waitSignal(page.exercise_requested) as asked:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert asked.args == [BY_ID["strength"].figures[0]]
    page.close()


def test_from_lesson_to_lesson_and_all_the_way_back(page: LearnPage) -> None:
    ids = list(BY_ID)
    page.open_lesson(ids[0])
    with pytest.raises(StopIteration):
        button(page.lesson, "The lesson before: ")
    QTest.mouseClick(
        button(page.lesson, f"The next lesson: {LESSONS[1].title}"), Qt.MouseButton.LeftButton
    )
    assert page.shown == ids[1]
    QTest.mouseClick(
        button(page.lesson, f"The lesson before: {LESSONS[0].title}"), Qt.MouseButton.LeftButton
    )
    assert page.shown == ids[0]
    page.go_back()
    page.go_back()
    assert page.shown == ids[0]
    page.go_back()
    assert page.shown == ""
    page.open_lesson(ids[-1])
    QApplication.processEvents()
    titles = [each.text() for each in page.lesson.findChildren(QPushButton) if each.isVisible()]
    assert LESSONS[-2].title in titles


def test_coming_back_leads_to_where_one_read(page: LearnPage) -> None:
    page.open_lesson("strength")
    QApplication.processEvents()
    page.grab()
    page.lesson.go_to_place(500)
    page.open_lesson("sleep")
    page.go_back()
    assert page.lesson.place() == 500


def test_the_keys_scroll_the_page_and_the_wheel_is_left_to_it(page: LearnPage) -> None:
    page.open_lesson("strength")
    page.grab()
    QTest.keyClick(page.lesson.back, Qt.Key.Key_PageDown)
    lower = page.lesson.place()
    assert lower > 100
    text_of(page).setFocus()
    QTest.keyClick(text_of(page), Qt.Key.Key_Down)
    assert page.lesson.place() > lower
    QTest.keyClick(text_of(page), Qt.Key.Key_Home)
    assert page.lesson.place() == 0
    over = text_of(page).viewport()
    at = QPointF(over.rect().center())
    wheel = QWheelEvent(
        at,
        QPointF(over.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, wheel)
    assert not wheel.isAccepted(), "it is left to the page around the text"


def test_the_text_follows_the_theme(page: LearnPage, theme: Theme) -> None:
    page.open_lesson("sleep")
    page.grab()
    before = text_of(page).document().defaultFont().pixelSize()
    theme.set_text_scale(1.5)
    theme.set_mode(ThemeMode.DARK)
    QApplication.processEvents()
    page.grab()
    assert text_of(page).document().defaultFont().pixelSize() > before
    assert text_of(page).document().size().height() <= text_of(page).height()


def test_marks_become_html() -> None:
    body = "One **bold**\nline & more.\n\n## Head\n- a [link](lesson:sleep)\n  on\n- two"
    html = to_html(body, LIGHT, 19)
    assert "One <b>bold</b> line &amp; more." in html
    assert '<a href="lesson:sleep">link</a> on</li>' in html
    assert html.count("<li") == 2
    assert "font-size:19px" in html


# -- help ------------------------------------------------------------------------------


def test_help_lists_every_sign_under_what_to_do(page: LearnPage, library: Library) -> None:
    QTest.mouseClick(page.card(HELP), Qt.MouseButton.LeftButton)
    assert page.shown == HELP
    page.grab()
    told = texts(page.help)
    places = [told.index(tier_words(tier)[0]) for tier in RedFlagTier]
    assert places == sorted(places)
    for tier, first in zip(RedFlagTier, places, strict=True):
        assert tier_words(tier)[1] in told[first:]
        assert tier.stops_sessions == told[first + 2].startswith("Don’t exercise")
    ends = [*places[1:], len(told)]
    for flag in library.red_flags:
        at = list(RedFlagTier).index(flag.tier)
        assert places[at] < told.index(flag.plain) < ends[at]


def test_help_leads_on_and_back(page: LearnPage) -> None:
    page.open_help()
    assert page.focusWidget() is page.help.back
    QTest.keyClick(page.help.more, Qt.Key.Key_Return)
    assert page.shown == "when_to_be_seen"
    page.go_back()
    assert page.shown == HELP
    QTest.keyClick(page.help.back, Qt.Key.Key_Return)
    assert page.focusWidget() is page.card(HELP)


def test_find_leads_from_a_lesson_to_the_search(page: LearnPage) -> None:
    page.open_lesson("sleep")
    QTest.keyClick(page.lesson.back, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.shown == ""
    assert page.focusWidget() is search(page)


def test_a_figure_to_be_left_out_says_so_and_follows_the_settings(
    library: Library, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    has = Profile(sore_side=Side.BILATERAL)
    preferences = Preferences(Settings(me=has), SettingsStore(tmp_path / "settings.toml"))
    page = LearnPage(lambda: LESSONS, library, theme, preferences=preferences)
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.open_lesson("stretching")

    def doses() -> list[str]:
        tiles = page.lesson.findChildren(ExerciseTile)
        return [each.dose for each in tiles if each.isVisible()]

    assert doses()
    assert "Leave out for now" not in doses()
    page.hide()
    flags = tuple(library.precautions)
    preferences.change(replace(preferences.current, me=replace(has, flags=flags)))
    page.show()
    assert "Leave out for now" in doses()
    assert page.shown == "stretching"
