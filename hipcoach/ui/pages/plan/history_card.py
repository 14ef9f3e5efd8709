"""What changed in the plan, when and why; and the days that are excused."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hipcoach.coaching.plan_history import PlanChange
from hipcoach.domain.plan import ExcusedSpan
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.pages.plan.line_card import LineCard
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST_REASON = 200


class ExcusedCard(LineCard):
    """Excused days as spans, the latest first."""

    put_back = Signal(object)
    """Put the days of this ExcusedSpan back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Excused days"), parent)
        self.buttons: list[QuietButton] = []

    def show_spans(self, spans: Sequence[ExcusedSpan]) -> None:
        """Show spans; without any the card is not shown."""
        self.clear()
        self.buttons = []
        for span in sorted(spans, key=lambda each: each.first, reverse=True):
            title = day_month_text(span.first)
            if span.last != span.first:
                title = self.tr("{first} to {last}").format(
                    first=title, last=day_month_text(span.last)
                )
            button = self.add_line(title, span.reason, self.tr("Put back"))
            button.clicked.connect(lambda _=False, span=span: self.put_back.emit(span))
            self.buttons.append(button)
        self.setVisible(bool(spans))


class HistoryCard(LineCard):
    """The plan's own history, the newest first; why can be added to the newest."""

    withdrawn = Signal(object)
    """Take back this PlanVersion, which has not started yet."""
    reason_given = Signal(object, str)
    """The newest PlanVersion came about for this reason."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("What changed"), parent)
        self._newest: PlanChange | None = None
        self.reason = QLineEdit(self)
        limit_line(self.reason, _LONGEST_REASON)
        self.reason.setPlaceholderText(self.tr("A word that helps you later"))
        self.reason.setAccessibleName(self.tr("Why the plan changed last"))
        self.reason.editingFinished.connect(self._tell_reason)
        self._why = TextLabel(
            theme,
            self.tr("Why it changed last"),
            role=TextRole.SMALL,
            tone=TextTone.MUTED,
            parent=self,
        )
        self.body.insertWidget(1, self._why)
        self.body.insertWidget(2, self.reason)
        self.words: tuple[str, ...] = ()

    def show_changes(self, changes: Sequence[PlanChange], today: date) -> None:
        """Show changes; without any the card is not shown."""
        self.clear()
        # There is no word to add to what can't be read.
        self._newest = next((each for each in changes if each.version.slots), None)
        if self._newest is not None and self.reason.text().strip() != self._newest.reason:
            self.reason.setText(self._newest.reason)
        self.words = tuple("\n".join(change.lines) for change in changes)
        for change in changes:
            told = self.tr("From {day}") if change.day > today else "{day}"
            lines = list(change.lines)
            if change.reason and change is not self._newest:
                lines.append(self.tr("Why: {reason}").format(reason=change.reason))
            button = self.add_line(
                told.format(day=day_month_text(change.day)),
                "\n".join(lines),
                self.tr("Withdraw") if change.day > today else "",
            )
            button.clicked.connect(
                lambda _=False, version=change.version: self.withdrawn.emit(version)
            )
        self.setVisible(bool(changes))

    def _tell_reason(self) -> None:
        newest = self._newest
        if newest is not None and self.reason.text().strip() != newest.reason:
            self.reason_given.emit(newest.version, self.reason.text().strip())
