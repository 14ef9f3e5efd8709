"""Buttons: one primary on a screen, outlined ones, the pain button and quiet ones."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hipcoach.ui import icons
from hipcoach.ui.theme import HIT_TARGET, UNIT, Palette, Theme, mix
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TEXT_PX: Final = 15
_LARGE_TEXT_PX: Final = 17


@dataclass(frozen=True)
class _Look:
    fill: str | None
    line: str | None
    text: str
    hint: str
    focus: str


class HintButton(QPushButton):
    """A button with a text, an icon if wanted, and the key that does the same, in muted letters."""

    _bold = False
    _large = False

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        hint: str = "",
        icon_name: str = "",
        space_activates: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._hint = hint
        self._icon_name = icon_name
        self._space_activates = space_activates
        self._hovered = False
        # A mouse click leaves the keyboard where it was.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._describe()
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def hint(self) -> str:
        """The key shown beside the text."""
        return self._hint

    def set_hint(self, hint: str) -> None:
        """Show another key beside the text."""
        if hint != self._hint:
            self._hint = hint
            self._describe()
            self.updateGeometry()
            self.update()

    def set_icon_name(self, icon_name: str) -> None:
        """Show another of our icons before the text, or none."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, text and key, at least as tall as a finger needs."""
        width = 2 * self._padding() + self._text_width() + self._icon_room()
        if self._hint:
            width += self._hint_gap() + self._hint_metrics().horizontalAdvance(self._hint)
        height = max(
            HIT_TARGET, self._theme.px(56 if self._large else 48), self._metrics().height() + 16
        )
        return QSize(max(HIT_TARGET, width), height)

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button, and space too where that was asked for."""
        if event.key() in _ENTER_KEYS:
            if not event.isAutoRepeat():
                self.click()
            return
        if event.key() == Qt.Key.Key_Space and not self._space_activates:
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave space to the page where the button doesn't take it."""
        if event.key() == Qt.Key.Key_Space and not self._space_activates:
            event.ignore()
            return
        super().keyReleaseEvent(event)

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
        """Paint box, icon, text and key."""
        painter = QPainter(self)
        palette = self._theme.palette
        look = self._look(palette)
        rect = QRectF(self.rect())
        paint_box(painter, rect, fill=look.fill, line=look.line)
        if self.hasFocus():
            # On a filled box the ring stands off the edge, or it would not be seen.
            paint_focus(painter, rect, look.focus, gap=3.0 if look.line is None else 0.0)
        text_color = look.text if self.isEnabled() else palette.mark
        hint_color = look.hint if self.isEnabled() else palette.mark
        hint_width = self._hint_metrics().horizontalAdvance(self._hint) if self._hint else 0
        gap = self._hint_gap() if self._hint else 0
        content = self._icon_room() + self._text_width() + gap + hint_width
        x = max(0, (self.width() - content) // 2)
        if self._icon_name:
            size = self._icon_size()
            image = icons.pixmap(self._icon_name, text_color, size, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - size) // 2, image)
            x += self._icon_room()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.font())
        painter.setPen(text_color)
        room = QRect(x, 0, self._text_width() + 1, self.height())
        painter.drawText(room, int(flags) | Qt.TextFlag.TextShowMnemonic, self.text())
        if self._hint:
            painter.setFont(self._hint_font())
            painter.setPen(hint_color)
            room = QRect(x + self._text_width() + gap, 0, hint_width + 1, self.height())
            painter.drawText(room, flags, self._hint)

    def _look(self, palette: Palette) -> _Look:
        raise NotImplementedError

    def _restyle(self) -> None:
        size = self._theme.px(_LARGE_TEXT_PX if self._large else _TEXT_PX)
        self.setFont(self._theme.font_px(size, bold=self._bold))
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        if self._hint:
            self.setAccessibleDescription(self.tr("Key: {0}").format(self._hint))
        else:
            self.setAccessibleDescription("")

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font())

    def _hint_font(self) -> QFont:
        font = self.font()
        font.setBold(False)
        return font

    def _hint_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._hint_font())

    def _text_width(self) -> int:
        flag = Qt.TextFlag.TextShowMnemonic
        return self._metrics().size(flag, self.text()).width()

    def _icon_size(self) -> int:
        return self._theme.px(20)

    def _icon_room(self) -> int:
        if not self._icon_name:
            return 0
        return self._icon_size() + (UNIT if self.text() else 0)

    def _hint_gap(self) -> int:
        return self._theme.px(12)

    def _padding(self) -> int:
        return 32 if self._large else 20


class PrimaryButton(HintButton):
    """The one thing to do here."""

    _bold = True
    _large = True

    def _look(self, palette: Palette) -> _Look:
        if not self.isEnabled():
            return _Look(palette.track, None, palette.muted, palette.muted, palette.muted)
        fill = palette.primary_hover if self._hovered or self.isDown() else palette.primary
        return _Look(fill, None, palette.on_primary, palette.on_primary_muted, palette.on_primary)


class SecondaryButton(HintButton):
    """Another thing to do; `accented` marks the one that agrees to an offer."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        hint: str = "",
        icon_name: str = "",
        accented: bool = False,
        space_activates: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._accented = accented
        self._bold = accented
        super().__init__(
            theme,
            text,
            hint=hint,
            icon_name=icon_name,
            space_activates=space_activates,
            parent=parent,
        )

    def _look(self, palette: Palette) -> _Look:
        fill = palette.primary_soft if self._hovered or self.isDown() else None
        if self._accented:
            return _Look(fill, palette.primary, palette.primary, palette.muted, palette.primary)
        return _Look(fill, palette.line, palette.text, palette.muted, palette.primary)


class SessionButton(SecondaryButton):
    """A control of a session, which steps back while nobody needs it and stays readable."""

    _is_calm = False

    def set_calm(self, is_calm: bool) -> None:
        """Leave the box out and soften the words, or bring both back."""
        if is_calm != self._is_calm:
            self._is_calm = is_calm
            self.update()

    def _look(self, palette: Palette) -> _Look:
        if not self._is_calm:
            # The page behind it changes with the state; on its own ground it always reads.
            fill = palette.primary_soft if self._hovered or self.isDown() else palette.surface
            return _Look(fill, palette.line, palette.text, palette.muted, palette.primary)
        words = mix(palette.text, palette.muted, 0.5)
        return _Look(None, None, words, words, palette.primary)


class PainButton(HintButton):
    """Says that it hurts; it never steps back."""

    def _look(self, palette: Palette) -> _Look:
        fill = palette.pain_soft if self._hovered or self.isDown() else palette.surface
        return _Look(fill, palette.pain, palette.pain, palette.pain, palette.pain)


class QuietButton(HintButton):
    """A thing that may be left alone: text only."""

    def _look(self, palette: Palette) -> _Look:
        fill = palette.primary_soft if self._hovered or self.isDown() else None
        return _Look(fill, None, palette.muted, palette.muted, palette.primary)

    def _padding(self) -> int:
        return 12
