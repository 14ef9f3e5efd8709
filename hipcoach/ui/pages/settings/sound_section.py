"""Tones, the metronome, and what happens when the sound output goes away."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import SignalInstance
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
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_STEPS = range(60, 140, 10)


class SoundState(Protocol):
    """Whether anything can be heard, and how to look for it again."""

    available_changed: SignalInstance

    @property
    def available(self) -> bool:
        """Return whether anything can be heard here."""
        ...

    @property
    def problem(self) -> str:
        """Say why nothing is heard, empty when all is well."""
        ...

    def look_again(self) -> None:
        """Look for a sound server that came back."""
        ...


class SoundSection(Section):
    """How loud the tones are, what is led by a beat, and whether a lost output pauses."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        beep: Callable[[], None],
        parent: QWidget | None = None,
        *,
        sound: SoundState | None = None,
    ) -> None:
        """Show and change these; `beep` plays a tone, `sound` tells whether anything is heard."""
        super().__init__(theme, self.tr("Sounds"), parent)
        self._preferences = preferences
        self._sound = sound
        self.beep_volume = BeepVolumeField(theme, preferences, self)
        self.add_wide(self.tr("How loud the tones are"), self.beep_volume)
        self.play = SecondaryButton(
            theme, self.tr("Hear a tone"), icon_name="sound-on", parent=self
        )
        # Without the "checked" that the button adds.
        self.play.clicked.connect(lambda _checked: beep())
        row = QHBoxLayout()
        row.addWidget(self.play)
        self.look = SecondaryButton(theme, self.tr("Look for sound again"), parent=self)
        self.look.clicked.connect(self._look_again)
        row.addWidget(self.look)
        row.addStretch(1)
        self.body.addLayout(row)
        self.problem = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self.problem)
        if sound is not None:
            sound.available_changed.connect(self._tell_sound)
        self._tell_sound()
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
        self._tell_sound()
        self.metronome.set_current(voice.metronome.value)
        self.output_loss.set_current(voice.output_loss.value)
        wanted = voice.steps_per_min
        nearest = min(_STEPS, key=lambda steps: abs(steps - wanted)) if wanted else 0
        self.steps.setCurrentIndex(self.steps.findData(nearest))

    def _look_again(self) -> None:
        if self._sound is not None:
            self.problem.setText(self.tr("Looking for sound…"))
            self._sound.look_again()
            if self._sound.available:
                self._tell_sound()

    def _tell_sound(self) -> None:
        problem = "" if self._sound is None else self._sound.problem
        self.look.setVisible(bool(problem))
        self.problem.setVisible(bool(problem))
        self.problem.setText(problem)

    def _on_metronome_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.voice, metronome=Metronome(key)))

    def _on_steps_chosen(self, index: int) -> None:
        steps = int(self.steps.itemData(index))
        self._change(replace(self._preferences.current.voice, steps_per_min=steps))

    def _on_output_loss_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.voice, output_loss=OutputLoss(key)))

    def _change(self, voice: VoiceSettings) -> None:
        self._preferences.change(replace(self._preferences.current, voice=voice))
