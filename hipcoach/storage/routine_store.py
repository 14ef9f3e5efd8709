"""Routines and drafts in the database; implements `coaching.ports.RoutineStore`."""

from datetime import datetime

import msgspec

from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.storage.database import UNREADABLE, Database, Row, instant_text


class SqliteRoutineStore:
    """Keeps own and therapists' routines; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def routines(self) -> tuple[KeptRoutine, ...]:
        """Return every routine that can be read, the one kept first first."""
        return tuple(each for each in self._all() if isinstance(each, KeptRoutine))

    def problems(self) -> tuple[str, ...]:
        """Say in plain sentences which kept routines can't be read."""
        return tuple(each for each in self._all() if isinstance(each, str))

    def _all(self) -> list[KeptRoutine | str]:
        rows = self._database.query("SELECT * FROM routines ORDER BY kept_at, rowid")
        return [_decoded(row) for row in rows]

    def keep(self, routine: KeptRoutine, at: datetime) -> None:
        """Keep a routine, in the place of one with the same id; its draft goes."""
        with self._database.together():
            self._database.write(
                """
                INSERT INTO routines (id, origin, routine_json, kept_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    origin = excluded.origin, routine_json = excluded.routine_json
                """,
                (routine.id, routine.origin.value, _encoded(routine), instant_text(at)),
            )
            self.drop_draft(routine.id)

    def remove(self, routine_id: str) -> None:
        """Forget a routine and its draft; nothing happens when there is none."""
        with self._database.together():
            self._database.write("DELETE FROM routines WHERE id = ?", (routine_id,))
            self.drop_draft(routine_id)

    def drafts(self) -> tuple[KeptRoutine, ...]:
        """Return every draft that can be read, the one changed last first."""
        rows = self._database.query(
            "SELECT * FROM routine_drafts ORDER BY changed_at DESC, rowid DESC"
        )
        return tuple(each for each in map(_decoded, rows) if isinstance(each, KeptRoutine))

    def keep_draft(self, draft: KeptRoutine, at: datetime) -> None:
        """Keep a draft, in the place of one of the same routine."""
        self._database.write(
            """
            INSERT INTO routine_drafts (id, routine_json, changed_at) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                routine_json = excluded.routine_json, changed_at = excluded.changed_at
            """,
            (draft.id, _encoded(draft), instant_text(at)),
        )

    def drop_draft(self, routine_id: str) -> None:
        """Forget a routine's draft; nothing happens when there is none."""
        self._database.write("DELETE FROM routine_drafts WHERE id = ?", (routine_id,))


def _encoded(routine: KeptRoutine) -> str:
    return msgspec.json.encode(routine).decode()


def _decoded(row: Row) -> KeptRoutine | str:
    """Return a routine, or the sentence that says why it can't be read."""
    try:
        return msgspec.json.decode(row["routine_json"], type=KeptRoutine)
    except UNREADABLE as error:
        return f"The routine {row['id']} can't be read: {error}."
