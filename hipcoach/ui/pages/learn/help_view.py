"""When to get help: the signs in three tiers, and what to do about each."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from hipcoach.domain.safety import RedFlag, RedFlagTier
from hipcoach.ui import icons
from hipcoach.ui.pages.learn.scrolling import scrolled_by
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.safety_advice import tier_words
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import leave_on_escape
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 760


class _WarmCard(Card):
    """The card of what can't wait."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the warm surface."""
        palette = self._theme.palette
        rect = QRectF(self.rect())
        paint_box(QPainter(self), rect, fill=palette.pain_soft, line=palette.pain)


class HelpView(QWidget):
    """Lists the signs by how soon somebody should look at them."""

    back_requested = Signal()
    lesson_requested = Signal()
    """The person wants to read more about it."""

    def __init__(
        self, flags: Sequence[RedFlag], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._signs: list[tuple[QLabel, str]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST)
        outer.addWidget(self._scroll)
        column = self._scroll.column
        self.back = QuietButton(
            theme, self.tr("Back"), hint=self.tr("Alt+←"), icon_name="chevron-left", parent=self
        )
        self.back.clicked.connect(self.back_requested)
        leave_on_escape(self, self.back_requested.emit)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        title = TextLabel(
            theme, self.tr("When to get help"), role=TextRole.DISPLAY, wrap=True, parent=self
        )
        column.addWidget(title)
        lead = self.tr(
            "Most sore hips are no emergency. Some signs belong before a professional, "
            "and it is better to ask once too often. This is advice, not a diagnosis."
        )
        column.addWidget(TextLabel(theme, lead, wrap=True, parent=self))
        for tier in RedFlagTier:
            column.addWidget(self._card(tier, [flag for flag in flags if flag.tier is tier]))
        about = self.tr(
            "hipcoach asks about the same signs at the first start and when your pain is 8 or "
            "more. What you ticked stays on Today until somebody has looked at it."
        )
        column.addWidget(TextLabel(theme, about, tone=TextTone.MUTED, wrap=True, parent=self))
        self.more = SecondaryButton(theme, self.tr("Read more about when to be seen"), parent=self)
        self.more.clicked.connect(self.lesson_requested)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setAccessibleName(title.text())
        theme.changed.connect(self._restyle)
        self._restyle()

    def start_reading(self) -> None:
        """Show the beginning, with the keyboard on the way back."""
        self._scroll.to_top()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys for it."""
        if not scrolled_by(self._scroll, event.key()):
            super().keyPressEvent(event)

    def _card(self, tier: RedFlagTier, flags: Sequence[RedFlag]) -> Card:
        heading, what_to_do = tier_words(tier)
        urgent = tier is RedFlagTier.EMERGENCY
        card = (_WarmCard if urgent else Card)(self._theme, self._scroll.widget())
        head = QGridLayout()
        head.setHorizontalSpacing(UNIT + 4)
        head.setColumnStretch(1, 1)
        sign = QLabel(card)
        self._signs.append((sign, "warning" if tier.stops_sessions else "calendar"))
        head.addWidget(sign, 0, 0)
        head.addWidget(
            TextLabel(self._theme, heading, role=TextRole.HEADING, wrap=True, parent=card), 0, 1
        )
        card.body.addLayout(head)
        told = TextLabel(self._theme, what_to_do, wrap=True, bold=True, parent=card)
        card.body.addWidget(told)
        if tier.stops_sessions:
            stop = self.tr("Don’t exercise until somebody has looked at it.")
            card.body.addWidget(TextLabel(self._theme, stop, wrap=True, parent=card))
        card.body.addSpacing(UNIT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT + 4)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        for row, flag in enumerate(flags):
            point = TextLabel(self._theme, "•", tone=TextTone.MUTED, parent=card)
            words = TextLabel(self._theme, flag.plain, wrap=True, parent=card)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(point, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        card.body.addLayout(grid)
        return card

    def _restyle(self) -> None:
        palette = self._theme.palette
        size = self._theme.px(24)
        for sign, name in self._signs:
            color = palette.pain if name == "warning" else palette.muted
            sign.setPixmap(icons.pixmap(name, color, size, self.devicePixelRatioF()))
