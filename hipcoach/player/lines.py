"""What is said where: wishes for each segment, before anybody knows how long a clip is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import Side
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.options import SinceLastTime
from hipcoach.player.timeline import PlannedSet, Segment, SegmentKind

Wordings = tuple[str, ...]
# Lines, each with how long it is quiet after it, in ms.
TimedLines = tuple[tuple[str, int], ...]

# Time to follow a line of a lead-through before the next one (this app's own judgement).
FOLLOW_MS = 1_200
HALFWAY_FROM_MS = 20_000
HALFWAY_TIMED_FROM_MS = 60_000
TEN_SECONDS_FROM_MS = 30_000
TECHNIQUE_FROM_MS = 15_000
TECHNIQUE_EVERY_MS = 25_000


class Anchor(StrEnum):
    """Which end of its segment a cue counts from."""

    START = "start"
    END = "end"


class CueKind(StrEnum):
    """What a cue is about."""

    EARCON = "earcon"
    BEAT = "beat"
    NAME = "name"
    POSITION = "position"
    LEG = "leg"
    DOSE = "dose"
    SWITCH = "switch"
    REST = "rest"
    SET = "set"
    HOLD = "hold"
    COUNT = "count"
    COUNTDOWN = "countdown"
    HALFWAY = "halfway"
    TEN_SECONDS = "ten seconds"
    TECHNIQUE = "technique"
    STEP = "step"
    HOW = "how"
    CLOSING = "closing"

    @property
    def is_tone(self) -> bool:
        """Tell whether its text names a sound rather than words."""
        return self in (CueKind.EARCON, CueKind.BEAT)


class Priority(IntEnum):
    """Who keeps the place when two lines want it; the higher one does."""

    BEAT = 5
    TECHNIQUE = 10
    HALFWAY = 20
    COUNT = 30
    SWITCH = 40
    NAME = 50


_PRIORITY = {
    CueKind.TECHNIQUE: Priority.TECHNIQUE,
    CueKind.HALFWAY: Priority.HALFWAY,
    CueKind.TEN_SECONDS: Priority.HALFWAY,
    CueKind.DOSE: Priority.COUNT,
    CueKind.SET: Priority.COUNT,
    # The countdown is essential and this is not: more words never cost an essential one.
    CueKind.HOLD: Priority.HALFWAY,
    CueKind.COUNT: Priority.COUNT,
    CueKind.COUNTDOWN: Priority.COUNT,
    CueKind.HOW: Priority.COUNT,
    CueKind.STEP: Priority.SWITCH,
    CueKind.REST: Priority.SWITCH,
    CueKind.SWITCH: Priority.SWITCH,
    CueKind.CLOSING: Priority.SWITCH,
    CueKind.EARCON: Priority.SWITCH,
    CueKind.NAME: Priority.NAME,
    CueKind.POSITION: Priority.NAME,
    CueKind.LEG: Priority.NAME,
}

# Essentials: names, sides, switches, the steps of a new exercise and the last three seconds.
_Last = Mapping[tuple[str, str], SinceLastTime]
_ESSENTIAL = frozenset(
    (
        CueKind.EARCON,
        CueKind.NAME,
        CueKind.POSITION,
        CueKind.LEG,
        CueKind.STEP,
        CueKind.SWITCH,
        CueKind.REST,
        CueKind.COUNTDOWN,
        CueKind.CLOSING,
    )
)


class Words(Protocol):
    """The texts; each line comes in wordings, the fullest first, or empty for none."""

    def name(self, planned: PlannedSet, *, is_next: bool) -> Wordings:
        """Name the exercise."""
        ...

    def position(self, planned: PlannedSet) -> Wordings:
        """Say how to get into position."""
        ...

    def leg(self, planned: PlannedSet) -> Wordings:
        """Say which leg works."""
        ...

    def dose(self, planned: PlannedSet) -> Wordings:
        """Say how many sets of what."""
        ...

    def changed(self, planned: PlannedSet, since: SinceLastTime) -> Wordings:
        """Say what is different from last time; empty where nothing is."""
        ...

    def set_number(self, planned: PlannedSet) -> Wordings:
        """Say which set comes."""
        ...

    def rest(self, rest_ms: int) -> Wordings:
        """Announce a rest of so many ms."""
        ...

    def switch(self, planned: PlannedSet) -> Wordings:
        """Say that the other side comes."""
        ...

    def rise(self) -> Wordings:
        """Say how to come up from the floor."""
        ...

    def hold(self) -> Wordings:
        """Say that the hold begins."""
        ...

    def halfway(self) -> Wordings:
        """Say that half is done."""
        ...

    def ten_seconds(self) -> Wordings:
        """Say that ten seconds are left."""
        ...

    def number(self, number: int) -> Wordings:
        """Say a number."""
        ...

    def technique(self, planned: PlannedSet) -> Wordings:
        """Return the technique lines of the exercise, any of which may be said."""
        ...

    def setup(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say, line by line, how to get ready for an exercise that is new to a person."""
        ...

    def steps(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say what moves, step by step."""
        ...

    def what_to_mind(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say what to feel and what not to do."""
        ...

    def slow_rep(self, planned: PlannedSet) -> TimedLines:
        """Lead through one rep: each line, and the ms to do it in; empty without a tempo."""
        ...

    def how(self, planned: PlannedSet) -> TimedLines:
        """Say all of how an exercise is done, for somebody who asks in the middle of it."""
        ...

    def set_follows(self) -> Wordings:
        """Say that the set begins now."""
        ...

    def closing(self, *, on_floor: bool) -> Wordings:
        """Say that the session is over."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A line wanted in a segment.

    With an `anchor` it wants that very moment; without, it follows the one before it.
    `choices` are wordings of one line, or for technique any of several lines. It is quiet
    for `pause_ms` after a line that follows another.
    """

    segment_index: int
    kind: CueKind
    choices: Wordings
    anchor: Anchor | None = None
    offset_ms: int = 0
    pause_ms: int = 0

    @property
    def priority(self) -> Priority:
        """Return who gives way to whom."""
        return _PRIORITY[self.kind]


def wishes(
    segments: Sequence[Segment],
    sets: Sequence[PlannedSet],
    words: Words,
    level: VoiceLevel,
    *,
    first_index: int = 0,
    since_last: Sequence[SinceLastTime] = (),
    only: Collection[int] | None = None,
) -> tuple[Wish, ...]:
    """Return every line wanted in the segments from `first_index` on, in order.

    With `only`, those of the segments of these indexes.
    """
    found: list[Wish] = []
    last = {(each.item_uid, each.exercise_id): each for each in since_last}
    indexes = range(first_index, len(segments)) if only is None else sorted(only)
    for index in indexes:
        found.extend(_of_segment(index, segments, sets, words, last))
    if level is VoiceLevel.ESSENTIALS:
        found = [wish for wish in found if wish.kind in _ESSENTIAL]
    if not level.beeps:
        found = [wish for wish in found if wish.kind is not CueKind.EARCON]
    return tuple(wish for wish in found if wish.choices)


def _of_segment(
    index: int,
    segments: Sequence[Segment],
    sets: Sequence[PlannedSet],
    words: Words,
    last: _Last,
) -> Iterator[Wish]:
    segment = segments[index]
    before = _set_before(index, segments, sets)
    if segment.set_index is None:
        on_floor = before is not None and before.exercise.position.is_on_floor
        yield _earcon(index, "done")
        yield Wish(
            segment_index=index, kind=CueKind.CLOSING, choices=words.closing(on_floor=on_floor)
        )
        return
    planned = sets[segment.set_index]
    if segment.kind is SegmentKind.LEAD_THROUGH:
        yield from _lead_through(index, planned, words)
        return
    if not segment.kind.is_work:
        # The closing is always the last, so there is one after it.
        is_led = segments[index + 1].kind is SegmentKind.LEAD_THROUGH
        since = last.get((planned.item.uid, planned.exercise.id))
        yield from _way_to(index, segment, planned, before, words, since, is_led=is_led)
        return
    starts_set = index == 0 or segments[index - 1].block != segment.block
    starts_set = starts_set or not segments[index - 1].kind.is_work
    if starts_set:
        yield _earcon(index, "go", Anchor.START)
    match segment.kind:
        case SegmentKind.REP:
            yield from _in_rep(index, segment, planned, words)
        case SegmentKind.SELF_PACED:
            yield Wish(
                segment_index=index,
                kind=CueKind.TECHNIQUE,
                choices=words.technique(planned),
                anchor=Anchor.START,
                offset_ms=1_500,
            )
        case _:
            yield from _in_hold(index, segment, planned, words)


def _set_before(
    index: int, segments: Sequence[Segment], sets: Sequence[PlannedSet]
) -> PlannedSet | None:
    for earlier in reversed(segments[:index]):
        if earlier.kind.is_work and earlier.set_index is not None:
            return sets[earlier.set_index]
    return None


def _earcon(index: int, name: str, anchor: Anchor | None = None, offset_ms: int = 0) -> Wish:
    return Wish(
        segment_index=index,
        kind=CueKind.EARCON,
        choices=(name,),
        anchor=anchor,
        offset_ms=offset_ms,
    )


def _way_to(
    index: int,
    segment: Segment,
    planned: PlannedSet,
    before: PlannedSet | None,
    words: Words,
    since: SinceLastTime | None,
    *,
    is_led: bool,
) -> Iterator[Wish]:
    """Lines on the way to a set: what ended, what comes, how to get there.

    To a lead-through it says all of how to get there, and leaves the rest to that. Of the
    dose of what was done before it says only what is new.
    """

    def line(kind: CueKind, choices: Wordings) -> Wish:
        return Wish(segment_index=index, kind=kind, choices=choices)

    match segment.kind:
        case SegmentKind.SWITCH_SIDES:
            yield _earcon(index, "switch-right" if planned.side is Side.RIGHT else "switch-left")
            yield line(CueKind.SWITCH, words.switch(planned))
            if planned.exercise.position.is_on_floor:
                yield line(CueKind.POSITION, words.position(planned))
            yield line(CueKind.LEG, words.leg(planned))
        case SegmentKind.REST:
            yield _earcon(index, "rest")
            yield line(CueKind.REST, words.rest(segment.estimate_ms))
            yield line(CueKind.SET, words.set_number(planned))
            if before is not None and before.side is not planned.side:
                if planned.exercise.position.is_on_floor:
                    yield line(CueKind.POSITION, words.position(planned))
                yield line(CueKind.LEG, words.leg(planned))
            yield line(CueKind.TECHNIQUE, words.technique(planned))
        case _:
            is_next = segment.kind is SegmentKind.TRANSITION
            if is_next:
                yield _earcon(index, "rest")
            yield line(CueKind.NAME, words.name(planned, is_next=is_next))
            if before is not None and _rises(before, planned):
                # Who sits down next is not told to stand.
                is_seated = planned.exercise.position is Position.SEATED
                yield line(CueKind.POSITION, words.rise()[-1:] if is_seated else words.rise())
            if is_led:
                yield from _in_turn(index, CueKind.HOW, words.setup(planned))
            yield line(CueKind.POSITION, words.position(planned))
            yield line(CueKind.LEG, words.leg(planned))
            if not is_led:
                if since is None:
                    yield line(CueKind.DOSE, words.dose(planned))
                elif planned.set_no == 1:
                    yield line(CueKind.DOSE, words.changed(planned, since))
                yield line(CueKind.TECHNIQUE, words.technique(planned))
    if not is_led:
        yield from _ticks(index)


def _ticks(index: int) -> Iterator[Wish]:
    for seconds in (3, 2, 1):
        yield _earcon(index, "tick", Anchor.END, seconds * 1_000)


def _in_turn(index: int, kind: CueKind, texts: Sequence[str]) -> Iterator[Wish]:
    for text in texts:
        yield Wish(segment_index=index, kind=kind, choices=(text,), pause_ms=FOLLOW_MS)


def _lead_through(index: int, planned: PlannedSet, words: Words) -> Iterator[Wish]:
    """What moves, what to feel and what not to do, one slow rep; then the set."""
    yield from _in_turn(index, CueKind.STEP, words.steps(planned))
    yield from _in_turn(index, CueKind.HOW, words.what_to_mind(planned))
    for text, pause_ms in words.slow_rep(planned):
        yield Wish(segment_index=index, kind=CueKind.HOW, choices=(text,), pause_ms=pause_ms)
    yield Wish(segment_index=index, kind=CueKind.HOW, choices=words.set_follows())
    yield Wish(segment_index=index, kind=CueKind.DOSE, choices=words.dose(planned))
    yield from _ticks(index)


def _rises(before: PlannedSet, planned: PlannedSet) -> bool:
    return before.exercise.position.is_on_floor and not planned.exercise.position.is_on_floor


def _in_rep(index: int, segment: Segment, planned: PlannedSet, words: Words) -> Iterator[Wish]:
    """The number, on the turn at the top of the rep; of a pair, on the second leg."""
    tempo = planned.dose.tempo
    if tempo is None or not segment.ends_rep:
        return
    yield Wish(
        segment_index=index,
        kind=CueKind.COUNT,
        choices=words.number(segment.rep_no),
        anchor=Anchor.START,
        offset_ms=tempo.work_ms,
    )


def _in_hold(index: int, segment: Segment, planned: PlannedSet, words: Words) -> Iterator[Wish]:
    """Hold, half-way, ten seconds, three, two, one, and technique in the quiet middle."""
    length_ms = segment.estimate_ms
    is_hold = segment.kind is SegmentKind.HOLD

    def at(kind: CueKind, choices: Wordings, anchor: Anchor, offset_ms: int) -> Wish:
        return Wish(
            segment_index=index, kind=kind, choices=choices, anchor=anchor, offset_ms=offset_ms
        )

    if is_hold:
        yield at(CueKind.HOLD, words.hold(), Anchor.START, 250)
    if length_ms >= (HALFWAY_FROM_MS if is_hold else HALFWAY_TIMED_FROM_MS):
        yield at(CueKind.HALFWAY, words.halfway(), Anchor.START, length_ms // 2)
    if length_ms >= TEN_SECONDS_FROM_MS:
        yield at(CueKind.TEN_SECONDS, words.ten_seconds(), Anchor.END, 10_000)
    for seconds in (3, 2, 1):
        yield at(CueKind.COUNTDOWN, words.number(seconds), Anchor.END, seconds * 1_000)
    if length_ms >= TECHNIQUE_FROM_MS:
        every_ms = max(TECHNIQUE_EVERY_MS, length_ms // 6)
        for start_ms in range(5_000, length_ms - 8_000, every_ms):
            yield at(CueKind.TECHNIQUE, words.technique(planned), Anchor.START, start_ms)
