import wave
from array import array
from pathlib import Path

import pytest

from hipcoach.voice import wav
from hipcoach.voice.wav import NotAWavError, Sound

RATE = 22_050


def tone(before: int, loud: int, after: int) -> Sound:
    samples = array("h", [0] * before + [8000, -8000] * (loud // 2) + [0] * after)
    return Sound(samples, RATE)


def test_trimming_leaves_five_ms_before_and_twenty_after() -> None:
    trimmed = wav.trim(tone(2205, 4410, 9000))
    assert len(trimmed.samples) == 110 + 4410 + 441
    assert trimmed.samples[109] == 0
    assert trimmed.samples[110] == 8000


def test_trimming_adds_nothing_that_was_not_there() -> None:
    trimmed = wav.trim(tone(10, 100, 20))
    assert len(trimmed.samples) == 130


def test_noise_far_below_the_voice_counts_as_silence() -> None:
    hiss = array("h", [20, -20] * 1000)
    trimmed = wav.trim(Sound(hiss + tone(0, 1000, 0).samples + hiss, RATE))
    assert len(trimmed.samples) == 110 + 1000 + 441


@pytest.mark.parametrize("samples", [array("h"), array("h", [0] * 500)])
def test_silence_trims_to_nothing(samples: "array[int]") -> None:
    assert not wav.trim(Sound(samples, RATE)).samples


def test_lengths_are_rounded_up() -> None:
    assert wav.frames_to_ms(22_050, RATE) == 1000
    assert wav.frames_to_ms(22_051, RATE) == 1001
    assert wav.frames_to_ms(1, RATE) == 1


def test_what_is_written_reads_back_and_its_header_tells_its_length(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sound = tone(5, 100, 5)
    wav.write_sound(path, sound)
    assert wav.read_sound(path) == sound
    assert wav.clip_length_ms(path) == sound.length_ms == 5


def test_of_two_channels_one_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    with path.open("wb") as file, wave.open(file, "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(array("h", [1, 9, 2, 9, 3, 9]).tobytes())
    assert list(wav.read_sound(path).samples) == [1, 2, 3]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"FORM\0\0\0\0AIFF" + b"\0" * 100)
    with pytest.raises(NotAWavError, match="does not begin"):
        wav.read_sound(path)
    with pytest.raises(NotAWavError, match="does not begin"):
        wav.clip_length_ms(path)


def test_eight_bits_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with path.open("wb") as file, wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(RATE)
        out.writeframes(b"\x80" * 100)
    with pytest.raises(NotAWavError, match="8 bits"):
        wav.read_sound(path)
    with pytest.raises(NotAWavError, match="16-bit"):
        wav.clip_length_ms(path)


@pytest.mark.parametrize("keep", [0, 3, 20, 43])
def test_a_torn_header_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.wav"
    wav.write_sound(path, tone(0, 100, 0))
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(NotAWavError):
        wav.read_sound(path)
    with pytest.raises(NotAWavError):
        wav.clip_length_ms(path)


def test_a_torn_clip_is_noticed_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    wav.write_sound(path, tone(0, 100, 0))
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(NotAWavError, match="size"):
        wav.clip_length_ms(path)
