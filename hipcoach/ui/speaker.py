"""Says one line now, for the hearing check and for trying out a voice."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from hipcoach.coaching.phrasebook import number_word
from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.domain.text import translate
from hipcoach.ui.sound import SoundPlayer


class SampledClips(ClipSource, Protocol):
    """Clips of the voice in use, and of any other voice for a sample."""

    def prepare_sample(
        self,
        texts: Sequence[str],
        *,
        voice: str,
        on_done: Callable[[Sequence[tuple[Path, int]]], None],
    ) -> None:
        """Render lines in a voice, then hand over their clips and lengths in ms."""
        ...


class Speaker:
    """Renders a line if need be, then plays it."""

    def __init__(self, clips: SampledClips, sound: SoundPlayer) -> None:
        """Speak the clips of this source through this sound."""
        self._clips = clips
        self._sound = sound

    def __call__(self, text: str) -> None:
        """Render the line if need be, then play it."""

        def say() -> None:
            self._sound.say(text)

        self._clips.prepare([text], on_progress=lambda _done, _total: None, on_done=say)

    def sample(self, voice: str) -> None:
        """Have a voice say a sentence and count to three, each in a clip as in a session."""
        sentence = translate("Voice", "Bridge. Lift your hips, and lower them slowly.")
        counts = [number_word(number).capitalize() for number in (1, 2, 3)]
        self._clips.prepare_sample(
            [sentence, *counts], voice=voice, on_done=self._sound.play_in_turn
        )
