"""From a routine to its sets in order, and from sets to segments."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.timeline import PlannedSet, Segment, SegmentKind

CLOSING_MS = 6_000
# To turn over with the head at the other end (this app's own judgement).
TURN_OVER_MS = 30_000
# The least; what is said in it makes it as long as it has to be.
LEAD_THROUGH_MS = 4_000
# What stands in its place anyway; the rest has to be fetched or put on.
STANDING_BY = frozenset(
    ("mat", "clear_floor", "wall", "support_surface", "rail", "chair", "desk", "bed", "pillow")
)


def order_sets(routine: Routine, options: SessionOptions) -> tuple[PlannedSet, ...]:
    """Put every set of a routine in the order in which it is done.

    In lying and kneeling, all sets of neighbouring exercises in one position come first
    on one side, then on the other, so that a person turns once. Standing and seated
    exercises swap sides set by set. Items of one group go round by round.
    """
    ordered: list[PlannedSet] = []
    for run in _runs(routine.items):
        if run[0].group is not None:
            ordered.extend(_in_rounds(run, options.lead_side))
        elif _works_sides_apart_on_floor(run[0]):
            ordered.extend(_side_by_side(run, options.lead_side))
        else:
            ordered.extend(_in_rounds(run, options.lead_side))
    return tuple(paced(planned, options.pacing) for planned in ordered)


def _works_sides_apart_on_floor(item: RoutineItem) -> bool:
    unilateral = item.prescription.laterality is Laterality.UNILATERAL
    return unilateral and item.exercise.position.is_on_floor


def _runs(items: Sequence[RoutineItem]) -> Iterator[list[RoutineItem]]:
    """Split items into circuits, chains that turn together, and single ones."""

    def kinship(pair: tuple[int, RoutineItem]) -> tuple[str, str]:
        index, item = pair
        if item.group is not None:
            return ("group", item.group)
        if _works_sides_apart_on_floor(item):
            return ("chain", item.exercise.position.value)
        return ("single", str(index))

    for _, run in groupby(enumerate(items), key=kinship):
        yield [item for _, item in run]


def _sets_on(item: RoutineItem, side: Side) -> Iterator[PlannedSet]:
    dose = item.prescription.for_side(side)
    for set_no in range(1, dose.sets + 1):
        yield PlannedSet(item=item, set_no=set_no, of_sets=dose.sets, side=side, dose=dose)


def _in_rounds(run: Sequence[RoutineItem], lead: Side) -> Iterator[PlannedSet]:
    """Set 1 of each item on each side, then set 2, and so on."""
    columns = [list(_sets_on(item, side)) for item in run for side in item.prescription.sides(lead)]
    for round_index in range(max(len(column) for column in columns)):
        yield from (column[round_index] for column in columns if round_index < len(column))


def _side_by_side(run: Sequence[RoutineItem], lead: Side) -> Iterator[PlannedSet]:
    """All sets of all items on the lead side, then all on the other."""
    first = Side.RIGHT if lead is Side.RIGHT else Side.LEFT
    for side in (first, first.other):
        for item in run:
            if side in item.prescription.sides(lead):
                yield from _sets_on(item, side)


def paced(planned: PlannedSet, pacing: Pacing) -> PlannedSet:
    """Return a set of reps at the pace that is asked for, any other as it is."""
    dose = planned.dose
    if dose.kind is not DoseKind.REPS or pacing is Pacing.PRESCRIBED:
        return planned
    wanted = pacing is Pacing.SELF_PACED
    if dose.self_paced is wanted:
        return planned
    return replace(planned, dose=replace(dose, self_paced=wanted))


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two sets: its kind and how long it takes in ms."""

    kind: SegmentKind
    duration_ms: int


def gap_between(
    before: PlannedSet | None, after: PlannedSet, options: SessionOptions
) -> Gap | None:
    """Return what a person needs between two sets, or None when one follows at once."""
    if before is None:
        # Whoever pressed Start stands or sits at the screen.
        settle = options.get_ready_ms
        if after.exercise.position.is_on_floor:
            settle = max(settle, options.floor_ms)
        elif after.exercise.position is not Position.STANDING:
            settle = max(settle, options.position_change_ms)
        return Gap(SegmentKind.GET_READY, settle)
    if (before.item.uid, before.exercise.id) != (after.item.uid, after.exercise.id):
        return Gap(SegmentKind.TRANSITION, _change_ms(before, after, options))
    if before.side != after.side and after.set_no <= before.set_no:
        return Gap(SegmentKind.SWITCH_SIDES, _turn_ms(after, options))
    rest_ms = after.item.prescription.rest_ms
    if before.side != after.side:
        rest_ms = max(rest_ms, _turn_ms(after, options))
    return Gap(SegmentKind.REST, rest_ms) if rest_ms else None


def _turn_ms(after: PlannedSet, options: SessionOptions) -> int:
    if after.exercise.position is Position.SIDE_LYING and options.position_change_ms:
        return max(options.position_change_ms, TURN_OVER_MS)
    on_floor = after.exercise.position.is_on_floor
    return options.position_change_ms if on_floor else options.get_ready_ms


def _change_ms(before: PlannedSet, after: PlannedSet, options: SessionOptions) -> int:
    needed = after.item.transition_ms
    if needed is None:
        needed = _worked_out_ms(before, after, options)
    round_ended = before.item.group is not None and before.item.group == after.item.group
    if round_ended and after.set_no > before.set_no:
        needed = max(needed, before.item.prescription.rest_ms)
    return needed


def _worked_out_ms(before: PlannedSet, after: PlannedSet, options: SessionOptions) -> int:
    here, there = before.exercise, after.exercise
    needed = options.transition_ms
    if here.position.is_on_floor != there.position.is_on_floor:
        needed = max(needed, options.floor_ms)
    elif here.position is not there.position:
        needed = max(needed, options.position_change_ms)
    elif before.side != after.side:
        needed = max(needed, _turn_ms(after, options))
    if set(there.equipment) - set(here.equipment) - STANDING_BY:
        needed = max(needed, options.equipment_ms)
    return needed


def lay_out(
    sets: Sequence[PlannedSet],
    options: SessionOptions,
    *,
    before: PlannedSet | None = None,
    first_index: int = 0,
    first_block: int = 0,
    prepared: bool = False,
    led: Collection[str] = (),
) -> tuple[Segment, ...]:
    """Turn sets into segments, with what lies between them and a closing at the end.

    The first set of an exercise in `options.lead_through` is led up to, unless it is in
    `led`, or nothing is spoken.

    `before` is the set that was done last; `prepared` says that the way to the first
    set lies behind already; indexes and blocks count on from those given.
    """
    segments: list[Segment] = []
    to_lead = set(options.lead_through) - set(led) if options.voice_level.speaks else set[str]()
    block = first_block
    for index, planned in enumerate(sets, start=first_index):
        gap = None if prepared and index == first_index else gap_between(before, planned, options)
        if gap is not None:
            segments.append(
                Segment(
                    kind=gap.kind,
                    block=block,
                    set_index=index,
                    duration_ms=gap.duration_ms,
                    estimate_ms=gap.duration_ms,
                    leg=planned.side,
                )
            )
            block += 1
        if planned.exercise.id in to_lead:
            to_lead.remove(planned.exercise.id)
            segments.append(
                Segment(
                    kind=SegmentKind.LEAD_THROUGH,
                    block=block,
                    set_index=index,
                    duration_ms=LEAD_THROUGH_MS,
                    estimate_ms=LEAD_THROUGH_MS,
                    leg=planned.side,
                )
            )
            block += 1
        segments.extend(_work(planned, index, block, options.lead_side))
        block += 1
        before = planned
    segments.append(
        Segment(
            kind=SegmentKind.TRANSITION,
            block=block,
            set_index=None,
            duration_ms=CLOSING_MS,
            estimate_ms=CLOSING_MS,
        )
    )
    return tuple(segments)


def _work(planned: PlannedSet, index: int, block: int, lead: Side) -> Iterator[Segment]:
    """Yield the segments of one set."""
    dose = planned.dose
    if dose.tempo is None or dose.reps is None:
        kind = SegmentKind.HOLD if dose.kind is DoseKind.HOLD else SegmentKind.TIMED
        yield Segment(
            kind=kind,
            block=block,
            set_index=index,
            duration_ms=dose.set_ms,
            estimate_ms=dose.set_ms,
            leg=planned.side,
        )
    elif dose.self_paced:
        yield Segment(
            kind=SegmentKind.SELF_PACED,
            block=block,
            set_index=index,
            duration_ms=None,
            estimate_ms=planned.planned_ms,
            leg=planned.side,
            target_reps=dose.reps,
        )
    else:
        first = Side.RIGHT if lead is Side.RIGHT else Side.LEFT
        legs = (first, first.other) if planned.legs_in_turn == 2 else (planned.side,)
        for rep_no in range(1, dose.reps + 1):
            for leg in legs:
                yield Segment(
                    kind=SegmentKind.REP,
                    block=block,
                    set_index=index,
                    duration_ms=dose.tempo.rep_ms,
                    estimate_ms=dose.tempo.rep_ms,
                    rep_no=rep_no,
                    leg=leg,
                    target_reps=dose.reps,
                    ends_rep=leg is legs[-1],
                )
