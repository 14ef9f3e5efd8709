"""A line to press that folds out what is below it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hipcoach.ui import icons
from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_EDGE = 8
_GAP = 12


class FoldButton(QAbstractButton):
    """Words with a plus or a minus, and a note at the end of the line; Enter presses too."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._note = ""
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._describe)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._describe()

    @property
    def note(self) -> str:
        """What stands at the end of the line."""
        return self._note

    def set_note(self, note: str) -> None:
        """Write something at the end of the line."""
        self._note = note
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the sign, the words and the note."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._note)
        return QSize(self._left() + width + _GAP + _EDGE, max(HIT_TARGET, metrics.height() + 20))

    def minimumSizeHint(self) -> QSize:
        """The words may be cut at their end, but stay readable."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign, the words and the note."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        if self.underMouse():
            paint_box(painter, rect, fill=palette.primary_soft)
        side = self._theme.px(20)
        name = "minus" if self.isChecked() else "plus"
        sign = icons.pixmap(name, palette.primary, side, self.devicePixelRatioF())
        painter.drawPixmap(_EDGE + 2, round((self.height() - side) / 2), sign)
        metrics = QFontMetrics(self.font())
        noted = metrics.horizontalAdvance(self._note)
        room = self.rect().adjusted(self._left(), 0, -_EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.font())
        painter.setPen(palette.muted)
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), self._note)
        room.setRight(room.right() - noted - (_GAP if noted else 0))
        painter.setPen(palette.text)
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)

    def _left(self) -> int:
        return _EDGE + self._theme.px(24) + _GAP

    def _describe(self) -> None:
        state = self.tr("folded out") if self.isChecked() else self.tr("folded away")
        self.setAccessibleName(", ".join(filter(None, (self.text(), self._note))))
        self.setAccessibleDescription(state)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(TextRole.STRONG))
        self.updateGeometry()
        self.update()
