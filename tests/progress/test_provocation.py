"""The zones of sessions, and which exercises hurt more than is fit."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.pain import Moment, PainZone
from hipcoach.progress.provocation import ExercisePain, Provoked, provoked, zone_counts
from tests.domain.samples import rating


def test_the_worst_during_or_after_decides_and_silence_is_no_zone() -> None:
    ratings = [
        rating("1", 9, Moment.BEFORE, session_uid="a"),
        rating("2", 2, Moment.AFTER, session_uid="a"),
        rating("3", 6, Moment.DURING, session_uid="b"),
        rating("4", 1, Moment.AFTER, session_uid="b"),
        rating("5", 3, Moment.AFTER, site="low back", session_uid="c"),
        rating("6", 8, Moment.MORNING, session_uid="d"),
        rating("7", 7, Moment.AFTER, session_uid="elsewhere"),
    ]
    zones = zone_counts(["a", "b", "c", "d"], ratings, {})
    assert (zones.comfortable, zones.acceptable, zones.too_much, zones.untold) == (1, 1, 1, 1)
    assert zones.told == 3
    assert zones.percent(PainZone.TOO_MUCH) == 33


def test_without_ratings_there_is_no_share() -> None:
    assert zone_counts(["a"], [], {}).percent(PainZone.COMFORTABLE) is None


def test_those_that_hurt_most_often_come_first() -> None:
    pains = [
        ExercisePain("clam", "Clamshell", 6),
        ExercisePain("clam", "Clamshell", 7),
        ExercisePain("clam", "Clamshell", 5),
        ExercisePain("bridge", "Bridge", 10),
        ExercisePain("squat", "Squat", 5),
    ]
    assert provoked(pains, {}) == (
        Provoked(exercise_id="clam", name="Clamshell", times=2, worst=7),
        Provoked(exercise_id="bridge", name="Bridge", times=1, worst=10),
    )


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 10))), st.randoms())
def test_the_order_of_entry_changes_nothing(told: list[tuple[str, int]], random: Random) -> None:
    ratings = [
        rating(str(at), nrs, Moment.AFTER, session_uid=uid) for at, (uid, nrs) in enumerate(told)
    ]
    shuffled = list(ratings)
    random.shuffle(shuffled)
    zones = zone_counts("abcd", ratings, {})
    assert zone_counts("dcba", shuffled, {}) == zones
    assert zones.told + zones.untold == 4


def test_a_usual_pain_above_five_is_the_measure_of_its_own_site_alone() -> None:
    usual = {"left hip": 7.0}
    ratings = [
        rating("1", 7, Moment.DURING, site="left hip", session_uid="a"),
        rating("2", 9, Moment.AFTER, site="left hip", session_uid="b"),
        rating("3", 10, Moment.DURING, site="left hip", session_uid="c"),
        rating("4", 6, Moment.AFTER, site="low back", session_uid="d"),
    ]
    zones = zone_counts("abcd", ratings, usual)
    assert (zones.comfortable, zones.acceptable, zones.too_much) == (1, 1, 2)
    pains = [
        ExercisePain("clam", "Clamshell", 8, "left hip"),
        ExercisePain("bridge", "Bridge", 10, "left hip"),
        ExercisePain("squat", "Squat", 6, "low back"),
    ]
    assert [each.exercise_id for each in provoked(pains, usual)] == ["bridge", "squat"]
