"""The screens that look for signs which belong before a professional."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.safety import RedFlag, RedFlagTier
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.me_fields import SignList, change_me
from hipcoach.ui.pages.safety_advice import Advice
from hipcoach.ui.pages.today.advice_card import AdviceCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel


class SignsStep(Step):
    """Signs to tick, in one card for each of the tiers asked about."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        lead: str,
        preferences: Preferences,
        signs: WarningSigns,
        groups: Sequence[tuple[str, Sequence[RedFlag]]],
        parent: QWidget | None = None,
    ) -> None:
        """Ask about groups of signs, each with its heading, which may be empty."""
        super().__init__(theme, title, lead, parent)
        self._lists: list[SignList] = []
        for heading, flags in groups:
            card = Card(theme, self, padding=2 * UNIT)
            if heading:
                label = TextLabel(theme, heading, role=TextRole.STRONG, wrap=True, parent=card)
                label.setContentsMargins(UNIT, UNIT, 0, 0)
                card.body.addWidget(label)
            options = [(flag.id, flag.plain) for flag in flags]
            ticks = SignList(theme, preferences, signs, options, card)
            ticks.changed.connect(self.changed)
            card.body.addWidget(ticks)
            self.body.addWidget(card)
            self._lists.append(ticks)

    def ticks_of(self, sign: str) -> SignList:
        """Return the list in which a sign is asked; raises KeyError when it is in none."""
        for ticks in self._lists:
            if sign in ticks.keys:
                return ticks
        raise KeyError(sign)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        if any(ticks.checked() for ticks in self._lists):
            return self.tr("Next")
        return self.tr("None of these")

    def begin_visit(self) -> None:
        """Let what stands be cleared in words only; what is ticked from now on can be undone."""
        for ticks in self._lists:
            ticks.begin_visit()

    def entered(self) -> None:
        """Show what is kept."""
        for ticks in self._lists:
            ticks.refresh()

    def first_field(self) -> QWidget | None:
        """Begin with the first sign."""
        return self._lists[0] if self._lists else None


def urgent(flags: Sequence[RedFlag], tier: RedFlagTier) -> list[RedFlag]:
    """Return the signs of a tier."""
    return [flag for flag in flags if flag.tier is tier]


class AdviceStep(Step):
    """What to do about the ticked signs."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        advice: Callable[[], Advice | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Your answers matter"), parent=parent)
        self._preferences = preferences
        self._advice = advice
        self.card = AdviceCard(theme, self, with_clear=False)
        self.body.addWidget(self.card)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        advice = self._advice()
        if advice is None:
            return self.tr("Next")
        return self.tr("Finish here") if advice.stops else advice.clear_text

    def entered(self) -> None:
        """Show the advice for the signs ticked by now."""
        advice = self._advice()
        if advice is not None:
            self.card.tell(advice)

    def left(self) -> str:
        """Keep that the advice to book an appointment was read."""
        advice = self._advice()
        if advice is not None and not advice.stops:
            me = self._preferences.current.me
            change_me(self._preferences, replace(me, soon_acknowledged=True))
        return ""
