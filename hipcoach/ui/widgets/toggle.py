"""A switch with its words."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.enter_key import leaves_enter
from hipcoach.ui.widgets.painting import paint_box, paint_check, paint_focus
from hipcoach.ui.widgets.ticking import Ticking

_EDGE: Final = 6
_GAP: Final = 12
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
)
_MOTION_MS: Final = 160


class Toggle(Ticking, QCheckBox):
    """On or off, with the words beside it; `toggled` tells of every change."""

    def __init__(
        self, theme: Theme, text: str, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._knob = 1.0 if checked else 0.0
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._on_knob_moved)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def knob(self) -> float:
        """Where the knob is on its way, 0 (off) to 1 (on)."""
        return self._knob

    def sizeHint(self) -> QSize:
        """Words in one line and switch, as tall as a finger needs."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text()) + self._text_left() + _EDGE
        return QSize(width, max(HIT_TARGET, metrics.height() + 20))

    def minimumSizeHint(self) -> QSize:
        """The words may wrap, but none is cut."""
        metrics = QFontMetrics(self.font())
        longest = max(map(metrics.horizontalAdvance, self.text().split()), default=0)
        return QSize(self._text_left() + longest + _EDGE, HIT_TARGET)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        room = QRect(0, 0, max(1, width - self._text_left() - _EDGE), 10_000)
        text = QFontMetrics(self.font()).boundingRect(room, _WRAP, self.text())
        return max(HIT_TARGET, text.height() + 20)

    def hitButton(self, pos: QPoint) -> bool:
        """Words and switch can both be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter switch as space does."""
        if leaves_enter(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the switch and its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._theme.palette
        switch = self._switch_rect()
        on = self.isChecked()
        track = palette.primary if on else palette.surface
        line = palette.primary if on else palette.mark
        if not self.isEnabled():
            track, line = palette.track, palette.mark
        height = switch.height()
        paint_box(painter, switch, fill=track, line=line, line_width=2.0, radius=height / 2)
        travel = switch.width() - height
        gap = 5.0
        knob = QRectF(
            switch.left() + travel * self._knob + gap,
            switch.top() + gap,
            height - 2 * gap,
            height - 2 * gap,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.on_primary if on else palette.mark))
        painter.drawEllipse(knob)
        if on and self._knob >= 1.0:
            inset = knob.width() * 0.24
            check = knob.adjusted(inset, inset, -inset, -inset)
            paint_check(painter, check, palette.primary, 2.0)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), palette.primary)
        painter.setFont(self.font())
        painter.setPen(palette.text if self.isEnabled() else palette.mark)
        left = self._text_left()
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, _WRAP, self.text())

    def _text_left(self) -> int:
        return _EDGE + self._switch_size().width() + _GAP

    def _switch_size(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(28))

    def _switch_rect(self) -> QRectF:
        size = self._switch_size()
        return QRectF(_EDGE, (self.height() - size.height()) / 2, size.width(), size.height())

    def _on_toggled(self, checked: bool) -> None:
        self._motion.stop()
        end = 1.0 if checked else 0.0
        duration = self._theme.motion_ms(_MOTION_MS) if self.isVisible() else 0
        if not duration:
            self._knob = end
            self.update()
            return
        self._motion.setStartValue(self._knob)
        self._motion.setEndValue(end)
        self._motion.setDuration(duration)
        self._motion.start()

    def _on_knob_moved(self, value: object) -> None:
        if isinstance(value, float):
            self._knob = value
            self.update(self._switch_rect().toAlignedRect())

    def _restyle(self) -> None:
        self.setFont(self._theme.font(TextRole.BODY))
        self.updateGeometry()
        self.update()
