"""What is left out of a routine or taken easy, because of what a person told."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.precautions import (
    FLOOR_IS_HARD,
    LeftOut,
    Suited,
    clearable,
    told_sentence,
)
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile, WeightBearing
from hipcoach.domain.text import translate
from hipcoach.ui.dialogs.notice_dialog import NoticeDialog
from hipcoach.ui.theme import Theme

_CONTEXT = "Cautions"


def caution_lines(fitted: Suited, me: Profile, precautions: Mapping[str, str]) -> list[str]:
    """Write a line for each told precaution that takes out or eases exercises of the routine."""
    lines: list[str] = []
    items = fitted.routine.items if fitted.routine is not None else ()
    if is_operated(me):
        lines.append(
            translate(
                _CONTEXT,
                "After an operation, ask your surgeon or physiotherapist before you start.",
            )
        )
        if me.weight_allowed is WeightBearing.PARTIAL:
            lines.append(
                translate(
                    _CONTEXT,
                    "Put no more weight on the leg than you were allowed; use your walking aid.",
                )
            )
    if FLOOR_IS_HARD in me.flags:
        lying = [item.exercise.name for item in items if item.exercise.on_floor_or_bed]
        if lying:
            text = translate(_CONTEXT, "Do these on the bed, not on the floor: {exercises}.")
            lines.append(text.format(exercises=_listed(lying)))
    for flag in me.flags:
        avoided = [left for left in fitted.left_out if left.flag == flag]
        eased = {
            item.exercise.name: reason.hip
            for item in items
            if item.uid in fitted.judged
            for reason in fitted.judged[item.uid].reasons
            # The bed has a line of its own.
            if reason.flag == flag != FLOOR_IS_HARD
        }
        if avoided:
            text = translate(
                _CONTEXT,
                "Left out until your therapist says yes: {exercises}. {told}",
            )
            hips = {
                reason.hip for left in avoided for reason in left.reasons if reason.flag == flag
            }
            told = told_sentence(flag, _common(hips), precautions)
            names = _listed(left_out_name(left) for left in avoided)
            lines.append(text.format(exercises=names, told=told))
        if eased:
            text = translate(_CONTEXT, "Go easy on {exercises}. {told}")
            told = told_sentence(flag, _common(eased.values()), precautions)
            how = dict.fromkeys(
                reason.text
                for found in fitted.judged.values()
                for reason in found.reasons
                if reason.flag == flag and reason.hip is None and reason.text
            )
            line = text.format(exercises=_listed(eased), told=told)
            lines.append(" ".join((line, *how)))
    cleared = [item.exercise.name for item in items if _note(fitted, item.uid)]
    if cleared:
        text = translate(_CONTEXT, "Cleared by your therapist: {exercises}.")
        lines.append(text.format(exercises=_listed(cleared)))
    return lines


def left_out_name(left: LeftOut) -> str:
    """Name a left-out exercise, with its side when the other one stays."""
    if left.side is None:
        return left.exercise.name
    if left.side is Side.LEFT:
        return translate(_CONTEXT, "{exercise} (left side)").format(exercise=left.exercise.name)
    return translate(_CONTEXT, "{exercise} (right side)").format(exercise=left.exercise.name)


def clearable_exercises(fitted: Suited) -> list[tuple[str, str]]:
    """Return what a therapist may clear of that which is left out, as (id, name)."""
    found = {
        left.exercise.id: left.exercise.name for left in fitted.left_out if clearable(left.reasons)
    }
    return list(found.items())


def asks_cleared(parent: QWidget, theme: Theme, exercise: str) -> bool:
    """Ask whether a therapist cleared an exercise that was left out; return whether one did."""
    agreed = NoticeDialog.ask(
        parent,
        theme,
        translate(_CONTEXT, "Did your therapist clear it?"),
        translate(
            _CONTEXT,
            "{exercise} was left out because of what you told us. Let it in only when your "
            "therapist or surgeon knows of that and said yes. You can take it back in "
            "Settings.",
        ).format(exercise=exercise),
        accept_text=translate(_CONTEXT, "Yes, let it in"),
        cancel_text=translate(_CONTEXT, "Not yet"),
    )
    return bool(agreed)


def _note(fitted: Suited, uid: str) -> str:
    return fitted.judged[uid].note if uid in fitted.judged else ""


def _common(hips: Iterable[Side | None]) -> Side | None:
    found = set(hips)
    return found.pop() if len(found) == 1 else None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
