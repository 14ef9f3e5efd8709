"""Sessions against the plan: week by week, and a month of days."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coaching.progress_report import MonthView, ProgressReport
from hipcoach.domain.session import SessionForm
from hipcoach.ui.models.chart_tables import AdherenceModel
from hipcoach.ui.pages.chart_card import ChartCard
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.month_calendar import MonthCalendar, MonthDay
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

if TYPE_CHECKING:
    from hipcoach.ui.charts.adherence_chart import AdherenceChart


class AdherenceCard(ChartCard):
    """The strip of sessions, and what stands beside it."""

    chart_made = Signal()

    def __init__(self, report: ProgressReport, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, file_name="hipcoach-sessions")
        self._report = report
        self._chart: AdherenceChart | None = None
        self._model = AdherenceModel(self)
        self.put_tables(((self.tr("Sessions by week"), self._model),))
        self._aside = TextLabel(
            theme, role=TextRole.SMALL, tone=TextTone.MUTED, wrap=True, parent=self
        )
        self.body.insertWidget(self.body.count() - 1, self._aside)

    @property
    def chart(self) -> "AdherenceChart | None":
        """The strip, once there was something to draw."""
        return self._chart

    @property
    def aside(self) -> str:
        """What stands beside: days in a row, and versions of the day."""
        return self._aside.text()

    def show_span(self, first: date, last: date) -> None:
        """Show another time, with what is on record by now."""
        view = self._report.adherence(first, last)
        self.set_words(self.tr("Sessions a week"), view.sentence)
        self._aside.setText(view.aside)
        self._aside.setVisible(bool(view.aside))
        self._model.show_view(view)
        if self._chart is None:
            from hipcoach.ui.charts.adherence_chart import AdherenceChart  # noqa: PLC0415

            self._chart = AdherenceChart(self._theme, self)
            self.put_chart(self._chart, self._chart.legend_entries())
            self._chart.set_view(view)
            self.chart_made.emit()
        else:
            self._chart.set_view(view)


class MonthCard(Card):
    """A month at a time, with a way to the months around it."""

    session_requested = Signal(str)

    def __init__(self, report: ProgressReport, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._report = report
        self._view: MonthView | None = None
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        self._title = TextLabel(theme, role=TextRole.STRONG, parent=self)
        self._title.set_pixel_size(theme.px(17))
        self._before = self._button("chevron-left", self.tr("The month before"))
        self._after = self._button("chevron-right", self.tr("The month after"))
        head.addWidget(self._title, 1)
        head.addWidget(self._before)
        head.addWidget(self._after)
        self.body.addLayout(head)
        self.calendar = MonthCalendar(theme, self)
        self.body.addWidget(self.calendar)
        self.body.addStretch(1)
        self._before.clicked.connect(lambda: self._step(-1))
        self._after.clicked.connect(lambda: self._step(1))
        self.calendar.month_requested.connect(self.show_month)
        self.calendar.day_chosen.connect(self._choose)
        theme.changed.connect(self._on_theme_changed)

    @property
    def title(self) -> str:
        """The name of the month."""
        return self._title.text()

    def refresh(self) -> None:
        """Show the month anew, this one at first."""
        _, today = self._report.range_of(1)
        self.show_month(today if self._view is None else self._view.first)

    def show_month(self, day: date) -> None:
        """Show the month a day lies in."""
        _, today = self._report.range_of(1)
        view = self._report.month(day)
        self._view = view
        first = QDate(view.first.year, view.first.month, 1)
        self._title.setText(QLocale().toString(first, "MMMM yyyy"))
        days = {each: self._day(view, each) for each in view.states}
        self.calendar.set_month(view.first, days, today)

    def _day(self, view: MonthView, day: date) -> MonthDay:
        form = view.forms.get(day)
        count = len(view.sessions.get(day, ()))
        parts = []
        if form is not None:
            short, flare = self.tr("a short version"), self.tr("a flare version")
            parts.append(short if form is SessionForm.SHORT else flare)
        if count > 1:
            parts.append(self.tr("{count} sessions").format(count=count))
        letter = "" if form is None else "S" if form is SessionForm.SHORT else "F"
        return MonthDay(view.states[day], ", ".join(parts), letter)

    def _choose(self, day: date) -> None:
        sessions = () if self._view is None else self._view.sessions.get(day, ())
        if sessions:
            self.session_requested.emit(sessions[0])

    def _step(self, months: int) -> None:
        if self._view is not None:
            first = self._view.first
            self.show_month(first - timedelta(days=1) if months < 0 else first + timedelta(days=32))

    def _button(self, icon_name: str, name: str) -> QuietButton:
        button = QuietButton(self._theme, "", icon_name=icon_name, parent=self)
        button.setAccessibleName(name)
        button.setToolTip(tip(name))
        return button

    def _on_theme_changed(self) -> None:
        self._title.set_pixel_size(self._theme.px(17))
