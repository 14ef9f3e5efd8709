import os
import stat
import sys
from array import array
from pathlib import Path

import pytest

from hipcoach.voice import wav
from hipcoach.voice.clip_cache import ClipCache, clip_key

RATE = 22_050
CLIP_BYTES = 44 + 2 * RATE  # one second


def put(cache: ClipCache, key: str, *, frames: int = RATE) -> None:
    cache.make_folder()
    sound = wav.Sound(array("h", [1000] * frames), RATE)
    wav.write_sound(cache.file_of(key), sound)
    assert cache.add(key, sound.length_ms)


def key_of(
    text: str = "three",
    *,
    voice: str = "us",
    rate_wpm: int = 140,
    engine: str = "fake",
    version: str = "1",
) -> str:
    return clip_key(text, voice=voice, rate_wpm=rate_wpm, engine=engine, version=version)


def test_each_part_of_the_key_makes_another_clip() -> None:
    keys = [
        key_of(),
        key_of("four"),
        key_of(voice="gb"),
        key_of(rate_wpm=141),
        key_of(engine="x"),
        key_of(version="2"),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of() == key_of()


def test_a_clip_is_known_by_length_and_path(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path / "clips")
    assert cache.length_ms("a") is None
    assert cache.path("a") is None
    put(cache, "a")
    assert cache.length_ms("a") == 1000
    assert cache.path("a") == tmp_path / "clips" / "a.wav"


def test_lengths_outlive_the_process_in_the_index(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    put(cache, "a")
    cache.flush()
    assert (tmp_path / "index.json").exists()
    assert ClipCache(tmp_path).length_ms("a") == 1000
    assert not list(tmp_path.glob("*.part"))


def test_clips_that_were_never_noted_are_taken_in(tmp_path: Path) -> None:
    put(ClipCache(tmp_path), "a")
    (tmp_path / "b.wav").write_bytes(b"RIFF")
    cache = ClipCache(tmp_path)
    assert cache.length_ms("a") == 1000
    assert cache.length_ms("b") is None
    assert not (tmp_path / "b.wav").exists()


def test_silence_that_a_power_cut_left_is_not_taken_in(tmp_path: Path) -> None:
    put(ClipCache(tmp_path), "a")
    whole = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "a.wav").write_bytes(whole[:44] + b"\0" * (len(whole) - 44))
    assert ClipCache(tmp_path).length_ms("a") is None
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize("content", [b"", b"{", b'{"clips": 3}', b'{"format": 0}'])
def test_a_damaged_or_old_index_costs_nothing_but_reading_headers(
    tmp_path: Path, content: bytes
) -> None:
    cache = ClipCache(tmp_path)
    put(cache, "a")
    cache.flush()
    (tmp_path / "index.json").write_bytes(content)
    assert ClipCache(tmp_path).length_ms("a") == 1000


@pytest.mark.parametrize("is_reopened", [False, True])
@pytest.mark.parametrize("damage", ["cut", "header", "shorter", "samples", "gone"])
def test_a_damaged_clip_is_dropped(tmp_path: Path, damage: str, is_reopened: bool) -> None:
    cache = ClipCache(tmp_path)
    put(cache, "a")
    put(cache, "b")
    cache.flush()
    if is_reopened:
        cache = ClipCache(tmp_path)
    file = tmp_path / "a.wav"
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[:-100])
    elif damage == "header":
        file.write_bytes(b"JUNK" + whole[4:])
        os.utime(file, (1, 1))
    elif damage == "shorter":
        wav.write_sound(file, wav.Sound(array("h", [5] * 100), RATE))
    elif damage == "samples":
        file.write_bytes(whole[:1_000] + b"\0" * (len(whole) - 1_000))
        os.utime(file, (1, 1))
    else:
        file.unlink()
    assert cache.length_ms("a") is None
    assert cache.path("a") is None
    assert not file.exists()
    assert cache.length_ms("b") == 1000


def test_a_clip_that_is_not_as_long_as_said_is_not_taken(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    put(cache, "a")
    assert not cache.add("a", 999)
    assert not cache.add("never-rendered", 1000)


def test_the_longest_unused_are_evicted_at_flush(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, limit_bytes=2 * CLIP_BYTES)
    for key in ("a", "b", "c"):
        put(cache, key)
    assert cache.length_ms("a") == 1000  # used again: now b is the oldest
    assert (tmp_path / "b.wav").exists()
    cache.flush()
    assert not (tmp_path / "b.wav").exists()
    assert (cache.length_ms("a"), cache.length_ms("b"), cache.length_ms("c")) == (1000, None, 1000)


def test_the_order_of_use_outlives_the_process(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    for key in ("a", "b", "c"):
        put(cache, key)
    assert cache.path("a") is not None
    cache.flush()
    ClipCache(tmp_path, limit_bytes=CLIP_BYTES).flush()
    assert [file.name for file in tmp_path.glob("*.wav")] == ["a.wav"]


def test_a_vanished_clip_does_not_push_out_others(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    put(cache, "a")
    put(cache, "b")
    cache.flush()
    (tmp_path / "b.wav").unlink()
    again = ClipCache(tmp_path, limit_bytes=CLIP_BYTES)
    again.flush()
    assert again.length_ms("a") == 1000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_folder_and_index_are_for_this_user_only(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path / "deep" / "clips")
    put(cache, "a")
    cache.flush()
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((cache.folder / "index.json").stat().st_mode) == 0o600


def test_left_over_parts_are_removed_once_they_are_old(tmp_path: Path) -> None:
    old, young = tmp_path / "a.1.part", tmp_path / "b.2.part"
    for part in (old, young):
        part.write_bytes(b"RIFF")
    os.utime(old, (1, 1))
    ClipCache(tmp_path)
    assert not old.exists()
    assert young.exists()


def test_nothing_is_written_when_nothing_happened(tmp_path: Path) -> None:
    ClipCache(tmp_path / "clips").flush()
    assert not (tmp_path / "clips").exists()


def test_a_folder_that_is_a_file_is_an_os_error_at_flush_only(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path / "clips")
    put(cache, "a")
    for file in cache.folder.iterdir():
        file.unlink()
    cache.folder.rmdir()
    cache.folder.write_text("in the way")
    assert cache.length_ms("a") is None
    with pytest.raises(OSError, match="clips"):
        cache.flush()
    assert ClipCache(cache.folder).length_ms("a") is None
