"""How a routine would run, to be read or to be played."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.rehearsal import RehearsedSegment
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.routine import Routine
from hipcoach.ui.models.rehearsal_words import RunLine, run_lines
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class PreviewView(QWidget):
    """A line for each stretch of the session, with what the voice says in it."""

    closed = Signal()
    play_requested = Signal(Routine)

    def __init__(
        self,
        rehearse: Callable[[Routine], Sequence[RehearsedSegment]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rehearse = rehearse
        self._theme = theme
        self._routine: Routine | None = None
        self.lines: tuple[RunLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self, widest=900)
        column.addWidget(self._scroll)
        self.back = QuietButton(
            theme, self.tr("Back"), hint=self.tr("Alt+←"), icon_name="chevron-left", parent=self
        )
        self.back.clicked.connect(self.closed)
        self._scroll.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        self._title = TextLabel(theme, role=TextRole.TITLE, wrap=True, parent=self)
        head.addWidget(self._title, 1)
        self.play_button = PrimaryButton(
            theme, self.tr("Play it through"), icon_name="play", parent=self
        )
        self.play_button.clicked.connect(self._play)
        head.addWidget(self.play_button)
        self._scroll.column.addLayout(head)
        words = self.tr(
            "This is how it runs, without a pause. Played through, it is a try: it counts for no "
            "day of your plan."
        )
        self._scroll.column.addWidget(
            TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=self)
        )
        self._card: Card | None = None
        self._scroll.column.addStretch(1)
        add_back_keys(self, self.closed.emit, escape=True)

    def show_routine(self, routine: Routine, exercises: Mapping[str, Exercise]) -> None:
        """Show how this routine runs."""
        self._routine = routine
        self._title.setText(routine.name)
        known = {**exercises, **{item.exercise.id: item.exercise for item in routine.items}}
        self.lines = run_lines(self._rehearse(routine), known)
        if self._card is not None:
            self._scroll.column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = self._filled(self.lines)
        self._scroll.column.insertWidget(self._scroll.column.count() - 1, self._card)
        self._scroll.to_top()
        self.play_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filled(self, lines: Sequence[RunLine]) -> Card:
        card = Card(self._theme, self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        row = 0
        for line in lines:
            tone = TextTone.TEXT if line.is_work else TextTone.MUTED
            role = TextRole.STRONG if line.is_work else TextRole.BODY
            at = TextLabel(self._theme, line.at, tone=TextTone.MUTED, parent=card)
            grid.addWidget(at, row, 0, Qt.AlignmentFlag.AlignRight | top)
            what = TextLabel(self._theme, line.what, role=role, tone=tone, wrap=True, parent=card)
            grid.addWidget(what, row, 1)
            length = TextLabel(self._theme, line.length, tone=TextTone.MUTED, parent=card)
            grid.addWidget(length, row, 2, Qt.AlignmentFlag.AlignRight | top)
            row += 1
            if line.said:
                said = TextLabel(
                    self._theme,
                    self.tr("“{words}”").format(words=line.said),
                    role=TextRole.SMALL,
                    tone=TextTone.MUTED,
                    wrap=True,
                    parent=card,
                )
                said.setContentsMargins(0, 0, 0, UNIT)
                grid.addWidget(said, row, 1)
                row += 1
        card.body.addLayout(grid)
        return card

    def _play(self) -> None:
        if self._routine is not None:
            self.play_requested.emit(self._routine)
