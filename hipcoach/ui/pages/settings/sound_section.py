"""Tones, the metronome, and what happens when the sound output goes away."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.settings import Metronome, OutputLoss, VoiceSettings
from hipcoach.ui.pages.parts.value_slider import WheelGuard
from hipcoach.ui.pages.parts.voice_fields import BeepVolumeField
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.segmented import Segmented

_STEPS = range(60, 140, 10)


class SoundSection(Section):
    """How loud the tones are, what is led by a beat, and whether a lost output pauses."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        beep: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """Show and change these; `beep` plays a tone."""
        super().__init__(theme, self.tr("Sounds"), parent)
        self._preferences = preferences
        self.beep_volume = BeepVolumeField(theme, preferences, self)
        self.add_wide(self.tr("How loud the tones are"), self.beep_volume)
        self.play = SecondaryButton(
            theme, self.tr("Hear a tone"), icon_name="sound-on", parent=self
        )
        # Without the "checked" that the button adds.
        self.play.clicked.connect(lambda _checked: beep())
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addStretch(1)
        self.body.addLayout(row)
        self.metronome = Segmented(
            theme,
            [
                (Metronome.OFF.value, self.tr("Off")),
                (Metronome.WALKING.value, self.tr("Walks")),
                (Metronome.ALWAYS.value, self.tr("Walks and reps")),
            ],
            name=self.tr("Metronome"),
            parent=self,
        )
        self.add_wide(
            self.tr("Metronome"),
            self.metronome,
            hint=self.tr("A soft beat for each step, or for each second of a rep."),
        )
        self.steps = ChoiceBox(theme, name=self.tr("Beat of a walk"), parent=self)
        self.steps.installEventFilter(WheelGuard(self))
        self.steps.addItem(self.tr("As the exercise says"), 0)
        for steps in _STEPS:
            self.steps.addItem(self.tr("{0} steps a minute").format(steps), steps)
        self.add_row(
            self.tr("Beat of a walk"),
            self.steps,
            hint=self.tr("Your own comfortable pace is the right one."),
        )
        self.output_loss = Segmented(
            theme,
            [
                (OutputLoss.PAUSE.value, self.tr("Pause")),
                (OutputLoss.GO_ON.value, self.tr("Go on")),
            ],
            name=self.tr("When the head-set is unplugged"),
            parent=self,
        )
        self.add_row(
            self.tr("When the head-set is unplugged"),
            self.output_loss,
            hint=self.tr("Going on, the loudspeaker takes over."),
        )
        self.metronome.chosen.connect(self._on_metronome_chosen)
        self.steps.activated.connect(self._on_steps_chosen)
        self.output_loss.chosen.connect(self._on_output_loss_chosen)

    def refresh(self) -> None:
        """Show what is kept; a beat in between shows as the nearest."""
        voice = self._preferences.current.voice
        self.beep_volume.refresh()
        self.metronome.set_current(voice.metronome.value)
        self.output_loss.set_current(voice.output_loss.value)
        wanted = voice.steps_per_min
        nearest = min(_STEPS, key=lambda steps: abs(steps - wanted)) if wanted else 0
        self.steps.setCurrentIndex(self.steps.findData(nearest))

    def _on_metronome_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.voice, metronome=Metronome(key)))

    def _on_steps_chosen(self, index: int) -> None:
        steps = int(self.steps.itemData(index))
        self._change(replace(self._preferences.current.voice, steps_per_min=steps))

    def _on_output_loss_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.voice, output_loss=OutputLoss(key)))

    def _change(self, voice: VoiceSettings) -> None:
        self._preferences.change(replace(self._preferences.current, voice=voice))
