"""Pain ratings in the database; implements `coaching.ports.PainStore`."""

from datetime import date, datetime

from hipcoach.domain.pain import Moment, PainKind, PainRating
from hipcoach.storage.database import Database, Row, instant_text


class SqlitePainStore:
    """Keeps pain ratings; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, rating: PainRating) -> None:
        """Keep a rating, replacing one of the same uid; its session must be kept already."""
        self._database.write(
            """
            INSERT INTO pain_ratings (
                uid, moment, nrs, site, at, local_date, session_uid, item_uid, kind, note
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                moment = excluded.moment,
                nrs = excluded.nrs,
                site = excluded.site,
                at = excluded.at,
                local_date = excluded.local_date,
                session_uid = excluded.session_uid,
                item_uid = excluded.item_uid,
                kind = excluded.kind,
                note = excluded.note
            """,
            (
                rating.uid,
                rating.moment.value,
                rating.nrs,
                rating.site,
                instant_text(rating.at),
                rating.local_date.isoformat(),
                rating.session_uid,
                rating.item_uid,
                None if rating.kind is None else rating.kind.value,
                rating.note,
            ),
        )

    def between(self, first: date, last: date) -> tuple[PainRating, ...]:
        """Return ratings whose local date lies in [first, last], oldest first."""
        rows = self._database.query(
            """
            SELECT * FROM pain_ratings WHERE local_date BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            (first.isoformat(), last.isoformat()),
        )
        return tuple(_rating(row) for row in rows)

    def of_session(self, session_uid: str) -> tuple[PainRating, ...]:
        """Return the ratings given for a session, oldest first."""
        rows = self._database.query(
            "SELECT * FROM pain_ratings WHERE session_uid = ? ORDER BY at, rowid", (session_uid,)
        )
        return tuple(_rating(row) for row in rows)


def _rating(row: Row) -> PainRating:
    return PainRating(
        uid=row["uid"],
        moment=Moment(row["moment"]),
        nrs=row["nrs"],
        site=row["site"],
        at=datetime.fromisoformat(row["at"]),
        local_date=date.fromisoformat(row["local_date"]),
        session_uid=row["session_uid"],
        item_uid=row["item_uid"],
        kind=None if row["kind"] is None else PainKind(row["kind"]),
        note=row["note"],
    )
