"""What the use cases and the window need of whoever speaks."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol


class VoiceChoice(Protocol):
    """A voice that can be chosen."""

    @property
    def id(self) -> str:
        """Name it for the settings."""
        ...

    @property
    def name(self) -> str:
        """Name it for people."""
        ...

    @property
    def language(self) -> str:
        """Tell its language as a tag such as en-us."""
        ...

    @property
    def slowest_wpm(self) -> int:
        """Return the fewest words a minute at which it is understood."""
        ...

    @property
    def fastest_wpm(self) -> int:
        """Return the most words a minute at which it is understood."""
        ...


class VoiceState(Protocol):
    """Whether there is speech here; `problem` says what to do when something is amiss."""

    @property
    def available(self) -> bool:
        """Tell whether lines can be rendered."""
        ...

    @property
    def engine(self) -> str:
        """Name the engine, empty while unknown."""
        ...

    @property
    def version(self) -> str:
        """Tell the engine's version."""
        ...

    @property
    def voices(self) -> Sequence[VoiceChoice]:
        """List the voices there are."""
        ...

    @property
    def speaker(self) -> VoiceChoice | None:
        """Return the voice that speaks now, None while unknown."""
        ...

    @property
    def speaks(self) -> str:
        """Say which voice speaks and why, and what of the settings it can't keep."""
        ...

    @property
    def problem(self) -> str:
        """Say in a plain sentence what is wrong and what to do, empty when all is well."""
        ...


class ClipSource(Protocol):
    """Renders lines of speech into sound files and tells how long each lasts."""

    def prepare(
        self,
        texts: Sequence[str],
        *,
        on_progress: Callable[[int, int], None],
        on_done: Callable[[], None],
    ) -> None:
        """Render what is missing in the background; a newer call supersedes an older."""
        ...

    def prepare_blocking(
        self,
        texts: Sequence[str],
        *,
        timeout_ms: int,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Render what is missing and return when done, or after `timeout_ms`."""
        ...

    def prepare_ahead(self, texts: Sequence[str]) -> None:
        """Render what will likely be wanted, in the background, while nothing else is asked for."""
        ...

    def lengths_ms(self, texts: Iterable[str]) -> dict[str, int]:
        """Return the length in ms of each text that has a clip."""
        ...

    def path(self, text: str) -> Path | None:
        """Return the sound file of a text, or None when it has none."""
        ...

    def status(self) -> VoiceState:
        """Tell whether there is speech here."""
        ...

    def configure(self, *, voice: str, rate_wpm: int, earlier_voices: Sequence[str] = ()) -> None:
        """Choose the voice, empty for the best there is, and its words a minute.

        Where it is not here, the first of `earlier_voices` that is speaks instead.
        """
        ...
