"""A list that folds down, painted like the other fields."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.enter_key import leaves_enter
from hipcoach.ui.widgets.painting import paint_box, paint_focus
from hipcoach.ui.widgets.ticking import SelectionFollower

_EDGE = 14


class _Lines(QStyledItemDelegate):
    """Draws the choices in lines that a finger can hit."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as the text, and tall enough."""
        return super().sizeHint(option, index).expandedTo(QSize(0, HIT_TARGET))


class ChoiceBox(QComboBox):
    """A combo box which follows the theme; a long text is shortened with dots."""

    def __init__(self, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setItemDelegate(_Lines(self))
        SelectionFollower(self.view(), self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for the longest choice, up to a sensible width."""
        metrics = QFontMetrics(self.font())
        widths = [metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())]
        # A pixel more: a text that fits to the last fraction of one is shortened.
        widest = max(widths, default=0) + 1
        width = min(widest, self._theme.px(320)) + 2 * _EDGE + self._arrow_room()
        return QSize(max(width, 96), max(HIT_TARGET, metrics.height() + 2 * UNIT + 4))

    def minimumSizeHint(self) -> QSize:
        """Narrower rooms shorten the text."""
        return QSize(96, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page, which the search by letters would take."""
        if not leaves_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint field, text and arrow."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        paint_box(painter, rect, fill=palette.surface, line=palette.mark, radius=UNIT)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary, radius=UNIT)
        painter.setFont(self.font())
        painter.setPen(palette.text if self.isEnabled() else palette.mark)
        room = QRect(_EDGE, 0, self.width() - 2 * _EDGE - self._arrow_room(), self.height())
        text = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        pen = QPen(QColor(palette.muted), 2.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        tip = QPointF(self.width() - _EDGE - 6, self.height() / 2 + 3)
        painter.drawPolyline([tip + QPointF(-5, -5), tip, tip + QPointF(5, -5)])

    def _choose(self, index: QModelIndex) -> None:
        """Take the line that a screen reader selected."""
        self.setCurrentIndex(index.row())
        self.hidePopup()
        self.activated.emit(index.row())

    def _arrow_room(self) -> int:
        return 24

    def _restyle(self) -> None:
        self.setFont(self._theme.font(TextRole.BODY))
        self.updateGeometry()
        self.update()
