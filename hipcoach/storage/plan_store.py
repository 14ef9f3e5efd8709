"""The plan in the database; implements `coaching.ports.PlanStore`."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot
from hipcoach.storage.database import Database

_WEEKDAYS = range(7)


class SqlitePlanStore:
    """Keeps plan versions and excused days; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def versions(self) -> tuple[PlanVersion, ...]:
        """Return every version, oldest first."""
        slots: dict[str, list[Slot]] = defaultdict(list)
        for row in self._database.query("SELECT * FROM plan_slots ORDER BY version_uid, position"):
            weekdays = frozenset(day for day in _WEEKDAYS if row["weekday_bits"] >> day & 1)
            slots[row["version_uid"]].append(
                Slot(
                    routine_id=row["routine_id"],
                    weekdays=weekdays,
                    times_per_day=row["times_per_day"],
                    times=tuple(row["times"].split(",")) if row["times"] else (),
                )
            )
        phases: dict[str, list[Phase]] = defaultdict(list)
        for row in self._database.query("SELECT * FROM plan_phases ORDER BY version_uid, position"):
            phases[row["version_uid"]].append(Phase(weeks=row["weeks"], goal=row["goal"]))
        rows = self._database.query("SELECT * FROM plan_versions ORDER BY valid_from")
        return tuple(
            PlanVersion(
                uid=row["uid"],
                slots=tuple(slots[row["uid"]]),
                valid_from=date.fromisoformat(row["valid_from"]),
                programme=None
                if row["first_day"] is None
                else Programme(
                    first_day=date.fromisoformat(row["first_day"]),
                    phases=tuple(phases[row["uid"]]),
                ),
                reason=row["reason"],
            )
            for row in rows
        )

    def add_version(self, version: PlanVersion) -> None:
        """Keep a new version; one that starts on the same day is replaced."""
        valid_from = version.valid_from.isoformat()
        programme = version.programme
        with self._database.together():
            self._database.write(
                "DELETE FROM plan_versions WHERE valid_from = ? OR uid = ?",
                (valid_from, version.uid),
            )
            self._database.write(
                """
                INSERT INTO plan_versions (uid, valid_from, first_day, reason)
                VALUES (?, ?, ?, ?)
                """,
                (
                    version.uid,
                    valid_from,
                    None if programme is None else programme.first_day.isoformat(),
                    version.reason,
                ),
            )
            for position, slot in enumerate(version.slots):
                bits = sum(1 << day for day in slot.weekdays)
                self._database.write(
                    """
                    INSERT INTO plan_slots (
                        version_uid, position, routine_id, weekday_bits, times_per_day, times
                    ) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    (
                        version.uid,
                        position,
                        slot.routine_id,
                        bits,
                        slot.times_per_day,
                        ",".join(slot.times),
                    ),
                )
            for position, phase in enumerate(() if programme is None else programme.phases):
                self._database.write(
                    """
                    INSERT INTO plan_phases (version_uid, position, weeks, goal)
                    VALUES (?, ?, ?, ?)
                    """,
                    (version.uid, position, phase.weeks, phase.goal),
                )

    def remove_version(self, uid: str) -> None:
        """Forget a version; nothing happens when there is none of that name."""
        self._database.write("DELETE FROM plan_versions WHERE uid = ?", (uid,))

    def excused(self) -> Mapping[date, str]:
        """Return excused days with their reasons, in order."""
        rows = self._database.query("SELECT * FROM excused_days ORDER BY day")
        return {date.fromisoformat(row["day"]): row["reason"] for row in rows}

    def excuse(self, days: Collection[date], reason: str) -> None:
        """Take days out of what is due; a later reason replaces an earlier one."""
        with self._database.together():
            for day in days:
                self._database.write(
                    """
                    INSERT INTO excused_days (day, reason) VALUES (?, ?)
                    ON CONFLICT (day) DO UPDATE SET reason = excluded.reason
                    """,
                    (day.isoformat(), reason),
                )

    def unexcuse(self, days: Collection[date]) -> None:
        """Put excused days back; nothing happens to those that were not excused."""
        with self._database.together():
            for day in days:
                self._database.write("DELETE FROM excused_days WHERE day = ?", (day.isoformat(),))
