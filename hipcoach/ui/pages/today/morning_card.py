"""Asks how the morning after a session is."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.domain.session import Session
from hipcoach.ui.labels import site_text, weekday_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.nrs_scale import NrsScale
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class MorningCard(Card):
    """One row: the question, 0 to 10, and Not now."""

    rated = Signal(int)
    put_off = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        row = QWidget(self)
        pair = PairLayout(row, lead_least=theme.px(220), gap=3 * UNIT)
        words = QWidget(row)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._question = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=words)
        self._after = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=words)
        column.addWidget(self._question)
        column.addWidget(self._after)
        answer = QWidget(row)
        answer_row = FlowLayout(answer, gap=UNIT)
        self.scale = NrsScale(theme, question=self.tr("Pain this morning"), parent=answer)
        self.not_now = QuietButton(theme, self.tr("Not now"), space_activates=False, parent=answer)
        answer_row.addWidget(self.scale)
        answer_row.addWidget(self.not_now)
        pair.addWidget(words)
        pair.addWidget(answer)
        self.body.addWidget(row)
        self.scale.chosen.connect(self.rated)
        self.not_now.clicked.connect(self.put_off)

    def ask(self, session: Session, site: str, today: date, *, is_morning: bool) -> None:
        """Ask about the morning after a session."""
        if is_morning:
            question = self.tr("How is your {site} this morning?")
        else:
            question = self.tr("How was your {site} this morning?")
        self._question.setText(question.format(site=site_text(site)))
        if session.local_date == today - timedelta(days=1):
            self._after.setText(self.tr("After yesterday’s session"))
        else:
            day = weekday_text(session.local_date)
            self._after.setText(self.tr("After {day}’s session").format(day=day))
        self.scale.set_value(None)
        self.scale.setAccessibleName(self._question.text())
