"""How much weight an operated leg may carry."""

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.profile import WeightBearing
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.tick_box import RadioChoice

# The question that asks the same.
QUESTION = "weight_bearing"


class WeightField(QWidget):
    """What a surgeon or therapist allowed; until then nobody has said."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setAccessibleName(self.tr("How much weight may the operated leg carry?"))
        words: dict[WeightBearing | None, str] = {
            WeightBearing.NONE: self.tr("None: it may not be stood on"),
            WeightBearing.PARTIAL: self.tr("Part of my weight, with crutches or a frame"),
            WeightBearing.AS_TOLERATED: self.tr("As much as I can stand"),
            # Who isn't told gets the careful answer, and is told that.
            None: self.tr("Nobody has told me: leave out what stands on it"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._choices: dict[WeightBearing | None, RadioChoice] = {}
        for number, (allowed, text) in enumerate(words.items()):
            choice = RadioChoice(theme, text, parent=self)
            self._group.addButton(choice, number)
            column.addWidget(choice)
            self._choices[allowed] = choice
        self._group.idToggled.connect(self._on_toggled)
        self.refresh()

    def choice(self, allowed: WeightBearing | None) -> RadioChoice:
        """Return the round of an answer; None is that nobody has said."""
        return self._choices[allowed]

    def refresh(self) -> None:
        """Show what is saved; nothing is chosen until somebody chose."""
        me = self._preferences.current.me
        is_told = me.weight_bearing is not None or QUESTION in me.questions_unsure
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for allowed, choice in self._choices.items():
            choice.setChecked(is_told and allowed is me.weight_bearing)
        self._group.setExclusive(True)
        self._group.blockSignals(False)

    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked:
            settings = self._preferences.current
            allowed = list(self._choices)[number]
            unsure = tuple(each for each in settings.me.questions_unsure if each != QUESTION)
            me = replace(
                settings.me,
                weight_bearing=allowed,
                questions_unsure=unsure if allowed is not None else (*unsure, QUESTION),
            )
            self._preferences.change(replace(settings, me=me))
