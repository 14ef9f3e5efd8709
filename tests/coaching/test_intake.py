from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.intake import Proposal, propose
from hipcoach.coaching.precautions import suited
from hipcoach.coaching.preparation import estimate_ms
from hipcoach.coaching.programme import close_strength_days
from hipcoach.content.loader import load_library
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.player.options import SessionOptions

MONDAY = date(2026, 3, 2)
MON_WED_FRI = frozenset({0, 2, 4})
LIBRARY = load_library()
OPTIONS = SessionOptions()


def length_ms(routine: Routine) -> int:
    return estimate_ms(routine, OPTIONS)


def proposed(me: Profile, weekdays: frozenset[int] = MON_WED_FRI) -> Proposal:
    found = propose(me, weekdays, MONDAY, LIBRARY, length_ms)
    assert found is not None
    return found


def ids(proposal: Proposal) -> list[str]:
    return [each.slot.routine_id for each in proposal.slots]


@pytest.mark.parametrize(
    ("me", "routine"),
    [
        (Profile(), "first_steps"),
        (Profile(areas=("hip", "groin")), "first_steps"),
        (Profile(flags=("gtps",)), "outer_hip"),
        (Profile(areas=("outer hip", "lower back")), "outer_hip"),
        (Profile(areas=("lower back", "hip")), "low_back_and_hip"),
        (Profile(equipment=("cane",), areas=("lower back",)), "with_cane"),
        (Profile(flags=("gtps", "thr_early")), "post_op"),
        (Profile(areas=("outer hip",), red_flags=("night_pain",)), "first_steps"),
        (Profile(areas=("outer hip",), minutes=5), "desk"),
    ],
)
def test_the_routine_fits_what_was_told(me: Profile, routine: str) -> None:
    assert ids(proposed(me))[0] == routine


@pytest.mark.parametrize("sign", ["chest", "calf_swelling", "child"])
def test_an_urgent_sign_or_a_child_gets_no_plan(sign: str) -> None:
    me = Profile(red_flags=(sign,))
    assert propose(me, MON_WED_FRI, MONDAY, LIBRARY, length_ms) is None


def test_strength_leaves_a_day_between_and_the_rest_is_easy() -> None:
    proposal = proposed(Profile(areas=("outer hip",)), frozenset(range(7)))
    assert ids(proposal) == ["outer_hip", "walking"]
    strong, easy = (each.slot.weekdays for each in proposal.slots)
    assert strong == {0, 2, 4}
    assert easy == {1, 3, 5, 6}
    gentle = proposed(Profile(), frozenset(range(7)))
    assert ids(gentle) == ["first_steps", "loosen_up"]
    assert "48 hours" in gentle.slots[1].why


def test_the_weeks_and_what_they_are_for() -> None:
    proposal = proposed(Profile(goals=("Walk to the lake", "Stairs")))
    assert (proposal.programme.first_day, proposal.programme.weeks) == (MONDAY, 6)
    assert proposal.programme.phases[-1].goal == "Towards: Walk to the lake"
    tendon = proposed(Profile(flags=("gtps",)))
    assert tendon.programme.weeks == 8
    assert "tendon" in tendon.programme_why


def test_what_to_mind_first() -> None:
    assert proposed(Profile()).notes == ()
    appointment, minutes = proposed(Profile(red_flags=("night_pain",), minutes=5)).notes
    assert appointment.startswith("Book your appointment first")
    assert "Today offers about five of it" in minutes
    (surgery,) = proposed(Profile(flags=("thr_early",))).notes
    assert "surgeon" in surgery


_FLAGS = sorted(LIBRARY.precautions)
_SIGNS = [flag.id for flag in LIBRARY.red_flags]
_AREAS = ("hip", "groin", "outer hip", "lower back")


@given(
    st.builds(
        Profile,
        areas=st.lists(st.sampled_from(_AREAS), unique=True).map(tuple),
        flags=st.lists(st.sampled_from(_FLAGS), unique=True, max_size=4).map(tuple),
        red_flags=st.lists(st.sampled_from(_SIGNS), unique=True, max_size=1).map(tuple),
        minutes=st.none() | st.integers(5, 60),
        equipment=st.sampled_from(((), ("cane",), ("mat", "chair"))),
    ),
    st.frozensets(st.integers(0, 6)),
)
def test_a_proposal_is_always_safe_and_has_its_reasons(
    me: Profile, weekdays: frozenset[int]
) -> None:
    proposal = propose(me, weekdays, MONDAY, LIBRARY, length_ms)
    if proposal is None:
        return
    slots = [each.slot for each in proposal.slots]
    planned = frozenset[int]().union(*(slot.weekdays for slot in slots))
    assert planned <= weekdays
    assert planned or not weekdays
    assert all(each.why for each in proposal.slots)
    assert proposal.programme_why
    assert close_strength_days(slots, LIBRARY.routines) == ()
    for slot in slots:
        assert suited(LIBRARY.routines[slot.routine_id], me).routine is not None


@pytest.mark.parametrize("usual", [0, 5, 6, 10])
def test_usual_pain_above_five_is_advised_to_be_seen_with_the_first_plan(usual: int) -> None:
    told = [note for note in proposed(Profile(usual_pain=usual)).notes if "looked at" in note]
    assert bool(told) is (usual > 5)
    both = proposed(Profile(usual_pain=usual, red_flags=("night_pain",))).notes
    assert len(both) == 1, "an appointment that is asked for says it"
