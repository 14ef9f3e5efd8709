"""The days chosen in the calendar: what is on them, and a way to excuse them or put them back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hipcoach.coaching.planner import CalendarDay
from hipcoach.domain.plan import DayState, ExcusedSpan
from hipcoach.ui.labels import date_text, day_month_text, due_name
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.day_mark import day_word
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST_REASON = 200


class ChosenDaysCard(Card):
    """Tells of a day or of several; a reason is welcome and never asked for."""

    excused = Signal(object)
    """Take these days out, as an ExcusedSpan with its reason."""
    put_back = Signal(object)
    """Put these days back, as an ExcusedSpan."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setSpacing(UNIT + 4)
        self._span: ExcusedSpan | None = None
        self._title = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=self)
        self._words = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self._title)
        self.body.addWidget(self._words)
        self.reason = QLineEdit(self)
        limit_line(self.reason, _LONGEST_REASON)
        self.reason.setPlaceholderText(self.tr("Why, if you like: travelling, ill"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMinimumWidth(theme.px(260))
        room = QWidget(self)
        flow = FlowLayout(room, gap=UNIT)
        self.excuse = SecondaryButton(theme, "", icon_name="excused", parent=room)
        self.back = SecondaryButton(theme, "", parent=room)
        flow.addWidget(self.reason)
        flow.addWidget(self.excuse)
        flow.addWidget(self.back)
        self.body.addWidget(room)
        self.excuse.clicked.connect(self._excuse)
        self.reason.returnPressed.connect(self._excuse)
        self.back.clicked.connect(lambda: self.put_back.emit(self._span))

    @property
    def title(self) -> str:
        """Which days are chosen."""
        return self._title.text()

    @property
    def words(self) -> str:
        """What is on them."""
        return self._words.text()

    def tell(self, span: ExcusedSpan, days: Sequence[CalendarDay]) -> None:
        """Tell of these days; they are all of the span's."""
        if span != self._span:
            self.reason.clear()
        self._span = span
        count = len(span.days)
        if count == 1:
            self._title.setText(date_text(span.first))
            self._words.setText(self._of_one(days[0]))
        else:
            title = self.tr("{first} to {last} · {count} days")
            self._title.setText(
                title.format(
                    first=day_month_text(span.first),
                    last=day_month_text(span.last),
                    count=count,
                )
            )
            due = sum(each.of for day in days for each in day.due)
            words = self.tr("1 session") if due == 1 else self.tr("{0} sessions").format(due)
            self._words.setText(words if due else self.tr("Nothing is planned on them"))
        excused = sum(day.excuse is not None for day in days)
        self.excuse.setText(
            self.tr("Excuse this day") if count == 1 else self.tr("Excuse these days")
        )
        self.back.setText(self.tr("Put it back") if count == 1 else self.tr("Put them back"))
        self.excuse.setVisible(excused < count)
        self.reason.setVisible(excused < count)
        self.back.setVisible(excused > 0)
        for button in (self.excuse, self.back):
            button.updateGeometry()

    def _of_one(self, day: CalendarDay) -> str:
        lines = [f"{due_name(each)} · {self._state_word(each.state)}" for each in day.due]
        if not lines:
            lines.append(self.tr("Nothing is planned on it"))
        if day.excuse is not None:
            told = self.tr("Excused: {reason}").format(reason=day.excuse)
            lines.append(told if day.excuse else self.tr("Excused"))
        if day.goal:
            lines.append(self.tr("This phase: {goal}").format(goal=day.goal))
        return "\n".join(lines)

    def _state_word(self, state: DayState) -> str:
        return self.tr("due today") if state is DayState.DUE else day_word(state)

    def _excuse(self) -> None:
        span = self._span
        if span is not None and not self.excuse.isHidden():
            reason = self.reason.text().strip()
            self.excused.emit(ExcusedSpan(first=span.first, last=span.last, reason=reason))
