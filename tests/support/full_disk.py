"""Stores on a disk that fills up and gets room again."""

from collections.abc import Mapping, Sequence
from datetime import date

from hipcoach.coaching.ports import PainStore, SessionStore
from hipcoach.domain.errors import DiskFullError
from hipcoach.domain.pain import PainRating, SkippedRating
from hipcoach.domain.session import (
    Session,
    SessionChange,
    SessionOutline,
    SessionStatus,
    SetRecord,
    WholeSession,
)

FULL = "There is no room left on the disk."


class Disk:
    """Whether there is room, and how many more writes it takes until there is none."""

    def __init__(self) -> None:
        """Begin with room."""
        self.is_full = False
        self.writes_left: int | None = None

    def write(self) -> None:
        """Take a write, or raise DiskFullError."""
        if self.writes_left is not None:
            self.writes_left -= 1
            self.is_full = self.is_full or self.writes_left < 0
        if self.is_full:
            raise DiskFullError(FULL)


class SessionsOnDisk:
    """A SessionStore that passes everything on, as long as there is room."""

    def __init__(self, store: SessionStore, disk: Disk) -> None:
        """Stand before a real store."""
        self._store = store
        self._disk = disk
        self.saved: list[SetRecord] = []

    def start(self, session: Session) -> None:
        self._disk.write()
        self._store.start(session)

    def update(self, session: Session) -> None:
        self._disk.write()
        self._store.update(session)

    def save_set(self, record: SetRecord) -> None:
        self._disk.write()
        self._store.save_set(record)
        self.saved.append(record)

    def put(self, whole: WholeSession) -> None:
        self._disk.write()
        self._store.put(whole)

    def last_done(self) -> Mapping[str, str]:
        return self._store.last_done()

    def delete(self, session_uid: str) -> None:
        self._disk.write()
        self._store.delete(session_uid)

    def add_change(self, change: SessionChange) -> None:
        self._disk.write()
        self._store.add_change(change)

    def changes_of(self, session_uid: str) -> tuple[SessionChange, ...]:
        return self._store.changes_of(session_uid)

    def all_changes(self) -> Mapping[str, tuple[SessionChange, ...]]:
        return self._store.all_changes()

    def save_played_ms(self, session_uid: str, played_ms: int) -> None:
        self._disk.write()
        self._store.save_played_ms(session_uid, played_ms)

    def get(self, session_uid: str) -> Session | None:
        return self._store.get(session_uid)

    def sets_of(self, session_uid: str) -> tuple[SetRecord, ...]:
        return self._store.sets_of(session_uid)

    def all_sets(self) -> Mapping[str, tuple[SetRecord, ...]]:
        return self._store.all_sets()

    def with_status(self, *statuses: SessionStatus) -> tuple[Session, ...]:
        return self._store.with_status(*statuses)

    def between(self, first: date, last: date) -> tuple[Session, ...]:
        return self._store.between(first, last)

    def outlines(self, first: date, last: date) -> tuple[SessionOutline, ...]:
        return self._store.outlines(first, last)

    def of_uids(self, uids: Sequence[str]) -> tuple[Session, ...]:
        return self._store.of_uids(uids)

    def sets_between(self, first: date, last: date) -> Mapping[str, tuple[SetRecord, ...]]:
        return self._store.sets_between(first, last)

    def first_day(self, since: date = date.min) -> date | None:
        return self._store.first_day(since)


class PainsOnDisk:
    """A PainStore that passes everything on, as long as there is room."""

    def __init__(self, store: PainStore, disk: Disk) -> None:
        """Stand before a real store."""
        self._store = store
        self._disk = disk

    def add(self, rating: PainRating) -> None:
        self._disk.write()
        self._store.add(rating)

    def remove(self, uid: str) -> None:
        self._disk.write()
        self._store.remove(uid)

    def skip(self, skipped: SkippedRating) -> None:
        self._disk.write()
        self._store.skip(skipped)

    def skipped_between(self, first: date, last: date) -> tuple[SkippedRating, ...]:
        return self._store.skipped_between(first, last)

    def between(self, first: date, last: date) -> tuple[PainRating, ...]:
        return self._store.between(first, last)

    def of_session(self, session_uid: str) -> tuple[PainRating, ...]:
        return self._store.of_session(session_uid)

    def of_site(self, site: str, first: date, last: date) -> tuple[PainRating, ...]:
        return self._store.of_site(site, first, last)

    def counts(self) -> Mapping[str, int]:
        return self._store.counts()

    def first_day(self, since: date = date.min) -> date | None:
        return self._store.first_day(since)
