"""What is asked before data leaves, comes in, goes back or goes away."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hipcoach.coaching.keeping import ExportKind, ExportSpan, ImportPlan
from hipcoach.domain.backup import Backup, BackupKind
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.labels import date_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PainButton, PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.tick_box import RadioChoice

_ALL = "all"
_WEEKS = {"4": 4, "12": 12, "52": 52}


class ExportSheet(Sheet):
    """Asks for the kind of file and for the time."""

    chosen = Signal(ExportKind, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        heading = TextLabel(theme, self.tr("Export"), role=TextRole.HEADING, parent=self)
        self.kinds = Segmented(
            theme,
            (
                (ExportKind.JSON.value, self.tr("Everything")),
                (ExportKind.CSV.value, self.tr("Spreadsheet")),
                (ExportKind.FHIR.value, self.tr("For a clinic")),
            ),
            name=self.tr("Kind of file"),
            wraps=True,
            parent=self,
        )
        self.kinds.set_current(ExportKind.JSON.value)
        self._words = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.spans = Segmented(
            theme,
            (
                (_ALL, self.tr("All")),
                ("52", self.tr("Year")),
                ("12", self.tr("12 weeks")),
                ("4", self.tr("4 weeks")),
            ),
            name=self.tr("Time"),
            wraps=True,
            parent=self,
        )
        self.spans.set_current(_ALL)
        self.accept = PrimaryButton(
            theme, self.tr("Choose where"), hint=self.tr("Enter"), parent=self
        )
        self.accept.clicked.connect(self._accept)
        EnterKey(self, self.accept)
        cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        cancel.clicked.connect(self._cancel)
        for widget in (heading, self.kinds, self._words, self.spans):
            self.body.addWidget(widget)
        self.body.addLayout(_foot(cancel, self.accept))
        self.kinds.chosen.connect(self._tell)
        self._today = date.min
        self._tell()

    def ask(self, today: date) -> None:
        """Ask, with the time up to today."""
        self._today = today
        self.open_sheet()
        self.accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._words.setText(
            {
                ExportKind.JSON.value: self.tr(
                    "One file that hipcoach can read again, with sessions, pain, plan, settings "
                    "and files of your own."
                ),
                ExportKind.CSV.value: self.tr(
                    "A zip of tables that any spreadsheet opens, one file each."
                ),
                ExportKind.FHIR.value: self.tr(
                    "Sessions and pain as an HL7 FHIR bundle, which a clinic’s system may read."
                ),
            }[self.kinds.current()]
        )

    def _accept(self) -> None:
        span = ExportSpan()
        weeks = _WEEKS.get(self.spans.current())
        if weeks is not None:
            span = ExportSpan(first=self._today - timedelta(weeks=weeks) + timedelta(days=1))
        self.close_sheet()
        self.chosen.emit(ExportKind(self.kinds.current()), span)

    def _cancel(self) -> None:
        self.close_sheet()
        self.closed.emit()


class ImportSheet(ScrolledSheet):
    """Says what a file would add before anything is added."""

    agreed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._plan: ImportPlan | None = None
        self._heading = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self._lines = TextLabel(theme, wrap=True, parent=self)
        self._notes = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self._words = TextLabel(
            theme,
            self.tr("What is here stays as it is; only what isn’t here is added."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.accept = PrimaryButton(theme, self.tr("Add it"), hint=self.tr("Enter"), parent=self)
        self.accept.clicked.connect(self._accept)
        EnterKey(self, self.accept)
        self.cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        self.cancel.clicked.connect(self._cancel)
        for widget in (self._heading, self._lines, self._notes, self._words):
            self.column.addWidget(widget)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.accept)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._lines.text()}\n{self._notes.text()}"

    def ask(self, plan: ImportPlan) -> None:
        """Show a plan and ask whether to do it."""
        self._plan = plan
        self._heading.setText(self.tr("Import {file}?").format(file=plan.file))
        lines = plan.lines or (self.tr("The file holds nothing to add."),)
        self._lines.setText("\n".join(lines))
        shown = plan.notes[:12]
        more = len(plan.notes) - len(shown)
        notes = [*shown, *([self.tr("… and {count} more").format(count=more)] if more else [])]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self.accept.setVisible(plan.new_count > 0)
        self.accept.setText(self.tr("Add {count}").format(count=plan.new_count))
        self.cancel.setText(self.tr("Cancel") if plan.new_count else self.tr("Close"))
        self.open_sheet()
        target = self.accept if plan.new_count else self.cancel
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        self.close_sheet()
        self.agreed.emit(self._plan)

    def _cancel(self) -> None:
        self.close_sheet()
        self.closed.emit()


class RestoreSheet(ScrolledSheet):
    """Lists the backups there are, the newest first; another file can be chosen."""

    chosen = Signal(Path)
    other_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.choices: list[RadioChoice] = []
        self._backups: tuple[Backup, ...] = ()
        heading = TextLabel(
            theme, self.tr("Go back to a backup"), role=TextRole.HEADING, parent=self
        )
        words = TextLabel(
            theme,
            self.tr(
                "Everything becomes as it was then. What is here now is backed up first, so that "
                "you can come back to it."
            ),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self._none = TextLabel(
            theme, self.tr("There is no backup yet."), tone=TextTone.MUTED, wrap=True, parent=self
        )
        for widget in (heading, words, self._none):
            self.column.addWidget(widget)
        self.other = SecondaryButton(theme, self.tr("Another file…"), parent=self)
        self.other.clicked.connect(self._on_other)
        cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        cancel.clicked.connect(self._cancel)
        self.accept = PrimaryButton(theme, self.tr("Restore"), hint=self.tr("Enter"), parent=self)
        self.accept.clicked.connect(self._accept)
        EnterKey(self, self.accept)
        self.foot.addWidget(self.other)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.accept)

    def ask(self, backups: Sequence[Backup]) -> None:
        """Ask for one of these, or for a file elsewhere."""
        for choice in self.choices:
            self.column.removeWidget(choice)
            choice.deleteLater()
        self._backups = tuple(backups)
        self.choices = [
            RadioChoice(self._theme, self._told(backup), parent=self) for backup in backups
        ]
        for choice in self.choices:
            self.column.addWidget(choice)
        self._none.setVisible(not backups)
        self.accept.setVisible(bool(backups))
        self.open_sheet()
        if self.choices:
            self.choices[0].setChecked(True)
        first = self.choices[0] if self.choices else self.other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, backup: Backup) -> str:
        why = {
            BackupKind.DAILY: "",
            BackupKind.BEFORE_RESTORE: self.tr(", before a restore"),
            BackupKind.BEFORE_UPDATE: self.tr(", before an update"),
            BackupKind.BEFORE_IMPORT: self.tr(", before an import"),
        }[backup.kind]
        size = QLocale().formattedDataSize(backup.size_bytes)
        return self.tr("{day}, {time}{why} · {size}").format(
            day=date_text(backup.at.date()), time=f"{backup.at:%H:%M}", why=why, size=size
        )

    def _accept(self) -> None:
        for choice, backup in zip(self.choices, self._backups, strict=True):
            if choice.isChecked():
                self.close_sheet()
                self.chosen.emit(backup.path)
                return

    def _on_other(self) -> None:
        self.close_sheet()
        self.other_requested.emit()

    def _cancel(self) -> None:
        self.close_sheet()
        self.closed.emit()


class EraseSheet(Sheet):
    """Erases everything once a word was typed."""

    agreed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._word = self.tr("erase")
        heading = TextLabel(theme, self.tr("Erase everything?"), role=TextRole.HEADING, parent=self)
        words = TextLabel(
            theme,
            self.tr(
                "Every session, every rating, the plan, the settings, files of your own and all "
                "backups are deleted from this computer. Nothing brings them back. Save a backup "
                "elsewhere first if you may want them again."
            ),
            wrap=True,
            parent=self,
        )
        ask = self.tr("Type “{word}” to go on.").format(word=self._word)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(ask)
        self.line.textChanged.connect(self._on_typed)
        self.accept = PainButton(theme, self.tr("Erase everything"), parent=self)
        self.accept.clicked.connect(self._accept)
        cancel = QuietButton(theme, self.tr("Keep everything"), hint=self.tr("Esc"), parent=self)
        cancel.clicked.connect(self._cancel)
        for widget in (
            heading,
            words,
            TextLabel(theme, ask, tone=TextTone.MUTED, wrap=True, parent=self),
            self.line,
        ):
            self.body.addWidget(widget)
        self.body.addLayout(_foot(cancel, self.accept))

    def ask(self) -> None:
        """Ask, with nothing typed yet."""
        self.line.clear()
        self._on_typed("")
        self.open_sheet()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, text: str) -> None:
        self.accept.setEnabled(text.strip().casefold() == self._word.casefold())

    def _accept(self) -> None:
        self.close_sheet()
        self.agreed.emit()

    def _cancel(self) -> None:
        self.close_sheet()
        self.closed.emit()


def _foot(cancel: QWidget, accept: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(UNIT)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(accept)
    return row
