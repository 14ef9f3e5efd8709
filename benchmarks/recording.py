"""A recording listened to by machine: which clip began when, and what else was to be heard.

Clips are found by their own samples, so a word counts only where that very word sounds.
"""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
# A clip is looked for by its first part: long enough to be told from all others.
HEAD_MS = 700
BEFORE_MS = 150
# The likeness of samples to a clip, 1 for the same; below this something else sounds.
ALIKE = 0.7
# An engine that speaks live says a word a little differently each time.
ALIKE_LIVE = 0.4
WHOLE = 0.9
LOUD = 250
STILL_MS = 300
_FRAME_MS = 10
_BREATH_MS = 200
_WINDOW_MS = 10_000
_FEWEST_WINDOWS = 4

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlannedClip:
    """A clip and its planned moment, in ms of the monotonic clock."""

    at_ms: float
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class HeardClip:
    """A planned clip that was found: how late it began, and how alike it is as a whole."""

    planned: PlannedClip
    late_ms: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Recording:
    """Samples, and the moment of the first one in ms of the monotonic clock.

    `stretch` is how much longer a second of samples lasts than a second of that clock.
    """

    samples: NDArray[np.int16]
    zero_ms: float
    stretch: float = 1.0

    def find(
        self, planned: Sequence[PlannedClip], within_ms: int, *, alike: float = ALIKE
    ) -> list[HeardClip]:
        """Return the clips that sound no later than this after their moments."""
        clips: dict[Path, Samples] = {}
        heard: list[HeardClip] = []
        for each in planned:
            if each.path not in clips:
                clips[each.path] = samples_of(each.path)
            found = self._find(each, clips[each.path], within_ms, alike)
            if found is not None:
                heard.append(found)
        return heard

    def silences_ms(self) -> list[float]:
        """Return the lengths of the silences of at least 300 ms between sounds."""
        frame = RATE * _FRAME_MS // 1_000
        whole = len(self.samples) // frame * frame
        loudest = np.abs(self.samples[:whole].astype(np.int32)).reshape(-1, frame).max(axis=1)
        loud = np.flatnonzero(loudest > LOUD)
        gaps = (np.diff(loud) - 1) * _FRAME_MS
        return [float(gap) for gap in gaps if gap >= STILL_MS]

    def stretches(self, gap_ms: int) -> list[tuple[float, float, Samples]]:
        """Return what sounds between silences of this length: start and end in ms, and samples."""
        frame = RATE * _FRAME_MS // 1_000
        whole = len(self.samples) // frame * frame
        loudest = np.abs(self.samples[:whole].astype(np.int32)).reshape(-1, frame).max(axis=1)
        loud = np.flatnonzero(loudest > LOUD)
        margin = RATE * min(gap_ms // 2, _BREATH_MS) // 1_000
        parts = np.split(loud, np.flatnonzero(np.diff(loud) * _FRAME_MS >= gap_ms) + 1)
        found = []
        for part in parts if len(loud) else ():
            # The first breath of "six" and the last of "half" are softer than what counts as loud.
            first = max(0, int(part[0]) * frame - margin)
            end = int(part[-1] + 1) * frame + margin
            found.append((self._at_ms(first), self._at_ms(end), self._cut(first, end - first)))
        return found

    def _find(
        self, planned: PlannedClip, clip: Samples, within_ms: int, least: float
    ) -> HeardClip | None:
        first = self._index(planned.at_ms - BEFORE_MS)
        head = clip[: RATE * HEAD_MS // 1_000]
        window = self._cut(first, RATE * (BEFORE_MS + within_ms) // 1_000 + len(head))
        if len(head) == 0 or len(window) < len(head):
            return None
        alike = likeness(window, head)
        place = int(np.argmax(alike))
        if alike[place] < least:
            return None
        late_ms = self._at_ms(first + place) - planned.at_ms
        whole = self._cut(first + place, len(clip))
        return HeardClip(planned, late_ms, float(likeness(whole, clip[: len(whole)])[0]))

    def _index(self, at_ms: float) -> int:
        return max(0, round((at_ms - self.zero_ms) / self.stretch * RATE / 1_000))

    def _at_ms(self, index: int) -> float:
        return self.zero_ms + index * self.stretch * 1_000 / RATE

    def _cut(self, first: int, length: int) -> Samples:
        return self.samples[first : first + length].astype(np.float64)


def clock_of(arrivals: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Return zero and stretch of a recorder's clock from arrivals: ms, and samples by then.

    A null sink keeps time by rounded blocks, so its second is off by some millionths. In
    each stretch of ten seconds the block that came with the least delay tells best when
    its samples were, and the line through these tells how the two clocks run apart.
    """
    best: dict[int, tuple[float, float]] = {}
    for now_ms, count in arrivals:
        sample_ms = count * 1_000 / RATE
        early = best.get(int(sample_ms // _WINDOW_MS))
        if early is None or now_ms - sample_ms < early[1]:
            best[int(sample_ms // _WINDOW_MS)] = (sample_ms, now_ms - sample_ms)
    points = np.array(list(best.values()))
    if len(points) < _FEWEST_WINDOWS:
        return (float(points[:, 1].min()) if len(points) else 0.0), 1.0
    slope, zero = np.polyfit(points[:, 0], points[:, 1], 1)
    return float(zero), 1.0 + float(slope)


def likeness(window: Samples, clip: Samples) -> Samples:
    """Return how alike the window is to the clip at each place, whatever the volume."""
    places = len(window) - len(clip) + 1
    size = 1 << (len(window) + len(clip) - 1).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(clip, size))
    products = np.fft.irfft(spectrum, size)[:places]
    powers = np.concatenate(([0.0], np.cumsum(window**2)))
    energy = powers[len(clip) :] - powers[:places]
    scale = np.sqrt(np.maximum(energy, 1.0) * max(float(np.sum(clip**2)), 1.0))
    return np.asarray(products / scale, dtype=np.float64)


def samples_of(path: Path) -> Samples:
    """Read a 16-bit mono WAV as 22,050 frames a second, whatever it has."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        return at_rate(samples.astype(np.float64), file.getframerate(), RATE)


def at_rate(samples: Samples, frames_per_s: int, wanted_per_s: int) -> Samples:
    """Return samples at another rate of frames, with what both rates can hold."""
    count = round(len(samples) * wanted_per_s / frames_per_s)
    if count == len(samples):
        return samples
    spectrum = np.zeros(count // 2 + 1, dtype=np.complex128)
    found = np.fft.rfft(samples)[: len(spectrum)]
    spectrum[: len(found)] = found
    return np.asarray(np.fft.irfft(spectrum, count) * (count / len(samples)))
