"""The plan's calendar: weeks with the state of each day, phases, and days to choose."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from hipcoach.coaching.planner import CalendarDay
from hipcoach.domain.plan import ExcusedSpan
from hipcoach.domain.week import week_start, weekdays_in_order
from hipcoach.ui.labels import (
    date_text,
    due_name,
    long_month_text,
    month_text,
    short_month_text,
    weekday_names,
)
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.day_cell import DayCell, DayFace
from hipcoach.ui.widgets.day_mark import day_word
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

WEEKS_SHOWN = 6
_DAYS = 7 * WEEKS_SHOWN
# From this size of text on, in per cent, seven days leave no room beside them.
_LARGE = 120
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class CalendarCard(Card):
    """Six weeks; a day is chosen by mouse or keys, more of them with Shift."""

    chosen = Signal(object)
    """The days that are chosen now, as an ExcusedSpan without a reason."""
    moved = Signal(int)
    """The person wants to see so many weeks later, earlier if below nothing, today if nothing."""
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Calendar"))
        self._anchor = 0
        self._at = 0
        head = QWidget(self)
        pair = PairLayout(head, lead_least=theme.px(200))
        self._title = TextLabel(theme, role=TextRole.HEADING, parent=head)
        ways = QWidget(head)
        flow = FlowLayout(ways, gap=UNIT)
        self.earlier = QuietButton(theme, "", icon_name="chevron-left", parent=ways)
        self.earlier.setAccessibleName(self.tr("Earlier weeks"))
        self.to_today = QuietButton(theme, self.tr("Today"), parent=ways)
        self.later = QuietButton(theme, "", icon_name="chevron-right", parent=ways)
        self.later.setAccessibleName(self.tr("Later weeks"))
        self.export = SecondaryButton(
            theme, self.tr("Put into my calendar"), icon_name="calendar", parent=ways
        )
        for button in (self.earlier, self.to_today, self.later, self.export):
            flow.addWidget(button)
        pair.addWidget(self._title)
        pair.addWidget(ways)
        self.body.addWidget(head)
        grid_room = QWidget(self)
        self._grid = QGridLayout(grid_room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2)
        self._grid.setVerticalSpacing(2)
        self.cells = [DayCell(theme, grid_room) for _ in range(_DAYS)]
        self._weeks: list[TextLabel] = []
        self._phases: list[TextLabel] = []
        self._goals = [""] * WEEKS_SHOWN
        self._make_grid(theme, grid_room)
        self.body.addWidget(grid_room)
        for index, cell in enumerate(self.cells):
            cell.clicked.connect(lambda _=False, index=index: self._on_clicked(index))
        self.earlier.clicked.connect(lambda: self.moved.emit(-WEEKS_SHOWN + 2))
        self.later.clicked.connect(lambda: self.moved.emit(WEEKS_SHOWN - 2))
        self.to_today.clicked.connect(lambda: self.moved.emit(0))
        self.export.clicked.connect(self.export_requested)
        theme.changed.connect(self._tell_weeks)

    def _make_grid(self, theme: Theme, room: QWidget) -> None:
        names = weekday_names()
        for column, name in enumerate(names[day] for day in weekdays_in_order()):
            label = TextLabel(theme, name, role=TextRole.SMALL, tone=TextTone.MUTED, parent=room)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(label, 0, column + 1)
            self._grid.setColumnStretch(column + 1, 1)
        for week in range(WEEKS_SHOWN):
            phase = TextLabel(theme, role=TextRole.SMALL, bold=True, wrap=True, parent=room)
            phase.hide()
            self._phases.append(phase)
            self._grid.addWidget(phase, 1 + 2 * week, 0, 1, 8)
            label = TextLabel(theme, role=TextRole.SMALL, tone=TextTone.MUTED, parent=room)
            label.setMinimumWidth(64)
            self._weeks.append(label)
            self._grid.addWidget(label, 2 + 2 * week, 0)
            for weekday in range(7):
                self._grid.addWidget(self.cells[7 * week + weekday], 2 + 2 * week, weekday + 1)

    # -- what is shown -------------------------------------------------------

    def show_days(self, days: Sequence[CalendarDay], today: date) -> None:
        """Show six weeks from a week's first day on; what is chosen and still shown stays so."""
        before = self.selection
        for index, (cell, day) in enumerate(zip(self.cells, days, strict=True)):
            cell.show_face(_face(day, today, names_month=index == 0 or day.day.day == 1))
        named: int | None = None
        shown_goal: tuple[int | None, str] | None = None
        for week in range(WEEKS_SHOWN):
            of_week = days[7 * week : 7 * week + 7]
            inside = [day for day in of_week if day.week is not None]
            # A programme's week may begin on any day: it is named where it begins.
            first = inside[-1] if inside else None
            begins = first is not None and first.week != named
            named = first.week if first is not None else named
            self._weeks[week].setText(
                self.tr("Week {number}").format(number=named) if begins else ""
            )
            goal = (first.phase, first.goal) if first else (None, "")
            self._goals[week] = goal[1] if goal != shown_goal else ""
            shown_goal = goal
        self._tell_weeks()
        self._title.setText(_months(days[0].day, days[-1].day))
        wanted = [day.day for day in days]
        self._at = wanted.index(before.last) if before and before.last in wanted else -1
        self._anchor = wanted.index(before.first) if before and before.first in wanted else self._at
        if self._at < 0:
            self._at = self._anchor = wanted.index(today) if today in wanted else 0
        self._mark()

    def _tell_weeks(self) -> None:
        """Write the weeks beside their days; with large text, where there is no room, above."""
        is_large = self._theme.px(100) > _LARGE
        for label, goal, week in zip(self._phases, self._goals, self._weeks, strict=True):
            words = " · ".join(each for each in (week.text() if is_large else "", goal) if each)
            label.setText(words)
            label.setVisible(bool(words))
            week.setVisible(not is_large)

    @property
    def selection(self) -> ExcusedSpan | None:
        """The days that are chosen, without a reason; None while nothing is shown."""
        low, high = sorted((self._anchor, self._at))
        first, last = self.cells[low].day, self.cells[high].day
        return None if first == date.min else ExcusedSpan(first=first, last=last, reason="")

    @property
    def title(self) -> str:
        """The months that are shown."""
        return self._title.text()

    @property
    def phase_words(self) -> tuple[str, ...]:
        """The goals that are shown above the first week of each phase."""
        return tuple(label.text() for label in self._phases if not label.isHidden())

    def choose(self, first: date, last: date) -> None:
        """Choose days that are shown, without telling anyone; others change nothing."""
        days = [cell.day for cell in self.cells]
        if first in days and last in days:
            self._anchor, self._at = days.index(first), days.index(last)
            self._mark()

    # -- choosing ------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day with the arrows; with Shift the days between are chosen too."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or not any(cell.hasFocus() for cell in self.cells):
            super().keyPressEvent(event)
            return
        target = self._at + move
        if not 0 <= target < _DAYS:
            return
        keeps = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._choose(target, keeps_anchor=keeps)
        self.cells[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, index: int) -> None:
        self._choose(index, keeps_anchor=self._shift_is_down())

    @staticmethod
    def _shift_is_down() -> bool:
        return bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)

    def _choose(self, index: int, *, keeps_anchor: bool) -> None:
        self._at = index
        if not keeps_anchor:
            self._anchor = index
        self._mark()
        self.chosen.emit(self.selection)

    def _mark(self) -> None:
        low, high = sorted((self._anchor, self._at))
        for index, cell in enumerate(self.cells):
            cell.setChecked(low <= index <= high)
            stop = index == self._at
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)


def _face(day: CalendarDay, today: date, *, names_month: bool) -> DayFace:
    number = str(day.day.day)
    details = [due_name(each) for each in day.due]
    if day.excuse:
        details.append(day.excuse)
    return DayFace(
        day=day.day,
        label=f"{number} {short_month_text(day.day)}" if names_month else number,
        state=day.state,
        words=f"{date_text(day.day)}, {day_word(day.state)}",
        is_today=day.day == today,
        details=" · ".join(details),
    )


def _months(first: date, last: date) -> str:
    """Name the months of a stretch of days: March 2026, or March to April 2026."""
    if (first.year, first.month) == (last.year, last.month):
        return month_text(first)
    begin = month_text(first) if first.year != last.year else long_month_text(first)
    return f"{begin} – {month_text(last)}"


def week_before(day: date, weeks: int) -> date:
    """Return the first day of the week so many weeks before a day's."""
    return week_start(day) - timedelta(weeks=weeks)
