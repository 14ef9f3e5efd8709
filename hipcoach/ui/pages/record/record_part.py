"""What a person writes down and corrects on Progress: a row of buttons and the events."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.edits import Edits
from hipcoach.coaching.journal import Journal
from hipcoach.coaching.odd_dates import Odd, OddDates
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import options_from
from hipcoach.coaching.session_history import SessionHistory
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.pain import PainRating
from hipcoach.domain.routine import Routine
from hipcoach.player.clock import Clock
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.record.enter_sheet import Entered, EnterSheet
from hipcoach.ui.pages.record.event_sheet import EventSheet
from hipcoach.ui.pages.record.logged_card import LoggedCard
from hipcoach.ui.pages.record.odd_dates_card import OddDatesCard
from hipcoach.ui.pages.record.pain_logging import PainLogging
from hipcoach.ui.pages.record.session_sheet import SessionSheet
from hipcoach.ui.pages.session_list import session_date
from hipcoach.ui.record_words import event_kind_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel

_SHOWN_FOR = timedelta(days=365)
_LOGGED_FOR = timedelta(days=28)
_FIRST_SHOWN = 6


class RecordBar(QWidget):
    """Log pain, enter a session, add an event; and the way back and forth."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=UNIT)
        self.log_pain = SecondaryButton(theme, self.tr("Log pain"), parent=self)
        self.enter = SecondaryButton(theme, self.tr("Enter an earlier session"), parent=self)
        self.add_event = SecondaryButton(theme, self.tr("Add an event"), parent=self)
        self.undo = QuietButton(theme, "", hint=self.tr("Ctrl+Z"), parent=self)
        self.redo = QuietButton(theme, "", parent=self)
        for button in (self.log_pain, self.enter, self.add_event, self.undo, self.redo):
            row.addWidget(button)

    def show_ways(self, undo_text: str, redo_text: str) -> None:
        """Offer what can be taken back and done again, by name."""
        self.undo.setVisible(bool(undo_text))
        self.redo.setVisible(bool(redo_text))
        self.undo.setText(self.tr("Undo: {0}").format(undo_text))
        self.redo.setText(self.tr("Redo: {0}").format(redo_text))
        self.undo.updateGeometry()
        self.redo.updateGeometry()


class EventsCard(Card):
    """What happened lately, the newest first; each can be changed."""

    change_requested = Signal(object)
    """The Annotation."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shows_all = False
        self._events: tuple[Annotation, ...] = ()
        title = TextLabel(theme, self.tr("Events"), role=TextRole.STRONG, parent=self)
        self.body.addWidget(title)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.lines: list[QWidget] = []
        self.more = QuietButton(theme, self.tr("Show all of the last year"), parent=self)
        self.more.clicked.connect(self._show_all)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_events(self, events: tuple[Annotation, ...]) -> None:
        """Show these, given oldest first; the card hides when there are none."""
        self._events = events
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        shown = events[::-1] if self._shows_all else events[::-1][:_FIRST_SHOWN]
        self.lines = [self._line(each) for each in shown]
        for line in self.lines:
            self._column.addWidget(line)
        self.more.setVisible(len(shown) < len(events))
        self.setVisible(bool(events))

    def _line(self, event: Annotation) -> QWidget:
        line = QWidget(self)
        pair = PairLayout(line)
        words = " · ".join(
            part
            for part in (session_date(event.day), event_kind_text(event.kind), event.text)
            if part
        )
        pair.addWidget(TextLabel(self._theme, words, wrap=True, parent=line))
        button = QuietButton(self._theme, self.tr("Change"), parent=line)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda: self.change_requested.emit(event))
        pair.addWidget(button)
        line.setAccessibleName(words)
        return line

    def _show_all(self) -> None:
        self._shows_all = True
        self.show_events(self._events)


class RecordPart(QObject):
    """Opens the sheets over a page, keeps what is told, and says what came of it."""

    changed = Signal()
    """The record is not what it was."""

    def __init__(
        self,
        history: SessionHistory,
        journal: Journal,
        edits: Edits,
        diary: PainDiary,
        preferences: Preferences,
        routines: Callable[[], Mapping[str, Routine]],
        clock: Clock,
        theme: Theme,
        page: QWidget,
        tell: Callable[[str, bool], None],
        *,
        planned_on: Callable[[date], Sequence[str]] = lambda _day: (),
        odd_dates: OddDates | None = None,
    ) -> None:
        """Cover `page` while asking; `tell` says something, and whether it is a problem."""
        super().__init__(page)
        self._history = history
        self._journal = journal
        self._edits = edits
        self._preferences = preferences
        self._clock = clock
        self._tell = tell
        self._is_stale = False
        self.bar = RecordBar(theme, page)
        self.events = EventsCard(theme, page)
        self.logged = LoggedCard(theme, page)
        self._odd_dates = odd_dates
        self.odd = OddDatesCard(theme, page)
        self.logging = PainLogging(journal, diary, preferences, theme, page, tell)
        self.event_sheet = EventSheet(theme, page, clock.today)
        self.enter_sheet = EnterSheet(theme, page, routines, clock, planned_on)
        self.session_sheet = SessionSheet(
            theme, page, history, journal, edits, lambda: preferences.current.me.main_site, clock
        )
        self.bar.log_pain.clicked.connect(self.logging.open)
        self.bar.enter.clicked.connect(self.enter_sheet.ask)
        self.bar.add_event.clicked.connect(self.event_sheet.ask_new)
        self.bar.undo.clicked.connect(self.undo)
        self.bar.redo.clicked.connect(self.redo)
        self.events.change_requested.connect(self.event_sheet.ask)
        self.logged.remove_requested.connect(self._remove_rating)
        self.odd.dated.connect(self._date_anew)
        self.odd.deleted.connect(self._delete_odd)
        self.event_sheet.saved.connect(self._keep_event)
        self.event_sheet.removed.connect(self._remove_event)
        self.enter_sheet.entered.connect(self._enter)
        self.session_sheet.deleted.connect(self._on_deleted)
        self.session_sheet.closed.connect(self._on_closed)
        edits.listen(self._on_edited)
        for key, slot in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        ):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        page.installEventFilter(self)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the events again when the page is shown: an import may have brought some."""
        if event.type() == QEvent.Type.Show:
            self.refresh()
        return super().eventFilter(watched, event)

    def now(self) -> datetime:
        """Return the time on the clock."""
        return self._clock.now()

    def refresh(self) -> None:
        """Show the events and what can be taken back."""
        self.bar.show_ways(self._edits.undo_text, self._edits.redo_text)
        today = self._clock.today()
        try:
            events = self._journal.annotations(today - _SHOWN_FOR, date.max)
            logged = self._journal.logged(today - _LOGGED_FOR, today)
            odd = () if self._odd_dates is None else self._odd_dates.listed()
        except HipcoachError as error:
            self._tell(str(error), True)
            return
        self.odd.show_odd(odd, today)
        self.events.show_events(events)
        self.logged.show_ratings(logged)

    def open_session(self, session_uid: str) -> None:
        """Show a session with all that was kept of it."""
        self.session_sheet.show_session(session_uid)

    def undo(self) -> None:
        """Take the latest correction back."""
        self._try(self._edits.undo, self.tr("Taken back: {0}"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._try(self._edits.redo, self.tr("Done again: {0}"))

    def _try(self, change: Callable[[], str], words: str) -> None:
        try:
            text = change()
        except HipcoachError as error:
            self._tell(str(error), True)
            return
        if text:
            self._tell(words.format(text), False)

    def _on_edited(self) -> None:
        self.refresh()
        # While every set of a session is corrected, the page below need not follow.
        self._is_stale = self.session_sheet.is_open
        if not self._is_stale:
            self.changed.emit()

    def _on_closed(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.changed.emit()

    def _on_deleted(self) -> None:
        self._on_closed()
        self._tell(self.tr("The session is deleted. Its pain ratings stay."), False)

    def _keep_event(
        self, before: Annotation | None, day: date, kind: AnnotationKind, text: str
    ) -> None:
        try:
            if before is None:
                self._journal.annotate(day, kind, text)
            else:
                self._journal.change_annotation(before, day=day, kind=kind, text=text)
        except HipcoachError as error:
            self._tell(str(error), True)

    def _remove_rating(self, rating: PainRating) -> None:
        try:
            self._journal.remove_rating(rating)
        except HipcoachError as error:
            self._tell(str(error), True)

    def _date_anew(self, odd: Odd, day: date) -> None:
        try:
            if self._odd_dates is not None:
                self._odd_dates.date_anew(odd, day)
        except HipcoachError as error:
            self._tell(str(error), True)

    def _delete_odd(self, odd: Odd) -> None:
        try:
            if self._odd_dates is not None:
                self._odd_dates.delete(odd)
        except HipcoachError as error:
            self._tell(str(error), True)

    def _remove_event(self, event: Annotation) -> None:
        try:
            self._journal.remove_annotation(event)
        except HipcoachError as error:
            self._tell(str(error), True)

    def _enter(self, entered: Entered) -> None:
        try:
            uid = self._history.enter(
                entered.routine,
                entered.started_at,
                how_much=entered.how_much,
                options=options_from(self._preferences.current),
                ratings=entered.ratings,
                site=self._preferences.current.me.main_site,
            )
        except HipcoachError as error:
            self._tell(str(error), True)
            return
        # At once with its sets to correct: few remember "all of it" to the rep.
        self.session_sheet.show_session(uid, correcting=True)
