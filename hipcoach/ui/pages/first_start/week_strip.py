"""The first seven days of a plan as a row of figures, each with what is done and for how long."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipcoach.coaching.first_week import FirstDay
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.labels import minutes_text, weekday_names
from hipcoach.ui.pages.parts.page_layouts import ItemLayout, height_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.exercise_picture import paint_exercise
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_lines import wrapped

_LEAST: Final = 112
_PICTURE: Final = 76
_PADDING: Final = 10
_NAME_LINES: Final = 2
_COLUMNS: Final = (7, 4, 2)
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class DayTile(QWidget):
    """One day: its name, a figure, the routine and the minutes; a day of rest says so."""

    def __init__(
        self, theme: Theme, day: FirstDay, *, is_today: bool, figures: FigureBook | None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._day = day
        self._figures = figures
        self._is_today = is_today
        names = weekday_names(in_full=True)
        self._title = self.tr("Today") if is_today else names[day.day.weekday()]
        self._name = ", ".join(each.name for each in day.routines) or self.tr("Rest")
        self._length = minutes_text(day.length_ms) if day.routines else ""
        self.words = ", ".join(filter(None, (self._title, self._name, self._length)))
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        if figures is not None:
            figures.still_made.connect(self._on_still_made)

    def sizeHint(self) -> QSize:
        """Room for the day, the figure, two lines of the name and the minutes."""
        lines = self._line(TextRole.STRONG) + (_NAME_LINES + 1) * self._line(TextRole.SMALL)
        tall = 2 * _PADDING + lines + self._theme.px(_PICTURE) + 8
        return QSize(self._theme.px(_LEAST), round(tall))

    def minimumSizeHint(self) -> QSize:
        """As tall as ever."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the day from top to bottom."""
        painter = QPainter(self)
        palette = self._theme.palette
        is_rest = not self._day.routines
        fill = palette.primary_soft if self._is_today else None if is_rest else palette.surface
        line = palette.primary if self._is_today else palette.line
        paint_box(painter, QRectF(self.rect()), fill=fill, line=line)
        room = self.width() - 2 * _PADDING
        strong, small = self._theme.font(TextRole.STRONG), self._theme.font(TextRole.SMALL)
        top = float(_PADDING)
        painter.setFont(strong)
        painter.setPen(palette.muted if is_rest else palette.text)
        tall = self._line(TextRole.STRONG)
        title = QFontMetricsF(strong).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(_PADDING, top, room, tall), _CENTRE, title)
        top += tall + 4
        high = self._theme.px(_PICTURE)
        self._paint_picture(painter, QRect(_PADDING, round(top), room, high))
        top += high + 4
        painter.setFont(small)
        tall = self._line(TextRole.SMALL)
        for text in wrapped(self._name, small, room, _NAME_LINES)[0]:
            painter.drawText(QRectF(_PADDING, top, room, tall), _CENTRE, text)
            top += tall
        painter.setPen(palette.muted)
        painter.drawText(QRectF(_PADDING, top, room, tall), _CENTRE, self._length)

    def _paint_picture(self, painter: QPainter, room: QRect) -> None:
        exercise = self._day.exercise
        if exercise is None:
            return
        paint_exercise(
            painter,
            room,
            exercise.id,
            exercise.position.value,
            palette=self._theme.palette,
            figures=self._figures,
            dpr=self.devicePixelRatioF(),
        )

    def _on_still_made(self, exercise_id: str) -> None:
        if self._day.exercise is not None and exercise_id == self._day.exercise.id:
            self.update()

    def _line(self, role: TextRole) -> float:
        return QFontMetricsF(self._theme.font(role)).lineSpacing()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class _Days(ItemLayout):
    """Seven in a row, or in two or four rows where it is narrow."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def _lay(self, room: QRect, *, dry: bool) -> int:
        items = self._shown()
        least, gap = self._theme.px(_LEAST), UNIT
        fitting = (room.width() + gap) // (least + gap)
        columns = next((each for each in _COLUMNS if each <= fitting), 1)
        width = (room.width() - gap * (columns - 1)) // columns
        top = room.y()
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            high = max(height_of(each, width) for each in row)
            if not dry:
                for at, each in enumerate(row):
                    each.setGeometry(QRect(room.x() + at * (width + gap), top, width, high))
            top += high + gap
        return max(0, top - gap - room.y())


class WeekStrip(QWidget):
    """Seven tiles, the first of them today's."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, figures: FigureBook | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.tiles: tuple[DayTile, ...] = ()
        self.setAccessibleName(self.tr("Your first week"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._room = QWidget(self)
        self._days = _Days(self._room, theme)
        column.addWidget(self._room)

    def show_week(self, days: Sequence[FirstDay], today: date) -> None:
        """Show these days."""
        for tile in self.tiles:
            self._days.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = tuple(
            DayTile(self._theme, day, is_today=day.day == today, figures=self._figures)
            for day in days
        )
        for tile in self.tiles:
            tile.setParent(self._room)
            self._days.addWidget(tile)
            tile.show()
        self.setAccessibleDescription(". ".join(tile.words for tile in self.tiles))
        self._days.invalidate()
        self._room.updateGeometry()
