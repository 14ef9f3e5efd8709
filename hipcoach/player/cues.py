"""Fitting lines into segments: no clip overlaps another or leaves its segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.lines import Anchor, CueKind, Priority, Wish
from hipcoach.player.timeline import Segment, SegmentKind

GAP_MS = 150
BREATH_MS = 900
LEAD_MS = 200
EDGE_MS = 40
TICKS_MS = 3_000
# How long a caption stays when it has no clip: time to read it, about 17 characters a second.
READ_MS = 800
READ_MS_PER_CHARACTER = 60

_STRETCHES = frozenset(
    (
        SegmentKind.GET_READY,
        SegmentKind.TRANSITION,
        SegmentKind.SWITCH_SIDES,
        SegmentKind.LEAD_THROUGH,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A line at its moment; `clip_ms` is 0 where it is shown but not heard.

    END cues count back from the end of their segment, so they follow when it is
    lengthened. An earcon's text is the name of its sound.
    """

    segment_index: int
    anchor: Anchor
    offset_ms: int
    kind: CueKind
    text: str
    priority: Priority
    clip_ms: int

    @property
    def is_earcon(self) -> bool:
        """Tell whether the text names a sound rather than words."""
        return self.kind.is_tone

    def due_ms(self, duration_ms: int) -> int:
        """Return its moment in a segment of this length, in ms from the segment's start."""
        return self.offset_ms if self.anchor is Anchor.START else duration_ms - self.offset_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedLine:
    """A line that had no room, however it was worded."""

    segment_index: int
    kind: CueKind
    text: str


@dataclass(frozen=True, slots=True)
class ClipLengths:
    """Lengths in ms: of speech by text, of earcons by name; what is absent has no clip."""

    speech: Mapping[str, int]
    earcons: Mapping[str, int]

    def of(self, kind: CueKind, text: str) -> int:
        """Return the length of a line's clip in ms, 0 when it has none."""
        return (self.earcons if kind.is_tone else self.speech).get(text, 0)


@dataclass(slots=True)
class Fitting:
    """The result of fitting: segments, some lengthened, their cues, and what was dropped."""

    segments: list[Segment]
    cues: list[Cue] = field(default_factory=list)
    dropped: list[DroppedLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    wish: Wish
    text: str
    start_ms: int
    clip_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.clip_ms


def fit(
    segments: Sequence[Segment],
    wanted: Sequence[Wish],
    lengths: ClipLengths,
    *,
    last_technique: str = "",
) -> Fitting:
    """Place every wish: a shorter wording first, then a longer way, then it is dropped.

    `last_technique` is the technique line said before, which isn't said again at once.
    """
    result = Fitting(list(segments))
    for index, group in groupby(wanted, key=lambda wish: wish.segment_index):
        in_segment = [_rotated(wish, last_technique) for wish in group]
        flowing = [wish for wish in in_segment if wish.anchor is None]
        anchored = [wish for wish in in_segment if wish.anchor is not None]
        placed = _flow(index, flowing, anchored, lengths, result, last_technique)
        placed = _anchor(index, anchored, placed, lengths, result, last_technique)
        duration_ms = result.segments[index].estimate_ms
        for item in sorted(placed, key=lambda item: item.start_ms):
            result.cues.append(_cue(item, duration_ms))
            if item.wish.kind is CueKind.TECHNIQUE:
                last_technique = item.text
    return result


def _rotated(wish: Wish, last: str) -> Wish:
    """Let technique lines take turns, the one said last coming last."""
    if wish.kind is not CueKind.TECHNIQUE or last not in wish.choices:
        return wish
    turn = wish.choices.index(last) + 1
    return replace(wish, choices=wish.choices[turn:] + wish.choices[:turn])


def _cue(item: _Placed, duration_ms: int) -> Cue:
    anchor = item.wish.anchor or Anchor.START
    offset_ms = item.start_ms if anchor is Anchor.START else duration_ms - item.start_ms
    return Cue(
        segment_index=item.wish.segment_index,
        anchor=anchor,
        offset_ms=offset_ms,
        kind=item.wish.kind,
        text=item.text,
        priority=item.wish.priority,
        clip_ms=item.clip_ms,
    )


def _drop(wish: Wish, result: Fitting) -> None:
    result.dropped.append(
        DroppedLine(segment_index=wish.segment_index, kind=wish.kind, text=wish.choices[0])
    )


def shown_ms(kind: CueKind, text: str, lengths: ClipLengths) -> int:
    """Return how long a line takes: its clip, or the time to read its caption."""
    clip_ms = lengths.of(kind, text)
    if clip_ms or kind is CueKind.EARCON:
        return clip_ms
    return READ_MS + READ_MS_PER_CHARACTER * len(text)


def _flow(
    index: int,
    flowing: list[Wish],
    anchored: list[Wish],
    lengths: ClipLengths,
    result: Fitting,
    last: str,
) -> list[_Placed]:
    """Place lines one after the other from the segment's start."""
    if not flowing:
        return []
    segment = result.segments[index]
    tail_ms = TICKS_MS + GAP_MS if anchored else EDGE_MS
    needed = [wish for wish in flowing if wish.kind is not CueKind.TECHNIQUE]
    extras = [wish for wish in flowing if wish.kind is CueKind.TECHNIQUE]
    kept = list(needed)
    shortened: set[int] = set()

    def line_up() -> tuple[list[_Placed], int]:
        cursor_ms = LEAD_MS
        row: list[_Placed] = []
        for wish in kept:
            text = wish.choices[-1] if id(wish) in shortened else wish.choices[0]
            row.append(_Placed(wish, text, cursor_ms, lengths.of(wish.kind, text)))
            cursor_ms += shown_ms(wish.kind, text, lengths) + GAP_MS + wish.pause_ms
        return row, cursor_ms - GAP_MS

    row, end_ms = line_up()
    room_ms = segment.estimate_ms - tail_ms
    for wish in sorted(needed, key=lambda wish: wish.priority):
        if end_ms <= room_ms:
            break
        shortened.add(id(wish))
        row, end_ms = line_up()
    if end_ms > room_ms and segment.kind in _STRETCHES:
        # Whole seconds, so that the digits begin on a full one.
        length_ms = -(-(end_ms + tail_ms) // 1_000) * 1_000
        segment = replace(segment, duration_ms=length_ms, estimate_ms=length_ms)
        result.segments[index] = segment
        shortened.clear()
        row, end_ms = line_up()
        room_ms = segment.estimate_ms - tail_ms
        if end_ms > room_ms:
            shortened.update(id(wish) for wish in needed)
            row, end_ms = line_up()
    while end_ms > room_ms and kept:
        least = min(reversed(kept), key=lambda wish: wish.priority)
        kept.remove(least)
        _drop(least, result)
        row, end_ms = line_up()
    # Where something needed had no room, a hint may not take its place.
    has_lost = len(kept) < len(needed)
    for wish in extras:
        start_ms = end_ms + BREATH_MS
        for text in () if has_lost else wish.choices:
            if text != last and start_ms + shown_ms(wish.kind, text, lengths) <= room_ms:
                row.append(_Placed(wish, text, start_ms, lengths.of(wish.kind, text)))
                break
        else:
            _drop(wish, result)
    return row


def _anchor(
    index: int,
    anchored: list[Wish],
    placed: list[_Placed],
    lengths: ClipLengths,
    result: Fitting,
    last: str,
) -> list[_Placed]:
    """Place lines that want a moment of their own, the most important first."""
    duration_ms = result.segments[index].estimate_ms
    for wish in sorted(anchored, key=lambda wish: -wish.priority):
        start_ms = wish.offset_ms if wish.anchor is Anchor.START else duration_ms - wish.offset_ms
        for text in _rotated(wish, last).choices:
            if text == last:
                continue
            candidate = _Placed(wish, text, start_ms, lengths.of(wish.kind, text))
            if _has_room(candidate, placed, duration_ms):
                placed.append(candidate)
                if wish.kind is CueKind.TECHNIQUE:
                    last = text
                break
        else:
            _drop(wish, result)
    return placed


def _has_room(candidate: _Placed, placed: Sequence[_Placed], duration_ms: int) -> bool:
    # The end belongs to the next segment, so even a caption has to begin before it.
    if candidate.start_ms < 0 or candidate.start_ms >= duration_ms:
        return False
    if candidate.end_ms > duration_ms:
        return False
    return all(
        candidate.end_ms + EDGE_MS <= other.start_ms or other.end_ms + EDGE_MS <= candidate.start_ms
        for other in placed
    )


def moved(cues: Sequence[Cue], length_ms: int) -> list[tuple[int, Cue]]:
    """Return cues with their moments, in order, in a segment whose length a person changed.

    END cues have moved; a START cue that they now would meet gives way, and so does one
    that would run on into the next segment. A word that would meet the beat of a walk is a
    caption.
    """
    timed = [(cue.due_ms(length_ms), cue) for cue in cues]
    steps = [(due, due + cue.clip_ms) for due, cue in timed if cue.kind is CueKind.BEAT]
    timed = [
        (due, cue)
        if cue.kind.is_tone or _is_clear(due, due + cue.clip_ms, steps)
        else (due, replace(cue, clip_ms=0))
        for due, cue in timed
    ]
    ends = [
        (due, due + cue.clip_ms) for due, cue in timed if cue.anchor is Anchor.END and cue.clip_ms
    ]
    kept = (
        (due, cue)
        for due, cue in timed
        if cue.anchor is Anchor.END
        or (due + cue.clip_ms <= length_ms and _is_clear(due, due + cue.clip_ms, ends))
    )
    return sorted(kept, key=lambda pair: pair[0])


def _is_clear(start_ms: int, end_ms: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end_ms + EDGE_MS <= start or end + EDGE_MS <= start_ms for start, end in taken)


def overlaps(segments: Sequence[Segment], cues: Sequence[Cue]) -> tuple[str, ...]:
    """Return a sentence for each clip that meets another or leaves its segment.

    Every clip lies inside its own segment, so none runs into the next one's first word,
    however a person moves about in the timeline.
    """
    faults: list[str] = []
    for index, group in groupby(cues, key=lambda cue: cue.segment_index):
        length_ms = segments[index].estimate_ms
        spans = [
            (cue.due_ms(length_ms), cue.due_ms(length_ms) + cue.clip_ms, cue.text) for cue in group
        ]
        for start_ms, end_ms, text in spans:
            if start_ms < 0 or end_ms > length_ms:
                faults.append(f"segment {index}: {text!r} at {start_ms} leaves it")
        # A caption without a clip is shown, whatever sounds.
        heard = sorted(span for span in spans if span[1] > span[0])
        for (_, end_ms, text), (start_ms, _, following) in pairwise(heard):
            if end_ms > start_ms:
                faults.append(f"segment {index}: {text!r} runs into {following!r}")
    return tuple(faults)


def lead_in_tick(index: int, left_ms: int) -> Cue:
    """Return the tick so many ms before a session goes on."""
    return Cue(
        segment_index=index,
        anchor=Anchor.END,
        offset_ms=left_ms,
        kind=CueKind.EARCON,
        text="tick",
        priority=Priority.SWITCH,
        clip_ms=EARCON_MS["tick"],
    )
