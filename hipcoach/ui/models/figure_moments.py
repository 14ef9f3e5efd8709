"""What a figure shows when: parts of a rep, and an exercise shown outside a session."""

from dataclasses import dataclass
from typing import Final

from hipcoach.domain.prescription import Dose, Tempo
from hipcoach.figure.figure import Part
from hipcoach.player.player import Player
from hipcoach.player.timeline import SegmentKind

# How a hold is shown: into it, a while there, and back.
HOLD_SHOWN: Final = Tempo(1_500, 3_000, 1_500, 800)


@dataclass(frozen=True, slots=True)
class Moment:
    """A fraction (0 to 1) of a part of a rep; without a part, what is done by time."""

    part: Part | None
    fraction: float = 0.0
    elapsed_ms: int = 0


def rep_moment(tempo: Tempo, offset_ms: int) -> Moment:
    """Return where a rep of this tempo is, so many ms after its beginning."""
    left_ms = offset_ms
    for part, length_ms in _parts(tempo):
        if left_ms < length_ms:
            return Moment(part, left_ms / length_ms, left_ms)
        left_ms -= length_ms
    return Moment(Part.PAUSE, 1.0, left_ms)


def shown_moment(dose: Dose, elapsed_ms: int) -> Moment:
    """Return where an exercise of this dose is when it is shown over and over."""
    tempo = HOLD_SHOWN if dose.hold_ms is not None else dose.tempo
    if tempo is None:
        return Moment(None, 0.0, elapsed_ms)
    return rep_moment(tempo, elapsed_ms % tempo.rep_ms)


def session_moment(player: Player) -> Moment | None:
    """Return what the figure of a session shows now; None for the first pose of what comes."""
    segment = player.segment
    planned = player.plan.set_of(segment)
    if planned is None or not segment.kind.is_work:
        return None
    offset_ms = player.cursor.offset_ms
    tempo = planned.dose.tempo
    if segment.kind is SegmentKind.HOLD:
        length_ms = player.duration_ms or 1
        return Moment(Part.HOLD, min(1.0, offset_ms / length_ms), offset_ms)
    if tempo is None:
        return Moment(None, 0.0, offset_ms)
    if segment.kind is SegmentKind.SELF_PACED:
        return rep_moment(tempo, offset_ms % tempo.rep_ms)
    return rep_moment(tempo, offset_ms)


def _parts(tempo: Tempo) -> tuple[tuple[Part, int], ...]:
    return (
        (Part.WORK, tempo.work_ms),
        (Part.HOLD, tempo.hold_ms),
        (Part.RETURN, tempo.return_ms),
        (Part.PAUSE, tempo.pause_ms),
    )
