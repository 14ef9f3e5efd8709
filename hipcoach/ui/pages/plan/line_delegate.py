"""Paints one exercise as a line of a list: its figure, its name, how much of it."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.routine_lists import LINE_ROLE, Line
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.exercise_picture import paint_exercise
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_PICTURE: Final = (60, 44)
_EDGE: Final = 6
_GAP: Final = 10
_MARK_WIDTH: Final = 34
_GRIP_WIDTH: Final = 10


class LineDelegate(QStyledItemDelegate):
    """Lines of one height; those of a circuit hang on a common bar."""

    def __init__(
        self, theme: Theme, view: QAbstractItemView, figures: FigureBook | None = None
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._figures = figures
        theme.changed.connect(view.doItemsLayout)
        if figures is not None:
            figures.still_made.connect(self._on_still_made)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of three short lines of text or of a picture."""
        strong = QFontMetrics(self._theme.font(TextRole.STRONG)).height()
        small = QFontMetrics(self._theme.font(TextRole.SMALL)).height()
        tall = max(strong + 2 * small, self._theme.px(_PICTURE[1]))
        return QSize(self._theme.px(200), tall + 2 * _EDGE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the line of an index."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        palette = self._theme.palette
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint_box(painter, box, fill=palette.primary_soft, line=palette.primary)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, box, fill=palette.ground)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_focus(painter, box, palette.primary)
        left = rect.left() + _EDGE
        if line.is_item:
            left = self._paint_lead(painter, line, rect, left)
        width, height = (self._theme.px(each) for each in _PICTURE)
        picture = QRect(left, rect.center().y() - height // 2, width, height)
        self._paint_picture(painter, line, picture)
        left += width + _GAP
        right = rect.right() - _EDGE
        if line.is_locked:
            side = self._theme.px(18)
            sign = icons.pixmap("lock", palette.muted, side, self._view.devicePixelRatioF())
            painter.drawPixmap(right - side, rect.center().y() - side // 2, sign)
            right -= side + _GAP
        self._paint_words(painter, line, QRect(left, rect.top(), right - left, rect.height()))
        painter.restore()

    def _paint_lead(self, painter: QPainter, line: Line, rect: QRect, left: int) -> int:
        """Paint what an item is held by and the bar of its circuit; return where it ends."""
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.line if line.is_locked else palette.mark))
        for row in (-6, 0, 6):
            for column in (2, 8):
                painter.drawEllipse(QPointF(left + column, rect.center().y() + row), 1.5, 1.5)
        left += _GRIP_WIDTH + 4
        if not line.mark:
            return left + 4
        width = self._theme.px(_MARK_WIDTH)
        pen = QPen(QColor(palette.primary), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        top = rect.top() + (_EDGE if line.is_first else 0)
        bottom = rect.bottom() - (_EDGE if line.is_last else -1)
        painter.drawLine(QPointF(left + 3, top), QPointF(left + 3, bottom))
        painter.setPen(QColor(palette.primary))
        painter.setFont(self._theme.font(TextRole.STRONG))
        room = QRect(left + 6, rect.top(), width - 6, rect.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), line.mark)
        return left + width

    def _paint_picture(self, painter: QPainter, line: Line, room: QRect) -> None:
        paint_exercise(
            painter,
            room,
            line.exercise_id,
            line.position,
            palette=self._theme.palette,
            figures=self._figures,
            dpr=self._view.devicePixelRatioF(),
        )

    def _paint_words(self, painter: QPainter, line: Line, room: QRect) -> None:
        palette = self._theme.palette
        parts = [(line.name, TextRole.STRONG, palette.text)]
        if line.words:
            parts.append((line.words, TextRole.SMALL, palette.muted))
        if line.caution:
            parts.append((line.caution, TextRole.SMALL, palette.pain))
        metrics = [QFontMetrics(self._theme.font(role)) for _, role, _ in parts]
        top = room.center().y() - sum(each.height() for each in metrics) // 2
        for (text, role, color), metric in zip(parts, metrics, strict=True):
            painter.setFont(self._theme.font(role))
            painter.setPen(QColor(color))
            shown = metric.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            place = QRect(room.left(), top, room.width(), metric.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += metric.height()

    def _on_still_made(self, _exercise_id: str) -> None:
        self._view.viewport().update()
