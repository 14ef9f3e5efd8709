"""A day in a calendar: its number, its mark and its word."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.plan import DayState
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.choice import Choice
from hipcoach.ui.widgets.day_mark import MARK_RADIUS, day_word, paint_day_mark
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_INSET = 2
_EDGE = 8


@dataclass(frozen=True, slots=True)
class DayFace:
    """What a cell shows; `label` is the day's number, `words` are for a screen reader."""

    day: date
    label: str
    state: DayState
    words: str
    is_today: bool = False
    details: str = ""


class DayCell(Choice):
    """One day that can be chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._face = DayFace(date.min, "", DayState.REST, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def day(self) -> date:
        """The day it stands for."""
        return self._face.day

    @property
    def face(self) -> DayFace:
        """What it shows."""
        return self._face

    def show_face(self, face: DayFace) -> None:
        """Show a day."""
        self._face = face
        self.setAccessibleName(face.words)
        self.setAccessibleDescription(face.details)
        self.setToolTip(tip(face.details))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the number, the mark and the word, one below the other."""
        number = QFontMetrics(self._theme.font(TextRole.SMALL))
        word = QFontMetrics(self._word_font())
        height = number.height() + 2 * self._theme.px(MARK_RADIUS) + word.height() + 16
        longest = max(word.horizontalAdvance(day_word(state)) for state in DayState)
        return QSize(max(longest + 6, self._theme.px(64)), height)

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        word = QFontMetrics(self._word_font())
        longest = max(word.horizontalAdvance(day_word(state)) for state in DayState)
        return QSize(longest + 6, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the number, the mark and the word."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        chosen = self.isChecked()
        fill = palette.primary_soft if chosen or self._hovered else None
        line = palette.primary if chosen or self._face.is_today else None
        width = 2.0 if self._face.is_today and not chosen else 1.5
        paint_box(painter, rect, fill=fill, line=line, line_width=width, radius=8)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary, radius=8)
        number = self._theme.font(TextRole.SMALL, bold=self._face.is_today)
        metrics = QFontMetrics(number)
        painter.setFont(number)
        painter.setPen(palette.text if self._face.is_today else palette.muted)
        painter.drawText(
            QRect(0, _EDGE - 2, self.width(), metrics.height()),
            Qt.AlignmentFlag.AlignCenter,
            self._face.label,
        )
        radius = self._theme.px(MARK_RADIUS)
        top = _EDGE + metrics.height() + 1
        middle = QPointF(self.width() / 2, top + radius)
        paint_day_mark(painter, self._theme, self._face.state, middle)
        painter.setFont(self._word_font())
        painter.setPen(palette.text if self._face.state is DayState.DUE else palette.muted)
        room = QRect(0, int(top + 2 * radius + 1), self.width(), self.height())
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
            day_word(self._face.state),
        )

    def _word_font(self) -> QFont:
        return self._theme.font_px(self._theme.px(12))
