"""Loudness against known signals, and clips that come out alike."""

from array import array
from pathlib import Path

import numpy as np
import pytest

from hipcoach.player.earcons import EARCON_MS
from hipcoach.voice import wav
from hipcoach.voice.loudness import (
    MOST_APART_DB,
    PEAK_LIMIT_DB,
    TARGET_LUFS,
    Levels,
    Samples,
    finished,
    level_db,
    levels_of,
    loudness_lufs,
    true_peak_db,
)
from hipcoach.voice.wav import Sound

FRAMES = 24_000
SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"


def tone(hz: float, ms: int, peak: float, frames_per_s: int = FRAMES) -> Samples:
    at = np.arange(ms * frames_per_s // 1000) / frames_per_s
    return np.asarray(peak * np.sin(2 * np.pi * hz * at))


def sound(samples: Samples) -> Sound:
    return Sound(array("h", (samples * 32_767).astype(np.int16).tobytes()), FRAMES)


def samples_of(clip: Sound) -> Samples:
    return np.frombuffer(clip.samples, np.int16) / 32_768


@pytest.mark.parametrize("frames_per_s", [16_000, 22_050, 24_000, 48_000])
def test_the_tone_of_the_standard_has_its_loudness(frames_per_s: int) -> None:
    """BS.1770-4: a sine of 997 Hz at full scale in one channel is -3.01 LUFS."""
    found = loudness_lufs(tone(997, 5_000, 1.0, frames_per_s), frames_per_s)
    assert found == pytest.approx(-3.01, abs=0.05)


def test_pauses_do_not_make_speech_quieter() -> None:
    spoken = tone(500, 3_000, 0.2)
    with_pauses = np.concatenate((spoken, np.zeros(3 * FRAMES), spoken))
    assert loudness_lufs(with_pauses, FRAMES) == pytest.approx(
        loudness_lufs(spoken, FRAMES), abs=0.3
    )


def test_silence_has_no_loudness() -> None:
    assert loudness_lufs(np.zeros(FRAMES), FRAMES) == -70
    assert finished(Sound(array("h"), FRAMES), Levels(6.0, -18.0)).samples == array("h")


def test_a_peak_between_the_samples_is_seen() -> None:
    at = np.arange(FRAMES) + 0.5
    between = np.sin(np.pi / 2 * at)  # samples at 0.71 of a wave that reaches 1
    assert np.abs(between).max() < 0.72
    assert true_peak_db(between) == pytest.approx(0.0, abs=0.2)


def test_words_come_within_the_level_of_sentences() -> None:
    sentences = [sound(tone(400, 1_500, peak)) for peak in (0.10, 0.12, 0.15)]
    levels = levels_of(sentences)
    assert levels.usual_db == pytest.approx(TARGET_LUFS, abs=1.5)
    for peak in (0.001, 0.02, 0.12, 0.6):
        clip = samples_of(finished(sound(tone(400, 300, peak)), levels))
        # A fade at each end takes a little.
        assert abs(level_db(clip, FRAMES) - levels.usual_db) <= MOST_APART_DB + 0.4


def test_the_peak_has_the_last_word() -> None:
    click = np.zeros(FRAMES // 2)
    click[FRAMES // 4] = 0.9
    quiet_with_click = click + tone(400, 500, 0.01)
    clip = finished(sound(quiet_with_click), Levels(gain_db=20.0, usual_db=-18.0))
    assert true_peak_db(samples_of(clip)) <= PEAK_LIMIT_DB + 0.05


@pytest.mark.parametrize("name", [name for name in EARCON_MS if name not in ("silence", "beat")])
def test_tones_are_as_loud_as_speech(name: str) -> None:
    """Within 3 dB of a sentence at the same volume; the beat is meant to be softer."""
    tone_file = wav.read_sound(SOUNDS / f"{name}.wav")
    usual_db = TARGET_LUFS + 2.8  # the loudest 400 ms of a sentence, as measured of each voice
    assert level_db(samples_of(tone_file), tone_file.frames_per_s) == pytest.approx(usual_db, abs=3)


def test_ends_are_soft() -> None:
    clip = samples_of(finished(sound(tone(1_000, 400, 0.3)), Levels(0.0, -14.0)))
    ms = FRAMES // 1000
    assert np.abs(clip[:ms]).max() < 0.05 * np.abs(clip).max()
    assert np.abs(clip[-ms:]).max() < 0.05 * np.abs(clip).max()
