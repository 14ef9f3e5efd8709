"""Offers to go on with a session that was cut off."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session
from hipcoach.domain.units import clock_text
from hipcoach.player.timeline import PlannedSet
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ResumeCard(Card):
    """Offers to go on with a session that was cut off, or to save what was done."""

    resume_requested = Signal(object)
    """The person wants to go on with this Session."""
    save_requested = Signal(object)
    """What was done of this Session is to be saved."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        row = QWidget(self)
        pair = PairLayout(row, lead_least=theme.px(260))
        words = QWidget(row)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._title = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=words)
        self._text = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=words)
        column.addWidget(self._title)
        column.addWidget(self._text)
        answers = QWidget(row)
        answer_row = FlowLayout(answers, gap=UNIT)
        self.save_button = SecondaryButton(
            theme, self.tr("Save what was done"), space_activates=False, parent=answers
        )
        self.resume_button = SecondaryButton(
            theme,
            self.tr("Go on where it stopped"),
            accented=True,
            space_activates=False,
            parent=answers,
        )
        answer_row.addWidget(self.save_button)
        answer_row.addWidget(self.resume_button)
        pair.addWidget(words)
        pair.addWidget(answers)
        self.body.addWidget(row)
        self.resume_button.clicked.connect(self.resume)
        self.save_button.clicked.connect(self._save)
        self._session: Session | None = None
        self.hide()

    def offer(
        self,
        session: Session | None,
        now: datetime,
        stopped_at: PlannedSet | None,
        *,
        is_open: bool = True,
    ) -> None:
        """Offer to go on, or where that is not `is_open`, to save; None takes the offer back."""
        self._session = session
        self.setVisible(session is not None)
        self.resume_button.setVisible(is_open)
        if session is not None:
            self.tell(session, now, stopped_at)

    def resume(self) -> None:
        """Go on with it, where one may."""
        if self._session is not None and not self.resume_button.isHidden():
            self.hide()
            self.resume_requested.emit(self._session)

    def _save(self) -> None:
        if self._session is not None:
            self.save_requested.emit(self._session)

    def tell(self, session: Session, now: datetime, stopped_at: PlannedSet | None = None) -> None:
        """Say which session it was and where it stopped; times are those of `now`'s place."""
        begun = session.started_at.astimezone(now.tzinfo)
        title = self.tr("Your session of {time} was cut off").format(
            time=f"{begun.hour}:{begun.minute:02}"
        )
        if session.played_ms > 0:
            text = self.tr("{routine}, after {minutes} minutes. What was done is kept.").format(
                routine=session.routine.name, minutes=clock_text(session.played_ms)
            )
        else:
            text = self.tr("{routine}, soon after the start.").format(routine=session.routine.name)
        if stopped_at is not None:
            where = self.tr("It stopped at {name}, set {number} of {total}.").format(
                name=stopped_at.exercise.name, number=stopped_at.set_no, total=stopped_at.of_sets
            )
            side = {Side.LEFT: self.tr("Left side."), Side.RIGHT: self.tr("Right side.")}
            text = " ".join(filter(None, (text, where, side.get(stopped_at.side, ""))))
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    @property
    def title(self) -> str:
        """What it is about."""
        return self._title.text()

    @property
    def text(self) -> str:
        """How far the session came."""
        return self._text.text()
