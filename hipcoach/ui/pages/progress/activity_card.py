"""What was done beside the exercises: added in one line, with this week's aerobic minutes."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.activity_log import AIM_MINUTES, ActivityLog
from hipcoach.domain.activity import Activity, ActivityKind
from hipcoach.domain.errors import HipcoachError
from hipcoach.player.clock import Clock
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_SHOWN_DAYS = 28
_SHOWN = 6
_USUAL_MINUTES = 20


class ActivityCard(Card):
    """Logs walking, cycling, the pool and what may provoke; the newest are listed."""

    failed = Signal(str)

    def __init__(
        self, theme: Theme, log: ActivityLog, clock: Clock, parent: QWidget | None = None
    ) -> None:
        """Show and keep what this log holds."""
        super().__init__(theme, parent)
        self._log = log
        self._clock = clock
        self.body.setSpacing(UNIT)
        title = self.tr("Beside the exercises")
        self.body.addWidget(TextLabel(theme, title, role=TextRole.STRONG, parent=self))
        self.week = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self.week)
        row = QWidget(self)
        flow = FlowLayout(row, gap=UNIT)
        self.kind = ChoiceBox(theme, name=self.tr("What you did"), parent=row)
        for kind in ActivityKind:
            self.kind.addItem(self._kind_text(kind), kind.value)
        self.minutes = Stepper(
            theme,
            name=self.tr("Minutes"),
            minimum=1,
            maximum=600,
            value=_USUAL_MINUTES,
            step=5,
            unit=self.tr("min"),
            parent=row,
        )
        self.effort = ChoiceBox(theme, name=self.tr("How hard it felt"), parent=row)
        self.effort.addItem(self.tr("Effort: not told"), -1)
        for number in range(11):
            self.effort.addItem(self.tr("Effort {number} of 10").format(number=number), number)
        self.add = SecondaryButton(theme, self.tr("Add for today"), parent=row)
        for widget in (self.kind, self.minutes, self.effort, self.add):
            flow.addWidget(widget)
        self.body.addWidget(row)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.lines: list[QWidget] = []
        self.add.clicked.connect(self._add)
        self.refresh()

    def refresh(self) -> None:
        """Show this week's minutes and the newest activities."""
        today = self._clock.today()
        try:
            found = self._log.between(today - timedelta(days=_SHOWN_DAYS), today)
            minutes = self._log.this_week()
        except HipcoachError as error:
            self.failed.emit(str(error))
            return
        self.week.setText(
            self.tr("Aerobic this week: {minutes} of {aim} minutes.").format(
                minutes=minutes, aim=AIM_MINUTES
            )
        )
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(each) for each in found[::-1][:_SHOWN]]
        for line in self.lines:
            self._column.addWidget(line)

    def _line(self, activity: Activity) -> QWidget:
        line = QWidget(self)
        pair = PairLayout(line)
        parts = [
            day_month_text(activity.day),
            self._kind_text(activity.kind),
            self.tr("{minutes} min").format(minutes=activity.minutes),
        ]
        if activity.effort is not None:
            parts.append(self.tr("effort {effort}").format(effort=activity.effort))
        words = " · ".join(parts)
        pair.addWidget(TextLabel(self._theme, words, wrap=True, parent=line))
        remove = QuietButton(self._theme, self.tr("Remove"), parent=line)
        remove.setAccessibleDescription(words)
        remove.clicked.connect(lambda: self._remove(activity))
        pair.addWidget(remove)
        line.setAccessibleName(words)
        return line

    def _add(self) -> None:
        effort = self.effort.currentData()
        try:
            self._log.log(
                ActivityKind(self.kind.currentData()),
                self.minutes.value(),
                effort=None if effort < 0 else effort,
            )
        except HipcoachError as error:
            self.failed.emit(str(error))
            return
        self.refresh()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, activity: Activity) -> None:
        try:
            self._log.remove(activity)
        except HipcoachError as error:
            self.failed.emit(str(error))
            return
        self.refresh()

    def _kind_text(self, kind: ActivityKind) -> str:
        return {
            ActivityKind.WALKING: self.tr("Walking"),
            ActivityKind.CYCLING: self.tr("Cycling"),
            ActivityKind.POOL: self.tr("In the pool"),
            ActivityKind.RUNNING: self.tr("Running"),
            ActivityKind.OTHER_AEROBIC: self.tr("Something else that raises the breath"),
            ActivityKind.SITTING: self.tr("Long sitting"),
            ActivityKind.STANDING: self.tr("Long standing"),
            ActivityKind.STAIRS: self.tr("Stairs or hills"),
            ActivityKind.LIFTING: self.tr("Lifting or carrying"),
            ActivityKind.WORK: self.tr("Hard work"),
            ActivityKind.SPORT: self.tr("Sport"),
            ActivityKind.OTHER: self.tr("Something else"),
        }[kind]
