"""Pain and sessions over the weeks, and every session that was done."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.domain.errors import StorageError
from hipcoach.domain.session import Session
from hipcoach.progress.adherence import monday_of
from hipcoach.ui.labels import site_text
from hipcoach.ui.models.chart_tables import AdherenceModel, PainDaysModel, PainWeeksModel
from hipcoach.ui.pages.chart_card import ChartCard
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.session_list import (
    Badge,
    DiscardedCard,
    SessionListCard,
    session_date,
)
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

if TYPE_CHECKING:
    from hipcoach.ui.charts.adherence_chart import AdherenceChart
    from hipcoach.ui.charts.pain_chart import PainChart

# Whole weeks with the present one, so that a week's median is the same in every range.
RANGES: Final = {"4": 4, "12": 12, "52": 52}
ALL: Final = "all"
_FIRST_RANGE: Final = "12"


class ProgressPage(QWidget):
    """Shows the record; every figure on it comes from the report."""

    start_requested = Signal()
    brought_back = Signal(str)

    def __init__(
        self,
        report: ProgressReport,
        desk: SessionDesk,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._report = report
        self._desk = desk
        self._preferences = preferences
        self._theme = theme
        self._is_stale = True
        self._site = ""
        self._discarded: dict[str, Session] = {}
        self._pain_chart: PainChart | None = None
        self._adherence_chart: AdherenceChart | None = None
        self._weeks_model = PainWeeksModel(self)
        self._days_model = PainDaysModel(self)
        self._adherence_model = AdherenceModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self)
        column.addWidget(self._scroll)
        self._build_head()
        self._build_cards()
        self._scroll.column.addStretch(1)

    @property
    def pain_chart(self) -> "PainChart | None":
        """The pain chart, once there was something to draw."""
        return self._pain_chart

    @property
    def adherence_chart(self) -> "AdherenceChart | None":
        """The strip of sessions, once there was something to draw."""
        return self._adherence_chart

    def refresh(self) -> None:
        """Read the record again; a page that isn't seen does so when it is shown."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        sites = self._report.sites()
        self._fill_sites(sites)
        first, last = self._span()
        discarded = self._desk.discarded()
        self._discarded = {session.uid: session for session in discarded}
        self._discarded_card.set_sessions(discarded)
        ever = self._report.session_rows(self._report.first_day(), last)
        has_record = bool(ever) or bool(sites)
        self._empty.setVisible(not has_record)
        self._ranges.setVisible(has_record)
        for card in (self._pain_card, self._adherence_card, self._session_card):
            card.setVisible(has_record)
        self._sample_badge.setVisible(any(row.session.is_sample for row in ever))
        if has_record:
            self._fill_pain(first, last, is_rated=bool(sites))
            self._fill_adherence(first, last)
            self._session_card.set_rows(
                [row for row in ever if first <= row.session.local_date <= last]
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is seen."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

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
        self._ranges = Segmented(
            self._theme,
            (
                ("4", self.tr("4 weeks")),
                ("12", self.tr("12 weeks")),
                ("52", self.tr("Year")),
                (ALL, self.tr("All")),
            ),
            name=self.tr("Time shown"),
            parent=self,
        )
        self._ranges.set_current(_FIRST_RANGE)
        self._ranges.chosen.connect(self.refresh)
        row.addWidget(title)
        row.addWidget(self._sample_badge)
        row.addStretch(1)
        pair.addWidget(lead)
        pair.addWidget(self._ranges)
        self._scroll.column.addWidget(head)
        self._message = MessageBar(self._theme, self)
        self._scroll.column.addWidget(self._message)

    def _build_cards(self) -> None:
        inside = self._scroll.widget()
        self._empty = Card(self._theme, inside, padding=5 * UNIT)
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
        self._pain_card = ChartCard(self._theme, inside)
        self._pain_card.put_tables(
            (
                (self.tr("Pain by week"), self._weeks_model),
                (self.tr("Pain by day"), self._days_model),
            )
        )
        self._sites = ChoiceBox(self._theme, name=self.tr("Place"), parent=self._pain_card)
        self._sites.activated.connect(self._choose_site)
        self._pain_card.head.insertWidget(0, self._sites)
        self._adherence_card = ChartCard(self._theme, inside)
        self._adherence_card.put_tables(((self.tr("Sessions by week"), self._adherence_model),))
        self._session_card = SessionListCard(self._theme, inside)
        self._discarded_card = DiscardedCard(self._theme, inside)
        self._discarded_card.bring_back_requested.connect(self._bring_back)
        for card in (
            self._empty,
            self._pain_card,
            self._adherence_card,
            self._session_card,
            self._discarded_card,
        ):
            card.hide()
            self._scroll.column.addWidget(card)

    def _span(self) -> tuple[date, date]:
        first, today = self._report.range_of(None)
        key = self._ranges.current()
        if key != ALL:
            first = today - timedelta(weeks=RANGES[key] - 1)
        return monday_of(first), today

    def _fill_sites(self, sites: tuple[str, ...]) -> None:
        if self._site not in sites:
            main = self._preferences.current.me.main_site
            self._site = main if main in sites or not sites else sites[0]
        self._sites.clear()
        for site in sites:
            self._sites.addItem(site_text(site), site)
        self._sites.setCurrentIndex(self._sites.findData(self._site))
        self._sites.setVisible(len(sites) > 1)

    def _choose_site(self, index: int) -> None:
        self._site = str(self._sites.itemData(index))
        self._fill_pain(*self._span(), is_rated=True)

    def _fill_pain(self, first: date, last: date, *, is_rated: bool) -> None:
        title = self.tr("Pain, {site}").format(site=site_text(self._site))
        self._pain_card.toggle.setVisible(is_rated)
        if not is_rated:
            self._pain_card.show_table(False)
            self._pain_card.picture.hide()
            words = self.tr("When you rate your pain before and after a session, it is drawn here.")
            self._pain_card.set_words(title, words)
            return
        view = self._report.pain(self._site, first, last)
        self._pain_card.set_words(title, view.sentence)
        self._weeks_model.show_view(view)
        self._days_model.show_view(view)
        if self._pain_chart is None:
            # The library that draws costs half a second, so it waits for the first chart.
            from hipcoach.ui.charts.pain_chart import PainChart  # noqa: PLC0415

            self._pain_chart = PainChart(self._theme, self._pain_card)
            self._pain_card.put_chart(self._pain_chart)
        self._pain_chart.set_view(view)
        self._pain_card.show_table(self._pain_card.shows_table)

    def _fill_adherence(self, first: date, last: date) -> None:
        view = self._report.adherence(first, last)
        self._adherence_card.set_words(self.tr("Sessions a week"), view.sentence)
        self._adherence_model.show_view(view)
        if self._adherence_chart is None:
            from hipcoach.ui.charts.adherence_chart import AdherenceChart  # noqa: PLC0415

            self._adherence_chart = AdherenceChart(self._theme, self._adherence_card)
            self._adherence_card.put_chart(self._adherence_chart)
        self._adherence_chart.set_view(view)

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
        self._message.show_message(words.format(day=session_date(session.local_date)))
        self.brought_back.emit(session_uid)
