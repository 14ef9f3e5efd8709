"""A month of days with their marks, to be looked at and walked through by keyboard."""

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hipcoach.domain.plan import DayState
from hipcoach.domain.week import first_weekday, weekdays_in_order
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.day_mark import MARK_RADIUS, day_word, paint_day_mark
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_COLUMNS: Final = 7
_CELL_WIDTH: Final = 48
_CELL_HEIGHT: Final = 54


@dataclass(frozen=True, slots=True)
class MonthDay:
    """How a day stands, and what is said of it besides; `letter` marks a version of the day."""

    state: DayState
    text: str = ""
    letter: str = ""


class MonthCalendar(QWidget):
    """The weeks of a month; arrows walk, Enter and a click choose a day."""

    day_chosen = Signal(date)
    month_requested = Signal(date)
    """Another month is walked into: its first day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: Mapping[date, MonthDay] = {}
        self._weeks: tuple[tuple[date, ...], ...] = ()
        self._first = date(2000, 1, 1)
        self._today = date(2000, 1, 1)
        self._at = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Month"))
        theme.changed.connect(self._restyle)

    @property
    def current(self) -> date:
        """The day where the keyboard is."""
        return self._at

    @property
    def days(self) -> Mapping[date, MonthDay]:
        """What is shown."""
        return self._days

    def set_month(self, first: date, days: Mapping[date, MonthDay], today: date) -> None:
        """Show the month that begins on `first`."""
        self._days = dict(days)
        self._first = first
        self._today = today
        weeks = Calendar(first_weekday()).monthdatescalendar(first.year, first.month)
        self._weeks = tuple(tuple(week) for week in weeks)
        if (self._at.year, self._at.month) != (first.year, first.month):
            is_now = (today.year, today.month) == (first.year, first.month)
            self._at = today if is_now else first
        self._describe()
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for seven days in a row, and every week of the month."""
        return QSize(_COLUMNS * self._theme.px(_CELL_WIDTH), self._head() + self._rows_height())

    def minimumSizeHint(self) -> QSize:
        """Marks do not shrink."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from day to day, and into the months before and after."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(self._at + timedelta(days=step))
        elif event.key() == Qt.Key.Key_PageUp:
            self.month_requested.emit((self._first - timedelta(days=1)).replace(day=1))
        elif event.key() == Qt.Key.Key_PageDown:
            self.month_requested.emit((self._first + timedelta(days=32)).replace(day=1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        day = self.day_at(event.position().toPoint())
        if day is not None and day in self._days:
            self._walk(day)
            self.day_chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """Tell how the day under the mouse stands."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            text = "" if day is None or day not in self._days else self.text_of(day)
            QToolTip.showText(event.globalPos(), tip(text), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which day the keyboard is on."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def day_at(self, where: QPoint) -> date | None:
        """Return the day at a place, of whichever month; None beside the days."""
        row = (where.y() - self._head()) // self._theme.px(_CELL_HEIGHT)
        column = int(where.x() // (self.width() / _COLUMNS))
        if where.y() < self._head() or not 0 <= column < _COLUMNS or row >= len(self._weeks):
            return None
        return self._weeks[row][column]

    def text_of(self, day: date) -> str:
        """Say a day with how it stands."""
        shown = self._days[day]
        name = QLocale().toString(QDate(day.year, day.month, day.day), "ddd, d MMM yyyy")
        told = f"{name}: {day_word(shown.state)}"
        return f"{told}, {shown.text}" if shown.text else told

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the weekdays, then every day with its mark."""
        painter = QPainter(self)
        palette = self._theme.palette
        small = self._theme.font(TextRole.SMALL)
        painter.setFont(small)
        painter.setPen(palette.muted)
        width = self.width() / _COLUMNS
        for column, weekday in enumerate(weekdays_in_order()):
            room = QRectF(column * width, 0, width, self._head())
            name = QLocale().dayName(weekday + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        for row, week in enumerate(self._weeks):
            for column, day in enumerate(week):
                if day in self._days:
                    self._paint_day(painter, day, self._cell(row, column))

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        palette = self._theme.palette
        shown = self._days[day]
        if day == self._today:
            paint_box(painter, cell.adjusted(2, 1, -2, -1), fill=palette.primary_soft, radius=8)
        if self.hasFocus() and day == self._at:
            paint_focus(painter, cell.adjusted(2, 1, -2, -1), palette.primary, radius=8)
        metrics = QFontMetrics(self._theme.font(TextRole.SMALL))
        number = QRectF(cell.left(), cell.top() + 4, cell.width(), metrics.height())
        painter.setFont(self._theme.font(TextRole.SMALL))
        painter.setPen(palette.text if day == self._today else palette.muted)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        middle = QPointF(cell.center().x(), number.bottom() + self._theme.px(MARK_RADIUS) + 3)
        paint_day_mark(painter, self._theme, shown.state, middle)
        if shown.letter:
            self._paint_letter(painter, shown.letter, middle)

    def _paint_letter(self, painter: QPainter, letter: str, middle: QPointF) -> None:
        palette = self._theme.palette
        radius = self._theme.px(7)
        at = middle + QPointF(self._theme.px(11), -self._theme.px(6))
        painter.setPen(QPen(QColor(palette.primary), 1.2))
        painter.setBrush(QColor(palette.surface))
        painter.drawEllipse(at, radius, radius)
        painter.setFont(self._theme.font_px(self._theme.px(10), bold=True))
        painter.setPen(QColor(palette.primary))
        room = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)

    def _cell(self, row: int, column: int) -> QRectF:
        width = self.width() / _COLUMNS
        height = self._theme.px(_CELL_HEIGHT)
        return QRectF(column * width, self._head() + row * height, width, height)

    def _walk(self, day: date) -> None:
        self._at = day
        if day not in self._days:
            self.month_requested.emit(day.replace(day=1))
        self._describe()
        self.update()

    def _describe(self) -> None:
        told = self.text_of(self._at) if self._at in self._days else ""
        self.setAccessibleDescription(told)

    def _head(self) -> int:
        return QFontMetrics(self._theme.font(TextRole.SMALL)).height() + 8

    def _rows_height(self) -> int:
        return max(1, len(self._weeks)) * self._theme.px(_CELL_HEIGHT)

    def _restyle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()
