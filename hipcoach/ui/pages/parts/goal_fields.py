"""Since when it is sore, how much time there is, and what a person wants to do again."""

import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.profile import MAX_GOAL_LENGTH, MAX_GOALS, Since
from hipcoach.ui.pages.parts.me_fields import change_me
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.segmented import Segmented

_MINUTES = (10, 15, 25, 40)
_ANY = "any"


class SinceField(Segmented):
    """Since when it is sore."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=self.tr("Since when"), wraps=True, parent=parent)
        self._preferences = preferences
        self.set_options(
            [
                (_ANY, self.tr("I’d rather not say")),
                (Since.WEEKS.value, self.tr("Some weeks")),
                (Since.MONTHS.value, self.tr("Some months")),
                (Since.YEARS.value, self.tr("A year or more")),
            ]
        )
        self.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Show what is kept."""
        since = self._preferences.current.me.since
        self.set_current(_ANY if since is None else since.value)

    def _on_chosen(self, key: str) -> None:
        since = None if key == _ANY else Since(key)
        change_me(self._preferences, replace(self._preferences.current.me, since=since))


class MinutesField(Segmented):
    """How many minutes there are for a session."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=self.tr("Minutes for a session"), wraps=True, parent=parent)
        self._preferences = preferences
        options = [(_ANY, self.tr("As long as it takes"))]
        options += [
            (str(each), self.tr("About {minutes} min").format(minutes=each)) for each in _MINUTES
        ]
        self.set_options(options)
        self.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Show what is kept; minutes that aren't offered are shown as the nearest."""
        minutes = self._preferences.current.me.minutes
        if minutes is None:
            self.set_current(_ANY)
        else:
            self.set_current(str(min(_MINUTES, key=lambda each: abs(each - minutes))))

    def _on_chosen(self, key: str) -> None:
        minutes = None if key == _ANY else int(key)
        change_me(self._preferences, replace(self._preferences.current.me, minutes=minutes))


class GoalsField(QWidget):
    """Up to five activities in the person's own words."""

    changed = Signal()

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        self.line = QLineEdit(self)
        limit_line(self.line, MAX_GOAL_LENGTH)
        self.line.setPlaceholderText(self.tr("Such as: walk to the shops, climb stairs"))
        self.line.setAccessibleName(self.tr("What you want to do again"))
        self.line.setAccessibleDescription(self.tr("Enter adds it, up to five."))
        column.addWidget(self.line)
        self._room = QWidget(self)
        self._flow = FlowLayout(self._room, gap=UNIT)
        column.addWidget(self._room)
        self.goals: list[SecondaryButton] = []
        self.line.returnPressed.connect(self.take_in)

    def refresh(self) -> None:
        """Show what is kept."""
        self._flow.clear()
        self.goals = []
        kept = self._preferences.current.me.goals
        for goal in kept:
            button = SecondaryButton(self._theme, goal, icon_name="close", parent=self._room)
            button.setAccessibleName(self.tr("Take out: {goal}").format(goal=goal))
            button.clicked.connect(lambda _=False, goal=goal: self._remove(goal))
            self._flow.addWidget(button)
            button.show()
            self.goals.append(button)
        self._room.setVisible(bool(kept))
        self.line.setEnabled(len(kept) < MAX_GOALS)
        self._room.updateGeometry()

    def take_in(self) -> None:
        """Keep what stands in the line, each part between commas unless it is there already."""
        me = self._preferences.current.me
        typed = (" ".join(each.split()) for each in re.split("[,;]", self.line.text()))
        goals = tuple(dict.fromkeys((*me.goals, *filter(None, typed))))[:MAX_GOALS]
        self.line.clear()
        if goals != me.goals:
            change_me(self._preferences, replace(me, goals=goals))
            self.refresh()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add a goal, and nothing else of the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            return
        super().keyPressEvent(event)

    def _remove(self, gone: str) -> None:
        me = self._preferences.current.me
        goals = tuple(goal for goal in me.goals if goal != gone)
        change_me(self._preferences, replace(me, goals=goals))
        self.refresh()
        self.line.setFocus()
        self.changed.emit()
