"""From a routine to a plan: sets in order, a timeline, and what is said when."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.domain.routine import Routine
from hipcoach.player.changes import (
    Change,
    PlacedChange,
    PutBack,
    changed_sets,
    placed,
    with_changes,
)
from hipcoach.player.cues import ClipLengths, Cue, DroppedLine, fit, overlaps
from hipcoach.player.lines import CueKind, Words, wishes
from hipcoach.player.metronome import beats, between_beats
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import lay_out, order_sets
from hipcoach.player.timeline import Cursor, PlannedSet, Segment, SegmentKind, Timeline


class PlanError(AssertionError):
    """A plan whose clips would overlap: a bug, never something a person caused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session fixed in every moment; segments point into `sets` by index."""

    routine: Routine
    options: SessionOptions
    sets: tuple[PlannedSet, ...]
    timeline: Timeline
    cues: tuple[Cue, ...]
    dropped: tuple[DroppedLine, ...]

    def set_of(self, segment: Segment) -> PlannedSet | None:
        """Return the set a segment belongs or leads to, None where no set follows.

        That is the closing, and a rest whose last sets were taken out by a change.
        """
        index = segment.set_index
        return None if index is None or index >= len(self.sets) else self.sets[index]


def lines(routine: Routine, options: SessionOptions, words: Words) -> tuple[str, ...]:
    """Return every text that may be spoken, each wording once, in the order of need."""
    return lines_of(order_sets(routine, options), options, words)


def lines_of(sets: Sequence[PlannedSet], options: SessionOptions, words: Words) -> tuple[str, ...]:
    """Return every text that may be spoken in these sets."""
    if not options.voice_level.speaks:
        return ()
    found: dict[str, None] = {}
    segments = lay_out(sets, options)
    level, since_last = options.voice_level, options.since_last
    for wish in wishes(segments, sets, words, level, since_last=since_last):
        if wish.kind is not CueKind.EARCON:
            found.update(dict.fromkeys(wish.choices))
    return tuple(found)


def plan_session(
    routine: Routine,
    options: SessionOptions,
    lengths: ClipLengths,
    words: Words,
    *,
    changes: Sequence[PlacedChange] = (),
) -> Plan:
    """Fix a session: order, times and cues, with the clips' real lengths.

    `changes` made before the session was cut off. Raises PlanError if
    two clips would overlap, which the fitting never lets happen.
    """
    sets = with_changes(order_sets(routine, options), changes, options)
    segments = lay_out(sets, options)
    return _planned(routine, options, sets, segments, (), (), 0, lengths, words)


def _planned(
    routine: Routine,
    options: SessionOptions,
    sets: tuple[PlannedSet, ...],
    segments: tuple[Segment, ...],
    kept: tuple[Cue, ...],
    dropped: tuple[DroppedLine, ...],
    first_index: int,
    lengths: ClipLengths,
    words: Words,
) -> Plan:
    spoken = lengths if options.voice_level.speaks else ClipLengths({}, lengths.earcons)
    wanted = wishes(
        segments,
        sets,
        words,
        options.voice_level,
        first_index=first_index,
        since_last=options.since_last,
    )
    said = [cue.text for cue in kept if cue.kind is CueKind.TECHNIQUE]
    fitting = fit(segments, wanted, spoken, last_technique=said[-1] if said else "")
    words_of = between_beats(fitting.segments, sets, fitting.cues, options, spoken)
    fitted = [
        *words_of,
        *beats(fitting.segments, sets, words_of, options, spoken, first_index=first_index),
    ]
    # A segment's cues stand together, in the order in which they are heard.
    fitted.sort(key=lambda cue: (cue.segment_index, _due_ms(cue, fitting.segments)))
    faults = overlaps(fitting.segments, fitted)
    if faults:
        raise PlanError("; ".join(faults))
    return Plan(
        routine=routine,
        options=options,
        sets=sets,
        timeline=Timeline(tuple(fitting.segments)),
        cues=(*kept, *fitted),
        dropped=(*dropped, *fitting.dropped),
    )


def place(plan: Plan, position: Cursor, change: Change) -> PlacedChange:
    """Say where in a plan a change is made, so that it can be made again after a cut."""
    return placed(change, _first_future(plan, position), plan.sets)


def _due_ms(cue: Cue, segments: Sequence[Segment]) -> int:
    return cue.due_ms(segments[cue.segment_index].estimate_ms)


def sets_to_come(plan: Plan, position: Cursor) -> tuple[PlannedSet, ...]:
    """Return the sets that were not begun."""
    return plan.sets[_first_future(plan, position) :]


def _first_future(plan: Plan, position: Cursor) -> int:
    """Return the index of the first set that was not begun."""
    segments = plan.timeline.segments
    here = segments[position.segment_index]
    if here.set_index is None:
        return len(plan.sets)
    return here.set_index + 1 if here.kind.is_work else here.set_index


def refit(plan: Plan, position: Cursor, lengths: ClipLengths, words: Words) -> Plan:
    """Fit the lines anew from the next block on, with clips that were rendered since."""
    return replan(plan, position, PutBack(sets_to_come(plan, position)), lengths, words)


def replan(
    plan: Plan, position: Cursor, change: Change, lengths: ClipLengths, words: Words
) -> Plan:
    """Make a new plan from the next block on; what was played, and this block, stay."""
    segments = plan.timeline.segments
    here = segments[position.segment_index]
    cut = plan.timeline.block_range(here.block).stop
    if here.set_index is None:
        return plan
    first_future = _first_future(plan, position)
    future = changed_sets(plan.sets, first_future, change, plan.options)
    # The way lies behind only where it led to this very set of this very exercise.
    prepared = (
        first_future == here.set_index
        and bool(future)
        and (segments[cut].kind.is_work or segments[cut].kind is SegmentKind.LEAD_THROUGH)
        and future[0].key == plan.sets[first_future].key
        and future[0].exercise.id == plan.sets[first_future].exercise.id
    )
    sets = (*plan.sets[:first_future], *future)
    led = [
        sets[segment.set_index].exercise.id
        for segment in segments[:cut]
        if segment.kind is SegmentKind.LEAD_THROUGH
        and segment.set_index is not None
        # What was led up to and is gone by now is led up to where it comes again.
        and (segment.set_index < first_future or prepared)
    ]
    rest = lay_out(
        future,
        plan.options,
        before=sets[first_future - 1] if first_future else None,
        first_index=first_future,
        first_block=here.block + 1,
        prepared=prepared,
        led=led,
    )
    return _planned(
        plan.routine,
        plan.options,
        sets,
        (*segments[:cut], *rest),
        tuple(cue for cue in plan.cues if cue.segment_index < cut),
        tuple(line for line in plan.dropped if line.segment_index < cut),
        cut,
        lengths,
        words,
    )
