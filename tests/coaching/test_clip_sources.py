"""The fake voice of the tests keeps the promises of the real one."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from tests.support.fake_clips import FakeClips

LINES = ("Clamshell.", "Left leg.", "Two sets of ten.")
PATIENCE_S = 20


@pytest.fixture(params=["fake", "real"])
def clips(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClipSource]:
    """Yield one and the other."""
    if request.param == "fake":
        yield FakeClips(tmp_path / "clips")
        return
    client = VoiceClient(ClipCache(tmp_path / "clips"))
    yield client
    client.close()


def test_nothing_has_a_clip_before_it_is_prepared(clips: ClipSource) -> None:
    assert clips.lengths_ms(LINES) == {}
    assert clips.path(LINES[0]) is None


def test_prepared_lines_have_clips_with_lengths(clips: ClipSource) -> None:
    clips.prepare_blocking(LINES, timeout_ms=PATIENCE_S * 1_000)
    lengths = clips.lengths_ms((*LINES, "Never asked for."))
    assert set(lengths) == set(LINES)
    assert all(200 < length < 5_000 for length in lengths.values())
    assert lengths["Two sets of ten."] > lengths["Left leg."]
    for line in LINES:
        path = clips.path(line)
        assert path is not None
        assert path.read_bytes().startswith(b"RIFF")
    assert clips.status().available
    assert clips.status().problem == ""
    assert clips.status().engine


def test_progress_and_the_end_are_told(clips: ClipSource) -> None:
    progress: list[tuple[int, int]] = []
    done = threading.Event()
    clips.prepare(
        ("One.", " ", "One.", "Two."),
        on_progress=lambda reached, total: progress.append((reached, total)),
        on_done=done.set,
    )
    assert done.wait(PATIENCE_S)
    assert progress[-1] == (2, 2)
    assert progress == sorted(progress)


def test_another_rate_needs_other_clips(clips: ClipSource) -> None:
    clips.prepare_blocking(LINES, timeout_ms=PATIENCE_S * 1_000)
    clips.configure(voice="", rate_wpm=200)
    assert clips.lengths_ms(LINES) == {}
    clips.configure(voice="", rate_wpm=140)
    assert set(clips.lengths_ms(LINES)) == set(LINES)


def test_nothing_to_prepare_is_done_at_once(clips: ClipSource) -> None:
    done = threading.Event()
    clips.prepare((), on_progress=lambda *_: None, on_done=done.set)
    assert done.wait(PATIENCE_S)
