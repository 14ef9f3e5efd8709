"""Learn: lessons to find and to read, and when to get help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.lesson import Lesson, LessonTheme, LinkKind, parse_link
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_filter import folded
from hipcoach.ui.pages.learn.help_view import HelpView
from hipcoach.ui.pages.learn.lesson_card import LessonCard
from hipcoach.ui.pages.learn.lesson_view import LessonView
from hipcoach.ui.pages.learn.lesson_words import LessonFilter, theme_words
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

HELP = "red-flags"
_HELP_LESSON = "when_to_be_seen"
_SEARCH_WIDTH = 336
_ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


@dataclass(slots=True)
class _Stop:
    """A place on the way through Learn: a lesson or help, and how far it was read."""

    key: str
    place: int = 0


class LearnPage(QWidget):
    """Cards by theme, narrowed by what is typed; a card opens its lesson."""

    start_requested = Signal(str)
    """The id of a routine or an exercise that a lesson offers to start."""
    exercise_requested = Signal(str)
    page_requested = Signal(str)
    """Another page of the window: today, progress, exercises or settings."""

    def __init__(
        self,
        lessons: Callable[[], Sequence[Lesson]],
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        """Take what reads the lessons; it is called when they are first wanted."""
        super().__init__(parent)
        self._read_lessons = lessons
        self._content = content
        self._figures = figures
        self._preferences = preferences
        self._theme = theme
        self._lessons: dict[str, Lesson] = {}
        self._filter = LessonFilter(())
        self._cards: dict[str, LessonCard] = {}
        self._groups: dict[LessonTheme, QWidget] = {}
        self._flows: list[FlowLayout] = []
        self._way: list[_Stop] = []
        # Within a layout at work another height would go unheard.
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit_lines)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._list = ScrollColumn(theme, self)
        self._stack.addWidget(self._list)
        # What is not on show at first is made when it is wanted: the window opens sooner.
        self._help: HelpView | None = None
        self._lesson: LessonView | None = None
        self._build_list()
        add_back_keys(self, self.go_back)
        for keys, act in ((QKeySequence(QKeySequence.StandardKey.Find), self._start_searching),):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def help(self) -> HelpView:
        """When to get help, with its signs."""
        if self._help is None:
            view = self._help = HelpView(self._content.red_flags, self._theme, self)
            view.back_requested.connect(self.go_back)
            view.lesson_requested.connect(lambda: self.open_lesson(_HELP_LESSON))
            self._stack.addWidget(view)
        return self._help

    @property
    def lesson(self) -> LessonView:
        """Where lessons are read."""
        if self._lesson is None:
            view = self._lesson = LessonView(
                self._content,
                self._theme,
                self,
                figures=self._figures,
                preferences=self._preferences,
            )
            view.back_requested.connect(self.go_back)
            view.start_requested.connect(self.start_requested)
            view.exercise_requested.connect(self.exercise_requested)
            view.link_activated.connect(self._follow)
            self._stack.addWidget(view)
        return self._lesson

    @property
    def shown(self) -> str:
        """The lesson that is open, `red-flags` for help, or an empty text for the cards."""
        return self._way[-1].key if self._way else ""

    def shown_ids(self) -> tuple[str, ...]:
        """The cards that are shown, in order; help is `red-flags`."""
        return tuple(key for key, card in self._cards.items() if not card.isHidden())

    def card(self, key: str) -> LessonCard:
        """The card of a lesson, or of help."""
        return self._cards[key]

    def refresh(self) -> None:
        """Read the lessons, the first time; the search and what is open stay."""
        if self._lessons:
            return
        self._lessons = {lesson.id: lesson for lesson in self._read_lessons()}
        self._filter = LessonFilter(self._lessons.values())
        for theme in LessonTheme:
            of_theme = [each for each in self._lessons.values() if each.theme is theme]
            if of_theme:
                group = self._group(theme, of_theme)
                self._groups[theme] = group
                self._list.column.insertWidget(self._list.column.count() - 2, group)
        self._narrow()

    def open_lesson(self, lesson_id: str) -> None:
        """Show a lesson; the way back leads to where it was asked for."""
        self.refresh()
        if lesson_id in self._lessons:
            self._go_on(lesson_id)

    def open_help(self) -> None:
        """Show when to get help; the way back leads to where it was asked for."""
        self.refresh()
        self._go_on(HELP)

    def go_back(self) -> None:
        """Return to what was read before, or to the cards with the keyboard on the one opened."""
        if not self._way:
            return
        left = self._way.pop()
        self._show_place()
        if self._way:
            if self._way[-1].key != HELP:
                # The text has its height only once it is laid out.
                self.lesson.grab()
                self.lesson.go_to_place(self._way[-1].place)
            return
        card = self._cards[left.key]
        if card.isHidden():
            self._search.clear()
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is seen."""
        super().showEvent(event)
        self.refresh()
        if self._lesson is not None:
            self._lesson.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows go from card to card, Down from the search into them, Escape clear it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._search:
                return self._search_key(event.key())
            if isinstance(watched, LessonCard) and event.key() in _ARROWS:
                self._step(watched, *_ARROWS[Qt.Key(event.key())])
                return True
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, LessonCard):
            self._list.ensureWidgetVisible(watched, 0, 3 * UNIT)
        return super().eventFilter(watched, event)

    def _build_list(self) -> None:
        head = QWidget(self)
        pair = PairLayout(head)
        lead = QWidget(head)
        row = QHBoxLayout(lead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        title = TextLabel(self._theme, self.tr("Learn"), role=TextRole.TITLE, parent=self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search the lessons"))
        self._search.setAccessibleName(self.tr("Search the lessons"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._sign = self._search.addAction(
            icons.icon("search", self._theme.palette.muted),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._count = TextLabel(self._theme, tone=TextTone.MUTED, parent=self)
        row.addWidget(title)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        pair.addWidget(lead)
        pair.addWidget(self._search)
        column = self._list.column
        column.addWidget(head)
        help_card = LessonCard(
            self._theme,
            self.tr("When to get help"),
            self.tr("The signs that belong before a professional: now, today, or soon."),
            icon_name="warning",
            most_lines=1,
            parent=self._list.widget(),
        )
        self._add_card(HELP, help_card, self.open_help)
        help_card.width_changed.connect(self._fit_soon.start)
        column.addWidget(help_card)
        self._nothing = Card(self._theme, self._list.widget())
        self._nothing_words = TextLabel(self._theme, wrap=True, parent=self._nothing)
        self._nothing.body.addWidget(self._nothing_words)
        clear = SecondaryButton(
            self._theme, self.tr("Show all lessons"), accented=True, parent=self._nothing
        )
        clear.clicked.connect(self._start_over)
        self._nothing.body.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._nothing)
        column.addStretch(1)

    def _group(self, theme: LessonTheme, lessons: Sequence[Lesson]) -> QWidget:
        holder = QWidget(self._list.widget())
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT + 4)
        column.addWidget(
            TextLabel(self._theme, theme_words(theme), role=TextRole.STRONG, parent=holder)
        )
        grid = QWidget(holder)
        flow = FlowLayout(grid, even=True, gap=2 * UNIT)
        for lesson in lessons:
            card = LessonCard(self._theme, lesson.title, lesson.summary, parent=grid)
            card.setToolTip(tip(lesson.summary))
            self._add_card(lesson.id, card, self._opener(lesson.id))
            card.width_changed.connect(self._fit_soon.start)
            flow.addWidget(card)
        column.addWidget(grid)
        self._flows.append(flow)
        return holder

    def _opener(self, lesson_id: str) -> Callable[[], None]:
        return lambda: self.open_lesson(lesson_id)

    def _fit_lines(self) -> None:
        """Give all cards room for the longest summary, and no more."""
        cards = [card for key, card in self._cards.items() if key != HELP]
        lines = max((card.lines_needed() for card in cards if card.isVisible()), default=0)
        self._cards[HELP].set_lines(self._cards[HELP].lines_needed())
        if lines:
            for card in cards:
                card.set_lines(lines)

    def _add_card(self, key: str, card: LessonCard, act: Callable[[], None]) -> None:
        card.clicked.connect(lambda _=False: act())
        card.installEventFilter(self)
        self._cards[key] = card

    def _narrow(self) -> None:
        query = self._search.text()
        found = set(self._filter.matching(query))
        for key, card in self._cards.items():
            card.setVisible(key in found if key != HELP else self._fits_help(card, query))
        for theme, group in self._groups.items():
            group.setVisible(any(self._lessons[each].theme is theme for each in found))
        for flow in self._flows:
            flow.invalidate()
        count = len(found)
        text = self.tr("1 lesson") if count == 1 else self.tr("{0} lessons").format(count)
        self._count.setText(text)
        self._nothing.setVisible(not self.shown_ids())
        words = self.tr("No lesson holds “{0}”. Try another word, such as sleep or stairs.")
        self._nothing_words.setText(words.format(query.strip()))

    @staticmethod
    def _fits_help(card: LessonCard, query: str) -> bool:
        text = folded(f"{card.text()} / {card.summary}")
        return all(word in text for word in folded(query).split())

    def _follow(self, address: str) -> None:
        """Go where a link of a lesson leads."""
        link = parse_link("", address)
        if link is None:
            return
        if link.kind is LinkKind.EXERCISE:
            self.exercise_requested.emit(link.target)
        elif link.kind is LinkKind.LESSON:
            self.open_lesson(link.target)
        elif link.target == HELP:
            self.open_help()
        else:
            self.page_requested.emit(link.target)

    def _go_on(self, key: str) -> None:
        if self.shown == key:
            return
        if self._way:
            self._way[-1].place = self.lesson.place()
        self._way.append(_Stop(key))
        self._show_place()

    def _show_place(self) -> None:
        shown = self.shown
        if not shown:
            self._stack.setCurrentWidget(self._list)
        elif shown == HELP:
            self._stack.setCurrentWidget(self.help)
            self.help.start_reading()
        else:
            order = list(self._lessons)
            at = order.index(shown)
            before = self._lessons[order[at - 1]] if at > 0 else None
            after = self._lessons[order[at + 1]] if at + 1 < len(order) else None
            self.lesson.show_lesson(self._lessons[shown], before, after)
            self._stack.setCurrentWidget(self.lesson)
            self.lesson.start_reading()

    def _start_searching(self) -> None:
        self._way = []
        self._show_place()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _start_over(self) -> None:
        self._search.clear()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_key(self, key: int) -> bool:
        shown = self.shown_ids()
        if key == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        if key == Qt.Key.Key_Down and shown:
            self._cards[shown[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(shown) == 1:
            self._cards[shown[0]].click()
            return True
        return False

    def _step(self, card: LessonCard, right: int, down: int) -> None:
        """Give the keyboard to the next card in a direction, if there is one."""
        shown = [self._cards[key] for key in self.shown_ids()]
        if right:
            target = shown.index(card) + right
            if 0 <= target < len(shown):
                shown[target].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        places = {each: each.mapTo(self, each.rect().topLeft()) for each in shown}
        rows = sorted({place.y() for place in places.values()})
        wanted = rows.index(places[card].y()) + down
        if wanted < 0:
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif wanted < len(rows):
            line = [each for each in shown if places[each].y() == rows[wanted]]
            nearest = min(line, key=lambda each: abs(places[each].x() - places[card].x()))
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._fit_soon.start()
        self._search.setFixedWidth(self._theme.px(_SEARCH_WIDTH))
        self._search.setMinimumHeight(HIT_TARGET)
        self._sign.setIcon(icons.icon("search", self._theme.palette.muted))
