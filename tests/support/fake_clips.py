"""Speech without an engine: a line lasts as long as its letters say."""

import wave
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hipcoach.voice.voices import VoiceInfo

MS_PER_LETTER = 50
_FRAMES_A_MS = 8


@dataclass(frozen=True, slots=True)
class FakeStatus:
    """What the fake says of itself."""

    available: bool = True
    engine: str = "fake"
    version: str = "1"
    voices: tuple[VoiceInfo, ...] = ()
    problem: str = ""
    speaker: VoiceInfo | None = None
    speaks: str = ""


class FakeClips:
    """A ClipSource that renders at once; `is_silent` makes it one without an engine."""

    def __init__(self, folder: Path, *, is_silent: bool = False) -> None:
        """Keep the clips in this folder."""
        self._folder = folder
        self._chosen = ("", 140)
        self._clips: dict[tuple[str, tuple[str, int]], Path] = {}
        self.is_silent = is_silent
        self.asked: list[tuple[str, ...]] = []

    def prepare(
        self,
        texts: Sequence[str],
        *,
        on_progress: Callable[[int, int], None],
        on_done: Callable[[], None],
    ) -> None:
        """Render what is missing, here and now."""
        self.prepare_blocking(texts, timeout_ms=0, on_progress=on_progress)
        on_done()

    def prepare_blocking(
        self,
        texts: Sequence[str],
        *,
        timeout_ms: int,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Render what is missing."""
        wanted = tuple(dict.fromkeys(text for text in texts if text.strip()))
        self.asked.append(wanted)
        for number, text in enumerate(wanted, start=1):
            if not self.is_silent:
                self._render(text)
            if on_progress is not None:
                on_progress(number, len(wanted))

    def prepare_ahead(self, texts: Sequence[str]) -> None:
        """Render what is missing, here and now."""
        self.prepare_blocking(texts, timeout_ms=0)

    def lengths_ms(self, texts: Iterable[str]) -> dict[str, int]:
        """Return the length in ms of each text that has a clip."""
        return {
            text: len(text) * MS_PER_LETTER for text in texts if (text, self._chosen) in self._clips
        }

    def path(self, text: str) -> Path | None:
        """Return the sound file of a text, or None when it has none."""
        return self._clips.get((text, self._chosen))

    def status(self) -> FakeStatus:
        """Tell whether there is speech here."""
        if self.is_silent:
            return FakeStatus(available=False, problem="There is no speech engine.")
        return FakeStatus()

    def configure(self, *, voice: str, rate_wpm: int, earlier_voices: Sequence[str] = ()) -> None:
        """Choose the voice and its words a minute."""
        self._chosen = (voice, rate_wpm)

    def _render(self, text: str) -> None:
        key = (text, self._chosen)
        if key in self._clips:
            return
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{len(self._clips)}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(_FRAMES_A_MS * 1_000)
            file.writeframes(b"\x80" * (len(text) * MS_PER_LETTER * _FRAMES_A_MS))
        self._clips[key] = path
