"""A card over the page that asks something, driven by the keyboard; the page stays where it is."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.ui.session_keys import action_of
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import HintButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.keyless_scroller import KeylessScroller

_WIDEST = 760
# A page below this has no room for wide edges.
_SMALL = QSize(720, 600)


class Sheet(QWidget):
    """Covers its parent while it is open; Escape puts it away, Tab stays inside."""

    closed = Signal()
    """It was put away without an answer."""
    keyed = Signal(object)
    """A key of the session was pressed in here; the page says what it means."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = parent
        self._came_from: QWidget | None = None
        self._keys: SessionKeys | None = None
        self._way_out: HintButton | None = None
        self._way_out_text = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        # What is taller than the page can be scrolled; no button gets too small to be hit.
        self._room = KeylessScroller(self)
        self._room.setWidgetResizable(True)
        inner = QWidget(self._room)
        self._card = Card(theme, inner, padding=4 * UNIT)
        self.body = self._card.body
        self.body.setSpacing(2 * UNIT)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._card, 1)
        row.addStretch()
        self._around = QVBoxLayout(inner)
        self._around.addStretch(1)
        self._around.addLayout(row)
        self._around.addStretch(1)
        self._room.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._room)
        parent.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it asks something just now."""
        return not self.isHidden()

    def open_sheet(self) -> None:
        """Cover the parent."""
        self._promise_nothing()
        if self.isHidden():
            self._came_from = self._page.window().focusWidget()
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()

    def _follow(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Keep in sight what has the keyboard."""
        if focused is not None and self._card.isAncestorOf(focused):
            self._room.ensureWidgetVisible(focused, 0, 3 * UNIT)

    def close_sheet(self) -> None:
        """Go away and give the keyboard back."""
        self.hide()
        target = self._came_from if self._came_from is not None else self._page
        self._came_from = None
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_cancel(self, button: HintButton) -> None:
        """Let this button do what Escape does."""
        self._way_out, self._way_out_text = button, button.text()
        button.clicked.connect(self.give_up)

    def has_unsaved(self) -> bool:
        """Whether something was entered that would be lost; a sheet that is typed in says so."""
        return False

    def give_up(self) -> None:
        """Go away without an answer; what was entered is lost only when it is asked for twice."""
        way_out = self._way_out
        if self.has_unsaved() and way_out is not None and way_out.text() == self._way_out_text:
            way_out.setText(self.tr("Leave without saving"))
            words = self.tr("What you entered is not saved. Press Escape again to leave it.")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
            return
        self.close_sheet()
        self.closed.emit()

    def _promise_nothing(self) -> None:
        if self._way_out is not None:
            self._way_out.setText(self._way_out_text)

    def set_keys(self, keys: SessionKeys) -> None:
        """Let the keys of a session move about in here: a clicker or a head-set is enough."""
        self._keys = keys

    def hand(self, action: SessionAction) -> None:
        """Do what a key of the session means in here: on, back, or take what is marked."""
        focused = self._focused()
        if action is SessionAction.MAIN and isinstance(focused, QAbstractButton):
            focused.click()
        elif action in (SessionAction.NEXT, SessionAction.PREVIOUS):
            self.focusNextPrevChild(action is SessionAction.NEXT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape; no key reaches the page below."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.give_up()
        elif event.key() == Qt.Key.Key_Space and self._keys is not None:
            # The same as the obvious key of a clicker; a held key answers nothing.
            if not event.isAutoRepeat():
                self.hand(SessionAction.MAIN)
        elif self._keys is not None and not event.isAutoRepeat():
            action = action_of(self._keys, event)
            if action is not None:
                self.keyed.emit(action)
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let no key reach the page below."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is asked the room of the edges where there is little."""
        super().resizeEvent(event)
        is_small = self.width() < _SMALL.width() or self.height() < _SMALL.height()
        edge, padding = (UNIT, 2 * UNIT) if is_small else (3 * UNIT, 4 * UNIT)
        self._around.setContentsMargins(edge, edge, edge, edge)
        self.body.setContentsMargins(padding, padding, padding, padding)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click reach the page below."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Lead the Tab key round inside."""
        tab = Qt.FocusPolicy.TabFocus
        stops = [
            each
            for each in self.findChildren(QWidget)
            if each.isVisible() and each.isEnabled() and (each.focusPolicy() & tab) == tab
        ]
        if not stops:
            return True
        focused = self._focused()
        at = next((i for i, each in enumerate(stops) if each is focused), None)
        if at is None:
            at = -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target = stops[(at + (1 if forward else -1)) % len(stops)]
        target.setFocus(reason)
        self._follow(None, target)
        return True

    def _focused(self) -> object:
        """Return what has the keyboard; there may be nothing, which the types of Qt don't tell."""
        return self.window().focusWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page."""
        if event.type() == QEvent.Type.Resize and self.is_open:
            self.setGeometry(self._page.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil the page below."""
        painter = QPainter(self)
        veil = QColor(self._theme.palette.ground)
        veil.setAlphaF(0.86)
        painter.fillRect(QRectF(self.rect()), veil)

    def _restyle(self) -> None:
        self._card.setMaximumWidth(self._theme.px(_WIDEST))
        self.update()
