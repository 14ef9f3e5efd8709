"""Small things to tick of which any number may hold: weekdays, areas, equipment."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.enter_key import leaves_enter
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box, paint_check, paint_focus
from hipcoach.ui.widgets.ticking import Ticking

_SIGN = 12
_SIGN_GAP = 6
_EDGE = 10
_GAP = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chip(Ticking, QAbstractButton):
    """A word that can be ticked; a check mark tells, not colour alone."""

    def __init__(self, theme: Theme, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = key
        self._hovered = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Room for the check mark and the text in bold, so that ticking moves nothing."""
        metrics = QFontMetrics(self._theme.font(TextRole.STRONG))
        width = 2 * _EDGE + self._sign_room() + metrics.horizontalAdvance(self.text())
        return QSize(max(HIT_TARGET, width), max(HIT_TARGET, metrics.height() + 20))

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick as space does, and leave the arrows to the group."""
        if leaves_enter(self, event):
            return
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
            return
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is here."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the mouse has gone."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, check mark and text."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        on = self.isChecked()
        fill = palette.primary_soft if on or self._hovered else None
        line = palette.primary if on else palette.line
        paint_box(painter, rect, fill=fill, line=line, line_width=1.5 if on else 1.0)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        sign = self._theme.px(_SIGN)
        if on:
            check = QRectF(_EDGE, (self.height() - sign) / 2, sign, sign)
            paint_check(painter, check, palette.primary, 2.5)
        painter.setFont(self._theme.font(TextRole.STRONG if on else TextRole.BODY))
        painter.setPen(palette.text if self.isEnabled() else palette.mark)
        # Without its mark the text stands in the middle.
        left = _EDGE + self._sign_room() if on else 0
        room = QRect(left, 0, self.width() - left - (_EDGE if on else 0), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())

    def _sign_room(self) -> int:
        return self._theme.px(_SIGN) + _SIGN_GAP

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class ChipGroup(QWidget):
    """Chips that wrap into lines; arrows, Home and End go from one to the next."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Offer (key, text) pairs, none of them ticked."""
        super().__init__(parent)
        self.setAccessibleName(name)
        flow = FlowLayout(self, gap=_GAP)
        self._chips = [Chip(theme, key, text, self) for key, text in options]
        for chip in self._chips:
            chip.setAccessibleDescription(name)
            chip.clicked.connect(self._on_clicked)
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self._chips:
            self.setFocusProxy(self._chips[0])

    def checked(self) -> tuple[str, ...]:
        """Return the ticked keys in the order they are shown."""
        return tuple(chip.key for chip in self._chips if chip.isChecked())

    def set_checked(self, keys: Iterable[str]) -> None:
        """Tick exactly these without telling anyone; keys not offered are passed over."""
        wanted = set(keys)
        for chip in self._chips:
            chip.setChecked(chip.key in wanted)

    def chip(self, key: str) -> Chip:
        """Return the chip of a key; raises KeyError when there is none."""
        for chip in self._chips:
            if chip.key == key:
                return chip
        raise KeyError(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead from chip to chip."""
        at = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), None)
        places = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: -len(self._chips),
            Qt.Key.Key_End: len(self._chips),
        }
        move = places.get(Qt.Key(event.key()))
        if at is None or move is None:
            super().keyPressEvent(event)
            return
        target = min(max(at + move, 0), len(self._chips) - 1)
        self._chips[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        self.changed.emit()
