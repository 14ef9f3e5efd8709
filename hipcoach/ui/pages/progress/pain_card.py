"""Pain of one place: its chart with its tables, and the baseline it is held against."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import PainView, ProgressReport
from hipcoach.domain.errors import HipcoachError
from hipcoach.ui.dialogs.baseline_sheet import BaselineSheet
from hipcoach.ui.labels import site_text
from hipcoach.ui.models.chart_tables import PainDaysModel, PainWeeksModel
from hipcoach.ui.pages.chart_card import ChartCard
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from hipcoach.ui.charts.pain_chart import PainChart


class PainCard(ChartCard):
    """Shows a place's pain; a click on a session's mark leads to the session."""

    session_requested = Signal(str)
    chart_made = Signal()

    def __init__(
        self,
        report: ProgressReport,
        baselines: Baselines,
        preferences: Preferences,
        theme: Theme,
        page: QWidget,
    ) -> None:
        """Lie on `page`, which the question for a baseline covers."""
        super().__init__(theme, page, file_name="hipcoach-pain")
        self._report = report
        self._baselines = baselines
        self._preferences = preferences
        self._page = page
        self._sheet: BaselineSheet | None = None
        self._site = ""
        self._span = (date.min, date.min)
        self._detail_of: tuple[date, date] | None = None
        self._chart: PainChart | None = None
        self._weeks = PainWeeksModel(self)
        self._days = PainDaysModel(self)
        self.put_tables(
            ((self.tr("Pain by week"), self._weeks), (self.tr("Pain by day"), self._days))
        )
        self.sites = ChoiceBox(theme, name=self.tr("Place"), parent=self)
        self.sites.activated.connect(self._choose_site)
        self.head.insertWidget(0, self.sites)
        self._anew = QuietButton(theme, self.tr("Baseline…"), parent=self)
        self._anew.setToolTip(self.tr("See how the baseline was set, or set it anew"))
        self._anew.clicked.connect(self._ask_baseline)
        self.foot.insertWidget(0, self._anew)

    @property
    def chart(self) -> "PainChart | None":
        """The chart, once there was something to draw."""
        return self._chart

    @property
    def sheet(self) -> BaselineSheet | None:
        """The question for a baseline, once it was asked."""
        return self._sheet

    def show_span(self, first: date, last: date) -> None:
        """Show another time, with what is on record by now."""
        self._span = (first, last)
        sites = self._report.sites()
        self._fill_sites(sites)
        self._fill(is_rated=bool(sites))

    def _fill_sites(self, sites: tuple[str, ...]) -> None:
        if self._site not in sites:
            main = self._preferences.current.me.main_site
            self._site = main if main in sites or not sites else sites[0]
        self.sites.clear()
        for site in sites:
            self.sites.addItem(site_text(site), site)
        self.sites.setCurrentIndex(self.sites.findData(self._site))
        self.sites.setVisible(len(sites) > 1)
        self.sites.updateGeometry()

    def _choose_site(self, index: int) -> None:
        self._site = str(self.sites.itemData(index))
        self._fill(is_rated=True)

    def _fill(self, *, is_rated: bool) -> None:
        title = self.tr("Pain, {site}").format(site=site_text(self._site))
        self.toggle.setVisible(is_rated)
        if not is_rated:
            self.show_table(False)
            self.picture.hide()
            words = self.tr("When you rate your pain before and after a session, it is drawn here.")
            self.set_words(title, words)
            return
        self._baselines.settle(self._site)
        view = self._report.pain(self._site, *self._span)
        self.set_words(title, f"{view.sentence} {view.change_sentence}".strip())
        self._weeks.show_view(view)
        self._days.show_view(view)
        self._draw(view)
        self.show_table(self.shows_table)

    def _draw(self, view: PainView) -> None:
        self._detail_of = None
        if self._chart is None:
            # The library that draws costs half a second, so it waits for the first chart.
            from hipcoach.ui.charts.pain_chart import PainChart  # noqa: PLC0415

            self._chart = PainChart(self._theme, self)
            self._chart.session_requested.connect(self.session_requested)
            self._chart.settled.connect(self._look_into)
            self.put_chart(self._chart, self._chart.legend_entries())
            self._chart.set_view(view)
            self.chart_made.emit()
        else:
            self._chart.set_view(view)

    def _look_into(self) -> None:
        """Read the days of a part, where the whole is shown by week."""
        chart = self._chart
        if chart is None or chart.view is None or not chart.view.by_week:
            return
        first, last = chart.window_days
        wanted = self._report.detail_span(first, last)
        if wanted == self._detail_of:
            return
        self._detail_of = wanted
        chart.set_detail(None if wanted is None else self._report.pain(self._site, *wanted))

    def _ask_baseline(self) -> None:
        if self._sheet is None:
            self._sheet = BaselineSheet(self._theme, self._page)
            self._sheet.chosen.connect(self._set_baseline)
        held = self._baselines.of(self._site)
        first = self._span[0] if held is None else held.first_day
        place = site_text(self._site)
        self._sheet.ask(place, self._baselines.history(self._site), max(first, _EARLIEST))

    def _set_baseline(self, first: date, reason: str) -> None:
        if self._sheet is None:
            return
        try:
            chosen = self._baselines.choose(self._site, first, reason)
        except HipcoachError as error:
            self._sheet.show_problem(str(error))
            return
        self._sheet.close_sheet()
        self._fill(is_rated=True)
        words = self.tr("The baseline is {value} now.").format(value=f"{chosen.value:g}")
        self.told.emit(words, False)


# What a field for a date can hold.
_EARLIEST = date(1752, 9, 14) + timedelta(days=1)
