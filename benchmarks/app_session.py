"""A real session in a real window, measured while it runs: times, CPU and frames.

KIND is one of `benchmarks.routines`, or the id of a routine of the library, which is played whole.

Usage: python -m benchmarks.app_session DATA_DIR KIND LENGTH_S [VOICE]
"""

import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from benchmarks.probes import Frames, percentile, stop_at_once, tell
from benchmarks.routines import HOLDING, MOVING, routine_of
from hipcoach.app import Window, make_application
from hipcoach.coaching.preparation import options_from
from hipcoach.player.clock import SystemClock
from hipcoach.player.events import CueDue, SegmentStarted
from hipcoach.player.planning import lines
from hipcoach.player.timeline import SegmentKind
from hipcoach.services import RENDER_TIMEOUT_MS, load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.pages.morning_page import MorningAnswer
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.session_stage import Stage
from hipcoach.voice.voices import ESPEAK_ENGINE, best_voice

SOUNDS = Path(__file__).resolve().parents[1] / "assets" / "sounds"
SETTLE_MS = 1_000
PAUSED_MS = 5_000


class Load:
    """What the process used between two moments."""

    def __init__(self, frames: Frames) -> None:
        """Begin now."""
        self._frames = frames
        self._count = frames.count
        self._cpu_s = time.process_time()
        self._wall_s = time.monotonic()

    def taken(self) -> tuple[float, float]:
        """Return the per cent of one core and the frames a second since the beginning."""
        wall_s = time.monotonic() - self._wall_s
        cpu_s = time.process_time() - self._cpu_s
        return 100 * cpu_s / wall_s, (self._frames.count - self._count) / wall_s


class Measured:
    """Plays one session and takes the figures."""

    def __init__(self, window: Window, kind: str, length_s: int, voice: str = "") -> None:
        """Say what is to be played, in which voice; "" is the one that speaks by itself."""
        self._window = window
        self._kind = kind
        self._length_s = length_s
        self._voice = voice
        self._flow = window.pages.session()
        self._frames = Frames(window.main)
        self._t0_ns = 0
        self._errors_ms: list[float] = []
        self._hold_began_ms: float | None = None
        self._hold_errors_ms: list[float] = []
        self._cues: list[tuple[float, str, str]] = []
        self._starts_ms: tuple[int, ...] = ()
        self._load: Load | None = None
        self._figures: dict[str, object] = {}

    def begin(self) -> None:
        """Open the session and start it without a rating, once every line has its clip."""
        services = self._window.services
        settings = services.preferences.current
        # Short ways, so that a short session is no long wait for the floor.
        settings = replace(
            settings,
            pace=replace(settings.pace, floor_s=10, equipment_s=10),
            voice=replace(settings.voice, voice_id=self._voice, lead_through=False),
        )
        services.preferences.change(settings)
        options = options_from(settings)
        shipped = services.library.routines.get(self._kind)
        routine = shipped or routine_of(self._kind, self._length_s, services.library, options)
        texts = lines(routine, options, services.words)
        services.clips.prepare_blocking(texts, timeout_ms=RENDER_TIMEOUT_MS)
        self._figures["clips"] = len(services.clips.lengths_ms(texts))
        self._flow.running_changed.connect(self._on_running)
        self._window.main.begin_session(routine)
        if self._flow.stage is Stage.MORNING:
            self._flow.morning.answered.emit(MorningAnswer(nrs=None))
        self._flow.before.answered.emit(None)

    @property
    def _driver(self) -> PlayerDriver:
        driver = self._flow.driver
        if driver is None:
            raise RuntimeError("no session runs")
        return driver

    def _on_running(self, is_running: bool) -> None:
        if not is_running:
            return
        driver = self._driver
        self._starts_ms = driver.player.plan.timeline.starts_ms()
        driver.segment_started.connect(self._on_segment)
        driver.cue_due.connect(self._on_cue)
        driver.session_finished.connect(self._end)
        # The next thing that happens is the driver's play(), which reads the clock.
        self._t0_ns = time.monotonic_ns()

    def _on_segment(self, event: SegmentStarted) -> None:
        error_ms = self._note(self._starts_ms[event.segment_index])
        segment = event.segment
        if self._hold_began_ms is not None:
            self._hold_errors_ms.append(error_ms - self._hold_began_ms)
        self._hold_began_ms = error_ms if segment.kind is SegmentKind.HOLD else None
        begins = segment.kind is SegmentKind.HOLD or segment.rep_no == 1
        if self._kind in (MOVING, HOLDING) and begins and self._load is None:
            self._load = Load(self._frames)
            # What is left out at the end is the last rep or the countdown's last second.
            QTimer.singleShot((self._length_s - 2) * 1_000, self._measured)

    def _on_cue(self, event: CueDue) -> None:
        cue, timeline = event.cue, self._driver.player.plan.timeline
        length_ms = timeline.segments[cue.segment_index].estimate_ms
        planned_ms = self._starts_ms[cue.segment_index] + cue.due_ms(length_ms)
        services = self._window.services
        path = SOUNDS / f"{cue.text}.wav" if cue.is_earcon else services.clips.path(cue.text)
        if cue.clip_ms and path is not None:
            self._cues.append((self._t0_ns / 1e6 + planned_ms, cue.text, str(path)))
        self._note(planned_ms)

    def _note(self, planned_ms: int) -> float:
        """Note how far from its planned moment an event is told, by a clock of our own."""
        error_ms = (time.monotonic_ns() - self._t0_ns) / 1e6 - planned_ms
        self._errors_ms.append(error_ms)
        return error_ms

    def _voice_id(self) -> str:
        # For pyttsx3, which speaks the same lines live beside the recording.
        voices = self._window.services.clips.status().voices
        best = best_voice([each for each in voices if each.engine == ESPEAK_ENGINE])
        return "" if best is None else best.id

    def _measured(self) -> None:
        if self._load is not None:
            cpu, frames = self._load.taken()
            self._figures.update(cpu_percent=cpu, frames_per_s=frames)
        if self._kind == MOVING:
            self._driver.pause()
            QTimer.singleShot(SETTLE_MS, self._begin_pause)

    def _begin_pause(self) -> None:
        self._load = Load(self._frames)
        QTimer.singleShot(PAUSED_MS, self._end_pause)

    def _end_pause(self) -> None:
        if self._load is not None:
            cpu, frames = self._load.taken()
            self._figures.update(paused_cpu_percent=cpu, paused_frames_per_s=frames)
        self._end()

    def _end(self) -> None:
        errors = self._errors_ms
        share = max(1, len(errors) // 3)
        self._figures.update(
            events=len(errors),
            hold_errors_ms=self._hold_errors_ms,
            drift_ms=statistics.median(errors[-share:]) - statistics.median(errors[:share]),
            late_p50_ms=percentile(errors, 50),
            late_p99_ms=percentile(errors, 99),
            late_worst_ms=max(errors),
            early_worst_ms=-min(errors),
            played_s=(time.monotonic_ns() - self._t0_ns) / 1e9,
            platform=QGuiApplication.platformName(),
            cues=self._cues,
            voice=self._voice_id(),
            rate_wpm=self._window.services.preferences.current.voice.rate_wpm,
        )
        tell(self._figures)
        # The figures are told: nothing that happens on the way out may hold them up.
        os._exit(0)


def main() -> None:
    """Play a session of the kind and length asked for, tell the figures, and end."""
    paths = DataPaths.find(Path(sys.argv[1]))
    app = make_application()
    window = Window(app, paths, load_settings(paths), SystemClock())
    # After the window, which puts its own in place.
    sys.excepthook = stop_at_once
    window.main.resize(1920, 1080)
    window.main.show()
    window.fill()
    measured = Measured(window, sys.argv[2], int(sys.argv[3]), "".join(sys.argv[4:]))
    QTimer.singleShot(SETTLE_MS, measured.begin)
    app.exec()
    window.close()


if __name__ == "__main__":
    main()
