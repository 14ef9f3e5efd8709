"""A session as it would run, written out: each segment with its times and its cues."""

from collections import defaultdict
from dataclasses import dataclass

from hipcoach.domain.prescription import Side
from hipcoach.player.cues import Cue
from hipcoach.player.planning import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedCue:
    """A cue at its time from the session's start; `clip_ms` 0 is shown and not heard."""

    at_ms: int
    kind: str
    text: str
    clip_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedSegment:
    """A segment at its time from the session's start; a self-paced one is estimated."""

    start_ms: int
    duration_ms: int
    kind: str
    exercise: str | None
    item: str | None
    set: int | None
    rep: int | None
    side: str | None
    self_paced: bool
    cues: tuple[RehearsedCue, ...]


def rehearse(plan: Plan) -> tuple[RehearsedSegment, ...]:
    """Return every segment of a plan in order, as it would run without a pause."""
    cues: dict[int, list[Cue]] = defaultdict(list)
    for cue in plan.cues:
        cues[cue.segment_index].append(cue)
    rows: list[RehearsedSegment] = []
    starts = plan.timeline.starts_ms()
    for index, (start_ms, segment) in enumerate(zip(starts, plan.timeline.segments, strict=True)):
        planned = plan.set_of(segment)
        length_ms = segment.estimate_ms
        rows.append(
            RehearsedSegment(
                start_ms=start_ms,
                duration_ms=length_ms,
                kind=segment.kind.value,
                exercise=planned.exercise.id if planned else None,
                item=planned.item.uid if planned else None,
                set=planned.set_no if planned else None,
                rep=segment.rep_no or None,
                side=_side(
                    segment.leg if segment.kind.is_work else None, planned.side if planned else None
                ),
                self_paced=segment.duration_ms is None,
                cues=tuple(
                    RehearsedCue(
                        at_ms=start_ms + cue.due_ms(length_ms),
                        kind=cue.kind.value,
                        text=cue.text,
                        clip_ms=cue.clip_ms,
                    )
                    for cue in sorted(cues[index], key=lambda cue: cue.due_ms(length_ms))
                ),
            )
        )
    return tuple(rows)


def _side(leg: Side | None, side: Side | None) -> str | None:
    shown = leg or side
    return None if shown is None else shown.value
