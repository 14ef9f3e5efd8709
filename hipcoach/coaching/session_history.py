"""Sessions as they were kept, and every correction of them; each can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from hipcoach.coaching.edits import Edit, Edits
from hipcoach.coaching.ports import ContentSource, PainStore, SessionStore
from hipcoach.coaching.session_changes import decode_options, encode_options
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import DoseKind, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import (
    ChangeKind,
    Session,
    SessionChange,
    SessionStatus,
    SetAddress,
    SetEnd,
    SetRecord,
    WholeSession,
)
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock, person_day
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import order_sets
from hipcoach.player.timeline import PlannedSet, SetKey
from hipcoach.progress.dose import best_passes, dose_share, status_for

_CONTEXT = "SessionHistory"


class HowMuch(StrEnum):
    """How much of a routine was done in a session that is entered afterwards."""

    ALL = "all"
    HALF = "half"
    NOTHING_YET = "nothing yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """One set on one side: planned beside done; `ended` is None when nobody told of it."""

    address: SetAddress
    exercise_id: str
    planned_reps: int | None
    planned_ms: int
    done_reps: int
    done_ms: int
    ended: SetEnd | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """A set with its sides beside each other: left and right, or both at once."""

    set_no: int
    cells: Mapping[Side, SetCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One exercise of a session, with the name of what was done in its place, if anything."""

    item_uid: str
    name: str
    kind: DoseKind
    sides: tuple[Side, ...]
    rows: tuple[SetRow, ...]
    done_instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A session with everything that is known of it; `share` is 0.0 to 1.0 of its dose."""

    session: Session
    share: float
    items: tuple[ItemView, ...]
    ratings: tuple[PainRating, ...]
    changes: tuple[SessionChange, ...]


class SessionHistory:
    """Shows and corrects sessions; a correction counts at once, in every figure."""

    def __init__(
        self,
        sessions: SessionStore,
        pains: PainStore,
        content: ContentSource,
        edits: Edits,
        clock: Clock,
        routine_on: Callable[[Routine, date], Routine] = lambda routine, _day: routine,
    ) -> None:
        """Work on these stores; `routine_on` tells a routine as it was done on a past day."""
        self._routine_on = routine_on
        self._sessions = sessions
        self._pains = pains
        self._content = content
        self._edits = edits
        self._clock = clock

    def view(self, session_uid: str) -> SessionView | None:
        """Return a session as it is kept, or None when it is gone."""
        whole = self._whole(session_uid)
        if whole is None:
            return None
        session = whole.session
        return SessionView(
            session=session,
            share=dose_share(session.routine, whole.sets),
            items=self._items(whole),
            ratings=self._pains.of_session(session_uid),
            changes=whole.changes,
        )

    # -- corrections -----------------------------------------------------------

    def set_done(self, session_uid: str, cell: SetCell, amount: int) -> None:
        """Correct what was done of a set: reps where reps were planned, else ms.

        Raises RangeError, StorageError, or HipcoachError when the session is gone.
        """
        before = self._kept(session_uid)
        record = _record(before.session, cell, amount)
        key = _key(record.address)
        known = next((each for each in before.sets if _key(each.address) == key), None)
        if known is not None:
            record = replace(record, at=known.at)
        others = [each for each in before.sets if _key(each.address) != key]
        at = next(
            (place for place, each in enumerate(before.sets) if _key(each.address) == key),
            len(others),
        )
        # Of several passes one is left: the one that was told now.
        sets = (*others[:at], record, *others[at:])
        text = translate(_CONTEXT, "Set changed")
        self._replace(before, replace(before, sets=sets), text, joins=(session_uid, key))

    def set_effort(self, session_uid: str, effort: int | None) -> None:
        """Correct how hard it was (0-10)."""
        before = self._kept(session_uid)
        after = replace(before, session=replace(before.session, effort=effort))
        self._replace(before, after, translate(_CONTEXT, "Effort changed"))

    def set_control(self, session_uid: str, steady: bool | None) -> None:
        """Correct whether control was steady."""
        before = self._kept(session_uid)
        after = replace(before, session=replace(before.session, control_steady=steady))
        self._replace(before, after, translate(_CONTEXT, "Control changed"))

    def set_note(self, session_uid: str, note: str) -> None:
        """Correct the note."""
        before = self._kept(session_uid)
        after = replace(before, session=replace(before.session, note=note.strip()))
        self._replace(before, after, translate(_CONTEXT, "Note changed"))

    def set_start(self, session_uid: str, started_at: datetime) -> None:
        """Correct when a session that was entered later began; raises HipcoachError for others.

        What the player noted is no matter of memory.
        """
        before = self._kept(session_uid)
        self._check_entered(before.session)
        self._check_past(started_at)
        self._move(before, started_at, person_day(started_at, self._clock.day_ends))

    def move_to_day(self, session_uid: str, day: date) -> None:
        """Put a session that a wrong clock dated on another day; raises HipcoachError."""
        before = self._kept(session_uid)
        started_at = self._clock.at(day, before.session.started_at.time())
        self._move(before, started_at, day)

    def _move(self, before: WholeSession, started_at: datetime, day: date) -> None:
        shift = started_at - before.session.started_at
        session = replace(
            before.session,
            started_at=started_at,
            local_date=day,
            ended_at=None if before.session.ended_at is None else before.session.ended_at + shift,
        )
        sets = tuple(replace(each, at=each.at + shift) for each in before.sets)
        ratings = self._pains.of_session(before.session.uid)
        moved = tuple(replace(each, local_date=day) for each in ratings)
        text = translate(_CONTEXT, "Day changed")
        self._replace(
            before, replace(before, session=session, sets=sets), text, ratings=(ratings, moved)
        )

    def note_change(
        self, session_uid: str, why: str, *, change: SessionChange | None = None
    ) -> None:
        """Add what was changed and why in a person's words, or reword it."""
        before = self._kept(session_uid)
        words = why.strip()
        if change is None:
            own = SessionChange(
                uid=str(uuid4()),
                session_uid=session_uid,
                kind=ChangeKind.OWN,
                why=words,
                at=self._clock.now(),
            )
            changes = (*before.changes, own)
        else:
            changes = tuple(
                replace(each, why=words) if each.uid == change.uid else each
                for each in before.changes
            )
        text = translate(_CONTEXT, "What was changed, noted")
        self._replace(before, replace(before, changes=changes), text)

    def remove_change(self, session_uid: str, change: SessionChange) -> None:
        """Take out something that was noted as changed."""
        before = self._kept(session_uid)
        changes = tuple(each for each in before.changes if each.uid != change.uid)
        text = translate(_CONTEXT, "Change removed")
        self._replace(before, replace(before, changes=changes), text)

    def rate(self, session_uid: str, moment: Moment, nrs: int, site: str) -> None:
        """Add a rating (NRS 0-10) that was not given then; it is marked as recalled."""
        session = self._kept(session_uid).session
        rating = PainRating(
            uid=str(uuid4()),
            moment=moment,
            nrs=nrs,
            site=site,
            at=self._clock.now(),
            local_date=session.local_date,
            session_uid=session_uid,
            recalled=True,
        )
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Rating added"),
                do=lambda: self._pains.add(rating),
                undo=lambda: self._pains.remove(rating.uid),
            )
        )

    def delete(self, session_uid: str) -> None:
        """Take a session out with its sets; its ratings stay in the record of pain."""
        before = self._kept(session_uid)
        ratings = self._pains.of_session(session_uid)

        def bring_back() -> None:
            self._sessions.put(before)
            for rating in ratings:
                self._pains.add(rating)

        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Session deleted"),
                do=lambda: self._sessions.delete(session_uid),
                undo=bring_back,
            )
        )

    # -- missed days -----------------------------------------------------------

    def enter(
        self,
        routine: Routine,
        started_at: datetime,
        *,
        how_much: HowMuch,
        options: SessionOptions,
        ratings: Sequence[tuple[Moment, int]] = (),
        site: str,
    ) -> str:
        """Keep a session that was done without the app, and return its uid.

        It is marked as entered later, and so are its ratings (NRS 0-10) as recalled. Raises
        HipcoachError for a time that is yet to come.
        """
        self._check_past(started_at)
        day = person_day(started_at, self._clock.day_ends)
        if day < self._clock.today():
            # What was planned on a day is what the plan said then.
            routine = self._routine_on(routine, day)
        uid = str(uuid4())
        planned = order_sets(routine, options)
        session = Session(
            uid=uid,
            routine=routine,
            started_at=started_at,
            local_date=person_day(started_at, self._clock.day_ends),
            status=SessionStatus.PARTIAL,
            options_json=encode_options(options),
            entered_later=True,
        )
        cells = [_planned_cell(each) for each in _share_of(planned, how_much)]
        sets = tuple(_record(session, cell, _whole_amount(cell)) for cell in cells)
        after = _judged(WholeSession(session=session, sets=sets))
        told = tuple(
            PainRating(
                uid=str(uuid4()),
                moment=moment,
                nrs=nrs,
                site=site,
                at=self._clock.now(),
                local_date=person_day(started_at, self._clock.day_ends),
                session_uid=uid,
                recalled=True,
            )
            for moment, nrs in ratings
        )

        def keep() -> None:
            self._sessions.put(after)
            for rating in told:
                self._pains.add(rating)

        def forget() -> None:
            for rating in told:
                self._pains.remove(rating.uid)
            self._sessions.delete(uid)

        text = translate(_CONTEXT, "Session entered")
        self._edits.do(Edit(text=text, do=keep, undo=forget))
        return uid

    # -- inside ----------------------------------------------------------------

    def _items(self, whole: WholeSession) -> tuple[ItemView, ...]:
        session = whole.session
        best = best_passes(whole.sets)
        planned = order_sets(session.routine, decode_options(session.options_json))
        found: list[ItemView] = []
        for item in session.routine.items:
            cells = {
                each.key: _told_cell(best[each.key]) if each.key in best else _planned_cell(each)
                for each in planned
                if each.item.uid == item.uid
            }
            extra = {key: record for key, record in best.items() if key[0] == item.uid}
            cells.update((key, _told_cell(extra[key])) for key in extra if key not in cells)
            rows: dict[int, dict[Side, SetCell]] = {}
            for (_, set_no, side), cell in cells.items():
                rows.setdefault(set_no, {})[side] = cell
            sides = {side for row in rows.values() for side in row}
            others = {cell.exercise_id for cell in cells.values()} - {item.exercise.id}
            found.append(
                ItemView(
                    item_uid=item.uid,
                    name=item.exercise.name,
                    kind=item.exercise.kind,
                    sides=tuple(side for side in Side if side in sides),
                    rows=tuple(SetRow(set_no=no, cells=rows[no]) for no in sorted(rows)),
                    done_instead=", ".join(self._name(other) for other in sorted(others)),
                )
            )
        return tuple(found)

    def _name(self, exercise_id: str) -> str:
        exercise = self._content.exercises.get(exercise_id)
        return exercise.name if exercise is not None else exercise_id

    def _whole(self, session_uid: str) -> WholeSession | None:
        session = self._sessions.get(session_uid)
        if session is None:
            return None
        return WholeSession(
            session=session,
            sets=self._sessions.sets_of(session_uid),
            changes=self._sessions.changes_of(session_uid),
        )

    def _kept(self, session_uid: str) -> WholeSession:
        whole = self._whole(session_uid)
        if whole is None:
            raise HipcoachError(translate(_CONTEXT, "This session is not in the record any more."))
        return whole

    def _replace(
        self,
        before: WholeSession,
        after: WholeSession,
        text: str,
        *,
        joins: object = None,
        ratings: tuple[Sequence[PainRating], Sequence[PainRating]] = ((), ()),
    ) -> None:
        judged = _judged(after)
        if judged == before:
            return
        old, new = ratings

        def put(whole: WholeSession, told: Sequence[PainRating]) -> None:
            self._sessions.put(whole)
            for rating in told:
                self._pains.add(rating)

        self._edits.do(
            Edit(
                text=text,
                do=lambda: put(judged, new),
                undo=lambda: put(before, old),
                joins=joins,
            )
        )

    def _check_entered(self, session: Session) -> None:
        if not session.entered_later:
            raise HipcoachError(
                translate(_CONTEXT, "Only the day of a session that you entered can be changed.")
            )

    def _check_past(self, at: datetime) -> None:
        if at > self._clock.now():
            raise HipcoachError(
                translate(_CONTEXT, "That time is yet to come. Please choose an earlier one.")
            )


def _judged(whole: WholeSession) -> WholeSession:
    """Return a session with the status that its sets make; a discarded one stays so."""
    session = whole.session
    if session.status not in (SessionStatus.COMPLETED, SessionStatus.PARTIAL):
        return whole
    status = status_for(dose_share(session.routine, whole.sets))
    if session.entered_later:
        played_ms = sum(record.done_ms for record in whole.sets)
        ended_at = session.started_at + timedelta(milliseconds=played_ms)
        session = replace(session, played_ms=played_ms, ended_at=ended_at)
    return replace(whole, session=replace(session, status=status))


def _share_of(planned: Sequence[PlannedSet], how_much: HowMuch) -> Sequence[PlannedSet]:
    if how_much is HowMuch.ALL:
        return planned
    return planned[: (len(planned) + 1) // 2] if how_much is HowMuch.HALF else ()


def _key(address: SetAddress) -> SetKey:
    return (address.item_uid, address.set_no, address.side)


def _whole_amount(cell: SetCell) -> int:
    return cell.planned_ms if cell.planned_reps is None else cell.planned_reps


def _planned_cell(planned: PlannedSet) -> SetCell:
    return SetCell(
        address=SetAddress(*planned.key),
        exercise_id=planned.exercise.id,
        planned_reps=planned.dose.reps,
        planned_ms=planned.planned_ms,
        done_reps=0,
        done_ms=0,
        ended=None,
    )


def _told_cell(record: SetRecord) -> SetCell:
    return SetCell(
        address=record.address,
        exercise_id=record.exercise_id,
        planned_reps=record.planned_reps,
        planned_ms=record.planned_ms,
        done_reps=record.done_reps,
        done_ms=record.done_ms,
        ended=record.ended,
    )


def _record(session: Session, cell: SetCell, amount: int) -> SetRecord:
    """Return a set as it was told: so many reps, or so many ms where none were planned."""
    whole = _whole_amount(cell)
    if amount >= whole:
        ended = SetEnd.COMPLETED
    else:
        ended = SetEnd.STOPPED if amount > 0 else SetEnd.SKIPPED
    if cell.planned_reps is None:
        done_reps, done_ms = 0, amount
    else:
        done_reps = amount
        # How long the reps took is not told; they are counted at the pace that was planned.
        done_ms = round(cell.planned_ms * amount / whole) if whole else 0
    return SetRecord(
        session_uid=session.uid,
        address=cell.address,
        exercise_id=cell.exercise_id,
        planned_reps=cell.planned_reps,
        planned_ms=cell.planned_ms,
        done_reps=done_reps,
        done_ms=done_ms,
        ended=ended,
        at=session.ended_at or session.started_at,
    )
