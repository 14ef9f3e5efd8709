"""The routines there are, by who made them, and the ways to a new one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.routine_words import facts_words, origin_words
from hipcoach.ui.pages.plan.routine_row import RoutineRow
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_ORDER = (RoutineOrigin.OWN, RoutineOrigin.THERAPIST, RoutineOrigin.BUILT_IN)


class RoutinesView(QWidget):
    """Lines of routines; arrows go from one to the next, Enter opens."""

    opened = Signal(str)
    new_requested = Signal()
    import_requested = Signal()
    paper_requested = Signal()
    draft_requested = Signal(str)

    def __init__(
        self,
        book: RoutineBook,
        estimate: Callable[[Routine], int],
        theme: Theme,
        *,
        figures: FigureBook | None = None,
        is_planned: Callable[[str], bool] = lambda _routine_id: False,
        parent: QWidget | None = None,
    ) -> None:
        """`estimate` tells how long a routine takes, in ms; those that are planned are marked."""
        super().__init__(parent)
        self._is_planned = is_planned
        self._book = book
        self._estimate = estimate
        self._theme = theme
        self._figures = figures
        self._rows: list[RoutineRow] = []
        self._cards: list[Card] = []
        self._shown: object = None
        self._undo: Callable[[], None] | None = None
        self._draft = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self._ways())
        self.undo_bar = MessageBar(theme, self)
        self.undo_bar.action_requested.connect(self._bring_back)
        column.addWidget(self.undo_bar)
        self.draft_bar = MessageBar(theme, self)
        self.draft_bar.action_requested.connect(lambda: self.draft_requested.emit(self._draft))
        column.addWidget(self.draft_bar)
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * UNIT)
        column.addLayout(self._column)

    @property
    def rows(self) -> tuple[RoutineRow, ...]:
        """The lines that are shown, from top to bottom."""
        return tuple(self._rows)

    def refresh(self) -> None:
        """Show the routines there are by now."""
        names = self._book.equipment_names
        shown = [
            (
                routine,
                facts_words(routine, self._estimate(routine), names),
                self._is_planned(routine.id),
            )
            for routine in self._book.routines.values()
        ]
        if shown != self._shown:
            self._shown = shown
            self._fill(shown)
        self._offer_draft(self._book.drafts())

    def remove(self, routine: Routine, undo_plan: Callable[[], None] | None = None) -> None:
        """Forget a routine, with a way to bring it back; `undo_plan` puts its days back too."""
        self._book.remove(routine.id)

        def undo() -> None:
            self._book.keep(routine)
            if undo_plan is not None:
                undo_plan()

        words = self.tr("“{name}” is deleted.")
        self._offer_undo(words.format(name=routine.name), undo, routine.id)

    def tell_discarded(self, draft: KeptRoutine) -> None:
        """Say that a draft was let go, with a way to bring it back."""
        name = draft.name or self.tr("a new routine")
        self._offer_undo(
            self.tr("The changes to “{name}” are let go.").format(name=name),
            lambda: self._book.keep_draft(draft),
            draft.id,
        )

    def _offer_undo(self, words: str, undo: Callable[[], None], routine_id: str) -> None:
        def bring_back() -> None:
            undo()
            self.refresh()
            self.focus_routine(routine_id)

        self._undo = bring_back
        self.undo_bar.show_message(words, kind=MessageKind.SUCCESS, action_text=self.tr("Undo"))
        self.refresh()

    def focus_routine(self, routine_id: str) -> None:
        """Give the keyboard to a routine's line, or to the first one."""
        wanted = [row for row in self._rows if row.routine_id == routine_id] or self._rows
        if wanted:
            wanted[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from line to line."""
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        if move is None or at is None:
            super().keyPressEvent(event)
            return
        target = min(max(at + move, 0), len(self._rows) - 1)
        self._rows[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ways(self) -> QWidget:
        ways = QWidget(self)
        flow = FlowLayout(ways)
        self.new_button = SecondaryButton(
            self._theme, self.tr("New routine"), hint=self.tr("Ctrl+N"), accented=True, parent=ways
        )
        self.paper_button = SecondaryButton(
            self._theme, self.tr("Type in a paper plan"), icon_name="edit", parent=ways
        )
        self.import_button = SecondaryButton(
            self._theme, self.tr("Import a file"), hint=self.tr("Ctrl+O"), parent=ways
        )
        self.new_button.clicked.connect(self.new_requested)
        self.paper_button.clicked.connect(self.paper_requested)
        self.import_button.clicked.connect(self.import_requested)
        for each in (self.new_button, self.paper_button, self.import_button):
            flow.addWidget(each)
        return ways

    def _fill(self, shown: list[tuple[Routine, str, bool]]) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self._rows = [], []
        for origin in _ORDER:
            among = [pair for pair in shown if pair[0].origin is origin]
            if among or origin is RoutineOrigin.OWN:
                self._add_card(origin, among)

    def _add_card(self, origin: RoutineOrigin, among: list[tuple[Routine, str, bool]]) -> None:
        card = Card(self._theme, self)
        title = TextLabel(self._theme, origin_words(origin), role=TextRole.STRONG, parent=card)
        card.body.addWidget(title)
        if not among:
            words = self.tr(
                "None yet. Begin with a new one, or open a built-in routine and change a copy."
            )
            card.body.addWidget(
                TextLabel(self._theme, words, tone=TextTone.MUTED, wrap=True, parent=card)
            )
        for routine, facts, is_planned in among:
            row = RoutineRow(
                self._theme,
                routine,
                facts,
                is_planned=is_planned,
                figures=self._figures,
                parent=card,
            )
            row.clicked.connect(lambda _=False, wanted=routine.id: self.opened.emit(wanted))
            card.body.addWidget(row)
            self._rows.append(row)
        self._column.addWidget(card)
        self._cards.append(card)

    def _offer_draft(self, drafts: tuple[KeptRoutine, ...]) -> None:
        latest = drafts[0].id if drafts else ""
        if latest == self._draft:
            return
        self._draft = latest
        if not drafts:
            self.draft_bar.hide()
            return
        name = drafts[0].name or self.tr("a new routine")
        self.draft_bar.show_message(
            self.tr("You were writing “{name}” and had not saved it. It is still here.").format(
                name=name
            ),
            kind=MessageKind.INFO,
            action_text=self.tr("Go on"),
        )

    def _bring_back(self) -> None:
        undo, self._undo = self._undo, None
        self.undo_bar.hide()
        if undo is not None:
            undo()
