"""A notice in the place where it matters."""

from enum import IntEnum, StrEnum
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from hipcoach.ui import icons
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_label import TextLabel


class MessageKind(StrEnum):
    """Whether a notice tells, tells of something that succeeded, or warns."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"

    @property
    def weight(self) -> int:
        """How much it matters beside others: a warning most."""
        return list(MessageKind).index(self)

    @classmethod
    def of_outcome(cls, *, is_problem: bool) -> "MessageKind":
        """Return the kind of what is said once something was done, or failed."""
        return cls.WARNING if is_problem else cls.SUCCESS


class Topic(IntEnum):
    """What a notice that stays is about; the weightiest is said first."""

    RECORD = 0
    SOUND = 1
    SCREEN = 2


_ICONS: Final = {
    MessageKind.INFO: "info",
    MessageKind.SUCCESS: "check",
    MessageKind.WARNING: "warning",
}


class MessageBar(QWidget):
    """Says one thing, offers what can be done about it, and can be put away."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = MessageKind.INFO
        self._stacked: dict[Topic, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self._sign = QLabel(self)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = TextLabel(theme, wrap=True, parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._action = SecondaryButton(theme, "", space_activates=False, parent=self)
        self._close = QuietButton(theme, "", icon_name="close", space_activates=False, parent=self)
        self._close.setAccessibleName(self.tr("Put this notice away"))
        self._close.setToolTip(self.tr("Put this notice away"))
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._action.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._dismiss)
        theme.changed.connect(self._restyle)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def kind(self) -> MessageKind:
        """Whether it tells, tells of success, or warns."""
        return self._kind

    def show_message(
        self,
        text: str,
        *,
        kind: MessageKind,
        action_text: str = "",
        dismissable: bool = True,
    ) -> None:
        """Say something in the place of what was said, and tell a screen reader so."""
        self._stacked.clear()
        self._say(text, kind, action_text, is_dismissable=dismissable)
        self._announce(text)

    def stack(self, topic: Topic, text: str) -> None:
        """Warn beside what holds already, the weightiest first; the same topic is said anew."""
        if self.isHidden():
            self._stacked.clear()
        self._stacked[topic] = text
        self._say_stacked()
        self._announce(text)

    def withdraw(self, topic: Topic) -> None:
        """Warn of this no more; the rest stays."""
        if self._stacked.pop(topic, None) is not None and not self.isHidden():
            self._say_stacked()

    def _say_stacked(self) -> None:
        lines = [self._stacked[topic] for topic in sorted(self._stacked)]
        if lines:
            self._say("\n".join(lines), MessageKind.WARNING, "", is_dismissable=True)
        else:
            self.hide()

    def _say(self, text: str, kind: MessageKind, action_text: str, *, is_dismissable: bool) -> None:
        self._kind = kind
        self._words.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self._close.setVisible(is_dismissable)
        self.setAccessibleName(text)
        self._restyle()
        self.show()

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band: warm for a warning only."""
        painter = QPainter(self)
        palette = self._theme.palette
        if self._kind is MessageKind.WARNING:
            fill, line = palette.pain_soft, palette.pain
        else:
            fill, line = palette.primary_soft, palette.line
        paint_box(painter, QRectF(self.rect()), fill=fill, line=line)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _restyle(self) -> None:
        palette = self._theme.palette
        warns = self._kind is MessageKind.WARNING
        color = palette.pain if warns else palette.primary
        size = self._theme.px(24)
        self._sign.setPixmap(
            icons.pixmap(_ICONS[self._kind], color, size, self.devicePixelRatioF())
        )
        self.update()
