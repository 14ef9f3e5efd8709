"""Pain, sessions and exercises over the weeks, and every session that was done."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, overload

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.dose_report import DoseReport, DoseWork
from hipcoach.coaching.first_days import first_days
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import ProgressReport, SessionRow
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.domain.errors import StorageError
from hipcoach.domain.session import Session, SessionOutline
from hipcoach.ui.pages.parts.page_layouts import ColumnsLayout, PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.progress.adherence_cards import AdherenceCard, MonthCard
from hipcoach.ui.pages.progress.dose_cards import ExercisesCard, VolumeCard
from hipcoach.ui.pages.progress.first_days_card import FirstDaysCard
from hipcoach.ui.pages.progress.pain_card import PainCard
from hipcoach.ui.pages.progress.range_bar import RangeBar
from hipcoach.ui.pages.session_list import (
    Badge,
    DiscardedCard,
    SessionListCard,
    session_date,
)
from hipcoach.ui.pages.today.resume_card import ResumeCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

if TYPE_CHECKING:
    from hipcoach.ui.charts.adherence_chart import AdherenceChart
    from hipcoach.ui.charts.pain_chart import PainChart
    from hipcoach.ui.charts.volume_chart import VolumeChart

_COLUMN: Final = 380


class SessionRows(Sequence[SessionRow]):
    """The lines of many sessions, each read when it is looked at."""

    def __init__(self, report: ProgressReport, outlines: Sequence[SessionOutline]) -> None:
        """Stand for these sessions."""
        self._report = report
        self._uids = [each.uid for each in outlines]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._uids)

    @overload
    def __getitem__(self, at: int) -> SessionRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[SessionRow]: ...
    def __getitem__(self, at: int | slice) -> SessionRow | Sequence[SessionRow]:
        """Read one line, or some."""
        if isinstance(at, slice):
            return self._report.rows_of(self._uids[at])
        return self._report.rows_of([self._uids[at]])[0]


class ProgressPage(QWidget):
    """Shows the record; every figure on it comes from the reports."""

    start_requested = Signal()
    therapist_requested = Signal()
    """The person wants the page for their therapist."""
    brought_back = Signal(str)
    resume_requested = Signal(object)
    """The person wants to go on with this session, which was cut off."""
    cut_off_saved = Signal()
    """A session that was cut off is saved as what was done of it."""
    session_opened = Signal(str)
    """The person wants to see all of this session."""

    def __init__(
        self,
        report: ProgressReport,
        doses: DoseReport,
        baselines: Baselines,
        desk: SessionDesk,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._report = report
        self._doses = doses
        self._desk = desk
        self._preferences = preferences
        self._theme = theme
        self._is_stale = True
        self._discarded: dict[str, Session] = {}
        self._rest: list[Callable[[], None]] = []
        self._work: DoseWork | None = None
        self._steps = QTimer(self)
        self._steps.setInterval(0)
        self._steps.timeout.connect(self._step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self)
        column.addWidget(self._scroll)
        self._build_head()
        self._build_empty()
        self._pain = PainCard(report, baselines, preferences, theme, self)
        self._adherence = AdherenceCard(report, theme, self)
        self._month = MonthCard(report, theme, self)
        self._exercises = ExercisesCard(theme, self)
        self._volume = VolumeCard(theme, self)
        self._build_cards()
        self._scroll.column.addStretch(1)

    @property
    def pain_chart(self) -> "PainChart | None":
        """The pain chart, once there was something to draw."""
        return self._pain.chart

    @property
    def adherence_chart(self) -> "AdherenceChart | None":
        """The strip of sessions, once there was something to draw."""
        return self._adherence.chart

    @property
    def volume_chart(self) -> "VolumeChart | None":
        """The chart of how much was done, once there was something to draw."""
        return self._volume.chart

    @property
    def is_reckoning(self) -> bool:
        """Whether what lies further down is still being filled in."""
        return self._work is not None

    def put_record(self, bar: QWidget, *cards: QWidget) -> None:
        """Put in what a person writes down with: the bar above the charts, the cards below."""
        column = self._scroll.column
        column.insertWidget(column.indexOf(self._message), bar)
        for card in cards:
            column.insertWidget(column.indexOf(self._session_card), card)

    def pictures(self) -> Mapping[str, QPixmap]:
        """Draw each chart as its picture is taken along, by a short name; the month as it is."""
        return {
            "pain": self._pain.image(),
            "sessions": self._adherence.image(),
            "month": self._month.grab(),
            "exercises": self._exercises.image(),
            "volume": self._volume.image(),
        }

    def refresh(self) -> None:
        """Read the record again; a page that isn't seen does so when it is shown."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        first_day, today = self._report.range_of(None)
        first, last = self._range.span(first_day, today)
        self._show_cut_off()
        discarded = self._desk.discarded()
        self._discarded = {session.uid: session for session in discarded}
        self._discarded_card.set_sessions(discarded)
        shown = self._report.outlines(first, last)
        has_record = bool(shown or self._report.sites()) or bool(
            self._report.outlines(first_day, today)
        )
        self._empty.setVisible(not has_record)
        beginning = first_days(self._report, self._preferences.current.me.main_site)
        is_beginning = has_record and beginning is not None
        self.for_therapist.setVisible(has_record)
        self._session_card.setVisible(has_record)
        for widget in (self._range, *self._pictures):
            widget.setVisible(has_record and not is_beginning)
        self._first_days.setVisible(is_beginning)
        self._volume.setVisible(has_record and not is_beginning and self.volume_chart is not None)
        self._sample_badge.setVisible(any(each.is_sample for each in shown))
        self._work = None
        self._rest = []
        rows = SessionRows(self._report, shown)
        if is_beginning and beginning is not None:
            self._first_days.show_days(beginning)
            self._session_card.set_rows(rows)
        elif has_record:
            self._pain.show_span(first, last)
            self._work = self._doses.begin(first, last)
            # What lies further down follows between frames, so that years hold up no key.
            self._rest = [
                lambda: self._adherence.show_span(first, last),
                self._month.refresh,
                lambda: self._session_card.set_rows(rows),
            ]
            self._steps.start()

    def _show_cut_off(self) -> None:
        session = self._desk.cut_off()
        stopped_at = None if session is None else self._desk.stopped_at(session)
        self._resume_card.offer(session, self._report.now(), stopped_at)

    def _save_cut_off(self, session: Session) -> None:
        try:
            self._desk.save_cut_off(session)
        except StorageError as error:
            self._message.show_message(str(error), kind=MessageKind.WARNING)
            return
        self.refresh()
        self.cut_off_saved.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is seen."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Reckon no further while nobody looks; what is missing is read when it is shown again."""
        super().hideEvent(event)
        self._steps.stop()
        if self._work is not None:
            self._work = None
            self._rest = []
            self._is_stale = True

    def _build_head(self) -> None:
        head = QWidget(self)
        pair = PairLayout(head)
        lead = QWidget(head)
        row = QHBoxLayout(lead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT + 4)
        title = TextLabel(self._theme, self.tr("Progress"), role=TextRole.TITLE, parent=self)
        self._sample_badge = Badge(self._theme, self.tr("Sample data"), self)
        self._sample_badge.hide()
        self._range = RangeBar(self._theme, self)
        self._range.changed.connect(self.refresh)
        row.addWidget(title)
        row.addWidget(self._sample_badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.for_therapist = SecondaryButton(self._theme, self.tr("For my therapist"), parent=self)
        self.for_therapist.clicked.connect(self.therapist_requested)
        self.for_therapist.hide()
        row.addWidget(self.for_therapist)
        row.addStretch(1)
        pair.addWidget(lead)
        pair.addWidget(self._range)
        self._scroll.column.addWidget(head)
        self._message = MessageBar(self._theme, self)
        self._scroll.column.addWidget(self._message)
        self._resume_card = ResumeCard(self._theme, self)
        self._resume_card.resume_requested.connect(self.resume_requested)
        self._resume_card.save_requested.connect(self._save_cut_off)
        self._scroll.column.addWidget(self._resume_card)

    def _build_empty(self) -> None:
        self._empty = Card(self._theme, self._scroll.widget(), padding=5 * UNIT)
        self._empty.body.addWidget(
            TextLabel(
                self._theme,
                self.tr("Your progress will be here"),
                role=TextRole.HEADING,
                parent=self._empty,
            )
        )
        self._empty.body.addWidget(
            TextLabel(
                self._theme,
                self.tr(
                    "After your first session this page shows your pain over the weeks, how many "
                    "sessions you did of those that were due, and a list of them all."
                ),
                tone=TextTone.MUTED,
                wrap=True,
                parent=self._empty,
            )
        )
        self._empty.body.addSpacing(UNIT)
        self._start = PrimaryButton(
            self._theme, self.tr("Start a session"), icon_name="play", parent=self._empty
        )
        self._start.clicked.connect(self.start_requested)
        self._empty.body.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty.hide()
        self._scroll.column.addWidget(self._empty)

    def _build_cards(self) -> None:
        inside = self._scroll.widget()
        pair = QWidget(inside)
        self._columns = ColumnsLayout(pair, narrowest=self._theme.px(_COLUMN))
        self._columns.addWidget(self._month)
        self._columns.addWidget(self._exercises)
        self._theme.changed.connect(self._restyle)
        self._session_card = SessionListCard(self._theme, inside)
        self._session_card.opened.connect(self.session_opened)
        self._discarded_card = DiscardedCard(self._theme, inside)
        self._discarded_card.bring_back_requested.connect(self._bring_back)
        self._discarded_card.hide()
        self._first_days = FirstDaysCard(self._theme, inside)
        self._pictures = (self._pain, self._adherence, pair, self._volume)
        for card in (self._first_days, *self._pictures, self._session_card, self._discarded_card):
            card.hide()
            self._scroll.column.addWidget(card)
        for chart_card in (self._pain, self._adherence, self._exercises, self._volume):
            chart_card.told.connect(self.tell)
        for made in (self._pain.chart_made, self._adherence.chart_made, self._volume.chart_made):
            made.connect(self._link_charts)
        self._pain.session_requested.connect(self.session_opened)
        self._month.session_requested.connect(self.session_opened)

    def _restyle(self) -> None:
        self._columns.set_narrowest(self._theme.px(_COLUMN))

    def _link_charts(self) -> None:
        """Let what is looked into in one chart be shown by the others."""
        charts = (self.pain_chart, self.adherence_chart, self.volume_chart)
        made = [chart for chart in charts if chart is not None]
        for one in made:
            one.follow([other for other in made if other is not one])

    def _step(self) -> None:
        """Fill in a little more of what lies further down, between two frames."""
        if self._rest:
            self._rest.pop(0)()
            return
        work = self._work
        if work is None:
            self._steps.stop()
            return
        work.step()
        if work.is_done:
            self._work = None
            self._steps.stop()
            view = work.view()
            self._exercises.show_view(view)
            self._volume.show_view(view)

    def tell(self, text: str, is_problem: bool) -> None:
        """Say something below the head, and whether it is a problem."""
        kind = MessageKind.of_outcome(is_problem=is_problem)
        self._message.show_message(text, kind=kind)
        self._scroll.ensureWidgetVisible(self._message)

    def _bring_back(self, session_uid: str) -> None:
        session = self._discarded.get(session_uid)
        if session is None:
            return
        try:
            self._desk.bring_back(session)
        except StorageError as error:
            self._message.show_message(str(error), kind=MessageKind.WARNING)
            return
        self.refresh()
        words = self.tr("The session of {day} counts again.")
        self._message.show_message(
            words.format(day=session_date(session.local_date)), kind=MessageKind.SUCCESS
        )
        self.brought_back.emit(session_uid)
