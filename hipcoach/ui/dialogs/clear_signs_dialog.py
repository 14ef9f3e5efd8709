"""Asks how a warning sign was cleared: who saw it, and on which day."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.domain.warning_sign import ClearedBy
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.tick_box import RadioChoice

_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Clearing:
    """What a person said: how a sign was cleared, and the day."""

    by: ClearedBy
    on: date


class ClearSignsDialog(QDialog):
    """Nothing is chosen beforehand; only an answer lets it be closed with a clearing."""

    def __init__(
        self,
        theme: Theme,
        signs: tuple[str, ...],
        today: date,
        *,
        is_unwell: bool = False,
        is_child: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Ask about signs in plain words.

        `is_unwell` where it was dizziness in a session, `is_child` where it is about the age.
        """
        super().__init__(parent)
        title = self.tr("Has somebody looked at this?")
        if is_unwell:
            title = self.tr("Are you well again?")
        elif is_child:
            title = self.tr("Are you 16 or older?")
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 3 * UNIT)
        column.setSpacing(2 * UNIT)
        heading = TextLabel(theme, title, role=TextRole.HEADING, wrap=True, parent=self)
        heading.setMinimumWidth(theme.px(_WIDTH))
        column.addWidget(heading)
        for sign in signs:
            column.addWidget(
                TextLabel(theme, f"•  {sign}", tone=TextTone.MUTED, wrap=True, parent=self)
            )
        words = {
            ClearedBy.SEEN: self.tr(
                "Yes: a doctor saw me about it and said that exercise is fine for me."
            ),
            ClearedBy.WELL_AGAIN: self.tr("Yes: it passed, and I feel as well as usual."),
            ClearedBy.MISTAKE: self.tr("I ticked it by mistake; it isn’t so."),
        }
        if is_child:
            words = {ClearedBy.MISTAKE: self.tr("Yes, I am 16 or older.")}
        elif not is_unwell:
            del words[ClearedBy.WELL_AGAIN]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._choices: dict[ClearedBy, RadioChoice] = {}
        for number, (by, text) in enumerate(words.items()):
            choice = RadioChoice(theme, text, parent=self)
            self._group.addButton(choice, number)
            column.addWidget(choice)
            self._choices[by] = choice
        self._today = today
        self._day_row = QWidget(self)
        row = QHBoxLayout(self._day_row)
        row.setContentsMargins(44, 0, 0, 0)
        row.addWidget(TextLabel(theme, self.tr("On what day?"), parent=self._day_row))
        self.day = DayField(theme, name=self.tr("The day on which you were seen"), parent=self)
        self.day.set_day(today, last=today)
        row.addWidget(self.day)
        row.addStretch(1)
        if ClearedBy.SEEN in self._choices:
            seen = column.indexOf(self._choices[ClearedBy.SEEN])
            column.insertWidget(seen + 1, self._day_row)
        self._day_row.hide()
        column.addSpacing(UNIT)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = QuietButton(theme, self.tr("Not yet"), parent=self)
        cancel.clicked.connect(self.reject)
        self.confirm = PrimaryButton(theme, self.tr("Confirm"), parent=self)
        self.confirm.clicked.connect(self.accept)
        self.confirm.setEnabled(False)
        buttons.addWidget(cancel)
        buttons.addWidget(self.confirm)
        column.addLayout(buttons)
        self._group.idToggled.connect(self._on_chosen)

    def choice(self, by: ClearedBy) -> RadioChoice:
        """Return the round of an answer; raises KeyError where it isn't offered."""
        return self._choices[by]

    @property
    def clearing(self) -> Clearing | None:
        """What was said, None until something is chosen."""
        chosen = next((by for by, each in self._choices.items() if each.isChecked()), None)
        if chosen is None:
            return None
        return Clearing(chosen, self.day.day() if chosen is ClearedBy.SEEN else self._today)

    def _on_chosen(self) -> None:
        chosen = self.clearing
        self._day_row.setVisible(chosen is not None and chosen.by is ClearedBy.SEEN)
        self.confirm.setEnabled(chosen is not None)
        self.adjustSize()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        theme: Theme,
        signs: tuple[str, ...],
        today: date,
        *,
        is_unwell: bool = False,
        is_child: bool = False,
    ) -> Clearing | None:
        """Show it and wait; None while nothing was cleared."""
        dialog = cls(theme, signs, today, is_unwell=is_unwell, is_child=is_child, parent=parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted.value
        found = dialog.clearing if agreed else None
        dialog.deleteLater()
        return found
