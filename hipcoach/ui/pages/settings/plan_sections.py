"""Days, and what this is."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach import __version__
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.settings import MAX_DAY_ENDS_HOUR
from hipcoach.ui.labels import time_text
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel


class DaysSection(Section):
    """Where the days of the plan are changed."""

    days_requested = Signal()

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Days"), parent)
        self._preferences = preferences
        self.add_text(
            self.tr("Which routines on which days, for how many weeks, and days off: in the plan.")
        )
        self.open_days = SecondaryButton(theme, self.tr("Change the days"), parent=self)
        self.body.addWidget(self.open_days, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_days.clicked.connect(self.days_requested)
        self.day_ends = Segmented(
            theme,
            [(str(hour), time_text(time(hour))) for hour in range(MAX_DAY_ENDS_HOUR + 1)],
            name=self.tr("A day ends at"),
            wraps=True,
            parent=self,
        )
        self.add_wide(
            self.tr("A day ends at"),
            self.day_ends,
            hint=self.tr("A session or rating before this time counts for the evening before."),
        )
        self.day_ends.chosen.connect(self._choose_end)
        self.refresh()

    def refresh(self) -> None:
        """Show what is set."""
        self.day_ends.set_current(str(self._preferences.current.day_ends_hour))

    def _choose_end(self, key: str) -> None:
        current = self._preferences.current
        self._preferences.change(replace(current, day_ends_hour=int(key)))


class AboutSection(Section):
    """Version, licence, and what hipcoach is not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("About hipcoach"), parent)
        self.body.addWidget(
            TextLabel(
                theme,
                self.tr("Version {0} · free software, GPL 3.0 or later").format(__version__),
                wrap=True,
                parent=self,
            )
        )
        self.add_text(
            self.tr(
                "No medical advice. No clinician has reviewed hipcoach; your own doctor or "
                "physiotherapist knows better."
            )
        )
        self.add_text(self.tr("It never connects to the internet."))
