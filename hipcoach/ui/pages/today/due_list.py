"""The routines of a day with several: one is chosen, and shown with its exercises below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.plan import DayState
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab
from hipcoach.ui.widgets.day_mark import MARK_RADIUS, paint_day_mark
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_EDGE = 2 * UNIT


@dataclass(frozen=True, slots=True)
class DueRow:
    """A routine that is due: its id, its name, how it stands, and how long it takes in words."""

    routine_id: str
    name: str
    state: DayState
    words: str


class _DueChoice(Choice):
    def __init__(self, theme: Theme, row: DueRow, parent: QWidget) -> None:
        super().__init__(theme, row.name, parent, space_activates=False)
        self.row = row
        self.setAccessibleName(row.name)
        self.setAccessibleDescription(row.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the mark beside two lines."""
        name = QFontMetrics(self._theme.font(TextRole.STRONG))
        words = QFontMetrics(self._theme.font(TextRole.SMALL))
        width = max(name.horizontalAdvance(self.row.name), words.horizontalAdvance(self.row.words))
        height = name.height() + words.height() + 2 * UNIT + 4
        return QSize(self._text_left() + width + _EDGE + 2, max(56, height))

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark, the name and the words."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        fill = palette.primary_soft if chosen or self._hovered else palette.surface
        line = palette.primary if chosen else palette.line
        paint_box(painter, rect, fill=fill, line=line, line_width=1.5 if chosen else 1.0)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        radius = self._theme.px(MARK_RADIUS)
        middle = QPointF(_EDGE + radius, self.height() / 2)
        paint_day_mark(painter, self._theme, self.row.state, middle)
        name = QFontMetrics(self._theme.font(TextRole.STRONG)).height()
        words = QFontMetrics(self._theme.font(TextRole.SMALL)).height()
        top = (self.height() - name - words) // 2
        left = self._text_left()
        width = self.width() - left - _EDGE
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(palette.text)
        painter.setFont(self._theme.font(TextRole.STRONG))
        painter.drawText(QRect(left, top, width, name), align, self.row.name)
        painter.setPen(palette.muted)
        painter.setFont(self._theme.font(TextRole.SMALL))
        painter.drawText(QRect(left, top + name, width, words), align, self.row.words)

    def _text_left(self) -> int:
        return _EDGE + 2 * self._theme.px(MARK_RADIUS) + UNIT + 4


class DueList(QWidget):
    """The day's routines side by side; arrows, Enter and the mouse choose."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: list[_DueChoice] = []
        self._flow = FlowLayout(self, gap=UNIT + 4)
        self.setAccessibleName(self.tr("Due today"))
        self.hide()

    def show_rows(self, rows: Sequence[DueRow], current: str) -> None:
        """Show these where there are two or more, with one chosen, if it is among them."""
        if [each.row for each in self._choices] != list(rows):
            had_focus = any(each.hasFocus() for each in self._choices)
            self._flow.clear()
            self._choices = [_DueChoice(self._theme, row, self) for row in rows]
            for choice in self._choices:
                choice.clicked.connect(
                    lambda _=False, key=choice.row.routine_id: self.chosen.emit(key)
                )
                self._flow.addWidget(choice)
                choice.show()
            if had_focus and self._choices:
                self._choices[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.updateGeometry()
        for choice in self._choices:
            choice.setChecked(choice.row.routine_id == current)
        only_checked_takes_tab(self._choices)
        self.setVisible(len(rows) > 1)

    @property
    def rows(self) -> tuple[DueRow, ...]:
        """What is shown."""
        return tuple(choice.row for choice in self._choices)

    def choice(self, routine_id: str) -> Choice:
        """Return the choice of a routine; raises KeyError when it isn't shown."""
        for choice in self._choices:
            if choice.row.routine_id == routine_id:
                return choice
        raise KeyError(routine_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour with the arrows."""
        target = neighbour(self._choices, self.focusWidget(), event.key())
        if not isinstance(target, _DueChoice):
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not target.isChecked():
            self.chosen.emit(target.row.routine_id)
