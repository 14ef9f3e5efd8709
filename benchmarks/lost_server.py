"""How soon a sound server that dies in the middle of a sound is noticed.

Usage: python -m benchmarks.lost_server FOLDER
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.probes import tell
from benchmarks.sound_path import recorded_null_sink
from hipcoach.player.cues import Cue
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.lines import Anchor, CueKind, Priority
from hipcoach.ui.sound import SoundPlayer
from hipcoach.voice.voices import VoiceStatus

EVERY_MS = 1_000
KILLED_AFTER_MS = 3_100
LIMIT_MS = 15_000


class NoClips:
    """Speech that isn't there: tones are enough here."""

    def prepare(
        self,
        texts: Sequence[str],
        *,
        on_progress: Callable[[int, int], None],
        on_done: Callable[[], None],
    ) -> None:
        """Render nothing."""

    def prepare_ahead(self, texts: Sequence[str]) -> None:
        """Render nothing."""

    def prepare_blocking(
        self,
        texts: Sequence[str],
        *,
        timeout_ms: int,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Render nothing."""

    def lengths_ms(self, texts: Iterable[str]) -> dict[str, int]:
        """Know no lengths."""
        return {}

    def path(self, text: str) -> Path | None:
        """Have no clip."""
        return None

    def status(self) -> VoiceStatus:
        """Tell that there is no speech."""
        return VoiceStatus(available=False)

    def configure(self, *, voice: str, rate_wpm: int, earlier_voices: Sequence[str] = ()) -> None:
        """Choose nothing."""


def main() -> None:
    """Play a tone a second, kill the server, and tell when the player said so."""
    app = QCoreApplication(sys.argv)
    with recorded_null_sink(Path(sys.argv[1])) as sink:
        os.environ["PULSE_SERVER"] = sink.server
        player = SoundPlayer(NoClips())
        tone = Cue(
            segment_index=0,
            anchor=Anchor.START,
            offset_ms=0,
            kind=CueKind.EARCON,
            text="go",
            priority=Priority.SWITCH,
            clip_ms=EARCON_MS["go"],
        )
        killed_ns: list[int] = []
        noticed_ms: list[float] = []

        def kill() -> None:
            os.kill(sink.server_pid, signal.SIGKILL)
            killed_ns.append(time.monotonic_ns())

        def notice() -> None:
            noticed_ms.append((time.monotonic_ns() - killed_ns[0]) / 1e6 if killed_ns else -1.0)
            app.quit()

        player.output_lost.connect(notice)
        player.open()
        beat = QTimer()
        beat.timeout.connect(lambda: player.play(tone, 0))
        beat.start(EVERY_MS)
        QTimer.singleShot(KILLED_AFTER_MS, kill)
        QTimer.singleShot(LIMIT_MS, app.quit)
        app.exec()
    tell({"noticed_ms": noticed_ms[0] if noticed_ms else None})
    # Nothing that happens on the way out may hold the figure up.
    os._exit(0)


if __name__ == "__main__":
    main()
