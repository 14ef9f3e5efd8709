"""A day on which nothing is left to do: what was done, or why it is a day of rest."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.pain_words import change_words
from hipcoach.coaching.planner import Today
from hipcoach.coaching.progress_report import SessionSummary
from hipcoach.domain.plan import DayState
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionForm
from hipcoach.ui.labels import minutes_text
from hipcoach.ui.pages.today.day_words import day_ahead
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.face import Face, FaceSign
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_SIGN_PX = 112


def day_face(today: Today, form: SessionForm, done: Sequence[SessionSummary]) -> Face | None:
    """Return the face of a day that has one of its own; None where something is due."""
    open_still = any(each.state in (DayState.DUE, DayState.PARTIAL) for each in today.due)
    if done and not open_still and today.state is not DayState.DUE:
        is_flare = all(each.session.form is SessionForm.FLARE for each in done)
        return Face.FLARE_DAY if is_flare else Face.DONE
    if form is SessionForm.FLARE:
        return Face.FLARE_DAY
    is_rest = today.state is DayState.REST and today.has_days and not today.has_ended
    return Face.REST_DAY if is_rest else None


class DayCard(Card):
    """A large sign, what it means, and what there is to do without a session."""

    lesson_requested = Signal()
    walk_requested = Signal(str)
    """The person wants to do the walking routine of this id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=4 * UNIT)
        self._walk = ""
        row = QHBoxLayout()
        row.setSpacing(4 * UNIT)
        self.sign = FaceSign(theme, Face.DONE, _SIGN_PX, self)
        column = QVBoxLayout()
        column.setSpacing(UNIT)
        self._title = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        self._text = TextLabel(theme, role=TextRole.STRONG, bold=False, wrap=True, parent=self)
        self._next = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        for label in (self._title, self._text, self._next):
            column.addWidget(label)
        ways = QWidget(self)
        flow = FlowLayout(ways, gap=UNIT + 2)
        self.lesson_button = SecondaryButton(
            theme, self.tr("Read a lesson"), space_activates=False, parent=ways
        )
        self.walk_button = SecondaryButton(theme, "", space_activates=False, parent=ways)
        flow.addWidget(self.lesson_button)
        flow.addWidget(self.walk_button)
        column.addWidget(ways)
        row.addWidget(self.sign)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.lesson_button.clicked.connect(self.lesson_requested)
        self.walk_button.clicked.connect(lambda: self.walk_requested.emit(self._walk))
        self.hide()

    @property
    def texts(self) -> tuple[str, str, str]:
        """What is said: the title, the text, and when the next session is."""
        return self._title.text(), self._text.text(), self._next.text()

    def tell(
        self,
        face: Face,
        today: Today,
        done: Sequence[SessionSummary],
        walk: tuple[Routine, int] | None,
    ) -> None:
        """Show a day; `walk` is a routine of walking with its length in ms, where there is one."""
        self.sign.set_face(face)
        is_rest = face is Face.REST_DAY
        if done:
            title, text = (
                self.tr("Done for today"),
                "\n".join(self._done_words(each) for each in done),
            )
            if face is Face.FLARE_DAY:
                title = self.tr("A sore day, done gently")
        elif face is Face.FLARE_DAY:
            title = self.tr("A sorer day")
            text = self.tr("The gentler version is ready below. It counts as done.")
        else:
            title = self.tr("A day of rest")
            text = self.tr(
                "Rest is part of the plan: muscles want about 48 hours between strength days."
            )
        self._title.setText(title)
        self._text.setText(text)
        following = day_ahead(today)
        self._next.setText(
            self.tr("Next session: {day}.").format(day=following) if following else ""
        )
        self._next.setVisible(bool(following))
        self.lesson_button.setVisible(is_rest)
        self._walk = "" if walk is None else walk[0].id
        if walk is not None:
            words = self.tr("{routine} · {minutes}")
            self.walk_button.setText(
                words.format(routine=walk[0].name, minutes=minutes_text(walk[1]))
            )
            self.walk_button.updateGeometry()
        self.walk_button.setVisible(is_rest and walk is not None)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()

    def _done_words(self, done: SessionSummary) -> str:
        parts = [done.session.routine.name, minutes_text(done.session.played_ms)]
        if done.pain_before is not None and done.pain_after is not None:
            words = self.tr("pain {change}")
            parts.append(words.format(change=change_words(done.pain_before, done.pain_after)))
        return " · ".join(parts)
