"""Leads from "For my therapist" to the page in a file; figures are reckoned beside the window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.keeping import Progress
from hipcoach.coaching.therapist_report import ReportOptions, TherapistReport
from hipcoach.domain.errors import HipcoachError
from hipcoach.player.clock import Clock
from hipcoach.ui.dialogs.therapist_sheet import TherapistSheet
from hipcoach.ui.file_dialogs import ask_where_to_save
from hipcoach.ui.long_work import LongWork
from hipcoach.ui.report_pdf import report_pdf
from hipcoach.ui.theme import Theme

_ENDING = ".pdf"


class TherapistFlow(QObject):
    """Opens the sheet, has the figures reckoned, and writes the file."""

    told = Signal(str, bool)
    """A sentence, and whether it tells of a problem."""

    def __init__(
        self,
        make_report: Callable[[date, date, Progress], TherapistReport],
        write: Callable[[Path, bytes], None],
        clock: Clock,
        theme: Theme,
        page: QWidget,
    ) -> None:
        """Reckon with `make_report` in a thread of its own; `write` keeps the file private."""
        super().__init__(page)
        self._make_report = make_report
        self._write = write
        self._clock = clock
        self._page = page
        self._wanted = date.min
        self.sheet = TherapistSheet(theme, page)
        self._work = LongWork(self)
        self.sheet.time_chosen.connect(self._reckon)
        self.sheet.save_requested.connect(self._save)
        self._work.finished.connect(self._show)
        self._work.failed.connect(self.sheet.show_problem)

    def open(self) -> None:
        """Ask what the page should hold."""
        self.sheet.ask(self._clock.today())

    def _reckon(self, first: date, last: date) -> None:
        def work(progress: Progress) -> tuple[date, TherapistReport]:
            return first, self._make_report(first, last, progress)

        # What was asked before is wanted no more.
        self._wanted = first
        self._work.stop()
        self._work.start(work)

    def _show(self, found: object) -> None:
        match found:
            case (first, TherapistReport() as report) if first == self._wanted:
                self.sheet.show_report(report)

    def _save(self, report: TherapistReport, options: ReportOptions) -> None:
        name = f"hipcoach-{report.last.isoformat()}{_ENDING}"
        title, kinds = self.tr("Save as PDF"), self.tr("PDF (*.pdf)")
        target = ask_where_to_save(self._page, title, name, kinds)
        if target is None:
            return
        try:
            self._write(target, report_pdf(report, options))
        except HipcoachError as error:
            self.sheet.show_problem(str(error))
            return
        self.sheet.close_sheet()
        self.told.emit(self.tr("Written: {file}").format(file=target), False)
