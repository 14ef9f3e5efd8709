"""Answers to suggestions in the database; implements `coaching.ports.ProgressionStore`."""

from datetime import date, datetime
from functools import lru_cache

import msgspec

from hipcoach.domain.kept_routine import KeptItem
from hipcoach.domain.progression import Answer, Decision, DoseAnswer
from hipcoach.storage.database import (
    Database,
    Row,
    instant_of,
    instant_text,
    offset_seconds,
    readable,
)


class SqliteProgressionStore:
    """Keeps answers; every call is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        """Use this open database."""
        self._database = database

    def add(self, answer: DoseAnswer) -> None:
        """Keep an answer, replacing one of the same uid."""
        self._database.write(
            """
            INSERT INTO dose_answers (
                uid, routine_id, item_uid, decision, answer, why, base_json, after_json, at,
                utc_offset_s, local_date, undone_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET
                routine_id = excluded.routine_id,
                item_uid = excluded.item_uid,
                decision = excluded.decision,
                answer = excluded.answer,
                why = excluded.why,
                base_json = excluded.base_json,
                after_json = excluded.after_json,
                at = excluded.at,
                utc_offset_s = excluded.utc_offset_s,
                local_date = excluded.local_date,
                undone_at = excluded.undone_at
            """,
            (
                answer.uid,
                answer.routine_id,
                answer.base.uid,
                answer.decision.value,
                answer.answer.value,
                answer.why,
                _encoded(answer.base),
                None if answer.after is None else _encoded(answer.after),
                instant_text(answer.at),
                offset_seconds(answer.at),
                answer.local_date.isoformat(),
                None if answer.undone_at is None else instant_text(answer.undone_at),
            ),
        )

    def undo(self, uid: str, at: datetime) -> None:
        """Note that an answer no longer holds."""
        self._database.write(
            "UPDATE dose_answers SET undone_at = ? WHERE uid = ?", (instant_text(at), uid)
        )

    def answers(self) -> tuple[DoseAnswer, ...]:
        """Return every answer, oldest first."""
        rows = self._database.query("SELECT * FROM dose_answers ORDER BY at, rowid")
        return readable(rows, _answer)


def _encoded(item: KeptItem) -> str:
    return msgspec.json.encode(item).decode()


@lru_cache(maxsize=4_096)
def _decoded(text: str) -> KeptItem:
    """Read an item; the same ones come again with every answer."""
    return msgspec.json.decode(text, type=KeptItem)


def _answer(row: Row) -> DoseAnswer:
    after = row["after_json"]
    return DoseAnswer(
        uid=row["uid"],
        routine_id=row["routine_id"],
        decision=Decision(row["decision"]),
        answer=Answer(row["answer"]),
        why=row["why"],
        base=_decoded(row["base_json"]),
        after=None if after is None else _decoded(after),
        at=instant_of(row["at"], row["utc_offset_s"]),
        local_date=date.fromisoformat(row["local_date"]),
        undone_at=None if row["undone_at"] is None else datetime.fromisoformat(row["undone_at"]),
    )
