"""What a person notes of their visits to a clinic; everything here can be taken back."""

from datetime import date
from uuid import uuid4

from hipcoach.coaching.edits import Edit, Edits
from hipcoach.coaching.ports import ClinicStore
from hipcoach.domain.clinic import ClinicNote, ClinicNoteKind
from hipcoach.domain.prescription import Side
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "ClinicFile"


class ClinicFile:
    """Keeps findings and treatments with their day."""

    def __init__(self, store: ClinicStore, edits: Edits, clock: Clock) -> None:
        """Write to this store, through these edits."""
        self._store = store
        self._edits = edits
        self._clock = clock

    @property
    def today(self) -> date:
        """Return the latest day that a note can be about."""
        return self._clock.today()

    def notes(self) -> tuple[ClinicNote, ...]:
        """Return every note, the newest day first."""
        return tuple(reversed(self._store.between(date.min, date.max)))

    def add(
        self,
        day: date,
        kind: ClinicNoteKind,
        text: str,
        *,
        side: Side = Side.BILATERAL,
        treatment_id: str = "",
    ) -> ClinicNote:
        """Keep what was found or done on a day; raises RangeError or StorageError."""
        note = ClinicNote(
            uid=str(uuid4()),
            day=day,
            kind=kind,
            text=text.strip(),
            at=self._clock.now(),
            side=side,
            treatment_id=treatment_id,
        )
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Note added"),
                do=lambda: self._store.add(note),
                undo=lambda: self._store.remove(note.uid),
            )
        )
        return note

    def remove(self, note: ClinicNote) -> None:
        """Take a note out; raises StorageError."""
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Note removed"),
                do=lambda: self._store.remove(note.uid),
                undo=lambda: self._store.add(note),
            )
        )

    def undo(self) -> None:
        """Take the latest correction back."""
        self._edits.undo()
