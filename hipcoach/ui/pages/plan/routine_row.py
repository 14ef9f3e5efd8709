"""A routine as one line: its name, what it takes, and its first figures."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.routine import Routine
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.exercise_picture import paint_exercise
from hipcoach.ui.widgets.painting import paint_box, paint_check, paint_focus
from hipcoach.ui.widgets.text_lines import wrapped

_PADDING: Final = 12
_PICTURE: Final = (78, 58)
_MOST_PICTURES: Final = 4
_TEXT_LEAST: Final = 480


class RoutineRow(QAbstractButton):
    """A line that can be pressed; a screen reader hears all that is painted."""

    def __init__(
        self,
        theme: Theme,
        routine: Routine,
        facts: str,
        *,
        is_planned: bool = False,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.is_planned = is_planned
        if is_planned:
            facts = self.tr("In your plan · {facts}").format(facts=facts)
        self._facts = facts
        self._goal = routine.goal
        self._exercises = _first_ones(routine)
        self.routine_id = routine.id
        self.setText(routine.name)
        self.setAccessibleName(self.tr("{0}, {1}").format(routine.name, facts))
        self.setAccessibleDescription(routine.goal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        if figures is not None:
            figures.still_made.connect(self._on_still_made)

    @property
    def facts(self) -> str:
        """What it takes: minutes, exercises, equipment."""
        return self._facts

    def sizeHint(self) -> QSize:
        """Three lines of text, or the height of a picture."""
        lines = self._height(TextRole.STRONG) + 2 * self._height(TextRole.SMALL) + 8
        tall = max(round(lines), self._theme.px(_PICTURE[1])) + 2 * _PADDING
        return QSize(self._theme.px(560), tall)

    def minimumSizeHint(self) -> QSize:
        """Room for its words alone."""
        return QSize(self._theme.px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and space open it; the arrows are the list's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Repaint when the mouse comes and goes."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words on the left and the figures on the right."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        touched = self.underMouse() or self.isDown()
        paint_box(painter, rect, fill=palette.primary_soft if touched else palette.ground)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        right = self._paint_pictures(painter)
        room = right - 2 * _PADDING - _PADDING
        small = self._theme.font(TextRole.SMALL)
        strong = self._theme.font(TextRole.STRONG)
        goal = wrapped(self._goal, small, room, 1)[0]
        tall = self._height(TextRole.STRONG) + 4 + (len(goal) + 1) * self._height(TextRole.SMALL)
        top = (self.height() - tall) / 2
        left = _PADDING + 4
        if self.is_planned:
            # A check mark beside the words, which say it too.
            side = self._theme.px(14)
            sign = QRectF(left, (self.height() - side) / 2, side, side)
            paint_check(painter, sign, palette.primary, 2.5)
            left += side + 10
            room -= side + 10
        for text, font, color, gap in (
            (self.text(), strong, palette.text, 4),
            *((line, small, palette.text, 0) for line in goal),
            (self._facts, small, palette.muted, 0),
        ):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(color)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            place = QRectF(left, top, room, metrics.lineSpacing())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += metrics.lineSpacing() + gap

    def _paint_pictures(self, painter: QPainter) -> int:
        """Paint as many figures as have room beside the words; return where they begin."""
        width, height = (self._theme.px(each) for each in _PICTURE)
        spare = self.width() - self._theme.px(_TEXT_LEAST) - 2 * _PADDING
        count = max(0, min(len(self._exercises), spare // (width + 8)))
        left = self.width() - _PADDING - count * (width + 8)
        at = left
        for exercise in self._exercises[:count]:
            at += 8
            room = QRect(at, (self.height() - height) // 2, width, height)
            self._paint_picture(painter, exercise, room)
            at += width
        return left

    def _paint_picture(self, painter: QPainter, exercise: Exercise, room: QRect) -> None:
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
        if any(each.id == exercise_id for each in self._exercises):
            self.update()

    def _height(self, role: TextRole) -> float:
        return QFontMetricsF(self._theme.font(role)).lineSpacing()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _first_ones(routine: Routine) -> Sequence[Exercise]:
    found = {item.exercise.id: item.exercise for item in routine.items}
    return tuple(found.values())[:_MOST_PICTURES]
