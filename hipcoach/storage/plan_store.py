"""The plan in the database; implements `coaching.ports.PlanStore`."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot
from hipcoach.storage.database import Database, Row, readable

_WEEKDAYS = range(7)


class SqlitePlanStore:
    """Keeps plan versions and excused days; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def versions(self) -> tuple[PlanVersion, ...]:
        """Return every version, oldest first."""
        slots: dict[str, list[Slot]] = defaultdict(list)
        found = self._database.query("SELECT * FROM plan_slots ORDER BY version_uid, position")
        for uid, slot in readable(found, lambda row: (str(row["version_uid"]), _slot(row))):
            slots[uid].append(slot)
        phases: dict[str, list[Phase]] = defaultdict(list)
        found = self._database.query("SELECT * FROM plan_phases ORDER BY version_uid, position")
        for uid, phase in readable(found, lambda row: (str(row["version_uid"]), _phase(row))):
            phases[uid].append(phase)

        def version(row: Row) -> PlanVersion:
            uid = row["uid"]
            programme = None
            if row["first_day"] is not None:
                first_day = date.fromisoformat(row["first_day"])
                programme = Programme(first_day=first_day, phases=tuple(phases[uid]))
            return PlanVersion(
                uid=uid,
                slots=tuple(slots[uid]),
                valid_from=date.fromisoformat(row["valid_from"]),
                programme=programme,
                reason=row["reason"],
            )

        rows = self._database.query("SELECT * FROM plan_versions ORDER BY valid_from")
        return readable(rows, version)

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


def _slot(row: Row) -> Slot:
    return Slot(
        routine_id=row["routine_id"],
        weekdays=frozenset(day for day in _WEEKDAYS if row["weekday_bits"] >> day & 1),
        times_per_day=row["times_per_day"],
        times=tuple(row["times"].split(",")) if row["times"] else (),
    )


def _phase(row: Row) -> Phase:
    return Phase(weeks=row["weeks"], goal=row["goal"])
