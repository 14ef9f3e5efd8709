"""What can be read of a player: where it stands, what is done and what is left."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum

from hipcoach.player.clock import Clock
from hipcoach.player.cues import Cue, moved
from hipcoach.player.lines import Anchor
from hipcoach.player.metronome import more_beats
from hipcoach.player.passage import Passage
from hipcoach.player.planning import Plan
from hipcoach.player.timeline import Cursor, Segment, SegmentKind, SetKey


class PlayerState(StrEnum):
    """What the player is doing."""

    READY = "ready"
    LEADING_IN = "leading in"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"


class PlayerReading:
    """Where a cursor over a timeline stands; only the player moves it."""

    def __init__(
        self,
        plan: Plan,
        clock: Clock,
        *,
        start_index: int = 0,
        passes: Mapping[SetKey, int] | None = None,
    ) -> None:
        """Stand ready at a segment; `passes` tells how often sets were begun before."""
        self._plan = plan
        self._clock = clock
        self._state = PlayerState.READY
        self._index = start_index
        self._offset_ms = 0
        self._lead_in_ms = 0
        self._last_ms = clock.monotonic_ms()
        self._played_ms = 0
        self._entered = False
        self._lead_in_begins = False
        self._cues_from_start = False
        self._end_cues_from_here = False
        self._lengths: dict[int, int] = {}
        self._passage = Passage()
        self._passes: dict[SetKey, int] = defaultdict(int, passes or {})
        self._set_open = False
        self._done_reps = 0
        self._done_ms = 0
        self._minutes_told = 0
        self._cues_by_segment = cues_by_segment(plan)
        self._timed: tuple[int, int | None, list[tuple[int, Cue]]] | None = None

    @property
    def plan(self) -> Plan:
        """Return the plan that is played."""
        return self._plan

    @property
    def state(self) -> PlayerState:
        """Return what the player is doing."""
        return self._state

    @property
    def cursor(self) -> Cursor:
        """Return where the player stands, as of the last catching up."""
        return Cursor(self._index, self._offset_ms)

    @property
    def segment(self) -> Segment:
        """Return the segment the player stands in."""
        return self._plan.timeline.segments[self._index]

    @property
    def played_ms(self) -> int:
        """Return how long the player has run, in ms; pauses and sleep left out."""
        return self._played_ms

    @property
    def lead_in_ms(self) -> int:
        """Return the ms left until the player goes on, 0 when it isn't getting ready."""
        return self._lead_in_ms

    @property
    def done_reps(self) -> int:
        """Return the reps done so far in the current set."""
        return self._done_reps

    @property
    def duration_ms(self) -> int | None:
        """Return the current segment's length in ms, with what was added; None if self-paced."""
        return self._length_of(self._index)

    @property
    def remaining_ms(self) -> int | None:
        """Return the ms left in the current segment, None if self-paced; never below 0."""
        length = self.duration_ms
        return None if length is None else length - self._offset_ms

    @property
    def next_event_in_ms(self) -> int | None:
        """Return the ms until the next cue or boundary, 0 where one is due and not told yet.

        None when nothing is to come by itself.
        """
        if self._state is PlayerState.LEADING_IN:
            return 0 if self._lead_in_begins else self._lead_in_ms % 1_000 or 1_000
        if self._state is not PlayerState.PLAYING:
            return None
        # In order, so that the first is the next: a walk to a beat has a thousand of them.
        untold = (due for due, cue in self._cues_here() if due >= self._untold_from_ms(cue))
        coming = [due for due in (next(untold, None),) if due is not None]
        if self.duration_ms is not None:
            coming.append(self.duration_ms)
        return min(coming) - self._offset_ms if coming else None

    @property
    def elapsed_total_ms(self) -> int:
        """Return the place in the whole session, in ms of the plan."""
        segments = self._plan.timeline.segments
        behind = sum(segment.estimate_ms for segment in segments[: self._index])
        return behind + min(self._offset_ms, self.segment.estimate_ms)

    @property
    def left_total_ms(self) -> int:
        """Return the ms to go in the whole session, with added time; self-paced estimated."""
        segments = self._plan.timeline.segments
        to_come = range(self._index, len(segments))
        lengths = (self._lengths.get(i, segments[i].estimate_ms) for i in to_come)
        return max(sum(lengths) - self._offset_ms, 0)

    @property
    def left_early(self) -> Mapping[int, int]:
        """Return the ms that were done of each skipped segment, by its index."""
        return self._passage.left_early

    @property
    def undo_block(self) -> int | None:
        """Return the block that undoing the last skip goes back to; None where none can be."""
        standing = self._passage.undoable(self.segment.block)
        is_over = self._state is PlayerState.ENDED
        return None if standing is None or is_over else standing.block

    @property
    def _beeps(self) -> bool:
        return self._plan.options.voice_level.beeps

    @property
    def _awaits_reps(self) -> bool:
        here = self.segment.kind is SegmentKind.SELF_PACED
        return here and self._state is PlayerState.PLAYING

    def _length_of(self, index: int) -> int | None:
        return self._lengths.get(index, self._plan.timeline.segments[index].duration_ms)

    def _in_block_ms(self, first: int) -> int:
        segments = self._plan.timeline.segments
        return self._offset_ms + sum(s.estimate_ms for s in segments[first : self._index])

    def _untold_from_ms(self, cue: Cue) -> int:
        """Return the first moment at which this cue may not have been told yet."""
        from_here = self._cues_from_start or (self._end_cues_from_here and cue.anchor is Anchor.END)
        return self._offset_ms if from_here else self._offset_ms + 1

    def _cues_here(self) -> list[tuple[int, Cue]]:
        """Return the segment's cues with their moments, in order, at the length it has now."""
        length_ms = self._length_of(self._index)
        if self._timed is None or self._timed[:2] != (self._index, length_ms):
            self._timed = (self._index, length_ms, self._timed_cues(length_ms))
        return self._timed[2]

    def _timed_cues(self, length_ms: int | None) -> list[tuple[int, Cue]]:
        cues = self._cues_by_segment.get(self._index, ())
        if length_ms is None:
            return [(cue.offset_ms, cue) for cue in cues]
        if self._index in self._lengths:
            planned = self._plan.set_of(self.segment)
            walked_on = () if planned is None else more_beats(cues, planned.exercise, length_ms)
            return moved((*cues, *walked_on), length_ms)
        return sorted(((cue.due_ms(length_ms), cue) for cue in cues), key=lambda pair: pair[0])


def cues_by_segment(plan: Plan) -> dict[int, list[Cue]]:
    """Return the cues of a plan by the index of their segment."""
    found: dict[int, list[Cue]] = defaultdict(list)
    for cue in plan.cues:
        found[cue.segment_index].append(cue)
    return found
