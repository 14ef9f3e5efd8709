"""Adding an exercise from the library to a routine of one's own, and taking it back."""

from dataclasses import dataclass

from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import Draft, added
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.domain.text import translate

_CONTEXT = "RoutineAdding"


@dataclass(frozen=True, slots=True)
class Addition:
    """What was done: the routine as it is kept now, and as it was, None for a new one."""

    routine: Routine
    before: Routine | None


class RoutineAdding:
    """Adds exercises at their start dose to the routines that a person made."""

    def __init__(self, book: RoutineBook) -> None:
        """Keep routines in this book."""
        self._book = book

    def routines(self) -> tuple[Routine, ...]:
        """Return the routines that may be added to: those of one's own that the record keeps."""
        return tuple(
            routine
            for routine in self._book.routines.values()
            if routine.origin is RoutineOrigin.OWN and self._book.is_kept(routine.id)
        )

    def add(self, exercise: Exercise, routine_id: str = "") -> Addition:
        """Add an exercise at the end of a routine, or begin a new one with it, and keep that.

        Raises EditRefusedError when the routine is full.
        """
        before = self._book.as_written(routine_id) if routine_id else None
        routine = added(self._new() if before is None else Draft.of(before), exercise).routine()
        self._book.keep(routine)
        return Addition(routine, before)

    def take_back(self, addition: Addition) -> None:
        """Make everything as it was before."""
        if addition.before is None:
            self._book.remove(addition.routine.id)
        else:
            self._book.keep(addition.before)

    def _new(self) -> Draft:
        names = {routine.name for routine in self._book.routines.values()}
        name = first = translate(_CONTEXT, "My routine")
        number = 2
        while name in names:
            name = f"{first} {number}"
            number += 1
        return Draft(id=self._book.free_id(name), name=name)
