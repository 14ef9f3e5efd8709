"""What is kept beside the plan in the database: copies of routines, and calendar exports."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from hipcoach.domain.kept_routine import KeptRoutine
from hipcoach.domain.planned_copy import CalendarExport, PlannedCopy
from hipcoach.storage.database import Database, Row, instant_text, readable


class SqlitePlannedCopyStore:
    """Keeps the last good copy of each planned routine."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def copies(self) -> tuple[PlannedCopy, ...]:
        """Return every copy that can be read, by id."""
        # One that can't be read is as good as none: what is missing is told without an offer to
        # restore it.
        rows = self._database.query("SELECT * FROM planned_copies ORDER BY routine_id")
        return readable(rows, _copy)

    def save(self, copy: PlannedCopy) -> None:
        """Save a copy in the place of an earlier one of the same routine."""
        self._database.write(
            """
            INSERT INTO planned_copies (routine_id, routine_json, place, saved_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (routine_id) DO UPDATE SET routine_json = excluded.routine_json,
                place = excluded.place, saved_at = excluded.saved_at
            """,
            (
                copy.routine.id,
                msgspec.json.encode(copy.routine).decode(),
                copy.place,
                instant_text(copy.saved_at),
            ),
        )


class SqliteCalendarExportStore:
    """Keeps what a calendar file last said of each event."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def exports(self) -> tuple[CalendarExport, ...]:
        """Return the last state of every event that was exported."""
        rows = self._database.query("SELECT * FROM calendar_exports ORDER BY uid")
        return readable(rows, _export)

    def save(self, exports: Iterable[CalendarExport]) -> None:
        """Save the states of events, in the place of earlier ones, all or none."""
        with self._database.together():
            for each in exports:
                self._database.write(
                    """
                    INSERT INTO calendar_exports (
                        uid, slot_key, sequence, content, is_cancelled, exported_at
                    ) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (uid) DO UPDATE SET sequence = excluded.sequence,
                        content = excluded.content, is_cancelled = excluded.is_cancelled,
                        exported_at = excluded.exported_at
                    """,
                    (
                        each.uid,
                        each.slot_key,
                        each.sequence,
                        each.content,
                        int(each.is_cancelled),
                        instant_text(each.exported_at),
                    ),
                )


def _copy(row: Row) -> PlannedCopy:
    return PlannedCopy(
        routine=msgspec.json.decode(row["routine_json"], type=KeptRoutine),
        place=row["place"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )


def _export(row: Row) -> CalendarExport:
    return CalendarExport(
        uid=row["uid"],
        slot_key=row["slot_key"],
        sequence=row["sequence"],
        content=row["content"],
        is_cancelled=bool(row["is_cancelled"]),
        exported_at=datetime.fromisoformat(row["exported_at"]),
    )
