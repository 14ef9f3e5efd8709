"""The page for a therapist as a command makes it: without a window, and without a display."""

import os

from PySide6.QtWidgets import QApplication

from hipcoach.app import make_application
from hipcoach.coaching.therapist_report import ReportOptions, TherapistReport
from hipcoach.ui.app_log import keep_qt_quiet
from hipcoach.ui.display import display_problem
from hipcoach.ui.report_pdf import report_pdf


def therapist_page(report: TherapistReport, options: ReportOptions) -> bytes:
    """Return the page as a PDF."""
    if display_problem():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keep_qt_quiet()
    # Text can't be drawn without an application.
    app = QApplication.instance() or make_application()
    try:
        return report_pdf(report, options)
    finally:
        del app
