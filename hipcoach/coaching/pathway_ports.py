"""What the use cases need of the stores of pathways, activities and forms."""

from datetime import date
from typing import Protocol

from hipcoach.domain.activity import Activity, FormScore
from hipcoach.domain.pathway import StageStart


class PathwayStore(Protocol):
    """Keeps when each stage of a pathway began."""

    def add(self, start: StageStart) -> None:
        """Keep the start of a stage; the same uid again replaces it."""
        ...

    def every(self) -> tuple[StageStart, ...]:
        """Return every start, oldest first; the last one holds."""
        ...


class ActivityStore(Protocol):
    """Keeps what was done beside the exercises."""

    def add(self, activity: Activity) -> None:
        """Keep an activity; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Delete an activity; nothing happens when there is none."""
        ...

    def between(self, first: date, last: date) -> tuple[Activity, ...]:
        """Return activities of days in [first, last], oldest first."""
        ...


class FormScoreStore(Protocol):
    """Keeps results of published forms."""

    def add(self, score: FormScore) -> None:
        """Keep a result; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Delete a result; nothing happens when there is none."""
        ...

    def between(self, first: date, last: date) -> tuple[FormScore, ...]:
        """Return results of days in [first, last], oldest first."""
        ...
