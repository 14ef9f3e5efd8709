"""Boxes to tick and rounds to choose between, with words that wrap."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.enter_key import leaves_enter
from hipcoach.ui.widgets.painting import paint_box, paint_check, paint_focus
from hipcoach.ui.widgets.ticking import Ticking

_EDGE: Final = 8
_GAP: Final = 12
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
)


def _sign_side(theme: Theme) -> int:
    return theme.px(24)


def _text_left(theme: Theme) -> int:
    return _EDGE + _sign_side(theme) + _GAP


def _height_for(button: QAbstractButton, theme: Theme, width: int) -> int:
    room = QRect(0, 0, max(1, width - _text_left(theme) - _EDGE), 10_000)
    text = QFontMetrics(button.font()).boundingRect(room, _WRAP, button.text())
    return max(HIT_TARGET, text.height() + 20)


def _size_hint(button: QAbstractButton, theme: Theme) -> QSize:
    width = QFontMetrics(button.font()).horizontalAdvance(button.text())
    return QSize(_text_left(theme) + width + _EDGE + 2, _height_for(button, theme, 100_000))


def _paint(button: QAbstractButton, theme: Theme, *, is_round: bool) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette = theme.palette
    side = _sign_side(theme)
    sign = QRectF(_EDGE, (button.height() - side) / 2, side, side)
    on = button.isChecked()
    enabled = button.isEnabled()
    strong = palette.primary if enabled else palette.mark
    radius = side / 2 if is_round else 6.0
    if is_round or not on:
        line = strong if on else palette.mark
        paint_box(painter, sign, fill=palette.surface, line=line, line_width=2.0, radius=radius)
    if on and is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(strong))
        inset = side * 0.25
        painter.drawEllipse(sign.adjusted(inset, inset, -inset, -inset))
    elif on:
        paint_box(painter, sign, fill=strong, radius=radius)
        inset = side * 0.2
        check = sign.adjusted(inset, inset, -inset, -inset)
        paint_check(painter, check, palette.on_primary, 2.5)
    if button.hasFocus():
        paint_focus(painter, QRectF(button.rect()), palette.primary)
    painter.setFont(button.font())
    painter.setPen(palette.text if enabled else palette.mark)
    left = _text_left(theme)
    room = QRect(left, 0, button.width() - left - _EDGE, button.height())
    painter.drawText(room, _WRAP, button.text())


def _prepare(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setCursor(Qt.CursorShape.PointingHandCursor)


class TickBox(Ticking, QCheckBox):
    """A box to tick; Enter ticks as space does."""

    def __init__(
        self, theme: Theme, text: str, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setChecked(checked)
        _prepare(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """All words in one line."""
        return _size_hint(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """The words may wrap."""
        return QSize(160, HIT_TARGET)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        return _height_for(self, self._theme, width)

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be pressed too."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick."""
        if leaves_enter(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words."""
        _paint(self, self._theme, is_round=False)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(TextRole.BODY))
        self.updateGeometry()
        self.update()


class RadioChoice(QRadioButton):
    """One of several under a common parent or in a QButtonGroup; arrows move the choice."""

    def __init__(
        self, theme: Theme, text: str, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setChecked(checked)
        _prepare(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """All words in one line."""
        return _size_hint(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """The words may wrap."""
        return QSize(160, HIT_TARGET)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        return _height_for(self, self._theme, width)

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be pressed too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint round and words."""
        _paint(self, self._theme, is_round=True)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(TextRole.BODY))
        self.updateGeometry()
        self.update()
