"""Sessions and ratings with a day that can't be right, to be dated anew or deleted."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.odd_dates import Odd, OddSession
from hipcoach.ui.labels import site_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.pages.session_list import session_date
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class OddLine(QWidget):
    """One of them, with a day to choose and two buttons."""

    dated = Signal(object, object)
    """The Odd and the day it belongs to."""
    deleted = Signal(object)
    """The Odd."""

    def __init__(self, theme: Theme, odd: Odd, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.odd = odd
        if isinstance(odd, OddSession):
            what = odd.routine_name
        else:
            what = self.tr("{site}, pain {nrs}").format(
                site=site_text(odd.rating.site), nrs=odd.rating.nrs
            )
        self.words = f"{session_date(odd.day)} {odd.day.year} · {what}"
        if str(odd.day.year) in session_date(odd.day):
            self.words = f"{session_date(odd.day)} · {what}"
        pair = PairLayout(self)
        pair.addWidget(TextLabel(theme, self.words, wrap=True, parent=self))
        ways = QWidget(self)
        flow = FlowLayout(ways, gap=UNIT)
        self.day = DayField(theme, name=self.tr("The day it belongs to"), parent=ways)
        self.day.setAccessibleDescription(self.words)
        self.day.set_day(today, last=today)
        self.move_button = SecondaryButton(theme, self.tr("Move to this day"), parent=ways)
        self.delete_button = QuietButton(theme, self.tr("Delete"), parent=ways)
        for each in (self.day, self.move_button, self.delete_button):
            flow.addWidget(each)
        for button in (self.move_button, self.delete_button):
            button.setAccessibleDescription(self.words)
        pair.addWidget(ways)
        self.setAccessibleName(self.words)
        self.move_button.clicked.connect(lambda: self.dated.emit(odd, self.day.day()))
        self.delete_button.clicked.connect(lambda: self.deleted.emit(odd))


class OddDatesCard(Card):
    """Hidden while every day is a likely one."""

    dated = Signal(object, object)
    deleted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        title = self.tr("Unlikely dates")
        self.body.addWidget(TextLabel(theme, title, role=TextRole.STRONG, parent=self))
        words = self.tr(
            "These are dated more than ten years back, or yet to come, as by a clock that was "
            "wrong. Charts and counts leave them out until they have another day."
        )
        self.body.addWidget(TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=self))
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT)
        self.body.addLayout(self._column)
        self.lines: list[OddLine] = []
        self.hide()

    def show_odd(self, odd: Sequence[Odd], today: date) -> None:
        """Show these, oldest first; hide without any."""
        if [line.odd for line in self.lines] != list(odd):
            for line in self.lines:
                self._column.removeWidget(line)
                line.hide()
                line.deleteLater()
            self.lines = [OddLine(self._theme, each, today, self) for each in odd]
            for line in self.lines:
                line.dated.connect(self.dated)
                line.deleted.connect(self.deleted)
                self._column.addWidget(line)
        self.setVisible(bool(odd))
