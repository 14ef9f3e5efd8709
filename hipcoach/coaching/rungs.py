"""The rungs of a ladder that are open to a person, and what to mind on them."""

from collections.abc import Iterable, Mapping

from hipcoach.coaching.precautions import Judgement, Standing, judge, told_sentence
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.text import translate
from hipcoach.progress.dose_steps import has_load

_CONTEXT = "Progression"


def easier_rungs(
    exercise: Exercise, exercises: Mapping[str, Exercise], profile: Profile, side: Side | None
) -> tuple[Exercise, ...]:
    """Return the easier rungs that this person may do with what is at hand.

    `side` is the one the exercise is prescribed for, None for both.
    """
    return _open(exercise.easier, exercises, profile, side)


def harder_rungs(
    exercise: Exercise, exercises: Mapping[str, Exercise], profile: Profile, side: Side | None
) -> tuple[Exercise, ...]:
    """Return the harder rungs that this person may do with what is at hand.

    A rung whose band or weight is missing is passed over for a sibling, else for what comes
    after it; one that a precaution rules out is not.
    """
    found = _open(exercise.harder, exercises, profile, side)
    waiting, seen = list(exercise.harder), set(exercise.harder)
    while not found and waiting:
        rung = exercises.get(waiting.pop(0))
        if rung is None or has_load(rung, profile.equipment):
            continue
        found = _open(rung.harder, exercises, profile, side)
        waiting += [each for each in rung.harder if each not in seen]
        seen.update(rung.harder)
    return found


def caution_on(exercise: Exercise, profile: Profile, precautions: Mapping[str, str]) -> str:
    """Say what to mind in an exercise that is a caution for this person, else nothing."""
    found = judge(exercise, profile)
    if found.standing is not Standing.CAUTION:
        return ""
    told = [told_sentence(each.flag, each.hip, precautions) for each in found.reasons]
    how = [each.text for each in found.reasons if each.text]
    text = translate(_CONTEXT, "With care: {caution}")
    return text.format(caution=" ".join(dict.fromkeys((*told, *how, exercise.caution))).strip())


def _open(
    ids: Iterable[str], exercises: Mapping[str, Exercise], profile: Profile, side: Side | None
) -> tuple[Exercise, ...]:
    known = (exercises.get(each) for each in ids)
    return tuple(
        exercise
        for exercise in known
        if exercise is not None
        and has_load(exercise, profile.equipment)
        and _is_open(judge(exercise, profile), side)
    )


def _is_open(found: Judgement, side: Side | None) -> bool:
    """Return whether a rung may be taken: a caution is no ban, but a side that is left out is."""
    if found.standing is Standing.AVOID:
        return False
    return found.only_side is None or found.only_side is side
