"""What Today says about warning signs: advice in place of Start, or a bar above the cards."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import CHILD_FLAG, UNWELL
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.ui.dialogs.clear_signs_dialog import ClearSignsDialog
from hipcoach.ui.pages.safety_advice import Advice, advice_for
from hipcoach.ui.pages.today.advice_card import AdviceCard
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind


class SafetyPart(QWidget):
    """Shows what stands, and lets it be cleared in words or an appointment be promised."""

    changed = Signal()
    """What stands is another now."""
    first_start_requested = Signal()
    """The person wants to answer the questions that a warning sign had cut short."""

    def __init__(
        self,
        content: ContentSource,
        preferences: Preferences,
        signs: WarningSigns,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._preferences = preferences
        self._signs = signs
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        self._soon = MessageBar(theme, self)
        self._left = MessageBar(theme, self)
        self._left.show_message(
            self.tr("A warning sign had ended the first questions. Some are still to be asked."),
            kind=MessageKind.INFO,
            action_text=self.tr("Continue the questions"),
            dismissable=False,
        )
        self.advice_card = AdviceCard(theme, self)
        for widget in (self._soon, self._left, self.advice_card):
            column.addWidget(widget)
        self._soon.action_requested.connect(self._acknowledge_soon)
        self._left.action_requested.connect(self.first_start_requested)
        self.advice_card.clear_requested.connect(self._clear_signs)

    @property
    def texts(self) -> list[str]:
        """What the bars say."""
        return [bar.text for bar in (self._soon, self._left) if not bar.isHidden()]

    def refresh(self) -> bool:
        """Show what stands by now; return whether it keeps sessions away."""
        settings = self._preferences.current
        advice = self._advice()
        stops = advice is not None and advice.stops
        self.advice_card.setVisible(stops)
        if advice is not None and stops:
            self.advice_card.tell(advice)
        self._left.setVisible(not stops and settings.questions_left)
        asks = advice is not None and not stops and not settings.me.soon_acknowledged
        self._soon.setVisible(asks)
        if advice is not None and asks:
            self._soon.show_message(
                f"{advice.title}. {advice.text}",
                kind=MessageKind.WARNING,
                action_text=advice.clear_text,
                dismissable=False,
            )
        self.setVisible(stops or asks or settings.questions_left)
        return stops

    def _advice(self) -> Advice | None:
        return advice_for(self._content.red_flags, self._preferences.current.me)

    def _acknowledge_soon(self) -> None:
        settings = self._preferences.current
        me = replace(settings.me, soon_acknowledged=True)
        self._preferences.change(replace(settings, me=me))
        self.changed.emit()

    def _clear_signs(self) -> None:
        advice = self._advice()
        if advice is None:
            return
        ids = tuple(sign.id for sign in advice.signs)
        said = ClearSignsDialog.ask(
            self,
            self._theme,
            tuple(sign.plain for sign in advice.signs),
            self._signs.today,
            is_unwell=ids == (UNWELL.id,),
            is_child=ids == (CHILD_FLAG,),
        )
        if said is not None:
            self._signs.clear(ids, said.by, said.on)
            self.changed.emit()
