"""Days, data, and what this is."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from hipcoach import __version__
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
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


class DataSection(Section):
    """Where everything is kept, and how to get it out."""

    export_requested = Signal()

    def __init__(self, theme: Theme, data_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Your data"), parent)
        self._data_folder = data_folder
        self.add_text(self.tr("Everything is on this computer, in this folder:"))
        self.folder = TextLabel(theme, data_folder, wrap=True, parent=self)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.folder)
        row = QWidget(self)
        flow = FlowLayout(row, gap=UNIT)
        self.export = SecondaryButton(theme, self.tr("Export everything"), parent=row)
        self.open_folder = SecondaryButton(theme, self.tr("Open the folder"), parent=row)
        flow.addWidget(self.export)
        flow.addWidget(self.open_folder)
        self.body.addWidget(row)
        self.export.clicked.connect(self.export_requested)
        self.open_folder.clicked.connect(self._open_folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._data_folder))


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
