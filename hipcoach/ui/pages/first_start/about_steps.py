"""The screens that welcome and ask about the person."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.safety import SURGERY, implied_flags
from hipcoach.ui import icons
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.goal_fields import SinceField
from hipcoach.ui.pages.parts.me_fields import (
    PLAIN_QUESTIONS,
    AreasField,
    PrecautionList,
    SideField,
    UsualPainField,
)
from hipcoach.ui.pages.parts.weight_field import WeightField
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class _Point(QWidget):
    """An icon and a sentence."""

    def __init__(self, theme: Theme, icon_name: str, title: str, text: str, parent: QWidget):
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon_name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        self._sign = QLabel(self)
        row.addWidget(self._sign)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(TextLabel(theme, title, role=TextRole.STRONG, wrap=True, parent=self))
        column.addWidget(TextLabel(theme, text, tone=TextTone.MUTED, wrap=True, parent=self))
        row.addLayout(column, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        size = self._theme.px(28)
        color = self._theme.palette.primary
        self._sign.setPixmap(icons.pixmap(self._icon_name, color, size, self.devicePixelRatioF()))


class WelcomeStep(Step):
    """What hipcoach is, and what it isn't."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            self.tr("Welcome to hipcoach"),
            self.tr(
                "It leads you through hip exercises at home, by voice and on the screen. "
                "A few questions first: about two minutes."
            ),
            parent,
        )
        card = Card(theme, self)
        card.body.setSpacing(3 * UNIT)
        for icon_name, title, text in (
            (
                "sound-on",
                self.tr("You can listen, or look"),
                self.tr("A whole session can be done by ear alone, and one key does the rest."),
            ),
            (
                "pain",
                self.tr("You say how it feels"),
                self.tr("Pain tells us how to go on. It is never a failure."),
            ),
            (
                "info",
                self.tr("This is no medical advice"),
                self.tr(
                    "No clinician has reviewed hipcoach. When in doubt, ask your doctor or "
                    "physiotherapist, and do as they say."
                ),
            ),
            (
                "check",
                self.tr("It stays with you"),
                self.tr("Everything is kept on this computer. There is no account."),
            ),
        ):
            card.body.addWidget(_Point(theme, icon_name, title, text, card))
        self.body.addWidget(card)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Begin")


class WhereStep(Step):
    """Which side, where, and how much it hurts."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            self.tr("Where is it sore?"),
            self.tr("You can change every answer later under Settings."),
            parent,
        )
        self.body.setSpacing(4 * UNIT)
        self.side = SideField(theme, preferences, self)
        self.areas = AreasField(theme, preferences, self)
        self.pain = UsualPainField(theme, preferences, self)
        self.since = SinceField(theme, preferences, self)
        self.add_question(self.tr("Which side?"), self.side)
        self.add_question(self.tr("Which areas?"), self.areas)
        self.add_question(self.tr("Since when?"), self.since)
        self.add_question(
            self.tr("How much does it usually hurt?"),
            self.pain,
            hint=self.tr("Press a number. You can leave it out."),
        )

    def entered(self) -> None:
        """Show what is kept."""
        self.side.refresh()
        self.areas.refresh()
        self.since.refresh()
        self.pain.refresh()

    def first_field(self) -> QWidget | None:
        """Begin with the side."""
        return self.side.focus_target()


class QuestionsStep(Step):
    """Six plain questions; the answers are precautions."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            self.tr("Does any of this fit you?"),
            self.tr("Tick what does. It tells which exercises need care."),
            parent,
        )
        flags = [flag for flag in PLAIN_QUESTIONS if flag in content.precautions]
        card = Card(theme, self, padding=2 * UNIT)
        self.ticks = PrecautionList(theme, preferences, content, flags, card)
        card.body.addWidget(self.ticks)
        self.body.addWidget(card)
        self._surgery = TextLabel(
            theme,
            self.tr(
                "After an operation, ask your surgeon or physiotherapist which exercises are "
                "right for you before you start here."
            ),
            wrap=True,
            parent=self,
        )
        self.body.addWidget(self._surgery)
        self.weight = WeightField(theme, preferences, self)
        self._weight_title = TextLabel(
            theme, self.weight.accessibleName(), role=TextRole.STRONG, wrap=True, parent=self
        )
        self.body.addWidget(self._weight_title)
        self.body.addWidget(self.weight)
        self.ticks.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Next") if self.ticks.checked() else self.tr("None of these")

    def entered(self) -> None:
        """Show what is kept."""
        self.ticks.refresh()
        self.weight.refresh()
        self._on_changed()

    def first_field(self) -> QWidget | None:
        """Begin with the first question."""
        return self.ticks

    def _on_changed(self) -> None:
        is_operated = SURGERY in implied_flags(self.ticks.checked())
        for shown in (self._surgery, self._weight_title, self.weight):
            shown.setVisible(is_operated)
        self.changed.emit()
