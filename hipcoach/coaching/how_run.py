"""How an exercise is done, told on request while the timeline of a session stands still."""

from collections.abc import Callable

from hipcoach.player.clock import Clock
from hipcoach.player.cues import GAP_MS, ClipLengths, shown_ms
from hipcoach.player.events import Event, HowEnded, HowLineDue
from hipcoach.player.lines import CueKind, TimedLines

# A line that nobody rendered yet is waited for this long, then it is a caption alone; and
# this often it is looked for (this app's own judgement).
WAIT_MS = 3_000
LOOK_AGAIN_MS = 100


class HowRun:
    """Tells one line after the other, each when the one before was heard and followed.

    `resumes` says that the session goes on by itself after the last line.
    """

    def __init__(
        self,
        lines: TimedLines,
        lengths: Callable[[], ClipLengths],
        clock: Clock,
        *,
        speaks: bool,
        resumes: bool,
    ) -> None:
        """Begin now; without `speaks` the lines are captions, as long as they take to read."""
        self.resumes = resumes
        self._lines = lines
        self._lengths = lengths
        self._clock = clock
        self._waits = speaks
        self._speaks = speaks
        self._index = 0
        self._next_ms = clock.monotonic_ms()

    @property
    def due_in_ms(self) -> int:
        """Return how long until something may be due, in ms."""
        wait_ms = self._next_ms - self._clock.monotonic_ms()
        return wait_ms if wait_ms > 0 else LOOK_AGAIN_MS

    def advance(self) -> tuple[Event, ...]:
        """Return what is due by now: a line, the end, or nothing."""
        late_ms = self._clock.monotonic_ms() - self._next_ms
        if late_ms < 0:
            return ()
        if self._index >= len(self._lines):
            return (HowEnded(self.resumes),)
        text, pause_ms = self._lines[self._index]
        lengths = self._lengths() if self._speaks else ClipLengths({}, {})
        clip_ms = lengths.of(CueKind.HOW, text)
        if not clip_ms and self._waits and late_ms < WAIT_MS:
            return ()
        # One that was waited for in vain says enough of those to come.
        self._waits = self._waits and clip_ms > 0
        self._index += 1
        shown = shown_ms(CueKind.HOW, text, lengths)
        self._next_ms = self._clock.monotonic_ms() + shown + GAP_MS + pause_ms
        return (HowLineDue(text, clip_ms),)
