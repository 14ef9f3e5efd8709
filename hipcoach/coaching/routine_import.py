"""A routine that comes in from a file: looked at, cleared up, then kept or left."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hipcoach.coaching.exercise_match import matches
from hipcoach.coaching.ports import RoutineFormat
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.known import known
from hipcoach.domain.routine import Routine


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """An exercise that the library doesn't have, and those that may be meant by it."""

    name: str
    candidates: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that was read and not kept yet; `instead` is what stands for each unknown.

    None in `instead` keeps the name as text, which is what holds until somebody decides.
    """

    file: str
    data: bytes = field(repr=False)
    unknown: tuple[Unknown, ...]
    instead: Mapping[str, str | None]
    routine: Routine
    replaces: Routine | None


class RoutineImport:
    """Reads routines from files and keeps them when asked to."""

    def __init__(self, book: RoutineBook, files: RoutineFormat) -> None:
        """Keep in this book what is read in this format."""
        self._book = book
        self._files = files

    def open(self, path: Path) -> Incoming:
        """Read a file and keep nothing; raise ContentError naming file, place and rule."""
        return self.read(self._files.load(path), path.name)

    def read(self, data: bytes, file: str) -> Incoming:
        """Read the bytes of a file and keep nothing; raise ContentError as `open` does."""
        names = self._files.unknown(data, file)
        exercises = self._book.exercises.values()
        unknown = tuple(
            Unknown(
                name=name,
                candidates=tuple(match.exercise for match in matches(name, exercises)),
            )
            for name in names
        )
        return self._incoming(file, data, unknown, dict.fromkeys(names))

    def decide(self, incoming: Incoming, name: str, exercise_id: str | None) -> Incoming:
        """Let an exercise, or with None its text, stand for an unknown one."""
        instead = {**incoming.instead, name: exercise_id}
        return self._incoming(incoming.file, incoming.data, incoming.unknown, instead)

    def keep(self, incoming: Incoming, *, beside: bool = False) -> Routine:
        """Keep what was read and return it as it is kept.

        It takes the place of the kept routine with its id, unless `beside` that one is wanted.
        """
        routine = incoming.routine
        taken = routine.id in self._book.routines
        if taken and (beside or incoming.replaces is None):
            routine = replace(routine, id=self._book.free_id(routine.name))
        self._book.keep(routine)
        return routine

    def _incoming(
        self,
        file: str,
        data: bytes,
        unknown: tuple[Unknown, ...],
        instead: Mapping[str, str | None],
    ) -> Incoming:
        routine = self._files.read(data, file, instead)
        kept = known(self._book.routines, routine.id) if self._book.is_kept(routine.id) else None
        return Incoming(
            file=file,
            data=data,
            unknown=unknown,
            instead=instead,
            routine=routine,
            replaces=kept,
        )
