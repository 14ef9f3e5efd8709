"""The sessions as lines, and the discarded ones that can still be brought back."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.progress_report import SessionRow
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.domain.units import whole_minutes
from hipcoach.ui.charts.marks import Mark, MarkView
from hipcoach.ui.labels import time_text
from hipcoach.ui.record_words import form_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

PAGE_SIZE: Final = 30
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def session_date(day: date) -> str:
    """Write the day of a session in the person's locale: Sat, 21 Nov 2026."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd, d MMM yyyy")


class Badge(QWidget):
    """A word in a soft pill."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT, 2, UNIT, 2)
        self._words = TextLabel(theme, text, role=TextRole.SMALL, parent=self)
        row.addWidget(self._words)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """The word."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        palette = self._theme.palette
        rect = QRectF(self.rect())
        paint_box(
            QPainter(self),
            rect,
            fill=palette.primary_soft,
            line=palette.line,
            radius=rect.height() / 2,
        )


class SessionLine(QWidget):
    """One session: its routine, and below it when, how much of it, pain, time and effort.

    `with_time` tells the time of day, too, since there were several that day.
    """

    opened = Signal(str)
    """The uid of the session, of which all is to be seen."""

    def __init__(
        self,
        theme: Theme,
        shown: SessionRow,
        parent: QWidget | None = None,
        *,
        with_time: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = shown
        self._session = shown.session
        self._with_time = with_time
        row = QHBoxLayout(self)
        row.setContentsMargins(0, UNIT + 2, 0, UNIT + 2)
        row.setSpacing(2 * UNIT)
        done = shown.session.status is SessionStatus.COMPLETED
        mark = Mark.COMPLETED if done else Mark.PARTIAL
        row.addWidget(MarkView(theme, mark, with_check=True, parent=self), 0, _LEFT)
        row.addLayout(self._words(shown), 1)
        self.open_button = QuietButton(theme, self.tr("Open"), parent=self)
        self.open_button.clicked.connect(lambda: self.opened.emit(shown.session.uid))
        self.open_button.setAccessibleName(self.tr("Open {session}").format(session=self._told()))
        row.addWidget(self.open_button)
        self.setAccessibleName(self._told())
        theme.changed.connect(self.update)

    @property
    def row(self) -> SessionRow:
        """What is shown."""
        return self._row

    @property
    def session(self) -> Session:
        """The session that is shown."""
        return self._session

    def _pain(self, shown: SessionRow) -> str:
        if shown.pain_before is None and shown.pain_after is None:
            return ""
        before = "–" if shown.pain_before is None else str(shown.pain_before)
        after = "–" if shown.pain_after is None else str(shown.pain_after)
        return self.tr("pain {before} → {after}").format(before=before, after=after)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline above the line."""
        painter = QPainter(self)
        painter.setPen(self._theme.palette.line)
        painter.drawLine(0, 0, self.width(), 0)

    def _words(self, shown: SessionRow) -> QVBoxLayout:
        session = shown.session
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QWidget(self)
        flow = FlowLayout(head, gap=UNIT)
        flow.addWidget(self._label(session.routine.name, role=TextRole.STRONG))
        words = [self.tr("Sample data")] if session.is_sample else []
        words += [self.tr("Entered later")] if session.entered_later else []
        words += [form_text(session.form)] if form_text(session.form) else []
        for word in words:
            flow.addWidget(Badge(self._theme, word, head))
        column.addWidget(head)
        facts = [self._day(), self._done_text(shown), self._pain(shown)]
        facts += [self._minutes(session), self._effort(session)]
        self.facts = self._label(" · ".join(filter(None, facts)), wrap=True)
        column.addWidget(self.facts)
        if session.note:
            note = self._label(session.note, tone=TextTone.MUTED, wrap=True)
            note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(note)
        return column

    def _day(self) -> str:
        day = session_date(self._session.local_date)
        if not self._with_time:
            return day
        started = self._session.started_at
        words = self.tr("{day}, {time}")
        return words.format(day=day, time=time_text(started.time()))

    def _done_text(self, shown: SessionRow) -> str:
        # Cut, not rounded, so that nearly all never reads as all.
        share = int(shown.share * 100 + 1e-9)
        if shown.session.status is SessionStatus.COMPLETED:
            return self.tr("done · {0} %").format(share)
        return self.tr("in part · {0} %").format(share)

    def _minutes(self, session: Session) -> str:
        if not session.played_ms:
            return ""
        return self.tr("{0} min").format(whole_minutes(session.played_ms))

    def _effort(self, session: Session) -> str:
        if session.effort is None:
            return ""
        return self.tr("effort {0}").format(session.effort)

    def _told(self) -> str:
        shown, session = self._row, self._session
        parts = [self._day(), session.routine.name, self._done_text(shown)]
        if session.is_sample:
            parts.append(self.tr("sample data"))
        if session.entered_later:
            parts.append(self.tr("entered later"))
        if form_text(session.form):
            parts.append(form_text(session.form))
        if shown.pain_before is not None:
            parts.append(self.tr("pain before {0}").format(shown.pain_before))
        if shown.pain_after is not None:
            parts.append(self.tr("pain after {0}").format(shown.pain_after))
        if session.played_ms:
            parts.append(self._minutes(session))
        if session.effort is not None:
            parts.append(self._effort(session))
        if session.note:
            parts.append(session.note)
        return ", ".join(parts)

    def _label(
        self,
        text: str,
        *,
        role: TextRole = TextRole.BODY,
        tone: TextTone = TextTone.TEXT,
        wrap: bool = False,
    ) -> TextLabel:
        label = TextLabel(self._theme, text, role=role, tone=tone, wrap=wrap, parent=self)
        label.setAlignment(_LEFT)
        return label


class SessionListCard(Card):
    """The newest sessions first, thirty at a time."""

    opened = Signal(str)
    """The uid of a session, of which all is to be seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: Sequence[SessionRow] = ()
        self._lines: list[SessionLine] = []
        self.body.setSpacing(0)
        title = TextLabel(theme, self.tr("Sessions"), role=TextRole.STRONG, parent=self)
        title.set_pixel_size(theme.px(17))
        self._title = title
        self.body.addWidget(title)
        self._nothing = TextLabel(
            theme,
            self.tr("No session in this time. The ones you do will be listed here."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.body.addWidget(self._nothing)
        self.body.addSpacing(UNIT)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._more = SecondaryButton(theme, "", parent=self)
        self._more.clicked.connect(self._show_more)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._on_theme_changed)

    @property
    def lines(self) -> tuple[SessionLine, ...]:
        """The lines that are shown, the newest first."""
        return tuple(self._lines)

    @property
    def more(self) -> SecondaryButton:
        """The button that shows older ones."""
        return self._more

    def set_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show other sessions; as many lines as were shown before stay open."""
        most = max(PAGE_SIZE, len(self._lines))
        first = list(rows[:most])
        self._nothing.setVisible(not first)
        is_same = first == [line.row for line in self._lines] and len(rows) == len(self._shown)
        self._shown = rows
        if is_same:
            return
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        self._add(first)

    def _show_more(self) -> None:
        first_new = len(self._lines)
        self._add_up_to(first_new + PAGE_SIZE)

    def _add_up_to(self, most: int) -> None:
        self._add(self._shown[len(self._lines) : most])

    def _add(self, rows: Sequence[SessionRow]) -> None:
        end = len(self._lines) + len(rows)
        # The list is in order of time, so sessions of one day are neighbours.
        around = [line.row for line in self._lines[-1:]] + [*rows, *self._shown[end : end + 1]]
        of_day = Counter(each.session.local_date for each in around)
        for row in rows:
            several = of_day[row.session.local_date] > 1
            line = SessionLine(self._theme, row, self, with_time=several)
            line.opened.connect(self.opened)
            self._column.addWidget(line)
            self._lines.append(line)
        left = len(self._shown) - len(self._lines)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("Show more ({0} older)").format(left))
        self._more.updateGeometry()

    def _on_theme_changed(self) -> None:
        self._title.set_pixel_size(self._theme.px(17))


class DiscardedCard(Card):
    """Sessions discarded in the last 30 days, each with a way back."""

    bring_back_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title = TextLabel(theme, self.tr("Discarded"), role=TextRole.STRONG, parent=self)
        self._title.set_pixel_size(theme.px(17))
        self.body.addWidget(self._title)
        self.body.addWidget(
            TextLabel(
                theme,
                self.tr("They don't count. You can bring each back for 30 days."),
                tone=TextTone.MUTED,
                wrap=True,
                parent=self,
            )
        )
        self._lines: list[QWidget] = []
        theme.changed.connect(self._on_theme_changed)

    def set_sessions(self, sessions: Sequence[Session]) -> None:
        """Show these, the newest first; the card hides when there are none."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for session in sorted(sessions, key=lambda each: each.started_at, reverse=True):
            line = self._line(session)
            self.body.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(sessions))

    def _line(self, session: Session) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        words = self.tr("{day} · {routine}").format(
            day=session_date(session.local_date), routine=session.routine.name
        )
        row.addWidget(TextLabel(self._theme, words, wrap=True, parent=line), 1)
        if session.is_sample:
            row.addWidget(Badge(self._theme, self.tr("Sample data"), line))
        button = SecondaryButton(self._theme, self.tr("Bring back"), parent=line)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda _=False, uid=session.uid: self.bring_back_requested.emit(uid))
        row.addWidget(button)
        return line

    def _on_theme_changed(self) -> None:
        self._title.set_pixel_size(self._theme.px(17))
