"""The plan and its excused days, as they leave and come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

import msgspec

from hipcoach.coaching.ports import PlanStore
from hipcoach.domain.plan import PlanVersion
from hipcoach.exchange.rows import Row, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcusedDay:
    """A day taken out of what is due, and why."""

    day: date
    reason: str

    @classmethod
    def all_of(cls, store: PlanStore) -> tuple[Self, ...]:
        """Return every excused day, in order."""
        excused = store.excused()
        return tuple(cls(day=day, reason=excused[day]) for day in sorted(excused))

    def keep_in(self, store: PlanStore) -> None:
        """Keep it."""
        store.excuse([self.day], self.reason)


def plan_row(version: PlanVersion) -> Row:
    """Return a version as it stands in the document."""
    return {
        "uid": version.uid,
        "valid_from": version.valid_from,
        "slots": [
            {
                "routine_id": slot.routine_id,
                "weekdays": sorted(slot.weekdays),
                "times_per_day": slot.times_per_day,
                "times": slot.times,
            }
            for slot in version.slots
        ],
        "programme": version.programme,
        "reason": version.reason,
    }


def version_from(row: Row) -> PlanVersion:
    """Read a version; the first shape of the document knew one routine a version."""
    if "slots" not in row and "routine_id" in row:
        slot = {"routine_id": row["routine_id"], "weekdays": row.get("weekdays", [])}
        row = {"uid": row.get("uid"), "valid_from": row.get("valid_from"), "slots": [slot]}
    return msgspec.convert(row, PlanVersion)


def plan_table(versions: Iterable[PlanVersion]) -> dict[str, Table]:
    """Return the table of versions, a row for each routine; weekdays 0 to 6 apart by blanks."""
    table = Table(
        (
            "uid",
            "valid_from",
            "routine_id",
            "weekdays",
            "times_per_day",
            "times",
            "programme_first_day",
            "programme_weeks",
            "reason",
        ),
        [],
    )
    for version in versions:
        programme = version.programme
        for slot in version.slots:
            table.rows.append(
                {
                    "uid": version.uid,
                    "valid_from": version.valid_from,
                    "routine_id": slot.routine_id,
                    "weekdays": " ".join(map(str, sorted(slot.weekdays))),
                    "times_per_day": slot.times_per_day,
                    "times": " ".join(slot.times),
                    "programme_first_day": None if programme is None else programme.first_day,
                    "programme_weeks": None if programme is None else programme.weeks,
                    "reason": version.reason,
                }
            )
    return {"plan_versions": table}
