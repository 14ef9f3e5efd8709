"""Sets the baseline of a place anew; that takes a reason."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QWidget

from hipcoach.domain.baseline import Baseline
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.labels import short_date_text
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST_REASON = 200


class BaselineSheet(Sheet):
    """Asks from which day on, and why; the seven days from there are the new baseline."""

    chosen = Signal(date, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._heading = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self._words = TextLabel(
            theme,
            self.tr(
                "The baseline is the median of seven days with at least four ratings. Later weeks "
                "are held against it, so it stays unless something changed: a new injury, an "
                "operation, another treatment."
            ),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self._history = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self._first = QDateEdit(self)
        self._first.setAccessibleName(self.tr("First of the seven days"))
        self._first.lineEdit().setTextMargins(UNIT, 0, 0, 0)
        self._first.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._reason = QLineEdit(self)
        limit_line(self._reason, _LONGEST_REASON)
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("Why it is set anew"))
        self._problem = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=self)
        self._problem.hide()
        days = QHBoxLayout()
        days.setSpacing(UNIT)
        days.addWidget(TextLabel(theme, self.tr("Seven days from"), parent=self))
        days.addWidget(self._first)
        days.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        cancel = QuietButton(theme, self.tr("Keep it"), hint=self.tr("Esc"), parent=self)
        self.set_cancel(cancel)
        accept = PrimaryButton(
            theme, self.tr("Set the baseline"), hint=self.tr("Enter"), parent=self
        )
        accept.clicked.connect(self._accept)
        EnterKey(self, accept)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(accept)
        for widget in (self._heading, self._words, self._history):
            self.body.addWidget(widget)
        self.body.addLayout(days)
        self.body.addWidget(self._reason)
        self.body.addWidget(self._problem)
        self.body.addLayout(buttons)

    def ask(self, place: str, history: Sequence[Baseline], first: date) -> None:
        """Ask for one place; `first` is the day that is suggested."""
        self._heading.setText(self.tr("Baseline, {site}").format(site=place))
        told = [self._told(each) for each in history]
        self._history.setText("\n".join(told))
        self._history.setVisible(bool(told))
        self._first.setDate(QDate(first.year, first.month, first.day))
        self._reason.clear()
        self.show_problem("")
        self.open_sheet()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Say why it can't be set so; empty for nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _told(self, baseline: Baseline) -> str:
        day, value = short_date_text(baseline.first_day), f"{baseline.value:g}"
        if baseline.reason:
            return self.tr("From {day}: {value}. {reason}").format(
                day=day, value=value, reason=baseline.reason
            )
        return self.tr("From {day}: {value}. The first seven days.").format(day=day, value=value)

    def _accept(self) -> None:
        shown = self._first.date()
        self.chosen.emit(date(shown.year(), shown.month(), shown.day()), self._reason.text())

    def has_unsaved(self) -> bool:
        """Whether a reason was typed."""
        return bool(self._reason.text().strip())
