"""A lesson as a card: its title and what it tells in a sentence."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hipcoach.ui import icons
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.painting import paint_box, paint_focus
from hipcoach.ui.widgets.text_lines import wrapped

_LEAST_WIDTH: Final = 332
_PADDING: Final = 20
_GAP: Final = 6
_TITLE_PX: Final = 16
_ICON: Final = 26
_MOST_LINES: Final = 3


class LessonCard(QAbstractButton):
    """A card that opens something to read; a warm one with a sign is about getting help."""

    width_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        summary: str,
        *,
        icon_name: str = "",
        most_lines: int = _MOST_LINES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._summary = summary
        self._icon_name = icon_name
        self._most_lines = most_lines
        self._hovered = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(summary)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def summary(self) -> str:
        """What it tells, in a sentence."""
        return self._summary

    def lines_needed(self) -> int:
        """Return how many lines the summary takes in the present width."""
        font = self._theme.font(TextRole.BODY)
        return len(wrapped(self._summary, font, self._text_width(), _MOST_LINES)[0])

    def set_lines(self, lines: int) -> None:
        """Keep room for so many lines of the summary, so that neighbours are of one height."""
        if lines != self._most_lines:
            self._most_lines = lines
            self.updateGeometry()
            self.update()

    def summary_lines(self) -> tuple[list[str], bool]:
        """Return the summary as it is broken in the present width, and whether it is whole."""
        font = self._theme.font(TextRole.BODY)
        return wrapped(self._summary, font, self._text_width(), self._most_lines)

    def sizeHint(self) -> QSize:
        """Room for the title on one line and the summary below."""
        title = QFontMetricsF(self._title_font())
        width = title.horizontalAdvance(self.text()) + 2 * _PADDING + self._icon_room() + 2
        lines = QFontMetricsF(self._theme.font(TextRole.BODY)).lineSpacing() * self._most_lines
        height = 2 * _PADDING + title.lineSpacing() + _GAP + lines
        return QSize(max(self._theme.px(_LEAST_WIDTH), round(width)), round(height))

    def minimumSizeHint(self) -> QSize:
        """The title is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width: the summary may break differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and space open it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

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
        """Paint the surface, the title and the summary."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        warm = bool(self._icon_name)
        busy = self._hovered or self.isDown()
        if warm:
            paint_box(painter, rect, fill=palette.pain_soft, line=palette.pain)
        else:
            fill = palette.primary_soft if busy else palette.surface
            paint_box(painter, rect, fill=fill, line=palette.line)
        if self.hasFocus() or (warm and busy):
            paint_focus(painter, rect, palette.pain if warm else palette.primary)
        if self._icon_name:
            size = self._theme.px(_ICON)
            sign = icons.pixmap(self._icon_name, palette.pain, size, self.devicePixelRatioF())
            painter.drawPixmap(_PADDING, (self.height() - size) // 2, sign)
        left = _PADDING + self._icon_room()
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._title_font())
        painter.setPen(palette.text)
        height = QFontMetricsF(self._title_font()).lineSpacing()
        top = float(_PADDING)
        painter.drawText(QRectF(left, top, self._text_width(), height), flags, self.text())
        top += height + _GAP
        painter.setFont(self._theme.font(TextRole.BODY))
        painter.setPen(palette.text if warm else palette.muted)
        height = QFontMetricsF(self._theme.font(TextRole.BODY)).lineSpacing()
        for line in self.summary_lines()[0]:
            painter.drawText(QRectF(left, top, self._text_width(), height), flags, line)
            top += height

    def _text_width(self) -> float:
        return max(1.0, self.width() - 2.0 * _PADDING - self._icon_room())

    def _icon_room(self) -> int:
        return self._theme.px(_ICON) + 14 if self._icon_name else 0

    def _title_font(self) -> QFont:
        return self._theme.font_px(self._theme.px(_TITLE_PX), bold=True)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
