"""Baselines in the database; implements `coaching.ports.BaselineStore`."""

from datetime import date, datetime

from hipcoach.domain.baseline import Baseline
from hipcoach.storage.database import Database, Row, instant_text, readable


class SqliteBaselineStore:
    """Keeps baselines; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, baseline: Baseline) -> None:
        """Keep a baseline, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO baselines (uid, site, first_day, value, reason, set_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                site = excluded.site,
                first_day = excluded.first_day,
                value = excluded.value,
                reason = excluded.reason,
                set_at = excluded.set_at
            """,
            (
                baseline.uid,
                baseline.site,
                baseline.first_day.isoformat(),
                float(baseline.value),
                baseline.reason,
                instant_text(baseline.set_at),
            ),
        )

    def of_site(self, site: str) -> tuple[Baseline, ...]:
        """Return a site's baselines, oldest first; the last one holds."""
        rows = self._database.query(
            "SELECT * FROM baselines WHERE site = ? ORDER BY set_at, rowid", (site,)
        )
        return readable(rows, _baseline)

    def is_whole(self, site: str) -> bool:
        """Return whether every baseline of a site can be read."""
        rows = self._database.query("SELECT * FROM baselines WHERE site = ?", (site,))
        return len(readable(rows, _baseline)) == len(rows)

    def every(self) -> tuple[Baseline, ...]:
        """Return the baselines of all sites, oldest first."""
        rows = self._database.query("SELECT * FROM baselines ORDER BY set_at, rowid")
        return readable(rows, _baseline)


def _baseline(row: Row) -> Baseline:
    return Baseline(
        uid=row["uid"],
        site=row["site"],
        first_day=date.fromisoformat(row["first_day"]),
        value=row["value"],
        reason=row["reason"],
        set_at=datetime.fromisoformat(row["set_at"]),
    )
