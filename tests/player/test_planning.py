"""A plan, and what becomes of it when a person changes it on the way."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.domain.exercise import Exercise, Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SetEnd
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.changes import (
    AddSet,
    Change,
    FewerReps,
    PlacedChange,
    PutBack,
    SkipExercise,
    SwapExercise,
    with_changes,
)
from hipcoach.player.cues import ClipLengths, Fitting, fit
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import CueDue, SegmentStarted, SessionFinished, SetFinished
from hipcoach.player.lines import CueKind
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.ordering import order_sets
from hipcoach.player.planning import (
    Plan,
    PlanError,
    lines,
    lines_of,
    place,
    plan_session,
    refit,
    replan,
)
from hipcoach.player.timeline import Cursor, SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.rig import Rig, clips_of, plan_of
from tests.support.story import clip_faults, index_of, technique_lines, texts_in
from tests.support.strategies import exercises, lengths, options, routines
from tests.support.words import PlainWords

WORDS = PlainWords()
CLIPS = clips_of(600)
L, R, B = Side.LEFT, Side.RIGHT, Side.BILATERAL


def keys(plan: Plan) -> list[str]:
    """Write the sets as a1L, a1R and so on."""
    return [f"{p.item.uid}{p.set_no}{p.side.value[0].upper()}" for p in plan.sets]


def unilateral(uid: str, position: Position = Position.STANDING) -> Exercise:
    return make_exercise(uid, laterality=Laterality.UNILATERAL, position=position)


def changed(plan: Plan, index: int, change: Change) -> Plan:
    return replan(plan, Cursor(index, 0), change, CLIPS, WORDS)


def two_sets(*exercise_of: Exercise) -> Plan:
    dose = make_dose(sets=2, reps=4)
    items = [make_item(one, uid=one.id, dose=dose) for one in exercise_of]
    return plan_of(*items, clips=CLIPS)


def work_index(plan: Plan, key: str) -> int:
    """Return the first working segment of a set."""
    wanted = keys(plan).index(key)
    segments = plan.timeline.segments
    return next(i for i, s in enumerate(segments) if s.set_index == wanted and s.kind.is_work)


# -- for any routine ----------------------------------------------------------


@settings(max_examples=60)
@given(routines(), options(), lengths())
def test_every_line_that_is_spoken_was_announced(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    announced = lines(routine, how, WORDS)
    plan = plan_session(routine, how, clips, WORDS)

    spoken = {cue.text for cue in plan.cues if not cue.is_earcon and cue.clip_ms}
    assert spoken <= set(announced)
    assert len(announced) == len(set(announced))
    assert how.voice_level.speaks or announced == ()


def any_change(routine: Routine) -> st.SearchStrategy[Change]:
    uids = st.sampled_from([item.uid for item in routine.items])
    return st.one_of(
        st.builds(AddSet, uids, st.booleans()),
        st.builds(FewerReps, uids, st.integers(0, 6)),
        st.builds(SkipExercise, uids),
        st.builds(SwapExercise, uids, exercises(number=9), st.booleans()),
    )


@settings(max_examples=100)
@given(st.data())
def test_a_change_keeps_what_was_played_and_doubles_nothing(data: st.DataObject) -> None:
    routine = data.draw(routines(max_items=3))
    how, clips = data.draw(options()), data.draw(lengths())
    plan = plan_session(routine, how, clips, WORDS)
    index = again = 0
    made: list[PlacedChange] = []
    for _ in range(data.draw(st.integers(1, 4))):
        segments = plan.timeline.segments
        index = data.draw(st.integers(index, len(segments) - 1))
        change = data.draw(any_change(routine))
        new = replan(plan, Cursor(index, 0), change, clips, WORDS)

        cut = plan.timeline.block_range(segments[index].block).stop
        rig = Rig(plan, start_index=index)
        rig.player.change_plan(new)
        assert rig.plan is new
        assert new.timeline.segments[:cut] == segments[:cut]
        assert [c for c in new.cues if c.segment_index < cut] == [
            c for c in plan.cues if c.segment_index < cut
        ]
        done = [plan.set_of(s) for s in segments[:cut] if s.kind.is_work]
        assert [new.set_of(s) for s in new.timeline.segments[:cut] if s.kind.is_work] == done
        counted = Counter(planned.key for planned in new.sets)
        if segments[index].set_index is not None:
            made.append(place(plan, Cursor(index, 0), change))
        assert with_changes(order_sets(routine, how), made, how) == new.sets
        again += isinstance(change, SwapExercise) and change.from_here
        assert max(counted.values(), default=1) <= 1 + again
        assert clip_faults(new) == []
        said = technique_lines(new)
        assert all(one != other for one, other in pairwise(said))
        blocks = [segment.block for segment in new.timeline.segments]
        assert blocks == sorted(blocks)
        assert new.timeline.segments[-1].set_index is None
        for one in new.sets:
            sided = one.exercise.laterality is Laterality.UNILATERAL
            assert sided is (one.side is not B)
        played = {s.set_index for s in new.timeline.segments if s.kind.is_work}
        assert played == set(range(len(new.sets)))
        plan = new


# -- planning -----------------------------------------------------------------


def test_each_wording_is_announced_once_in_the_order_of_need() -> None:
    found = lines(make_routine(make_item(dose=make_dose(sets=2, reps=2))), SessionOptions(), WORDS)

    assert found[:3] == (
        "name bridge",
        "position standing bilateral at length",
        "position standing bilateral",
    )
    assert found.count("number 1") == 1
    assert "tick" not in found


@pytest.mark.parametrize("level", [VoiceLevel.BEEPS, VoiceLevel.SILENT])
def test_nothing_is_announced_where_nothing_is_spoken(level: VoiceLevel) -> None:
    assert lines(make_routine(), SessionOptions(voice_level=level), WORDS) == ()


def test_the_lines_of_a_changed_plan_can_be_asked_for() -> None:
    plan = two_sets(make_exercise("a"))
    swapped = changed(plan, 0, SwapExercise("a", make_exercise("easy")))

    found = lines_of(swapped.sets, swapped.options, WORDS)

    assert "name easy" in found


def test_a_plan_whose_clips_meet_is_a_bug_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(segments: object, wanted: object, clips: object, **_: object) -> Fitting:
        fitting = fit(segments, wanted, clips)  # type: ignore[arg-type]
        first = fitting.cues[0]
        return Fitting(fitting.segments, [first, first], [])

    monkeypatch.setattr("hipcoach.player.planning.fit", careless)

    with pytest.raises(PlanError, match="runs into"):
        plan_of(make_item(), clips=CLIPS)


def test_the_closing_belongs_to_no_set() -> None:
    plan = plan_of(make_item())

    assert plan.set_of(plan.timeline.segments[-1]) is None
    assert plan.set_of(plan.timeline.segments[0]) is plan.sets[0]


def test_lines_without_room_are_listed() -> None:
    plan = plan_of(make_item(rest_ms=2_000), clips=clips_of(1_500))

    assert {line.kind for line in plan.dropped} >= {CueKind.REST, CueKind.SET}
    assert {cue.text for cue in plan.cues}.isdisjoint({"rest 2000", "set 2 of 2"})


# -- another set --------------------------------------------------------------


def test_another_set_follows_the_last_one_after_a_rest() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    index = work_index(plan, "a2B")

    new = changed(plan, index, AddSet("a"))

    assert keys(new) == ["a1B", "a2B", "a3B", "b1B", "b2B"]
    third = work_index(new, "a3B")
    assert new.timeline.segments[third - 1].kind is SegmentKind.REST
    assert new.sets[2].of_sets == 3
    assert texts_in(new, third - 1)[:3] == ["rest", "rest 30000", "set 3 of 3"]


def test_another_set_is_for_each_side_still_to_be_worked() -> None:
    plan = two_sets(unilateral("a"))

    early = changed(plan, work_index(plan, "a2L"), AddSet("a"))
    late = changed(plan, work_index(plan, "a2R"), AddSet("a"))

    assert keys(early) == ["a1L", "a1R", "a2L", "a2R", "a3L", "a3R"]
    assert keys(late) == ["a1L", "a1R", "a2L", "a2R", "a3R"]


def test_on_the_floor_another_set_stays_on_its_side() -> None:
    plan = two_sets(unilateral("a", Position.SIDE_LYING), unilateral("b", Position.SIDE_LYING))

    new = changed(plan, work_index(plan, "a2L"), AddSet("a"))

    assert keys(new) == [
        *("a1L", "a2L", "a3L", "b1L", "b2L"),
        *("a1R", "a2R", "a3R", "b1R", "b2R"),
    ]
    assert {p.of_sets for p in new.sets[2:] if p.item.uid == "a"} == {3}


def test_another_set_in_a_circuit_is_another_round() -> None:
    dose = make_dose(sets=2, reps=3)
    items = [make_item(make_exercise(uid), uid=uid, dose=dose, group="g") for uid in "ab"]
    plan = plan_of(*items)

    new = changed(plan, work_index(plan, "a2B"), AddSet("a"))

    assert keys(new) == ["a1B", "b1B", "a2B", "b2B", "a3B"]


def test_a_second_extra_set_counts_on() -> None:
    plan = two_sets(make_exercise("a"))
    index = work_index(plan, "a1B")

    new = changed(changed(plan, index, AddSet("a")), index, AddSet("a"))

    assert keys(new) == ["a1B", "a2B", "a3B", "a4B"]
    assert [p.of_sets for p in new.sets] == [2, 4, 4, 4]


def test_an_exercise_long_done_gets_no_more_sets() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))

    new = changed(plan, work_index(plan, "b1B"), AddSet("a"))

    assert keys(new) == keys(plan)


# -- fewer reps ---------------------------------------------------------------


def test_fewer_reps_hold_for_the_sets_to_come() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))

    new = changed(plan, work_index(plan, "a1B"), FewerReps("a", 2))

    assert [p.dose.reps for p in new.sets] == [4, 2, 4, 4]
    second = work_index(new, "a2B")
    reps = [
        s for s in new.timeline.segments[second:] if s.block == new.timeline.segments[second].block
    ]
    assert [s.rep_no for s in reps] == [1, 2]
    assert {s.target_reps for s in reps} == {2}


@pytest.mark.parametrize(("asked", "found"), [(0, 1), (-3, 1), (4, 4), (99, 4)])
def test_fewer_is_never_none_and_never_more(asked: int, found: int) -> None:
    plan = two_sets(make_exercise("a"))

    new = changed(plan, work_index(plan, "a1B"), FewerReps("a", asked))

    assert new.sets[1].dose.reps == found


def test_holds_have_no_reps_to_lessen() -> None:
    hold = make_item(make_exercise("hold", kind=DoseKind.HOLD), uid="hold")
    plan = plan_of(hold)

    assert changed(plan, 0, FewerReps("hold", 1)).sets == plan.sets


def test_in_the_rest_before_it_a_set_may_still_be_lessened() -> None:
    plan = two_sets(make_exercise("a"))
    rest = index_of(plan, SegmentKind.REST)

    new = changed(plan, rest, FewerReps("a", 1))

    assert [p.dose.reps for p in new.sets] == [4, 1]
    kinds = [segment.kind for segment in new.timeline.segments[rest:]]
    assert kinds == [SegmentKind.REST, SegmentKind.REP, SegmentKind.TRANSITION]


# -- skipping -----------------------------------------------------------------


def test_skipping_takes_out_the_sets_to_come() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))

    new = changed(plan, work_index(plan, "a1B"), SkipExercise("a"))

    assert keys(new) == ["a1B", "b1B", "b2B"]
    first = work_index(new, "b1B")
    assert new.timeline.segments[first - 1].kind is SegmentKind.TRANSITION
    assert "next name b" in texts_in(new, first - 1)


def test_skipping_what_is_announced_announces_what_comes_instead() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"), make_exercise("c"))
    way = work_index(plan, "b1B") - 1

    new = changed(plan, way, SkipExercise("b"))

    assert keys(new) == ["a1B", "a2B", "c1B", "c2B"]
    kinds = [segment.kind for segment in new.timeline.segments[way : way + 3]]
    assert kinds == [SegmentKind.TRANSITION, SegmentKind.TRANSITION, SegmentKind.REP]
    assert "next name c" in texts_in(new, way + 1)


def test_a_second_change_in_the_same_pause_still_announces_what_comes() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"), make_exercise("c"))
    way = work_index(plan, "b1B") - 1

    new = changed(changed(plan, way, SkipExercise("b")), way, FewerReps("c", 1))

    assert "next name c" in texts_in(new, way + 1)
    assert new.timeline.segments[way + 1].kind is SegmentKind.TRANSITION


def test_skipping_the_last_sets_in_the_rest_before_them_ends_well() -> None:
    plan = two_sets(make_exercise("a"))
    rig = Rig(plan)
    rest = rig.go_to(SegmentKind.REST)
    new = changed(plan, rest, SkipExercise("a"))
    rig.player.change_plan(new)

    assert new.set_of(new.timeline.segments[rest]) is None
    rig.note(rig.player.previous())
    rig.run_out()

    assert isinstance(rig.events[-1], SessionFinished)
    assert [event.address.set_no for event in rig.told(SetFinished)] == [1, 1]


def test_skipping_the_first_exercise_gets_ready_for_the_second() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))

    new = changed(plan, 0, SkipExercise("a"))

    kinds = [segment.kind for segment in new.timeline.segments[:3]]
    assert kinds == [SegmentKind.GET_READY, SegmentKind.GET_READY, SegmentKind.REP]
    assert "name b" in texts_in(new, 1)


def test_in_the_closing_nothing_is_left_to_change() -> None:
    plan = two_sets(make_exercise("a"))

    assert changed(plan, len(plan.timeline.segments) - 1, AddSet("a")) is plan


# -- an easier variant --------------------------------------------------------


def test_an_easier_exercise_takes_the_sets_to_come_at_its_own_dose() -> None:
    plan = two_sets(make_exercise("a"))
    easy = make_exercise("easy", start=make_dose(sets=1, reps=9), rest_ms=5_000)

    new = changed(plan, work_index(plan, "a1B"), SwapExercise("a", easy))

    assert [p.exercise.id for p in new.sets] == ["a", "easy"]
    assert (new.sets[1].dose.reps, new.sets[1].set_no) == (9, 2)
    way = work_index(new, "a2B") - 1
    assert new.timeline.segments[way].kind is SegmentKind.TRANSITION
    assert "next name easy" in texts_in(new, way)


def test_swapping_what_is_announced_announces_the_easier_one() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    way = work_index(plan, "b1B") - 1

    new = changed(plan, way, SwapExercise("b", make_exercise("easy")))

    assert new.timeline.segments[way + 1].kind is SegmentKind.TRANSITION
    assert "next name easy" in texts_in(new, way + 1)


def test_two_sides_become_one_set_where_the_easier_one_works_both() -> None:
    plan = two_sets(unilateral("a"))

    new = changed(plan, work_index(plan, "a1L"), SwapExercise("a", make_exercise("easy")))

    assert keys(new) == ["a1L", "a1B", "a2B"]


@pytest.mark.parametrize("lead", [L, R])
def test_one_set_becomes_two_sides_where_the_easier_one_works_each(lead: Side) -> None:
    item = make_item(make_exercise("a"), uid="a", dose=make_dose(sets=2, reps=3))
    plan = plan_of(item, options=SessionOptions(lead_side=lead))

    new = changed(plan, work_index(plan, "a1B"), SwapExercise("a", unilateral("easy")))

    first, second = ("L", "R") if lead is L else ("R", "L")
    assert keys(new) == ["a1B", f"a2{first}", f"a2{second}"]


def test_swapping_back_repeats_no_set_that_was_done() -> None:
    hard, easy = unilateral("a"), make_exercise("easy")
    plan = two_sets(hard)
    there = changed(plan, work_index(plan, "a1L"), SwapExercise("a", easy))

    back = changed(there, work_index(there, "a1L"), SwapExercise("a", hard))

    assert keys(back) == ["a1L", "a1R", "a2L", "a2R"]


def test_one_side_alone_stays_one_side() -> None:
    item = make_item(unilateral("a"), uid="a", only_side=R)
    plan = plan_of(item)

    new = changed(plan, work_index(plan, "a1R"), SwapExercise("a", unilateral("easy")))

    assert keys(new) == ["a1R", "a2R"]
    assert new.sets[1].item.prescription.only_side is R


# -- playing on ---------------------------------------------------------------


def test_the_player_goes_on_by_the_new_plan() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    rig = Rig(plan)
    rig.go_to(SegmentKind.REP)
    rig.run(6_000)

    new = replan(rig.plan, rig.player.cursor, FewerReps("a", 1), CLIPS, WORDS)
    rig.player.change_plan(new)
    rig.run_out()

    done = [(e.address.item_uid, e.address.set_no, e.done_reps) for e in rig.told(SetFinished)]
    assert done == [("a", 1, 4), ("a", 2, 1), ("b", 1, 4), ("b", 2, 4)]
    assert {event.ended for event in rig.told(SetFinished)} == {SetEnd.COMPLETED}
    started = [event.segment_index for event in rig.told(SegmentStarted)]
    assert started == list(range(len(new.timeline.segments)))
    skipped_ms = new.timeline.segments[0].estimate_ms
    assert rig.player.played_ms == new.timeline.total_ms - skipped_ms


def test_a_lengthened_rest_stays_so_when_what_follows_is_changed() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    rig = Rig(plan)
    rig.go_to(SegmentKind.REST)
    rig.player.extend(10_000)

    rig.player.change_plan(replan(plan, rig.player.cursor, SkipExercise("b"), CLIPS, WORDS))

    assert rig.player.duration_ms == 40_000


def test_a_changed_plan_is_heard_from_the_next_block_on() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    rig = Rig(plan)
    rig.go_to(SegmentKind.REP, nth=4)
    rig.player.change_plan(
        replan(plan, rig.player.cursor, SwapExercise("b", make_exercise("easy")), CLIPS, WORDS)
    )

    heard = {e.cue.text for e in rig.run(30_000) if isinstance(e, CueDue)}

    assert "next name easy" in heard
    assert "next name b" not in heard


def test_earcons_have_their_own_lengths_in_every_plan() -> None:
    plan = plan_of(make_item(), clips=CLIPS)

    assert {(cue.text, cue.clip_ms) for cue in plan.cues if cue.is_earcon} == {
        (name, EARCON_MS[name]) for name in ("go", "rest", "tick", "done")
    }


def test_an_easier_exercise_from_here_does_the_broken_set_again() -> None:
    plan = two_sets(make_exercise("a"))
    easy = make_exercise("easy")

    new = changed(plan, work_index(plan, "a2B"), SwapExercise("a", easy, from_here=True))

    assert keys(new) == ["a1B", "a2B", "a2B"]
    assert [planned.exercise.id for planned in new.sets] == ["a", "a", "easy"]
    kinds = [segment.kind for segment in new.timeline.segments]
    way = len(kinds) - 2 - kinds[-2::-1].index(SegmentKind.TRANSITION)
    assert "next name easy" in texts_in(new, way)


def test_an_easier_exercise_from_here_never_does_another_item_again() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    way = index_of(plan, SegmentKind.TRANSITION)

    new = changed(plan, way, SwapExercise("b", make_exercise("easy"), from_here=True))

    assert keys(new) == keys(plan)


def test_an_easier_exercise_keeps_the_pace_that_was_asked_for() -> None:
    easy = replace(make_exercise("easy"), start=make_dose(self_paced=True))
    routine = make_routine(make_item(make_exercise("a"), uid="a"))
    plan = plan_session(routine, SessionOptions(pacing=Pacing.PACED), CLIPS, WORDS)

    new = changed(plan, 0, SwapExercise("a", easy))

    kinds = {segment.kind for segment in new.timeline.segments}
    assert SegmentKind.SELF_PACED not in kinds, "nothing would ever count"


def test_a_side_that_is_done_gets_no_other_set_on_the_way_to_the_next_side() -> None:
    plan = two_sets(unilateral("a", Position.SIDE_LYING))
    way = index_of(plan, SegmentKind.SWITCH_SIDES)

    new = changed(plan, way, AddSet("a", from_here=False))

    assert keys(new) == ["a1L", "a2L", "a1R", "a2R", "a3R"]


def test_what_was_changed_can_be_put_back() -> None:
    plan = two_sets(make_exercise("a"), make_exercise("b"))
    index = work_index(plan, "a1B")
    left_out = changed(plan, index, SkipExercise("a"))

    assert changed(left_out, index, PutBack(plan.sets[1:])) == plan


def test_lines_that_were_rendered_since_are_heard_from_the_next_block_on() -> None:
    routine = make_routine(make_item(make_exercise("a"), uid="a", dose=make_dose(sets=2, reps=2)))
    plan = plan_session(routine, SessionOptions(), ClipLengths({}, EARCON_MS), WORDS)
    here = work_index(plan, "a1B")

    new = refit(plan, Cursor(here, 0), CLIPS, WORDS)

    cut = plan.timeline.block_range(plan.timeline.segments[here].block).stop
    spoken = [cue for cue in new.cues if not cue.is_earcon]
    assert {cue.clip_ms > 0 for cue in spoken if cue.segment_index < cut} == {False}
    assert {cue.clip_ms > 0 for cue in spoken if cue.segment_index >= cut} == {True}


def test_a_change_whose_place_is_gone_is_passed_over() -> None:
    sets = two_sets(make_exercise("a")).sets
    lost = PlacedChange(("b", 1, B), 1, SkipExercise("a"))

    assert with_changes(sets, [lost], SessionOptions()) == sets
