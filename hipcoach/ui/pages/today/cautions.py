"""What is left out of a routine or taken easy, because of what a person told."""

from collections.abc import Mapping

from hipcoach.coaching.precautions import Suited
from hipcoach.domain.profile import Profile
from hipcoach.domain.text import translate

_OPERATED = "thr_early"
_FLOOR_IS_HARD = "floor_transfer_hard"


def caution_lines(fitted: Suited, me: Profile, precautions: Mapping[str, str]) -> list[str]:
    """Write a line for each told precaution that takes out or eases exercises of the routine."""
    lines: list[str] = []
    items = fitted.routine.items if fitted.routine is not None else ()
    if _OPERATED in me.flags:
        lines.append(
            translate(
                "Cautions",
                "After an operation, ask your surgeon or physiotherapist before you start.",
            )
        )
    if _FLOOR_IS_HARD in me.flags:
        lying = [item.exercise.name for item in items if item.exercise.on_floor_or_bed]
        if lying:
            text = translate("Cautions", "Do these on the bed, not on the floor: {exercises}.")
            lines.append(text.format(exercises=", ".join(dict.fromkeys(lying))))
    for flag in me.flags:
        named = precautions.get(flag, flag)
        avoided = [left.exercise.name for left in fitted.left_out if left.flag == flag]
        eased = [item.exercise.name for item in items if flag in item.exercise.caution_flags]
        if avoided:
            text = translate(
                "Cautions",
                "Left out until your therapist says yes: {exercises}. You told us: {precaution}.",
            )
            lines.append(text.format(exercises=", ".join(avoided), precaution=named))
        if eased:
            text = translate("Cautions", "Go easy on {exercises}. You told us: {precaution}.")
            exercises = ", ".join(dict.fromkeys(eased))
            lines.append(text.format(exercises=exercises, precaution=named))
    return lines
