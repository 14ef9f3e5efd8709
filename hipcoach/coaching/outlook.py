"""What a person's answers lead to, looked at as a whole: gate, plan, and every exercise's class."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hipcoach.coaching.at_hand import with_what_is_there
from hipcoach.coaching.check_desk import reason_against
from hipcoach.coaching.intake import Proposal, as_planned, plan_pathway, propose
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import (
    Judgement,
    Reason,
    Standing,
    Suited,
    judge,
    reason_words,
    suited,
)
from hipcoach.coaching.safety_gate import CHILD_FLAG, may_start, standing
from hipcoach.domain.known import known
from hipcoach.domain.pathway import Pathway, pathway_flag
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.safety import RedFlag, RedFlagTier, worst_tier
from hipcoach.domain.selfcheck import Check
from hipcoach.domain.text import translate

_CONTEXT = "Outlook"
FINE, WITH_CARE, ONE_SIDE, LEFT_OUT = "fine", "with care", "one side", "left out"
CLASSES = (FINE, WITH_CARE, ONE_SIDE, LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedExercise:
    """An exercise with its class and the reasons; `side` is the one that is left of two."""

    id: str
    name: str
    group: str
    reasons: tuple[str, ...] = ()
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """A routine of the plan, its weekdays (0 = Monday), and the exercises that remain of it."""

    routine_id: str
    name: str
    weekdays: tuple[int, ...]
    times_per_day: int
    why: str
    exercises: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What first start would make of a set of answers; without `proposal` exercise isn't open.

    `checks` are those of the pathway that nothing speaks against now.
    """

    me: Profile
    is_open: bool
    advice: tuple[str, ...]
    signs: tuple[str, ...]
    pathway: Pathway
    proposal: Proposal | None
    plan: tuple[PlannedLine, ...]
    exercises: tuple[JudgedExercise, ...]
    checks: tuple[Check, ...]

    def group(self, name: str) -> tuple[JudgedExercise, ...]:
        """Return the exercises of a class."""
        return tuple(each for each in self.exercises if each.group == name)


def outlook(
    told: Profile,
    weekdays: frozenset[int] | None,
    first_day: date,
    content: ContentSource,
    length_ms: Callable[[Routine], int],
    *,
    stage_id: str = "",
    first_ms: Callable[[Routine], int] | None = None,
) -> Outlook:
    """Return all that these answers lead to, from `first_day` on; nothing is kept.

    `first_ms` is how long a routine takes the first time, as `length_ms` unless told.
    """
    me = as_planned(told, content)
    proposal = propose(
        me, weekdays, first_day, content, length_ms, stage_id=stage_id, first_ms=first_ms
    )
    signs = standing(content.red_flags, me)
    is_open = may_start(content.red_flags, me)
    advice = _advice(signs, is_open=is_open)
    closed_by = () if is_open else advice
    pathway = plan_pathway(me, content)
    return Outlook(
        me=me,
        is_open=is_open,
        advice=advice,
        signs=tuple(each.id for each in signs),
        pathway=pathway,
        proposal=proposal,
        plan=() if proposal is None else _plan(proposal, me, content),
        exercises=tuple(
            _judged(exercise_id, me, content, closed_by)
            for exercise_id in sorted(content.exercises)
        ),
        checks=tuple(each for each in pathway.checks if not reason_against(each, me, content)),
    )


def _advice(signs: tuple[RedFlag, ...], *, is_open: bool) -> tuple[str, ...]:
    tier = worst_tier([each.tier for each in signs])
    if tier is None:
        return ()
    if not tier.stops_sessions and any(each.id == CHILD_FLAG for each in signs):
        return (
            translate(
                _CONTEXT,
                "Under 16, a sore hip or knee or a limp should be checked by a doctor. No exercise "
                "here.",
            ),
        )
    if tier is RedFlagTier.EMERGENCY:
        return (translate(_CONTEXT, "Call for help now. No exercise until a doctor has seen it."),)
    if tier is RedFlagTier.SAME_DAY:
        return (translate(_CONTEXT, "Be seen today. No exercise until somebody has seen it."),)
    if not is_open:
        return (translate(_CONTEXT, "See a doctor first. No exercise until then."),)
    return (translate(_CONTEXT, "Book an appointment, and go gently until then."),)


def _plan(proposal: Proposal, me: Profile, content: ContentSource) -> tuple[PlannedLine, ...]:
    lines: list[PlannedLine] = []
    for each in proposal.slots:
        routine = known(content.routines, each.slot.routine_id)
        there = with_what_is_there(routine, content.exercises, me)
        fitted = Suited(None, ()) if there.routine is None else suited(there.routine, me)
        kept = () if fitted.routine is None else fitted.routine.items
        lines.append(
            PlannedLine(
                routine_id=routine.id,
                name=routine.name,
                weekdays=tuple(sorted(each.slot.weekdays)),
                times_per_day=each.slot.times_per_day,
                why=each.why,
                exercises=tuple(item.exercise.id for item in kept),
                left_out=(
                    *(each.exercise.id for each in there.without),
                    *(left.exercise.id for left in fitted.left_out),
                ),
            )
        )
    return tuple(lines)


def _judged(
    exercise_id: str, me: Profile, content: ContentSource, closed_by: tuple[str, ...]
) -> JudgedExercise:
    """Return the class of an exercise; what keeps all exercise away leaves each of them out."""
    exercise = known(content.exercises, exercise_id)
    if closed_by:
        return JudgedExercise(id=exercise_id, name=exercise.name, group=LEFT_OUT, reasons=closed_by)
    found = judge(exercise, me)
    return JudgedExercise(
        id=exercise_id,
        name=exercise.name,
        group=_group(found),
        reasons=tuple(_reason(each, exercise_id, content) for each in found.reasons),
        side="" if found.only_side is None else found.only_side.value,
    )


def _group(found: Judgement) -> str:
    if found.only_side is not None:
        return ONE_SIDE
    return {Standing.FINE: FINE, Standing.CAUTION: WITH_CARE, Standing.AVOID: LEFT_OUT}[
        found.standing
    ]


def _reason(reason: Reason, exercise_id: str, content: ContentSource) -> str:
    """Write a reason; a pathway says in its own words why it leaves an exercise out."""
    for pathway in content.pathways.values():
        if reason.flag == pathway_flag(pathway.id):
            return next(
                (group.why for group in pathway.leave_out if exercise_id in group.exercises),
                pathway.name,
            )
    return reason_words(reason, content.precautions)
