"""One exercise, told in full."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hipcoach.coaching.exercise_history import ExerciseHistory, History
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import Judgement, clear, judge
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import reason_to_stop
from hipcoach.coaching.suited_content import avoided_of
from hipcoach.coaching.trying_out import trial_of
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.known import known
from hipcoach.domain.routine import Routine
from hipcoach.figure.muscles import regions_of
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_ladder import ladder_of
from hipcoach.ui.models.exercise_words import (
    dose_range,
    kind_and_areas,
    position_words,
    starting_dose,
)
from hipcoach.ui.pages.parts.exercise_caution import CautionBand
from hipcoach.ui.pages.parts.exercise_ladder_row import LadderRow
from hipcoach.ui.pages.parts.exercise_own_card import OwnHistoryCard
from hipcoach.ui.pages.parts.exercise_trial import ExerciseTrial
from hipcoach.ui.pages.parts.figure_demo import FigureDemo
from hipcoach.ui.pages.parts.page_layouts import ColumnsLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import leave_on_escape
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.muscle_view import MuscleView
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_NARROWEST = 300


@dataclass(frozen=True, slots=True)
class _Told:
    """What the page was filled from."""

    exercise: Exercise
    judgement: Judgement | None
    history: History | None
    stopped: str = ""


class ExercisePage(QWidget):
    """Picture, dose and place on the left; how it is done on the right; below, what goes on.

    Without `preferences` it isn't known what the person may do, and nothing is offered to be
    tried out; without `history` none is told.
    """

    back_requested = Signal()
    exercise_requested = Signal(str)
    try_requested = Signal(Routine)
    add_to_routine_requested = Signal(str)

    def __init__(
        self,
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        preferences: Preferences | None = None,
        history: ExerciseHistory | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._figures = figures
        self._preferences = preferences
        self._history = history
        self._theme = theme
        self._exercise: Exercise | None = None
        self._told: _Told | None = None
        self._can_add = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self)
        column.addWidget(self._scroll)
        self._back = QuietButton(
            theme, self.tr("Back"), hint=self.tr("Alt+←"), icon_name="chevron-left", parent=self
        )
        self._back.clicked.connect(self.back_requested)
        leave_on_escape(self, self.back_requested.emit)
        self._scroll.column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._cards: list[Card] = []
        self._columns: ColumnsLayout | None = None
        self._scroll.column.addStretch(1)
        theme.changed.connect(self._restyle)

    @property
    def exercise_id(self) -> str:
        """The exercise that is shown, or an empty text."""
        return "" if self._exercise is None else self._exercise.id

    def offer_adding(self) -> None:
        """Offer to add what is shown to a routine; somebody answers that from now on."""
        self._can_add = True
        self._told = None
        self.refresh()

    def show_exercise(self, exercise_id: str) -> None:
        """Show an exercise from its top; an unknown id raises KeyError."""
        self._exercise = known(self._content.exercises, exercise_id)
        self._told = None
        self.refresh()
        self._scroll.to_top()

    def refresh(self) -> None:
        """Fill the page again where anything on it has changed."""
        if self._exercise is None:
            return
        told = self._what_is_told(self._exercise)
        if told == self._told:
            return
        self._told = told
        for card in self._cards:
            self._scroll.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.setAccessibleName(told.exercise.name)
        self._cards = [self._filled_card(told)]
        ladder = self._ladder_card(told.exercise)
        if ladder is not None:
            self._cards.append(ladder)
        if told.history is not None:
            self._cards.append(OwnHistoryCard(self._theme, told.history, self._scroll.widget()))
        for at, card in enumerate(self._cards, start=1):
            self._scroll.column.insertWidget(at, card)
            # The layout would show it a moment later, and the page would be empty until then.
            card.show()

    def focus_first(self) -> None:
        """Give the keyboard to the way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        if self._columns is not None:
            self._columns.set_narrowest(self._theme.px(_NARROWEST))

    def _what_is_told(self, exercise: Exercise) -> _Told:
        judgement, stopped = None, ""
        if self._preferences is not None:
            me = self._preferences.current.me
            judgement = judge(exercise, me)
            stopped = reason_to_stop(self._content.red_flags, me)
        history = None if self._history is None else self._history.of(exercise.id)
        return _Told(exercise, judgement, history, stopped)

    def _filled_card(self, told: _Told) -> Card:
        exercise = told.exercise
        card = Card(self._theme, self._scroll.widget(), padding=4 * UNIT)
        self._fill_head(card, card.body, exercise)
        if told.judgement is not None:
            trial = ExerciseTrial(
                self._theme,
                exercise,
                told.judgement,
                self._content.precautions,
                card,
                can_add=self._can_add,
                stopped=told.stopped,
            )
            trial.add_requested.connect(lambda: self.add_to_routine_requested.emit(exercise.id))
            trial.try_requested.connect(lambda: self.try_requested.emit(trial_of(exercise)))
            trial.clear_requested.connect(self._clear)
            card.body.addSpacing(UNIT)
            card.body.addWidget(trial)
        columns = QWidget(card)
        pair = ColumnsLayout(columns, narrowest=self._theme.px(_NARROWEST), gap=5 * UNIT)
        for fill in (self._fill_left, self._fill_right):
            side = QWidget(columns)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(UNIT)
            fill(card, column, exercise)
            pair.addWidget(side)
        card.body.addSpacing(UNIT)
        card.body.addWidget(columns)
        self._columns = pair
        return card

    def _fill_left(self, card: Card, column: QVBoxLayout, exercise: Exercise) -> None:
        words = position_words(exercise.position)
        shown = FigureDemo(self._theme, exercise, words, figures=self._figures, parent=card)
        column.addWidget(shown)
        place = TextLabel(self._theme, words, tone=TextTone.MUTED, wrap=True, parent=card)
        place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(place)
        self._heading(card, column, self.tr("How much to begin with"))
        self._text(card, column, starting_dose(exercise))
        self._heading(card, column, self.tr("How much it can be"))
        self._text(card, column, "\n".join(dose_range(exercise)))
        if exercise.equipment:
            names = self._content.equipment_names
            things = ", ".join(names.get(each, each) for each in exercise.equipment)
            self._heading(card, column, self.tr("What you need"))
            self._text(card, column, things)
        self._heading(card, column, self.tr("Muscles"))
        if any(regions_of(muscle) for muscle in exercise.muscles):
            muscles = MuscleView(self._theme, exercise.muscles, card)
            column.addWidget(muscles)
            self._text(card, column, "\n".join(muscles.lines()))
        else:
            self._text(card, column, ", ".join(exercise.muscles))
        column.addStretch(1)

    def _fill_head(self, card: Card, column: QVBoxLayout, exercise: Exercise) -> None:
        self._text(card, column, kind_and_areas(exercise), tone=TextTone.MUTED)
        self._text(card, column, exercise.name, role=TextRole.DISPLAY)
        if exercise.other_names:
            names = self.tr("Also called {names}").format(names=", ".join(exercise.other_names))
            self._text(card, column, names, tone=TextTone.MUTED)
        column.addSpacing(UNIT)
        self._text(card, column, exercise.summary)

    def _fill_right(self, card: Card, column: QVBoxLayout, exercise: Exercise) -> None:
        if exercise.caution:
            caution = CautionBand(self._theme, [exercise.caution], parent=card)
            caution.setAccessibleName(self.tr("Take care: {0}").format(exercise.caution))
            column.addWidget(caution)
        self._heading(card, column, self.tr("How to get into position"))
        self._text(card, column, exercise.setup)
        self._heading(card, column, self.tr("How it goes"))
        numbers = [self.tr("{0}.").format(at) for at in range(1, len(exercise.steps) + 1)]
        self._list(card, column, exercise.steps, numbers)
        self._heading(card, column, self.tr("What to mind"))
        self._list(card, column, exercise.cues)
        if exercise.mistakes:
            self._heading(card, column, self.tr("Common mistakes"))
            self._list(card, column, exercise.mistakes)
        column.addSpacing(UNIT)
        source = self.tr("Source: {0}").format(exercise.source)
        self._text(card, column, source, role=TextRole.SMALL, tone=TextTone.MUTED)
        column.addStretch(1)

    def _heading(self, card: Card, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(UNIT + 4)
        column.addWidget(
            TextLabel(self._theme, words, role=TextRole.STRONG, wrap=True, parent=card)
        )

    def _text(
        self,
        card: Card,
        column: QVBoxLayout,
        words: str,
        *,
        role: TextRole = TextRole.BODY,
        tone: TextTone = TextTone.TEXT,
    ) -> None:
        label = TextLabel(self._theme, words, role=role, tone=tone, wrap=True, parent=card)
        column.addWidget(_selectable(label))

    def _list(
        self,
        card: Card,
        column: QVBoxLayout,
        lines: Sequence[str],
        signs: Sequence[str] = (),
    ) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT + 4)
        grid.setVerticalSpacing(UNIT - 2)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            sign = TextLabel(
                self._theme, signs[row] if signs else "•", tone=TextTone.MUTED, parent=card
            )
            text = TextLabel(self._theme, line, wrap=True, parent=card)
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_selectable(text), row, 1)
        column.addLayout(grid)

    def _ladder_card(self, exercise: Exercise) -> Card | None:
        ladder = ladder_of(exercise, self._content.exercises)
        if not ladder.rungs:
            return None
        card = Card(self._theme, self._scroll.widget(), padding=4 * UNIT)
        words = self.tr("Easier and harder") if ladder.is_graded else self.tr("Also possible")
        self._text(card, card.body, words, role=TextRole.HEADING)
        avoided: frozenset[str] = frozenset()
        if self._preferences is not None:
            others = [rung.exercise for rung in ladder.rungs]
            avoided = avoided_of(others, self._preferences.current.me)
        row = LadderRow(self._theme, ladder, avoided=avoided, figures=self._figures, parent=card)
        row.setAccessibleName(words)
        row.exercise_requested.connect(self.exercise_requested)
        card.body.addSpacing(UNIT)
        card.body.addWidget(row)
        return card

    def _clear(self) -> None:
        """Note that a therapist cleared the exercise on show."""
        if self._preferences is None or self._exercise is None:
            return
        settings = self._preferences.current
        me = clear(settings.me, self._exercise.id)
        self._preferences.change(replace(settings, me=me))
        self.refresh()
        self.focus_first()


def _selectable(label: TextLabel) -> TextLabel:
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
