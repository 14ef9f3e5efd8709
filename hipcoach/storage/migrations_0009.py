"""The ninth change of the record: several times a day, copies of what is planned, and care."""

from sqlite_utils import Database

# What `instant_text` writes, so that text order is time order.
_INSTANT = "TEXT NOT NULL CHECK ({0} LIKE '____-__-__T__:__:__.______+00:00')"


def m0009_care(db: Database) -> None:
    """Let a slot be due several times a day, and make the tables that keep a plan whole."""
    _add_times_of_slots(db)
    _make_planned_copies(db)
    _make_calendar_exports(db)


def _add_times_of_slots(db: Database) -> None:
    db.execute(
        """
        ALTER TABLE plan_slots ADD COLUMN times_per_day INTEGER NOT NULL DEFAULT 1
            CHECK (times_per_day BETWEEN 1 AND 6)
        """
    )
    # Words (morning, midday, evening) or HH:MM, apart by commas.
    db.execute("ALTER TABLE plan_slots ADD COLUMN times TEXT NOT NULL DEFAULT ''")


def _make_planned_copies(db: Database) -> None:
    db.execute(
        f"""
        CREATE TABLE planned_copies (
            routine_id TEXT NOT NULL PRIMARY KEY CHECK (routine_id <> ''),
            routine_json TEXT NOT NULL CHECK (json_valid(routine_json)),
            place TEXT NOT NULL,
            saved_at {_INSTANT.format("saved_at")}
        ) STRICT
        """
    )


def _make_calendar_exports(db: Database) -> None:
    db.execute(
        f"""
        CREATE TABLE calendar_exports (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            slot_key TEXT NOT NULL UNIQUE CHECK (slot_key <> ''),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            content TEXT NOT NULL,
            is_cancelled INTEGER NOT NULL CHECK (is_cancelled IN (0, 1)),
            exported_at {_INSTANT.format("exported_at")}
        ) STRICT
        """
    )
