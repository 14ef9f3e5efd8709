"""Writing a routine as a person does: by keys, by dragging, by mouse; nothing gets lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching import routine_editing as editing
from hipcoach.coaching.routine_editing import Draft
from hipcoach.domain.errors import DiskFullError
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import RoutineOrigin
from hipcoach.domain.settings import Settings
from hipcoach.domain.written import written_exercise
from hipcoach.ui.models.routine_lists import EXERCISE_MIME, LINE_ROLE, Line
from hipcoach.ui.pages.plan.editor_view import EditorView
from hipcoach.ui.pages.plan.exercise_choice import ExerciseChoice
from hipcoach.ui.pages.plan.line_list import LineList
from tests.support.household import Household
from tests.ui.plan_rig import PlanRig

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def rig(home: Household, qapp: QApplication, qtbot: QtBot) -> PlanRig:
    rig = PlanRig.open(home, qtbot)
    rig.page.new_routine()
    rig.settle()
    return rig


@pytest.fixture
def editor(rig: PlanRig) -> EditorView:
    return rig.page.editor


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(text: str) -> None:
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def ids(editor: EditorView) -> list[str]:
    return [item.exercise.id for item in editor.draft.items]


def lines(view: LineList) -> list[Line]:
    found = []
    for row in range(view.lines.rowCount()):
        line = view.lines.index(row).data(LINE_ROLE)
        assert isinstance(line, Line)
        found.append(line)
    return found


def write(editor: EditorView, *names: str) -> None:
    """Add exercises by typing their names, as the keyboard has them."""
    editor.library.search.setFocus()
    for name in names:
        editor.library.search.selectAll()
        type_in(name)
        press(Qt.Key.Key_Return)


def test_a_routine_is_written_by_keys_alone_and_saved(rig: PlanRig, editor: EditorView) -> None:
    assert editor.name.hasFocus()
    type_in("Evening")
    press(Qt.Key.Key_Return)
    type_in("Sleep well")
    press(Qt.Key.Key_Return)
    assert editor.library.search.hasFocus()
    type_in("clamshell with")
    press(Qt.Key.Key_Return)
    # The words are chosen, so that the next name takes their place.
    type_in("heel slide")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert ids(editor) == ["clamshell_band", "heel_slide"]
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    (kept,) = (each for key, each in rig.book.routines.items() if rig.book.is_kept(key))
    assert (kept.name, kept.goal, kept.origin) == ("Evening", "Sleep well", RoutineOrigin.OWN)
    assert [item.exercise.id for item in kept.items] == ["clamshell_band", "heel_slide"]
    assert rig.book.drafts() == ()
    assert rig.page.routine.isVisible()


def test_what_is_missing_is_said_and_nothing_is_kept(rig: PlanRig, editor: EditorView) -> None:
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.notice.text == "Give the routine a name first."
    assert editor.name.hasFocus()
    type_in("Evening")
    assert not editor.notice.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.notice.text == "Add an exercise first."
    assert editor.library.search.hasFocus()


def test_items_are_moved_and_removed_by_key(editor: EditorView) -> None:
    write(editor, "bridge", "clamshell", "heel slide")
    assert ids(editor) == ["bridge", "clamshell", "heel_slide"]
    editor.items.setFocus()
    press(Qt.Key.Key_Up, ALT)
    assert ids(editor) == ["bridge", "heel_slide", "clamshell"]
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    assert ids(editor) == ["heel_slide", "bridge", "clamshell"]
    assert editor.items.current_key == editor.chosen == "heel_slide-1"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert ids(editor) == ["heel_slide", "clamshell"]
    assert editor.chosen == "clamshell-1"
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert ids(editor) == ["bridge", "clamshell"]
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert ids(editor) == ["bridge", "heel_slide", "clamshell"]


def test_undo_reaches_the_name_from_within_its_field(editor: EditorView) -> None:
    type_in("Even")
    press(Qt.Key.Key_Z, CTRL)
    assert (editor.name.text(), editor.draft.name) == ("", "")
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert (editor.name.text(), editor.draft.name) == ("Even", "Even")


def test_the_dose_is_stepped_and_typed_and_its_range_is_told(editor: EditorView) -> None:
    write(editor, "clamshell")
    editor.items.setFocus()
    press(Qt.Key.Key_Return)
    start = editor.draft.items[0].prescription.dose
    press(Qt.Key.Key_Up)
    assert editor.draft.items[0].prescription.dose.sets == start.sets + 1
    assert "Usual: " in editor.panel.usual.text()
    assert not editor.panel.note.isVisible()
    field = focused()
    assert isinstance(field, QSpinBox)
    field.selectAll()
    type_in("9")
    assert editor.draft.items[0].prescription.dose.sets == 9
    assert editor.panel.note.text() == "Outside the usual range: sets"
    press(Qt.Key.Key_Escape)
    assert editor.items.hasFocus()
    assert "outside the usual range" in lines(editor.items)[0].told


def test_a_side_can_have_its_own_dose(editor: EditorView) -> None:
    write(editor, "clamshell")
    editor.panel._split.click()
    editor.panel._right.reps.setFocus()
    press(Qt.Key.Key_Down)
    prescription = editor.draft.items[0].prescription
    left, right = prescription.for_side(Side.LEFT), prescription.for_side(Side.RIGHT)
    assert left.reps is not None
    assert right.reps == left.reps - 1
    assert "left" in lines(editor.items)[0].words
    editor.panel._split.click()
    editor.panel._sides.chosen.emit("left")
    assert editor.draft.items[0].prescription.only_side is Side.LEFT


def test_tempo_rest_and_the_way_there(editor: EditorView) -> None:
    write(editor, "bridge")
    panel = editor.panel
    panel._tempo.setFocus()
    panel._tempo.selectAll()
    type_in("3-2-3-1")
    press(Qt.Key.Key_Return)
    dose = editor.draft.items[0].prescription.dose
    assert dose.tempo is not None
    assert dose.tempo.text == "3-2-3-1"
    panel._tempo.selectAll()
    type_in("soon")
    press(Qt.Key.Key_Return)
    assert panel.note.text() == "Tempo soon is not four numbers such as 2-1-2-0."
    panel._rest.setFocus()
    press(Qt.Key.Key_Up)
    item = editor.draft.items[0]
    assert item.prescription.rest_ms == item.exercise.rest_ms + 5_000
    panel._way_toggle.click()
    panel._way.setFocus()
    press(Qt.Key.Key_Up)
    assert editor.draft.items[0].transition_ms == 5_000
    panel._pace.click()
    assert editor.draft.items[0].prescription.dose.self_paced
    panel._short.chosen.emit("1")
    assert editor.draft.items[0].priority == 1


def test_a_circuit_is_marked_and_goes_in_rounds(editor: EditorView) -> None:
    write(editor, "bridge", "clamshell")
    QTest.keyClick(editor, Qt.Key.Key_G, CTRL)
    assert [line.mark for line in lines(editor.items)] == ["A1", "A2"]
    editor.panel._rounds.setFocus()
    press(Qt.Key.Key_Up)
    assert [item.prescription.dose.sets for item in editor.draft.items] == [3, 3]
    editor.panel._part.click()
    assert [line.mark for line in lines(editor.items)] == ["", ""]
    editor.items.choose_row(0)
    QTest.keyClick(editor, Qt.Key.Key_G, CTRL)
    assert editor.notice.text == "There is no exercise before this one."


def drop(view: LineList, data: QMimeData, at: QPoint) -> None:
    """Drag something over a list and let it go there."""
    viewport = view.viewport()
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(at, actions, data, button, none))
    QApplication.sendEvent(viewport, QDragMoveEvent(at, actions, data, button, none))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), actions, data, button, none))


def test_exercises_are_dragged_in_and_items_dragged_about(rig: PlanRig, editor: EditorView) -> None:
    write(editor, "bridge", "clamshell")
    rig.settle()
    editor.library.search.clear()
    row = editor.library.list.lines.row_of("heel_slide")
    data = editor.library.list.lines.mimeData([editor.library.list.lines.index(row)])
    first = editor.items.visualRect(editor.items.lines.index(0))
    drop(editor.items, data, QPoint(40, first.top() + 4))
    assert ids(editor) == ["heel_slide", "bridge", "clamshell"]
    rig.settle()
    data = editor.items.lines.mimeData([editor.items.lines.index(0)])
    last = editor.items.visualRect(editor.items.lines.index(2))
    drop(editor.items, data, QPoint(40, last.bottom() - 4))
    assert ids(editor) == ["bridge", "clamshell", "heel_slide"]
    data = QMimeData()
    data.setData(EXERCISE_MIME, b"squat")
    drop(editor.items, data, QPoint(40, editor.items.viewport().height() - 2))
    assert ids(editor)[-1] == "squat"
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert ids(editor) == ["bridge", "clamshell"]


def test_the_first_exercise_can_be_dragged_into_the_empty_list(editor: EditorView) -> None:
    assert editor.items.isVisible()
    assert editor.items.accessibleDescription().startswith("This is where your routine grows.")
    data = QMimeData()
    data.setData(EXERCISE_MIME, b"squat")
    drop(editor.items, data, QPoint(40, 40))
    assert ids(editor) == ["squat"]


def test_the_library_adds_by_double_click(rig: PlanRig, editor: EditorView) -> None:
    rig.settle()
    first = editor.library.list.visualRect(editor.library.list.lines.index(1)).center()
    viewport = editor.library.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=first)
    assert ids(editor) == [lines(editor.library.list)[1].key]


def test_totals_follow_and_the_draft_outlives_a_crash(
    rig: PlanRig, editor: EditorView, qtbot: QtBot
) -> None:
    type_in("Evening")
    write(editor, "bridge")
    qtbot.waitUntil(lambda: editor.totals.text().endswith("1 exercise"))
    one = editor.totals.text()
    write(editor, "plank", "squat")
    qtbot.waitUntil(lambda: editor.totals.text().endswith("3 exercises"))
    assert int(editor.totals.text().split()[0]) > int(one.split()[0])
    assert "mat" in editor.equipment.text()
    # No going back, no saving: the window is just gone.
    again = PlanRig.open(rig.home, qtbot)
    bar = again.page.routines.draft_bar
    assert "“Evening”" in bar.text
    bar.action_requested.emit()
    assert again.page.editor.draft == editor.draft


def test_leaving_keeps_the_draft(rig: PlanRig, editor: EditorView) -> None:
    type_in("Evening")
    QTest.keyClick(editor, Qt.Key.Key_Left, ALT)
    assert rig.page.routines.isVisible()
    assert rig.book.drafts()[0].name == "Evening"


def test_what_is_discarded_can_be_brought_back(rig: PlanRig, editor: EditorView) -> None:
    type_in("Evening")
    write(editor, "bridge")
    draft = editor.draft
    editor.discard_button.click()
    bar = rig.page.routines.undo_bar
    assert bar.text == "The changes to “Evening” are let go."
    assert rig.book.drafts() == ()
    bar.action_requested.emit()
    assert rig.book.drafts() == (draft.kept(),)
    assert "“Evening”" in rig.page.routines.draft_bar.text


def test_changing_a_routine_goes_on_with_what_was_not_saved(rig: PlanRig) -> None:
    editor = rig.page.editor
    mine = rig.book.copy_of(rig.book.routines["desk"])
    rig.book.keep(mine)
    rig.page.open_routine(mine.id)
    rig.page.routine.edit_requested.emit(mine)
    assert not editor.discard_button.isEnabled()
    write(editor, "bridge")
    editor.close_view()
    rig.page.open_routine(mine.id)
    rig.page.routine.edit_requested.emit(mine)
    assert "bridge" in ids(editor)
    assert editor.notice.text == "These are the changes you had not saved."
    assert editor.discard_button.isEnabled()


def test_words_can_be_exchanged_for_an_exercise(rig: PlanRig, editor: EditorView) -> None:
    clams = written_exercise("Clam shels", DoseKind.REPS, Laterality.UNILATERAL)
    editor.begin(editing.added(Draft(id="new", name="New"), clams))
    choice = editor.panel.findChild(ExerciseChoice)
    assert isinstance(choice, ExerciseChoice)
    assert choice.itemText(1) == "Clamshell"
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert ids(editor) == ["clamshell"]
    assert editor.draft.items[0].prescription.dose.reps == 10
    rig.settle()
    assert not [each for each in editor.findChildren(ExerciseChoice) if each.isVisible()]


def test_a_full_disk_is_said_and_nothing_typed_is_lost(
    rig: PlanRig, editor: EditorView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError("There is no room left on the disk.")

    type_in("Evening")
    write(editor, "bridge")
    with monkeypatch.context() as patch:
        patch.setattr(rig.book, "keep_draft", full)
        patch.setattr(rig.book, "keep", full)
        editor.settle()
        assert editor.notice.text == "There is no room left on the disk."
        editor.save()
        assert editor.isVisible()
    editor.save()
    assert rig.page.routine.isVisible()


def test_a_locked_item_stays_and_says_so(rig: PlanRig, editor: EditorView) -> None:
    desk = rig.book.routines["desk"]
    items = (replace(desk.items[0], locked=True), *desk.items[1:])
    theirs = replace(desk, id="theirs", origin=RoutineOrigin.THERAPIST, items=items)
    editor.begin(Draft.of(theirs))
    editor.items.setFocus()
    press(Qt.Key.Key_Delete)
    assert len(editor.draft.items) == len(items)
    assert editor.notice.text == "Sit to stand stays as your therapist set it."
    assert editor.panel.note.text() == "This stays as your therapist set it."
    assert not editor.panel._common.isEnabled()
    press(Qt.Key.Key_Down)
    assert editor.panel._common.isEnabled()


def test_what_a_person_is_to_leave_out_is_marked(rig: PlanRig, editor: EditorView) -> None:
    me = Profile(flags=("thr_posterior_early",))
    rig.home.preferences.change(Settings(me=me))
    editor.begin(Draft(id="new"))
    marked = [line for line in lines(editor.library.list) if line.caution]
    assert marked
    editor.add_exercise(marked[0].key)
    assert lines(editor.items)[0].caution == marked[0].caution == "Leave out for now"


def test_the_preview_is_read_and_can_be_played(rig: PlanRig, editor: EditorView) -> None:
    played: list[str] = []
    rig.page.try_requested.connect(lambda routine: played.append(routine.id))
    QTest.keyClick(editor, Qt.Key.Key_R, CTRL)
    assert editor.notice.text == "Add an exercise first."
    write(editor, "clamshell", "bridge")
    QTest.keyClick(editor, Qt.Key.Key_R, CTRL)
    preview = rig.page.preview
    assert preview.isVisible()
    work = [line.what for line in preview.lines if line.is_work]
    assert work[0].startswith("Clamshell · set 1 · ")
    assert work[-1].startswith("Bridge · set 2 · ")
    assert preview.lines[0].at == "0:00"
    press(Qt.Key.Key_Return)
    assert played == ["try:my_routine"]
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert ids(editor) == ["clamshell", "bridge"]


def test_an_exercise_comes_in_from_its_page(rig: PlanRig, editor: EditorView) -> None:
    write(editor, "bridge")
    rig.page.show_routines()
    rig.page.add_exercise("squat")
    assert rig.page.editor.isVisible()
    assert "squat" in ids(editor)


def test_a_name_that_a_screen_reader_writes_is_part_of_the_routine(editor: EditorView) -> None:
    field = QAccessible.queryAccessibleInterface(editor.name).editableTextInterface()
    field.replaceText(0, 0, "Mornings")
    assert editor.draft.name == "Mornings"
