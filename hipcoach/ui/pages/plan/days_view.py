"""The days of the plan: its calendar, what is due when, for how long, and what changed."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.lost_plans import LostPlans
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.programme import usual_programme, usual_weeks
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.plan import ExcusedSpan, PlanVersion, Programme, Slot
from hipcoach.domain.week import week_start
from hipcoach.player.clock import Clock
from hipcoach.ui.labels import day_month_text, weekday_text
from hipcoach.ui.pages.parts.lost_plan_rows import LostPlanRows
from hipcoach.ui.pages.parts.page_layouts import ColumnsLayout
from hipcoach.ui.pages.plan.calendar_card import WEEKS_SHOWN, CalendarCard, week_before
from hipcoach.ui.pages.plan.chosen_days_card import ChosenDaysCard
from hipcoach.ui.pages.plan.history_card import ExcusedCard, HistoryCard
from hipcoach.ui.pages.plan.pathway_card import PathwayCard
from hipcoach.ui.pages.plan.phases_card import PhasesCard
from hipcoach.ui.pages.plan.slots_card import SlotsCard
from hipcoach.ui.pages.plan_page import DaysHalf
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind

_TODAY, _NEXT_WEEK, _CHOSEN = "today", "next-week", "chosen"
_NARROWEST = 380


class DaysView(DaysHalf):
    """Shows the plan by day; every change is kept at once, from the day that is chosen."""

    def __init__(
        self,
        planner: Planner,
        content: ContentSource,
        preferences: Preferences,
        theme: Theme,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        pathways: PathwayDesk | None = None,
        lost: LostPlans | None = None,
    ) -> None:
        """Show these; `pathways` says where the person is on one, `lost` what can't be read."""
        super().__init__(parent)
        self._planner = planner
        self._content = content
        self._preferences = preferences
        self._clock = clock
        self._first = date.min
        self._start: date | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        self.problem = MessageBar(theme, self)
        self.calendar = CalendarCard(theme, self)
        self.chosen = ChosenDaysCard(theme, self)
        column.addWidget(self.problem)
        self.lost = None
        if lost is not None:
            self.lost = LostPlanRows(lost, theme, is_on_plan=True, parent=self)
            self.lost.change_requested.connect(self._keep)
            column.addWidget(self.lost)
        column.addWidget(self.calendar)
        column.addWidget(self.chosen)
        below = QWidget(self)
        columns = ColumnsLayout(below, narrowest=theme.px(_NARROWEST))
        theme.changed.connect(lambda: columns.set_narrowest(theme.px(_NARROWEST)))
        self.slots = SlotsCard(theme, below)
        self.phases = PhasesCard(theme, below)
        self.excused = ExcusedCard(theme, below)
        self.history = HistoryCard(theme, below)
        self.pathway = None if pathways is None else PathwayCard(theme, pathways, below)
        if self.pathway is not None:
            columns.addWidget(self.pathway)
            self.pathway.changed.connect(self.refresh)
            self.pathway.failed.connect(
                lambda text: self.problem.show_message(text, kind=MessageKind.WARNING)
            )
        for card in (self.slots, self.phases, self.excused, self.history):
            columns.addWidget(card)
        column.addWidget(below)
        self.again = QuietButton(theme, self.tr("Go through the questions again"), parent=self)
        self.again.clicked.connect(self.first_start_requested)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()

    def _connect(self) -> None:
        self.calendar.chosen.connect(lambda _span: self._on_chosen())
        self.calendar.moved.connect(self._move)
        self.calendar.export_requested.connect(self.export_requested)
        self.chosen.excused.connect(lambda span: self._keep(lambda: self._planner.excuse(span)))
        self.chosen.put_back.connect(lambda span: self._keep(lambda: self._planner.unexcuse(span)))
        self.excused.put_back.connect(lambda span: self._keep(lambda: self._planner.unexcuse(span)))
        self.slots.changed.connect(self._change_slots)
        self.slots.start_chosen.connect(self._start_from)
        self.phases.changed.connect(self._change_programme)
        self.phases.programme_requested.connect(self._begin_programme)
        self.history.withdrawn.connect(
            lambda version: self._keep(lambda: self._planner.withdraw(version))
        )
        self.history.reason_given.connect(
            lambda version, reason: self._keep(lambda: self._planner.note_reason(version, reason))
        )

    @property
    def today(self) -> date:
        """The day it is."""
        return self._clock.today()

    @property
    def start(self) -> date:
        """The day from which changes hold: today unless a later one is chosen."""
        return self.today if self._start is None or self._start < self.today else self._start

    def refresh(self) -> None:
        """Show what is on record by now."""
        if self._first == date.min:
            self._first = week_before(self.today, 1)
        try:
            self._fill()
        except HipcoachError as error:
            self.problem.show_message(str(error), kind=MessageKind.WARNING)

    def _fill(self) -> None:
        if self.lost is not None:
            self.lost.refresh()
        last = self._first + timedelta(days=7 * WEEKS_SHOWN - 1)
        self.calendar.show_days(self._planner.calendar(self._first, last), self.today)
        plan = self._planner.plan_from(self.start)
        self.slots.show_slots(plan.slots if plan is not None else (), self._content.routines)
        self.phases.setVisible(plan is not None)
        self.phases.show_programme(
            plan.programme if plan is not None else None,
            usual_weeks=usual_weeks(self._preferences.current.me),
            today=self.today,
        )
        if self.pathway is not None:
            self.pathway.refresh()
        self.excused.show_spans(self._planner.excused_spans())
        self.history.show_changes(self._planner.history(), self.today)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        span = self.calendar.selection
        if span is not None:
            self.chosen.tell(span, self._planner.calendar(span.first, span.last))
        self._offer_starts()

    def _offer_starts(self) -> None:
        today = self.today
        next_week = week_start(today) + timedelta(weeks=1)
        name = weekday_text(next_week)
        starts = [
            (_TODAY, today, self.tr("From today")),
            (_NEXT_WEEK, next_week, self.tr("From {weekday}").format(weekday=name)),
        ]
        span = self.calendar.selection
        wanted = {self.start}
        if span is not None and span.first == span.last and span.first > today:
            wanted.add(span.first)
        starts.extend(
            (f"{_CHOSEN}-{day}", day, self.tr("From {day}").format(day=day_month_text(day)))
            for day in sorted(wanted - {today, next_week})
        )
        self.slots.show_starts(starts, self.start)

    # -- what is asked for -----------------------------------------------------

    def _on_chosen(self) -> None:
        try:
            self._tell_chosen()
        except HipcoachError as error:
            self.problem.show_message(str(error), kind=MessageKind.WARNING)

    def _move(self, weeks: int) -> None:
        self._first = self._first + timedelta(weeks=weeks) if weeks else week_before(self.today, 1)
        self.refresh()

    def _start_from(self, day: date) -> None:
        self._start = day
        self.refresh()

    def _change_slots(self, slots: tuple[Slot, ...]) -> None:
        plan = self._planner.plan_from(self.start)
        programme = plan.programme if plan is not None else None
        if plan is None:
            programme = usual_programme(self._preferences.current.me, self.start)
        self._change(plan, slots, programme)

    def add_from_sheet(self, slot: Slot) -> None:
        """Put a routine into the plan as its paper sheet says, and tell so."""
        plan = self._planner.plan_from(self.start)
        others = () if plan is None else plan.slots
        self._change_slots((*(each for each in others if each.routine_id != slot.routine_id), slot))
        routine = self._content.routines.get(slot.routine_id)
        told = self.tr(
            "“{name}” is in your plan as the sheet says. Change its days and times below."
        )
        self.problem.show_message(
            told.format(name=slot.routine_id if routine is None else routine.name),
            kind=MessageKind.SUCCESS,
        )

    def _change_programme(self, programme: Programme | None) -> None:
        plan = self._planner.plan_from(self.start)
        if plan is not None:
            self._change(plan, plan.slots, programme)

    def _begin_programme(self) -> None:
        self._change_programme(usual_programme(self._preferences.current.me, self.start))

    def _change(
        self, plan: PlanVersion | None, slots: tuple[Slot, ...], programme: Programme | None
    ) -> None:
        # A plan that starts later is changed as it stands, and starts when it was to.
        start = self.start if plan is None else max(self.start, plan.valid_from)
        self._keep(lambda: self._planner.change(slots, programme, valid_from=start))

    def _keep(self, change: Callable[[], object]) -> None:
        try:
            change()
        except HipcoachError as error:
            self.problem.show_message(str(error), kind=MessageKind.WARNING)
            return
        self.refresh()

    def choose(self, span: ExcusedSpan) -> None:
        """Choose days of the calendar, as far as they are shown."""
        self.calendar.choose(span.first, span.last)
        self._on_chosen()
