"""For my therapist: what a person chooses and types is on the page that is saved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.keeping import Progress
from hipcoach.coaching.therapist_report import TherapistReport
from hipcoach.domain.errors import StorageError
from hipcoach.errands import write_private
from hipcoach.player.clock import ManualClock
from hipcoach.services import Services, build, fill_sample, load_settings, therapist_report
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.long_work import LongWork
from hipcoach.ui.pages.progress.therapist_flow import TherapistFlow
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.world import EVENING

LEFT = Qt.MouseButton.LeftButton
TODAY = EVENING.date()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    paths = DataPaths.find(tmp_path / "data")
    made = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(made)
    yield made
    made.close()


@pytest.fixture
def asked() -> list[tuple[date, date]]:
    """The times that were reckoned."""
    return []


@pytest.fixture
def flow(
    qtbot: QtBot, qapp: QApplication, services: Services, asked: list[tuple[date, date]]
) -> Iterator[TherapistFlow]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 900)

    def report(first: date, last: date, progress: Progress) -> TherapistReport:
        asked.append((first, last))
        return therapist_report(services, first, last, progress)

    made = TherapistFlow(report, write_private, services.clock, Theme(mode=ThemeMode.LIGHT), page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    made.open()
    qtbot.waitUntil(made.sheet.save.isEnabled, timeout=20_000)
    yield made
    for work in page.findChildren(LongWork):
        work.end()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a person names, without its ending."""
    name = tmp_path / "page"

    def named(*_arguments: Any, **_options: Any) -> tuple[str, str]:
        return str(name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", named)
    return name.with_name("page.pdf")


def words(path: Path) -> str:
    (page,) = PdfReader(path).pages
    return " ".join(page.extract_text().split())


def test_twelve_weeks_are_shown_at_first(
    flow: TherapistFlow, asked: list[tuple[date, date]]
) -> None:
    assert [(TODAY - first).days for first, _ in asked] == [12 * 7 - 1]
    assert not flow.sheet.preview.pixmap().isNull()


def test_what_was_chosen_and_typed_is_on_the_page(
    qtbot: QtBot, flow: TherapistFlow, target: Path
) -> None:
    sheet = flow.sheet
    QTest.keyClicks(sheet.name, "Ada L.")
    QTest.keyClicks(sheet.questions, "May I swim?")
    sheet.papers.set_current("letter")
    with qtbot.waitSignal(flow.told) as told:
        QTest.mouseClick(sheet.save, LEFT)
    assert told.args == [f"Written: {target}", False]
    text = words(target)
    assert "Ada L." in text
    assert "May I swim?" in text
    assert round(float(PdfReader(target).pages[0].mediabox.width)) == 612
    assert target.stat().st_mode & 0o777 == 0o600
    assert not sheet.is_open


def test_another_time_is_reckoned_anew(
    qtbot: QtBot, flow: TherapistFlow, asked: list[tuple[date, date]], target: Path
) -> None:
    chosen = next(each for each in flow.sheet.times.findChildren(QWidget) if _says(each, "4 weeks"))
    QTest.mouseClick(chosen, LEFT)
    assert not flow.sheet.save.isEnabled(), "the old page is not to be saved by mistake"
    qtbot.waitUntil(flow.sheet.save.isEnabled, timeout=20_000)
    assert (TODAY - asked[-1][0]).days == 27
    with qtbot.waitSignal(flow.told):
        QTest.mouseClick(flow.sheet.save, LEFT)
    assert "28 days" in words(target)


def test_the_preview_follows_what_is_typed(qtbot: QtBot, flow: TherapistFlow) -> None:
    before = flow.sheet.preview.pixmap().toImage()
    QTest.keyClicks(flow.sheet.questions, "May I swim?")
    qtbot.waitUntil(lambda: flow.sheet.preview.pixmap().toImage() != before)


def test_an_endless_question_is_cut(flow: TherapistFlow) -> None:
    flow.sheet.questions.setPlainText("long " * 900)
    assert len(flow.sheet.options.questions) == 1_200


def test_a_file_that_cannot_be_written_is_told_and_the_sheet_stays(
    qtbot: QtBot, flow: TherapistFlow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = tmp_path / "no" / "such.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(name), ""))
    QTest.mouseClick(flow.sheet.save, LEFT)
    assert flow.sheet.is_open
    assert any("such.pdf" in each for each in _texts(flow.sheet))


def test_without_a_name_nothing_is_written(
    flow: TherapistFlow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    QTest.mouseClick(flow.sheet.save, LEFT)
    assert flow.sheet.is_open
    assert not list(tmp_path.glob("*.pdf"))


def test_a_record_that_cannot_be_read_is_told(
    qtbot: QtBot, qapp: QApplication, services: Services
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()

    def broken(_first: date, _last: date, _progress: Progress) -> TherapistReport:
        raise StorageError("The record is away.")

    flow = TherapistFlow(broken, write_private, services.clock, Theme(mode=ThemeMode.DARK), page)
    flow.open()
    qtbot.waitUntil(lambda: "The record is away." in _texts(flow.sheet), timeout=10_000)
    assert not flow.sheet.save.isEnabled()


def _says(widget: QWidget, text: str) -> bool:
    return bool(widget.property("text") == text)


def _texts(within: QWidget) -> list[str]:
    found = [each.property("text") for each in within.findChildren(QWidget) if each.isVisible()]
    return [text for text in found if isinstance(text, str)]
