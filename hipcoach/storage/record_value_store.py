"""Single values of the record in the database; implements `coaching.ports.RecordValues`."""

from datetime import datetime

from hipcoach.domain.warning_sign import RecordValue
from hipcoach.storage.database import Database, Row, instant_text, readable


class SqliteRecordValues:
    """Keeps one value a key; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def get(self, key: str) -> str | None:
        """Return the JSON kept under a key, None without one."""
        rows = self._database.query("SELECT value_json FROM record_values WHERE key = ?", (key,))
        return rows[0]["value_json"] if rows else None

    def set(self, value: RecordValue) -> None:
        """Save a value in place of what is kept under its key."""
        self._database.write(
            "INSERT OR REPLACE INTO record_values (key, value_json, at) VALUES (?, ?, ?)",
            (value.key, value.value_json, instant_text(value.at)),
        )

    def every(self) -> tuple[RecordValue, ...]:
        """Return all values by key."""
        rows = self._database.query("SELECT * FROM record_values ORDER BY key")
        return readable(rows, _value)


def _value(row: Row) -> RecordValue:
    return RecordValue(
        key=row["key"],
        value_json=row["value_json"],
        at=datetime.fromisoformat(row["at"]),
    )
