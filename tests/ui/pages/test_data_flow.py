"""Your data: what a person clicks and types to take it out, bring it in, go back or erase it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from hipcoach.domain.backup import BackupKind
from hipcoach.domain.session import SessionStatus
from hipcoach.storage.backup import back_up
from hipcoach.storage.database import open_database
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.long_work import LongWork
from hipcoach.ui.pages.settings.data_flow import Reopening
from hipcoach.ui.pages.settings_page import SettingsPage
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household
from tests.support.records import Record, one_of_each

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    (tmp_path / "data").mkdir()
    home = Household.open(tmp_path / "data")
    home.session(date(2026, 3, 1))
    yield home
    home.database.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, home: Household) -> Iterator[SettingsPage]:
    theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    page = SettingsPage(
        home.preferences,
        home.content,
        home.speech,
        home.say,
        home.sampled.append,
        home.beep,
        theme,
        home.keeper,
        home.clock,
        home.clinic,
        home.content.clinic_logs,
    )
    qtbot.addWidget(page)
    page.resize(1000, 2400)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    for work in page.findChildren(LongWork):
        work.end()


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> list[Path | str]:
    """Files that a person names in the next dialogs, to write or to read."""
    names: list[Path | str] = []

    def name(*_arguments: Any, **_options: Any) -> tuple[str, str]:
        return str(names.pop(0)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", name)
    return names


def done(qtbot: QtBot, page: SettingsPage) -> None:
    """Wait until what runs has ended and its sheet is gone."""
    qtbot.waitUntil(lambda: not page.flow.work.is_open, timeout=20_000)


def elsewhere(folder: Path) -> Path:
    """Return a file with an export of another record."""
    from tests.exchange.test_json_export import exported

    record = Record(folder / "elsewhere")
    record.keep(one_of_each())
    target = folder / "other.json"
    target.write_bytes(exported(record))
    record.database.close()
    return target


def test_a_backup_is_saved_where_the_person_says(
    qtbot: QtBot, page: SettingsPage, saves: list[Path | str], tmp_path: Path
) -> None:
    saves.append(tmp_path / "mine")
    QTest.mouseClick(page.data.backup, LEFT)
    done(qtbot, page)
    with ZipFile(tmp_path / "mine.zip") as packed:
        assert "hipcoach.sqlite3" in packed.namelist()
    assert page.problem == f"Written: {tmp_path / 'mine.zip'}"


def test_nothing_happens_without_a_name(page: SettingsPage, saves: list[Path | str]) -> None:
    saves += ["", ""]
    QTest.mouseClick(page.data.backup, LEFT)
    QTest.mouseClick(page.data.bring_in, LEFT)
    assert not page.flow.work.is_open
    assert page.problem == ""


def test_an_export_is_chosen_by_kind_and_time(
    qtbot: QtBot, page: SettingsPage, saves: list[Path | str], tmp_path: Path
) -> None:
    saves.append(tmp_path / "mine.csv.zip")
    QTest.mouseClick(page.data.export, LEFT)
    sheet = page.flow.export_sheet
    assert sheet.is_open
    sheet.kinds.set_current(".csv.zip")
    QTest.mouseClick(sheet.accept, LEFT)
    done(qtbot, page)
    with ZipFile(tmp_path / "mine.csv.zip") as packed:
        assert b"2026-03-01" in packed.read("sessions.csv")


def test_a_short_time_leaves_older_days_out(
    qtbot: QtBot, page: SettingsPage, home: Household, saves: list[Path | str], tmp_path: Path
) -> None:
    home.session(date(2026, 1, 5))
    saves.append(tmp_path / "mine.json")
    QTest.mouseClick(page.data.export, LEFT)
    page.flow.export_sheet.spans.set_current("4")
    QTest.mouseClick(page.flow.export_sheet.accept, LEFT)
    done(qtbot, page)
    document = json.loads((tmp_path / "mine.json").read_bytes())
    assert [each["local_date"] for each in document["sessions"]] == ["2026-03-01"]


def test_escape_puts_the_export_away(page: SettingsPage) -> None:
    QTest.mouseClick(page.data.export, LEFT)
    QTest.keyClick(page.flow.export_sheet, Qt.Key.Key_Escape)
    assert not page.flow.export_sheet.is_open


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, page: SettingsPage, saves: list[Path | str], tmp_path: Path
) -> None:
    saves.append(tmp_path / "no" / "such.zip")
    QTest.mouseClick(page.data.backup, LEFT)
    done(qtbot, page)
    assert "such.zip" in page.problem


def test_an_import_is_shown_before_it_is_done(
    qtbot: QtBot, page: SettingsPage, home: Household, saves: list[Path | str], tmp_path: Path
) -> None:
    saves.append(elsewhere(tmp_path))
    QTest.mouseClick(page.data.bring_in, LEFT)
    sheet = page.flow.import_sheet
    qtbot.waitUntil(lambda: sheet.is_open, timeout=20_000)
    assert "Sessions: 2 to add, 0 here already" in sheet.text
    assert len(home.sessions.with_status(*SessionStatus)) == 1, "nothing is added yet"
    with qtbot.waitSignal(page.reopen_requested, timeout=20_000) as asked:
        QTest.mouseClick(sheet.accept, LEFT)
    assert len(home.sessions.with_status(*SessionStatus)) == 3
    (how,) = asked.args
    assert isinstance(how, Reopening)
    assert "added from other.json. To undo: Settings" in how.notice
    assert not how.erase


def test_a_broken_file_is_told_with_its_place(
    qtbot: QtBot, page: SettingsPage, saves: list[Path | str], tmp_path: Path
) -> None:
    (tmp_path / "broken.json").write_text('{"hipcoach_export": 2, "sessions": 7}')
    saves.append(tmp_path / "broken.json")
    QTest.mouseClick(page.data.bring_in, LEFT)
    done(qtbot, page)
    assert page.problem == "broken.json: sessions: is not a list"
    assert not page.flow.import_sheet.is_open


def test_a_list_of_pain_is_mapped_by_hand(
    qtbot: QtBot, page: SettingsPage, home: Household, saves: list[Path | str], tmp_path: Path
) -> None:
    (tmp_path / "pain.csv").write_text("day,left,right\n02/03/2026,4,6\n03/03/2026,1,bad\n")
    saves.append(tmp_path / "pain.csv")
    QTest.mouseClick(page.data.bring_in, LEFT)
    sheet = page.flow.pain_log_sheet
    assert sheet.is_open
    shown_day = sheet.table.item(1, 0)
    assert shown_day is not None
    assert shown_day.text() == "02/03/2026"
    assert not sheet.accept.isEnabled(), "neither the pain nor the order of dates is told"
    sheet.pain_box.setCurrentIndex(2)
    sheet.note_box.setCurrentIndex(sheet.note_box.findData(-1))
    sheet.site_box.setCurrentIndex(sheet.site_box.findData("right hip"))
    QTest.mouseClick(sheet.order.findChildren(QAbstractButton)[2], LEFT)
    QTest.mouseClick(sheet.accept, LEFT)
    shown = page.flow.import_sheet
    qtbot.waitUntil(lambda: shown.is_open, timeout=20_000)
    assert "Pain ratings: 1 to add" in shown.text
    assert "row 3: bad is not a number from 0 to 10" in shown.text
    with qtbot.waitSignal(page.reopen_requested, timeout=20_000):
        QTest.mouseClick(shown.accept, LEFT)
    (rating,) = home.pains.between(date.min, date.max)
    assert (rating.nrs, rating.site, rating.local_date) == (6, "right hip", date(2026, 2, 3))


def test_what_is_here_already_offers_nothing_to_add(
    qtbot: QtBot, page: SettingsPage, saves: list[Path | str], tmp_path: Path
) -> None:
    saves += [tmp_path / "mine.json", tmp_path / "mine.json"]
    QTest.mouseClick(page.data.export, LEFT)
    QTest.mouseClick(page.flow.export_sheet.accept, LEFT)
    done(qtbot, page)
    QTest.mouseClick(page.data.bring_in, LEFT)
    sheet = page.flow.import_sheet
    qtbot.waitUntil(lambda: sheet.is_open, timeout=20_000)
    assert not sheet.accept.isVisible()
    QTest.mouseClick(sheet.cancel, LEFT)
    assert not sheet.is_open


def test_a_backup_of_the_list_is_restored(
    qtbot: QtBot, page: SettingsPage, home: Household
) -> None:
    paths = DataPaths.find(home.folder)
    back_up(paths, BackupKind.DAILY, home.clock.now())
    home.session(date(2026, 3, 2))
    page.refresh()
    assert "Last backup: today" in page.data.last.text()
    QTest.mouseClick(page.data.restore, LEFT)
    sheet = page.flow.restore_sheet
    assert len(sheet.choices) == 1
    with qtbot.waitSignal(page.reopen_requested, timeout=20_000) as asked:
        QTest.mouseClick(sheet.accept, LEFT)
    assert "brings it back" in asked.args[0].notice
    assert len(home.sessions.with_status(*SessionStatus)) == 1
    kinds = [each.kind for each in home.keeper.backups()]
    assert sorted(kinds) == [BackupKind.BEFORE_RESTORE, BackupKind.DAILY]


def test_a_file_that_is_no_backup_changes_nothing(
    qtbot: QtBot, page: SettingsPage, home: Household, saves: list[Path | str], tmp_path: Path
) -> None:
    (tmp_path / "letter.zip").write_text("Dear me")
    saves.append(tmp_path / "letter.zip")
    QTest.mouseClick(page.data.restore, LEFT)
    QTest.mouseClick(page.flow.restore_sheet.other, LEFT)
    done(qtbot, page)
    assert "is no backup of hipcoach's" in page.problem
    assert len(home.sessions.with_status(*SessionStatus)) == 1


def test_erasing_takes_a_typed_word(qtbot: QtBot, page: SettingsPage) -> None:
    QTest.mouseClick(page.data.erase, LEFT)
    sheet = page.flow.erase_sheet
    assert not sheet.accept.isEnabled()
    QTest.keyClicks(sheet.line, "era")
    assert not sheet.accept.isEnabled()
    QTest.keyClicks(sheet.line, "se")
    with qtbot.waitSignal(page.reopen_requested) as asked:
        QTest.mouseClick(sheet.accept, LEFT)
    assert asked.args[0] == Reopening(erase=True)


def test_escape_keeps_everything(page: SettingsPage) -> None:
    QTest.mouseClick(page.data.erase, LEFT)
    QTest.keyClick(page.flow.erase_sheet.line, Qt.Key.Key_Escape)
    assert not page.flow.erase_sheet.is_open


def test_stopping_an_export_leaves_nothing(
    qtbot: QtBot, page: SettingsPage, saves: list[Path | str], tmp_path: Path
) -> None:
    import threading

    goes_on = threading.Event()

    def slow(progress: Any) -> None:
        progress(1, 100)
        goes_on.wait(10)
        progress(2, 100)
        raise AssertionError("it was not stopped")

    page.flow.work.run("Slow", "", slow)
    QTest.keyClick(page.flow.work, Qt.Key.Key_Escape)
    assert not page.flow.work.cancel.isEnabled()
    goes_on.set()
    done(qtbot, page)
    assert page.problem == "Stopped. Nothing was changed."


def test_a_bug_in_the_work_is_told_and_noted(
    qtbot: QtBot, page: SettingsPage, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_progress: Any) -> None:
        raise ZeroDivisionError

    page.flow.work.run("Broken", "", broken)
    done(qtbot, page)
    assert "Something went wrong inside hipcoach" in page.problem
    assert "ZeroDivisionError" in caplog.text


def test_the_record_is_whole_after_all_that(home: Household) -> None:
    opened = open_database(home.folder / "hipcoach.sqlite3")
    opened.database.close()
    assert opened.set_aside is None
