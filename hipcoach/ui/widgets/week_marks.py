"""Seven days as marks: shape, colour and a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.painting import paint_box, paint_check


class DayState(StrEnum):
    """What became of a day, or what is planned for it."""

    DONE = "done"
    PARTIAL = "partial"
    EXCUSED = "excused"
    DUE = "due"
    MISSED = "missed"
    REST = "rest"
    UPCOMING = "upcoming"


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
            self._paint_mark(painter, day.state, middle)
            left += width + self._gap()

    def _paint_mark(self, painter: QPainter, state: DayState, middle: QPointF) -> None:
        palette = self._theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(11)
        disc = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(Qt.PenStyle.NoPen)
        if state is DayState.DONE:
            painter.setBrush(QColor(palette.primary))
            painter.drawEllipse(disc)
            inner = disc.adjusted(radius * 0.45, radius * 0.45, -radius * 0.45, -radius * 0.45)
            paint_check(painter, inner, palette.on_primary, radius * 0.22)
        elif state is DayState.PARTIAL:
            painter.setBrush(QColor(palette.primary))
            painter.drawPie(disc, 90 * 16, 180 * 16)
            self._paint_circle(painter, disc, palette.primary, 2.0)
        elif state is DayState.DUE:
            self._paint_circle(painter, disc, palette.primary, 3.0)
        elif state is DayState.EXCUSED:
            paint_box(
                painter,
                disc.adjusted(1, 1, -1, -1),
                line=palette.muted,
                line_width=1.5,
                radius=5,
                dashed=True,
            )
        elif state is DayState.MISSED:
            box = disc.adjusted(1, 1, -1, -1)
            paint_box(painter, box, line=palette.mark, line_width=2.0, radius=5)
        elif state is DayState.UPCOMING:
            self._paint_circle(painter, disc.adjusted(4, 4, -4, -4), palette.mark, 2.0)
        else:
            painter.setBrush(QColor(palette.mark))
            half = radius * 0.45
            bar = QRectF(middle.x() - half, middle.y() - 1.5, 2 * half, 3)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    @staticmethod
    def _paint_circle(painter: QPainter, rect: QRectF, color: str, width: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), width))
        inset = width / 2
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))

    def _word(self, day: DayMark) -> str:
        if day.word:
            return day.word
        return {
            DayState.DONE: self.tr("done"),
            DayState.PARTIAL: self.tr("part"),
            DayState.EXCUSED: self.tr("excused"),
            DayState.DUE: self.tr("today"),
            DayState.MISSED: self.tr("missed"),
            DayState.REST: self.tr("rest"),
            DayState.UPCOMING: self.tr("to come"),
        }[day.state]

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
