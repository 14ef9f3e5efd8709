"""One call for clips, from when it is made until its lines are dealt with."""

from collections.abc import Callable, Sequence


class Job:
    """One call of prepare: its lines, how far it is, and whom to tell."""

    def __init__(
        self,
        texts: Sequence[str],
        *,
        voices: tuple[str, ...],
        rate_wpm: int,
        on_progress: Callable[[int, int], None] | None = None,
        on_done: Callable[[], None] | None = None,
    ) -> None:
        self.texts = tuple(dict.fromkeys(text for text in texts if text.strip()))
        self.voices = voices
        self.rate_wpm = rate_wpm
        self.on_progress = on_progress
        self.on_done = on_done
        self.done_count = 0
        self.is_finished = False
