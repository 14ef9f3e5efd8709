"""One lesson to read."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import may_start
from hipcoach.coaching.suited_content import avoided_of
from hipcoach.domain.known import known
from hipcoach.domain.lesson import Lesson
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_words import (
    kind_and_areas,
    leave_out_words,
    short_kind_and_areas,
)
from hipcoach.ui.pages.learn.lesson_text import LessonText
from hipcoach.ui.pages.learn.lesson_words import minutes_words, reviewed_words, theme_words
from hipcoach.ui.pages.learn.scrolling import scrolled_by
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import leave_on_escape
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LINE = 680
_PADDING = 5 * UNIT
_TILE_WIDTH = 184


class LessonView(QWidget):
    """Title, what to start, figures, the text, its sources, and the way to the neighbours."""

    back_requested = Signal()
    start_requested = Signal(str)
    exercise_requested = Signal(str)
    link_activated = Signal(str)
    """A link was followed; its address as it stands in the lesson."""

    def __init__(
        self,
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._figures = figures
        self._preferences = preferences
        self._stopped = False
        self._avoided: frozenset[str] = frozenset()
        self._neighbours: tuple[Lesson | None, Lesson | None] = (None, None)
        self._theme = theme
        self._lesson: Lesson | None = None
        self._body: QWidget | None = None
        self.text: LessonText | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self, widest=_LINE + 2 * _PADDING)
        column.addWidget(self._scroll)
        self.back = QuietButton(
            theme, self.tr("Back"), hint=self.tr("Alt+←"), icon_name="chevron-left", parent=self
        )
        self.back.clicked.connect(self.back_requested)
        leave_on_escape(self, self.back_requested.emit)
        self._scroll.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.column.addStretch(1)

    @property
    def lesson_id(self) -> str:
        """The lesson that is shown, or an empty text."""
        return "" if self._lesson is None else self._lesson.id

    def show_lesson(self, lesson: Lesson, before: Lesson | None, after: Lesson | None) -> None:
        """Show a lesson from its top, with its neighbours."""
        self._lesson = lesson
        self._neighbours = (before, after)
        self._avoided = self._left_out(lesson)
        self.setAccessibleName(lesson.title)
        if self._body is not None:
            self._scroll.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._stopped = self._is_stopped()
        self._body = QWidget(self._scroll.widget())
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self._card(lesson))
        neighbours = [
            (each, name, icon_name)
            for each, name, icon_name in (
                (before, self.tr("The lesson before: {0}"), "chevron-left"),
                (after, self.tr("The next lesson: {0}"), "chevron-right"),
            )
            if each is not None
        ]
        if neighbours:
            column.addWidget(self._ways(neighbours))
        self._scroll.column.insertWidget(1, self._body)
        # The layout would show it a moment later, and the page would be empty until then.
        self._body.show()
        self._scroll.to_top()

    def refresh(self) -> None:
        """Show the lesson again where a person's precautions say something else by now."""
        if self._lesson is not None and (
            self._left_out(self._lesson) != self._avoided or self._is_stopped() != self._stopped
        ):
            place = self.place()
            self.show_lesson(self._lesson, *self._neighbours)
            self.go_to_place(place)

    def _is_stopped(self) -> bool:
        """Return whether a sign stands with which nothing may be started."""
        if self._preferences is None:
            return False
        return not may_start(self._content.red_flags, self._preferences.current.me)

    def _left_out(self, lesson: Lesson) -> frozenset[str]:
        if self._preferences is None:
            return frozenset()
        shown = [known(self._content.exercises, each) for each in lesson.figures]
        return avoided_of(shown, self._preferences.current.me)

    def start_reading(self) -> None:
        """Show the beginning, with the keyboard on the way back."""
        self._scroll.to_top()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> int:
        """Return how far down the page is scrolled, in pixels."""
        return self._scroll.verticalScrollBar().value()

    def go_to_place(self, place: int) -> None:
        """Scroll to where `place` was once."""
        self._scroll.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys for it."""
        if not scrolled_by(self._scroll, event.key()):
            super().keyPressEvent(event)

    def _card(self, lesson: Lesson) -> Card:
        card = Card(self._theme, self._body, padding=_PADDING)
        about = self.tr("{theme} · {minutes} · {reviewed}").format(
            theme=theme_words(lesson.theme),
            minutes=minutes_words(lesson),
            reviewed=reviewed_words(lesson),
        )
        self._label(card, about, tone=TextTone.MUTED)
        self._label(card, lesson.title, role=TextRole.DISPLAY)
        self._label(card, lesson.summary)
        if lesson.start is not None:
            card.body.addSpacing(UNIT)
            card.body.addWidget(self._start(card, lesson.start), 0, Qt.AlignmentFlag.AlignLeft)
        if lesson.figures:
            card.body.addSpacing(UNIT)
            card.body.addWidget(self._tiles(card, lesson.figures))
        card.body.addSpacing(2 * UNIT)
        self.text = LessonText(self._theme, lesson.body, card)
        self.text.setAccessibleName(lesson.title)
        self.text.link_activated.connect(self.link_activated)
        self.text.link_focused.connect(self._bring_into_view)
        card.body.addWidget(self.text)
        self._label(card, self.tr("Sources"), role=TextRole.SMALL, tone=TextTone.MUTED, bold=True)
        for source in lesson.sources:
            self._label(card, source, role=TextRole.SMALL, tone=TextTone.MUTED)
        return card

    def _label(
        self,
        card: Card,
        words: str,
        *,
        role: TextRole = TextRole.BODY,
        tone: TextTone = TextTone.TEXT,
        bold: bool | None = None,
    ) -> None:
        label = TextLabel(
            self._theme, words, role=role, tone=tone, wrap=True, bold=bold, parent=card
        )
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(label)

    def _start(self, card: Card, wanted: str) -> PrimaryButton:
        routine = self._content.routines.get(wanted)
        name = routine.name if routine is not None else known(self._content.exercises, wanted).name
        text = self.tr("Start: {0}").format(name)
        button = PrimaryButton(self._theme, text, icon_name="play", parent=card)
        button.clicked.connect(lambda: self.start_requested.emit(wanted))
        button.setEnabled(not self._stopped)
        return button

    def _tiles(self, card: Card, exercise_ids: Sequence[str]) -> QWidget:
        holder = QWidget(card)
        flow = FlowLayout(holder, even=True)
        for exercise_id in exercise_ids:
            exercise = known(self._content.exercises, exercise_id)
            is_avoided = exercise_id in self._avoided
            tile = ExerciseTile(
                self._theme,
                name=exercise.name,
                dose=leave_out_words() if is_avoided else kind_and_areas(exercise),
                shorter_doses=() if is_avoided else short_kind_and_areas(exercise),
                position=exercise.position.value,
                figures=self._figures,
                exercise=exercise,
                parent=holder,
            )
            tile.setMinimumWidth(self._theme.px(_TILE_WIDTH))
            tile.clicked.connect(
                lambda _=False, wanted=exercise_id: self.exercise_requested.emit(wanted)
            )
            flow.addWidget(tile)
        return holder

    def _ways(self, neighbours: Sequence[tuple[Lesson, str, str]]) -> QWidget:
        holder = QWidget(self._body)
        pair = PairLayout(holder)
        if neighbours[0][2] == "chevron-right":
            # With nothing before it, the next one stays at the end of the line.
            pair.addWidget(QWidget(holder))
        for lesson, name, icon_name in neighbours:
            cell = QWidget(holder)
            row = QVBoxLayout(cell)
            row.setContentsMargins(0, 0, 0, 0)
            button = SecondaryButton(self._theme, lesson.title, icon_name=icon_name, parent=cell)
            button.setAccessibleName(name.format(lesson.title))
            button.setToolTip(tip(name.format(lesson.title)))
            button.clicked.connect(
                lambda _=False, wanted=lesson.id: self.link_activated.emit(f"lesson:{wanted}")
            )
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            pair.addWidget(cell)
        return holder

    def _bring_into_view(self, rect: QRect) -> None:
        room = self._scroll.widget()
        if self.text is None or room is None:
            return
        middle = self.text.viewport().mapTo(room, rect.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + 4 * UNIT)
