"""Which routine on which weekdays."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipcoach.domain.routine import Routine
from hipcoach.ui.labels import weekday_names
from hipcoach.ui.pages.parts.chips import ChipGroup
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab
from hipcoach.ui.widgets.painting import paint_box, paint_focus

DEFAULT_WEEKDAYS = frozenset({0, 2, 4})
DEFAULT_ROUTINE = "first_steps"
_EDGE = 16
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class WeekdaysField(ChipGroup):
    """Monday to Sunday, any number of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        short = [(str(day), name) for day, name in enumerate(weekday_names())]
        super().__init__(theme, short, name="", parent=parent)
        self.setAccessibleName(self.tr("Days of the week"))
        for day, name in enumerate(weekday_names(in_full=True)):
            self.chip(str(day)).setAccessibleName(name)

    def weekdays(self) -> frozenset[int]:
        """Return the ticked days, 0 for Monday."""
        return frozenset(int(key) for key in self.checked())

    def set_weekdays(self, weekdays: Iterable[int]) -> None:
        """Tick exactly these days without telling anyone."""
        self.set_checked(str(day) for day in weekdays)


class _RoutineChoice(Choice):
    def __init__(self, theme: Theme, routine: Routine, parent: QWidget) -> None:
        super().__init__(theme, routine.name, parent)
        self.routine_id = routine.id
        self._goal = routine.goal
        self.setAccessibleName(routine.name)
        self.setAccessibleDescription(routine.goal)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Room for two lines of words."""
        return QSize(self._theme.px(360), self.heightForWidth(self._theme.px(360)))

    def minimumSizeHint(self) -> QSize:
        """The words may wrap."""
        return QSize(self._theme.px(200), self._theme.px(60))

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of name and goal."""
        return self._name_height() + self._goal_room(width).height() + 26

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the round sign, the name and the goal."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        on = self.isChecked()
        fill = palette.primary_soft if on or self._hovered else None
        line = palette.primary if on else palette.line
        paint_box(painter, rect, fill=fill, line=line, line_width=1.5 if on else 1.0)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        side = self._theme.px(20)
        sign = QRectF(_EDGE, (self.height() - side) / 2, side, side)
        strong = palette.primary if on else palette.mark
        width = side * 0.3 if on else 2.0
        paint_box(
            painter, sign, fill=palette.surface, line=strong, line_width=width, radius=side / 2
        )
        painter.setPen(palette.text)
        painter.setFont(self._theme.font(TextRole.STRONG))
        left = self._text_left()
        painter.drawText(
            QRect(left, 12, self.width() - left - _EDGE, self._name_height()), _WRAP, self.text()
        )
        painter.setPen(palette.muted)
        painter.setFont(self._theme.font(TextRole.SMALL))
        room = self._goal_room(self.width())
        top = 12 + self._name_height() + 2
        painter.drawText(QRect(left, top, room.width(), room.height()), _WRAP, self._goal)

    def _text_left(self) -> int:
        return 2 * _EDGE + self._theme.px(20)

    def _name_height(self) -> int:
        return QFontMetrics(self._theme.font(TextRole.STRONG)).height()

    def _goal_room(self, width: int) -> QRect:
        metrics = QFontMetrics(self._theme.font(TextRole.SMALL))
        wide = max(1, width - self._text_left() - _EDGE)
        height = metrics.boundingRect(QRect(0, 0, wide, 10_000), _WRAP, self._goal).height()
        return QRect(0, 0, wide, height)


class RoutineField(QWidget):
    """One of the routines; the arrows choose too."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, routines: Iterable[Routine], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Routine"))
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._choices: list[_RoutineChoice] = []
        self._offered: tuple[tuple[str, str, str], ...] = ()
        self.offer(routines)

    def offer(self, routines: Iterable[Routine]) -> None:
        """Offer these routines; what was chosen is no longer, unless they are the same."""
        routines = tuple(routines)
        offered = tuple((each.id, each.name, each.goal) for each in routines)
        if offered == self._offered:
            return
        self._offered = offered
        for choice in self._choices:
            self._column.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._choices = [_RoutineChoice(self._theme, routine, self) for routine in routines]
        for choice in self._choices:
            choice.clicked.connect(lambda _=False, key=choice.routine_id: self._choose(key))
            self._column.addWidget(choice)
        only_checked_takes_tab(self._choices)

    def current(self) -> str:
        """Return the id of the chosen routine, or an empty text without any."""
        return next((each.routine_id for each in self._choices if each.isChecked()), "")

    def set_current(self, routine_id: str) -> None:
        """Choose a routine without telling anyone; one that isn't there chooses the first."""
        known = [each.routine_id for each in self._choices]
        wanted = routine_id if routine_id in known else known[0]
        for each in self._choices:
            each.setChecked(each.routine_id == wanted)
        only_checked_takes_tab(self._choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour with the arrows."""
        target = neighbour(self._choices, self.focusWidget(), event.key())
        if not isinstance(target, _RoutineChoice):
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not target.isChecked():
            self._choose(target.routine_id)

    def _choose(self, routine_id: str) -> None:
        self.set_current(routine_id)
        self.chosen.emit(routine_id)
