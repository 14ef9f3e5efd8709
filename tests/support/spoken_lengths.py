"""How long each line of ours lasts as a clip: a table measured of the engines themselves.

Rendering every line in every voice takes minutes, and a line's clip has the same length each
time. So the lengths are kept beside the tests; a line that is new since is rendered then, and
`tests/voice/test_spoken_lengths.py` holds a sample of the table to the engines.

Usage: python -m tests.support.spoken_lengths [anew]   (measures what is missing, or all)
"""

import sys
import tempfile
import wave
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Thread

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import flare_version, lead_through_of, options_from
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription, Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.settings import Metronome, Settings
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.planning import lines
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from tests.support.fake_clips import FakeClips

TABLE = Path(__file__).with_name("spoken_lengths.tsv")


@dataclass(frozen=True)
class Spoken:
    """A voice and its words a minute."""

    voice: str
    rate: int

    def __str__(self) -> str:
        return f"{self.voice} at {self.rate}"


HEART, ESPEAK = "hibari/heart", "gmw/en-us"
# Each voice at its slowest and fastest, and as it speaks when nothing was set.
RATES: Mapping[str, Sequence[int]] = {HEART: (140, 230), ESPEAK: (100, 140, 200)}
VOICES = [Spoken(voice, rate) for voice, rates in RATES.items() for rate in rates]
DEFAULT_VOICE = Spoken(HEART, 140)

DEFAULT = options_from(Settings())
# Who leads, who paces, and a hurry in which every way has to be made longer.
WAYS_TO_PLAY: Mapping[str, SessionOptions] = {
    "as set": DEFAULT,
    "right first": replace(DEFAULT, lead_side=Side.RIGHT),
    "paced": replace(DEFAULT, pacing=Pacing.PACED),
    "to a beat": replace(DEFAULT, pacing=Pacing.PACED, metronome=Metronome.ALWAYS),
    "self-paced": replace(DEFAULT, pacing=Pacing.SELF_PACED),
    "in a hurry": replace(
        DEFAULT,
        get_ready_ms=0,
        transition_ms=0,
        position_change_ms=0,
        equipment_ms=0,
        floor_ms=0,
    ),
}
_WORDS = Phrasebook()
_PATIENCE_MS = 3_600_000
_ENOUGH_BYTES = 1 << 30
_FRAMES_A_MS = 8


def alone(exercise: Exercise) -> Routine:
    """Return an exercise at its start dose as a routine of its own."""
    prescription = Prescription(
        dose=exercise.start, rest_ms=exercise.rest_ms, laterality=exercise.laterality
    )
    item = RoutineItem(uid="item-1", exercise=exercise, prescription=prescription)
    return Routine(id=exercise.id, name=exercise.name, goal="Try it.", items=(item,))


def led(routine: Routine, how: SessionOptions, library: Library) -> SessionOptions:
    """Return the options of somebody to whom all of a routine is new."""
    return replace(how, lead_through=lead_through_of(routine, library, frozenset()))


def texts_of(rehearsed: Iterable[Routine], library: Library) -> tuple[str, ...]:
    """Return every text that may be spoken in these routines, each once."""
    found: dict[str, None] = {}
    for routine in rehearsed:
        for how in WAYS_TO_PLAY.values():
            found.update(dict.fromkeys(lines(routine, how, _WORDS)))
        found.update(dict.fromkeys(lines(routine, led(routine, DEFAULT, library), _WORDS)))
    return tuple(found)


def all_texts(library: Library) -> tuple[str, ...]:
    """Return every text of the shipped routines, their gentler forms, and each exercise alone."""
    planned = list(library.routines.values())
    planned += [flare_version(routine, library) for routine in planned]
    every = texts_of([*planned, *(alone(one) for one in library.exercises.values())], library)
    cues = (cue for one in library.exercises.values() for cue in one.cues)
    return tuple(dict.fromkeys((*every, *cues)))


@cache
def table() -> dict[Spoken, dict[str, int]]:
    """Read the table: ms by line, for each voice and rate."""
    head, *rows = TABLE.read_text(encoding="utf-8").splitlines()
    columns = [Spoken(voice, int(rate)) for voice, rate in map(_named, head.split("\t")[1:])]
    known: dict[Spoken, dict[str, int]] = {column: {} for column in columns}
    for row in rows:
        text, *lengths = row.split("\t")
        for column, ms in zip(columns, lengths, strict=True):
            known[column][text] = int(ms)
    return known


def lengths_of(spoken: Spoken, texts: Iterable[str]) -> dict[str, int]:
    """Return the length in ms of each text; what the table lacks is rendered and remembered."""
    known = table()[spoken]
    wanted = [text for text in dict.fromkeys(texts) if text.strip()]
    missing = [text for text in wanted if text not in known]
    if missing:
        known.update(measured({spoken: missing})[spoken])
    return {text: known[text] for text in wanted}


def measured(texts: Mapping[Spoken, Sequence[str]]) -> dict[Spoken, dict[str, int]]:
    """Render texts in each voice, side by side: an engine waits for half of its time."""
    found: dict[Spoken, dict[str, int]] = {}
    faults: list[str] = []

    def measure(voice: str) -> None:
        wanted = {spoken: few for spoken, few in texts.items() if spoken.voice == voice}
        with tempfile.TemporaryDirectory(prefix="hipcoach-lengths-") as folder:
            client = VoiceClient(
                ClipCache(Path(folder), limit_bytes=_ENOUGH_BYTES),
                answer_timeout_ms=60_000,
                start_timeout_ms=60_000,
            )
            for spoken, few in wanted.items():
                client.configure(voice=spoken.voice, rate_wpm=spoken.rate)
                client.prepare_blocking(few, timeout_ms=_PATIENCE_MS)
                speaker = client.status().speaker
                if speaker is None or speaker.id != voice:
                    faults.append(f"{voice} is not here to measure new lines")
                found[spoken] = client.lengths_ms(few)
                if set(found[spoken]) != set(few):
                    faults.append(f"lines without a clip from {spoken}")
            client.close()

    threads = [Thread(target=measure, args=(voice,)) for voice in {s.voice: 0 for s in texts}]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults
    return found


class MeasuredClips(FakeClips):
    """A ClipSource whose clips last as long as the real engines' do, and are silent."""

    def __init__(self, folder: Path, spoken: Spoken = DEFAULT_VOICE) -> None:
        """Keep the silent files in this folder."""
        super().__init__(folder)
        self._spoken = spoken
        self._lengths: dict[str, int] = {}

    def prepare_blocking(
        self,
        texts: Sequence[str],
        *,
        timeout_ms: int,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Look the lengths up."""
        self._lengths.update(lengths_of(self._spoken, texts))
        if on_progress is not None:
            on_progress(len(texts), len(texts))

    def lengths_ms(self, texts: Iterable[str]) -> dict[str, int]:
        """Return the length in ms of each text that was prepared."""
        return {text: self._lengths[text] for text in texts if text in self._lengths}

    def path(self, text: str) -> Path | None:
        """Return a silent sound file of the right length."""
        if text not in self._lengths:
            return None
        ms = self._lengths[text]
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{ms}.wav"
        if not path.exists():
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(_FRAMES_A_MS * 1_000)
                file.writeframes(bytes(2 * ms * _FRAMES_A_MS))
        return path


def _named(column: str) -> tuple[str, str]:
    voice, _, rate = column.rpartition("@")
    return voice, rate


def main() -> None:
    """Bring the table up to date: drop lines that are said no more, measure new ones."""
    texts = sorted(all_texts(load_library()))
    known: dict[Spoken, dict[str, int]] = {}
    if TABLE.exists() and "anew" not in sys.argv[1:]:
        known = table()
    missing = {s: [t for t in texts if t not in known.get(s, {})] for s in VOICES}
    found = measured({spoken: few for spoken, few in missing.items() if few})
    rows = ["\t".join(["line", *(f"{spoken.voice}@{spoken.rate}" for spoken in VOICES)])]
    for text in texts:
        lengths = [(known.get(s, {}) | found.get(s, {}))[text] for s in VOICES]
        rows.append("\t".join([text, *map(str, lengths)]))
    TABLE.write_text("\n".join([*rows, ""]), encoding="utf-8")
    sys.stdout.write(f"{len(texts)} lines, {sum(map(len, missing.values()))} lengths measured\n")


if __name__ == "__main__":
    main()
