"""What a person told about themselves."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.ui.pages.parts.me_fields import (
    PLAIN_QUESTIONS,
    AreasField,
    EquipmentField,
    InHandField,
    PrecautionList,
    SideField,
    SignList,
    UsualPainField,
)
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import SecondaryButton


class MeSection(Section):
    """Side, areas, usual pain, what is at hand."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Me"), parent)
        self.side = SideField(theme, preferences, self)
        self.areas = AreasField(theme, preferences, self)
        self.pain = UsualPainField(theme, preferences, self)
        self.equipment = EquipmentField(theme, preferences, content, self)
        self.in_hand = InHandField(theme, preferences, self)
        self.add_wide(self.tr("Sore side"), self.side)
        self.add_wide(self.tr("Sore areas"), self.areas)
        self.add_wide(self.tr("Usual pain"), self.pain)
        self.add_wide(self.tr("What you have"), self.equipment)
        self.add_wide(self.tr("To press during a session"), self.in_hand)

    def refresh(self) -> None:
        """Show what is kept."""
        self.side.refresh()
        self.areas.refresh()
        self.pain.refresh()
        self.equipment.refresh()
        self.in_hand.refresh()


class CareSection(Section):
    """Precautions, and signs that belong before a professional."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("What to take care of"), parent)
        self._preferences = preferences
        usual = [flag for flag in PLAIN_QUESTIONS if flag in content.precautions]
        named: set[str] = set()
        for exercise in content.exercises.values():
            named.update(exercise.avoid_flags, exercise.caution_flags)
        # Only what an exercise takes heed of.
        more = [flag for flag in content.precautions if flag in named and flag not in usual]
        self.precautions = PrecautionList(theme, preferences, content, usual, self)
        self.body.addWidget(self.precautions)
        self.more = PrecautionList(theme, preferences, content, more, self)
        self.more_button = self._fold(self.tr("More precautions"), self.more)
        signs = [(flag.id, flag.plain) for flag in content.red_flags]
        self.signs = SignList(theme, preferences, signs, self)
        self.signs_button = self._fold(self.tr("Signs to have looked at"), self.signs)

    def refresh(self) -> None:
        """Show what is kept; what is ticked is never hidden."""
        self.precautions.refresh()
        self.more.refresh()
        self.signs.refresh()
        if self.more.checked():
            self.more_button.setChecked(True)
        if self.signs.checked():
            self.signs_button.setChecked(True)

    def _fold(self, text: str, folded: QWidget) -> SecondaryButton:
        button = SecondaryButton(self._theme, text, icon_name="plus", parent=self)
        button.setCheckable(True)

        def fold(is_open: bool) -> None:
            folded.setVisible(is_open)
            button.set_icon_name("minus" if is_open else "plus")

        button.toggled.connect(fold)
        folded.hide()
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(folded)
        return button
