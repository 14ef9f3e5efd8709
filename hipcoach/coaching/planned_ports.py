"""What the use cases of a plan need beside the plan itself."""

from collections.abc import Iterable
from typing import Protocol

from hipcoach.domain.planned_copy import CalendarExport, PlannedCopy


class PlannedCopyStore(Protocol):
    """Keeps the last good copy of each planned routine."""

    def copies(self) -> tuple[PlannedCopy, ...]:
        """Return every copy that can be read, by id."""
        ...

    def save(self, copy: PlannedCopy) -> None:
        """Save a copy in the place of an earlier one of the same routine."""
        ...


class CalendarExportStore(Protocol):
    """Keeps what a calendar file last said of each event."""

    def exports(self) -> tuple[CalendarExport, ...]:
        """Return the last state of every event that was exported."""
        ...

    def save(self, exports: Iterable[CalendarExport]) -> None:
        """Save the states of events, in the place of earlier ones, all or none."""
        ...
