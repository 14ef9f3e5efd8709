"""Asks what is still to be asked, and keeps the answers in the profile.

What is skipped at the first start comes back once, after the sessions its question names (two,
for those of the first start: a decision of this app); what is skipped again is left alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.profile import Demand, Profile, WeightBearing
from hipcoach.domain.questions import AnswerKind, IntakeQuestion

# A question of the first start that was skipped comes back after so many sessions.
ASKED_AGAIN_AFTER = 2


def is_asked_of(question: IntakeQuestion, me: Profile) -> bool:
    """Return whether a question concerns a person at all."""
    if question.needs_operation and not is_operated(me):
        return False
    return not question.needs_flag or question.needs_flag in me.flags


def at_first_start(questions: Iterable[IntakeQuestion], me: Profile) -> tuple[IntakeQuestion, ...]:
    """Return what is asked before the first session: what decides about safety today."""
    return tuple(each for each in questions if each.at_first_start and is_asked_of(each, me))


def asked_now(
    questions: Iterable[IntakeQuestion], me: Profile, sessions_done: int
) -> IntakeQuestion | None:
    """Return the one question that it is time for after so many sessions, or None.

    One that was never asked comes at its own moment; a skipped one comes back once.
    """
    for question in questions:
        if not is_asked_of(question, me) or question.id in me.questions_answered:
            continue
        if question.id in me.questions_asked_again or is_told(question, me):
            continue
        after = question.after_sessions or ASKED_AGAIN_AFTER
        if question.id in me.questions_skipped:
            after = max(after, ASKED_AGAIN_AFTER)
        if sessions_done >= after:
            return question
    return None


def is_told(question: IntakeQuestion, me: Profile) -> bool:
    """Return whether the answer is known already, wherever it was told."""
    if question.kind is AnswerKind.YES_NO:
        return question.flag in me.flags
    if question.kind is AnswerKind.GOALS:
        return bool(me.goals)
    if question.kind is AnswerKind.PATHWAY:
        return bool(me.pathway)
    if question.kind is AnswerKind.TEXT_AND_DAY:
        return bool(me.injection or me.injection_on)
    return getattr(me, question.id, None) is not None


def skip_at_first_start(me: Profile, question: IntakeQuestion) -> Profile:
    """Return the profile with a question noted as skipped; it comes back once, later."""
    if question.id in me.questions_answered:
        return me
    return replace(me, questions_skipped=_with(me.questions_skipped, question.id))


def skip(me: Profile, question: IntakeQuestion) -> Profile:
    """Return the profile with a question skipped when it was asked later: it is left alone."""
    return replace(me, questions_asked_again=_with(me.questions_asked_again, question.id))


def answer_yes_no(me: Profile, question: IntakeQuestion, *, yes: bool) -> Profile:
    """Return the profile with a yes or a no."""
    others = tuple(flag for flag in me.flags if flag != question.flag)
    flags = (*others, question.flag) if yes else others
    return _answered(replace(me, flags=flags), question)


def answer_number(me: Profile, question: IntakeQuestion, value: int) -> Profile:
    """Return the profile with a number; raises RangeError outside of the question's bounds."""
    check_range(question.id, value, question.low, question.high)
    if question.id == "pregnancy_week":
        return _answered(replace(me, pregnancy_week=value), question)
    return _answered(replace(me, fear_of_moving=value), question)


def answer_choice(me: Profile, question: IntakeQuestion, choice: str) -> Profile:
    """Return the profile with one of the choices; raises RangeError for another one."""
    if choice not in question.choices:
        raise RangeError(question.id, choice, f"is none of {', '.join(question.choices)}")
    if question.id == "demand":
        return _answered(replace(me, demand=Demand(choice)), question)
    return _answered(_weight_bearing(me, choice), question)


def answer_injection(me: Profile, question: IntakeQuestion, what: str, on: date | None) -> Profile:
    """Return the profile with what was injected and when; nothing and None mean none was."""
    return _answered(replace(me, injection=what.strip(), injection_on=on), question)


def answered(me: Profile, question: IntakeQuestion) -> Profile:
    """Return the profile with a question answered whose answer is kept elsewhere."""
    return _answered(me, question)


def _weight_bearing(me: Profile, choice: str) -> Profile:
    # Whoever wasn't told stays untold.
    return me if choice == "not told" else replace(me, weight_bearing=WeightBearing(choice))


def _answered(me: Profile, question: IntakeQuestion) -> Profile:
    return replace(me, questions_answered=_with(me.questions_answered, question.id))


def _with(ids: tuple[str, ...], added: str) -> tuple[str, ...]:
    return ids if added in ids else (*ids, added)
