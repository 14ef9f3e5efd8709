"""Sessions and their sets in the database; implements `coaching.ports.SessionStore`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

import msgspec

from hipcoach.domain.errors import StorageError
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import (
    ChangeKind,
    Session,
    SessionChange,
    SessionForm,
    SessionOutline,
    SessionStatus,
    SetAddress,
    SetEnd,
    SetRecord,
    WholeSession,
)
from hipcoach.storage.database import (
    Database,
    Row,
    instant_of,
    instant_text,
    offset_seconds,
    readable,
)

_COLUMNS = (
    "uid",
    "routine_id",
    "routine_json",
    "options_json",
    "started_at",
    "local_date",
    "status",
    "ended_at",
    "played_ms",
    "effort",
    "control_steady",
    "note",
    "is_sample",
    "form",
    "entered_later",
    "utc_offset_s",
)
_INSERT = (
    f"INSERT INTO sessions ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"
)
_OR_REPLACE = "ON CONFLICT (uid) DO UPDATE SET " + ", ".join(
    f"{column} = excluded.{column}" for column in _COLUMNS[1:]
)


class SqliteSessionStore:
    """Keeps sessions; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def start(self, session: Session) -> None:
        """Keep a new session whole, with the snapshot of its routine and options."""
        self._database.write(_INSERT, _row(session))

    def put(self, whole: WholeSession) -> None:
        """Keep a session as it is given, in place of all that is kept of it; all or nothing."""
        uid = whole.session.uid
        with self._database.together():
            # Not deleted first: its ratings would forget it.
            self._database.write(f"{_INSERT} {_OR_REPLACE}", _row(whole.session))
            self._database.write("DELETE FROM sets WHERE session_uid = ?", (uid,))
            self._database.write("DELETE FROM session_changes WHERE session_uid = ?", (uid,))
            for record in whole.sets:
                self.save_set(record)
            for change in whole.changes:
                self.add_change(change)

    def update(self, session: Session) -> None:
        """Rewrite a kept session's options, status, end, played time, effort, control and note."""
        touched = self._database.write(
            """
            UPDATE sessions SET
                options_json = ?,
                status = ?, ended_at = ?, played_ms = ?, effort = ?, control_steady = ?, note = ?
            WHERE uid = ?
            """,
            (session.options_json, *_outcome(session), session.uid),
        )
        _check_found(touched, session.uid)

    def save_set(self, record: SetRecord) -> None:
        """Keep a set, replacing what is kept under the same address."""
        self._database.write(
            """
            INSERT INTO sets (
                session_uid, item_uid, set_no, side, pass_no,
                exercise_id, planned_reps, planned_ms, done_reps, done_ms, ended, at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session_uid, item_uid, set_no, side, pass_no) DO UPDATE SET
                exercise_id = excluded.exercise_id,
                planned_reps = excluded.planned_reps,
                planned_ms = excluded.planned_ms,
                done_reps = excluded.done_reps,
                done_ms = excluded.done_ms,
                ended = excluded.ended,
                at = excluded.at
            """,
            (
                record.session_uid,
                record.address.item_uid,
                record.address.set_no,
                record.address.side.value,
                record.address.pass_no,
                record.exercise_id,
                record.planned_reps,
                record.planned_ms,
                record.done_reps,
                record.done_ms,
                record.ended.value,
                instant_text(record.at),
            ),
        )

    def delete(self, session_uid: str) -> None:
        """Take a session out with its sets and changes; its ratings stay, tied to none."""
        self._database.write("DELETE FROM sessions WHERE uid = ?", (session_uid,))

    def add_change(self, change: SessionChange) -> None:
        """Keep what was changed in a session, replacing a change of the same uid."""
        self._database.write(
            """
            INSERT INTO session_changes (uid, session_uid, kind, why, at, item_uid)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                session_uid = excluded.session_uid,
                kind = excluded.kind,
                why = excluded.why,
                at = excluded.at,
                item_uid = excluded.item_uid
            """,
            (
                change.uid,
                change.session_uid,
                change.kind.value,
                change.why,
                instant_text(change.at),
                change.item_uid,
            ),
        )

    def changes_of(self, session_uid: str) -> tuple[SessionChange, ...]:
        """Return what was changed in a session, oldest first."""
        rows = self._database.query(
            "SELECT * FROM session_changes WHERE session_uid = ? ORDER BY at, rowid",
            (session_uid,),
        )
        return readable(rows, _change)

    def all_changes(self) -> Mapping[str, tuple[SessionChange, ...]]:
        """Return what was changed in every session, by session uid."""
        found: dict[str, list[SessionChange]] = {}
        rows = self._database.query("SELECT * FROM session_changes ORDER BY at, rowid")
        for change in readable(rows, _change):
            found.setdefault(change.session_uid, []).append(change)
        return {uid: tuple(changes) for uid, changes in found.items()}

    def save_played_ms(self, session_uid: str, played_ms: int) -> None:
        """Note how long a running session has been played, in ms."""
        touched = self._database.write(
            "UPDATE sessions SET played_ms = ? WHERE uid = ?", (played_ms, session_uid)
        )
        _check_found(touched, session_uid)

    def get(self, session_uid: str) -> Session | None:
        """Return a session, or None when there is none of that name."""
        rows = self._database.query("SELECT * FROM sessions WHERE uid = ?", (session_uid,))
        return _session(rows[0]) if rows else None

    def sets_of(self, session_uid: str) -> tuple[SetRecord, ...]:
        """Return a session's sets in the order they were done."""
        rows = self._database.query(
            "SELECT * FROM sets WHERE session_uid = ? ORDER BY at, rowid", (session_uid,)
        )
        return readable(rows, _set_record)

    def all_sets(self) -> Mapping[str, tuple[SetRecord, ...]]:
        """Return the sets of every session, by session uid; a session without any is left out."""
        return _by_session(self._database.query("SELECT * FROM sets ORDER BY at, rowid"))

    def with_status(self, *statuses: SessionStatus) -> tuple[Session, ...]:
        """Return sessions of these statuses, oldest first."""
        marks = ", ".join("?" for _ in statuses)
        rows = self._database.query(
            f"SELECT * FROM sessions WHERE status IN ({marks}) ORDER BY started_at, rowid",
            [status.value for status in statuses],
        )
        return readable(rows, _session)

    def between(self, first: date, last: date) -> tuple[Session, ...]:
        """Return sessions whose local date lies in [first, last], oldest first."""
        rows = self._database.query(
            """
            SELECT * FROM sessions WHERE local_date BETWEEN ? AND ?
            ORDER BY started_at, rowid
            """,
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _session)

    def outlines(self, first: date, last: date) -> tuple[SessionOutline, ...]:
        """Return the sessions in [first, last] without their routines, oldest first."""
        rows = self._database.query(
            """
            SELECT uid, routine_id, local_date, status, form, is_sample FROM sessions
            WHERE local_date BETWEEN ? AND ? ORDER BY started_at, rowid
            """,
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _outline)

    def of_uids(self, uids: Sequence[str]) -> tuple[Session, ...]:
        """Return the sessions of these names in their order; one that is not there is left out."""
        marks = ", ".join("?" for _ in uids)
        rows = self._database.query(f"SELECT * FROM sessions WHERE uid IN ({marks})", tuple(uids))
        found = {session.uid: session for session in readable(rows, _session)}
        return tuple(found[uid] for uid in uids if uid in found)

    def last_done(self) -> Mapping[str, str]:
        """Return, by exercise, the uid of the newest session in which a set of it was done.

        Sessions that were discarded or still run don't count, nor sets that were skipped,
        begun again or left before anything was done.
        """
        rows = self._database.query(
            """
            SELECT sets.exercise_id AS exercise, sessions.uid AS uid,
                max(sessions.local_date || sessions.started_at)
            FROM sets JOIN sessions ON sets.session_uid = sessions.uid
            WHERE sessions.status IN ('completed', 'partial')
                AND sets.ended NOT IN ('skipped', 'restarted')
                AND CASE WHEN sets.planned_reps IS NULL
                    THEN sets.done_ms > 0 ELSE sets.done_reps > 0 END
            GROUP BY sets.exercise_id
            """
        )
        return {row["exercise"]: row["uid"] for row in rows}

    def sets_between(self, first: date, last: date) -> Mapping[str, tuple[SetRecord, ...]]:
        """Return the sets of the sessions in [first, last], by session uid."""
        rows = self._database.query(
            """
            SELECT sets.* FROM sessions JOIN sets ON sets.session_uid = sessions.uid
            WHERE sessions.local_date BETWEEN ? AND ? ORDER BY sets.at, sets.rowid
            """,
            (first.isoformat(), last.isoformat()),
        )
        return _by_session(rows)

    def first_day(self, since: date = date.min) -> date | None:
        """Return the local date of the earliest session from a day on, None without one."""
        rows = self._database.query(
            "SELECT DISTINCT local_date AS day FROM sessions "
            "WHERE local_date >= ? ORDER BY local_date LIMIT 9",
            (since.isoformat(),),
        )
        return next(iter(readable(rows, lambda row: date.fromisoformat(row["day"]))), None)


def unreadable_days(database: Database) -> tuple[str, ...]:
    """Return the days of sessions that can't be read, oldest first, as the record has them."""
    rows = database.query("SELECT * FROM sessions ORDER BY local_date, rowid")
    return tuple(str(row["local_date"]) for row in rows if not readable((row,), _session))


def _by_session(rows: Sequence[Row]) -> dict[str, tuple[SetRecord, ...]]:
    found: dict[str, list[SetRecord]] = {}
    for record in readable(rows, _set_record):
        found.setdefault(record.session_uid, []).append(record)
    return {uid: tuple(records) for uid, records in found.items()}


@lru_cache(maxsize=64)
def _routine(text: str) -> Routine:
    # A person plays a few routines hundreds of times; each is read once.
    return msgspec.json.decode(text, type=Routine)


def _row(session: Session) -> tuple[str | int | None, ...]:
    return (
        session.uid,
        session.routine.id,
        msgspec.json.encode(session.routine).decode(),
        session.options_json,
        instant_text(session.started_at),
        session.local_date.isoformat(),
        *_outcome(session),
        int(session.is_sample),
        session.form.value,
        int(session.entered_later),
        offset_seconds(session.started_at),
    )


def _outcome(session: Session) -> tuple[str | int | None, ...]:
    return (
        session.status.value,
        None if session.ended_at is None else instant_text(session.ended_at),
        session.played_ms,
        session.effort,
        None if session.control_steady is None else int(session.control_steady),
        session.note,
    )


def _check_found(touched: int, session_uid: str) -> None:
    if touched == 0:
        raise StorageError(f"There is no session {session_uid} in the record to be changed.")


def _outline(row: Row) -> SessionOutline:
    return SessionOutline(
        uid=row["uid"],
        routine_id=row["routine_id"],
        local_date=date.fromisoformat(row["local_date"]),
        status=SessionStatus(row["status"]),
        form=SessionForm(row["form"]),
        is_sample=bool(row["is_sample"]),
    )


def _session(row: Row) -> Session:
    try:
        routine = _routine(row["routine_json"])
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise StorageError(
            f"The session of {row['local_date']} holds a routine that cannot be read: {error}."
        ) from error
    try:
        msgspec.json.decode(row["options_json"], type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        raise StorageError(
            f"The session of {row['local_date']} holds options that cannot be read: {error}."
        ) from error
    return Session(
        uid=row["uid"],
        routine=routine,
        started_at=instant_of(row["started_at"], row["utc_offset_s"]),
        local_date=date.fromisoformat(row["local_date"]),
        status=SessionStatus(row["status"]),
        options_json=row["options_json"],
        ended_at=(
            None if row["ended_at"] is None else instant_of(row["ended_at"], row["utc_offset_s"])
        ),
        played_ms=row["played_ms"],
        effort=row["effort"],
        control_steady=None if row["control_steady"] is None else bool(row["control_steady"]),
        note=row["note"],
        is_sample=bool(row["is_sample"]),
        form=SessionForm(row["form"]),
        entered_later=bool(row["entered_later"]),
    )


def _set_record(row: Row) -> SetRecord:
    return SetRecord(
        session_uid=row["session_uid"],
        address=SetAddress(row["item_uid"], row["set_no"], Side(row["side"]), row["pass_no"]),
        exercise_id=row["exercise_id"],
        planned_reps=row["planned_reps"],
        planned_ms=row["planned_ms"],
        done_reps=row["done_reps"],
        done_ms=row["done_ms"],
        ended=SetEnd(row["ended"]),
        at=datetime.fromisoformat(row["at"]),
    )


def _change(row: Row) -> SessionChange:
    return SessionChange(
        uid=row["uid"],
        session_uid=row["session_uid"],
        kind=ChangeKind(row["kind"]),
        why=row["why"],
        at=datetime.fromisoformat(row["at"]),
        item_uid=row["item_uid"],
    )
