"""The rail on the left which leads to the pages."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipcoach.ui import icons
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab
from hipcoach.ui.widgets.painting import paint_box, paint_focus
from hipcoach.ui.widgets.text_label import TextLabel

_SIDE_PADDING = 12
_EDGE = 14


class _RailItem(Choice):
    def __init__(self, theme: Theme, key: str, text: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(theme, text, parent)
        self.key = key
        self._icon_name = icon_name
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for icon and text in bold."""
        metrics = QFontMetrics(self._theme.font(TextRole.STRONG))
        width = 2 * _SIDE_PADDING + self._icon_room() + metrics.horizontalAdvance(self.text())
        return QSize(width + 2, max(HIT_TARGET, metrics.height() + 20))

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and text, on a band when this is the page shown."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        here = self.isChecked()
        if here:
            paint_box(painter, rect, fill=palette.primary_soft)
        elif self._hovered:
            paint_box(painter, rect, line=palette.line)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        color = palette.text if here else palette.muted
        if self._icon_name:
            size = self._theme.px(20)
            tint = palette.primary if here else palette.muted
            image = icons.pixmap(self._icon_name, tint, size, self.devicePixelRatioF())
            painter.drawPixmap(_SIDE_PADDING, (self.height() - size) // 2, image)
        painter.setFont(self._theme.font(TextRole.STRONG if here else TextRole.BODY))
        painter.setPen(color)
        left = _SIDE_PADDING + self._icon_room()
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )

    def _icon_room(self) -> int:
        return self._theme.px(20) + 12 if self._icon_name else 0


class NavigationRail(QWidget):
    """Brand, pages, and what belongs at the foot; arrows go up and down, Enter opens."""

    page_requested = Signal(str)

    def __init__(self, theme: Theme, brand: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._upper: list[_RailItem] = []
        self._lower: list[_RailItem] = []
        self._shown = ""
        self.setAccessibleName(self.tr("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 3 * UNIT, _EDGE + 1, 3 * UNIT)
        column.setSpacing(2)
        self._brand = TextLabel(theme, brand, role=TextRole.STRONG, parent=self)
        self._brand.setContentsMargins(_SIDE_PADDING, 0, _SIDE_PADDING, 2 * UNIT)
        column.addWidget(self._brand)
        column.addStretch(1)
        self._column = column
        theme.changed.connect(self._restyle)
        self._restyle()

    def add_page(
        self, key: str, text: str, icon_name: str, *, shortcut: str = "", at_foot: bool = False
    ) -> None:
        """Add a page; the shortcut ("Ctrl+1") is only told, not made, here."""
        item = _RailItem(self._theme, key, text, icon_name, self)
        if shortcut:
            item.setToolTip(tip(self.tr("{0} ({1})").format(text, shortcut)))
            item.setAccessibleDescription(self.tr("Key: {0}").format(shortcut))
        item.clicked.connect(lambda _=False: self._on_item_clicked(item))
        if at_foot:
            self._column.addWidget(item)
            self._lower.append(item)
        else:
            # Brand first, then the pages, then the stretch.
            self._column.insertWidget(1 + len(self._upper), item)
            self._upper.append(item)
        if not self._shown:
            self._shown = key
            item.setChecked(True)
        only_checked_takes_tab(self._items())

    def keys(self) -> list[str]:
        """The keys of the pages from top to foot."""
        return [each.key for each in self._items()]

    def text_of(self, key: str) -> str:
        """The name of a page; raises StopIteration for an unknown one."""
        return next(each.text() for each in self._items() if each.key == key)

    def current(self) -> str:
        """The key of the page shown."""
        return self._shown

    def set_current(self, key: str) -> None:
        """Show another page as the one shown; an unknown key raises KeyError."""
        if key not in self.keys():
            raise KeyError(key)
        self._shown = key
        for each in self._items():
            each.setChecked(each.key == key)
        only_checked_takes_tab(self._items())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the keyboard's place with the arrows, Home and End."""
        target = neighbour(self._items(), self.focusWidget(), event.key())
        if target is None:
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line that parts the rail from the page."""
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.palette.line)

    def _on_item_clicked(self, item: _RailItem) -> None:
        # Which page is shown is the window's to say: it may have to refuse.
        item.setChecked(self._shown == item.key)
        self.page_requested.emit(item.key)

    def _items(self) -> list[_RailItem]:
        return [*self._upper, *self._lower]

    def _restyle(self) -> None:
        self._brand.set_pixel_size(self._theme.px(18))
        self.updateGeometry()
        self.update()
