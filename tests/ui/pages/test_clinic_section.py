"""Notes from the clinic, written and taken back in the settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.domain.clinic import ClinicNoteKind
from hipcoach.domain.prescription import Side
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.pages.settings.clinic_section import ClinicSection
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def section(qtbot: QtBot, qapp: QApplication, home: Household) -> ClinicSection:
    theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    section = ClinicSection(theme, home.clinic, home.content.clinic_logs)
    qtbot.addWidget(section)
    section.resize(800, 600)
    section.show()
    section.refresh()
    return section


def choose(section: ClinicSection, kind: ClinicNoteKind) -> None:
    section.kind.setCurrentIndex(section.kind.findData(kind.value))


def test_a_finding_is_typed_and_kept_with_side_and_day(
    section: ClinicSection, home: Household
) -> None:
    choose(section, ClinicNoteKind.STRENGTH)
    assert not section.treatment.isVisible()
    section.side.setCurrentIndex(section.side.findData(Side.LEFT.value))
    section.day.setDate(QDate(2026, 2, 20))
    QTest.keyClicks(section.text, "Outer hip weaker")
    QTest.keyClick(section.text, Qt.Key.Key_Return)
    (note,) = home.clinic.notes()
    assert (note.kind, note.side, note.text) == (
        *(ClinicNoteKind.STRENGTH, Side.LEFT),
        "Outer hip weaker",
    )
    assert note.day.isoformat() == "2026-02-20"
    assert section.told == (f"{day_month_text(note.day)} · Strength · Left",)
    assert section.text.text() == ""


def test_a_treatment_is_chosen_by_name_and_needs_no_words(
    section: ClinicSection, home: Household
) -> None:
    choose(section, ClinicNoteKind.TREATMENT)
    assert section.treatment.isVisible()
    section.add_button.click()
    (note,) = home.clinic.notes()
    assert note.treatment_id == home.content.clinic_logs[0].id
    assert note.text == home.content.clinic_logs[0].name
    section.text.setText("felt looser")
    section.add_button.click()
    assert home.clinic.notes()[0].text == f"{home.content.clinic_logs[0].name}: felt looser"


def test_nothing_said_is_told_and_nothing_kept(section: ClinicSection, home: Household) -> None:
    choose(section, ClinicNoteKind.GAIT)
    section.add_button.click()
    assert home.clinic.notes() == ()
    assert "say what was found or done" in section.problem.text()


def test_no_day_to_come_can_be_chosen(section: ClinicSection) -> None:
    section.day.setDate(QDate(2030, 1, 1))
    assert section.day.date() == QDate(2026, 3, 2)


def test_a_note_is_removed_and_brought_back(section: ClinicSection, home: Household) -> None:
    choose(section, ClinicNoteKind.GAIT)
    section.text.setText("Short steps")
    section.add_button.click()
    remove = next(each for each in section.findChildren(QPushButton) if each.text() == "Remove")
    remove.click()
    assert section.told == ()
    section.undo_button.click()
    assert len(section.told) == 1
    assert not section.undo_button.isVisible()
