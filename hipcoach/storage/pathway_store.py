"""Stages of pathways, activities and scores of forms in the database."""

from datetime import date, datetime

from hipcoach.domain.activity import Activity, ActivityKind, FormScore
from hipcoach.domain.pathway import StageStart
from hipcoach.storage.database import Database, Row, instant_text, readable


class SqlitePathwayStore:
    """Keeps when each stage of a pathway began; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, start: StageStart) -> None:
        """Keep the start of a stage, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO pathway_stages (uid, pathway, stage, first_day, reason, at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                pathway = excluded.pathway,
                stage = excluded.stage,
                first_day = excluded.first_day,
                reason = excluded.reason,
                at = excluded.at
            """,
            (
                start.uid,
                start.pathway,
                start.stage,
                start.first_day.isoformat(),
                start.reason,
                instant_text(start.at),
            ),
        )

    def every(self) -> tuple[StageStart, ...]:
        """Return every start, oldest first; the last one holds."""
        rows = self._database.query("SELECT * FROM pathway_stages ORDER BY at, rowid")
        return readable(rows, _start)


class SqliteActivityStore:
    """Keeps activities; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, activity: Activity) -> None:
        """Keep an activity, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO activities (uid, day, kind, minutes, effort, note, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                day = excluded.day,
                kind = excluded.kind,
                minutes = excluded.minutes,
                effort = excluded.effort,
                note = excluded.note,
                at = excluded.at
            """,
            (
                activity.uid,
                activity.day.isoformat(),
                activity.kind.value,
                activity.minutes,
                activity.effort,
                activity.note,
                instant_text(activity.at),
            ),
        )

    def remove(self, uid: str) -> None:
        """Delete an activity; nothing happens when there is none."""
        self._database.write("DELETE FROM activities WHERE uid = ?", (uid,))

    def between(self, first: date, last: date) -> tuple[Activity, ...]:
        """Return the activities of days in [first, last], oldest first."""
        rows = self._database.query(
            "SELECT * FROM activities WHERE day BETWEEN ? AND ? ORDER BY day, at, rowid",
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _activity)


class SqliteFormScoreStore:
    """Keeps results of published forms; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, score: FormScore) -> None:
        """Keep a result, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO form_scores (uid, form, day, value, low, high, note, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                form = excluded.form,
                day = excluded.day,
                value = excluded.value,
                low = excluded.low,
                high = excluded.high,
                note = excluded.note,
                at = excluded.at
            """,
            (
                score.uid,
                score.form,
                score.day.isoformat(),
                float(score.value),
                float(score.low),
                float(score.high),
                score.note,
                instant_text(score.at),
            ),
        )

    def remove(self, uid: str) -> None:
        """Delete a result; nothing happens when there is none."""
        self._database.write("DELETE FROM form_scores WHERE uid = ?", (uid,))

    def between(self, first: date, last: date) -> tuple[FormScore, ...]:
        """Return the results of days in [first, last], oldest first."""
        rows = self._database.query(
            "SELECT * FROM form_scores WHERE day BETWEEN ? AND ? ORDER BY day, at, rowid",
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _score)


def _start(row: Row) -> StageStart:
    return StageStart(
        uid=row["uid"],
        pathway=row["pathway"],
        stage=row["stage"],
        first_day=date.fromisoformat(row["first_day"]),
        reason=row["reason"],
        at=datetime.fromisoformat(row["at"]),
    )


def _activity(row: Row) -> Activity:
    return Activity(
        uid=row["uid"],
        day=date.fromisoformat(row["day"]),
        kind=ActivityKind(row["kind"]),
        minutes=row["minutes"],
        effort=row["effort"],
        note=row["note"],
        at=datetime.fromisoformat(row["at"]),
    )


def _score(row: Row) -> FormScore:
    return FormScore(
        uid=row["uid"],
        form=row["form"],
        day=date.fromisoformat(row["day"]),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        note=row["note"],
        at=datetime.fromisoformat(row["at"]),
    )
