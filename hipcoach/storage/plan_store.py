"""The plan in the database; implements `coaching.ports.PlanStore`."""

from collections.abc import Mapping
from datetime import date

from hipcoach.domain.plan import PlanVersion
from hipcoach.storage.database import Database

_WEEKDAYS = range(7)


class SqlitePlanStore:
    """Keeps plan versions and excused days; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def versions(self) -> tuple[PlanVersion, ...]:
        """Return every version, oldest first."""
        rows = self._database.query("SELECT * FROM plan_versions ORDER BY valid_from")
        return tuple(
            PlanVersion(
                uid=row["uid"],
                routine_id=row["routine_id"],
                weekdays=frozenset(day for day in _WEEKDAYS if row["weekday_bits"] >> day & 1),
                valid_from=date.fromisoformat(row["valid_from"]),
            )
            for row in rows
        )

    def add_version(self, version: PlanVersion) -> None:
        """Keep a new version; one that starts on the same day is replaced."""
        valid_from = version.valid_from.isoformat()
        bits = sum(1 << day for day in version.weekdays)
        with self._database.together():
            self._database.write(
                "DELETE FROM plan_versions WHERE valid_from = ? OR uid = ?",
                (valid_from, version.uid),
            )
            self._database.write(
                """
                INSERT INTO plan_versions (uid, routine_id, weekday_bits, valid_from)
                VALUES (?, ?, ?, ?)
                """,
                (version.uid, version.routine_id, bits, valid_from),
            )

    def excused(self) -> Mapping[date, str]:
        """Return excused days with their reasons, in order."""
        rows = self._database.query("SELECT * FROM excused_days ORDER BY day")
        return {date.fromisoformat(row["day"]): row["reason"] for row in rows}

    def excuse(self, day: date, reason: str) -> None:
        """Take a day out of what is due; a later reason replaces an earlier one."""
        self._database.write(
            """
            INSERT INTO excused_days (day, reason) VALUES (?, ?)
            ON CONFLICT (day) DO UPDATE SET reason = excluded.reason
            """,
            (day.isoformat(), reason),
        )

    def unexcuse(self, day: date) -> None:
        """Put an excused day back; nothing happens when it was not excused."""
        self._database.write("DELETE FROM excused_days WHERE day = ?", (day.isoformat(),))
