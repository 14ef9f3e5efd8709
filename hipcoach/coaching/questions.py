"""Asks what is still to be asked, and keeps the answers in the profile.

What is skipped at the first start comes back once, after the sessions its question names (two,
for those of the first start: a decision of this app); what is skipped again is left alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.intake import choose_pathway
from hipcoach.coaching.ports import ContentSource, SessionStore
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.profile import Demand, Profile, WeightBearing
from hipcoach.domain.questions import AnswerKind, IntakeQuestion
from hipcoach.domain.session import SessionStatus

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


class QuestionDesk:
    """Knows which question it is time for, and keeps its answer."""

    def __init__(
        self,
        content: ContentSource,
        preferences: Preferences,
        sessions: SessionStore,
    ) -> None:
        """Ask what this content asks."""
        self._content = content
        self._preferences = preferences
        self._sessions = sessions

    def now(self) -> IntakeQuestion | None:
        """Return the question that it is time for by the sessions done, or None."""
        done = sum(
            each.status in (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
            for each in self._sessions.outlines(date.min, date.max)
        )
        return asked_now(self._content.questions, self._preferences.current.me, done)

    def answer(self, question: IntakeQuestion, value: bool | int | str | date) -> None:
        """Keep an answer of the question's kind; raises RangeError for one out of bounds.

        A yes or no is a bool, an injection the day it was given.
        """
        me = self._preferences.current.me
        if question.kind is AnswerKind.YES_NO:
            me = answer_yes_no(me, question, yes=bool(value))
        elif question.kind is AnswerKind.NUMBER:
            me = answer_number(me, question, int(str(value)))
        elif question.kind is AnswerKind.CHOICE:
            me = answer_choice(me, question, str(value))
        elif question.kind is AnswerKind.PATHWAY:
            me = answered(choose_pathway(me, str(value), self._content), question)
        elif question.kind is AnswerKind.GOALS:
            me = answered(replace(me, goals=(*me.goals, str(value))), question)
        elif isinstance(value, date):
            me = answer_injection(me, question, "", value)
        else:
            me = answer_injection(me, question, "", None)
        self._keep(me)

    def skip(self, question: IntakeQuestion) -> None:
        """Leave a question alone for good."""
        self._keep(skip(self._preferences.current.me, question))

    def _keep(self, me: Profile) -> None:
        self._preferences.change(replace(self._preferences.current, me=me))
