"""The ninth change of the record: several times a day, copies of what is planned, and care."""

from sqlite_utils import Database

from hipcoach.storage.columns import DATE, INSTANT, MAYBE_DATE


def m0009_care(db: Database) -> None:
    """Let a slot be due several times a day, and make the tables that keep a plan whole."""
    _add_times_of_slots(db)
    _make_planned_copies(db)
    _make_calendar_exports(db)
    _make_record_values(db)
    _make_warning_signs(db)
    _make_pathway_tables(db)


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
            saved_at {INSTANT.format("saved_at", "NOT NULL")}
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
            exported_at {INSTANT.format("exported_at", "NOT NULL")}
        ) STRICT
        """
    )


def _make_record_values(db: Database) -> None:
    db.execute(
        f"""
        CREATE TABLE record_values (
            key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
            value_json TEXT NOT NULL CHECK (json_valid(value_json)),
            at {INSTANT.format("at", "NOT NULL")}
        ) STRICT
        """
    )


def _make_warning_signs(db: Database) -> None:
    db.execute(
        f"""
        CREATE TABLE warning_signs (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            sign TEXT NOT NULL CHECK (sign <> ''),
            tier TEXT NOT NULL,
            told_at {INSTANT.format("told_at", "NOT NULL")},
            utc_offset_s INTEGER CHECK (abs(utc_offset_s) < 86400),
            local_date {DATE.format("local_date")},
            cleared_by TEXT NOT NULL DEFAULT ''
                CHECK (cleared_by IN ('', 'seen', 'well again', 'mistake')),
            cleared_on {MAYBE_DATE.format("cleared_on")},
            cleared_at {INSTANT.format("cleared_at", "")},
            CHECK ((cleared_by = '') = (cleared_on IS NULL)),
            CHECK ((cleared_by = '') = (cleared_at IS NULL))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX warning_signs_by_day ON warning_signs (local_date, told_at)")


def _make_pathway_tables(db: Database) -> None:
    """Make the tables of pathway stages, activities and results of published forms."""
    db.execute(
        f"""
        CREATE TABLE pathway_stages (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            pathway TEXT NOT NULL CHECK (pathway <> ''),
            stage TEXT NOT NULL CHECK (stage <> ''),
            first_day {DATE.format("first_day")},
            reason TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute(
        f"""
        CREATE TABLE activities (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            day {DATE.format("day")},
            kind TEXT NOT NULL CHECK (kind <> ''),
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600),
            effort INTEGER CHECK (effort BETWEEN 0 AND 10),
            note TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX activities_by_day ON activities (day, at)")
    db.execute(
        f"""
        CREATE TABLE form_scores (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            form TEXT NOT NULL CHECK (form <> ''),
            day {DATE.format("day")},
            value REAL NOT NULL CHECK (value BETWEEN low AND high),
            low REAL NOT NULL,
            high REAL NOT NULL CHECK (low < high),
            note TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX form_scores_by_day ON form_scores (day, at)")
