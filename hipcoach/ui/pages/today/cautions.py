"""Which exercises of a routine don't go with what a person told."""

from collections.abc import Mapping

from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.text import translate

_OPERATED = "thr_early"
_FLOOR_IS_HARD = "floor_transfer_hard"


def caution_lines(routine: Routine, me: Profile, precautions: Mapping[str, str]) -> list[str]:
    """Write a line for each told precaution that exercises of the routine name."""
    lines: list[str] = []
    if _OPERATED in me.flags:
        lines.append(
            translate(
                "Cautions",
                "After an operation, ask your surgeon or physiotherapist before you start.",
            )
        )
    if _FLOOR_IS_HARD in me.flags:
        lying = [item.exercise.name for item in routine.items if item.exercise.on_floor_or_bed]
        if lying:
            text = translate("Cautions", "Do these on the bed, not on the floor: {exercises}.")
            lines.append(text.format(exercises=", ".join(dict.fromkeys(lying))))
    for flag in me.flags:
        named = precautions.get(flag, flag)
        avoided = _names(routine, flag, avoided=True)
        eased = _names(routine, flag, avoided=False)
        if avoided:
            text = translate(
                "Cautions", "Ask before you do {exercises}. You told us: {precaution}."
            )
            lines.append(text.format(exercises=", ".join(avoided), precaution=named))
        if eased:
            text = translate("Cautions", "Go easy on {exercises}. You told us: {precaution}.")
            lines.append(text.format(exercises=", ".join(eased), precaution=named))
    return lines


def _names(routine: Routine, flag: str, *, avoided: bool) -> list[str]:
    names: dict[str, None] = {}
    for item in routine.items:
        flags = item.exercise.avoid_flags if avoided else item.exercise.caution_flags
        if flag in flags:
            names[item.exercise.name] = None
    return list(names)
