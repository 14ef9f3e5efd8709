"""A first plan proposed from what a person told, with a reason for each part of it.

Which routine is for whom stands in the pathways' files; the person chooses the pathway, and
nothing here concludes one. Two things go before the choice, since they are about safety: a hip
that was operated on and isn't cleared, and a pregnancy. A therapist's word comes before all.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from hipcoach.coaching.at_hand import AtHand, things_of, with_what_is_there
from hipcoach.coaching.first_week import FirstDay, first_week
from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.intake_notes import (
    OVER,
    PREGNANCY,
    flags_of,
    is_unsteady,
    minutes_note,
    safety_notes,
)
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import suited
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import estimate_ms, lengths_in, options_from
from hipcoach.coaching.programme import TENDON_WEEKS, USUAL_WEEKS, has_tendon_pain, lengthened
from hipcoach.coaching.safety_gate import may_start, standing
from hipcoach.domain.equipment import stand_in
from hipcoach.domain.exercise import Category, is_at_hand
from hipcoach.domain.known import known
from hipcoach.domain.pathway import Pathway, Stage, StageDays, StageRoutine
from hipcoach.domain.plan import Phase, Programme, Slot
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.text import translate
from hipcoach.domain.units import MINUTE_MS

_CONTEXT = "Intake"
NOT_SURE = "not_sure"
AFTER_OPERATION = "after_replacement"
PELVIS = "pelvic_girdle"
_MOST_STRENGTH_DAYS = 3
# While an appointment is still to be made only these are proposed: the gentlest of each kind.
_STEADY = "steady"
GENTLE = frozenset({"first_steps", "steady", "with_cane", "flare_day", "pelvis_steady"})
# Less than half of a routine left is another routine: a decision of this app.
_LEAST_LEFT = 0.5


@dataclass(frozen=True, slots=True)
class ProposedSlot:
    """A routine with its days, and why it is proposed."""

    slot: Slot
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan to be agreed to or changed; `notes` are what to mind before beginning.

    `needs` are the ids of equipment that its routines use and the person hasn't told of: each
    has a stand-in. `wants` are those without one, with the exercises that wait for them.
    """

    pathway: Pathway
    stage: Stage
    slots: tuple[ProposedSlot, ...]
    programme: Programme
    programme_why: str
    notes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    wants: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def plan_pathway(me: Profile, content: ContentSource) -> Pathway:
    """Return the pathway that a plan follows: the chosen one, unless safety asks for another."""
    if is_operated(me):
        return known(content.pathways, AFTER_OPERATION)
    if PREGNANCY in me.flags:
        return known(content.pathways, PELVIS)
    return content.pathways.get(me.pathway, known(content.pathways, NOT_SURE))


def on_pathway(me: Profile, pathway: Pathway, others: Mapping[str, Pathway]) -> Profile:
    """Return the profile with a pathway chosen, and the precautions that go with it.

    Those of the pathway before go, unless the person had told them beside it.
    """
    before = others.get(me.pathway)
    gone = {each.flag for each in others.values()}
    if before is not None:
        gone |= {flag for flag in before.flags if flag in me.pathway_flags}
    kept = tuple(flag for flag in me.flags if flag not in gone)
    added = tuple(flag for flag in (*pathway.flags, pathway.flag) if flag not in kept)
    return replace(
        me,
        pathway=pathway.id,
        flags=(*kept, *added),
        pathway_flags=tuple(flag for flag in pathway.flags if flag not in kept),
    )


def as_planned(me: Profile, content: ContentSource) -> Profile:
    """Return the profile with its pathway's precautions, and those of the one its plan follows.

    After an operation and in pregnancy that is another one than the chosen; nothing is added of
    it but what it leaves out, since nobody has named it.
    """
    chosen = content.pathways.get(me.pathway)
    if chosen is not None:
        me = on_pathway(me, chosen, content.pathways)
    followed = plan_pathway(me, content).flag
    return me if followed in me.flags else replace(me, flags=(*me.flags, followed))


def choose_pathway(me: Profile, pathway_id: str, content: ContentSource) -> Profile:
    """Return the profile with a pathway that the person names; KeyError for an unknown id.

    The precautions of the pathway before go with it, unless they were told beside it.
    """
    pathway = known(content.pathways, pathway_id)
    chosen = as_planned(replace(me, pathway=pathway.id), content)
    gone = {each.flag for each in content.pathways.values()} - {
        pathway.flag,
        plan_pathway(chosen, content).flag,
    }
    if me.pathway != pathway.id:
        gone |= {each for each in me.pathway_flags if each not in pathway.flags}
    return replace(
        chosen,
        flags=tuple(flag for flag in chosen.flags if flag not in gone),
        pathway_flags=tuple(
            flag for flag in pathway.flags if flag not in me.flags or flag in me.pathway_flags
        ),
    )


def propose(
    me: Profile,
    weekdays: frozenset[int] | None,
    first_day: date,
    content: ContentSource,
    length_ms: Callable[[Routine], int],
    *,
    stage_id: str = "",
    first_ms: Callable[[Routine], int] | None = None,
) -> Proposal | None:
    """Return a plan on some of these weekdays (0 = Monday) for a stage, the first unless told.

    Without weekdays they are the usual ones, beginning with the first day. There is none while a
    sign stands that keeps sessions away, under 16, or where nothing of any routine suits.
    `length_ms` tells how long a routine takes, `first_ms` how long the first time, when its
    exercises are led through.
    """
    if not may_start(content.red_flags, me):
        return None
    gently = bool(standing(content.red_flags, me)) and not is_operated(me)
    pathway = plan_pathway(me, content)
    # The first weeks after an operation end with a clinician's word, not with a choice here.
    stage = pathway.stages[0] if is_operated(me) else pathway.stage(stage_id)
    offers = _Offers(me, content, length_ms)
    at = pathway.stages.index(stage)
    main = offers.main(stage, gently=gently, before=pathway.stages[:at])
    if main is None:
        return None
    if weekdays is None:
        weekdays = usual_weekdays(main.days, first_day)
    days = _spaced(weekdays) if main.days is StageDays.SPACED else weekdays
    slots = [offers.slot(main, days)]
    rest = weekdays - days
    between = offers.between(stage) if rest and not gently else None
    if between is not None and between.routine_id != main.routine_id:
        slots.append(offers.slot(between, rest))
    if is_unsteady(me) and not is_operated(me) and not gently:
        slots = offers.with_balance(slots, weekdays, rest)
    routine = offers.left_of(main.routine_id)
    programme = _programme(me, pathway, stage, first_day)
    return Proposal(
        pathway=pathway,
        stage=stage,
        slots=tuple(slots),
        programme=_towards(programme, me.goals),
        programme_why=_programme_why(me, programme),
        notes=(
            *safety_notes(me, first_day, asks_for_appointment=gently),
            *offers.held_back_note(stage, main),
            *minutes_note(me, length_ms(routine), (first_ms or length_ms)(routine)),
        ),
        needs=offers.needs([each.slot.routine_id for each in slots]),
        wants=offers.wants([each.slot.routine_id for each in slots]),
    )


class _Offers:
    """What a stage offers to one person."""

    def __init__(
        self, me: Profile, content: ContentSource, length_ms: Callable[[Routine], int]
    ) -> None:
        self._me = me
        self._content = content
        self._length_ms = length_ms
        self._flags = flags_of(me)

    def main(
        self, stage: Stage, *, gently: bool, before: Sequence[Stage] = ()
    ) -> StageRoutine | None:
        """Return the first routine that is right and short enough, else the shortest.

        Where too little of a stage is left for this person, what the stage `before` does stays.
        """
        asked = [each for each in stage.routines if each.days is not StageDays.OTHERS]
        if gently:
            asked = [
                each
                for each in (*asked, *known(self._content.pathways, NOT_SURE).stages[0].routines)
                if each.routine_id in GENTLE and each.days is not StageDays.OTHERS
            ]
        wanted = [each for each in asked if self._is_right(each)]
        for earlier in reversed(before):
            wanted = wanted or [
                each
                for each in earlier.routines
                if each.days is not StageDays.OTHERS and self._is_right(each)
            ]
        if not wanted:
            wanted = [each for each in asked if self._left(each) > 0]
        if not wanted:
            return None
        minutes = self._me.minutes
        if minutes is None:
            return wanted[0]
        most_ms = minutes * MINUTE_MS * OVER
        short_enough = (each for each in wanted if self._length(each) <= most_ms)
        return next(short_enough, min(wanted, key=self._length))

    def between(self, stage: Stage) -> StageRoutine | None:
        """Return the first routine for the other days that is right."""
        others = (each for each in stage.routines if each.days is StageDays.OTHERS)
        return next((each for each in others if self._is_right(each)), None)

    def held_back_note(self, stage: Stage, main: StageRoutine) -> tuple[str, ...]:
        """Say that the stage before goes on, where most of this one is left out."""
        routine_ids = {each.routine_id for each in stage.routines}
        if main.routine_id in routine_ids or main.routine_id in GENTLE:
            return ()
        told = translate(
            _CONTEXT,
            "Most of “{stage}” doesn’t go with what you told us, so the routine of the stage "
            "before stays. Please ask your therapist how to go on.",
        )
        return (told.format(stage=stage.name),)

    def with_balance(
        self, slots: list[ProposedSlot], weekdays: frozenset[int], rest: frozenset[int]
    ) -> list[ProposedSlot]:
        """Return the slots with supported balance work for somebody unsteady.

        It takes the place of what was proposed for the other days; where the main routine is
        due each day, it comes on up to three of them besides.
        """
        planned = (self._suited(each.slot.routine_id) for each in slots)
        items = [item for routine in planned if routine is not None for item in routine.items]
        if any(item.exercise.category is Category.BALANCE for item in items):
            return slots
        why = translate(_CONTEXT, "Because you feel unsteady: balance with a worktop in reach.")
        steady = StageRoutine(routine_id=_STEADY, days=StageDays.OTHERS, why=why)
        if self._left(steady) < _LEAST_LEFT:
            return slots
        if rest:
            return [*slots[:1], self.slot(steady, rest)]
        return [*slots, self.slot(steady, _spaced(weekdays))]

    def slot(self, routine: StageRoutine, days: frozenset[int]) -> ProposedSlot:
        """Return a routine on these days, with its reason."""
        slot = Slot(
            routine_id=routine.routine_id, weekdays=days, times_per_day=routine.times_per_day
        )
        return ProposedSlot(slot, routine.why)

    def needs(self, routine_ids: list[str]) -> tuple[str, ...]:
        """Return the ids of equipment that these use and the person hasn't told of."""
        needed: dict[str, None] = {}
        for routine_id in routine_ids:
            left = self._suited(routine_id)
            needed.update(dict.fromkeys(left.equipment if left is not None else ()))
        return tuple(
            each
            for each in needed
            if not is_at_hand(each, self._me.equipment)
            and (stand_in(each, self._me.equipment) or each in things_of(self._me))
        )

    def wants(self, routine_ids: list[str]) -> dict[str, tuple[str, ...]]:
        """Return what is not there and has no stand-in, with the exercises that wait for it."""
        found: dict[str, tuple[str, ...]] = {}
        for routine_id in routine_ids:
            for each in self._at_hand(routine_id).without:
                for thing in each.things:
                    waiting = (*found.get(thing, ()), each.exercise.id)
                    found[thing] = tuple(dict.fromkeys(waiting))
        return found

    def _at_hand(self, routine_id: str) -> AtHand:
        routine = known(self._content.routines, routine_id)
        return with_what_is_there(routine, self._content.exercises, self._me)

    def _suited(self, routine_id: str) -> Routine | None:
        there = self._at_hand(routine_id).routine
        return None if there is None else suited(there, self._me).routine

    def _is_right(self, routine: StageRoutine) -> bool:
        return routine.fits(self._me, self._flags) and self._left(routine) >= _LEAST_LEFT

    def _left(self, routine: StageRoutine) -> float:
        whole = known(self._content.routines, routine.routine_id)
        left = self._suited(whole.id)
        return 0 if left is None else len(left.items) / len(whole.items)

    def _length(self, routine: StageRoutine) -> int:
        return self._length_ms(self.left_of(routine.routine_id))

    def left_of(self, routine_id: str) -> Routine:
        """Return what is left of a routine for this person; all of it where that is nothing."""
        return self._suited(routine_id) or known(self._content.routines, routine_id)


def usual_weekdays(days: StageDays, first_day: date) -> frozenset[int]:
    """Return the weekdays (0 = Monday) for whoever chose none: every day, or each second of three.

    They begin with the first day, so that nobody's plan begins with a day of rest.
    """
    if days is StageDays.EVERY:
        return frozenset(range(7))
    return frozenset((first_day.weekday() + ahead) % 7 for ahead in (0, 2, 4))


def _spaced(weekdays: frozenset[int]) -> frozenset[int]:
    """Return up to three of the weekdays with a day between them, the week going round."""
    best: tuple[int, ...] = ()
    days = sorted(weekdays)
    for start in range(len(days)):
        found: list[int] = []
        for day in (*days[start:], *days[:start]):
            if all((day - other) % 7 not in (0, 1, 6) for other in found):
                found.append(day)
        if len(found) > len(best):
            best = tuple(found)
    return frozenset(best[:_MOST_STRENGTH_DAYS])


def _programme(me: Profile, pathway: Pathway, stage: Stage, first_day: date) -> Programme:
    """Return the weeks from a stage on, up to the last one, which has no end of its own."""
    at = pathway.stages.index(stage)
    ahead = pathway.stages[at:-1] or pathway.stages[at:]
    if stage.criterion is not None and stage.criterion.clinician:
        ahead = (stage,)
    found = Programme(
        first_day=first_day,
        phases=tuple(Phase(weeks=each.weeks.low, goal=each.goal) for each in ahead),
    )
    if has_tendon_pain(me) and found.weeks < TENDON_WEEKS and stage is pathway.stages[0]:
        return lengthened(found, TENDON_WEEKS)
    return found


def _towards(programme: Programme, goals: tuple[str, ...]) -> Programme:
    """Let the last phase be for what a person wants to do again."""
    if not goals:
        return programme
    last = programme.phases[-1]
    goal = translate(_CONTEXT, "Towards: {goal}").format(goal=goals[0])
    phases = (*programme.phases[:-1], Phase(weeks=last.weeks, goal=goal))
    return Programme(first_day=programme.first_day, phases=phases)


def _programme_why(me: Profile, programme: Programme) -> str:
    if is_operated(me):
        return translate(
            _CONTEXT,
            "These weeks end when your surgeon or therapist clears you, not by the calendar.",
        )
    if has_tendon_pain(me):
        return translate(
            _CONTEXT, "A sore tendon takes eight to twelve weeks. After eight you look back."
        )
    if programme.weeks == USUAL_WEEKS:
        return translate(
            _CONTEXT, "Six weeks are long enough to see whether it helps. Then you look back."
        )
    told = translate(
        _CONTEXT, "{weeks} weeks are long enough to see whether it helps. Then you look back."
    )
    return told.format(weeks=programme.weeks)


class Intake:
    """Proposes a plan from the answers there are by now."""

    def __init__(
        self,
        planner: Planner,
        content: ContentSource,
        preferences: Preferences,
        done: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        """Work with these; `done` tells which exercises need no explaining any more."""
        self._done = done
        self._planner = planner
        self._content = content
        self._preferences = preferences

    def propose(
        self, weekdays: frozenset[int] | None = None, stage_id: str = ""
    ) -> Proposal | None:
        """Return a plan from today on, or None where there can be none."""
        settings = self._preferences.current
        options = options_from(settings)
        return propose(
            settings.me,
            weekdays,
            self._planner.today().day,
            self._content,
            lambda routine: estimate_ms(routine, options),
            stage_id=stage_id,
            first_ms=lengths_in(settings, self._content, self._done()),
        )

    def week(self, slots: Sequence[Slot]) -> tuple[FirstDay, ...]:
        """Return the seven days from today on as a plan of these slots would fill them."""
        settings = self._preferences.current
        options = options_from(settings)
        return first_week(
            slots,
            self._planner.today().day,
            self._content,
            settings.me,
            lambda routine: estimate_ms(routine, options),
        )
