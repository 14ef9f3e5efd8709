"""What a person ticks at the first start that exercises have to mind: each line a yes, or a no.

A line that is left empty is a no once the person has gone on, and not before; the screen says so.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.questions import (
    NOT_TOLD,
    answer_choice,
    answer_injection,
    answer_yes_no,
    is_settled,
)
from hipcoach.domain.profile import Profile
from hipcoach.domain.questions import AnswerKind, IntakeQuestion

CANE = "cane"
# Precautions that are ticked as they stand.
CARE_FLAGS = (
    "gtps",
    "flexion_sensitive_back",
    "extension_sensitive_back",
    "balance_impaired",
    "floor_transfer_hard",
    "thr_early",
)
INJECTION, WEIGHT = "injection", "weight_bearing"
# What is asked, the likelier first (the order is this app's own judgement); a line is a
# precaution, a question, or the stick that somebody walks with.
CARE_LINES = (
    "gtps",
    "flexion_sensitive_back",
    "extension_sensitive_back",
    "nerve_signs",
    "floor_transfer_hard",
    "balance_impaired",
    CANE,
    "bone_health",
    INJECTION,
    "thr_early",
    "pregnancy",
)


def ticked_care(me: Profile, questions: Iterable[IntakeQuestion]) -> tuple[str, ...]:
    """Return the lines that a profile says yes to."""
    found = {flag for flag in CARE_FLAGS if flag in me.flags}
    found |= {each.id for each in questions if each.flag and each.flag in me.flags}
    if me.injection or me.injection_on:
        found.add(INJECTION)
    if CANE in me.equipment:
        found.add(CANE)
    return tuple(each for each in CARE_LINES if each in found)


def with_care(
    me: Profile,
    ticked: Collection[str],
    questions: Iterable[IntakeQuestion],
    *,
    injected_on: date,
    is_done: bool,
) -> Profile:
    """Return the profile with these lines ticked; once it `is_done`, the others are a no.

    `injected_on` is the day of an injection, today where it isn't known: that is the careful one.
    """
    flags = tuple(flag for flag in me.flags if flag not in CARE_FLAGS)
    flags += tuple(flag for flag in CARE_FLAGS if flag in ticked)
    things = tuple(each for each in me.equipment if each != CANE)
    if CANE in ticked:
        things += (CANE,)
    me = replace(me, flags=flags, equipment=things)
    for question in questions:
        if question.id in CARE_LINES:
            me = _with_line(
                me, question, injected_on, is_yes=question.id in ticked, is_done=is_done
            )
        elif question.id == WEIGHT and is_done and is_operated(me) and not is_settled(question, me):
            # Who tells nothing was told nothing: no weight is the careful answer.
            me = answer_choice(me, question, NOT_TOLD)
    return me


def _with_line(
    me: Profile, question: IntakeQuestion, injected_on: date, *, is_yes: bool, is_done: bool
) -> Profile:
    if question.kind is AnswerKind.YES_NO:
        told = answer_yes_no(me, question, yes=is_yes)
    elif is_yes:
        told = answer_injection(me, question, me.injection, injected_on)
    else:
        told = answer_injection(me, question, "", None)
    if is_yes or is_done:
        return told
    open_still = tuple(each for each in told.questions_answered if each != question.id)
    return replace(told, questions_answered=open_still)
