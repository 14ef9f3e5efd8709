"""Precautions take out what they exclude, and nothing else."""

from hipcoach.coaching.precautions import SURGERY, suited
from hipcoach.content.loader import Library
from hipcoach.domain.exercise import Exercise
from tests.support.builders import make_item, make_routine


def test_without_precautions_everything_stays(library: Library) -> None:
    for routine in library.routines.values():
        found = suited(routine, ())
        assert found.routine == routine
        assert found.left_out == ()


def test_an_excluded_exercise_is_left_out_with_its_reason(library: Library) -> None:
    excluded = [e for e in library.exercises.values() if e.avoid_flags]
    assert excluded
    for exercise in excluded:
        for flag in exercise.avoid_flags:
            bridge = library.exercises["bridge"]
            others = [] if flag in bridge.avoid_flags else [make_item(bridge, uid="b")]
            found = suited(make_routine(make_item(exercise, uid="a"), *others), (flag,))
            assert [(out.exercise, out.flag) for out in found.left_out] == [(exercise, flag)]
            kept = () if found.routine is None else found.routine.items
            assert [item.uid for item in kept] == [item.uid for item in others]


def test_nothing_may_remain(library: Library) -> None:
    exercise = _avoiding(library)
    found = suited(
        make_routine(make_item(exercise, uid="a"), make_item(exercise, uid="b")),
        exercise.avoid_flags,
    )
    assert found.routine is None
    assert len(found.left_out) == 1, "the same exercise is named once"


def test_an_operation_not_cleared_counts_as_every_kind_of_it(library: Library) -> None:
    of_surgery = [
        e
        for e in library.exercises.values()
        if any(flag.startswith("thr_") for flag in e.avoid_flags)
    ]
    assert of_surgery
    for exercise in of_surgery:
        found = suited(make_routine(make_item(exercise)), (SURGERY,))
        assert found.routine is None
        assert found.left_out[0].flag == SURGERY


def _avoiding(library: Library) -> Exercise:
    return next(e for e in library.exercises.values() if e.avoid_flags)
