"""A session with its sets and changes, as it leaves and comes back."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import msgspec

from hipcoach.coaching.ports import SessionStore
from hipcoach.coaching.session_changes import decode_changes, decode_options
from hipcoach.domain.errors import StorageError
from hipcoach.domain.session import (
    Session,
    SessionChange,
    SessionStatus,
    SetAddress,
    SetRecord,
)
from hipcoach.exchange.rows import Row, Table

T = TypeVar("T")
_SESSION = [field.name for field in fields(Session)]
_CHANGE = [field.name for field in fields(SessionChange)]
_ADDRESS = [field.name for field in fields(SetAddress)]
_SET = [field.name for field in fields(SetRecord) if field.name not in ("session_uid", "address")]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """A session, its sets in the order done, and what was changed in it."""

    session: Session
    sets: tuple[SetRecord, ...] = ()
    changes: tuple[SessionChange, ...] = ()


def kept_sessions(store: SessionStore) -> tuple[KeptSession, ...]:
    """Return every session there is, discarded ones too, oldest first."""
    sets, changes = store.all_sets(), store.all_changes()
    return tuple(
        KeptSession(
            session=replace(session, options_json=_compact(session.options_json)),
            sets=tuple(sets.get(session.uid, ())),
            changes=tuple(changes.get(session.uid, ())),
        )
        for session in store.with_status(*SessionStatus)
    )


def _compact(options_json: str) -> str:
    # The same options may be written with other blanks.
    return msgspec.json.encode(msgspec.json.decode(options_json)).decode()


def keep_session(store: SessionStore, kept: KeptSession) -> None:
    """Keep a session that is not there yet, whole."""
    store.start(kept.session)
    for record in kept.sets:
        store.save_set(record)
    for change in kept.changes:
        store.add_change(change)


def session_row(kept: KeptSession) -> Row:
    """Return a session as it stands in the document."""
    session = kept.session
    row = {name: getattr(session, name) for name in _SESSION if name != "options_json"}
    row["options"] = msgspec.json.decode(session.options_json)
    row["routine"] = row.pop("routine")
    row["sets"] = [set_row(record) for record in kept.sets]
    row["changes"] = [
        {name: getattr(change, name) for name in _CHANGE if name != "session_uid"}
        for change in kept.changes
    ]
    return row


def set_row(record: SetRecord) -> Row:
    """Return a set with its address as plain columns."""
    row = {name: getattr(record.address, name) for name in _ADDRESS}
    return row | {name: getattr(record, name) for name in _SET}


def session_from(row: Row) -> KeptSession:
    """Read a session; a row that breaks a rule raises ValidationError with its place."""
    plain = dict(row)
    options = plain.pop("options", {})
    if not isinstance(options, dict):
        raise msgspec.ValidationError("Expected `object` - at `$.options`")
    plain["options_json"] = msgspec.json.encode(options).decode()
    try:
        decode_options(plain["options_json"])
        decode_changes(plain["options_json"])
    except StorageError as error:
        rule = str(error.__cause__).partition(" - at `$")
        inner = rule[2].rstrip("`")
        raise msgspec.ValidationError(f"{rule[0]} - at `$.options{inner}`") from error
    sets, changes = plain.pop("sets", []), plain.pop("changes", [])
    session = msgspec.convert(plain, Session)
    found = KeptSession(
        session=session,
        sets=tuple(
            _set_from(each, session.uid, f"sets[{at}]") for at, each in _listed(sets, "sets")
        ),
        changes=tuple(
            _change_from(each, session.uid, f"changes[{at}]")
            for at, each in _listed(changes, "changes")
        ),
    )
    addresses = [record.address for record in found.sets]
    for at, address in enumerate(addresses):
        if address in addresses[:at]:
            raise msgspec.ValidationError(f"is the second set of its address - at `$.sets[{at}]`")
    return found


def session_tables(things: Iterable[KeptSession]) -> dict[str, Table]:
    """Return the tables of sessions, sets and changes; sets name their session and its day."""
    plain = tuple(name for name in _SESSION if name not in ("routine", "options_json"))
    sessions = Table((*plain, "routine_id", "routine_name"), [])
    sets = Table(("session_uid", "local_date", *_ADDRESS, *_SET, "exercise_name"), [])
    changes = Table(tuple(_CHANGE), [])
    for kept in things:
        session, routine = kept.session, kept.session.routine
        named = {"routine_id": routine.id, "routine_name": routine.name}
        sessions.rows.append({name: getattr(session, name) for name in plain} | named)
        names = {item.exercise.id: item.exercise.name for item in routine.items}
        for record in kept.sets:
            named = {"exercise_name": names.get(record.exercise_id, record.exercise_id)}
            day = {"session_uid": session.uid, "local_date": session.local_date}
            sets.rows.append(day | set_row(record) | named)
        for change in kept.changes:
            changes.rows.append({name: getattr(change, name) for name in _CHANGE})
    return {"sessions": sessions, "sets": sets, "session_changes": changes}


def _listed(found: object, name: str) -> list[tuple[int, Row]]:
    if not isinstance(found, list):
        raise msgspec.ValidationError(f"Expected `array` - at `$.{name}`")
    for at, each in enumerate(found):
        if not isinstance(each, dict):
            raise msgspec.ValidationError(f"Expected `object` - at `$.{name}[{at}]`")
    return list(enumerate(found))


def _set_from(row: Row, session_uid: str, place: str) -> SetRecord:
    plain = dict(row)
    address = {name: plain.pop(name) for name in _ADDRESS if name in plain}
    return _placed(plain | {"session_uid": session_uid, "address": address}, SetRecord, place)


def _change_from(row: Row, session_uid: str, place: str) -> SessionChange:
    return _placed(row | {"session_uid": session_uid}, SessionChange, place)


def _placed(row: Row, kind: type[T], place: str) -> T:
    """Read a row, and name its place within the session where it breaks a rule."""
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        rule, _, inner = str(error).partition(" - at `$")
        inner = inner.rstrip("`").replace(".address", "")
        raise msgspec.ValidationError(f"{rule} - at `$.{place}{inner}`") from error
