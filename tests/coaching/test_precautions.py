"""Precautions take out what they exclude, on the side that is concerned, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.hip_rules import SIDED_FLAGS, is_end_of_range
from hipcoach.coaching.precautions import (
    Judgement,
    Reason,
    Standing,
    capped,
    clear,
    clearable,
    contraindication_questions,
    judge,
    reason_words,
    routine_questions,
    suited,
    unclear,
    without_treatments,
)
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.exercise import Category, Exercise
from hipcoach.domain.hips import HipAction, HipUse
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.profile import FlagSide, Profile, WeightBearing
from hipcoach.domain.safety import OPERATION_FLAGS, SURGERY, counts_as
from tests.support.builders import make_item, make_routine

LIBRARY = load_library()
FLAGS = sorted(LIBRARY.precautions)
LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BILATERAL
SURGICAL = {flag for flag in FLAGS if flag.startswith("thr_")}


def told(*flags: str, side: Side = BOTH) -> Profile:
    return Profile(flags=flags, sore_side=side)


def left_out(flag: str, side: Side = BOTH) -> set[str]:
    me = told(flag, side=side)
    return {e.id for e in LIBRARY.exercises.values() if judge(e, me).standing is Standing.AVOID}


# -- each flag, on the shipped exercises ---------------------------------------------


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_leaves_out_what_names_it_and_warns_where_it_is_a_caution(flag: str) -> None:
    own = counts_as(flag)
    for exercise in LIBRARY.exercises.values():
        expected = Standing.FINE
        if own & set(exercise.caution_flags):
            expected = Standing.CAUTION
        if flag == "floor_transfer_hard" and exercise.on_floor_or_bed:
            expected = Standing.CAUTION
        # Whoever keeps off a side with both hips has no side left to lie on.
        off_side = exercise.avoid_sore_side_down and flag in ("gtps", "side_lying_pain")
        stretches = flag == "hip_instability" and is_end_of_range(exercise)
        if own & set(exercise.avoid_flags) or off_side or stretches:
            expected = Standing.AVOID
        found = judge(exercise, told(flag))
        assert (exercise.id, found.standing) == (exercise.id, expected)
        assert [reason.flag for reason in found.reasons] == [flag] * (expected != Standing.FINE)
        assert found.only_side is None


@pytest.mark.parametrize(
    ("flag", "some"),
    [
        ("gtps", {"it_band_stretch", "pigeon_pose", "piriformis_stretch", "side_plank"}),
        ("thr_early", {"clamshell", "side_step", "pigeon_pose", "side_plank"}),
        ("thr_lateral_early", {"side_step", "standing_abd", "clamshell"}),
        ("balance_impaired", {"star_reach"}),
        ("pacemaker_or_implant", {"tens_timer"}),
        ("raynaud", {"ice_pack"}),
        ("side_lying_pain", {"side_plank", "side_lying_adduction"}),
        ("knee_pain", set()),
    ],
)
def test_known_pairs(flag: str, some: set[str]) -> None:
    assert some <= left_out(flag)
    if not some:
        assert left_out(flag) == set()


def test_without_precautions_everything_is_fine() -> None:
    for exercise in LIBRARY.exercises.values():
        assert judge(exercise, Profile()) == Judgement(Standing.FINE)


@pytest.mark.parametrize("flag", FLAGS)
def test_what_a_flag_counts_as(flag: str) -> None:
    assert counts_as(flag) == (SURGICAL if flag in SURGICAL else {flag})


@pytest.mark.parametrize("weight", [None, *WeightBearing])
@pytest.mark.parametrize("side", [LEFT, RIGHT, BOTH])
@pytest.mark.parametrize("way", sorted(SURGICAL - {SURGERY}))
def test_naming_the_surgeons_way_opens_no_exercise(
    way: str, side: Side, weight: WeightBearing | None
) -> None:
    def judged(*flags: str) -> dict[str, tuple[Standing, Side | None]]:
        me = Profile(flags=flags, sore_side=side, weight_bearing=weight)
        found = {each.id: judge(each, me) for each in LIBRARY.exercises.values()}
        return {key: (each.standing, each.only_side) for key, each in found.items()}

    assert judged(way) == judged(SURGERY) == judged(way, SURGERY)


def test_an_operation_not_cleared_counts_as_every_way_of_it() -> None:
    ways = SURGICAL - {SURGERY}
    for way in ways:
        assert left_out(way) == left_out(SURGERY)
        assert {e.id for e in LIBRARY.exercises.values() if way in e.avoid_flags} <= left_out(
            SURGERY
        )


def test_every_way_that_still_has_rules_is_not_cleared() -> None:
    early = {e.id for e in LIBRARY.exercises.values() if SURGERY in e.avoid_flags}
    assert early
    for way in SURGICAL:
        assert early <= left_out(way)


# -- sides -------------------------------------------------------------------------


WORKS, STANDS_ALONE, LAIN_ON = HipAction.WORKS, HipAction.STANDS_ALONE, HipAction.LAIN_ON


def of_hips(
    worked: tuple[HipAction, ...] = (WORKS,),
    other: tuple[HipAction, ...] = (),
    *,
    avoid: str = "gtps",
) -> Exercise:
    """An exercise done on one side at a time in which the hips do this."""
    clam = LIBRARY.exercises["clamshell"]
    return replace(clam, hips=HipUse(worked, other), avoid_flags=(avoid,), caution_flags=())


@pytest.mark.parametrize("flag", sorted(OPERATION_FLAGS))
@pytest.mark.parametrize("other", [(), *((action,) for action in HipAction)])
def test_an_operation_on_the_left_hip_is_held_against_every_hip_that_is_not_at_rest(
    flag: str, other: tuple[HipAction, ...]
) -> None:
    sides = {LEFT, RIGHT} if other else {LEFT}
    exercise = of_hips(other=other, avoid=flag)
    me = told(flag, side=LEFT)
    found = {s for s in (LEFT, RIGHT) if judge(exercise, me, s).standing is Standing.AVOID}
    assert found == sides
    whole = judge(exercise, me)
    if sides == {LEFT}:
        assert (whole.standing, whole.only_side) == (Standing.CAUTION, RIGHT)
    else:
        assert (whole.standing, whole.only_side) == (Standing.AVOID, None)
    mirrored = told(flag, side=RIGHT)
    for side in (LEFT, RIGHT):
        assert judge(exercise, me, side).standing is judge(exercise, mirrored, side.other).standing


def test_an_exercise_that_tells_nothing_of_its_hips_works_the_one_on_its_side() -> None:
    # As in a session of 0.1 with an exercise that the library has lost.
    exercise = of_hips((), ())
    assert judge(exercise, told("gtps", side=LEFT)).only_side is RIGHT


@pytest.mark.parametrize("laterality", [Laterality.BILATERAL, Laterality.ALTERNATING])
def test_both_hips_are_loaded_where_sides_are_not_worked_apart(laterality: Laterality) -> None:
    bridge = LIBRARY.exercises["bridge"]
    exercise = replace(bridge, laterality=laterality, avoid_flags=("gtps",))
    for side in (LEFT, RIGHT):
        found = judge(exercise, told("gtps", side=side), LEFT)
        assert found.standing is Standing.AVOID
        assert [reason.hip for reason in found.reasons] == [side]


def test_a_flag_without_a_side_is_about_both() -> None:
    assert "high_bp" not in SIDED_FLAGS
    exercise = of_hips(avoid="high_bp")
    assert judge(exercise, told("high_bp", side=LEFT)).standing is Standing.AVOID


def test_the_hip_that_was_told_comes_before_the_sore_side() -> None:
    me = replace(told("gtps", "fai", side=LEFT), flag_sides=(FlagSide(flag="gtps", side=RIGHT),))
    assert judge(of_hips(), me).only_side is LEFT
    assert judge(of_hips(avoid="fai"), me).only_side is RIGHT


@pytest.mark.parametrize(
    "exercise_id", ["side_plank", "side_plank_knees", "side_plank_clam", "side_lying_adduction"]
)
@pytest.mark.parametrize("flag", ["gtps", "side_lying_pain"])
def test_nobody_lies_on_a_sore_outer_hip(exercise_id: str, flag: str) -> None:
    exercise = LIBRARY.exercises[exercise_id]
    me = told(flag, side=LEFT)
    # The side of these is the one lain on.
    down = judge(exercise, me, LEFT)
    assert down.standing is Standing.AVOID
    assert down.reasons == (Reason(flag, LEFT, "You would lie on your left hip."),)
    # Above, an outer hip that lifts sideways or crosses over is minded all the same.
    minded = flag == "gtps" and exercise_id in ("side_plank_clam", "side_lying_adduction")
    above = judge(exercise, me, RIGHT)
    assert above.standing is (Standing.CAUTION if minded else Standing.FINE)
    assert judge(exercise, me).only_side is RIGHT


def test_the_sore_hip_may_be_the_upper_one() -> None:
    clam = replace(of_hips(other=(LAIN_ON,), avoid="fai"), avoid_sore_side_down=True)
    me = told("gtps", side=LEFT)
    assert judge(clam, me, LEFT).standing is Standing.FINE
    assert judge(clam, me, RIGHT).standing is Standing.AVOID


def test_a_pinch_in_the_groin_does_not_keep_anyone_off_a_side() -> None:
    exercise = LIBRARY.exercises["side_plank"]
    assert judge(exercise, told("fai", side=LEFT), LEFT).standing is Standing.FINE


@pytest.mark.parametrize(
    ("other", "side", "text"),
    [
        ((), LEFT, "It works your left hip."),
        ((HipAction.EXTENDS,), RIGHT, "Your left leg would go behind you."),
        ((HipAction.BENDS_DEEP,), RIGHT, "Your left hip would bend past a right angle."),
        ((HipAction.CROSSES,), RIGHT, "Your left leg would cross over."),
        ((HipAction.KNEELS,), RIGHT, "You would kneel on your left knee."),
        ((STANDS_ALONE,), RIGHT, "You would stand on your left leg."),
        ((LAIN_ON,), RIGHT, "You would lie on your left hip."),
        ((WORKS,), RIGHT, "It works your left hip too."),
    ],
)
def test_the_reason_tells_how_the_hip_comes_in(
    other: tuple[HipAction, ...], side: Side, text: str
) -> None:
    exercise = of_hips(other=other, avoid=SURGERY)
    (reason,) = judge(exercise, told(SURGERY, side=LEFT), side).reasons
    assert reason == Reason(SURGERY, LEFT, text)
    words = reason_words(reason, LIBRARY.precautions)
    assert words == f"You told us about your left hip: {LIBRARY.precautions[SURGERY]}. {text}"


def test_with_both_hips_there_is_one_reason() -> None:
    (reason,) = judge(of_hips(), told("gtps")).reasons
    assert reason == Reason("gtps", BOTH, "")
    words = reason_words(reason, LIBRARY.precautions)
    assert words == f"You told us: {LIBRARY.precautions['gtps']}."


def test_a_bed_does_where_the_floor_is_hard() -> None:
    (reason,) = judge(LIBRARY.exercises["bridge"], told("floor_transfer_hard")).reasons
    assert reason.text == "Do it on a bed, not on the floor."
    assert judge(LIBRARY.exercises["sit_to_stand"], told("floor_transfer_hard")).reasons == ()


def test_a_caution_with_advice_allows_its_rung() -> None:
    clam = LIBRARY.exercises["clamshell"]
    assert clam.caution
    found = judge(clam, told("gtps"))
    assert (found.standing, found.allows_rung) == (Standing.CAUTION, True)
    bare = replace(clam, caution="")
    assert judge(bare, told("gtps")).allows_rung is False
    assert judge(bare, Profile()).allows_rung is True


@given(
    flags=st.lists(st.sampled_from(FLAGS), unique=True, max_size=4),
    more=st.sampled_from(FLAGS),
    sore=st.sampled_from(list(Side)),
    sides=st.lists(
        st.builds(FlagSide, flag=st.sampled_from(FLAGS), side=st.sampled_from(list(Side))),
        max_size=3,
    ),
    cleared=st.lists(st.sampled_from(sorted(LIBRARY.exercises)), max_size=3),
    side=st.sampled_from([None, LEFT, RIGHT]),
)
def test_another_flag_never_makes_an_exercise_freer(
    flags: list[str],
    more: str,
    sore: Side,
    sides: list[FlagSide],
    cleared: list[str],
    side: Side | None,
) -> None:
    me = Profile(flags=tuple(flags), sore_side=sore, flag_sides=tuple(sides))
    for exercise_id in cleared:
        me = clear(me, exercise_id)
    worse = replace(me, flags=(*me.flags, more))
    order = list(Standing)
    for exercise in LIBRARY.exercises.values():
        before, after = judge(exercise, me, side), judge(exercise, worse, side)
        assert order.index(before.standing) <= order.index(after.standing)


# -- cleared by a therapist ----------------------------------------------------------


def test_what_a_therapist_cleared_is_fine_with_a_note_until_taken_back() -> None:
    me = told("gtps", "thr_early", side=LEFT)
    piriformis, clam = LIBRARY.exercises["piriformis_stretch"], LIBRARY.exercises["clamshell"]
    cleared = clear(me, "piriformis_stretch")
    assert judge(piriformis, cleared) == Judgement(Standing.FINE, note="cleared by your therapist")
    assert judge(clam, cleared) == judge(clam, me), "nothing else is"
    assert clear(cleared, "piriformis_stretch") == cleared
    assert unclear(cleared, "piriformis_stretch") == me
    assert unclear(me, "clamshell") == me


def test_a_flag_without_a_hip_is_cleared_whichever_side_is_sore() -> None:
    heat = LIBRARY.exercises["heat_pack"]
    cleared = clear(told("skin_break", side=LEFT), heat.id)
    assert judge(heat, cleared).standing is Standing.FINE
    assert judge(heat, replace(cleared, sore_side=RIGHT)).standing is Standing.FINE


def test_a_flag_told_later_is_not_covered() -> None:
    cleared = clear(told("gtps"), "piriformis_stretch")
    operated = replace(cleared, flags=("gtps", "thr_early"))
    found = judge(LIBRARY.exercises["piriformis_stretch"], operated)
    assert found.standing is Standing.AVOID
    assert [reason.flag for reason in found.reasons] == ["thr_early"]
    again = clear(operated, "piriformis_stretch")
    assert judge(LIBRARY.exercises["piriformis_stretch"], again).standing is Standing.FINE
    assert len(again.cleared) == 1


def test_the_other_hip_is_not_covered() -> None:
    stretch = LIBRARY.exercises["piriformis_stretch"]
    cleared = clear(told("gtps", side=LEFT), stretch.id)
    both = replace(cleared, flag_sides=(FlagSide(flag="gtps", side=BOTH),))
    assert judge(stretch, both).only_side is LEFT
    assert judge(stretch, replace(cleared, sore_side=RIGHT)).only_side is LEFT
    wide = clear(told("gtps"), stretch.id)
    assert judge(stretch, replace(wide, sore_side=LEFT)).standing is Standing.FINE


def test_no_therapist_clears_a_swollen_calf() -> None:
    heat = LIBRARY.exercises["heat_pack"]
    cleared = clear(told("dvt_signs", "skin_break"), heat.id)
    found = judge(heat, cleared)
    assert [reason.flag for reason in found.reasons] == ["dvt_signs"]
    assert not clearable(found.reasons)
    assert clearable(judge(heat, told("skin_break")).reasons)


# -- routines ----------------------------------------------------------------------


def test_without_precautions_every_routine_stays(library: Library) -> None:
    for routine in library.routines.values():
        found = suited(routine, Profile())
        assert found.routine == routine
        assert found.left_out == ()


def test_an_excluded_exercise_is_left_out_with_its_reason(library: Library) -> None:
    stays = make_item(library.exercises["abdominal_brace"], uid="b")
    for exercise in library.exercises.values():
        for flag in exercise.avoid_flags:
            found = suited(make_routine(make_item(exercise, uid="a"), stays), told(flag))
            (out,) = found.left_out
            assert (out.exercise, out.flag, out.side) == (exercise, flag, None)
            assert found.routine is not None
            assert found.routine.items == (stays,)


def test_nothing_may_remain(library: Library) -> None:
    exercise = library.exercises["pigeon_pose"]
    twice = make_routine(make_item(exercise, uid="a"), make_item(exercise, uid="b"))
    found = suited(twice, told("gtps"))
    assert found.routine is None
    assert len(found.left_out) == 1, "the same exercise is named once"


def test_only_the_other_side_is_done(library: Library) -> None:
    stretch = library.exercises["pigeon_pose"]
    routine = make_routine(make_item(stretch, uid="a"))
    found = suited(routine, told("gtps", side=RIGHT))
    assert found.routine is not None
    (item,) = found.routine.items
    assert item.prescription == replace(routine.items[0].prescription, only_side=LEFT)
    (out,) = found.left_out
    assert (out.exercise, out.flag, out.side) == (stretch, "gtps", RIGHT)
    assert found.judged["a"].standing is Standing.FINE


def test_an_item_for_one_side_goes_or_stays_whole(library: Library) -> None:
    stretch = library.exercises["pigeon_pose"]
    me = told("gtps", side=RIGHT)
    assert suited(make_routine(make_item(stretch, only_side=RIGHT)), me).routine is None
    left = make_routine(make_item(stretch, only_side=LEFT))
    assert suited(left, me).routine == left


# -- warmth, cold and TENS ------------------------------------------------------------


@pytest.mark.parametrize("exercise_id", ["heat_pack", "ice_pack", "tens_timer"])
def test_treatments_ask_everything_that_forbids_them(exercise_id: str) -> None:
    exercise = LIBRARY.exercises[exercise_id]
    asked = contraindication_questions(exercise, LIBRARY.precautions)
    assert tuple(question.flag for question in asked) == exercise.avoid_flags
    assert [question.text for question in asked] == [
        LIBRARY.precautions[flag] for flag in exercise.avoid_flags
    ]


def test_nothing_is_asked_before_other_exercises() -> None:
    others = [e for e in LIBRARY.exercises.values() if e.category is not Category.MODALITY]
    assert all(contraindication_questions(e, LIBRARY.precautions) == () for e in others)
    breathing = LIBRARY.exercises["breathing_relax"]
    assert contraindication_questions(breathing, LIBRARY.precautions) == ()


def test_each_question_is_asked_once_and_a_yes_takes_out_what_it_forbids() -> None:
    ids = ("heat_pack", "bridge", "ice_pack", "tens_timer")
    routine = make_routine(*(make_item(LIBRARY.exercises[i], uid=i) for i in ids))
    flags = [q.flag for q in routine_questions(routine, LIBRARY.precautions, Profile())]
    assert len(flags) == len(set(flags))
    assert {"skin_break", "raynaud", "epilepsy"} <= set(flags)

    def remaining(*holding: str) -> list[str]:
        found = without_treatments(routine, holding, Profile()).routine
        return [] if found is None else [item.uid for item in found.items]

    assert remaining() == list(ids)
    assert remaining("epilepsy") == ["heat_pack", "bridge", "ice_pack"]
    assert remaining("skin_break") == ["bridge"]
    assert remaining("gtps") == list(ids), "it was not asked"
    out = without_treatments(routine, ("raynaud",), Profile()).left_out
    assert [(left.exercise.id, left.flag) for left in out] == [("ice_pack", "raynaud")]
    alone = make_routine(make_item(LIBRARY.exercises["ice_pack"]))
    assert without_treatments(alone, ("raynaud",), Profile()).routine is None


def test_what_a_therapist_knew_of_is_not_asked_again() -> None:
    ice = LIBRARY.exercises["ice_pack"]
    me = clear(told("raynaud"), "ice_pack")
    flags = [q.flag for q in contraindication_questions(ice, LIBRARY.precautions, me)]
    assert flags == [flag for flag in ice.avoid_flags if flag != "raynaud"]
    routine = make_routine(make_item(ice))
    assert without_treatments(routine, ("raynaud",), me).routine == routine


@pytest.mark.parametrize("exercise_id", ["heat_pack", "ice_pack", "tens_timer"])
def test_a_treatment_is_never_longer_than_its_range(exercise_id: str) -> None:
    exercise = LIBRARY.exercises[exercise_id]
    span = exercise.dosage.duration_ms
    assert span is not None
    long = replace(exercise.start, duration_ms=span.high + 60_000, sets=5)
    item = capped(make_item(exercise, dose=long))
    assert item.prescription.dose.duration_ms == span.high
    assert item.prescription.dose.sets == exercise.dosage.sets.high
    fine = make_item(exercise)
    assert capped(fine) == fine
    found = suited(make_routine(make_item(exercise, uid="a", dose=long)), Profile()).routine
    assert found is not None
    assert found.items[0].prescription.dose == item.prescription.dose


def test_other_exercises_are_not_shortened() -> None:
    plank = LIBRARY.exercises["bridge"]
    item = make_item(plank, dose=replace(plank.start, sets=9))
    assert capped(item) is item


# -- the facts -----------------------------------------------------------------------


def test_every_sided_flag_is_a_precaution() -> None:
    assert set(FLAGS) >= SIDED_FLAGS
    assert SURGICAL < SIDED_FLAGS
