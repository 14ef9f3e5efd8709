"""Every routine there is: built in, in a file of one's own, and kept in the record."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from hipcoach.coaching.ports import ContentSource, RoutineStore
from hipcoach.domain.errors import HipcoachError, RangeError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.kept_routine import KeptRoutine, kept_routine, restored_routine
from hipcoach.domain.known import known
from hipcoach.domain.pathway import Pathway
from hipcoach.domain.questions import IntakeQuestion
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.domain.safety import RedFlag
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "RoutineBook"
MAX_ID = 64


class RoutineBook:
    """The content there is, with the routines that a person keeps.

    It is a `ContentSource`, so whoever reads routines from one sees a new one at once.
    """

    def __init__(
        self,
        content: ContentSource,
        store: RoutineStore,
        clock: Clock,
        adjusted: Callable[[Mapping[str, Routine]], Mapping[str, Routine]] = dict,
    ) -> None:
        """Begin with this content and what the store keeps.

        `adjusted` returns routines with the doses that were changed since they were written.
        """
        self._content = content
        self._store = store
        self._clock = clock
        self._adjusted = adjusted
        self._kept: dict[str, Routine] = {}
        self._routines: Mapping[str, Routine] = content.routines
        self._problems: tuple[str, ...] = ()
        self._on_saved: Callable[[], None] = lambda: None
        self._read()

    def when_saved(self, call: Callable[[], None]) -> None:
        """Call this after each routine that is saved, so that its copy in the plan follows."""
        self._on_saved = call

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Exercises by id."""
        return self._content.exercises

    @property
    def routines(self) -> Mapping[str, Routine]:
        """Routines by id: built in, from files, then those kept, in the order they came."""
        return self._routines

    @property
    def red_flags(self) -> Sequence[RedFlag]:
        """Signs that belong before a professional."""
        return self._content.red_flags

    @property
    def precautions(self) -> Mapping[str, str]:
        """Precautions in plain words, by flag."""
        return self._content.precautions

    @property
    def equipment_names(self) -> Mapping[str, str]:
        """Equipment in plain words, by id."""
        return self._content.equipment_names

    @property
    def pathways(self) -> Mapping[str, Pathway]:
        """Condition pathways by id."""
        return self._content.pathways

    @property
    def questions(self) -> Sequence[IntakeQuestion]:
        """Questions of the intake, in the order they are asked."""
        return self._content.questions

    @property
    def problems(self) -> tuple[str, ...]:
        """Say in plain sentences which kept routines could not be used."""
        return self._problems

    def as_written(self, routine_id: str) -> Routine | None:
        """Return a routine without the changes of its doses that came later."""
        return self._kept.get(routine_id) or self._content.routines.get(routine_id)

    def doses_changed(self) -> None:
        """Read anew what changed in the doses."""
        self._read()

    def is_kept(self, routine_id: str) -> bool:
        """Tell whether a routine is kept in the record, and so may be changed in place."""
        return routine_id in self._kept

    def free_id(self, name: str) -> str:
        """Return an id made of a name that no routine has."""
        plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[: MAX_ID - 4] or "routine"
        taken = {*self._routines, *(draft.id for draft in self._store.drafts())}
        if plain not in taken:
            return plain
        number = 2
        while f"{plain}_{number}" in taken:
            number += 1
        return f"{plain}_{number}"

    def copy_of(self, routine: Routine) -> Routine:
        """Return a copy to be changed, not kept yet; what is locked in it stays locked."""
        name = translate(_CONTEXT, "{name} (copy)").format(name=routine.name)
        return replace(routine, id=self.free_id(name), name=name, origin=RoutineOrigin.OWN)

    def keep(self, routine: Routine) -> None:
        """Keep a routine, in the place of one of the same id; its draft goes.

        Raises HipcoachError for an id that belongs to a built-in routine or one in a file.
        """
        if routine.id in self._content.routines and routine.id not in self._kept:
            raise HipcoachError(
                translate(_CONTEXT, "{name} can't be changed itself; change a copy of it.").format(
                    name=known(self._content.routines, routine.id).name
                )
            )
        if routine.origin is RoutineOrigin.BUILT_IN:
            routine = replace(routine, origin=RoutineOrigin.OWN)
        self._store.keep(kept_routine(routine), self._clock.now())
        self._read()
        self._on_saved()

    def remove(self, routine_id: str) -> None:
        """Forget a kept routine; keeping it again brings it back."""
        self._store.remove(routine_id)
        self._read()

    def drafts(self) -> tuple[KeptRoutine, ...]:
        """Return what was being written and neither kept nor dropped, the latest first."""
        return self._store.drafts()

    def keep_draft(self, draft: KeptRoutine) -> None:
        """Keep what is being written, so that nothing takes it away."""
        self._store.keep_draft(draft, self._clock.now())

    def drop_draft(self, routine_id: str) -> None:
        """Forget what was being written."""
        self._store.drop_draft(routine_id)

    def _read(self) -> None:
        found: dict[str, Routine] = {}
        problems = list(self._store.problems())
        for kept in self._store.routines():
            try:
                found[kept.id] = restored_routine(kept, self._content.exercises)
            except RangeError as error:
                problems.append(f"{kept.name}: {error}")
        self._kept = found
        self._problems = tuple(problems)
        # A file that took the id of a kept routine meanwhile doesn't hide what a person made.
        written = {**self._content.routines, **found}
        self._routines = MappingProxyType(dict(self._adjusted(written)))
