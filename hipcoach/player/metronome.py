"""A beat under paced reps and walks: in a walk words give way to it, in reps it to them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Tempo
from hipcoach.domain.settings import Metronome
from hipcoach.domain.units import MINUTE_MS, SECOND_MS
from hipcoach.player.cues import EDGE_MS, ClipLengths, Cue
from hipcoach.player.lines import Anchor, CueKind, Priority
from hipcoach.player.options import SessionOptions
from hipcoach.player.timeline import PlannedSet, Segment, SegmentKind

BEAT = "beat"


def between_beats(
    segments: Sequence[Segment],
    sets: Sequence[PlannedSet],
    cues: Sequence[Cue],
    options: SessionOptions,
    lengths: ClipLengths,
) -> list[Cue]:
    """Return the cues with those of led walks put between the beats.

    A foot falls on every beat, so none may drop out: a word that fits between two of them is
    said there, any other is a caption.
    """
    clip_ms = lengths.of(CueKind.BEAT, BEAT)
    taken: set[tuple[int, int]] = set()
    found: list[Cue] = []
    for cue in cues:
        segment = segments[cue.segment_index]
        is_walk = segment.kind is SegmentKind.TIMED and options.voice_level.beeps
        moments = _moments(segment, sets, options.metronome) if is_walk else ()
        if not moments or cue.kind.is_tone or not cue.clip_ms:
            found.append(cue)
            continue
        due_ms = cue.due_ms(segment.estimate_ms)
        nth = max(0, bisect_right(moments, due_ms) - 1)
        start_ms = moments[nth] + clip_ms + EDGE_MS
        ends = (*moments[nth + 1 : nth + 2], segment.estimate_ms)
        slot = (cue.segment_index, nth)
        if start_ms + cue.clip_ms + EDGE_MS > ends[0] or slot in taken:
            found.append(replace(cue, clip_ms=0))
            continue
        taken.add(slot)
        from_end = cue.anchor is Anchor.END
        offset_ms = segment.estimate_ms - start_ms if from_end else start_ms
        found.append(replace(cue, offset_ms=offset_ms))
    return found


def beats(
    segments: Sequence[Segment],
    sets: Sequence[PlannedSet],
    cues: Sequence[Cue],
    options: SessionOptions,
    lengths: ClipLengths,
    *,
    first_index: int = 0,
) -> Iterator[Cue]:
    """Yield the beats of the segments from `first_index` on, around the clips of `cues`.

    A beat that would meet a clip gives way without being told of: the count or tone that
    sounds in its place marks the moment just as well. Words of a walk stand between its beats.
    """
    if not options.voice_level.beeps:
        return
    clip_ms = lengths.of(CueKind.BEAT, BEAT)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cue in cues:
        if cue.clip_ms:
            start_ms = cue.due_ms(segments[cue.segment_index].estimate_ms)
            taken[cue.segment_index].append((start_ms, start_ms + cue.clip_ms))
    for index in range(first_index, len(segments)):
        segment = segments[index]
        moments = _moments(segment, sets, options.metronome)
        spans = sorted(taken[index]) if moments else []
        free_from_ms = 0
        for at_ms in moments:
            end_ms = at_ms + clip_ms
            if at_ms < free_from_ms or end_ms > segment.estimate_ms:
                continue
            if _is_free(at_ms, end_ms, spans):
                free_from_ms = end_ms + EDGE_MS
                yield _beat(index, at_ms, clip_ms)


def more_beats(cues: Sequence[Cue], exercise: Exercise, length_ms: int) -> tuple[Cue, ...]:
    """Return the beats of a walk's further way, where a person made it longer."""
    beats = [cue for cue in cues if cue.kind is CueKind.BEAT]
    if not beats or exercise.cadence is None:
        return ()
    last = beats[-1]
    spans = sorted(
        (cue.offset_ms, cue.offset_ms + cue.clip_ms)
        for cue in cues
        if cue.anchor is Anchor.START and cue.clip_ms
    )
    return tuple(
        replace(last, offset_ms=at_ms)
        for at_ms in beats_of_walk(length_ms, exercise.cadence)
        if at_ms > last.offset_ms and _is_free(at_ms, at_ms + last.clip_ms, spans)
    )


def beats_of_rep(tempo: Tempo) -> tuple[int, ...]:
    """Return the moments of a rep's beats in ms: each part begins on one, about a second apart."""
    found: list[int] = []
    start_ms = 0
    for part_ms in (tempo.work_ms, tempo.hold_ms, tempo.return_ms, tempo.pause_ms):
        if part_ms:
            number = max(1, round(part_ms / SECOND_MS))
            found.extend(start_ms + part_ms * each // number for each in range(number))
        start_ms += part_ms
    return tuple(found)


def beats_of_walk(length_ms: int, cadence: int) -> tuple[int, ...]:
    """Return the moments of a walk's beats in ms, `cadence` of them a minute, without drift."""
    number = -(-length_ms * cadence // MINUTE_MS)
    return tuple(each * MINUTE_MS // cadence for each in range(number))


def _moments(segment: Segment, sets: Sequence[PlannedSet], metronome: Metronome) -> tuple[int, ...]:
    if metronome is Metronome.OFF or segment.set_index is None:
        return ()
    planned = sets[segment.set_index]
    if segment.kind is SegmentKind.TIMED and planned.exercise.cadence is not None:
        return beats_of_walk(segment.estimate_ms, planned.exercise.cadence)
    is_led = metronome is Metronome.ALWAYS and segment.kind is SegmentKind.REP
    if is_led and planned.dose.tempo is not None:
        return beats_of_rep(planned.dose.tempo)
    return ()


def _beat(index: int, at_ms: int, clip_ms: int) -> Cue:
    return Cue(
        segment_index=index,
        anchor=Anchor.START,
        offset_ms=at_ms,
        kind=CueKind.BEAT,
        text=BEAT,
        priority=Priority.BEAT,
        clip_ms=clip_ms,
    )


def _is_free(start_ms: int, end_ms: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether no span comes nearer than EDGE_MS; spans are in order and apart."""
    after = bisect_left(spans, start_ms, key=lambda span: span[0])
    before = bisect_right(spans, start_ms, key=lambda span: span[0]) - 1
    clear_before = before < 0 or spans[before][1] + EDGE_MS <= start_ms
    return clear_before and (after == len(spans) or end_ms + EDGE_MS <= spans[after][0])
