"""The pain key: what is said, what is offered, and what is kept."""

from dataclasses import replace

import pytest

from hipcoach.coaching.pain_advice import PainAdvice, PainChoice
from hipcoach.coaching.session_changes import PainTold, decode_changes
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.domain.pain import Moment, PainKind, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import ChangeKind, SessionStatus, SetEnd
from hipcoach.player.events import LeadInStarted, PauseReason
from hipcoach.player.lines import CueKind
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_item, make_routine
from tests.support.world import World

GO_ON, EASIER, FEWER = PainChoice.GO_ON, PainChoice.EASIER, PainChoice.FEWER_REPS
SKIP, END = PainChoice.SKIP, PainChoice.END


def lifts(world: World) -> Routine:
    """Two sets a side of an exercise with an easier rung, then bridges."""
    lift = world.library.exercises["side_lying_leg_lift"]
    lift = replace(lift, easier=("hip_abduction_band",))
    return make_routine(
        make_item(lift, uid="lift", dose=make_dose(sets=2, reps=8)),
        make_item(world.library.exercises["bridge"], uid="bridge", dose=make_dose(sets=1, reps=6)),
    )


def bridges(world: World) -> Routine:
    """Three sets of an exercise that has nothing easier."""
    bridge = replace(world.library.exercises["bridge"], easier=())
    return make_routine(make_item(bridge, uid="bridge", dose=make_dose(sets=3, reps=7)))


def in_pain(world: World, routine: Routine) -> SessionCoach:
    """Stand paused in the middle of the first set."""
    coach = world.coach(routine)
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    world.run(coach, 6_000)
    coach.pause(PauseReason.PAIN)
    return coach


def during(world: World, coach: SessionCoach) -> list[PainRating]:
    ratings = world.pains.of_session(coach.session.uid)
    return [rating for rating in ratings if rating.moment is Moment.DURING]


@pytest.mark.parametrize("nrs", [0, 1, 2])
def test_up_to_two_is_comfortable(world: World, nrs: int) -> None:
    coach = in_pain(world, bridges(world))
    advice = coach.pain_reported(PainKind.SORE, nrs)
    assert advice.choices == (GO_ON, END)
    assert "comfortable" in advice.text


@pytest.mark.parametrize("nrs", [3, 4, 5])
def test_three_to_five_goes_on_noted(world: World, nrs: int) -> None:
    coach = in_pain(world, bridges(world))
    advice = coach.pain_reported(PainKind.SHARP, nrs)
    assert advice.choices == (GO_ON, SKIP, END)
    (rating,) = during(world, coach)
    assert (rating.nrs, rating.kind, rating.item_uid) == (nrs, PainKind.SHARP, "bridge")
    assert (rating.set_no, rating.side) == (1, Side.BILATERAL)
    events = coach.answer_pain(GO_ON)
    assert LeadInStarted(5_000) in events
    world.run_out(coach)
    assert coach.close().status is SessionStatus.COMPLETED


@pytest.mark.parametrize("nrs", [6, 8, 10])
def test_from_six_on_something_changes(world: World, nrs: int) -> None:
    coach = in_pain(world, bridges(world))
    advice = coach.pain_reported(PainKind.SORE, nrs)
    assert advice.choices == (FEWER, SKIP, END), "there is nothing easier"
    assert advice.easier is None
    assert GO_ON not in advice.choices


def test_the_easier_exercise_is_offered_where_it_is_shipped(world: World) -> None:
    coach = in_pain(world, lifts(world))
    advice = coach.pain_reported(PainKind.SORE, 7)
    assert advice.choices == (EASIER, FEWER, SKIP, END)
    assert advice.easier is world.library.exercises["hip_abduction_band"]


def test_only_shipped_rungs_of_the_same_kind_are_offered(world: World) -> None:
    for exercise in world.library.exercises.values():
        coach = in_pain_at_once(world, make_routine(make_item(exercise, uid="one")))
        advice = coach.pain_reported(PainKind.SORE, 6)
        shipped = [world.library.exercises.get(rung) for rung in exercise.easier]
        usable = [rung for rung in shipped if rung is not None and rung.kind is exercise.kind]
        assert advice.easier == (usable[0] if usable else None), exercise.id
        assert (EASIER in advice.choices) == bool(usable), exercise.id


def in_pain_at_once(world: World, routine: Routine) -> SessionCoach:
    coach = world.coach(routine)
    coach.main_key()
    coach.next()
    coach.pause(PauseReason.PAIN)
    return coach


def test_still_over_five_ends_the_exercise(world: World) -> None:
    coach = in_pain(world, lifts(world))
    coach.pain_reported(PainKind.SORE, 6)
    coach.answer_pain(FEWER)
    world.run_to(coach, SegmentKind.REP)
    coach.pause(PauseReason.PAIN)
    advice = coach.pain_reported(PainKind.SORE, 6)
    assert advice.choices == (SKIP, END)
    assert "ends here" in advice.text
    coach.answer_pain(SKIP)
    world.run_out(coach)
    assert [r.exercise_id for r in world.sets(coach)] == ["side_lying_leg_lift"] * 2 + ["bridge"]


def test_a_milder_second_rating_does_not_end_the_exercise(world: World) -> None:
    coach = in_pain(world, lifts(world))
    coach.pain_reported(PainKind.SORE, 6)
    coach.answer_pain(FEWER)
    assert coach.pain_reported(PainKind.SORE, 5).choices == (GO_ON, SKIP, END)


def test_another_exercise_starts_afresh(world: World) -> None:
    coach = in_pain(world, lifts(world))
    coach.pain_reported(PainKind.SORE, 8)
    coach.answer_pain(SKIP)
    assert coach.planned is not None
    assert coach.planned.item.uid == "bridge"
    assert FEWER in coach.pain_reported(PainKind.SORE, 6).choices


def test_tingling_ends_the_exercise_whatever_the_number(world: World) -> None:
    coach = in_pain(world, lifts(world))
    advice = coach.pain_reported(PainKind.TINGLING, 1)
    assert advice.choices == (SKIP, END)
    assert "therapist" in advice.text
    (rating,) = during(world, coach)
    assert (rating.nrs, rating.kind) == (1, PainKind.TINGLING)


def test_feeling_unwell_ends_the_session_with_advice(world: World) -> None:
    coach = in_pain(world, lifts(world))
    advice = coach.pain_reported(PainKind.UNWELL, None)
    assert advice.choices == (END,)
    assert "call for help" in advice.text
    assert during(world, coach) == [], "no number was told"
    coach.answer_pain(END)
    assert coach.player.state is PlayerState.ENDED
    (record,) = world.sets(coach)
    assert (record.done_reps, record.ended) == (1, SetEnd.STOPPED)
    assert coach.close().status is SessionStatus.PARTIAL


def test_pain_in_a_rest_speaks_of_what_is_to_come(world: World) -> None:
    coach = world.coach(bridges(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REST)
    coach.pause(PauseReason.PAIN)
    advice = coach.pain_reported(PainKind.SORE, 6)
    assert advice.choices == (FEWER, SKIP, END)
    coach.answer_pain(SKIP)
    world.run_out(coach)
    assert len(world.sets(coach)) == 1


def test_pain_at_the_very_end_can_still_be_told(world: World) -> None:
    coach = world.coach(bridges(world))
    coach.main_key()
    world.run_sets(coach, 3)
    assert coach.planned is None
    coach.pause(PauseReason.PAIN)
    assert coach.pain_reported(PainKind.SORE, 7).choices == (SKIP, END)
    (rating,) = during(world, coach)
    assert rating.item_uid is None
    coach.answer_pain(SKIP)
    assert coach.player.state is PlayerState.PLAYING
    world.run_out(coach)
    assert coach.close().status is SessionStatus.COMPLETED


def test_the_easier_exercise_is_what_the_record_says_was_done(world: World) -> None:
    coach = in_pain(world, lifts(world))
    advice: PainAdvice = coach.pain_reported(PainKind.SORE, 7)
    assert advice.easier is not None
    coach.answer_pain(EASIER)
    world.run_out(coach)
    first, *later = world.sets(coach)
    assert (first.exercise_id, first.done_reps) == ("side_lying_leg_lift", 1)
    assert (first.planned_reps, first.ended) == (8, SetEnd.SKIPPED)
    *swapped, bridge = later
    assert {r.exercise_id for r in swapped} == {"hip_abduction_band"}
    assert {r.planned_reps for r in swapped} == {advice.easier.start.reps}
    addresses = [r.address for r in swapped]
    assert {address.item_uid for address in addresses} == {"lift"}
    # The set that was broken into is done again at once, in another pass.
    assert [(a.set_no, a.side, a.pass_no) for a in addresses] == [
        (1, Side.LEFT, 2),
        (2, Side.LEFT, 1),
        (1, Side.RIGHT, 1),
        (2, Side.RIGHT, 1),
    ]
    assert bridge.exercise_id == "bridge"
    # The snapshot is what was planned in the morning; the sets tell what was done of it.
    assert coach.close().routine.items[0].exercise.id == "side_lying_leg_lift"


def test_the_easier_exercise_is_spoken_as_soon_as_it_begins(world: World) -> None:
    coach = in_pain(world, lifts(world))
    advice = coach.pain_reported(PainKind.SORE, 7)
    coach.answer_pain(EASIER)
    assert advice.easier is not None
    plan = coach.player.plan
    here = coach.player.cursor.segment_index
    names = [cue for cue in plan.cues if cue.segment_index == here and cue.kind is CueKind.NAME]
    (name,) = names
    assert advice.easier.name in name.text
    assert name.clip_ms > 0


def test_the_last_set_too_is_done_again_with_something_easier(world: World) -> None:
    lift = replace(world.library.exercises["side_lying_leg_lift"], easier=("hip_abduction_band",))
    coach = in_pain(
        world,
        make_routine(
            make_item(lift, uid="lift", dose=make_dose(sets=1, reps=8), only_side=Side.LEFT)
        ),
    )
    coach.pain_reported(PainKind.SORE, 8)
    coach.answer_pain(EASIER)
    world.run_out(coach)
    assert [r.exercise_id for r in world.sets(coach)] == [
        "side_lying_leg_lift",
        "hip_abduction_band",
    ]


def test_what_was_changed_for_pain_is_kept_with_what_was_told(world: World) -> None:
    coach = in_pain(world, lifts(world))
    coach.pain_reported(PainKind.SHARP, 7)
    coach.answer_pain(EASIER)
    kept = world.sessions.get(coach.session.uid)
    assert kept is not None
    (change,) = decode_changes(kept.options_json)
    assert (change.kind, change.exercise_id) == (ChangeKind.EASIER, "hip_abduction_band")
    assert change.why == PainTold(PainKind.SHARP, 7)


def test_fewer_reps_count_from_the_next_set_on(world: World) -> None:
    coach = in_pain(world, bridges(world))
    coach.pain_reported(PainKind.SORE, 6)
    coach.answer_pain(FEWER)
    world.run_out(coach)
    assert [(r.planned_reps, r.done_reps, r.ended) for r in world.sets(coach)] == [
        (7, 1, SetEnd.SKIPPED),
        (3, 3, SetEnd.COMPLETED),
        (3, 3, SetEnd.COMPLETED),
    ]


def test_a_rest_goes_on_before_fewer_reps(world: World) -> None:
    coach = world.coach(bridges(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REST)
    world.run(coach, 5_000)
    left_ms = coach.player.remaining_ms
    coach.pause(PauseReason.PAIN)
    coach.pain_reported(PainKind.SORE, 6)
    coach.answer_pain(FEWER)
    assert coach.player.segment.kind is SegmentKind.REST
    assert coach.player.remaining_ms == left_ms
    world.run_out(coach)
    assert [record.planned_reps for record in world.sets(coach)] == [7, 3, 3]


def test_an_easier_exercise_is_led_to_from_a_rest(world: World) -> None:
    coach = world.coach(lifts(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REST)
    coach.pause(PauseReason.PAIN)
    coach.pain_reported(PainKind.SORE, 6)
    coach.answer_pain(EASIER)
    assert coach.planned is not None
    assert coach.planned.exercise.id == "hip_abduction_band"
    assert not coach.player.segment.kind.is_work, "there is time to get there"


def test_skipping_an_exercise_leaves_the_others(world: World) -> None:
    coach = in_pain(world, lifts(world))
    coach.pain_reported(PainKind.SORE, 4)
    coach.answer_pain(SKIP)
    world.run_out(coach)
    first, second = world.sets(coach)
    assert (first.exercise_id, first.ended, first.done_reps) == (
        "side_lying_leg_lift",
        SetEnd.SKIPPED,
        1,
    )
    assert (second.exercise_id, second.ended) == ("bridge", SetEnd.COMPLETED)
    assert coach.close().status is SessionStatus.PARTIAL


def test_skipping_the_only_exercise_goes_to_the_closing(world: World) -> None:
    coach = in_pain(world, bridges(world))
    coach.answer_pain(SKIP)
    assert coach.planned is None
    assert coach.player.state is PlayerState.PLAYING
    world.run_out(coach)


def test_ending_in_pain_keeps_what_was_done(world: World) -> None:
    coach = in_pain(world, bridges(world))
    coach.answer_pain(END)
    (record,) = world.sets(coach)
    assert (record.done_reps, record.ended) == (1, SetEnd.STOPPED)


def test_a_full_disk_keeps_the_rating_for_later(world: World) -> None:
    coach = in_pain(world, bridges(world))
    world.disk.is_full = True
    assert coach.pain_reported(PainKind.SORE, 6).choices == (FEWER, SKIP, END)
    assert coach.record_problem
    world.disk.is_full = False
    coach.answer_pain(SKIP)
    assert [rating.nrs for rating in during(world, coach)] == [6]
    assert coach.record_problem == ""


def test_after_feeling_unwell_nothing_goes_on(world: World) -> None:
    coach = in_pain(world, lifts(world))
    coach.pain_reported(PainKind.UNWELL, None)
    # The sheet was put away without an answer.
    coach.play()
    assert coach.player.state is PlayerState.ENDED
