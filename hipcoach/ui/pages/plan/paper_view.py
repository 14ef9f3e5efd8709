"""Typing in a paper plan: the lines on the left, what is understood of them on the right."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching import routine_editing as editing
from hipcoach.coaching.paper_sheet import SheetLine, in_words, read_line
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import Draft
from hipcoach.coaching.slot_times import Frequency, frequency_of, frequency_of_sheet
from hipcoach.domain.limits import LONGEST_TAKEN
from hipcoach.domain.routine import MAX_ITEMS, RoutineItem, RoutineOrigin
from hipcoach.domain.text import translate
from hipcoach.domain.written import is_written
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.routine_words import item_words
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.plan.exercise_choice import ExerciseChoice
from hipcoach.ui.text_limits import LimitedText
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.position_view import PositionView
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

# While a word is being typed nothing needs to be understood.
SETTLE_MS = 150
_EDGE = 3 * UNIT
_PICTURE = (84, 60)
_WORDS_LEAST = 200


class PaperView(QWidget):
    """Each line is read as it is typed; what is not sure is asked, never guessed."""

    closed = Signal()
    draft_made = Signal(Draft)

    def __init__(
        self,
        book: RoutineBook,
        theme: Theme,
        *,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._theme = theme
        self._figures = figures
        self._decided: dict[str, str | None] = {}
        self._known: dict[tuple[str, bool, str | None], SheetLine] = {}
        self._rows: list[tuple[SheetLine, QWidget]] = []
        self._shown: tuple[SheetLine, ...] = ()
        self.frequency: Frequency | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 2 * UNIT, _EDGE, _EDGE)
        column.setSpacing(UNIT + 4)
        column.addWidget(self._head())
        words = self.tr(
            "One exercise a line, as it stands on the sheet: clamshell 3x12 left 5s, or "
            "calf stretch 2x30 sec each side."
        )
        column.addWidget(TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=self))
        halves = QHBoxLayout()
        halves.setSpacing(2 * UNIT)
        self.field = LimitedText(self, longest=LONGEST_TAKEN)
        self.field.setAccessibleName(self.tr("The lines of the sheet"))
        self.field.setPlaceholderText(
            self.tr("clamshell 3x12 left 5s\nbridge 3x10 hold 5 sec\ncalf stretch 2x30s each side")
        )
        self.field.textChanged.connect(self._settling.start)
        halves.addWidget(self.field, 2)
        self._scroll = ScrollColumn(theme, self, gap=UNIT)
        halves.addWidget(self._scroll, 3)
        column.addLayout(halves, 1)
        self._nothing = TextLabel(
            theme,
            self.tr("What you type is shown here as it is understood."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self._scroll,
        )
        self._scroll.column.addWidget(self._nothing)
        self.more = TextLabel(theme, wrap=True, parent=self)
        self.more.hide()
        column.addWidget(self.more)
        self._scroll.column.addStretch(1)
        add_back_keys(self, self.closed.emit)
        for keys, slot in (
            ("Ctrl+Return", self._make),
            ("Ctrl+S", self._make),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """What is understood of the lines."""
        return self._shown

    def begin(self) -> None:
        """Start with an empty sheet, unless one is half typed."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def settle(self) -> None:
        """Read what is typed now."""
        self._settling.stop()
        self._read()

    def _head(self) -> QWidget:
        self.back = QuietButton(
            self._theme,
            self.tr("Back"),
            hint=self.tr("Alt+←"),
            icon_name="chevron-left",
            parent=self,
        )
        self.back.clicked.connect(self.closed)
        self.make_button = PrimaryButton(
            self._theme, self.tr("Make it a routine"), hint=self.tr("Ctrl+Enter"), parent=self
        )
        self.make_button.clicked.connect(self._make)
        title = TextLabel(
            self._theme, self.tr("A plan on paper"), role=TextRole.STRONG, wrap=True, parent=self
        )
        head = QWidget(self)
        pair = PairLayout(head)
        lead = QWidget(head)
        row = QHBoxLayout(lead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT + 4)
        row.addWidget(self.back)
        row.addWidget(title, 1)
        pair.addWidget(lead)
        pair.addWidget(self.make_button)
        return head

    def _read(self) -> None:
        exercises = tuple(self._book.exercises.values())
        found: list[SheetLine] = []
        known: dict[tuple[str, bool, str | None], SheetLine] = {}
        written = [
            text
            for text in self.field.toPlainText().splitlines()
            if any(sign.isalnum() for sign in text)
        ]
        more = len(written) - MAX_ITEMS
        told = translate(
            "PaperView",
            "A routine holds {most} exercises at most. Not taken: the last {number} line(s).",
            more,
        )
        self.more.setText(told.format(most=MAX_ITEMS, number=more))
        self.more.setVisible(more > 0)
        for text in written[:MAX_ITEMS]:
            wanted = self._decided.get(text.strip())
            key = (text, text.strip() in self._decided, wanted)
            line = self._known.get(key)
            if line is None:
                chosen = self._book.exercises.get(wanted) if wanted is not None else None
                line = read_line(text, exercises, chosen)
                if key[1] and wanted is None:
                    line = in_words(line)
            known[key] = line
            found.append(line)
        self._known = known
        if tuple(found) != self._shown or not found:
            self._shown = tuple(found)
            self._fill()
        self.make_button.setEnabled(bool(found))

    def _fill(self) -> None:
        """Show a row for each line; those of lines that stay the same are kept."""
        kept = {id(line): row for line, row in self._rows}
        rows: list[tuple[SheetLine, QWidget]] = []
        for line in self._shown:
            row = kept.pop(id(line)) if id(line) in kept else self._row(line)
            rows.append((line, row))
        for row in kept.values():
            self._scroll.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (_, row) in enumerate(rows):
            self._scroll.column.insertWidget(place, row)
        self._rows = rows
        self._nothing.setVisible(not rows)

    def _row(self, line: SheetLine) -> QWidget:
        theme = self._theme
        holder = QWidget(self._scroll)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, UNIT)
        row.setSpacing(2 * UNIT)
        picture = PositionView(theme, holder, figures=self._figures)
        picture.setFixedSize(theme.px(_PICTURE[0]), theme.px(_PICTURE[1]))
        picture.set_position(line.exercise.position.value, exercise_id=line.exercise.id)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        pair = QWidget(holder)
        beside = PairLayout(pair, lead_least=theme.px(_WORDS_LEAST))
        words_of = QWidget(pair)
        column = QVBoxLayout(words_of)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = TextLabel(theme, line.exercise.name, role=TextRole.STRONG, wrap=True, parent=holder)
        column.addWidget(name)
        item = RoutineItem(uid="line", exercise=line.exercise, prescription=line.prescription)
        texts = [(item_words(item), TextTone.MUTED), (line.problem, TextTone.PAIN)]
        if line.frequency:
            words = self.tr("“{words}”: set this under Days")
            if frequency_of(line.frequency) is not None:
                words = self.tr("“{words}”: goes into your plan when you save")
            texts.append((words.format(words=line.frequency), TextTone.PRIMARY))
        if line.words and not line.is_sure:
            asked = self.tr("Which one is meant? Until you choose, the words are kept.")
            kept = self.tr("Not in the library: the words are kept.")
            texts.append((asked if line.candidates else kept, TextTone.PAIN))
        for text, tone in texts:
            if text:
                label = TextLabel(
                    theme, text, role=TextRole.SMALL, tone=tone, wrap=True, parent=holder
                )
                column.addWidget(label)
        beside.addWidget(words_of)
        choice = ExerciseChoice(
            theme,
            line.words,
            [match.exercise for match in line.candidates],
            self._book.exercises.values(),
            pair,
        )
        choice.show_choice(None if is_written(line.exercise) else line.exercise.id)
        choice.decided.connect(lambda wanted, text=line.text: self._decide(text, wanted))
        choice.setMaximumWidth(theme.px(200))
        beside.addWidget(choice)
        row.addWidget(pair, 1)
        return holder

    def _decide(self, text: str, exercise_id: str | None) -> None:
        self._decided[text] = exercise_id
        self.settle()

    def _make(self) -> None:
        self.settle()
        if not self._shown:
            return
        name = self.tr("From my therapist")
        draft = Draft(id=self._book.free_id(name), name=name, origin=RoutineOrigin.THERAPIST)
        for line in self._shown:
            draft = editing.added(draft, line.exercise, prescription=line.prescription)
        self.field.clear()
        self._decided.clear()
        self.frequency = frequency_of_sheet(line.frequency for line in self._shown)
        self.draft_made.emit(draft)
