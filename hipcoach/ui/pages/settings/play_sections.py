"""Pace, and how the window looks."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.settings import (
    MAX_PACE_S,
    AppearanceSettings,
    ColourMode,
    LeadSide,
    PaceSettings,
    ShownPerson,
)
from hipcoach.ui.pages.parts.value_slider import WheelGuard
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.person_picker import PersonPicker
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.toggle import Toggle

_TEXT_SCALES = (1.0, 1.15, 1.3, 1.5)


class PaceSection(Section):
    """How much time there is to get ready, and who sets the pace."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Pace"), parent)
        self._preferences = preferences
        self.get_ready = self._stepper(self.tr("Before each set"), 1)
        self.position_change = self._stepper(self.tr("To change position"), 5)
        self.equipment = self._stepper(self.tr("To fetch something"), 5)
        self.floor = self._stepper(self.tr("Down to the floor, or up again"), 5)
        self.self_paced = Toggle(theme, self.tr("I set the pace of the reps"), parent=self)
        self.self_paced.setAccessibleDescription(self.tr("You press space for each one."))
        self.body.addWidget(self.self_paced)
        self.add_text(self.tr("Then nothing counts for you: you press space for each one."))
        self.lead_side = Segmented(
            theme,
            [
                (LeadSide.WORSE.value, self.tr("The sore one")),
                (LeadSide.LEFT.value, self.tr("Left")),
                (LeadSide.RIGHT.value, self.tr("Right")),
            ],
            name=self.tr("Which side first"),
            parent=self,
        )
        self.add_row(self.tr("Which side first"), self.lead_side)
        for stepper in (self.get_ready, self.position_change, self.equipment, self.floor):
            stepper.value_changed.connect(self._on_changed)
        self.self_paced.clicked.connect(self._on_changed)
        self.lead_side.chosen.connect(self._on_lead_side_chosen)

    def refresh(self) -> None:
        """Show what is kept."""
        pace = self._preferences.current.pace
        self.get_ready.set_value(pace.get_ready_s)
        self.position_change.set_value(pace.position_change_s)
        self.equipment.set_value(pace.equipment_s)
        self.floor.set_value(pace.floor_s)
        self.self_paced.setChecked(pace.self_paced)
        self.lead_side.set_current(self._preferences.current.lead_side.value)

    def _stepper(self, text: str, step: int) -> Stepper:
        stepper = Stepper(
            self._theme,
            name=text,
            minimum=0,
            maximum=MAX_PACE_S,
            value=0,
            step=step,
            unit=self.tr("s"),
            parent=self,
        )
        for part in stepper.findChildren(QWidget):
            part.installEventFilter(WheelGuard(self))
        self.add_row(text, stepper)
        return stepper

    def _on_changed(self) -> None:
        pace = PaceSettings(
            get_ready_s=self.get_ready.value(),
            position_change_s=self.position_change.value(),
            equipment_s=self.equipment.value(),
            floor_s=self.floor.value(),
            self_paced=self.self_paced.isChecked(),
        )
        self._preferences.change(replace(self._preferences.current, pace=pace))

    def _on_lead_side_chosen(self, key: str) -> None:
        self._preferences.change(replace(self._preferences.current, lead_side=LeadSide(key)))


class AppearanceSection(Section):
    """Light or dark, the size of the text, whether things move, and who shows the exercises."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Appearance"), parent)
        self._preferences = preferences
        self.mode = Segmented(
            theme,
            [
                (ColourMode.SYSTEM.value, self.tr("As the system")),
                (ColourMode.LIGHT.value, self.tr("Light")),
                (ColourMode.DARK.value, self.tr("Dark")),
            ],
            name=self.tr("Colours"),
            parent=self,
        )
        self.add_row(self.tr("Colours"), self.mode)
        percent = self.tr("{0} %")
        self.text_size = Segmented(
            theme,
            [(str(scale), percent.format(round(scale * 100))) for scale in _TEXT_SCALES],
            name=self.tr("Size of the text"),
            parent=self,
        )
        self.add_row(self.tr("Size of the text"), self.text_size)
        self.reduced_motion = Toggle(theme, self.tr("Less motion"), parent=self)
        self.body.addWidget(self.reduced_motion)
        self.system_font = Toggle(theme, self.tr("System font"), parent=self)
        self.body.addWidget(self.system_font)
        self.system_font.toggled.connect(self._on_font_toggled)
        self.person = PersonPicker(theme, self)
        self.add_wide(self.tr("Who shows the exercises"), self.person)
        self.person.chosen.connect(self._on_person_chosen)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.text_size.chosen.connect(self._on_text_size_chosen)
        self.reduced_motion.clicked.connect(self._on_motion_clicked)

    def refresh(self) -> None:
        """Show what is kept; a size in between shows as the nearest."""
        look = self._preferences.current.appearance
        self.mode.set_current(look.mode.value)
        nearest = min(_TEXT_SCALES, key=lambda scale: abs(scale - look.text_scale))
        self.text_size.set_current(str(nearest))
        self.reduced_motion.setChecked(look.reduced_motion)
        self.system_font.setChecked(look.system_font)
        self.person.set_current(look.person)

    def _on_mode_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.appearance, mode=ColourMode(key)))

    def _on_text_size_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.appearance, text_scale=float(key)))

    def _on_person_chosen(self, who: ShownPerson) -> None:
        self._change(replace(self._preferences.current.appearance, person=who))

    def _on_font_toggled(self, checked: bool) -> None:
        self._change(replace(self._preferences.current.appearance, system_font=checked))

    def _on_motion_clicked(self, checked: bool) -> None:
        self._change(replace(self._preferences.current.appearance, reduced_motion=checked))

    def _change(self, appearance: AppearanceSettings) -> None:
        self._preferences.change(replace(self._preferences.current, appearance=appearance))
