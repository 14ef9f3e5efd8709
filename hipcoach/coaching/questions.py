"""Asks what is still to be asked, and keeps the answers in the profile.

What can wait is asked once, after the sessions its question names; what is skipped then comes
back no more. A question about safety is never skipped: whoever does not know gets the careful
answer, and is told so. One that an earlier version let be skipped is asked before the next
session (`open_questions`). These are decisions of this app.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.intake import choose_pathway
from hipcoach.coaching.ports import ContentSource, SessionStore
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.profile import Demand, InHand, Profile, WeightBearing
from hipcoach.domain.questions import YES, AnswerKind, IntakeQuestion
from hipcoach.domain.session import SessionStatus

# A question of the first start that was never asked comes after so many sessions.
ASKED_AGAIN_AFTER = 2
NOT_TOLD = "not told"


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
        if not is_asked_of(question, me) or is_settled(question, me):
            continue
        if question.id in me.questions_asked_again:
            continue
        after = question.after_sessions or ASKED_AGAIN_AFTER
        if question.id in me.questions_skipped:
            after = max(after, ASKED_AGAIN_AFTER)
        if sessions_done >= after:
            return question
    return None


def open_questions(questions: Iterable[IntakeQuestion], me: Profile) -> tuple[IntakeQuestion, ...]:
    """Return the questions about safety that were passed over: they come before any session."""
    passed = {*me.questions_skipped, *me.questions_asked_again}
    return tuple(
        each
        for each in questions
        if each.is_about_safety
        and each.id in passed
        and is_asked_of(each, me)
        and not is_settled(each, me)
    )


def is_settled(question: IntakeQuestion, me: Profile) -> bool:
    """Return whether there is an answer, be it the careful one of somebody who isn't sure."""
    settled = {*me.questions_answered, *me.questions_unsure}
    return question.id in settled or is_told(question, me)


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
    if question.id == "in_hand":
        return me.in_hand is not InHand.KEYBOARD
    return getattr(me, question.id, None) is not None


def skip(me: Profile, question: IntakeQuestion) -> Profile:
    """Return the profile with a question left alone for good.

    One about safety is not: its careful answer holds, as for whoever isn't sure.
    """
    if question.is_about_safety:
        return unsure(me, question)
    return replace(me, questions_asked_again=_with(me.questions_asked_again, question.id))


def unsure(me: Profile, question: IntakeQuestion, today: date | None = None) -> Profile:
    """Return the profile with the careful answer, noted as that of somebody who isn't sure.

    `today` stands for the day of an injection whose day isn't known.
    """
    careful = me
    if question.kind is AnswerKind.YES_NO:
        careful = answer_yes_no(me, question, yes=question.when_unsure == YES)
    elif question.kind is AnswerKind.TEXT_AND_DAY:
        careful = replace(me, injection_on=today)
    return replace(
        careful,
        questions_answered=tuple(
            each for each in careful.questions_answered if each != question.id
        ),
        questions_unsure=_with(me.questions_unsure, question.id),
    )


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
    if question.id == "in_hand":
        return _answered(replace(me, in_hand=InHand(choice)), question)
    if question.id == "minutes":
        minutes = int(choice) if choice.isdigit() else None
        return _answered(replace(me, minutes=minutes), question)
    if choice == NOT_TOLD:
        return unsure(replace(me, weight_bearing=None), question)
    return _answered(replace(me, weight_bearing=WeightBearing(choice)), question)


def answer_injection(me: Profile, question: IntakeQuestion, what: str, on: date | None) -> Profile:
    """Return the profile with what was injected and when; nothing and None mean none was."""
    return _answered(replace(me, injection=what.strip(), injection_on=on), question)


def answered(me: Profile, question: IntakeQuestion) -> Profile:
    """Return the profile with a question answered whose answer is kept elsewhere."""
    return _answered(me, question)


def _answered(me: Profile, question: IntakeQuestion) -> Profile:
    return replace(
        me,
        questions_answered=_with(me.questions_answered, question.id),
        questions_unsure=tuple(each for each in me.questions_unsure if each != question.id),
    )


def _with(ids: tuple[str, ...], added: str) -> tuple[str, ...]:
    return ids if added in ids else (*ids, added)


class QuestionDesk:
    """Knows which question it is time for, and keeps its answer."""

    def __init__(
        self,
        content: ContentSource,
        preferences: Preferences,
        sessions: SessionStore,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Ask what this content asks; `today` tells the day for an injection of unknown date."""
        self._content = content
        self._preferences = preferences
        self._sessions = sessions
        self._today = today

    def before_session(self) -> IntakeQuestion | None:
        """Return the next question about safety that has to be answered before any session."""
        return next(
            iter(open_questions(self._content.questions, self._preferences.current.me)), None
        )

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
        """Leave a question alone for good; one about safety gets its careful answer."""
        if question.is_about_safety:
            self.unsure(question)
        else:
            self._keep(skip(self._preferences.current.me, question))

    def unsure(self, question: IntakeQuestion) -> None:
        """Let the careful answer of a question about safety hold until the person knows."""
        self._keep(unsure(self._preferences.current.me, question, self._today()))

    def _keep(self, me: Profile) -> None:
        self._preferences.change(replace(self._preferences.current, me=me))
