"""From a routine to a plan: sets in order, a timeline, and what is said when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, Laterality, Prescription, Side
from hipcoach.domain.routine import Routine
from hipcoach.player.cues import ClipLengths, Cue, DroppedLine, fit, overlaps
from hipcoach.player.lines import CueKind, Words, wishes
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import lay_out, order_sets
from hipcoach.player.timeline import Cursor, PlannedSet, Segment, Timeline


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
    for wish in wishes(lay_out(sets, options), sets, words, options.voice_level):
        if wish.kind is not CueKind.EARCON:
            found.update(dict.fromkeys(wish.choices))
    return tuple(found)


def plan_session(
    routine: Routine, options: SessionOptions, lengths: ClipLengths, words: Words
) -> Plan:
    """Fix a session: order, times and cues, with the clips' real lengths.

    Raises PlanError if two clips would overlap, which the fitting never lets happen.
    """
    sets = order_sets(routine, options)
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
    wanted = wishes(segments, sets, words, options.voice_level, first_index=first_index)
    said = [cue.text for cue in kept if cue.kind is CueKind.TECHNIQUE]
    fitting = fit(segments, wanted, spoken, last_technique=said[-1] if said else "")
    faults = overlaps(fitting.segments, fitting.cues)
    if faults:
        raise PlanError("; ".join(faults))
    return Plan(
        routine=routine,
        options=options,
        sets=sets,
        timeline=Timeline(tuple(fitting.segments)),
        cues=(*kept, *fitting.cues),
        dropped=(*dropped, *fitting.dropped),
    )


@dataclass(frozen=True, slots=True)
class AddSet:
    """One more set of an exercise, on each side that is still to be worked."""

    item_uid: str


@dataclass(frozen=True, slots=True)
class FewerReps:
    """This many reps, instead of more, in the sets of an exercise still to come."""

    item_uid: str
    reps: int


@dataclass(frozen=True, slots=True)
class SkipExercise:
    """No more sets of an exercise."""

    item_uid: str


@dataclass(frozen=True, slots=True)
class SwapExercise:
    """An easier exercise in the place of one, for the sets still to come."""

    item_uid: str
    exercise: Exercise


Change = AddSet | FewerReps | SkipExercise | SwapExercise


def replan(
    plan: Plan, position: Cursor, change: Change, lengths: ClipLengths, words: Words
) -> Plan:
    """Make a new plan from the next block on; what was played, and this block, stay."""
    segments = plan.timeline.segments
    here = segments[position.segment_index]
    cut = plan.timeline.block_range(here.block).stop
    if here.set_index is None:
        return plan
    first_future = here.set_index if not segments[cut - 1].kind.is_work else here.set_index + 1
    future = _changed(plan.sets, first_future, change, plan.options.lead_side)
    # The way lies behind only where it led to this very set of this very exercise.
    prepared = (
        first_future == here.set_index
        and bool(future)
        and segments[cut].kind.is_work
        and future[0].key == plan.sets[first_future].key
        and future[0].exercise.id == plan.sets[first_future].exercise.id
    )
    sets = (*plan.sets[:first_future], *future)
    rest = lay_out(
        future,
        plan.options,
        before=sets[first_future - 1] if first_future else None,
        first_index=first_future,
        first_block=here.block + 1,
        prepared=prepared,
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


def _changed(
    sets: tuple[PlannedSet, ...], first_future: int, change: Change, lead: Side
) -> tuple[PlannedSet, ...]:
    future = list(sets[first_future:])
    match change:
        case SkipExercise(item_uid):
            return tuple(planned for planned in future if planned.item.uid != item_uid)
        case FewerReps(item_uid, reps):
            return tuple(
                _with_reps(planned, reps) if planned.item.uid == item_uid else planned
                for planned in future
            )
        case SwapExercise(item_uid, exercise):
            return _with_easier(sets, first_future, item_uid, exercise, lead)
    return _with_more(sets, first_future, change.item_uid)


def _with_reps(planned: PlannedSet, reps: int) -> PlannedSet:
    if planned.dose.reps is None:
        return planned
    return replace(planned, dose=replace(planned.dose, reps=max(1, min(reps, planned.dose.reps))))


def _with_easier(
    sets: tuple[PlannedSet, ...],
    first_future: int,
    item_uid: str,
    exercise: Exercise,
    lead: Side,
) -> tuple[PlannedSet, ...]:
    """Swap the exercise of an item; two sides become one set, or one set two sides, if need be."""
    done = {planned.key for planned in sets[:first_future]}
    result: dict[tuple[str, int, Side], PlannedSet] = {}
    for planned in sets[first_future:]:
        is_meant = planned.item.uid == item_uid
        for each in _swapped(planned, exercise, lead) if is_meant else (planned,):
            if each.key not in done:
                result.setdefault(each.key, each)
    return tuple(result.values())


def _swapped(planned: PlannedSet, exercise: Exercise, lead: Side) -> tuple[PlannedSet, ...]:
    """Keep the item's place and side; take the easier exercise at its start dose."""
    dose: Dose = replace(exercise.start, sets=planned.dose.sets)
    prescription = Prescription(
        dose=dose,
        rest_ms=exercise.rest_ms,
        laterality=exercise.laterality,
        only_side=(
            planned.item.prescription.only_side
            if exercise.laterality is Laterality.UNILATERAL
            else None
        ),
    )
    item = replace(planned.item, exercise=exercise, prescription=prescription)
    sides = prescription.sides(lead)
    if planned.side in sides:
        sides = (planned.side,)
    return tuple(replace(planned, item=item, dose=dose, side=side) for side in sides)


def _with_more(
    sets: tuple[PlannedSet, ...], first_future: int, item_uid: str
) -> tuple[PlannedSet, ...]:
    """Add a set after the last one of each side that is current or still to come."""
    live_from = max(0, first_future - 1)
    result = list(sets[first_future:])
    sides = dict.fromkeys(
        planned.side for planned in sets[live_from:] if planned.item.uid == item_uid
    )
    for side in sides:
        last = max(
            (p for p in sets if p.item.uid == item_uid and p.side is side), key=lambda p: p.set_no
        )
        extra = replace(last, set_no=last.set_no + 1, of_sets=last.of_sets + 1)
        places = [i for i, planned in enumerate(result) if _goes_before(planned, extra)]
        result.insert(places[-1] + 1 if places else 0, extra)
    return tuple(
        replace(p, of_sets=_sets_of(p, (*sets, *result))) if p.item.uid == item_uid else p
        for p in result
    )


def _goes_before(planned: PlannedSet, extra: PlannedSet) -> bool:
    """Tell whether an extra set waits for this one: its round's, or its side's on the floor."""
    if extra.item.group is not None:
        return planned.item.group == extra.item.group
    if planned.item.uid != extra.item.uid:
        return False
    return planned.side is extra.side or not extra.exercise.position.is_on_floor


def _sets_of(like: PlannedSet, sets: Sequence[PlannedSet]) -> int:
    """Return how many sets there are of a set's item on its side."""
    return max(p.set_no for p in sets if p.item.uid == like.item.uid and p.side is like.side)
