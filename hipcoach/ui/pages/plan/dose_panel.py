"""How much of one item of a routine: sets, repetitions or time, sides, rest, circuit."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching import routine_editing as editing
from hipcoach.coaching.exercise_match import matches
from hipcoach.coaching.routine_editing import Draft
from hipcoach.domain.errors import RangeError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import (
    MAX_REST_MS,
    MAX_SETS,
    Dose,
    DoseKind,
    Laterality,
    Side,
    Tempo,
)
from hipcoach.domain.routine import (
    FIRST_PRIORITY,
    LAST_PRIORITY,
    MAX_TRANSITION_MS,
    USUAL_PRIORITY,
    RoutineItem,
)
from hipcoach.domain.units import SECOND_MS
from hipcoach.domain.written import is_written
from hipcoach.ui.models.exercise_words import dose_range
from hipcoach.ui.models.routine_words import beyond_words
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.plan.dose_fields import DoseFields, LabelledField
from hipcoach.ui.pages.plan.exercise_choice import ExerciseChoice
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.toggle import Toggle

BOTH, LEFT, RIGHT = "both", "left", "right"
_REST_STEP_S = 5
Change = Callable[[Draft], Draft]


class DosePanel(ScrollColumn):
    """Shows the item that is chosen; what is changed is asked for, not done here."""

    change_requested = Signal(object)
    remove_requested = Signal()
    exchange_requested = Signal(str)
    """An exercise of the library, by id, is meant by the words."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, gap=UNIT, on_card=True)
        self._item: RoutineItem | None = None
        self._uid = ""
        self.title = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=self)
        self.usual = TextLabel(
            theme, role=TextRole.SMALL, tone=TextTone.MUTED, wrap=True, parent=self
        )
        self.note = TextLabel(
            theme, role=TextRole.SMALL, tone=TextTone.PAIN, wrap=True, parent=self
        )
        for label in (self.title, self.usual, self.note):
            self.column.addWidget(label)
        self._body = QWidget(self)
        self._meant: ExerciseChoice | None = None
        self._exercises: Sequence[Exercise] = ()
        self._meant_row = QVBoxLayout()
        self.column.addLayout(self._meant_row)
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT + 4)
        self._build_doses(theme, column)
        self._build_more(theme, column)
        self._build_short(theme, column)
        self._build_circuit(theme, column)

    def set_exercises(self, exercises: Sequence[Exercise]) -> None:
        """Know the exercises that may be meant by words."""
        self._exercises = exercises

    def show_item(self, draft: Draft, uid: str) -> None:
        """Show an item of a draft, or with an empty uid that none is chosen."""
        self._ask_what_is_meant(draft.item(uid) if uid else None)
        if not uid:
            self._item, self._uid = None, ""
            self._body.hide()
            self.note.hide()
            self.title.setText(self.tr("Nothing is chosen"))
            self.usual.setText(
                self.tr("Drag an exercise into the list, or find it and press Enter.")
            )
            return
        place = draft.place(uid)
        item = draft.items[place]
        self._item, self._uid = item, uid
        self._body.show()
        self._body.setEnabled(not item.locked)
        self.title.setText(item.exercise.name)
        self._tell(item)
        self._show_doses(item)
        self._rest.set_value(round(item.prescription.rest_ms / SECOND_MS))
        self._way_toggle.blockSignals(True)
        self._way_toggle.setChecked(item.transition_ms is not None)
        self._way_toggle.blockSignals(False)
        self._way.setVisible(item.transition_ms is not None)
        self._way.set_value(round((item.transition_ms or 0) / SECOND_MS))
        self._short.set_current(str(item.priority))
        before = draft.items[place - 1] if place else None
        self._join.setVisible(
            before is not None and (item.group is None or before.group != item.group)
        )
        self._part.setVisible(item.group is not None)
        self._rounds_field.setVisible(item.group is not None)
        if item.group is not None:
            self._rounds.set_value(editing.rounds_of(draft, item.group))

    @property
    def dose_field(self) -> QWidget:
        """The first field that can be changed."""
        first = self._left if self._left.isVisibleTo(self) else self._common
        field = first.sets.focusProxy()
        return first.sets if field is None else field

    def focus_first(self) -> None:
        """Give the keyboard to the first field that can be changed."""
        self.dose_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- building -----------------------------------------------------------------

    def _build_doses(self, theme: Theme, column: QVBoxLayout) -> None:
        self._sides = Segmented(
            theme,
            [(BOTH, self.tr("Both sides")), (LEFT, self.tr("Left")), (RIGHT, self.tr("Right"))],
            name=self.tr("Sides"),
            wraps=True,
            parent=self._body,
        )
        self._sides.chosen.connect(self._on_side)
        self._split = Toggle(theme, self.tr("Each side its own dose"), parent=self._body)
        self._split.toggled.connect(
            lambda on: self._ask(lambda draft: editing.split(draft, self._uid, is_wanted=on))
        )
        sides = QWidget(self._body)
        flow = FlowLayout(sides, gap=2 * UNIT)
        flow.addWidget(self._sides)
        flow.addWidget(self._split)
        self._sides_row = sides
        self._common = DoseFields(theme, "", self._body)
        self._left = DoseFields(theme, self.tr("left"), self._body)
        self._right = DoseFields(theme, self.tr("right"), self._body)
        for fields, side in (
            (self._common, Side.BILATERAL),
            (self._left, Side.LEFT),
            (self._right, Side.RIGHT),
        ):
            fields.changed.connect(lambda dose, side=side: self._on_dose(dose, side))
            column.addWidget(fields)
        column.addWidget(sides)

    def _build_more(self, theme: Theme, column: QVBoxLayout) -> None:
        more = QWidget(self._body)
        flow = FlowLayout(more, gap=2 * UNIT)
        self._tempo = QLineEdit(more)
        self._tempo.setAccessibleName(self.tr("Tempo in seconds: out, hold, back, pause"))
        self._tempo.setToolTip(tip(self._tempo.accessibleName()))
        self._tempo.setMaximumWidth(theme.px(128))
        self._tempo.editingFinished.connect(self._on_tempo)
        self._tempo_field = LabelledField(theme, self.tr("Tempo"), self._tempo, more)
        flow.addWidget(self._tempo_field)
        self._rest = Stepper(
            theme,
            name=self.tr("Rest"),
            compact=True,
            minimum=0,
            maximum=MAX_REST_MS // SECOND_MS,
            value=0,
            step=_REST_STEP_S,
            unit="s",
            parent=more,
        )
        self._rest.value_changed.connect(
            lambda value: self._ask(
                lambda draft: editing.rested(draft, self._uid, value * SECOND_MS)
            )
        )
        flow.addWidget(LabelledField(theme, self.tr("Rest between sets"), self._rest, more))
        column.addWidget(more)
        self._pace = Toggle(theme, self.tr("At your own pace"), parent=self._body)
        self._pace.toggled.connect(self._on_pace)
        way = QWidget(self._body)
        row = FlowLayout(way, gap=2 * UNIT)
        self._way_toggle = Toggle(theme, self.tr("Set the time to get there"), parent=way)
        self._way = Stepper(
            theme,
            name=self.tr("Time to get there"),
            compact=True,
            minimum=0,
            maximum=MAX_TRANSITION_MS // SECOND_MS,
            value=0,
            step=_REST_STEP_S,
            unit="s",
            parent=way,
        )
        self._way_toggle.toggled.connect(self._on_way_wanted)
        self._way.value_changed.connect(
            lambda value: self._ask(
                lambda draft: editing.led_to(draft, self._uid, value * SECOND_MS)
            )
        )
        row.addWidget(self._pace)
        row.addWidget(self._way_toggle)
        row.addWidget(self._way)
        column.addWidget(way)

    def _build_short(self, theme: Theme, column: QVBoxLayout) -> None:
        self._short = Segmented(
            theme,
            [
                (str(FIRST_PRIORITY), self.tr("Stays in")),
                (str(USUAL_PRIORITY), self.tr("As it fits")),
                (str(LAST_PRIORITY), self.tr("Goes first")),
            ],
            name=self.tr("When time is short"),
            wraps=True,
            parent=self._body,
        )
        self._short.chosen.connect(
            lambda key: self._ask(lambda draft: editing.ranked(draft, self._uid, int(key)))
        )
        column.addWidget(
            LabelledField(theme, self.tr("When time is short"), self._short, self._body)
        )

    def _build_circuit(self, theme: Theme, column: QVBoxLayout) -> None:
        holder = QWidget(self._body)
        flow = FlowLayout(holder, gap=UNIT + 4)
        self._rounds = Stepper(
            theme,
            name=self.tr("Rounds"),
            compact=True,
            minimum=1,
            maximum=MAX_SETS,
            value=1,
            parent=holder,
        )
        self._rounds.value_changed.connect(self._on_rounds)
        self._rounds_field = LabelledField(
            theme, self.tr("Rounds of the circuit"), self._rounds, holder
        )
        self._join = SecondaryButton(
            theme, self.tr("In rounds with the one above"), hint=self.tr("Ctrl+G"), parent=holder
        )
        self._part = SecondaryButton(theme, self.tr("Out of the circuit"), parent=holder)
        self._remove = QuietButton(
            theme,
            self.tr("Remove"),
            hint=self.tr("Del"),
            icon_name="remove",
            parent=holder,
        )
        self._join.clicked.connect(
            lambda: self._ask(lambda draft: editing.joined(draft, self._uid))
        )
        self._part.clicked.connect(
            lambda: self._ask(lambda draft: editing.parted(draft, self._uid))
        )
        self._remove.clicked.connect(self.remove_requested)
        for each in (self._rounds_field, self._join, self._part, self._remove):
            flow.addWidget(each)
        column.addWidget(holder)

    def _ask_what_is_meant(self, item: RoutineItem | None) -> None:
        """Offer the library for an item that is only words."""
        if item is not None and item is self._item:
            return
        if self._meant is not None:
            self._meant_row.removeWidget(self._meant)
            self._meant.hide()
            self._meant.deleteLater()
            self._meant = None
        if item is None or item.locked or not is_written(item.exercise):
            return
        words = item.exercise.name
        near = [match.exercise for match in matches(words, self._exercises)]
        self._meant = ExerciseChoice(self._theme, words, near, self._exercises, self)
        self._meant.decided.connect(self._on_meant)
        self._meant_row.addWidget(self._meant)

    def _on_meant(self, exercise_id: str | None) -> None:
        if exercise_id is not None:
            self.exchange_requested.emit(exercise_id)

    # -- showing -----------------------------------------------------------------------

    def _tell(self, item: RoutineItem) -> None:
        if is_written(item.exercise):
            self.usual.setText(
                self.tr("Kept in the words of your plan; the library has no such exercise.")
            )
        else:
            self.usual.setText(
                self.tr("Usual: {range}").format(range=", ".join(dose_range(item.exercise)))
            )
        if item.locked:
            self._say(self.tr("This stays as your therapist set it."))
            return
        beyond = beyond_words(editing.beyond_usual(item))
        self._say(beyond[:1].upper() + beyond[1:])

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _show_doses(self, item: RoutineItem) -> None:
        own = item.prescription
        is_sided = own.laterality is Laterality.UNILATERAL
        is_split = own.left is not None or own.right is not None
        self._sides_row.setVisible(is_sided)
        if is_sided:
            self._sides.set_current(BOTH if own.only_side is None else own.only_side.value)
        self._split.blockSignals(True)
        self._split.setChecked(is_split)
        self._split.blockSignals(False)
        self._split.setVisible(is_sided and own.only_side is None)
        worked = own.sides(Side.LEFT)
        self._common.setVisible(not is_split)
        self._left.setVisible(is_split and Side.LEFT in worked)
        self._right.setVisible(is_split and Side.RIGHT in worked)
        self._common.show_dose(own.dose)
        self._left.show_dose(own.for_side(Side.LEFT))
        self._right.show_dose(own.for_side(Side.RIGHT))
        is_reps = own.dose.kind is DoseKind.REPS
        self._tempo_field.setVisible(is_reps)
        self._pace.setVisible(is_reps)
        self._pace.blockSignals(True)
        self._pace.setChecked(own.dose.self_paced)
        self._pace.blockSignals(False)
        if own.dose.tempo is not None:
            self._tempo.setText(own.dose.tempo.text)

    # -- asking ---------------------------------------------------------------------------

    def _ask(self, change: Change) -> None:
        if self._item is not None:
            self.change_requested.emit(change)

    def _on_dose(self, dose: Dose, side: Side) -> None:
        self._ask(lambda draft: editing.dosed(draft, self._uid, dose, side))

    def _on_side(self, key: str) -> None:
        only_side = None if key == BOTH else Side(key)
        self._ask(lambda draft: editing.sided(draft, self._uid, only_side))

    def _on_tempo(self) -> None:
        item = self._item
        if item is None or item.prescription.dose.tempo is None:
            return
        typed = self._tempo.text().strip()
        if typed == item.prescription.dose.tempo.text:
            return
        try:
            tempo = Tempo.parse(typed)
        except RangeError as error:
            self._say(self.tr("Tempo {value} {rule}.").format(value=error.value, rule=error.rule))
            return
        self._ask(lambda draft: _in_all_doses(draft, self._uid, tempo=tempo))

    def _on_pace(self, is_own: bool) -> None:
        self._ask(lambda draft: _in_all_doses(draft, self._uid, self_paced=is_own))

    def _on_way_wanted(self, is_wanted: bool) -> None:
        way_ms = self._way.value() * SECOND_MS if is_wanted else None
        self._ask(lambda draft: editing.led_to(draft, self._uid, way_ms))

    def _on_rounds(self, rounds: int) -> None:
        item = self._item
        if item is not None and item.group is not None:
            group = item.group
            self._ask(lambda draft: editing.in_rounds(draft, group, rounds))


def _in_all_doses(
    draft: Draft, uid: str, *, tempo: Tempo | None = None, self_paced: bool | None = None
) -> Draft:
    """Give the dose of an item, and that of each side of its own, a tempo or a pace."""
    own = draft.item(uid).prescription
    for side, dose in (
        (Side.BILATERAL, own.dose),
        (Side.LEFT, own.left),
        (Side.RIGHT, own.right),
    ):
        if dose is not None:
            changed = replace(
                dose,
                tempo=dose.tempo if tempo is None else tempo,
                self_paced=dose.self_paced if self_paced is None else self_paced,
            )
            draft = editing.dosed(draft, uid, changed, side)
    return draft
