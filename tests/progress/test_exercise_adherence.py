from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.prescription import DoseKind
from hipcoach.progress.dose import ExerciseDone
from hipcoach.progress.exercise_adherence import ExerciseAdherence, exercise_adherence, merged


def done(
    exercise_id: str = "bridge",
    kind: DoseKind = DoseKind.REPS,
    *,
    planned: int = 20,
    amount: int = 20,
    extra: int = 0,
    name: str = "",
) -> ExerciseDone:
    reps = kind is DoseKind.REPS
    return ExerciseDone(
        exercise_id=exercise_id,
        name=name or exercise_id.capitalize(),
        kind=kind,
        planned_sets=2,
        done_sets=0,
        begun_sets=0,
        planned_reps=planned if reps else 0,
        done_reps=amount if reps else 0,
        extra_reps=extra if reps else 0,
        planned_ms=60_000 if reps else planned,
        done_ms=60_000 if reps else amount,
        extra_ms=0 if reps else extra,
    )


def test_done_of_prescribed_by_exercise() -> None:
    found = exercise_adherence(
        [
            done(amount=20),
            done(amount=10, extra=3),
            done(amount=0),  # a missed day: prescribed and not done
            done("hamstring", DoseKind.HOLD, planned=60_000, amount=45_000),
        ]
    )
    assert found == (
        # 20 + 10 + 0 of 20 + 20 + 20 is a half.
        ExerciseAdherence(
            exercise_id="bridge", name="Bridge", kind=DoseKind.REPS, prescribed=60, done=30, extra=3
        ),
        # 45 of 60 seconds.
        ExerciseAdherence(
            exercise_id="hamstring",
            name="Hamstring",
            kind=DoseKind.HOLD,
            prescribed=60_000,
            done=45_000,
            extra=0,
        ),
    )
    assert [each.percent for each in found] == [50, 75]


def test_what_is_beyond_makes_up_for_nothing() -> None:
    (found,) = exercise_adherence([done(amount=10)], [done(amount=20, extra=5)])
    assert (found.prescribed, found.done, found.extra, found.percent) == (20, 10, 25, 50)
    (only,) = exercise_adherence([], [done(amount=20)])
    assert (only.prescribed, only.extra, only.percent) == (0, 20, None)


_DONE = st.builds(
    lambda name, planned, share, extra: done(
        name.lower(), planned=planned, amount=planned * share // 10, extra=extra, name=name
    ),
    st.sampled_from(["Bridge", "BRIDGE", "Clamshell"]),
    st.integers(1, 40),
    st.integers(0, 10),
    st.integers(0, 5),
)


@given(st.lists(_DONE), st.lists(_DONE), st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(
    due: list[ExerciseDone], beyond: list[ExerciseDone], random: Random
) -> None:
    mixed = exercise_adherence(random.sample(due, len(due)), random.sample(beyond, len(beyond)))
    assert mixed == exercise_adherence(due, beyond)


@given(st.lists(_DONE), st.lists(_DONE), st.integers(0, 9))
def test_parts_add_up_to_the_whole(
    due: list[ExerciseDone], beyond: list[ExerciseDone], at: int
) -> None:
    parts = [*exercise_adherence(due[:at], beyond[at:]), *exercise_adherence(due[at:], beyond[:at])]
    assert merged(parts) == exercise_adherence(due, beyond)


@given(st.lists(_DONE), st.lists(_DONE))
def test_a_share_lies_between_none_and_all(
    due: list[ExerciseDone], beyond: list[ExerciseDone]
) -> None:
    for each in exercise_adherence(due, beyond):
        assert each.percent is None or 0 <= each.percent <= 100
        assert each.done <= each.prescribed
