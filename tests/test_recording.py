"""What the benchmark hears in a recording, held against recordings made by hand."""

import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.recording import RATE, PlannedClip, Recording, at_rate, clock_of, samples_of

ZERO_MS = 5_000.0


def noise(seed: int, length_ms: int) -> NDArray[np.int16]:
    source = np.random.default_rng(seed)
    return (source.standard_normal(RATE * length_ms // 1_000) * 4_000).astype(np.int16)


def clip(folder: Path, seed: int, length_ms: int = 400) -> Path:
    path = folder / f"{seed}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(noise(seed, length_ms).tobytes())
    return path


def recorded(*sounds: tuple[int, int], length_ms: int = 5_000) -> Recording:
    """Return a recording in which (seed, ms from its begin) sound, each 400 ms long."""
    samples = np.zeros(RATE * length_ms // 1_000, dtype=np.int16)
    for seed, at_ms in sounds:
        first = RATE * at_ms // 1_000
        sound = noise(seed, 400)
        # Half as loud: a person may have turned the volume down.
        samples[first : first + len(sound)] += sound // 2
    return Recording(samples, ZERO_MS)


def planned(folder: Path, seed: int, at_ms: int) -> PlannedClip:
    return PlannedClip(ZERO_MS + at_ms, f"line {seed}", clip(folder, seed))


@pytest.mark.parametrize("late_ms", [-60, 0, 47, 300])
def test_a_clip_is_found_where_it_begins(tmp_path: Path, late_ms: int) -> None:
    recording = recorded((1, 1_000 + late_ms), (2, 3_000))

    (found,) = recording.find([planned(tmp_path, 1, 1_000)], 450)

    assert found.late_ms == pytest.approx(late_ms, abs=0.1)
    assert found.likeness > 0.99


def test_another_word_in_its_place_and_one_far_too_late_are_not_it(tmp_path: Path) -> None:
    recording = recorded((2, 1_000), (1, 3_000))

    assert recording.find([planned(tmp_path, 1, 1_000)], 450) == []


def test_a_second_voice_makes_a_clip_less_like_itself(tmp_path: Path) -> None:
    recording = recorded((1, 1_000), (3, 1_200))

    (found,) = recording.find([planned(tmp_path, 1, 1_000)], 450)

    assert found.likeness < 0.9


def test_a_word_beyond_the_end_is_not_heard(tmp_path: Path) -> None:
    assert recorded((1, 1_000)).find([planned(tmp_path, 1, 4_900)], 450) == []


def test_silences_are_as_long_as_they_are() -> None:
    assert recorded((1, 500), (2, 2_400), (3, 2_900)).silences_ms() == pytest.approx(
        [1_500], abs=20
    )


@pytest.mark.parametrize("stretch", [1.0, 1.00005, 0.9999])
def test_the_recorders_clock_is_told_from_when_its_blocks_arrive(stretch: float) -> None:
    delays = np.random.default_rng(7).exponential(5, 6_000)
    # A block of 100 ms each, most of them somewhat delayed.
    counts = [RATE // 10 * number for number in range(1, 6_001)]
    arrivals = [
        (ZERO_MS + count * stretch * 1_000 / RATE + delay, count)
        for count, delay in zip(counts, delays, strict=True)
    ]

    zero_ms, found = clock_of(arrivals)

    assert zero_ms == pytest.approx(ZERO_MS, abs=1)
    assert (found - 1) * 600_000 == pytest.approx((stretch - 1) * 600_000, abs=1)


def test_a_short_recording_takes_the_block_with_the_least_delay() -> None:
    arrivals = [(ZERO_MS + number * 100 + 5 * number, RATE // 10 * number) for number in (1, 2, 3)]

    zero_ms, stretch = clock_of(arrivals)

    assert zero_ms == pytest.approx(ZERO_MS + 5)
    assert stretch == 1.0


def test_a_clip_is_found_on_a_clock_that_runs_apart(tmp_path: Path) -> None:
    plain = recorded((1, 4_000))
    stretched = Recording(plain.samples, ZERO_MS, 1.01)

    (found,) = stretched.find([planned(tmp_path, 1, 4_000)], 450)

    assert found.late_ms == pytest.approx(40, abs=0.2)


def test_what_sounds_is_cut_at_its_silences_with_its_soft_ends() -> None:
    cut = recorded((1, 1_000), (2, 1_500), (3, 3_500)).stretches(500)
    begins, ends = [each[0] - ZERO_MS for each in cut], [each[1] - ZERO_MS for each in cut]
    assert begins == pytest.approx([800, 3_300], abs=15)
    assert ends == pytest.approx([2_100, 4_100], abs=15)
    lengths_ms = [len(samples) * 1_000 / RATE for _, _, samples in cut]
    assert lengths_ms == pytest.approx([1_300, 800], abs=15)
    assert recorded().stretches(500) == []


def test_a_clip_of_another_rate_is_found_as_well(tmp_path: Path) -> None:
    """The natural voice has 24,000 frames a second; what is recorded has 22,050."""
    own = clip(tmp_path, 1)
    samples = samples_of(own)
    other = tmp_path / "other.wav"
    with wave.open(str(other), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(at_rate(samples, RATE, 24_000).round().astype("<i2").tobytes())
    (found,) = recorded((1, 1_000)).find([PlannedClip(ZERO_MS + 1_000, "one", other)], 400)
    assert abs(found.late_ms) < 1
    assert found.likeness > 0.99
