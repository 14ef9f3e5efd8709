"""The shape of the record, told as a list of changes that only grows.

A change that has been released is never edited: its outcome is in people's files. A change
to the domain that an old routine snapshot could not satisfy needs a migration of the snapshots.
"""

from typing import Final

from sqlite_utils import Database, Migrations

from hipcoach.storage.columns import DATE, INSTANT
from hipcoach.storage.migrations_0009 import m0009_care

MIGRATIONS: Final = Migrations("hipcoach")


@MIGRATIONS()
def m0001_initial(db: Database) -> None:
    """Make the tables of sessions, sets, pain ratings, plan versions and excused days."""
    db.execute(
        f"""
        CREATE TABLE sessions (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            routine_id TEXT NOT NULL,
            routine_json TEXT NOT NULL CHECK (json_valid(routine_json)),
            options_json TEXT NOT NULL CHECK (json_valid(options_json)),
            started_at {INSTANT.format("started_at", "NOT NULL")},
            local_date {DATE.format("local_date")},
            status TEXT NOT NULL
                CHECK (status IN ('running', 'completed', 'partial', 'discarded')),
            ended_at {INSTANT.format("ended_at", "")},
            played_ms INTEGER NOT NULL CHECK (played_ms >= 0),
            effort INTEGER CHECK (effort BETWEEN 0 AND 10),
            control_steady INTEGER CHECK (control_steady IN (0, 1)),
            note TEXT NOT NULL,
            is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX sessions_by_day ON sessions (local_date, started_at)")
    db.execute(
        f"""
        CREATE TABLE sets (
            session_uid TEXT NOT NULL REFERENCES sessions (uid) ON DELETE CASCADE,
            item_uid TEXT NOT NULL CHECK (item_uid <> ''),
            set_no INTEGER NOT NULL CHECK (set_no >= 1),
            side TEXT NOT NULL CHECK (side IN ('left', 'right', 'bilateral')),
            pass_no INTEGER NOT NULL CHECK (pass_no >= 1),
            exercise_id TEXT NOT NULL,
            planned_reps INTEGER CHECK (planned_reps >= 0),
            planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
            done_reps INTEGER NOT NULL CHECK (done_reps >= 0),
            done_ms INTEGER NOT NULL CHECK (done_ms >= 0),
            ended TEXT NOT NULL
                CHECK (ended IN ('completed', 'skipped', 'stopped', 'restarted')),
            at {INSTANT.format("at", "NOT NULL")},
            PRIMARY KEY (session_uid, item_uid, set_no, side, pass_no)
        ) STRICT
        """
    )
    # A rating tells of a person's day, so it outlives the session it was given in.
    db.execute(
        f"""
        CREATE TABLE pain_ratings (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            moment TEXT NOT NULL
                CHECK (moment IN ('before', 'during', 'after', 'morning', 'unprompted')),
            nrs INTEGER NOT NULL CHECK (nrs BETWEEN 0 AND 10),
            site TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")},
            local_date {DATE.format("local_date")},
            session_uid TEXT REFERENCES sessions (uid) ON DELETE SET NULL,
            item_uid TEXT,
            kind TEXT CHECK (kind IN ('sore', 'sharp', 'tingling', 'unwell')),
            note TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX pain_ratings_by_day ON pain_ratings (local_date, at)")
    db.execute("CREATE INDEX pain_ratings_by_session ON pain_ratings (session_uid)")
    # One bit for each weekday, Monday the lowest.
    db.execute(
        f"""
        CREATE TABLE plan_versions (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            routine_id TEXT NOT NULL CHECK (routine_id <> ''),
            weekday_bits INTEGER NOT NULL CHECK (weekday_bits BETWEEN 0 AND 127),
            valid_from {DATE.format("valid_from")} UNIQUE
        ) STRICT
        """
    )
    db.execute(
        f"""
        CREATE TABLE excused_days (
            day {DATE.format("day")} PRIMARY KEY,
            reason TEXT NOT NULL
        ) STRICT
        """
    )


@MIGRATIONS()
def m0002_record(db: Database) -> None:
    """Tell sessions' forms and pain's kinds apart, and keep skips, changes, days and baselines."""
    for column in (
        "form TEXT NOT NULL DEFAULT 'full' CHECK (form IN ('full', 'short', 'flare'))",
        "entered_later INTEGER NOT NULL DEFAULT 0 CHECK (entered_later IN (0, 1))",
        # How far the clock of that day was from UTC; of older sessions nobody knows.
        "utc_offset_s INTEGER CHECK (abs(utc_offset_s) < 86400)",
    ):
        db.execute(f"ALTER TABLE sessions ADD COLUMN {column}")
    # SQLite changes no CHECK of a table that is there, so it is made anew.
    db.execute(
        f"""
        CREATE TABLE new_pain_ratings (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            moment TEXT NOT NULL
                CHECK (moment IN ('before', 'during', 'after', 'morning', 'unprompted')),
            nrs INTEGER NOT NULL CHECK (nrs BETWEEN 0 AND 10),
            site TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")},
            utc_offset_s INTEGER CHECK (abs(utc_offset_s) < 86400),
            local_date {DATE.format("local_date")},
            session_uid TEXT REFERENCES sessions (uid) ON DELETE SET NULL,
            item_uid TEXT,
            set_no INTEGER CHECK (set_no >= 1),
            side TEXT CHECK (side IN ('left', 'right', 'bilateral')),
            kind TEXT CHECK (
                kind IN ('sore', 'dull', 'sharp', 'stiff', 'tingling', 'pinching', 'unwell')
            ),
            note TEXT NOT NULL,
            recalled INTEGER NOT NULL CHECK (recalled IN (0, 1)),
            woke_at_night INTEGER CHECK (woke_at_night IN (0, 1))
        ) STRICT
        """
    )
    db.execute(
        """
        INSERT INTO new_pain_ratings (
            uid, moment, nrs, site, at, local_date, session_uid, item_uid, kind, note, recalled
        )
        SELECT uid, moment, nrs, site, at, local_date, session_uid, item_uid, kind, note, 0
        FROM pain_ratings ORDER BY rowid
        """
    )
    db.execute("DROP TABLE pain_ratings")
    db.execute("ALTER TABLE new_pain_ratings RENAME TO pain_ratings")
    db.execute("CREATE INDEX pain_ratings_by_day ON pain_ratings (local_date, at)")
    db.execute("CREATE INDEX pain_ratings_by_session ON pain_ratings (session_uid)")
    db.execute(
        f"""
        CREATE TABLE skipped_ratings (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            moment TEXT NOT NULL
                CHECK (moment IN ('before', 'during', 'after', 'morning', 'unprompted')),
            site TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")},
            utc_offset_s INTEGER CHECK (abs(utc_offset_s) < 86400),
            local_date {DATE.format("local_date")},
            session_uid TEXT REFERENCES sessions (uid) ON DELETE SET NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX skipped_ratings_by_day ON skipped_ratings (local_date, at)")
    db.execute("CREATE INDEX skipped_ratings_by_session ON skipped_ratings (session_uid)")
    db.execute(
        f"""
        CREATE TABLE session_changes (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            session_uid TEXT NOT NULL REFERENCES sessions (uid) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN (
                'another set', 'easier', 'fewer reps', 'left out', 'ended early', 'own'
            )),
            why TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")},
            item_uid TEXT
        ) STRICT
        """
    )
    db.execute("CREATE INDEX session_changes_by_session ON session_changes (session_uid)")
    db.execute(
        f"""
        CREATE TABLE annotations (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            day {DATE.format("day")},
            kind TEXT NOT NULL CHECK (kind IN (
                'flare', 'fall', 'illness', 'medication', 'dose', 'rung', 'appointment', 'own'
            )),
            text TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX annotations_by_day ON annotations (day, at)")
    db.execute(
        f"""
        CREATE TABLE baselines (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            site TEXT NOT NULL,
            first_day {DATE.format("first_day")},
            value REAL NOT NULL CHECK (value BETWEEN 0 AND 10),
            reason TEXT NOT NULL,
            set_at {INSTANT.format("set_at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX baselines_by_site ON baselines (site, set_at)")


@MIGRATIONS()
def m0003_routines(db: Database) -> None:
    """Make the tables of own and therapists' routines, and of what is still being written."""
    db.execute(
        f"""
        CREATE TABLE routines (
            id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
            origin TEXT NOT NULL CHECK (origin IN ('own', 'therapist')),
            routine_json TEXT NOT NULL CHECK (json_valid(routine_json)),
            kept_at {INSTANT.format("kept_at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute(
        f"""
        CREATE TABLE routine_drafts (
            id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
            routine_json TEXT NOT NULL CHECK (json_valid(routine_json)),
            changed_at {INSTANT.format("changed_at", "NOT NULL")}
        ) STRICT
        """
    )


@MIGRATIONS()
def m0004_plan(db: Database) -> None:
    """Let a version of the plan hold several routines, a programme of phases and a reason."""
    db.execute(
        f"""
        CREATE TABLE plan_versions_with_reasons (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            valid_from {DATE.format("valid_from")} UNIQUE,
            first_day TEXT CHECK (first_day IS date(first_day, '+0 days')),
            reason TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        INSERT INTO plan_versions_with_reasons (uid, valid_from, first_day, reason)
        SELECT uid, valid_from, NULL, '' FROM plan_versions
        """
    )
    db.execute(
        """
        CREATE TABLE plan_slots (
            version_uid TEXT NOT NULL
                REFERENCES plan_versions_with_reasons (uid) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            routine_id TEXT NOT NULL CHECK (routine_id <> ''),
            weekday_bits INTEGER NOT NULL CHECK (weekday_bits BETWEEN 0 AND 127),
            PRIMARY KEY (version_uid, position),
            UNIQUE (version_uid, routine_id)
        ) STRICT
        """
    )
    db.execute(
        """
        INSERT INTO plan_slots (version_uid, position, routine_id, weekday_bits)
        SELECT uid, 0, routine_id, weekday_bits FROM plan_versions
        """
    )
    db.execute(
        """
        CREATE TABLE plan_phases (
            version_uid TEXT NOT NULL
                REFERENCES plan_versions_with_reasons (uid) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            weeks INTEGER NOT NULL CHECK (weeks >= 1),
            goal TEXT NOT NULL,
            PRIMARY KEY (version_uid, position)
        ) STRICT
        """
    )
    db.execute("DROP TABLE plan_versions")
    # SQLite takes the references along.
    db.execute("ALTER TABLE plan_versions_with_reasons RENAME TO plan_versions")


@MIGRATIONS()
def m0005_progression(db: Database) -> None:
    """Make the table of suggestions for a dose and what was answered."""
    db.execute(
        f"""
        CREATE TABLE dose_answers (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            routine_id TEXT NOT NULL CHECK (routine_id <> ''),
            item_uid TEXT NOT NULL CHECK (item_uid <> ''),
            decision TEXT NOT NULL CHECK (decision IN ('stop', 'deload', 'down', 'hold', 'up')),
            answer TEXT NOT NULL CHECK (answer IN ('accepted', 'not now', 'never')),
            why TEXT NOT NULL,
            base_json TEXT NOT NULL CHECK (json_valid(base_json)),
            after_json TEXT CHECK (after_json IS NULL OR json_valid(after_json)),
            at {INSTANT.format("at", "NOT NULL")},
            utc_offset_s INTEGER CHECK (abs(utc_offset_s) < 86400),
            local_date {DATE.format("local_date")},
            undone_at {INSTANT.format("undone_at", "")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX dose_answers_by_item ON dose_answers (routine_id, item_uid, at)")


@MIGRATIONS()
def m0006_checks(db: Database) -> None:
    """Make the table of what came of self-checks."""
    db.execute(
        f"""
        CREATE TABLE check_results (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            check_id TEXT NOT NULL CHECK (check_id IN (
                'chair stand', 'single-leg stand', 'four-stage balance', 'up and go',
                'hip range', 'activities', 'interference'
            )),
            side TEXT NOT NULL CHECK (side IN ('left', 'right', 'bilateral')),
            about TEXT NOT NULL,
            value REAL NOT NULL CHECK (value >= 0),
            trials_json TEXT NOT NULL CHECK (json_valid(trials_json)),
            hands TEXT NOT NULL CHECK (hands IN ('free', 'at a support', 'used')),
            aid TEXT NOT NULL,
            adapted_count INTEGER CHECK (adapted_count >= 0),
            note TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")},
            utc_offset_s INTEGER CHECK (abs(utc_offset_s) < 86400),
            local_date {DATE.format("local_date")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX check_results_by_day ON check_results (local_date, at)")


@MIGRATIONS()
def m0007_lean_reads(db: Database) -> None:
    """Let years of sessions be counted without reading the routines they hold."""
    # Everything an outline needs lies in the index itself.
    db.execute("DROP INDEX sessions_by_day")
    db.execute(
        """
        CREATE INDEX sessions_by_day ON sessions (
            local_date, started_at, uid, routine_id, status, form, is_sample
        )
        """
    )
    db.execute("CREATE INDEX sessions_by_status ON sessions (status)")
    db.execute("CREATE INDEX pain_ratings_by_site ON pain_ratings (site, local_date)")


@MIGRATIONS()
def m0008_clinic(db: Database) -> None:
    """Make the table of what a clinic found and did."""
    db.execute(
        f"""
        CREATE TABLE clinic_notes (
            uid TEXT NOT NULL PRIMARY KEY CHECK (uid <> ''),
            day {DATE.format("day")},
            kind TEXT NOT NULL CHECK (
                kind IN ('gait', 'posture', 'strength', 'range', 'treatment', 'other')
            ),
            side TEXT NOT NULL CHECK (side IN ('left', 'right', 'bilateral')),
            treatment_id TEXT NOT NULL,
            text TEXT NOT NULL,
            at {INSTANT.format("at", "NOT NULL")}
        ) STRICT
        """
    )
    db.execute("CREATE INDEX clinic_notes_by_day ON clinic_notes (day, at)")


MIGRATIONS()(m0009_care)
