"""The text of a lesson, well set, with links for mouse and keyboard."""

import re
from html import escape
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from hipcoach.ui.theme import Palette, Theme
from hipcoach.ui.widgets.painting import paint_focus

_TEXT_PX: Final = 16
_HEADING_PX: Final = 19
_LINE_HEIGHT: Final = 150
_INDENT: Final = 20
_LINK: Final = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<address>[^()\s]+)\)")
_BOLD: Final = re.compile(r"\*\*(?P<text>.+?)\*\*")
# Spare pixels, so that rounding never lets the text scroll within itself.
_SPARE: Final = 4


def to_html(body: str, palette: Palette, heading_px: int) -> str:
    """Return Markdown of the kind lessons are written in as HTML for a text document."""
    parts: list[str] = []
    points: list[str] = []
    words: list[str] = []

    def end_paragraph() -> None:
        if words:
            parts.append(_paragraph(" ".join(words)))
            words.clear()

    def end_list() -> None:
        if points:
            items = "".join(
                f'<li style="margin-bottom:6px; line-height:{_LINE_HEIGHT}%;">{_inline(point)}</li>'
                for point in points
            )
            parts.append(f'<ul style="margin:0 0 14px 0;">{items}</ul>')
            points.clear()

    for line in (*body.splitlines(), ""):
        if line.startswith("## "):
            end_paragraph()
            end_list()
            # Qt would enlarge the size of an <h2> once more.
            style = f"font-size:{heading_px}px; font-weight:bold; margin:20px 0 8px 0;"
            parts.append(f'<p style="{style}">{_inline(line[3:].strip())}</p>')
        elif line.startswith("- "):
            end_paragraph()
            points.append(line[2:].strip())
        elif not line.strip():
            end_paragraph()
            end_list()
        elif points:
            points[-1] = f"{points[-1]} {line.strip()}"
        else:
            words.append(line.strip())
    style = f"a {{ color: {palette.primary}; text-decoration: underline; }}"
    return (
        f"<html><head><style>{style}</style></head>"
        f'<body style="color:{palette.text};">{"".join(parts)}</body></html>'
    )


def _paragraph(words: str) -> str:
    return f'<p style="margin:0 0 14px 0; line-height:{_LINE_HEIGHT}%;">{_inline(words)}</p>'


def _inline(words: str) -> str:
    text = escape(words, quote=False)
    text = _BOLD.sub(lambda found: f"<b>{found['text']}</b>", text)
    return _LINK.sub(
        lambda found: f'<a href="{escape(found["address"])}">{found["text"]}</a>', text
    )


class LessonText(QTextBrowser):
    """As tall as its text; Tab goes from link to link, Enter follows."""

    link_activated = Signal(str)
    """A link was followed; its address as it stands in the body."""
    link_focused = Signal(QRect)
    """The keyboard is on a link; where that is, in the coordinates of this widget."""

    def __init__(self, theme: Theme, body: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body = body
        self._on_link = False
        self._measured: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "QTextBrowser, QTextBrowser:focus { background: transparent; border: none; padding: 0 }"
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.anchorClicked.connect(self._on_anchor)
        theme.changed.connect(self._restyle)
        self._restyle()

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole text in a width, both in pixels."""
        if self._measured is None:
            self._measured = self.document().clone(self)
            self._measured.setDocumentMargin(0)
        self._measured.setTextWidth(width)
        return round(self._measured.size().height()) + _SPARE

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        width = self.width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(200, 0)

    def focused_link(self) -> str:
        """Return the address that the keyboard is on, or an empty text."""
        if not (self._on_link and self.hasFocus()):
            return ""
        cursor = self.textCursor()
        # The format is that of the sign before the place.
        cursor.setPosition(cursor.selectionEnd())
        return cursor.charFormat().anchorHref()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next link, and past the last one to what follows."""
        before = self.textCursor()
        moved = super().focusNextPrevChild(forward)
        if self.hasFocus() and self.textCursor() != before:
            self._show_link()
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first link, or with the last one coming from behind."""
        super().focusInEvent(event)
        ways = {Qt.FocusReason.TabFocusReason: True, Qt.FocusReason.BacktabFocusReason: False}
        forward = ways.get(event.reason())
        if forward is None:
            return
        cursor = self.textCursor()
        start, end = QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End
        cursor.movePosition(start if forward else end)
        self.setTextCursor(cursor)
        self.focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no link marked, unless a menu is only for a moment in front."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._on_link = False
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the mouse select text, which is no link then."""
        self._on_link = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow a link by Enter; leave to the page what scrolls it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            address = self.focused_link()
            if address and not event.isAutoRepeat():
                self.link_activated.emit(address)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text afresh in another width."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a ring round the link that the keyboard is on."""
        super().paintEvent(event)
        if not self.focused_link():
            return
        painter = QPainter(self.viewport())
        for rect in self._selected_rects():
            room = QRectF(rect).adjusted(-3, -1, 3, 1)
            paint_focus(painter, room, self._theme.palette.primary, radius=5)

    def _on_anchor(self, address: QUrl) -> None:
        self.link_activated.emit(address.toString())

    def _show_link(self) -> None:
        self._on_link = self.textCursor().hasSelection()
        rects = self._selected_rects()
        self.viewport().update()
        if rects:
            room = rects[0]
            for rect in rects[1:]:
                room = room.united(rect)
            self.link_focused.emit(room)

    def _selected_rects(self) -> list[QRect]:
        """Return a rectangle for each line that the selection is on."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        rects: list[QRect] = []
        for place in range(first, last):
            cursor.setPosition(place)
            here = self.cursorRect(cursor)
            cursor.setPosition(place + 1)
            there = self.cursorRect(cursor)
            # The end of a line is where the next one begins.
            right = there.x() if there.y() == here.y() else here.x() + 1
            piece = QRect(here.x(), here.y(), max(1, right - here.x()), here.height())
            if rects and rects[-1].y() == piece.y():
                rects[-1] = rects[-1].united(piece)
            else:
                rects.append(piece)
        return rects

    def _restyle(self) -> None:
        theme = self._theme
        self.document().setDefaultFont(theme.font_px(theme.px(_TEXT_PX)))
        self.document().setIndentWidth(theme.px(_INDENT))
        self.setHtml(to_html(self._body, theme.palette, theme.px(_HEADING_PX)))
        self.document().setDocumentMargin(0)
        self._on_link = False
        if self._measured is not None:
            self._measured.deleteLater()
            self._measured = None
        has_links = bool(_LINK.search(self._body))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.ClickFocus)
        self.updateGeometry()
