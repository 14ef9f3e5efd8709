"""Pain ratings in the database; implements `coaching.ports.PainStore`."""

from collections.abc import Mapping
from datetime import date

from hipcoach.domain.pain import Moment, PainKind, PainRating, SkippedRating
from hipcoach.domain.prescription import Side
from hipcoach.storage.database import (
    Database,
    Row,
    instant_of,
    instant_text,
    offset_seconds,
    readable,
)


class SqlitePainStore:
    """Keeps pain ratings and skipped ones; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, rating: PainRating) -> None:
        """Keep a rating, replacing one of the same uid; its session must be kept already."""
        self._database.write(
            """
            INSERT INTO pain_ratings (
                uid, moment, nrs, site, at, utc_offset_s, local_date, session_uid, item_uid,
                set_no, side, kind, note, recalled, woke_at_night
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                moment = excluded.moment,
                nrs = excluded.nrs,
                site = excluded.site,
                at = excluded.at,
                utc_offset_s = excluded.utc_offset_s,
                local_date = excluded.local_date,
                session_uid = excluded.session_uid,
                item_uid = excluded.item_uid,
                set_no = excluded.set_no,
                side = excluded.side,
                kind = excluded.kind,
                note = excluded.note,
                recalled = excluded.recalled,
                woke_at_night = excluded.woke_at_night
            """,
            (
                rating.uid,
                rating.moment.value,
                rating.nrs,
                rating.site,
                instant_text(rating.at),
                offset_seconds(rating.at),
                rating.local_date.isoformat(),
                rating.session_uid,
                rating.item_uid,
                rating.set_no,
                None if rating.side is None else rating.side.value,
                None if rating.kind is None else rating.kind.value,
                rating.note,
                int(rating.recalled),
                None if rating.woke_at_night is None else int(rating.woke_at_night),
            ),
        )

    def remove(self, uid: str) -> None:
        """Take a rating, or a skipped one, out; nothing happens when there is none."""
        with self._database.together():
            self._database.write("DELETE FROM pain_ratings WHERE uid = ?", (uid,))
            self._database.write("DELETE FROM skipped_ratings WHERE uid = ?", (uid,))

    def skip(self, skipped: SkippedRating) -> None:
        """Keep that a rating was asked for and not given, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO skipped_ratings (
                uid, moment, site, at, utc_offset_s, local_date, session_uid
            ) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                moment = excluded.moment,
                site = excluded.site,
                at = excluded.at,
                utc_offset_s = excluded.utc_offset_s,
                local_date = excluded.local_date,
                session_uid = excluded.session_uid
            """,
            (
                skipped.uid,
                skipped.moment.value,
                skipped.site,
                instant_text(skipped.at),
                offset_seconds(skipped.at),
                skipped.local_date.isoformat(),
                skipped.session_uid,
            ),
        )

    def skipped_between(self, first: date, last: date) -> tuple[SkippedRating, ...]:
        """Return what was skipped on days in [first, last], oldest first."""
        rows = self._database.query(
            """
            SELECT * FROM skipped_ratings WHERE local_date BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _skipped)

    def between(self, first: date, last: date) -> tuple[PainRating, ...]:
        """Return ratings whose local date lies in [first, last], oldest first."""
        rows = self._database.query(
            """
            SELECT * FROM pain_ratings WHERE local_date BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            (first.isoformat(), last.isoformat()),
        )
        return readable(rows, _rating)

    def of_session(self, session_uid: str) -> tuple[PainRating, ...]:
        """Return the ratings given for a session, oldest first."""
        rows = self._database.query(
            "SELECT * FROM pain_ratings WHERE session_uid = ? ORDER BY at, rowid", (session_uid,)
        )
        return readable(rows, _rating)

    def of_site(self, site: str, first: date, last: date) -> tuple[PainRating, ...]:
        """Return one site's ratings whose local date lies in [first, last], oldest first."""
        rows = self._database.query(
            """
            SELECT * FROM pain_ratings WHERE site = ? AND local_date BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            (site, first.isoformat(), last.isoformat()),
        )
        return readable(rows, _rating)

    def counts(self) -> Mapping[str, int]:
        """Return how often each site was ever rated."""
        rows = self._database.query("SELECT site, count(*) AS n FROM pain_ratings GROUP BY site")
        return {row["site"]: row["n"] for row in rows}

    def first_day(self, since: date = date.min) -> date | None:
        """Return the local date of the earliest rating from a day on, None without one."""
        rows = self._database.query(
            "SELECT DISTINCT local_date AS day FROM pain_ratings "
            "WHERE local_date >= ? ORDER BY local_date LIMIT 9",
            (since.isoformat(),),
        )
        return next(iter(readable(rows, lambda row: date.fromisoformat(row["day"]))), None)


def _rating(row: Row) -> PainRating:
    return PainRating(
        uid=row["uid"],
        moment=Moment(row["moment"]),
        nrs=row["nrs"],
        site=row["site"],
        at=instant_of(row["at"], row["utc_offset_s"]),
        local_date=date.fromisoformat(row["local_date"]),
        session_uid=row["session_uid"],
        item_uid=row["item_uid"],
        set_no=row["set_no"],
        side=None if row["side"] is None else Side(row["side"]),
        kind=None if row["kind"] is None else PainKind(row["kind"]),
        note=row["note"],
        recalled=bool(row["recalled"]),
        woke_at_night=None if row["woke_at_night"] is None else bool(row["woke_at_night"]),
    )


def _skipped(row: Row) -> SkippedRating:
    return SkippedRating(
        uid=row["uid"],
        moment=Moment(row["moment"]),
        site=row["site"],
        at=instant_of(row["at"], row["utc_offset_s"]),
        local_date=date.fromisoformat(row["local_date"]),
        session_uid=row["session_uid"],
    )
