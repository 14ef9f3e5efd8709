"""Clips as sound files: 16-bit mono WAV, with the silence at both ends cut off."""

import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

HEADER_BYTES = 44
LEAD_MS = 5
TAIL_MS = 20
# Half a percent of the loudest sample (46 dB below it): softer than the first
# breath of "three", louder than an engine's idle noise.
_QUIET_SHARE = 0.005
_SAMPLE_BYTES = 2
_PIECE = 512


class NotAWavError(Exception):
    """The file is not sound that can be used; the text says in what way."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono samples and how many of them make a second."""

    samples: "array[int]"
    frames_per_s: int

    @property
    def length_ms(self) -> int:
        """Length in ms, rounded up so that nothing planned on it is cut off."""
        return frames_to_ms(len(self.samples), self.frames_per_s)


def frames_to_ms(frames: int, frames_per_s: int) -> int:
    """Return how long so many frames last, in ms, rounded up."""
    return -(-frames * 1000 // frames_per_s)


def read_sound(path: Path) -> Sound:
    """Read a 16-bit WAV of any number of channels; raises NotAWavError or OSError."""
    with path.open("rb") as file:
        if file.read(4) != b"RIFF":
            raise NotAWavError("it does not begin as a WAV file does")
        file.seek(0)
        try:
            with wave.open(file) as wav:
                channels, width = wav.getnchannels(), wav.getsampwidth()
                frames_per_s = wav.getframerate()
                data = wav.readframes(wav.getnframes())
        except (wave.Error, EOFError) as error:
            raise NotAWavError(str(error) or "it ends too early") from error
    if width != _SAMPLE_BYTES or channels < 1 or frames_per_s < 1:
        raise NotAWavError(f"it has {channels} channels of {8 * width} bits")
    samples = array("h", data[: len(data) - len(data) % (width * channels)])
    if sys.byteorder == "big":
        samples.byteswap()
    return Sound(samples[::channels], frames_per_s)


def trim(sound: Sound) -> Sound:
    """Cut the silence off both ends, but for a short lead and tail.

    A word then begins when its cue begins, and is as short as it can be.
    Sound that is silent all through comes back empty.
    """
    samples = sound.samples
    if not samples:
        return sound
    peaks = (max(samples), -min(samples))
    loudest = max(peaks)
    if loudest == 0:
        return Sound(array("h"), sound.frames_per_s)
    quiet = loudest * _QUIET_SHARE
    first = _quiet_count(samples, quiet)
    stop = len(samples) - _quiet_count(samples[::-1], quiet)
    start = max(0, first - LEAD_MS * sound.frames_per_s // 1000)
    return Sound(samples[start : stop + TAIL_MS * sound.frames_per_s // 1000], sound.frames_per_s)


def _quiet_count(samples: "array[int]", quiet: float) -> int:
    """Return how many samples come before the first one that is heard."""
    for begin in range(0, len(samples), _PIECE):
        # Whole pieces at once: the silence round a line is some ten thousand samples.
        piece = samples[begin : begin + _PIECE]
        if max(piece) > quiet or -min(piece) > quiet:
            return begin + next(i for i, sample in enumerate(piece) if abs(sample) > quiet)
    return len(samples)


def write_sound(path: Path, sound: Sound) -> None:
    """Write a 16-bit mono WAV; raises OSError."""
    samples = sound.samples
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    with path.open("wb") as file, wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(_SAMPLE_BYTES)
        wav.setframerate(sound.frames_per_s)
        wav.writeframes(samples.tobytes())


def clip_length_ms(path: Path) -> int:
    """Read a clip's length from its header and size alone.

    Raises NotAWavError when they don't agree or the file is no clip of ours, and
    OSError when it can't be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    if len(head) < HEADER_BYTES or head[:4] != b"RIFF" or head[8:16] != b"WAVEfmt ":
        raise NotAWavError("it does not begin as a WAV file does")
    channels = int.from_bytes(head[22:24], "little")
    frames_per_s = int.from_bytes(head[24:28], "little")
    bits = int.from_bytes(head[34:36], "little")
    data_bytes = int.from_bytes(head[40:44], "little")
    if head[36:40] != b"data" or channels != 1 or bits != 8 * _SAMPLE_BYTES or not frames_per_s:
        raise NotAWavError("it is not 16-bit mono")
    if data_bytes != size - HEADER_BYTES or data_bytes < _SAMPLE_BYTES:
        raise NotAWavError("its size is not what its header says")
    return frames_to_ms(data_bytes // _SAMPLE_BYTES, frames_per_s)
