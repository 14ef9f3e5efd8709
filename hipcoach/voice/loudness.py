"""How loud speech is, and clips that are all as loud as each other.

Loudness after EBU R128 and ITU-R BS.1770-4: K-weighted, in blocks of 400 ms, gated. The
weighting is done on the spectrum, which numpy does at once; energies come out the same.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hipcoach.voice.wav import Sound

TARGET_LUFS: Final = -21.0
"""Loudness of a voice's lines: louder than broadcasts (-23), with room for hard consonants."""
PEAK_LIMIT_DB: Final = -2.0
"""No true peak is higher; it has the last word."""
MOST_APART_DB: Final = 1.3
"""A clip's level may differ from that of a usual sentence by this much either way."""
FADE_MS: Final = 10
_SILENT_LUFS: Final = -70.0
_FULL_SCALE: Final = 32_768
_BLOCK_MS, _HOP_MS = 400, 100
_OVERSAMPLING: Final = 4
# Speech reaches less than this above its samples; looking between them takes long.
_BETWEEN_SAMPLES_DB: Final = 3.0

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Levels:
    """What makes a voice at one rate as loud as any other.

    `gain_db` is added to each of its clips; `usual_db` is the level of its sentences then.
    """

    gain_db: float
    usual_db: float


def levels_of(sounds: Sequence[Sound]) -> Levels:
    """Return the one gain of a voice from lines it spoke, all at one rate of frames."""
    lines = [_samples(sound) for sound in sounds]
    frames_per_s = sounds[0].frames_per_s
    gain_db = TARGET_LUFS - loudness_lufs(np.concatenate(lines), frames_per_s)
    usual = float(np.median([level_db(line, frames_per_s) for line in lines]))
    return Levels(gain_db=gain_db, usual_db=usual + gain_db)


def finished(sound: Sound, levels: Levels) -> Sound:
    """Return a clip at the level of the others, with soft ends."""
    if not sound.samples:
        return sound
    samples = _samples(sound)
    level = level_db(samples, sound.frames_per_s) + levels.gain_db
    least, most = levels.usual_db - MOST_APART_DB, levels.usual_db + MOST_APART_DB
    gain_db = levels.gain_db + max(least, min(most, level)) - level
    room_db = PEAK_LIMIT_DB - gain_db - _decibels(float(np.abs(samples).max()))
    if room_db < _BETWEEN_SAMPLES_DB:
        gain_db = min(gain_db, PEAK_LIMIT_DB - true_peak_db(samples))
    samples = _faded(samples * 10 ** (gain_db / 20), sound.frames_per_s)
    whole = np.round(samples * _FULL_SCALE).clip(-_FULL_SCALE, _FULL_SCALE - 1)
    return Sound(array("h", whole.astype(np.int16).tobytes()), sound.frames_per_s)


def level_db(samples: Samples, frames_per_s: int) -> float:
    """Return the level of the loudest 400 ms in LUFS; of all of it where it is shorter."""
    return float(max(_block_levels(samples, frames_per_s), default=_SILENT_LUFS))


def loudness_lufs(samples: Samples, frames_per_s: int) -> float:
    """Return the integrated loudness of mono samples (-1 to 1), -70 for silence."""
    levels = _block_levels(samples, frames_per_s)
    heard = levels[levels > _SILENT_LUFS]
    if not heard.size:
        return _SILENT_LUFS
    return _mean_db(heard[heard > _mean_db(heard) - 10.0])


def true_peak_db(samples: Samples) -> float:
    """Return the peak between the samples in dB of full scale, oversampled four times."""
    size = _power_of_two(len(samples))
    spectrum = np.fft.rfft(samples, size)
    between = np.fft.irfft(spectrum, size * _OVERSAMPLING) * _OVERSAMPLING
    peak = max(float(np.abs(between).max()), float(np.abs(samples).max()))
    return _decibels(peak)


def _decibels(amplitude: float) -> float:
    return 20 * float(np.log10(max(amplitude, 1e-9)))


def _power_of_two(least: int) -> int:
    """Return a size that the transform is quick at."""
    return 1 << (least - 1).bit_length()


def _samples(sound: Sound) -> Samples:
    return np.frombuffer(sound.samples, dtype=np.int16).astype(np.float64) / _FULL_SCALE


def _faded(samples: Samples, frames_per_s: int) -> Samples:
    count = min(FADE_MS * frames_per_s // 1000, len(samples) // 2)
    rise = np.sin(np.linspace(0.0, np.pi / 2, count)) ** 2
    samples[:count] *= rise
    samples[len(samples) - count :] *= rise[::-1]
    return samples


def _mean_db(levels: Samples) -> float:
    return float(10 * np.log10(np.mean(10 ** (levels / 10))))


def _block_levels(samples: Samples, frames_per_s: int) -> Samples:
    """Return the level of each block of 400 ms, begun every 100 ms, in LUFS."""
    power = _k_weighted(samples, frames_per_s) ** 2
    block, hop = _BLOCK_MS * frames_per_s // 1000, _HOP_MS * frames_per_s // 1000
    sums = np.concatenate(([0.0], np.cumsum(power)))
    if len(power) <= block:
        means = sums[-1:] / max(1, len(power))
    else:
        starts = np.arange(0, len(power) - block + 1, hop)
        means = (sums[starts + block] - sums[starts]) / block
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(means, 1e-10)))


def _k_weighted(samples: Samples, frames_per_s: int) -> Samples:
    """Weight by the two filters of BS.1770-4, computed for any rate of frames."""
    # Padded, so that the end doesn't run round into the beginning.
    size = _power_of_two(len(samples) + frames_per_s // 5)
    weighted = np.fft.irfft(np.fft.rfft(samples, size) * _k_weights(size, frames_per_s), size)
    return np.asarray(weighted[: len(samples)])


@lru_cache(maxsize=8)
def _k_weights(size: int, frames_per_s: int) -> NDArray[np.complex128]:
    """Return the response of both filters; the lines of a session come in a few sizes."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    shelf = _biquad(z, 1681.974450955533, 0.7071752369554196, frames_per_s, gain_db=3.99984385397)
    high_pass = _biquad(z, 38.13547087602444, 0.5003270373238773, frames_per_s)
    return np.asarray(shelf * high_pass)


def _biquad(
    z: NDArray[np.complex128], hz: float, q: float, frames_per_s: int, *, gain_db: float = 0.0
) -> NDArray[np.complex128]:
    """Return the response of a high shelf, or without a gain of a high pass."""
    k = float(np.tan(np.pi * hz / frames_per_s))
    a0 = 1 + k / q + k * k
    if gain_db:
        high = 10 ** (gain_db / 20)
        band = high**0.4996667741545416
        b = (
            (high + band * k / q + k * k) / a0,
            2 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
        )
    else:
        b = (1.0, -2.0, 1.0)
    a1, a2 = 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0
    response = (b[0] + b[1] * z + b[2] * z * z) / (1 + a1 * z + a2 * z * z)
    return np.asarray(response)
