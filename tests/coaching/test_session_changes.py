"""Another set, fewer reps, an exercise left out: made, kept, and made again after a cut."""

from dataclasses import replace

import pytest

from hipcoach.coaching.pain_advice import PainChoice
from hipcoach.coaching.session_changes import (
    KeptChange,
    PainTold,
    decode_changes,
    encode_options,
    placed_changes,
)
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import PainKind
from hipcoach.domain.prescription import DoseKind, Side
from hipcoach.domain.profile import InHand
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import ChangeKind, SetEnd
from hipcoach.domain.session_keys import SessionAction
from hipcoach.player.changes import SkipExercise
from hipcoach.player.lines import CueKind
from hipcoach.player.options import SessionOptions
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World


def two(world: World, sets: int = 2, reps: int = 6) -> Routine:
    """Leg lifts on each side, then bridges."""
    lift, bridge = (world.library.exercises[i] for i in ("side_lying_leg_lift", "bridge"))
    return make_routine(
        make_item(lift, uid="lift", dose=make_dose(sets=sets, reps=reps)),
        make_item(bridge, uid="bridge", dose=make_dose(sets=sets, reps=reps)),
    )


def at_work(world: World, routine: Routine) -> SessionCoach:
    coach = world.coach(routine)
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    world.run(coach, 1_000)
    return coach


def names(world: World, coach: SessionCoach) -> list[str]:
    """Write what is on the disk as lift1L, lift1R and so on."""
    addresses = [record.address for record in world.sets(coach)]
    return [f"{a.item_uid}{a.set_no}{a.side.value[0].upper()}" for a in addresses]


def test_another_set_is_done_on_each_side_and_counted_as_extra(world: World) -> None:
    coach = at_work(world, two(world, sets=1))
    assert coach.another_set() == "One more set of Side-lying leg lift."
    world.run_out(coach)
    assert names(world, coach) == ["lift1L", "lift2L", "lift1R", "lift2R", "bridge1B"]
    summary = world.report.summary(coach.close())
    assert summary.share == 1.0
    assert summary.exercises[0].extra_reps == 12


def test_a_set_more_is_announced_with_its_number(world: World) -> None:
    coach = at_work(world, two(world, sets=1))
    coach.another_set()
    numbers = [cue for cue in coach.player.plan.cues if cue.kind is CueKind.SET]
    assert numbers
    assert all(cue.clip_ms > 0 for cue in numbers), "its lines are rendered on the way"


def test_ten_sets_are_the_most(world: World) -> None:
    coach = at_work(world, two(world, sets=9))
    coach.another_set()
    before = coach.player.plan
    assert coach.another_set() == "10 sets are the most."
    assert coach.player.plan is before


def test_two_reps_are_taken_off_the_sets_to_come_and_one_always_stays(world: World) -> None:
    coach = at_work(world, two(world, sets=2, reps=4))
    assert coach.fewer_reps() == "Side-lying leg lift: 2 reps a set from the next one on."
    assert coach.fewer_reps() == "Side-lying leg lift: 1 rep a set from the next one on."
    kept = coach.session.options_json
    coach.fewer_reps()
    assert coach.session.options_json == kept
    world.run_out(coach)
    lifts = [r for r in world.sets(coach) if r.address.item_uid == "lift"]
    assert [(r.planned_reps, r.done_reps) for r in lifts] == [(4, 4), (1, 1), (1, 1), (1, 1)]


def test_there_is_nothing_to_take_off_a_hold_or_the_last_set(world: World) -> None:
    stretch = make_exercise("calf_stretch", kind=DoseKind.HOLD)
    hold = make_routine(make_item(stretch, uid="h", dose=make_dose(DoseKind.HOLD, sets=2)))
    coach = world.coach(hold)
    coach.main_key()
    assert coach.fewer_reps() == "There are no reps to take off here."
    world.run_sets(coach, 1)
    world.run_to(coach, SegmentKind.HOLD)
    assert coach.fewer_reps() == "No other set of this exercise comes."
    world.run_out(coach)


def test_at_the_end_there_is_nothing_left_to_change(world: World) -> None:
    coach = world.coach(two(world, sets=1, reps=1))
    coach.main_key()
    world.run_sets(coach, 3)
    while coach.planned is not None:
        world.run(coach, 250)
    assert coach.another_set() == "That was the last exercise."
    assert coach.fewer_reps() == "No other set of this exercise comes."
    before = coach.player.cursor
    assert coach.leave_exercise() == ()
    assert coach.player.cursor == before
    assert decode_changes(coach.session.options_json) == ()


def test_the_rest_of_an_exercise_is_left_out_and_what_was_done_of_it_kept(world: World) -> None:
    coach = at_work(world, two(world))
    world.run(coach, 8_000)
    coach.leave_exercise()
    assert coach.planned is not None
    assert coach.planned.item.uid == "bridge"
    world.run_out(coach)
    assert names(world, coach) == ["lift1L", "bridge1B", "bridge2B"]
    first = world.sets(coach)[0]
    assert first.ended is SetEnd.SKIPPED
    assert (first.planned_reps, 0 < first.done_reps < 6) == (6, True)


def test_going_back_puts_back_what_was_left_out(world: World) -> None:
    coach = at_work(world, two(world))
    plan = coach.player.plan
    coach.leave_exercise()
    coach.previous()
    assert coach.player.plan.sets == plan.sets
    assert decode_changes(coach.session.options_json) == ()
    world.run_out(coach)
    assert names(world, coach).count("lift2R") == 1


def test_going_back_undoes_it_as_long_as_the_way_to_the_next_exercise_lasts(world: World) -> None:
    coach = at_work(world, two(world))
    plan = coach.player.plan
    coach.leave_exercise()
    world.run(coach, 8_000)
    assert not coach.player.segment.kind.is_work
    coach.previous()
    assert coach.planned == plan.sets[0]
    assert coach.player.plan.sets == plan.sets


def test_going_back_later_puts_nothing_back(world: World) -> None:
    coach = at_work(world, two(world))
    coach.leave_exercise()
    world.run_to(coach, SegmentKind.REP)
    world.run(coach, 5_000)
    coach.previous()
    assert [p.item.uid for p in coach.player.plan.sets] == ["lift", "bridge", "bridge"]
    coach.another_set()
    coach.previous()
    coach.previous()
    assert "lift" not in [p.item.uid for p in coach.player.plan.sets[1:]]


def test_what_was_changed_holds_after_a_cut(world: World) -> None:
    coach = at_work(world, two(world, sets=1, reps=4))
    coach.another_set()
    world.run_sets(coach, 1)
    coach.fewer_reps()
    world.run_sets(coach, 1)
    world.run_to(coach, SegmentKind.REP)
    played = coach.player.plan

    session = world.desk.cut_off()
    assert session is not None
    preparation = world.desk.prepare_resume(session)
    preparation.render()
    resumed = world.desk.resume(session, preparation)

    assert resumed.player.plan.sets == played.sets
    assert resumed.planned == coach.planned
    resumed.main_key()
    resumed.another_set()
    assert len(decode_changes(resumed.session.options_json)) == 3
    world.run_out(resumed)
    assert names(world, resumed)[:5] == ["lift1L", "lift2L", "lift1R", "lift2R", "lift3R"]


def test_an_easier_exercise_goes_on_after_a_cut(world: World) -> None:
    lift = replace(world.library.exercises["side_lying_leg_lift"], easier=("hip_abduction_band",))
    routine = make_routine(make_item(lift, uid="lift", dose=make_dose(sets=2, reps=8)))
    coach = at_work(world, routine)
    coach.pause()
    advice = coach.pain_reported(PainKind.SORE, 7)
    coach.answer_pain(advice.choices[0])
    world.run_to(coach, SegmentKind.REP)
    session = world.desk.cut_off()
    assert session is not None
    resumed = world.desk.resume(session, world.desk.prepare_resume(session))
    assert resumed.planned is not None
    assert resumed.planned.exercise.id == "hip_abduction_band"
    assert resumed.planned.key == ("lift", 1, Side.LEFT)


def test_with_nothing_in_the_hand_nothing_waits_after_a_cut(world: World) -> None:
    dose = make_dose(sets=1, reps=3, self_paced=True)
    coach = world.coach(make_routine(make_item(uid="bridge", dose=dose)))
    coach.main_key()
    settings = world.preferences.current
    me = replace(settings.me, in_hand=InHand.NOTHING)
    world.preferences.change(replace(settings, me=me))
    session = world.desk.cut_off()
    assert session is not None
    resumed = world.desk.resume(session, world.desk.prepare_resume(session))
    resumed.main_key()
    world.run_out(resumed)
    (record,) = world.sets(resumed)
    assert record.done_reps == 3


def test_a_change_to_what_is_there_no_more_is_passed_over() -> None:
    kept = KeptChange(kind=ChangeKind.EASIER, item_uid="a", exercise_id="gone")
    assert placed_changes([kept], {}) == ()


def test_changes_survive_the_record() -> None:
    changes = (
        KeptChange(kind=ChangeKind.LEFT_OUT, item_uid="a"),
        KeptChange(kind=ChangeKind.FEWER_REPS, item_uid="b", after=("a", 1, Side.LEFT), nth=2),
    )
    assert decode_changes(encode_options(SessionOptions(), changes)) == changes
    assert decode_changes("{}") == ()


@pytest.mark.parametrize("text", ["", '{"changes": 5}', '{"changes": [{"kind": "none"}]}'])
def test_changes_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(StorageError, match="cannot be read"):
        decode_changes(text)


def test_a_set_more_after_pain_is_the_easier_one(world: World) -> None:
    """Every shipped exercise that has an easier one, in its last set."""
    tried = 0
    for exercise in world.library.exercises.values():
        coach = at_any_work(world, make_routine(make_item(exercise, uid="it")))
        coach.pause()
        advice = coach.pain_reported(PainKind.SORE, 6)
        if advice.easier is None:
            coach.discard()
            continue
        tried += 1
        coach.answer_pain(PainChoice.EASIER)
        coach.another_set()
        coach.previous()
        coach.previous()
        coach.repeat_side()
        left = [
            coach.player.plan.set_of(segment)
            for segment in coach.player.plan.timeline.segments[coach.player.cursor.segment_index :]
        ]
        names = {planned.exercise.id for planned in left if planned is not None}
        assert names == {advice.easier.id}, exercise.id
        coach.discard()
    assert tried > 20


def at_any_work(world: World, routine: Routine) -> SessionCoach:
    coach = world.coach(routine)
    coach.main_key()
    while not coach.player.segment.kind.is_work:
        coach.next()
    return coach


def test_something_easier_is_done_without_pain_and_stays(world: World) -> None:
    coach = world.coach(world.library.routines["strength"])
    coach.play()
    while coach.easier_now is None or coach.player.segment.kind is not SegmentKind.REP:
        world.clock.tick(500)
        coach.advance()
    easier, planned = coach.easier_now, coach.planned
    assert planned is not None
    coach.do_easier()
    assert coach.planned is not None
    assert coach.planned.exercise is easier
    coach.another_set()
    to_come = [p.exercise for p in coach.player.plan.sets if p.item.uid == planned.item.uid]
    assert set(to_come[1:]) == {easier}
    kept = decode_changes(coach.session.options_json)
    assert (kept[0].kind, kept[0].why) == (ChangeKind.EASIER, None)


def test_only_changes_that_fit_are_offered(world: World) -> None:
    walk = world.library.exercises["level_pelvis_walk"]
    coach = world.coach(make_routine(make_item(walk, dose=walk.start)))
    coach.play()
    offered = coach.offered_changes()
    assert SessionAction.FEWER_REPS not in offered, "there are no reps in a walk"
    assert SessionAction.REPEAT not in offered, "nothing was done yet"
    assert (SessionAction.EASIER in offered) == (coach.easier_now is not None)
    assert SessionAction.LEAVE_EXERCISE in offered


def test_what_hurt_is_left_out_when_the_easier_one_is_gone() -> None:
    kept = KeptChange(
        kind=ChangeKind.EASIER,
        item_uid="a",
        exercise_id="gone",
        why=PainTold(kind=PainKind.SORE, nrs=7),
    )
    (placed,) = placed_changes([kept], {})
    assert placed.change == SkipExercise("a")
