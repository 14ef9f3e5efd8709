"""The natural voice itself, in one worker for all of these tests: it takes a second to load."""

import importlib.util
import shutil
import sys
from dataclasses import dataclass

import numpy as np
import pytest

from hipcoach.voice import wav
from hipcoach.voice.loudness import PEAK_LIMIT_DB, level_db, true_peak_db
from hipcoach.voice.messages import Reply
from hipcoach.voice.worker import Worker, worker_command
from tests.voice.conftest import PATIENCE_MS
from tests.voice.lines import COUNTS, LINES

HEART = "hibari/heart"
RATES = (140, 160, 200)

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hibari") is None or importlib.util.find_spec("onnxruntime") is None,
    reason="the extra `natural` is not installed here",
)


@dataclass(frozen=True)
class Spoken:
    """What a worker answered, its clips by rate and line, and what it asked of the network."""

    hello: Reply
    clips: dict[tuple[int, str], wav.Sound]
    calls: str | None

    def words_a_minute(self, rate: int) -> float:
        words = sum(len(line.replace("-", " ").split()) for line in LINES)
        return words * 60_000 / sum(self.clips[rate, line].length_ms for line in LINES)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    folder = tmp_path_factory.mktemp("natural")
    wanted = [(rate, line) for rate in RATES for line in LINES]
    wanted += [(160, count) for count in COUNTS]
    command = list(worker_command())
    trace = folder / "calls.txt"
    if tracer := shutil.which("strace"):
        command = [tracer, "-f", "-qq", "-e", "trace=%network", "-o", str(trace), *command]
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    worker = Worker(command)
    monkeypatch.undo()
    try:
        hello = worker.ask("hello", timeout_ms=PATIENCE_MS, voice=HEART)
        for number, (rate, line) in enumerate(wanted, start=1):
            path = str(folder / f"{number}.wav")
            told = worker.ask(
                "render", timeout_ms=PATIENCE_MS, text=line, voice=HEART, rate=rate, path=path
            )
            assert told.ok, told.error
    finally:
        worker.stop()
    clips = {what: wav.read_sound(folder / f"{n}.wav") for n, what in enumerate(wanted, start=1)}
    calls = trace.read_text(errors="replace") if trace.exists() else None
    assert not (folder / "cache").exists(), "it fetched something"
    return Spoken(hello, clips, calls)


def test_only_the_voice_that_lies_in_the_package_is_offered(spoken: Spoken) -> None:
    natural = [voice for voice in spoken.hello.voices if voice.engine == "hibari"]
    assert [voice.id for voice in natural] == [HEART]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is Linux's")
def test_it_asks_nothing_of_the_network(spoken: Spoken) -> None:
    if spoken.calls is None:
        pytest.skip("strace is not installed here")
    asked = [line for line in spoken.calls.splitlines() if "connect(" in line or "sendto(" in line]
    assert asked == []


@pytest.mark.parametrize("rate", RATES)
def test_its_words_a_minute_are_what_was_asked_for(spoken: Spoken, rate: int) -> None:
    assert spoken.words_a_minute(rate) == pytest.approx(rate, rel=0.05)


def test_counts_and_sentences_are_about_as_loud_as_each_other(spoken: Spoken) -> None:
    levels, peaks = [], []
    for (rate, _), clip in spoken.clips.items():
        if rate == 160:
            samples = np.frombuffer(clip.samples, np.int16) / 32_768
            levels.append(level_db(samples, clip.frames_per_s))
            peaks.append(true_peak_db(samples))
    assert max(levels) - min(levels) <= 3.0
    assert max(peaks) <= PEAK_LIMIT_DB + 0.1


def test_no_silence_is_left_at_the_ends(spoken: Spoken) -> None:
    for clip in spoken.clips.values():
        samples = np.abs(np.frombuffer(clip.samples, np.int16))
        heard = np.nonzero(samples > samples.max() * 0.006)[0]
        assert heard[0] < 0.02 * clip.frames_per_s
        assert len(samples) - heard[-1] < 0.1 * clip.frames_per_s
