"""Starting, going on after a cut, and bringing back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hipcoach.coaching.pain_advice import PainChoice
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.coaching.session_changes import decode_options
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.domain.hips import HipUse
from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import InHand, Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd
from hipcoach.domain.settings import LeadSide, Settings
from hipcoach.player.events import PauseReason
from hipcoach.player.options import Pacing
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_item, make_routine
from tests.support.world import World


def clamshells(world: World, sets: int = 2) -> Routine:
    """Each side has its sets; then one of bridges."""
    clam, bridge = world.library.exercises["clamshell"], world.library.exercises["bridge"]
    return make_routine(
        make_item(clam, uid="clam", dose=make_dose(sets=sets, reps=5)),
        make_item(bridge, uid="bridge", dose=make_dose(sets=1, reps=6)),
    )


def cut_off(world: World, sets_done: int, then_ms: int = 0) -> Session:
    """Play so many sets and a little more, and stop as a power cut would."""
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_sets(coach, sets_done)
    world.run(coach, then_ms)
    found = world.desk.cut_off()
    assert found is not None
    assert found.uid == coach.session.uid
    return found


def resumed(world: World, session: Session) -> SessionCoach:
    preparation = world.desk.prepare_resume(session)
    preparation.render()
    return world.desk.resume(session, preparation)


# -- starting --------------------------------------------------------------------


def test_a_session_starts_with_its_routine_options_and_pain(world: World) -> None:
    routine = world.library.routines["first_steps"]
    coach = world.coach(routine, pain_before=4)
    kept = world.sessions.get(coach.session.uid)
    assert kept == coach.session
    assert kept.status is SessionStatus.RUNNING
    assert kept.routine == routine
    assert kept.started_at == world.clock.now()
    assert kept.local_date == world.clock.now().date()
    assert decode_options(kept.options_json) == coach.player.plan.options
    (rating,) = world.pains.of_session(kept.uid)
    assert (rating.moment, rating.nrs, rating.site) == (Moment.BEFORE, 4, "left hip")
    assert coach.player.state is PlayerState.READY


def test_pain_before_may_stay_untold(world: World) -> None:
    coach = world.coach(clamshells(world), pain_before=None)
    assert world.pains.of_session(coach.session.uid) == ()


def test_lines_without_a_clip_are_captions_for_the_whole_session(world: World) -> None:
    world.clips.is_silent = True
    coach = world.coach(clamshells(world))
    spoken = [cue for cue in coach.player.plan.cues if not cue.is_earcon]
    assert spoken
    assert {cue.clip_ms for cue in spoken} == {0}
    coach.main_key()
    world.run_out(coach)
    assert coach.close().status is SessionStatus.COMPLETED


def test_rendering_tells_how_far_it_is(world: World) -> None:
    preparation = world.desk.prepare(clamshells(world))
    assert (preparation.is_ready, preparation.rendered) == (False, 0)
    progress: list[tuple[int, int]] = []
    done: list[bool] = []
    preparation.render(
        lambda reached, total: progress.append((reached, total)), lambda: done.append(True)
    )
    assert preparation.is_ready
    assert preparation.rendered == preparation.total == len(preparation.texts)
    assert progress[-1] == (preparation.total, preparation.total)
    assert done == [True]
    assert world.clips.asked == [preparation.texts]


@pytest.mark.parametrize(("lead", "side"), [(LeadSide.WORSE, "right"), (LeadSide.LEFT, "left")])
def test_the_lead_side_of_the_settings_is_worked_first(
    world: World, lead: LeadSide, side: str
) -> None:
    world.preferences.change(Settings(lead_side=lead, me=Profile(sore_side=Side.RIGHT)))
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_sets(coach, 1)
    assert [record.address.side.value for record in world.sets(coach)] == [side]


def test_with_nothing_in_the_hand_nothing_waits_for_a_key(world: World) -> None:
    world.preferences.change(Settings(me=Profile(in_hand=InHand.NOTHING)))
    dose = make_dose(sets=1, reps=5, self_paced=True)
    preparation = world.desk.prepare(make_routine(make_item(dose=dose)))
    assert preparation.options.pacing is Pacing.PACED
    assert all(s.duration_ms is not None for s in preparation.plan().timeline.segments)


@pytest.mark.parametrize(
    ("nrs", "flare", "red_flags"),
    [(0, False, False), (5, False, False), (6, True, False), (7, True, False), (8, True, True)],
)
def test_high_pain_before_asks_first(world: World, nrs: int, flare: bool, red_flags: bool) -> None:
    assert world.desk.needs_flare_version(nrs) is flare
    assert world.desk.needs_red_flags(nrs) is red_flags


def test_a_usual_pain_of_six_asks_for_the_gentler_version_two_points_later(world: World) -> None:
    tell(world, usual_pain=6)
    assert [world.desk.needs_flare_version(nrs) for nrs in (6, 7, 8)] == [False, False, True]
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    coach.pause(PauseReason.PAIN)
    assert "comfortable" in coach.pain_reported(PainKind.SORE, 6).text
    assert "Up to 8" in coach.pain_reported(PainKind.SORE, 8).text
    assert "too much" in coach.pain_reported(PainKind.SORE, 9).text


def with_one_rung(routine: Routine) -> Routine:
    """The same routine, whose leg lift alone has something easier."""
    easier = {"side_lying_leg_lift": ("hip_abduction_band",)}
    items = tuple(
        replace(item, exercise=replace(item.exercise, easier=easier.get(item.exercise.id, ())))
        for item in routine.items
    )
    return replace(routine, items=items)


def test_the_flare_version_is_a_set_less_or_a_rung_easier(world: World) -> None:
    strength = with_one_rung(world.library.routines["glute_strength"])
    gentler = world.desk.flare_version(strength)
    assert [item.uid for item in gentler.items] == [item.uid for item in strength.items]
    assert "side_lying_leg_lift" in [item.exercise.id for item in strength.items]
    for item, eased in zip(strength.items, gentler.items, strict=True):
        dose, less = item.prescription.dose, eased.prescription.dose
        if item.exercise.id == "side_lying_leg_lift":
            assert eased.exercise.id == "hip_abduction_band"
            assert less.sets <= dose.sets
            continue
        assert eased.exercise == item.exercise
        assert less == replace(dose, sets=max(1, dose.sets - 1))
    with_less = world.coach(gentler).player.plan.timeline.total_ms
    assert with_less < world.coach(strength).player.plan.timeline.total_ms


def test_the_flare_version_eases_each_sides_own_dose(world: World) -> None:
    clam = world.library.exercises["clamshell"]
    own = make_dose(sets=3, reps=4)
    item = make_item(clam, uid="clam", dose=make_dose(sets=1, reps=5), left=own)
    (eased,) = world.desk.flare_version(make_routine(item)).items
    assert eased.prescription.left == replace(own, sets=2)
    assert eased.prescription.right is None
    assert eased.prescription.dose.sets == 1


# -- cut off -----------------------------------------------------------------------


def test_nothing_was_cut_off_in_a_new_record(world: World) -> None:
    assert world.desk.cut_off() is None


def test_a_closed_session_is_not_cut_off(world: World) -> None:
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_out(coach)
    assert world.desk.cut_off() is not None
    coach.close()
    assert world.desk.cut_off() is None


@pytest.mark.parametrize("sets_done", [0, 1, 2, 3, 4])
def test_it_goes_on_at_the_first_set_that_was_not_finished(world: World, sets_done: int) -> None:
    session = cut_off(world, sets_done)
    coach = resumed(world, session)
    ordered = [planned.key for planned in coach.player.plan.sets]
    assert coach.planned is not None
    assert coach.planned.key == ordered[sets_done]
    assert not coach.player.segment.kind.is_work, "there is time to get ready"
    coach.main_key()
    world.run_out(coach)
    records = world.sets(coach)
    assert [(r.address.item_uid, r.address.set_no, r.address.side) for r in records] == ordered
    assert {r.address.pass_no for r in records} == {1}
    assert {r.ended for r in records} == {SetEnd.COMPLETED}
    assert coach.close().status is SessionStatus.COMPLETED


def test_the_time_played_before_the_cut_counts(world: World) -> None:
    session = cut_off(world, 2)
    assert session.played_ms > 0
    coach = resumed(world, session)
    coach.main_key()
    world.run_out(coach)
    closed = coach.close()
    assert closed.played_ms == session.played_ms + coach.player.played_ms
    kept = world.sessions.get(closed.uid)
    assert kept is not None
    assert kept.played_ms == closed.played_ms


def test_sets_of_before_the_cut_count_towards_the_dose(world: World) -> None:
    session = cut_off(world, 4)
    coach = resumed(world, session)
    coach.main_key()
    coach.end()
    assert coach.close().status is SessionStatus.COMPLETED, "4 of 5 were done before"


def test_a_skipped_set_stays_skipped(world: World) -> None:
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    coach.next()
    session = world.desk.cut_off()
    assert session is not None
    again = resumed(world, session)
    assert again.planned is not None
    assert (again.planned.set_no, again.planned.side) == (2, Side.LEFT)


def test_a_set_begun_before_is_another_pass(world: World) -> None:
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    world.run(coach, 7_000)
    coach.repeat_side()
    session = world.desk.cut_off()
    assert session is not None
    again = resumed(world, session)
    again.main_key()
    world.run_sets(again, 1)
    first, second = world.sets(again)
    assert first.address == SetAddress("clam", 1, Side.LEFT, 1)
    assert first.ended is SetEnd.RESTARTED
    assert second.address == SetAddress("clam", 1, Side.LEFT, 2)
    assert second.ended is SetEnd.COMPLETED


def test_passes_are_counted_on_over_the_cut(world: World) -> None:
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    for _ in range(3):
        world.run(coach, 6_000)
        coach.repeat_side()
    session = world.desk.cut_off()
    assert session is not None
    again = resumed(world, session)
    again.main_key()
    world.run_sets(again, 1)
    assert [record.address.pass_no for record in world.sets(again)] == [1, 2, 3, 4]


def test_an_exercise_taken_out_for_pain_does_not_come_back(world: World) -> None:
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    coach.pause(PauseReason.PAIN)
    coach.pain_reported(PainKind.SHARP, 7)
    coach.answer_pain(PainChoice.SKIP)
    world.run_sets(coach, 1)
    session = world.desk.cut_off()
    assert session is not None
    again = resumed(world, session)
    assert again.planned is None, "only the closing is left"


def test_it_goes_on_with_the_options_it_was_begun_with(world: World) -> None:
    session = cut_off(world, 1)
    world.preferences.change(Settings(lead_side=LeadSide.RIGHT))
    coach = resumed(world, session)
    assert coach.player.plan.options.lead_side is Side.LEFT
    assert coach.player.plan.routine == session.routine


def test_it_may_be_saved_as_it_is_instead(world: World) -> None:
    session = cut_off(world, 2, then_ms=9_000)
    saved = world.desk.save_cut_off(session)
    assert saved.status is SessionStatus.PARTIAL
    assert saved.ended_at == world.sessions.sets_of(session.uid)[-1].at
    assert world.sessions.get(session.uid) == saved
    assert world.desk.cut_off() is None


def test_a_cut_off_session_of_an_earlier_day_is_saved_as_partial(world: World) -> None:
    session = cut_off(world, 2)
    world.go_to(days=1)
    assert world.desk.cut_off() is None
    kept = world.sessions.get(session.uid)
    assert kept is not None
    assert kept.status is SessionStatus.PARTIAL
    assert kept.local_date == session.local_date


def test_one_that_was_nearly_done_is_saved_as_completed(world: World) -> None:
    session = cut_off(world, 4)
    world.go_to(days=3)
    assert world.desk.cut_off() is None
    kept = world.sessions.get(session.uid)
    assert kept is not None
    assert kept.status is SessionStatus.COMPLETED


def test_one_in_which_nothing_was_done_is_put_aside(world: World) -> None:
    session = cut_off(world, 0)
    world.go_to(days=1)
    world.desk.cut_off()
    kept = world.sessions.get(session.uid)
    assert kept is not None
    assert kept.status is SessionStatus.DISCARDED
    assert kept.ended_at == session.started_at


def test_a_change_made_before_the_cut_leaves_its_records_alone(world: World) -> None:
    lift = world.library.exercises["side_lying_leg_lift"]
    routine = make_routine(make_item(lift, uid="lift", dose=make_dose(sets=2, reps=8)))
    coach = world.coach(routine)
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    coach.pause(PauseReason.PAIN)
    coach.pain_reported(PainKind.SORE, 7)
    coach.answer_pain(PainChoice.EASIER)
    world.run_sets(coach, 1)
    before = world.sets(coach)
    session = world.desk.cut_off()
    assert session is not None
    again = resumed(world, session)
    again.main_key()
    world.run_out(again)
    assert world.sets(again)[: len(before)] == before
    assert [r.exercise_id for r in before] == ["side_lying_leg_lift", "hip_abduction_band"]


# -- discarded -----------------------------------------------------------------------


def discarded(world: World, sets_done: int) -> Session:
    coach = world.coach(clamshells(world))
    coach.main_key()
    world.run_sets(coach, sets_done)
    return coach.discard()


@pytest.mark.parametrize(
    ("sets_done", "status"), [(1, SessionStatus.PARTIAL), (4, SessionStatus.COMPLETED)]
)
def test_a_discarded_session_can_be_brought_back(
    world: World, sets_done: int, status: SessionStatus
) -> None:
    session = discarded(world, sets_done)
    assert world.desk.discarded() == (session,)
    back = world.desk.bring_back(session)
    assert back.status is status
    assert back.ended_at == session.ended_at
    assert world.sessions.get(session.uid) == back
    assert world.desk.discarded() == ()


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (30, True), (31, False)])
def test_it_can_be_brought_back_for_thirty_days(world: World, days: int, is_there: bool) -> None:
    discarded(world, 1)
    world.go_to(days=days)
    assert bool(world.desk.discarded()) is is_there


def test_bringing_back_counts_on_its_own_day(world: World) -> None:
    session = discarded(world, 5)
    world.go_to(days=2)
    world.desk.bring_back(session)
    (row,) = world.report.session_rows(session.local_date, session.local_date + timedelta(days=5))
    assert row.session.local_date == session.local_date


# -- the last gate -----------------------------------------------------------------


def tell(world: World, **answers: Any) -> None:
    current = world.preferences.current
    world.preferences.change(replace(current, me=replace(current.me, **answers)))


def test_no_way_into_a_session_passes_by_the_precautions(world: World) -> None:
    session = cut_off(world, 1)
    routine = clamshells(world)
    tell(world, flags=("thr_lateral_early",))
    prepared = world.desk.prepare(routine)
    assert [item.uid for item in prepared.routine.items] == ["bridge"]
    again = world.desk.prepare_resume(session)
    assert [item.uid for item in again.routine.items] == ["bridge"]
    coach = resumed(world, session)
    coach.main_key()
    world.run_out(coach)
    done = [record.address.item_uid for record in world.sets(coach)]
    assert done == ["clam", "bridge"], "what was done before the cut stays"


@pytest.mark.parametrize("sign", ["chest", "calf_swelling", "child"])
def test_a_standing_sign_refuses_every_session(world: World, sign: str) -> None:
    session = cut_off(world, 1)
    tell(world, red_flags=(sign,))
    assert not world.desk.may_start(world.preferences.current.me)
    with pytest.raises(SessionRefusedError, match="looked at before you exercise"):
        world.desk.prepare(clamshells(world))
    with pytest.raises(SessionRefusedError):
        world.desk.prepare_resume(session)


def test_a_sign_for_soon_refuses_nothing(world: World) -> None:
    tell(world, red_flags=("night_pain",))
    assert world.desk.may_start(world.preferences.current.me)
    routine = clamshells(world)
    assert world.desk.prepare(routine).routine == routine


def test_a_routine_of_which_nothing_remains_is_refused(world: World) -> None:
    tell(world, flags=("gtps",))
    stretch = world.library.exercises["it_band_stretch"]
    with pytest.raises(SessionRefusedError, match="Nothing of this"):
        world.desk.prepare(make_routine(make_item(stretch, only_side=Side.LEFT)))


def treatments(world: World) -> Routine:
    """Warmth that is meant to last far too long, a bridge, and cold."""
    heat, ice = world.library.exercises["heat_pack"], world.library.exercises["ice_pack"]
    return make_routine(
        make_item(heat, uid="heat", dose=replace(heat.start, duration_ms=50 * 60_000)),
        make_item(world.library.exercises["bridge"], uid="bridge"),
        make_item(ice, uid="ice"),
    )


def test_treatments_are_asked_about_shortened_and_left_out(world: World) -> None:
    routine = treatments(world)
    asked = [question.flag for question in world.desk.questions(routine)]
    assert {"skin_break", "raynaud"} <= set(asked)
    assert world.desk.questions(clamshells(world)) == ()
    whole = world.desk.prepare(routine).routine
    assert whole.items[0].prescription.dose.duration_ms == 20 * 60_000
    less = world.desk.prepare(routine, holding=("raynaud",)).routine
    assert [item.uid for item in less.items] == ["heat", "bridge"]
    out = world.desk.left_out_by(routine, ("raynaud",))
    assert [left.exercise.id for left in out] == ["ice_pack"]


def test_a_yes_counts_for_a_session_that_goes_on_too(world: World) -> None:
    coach = world.coach(treatments(world))
    coach.main_key()
    session = world.desk.cut_off()
    assert session is not None
    again = world.desk.prepare_resume(session, holding=("skin_break",))
    assert [item.uid for item in again.routine.items] == ["bridge"]


def test_no_easier_exercise_is_offered_that_is_left_out(world: World) -> None:
    lift = world.library.exercises["side_lying_leg_lift"]
    easier = world.library.exercises["hip_abduction_band"]
    lift = replace(lift, easier=(easier.id,))
    routine = make_routine(make_item(lift, uid="lift", dose=make_dose(sets=2, reps=8)))

    def offered() -> tuple[PainChoice, ...]:
        coach = world.coach(routine)
        coach.main_key()
        world.run_to(coach, SegmentKind.REP)
        coach.pause(PauseReason.PAIN)
        return coach.pain_reported(PainKind.SORE, 7).choices

    assert PainChoice.EASIER in offered()
    exercises = {**world.library.exercises, easier.id: replace(easier, avoid_flags=("knee_pain",))}
    world.desk._content = replace(world.library, exercises=exercises)
    assert PainChoice.EASIER in offered()
    tell(world, flags=("knee_pain",))
    assert PainChoice.EASIER not in offered()
    # It hurt, and its easier rung is left out.
    with pytest.raises(SessionRefusedError, match="gentler routine"):
        world.desk.flare_version(routine)


def test_a_session_older_than_a_rule_goes_on_by_the_rule(world: World) -> None:
    march = world.library.exercises["standing_march"]
    # As 0.1 kept it: nothing told of the hips, and no operation spoken against it.
    old = replace(march, hips=HipUse(), avoid_flags=(), caution_flags=())
    bridge = make_item(world.library.exercises["bridge"], uid="bridge")
    routine = make_routine(make_item(old, uid="march"), bridge)
    tell(world, flags=("thr_early",))
    assert [item.uid for item in world.desk.prepare(routine).routine.items] == ["bridge"]


def test_what_is_prepared_ahead_is_what_a_start_asks_for(world: World) -> None:
    routine = clamshells(world)
    world.desk.prepare_ahead(routine)
    ahead = world.clips.asked[-1]
    world.desk.prepare(routine).render()
    assert world.clips.asked[-1] == ahead
    assert len(ahead) > 10


def test_nothing_is_prepared_ahead_of_a_session_that_may_not_be(world: World) -> None:
    me = replace(world.preferences.current.me, red_flags=("chest",))
    world.preferences.change(replace(world.preferences.current, me=me))
    asked = len(world.clips.asked)
    world.desk.prepare_ahead(clamshells(world))
    assert len(world.clips.asked) == asked


def test_what_the_first_minutes_say_is_rendered_first(world: World) -> None:
    """A session can start long before its last line is there; a resumed one waits for all."""
    preparation = world.desk.prepare(world.library.routines["strength"])
    for done in range(len(preparation.texts)):
        if preparation.can_start:
            break
        world.clips.prepare_blocking(preparation.texts[done : done + 1], timeout_ms=0)
    assert preparation.can_start
    assert 5 < done < len(preparation.texts) / 2
    again = world.desk.prepare_resume(cut_off(world, 1))
    world.clips.configure(voice="", rate_wpm=200)
    world.clips.prepare_blocking(again.texts[:-1], timeout_ms=0)
    assert not again.can_start
    world.clips.prepare_blocking(again.texts, timeout_ms=0)
    assert again.can_start
