"""Plan: the routines, the days on which they are due, and how their doses go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.rehearsal import RehearsedSegment
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import Draft
from hipcoach.coaching.routine_import import RoutineImport
from hipcoach.coaching.slot_times import Frequency
from hipcoach.coaching.trying_out import try_of
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.domain.plan import Slot
from hipcoach.domain.routine import Routine
from hipcoach.ui.dialogs.planned_delete_dialog import PlannedDeleteDialog
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.file_dialogs import ask_what_to_open, ask_where_to_save
from hipcoach.ui.models.routine_words import facts_words
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.plan.doses_view import DosesView
from hipcoach.ui.pages.plan.editor_view import EditorView
from hipcoach.ui.pages.plan.import_view import ImportView
from hipcoach.ui.pages.plan.paper_view import PaperView
from hipcoach.ui.pages.plan.preview_view import PreviewView
from hipcoach.ui.pages.plan.routine_view import RoutineView
from hipcoach.ui.pages.plan.routines_view import RoutinesView
from hipcoach.ui.routine_print import pdf_of, print_routine, set_page
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel

ROUTINES, DAYS, DOSES = "routines", "days", "doses"
ENDING = ".hipcoach"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineServices:
    """What the routines' half works with.

    `estimate` is in ms, `encode` makes a routine a file, `save` writes one, and `is_planned`
    tells whether the plan asks for the routine of an id. `give_days` gives its days to another,
    or takes them out for an empty id, and returns what puts them back.
    """

    book: RoutineBook
    entry: RoutineImport
    preferences: Preferences
    estimate: Callable[[Routine], int]
    rehearse: Callable[[Routine], Sequence[RehearsedSegment]]
    encode: Callable[[Routine], bytes]
    save: Callable[[Path, bytes], None]
    is_planned: Callable[[str], bool]
    give_days: Callable[[str, str], Callable[[], None]]


class DaysHalf(QWidget):
    """The half that shows days; it is read again when it is shown."""

    export_requested = Signal()
    """The person wants the plan in a calendar of their own."""
    first_start_requested = Signal()
    """The person wants to go through the first questions again."""

    def refresh(self) -> None:
        """Show what is on record by now."""
        raise NotImplementedError

    def add_from_sheet(self, slot: Slot) -> None:
        """Put a routine into the plan as its paper sheet says, and tell so."""
        raise NotImplementedError


class PlanPage(QWidget):
    """Routines, days and doses under one heading; what is opened from them covers all."""

    start_requested = Signal(Routine)
    calendar_requested = Signal()
    """The person wants the plan in a calendar of their own."""
    try_requested = Signal(Routine)
    questions_requested = Signal()
    """The person wants to go through the safety questions."""
    first_start_requested = Signal()
    """The person wants to go through the first questions again."""

    def __init__(
        self,
        services: RoutineServices,
        theme: Theme,
        *,
        figures: FigureBook,
        days: DaysHalf | None = None,
        doses: DosesView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`days` and `doses` are the other parts."""
        super().__init__(parent)
        self._services = services
        self._book = services.book
        self._theme = theme
        self.figures = figures
        self._days = days
        self.doses = doses
        self._was_opened = False
        self._is_from_editor = False
        self._from_sheet: dict[str, Frequency] = {}
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._build_home(days, doses)
        self._build_rest()
        for keys, slot in (("Ctrl+N", self.new_routine), ("Ctrl+O", self._ask_for_file)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._show_half(ROUTINES)

    def _build_home(self, days: DaysHalf | None, doses: DosesView | None) -> None:
        theme, services = self._theme, self._services
        self._home = ScrollColumn(theme, self)
        self._stack.addWidget(self._home)
        head = QWidget(self._home)
        pair = PairLayout(head)
        pair.addWidget(TextLabel(theme, self.tr("Plan"), role=TextRole.TITLE, parent=head))
        self.halves = Segmented(
            theme,
            [
                (ROUTINES, self.tr("Routines")),
                *([] if days is None else [(DAYS, self.tr("Days"))]),
                *([] if doses is None else [(DOSES, self.tr("Doses"))]),
            ],
            name=self.tr("What of the plan"),
            parent=head,
        )
        self.halves.chosen.connect(self._show_half)
        self.halves.setVisible(days is not None)
        if days is not None:
            pair.addWidget(self.halves)
        self._home.column.addWidget(head)
        self.notice = MessageBar(theme, self._home)
        self._home.column.addWidget(self.notice)
        self.routines = RoutinesView(
            self._book,
            services.estimate,
            theme,
            figures=self.figures,
            is_planned=services.is_planned,
            parent=self._home,
        )
        self._home.column.addWidget(self.routines)
        if days is not None:
            days.export_requested.connect(self.calendar_requested)
            days.first_start_requested.connect(self.first_start_requested)
            days.setParent(self._home.widget())
            self._home.column.addWidget(days)
        if doses is not None:
            doses.setParent(self._home.widget())
            doses.questions_requested.connect(self.questions_requested)
            self._home.column.addWidget(doses)
        self._home.column.addStretch(1)
        self.routines.opened.connect(self.open_routine)
        self.routines.new_requested.connect(self.new_routine)
        self.routines.import_requested.connect(self._ask_for_file)
        self.routines.paper_requested.connect(self._type_in)
        self.routines.draft_requested.connect(self._go_on)

    def _build_rest(self) -> None:
        theme, services, figures = self._theme, self._services, self.figures
        preferences, estimate = services.preferences, services.estimate
        self.routine = RoutineView(
            self._book, estimate, theme, preferences=preferences, figures=figures, parent=self
        )
        self.editor = EditorView(
            self._book, estimate, theme, preferences=preferences, figures=figures, parent=self
        )
        self.preview = PreviewView(services.rehearse, theme, self)
        self.incoming = ImportView(
            self._book,
            services.entry,
            estimate,
            theme,
            preferences=preferences,
            figures=figures,
            parent=self,
        )
        self.paper = PaperView(self._book, theme, figures=figures, parent=self)
        for view in (self.routine, self.editor, self.preview, self.incoming, self.paper):
            self._stack.addWidget(view)
        self.routine.closed.connect(self._close_routine)
        self.routine.start_requested.connect(self.start_requested)
        self.routine.edit_requested.connect(self._change)
        self.routine.copy_requested.connect(self._change_copy)
        self.routine.preview_requested.connect(self._preview)
        self.routine.export_requested.connect(self._export)
        self.routine.print_requested.connect(self._print)
        self.routine.pdf_requested.connect(self._save_pdf)
        self.routine.delete_requested.connect(self._delete)
        self.editor.closed.connect(self.show_routines)
        self.editor.saved.connect(self._on_saved)
        self.editor.discarded.connect(self._discarded)
        self.editor.preview_requested.connect(self._preview)
        self.preview.closed.connect(self._close_preview)
        self.preview.play_requested.connect(
            lambda routine: self.try_requested.emit(try_of(routine))
        )
        self.incoming.closed.connect(self.show_routines)
        self.incoming.kept.connect(self.open_routine)
        self.paper.closed.connect(self.show_routines)
        self.paper.draft_made.connect(self._write_from_sheet)

    # -- places -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is on record by now; what is open stays open.

        The first time it opens on the person's own plan, where there is one.
        """
        if not self._was_opened:
            self._was_opened = True
            if any(self._services.is_planned(each) for each in self._book.routines):
                self.show_days()
                return
        self._read_half()

    def show_days(self) -> None:
        """Turn to the days."""
        if self._days is not None:
            self._stack.setCurrentWidget(self._home)
            self.halves.set_current(DAYS)
            self._show_half(DAYS)

    def show_routines(self) -> None:
        """Turn to the routines."""
        self._stack.setCurrentWidget(self._home)
        self.halves.set_current(ROUTINES)
        self._show_half(ROUTINES)

    def open_routine(self, routine_id: str) -> None:
        """Show one routine."""
        routine = self._book.routines.get(routine_id)
        if routine is None:
            self.show_routines()
            self.notice.show_message(
                self.tr("This routine is not there any more."), kind=MessageKind.WARNING
            )
            return
        self.routine.show_routine(routine)
        self._stack.setCurrentWidget(self.routine)

    def new_routine(self) -> None:
        """Write a new routine."""
        self._write(Draft(id=self._book.free_id(self.tr("My routine"))))

    def add_exercise(self, exercise_id: str) -> None:
        """Put an exercise into what is being written, or into a new routine."""
        drafts = self._book.drafts()
        if self._stack.currentWidget() is not self.editor:
            if drafts:
                self._write(Draft.restored(drafts[0], self._book.exercises))
            else:
                self.new_routine()
        self.editor.add_exercise(exercise_id)

    def open_file(self, path: Path) -> None:
        """Show what a routine's file holds, or in plain words why it can't be used."""
        try:
            incoming = self._services.entry.open(path)
        except HipcoachError as error:
            self.show_routines()
            self.notice.show_message(str(error), kind=MessageKind.WARNING)
            return
        self.notice.hide()
        self.incoming.show_incoming(incoming)
        self._stack.setCurrentWidget(self.incoming)

    def _show_half(self, key: str) -> None:
        self.routines.setVisible(key == ROUTINES)
        if self._days is not None:
            self._days.setVisible(key == DAYS)
        if self.doses is not None:
            self.doses.setVisible(key == DOSES)
        self._home.to_top()
        self._read_half()

    def _read_half(self) -> None:
        if self._days is not None and self.halves.current() == DAYS:
            self._days.refresh()
        elif self.doses is not None and self.halves.current() == DOSES:
            self.doses.refresh()
        else:
            self.routines.refresh()

    def _close_routine(self) -> None:
        routine = self.routine.routine
        self.show_routines()
        if routine is not None:
            self.routines.focus_routine(routine.id)

    # -- what can be done ---------------------------------------------------------------

    def _write(self, draft: Draft, *, is_changed: bool = False) -> None:
        self.editor.begin(draft, is_changed=is_changed)
        self._stack.setCurrentWidget(self.editor)

    def _write_from_sheet(self, draft: Draft) -> None:
        if self.paper.frequency is not None:
            self._from_sheet[draft.id] = self.paper.frequency
        self._write(draft, is_changed=True)

    def _on_saved(self, routine_id: str) -> None:
        frequency = self._from_sheet.pop(routine_id, None)
        if frequency is None or self._days is None:
            self.open_routine(routine_id)
            return
        self.show_days()
        self._days.add_from_sheet(frequency.slot(routine_id))

    def _go_on(self, routine_id: str) -> bool:
        """Go on with the draft of a routine, if there is one."""
        for kept in self._book.drafts():
            if kept.id == routine_id:
                self._write(Draft.restored(kept, self._book.exercises))
                return True
        return False

    def _change(self, routine: Routine) -> None:
        if self._go_on(routine.id):
            self.editor.notice.show_message(
                self.tr("These are the changes you had not saved."), kind=MessageKind.INFO
            )
        else:
            self._write(Draft.of(routine))

    def _discarded(self, draft: KeptRoutine) -> None:
        self.show_routines()
        self.routines.tell_discarded(draft)

    def _change_copy(self, routine: Routine) -> None:
        self._write(Draft.of(self._book.copy_of(routine)), is_changed=True)

    def _type_in(self) -> None:
        self.paper.begin()
        self._stack.setCurrentWidget(self.paper)

    def _preview(self, routine: Routine) -> None:
        self._is_from_editor = self._stack.currentWidget() is self.editor
        self.preview.show_routine(routine, self._book.exercises)
        self._stack.setCurrentWidget(self.preview)

    def _close_preview(self) -> None:
        self._stack.setCurrentWidget(self.editor if self._is_from_editor else self.routine)

    def _delete(self, routine: Routine) -> None:
        services = self._services
        undo: Callable[[], None] | None = None
        if services.is_planned(routine.id):
            others = [
                (each.id, each.name)
                for each in self._book.routines.values()
                if each.id != routine.id
            ]
            instead = PlannedDeleteDialog.ask(self, self._theme, routine.name, others)
            if instead is None:
                return
            undo = services.give_days(routine.id, instead)
        self.show_routines()
        self.routines.remove(routine, undo)

    def _ask_for_file(self) -> None:
        kinds = self.tr("Routines (*.hipcoach *.toml)")
        path = ask_what_to_open(self, self.tr("Import a routine"), kinds)
        if path is not None:
            self.open_file(path)

    def _export(self, routine: Routine) -> None:
        path = self._target(routine, self.tr("Export a routine"), ENDING)
        if path is not None:
            self._services.save(path, self._services.encode(routine))

    def _save_pdf(self, routine: Routine) -> None:
        path = self._target(routine, self.tr("Save a routine as PDF"), ".pdf")
        if path is not None:
            self._services.save(path, pdf_of(routine, self._facts(routine), self.figures))

    def _print(self, routine: Routine) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(routine.name)
        set_page(printer)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            print_routine(printer, routine, self._facts(routine), self.figures)

    def _target(self, routine: Routine, title: str, ending: str) -> Path | None:
        return ask_where_to_save(self, title, f"{routine.id}{ending}", f"*{ending}")

    def _facts(self, routine: Routine) -> str:
        total_ms = self._services.estimate(routine)
        return facts_words(routine, total_ms, self._book.equipment_names)
