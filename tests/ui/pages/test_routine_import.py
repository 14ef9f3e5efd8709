"""A routine from a file and from paper, looked at before it is kept; and one on paper again."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import RoutineOrigin
from hipcoach.domain.written import is_written
from hipcoach.ui.models.routine_words import item_words
from hipcoach.ui.pages.plan.exercise_choice import ExerciseChoice
from hipcoach.ui.routine_print import pdf_of
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.household import Household
from tests.ui.plan_rig import PlanRig

SENT = """
id = "from_anna"
name = "Knees and hips"
goal = "Two flights of stairs."

[[items]]
exercise = "clamshels"
sets = 3
reps = 12
locked = true

[[items]]
exercise = "bridge"
"""


@pytest.fixture
def rig(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[PlanRig]:
    home = Household.open(tmp_path)
    yield PlanRig.open(home, qtbot)
    home.database.close()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "plan.hipcoach"
    path.write_text(SENT)
    return path


def texts(rig: PlanRig) -> list[str]:
    rig.settle()
    return [each.text() for each in rig.page.findChildren(TextLabel) if each.isVisible()]


def test_a_file_is_shown_and_nothing_kept_before_keep_is_pressed(rig: PlanRig, sent: Path) -> None:
    rig.page.open_file(sent)
    view = rig.page.incoming
    assert view.isVisible()
    shown = texts(rig)
    for words in (
        "Knees and hips",
        "From the file plan.hipcoach, not kept yet",
        "Two flights of stairs.",
        "clamshels",
        "Stays as your therapist set it",
    ):
        assert words in shown
    assert "from_anna" not in rig.book.routines
    choice = view.findChild(ExerciseChoice)
    assert isinstance(choice, ExerciseChoice)
    assert choice.currentText() == "Keep the words"
    assert choice.itemText(1) == "Clamshell"
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    rig.settle()
    assert "Clamshell" in texts(rig)
    QTest.keyClick(view.keep_button, Qt.Key.Key_Return)
    kept = rig.book.routines["from_anna"]
    assert kept.items[0].exercise.id == "clamshell"
    assert (kept.origin, kept.items[0].locked) == (RoutineOrigin.THERAPIST, True)
    assert rig.page.routine.isVisible()


def test_escape_leaves_it(rig: PlanRig, sent: Path) -> None:
    rig.page.open_file(sent)
    QTest.keyClick(rig.page.incoming, Qt.Key.Key_Escape)
    assert rig.page.routines.isVisible()
    assert "from_anna" not in rig.book.routines


def test_unknown_exercises_can_stay_in_words(rig: PlanRig, sent: Path) -> None:
    rig.page.open_file(sent)
    rig.page.incoming.origin.set_current("own")
    rig.page.incoming.keep_button.click()
    kept = rig.book.routines["from_anna"]
    assert is_written(kept.items[0].exercise)
    assert kept.origin is RoutineOrigin.OWN
    words = "In the words of your plan: ask your therapist how it is done"
    assert words in texts(rig)


def test_sent_again_it_replaces_or_stands_beside(rig: PlanRig, sent: Path) -> None:
    for _ in range(2):
        rig.page.open_file(sent)
        rig.settle()
        beside = rig.page.incoming.beside_button
        if beside.isVisible():
            beside.click()
        else:
            rig.page.incoming.keep_button.click()
    assert "knees_and_hips" in rig.book.routines
    rig.page.open_file(sent)
    rig.page.incoming.keep_button.click()
    assert sum(rig.book.is_kept(key) for key in rig.book.routines) == 2


def test_a_broken_file_is_told_with_file_place_and_rule(rig: PlanRig, sent: Path) -> None:
    sent.write_text(SENT.replace("sets = 3", "sets = 30"))
    rig.page.open_file(sent)
    assert rig.page.notice.text == "plan.hipcoach: items[0].sets: 30 is over 10"
    assert rig.page.routines.isVisible()


def test_import_and_export_ask_for_a_file(
    rig: PlanRig, sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sent), ""))
    rig.page.routines.import_button.click()
    assert rig.page.incoming.isVisible()
    rig.page.incoming.keep_button.click()
    target = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    export = next(
        each for each in rig.page.routine.findChildren(SecondaryButton) if each.text() == "Export"
    )
    export.click()
    again = rig.files.read((tmp_path / "out.hipcoach").read_bytes(), "out.hipcoach", {})
    assert again == rig.book.routines["from_anna"]


def test_lines_beyond_what_a_routine_holds_are_told(rig: PlanRig) -> None:
    paper = rig.page.paper
    paper.field.setPlainText("\n\n".join(["bridge 3x10"] * 62))
    paper.settle()
    assert len(paper.lines) == 60
    assert paper.more.text().endswith("Not taken: the last 2 lines.")
    assert not paper.more.isHidden()


def test_a_paper_sheet_is_typed_understood_corrected_and_made_a_routine(rig: PlanRig) -> None:
    rig.page.routines.paper_button.click()
    paper = rig.page.paper
    assert paper.field.hasFocus()
    assert not paper.make_button.isEnabled()
    QTest.keyClicks(paper.field, "clamshell 3x12 left 5s")
    QTest.keyClick(paper.field, Qt.Key.Key_Return)
    QTest.keyClicks(paper.field, "Walk 10 min daily")
    paper.settle()
    assert [line.exercise.name for line in paper.lines] == ["Clamshell", "Walk"]
    shown = texts(rig)
    assert "3 × 12, left side · tempo 2-5-2-0 · rest 30 s" in shown
    assert "“daily”: goes into your plan when you save" in shown
    assert "Which one is meant? Until you choose, the words are kept." in shown
    choice = paper.findChildren(ExerciseChoice)[-1]
    row = choice.findText("Level-pelvis walking")
    choice.setCurrentIndex(row)
    choice.activated.emit(row)
    QTest.keyClick(paper.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor = rig.page.editor
    assert editor.isVisible()
    assert [item.exercise.id for item in editor.draft.items] == ["clamshell", "level_pelvis_walk"]
    assert editor.draft.items[0].prescription.only_side is Side.LEFT
    assert editor.draft.origin is RoutineOrigin.THERAPIST
    editor.save()
    (kept,) = (each for each in rig.book.routines.values() if rig.book.is_kept(each.id))
    assert kept.items[1].prescription.dose.duration_ms == 600_000


def test_a_routine_is_printed_with_every_name_and_dose(
    rig: PlanRig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "arthritis.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    rig.page.open_routine("hip_arthritis")
    save = next(
        each
        for each in rig.page.routine.findChildren(SecondaryButton)
        if each.text() == "Save as PDF"
    )
    save.click()
    reader = PdfReader(target)
    (page,) = reader.pages
    assert abs(float(page.mediabox.width) - 595) < 2
    # A font may write fl as one sign.
    told = " ".join(normalize("NFKC", page.extract_text()).split())
    routine = rig.book.routines["hip_arthritis"]
    assert routine.name in told
    for item in routine.items:
        assert item.exercise.name in told
        assert item_words(item) in told


def test_a_long_routine_takes_a_second_page(rig: PlanRig) -> None:
    arthritis = rig.book.routines["hip_arthritis"]
    many = tuple(
        replace(item, uid=f"{item.uid}-{turn}") for turn in range(3) for item in arthritis.items
    )
    data = pdf_of(replace(arthritis, items=many), "an hour", rig.page.figures)
    pages = PdfReader(BytesIO(data)).pages
    assert len(pages) == -(-len(many) // 12)
    assert all("Bridge" in page.extract_text() for page in pages)
