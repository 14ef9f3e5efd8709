"""One exercise, told in full."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipcoach.coaching.ports import ContentSource
from hipcoach.domain.exercise import Exercise
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_words import (
    dose_range,
    kind_and_areas,
    position_words,
    starting_dose,
)
from hipcoach.ui.pages.parts.figure_demo import FigureDemo
from hipcoach.ui.pages.parts.page_layouts import ColumnsLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_NARROWEST = 300


class _Caution(QWidget):
    """What to be careful about: the one warm thing on the page."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        row.setSpacing(UNIT + 4)
        self._sign = QLabel(self)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_selectable(TextLabel(theme, words, wrap=True, parent=self)), 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the warm band."""
        palette = self._theme.palette
        rect = QRectF(self.rect())
        paint_box(QPainter(self), rect, fill=palette.pain_soft, line=palette.pain)

    def _restyle(self) -> None:
        palette = self._theme.palette
        size = self._theme.px(22)
        self._sign.setPixmap(icons.pixmap("warning", palette.pain, size, self.devicePixelRatioF()))
        self.update()


class ExercisePage(QWidget):
    """Picture, dose and place on the left; how it is done on the right."""

    back_requested = Signal()
    exercise_requested = Signal(str)

    def __init__(
        self,
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._figures = figures
        self._theme = theme
        self._exercise: Exercise | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self)
        column.addWidget(self._scroll)
        self._back = QuietButton(
            theme, self.tr("Back"), hint=self.tr("Alt+←"), icon_name="chevron-left", parent=self
        )
        self._back.clicked.connect(self.back_requested)
        self._scroll.column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._card: Card | None = None
        self._columns: ColumnsLayout | None = None
        self._scroll.column.addStretch(1)
        theme.changed.connect(self._restyle)

    @property
    def exercise_id(self) -> str:
        """The exercise that is shown, or an empty text."""
        return "" if self._exercise is None else self._exercise.id

    def show_exercise(self, exercise_id: str) -> None:
        """Show an exercise from its top; an unknown id raises KeyError."""
        self._exercise = self._content.exercises[exercise_id]
        self.refresh()
        self._scroll.to_top()

    def refresh(self) -> None:
        """Fill the page again."""
        if self._card is not None:
            self._scroll.column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
            self._columns = None
        if self._exercise is not None:
            self.setAccessibleName(self._exercise.name)
            self._card = self._filled_card(self._exercise)
            self._scroll.column.insertWidget(1, self._card)

    def focus_first(self) -> None:
        """Give the keyboard to the way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        if self._columns is not None:
            self._columns.set_narrowest(self._theme.px(_NARROWEST))

    def _filled_card(self, exercise: Exercise) -> Card:
        card = Card(self._theme, self._scroll.widget(), padding=4 * UNIT)
        self._fill_head(card, card.body, exercise)
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
            caution = _Caution(self._theme, exercise.caution, card)
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
        self._links(card, column, self.tr("Easier"), exercise.easier)
        self._links(card, column, self.tr("Harder"), exercise.harder)
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

    def _links(
        self, card: Card, column: QVBoxLayout, words: str, exercise_ids: Sequence[str]
    ) -> None:
        known = [each for each in exercise_ids if each in self._content.exercises]
        if not known:
            return
        self._heading(card, column, words)
        holder = QWidget(card)
        flow = FlowLayout(holder)
        for exercise_id in known:
            name = self._content.exercises[exercise_id].name
            button = SecondaryButton(self._theme, name, parent=holder)
            button.setAccessibleDescription(words)
            button.clicked.connect(
                lambda _=False, wanted=exercise_id: self.exercise_requested.emit(wanted)
            )
            flow.addWidget(button)
        column.addWidget(holder)


def _selectable(label: TextLabel) -> TextLabel:
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
