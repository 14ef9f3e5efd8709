"""A routine from a file: what it is, what is unknown in it, and whether to keep it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.precautions import Standing, judge
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_import import Incoming, RoutineImport, Unknown
from hipcoach.domain.routine import Routine, RoutineItem, RoutineOrigin
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_words import leave_out_words
from hipcoach.ui.models.routine_words import facts_words
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.plan.exercise_choice import ExerciseChoice
from hipcoach.ui.pages.plan.routine_items import RoutineItemsCard, head_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ImportView(QWidget):
    """Nothing is kept until the person says so."""

    closed = Signal()
    kept = Signal(str)

    def __init__(
        self,
        book: RoutineBook,
        entry: RoutineImport,
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
        self._entry = entry
        self._estimate = estimate
        self._theme = theme
        self._preferences = preferences
        self._figures = figures
        self.incoming: Incoming | None = None
        self._shown: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self, widest=900)
        column.addWidget(self._scroll)
        self._head = QWidget(self)
        self._scroll.column.addWidget(self._head)
        self._scroll.column.addWidget(self._buttons())
        self._scroll.column.addStretch(1)
        add_back_keys(self, self.closed.emit, escape=True)

    def show_incoming(self, incoming: Incoming) -> None:
        """Show what a file holds."""
        self.origin.set_current(incoming.routine.origin.value)
        self._show(incoming)
        self._scroll.to_top()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, incoming: Incoming) -> None:
        self.incoming = incoming
        routine = incoming.routine
        if self._shown is not None:
            self._scroll.column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._scroll.column.removeWidget(self._head)
        self._head.hide()
        self._head.deleteLater()
        facts = facts_words(routine, self._estimate(routine), self._book.equipment_names)
        lines = [
            (
                self.tr("From the file {name}, not kept yet").format(name=incoming.file),
                TextTone.MUTED,
            ),
            (routine.goal, TextTone.TEXT),
            (routine.audience, TextTone.MUTED),
            (facts, TextTone.MUTED),
        ]
        self._head = head_of(self._theme, routine.name, lines, self)
        self._scroll.column.insertWidget(0, self._head)
        replaces = incoming.replaces
        self.beside_button.setVisible(replaces is not None)
        self._replaces.setVisible(replaces is not None)
        if replaces is not None:
            words = self.tr("You have “{name}” already. Keep puts this one in its place.")
            self._replaces.setText(words.format(name=replaces.name))
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        if incoming.unknown:
            column.addWidget(self._unknown_card(incoming, holder))
        column.addWidget(
            RoutineItemsCard(
                self._theme,
                routine,
                caution=self._caution,
                figures=self._figures,
                parent=holder,
            )
        )
        self._shown = holder
        self._scroll.column.insertWidget(2, holder)

    def _buttons(self) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.origin = Segmented(
            self._theme,
            [
                (RoutineOrigin.THERAPIST.value, self.tr("From my therapist")),
                (RoutineOrigin.OWN.value, self.tr("My own")),
            ],
            name=self.tr("Who made it"),
            parent=holder,
        )
        column.addWidget(self.origin)
        self._replaces = TextLabel(self._theme, wrap=True, parent=holder)
        column.addWidget(self._replaces)
        row = QWidget(holder)
        flow = QHBoxLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(UNIT + 4)
        self.keep_button = PrimaryButton(self._theme, self.tr("Keep"), parent=row)
        self.beside_button = SecondaryButton(self._theme, self.tr("Keep both"), parent=row)
        self.leave_button = QuietButton(
            self._theme, self.tr("Not now"), hint=self.tr("Esc"), parent=row
        )
        self.keep_button.clicked.connect(lambda: self._keep(beside=False))
        self.beside_button.clicked.connect(lambda: self._keep(beside=True))
        self.leave_button.clicked.connect(self.closed)
        for each in (self.keep_button, self.beside_button, self.leave_button):
            flow.addWidget(each)
        flow.addStretch(1)
        column.addWidget(row)
        return holder

    def _unknown_card(self, incoming: Incoming, parent: QWidget) -> QWidget:
        card = Card(self._theme, parent)
        title = self.tr("Not in the library")
        card.body.addWidget(TextLabel(self._theme, title, role=TextRole.STRONG, parent=card))
        words = self.tr(
            "Choose the exercise that is meant, or keep the words: then they are shown and timed, "
            "and your therapist knows how it is done."
        )
        card.body.addWidget(
            TextLabel(self._theme, words, tone=TextTone.MUTED, wrap=True, parent=card)
        )
        for unknown in incoming.unknown:
            card.body.addLayout(self._unknown_row(incoming, unknown, card))
        return card

    def _unknown_row(self, incoming: Incoming, unknown: Unknown, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        row.addWidget(TextLabel(self._theme, unknown.name, wrap=True, parent=parent), 1)
        choice = ExerciseChoice(
            self._theme,
            unknown.name,
            unknown.candidates,
            self._book.exercises.values(),
            parent,
        )
        choice.show_choice(incoming.instead[unknown.name])
        choice.decided.connect(lambda wanted, name=unknown.name: self._decide(name, wanted))
        row.addWidget(choice)
        return row

    def _decide(self, name: str, exercise_id: str | None) -> None:
        if self.incoming is not None:
            self._show(self._entry.decide(self.incoming, name, exercise_id))

    def _keep(self, *, beside: bool) -> None:
        if self.incoming is None:
            return
        origin = RoutineOrigin(self.origin.current())
        incoming = replace(self.incoming, routine=replace(self.incoming.routine, origin=origin))
        self.kept.emit(self._entry.keep(incoming, beside=beside).id)

    def _caution(self, item: RoutineItem) -> str:
        found = judge(item.exercise, self._preferences.current.me)
        return leave_out_words() if found.standing is Standing.AVOID else ""
