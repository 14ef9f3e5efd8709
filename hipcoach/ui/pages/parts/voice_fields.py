"""How loud and how fast the voice is, each kept as soon as it is set."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.voice_ports import VoiceChoice
from hipcoach.domain.settings import MAX_VOLUME
from hipcoach.domain.text import translate
from hipcoach.ui.pages.parts.value_slider import ValueSlider
from hipcoach.ui.theme import Theme

SLOWEST_WPM, FASTEST_WPM, RATE_STEP_WPM = 100, 260, 10
_VOLUME_STEP = 5


def percent(value: int) -> str:
    """Write a share in per cent."""
    return translate("VoiceFields", "{0} %").format(value)


def words_a_minute(value: int) -> str:
    """Write a rate of speech."""
    return translate("VoiceFields", "{0} words a minute").format(value)


class RateField(ValueSlider):
    """How fast is spoken."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            name=translate("VoiceFields", "How fast"),
            minimum=SLOWEST_WPM,
            maximum=FASTEST_WPM,
            value=preferences.current.voice.rate_wpm,
            step=RATE_STEP_WPM,
            words=words_a_minute,
            parent=parent,
        )
        self._preferences = preferences
        self.value_changed.connect(self._on_changed)

    def refresh(self, speaker: VoiceChoice | None = None) -> None:
        """Show what is kept, and offer only rates at which the voice that speaks is understood."""
        if speaker is not None:
            self.set_range(
                max(SLOWEST_WPM, speaker.slowest_wpm), min(FASTEST_WPM, speaker.fastest_wpm)
            )
        self.set_value(self._preferences.current.voice.rate_wpm)

    def _on_changed(self, value: int) -> None:
        current = self._preferences.current
        self._preferences.change(replace(current, voice=replace(current.voice, rate_wpm=value)))


class VoiceVolumeField(ValueSlider):
    """How loud is spoken."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            name=translate("VoiceFields", "How loud the voice is"),
            minimum=0,
            maximum=MAX_VOLUME,
            value=preferences.current.voice.voice_volume,
            step=_VOLUME_STEP,
            words=percent,
            parent=parent,
        )
        self._preferences = preferences
        self.value_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Show what is kept."""
        self.set_value(self._preferences.current.voice.voice_volume)

    def _on_changed(self, value: int) -> None:
        current = self._preferences.current
        self._preferences.change(replace(current, voice=replace(current.voice, voice_volume=value)))


class BeepVolumeField(ValueSlider):
    """How loud the tones are."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            name=translate("VoiceFields", "How loud the tones are"),
            minimum=0,
            maximum=MAX_VOLUME,
            value=preferences.current.voice.beep_volume,
            step=_VOLUME_STEP,
            words=percent,
            parent=parent,
        )
        self._preferences = preferences
        self.value_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Show what is kept."""
        self.set_value(self._preferences.current.voice.beep_volume)

    def _on_changed(self, value: int) -> None:
        current = self._preferences.current
        self._preferences.change(replace(current, voice=replace(current.voice, beep_volume=value)))
