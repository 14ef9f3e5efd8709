"""Notes from the clinic in the database; implements `coaching.ports.ClinicStore`."""

from datetime import date, datetime

from hipcoach.domain.clinic import ClinicNote, ClinicNoteKind
from hipcoach.domain.prescription import Side
from hipcoach.storage.database import Database, Row, instant_text, readable


class SqliteClinicStore:
    """Keeps notes; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, note: ClinicNote) -> None:
        """Keep a note, replacing one of the same uid."""
        self._database.write(
            """
            INSERT OR REPLACE INTO clinic_notes (uid, day, kind, side, treatment_id, text, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            (
                note.uid,
                note.day.isoformat(),
                note.kind.value,
                note.side.value,
                note.treatment_id,
                note.text,
                instant_text(note.at),
            ),
        )

    def remove(self, uid: str) -> None:
        """Take a note out; nothing happens when there is none."""
        self._database.write("DELETE FROM clinic_notes WHERE uid = ?", (uid,))

    def between(self, first: date, last: date) -> tuple[ClinicNote, ...]:
        """Return notes of days in [first, last], oldest first."""
        rows = self._database.query(
            "SELECT * FROM clinic_notes WHERE day BETWEEN ? AND ? ORDER BY day, at, rowid",
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _note)


def _note(row: Row) -> ClinicNote:
    return ClinicNote(
        uid=row["uid"],
        day=date.fromisoformat(row["day"]),
        kind=ClinicNoteKind(row["kind"]),
        side=Side(row["side"]),
        treatment_id=row["treatment_id"],
        text=row["text"],
        at=datetime.fromisoformat(row["at"]),
    )
