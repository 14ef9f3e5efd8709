"""The plan in the database; implements `coaching.ports.PlanStore`."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from hipcoach.domain.errors import StorageError
from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot, UnreadableVersion
from hipcoach.storage.database import Database, Row, readable

_WEEKDAYS = range(7)
T = TypeVar("T")


class SqlitePlanStore:
    """Keeps plan versions and excused days; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def versions(self) -> tuple[PlanVersion, ...]:
        """Return every version, oldest first; one that can't be read whole keeps its place."""
        slots = self._by_version("plan_slots", _slot)
        phases = self._by_version("plan_phases", _phase)

        def version(row: Row) -> PlanVersion:
            uid = row["uid"]
            programme = None
            if row["first_day"] is not None:
                first_day = date.fromisoformat(row["first_day"])
                programme = Programme(first_day=first_day, phases=_whole(phases[uid]))
            return PlanVersion(
                uid=uid,
                slots=_whole(slots[uid]),
                valid_from=date.fromisoformat(row["valid_from"]),
                programme=programme,
                reason=row["reason"],
            )

        found: list[PlanVersion] = []
        for row in self._database.query("SELECT * FROM plan_versions ORDER BY valid_from"):
            (whole,) = readable((row,), version) or (None,)
            if whole is None:
                days = readable((row,), lambda one: date.fromisoformat(one["valid_from"]))
                day = days[0] if days else date.min
                whole = UnreadableVersion(uid=str(row["uid"]), valid_from=day)
            found.append(whole)
        return tuple(sorted(found, key=lambda each: each.valid_from))

    def _by_version(self, table: str, decode: Callable[[Row], T]) -> dict[str, list[T | None]]:
        """Return what each version has in a table by its place; None is what can't be read."""
        found: dict[str, list[T | None]] = defaultdict(list)
        for row in self._database.query(f"SELECT * FROM {table} ORDER BY version_uid, position"):
            of = found[str(row["version_uid"])]
            (read,) = readable((row,), decode) or (None,)
            of.append(read if row["position"] == len(of) else None)
        return found

    def add_version(self, version: PlanVersion) -> None:
        """Keep a new version; one that starts on the same day is replaced.

        One that can't be read stays on record as it is.
        """
        if isinstance(version, UnreadableVersion):
            return
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
        return dict(readable(rows, lambda row: (date.fromisoformat(row["day"]), row["reason"])))

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


def _whole(parts: Sequence[T | None]) -> tuple[T, ...]:
    """Return all parts; a plan that lacks one of them is another plan."""
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        raise StorageError("A part of the plan cannot be read.")
    return found


def _slot(row: Row) -> Slot:
    return Slot(
        routine_id=row["routine_id"],
        weekdays=frozenset(day for day in _WEEKDAYS if row["weekday_bits"] >> day & 1),
        times_per_day=row["times_per_day"],
        times=tuple(row["times"].split(",")) if row["times"] else (),
    )


def _phase(row: Row) -> Phase:
    return Phase(weeks=row["weeks"], goal=row["goal"])
