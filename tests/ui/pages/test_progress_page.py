"""The progress page as a person uses it, on a real record."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import Moment
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.ui.models.chart_tables import TextTableModel
from hipcoach.ui.pages.chart_card import DataTable
from hipcoach.ui.pages.progress.adherence_cards import AdherenceCard, MonthCard
from hipcoach.ui.pages.progress.dose_cards import VolumeCard
from hipcoach.ui.pages.progress.first_days_card import FirstDaysCard
from hipcoach.ui.pages.progress.pain_card import PainCard
from hipcoach.ui.pages.progress.range_bar import RangeBar
from hipcoach.ui.pages.progress_page import ProgressPage
from hipcoach.ui.pages.session_list import Badge, DiscardedCard, SessionLine, SessionListCard
from hipcoach.ui.theme import LIGHT, Theme, ThemeMode
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel
from tests.ui.progress_data import FIRST_MONDAY, TODAY, Record

Open = Callable[[Record], ProgressPage]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.of_twelve_weeks(tmp_path)
    yield record
    record.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    record = Record.empty(tmp_path)
    yield record
    record.close()


def make_page(record: Record, theme: Theme) -> ProgressPage:
    return ProgressPage(
        record.report, record.doses, record.base, record.desk, record.preferences, theme
    )


@pytest.fixture
def open_page(theme: Theme, qtbot: QtBot) -> Open:
    def show(record: Record) -> ProgressPage:
        page = make_page(record, theme)
        qtbot.addWidget(page)
        page.resize(924, 720)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: not page.is_reckoning)
        return page

    return show


def button(within: QWidget, text: str) -> QPushButton:
    found = [
        each
        for each in within.findChildren(QPushButton)
        if each.text() == text and each.isVisibleTo(within)
    ]
    assert len(found) == 1, f"{len(found)} buttons say {text!r}"
    return found[0]


def cards(page: ProgressPage) -> tuple[PainCard, AdherenceCard]:
    pain, adherence = page.findChildren(PainCard)[0], page.findChildren(AdherenceCard)[0]
    return pain, adherence


def choose_range(page: ProgressPage, key: int) -> None:
    ranges = page.findChild(Segmented)
    assert isinstance(ranges, Segmented)
    QTest.mouseClick(ranges.findChildren(QAbstractButton)[key], Qt.MouseButton.LeftButton)
    settle(page)


def settle(page: ProgressPage) -> None:
    """Let the page fill in what lies further down."""
    while page.is_reckoning:
        QApplication.processEvents()


def test_it_says_and_draws_twelve_weeks(record: Record, open_page: Open) -> None:
    page = open_page(record)
    pain, adherence = cards(page)
    assert pain.title == "Pain, left hip"
    assert pain.sentence == (
        "Weekly median fell from 6 to 3 in 12 weeks; 70 of 83 days rated. "
        "From the baseline of 6 to 3, 3 points or 50 % less. "
        "Clearly better: 4 or less two weeks running."
    )
    assert adherence.title == "Sessions a week"
    assert adherence.sentence == "34 done and 4 in part of 42 due, 81 %; 6 excused not counted."
    assert page.pain_chart is not None
    assert page.pain_chart.accessibleDescription() == pain.sentence
    assert page.adherence_chart is not None
    assert adherence.aside == "Days due in a row: 8 now, 10 at most."
    assert page.adherence_chart.accessibleDescription() == (
        f"{adherence.sentence} {adherence.aside}"
    )
    page.grab()


def test_ranges_switch_charts_tables_and_list(record: Record, open_page: Open) -> None:
    page = open_page(record)
    counted = len(page.findChildren(SessionLine))
    choose_range(page, 0)
    pain, _ = cards(page)
    assert pain.sentence.startswith(
        "Weekly median fell from 4 to 3 in 4 weeks; 27 of 27 days rated."
    )
    assert page.pain_chart is not None
    assert len(page.pain_chart.firm_weeks.getData()[0]) == 4
    session_list = page.findChild(SessionListCard)
    assert isinstance(session_list, SessionListCard)
    assert len(session_list.lines) < counted
    choose_range(page, 2)
    assert "70 of 363 days" in pain.sentence
    choose_range(page, 3)
    assert "70 of 83 days" in pain.sentence


def test_a_weeks_median_is_the_same_in_every_range(record: Record, open_page: Open) -> None:
    page = open_page(record)
    assert page.pain_chart is not None
    last = []
    for key in range(4):
        choose_range(page, key)
        last.append([tuple(axis[-4:]) for axis in page.pain_chart.firm_weeks.getData()])
    assert all(each == last[0] for each in last)


def test_the_range_is_chosen_by_keyboard(record: Record, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(record)
    ranges = page.findChild(Segmented)
    assert isinstance(ranges, Segmented)
    qtbot.waitUntil(lambda: ranges.isAncestorOf(page.focusWidget()))
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Left)
    assert ranges.current() == "4"
    assert "27 days rated" in cards(page)[0].sentence


def test_the_tables_hold_the_data_of_the_charts(record: Record, open_page: Open) -> None:
    page = open_page(record)
    pain, adherence = cards(page)
    assert not pain.tables.isVisible()
    QTest.keyClick(button(pain, "Show as table"), Qt.Key.Key_Return)
    assert pain.tables.isVisible()
    assert not pain.picture.isVisible()
    weeks, days = pain.findChildren(DataTable)
    assert page.pain_chart is not None
    drawn = len(page.pain_chart.firm_weeks.getData()[0])
    drawn += len(page.pain_chart.hollow_weeks.getData()[0])
    assert weeks.accessibleName() == "Pain by week"
    assert weeks.model().rowCount() == drawn
    model = days.model()
    assert isinstance(model, TextTableModel)
    assert [float(row[1]) for row in reversed(model.rows)] == [
        float(y) for y in page.pain_chart.days.getData()[1]
    ]
    choose_range(page, 0)
    assert pain.shows_table
    assert weeks.model().rowCount() == 4
    QTest.mouseClick(button(pain, "Show as chart"), Qt.MouseButton.LeftButton)
    assert page.pain_chart.isVisible()
    QTest.mouseClick(button(adherence, "Show as table"), Qt.MouseButton.LeftButton)
    assert adherence.tables.isVisible()


def test_sessions_are_listed_newest_first_thirty_at_a_time(record: Record, open_page: Open) -> None:
    page = open_page(record)
    session_list = page.findChild(SessionListCard)
    assert isinstance(session_list, SessionListCard)
    days = [line.session.local_date for line in session_list.lines]
    assert days == sorted(days, reverse=True)
    assert len(days) == 30
    assert session_list.lines[0].accessibleName() == (
        "Sat, 21 Nov 2026, First steps, done · 100 %, pain before 3, pain after 1, 12 min, effort 6"
    )
    assert session_list.lines[0].facts.text() == (
        "Sat, 21 Nov 2026 · done · 100 % · pain 3 → 1 · 12 min · effort 6"
    )
    QTest.keyClick(button(session_list, "Show more (8 older)"), Qt.Key.Key_Return)
    assert len(session_list.lines) == 38
    assert not session_list.more.isVisible()
    partial = next(
        line for line in session_list.lines if line.session.status is SessionStatus.PARTIAL
    )
    assert "in part · 50 %" in partial.accessibleName()


def test_a_day_with_several_sessions_tells_their_times(record: Record, open_page: Open) -> None:
    first = record.do_session(TODAY - timedelta(days=2))
    evening = replace(
        first, uid="evening", started_at=datetime.combine(first.local_date, time(18, 5), tzinfo=UTC)
    )
    record.sessions.start(replace(evening, status=SessionStatus.RUNNING, ended_at=None))
    record.sessions.update(evening)
    page = open_page(record)
    lines = [line.facts.text() for line in page.findChildren(SessionLine)]
    assert [line.split(" · ")[0] for line in lines[:4]] == [
        "Sat, 21 Nov 2026",
        "Fri, 20 Nov 2026",
        "Thu, 19 Nov 2026, 18:05",
        "Thu, 19 Nov 2026, 09:00",
    ]


def test_nearly_all_never_reads_as_all(record: Record, open_page: Open) -> None:
    record.do_session(TODAY - timedelta(days=2), share=0.9)
    page = open_page(record)
    told = [
        line.accessibleName()
        for line in page.findChildren(SessionLine)
        if line.session.local_date == TODAY - timedelta(days=2)
    ]
    assert len(told) == 1
    assert "100 %" not in told[0]
    assert "pain" not in told[0]


def test_a_discarded_session_is_brought_back(record: Record, open_page: Open, qtbot: QtBot) -> None:
    day = TODAY - timedelta(days=2)
    gone = record.do_session(day, share=0.6, discard=True)
    record.do_session(TODAY - timedelta(days=40), share=0.6, discard=True)
    page = open_page(record)
    card = page.findChild(DiscardedCard)
    assert isinstance(card, DiscardedCard)
    assert card.isVisible()
    with qtbot.waitSignal(page.brought_back) as said:
        QTest.keyClick(button(card, "Bring back"), Qt.Key.Key_Return)
    assert said.args == [gone.uid]
    settle(page)
    assert not card.isVisible()
    kept = record.sessions.get(gone.uid)
    assert kept is not None
    assert kept.status is SessionStatus.PARTIAL
    assert gone.uid in {line.session.uid for line in page.findChildren(SessionLine)}
    message = page.findChild(MessageBar)
    assert isinstance(message, MessageBar)
    assert message.text == "The session of Thu, 19 Nov 2026 counts again."


def test_a_session_that_cant_be_brought_back_says_so(
    record: Record, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = record.do_session(TODAY - timedelta(days=2), share=0.6, discard=True)
    page = open_page(record)

    def full(session: Session) -> Session:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(record.desk, "bring_back", full)
    card = page.findChild(DiscardedCard)
    assert isinstance(card, DiscardedCard)
    QTest.mouseClick(button(card, "Bring back"), Qt.MouseButton.LeftButton)
    message = page.findChild(MessageBar)
    assert isinstance(message, MessageBar)
    assert (message.text, message.kind) == ("The disk is full.", MessageKind.WARNING)
    assert card.isVisible()
    kept = record.sessions.get(gone.uid)
    assert kept is not None
    assert kept.status is SessionStatus.DISCARDED


def test_an_empty_record_offers_the_one_next_step(
    empty: Record, open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(empty)
    assert page.pain_chart is None
    assert page.adherence_chart is None
    seen = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in seen] == ["Start a session"]
    with qtbot.waitSignal(page.start_requested):
        QTest.keyClick(seen[0], Qt.Key.Key_Return)


def test_the_first_session_ends_the_empty_state(empty: Record, open_page: Open) -> None:
    page = open_page(empty)
    # Long enough ago that the first days are over.
    empty.do_session(TODAY - timedelta(days=7))
    page.refresh()
    settle(page)
    pain, adherence = cards(page)
    assert "drawn here" in pain.sentence
    assert page.pain_chart is None
    assert not pain.toggle.isVisible()
    assert adherence.isVisible()
    assert len(page.findChildren(SessionLine)) == 1
    empty.rate(TODAY, Moment.UNPROMPTED, 4)
    page.refresh()
    settle(page)
    assert page.pain_chart is not None
    assert page.pain_chart.isVisible()
    assert "1 of 83 days rated" in pain.sentence


def test_a_time_without_anything_says_so(empty: Record, open_page: Open) -> None:
    long_ago = TODAY - timedelta(days=200)
    empty.do_session(long_ago, before=3, after=2)
    page = open_page(empty)
    assert cards(page)[0].sentence == "No pain ratings in this time yet."
    assert page.findChildren(SessionLine) == []
    choose_range(page, 3)
    assert "1 of " in cards(page)[0].sentence
    assert len(page.findChildren(SessionLine)) == 1


def test_the_site_is_chosen_where_there_are_several(
    record: Record, open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(record)
    sites = page.findChild(ChoiceBox)
    assert isinstance(sites, ChoiceBox)
    assert not sites.isVisible()
    record.rate(TODAY, Moment.UNPROMPTED, 9, site="low back")
    page.refresh()
    settle(page)
    assert sites.isVisible()
    assert sites.accessibleName() == "Place"
    assert sites.currentText() == "left hip"
    sites.setFocus()
    qtbot.waitUntil(sites.hasFocus)
    QTest.keyClick(sites, Qt.Key.Key_Down)
    assert cards(page)[0].title == "Pain, low back"
    assert page.pain_chart is not None
    assert list(page.pain_chart.days.getData()[1]) == [9.0]
    page.refresh()
    settle(page)
    assert cards(page)[0].title == "Pain, low back"


def test_sample_data_is_marked(
    tmp_path: Path, record: Record, open_page: Open, theme: Theme
) -> None:
    page = open_page(record)
    assert not [each for each in page.findChildren(Badge) if each.isVisible()]
    folder = tmp_path / "sample"
    folder.mkdir()
    sample = Record.of_twelve_weeks(folder, is_sample=True)
    page = open_page(sample)
    QApplication.processEvents()
    badges = [each for each in page.findChildren(Badge) if each.isVisible()]
    assert {each.text for each in badges} == {"Sample data"}
    assert len(badges) == 31
    sample.close()


def test_a_page_that_is_not_seen_waits(record: Record, theme: Theme, qtbot: QtBot) -> None:
    page = make_page(record, theme)
    qtbot.addWidget(page)
    page.refresh()
    settle(page)
    assert page.pain_chart is None
    page.show()
    assert page.pain_chart is not None


def test_importing_the_page_does_not_load_the_charts() -> None:
    code = (
        "import sys, hipcoach.ui.pages.progress_page, hipcoach.ui.pages.exercises_page;"
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("width", [704, 924, 1744])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_wider_than_the_window(
    record: Record, open_page: Open, theme: Theme, width: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    page = open_page(record)
    page.resize(width, 720)
    QApplication.processEvents()
    for card in (*cards(page), page.findChild(SessionListCard)):
        assert isinstance(card, QWidget)
        left = card.mapTo(page, card.rect().topLeft()).x()
        assert left >= 0
        assert left + card.width() <= width
        inner = [each for each in card.findChildren(QWidget) if each.isVisible()]
        for each in inner:
            if each.window() is page and isinstance(each, SessionLine | QPushButton):
                right = each.mapTo(page, each.rect().topRight()).x()
                assert right <= width
    page.grab()


def test_it_follows_the_theme(record: Record, open_page: Open, theme: Theme) -> None:
    page = open_page(record)
    light = page.grab().toImage()
    theme.set_mode(ThemeMode.DARK)
    assert page.grab().toImage() != light


# -- what can be done with the charts ---------------------------------------------------


def test_a_click_on_a_mark_opens_its_session(record: Record, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(record)
    chart = page.pain_chart
    assert chart is not None
    assert chart.view is not None
    stem = chart.view.stems[2]
    assert stem.after is not None
    at = chart.pixel_of(stem.day.toordinal() + 0.3, float(stem.after)).toPoint()
    with qtbot.waitSignal(page.session_opened) as opened:
        QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [stem.session_uid]


def test_a_day_of_the_month_opens_its_session(
    record: Record, open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(record)
    month = page.findChild(MonthCard)
    assert isinstance(month, MonthCard)
    assert month.title == "November 2026"
    with qtbot.waitSignal(page.session_opened) as opened:
        QTest.keyClick(month.calendar, Qt.Key.Key_Return)
    assert opened.args == [f"session-{TODAY}"]
    back = next(each for each in month.findChildren(QPushButton) if each.isVisible())
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert month.title == "October 2026"
    choose_range(page, 0)
    assert month.title == "October 2026"
    with qtbot.assertNotEmitted(page.session_opened):
        # A Thursday, on which nothing was due or done.
        QTest.keyClick(month.calendar, Qt.Key.Key_Return)


def test_own_days_are_chosen(record: Record, open_page: Open) -> None:
    page = open_page(record)
    choose_range(page, 4)
    bar = page.findChild(RangeBar)
    assert isinstance(bar, RangeBar)
    assert bar.first_field.isVisible()
    # Six weeks up to today at first.
    assert "of 42 days rated" in cards(page)[0].sentence
    bar.first_field.setFocus()
    bar.first_field.setSelectedSection(bar.first_field.Section.DaySection)
    QTest.keyClick(bar.first_field, Qt.Key.Key_Up)
    settle(page)
    assert "of 41 days rated" in cards(page)[0].sentence
    assert bar.first_field.maximumDate() == bar.last_field.date()
    choose_range(page, 1)
    assert not bar.first_field.isVisible()
    choose_range(page, 4)
    assert "of 41 days rated" in cards(page)[0].sentence


def test_looking_into_one_chart_moves_the_others(record: Record, open_page: Open) -> None:
    page = open_page(record)
    pain, strip, volume = page.pain_chart, page.adherence_chart, page.volume_chart
    assert pain is not None
    assert strip is not None
    assert volume is not None
    QTest.keyClick(pain, Qt.Key.Key_Plus)
    assert pain.is_zoomed
    assert strip.box.viewRange()[0] == volume.box.viewRange()[0] == pain.box.viewRange()[0]
    QTest.keyClick(volume, Qt.Key.Key_0)
    assert not pain.is_zoomed


def test_years_are_shown_by_week_until_one_looks_into_them(
    record: Record, open_page: Open, qtbot: QtBot
) -> None:
    record.rate(TODAY - timedelta(days=500), Moment.MORNING, 5)
    page = open_page(record)
    choose_range(page, 3)
    chart = page.pain_chart
    assert chart is not None
    assert chart.view is not None
    assert chart.view.by_week
    assert chart.days.getData()[0].size == 0
    high = chart.box.viewRange()[0][1]
    for _ in range(5):
        chart.zoom(0.5, high)
    qtbot.waitUntil(lambda: chart.days.getData()[0].size > 0)
    drawn = {float(x) for x in chart.days.getData()[0]}
    assert float(TODAY.toordinal()) in drawn
    weeks = len(chart.firm_weeks.getData()[0]) + len(chart.hollow_weeks.getData()[0])
    assert weeks == len(chart.view.weeks)
    chart.show_whole()
    qtbot.waitUntil(lambda: chart.days.getData()[0].size == 0)


def test_the_picture_is_copied(record: Record, open_page: Open) -> None:
    page = open_page(record)
    pain, _ = cards(page)
    QGuiApplication.clipboard().clear()
    QTest.mouseClick(button(pain, "Copy picture"), Qt.MouseButton.LeftButton)
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2 * pain.picture.width()
    across = range(0, image.width(), 3)
    colours = {image.pixelColor(x, y).name() for x in across for y in range(0, image.height(), 9)}
    assert {LIGHT.surface, LIGHT.primary, LIGHT.primary_soft} <= colours
    assert LIGHT.ground not in colours
    message = page.findChild(MessageBar)
    assert isinstance(message, MessageBar)
    assert message.text == "The picture is on the clipboard."


def test_the_picture_is_saved(
    record: Record, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(record)
    _, adherence = cards(page)
    target = tmp_path / "sessions"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    QTest.mouseClick(button(adherence, "Save as PNG"), Qt.MouseButton.LeftButton)
    saved = QImage(str(tmp_path / "sessions.png"))
    assert saved.width() >= 2 * adherence.picture.width()
    message = page.findChild(MessageBar)
    assert isinstance(message, MessageBar)
    assert message.text == f"Saved as {tmp_path / 'sessions.png'}."
    missing = tmp_path / "nowhere" / "a.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(missing), ""))
    QTest.mouseClick(button(adherence, "Save as PNG"), Qt.MouseButton.LeftButton)
    assert "could not be written" in message.text
    assert message.kind is MessageKind.WARNING
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    QTest.mouseClick(button(adherence, "Save as PNG"), Qt.MouseButton.LeftButton)
    assert "could not be written" in message.text


def test_the_baseline_is_set_anew_with_a_reason(record: Record, open_page: Open) -> None:
    page = open_page(record)
    pain, _ = cards(page)
    QTest.mouseClick(button(pain, "Baseline…"), Qt.MouseButton.LeftButton)
    sheet = pain.sheet
    assert sheet is not None
    assert sheet.is_open
    told = [each.text() for each in sheet.findChildren(TextLabel)]
    assert any("6. The first seven days." in text for text in told)
    (field,) = sheet.findChildren(QDateEdit)
    (reason,) = [each for each in sheet.findChildren(QLineEdit) if each.parent() is not field]
    QTest.mouseClick(button(sheet, "Set the baseline"), Qt.MouseButton.LeftButton)
    assert sheet.is_open
    assert any("Say why" in each.text() for each in sheet.findChildren(TextLabel))
    # Seven mornings of 7 weeks later, after the cold: 4 4 5 4 4 3 4.
    day = FIRST_MONDAY + timedelta(weeks=7)
    field.setDate(QDate(day.year, day.month, day.day))
    QTest.keyClicks(reason, "after the cold")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert not sheet.is_open
    assert [each.reason for each in record.base.history("left hip")] == ["", "after the cold"]
    assert "From the baseline of 4 to 3" in pain.sentence
    QTest.mouseClick(button(pain, "Baseline…"), Qt.MouseButton.LeftButton)
    assert any("after the cold" in each.text() for each in sheet.findChildren(TextLabel))
    QTest.mouseClick(button(sheet, "Keep it"), Qt.MouseButton.LeftButton)
    assert not sheet.is_open
    assert len(record.base.history("left hip")) == 2


def test_another_exercise_and_measure_are_chosen(record: Record, open_page: Open) -> None:
    page = open_page(record)
    volume = page.findChild(VolumeCard)
    assert isinstance(volume, VolumeCard)
    assert volume.sentence.startswith("Bridge: ")
    at = volume.exercises.findData("clamshell")
    volume.exercises.setFocus()
    for _ in range(at):
        QTest.keyClick(volume.exercises, Qt.Key.Key_Down)
    assert volume.sentence.startswith("Clamshell: ")
    assert "Left" in volume.sentence
    QTest.keyClick(volume.measures, Qt.Key.Key_Down)
    assert " sets in the first week" in volume.sentence
    QTest.mouseClick(button(volume, "Show as table"), Qt.MouseButton.LeftButton)
    assert volume.tables.isVisible()
    choose_range(page, 0)
    assert volume.sentence.startswith("Clamshell: ")
    assert " sets in the first week" in volume.sentence


def test_a_page_put_away_half_way_is_filled_when_it_is_seen_again(
    record: Record, theme: Theme, qtbot: QtBot
) -> None:
    page = make_page(record, theme)
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    assert page.is_reckoning
    page.hide()
    assert not page.is_reckoning
    assert page.volume_chart is None
    page.show()
    settle(page)
    assert page.volume_chart is not None


def test_the_first_days_say_what_is_there_and_what_will_come(
    empty: Record, open_page: Open
) -> None:
    empty.rate(TODAY, Moment.UNPROMPTED, 4)
    page = open_page(empty)
    card = page.findChild(FirstDaysCard)
    assert card is not None
    assert card.isVisible()
    assert card.text.splitlines() == [
        "Pain in your left hip so far",
        "4 of 10",
        "Saturday, 21 November",
        "What you will see here",
        "After 3 more days with a rating: your pain as a line.",
        "From Saturday, 28 November on: your starting point, to compare later weeks with.",
        "As you go: the sessions you did of those planned, and each exercise by week.",
    ]
    assert page.pain_chart is None
    assert page.adherence_chart is None
    for hidden in (PainCard, AdherenceCard, MonthCard, VolumeCard, RangeBar):
        assert all(not each.isVisible() for each in page.findChildren(hidden)), hidden
    for back in (1, 2):
        empty.rate(TODAY - timedelta(days=back), Moment.MORNING, 5)
    page.refresh()
    assert "After one more day with a rating: your pain as a line." in card.text
    assert card.text.splitlines()[1:7:2] == ["5 of 10", "5 of 10", "4 of 10"]
    empty.rate(TODAY - timedelta(days=3), Moment.MORNING, 5)
    page.refresh()
    assert not card.isVisible()
    assert cards(page)[0].isVisible()
    assert page.pain_chart is not None


def test_a_week_ends_the_first_days(empty: Record, open_page: Open) -> None:
    empty.rate(TODAY - timedelta(days=6), Moment.MORNING, 5)
    page = open_page(empty)
    card = page.findChild(FirstDaysCard)
    assert card is not None
    assert card.isVisible()
    empty.rate(TODAY - timedelta(days=7), Moment.MORNING, 5)
    page.refresh()
    assert not card.isVisible()
