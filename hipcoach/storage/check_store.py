"""Results of self-checks in the database; implements `coaching.ports.CheckStore`."""

from datetime import date

import msgspec

from hipcoach.domain.prescription import Side
from hipcoach.domain.selfcheck import Check, CheckResult, Hands
from hipcoach.storage.database import (
    Database,
    Row,
    instant_of,
    instant_text,
    offset_seconds,
    readable,
)


class SqliteCheckStore:
    """Keeps results; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, result: CheckResult) -> None:
        """Keep a result, replacing one of the same uid."""
        self._database.write(
            """
            INSERT OR REPLACE INTO check_results (
                uid, check_id, side, about, value, trials_json, hands, aid, adapted_count, note,
                at, utc_offset_s, local_date
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                result.uid,
                result.check.value,
                result.side.value,
                result.about,
                float(result.value),
                msgspec.json.encode(result.trials).decode(),
                result.hands.value,
                result.aid,
                result.adapted_count,
                result.note,
                instant_text(result.at),
                offset_seconds(result.at),
                result.local_date.isoformat(),
            ),
        )

    def remove(self, uid: str) -> None:
        """Take a result out; nothing happens when there is none."""
        self._database.write("DELETE FROM check_results WHERE uid = ?", (uid,))

    def between(self, first: date, last: date) -> tuple[CheckResult, ...]:
        """Return results of days in [first, last], oldest first."""
        rows = self._database.query(
            "SELECT * FROM check_results WHERE local_date BETWEEN ? AND ? ORDER BY at, rowid",
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _result)


def _result(row: Row) -> CheckResult:
    return CheckResult(
        uid=row["uid"],
        check=Check(row["check_id"]),
        side=Side(row["side"]),
        about=row["about"],
        value=row["value"],
        trials=msgspec.json.decode(row["trials_json"], type=tuple[float, ...]),
        hands=Hands(row["hands"]),
        aid=row["aid"],
        adapted_count=row["adapted_count"],
        note=row["note"],
        at=instant_of(row["at"], row["utc_offset_s"]),
        local_date=date.fromisoformat(row["local_date"]),
    )
