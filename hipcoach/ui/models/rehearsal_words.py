"""A session as it would run, in lines to be read: when, what, and what is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.rehearsal import RehearsedSegment
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.units import clock_text
from hipcoach.player.lines import CueKind
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.labels import length_text

_CONTEXT = "RehearsalWords"
# Sounds aren't words, and counting tells a reader nothing.
_UNTOLD = frozenset((CueKind.EARCON, CueKind.COUNT, CueKind.COUNTDOWN))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One stretch of a session; `is_work` parts the exercises from the ways between them."""

    at: str
    what: str
    length: str
    said: str
    is_work: bool


def run_lines(
    segments: Sequence[RehearsedSegment], exercises: Mapping[str, Exercise]
) -> tuple[RunLine, ...]:
    """Return a line for each set and for each way between sets; the reps of a set are one."""
    stretches: list[list[RehearsedSegment]] = []
    for segment in segments:
        if stretches and segment.kind == SegmentKind.REP and _same_set(stretches[-1][0], segment):
            stretches[-1].append(segment)
        else:
            stretches.append([segment])
    return tuple(_line(stretch, exercises) for stretch in stretches)


def _same_set(first: RehearsedSegment, other: RehearsedSegment) -> bool:
    return (
        first.kind == other.kind
        and (first.item, first.set) == (other.item, other.set)
        # The legs of an alternating set swap; each rep is numbered from one on.
        and (other.rep or 0) >= (first.rep or 0)
        and (first.side == other.side or (other.rep or 0) > 1 or first.rep == other.rep)
        and not ((other.rep or 0) == 1 and first.side == other.side)
    )


def _line(stretch: list[RehearsedSegment], exercises: Mapping[str, Exercise]) -> RunLine:
    first = stretch[0]
    kind = SegmentKind(first.kind)
    length_ms = sum(segment.duration_ms for segment in stretch)
    cues = [cue for segment in stretch for cue in segment.cues]
    said = [cue.text for cue in cues if cue.kind not in _UNTOLD]
    told = " ".join(dict.fromkeys(said))
    return RunLine(
        at=clock_text(first.start_ms),
        what=_what(kind, stretch, exercises),
        length=length_text(length_ms),
        said=told,
        is_work=kind.is_work,
    )


def _what(
    kind: SegmentKind, stretch: list[RehearsedSegment], exercises: Mapping[str, Exercise]
) -> str:
    first = stretch[0]
    exercise = exercises.get(first.exercise or "")
    name = exercise.name if exercise is not None else (first.exercise or "")
    if not kind.is_work:
        words = {
            SegmentKind.GET_READY: _tr("Get ready"),
            SegmentKind.SWITCH_SIDES: _tr("Switch sides"),
            SegmentKind.REST: _tr("Rest"),
            SegmentKind.LEAD_THROUGH: _tr("How {name} is done").format(name=name),
            SegmentKind.TRANSITION: _tr("On to {name}").format(name=name)
            if name
            else _tr("The end"),
        }
        return words[kind]
    parts = [name, _tr("set {number}").format(number=first.set)]
    if kind is SegmentKind.REP:
        reps = max(segment.rep or 0 for segment in stretch)
        parts.append(_tr("{count} repetitions").format(count=reps))
    sides = {segment.side for segment in stretch}
    if len(sides) == 1 and first.side in ("left", "right"):
        parts.append(_tr("left") if first.side == "left" else _tr("right"))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
