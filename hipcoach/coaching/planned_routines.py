"""What a plan asks for and isn't there: told, and restored from the copy the plan keeps.

Nothing ever stands in for a routine that somebody chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hipcoach.coaching.planned_ports import PlannedCopyStore
from hipcoach.coaching.ports import PlanStore
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.domain.errors import ContentError, HipcoachError
from hipcoach.domain.kept_routine import kept_routine, restored_routine
from hipcoach.domain.known import known
from hipcoach.domain.plan import PlanVersion, version_on
from hipcoach.domain.planned_copy import PlannedCopy
from hipcoach.domain.routine import Routine
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "PlannedRoutines"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRoutine:
    """A planned routine that isn't there.

    `last_seen` is the day it was last whole, `file` its file in the data folder, and `problem`
    what is wrong with that file, as far as these are known. `can_restore` when there is a copy.
    """

    routine_id: str
    name: str
    last_seen: date | None = None
    file: str = ""
    problem: str = ""
    can_restore: bool = False

    @property
    def sentences(self) -> str:
        """Say which it is, since when it is missing and where its file is."""
        found = [
            translate(_CONTEXT, "Your plan asks for “{name}”, but that routine is missing.").format(
                name=self.name
            )
        ]
        if self.last_seen is not None:
            told = translate(_CONTEXT, "It was last there on {day}.")
            found.append(told.format(day=f"{self.last_seen.day} {self.last_seen:%B %Y}"))
        if self.problem:
            told = translate(_CONTEXT, "Its file {file} can’t be used: {problem}.")
            found.append(told.format(file=self.file, problem=self.problem.rstrip(".")))
        elif self.file:
            told = translate(_CONTEXT, "Its file was {file} in the data folder.")
            found.append(told.format(file=self.file))
        return " ".join(found)


class PlannedRoutines:
    """Keeps a copy of every planned routine while it is whole, and brings back what is lost."""

    def __init__(
        self,
        plans: PlanStore,
        copies: PlannedCopyStore,
        book: RoutineBook,
        clock: Clock,
        *,
        places: Mapping[str, str],
        broken: Mapping[str, ContentError],
    ) -> None:
        """`places` are the files of own routines by id, `broken` those that can't be used."""
        self._plans = plans
        self._copies = copies
        self._book = book
        self._clock = clock
        self._places = places
        self._broken = broken

    def save_copies(self) -> None:
        """Save each routine of the plan that is there, unless today's copy says the same."""
        today = self._clock.today()
        known = {each.routine.id: each for each in self._copies.copies()}
        for routine_id in self._planned():
            written = self._book.as_written(routine_id)
            if written is None:
                continue
            routine = kept_routine(written)
            place = "" if self._book.is_kept(routine_id) else self._places.get(routine_id, "")
            before = known.get(routine_id)
            if (
                before is None
                or (before.routine, before.place) != (routine, place)
                or before.saved_at.astimezone(self._clock.now().tzinfo).date() < today
            ):
                self._copies.save(
                    PlannedCopy(routine=routine, place=place, saved_at=self._clock.now())
                )

    def missing(self) -> tuple[MissingRoutine, ...]:
        """Return what the plan of today and later asks for and isn't there."""
        planned = self._planned()
        return tuple(self.about(each) for each in planned if each not in self._book.routines)

    def about(self, routine_id: str) -> MissingRoutine:
        """Return what is known of a routine that isn't there."""
        copy = self._copy(routine_id)
        error = self._broken.get(routine_id)
        file = copy.place if copy is not None else ""
        if error is None and file:
            # The id itself may be what is misspelt; the file is where it was.
            name = file.rpartition("/")[2]
            error = next((each for each in self._broken.values() if each.file == name), None)
        if error is not None:
            file = f"routines/{error.file}"
        at = None if copy is None else copy.saved_at.astimezone(self._clock.now().tzinfo)
        return MissingRoutine(
            routine_id=routine_id,
            name=copy.routine.name if copy is not None else routine_id,
            last_seen=None if at is None else at.date(),
            file=file,
            problem="" if error is None else ": ".join(filter(None, (error.path, error.rule))),
            can_restore=copy is not None,
        )

    def name_of(self, routine_id: str) -> str:
        """Return a routine's name, from its copy when it isn't there, else its id."""
        routine = self._book.routines.get(routine_id)
        if routine is not None:
            return routine.name
        copy = self._copy(routine_id)
        return copy.routine.name if copy is not None else routine_id

    def restore(self, routine_id: str) -> Routine:
        """Save the copy as a routine of one's own again; raises HipcoachError without one."""
        copy = self._copy(routine_id)
        if copy is None:
            raise HipcoachError(
                translate(_CONTEXT, "There is no copy of {name} to restore.").format(
                    name=routine_id
                )
            )
        self._book.keep(restored_routine(copy.routine, self._book.exercises))
        return known(self._book.routines, routine_id)

    def _copy(self, routine_id: str) -> PlannedCopy | None:
        copies = self._copies.copies()
        return next((each for each in copies if each.routine.id == routine_id), None)

    def _planned(self) -> tuple[str, ...]:
        """Return the ids of the version that holds today and of those to come."""
        today = self._clock.today()
        versions = self._plans.versions()
        now = version_on(versions, today)
        wanted: list[PlanVersion] = [] if now is None else [now]
        wanted.extend(version for version in versions if version.valid_from > today)
        return tuple(dict.fromkeys(each for version in wanted for each in version.routine_ids))
