"""Reminders: when, when not, and whether they go on without the window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QTimeEdit, QWidget

from hipcoach.coaching.ports import LoginStart
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.errors import StorageError
from hipcoach.domain.reminders import (
    LONGEST_SIT_MIN,
    MAX_TIMES,
    SHORTEST_SIT_MIN,
    ReminderSettings,
)
from hipcoach.ui.pages.parts.value_slider import WheelGuard
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.toggle import Toggle

_ANOTHER_TIME = time(17)


class TimeField(QTimeEdit):
    """A time of day in the way of the person's locale."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The style sheet leaves a strip for the arrows on the right: as much on the left.
        self.lineEdit().setTextMargins(12, 0, 0, 0)
        self.installEventFilter(WheelGuard(self))
        # A time half typed is no time yet.
        self.setKeyboardTracking(False)
        theme.changed.connect(self._restyle)
        self._restyle()

    def value(self) -> time:
        """Return the time, in whole minutes."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def set_value(self, value: time) -> None:
        """Show a time without telling anyone."""
        self.blockSignals(True)
        self.setTime(QTime(value.hour, value.minute))
        self.blockSignals(False)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(TextRole.BODY))
        self.setMinimumWidth(self._theme.px(96))


class RemindersSection(Section):
    """Off until the person turns them on; every change is kept at once."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        at_login: LoginStart | None = None,
        has_tray: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(theme, self.tr("Reminders"), parent)
        self._preferences = preferences
        self._at_login = at_login
        self._has_tray = has_tray
        self.add_text(self.tr("They come while hipcoach is open, and only when you want them."))
        self.on = self._toggle(self.tr("Remind me on my days"))
        self._details = self._block()
        self._times = QWidget(self._details)
        self._flow = FlowLayout(self._times, gap=UNIT)
        self.times: list[TimeField] = []
        self.add_time = SecondaryButton(
            theme, self.tr("Another time"), icon_name="plus", parent=self._details
        )
        self.remove_time = QuietButton(theme, self.tr("One less"), parent=self._details)
        self.evening_at = TimeField(theme, self.tr("Evening time"), self)
        self._lay_times()
        self.evening = self._toggle(self.tr("Once more in the evening, if nothing was done"))
        self.add_row(self.tr("In the evening at"), self.evening_at)
        self.quiet_from = TimeField(theme, self.tr("Quiet from"), self)
        self.quiet_until = TimeField(theme, self.tr("Quiet until"), self)
        self.add_row(self.tr("Quiet from"), self.quiet_from)
        self.add_row(self.tr("Quiet until"), self.quiet_until)
        self.sit_breaks = self._toggle(self.tr("Remind me to stand up, Monday to Friday"))
        self.sit_every = Stepper(
            theme,
            name=self.tr("After so many minutes of sitting"),
            minimum=SHORTEST_SIT_MIN,
            maximum=LONGEST_SIT_MIN,
            value=SHORTEST_SIT_MIN,
            step=5,
            unit=self.tr("min"),
            parent=self,
        )
        for part in self.sit_every.findChildren(QWidget):
            part.installEventFilter(WheelGuard(self))
        self.sit_from = TimeField(theme, self.tr("Sitting from"), self)
        self.sit_until = TimeField(theme, self.tr("Sitting until"), self)
        self._sit_rows = [
            self.add_row(self.tr("Every"), self.sit_every),
            self.add_row(self.tr("From"), self.sit_from),
            self.add_row(self.tr("Until"), self.sit_until),
        ]
        self.in_tray = self._toggle(self.tr("Go on when the window is closed"))
        self._no_tray = self.add_text(
            self.tr("This desktop has no tray, so reminders come while the window is open.")
        )
        self.login = self._toggle(self.tr("Start when I log in"))
        self.problem = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=self)
        self.body.addWidget(self.problem)
        self._connect()

    def _connect(self) -> None:
        for toggle in (self.on, self.evening, self.sit_breaks, self.in_tray):
            toggle.clicked.connect(self._keep)
        for field in (
            self.evening_at,
            self.quiet_from,
            self.quiet_until,
            self.sit_from,
            self.sit_until,
        ):
            field.timeChanged.connect(self._keep)
        self.sit_every.value_changed.connect(self._keep)
        self.add_time.clicked.connect(self._add)
        self.remove_time.clicked.connect(self._remove)
        self.login.clicked.connect(self._set_login)

    def _toggle(self, text: str) -> Toggle:
        toggle = Toggle(self._theme, text, parent=self)
        self.body.addWidget(toggle)
        return toggle

    def _block(self) -> QWidget:
        block = QWidget(self)
        self.body.addWidget(block)
        return block

    def _lay_times(self) -> None:
        flow = FlowLayout(self._details, gap=UNIT)
        flow.addWidget(self._times)
        flow.addWidget(self.add_time)
        flow.addWidget(self.remove_time)

    def refresh(self) -> None:
        """Show what is kept."""
        settings = self._preferences.current.reminders
        self.on.setChecked(settings.on)
        self._show_times(settings.times)
        self.evening.setChecked(settings.evening)
        self.evening_at.set_value(settings.evening_at)
        self.quiet_from.set_value(settings.quiet_from)
        self.quiet_until.set_value(settings.quiet_until)
        self.sit_breaks.setChecked(settings.sit_breaks)
        self.sit_every.set_value(settings.sit_every_min)
        self.sit_from.set_value(settings.sit_from)
        self.sit_until.set_value(settings.sit_until)
        self.in_tray.setChecked(settings.in_tray)
        self.login.setVisible(self._at_login is not None)
        if self._at_login is not None:
            self.login.setChecked(self._at_login.is_on)
        self.problem.hide()
        self._show_what_counts(settings)

    def _show_what_counts(self, settings: ReminderSettings) -> None:
        """Show the details of what is on alone."""
        self._details.setVisible(settings.on)
        self.evening.setVisible(settings.on)
        self._row_of(self.evening_at).setVisible(settings.on and settings.evening)
        for field in (self.quiet_from, self.quiet_until):
            self._row_of(field).setVisible(settings.reminds)
        for row in self._sit_rows:
            row.setVisible(settings.sit_breaks)
        has_tray = settings.reminds and self._has_tray()
        self.in_tray.setVisible(has_tray)
        self._no_tray.setVisible(settings.reminds and not has_tray)

    @staticmethod
    def _row_of(field: QWidget) -> QWidget:
        row = field.parentWidget()
        return field if row is None else row

    def _show_times(self, times: tuple[time, ...]) -> None:
        if len(times) != len(self.times):
            self._flow.clear()
            self.times = []
            for number in range(len(times)):
                name = self.tr("Time {number}").format(number=number + 1)
                field = TimeField(self._theme, name, self._times)
                field.timeChanged.connect(self._keep)
                self._flow.addWidget(field)
                field.show()
                self.times.append(field)
            self._times.updateGeometry()
        for field, each in zip(self.times, times, strict=True):
            field.set_value(each)
        self.add_time.setVisible(len(times) < MAX_TIMES)
        self.remove_time.setVisible(len(times) > 1)

    def _add(self) -> None:
        times = (*self._preferences.current.reminders.times, _ANOTHER_TIME)
        self._change(replace(self._preferences.current.reminders, times=times))
        self.times[-1].setFocus()

    def _remove(self) -> None:
        times = self._preferences.current.reminders.times[:-1]
        self._change(replace(self._preferences.current.reminders, times=times))

    def _keep(self) -> None:
        self._change(
            ReminderSettings(
                on=self.on.isChecked(),
                asked=True,
                times=tuple(field.value() for field in self.times),
                evening=self.evening.isChecked(),
                evening_at=self.evening_at.value(),
                quiet_from=self.quiet_from.value(),
                quiet_until=self.quiet_until.value(),
                sit_breaks=self.sit_breaks.isChecked(),
                sit_every_min=self.sit_every.value(),
                sit_from=self.sit_from.value(),
                sit_until=self.sit_until.value(),
                in_tray=self.in_tray.isChecked(),
            )
        )

    def _change(self, settings: ReminderSettings) -> None:
        self._preferences.change(replace(self._preferences.current, reminders=settings))
        self._show_times(settings.times)
        self._show_what_counts(settings)

    def _set_login(self) -> None:
        if self._at_login is None:
            return
        try:
            self._at_login.set_on(self.login.isChecked())
            self.problem.hide()
        except StorageError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.login.setChecked(self._at_login.is_on)
