"""Writes down what is done while it is done: every finished set, at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from hipcoach.coaching.ports import SessionStore
from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import PainRating
from hipcoach.domain.session import Session, SessionChange, SetAddress, SetRecord
from hipcoach.player.clock import Clock
from hipcoach.player.events import Event, SessionFinished, SetFinished, SetProgressed


@dataclass(frozen=True, slots=True)
class InMemory:
    """A session with all its sets, and the ratings that wait to be written."""

    session: Session
    sets: tuple[SetRecord, ...]
    unsaved_ratings: tuple[PainRating, ...]


class SessionRecorder:
    """Turns the player's events into kept records.

    When nothing can be written (a full disk), the session goes on: what could not be
    kept waits in memory, is tried again with the next record or by `try_again`, and
    `problem` says so.
    """

    def __init__(self, session: Session, store: SessionStore, clock: Clock) -> None:
        """Record for a session that the store is still to be told of by `begin`."""
        self._session = session
        self._store = store
        self._clock = clock
        self._waiting: list[SetRecord] = []
        self._waiting_changes: list[SessionChange] = []
        self._all: dict[SetAddress, SetRecord] = {}
        self._latest = session.started_at
        self._is_begun = False
        self._is_changed = False
        self.played_before_ms = 0
        self._played_ms = 0
        self.problem = ""

    def now(self) -> datetime:
        """Return the time for the record; a clock that is set back turns no order round."""
        self._latest = max(self._latest, self._clock.now())
        return self._latest

    def note_changes(self, changes: Iterable[SessionChange]) -> None:
        """Keep what was changed and why with the next record."""
        self._waiting_changes.extend(changes)

    @property
    def session(self) -> Session:
        """Return the session as it stands."""
        return self._session

    @property
    def unsaved(self) -> tuple[SetRecord, ...]:
        """Return sets that wait in memory because they could not be written."""
        return tuple(self._waiting)

    def begin(self) -> None:
        """Keep the session; try again later when it cannot be written now."""
        self._write(())

    def try_again(self) -> None:
        """Write what waits in memory, if there is room by now."""
        if self._waiting or self._waiting_changes or self._is_changed or not self._is_begun:
            self._write(())

    def resume(self) -> None:
        """Go on with a session that the store knows already, with the sets done so far."""
        self._know(self._store.sets_of(self._session.uid))
        self.played_before_ms = self._session.played_ms
        self._played_ms = self.played_before_ms
        self._is_begun = True

    def record(self, events: Iterable[Event], played_ms: int) -> None:
        """Keep the sets that these events tell of; `played_ms` is the player's own time.

        What was played before the session was cut off and resumed is added to it.
        """
        records = [
            self._set_record(event.finished_so_far if isinstance(event, SetProgressed) else event)
            for event in events
            if isinstance(event, SetFinished | SetProgressed)
        ]
        self._played_ms = self.played_before_ms + played_ms
        ended = any(isinstance(event, SessionFinished) for event in events)
        self._know(records)
        if records or ended:
            self._write(records)

    def update(self, session: Session) -> None:
        """Keep the session's own facts: status, end, effort, note; its time is known here."""
        self._session = replace(session, played_ms=self._played_ms)
        self._is_changed = True
        self._write(())

    def _set_record(self, finished: SetFinished) -> SetRecord:
        return SetRecord(
            session_uid=self._session.uid,
            address=finished.address,
            exercise_id=finished.exercise_id,
            planned_reps=finished.planned_reps,
            planned_ms=finished.planned_ms,
            done_reps=finished.done_reps,
            done_ms=finished.done_ms,
            ended=finished.ended,
            at=self.now(),
        )

    def _know(self, records: Iterable[SetRecord]) -> None:
        for record in records:
            self._all[record.address] = record
            self._latest = max(self._latest, record.at)

    def _write(self, records: Iterable[SetRecord]) -> None:
        self._waiting.extend(records)
        try:
            if not self._is_begun:
                self._store.start(self._session)
                self._is_begun = True
            while self._waiting:
                self._store.save_set(self._waiting[0])
                del self._waiting[0]
            while self._waiting_changes:
                self._store.add_change(self._waiting_changes[0])
                del self._waiting_changes[0]
            self._store.save_played_ms(self._session.uid, self._played_ms)
            if self._is_changed:
                self._store.update(self._session)
                self._is_changed = False
            self.problem = ""
        except StorageError as error:
            self.problem = str(error)

    def kept_sets(self) -> tuple[SetRecord, ...]:
        """Return every set of the session, those still waiting in memory included."""
        return tuple(self._all.values())
