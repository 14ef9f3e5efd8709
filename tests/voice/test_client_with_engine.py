"""The client over the real worker and the real engine."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from hipcoach.voice import wav
from tests.voice.conftest import PATIENCE_MS, MakeReal, child_processes

SESSION = [
    *(f"{number}" for number in range(1, 31)),
    *(f"Rest, {seconds} seconds" for seconds in range(10, 70, 5)),
    "Clamshell. Lie on your right side. Left leg. Two sets of ten.",
    "Bridge. Lie on your back. Three sets of twelve.",
    "Next: sit to stand. Stand in front of the chair.",
    "Hold", "Half-way", "Ten seconds", "Three", "Two", "One", "Go", "Other side. Right leg.",
    "Keep your pelvis still.", "Breathe on.", "Well done.", "Let the knee open slowly.",
    "Rest", "Left leg.", "Seventeen",
]  # fmt: skip


def test_sixty_lines_are_complete_and_the_second_run_renders_none(make_real: MakeReal) -> None:
    assert len(SESSION) == 60
    first = make_real()
    first.prepare_blocking([], timeout_ms=PATIENCE_MS)
    began = time.perf_counter()
    first.prepare_blocking(SESSION, timeout_ms=PATIENCE_MS)
    print(f"{1000 * (time.perf_counter() - began) / len(SESSION):.1f} ms a line")
    lengths = first.lengths_ms(SESSION)
    assert set(lengths) == set(SESSION)
    written = {}
    for text in SESSION:
        path = first.path(text)
        assert path is not None
        assert wav.read_sound(path).length_ms == lengths[text] > 100
        written[path] = path.stat().st_mtime_ns
    first.close()

    second = make_real()
    second.prepare_blocking(SESSION, timeout_ms=PATIENCE_MS)
    assert second.lengths_ms(SESSION) == lengths
    assert {path: path.stat().st_mtime_ns for path in written} == written


def test_a_damaged_clip_is_rendered_again(make_real: MakeReal) -> None:
    client = make_real()
    client.prepare_blocking(["three", "two"], timeout_ms=PATIENCE_MS)
    path = client.path("three")
    assert path is not None
    path.write_bytes(path.read_bytes()[:1000])
    assert set(client.lengths_ms(["three", "two"])) == {"two"}
    client.prepare_blocking(["three"], timeout_ms=PATIENCE_MS)
    assert client.lengths_ms(["three"])["three"] == wav.clip_length_ms(path)


def test_the_default_voice_speaks_american_english(make_real: MakeReal) -> None:
    client = make_real(voice="")
    client.prepare_blocking(["three"], timeout_ms=PATIENCE_MS)
    status = client.status()
    assert status.available
    assert status.problem == ""
    assert any(voice.language == "en-us" for voice in status.voices)
    chosen = client.path("three")
    assert status.speaker is not None
    assert status.speaker.language == "en-us"
    client.configure(voice=status.speaker.id, rate_wpm=140)
    assert client.path("three") == chosen


def test_an_unwritable_folder_is_a_plain_problem(make_real: MakeReal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    client = make_real(tmp_path / "file" / "clips")
    client.prepare_blocking(["three"], timeout_ms=PATIENCE_MS)
    assert not client.status().available
    assert "can't be saved" in client.status().problem
    assert client.lengths_ms(["three"]) == {}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_an_engine_that_stands_still_is_killed_and_replaced(make_real: MakeReal) -> None:
    before = child_processes()
    # Should a busy machine take longer over a line, that one is replaced as well.
    client = make_real(answer_timeout_ms=2_500)
    client.prepare_blocking(["three"], timeout_ms=PATIENCE_MS)
    (frozen,) = child_processes() - before
    os.kill(frozen, signal.SIGSTOP)
    client.prepare_blocking(["two", "one"], timeout_ms=PATIENCE_MS)
    assert set(client.lengths_ms(["three", "two", "one"])) == {"three", "two", "one"}
    assert client.status().available
    (running,) = child_processes() - before
    assert running != frozen


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_an_engine_that_dies_between_sessions_is_replaced(make_real: MakeReal) -> None:
    before = child_processes()
    client = make_real()
    client.prepare_blocking(["three"], timeout_ms=PATIENCE_MS)
    (killed,) = child_processes() - before
    os.kill(killed, signal.SIGKILL)
    client.prepare_blocking(["two"], timeout_ms=PATIENCE_MS)
    assert set(client.lengths_ms(["three", "two"])) == {"three", "two"}
