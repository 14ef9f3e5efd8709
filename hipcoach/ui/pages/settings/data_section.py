"""Where everything is kept, and the ways out, in and back."""

from datetime import date

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.keeping import RecordKeeper
from hipcoach.domain.backup import BackupKind
from hipcoach.domain.errors import StorageError
from hipcoach.player.clock import Clock
from hipcoach.ui.labels import date_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class DataSection(Section):
    """Says where the data is and when it was last backed up; each way is a line of its own."""

    backup_requested = Signal()
    restore_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    erase_requested = Signal()

    def __init__(
        self, theme: Theme, keeper: RecordKeeper, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Your data"), parent)
        self._keeper = keeper
        self._clock = clock
        self.add_text(self.tr("Everything is on this computer and nowhere else, in this folder:"))
        self.folder = TextLabel(theme, str(keeper.folder), wrap=True, parent=self)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = SecondaryButton(theme, self.tr("Open"), parent=self)
        self.open_folder.setAccessibleName(self.tr("Open the folder"))
        self.open_folder.clicked.connect(self._open_folder)
        row = QWidget(self)
        pair = PairLayout(row, lead_least=theme.px(150), line_gap=4, fill_trail=False)
        pair.addWidget(self.folder)
        pair.addWidget(self.open_folder)
        self.body.addWidget(row)
        self.last = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self.last)
        self.backup = self._way(
            self.tr("Keep a copy elsewhere"),
            self.tr("One file with everything, for a stick or another computer."),
            self.tr("Save a backup"),
        )
        self.backup.clicked.connect(self.backup_requested)
        self.restore = self._way(
            self.tr("Go back"),
            self.tr("Everything as it was in a backup. You can undo that."),
            self.tr("Restore"),
        )
        self.restore.clicked.connect(self.restore_requested)
        self.export = self._way(
            self.tr("Take it with you"),
            self.tr("For a spreadsheet, a clinic, or hipcoach elsewhere."),
            self.tr("Export"),
        )
        self.export.clicked.connect(self.export_requested)
        self.bring_in = self._way(
            self.tr("Bring something in"),
            self.tr("An export of hipcoach’s, or pain you wrote down before. Nothing is doubled."),
            self.tr("Import"),
        )
        self.bring_in.clicked.connect(self.import_requested)
        self.erase = self._way(
            self.tr("Begin anew"),
            self.tr("Deletes everything, backups too."),
            self.tr("Erase"),
        )
        self.erase.clicked.connect(self.erase_requested)

    def refresh(self) -> None:
        """Say when the last backup was made."""
        try:
            backups = self._keeper.backups()
        except StorageError as error:
            self.last.setText(str(error))
            return
        daily = [backup for backup in backups if backup.kind is BackupKind.DAILY]
        if not daily:
            self.last.setText(
                self.tr("A backup is made on each day you use hipcoach; the first one is to come.")
            )
            return
        told = self.tr("Last backup: {when}. {count} are kept, one of each month for a year.")
        newest = daily[0].at
        self.last.setText(
            told.format(when=f"{self._day(newest.date())}, {newest:%H:%M}", count=len(backups))
        )

    def _day(self, day: date) -> str:
        return self.tr("today") if day == self._clock.today() else date_text(day)

    def _way(self, text: str, hint: str, action: str) -> SecondaryButton:
        button = SecondaryButton(self._theme, action, parent=self)
        button.setAccessibleDescription(hint)
        self.add_row(text, button, hint=hint)
        return button

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._keeper.folder)))
