"""What a session shows at a moment, worked out from the player without a window."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.phrasebook import position_text
from hipcoach.domain.exercise import Exercise, SideMeaning
from hipcoach.domain.prescription import Dose, Side
from hipcoach.domain.units import SECOND_MS, clock_text
from hipcoach.player.events import PauseReason
from hipcoach.player.planning import Plan
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import PlannedSet, Segment, SegmentKind
from hipcoach.ui.labels import amount_text, length_text
from hipcoach.ui.widgets.face import Face, breath

_CONTEXT = "SessionView"
_CLOCK_FROM_MS = 100 * SECOND_MS
_PLAIN_LEGS = (SideMeaning.MOVING, SideMeaning.TOP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What holds for a whole segment; `position` names the picture where there is no figure."""

    exercise_id: str = ""
    name: str = ""
    side: str = ""
    badge: str = ""
    position_words: str = ""
    set_words: str = ""
    position: str = ""
    mirrored: bool = False
    mind: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes next, with the name of its picture."""

    title: str
    exercise_id: str = ""
    position: str = ""
    mirrored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The ring: its digits, the line under them, and what remains (ms of ms).

    `phase` is the one word of that line that is to be read from afar.
    """

    digits: str
    sub_text: str
    phase: str
    remaining_ms: int
    total_ms: int
    digit_room: int
    face: Face = Face.WORKING
    breath: float = 0.5


def heading(plan: Plan, segment: Segment) -> Heading:
    """Return what is done in a segment, or what it leads to."""
    planned = plan.set_of(segment)
    if planned is None:
        return Heading(name=_tr("That was the last one"))
    exercise = planned.exercise
    leg = segment.leg if segment.kind.is_work else planned.side
    mind = ""
    if segment.kind.is_work and exercise.cues:
        mind = exercise.cues[(planned.set_no - 1) % len(exercise.cues)]
    return Heading(
        exercise_id=exercise.id,
        name=exercise.name,
        side=leg.value,
        badge=_badge(exercise, leg),
        position_words=position_text(exercise, planned.side),
        set_words=_tr("Set {number} of {total}").format(
            number=planned.set_no, total=_sets_of(plan, planned)
        ),
        position=exercise.position.value,
        mirrored=leg is Side.RIGHT,
        mind=mind,
        amount=_amount(planned.dose) if segment.kind.is_work else "",
    )


def _amount(dose: Dose) -> str:
    """Write what a set of a dose is: 10 reps, 30 s."""
    if dose.reps is None:
        return length_text(dose.set_ms)
    return _tr("1 rep") if dose.reps == 1 else _tr("{reps} reps").format(reps=dose.reps)


def _sets_of(plan: Plan, planned: PlannedSet) -> int:
    """Count the sets of this exercise and side, with those that were added since it began."""
    mark = (planned.item.uid, planned.side)
    return max(each.set_no for each in plan.sets if (each.item.uid, each.side) == mark)


def coming(plan: Plan, index: int) -> Coming:
    """Return what follows the segment of this index: the next thing, not the one after it."""
    segments = plan.timeline.segments
    here = segments[index]
    after = next((each for each in segments[index:] if each.block != here.block), None)
    following = None if after is None else plan.set_of(after)
    if after is None or following is None:
        return Coming(title=_tr("A few questions, then you are done"))
    if after.kind is SegmentKind.LEAD_THROUGH:
        words = _tr("How to do it: {name}").format(name=following.exercise.name)
        return _picture(words, following)
    if after.kind is SegmentKind.REST:
        words = _tr("Rest {time}, then set {number} of {total}")
        return _picture(
            words.format(
                time=length_text(after.estimate_ms),
                number=following.set_no,
                total=_sets_of(plan, following),
            ),
            following,
        )
    if here.kind.is_work and after.leg is not here.leg and _is_same_item(plan, here, following):
        return _picture(_tr("Switch sides"), following)
    if after.kind.is_work or after.kind is SegmentKind.SWITCH_SIDES:
        return _picture(_what(plan, following), following)
    return _picture(following.exercise.name, following)


def _is_same_item(plan: Plan, here: Segment, following: PlannedSet) -> bool:
    planned = plan.set_of(here)
    return planned is not None and planned.item.uid == following.item.uid


def face_of(player: Player) -> Face:
    """Return how the session stands."""
    if player.state is PlayerState.LEADING_IN:
        return Face.GETTING_READY
    if player.state is PlayerState.PAUSED:
        return Face.PAUSED
    if player.state is PlayerState.ENDED:
        return Face.DONE
    segment = player.segment
    if segment.kind.is_work:
        return Face.HOLDING if segment.kind is SegmentKind.HOLD else Face.WORKING
    if segment.kind is SegmentKind.REST:
        return Face.RESTING
    if segment.kind is SegmentKind.SWITCH_SIDES:
        return Face.SWITCHING
    return Face.DONE if player.plan.set_of(segment) is None else Face.GETTING_READY


def count(player: Player) -> Count:
    """Return what the ring shows now."""
    at_ms = player.cursor.offset_ms
    return replace(_count(player), face=face_of(player), breath=breath(at_ms))


def _count(player: Player) -> Count:
    if player.state is PlayerState.LEADING_IN:
        return Count(
            digits=_seconds(player.lead_in_ms),
            sub_text=_tr("get ready"),
            phase=_tr("get ready"),
            remaining_ms=player.lead_in_ms,
            total_ms=max(player.lead_in_ms, 5 * SECOND_MS),
            digit_room=1,
        )
    segment = player.segment
    planned = player.plan.set_of(segment)
    total = player.duration_ms
    left = player.remaining_ms
    paused = _tr("paused") if player.state is PlayerState.PAUSED else ""
    if segment.kind is SegmentKind.REP:
        phase = paused or _phase(planned, player.cursor.offset_ms)
        return Count(
            digits=str(segment.rep_no),
            sub_text=_tr("of {total} · {phase}").format(total=segment.target_reps, phase=phase),
            phase=phase,
            remaining_ms=left or 0,
            total_ms=total or 0,
            digit_room=len(str(segment.target_reps)),
        )
    if total is None or left is None:
        phase = paused or (planned.exercise.phases.work if planned is not None else "")
        return Count(
            digits=str(player.done_reps),
            sub_text=_tr("of {total} · {phase}").format(total=segment.target_reps, phase=phase),
            phase=phase,
            remaining_ms=segment.target_reps - player.done_reps,
            total_ms=segment.target_reps,
            digit_room=len(str(segment.target_reps)),
        )
    phase = paused or _word_for(segment, planned)
    is_work = segment.kind.is_work and not paused
    words = _tr("of {time} · {phase}").format(
        time=length_text(total), phase=_beat_words(segment, planned) or phase
    )
    return Count(
        digits=_seconds(left),
        sub_text=words if is_work else phase,
        phase=phase,
        remaining_ms=left,
        total_ms=total,
        digit_room=len(_seconds(total)),
    )


def spoken_heading(shown: Heading) -> str:
    """Write a heading as a screen reader should say it."""
    parts = (shown.name, shown.position_words.rstrip("."), shown.badge, shown.set_words)
    return ". ".join(part for part in parts if part) + "."


def paused_words(reason: PauseReason) -> str:
    """Say why the session stands still, and how it goes on."""
    return {
        PauseReason.PERSON: _tr("Paused. Press Space to go on."),
        PauseReason.PAIN: _tr("Paused. Press Space to go on."),
        PauseReason.GAP: _tr("The computer was asleep. Press Space to go on from here."),
        PauseReason.OUTPUT_LOST: _tr("The sound output went away. Press Space to go on."),
        PauseReason.HOW: _tr("How it is done. Press Space to go on."),
    }[reason]


def _badge(exercise: Exercise, leg: Side) -> str:
    if leg is Side.BILATERAL or exercise.side_means in _PLAIN_LEGS:
        return ""
    words = _tr("LEFT {leg}") if leg is Side.LEFT else _tr("RIGHT {leg}")
    return words.format(leg=exercise.word_for_side(leg) or _tr("leg"))


def _what(plan: Plan, planned: PlannedSet) -> str:
    if planned.set_no > 1:
        words = _tr("Set {number} of {total}")
        return words.format(number=planned.set_no, total=_sets_of(plan, planned))
    return _tr("{name} · {dose}").format(name=planned.exercise.name, dose=amount_text(planned.dose))


def _picture(title: str, planned: PlannedSet) -> Coming:
    return Coming(
        title=title,
        exercise_id=planned.exercise.id,
        position=planned.exercise.position.value,
        mirrored=planned.side is Side.RIGHT,
    )


def _seconds(ms: int) -> str:
    whole = math.ceil(ms / SECOND_MS)
    return clock_text(whole * SECOND_MS) if ms >= _CLOCK_FROM_MS else str(whole)


def _phase(planned: PlannedSet | None, offset_ms: int) -> str:
    if planned is None or planned.dose.tempo is None:
        return ""
    tempo, words = planned.dose.tempo, planned.exercise.phases
    if offset_ms < tempo.work_ms:
        return words.work
    offset_ms -= tempo.work_ms
    if offset_ms < tempo.hold_ms:
        return words.hold
    return words.back if offset_ms - tempo.hold_ms < tempo.return_ms else _tr("pause")


def _beat_words(segment: Segment, planned: PlannedSet | None) -> str:
    """Tell the beat of a walk, where it has one."""
    if segment.kind is not SegmentKind.TIMED or planned is None or not planned.exercise.cadence:
        return ""
    return _tr("{steps} steps a minute").format(steps=planned.exercise.cadence)


def _word_for(segment: Segment, planned: PlannedSet | None) -> str:
    """Name what goes on in a segment that is done by the clock."""
    if segment.kind is SegmentKind.HOLD and planned is not None:
        return planned.exercise.phases.hold
    if segment.kind is SegmentKind.TIMED and planned is not None:
        return planned.exercise.phases.work
    if segment.kind is SegmentKind.REST:
        return _tr("rest")
    if segment.kind is SegmentKind.SWITCH_SIDES:
        return _tr("switch sides")
    if segment.kind is SegmentKind.LEAD_THROUGH:
        return _tr("how it goes")
    return _tr("get ready") if planned is not None else _tr("the end")


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
