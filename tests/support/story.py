"""What a plan promises, told apart from the player: every fact with its exact moment."""

from collections.abc import Sequence
from itertools import accumulate, cycle

from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.session import SetAddress, SetEnd
from hipcoach.player.clock import ManualClock
from hipcoach.player.cues import Cue
from hipcoach.player.events import (
    CueDue,
    Event,
    Extended,
    HowEnded,
    HowLineDue,
    LeadInStarted,
    Paused,
    RepCounted,
    Resumed,
    SegmentStarted,
    SessionFinished,
    SetFinished,
    SetProgressed,
)
from hipcoach.player.lines import Anchor, CueKind
from hipcoach.player.planning import Plan
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import SegmentKind

Fact = tuple[object, ...]


def fact_of(event: Event, now_ms: int) -> Fact:
    """Return an event as a comparable fact, its moment reckoned from how late it was told."""
    match event:
        case SegmentStarted(index, segment, pass_no, late_ms):
            return ("segment", index, segment.kind.value, pass_no, now_ms - late_ms)
        case CueDue(cue, late_ms):
            return ("cue", cue.segment_index, cue.kind.value, cue.text, now_ms - late_ms)
        case SetFinished():
            return set_fact(event.address, event.done_reps, event.done_ms, event.ended)
        case SetProgressed(so_far):
            return ("minute", so_far.address)
        case SessionFinished(completed, played_ms):
            return ("end", completed, played_ms)
        case Paused(reason):
            return ("paused", reason.value)
        case LeadInStarted(lead_in_ms):
            return ("lead-in", lead_in_ms)
        case Resumed():
            return ("resumed",)
        case RepCounted(done, target):
            return ("rep", done, target)
        case Extended(index, delta_ms):
            return ("extended", index, delta_ms)
        case HowLineDue(text):
            return ("how", text)
        case HowEnded(resumes):
            return ("how ended", resumes)


def set_fact(address: SetAddress, done_reps: int, done_ms: int, ended: SetEnd) -> Fact:
    """Return the end of a set as a fact."""
    return ("set", address, done_reps, done_ms, ended.value)


def promised(plan: Plan, from_ms: int = 0) -> list[Fact]:
    """Return what a play without intervention tells, worked out from the plan alone.

    The plan may have no self-paced set. Minutes are left out, since their place between
    cues is not promised.
    """
    segments = plan.timeline.segments
    starts = list(accumulate((segment.estimate_ms for segment in segments), initial=from_ms))
    facts: list[Fact] = []
    for index, segment in enumerate(segments):
        assert segment.duration_ms is not None
        started = starts[index]
        facts.append(("segment", index, segment.kind.value, 1, started))
        cues = [cue for cue in plan.cues if cue.segment_index == index]
        for cue in sorted(cues, key=lambda cue: cue.due_ms(segment.estimate_ms)):
            due_ms = (
                started + cue.offset_ms
                if cue.anchor is Anchor.START
                else started + segment.duration_ms - cue.offset_ms
            )
            facts.append(("cue", index, cue.kind.value, cue.text, due_ms))
        is_last_of_set = (
            segment.kind.is_work
            and segment.set_index is not None
            and segments[index + 1].block != segment.block
        )
        if is_last_of_set and segment.set_index is not None:
            planned = plan.sets[segment.set_index]
            reps = planned.dose.reps if planned.dose.kind is DoseKind.REPS else 0
            address = SetAddress(*planned.key, 1)
            facts.append(set_fact(address, reps or 0, planned.planned_ms, SetEnd.COMPLETED))
    facts.append(("end", True, starts[-1] - from_ms))
    return facts


def told(plan: Plan, pattern: Sequence[int]) -> list[Fact]:
    """Play a plan to its end, reading the clock after each tick of the repeated pattern."""
    clock = ManualClock()
    began_ms = clock.monotonic_ms()
    player = Player(plan, clock)
    facts: list[Fact] = []

    def note(events: Sequence[Event]) -> None:
        now_ms = clock.monotonic_ms() - began_ms
        facts.extend(fact_of(e, now_ms) for e in events if not isinstance(e, SetProgressed))

    note([event for event in player.play() if not isinstance(event, Resumed)])
    for tick in cycle(pattern):
        clock.tick(tick)
        note(player.advance())
        if player.state is PlayerState.ENDED:
            return facts
    raise AssertionError("an empty pattern")


def clip_faults(plan: Plan) -> list[str]:
    """Return what is wrong with the clips of a plan, in times from the session's start."""
    faults: list[str] = []
    clips: list[tuple[int, int, Cue]] = []
    began = 0
    for index, segment in enumerate(plan.timeline.segments):
        ends = began + segment.estimate_ms
        for cue in plan.cues:
            if cue.segment_index != index:
                continue
            at = began + cue.offset_ms if cue.anchor is Anchor.START else ends - cue.offset_ms
            if not (began <= at < ends and at + cue.clip_ms <= ends):
                faults.append(f"{cue.text!r} at {at} is not within {began} to {ends}")
            clips.append((at, at + cue.clip_ms, cue))
        began = ends
    for number, (start, end, one) in enumerate(clips):
        for other_start, other_end, other in clips[number + 1 :]:
            # A beat may sound while a caption without a clip is shown.
            is_seen = CueKind.BEAT in (one.kind, other.kind) and not (one.clip_ms and other.clip_ms)
            if start < other_end and other_start < end and not is_seen:
                faults.append(f"{one.text!r} at {start} to {end} meets {other.text!r}")
    return faults


def technique_lines(plan: Plan) -> list[str]:
    """Return the technique lines in the order in which they are heard."""
    cues = [cue for cue in plan.cues if cue.kind is CueKind.TECHNIQUE]
    lengths = [segment.estimate_ms for segment in plan.timeline.segments]
    cues.sort(key=lambda cue: (cue.segment_index, cue.due_ms(lengths[cue.segment_index])))
    return [cue.text for cue in cues]


def texts_in(plan: Plan, index: int) -> list[str]:
    """Return the texts of a segment in the order of their moments."""
    length_ms = plan.timeline.segments[index].estimate_ms
    cues = [cue for cue in plan.cues if cue.segment_index == index]
    return [cue.text for cue in sorted(cues, key=lambda cue: cue.due_ms(length_ms))]


def index_of(plan: Plan, kind: SegmentKind, nth: int = 0) -> int:
    """Return the index of the nth segment of a kind, counted from 0."""
    found = [i for i, segment in enumerate(plan.timeline.segments) if segment.kind is kind]
    return found[nth]
