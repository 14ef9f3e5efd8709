"""Signs that belong before a professional, asked when pain before a session is high."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlag, RedFlagTier
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.safety_advice import Advice, advice_for, tier_words
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import leave_on_escape
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.tick_box import TickBox

_WIDEST = 820


class RedFlagsPage(QWidget):
    """Lists the signs in three tiers with what to do; nothing ticked goes on."""

    cleared = Signal(tuple)
    """No session is ruled out; the ids of what was ticked."""
    stopped = Signal(tuple)
    """There is no session now; the ids of what was ticked."""
    left = Signal()
    """The person went back."""
    told = Signal(str)
    """A sign was ticked; it stands from now on."""
    withdrawn = Signal(str)
    """A tick of this visit was undone."""

    def __init__(
        self,
        flags: Sequence[RedFlag],
        profile: Callable[[], Profile],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flags = tuple(flags)
        self._profile = profile
        self._advice: Advice | None = None
        self._boxes: dict[str, TickBox] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._title = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        self._lead = TextLabel(theme, wrap=True, parent=self)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        self._cards: list[QWidget] = []
        for tier in RedFlagTier:
            heading, what_to_do = tier_words(tier)
            card = Card(theme, self)
            card.body.addWidget(
                TextLabel(theme, heading, role=TextRole.HEADING, wrap=True, parent=card)
            )
            card.body.addWidget(
                TextLabel(theme, what_to_do, tone=TextTone.MUTED, wrap=True, parent=card)
            )
            for flag in self._flags:
                if flag.tier is tier:
                    box = TickBox(theme, flag.plain, parent=card)
                    box.toggled.connect(self._name_button)
                    box.toggled.connect(
                        lambda checked, sign=flag.id: (
                            self.told if checked else self.withdrawn
                        ).emit(sign)
                    )
                    card.body.addWidget(box)
                    self._boxes[flag.id] = box
            column.addWidget(card)
            self._cards.append(card)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.setSpacing(2 * UNIT)
        self.back = QuietButton(theme, self.tr("Not today"), hint=self.tr("Esc"), parent=self)
        self.back.clicked.connect(self._not_today)
        leave_on_escape(self, self._not_today)
        self.go_on = PrimaryButton(theme, "", parent=self)
        self.go_on.clicked.connect(self._continue)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.go_on)
        outer.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Ask afresh; what stands already isn't asked again."""
        self._advice = None
        standing = self._profile().red_flags
        for sign, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
            box.setVisible(sign not in standing)
        self._title.setText(self.tr("Before you move: is any of this so?"))
        self._lead.setText(
            self.tr(
                "Pain of 8 or more is a lot. Tick what applies. This is advice, not a diagnosis; "
                "if you are unsure, ask a professional."
            )
        )
        for card in self._cards:
            card.show()
        self.back.show()
        self._name_button()
        self._scroll.to_top()
        self.setAccessibleName(self._title.text())

    @property
    def title(self) -> str:
        """What is asked or advised just now."""
        return self._title.text()

    def box(self, flag_id: str) -> TickBox:
        """The box of a sign."""
        return self._boxes[flag_id]

    def ticked(self) -> tuple[str, ...]:
        """The ids of the signs that are ticked."""
        return tuple(flag_id for flag_id, box in self._boxes.items() if box.isChecked())

    def focus_first(self) -> None:
        """Put the keyboard on the first sign."""
        shown = (box for box in self._boxes.values() if not box.isHidden())
        next(shown, self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self) -> None:
        none = not self.ticked()
        self.go_on.setText(self.tr("None of these") if none else self.tr("Continue"))

    def _not_today(self) -> None:
        """Go back; what was ticked is advised about first."""
        if self.ticked() and self._advice is None:
            self._continue()
        else:
            self.left.emit()

    def _continue(self) -> None:
        ticked = self.ticked()
        if self._advice is not None:
            (self.stopped if self._advice.stops else self.cleared).emit(ticked)
            return
        me = self._profile()
        red_flags = tuple(dict.fromkeys((*me.red_flags, *ticked)))
        advice = advice_for(self._flags, replace(me, red_flags=red_flags)) if ticked else None
        if advice is None:
            self.cleared.emit(ticked)
            return
        self._advice = advice
        self._title.setText(advice.title)
        self._lead.setText(advice.text)
        self.setAccessibleName(advice.title)
        for card in self._cards:
            card.hide()
        self.back.hide()
        stops = self.tr("No session today")
        self.go_on.setText(stops if advice.stops else advice.clear_text)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.to_top()
