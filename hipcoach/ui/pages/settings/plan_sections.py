"""Days, and what this is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach import __version__
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel


class DaysSection(Section):
    """Where the days of the plan are changed."""

    days_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Days"), parent)
        self.add_text(
            self.tr("Which routines on which days, for how many weeks, and days off: in the plan.")
        )
        self.open_days = SecondaryButton(theme, self.tr("Change the days"), parent=self)
        self.body.addWidget(self.open_days, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_days.clicked.connect(self.days_requested)


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
