"""Annotations in the database; implements `coaching.ports.AnnotationStore`."""

from datetime import date, datetime

from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.storage.database import Database, Row, instant_text, readable


class SqliteAnnotationStore:
    """Keeps annotations; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, annotation: Annotation) -> None:
        """Keep an annotation, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO annotations (uid, day, kind, text, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                day = excluded.day, kind = excluded.kind, text = excluded.text, at = excluded.at
            """,
            (
                annotation.uid,
                annotation.day.isoformat(),
                annotation.kind.value,
                annotation.text,
                instant_text(annotation.at),
            ),
        )

    def remove(self, uid: str) -> None:
        """Take an annotation out; nothing happens when there is none."""
        self._database.write("DELETE FROM annotations WHERE uid = ?", (uid,))

    def between(self, first: date, last: date) -> tuple[Annotation, ...]:
        """Return annotations of days in [first, last], by day and then as written down."""
        rows = self._database.query(
            "SELECT * FROM annotations WHERE day BETWEEN ? AND ? ORDER BY day, at, rowid",
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _annotation)


def _annotation(row: Row) -> Annotation:
    return Annotation(
        uid=row["uid"],
        day=date.fromisoformat(row["day"]),
        kind=AnnotationKind(row["kind"]),
        text=row["text"],
        at=datetime.fromisoformat(row["at"]),
    )
