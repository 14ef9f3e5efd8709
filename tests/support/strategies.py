"""Hypothesis strategies for what a person may prescribe, and how a clock may tick."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from hipcoach.domain.exercise import Exercise, Position
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Side, Tempo
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.settings import Metronome, VoiceLevel
from hipcoach.player.cues import ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.options import Pacing, SessionOptions
from tests.support.builders import make_exercise, make_item

KINDS = (DoseKind.REPS, DoseKind.HOLD, DoseKind.TIMED)
CUES = ("Keep your hips level", "Breathe out as you lift", "Move slowly", "Knee over your toes")


class InventedLengths(Mapping[str, int]):
    """A length of 200 to 2500 ms for any text, the same every time; some texts have none."""

    def __init__(self, seed: int, missing_in_ten: int) -> None:
        """Leave out about this many texts in ten."""
        self._seed = seed
        self._missing_in_ten = missing_in_ten
        self._asked: set[str] = set()

    def __getitem__(self, text: str) -> int:
        """Return the length of a text's clip in ms."""
        number = zlib.crc32(f"{self._seed} {text}".encode())
        if number % 10 < self._missing_in_ten:
            raise KeyError(text)
        self._asked.add(text)
        return 200 + (number // 10) % 2_301

    def __iter__(self) -> Iterator[str]:
        """Go through the texts asked for so far."""
        return iter(self._asked)

    def __len__(self) -> int:
        """Count the texts asked for so far."""
        return len(self._asked)

    def __repr__(self) -> str:
        """Write it so that a failing example can be typed in."""
        return f"InventedLengths({self._seed}, {self._missing_in_ten})"


def lengths() -> st.SearchStrategy[ClipLengths]:
    """Return clip lengths: all known, some missing, or none at all."""
    speech = st.builds(InventedLengths, st.integers(0, 999), st.sampled_from((0, 0, 3, 10)))
    return st.builds(ClipLengths, speech, st.just(EARCON_MS))


def tempos() -> st.SearchStrategy[Tempo]:
    """Return tempos of 1 to about 9 s a rep, in whole ms."""
    part = st.one_of(st.integers(0, 4).map(lambda s: s * 500), st.integers(0, 3_000))
    return (
        st.tuples(part, part, part, part)
        .filter(lambda parts: sum(parts) >= 1_000)
        .map(lambda parts: Tempo(*parts))
    )


def doses(kind: DoseKind, *, self_paced: bool | None = None) -> st.SearchStrategy[Dose]:
    """Return doses of a kind, short enough to be played many times over."""
    sets = st.integers(1, 3)
    if kind is DoseKind.HOLD:
        hold = st.one_of(st.sampled_from((1_000, 20_000, 30_000)), st.integers(1_000, 45_000))
        return st.builds(Dose, sets=sets, hold_ms=hold)
    if kind is DoseKind.TIMED:
        duration = st.one_of(st.sampled_from((60_000, 120_000)), st.integers(5_000, 130_000))
        return st.builds(Dose, sets=st.integers(1, 2), duration_ms=duration)
    own_pace = st.booleans() if self_paced is None else st.just(self_paced)
    return st.builds(Dose, sets=sets, reps=st.integers(1, 5), tempo=tempos(), self_paced=own_pace)


def exercises(number: int = 1) -> st.SearchStrategy[Exercise]:
    """Return exercises of every kind, laterality and position."""

    @st.composite
    def one(draw: st.DrawFn) -> Exercise:
        kind = draw(st.sampled_from(KINDS))
        return make_exercise(
            f"exercise_{number}",
            kind=kind,
            laterality=draw(st.sampled_from(Laterality)),
            position=draw(st.sampled_from(Position)),
            equipment=draw(st.sampled_from(((), ("mat",), ("band",)))),
            cues=draw(st.sampled_from((CUES, CUES[:1], CUES[1:3], ()))),
            start=draw(doses(kind)),
            cadence=draw(st.sampled_from((None, 40, 97, 160))) if kind is DoseKind.TIMED else None,
        )

    return one()


@st.composite
def items(draw: st.DrawFn, number: int = 1, group: str | None = None) -> RoutineItem:
    """Draw an item, sometimes for one side only, sometimes with a dose for each side."""
    exercise = draw(exercises(number))
    only_side = left = right = None
    if exercise.laterality is Laterality.UNILATERAL:
        match draw(st.integers(0, 3)):
            case 1:
                only_side = draw(st.sampled_from((Side.LEFT, Side.RIGHT)))
            case 2:
                left = draw(doses(exercise.kind))
                right = draw(st.one_of(st.none(), doses(exercise.kind)))
    item = make_item(
        exercise,
        uid=f"item-{number}",
        rest_ms=draw(st.sampled_from((0, 1_000, 2_500, 10_000, 30_000))),
        only_side=only_side,
        left=left,
        right=right,
        group=group,
    )
    return replace(item, transition_ms=draw(st.sampled_from((None, None, 0, 3_000, 25_000))))


@st.composite
def routines(draw: st.DrawFn, max_items: int = 5) -> Routine:
    """Draw a routine of 1 to 5 items, neighbours sometimes in a circuit."""
    found: list[RoutineItem] = []
    size = draw(st.integers(1, max_items))
    label = 0
    group: str | None = None
    for number in range(1, size + 1):
        match draw(st.integers(0, 3)):
            case 0:
                label += 1
                group = f"circuit-{label}"
            case 1 | 2:
                group = None
        found.append(draw(items(number, group)))
    return Routine(id="drawn", name="Drawn", goal="Try things.", items=tuple(found))


def options(pacing: Pacing | None = None) -> st.SearchStrategy[SessionOptions]:
    """Return session options: lead side, pacing, voice level and waits down to nothing."""
    return st.builds(
        SessionOptions,
        lead_side=st.sampled_from(Side),
        get_ready_ms=st.sampled_from((0, 5_000, 5_000)),
        transition_ms=st.sampled_from((0, 10_000, 10_000)),
        position_change_ms=st.sampled_from((0, 15_000)),
        equipment_ms=st.just(20_000),
        floor_ms=st.sampled_from((0, 40_000)),
        voice_level=st.sampled_from(VoiceLevel),
        pacing=st.sampled_from(Pacing) if pacing is None else st.just(pacing),
        metronome=st.sampled_from(Metronome),
    )


def ticks() -> st.SearchStrategy[int]:
    """Return times between two readings of the clock, 1 ms to 10 s."""
    return st.one_of(
        st.integers(1, 50),
        st.sampled_from((1, 16, 999, 1_000, 1_001, 9_999, 10_000)),
        st.integers(1, 10_000),
    )


def tick_patterns() -> st.SearchStrategy[list[int]]:
    """Return patterns to be repeated until the end, never so fine that a play takes ages."""
    return st.lists(ticks(), max_size=30).map(lambda some: [*some, 10_000])
