"""Whatever is prescribed and however the clock ticks, the player keeps its word."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SetAddress, SetEnd
from hipcoach.player.changes import AddSet, Change, FewerReps, SkipExercise, SwapExercise
from hipcoach.player.clock import ManualClock
from hipcoach.player.cues import ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import CueDue, Event, PauseReason
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.planning import plan_session, replan
from hipcoach.player.player import MAX_EXTENSION_MS, Player, PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.shadow import Shadow
from tests.support.story import Fact, clip_faults, fact_of, promised, told
from tests.support.strategies import exercises, lengths, options, routines, tick_patterns, ticks
from tests.support.words import PlainWords

WORDS = PlainWords()


@settings(max_examples=60)
@given(routines(max_items=3), options(Pacing.PACED), lengths(), tick_patterns())
def test_a_play_tells_the_plan_exactly_whatever_the_ticks(
    routine: Routine, how: SessionOptions, clips: ClipLengths, pattern: list[int]
) -> None:
    plan = plan_session(routine, how, clips, WORDS)

    assert told(plan, pattern) == promised(plan)


def test_ticks_of_one_millisecond_tell_the_same_as_ticks_of_ten_seconds() -> None:
    pair = make_exercise("step", laterality=Laterality.ALTERNATING)
    plank = make_exercise("plank", kind=DoseKind.HOLD, position=Position.PRONE)
    clam = make_exercise("clam", laterality=Laterality.UNILATERAL, position=Position.SIDE_LYING)
    march = make_exercise("march", kind=DoseKind.TIMED)
    routine = make_routine(
        make_item(pair, dose=make_dose(sets=1, reps=2, tempo="0.501-0.25-0.333-0"), rest_ms=0),
        make_item(plank, dose=make_dose(DoseKind.HOLD, sets=1, hold_ms=4_321)),
        make_item(clam, dose=make_dose(sets=1, reps=2, tempo="1-0-0.5-0")),
        make_item(march, dose=make_dose(DoseKind.TIMED, sets=1, duration_ms=5_001)),
    )
    how = SessionOptions(
        get_ready_ms=1_500, transition_ms=0, position_change_ms=0, equipment_ms=0, floor_ms=0
    )
    clips = ClipLengths(dict.fromkeys(["number 1", "number 2", "hold", "name plank"], 190), {})
    plan = plan_session(routine, how, clips, WORDS)

    finest = told(plan, [1])

    assert finest == told(plan, [10_000])
    assert finest == told(plan, [7, 997, 1_001, 16, 16, 17])


class Playing(RuleBasedStateMachine):
    """A person pressing any key at any time, with the clock ticking as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = ManualClock()
        self.seen: Counter[object] = Counter()
        self.changed: set[int] = set()
        self.again = 0

    @initialize(routine=routines(max_items=4), how=options(), clips=lengths())
    def begin(self, routine: Routine, how: SessionOptions, clips: ClipLengths) -> None:
        self.clips = clips
        plan = plan_session(routine, how, clips, WORDS)
        self.player = Player(plan, self.clock)
        self.shadow = Shadow(plan)
        self.read_ms = self.clock.monotonic_ms()

    # -- comparing -------------------------------------------------------------

    def catch_up(self, wait_ms: int) -> list[Fact]:
        """Let time pass, unread by the player as yet; return what it should tell."""
        self.clock.tick(wait_ms)
        now_ms = self.clock.monotonic_ms()
        passed_ms, self.read_ms = now_ms - self.read_ms, now_ms
        self.changed = set(self.shadow.extra_ms)
        return self.shadow.pass_time(now_ms, passed_ms)

    def compare(self, events: tuple[Event, ...], expected: list[Fact]) -> None:
        """Hold what was told against what should be; each pass of a set is told once."""
        now_ms = self.clock.monotonic_ms()
        # A segment whose length was changed tells its cues at moments that are tested apart.
        changed = self.changed | set(self.shadow.extra_ms)
        facts = [
            fact_of(event, now_ms)
            for event in events
            if not (isinstance(event, CueDue) and event.cue.segment_index in changed)
        ]
        assert facts == [fact for fact in expected if not (fact[0] == "cue" and fact[1] in changed)]
        self.seen.update(fact[1] for fact in facts if fact[0] == "set")
        assert not self.seen or max(self.seen.values()) == 1

    # -- keys ------------------------------------------------------------------

    @rule(tick=ticks())
    def advance(self, tick: int) -> None:
        expected = self.catch_up(tick)
        self.compare(self.player.advance(), expected)

    @rule(pattern=st.lists(st.integers(5_000, 10_000), min_size=3, max_size=12))
    def advance_far(self, pattern: list[int]) -> None:
        for tick in pattern:
            self.advance(tick)

    @rule(gap=st.integers(10_001, 10_000_000))
    def sleep(self, gap: int) -> None:
        played_ms, cursor = self.player.played_ms, self.player.cursor
        self.advance(gap)
        assert (self.player.played_ms, self.player.cursor) == (played_ms, cursor)
        assert self.player.state not in (PlayerState.PLAYING, PlayerState.LEADING_IN)

    @rule(wait=ticks(), lead_in_ms=st.sampled_from((0, 0, 1, 2_500, 3_000, 5_000)))
    def play(self, wait: int, lead_in_ms: int) -> None:
        if self.shadow.state in ("ready", "paused"):
            self.clock.tick(wait)
            self.read_ms = self.clock.monotonic_ms()
            expected = self.shadow.play(self.read_ms, lead_in_ms)
            self.compare(self.player.play(lead_in_ms), expected)
        else:
            assert self.player.play(lead_in_ms) == ()

    @rule(wait=ticks(), reason=st.sampled_from(PauseReason))
    def pause(self, wait: int, reason: PauseReason) -> None:
        expected = self.catch_up(wait)
        if self.shadow.state in ("playing", "leading in"):
            self.shadow.state = "paused"
            self.shadow.lead_in_ms = 0
            expected.append(("paused", reason.value))
        self.compare(self.player.pause(reason), expected)

    @rule(wait=ticks())
    def next(self, wait: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        if shadow.state != "ended":
            shadow.skip(self.read_ms, expected)
        self.compare(self.player.next(), expected)

    @rule(wait=ticks(), lead_in_ms=st.sampled_from((0, 5_000)))
    def undo_skip(self, wait: int, lead_in_ms: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        if shadow.may_undo_skip:
            expected.extend(shadow.undo_skip(self.read_ms, lead_in_ms))
            self.compare(self.player.undo_skip(lead_in_ms), expected)
            if shadow.is_open and shadow.planned is not None:
                # The pass that was broken off goes on, and is told again.
                self.seen.pop(SetAddress(*shadow.planned.key, shadow.passes[shadow.planned.key]), 0)
        else:
            self.compare(self.player.undo_skip(lead_in_ms), expected)

    @rule(waits=st.lists(ticks(), min_size=2, max_size=4))
    def skip_and_undo(self, waits: list[int]) -> None:
        for wait in waits:
            self.next(wait)
        for _ in waits:
            self.undo_skip(16, 0)

    @rule(wait=ticks())
    def previous(self, wait: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        if shadow.state != "ended":
            block = shadow.segment.block
            target = shadow.block_start(block)
            segments = shadow.plan.timeline.segments
            into = shadow.offset_ms + sum(s.estimate_ms for s in segments[target : shadow.index])
            if into <= 3_000 and block > 0:
                target = shadow.block_start(block - 1)
            shadow.go_back_to(target, self.read_ms, expected)
        self.compare(self.player.previous(), expected)

    @rule(wait=ticks())
    def repeat_side(self, wait: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        segments = shadow.plan.timeline.segments[: shadow.index + 1]
        work = [segment.block for segment in segments if segment.kind.is_work]
        if work and shadow.state != "ended":
            target = shadow.block_start(work[-1])
            shadow.go_back_to(target, self.read_ms, expected)
        self.compare(self.player.repeat_side(), expected)

    @rule(wait=ticks(), delta_ms=st.sampled_from((-10_000, 10_000, 10_000, 700_000)))
    def extend(self, wait: int, delta_ms: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        length = shadow.length_ms
        fixed = shadow.segment.kind in (SegmentKind.REP, SegmentKind.SELF_PACED)
        if length is not None and not fixed and shadow.state != "ended":
            planned_ms = shadow.segment.estimate_ms
            if delta_ms < 0:
                wanted = max(length + delta_ms, min(length, shadow.offset_ms + 3_000))
            else:
                wanted = min(length + delta_ms, planned_ms + MAX_EXTENSION_MS)
            if wanted != length:
                shadow.extra_ms[shadow.index] = wanted - planned_ms
                expected.append(("extended", shadow.index, wanted - length))
        self.compare(self.player.extend(delta_ms), expected)

    @rule(wait=ticks())
    def count_rep(self, wait: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        if shadow.state == "playing" and shadow.segment.kind is SegmentKind.SELF_PACED:
            shadow.done_reps += 1
            target = shadow.segment.target_reps
            expected.append(("rep", shadow.done_reps, target))
            if shadow.done_reps == target:
                shadow.leave(self.read_ms, expected)
        self.compare(self.player.count_rep(), expected)

    @rule(wait=ticks())
    def complete(self, wait: int) -> None:
        expected = self.catch_up(wait)
        shadow = self.shadow
        if shadow.state == "playing" and shadow.segment.kind is SegmentKind.SELF_PACED:
            shadow.leave(self.read_ms, expected)
        self.compare(self.player.complete(), expected)

    @precondition(lambda self: self.shadow.played_ms > 60_000)
    @rule(wait=ticks())
    def stop(self, wait: int) -> None:
        expected = self.catch_up(wait)
        if self.shadow.state != "ended":
            self.shadow.close(SetEnd.STOPPED, expected)
            self.shadow.end(completed=False, facts=expected)
        self.compare(self.player.stop(), expected)

    @rule(data=st.data())
    def change_plan(self, data: st.DataObject) -> None:
        old = self.player.plan
        change = data.draw(changes(old.routine))
        new = replan(old, self.player.cursor, change, self.clips, WORDS)
        cut = self.shadow.next_block()
        self.player.change_plan(new)
        self.shadow.plan = new
        extra_ms = self.shadow.extra_ms
        self.shadow.extra_ms = {i: ms for i, ms in extra_ms.items() if i < cut}

        assert new.timeline.segments[:cut] == old.timeline.segments[:cut]
        kept = [cue for cue in old.cues if cue.segment_index < cut]
        assert [cue for cue in new.cues if cue.segment_index < cut] == kept
        keys = Counter(planned.key for planned in new.sets)
        # A set that was broken into is done again with an easier exercise.
        self.again += isinstance(change, SwapExercise) and change.from_here
        assert all(times <= 1 + self.again for times in keys.values())
        assert clip_faults(new) == []

    # -- what always holds -----------------------------------------------------

    @invariant()
    def agrees_with_the_shadow(self) -> None:
        player, shadow = self.player, self.shadow
        assert player.state.value == shadow.state
        assert player.cursor == (shadow.index, shadow.offset_ms)
        assert player.played_ms == shadow.played_ms
        assert player.lead_in_ms == shadow.lead_in_ms
        assert player.duration_ms == shadow.length_ms
        assert player.done_reps == shadow.done_reps
        assert player.remaining_ms is None or player.remaining_ms >= 0
        assert 0 <= player.elapsed_total_ms <= player.plan.timeline.total_ms
        assert player.left_total_ms == self.left_ms()
        assert player.undo_block is None or shadow.may_undo_skip
        marks = player.left_early
        assert all(0 <= done <= MAX_EXTENSION_MS + 10_000_000 for done in marks.values())
        assert shadow.state != "playing" or shadow.index not in marks

    def left_ms(self) -> int:
        """Return what is to come, with the time that was added."""
        shadow = self.shadow
        segments = list(enumerate(shadow.plan.timeline.segments))[shadow.index :]
        lengths = (each.estimate_ms + shadow.extra_ms.get(index, 0) for index, each in segments)
        return max(0, sum(lengths) - shadow.offset_ms)


@st.composite
def changes(draw: st.DrawFn, routine: Routine) -> Change:
    uid = draw(st.sampled_from([item.uid for item in routine.items]))
    match draw(st.integers(0, 3)):
        case 0:
            return AddSet(uid, draw(st.booleans()))
        case 1:
            return FewerReps(uid, draw(st.integers(0, 6)))
        case 2:
            return SkipExercise(uid)
        case _:
            return SwapExercise(uid, draw(exercises(number=9)), draw(st.booleans()))


def test_any_keys_at_any_time_agree_with_a_second_reckoning() -> None:
    run_state_machine_as_test(Playing, settings=settings(max_examples=60, stateful_step_count=40))


@settings(max_examples=80)
@given(routines(), options())
def test_each_set_of_each_side_is_planned_once(routine: Routine, how: SessionOptions) -> None:
    plan = plan_session(routine, how, ClipLengths({}, EARCON_MS), WORDS)

    keys = Counter(planned.key for planned in plan.sets)
    wanted = Counter(
        (item.uid, set_no, side)
        for item in routine.items
        for side in item.prescription.sides(how.lead_side)
        for set_no in range(1, item.prescription.for_side(side).sets + 1)
    )
    assert keys == wanted
    blocks: dict[int, set[int | None]] = {}
    for segment in plan.timeline.segments:
        if segment.kind.is_work:
            blocks.setdefault(segment.block, set()).add(segment.set_index)
    assert sorted(blocks.values(), key=str) == sorted(
        ({index} for index in range(len(plan.sets))), key=str
    )


@settings(max_examples=80)
@given(routines(), options())
def test_both_sides_are_given_the_same_time_unless_their_doses_differ(
    routine: Routine, how: SessionOptions
) -> None:
    plan = plan_session(routine, how, ClipLengths({}, EARCON_MS), WORDS)

    for item in routine.items:
        work_ms: Counter[Side] = Counter()
        for segment in plan.timeline.segments:
            planned = plan.set_of(segment)
            if segment.kind.is_work and planned is not None and planned.item.uid == item.uid:
                work_ms[segment.leg] += segment.estimate_ms
        if item.prescription.laterality is Laterality.BILATERAL or item.prescription.only_side:
            assert len(work_ms) == 1
        elif item.prescription.left is None and item.prescription.right is None:
            alternates = item.prescription.laterality is Laterality.ALTERNATING
            if not (alternates and Side.BILATERAL in work_ms):
                assert work_ms[Side.LEFT] == work_ms[Side.RIGHT] > 0
        for side in item.prescription.sides(how.lead_side):
            if side is not Side.BILATERAL:
                dose = item.prescription.for_side(side)
                assert work_ms[side] == dose.sets * dose.set_ms
