"""Seven days as marks: shape, colour and a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.plan import DayState
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.day_mark import day_word, paint_day_mark


@dataclass(frozen=True)
class DayMark:
    """One day: its short and its full name, its state, and another word than the usual one."""

    label: str
    state: DayState
    full_name: str = ""
    word: str = ""


class WeekMarks(QWidget):
    """A row of days, each with its name, its mark and its word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[DayMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("This week"))
        theme.changed.connect(self._restyle)

    def set_days(self, days: Sequence[DayMark]) -> None:
        """Show these days from left to right."""
        self._days = tuple(days)
        sentence = ", ".join(
            self.tr("{0} {1}").format(day.full_name or day.label, self._word(day))
            for day in self._days
        )
        self.setAccessibleDescription(sentence)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for the widest day, seven times over, and three lines."""
        widths = self._widths()
        width = sum(widths) + self._gap() * max(0, len(widths) - 1)
        height = self._day_metrics().height() + self._mark_room() + self._word_metrics().height()
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, mark and word of each day."""
        painter = QPainter(self)
        palette = self._theme.palette
        day_height = self._day_metrics().height()
        word_top = day_height + self._mark_room()
        left = self.width() - self.sizeHint().width()
        centre = Qt.AlignmentFlag.AlignCenter
        for day, width in zip(self._days, self._widths(), strict=True):
            due = day.state is DayState.DUE
            painter.setPen(palette.text if due else palette.muted)
            painter.setFont(self._theme.font(TextRole.BODY))
            painter.drawText(QRect(left, 0, width, day_height), centre, day.label)
            painter.setFont(self._word_font())
            word_room = QRect(left, word_top, width, self._word_metrics().height())
            painter.drawText(word_room, centre, self._word(day))
            middle = QPointF(left + width / 2, day_height + self._mark_room() / 2)
            paint_day_mark(painter, self._theme, day.state, middle)
            left += width + self._gap()

    def _word(self, day: DayMark) -> str:
        if day.word:
            return day.word
        return day_word(day.state)

    def _widths(self) -> list[int]:
        return [
            max(
                self._theme.px(30),
                self._day_metrics().horizontalAdvance(day.label) + 2,
                self._word_metrics().horizontalAdvance(self._word(day)) + 2,
            )
            for day in self._days
        ]

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _gap(self) -> int:
        return self._theme.px(16)

    def _mark_room(self) -> int:
        return self._theme.px(30)

    def _word_font(self) -> QFont:
        return self._theme.font_px(self._theme.px(12))

    def _day_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.BODY))

    def _word_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._word_font())
