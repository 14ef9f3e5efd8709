"""Writing a routine: the library on the left, the routine on the right, its doses beside it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hipcoach.coaching import routine_editing as editing
from hipcoach.coaching.precautions import Standing, judge
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import Draft, EditRefusedError, Items, RoutineEditor
from hipcoach.coaching.suited_content import avoided_of
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.domain.known import known
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.labels import minutes_text
from hipcoach.ui.models.exercise_words import leave_out_words
from hipcoach.ui.models.routine_lists import ItemsList
from hipcoach.ui.models.routine_words import equipment_words, exercises_words
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.plan.dose_panel import DosePanel
from hipcoach.ui.pages.plan.editor_room import EDGE, EditorRoom
from hipcoach.ui.pages.plan.library_pane import LibraryPane
from hipcoach.ui.pages.plan.line_list import LineList
from hipcoach.ui.plain_text import tip
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

# What follows from a change, but need not be there with the same key press.
SETTLE_MS = 120


class EditorView(QWidget):
    """Everything can be done by key and by mouse; what is written is kept at once as a draft."""

    closed = Signal()
    saved = Signal(str)
    discarded = Signal(KeptRoutine)
    """This was let go without being saved."""
    preview_requested = Signal(Routine)

    def __init__(
        self,
        book: RoutineBook,
        estimate: Callable[[Routine], int],
        theme: Theme,
        *,
        preferences: Preferences,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`estimate` tells how long a routine takes, in ms."""
        super().__init__(parent)
        self._book = book
        self._estimate = estimate
        self._theme = theme
        self._preferences = preferences
        self._editor = RoutineEditor(Draft(id="routine"))
        self._chosen = ""
        self._shown: Items | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.settle)
        self._is_dirty = False
        self._items = ItemsList(self._caution)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scroll)
        self._body = QWidget(scroll)
        scroll.setWidget(self._body)
        # The page's own ground is seen, whichever look it has.
        self._body.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(EDGE, 2 * UNIT, EDGE, EDGE)
        column.setSpacing(UNIT + 4)
        column.addLayout(self._build_head())
        self.notice = MessageBar(theme, self)
        column.addWidget(self.notice)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(2 * UNIT)
        self.library = LibraryPane(theme, figures=figures, parent=self)
        self.library.add_requested.connect(self.add_exercise)
        self._halves.addWidget(self.library)
        self._right = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._right.setSpacing(2 * UNIT)
        self._right.addWidget(self._build_items(figures), 5)
        self._right.addWidget(self._build_panel(), 4)
        self._halves.addLayout(self._right, 1)
        column.addLayout(self._halves, 1)
        parts = (self._halves, self._right, self.library, self._panel_card)
        self._room = EditorRoom(theme, scroll, self._body, column, *parts)
        self._build_keys()
        theme.changed.connect(self._restyle)
        self._restyle()

    # -- what it shows ---------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """The routine as it stands."""
        return self._editor.draft

    @property
    def chosen(self) -> str:
        """The uid of the item that is chosen, or an empty text."""
        return self._chosen

    def begin(self, draft: Draft, *, is_changed: bool = False) -> None:
        """Write on this; `is_changed` tells that it is not kept as it stands."""
        self._settling.stop()
        self._editor = RoutineEditor(draft)
        self._editor.listen(self._on_changed)
        self._is_dirty = is_changed
        is_draft = any(kept.id == draft.id for kept in self._book.drafts())
        self.discard_button.setEnabled(is_changed or is_draft)
        self._chosen = draft.items[0].uid if draft.items else ""
        self.notice.hide()
        self._read_library()
        self.library.search.clear()
        self._show_words()
        self._shown = None
        self._show_draft()
        self._show_totals()
        if is_changed:
            self._settling.start()
        (self.library.search if draft.name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def add_exercise(self, exercise_id: str, at: int | None = None) -> None:
        """Put an exercise of the library in, after the chosen item unless a place is given."""
        exercise = known(self._book.exercises, exercise_id)
        if at is None and self._chosen:
            at = self.draft.place(self._chosen) + 1
        before = {item.uid for item in self.draft.items}
        self._make(lambda draft: editing.added(draft, exercise, at=at))
        new = next((item.uid for item in self.draft.items if item.uid not in before), "")
        if new:
            self._choose(new)

    def save(self) -> None:
        """Keep the routine, or say what is missing."""
        try:
            routine = self.draft.routine()
            self._book.keep(routine)
        except EditRefusedError as error:
            self._refuse(str(error))
            (self.library.search if self.name.text().strip() else self.name).setFocus()
            return
        except HipcoachError as error:
            self._refuse(str(error))
            return
        self._settling.stop()
        self._is_dirty = False
        self.saved.emit(routine.id)

    def discard(self) -> None:
        """Leave, and let go what is not saved; whoever listens can bring it back."""
        self._settling.stop()
        self._is_dirty = False
        self._book.drop_draft(self.draft.id)
        self.discarded.emit(self.draft.kept())

    def close_view(self) -> None:
        """Leave; what is not saved stays as a draft."""
        self.settle()
        self.closed.emit()

    # -- building --------------------------------------------------------------------

    def _build_head(self) -> QVBoxLayout:
        theme = self._theme
        self.back = QuietButton(theme, self.tr("Back"), icon_name="chevron-left", parent=self)
        self.back.setToolTip(self.tr("Back (Alt+←); what you wrote stays as a draft"))
        self.undo_button = SecondaryButton(theme, "", icon_name="undo", parent=self)
        self.redo_button = SecondaryButton(theme, "", icon_name="redo", parent=self)
        for button, words in (
            (self.undo_button, self.tr("Undo (Ctrl+Z)")),
            (self.redo_button, self.tr("Redo (Ctrl+Shift+Z)")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(tip(words))
        self.discard_button = QuietButton(theme, self.tr("Discard"), parent=self)
        self.discard_button.setToolTip(self.tr("Leave without saving the changes"))
        self.preview_button = SecondaryButton(theme, self.tr("Preview"), parent=self)
        self.preview_button.setToolTip(self.tr("How it runs (Ctrl+R)"))
        self.save_button = PrimaryButton(
            theme, self.tr("Save"), hint=self.tr("Ctrl+S"), parent=self
        )
        first = QWidget(self)
        pair = PairLayout(first)
        back = QWidget(first)
        FlowLayout(back).addWidget(self.back)
        pair.addWidget(back)
        others = QWidget(first)
        flow = FlowLayout(others, gap=UNIT)
        for each in (
            self.discard_button,
            self.undo_button,
            self.redo_button,
            self.preview_button,
            self.save_button,
        ):
            flow.addWidget(each)
        pair.addWidget(others)
        self.name = self._text_field(self.tr("Name of the routine"))
        self.goal = self._text_field(self.tr("What it is for"))
        second = QHBoxLayout()
        second.setSpacing(UNIT + 4)
        second.addWidget(self.name, 2)
        second.addWidget(self.goal, 3)
        self.back.clicked.connect(self.close_view)
        self.undo_button.clicked.connect(self._undo)
        self.redo_button.clicked.connect(self._redo)
        self.discard_button.clicked.connect(self.discard)
        self.preview_button.clicked.connect(self._preview)
        self.save_button.clicked.connect(self.save)
        # A screen reader writes without editing.
        self.name.textChanged.connect(
            lambda text: self._make(lambda draft: replace(draft, name=text), run="name")
        )
        self.goal.textChanged.connect(
            lambda text: self._make(lambda draft: replace(draft, goal=text), run="goal")
        )
        head = QVBoxLayout()
        head.setSpacing(UNIT + 4)
        head.addWidget(first)
        head.addLayout(second)
        return head

    def _text_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        limit_line(field, 200)
        field.installEventFilter(self)
        return field

    def _build_items(self, figures: FigureBook | None) -> QWidget:
        card = Card(self._theme, self, padding=UNIT + 4)
        self.items = LineList(
            self._theme,
            self._items,
            name=self.tr("Exercises of the routine, Alt and arrows move them"),
            figures=figures,
            parent=self,
        )
        self.items.selectionModel().currentChanged.connect(self._on_current)
        self.items.pressed_enter.connect(lambda _uid: self.panel.focus_first())
        self.items.removal_asked.connect(self._remove)
        self.items.move_asked.connect(self._move_by)
        self._items.exercise_dropped.connect(self.add_exercise)
        self._items.item_dropped.connect(self._drop)
        self.items.set_placeholder(
            self.tr(
                "This is where your routine grows. Find an exercise on the left and press Enter, "
                "or drag it here."
            )
        )
        self.totals = TextLabel(self._theme, role=TextRole.STRONG, parent=card)
        self.equipment = TextLabel(
            self._theme, role=TextRole.SMALL, tone=TextTone.MUTED, wrap=True, parent=card
        )
        for label in (self.totals, self.equipment):
            label.setContentsMargins(UNIT, 0, UNIT, 0)
            card.body.addWidget(label)
        card.body.addWidget(self.items, 1)
        return card

    def _build_panel(self) -> QWidget:
        card = Card(self._theme, self, padding=4)
        self.panel = DosePanel(self._theme, card)
        self.panel.change_requested.connect(self._make)
        self.panel.exchange_requested.connect(self._exchange)
        self.panel.remove_requested.connect(lambda: self._remove(self._chosen))
        self.panel.left.connect(self._focus_items)
        card.body.addWidget(self.panel)
        self._panel_card = card
        return card

    def _build_keys(self) -> None:
        add_back_keys(self, self.close_view)
        for keys, slot in (
            ("Ctrl+S", self.save),
            ("Ctrl+F", self.library.start_searching),
            ("Ctrl+R", self._preview),
            ("Ctrl+G", self._join),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Shift+Z", self._redo),
            ("Ctrl+Y", self._redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- keys and size ------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter lead from field to field; undo belongs to the routine everywhere."""
        if not isinstance(watched, QLineEdit) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            undoes = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(each) for each in undoes):
                # A field takes these for itself, but a name is part of the routine.
                event.ignore()
                return True
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and event.key() in enter:
            (self.goal if watched is self.name else self.library.search).setFocus()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the doses beside the routine where there is room, else below."""
        super().resizeEvent(event)
        self._arrange()

    # -- changing ---------------------------------------------------------------------

    def _make(self, change: Callable[[Draft], Draft], *, run: str = "") -> None:
        """Make a change, or say why not."""
        try:
            self._editor.change(change(self.draft), run=run)
        except EditRefusedError as error:
            self._refuse(str(error))
            # The fields show again what holds.
            self._shown = None
            self._show_draft()
        else:
            self.notice.hide()

    def _remove(self, uid: str) -> None:
        if not uid:
            return
        place = self.draft.place(uid)
        self._make(lambda draft: editing.removed(draft, uid))
        self.items.choose_row(place)

    def _move_by(self, uid: str, step: int) -> None:
        place = self.draft.place(uid) + step
        if 0 <= place < len(self.draft.items):
            self._make(lambda draft: editing.moved(draft, uid, place))

    def _drop(self, uid: str, before: int) -> None:
        place = self.draft.place(uid)
        self._choose(uid)
        self._make(lambda draft: editing.moved(draft, uid, before - (place < before)))

    def _exchange(self, exercise_id: str) -> None:
        exercise = known(self._book.exercises, exercise_id)
        self._make(lambda draft: editing.exchanged(draft, self._chosen, exercise))

    def _join(self) -> None:
        if self._chosen:
            self._make(lambda draft: editing.joined(draft, self._chosen))

    def _undo(self) -> None:
        self._go(self._editor.undo)

    def _redo(self) -> None:
        self._go(self._editor.redo)

    def _go(self, move: Callable[[], None]) -> None:
        """Undo or make again, and put the keyboard on what has changed by it."""
        before = {item.uid: item for item in self.draft.items}
        move()
        changed = [item.uid for item in self.draft.items if before.get(item.uid) != item]
        if changed:
            self._choose(changed[0])
        self._show_words()
        self.notice.hide()

    def _show_words(self) -> None:
        for field, text in ((self.name, self.draft.name), (self.goal, self.draft.goal)):
            if field.text() != text:
                with QSignalBlocker(field):
                    field.setText(text)

    def _on_changed(self) -> None:
        self._is_dirty = True
        self._show_draft()
        self.discard_button.setEnabled(True)
        # Not put off by the next key: whoever types on must not lose more than a moment.
        if not self._settling.isActive():
            self._settling.start()

    def settle(self) -> None:
        """Keep the draft and show what the whole takes, now instead of in a moment."""
        self._settling.stop()
        self._show_totals()
        if not self._is_dirty:
            return
        try:
            self._book.keep_draft(self.draft.kept())
        except StorageError as error:
            self._refuse(str(error))
        else:
            self._is_dirty = False

    def _preview(self) -> None:
        named = self.draft
        if not named.name.strip():
            named = replace(named, name=self.tr("A new routine"))
        try:
            routine = named.routine()
        except EditRefusedError as error:
            self._refuse(str(error))
            return
        self.settle()
        self.preview_requested.emit(routine)

    # -- showing ------------------------------------------------------------------------

    def _show_draft(self) -> None:
        draft = self.draft
        self.undo_button.setEnabled(self._editor.can_undo)
        self.redo_button.setEnabled(self._editor.can_redo)
        if draft.items is self._shown:
            # A letter of the name changes nothing below it.
            return
        self._shown = draft.items
        uids = [item.uid for item in draft.items]
        if self._chosen not in uids:
            self._chosen = uids[0] if uids else ""
        self._items.show(draft)
        self.items.choose(self._chosen)
        self.panel.show_item(draft, self._chosen)

    def _show_totals(self) -> None:
        draft = self.draft
        is_empty = not draft.items
        self.totals.setHidden(is_empty)
        self.equipment.setHidden(is_empty)
        if is_empty:
            return
        routine = replace(draft, name=draft.name.strip() or "-").routine()
        minutes = minutes_text(self._estimate(routine))
        self.totals.setText(" · ".join((minutes, exercises_words(len(draft.items)))))
        self.equipment.setText(equipment_words(draft.equipment, self._book.equipment_names))

    def _on_current(self) -> None:
        uid = self.items.current_key
        if uid and uid != self._chosen:
            self._choose(uid)

    def _choose(self, uid: str) -> None:
        self._chosen = uid
        self.items.choose(uid)
        self.panel.show_item(self.draft, uid)

    def _focus_items(self) -> None:
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, words: str) -> None:
        self.notice.show_message(words, kind=MessageKind.WARNING)

    def _read_library(self) -> None:
        exercises = sorted(
            self._book.exercises.values(), key=lambda exercise: exercise.name.casefold()
        )
        self.library.show_exercises(exercises, avoided_of(exercises, self._preferences.current.me))
        self.panel.set_exercises(exercises)

    def _caution(self, item: RoutineItem) -> str:
        found = judge(item.exercise, self._preferences.current.me)
        return leave_out_words() if found.standing is Standing.AVOID else ""

    def _arrange(self) -> None:
        self._room.arrange(self.size())

    def _restyle(self) -> None:
        for field in (self.name, self.goal):
            field.setMinimumHeight(HIT_TARGET)
        self.name.setFont(self._theme.font(TextRole.STRONG))
        self._arrange()
