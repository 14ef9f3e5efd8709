"""What a day offers of a routine: all of it, a short version, or one for a sorer day.

A short or a flare version counts as done against the dose it offers, and never towards
progression (decisions of this app).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hipcoach.coaching.at_hand import AtHand, with_what_is_there, without_lines
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import suited
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import flare_version, lengths_in
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.coaching.suited_content import SuitedContent
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.session import SessionForm
from hipcoach.domain.units import MINUTE_MS

# "About five minutes", with a little room for the ways between exercises (a decision of this
# app).
SHORT_MS = 5 * MINUTE_MS
MOST_SHORT_MS = SHORT_MS + MINUTE_MS // 2


class DayForms:
    """Makes the forms of a routine that suit a person today."""

    def __init__(
        self,
        content: ContentSource,
        diary: PainDiary,
        preferences: Preferences,
        history: ExerciseHistory,
    ) -> None:
        """Work with these; what the history does not know is led through, and takes longer."""
        self._history = history
        self._content = content
        self._diary = diary
        self._preferences = preferences

    def form(self, routine: Routine, form: SessionForm) -> Routine | None:
        """Return a routine in a form, with what suits the person; None where there is none."""
        me = self._preferences.current.me
        there = self.at_hand(routine).routine
        shown = None if there is None else suited(there, me).routine
        if shown is None or form is SessionForm.FULL:
            return shown
        if form is SessionForm.SHORT:
            return short_version(shown, self.lengths())
        content = SuitedContent(self._content, me)
        try:
            gentler = flare_version(shown, content, self._diary.provoking_exercises(me))
        except SessionRefusedError:
            return None
        return suited(gentler, me).routine

    def at_hand(self, routine: Routine) -> AtHand:
        """Return a routine with what is there of the things it asks for."""
        return with_what_is_there(routine, self._content.exercises, self._preferences.current.me)

    def things_lines(self, routine: Routine) -> list[str]:
        """Say what of a routine can't be done for want of a thing."""
        return without_lines(self.at_hand(routine), self._content.equipment_names)

    def offered(self, routine: Routine) -> dict[SessionForm, Routine]:
        """Return the forms there are of a routine, the full one first."""
        found = {form: self.form(routine, form) for form in SessionForm}
        return {form: made for form, made in found.items() if made is not None}

    def length_ms(self, routine: Routine) -> int:
        """Return about how long a routine takes now, in ms, as things are set."""
        return self.lengths()(routine)

    def usual_ms(self, routine: Routine) -> int:
        """Return about how long a routine takes in ms once its exercises are known."""
        return lengths_in(self._preferences.current, self._content, self._content.exercises)(
            routine
        )

    def lengths(self) -> Callable[[Routine], int]:
        """Return what tells `length_ms` of many routines from one look at the record."""
        done = self._history.done_exercises()
        return lengths_in(self._preferences.current, self._content, done)


def short_version(routine: Routine, estimate: Callable[[Routine], int]) -> Routine | None:
    """Return what of a routine fits into about five minutes; None where all of it does.

    The most important exercises come in first, each with all of its sets if these fit, else
    with one. The most important of all stays whatever it takes. `estimate` tells ms.
    """
    if estimate(routine) <= MOST_SHORT_MS:
        return None
    order = {item.uid: index for index, item in enumerate(routine.items)}
    kept: list[RoutineItem] = []
    for item in sorted(routine.items, key=lambda each: (each.priority, order[each.uid])):
        for candidate in _from_full_to_one_set(item):
            wanted = sorted((*kept, candidate), key=lambda each: order[each.uid])
            if estimate(replace(routine, items=tuple(wanted))) <= MOST_SHORT_MS:
                kept = wanted
                break
    if not kept:
        first = min(routine.items, key=lambda each: (each.priority, order[each.uid]))
        kept = [_from_full_to_one_set(first)[-1]]
    return replace(routine, items=tuple(kept))


def _from_full_to_one_set(item: RoutineItem) -> Sequence[RoutineItem]:
    own = item.prescription
    once = replace(
        own,
        dose=replace(own.dose, sets=1),
        left=None if own.left is None else replace(own.left, sets=1),
        right=None if own.right is None else replace(own.right, sets=1),
    )
    return (item, replace(item, prescription=once))
