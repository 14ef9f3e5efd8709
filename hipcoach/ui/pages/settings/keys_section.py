"""Which key does what in a session, changed by pressing the key."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.ui.key_labels import KEY_LABELS
from hipcoach.ui.pages.parts.fold_button import FoldButton
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.session_keys import action_text, is_digit, is_fixed, key_name, key_sign
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.buttons import HintButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class KeyCatcher(QuietButton):
    """A button that, once pressed, takes the next key for an answer."""

    caught = Signal(object)
    """The QKeyEvent that was pressed; Escape and leaving give up instead."""

    # Qt sends events while the button is made.
    _waits = False

    def __init__(self, theme: Theme, action: SessionAction, parent: QWidget) -> None:
        super().__init__(theme, "", parent=parent)
        self._action = action
        self.clicked.connect(lambda: self._wait(waits=True))
        self._wait(waits=False)

    @property
    def waits(self) -> bool:
        """Whether the next key is taken."""
        return self._waits

    def event(self, event: QEvent) -> bool:
        """Take Tab, too, while it waits."""
        if self._waits and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the key; one that is only held beside another is waited with."""
        if not self._waits:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and (key_name(event) or is_fixed(event)):
            self._wait(waits=False)
            self.caught.emit(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no more when the keyboard goes elsewhere."""
        self._wait(waits=False)
        super().focusOutEvent(event)

    def _wait(self, *, waits: bool) -> None:
        self._waits = waits
        self.setText(self.tr("Press the key now…") if waits else self.tr("Add a key"))
        words = self.tr("Add a key for: {action}").format(action=action_text(self._action))
        self.setAccessibleName(self.text() if waits else words)
        if waits:
            self.setFocus()


class _Row(QWidget):
    """The keys of one action, each of which a click takes away, and room for another."""

    removed = Signal(str)

    def __init__(self, theme: Theme, action: SessionAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._action = action
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._flow = FlowLayout(self, gap=6)
        self.keys: list[HintButton] = []
        self.catcher = KeyCatcher(theme, action, self)
        self._flow.addWidget(self.catcher)

    def show_keys(self, names: tuple[str, ...]) -> None:
        """Show these keys."""
        signs = tuple((name, key_sign(name)) for name in names)
        if signs == self._shown:
            return
        self._shown = signs
        for old in self.keys:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.keys = []
        self._flow.removeWidget(self.catcher)
        for name, sign in signs:
            button: HintButton = SecondaryButton(self._theme, sign, hint="×", parent=self)
            words = self.tr("Take {key} away from: {action}")
            button.setAccessibleName(words.format(key=sign, action=action_text(self._action)))
            button.clicked.connect(lambda _=False, name=name: self.removed.emit(name))
            self._flow.addWidget(button)
            button.show()
            self.keys.append(button)
        self._flow.addWidget(self.catcher)
        self.updateGeometry()


class KeysSection(Section):
    """Keys by what they do; a key that is taken says where it is."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Keys in a session"), parent)
        self._preferences = preferences
        self.add_text(
            self.tr(
                "Space, Enter, Escape and Tab stay as they are. Click a key to take it away. A "
                "clicker or a head-set sends keys, too: choose “Add a key” and press its button."
            )
        )
        self.fold = FoldButton(theme, self.tr("Every key"), self)
        self.body.addWidget(self.fold)
        self._folded: list[QWidget] = []
        self._blocks: dict[SessionAction, QWidget] = {}
        self.rows: dict[SessionAction, _Row] = {}
        for action in SessionAction:
            row = _Row(theme, action, self)
            row.removed.connect(lambda name, action=action: self._remove(action, name))
            row.catcher.caught.connect(lambda event, action=action: self._caught(action, event))
            self._blocks[action] = self.add_wide(action_text(action), row)
            self._folded.append(self._blocks[action])
            self.rows[action] = row
        self._told = TextLabel(
            theme, role=TextRole.STRONG, tone=TextTone.PRIMARY, wrap=True, parent=self
        )
        self.body.addWidget(self._told)
        self.reset = SecondaryButton(theme, self.tr("Keys as they were at first"), parent=self)
        self.reset.clicked.connect(self._reset)
        self.body.addWidget(self.reset)
        self._folded.append(self.reset)
        self.fold.toggled.connect(self._unfold)
        self._unfold(is_open=False)
        self._tell("")
        KEY_LABELS.changed.connect(self.refresh)

    @property
    def told(self) -> str:
        """What was said of the last key."""
        return self._told.text()

    def refresh(self) -> None:
        """Show what is kept."""
        keys = self._preferences.current.keys
        for action, row in self.rows.items():
            row.show_keys(keys.of(action))
        self.reset.setEnabled(keys != SessionKeys())

    def _unfold(self, is_open: bool) -> None:
        for each in self._folded:
            each.setVisible(is_open)

    def _caught(self, action: SessionAction, event: QKeyEvent) -> None:
        keys = self._preferences.current.keys
        name = key_name(event)
        self._tell_under(self._blocks[action])
        taken = keys.action_of(name)
        if is_fixed(event):
            self._tell(self.tr("Space, Enter, Escape and Tab keep their meaning."))
        elif is_digit(event):
            self._tell(self.tr("Digits answer questions, so they can’t do anything else."))
        elif taken is action:
            self._tell(self.tr("{key} does that already.").format(key=key_sign(name)))
        elif taken is not None:
            words = self.tr("{key} is taken: “{action}”. Take it away there first.")
            self._tell(words.format(key=key_sign(name), action=action_text(taken)))
        else:
            self._change(keys.adding(action, name))
            words = self.tr("{key} now does this: {action}.")
            self._tell(words.format(key=key_sign(name), action=action_text(action)))

    def _remove(self, action: SessionAction, name: str) -> None:
        self._change(self._preferences.current.keys.without(action, name))
        self._tell_under(self._blocks[action])
        words = self.tr("{key} does nothing now.")
        self._tell(words.format(key=key_sign(name)))
        self.rows[action].catcher.setFocus()

    def _reset(self) -> None:
        self._change(SessionKeys())
        self._tell_under(self.reset)
        self._tell(self.tr("All keys are as they were at first."))

    def _change(self, keys: SessionKeys) -> None:
        self._preferences.change(replace(self._preferences.current, keys=keys))
        self.refresh()

    def _tell_under(self, place: QWidget) -> None:
        """Say what is said next where the person looks."""
        self.body.removeWidget(self._told)
        self.body.insertWidget(self.body.indexOf(place) + 1, self._told)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
