"""The page for one's therapist: choose the time, the paper and the questions, see it, save it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.therapist_report import Paper, ReportOptions, TherapistReport
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.report_pdf import SIZES_PT, report_picture
from hipcoach.ui.text_limits import LimitedText, limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

WEEKS = {"4": 4, "12": 12, "52": 52}
ALL = "all"
_FIRST = "12"
_PREVIEW_WIDTH = 270
_LONGEST_NAME = 80
_LONGEST_QUESTIONS = 1200
# The preview follows what is typed once the typing rests.
_REST_MS = 300


class TherapistSheet(ScrolledSheet):
    """Shows the page as it will be; it is told the report of the time chosen."""

    time_chosen = Signal(object, object)
    """First and last day; a report of them is wanted."""
    save_requested = Signal(object, object)
    """A report and its options are to be written."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._report: TherapistReport | None = None
        self._today = date.min
        heading = TextLabel(theme, self.tr("For my therapist"), role=TextRole.HEADING, parent=self)
        words = TextLabel(
            theme,
            self.tr(
                "One page to print or to send: what you did, how the pain went, and what you "
                "want to ask."
            ),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.column.addWidget(heading)
        self.column.addWidget(words)
        self.preview = QLabel(self)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.preview.setAccessibleName(self.tr("Preview of the page"))
        self.times = Segmented(
            theme,
            (
                ("4", self.tr("4 weeks")),
                (_FIRST, self.tr("12 weeks")),
                ("52", self.tr("Year")),
                (ALL, self.tr("All")),
            ),
            name=self.tr("Time"),
            wraps=True,
            parent=self,
        )
        self.times.set_current(_FIRST)
        self.papers = Segmented(
            theme,
            ((Paper.A4.value, self.tr("A4")), (Paper.LETTER.value, self.tr("Letter"))),
            name=self.tr("Paper"),
            parent=self,
        )
        self.papers.set_current(Paper.A4.value)
        self.name = QLineEdit(self)
        limit_line(self.name, _LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("May stay empty"))
        self.name.setAccessibleName(self.tr("Your name"))
        self.questions = LimitedText(self, longest=_LONGEST_QUESTIONS)
        self.questions.setAccessibleName(self.tr("What you want to ask"))
        self.questions.setPlaceholderText(self.tr("Left empty, there are lines to write on."))
        self.questions.setTabChangesFocus(True)
        self.questions.setFixedHeight(theme.px(110))
        options = QVBoxLayout()
        options.setSpacing(UNIT)
        for text, field in (
            (self.tr("Time"), self.times),
            (self.tr("Paper"), self.papers),
            (self.tr("Your name"), self.name),
            (self.tr("What you want to ask"), self.questions),
        ):
            options.addWidget(TextLabel(theme, text, role=TextRole.STRONG, parent=self))
            options.addWidget(field)
            options.addSpacing(UNIT)
        options.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(3 * UNIT)
        row.addLayout(options, 1)
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self._problem = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=self)
        self._problem.hide()
        self.column.addWidget(self._problem)
        cancel = QuietButton(theme, self.tr("Close"), hint=self.tr("Esc"), parent=self)
        cancel.clicked.connect(self._cancel)
        self.save = PrimaryButton(theme, self.tr("Save as PDF"), hint=self.tr("Enter"), parent=self)
        self.save.clicked.connect(self._save)
        EnterKey(self, self.save)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.save)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_page)
        self.times.chosen.connect(self._ask_report)
        self.papers.chosen.connect(self._show_page)
        self.name.textChanged.connect(self._on_name)
        self.questions.textChanged.connect(self._on_questions)

    @property
    def options(self) -> ReportOptions:
        """What the person chose."""
        return ReportOptions(
            paper=Paper(self.papers.current()),
            name=self.name.text(),
            questions=self.questions.toPlainText(),
        )

    def ask(self, today: date) -> None:
        """Open with what was chosen and typed last."""
        self._today = today
        self._tell("")
        self._reserve()
        self.open_sheet()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_report()

    def show_report(self, report: TherapistReport) -> None:
        """Show the page of this report."""
        self._report = report
        self.save.setEnabled(True)
        self._show_page()

    def show_problem(self, text: str) -> None:
        """Say why there is no page."""
        self._tell(text)

    def close_sheet(self) -> None:
        """Go away; nothing is painted any more."""
        self._rest.stop()
        super().close_sheet()

    def _ask_report(self) -> None:
        self.save.setEnabled(False)
        weeks = WEEKS.get(self.times.current())
        first = date.min
        if weeks is not None:
            first = self._today - timedelta(weeks=weeks) + timedelta(days=1)
        self.time_chosen.emit(first, self._today)

    def _on_name(self) -> None:
        self._rest.start()

    def _on_questions(self) -> None:
        self._rest.start()

    def _reserve(self) -> None:
        """Keep the place of the page, so that nothing jumps when it comes."""
        wide, high = SIZES_PT[Paper(self.papers.current())]
        # Larger text takes room from the options; the page is only looked at.
        self.preview.setFixedSize(_PREVIEW_WIDTH, round(_PREVIEW_WIDTH * high / wide))

    def _show_page(self) -> None:
        if self._report is None or not self.is_open:
            return
        self._reserve()
        share = self.devicePixelRatioF()
        width = round(self.preview.width() * share)
        picture = report_picture(self._report, self.options, width)
        shown = QPixmap.fromImage(picture)
        shown.setDevicePixelRatio(share)
        self.preview.setPixmap(shown)
        self.preview.setStyleSheet("border: 1px solid palette(midlight);")
        self.fit()

    def _tell(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _save(self) -> None:
        if self._report is not None:
            self.save_requested.emit(self._report, self.options)

    def _cancel(self) -> None:
        self.close_sheet()
        self.closed.emit()
