"""The quiet end of a session: what was done, how the pain went, and what comes next."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipcoach.coaching.pain_words import change_words
from hipcoach.coaching.progress_report import SessionSummary
from hipcoach.coaching.session_desk import RED_FLAGS_FROM_NRS
from hipcoach.domain.plan import DayState
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.session import ChangeKind, SessionForm, SessionStatus
from hipcoach.domain.session_keys import SessionAction
from hipcoach.domain.text import translate
from hipcoach.progress.dose import ExerciseDone
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.labels import date_text, length_text, minutes_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.safety_advice import Advice
from hipcoach.ui.pages.today.header import day_marks
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.face import Face, FaceSign
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.position_view import PositionView
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.week_marks import WeekMarks

_WIDEST = 820
_SIGN_PX = 88


class SummaryPage(QWidget):
    """Shows one session as it was kept."""

    done = Signal()
    save_copy_requested = Signal()
    help_requested = Signal()
    """The signs that belong before a professional are to be shown."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, figures: FigureBook | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._rows: list[QWidget] = []
        self._signs: list[tuple[QLabel, str]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST, middle_height=True)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._title = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        self._lead = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.notices = MessageBar(theme, self)
        self.notices.action_requested.connect(self.save_copy_requested)
        words = QVBoxLayout()
        words.setSpacing(UNIT)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        words.addStretch(1)
        self.sign = FaceSign(theme, Face.DONE, _SIGN_PX, self)
        top = QHBoxLayout()
        top.setSpacing(3 * UNIT)
        top.addWidget(self.sign)
        top.addLayout(words, 1)
        column.addLayout(top)
        column.addWidget(self.notices)
        self.severe = MessageBar(theme, self)
        self.severe.action_requested.connect(self.help_requested)
        column.addWidget(self.severe)
        done_card = Card(theme, self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * UNIT)
        self._grid.setVerticalSpacing(2 * UNIT)
        self._grid.setColumnStretch(2, 1)
        done_card.body.addLayout(self._grid)
        column.addWidget(done_card)
        self._pain_card = Card(theme, self)
        self._pain_card.body.addWidget(
            TextLabel(theme, self.tr("Pain"), role=TextRole.STRONG, parent=self._pain_card)
        )
        self._pain = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self._pain_card)
        self._pain_card.body.addWidget(self._pain)
        column.addWidget(self._pain_card)
        self._on_the_way = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self._pain_card)
        self._pain_card.body.addWidget(self._on_the_way)
        self._week_card = Card(theme, self)
        week = QWidget(self._week_card)
        pair = PairLayout(week, lead_least=theme.px(260))
        self._next = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=week)
        self.week = WeekMarks(theme, week)
        pair.addWidget(self._next)
        pair.addWidget(self.week)
        self._week_card.body.addWidget(week)
        column.addWidget(self._week_card)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.addStretch(1)
        self.finish = PrimaryButton(theme, self.tr("Done"), hint=self.tr("Enter"), parent=self)
        self.finish.clicked.connect(self.done)
        EnterKey(self, self.finish)
        row.addWidget(self.finish)
        outer.addLayout(row)
        theme.changed.connect(self._restyle)

    @property
    def title(self) -> str:
        """What is said first."""
        return self._title.text()

    @property
    def pain_text(self) -> str:
        """How the pain went, empty when nothing was rated."""
        return self._pain.text() if not self._pain.isHidden() else ""

    @property
    def next_text(self) -> str:
        """What is said about the next session."""
        return self._next.text()

    def row_texts(self) -> tuple[str, ...]:
        """What is said of each exercise."""
        return tuple(row.accessibleName() for row in self._rows if row.accessibleName())

    def show_summary(
        self,
        summary: SessionSummary,
        next_due: date | None,
        problem: str = "",
        *,
        advice: Advice | None = None,
        week: Mapping[date, DayState] | None = None,
    ) -> None:
        """Show a session; `problem` says what could not be kept, `week` how its days stand.

        With `advice` the person felt unwell: that is what is said, and nothing of the next one.
        """
        whole = summary.session.status is SessionStatus.COMPLETED
        self._title.setText(
            self.tr("Done for today") if whole else self.tr("Part of it done, and that counts")
        )
        words = self.tr("{name} · {minutes} of exercise time")
        self._lead.setText(
            words.format(
                name=summary.session.routine.name,
                minutes=minutes_text(summary.session.played_ms),
            )
        )
        self._fill(summary.exercises, summary.session.routine.items)
        before, after = summary.pain_before, summary.pain_after
        if before is not None and after is not None:
            text = change_words(before, after)
        elif after is not None:
            text = self.tr("{after} after").format(after=after)
        elif before is not None:
            text = self.tr("{before} before").format(before=before)
        else:
            text = ""
        self._pain.setText(text)
        told = self._told_on_the_way(summary)
        self._on_the_way.setText("\n".join(told))
        self._on_the_way.setVisible(bool(told))
        self._pain.setVisible(bool(text))
        self._pain_card.setVisible(bool(text or told))
        if next_due is None:
            self._next.setText(self.tr("Nothing else is planned for the coming days."))
        else:
            self._next.setText(self.tr("Next: {day}.").format(day=date_text(next_due)))
        if advice is not None:
            self._title.setText(advice.title)
            self._lead.setText(advice.text)
        self._week_card.setVisible(advice is None)
        self.sign.set_face(self._face(summary, advice))
        self.week.setVisible(bool(week))
        if week:
            self.week.set_days(day_marks(week))
        self.severe.hide()
        if after is not None and after >= RED_FLAGS_FROM_NRS:
            self.severe.show_message(
                self.tr(
                    "Pain of {0} is a lot. Please look whether one of the signs is true."
                ).format(after),
                kind=MessageKind.WARNING,
                action_text=self.tr("When to get help"),
                dismissable=False,
            )
        self.notices.hide()
        if problem:
            self.notices.show_message(
                problem,
                kind=MessageKind.WARNING,
                action_text=self.tr("Save a copy elsewhere"),
                dismissable=False,
            )
        self.setAccessibleName(self._title.text())
        self._scroll.to_top()
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _face(summary: SessionSummary, advice: Advice | None) -> Face:
        if advice is not None:
            return Face.WRONG
        is_flare = summary.session.form is SessionForm.FLARE
        return Face.FLARE_DAY if is_flare else Face.DONE

    def _told_on_the_way(self, summary: SessionSummary) -> list[str]:
        """Say what hurt during the session, and what was changed."""
        pain = self.tr("{nrs} of 10 during {name}")
        told = [pain.format(nrs=each.nrs, name=each.exercise) for each in summary.pains]
        words = {
            ChangeKind.ANOTHER_SET: self.tr("One more set of {name}"),
            ChangeKind.EASIER: self.tr("Something easier instead of {name}"),
            ChangeKind.FEWER_REPS: self.tr("Fewer reps of {name}"),
            ChangeKind.LEFT_OUT: self.tr("The rest of {name} was skipped"),
        }
        for change in summary.changes:
            name = summary.name_of(change.item_uid)
            if change.kind in words and name:
                told.append(words[change.kind].format(name=name))
        return told

    @property
    def on_the_way_text(self) -> str:
        """What is said of pain and changes during the session."""
        return self._on_the_way.text()

    def hand(self, action: SessionAction) -> None:
        """Let a clicker or a head-set say done."""
        if action is SessionAction.MAIN:
            self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space and Escape say done, as Enter does: nothing is left to lose here."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Escape)
        if event.key() in keys:
            if not event.isAutoRepeat():
                self.done.emit()
            return
        super().keyPressEvent(event)

    def _fill(self, exercises: tuple[ExerciseDone, ...], items: tuple[RoutineItem, ...]) -> None:
        for row in self._rows:
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._signs = []
        positions = {item.exercise.id: item.exercise.position.value for item in items}
        for number, done in enumerate(exercises):
            picture = PositionView(self._theme, self, figures=self._figures)
            picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            picture.setFixedSize(96, 64)
            picture.set_position(positions[done.exercise_id], exercise_id=done.exercise_id)
            sign = QLabel(self)
            self._signs.append((sign, _icon_of(done)))
            name = TextLabel(self._theme, done.name, role=TextRole.STRONG, wrap=True, parent=self)
            amount = TextLabel(self._theme, self._amount(done), tone=TextTone.MUTED, parent=self)
            name.setAccessibleName(f"{done.name}: {amount.text()}")
            for place, widget in enumerate((picture, sign, name, amount)):
                self._grid.addWidget(widget, number, place)
                self._rows.append(widget)
        self._restyle()

    def _amount(self, done: ExerciseDone) -> str:
        sets = translate("SummaryPage", "{done} of {planned} set(s)", done.planned_sets).format(
            done=done.done_sets, planned=done.planned_sets
        )
        if done.kind is DoseKind.REPS:
            what = translate("SummaryPage", "{done} of {planned} rep(s)", done.planned_reps).format(
                done=done.done_reps, planned=done.planned_reps
            )
        else:
            what = self.tr("{done} of {planned}").format(
                done=length_text(done.done_ms), planned=length_text(done.planned_ms)
            )
        return f"{sets} · {what}"

    def _restyle(self) -> None:
        palette = self._theme.palette
        size = self._theme.px(24)
        for sign, name in self._signs:
            color = palette.primary if name != "rest" else palette.mark
            sign.setPixmap(icons.pixmap(name, color, size, self.devicePixelRatioF()))


def _icon_of(done: ExerciseDone) -> str:
    if done.done_sets >= done.planned_sets:
        return "check"
    return "partial" if done.done_sets or done.begun_sets else "rest"
