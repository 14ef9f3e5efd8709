"""Leads from a button of "Your data" to what it does: sheets, files, and work in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.keeping import (
    ExportKind,
    ExportSpan,
    ImportPlan,
    PainLog,
    PainLogMapping,
    Progress,
    RecordKeeper,
)
from hipcoach.domain.backup import Backup
from hipcoach.domain.errors import HipcoachError
from hipcoach.player.clock import Clock
from hipcoach.ui.dialogs.data_sheets import EraseSheet, ExportSheet, ImportSheet, RestoreSheet
from hipcoach.ui.dialogs.pain_log_sheet import PainLogSheet
from hipcoach.ui.dialogs.work_sheet import WorkSheet
from hipcoach.ui.file_dialogs import ask_what_to_open, ask_where_to_save
from hipcoach.ui.pages.settings.data_section import DataSection
from hipcoach.ui.theme import Theme

_LISTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """The window is to begin anew, on another record; `erase` deletes everything between.

    `restore` is a backup that takes the place of the record then, when nobody has it open.
    """

    notice: str = ""
    erase: bool = False
    restore: Path | None = None


class DataFlow(QObject):
    """Each way out, in, and back; decides nothing about the data itself."""

    told = Signal(str)
    """Something went well, in a sentence."""
    problem_met = Signal(str)
    reopen_requested = Signal(Reopening)

    def __init__(
        self,
        section: DataSection,
        keeper: RecordKeeper,
        clock: Clock,
        theme: Theme,
        page: QWidget,
    ) -> None:
        """Serve the buttons of this section, with sheets over this page."""
        super().__init__(page)
        self._section = section
        self._keeper = keeper
        self._clock = clock
        self._page = page
        self._then: Callable[[object], None] = lambda _found: None
        self.export_sheet = ExportSheet(theme, page)
        self.import_sheet = ImportSheet(theme, page)
        self.pain_log_sheet = PainLogSheet(theme, page)
        self.restore_sheet = RestoreSheet(theme, page)
        self.erase_sheet = EraseSheet(theme, page)
        self.work = WorkSheet(theme, page)
        section.backup_requested.connect(self._back_up)
        section.restore_requested.connect(self._ask_backup)
        section.export_requested.connect(lambda: self.export_sheet.ask(self._clock.today()))
        section.import_requested.connect(self._ask_file)
        section.erase_requested.connect(self.erase_sheet.ask)
        self.export_sheet.chosen.connect(self._export)
        self.import_sheet.agreed.connect(self._merge)
        self.pain_log_sheet.chosen.connect(self._examine_pain_log)
        self.restore_sheet.chosen.connect(self._restore)
        self.restore_sheet.other_requested.connect(self._ask_other_backup)
        self.erase_sheet.agreed.connect(lambda: self.reopen_requested.emit(Reopening(erase=True)))
        self.work.finished.connect(self._go_on)
        self.work.failed.connect(self.problem_met)
        self.work.stopped.connect(lambda: self.told.emit(self.tr("Stopped. Nothing was changed.")))

    def _go_on(self, found: object) -> None:
        self._then(found)

    def _back_up(self) -> None:
        name = f"hipcoach-{self._clock.now():%Y-%m-%d}.zip"
        kinds = self.tr("Backup (*.zip)")
        target = ask_where_to_save(self._page, self.tr("Save a backup"), name, kinds)
        if target is not None:
            self._then = lambda _found: self._written(target)
            self.work.run(
                self.tr("Saving a backup"),
                str(target),
                lambda progress: self._keeper.back_up_to(target, progress),
            )

    def _export(self, kind: ExportKind, span: ExportSpan) -> None:
        ending = kind.value
        title, name, kinds = self.tr("Export"), f"hipcoach{ending}", f"(*{ending})"
        target = ask_where_to_save(self._page, title, name, kinds, ending=ending)
        if target is not None:
            self._then = lambda _found: self._written(target)
            self.work.run(
                self.tr("Exporting"),
                str(target),
                lambda progress: self._keeper.export(target, span, progress),
            )

    def _written(self, target: Path) -> None:
        self.told.emit(self.tr("Written: {file}").format(file=target))
        self._section.refresh()

    def _ask_file(self) -> None:
        kinds = self.tr("Export or list (*.json *.csv *.tsv *.txt)")
        source = ask_what_to_open(self._page, self.tr("Import"), kinds)
        if source is None:
            return
        if source.suffix.lower() in _LISTS:
            try:
                log = self._keeper.read_pain_log(source)
            except HipcoachError as error:
                self.problem_met.emit(str(error))
                return
            if log.is_own:
                self._examine_pain_log(log, log.guess)
            else:
                self.pain_log_sheet.ask(log)
            return
        self._examine(source.name, lambda: self._keeper.examine(source))

    def _examine_pain_log(self, log: PainLog, mapping: PainLogMapping) -> None:
        self._examine(log.file, lambda: self._keeper.examine_pain_log(log, mapping))

    def _examine(self, file: str, work: Callable[[], ImportPlan]) -> None:
        def shown(found: object) -> None:
            if isinstance(found, ImportPlan):
                self.import_sheet.ask(found)

        def read(progress: Progress) -> ImportPlan:
            progress(0, 1)
            return work()

        self._then = shown
        self.work.run(self.tr("Reading"), file, read)

    def _merge(self, plan: ImportPlan) -> None:
        def added(before: object) -> None:
            notice = self.tr("{count} added from {file}.").format(
                count=plan.new_count, file=plan.file
            )
            if isinstance(before, Backup):
                undo = self.tr(
                    "To undo: Settings, Your data, Restore, the backup of {time} before an import."
                ).format(time=f"{before.at:%H:%M}")
                notice = f"{notice} {undo}"
            self.reopen_requested.emit(Reopening(notice=notice))

        self._then = added
        self.work.run(
            self.tr("Adding"),
            self.tr("All of it is added, or nothing."),
            lambda progress: self._keeper.merge(plan, progress),
        )

    def _ask_backup(self) -> None:
        try:
            self.restore_sheet.ask(self._keeper.backups())
        except HipcoachError as error:
            self.problem_met.emit(str(error))

    def _ask_other_backup(self) -> None:
        kinds = self.tr("Backup (*.zip *.sqlite3)")
        source = ask_what_to_open(self._page, self.tr("Restore"), kinds)
        if source is not None:
            self._restore(source)

    def _restore(self, source: Path) -> None:
        self._then = self._restored
        self.work.run(
            self.tr("Restoring"),
            self.tr("What is here now is backed up first."),
            lambda progress: self._keeper.restore(source, progress),
        )

    def _restored(self, before: object) -> None:
        notice = self.tr("The backup is restored.")
        if isinstance(before, Backup):
            notice = self.tr(
                "The backup is restored. What was here before is a backup of {time} now: Settings, "
                "Your data, Restore brings it back."
            ).format(time=f"{before.at:%H:%M}")
        self.reopen_requested.emit(Reopening(notice=notice))
