"""Suggestions for the next dose, each with its reason; nothing is changed but by an answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.ports import ContentSource, ProgressionStore
from hipcoach.coaching.progression_facts import Lately, facts_of
from hipcoach.coaching.rungs import caution_on, easier_rungs, harder_rungs
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.kept_routine import kept_item, restored_item
from hipcoach.domain.profile import Profile
from hipcoach.domain.progression import Answer, Decision, DoseAnswer
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.session import Session
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.progress.decision import ONE_CHANGE_DAYS, Reason, Rule, Verdict, decide
from hipcoach.progress.dose_steps import Step, after_gap, is_load, step_down, step_up

_CONTEXT = "Progression"
GAP_FROM_DAYS, SCREEN_AGAIN_FROM_DAYS = 7, 28
_OWN = "a decision of this app"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """What would become of one item; `after` is None where it would be left out.

    `base` is the item as the routine has it, `before` as it is done by now.
    """

    base: RoutineItem
    before: RoutineItem
    after: RoutineItem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A change for one reason, of one exercise or of several; never made by itself.

    Without `changes` there is nothing to accept: the advice is all. After a long gap the
    safety questions come first. `caution` is what to mind in an exercise that is new here.
    """

    routine_id: str
    decision: Decision
    reason: Reason
    items: tuple[RoutineItem, ...]
    changes: tuple[ItemChange, ...]
    asks_safety_questions: bool = False
    caution: str = ""

    @property
    def may_be_silenced(self) -> bool:
        """Tell whether a person may never want to hear this again; safety stays."""
        return self.decision is Decision.UP


class AdjustedDoses:
    """Routines with the changes that a person accepted."""

    def __init__(self, store: ProgressionStore, exercises: Mapping[str, Exercise]) -> None:
        """Read the answers of this store; exercises by id."""
        self._store = store
        self._exercises = exercises

    def adjusted(self, routine: Routine) -> Routine:
        """Return a routine as it is done by now.

        A change holds while the routine still has the item as it was when the change was
        accepted. The last exercise of a routine stays.
        """
        return self.all_adjusted({routine.id: routine})[routine.id]

    def all_adjusted(self, routines: Mapping[str, Routine]) -> dict[str, Routine]:
        """Return routines as they are done by now, under the same ids; reads the answers once."""
        answers = [each for each in self._store.answers() if each.holds]
        return {each: self._with(routine, answers) for each, routine in routines.items()}

    def adjusted_on(self, routine: Routine, day: date) -> Routine:
        """Return a routine, given as it was written, as it was done on a day in the past."""
        return self._with(
            routine,
            (
                each
                for each in self._store.answers()
                if each.answer is Answer.ACCEPTED
                and each.local_date <= day
                and (each.holds or (each.undone_at is not None and each.undone_at.date() > day))
            ),
        )

    def _with(self, routine: Routine, answers: Iterable[DoseAnswer]) -> Routine:
        holding = {each.base.uid: each for each in answers if each.routine_id == routine.id}
        if not holding:
            return routine
        items = tuple(
            item
            for base in routine.items
            if (item := self._item(base, holding.get(base.uid))) is not None
        )
        return replace(routine, items=items or routine.items)

    def _item(self, base: RoutineItem, answer: DoseAnswer | None) -> RoutineItem | None:
        if answer is None or base.locked or answer.base != kept_item(base):
            return base
        return None if answer.after is None else restored_item(answer.after, self._exercises)


class ProgressionDesk:
    """Suggests doses by the decision table, and keeps the answers."""

    def __init__(
        self,
        store: ProgressionStore,
        content: ContentSource,
        base_of: Callable[[str], Routine | None],
        lately: Callable[[], Lately],
        clock: Clock,
        on_change: Callable[[], None],
    ) -> None:
        """Work on these.

        `content` has the routines as they are done, `base_of` one as it was written;
        `on_change` is called after an answer that changes a routine.
        """
        self._store = store
        self._content = content
        self._base_of = base_of
        self._lately = lately
        self._clock = clock
        self._on_change = on_change

    def suggestions(self, routine_id: str) -> tuple[Suggestion, ...]:
        """Return what is suggested for a routine, the most cautious first; often nothing."""
        now, base = self._content.routines.get(routine_id), self._base_of(routine_id)
        if now is None or base is None:
            return ()
        lately = self._lately()
        if lately.has_urgent_sign:
            # No session is started at all; the page of today says what to do.
            return ()
        bases = {item.uid: item for item in base.items}
        answers = self._store.answers()
        found: dict[tuple[Decision, str, str], Suggestion] = {}
        for item in now.items:
            own_base = bases.get(item.uid, item)
            for one in self._for_item(routine_id, own_base, item, lately, answers):
                # One reason for several exercises is one suggestion; each step up is a choice
                # of its own.
                own = item.uid if one.decision is Decision.UP else ""
                key = (one.decision, one.reason.text, own)
                known = found.get(key)
                found[key] = (
                    one
                    if known is None
                    else replace(
                        known,
                        items=(*known.items, *one.items),
                        changes=(*known.changes, *one.changes),
                        caution=" ".join(dict.fromkeys(filter(None, (known.caution, one.caution)))),
                    )
                )
        order = tuple(Decision)
        return tuple(sorted(found.values(), key=lambda one: order.index(one.decision)))

    def answer(self, suggestion: Suggestion, answer: Answer) -> tuple[DoseAnswer, ...]:
        """Keep what a person says to a suggestion; raises StorageError."""
        now = self._clock.now()
        changed = {change.base.uid: change for change in suggestion.changes}
        kept: list[DoseAnswer] = []
        for item in suggestion.items:
            change = changed.get(item.uid)
            base = item if change is None else change.base
            after = None if change is None else change.after
            kept.append(
                DoseAnswer(
                    uid=str(uuid4()),
                    routine_id=suggestion.routine_id,
                    decision=suggestion.decision,
                    answer=answer,
                    why=suggestion.reason.text,
                    base=kept_item(base),
                    after=None if after is None else kept_item(after),
                    at=now,
                    local_date=self._clock.today(),
                )
            )
        for one in kept:
            self._store.add(one)
        if answer is Answer.ACCEPTED:
            self._on_change()
        return tuple(kept)

    def undo(self, answers: Iterable[DoseAnswer]) -> None:
        """Take answers back: what was accepted no longer holds, what was put off may come again."""
        for answer in answers:
            self._store.undo(answer.uid, self._clock.now())
        self._on_change()

    def history(self) -> tuple[DoseAnswer, ...]:
        """Return every answer, the newest first; those taken back are marked so."""
        return tuple(reversed(self._store.answers()))

    # -- one exercise ----------------------------------------------------------

    def _for_item(
        self,
        routine_id: str,
        base: RoutineItem,
        item: RoutineItem,
        lately: Lately,
        every: Sequence[DoseAnswer],
    ) -> Iterator[Suggestion]:
        answers = [
            answer
            for answer in every
            if answer.undone_at is None
            and answer.routine_id == routine_id
            and answer.base.uid == item.uid
        ]
        last = lately.last_with(item.exercise.id)
        settled = [one.at for one in answers if _settles(one)]
        facts = facts_of(
            item.exercise.id, lately, is_locked=item.locked, changed_at=max(settled, default=None)
        )
        verdict = decide(facts)
        gap = self._gap(base, item, lately, last)
        wanted = [] if gap is None else [gap]
        wanted += self._by(verdict, base, item, lately.profile)
        for one in wanted:
            made = replace(one, routine_id=routine_id)
            waits = is_operated(lately.profile) or self._was_raised(item.exercise.id, every)
            if made.decision is Decision.UP and waits:
                # After an operation, more is the surgeon's or therapist's word.
                continue
            if not _was_answered(made, answers, last):
                yield made
                return

    def _was_raised(self, exercise_id: str, every: Sequence[DoseAnswer]) -> bool:
        """Return whether an exercise went up within a week, be it in another routine."""
        today = self._clock.today()
        return any(
            answer.holds
            and answer.decision is Decision.UP
            and answer.after is not None
            and exercise_id in (answer.base.exercise_id, answer.after.exercise_id)
            and (today - answer.local_date).days < ONE_CHANGE_DAYS
            for answer in every
        )

    def _by(
        self, verdict: Verdict, base: RoutineItem, item: RoutineItem, profile: Profile
    ) -> Iterator[Suggestion]:
        if verdict.decision is Decision.HOLD:
            return
        changes: tuple[ItemChange, ...] = ()
        is_less = verdict.decision in (Decision.DELOAD, Decision.DOWN)
        if is_less and not is_load(item.exercise):
            return
        if not item.locked:
            if verdict.decision is Decision.STOP:
                changes = (ItemChange(base=base, before=item, after=None),)
            else:
                step = self._step(verdict.decision, item, profile)
                changes = _changes(base, item, step)
        if verdict.decision is Decision.UP and not changes:
            return
        reason = said(verdict, has_least=is_less and not item.locked and not changes)
        new = next((change.after for change in changes if change.after is not None), item)
        yield Suggestion(
            routine_id="",
            decision=verdict.decision,
            reason=reason,
            items=(item,),
            changes=changes,
            caution=""
            if new.exercise.id == item.exercise.id
            else caution_on(new.exercise, profile, self._content.precautions),
        )

    def _step(self, decision: Decision, item: RoutineItem, profile: Profile) -> Step | None:
        exercise, prescription = item.exercise, item.prescription
        known, side = self._content.exercises, prescription.only_side
        if decision is Decision.UP:
            harder = harder_rungs(exercise, known, profile, side)
            return step_up(exercise, prescription, harder, profile.equipment)
        return step_down(exercise, prescription, easier_rungs(exercise, known, profile, side))

    def _gap(
        self, base: RoutineItem, item: RoutineItem, lately: Lately, last: Session | None
    ) -> Suggestion | None:
        if last is None or item.locked:
            return None
        days = (lately.today - last.local_date).days
        if days < GAP_FROM_DAYS:
            return None
        side = item.prescription.only_side
        easier = easier_rungs(item.exercise, self._content.exercises, lately.profile, side)
        changes = _changes(base, item, after_gap(days, item.exercise, item.prescription, easier))
        asks = days >= SCREEN_AGAIN_FROM_DAYS
        if not changes and not asks:
            return None
        text = translate(_CONTEXT, "{days} day(s) without: come back with a little less.", days)
        if asks:
            text = translate(
                _CONTEXT,
                "{days} day(s) without: begin again where you began, after the safety questions.",
                days,
            )
        return Suggestion(
            routine_id="",
            decision=Decision.DOWN,
            reason=Reason(Rule.OTHERWISE, Decision.DOWN, text.format(days=days), _OWN),
            items=(item,),
            changes=changes,
            asks_safety_questions=asks,
        )


def _changes(base: RoutineItem, item: RoutineItem, step: Step | None) -> tuple[ItemChange, ...]:
    if step is None:
        return ()
    after = replace(item, exercise=step.exercise, prescription=step.prescription)
    return (ItemChange(base=base, before=item, after=after),)


def said(verdict: Verdict, *, has_least: bool = False) -> Reason:
    """Return the reason that decided, with the advice that goes with it.

    `has_least` says that there is nothing less than this dose but leaving it out.
    """
    texts = [verdict.reason.text, verdict.advice]
    if has_least:
        texts.insert(
            1,
            translate(
                _CONTEXT,
                "This is the smallest dose there is: leave it out until pain is back to your "
                "usual, and ask your therapist.",
            ),
        )
    return replace(verdict.reason, text=" ".join(text for text in texts if text))


def _settles(answer: DoseAnswer) -> bool:
    """Return whether an answer is the end of its cause: a change, or advice that was read."""
    is_advice = answer.decision in (Decision.DELOAD, Decision.DOWN) and answer.after is None
    return answer.answer is Answer.ACCEPTED or is_advice


def _was_answered(
    suggestion: Suggestion, answers: Iterable[DoseAnswer], last: Session | None
) -> bool:
    """Tell whether this was answered since the exercise was last done, or for good."""
    for answer in answers:
        if answer.decision is not suggestion.decision:
            continue
        if answer.answer is Answer.NEVER and suggestion.may_be_silenced:
            return True
        if last is None or answer.at > last.started_at:
            return True
    return False
