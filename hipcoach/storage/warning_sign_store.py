"""Warning signs in the database; implements `coaching.ports.WarningSignStore`."""

from datetime import date

from hipcoach.domain.safety import RedFlagTier
from hipcoach.domain.warning_sign import ClearedBy, WarningSign
from hipcoach.storage.database import (
    Database,
    Row,
    instant_of,
    instant_text,
    offset_seconds,
    readable,
)


class SqliteWarningSignStore:
    """Keeps warning signs; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, sign: WarningSign) -> None:
        """Save a sign, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO warning_signs (
                uid, sign, tier, told_at, utc_offset_s, local_date,
                cleared_by, cleared_on, cleared_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                sign = excluded.sign, tier = excluded.tier, told_at = excluded.told_at,
                utc_offset_s = excluded.utc_offset_s, local_date = excluded.local_date,
                cleared_by = excluded.cleared_by, cleared_on = excluded.cleared_on,
                cleared_at = excluded.cleared_at
            """,
            (
                sign.uid,
                sign.sign,
                sign.tier.value,
                instant_text(sign.told_at),
                offset_seconds(sign.told_at),
                sign.local_date.isoformat(),
                "" if sign.cleared_by is None else sign.cleared_by.value,
                None if sign.cleared_on is None else sign.cleared_on.isoformat(),
                None if sign.cleared_at is None else instant_text(sign.cleared_at),
            ),
        )

    def remove(self, uid: str) -> None:
        """Remove a sign; nothing happens when there is none."""
        self._database.write("DELETE FROM warning_signs WHERE uid = ?", (uid,))

    def every(self) -> tuple[WarningSign, ...]:
        """Return all signs, oldest first."""
        rows = self._database.query("SELECT * FROM warning_signs ORDER BY told_at, rowid")
        return readable(rows, _sign)


def _sign(row: Row) -> WarningSign:
    offset_s = row["utc_offset_s"]
    cleared_at = row["cleared_at"]
    return WarningSign(
        uid=row["uid"],
        sign=row["sign"],
        tier=RedFlagTier(row["tier"]),
        told_at=instant_of(row["told_at"], offset_s),
        local_date=date.fromisoformat(row["local_date"]),
        cleared_by=ClearedBy(row["cleared_by"]) if row["cleared_by"] else None,
        cleared_on=date.fromisoformat(row["cleared_on"]) if row["cleared_on"] else None,
        cleared_at=None if cleared_at is None else instant_of(cleared_at, offset_s),
    )
