"""Everything hipcoach keeps, as one JSON document; docs/file-formats.md describes it.

The document is an object with `hipcoach_export` (the version of its shape), `hipcoach_version`,
`exported_at`, one list for each part of the record (`exchange/parts.py`), and the `settings`.
Routines as they were played stand once in `played_routines`; a session names its own by key.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import Settings
from hipcoach.exchange.parts import Part

EXPORT_VERSION: Final = 2
SESSIONS: Final = "sessions"
PLAYED: Final = "played_routines"

Collected = Mapping[str, Sequence[Any]]
"""The things of each part that are to leave, by the part's name."""


def collect(
    parts: Iterable[Part[Any]], first: date = date.min, last: date = date.max
) -> dict[str, Sequence[Any]]:
    """Return what is kept of the days in [first, last], and all that belongs to no day."""
    return {part.name: part.between(first, last) for part in parts}


def export_json(
    parts: Iterable[Part[Any]],
    collected: Collected,
    settings: Settings,
    *,
    hipcoach_version: str,
    exported_at: datetime,
) -> bytes:
    """Return the document as UTF-8, a thing a line; the same things always give the same bytes."""
    head: dict[str, Any] = {
        "hipcoach_export": EXPORT_VERSION,
        "hipcoach_version": hipcoach_version,
        "exported_at": exported_at,
    }
    lines = [f'"{key}": {msgspec.json.encode(value).decode()}' for key, value in head.items()]
    played = _Played()
    for part in parts:
        # Written one by one: rows of ten years kept side by side cost more than ten times one's.
        if part.name == SESSIONS:
            rows = [_encoded(_named(part.to_row(thing), played)) for thing in collected[part.name]]
            lines.append(_listed(PLAYED, map(_encoded, played.rows)))
        else:
            rows = [_encoded(part.to_row(thing)) for thing in collected[part.name]]
        lines.append(_listed(part.name, rows))
    lines.append(f'"settings": {msgspec.json.encode(settings).decode()}')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


class _Played:
    """Keeps each routine once, as it was played: sessions only name it."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self._known: dict[bytes, str] = {}
        # Sessions of one routine mostly share the object; it is held, so that its id stays its.
        self._seen: dict[int, tuple[Routine, str]] = {}

    def key(self, routine: Routine) -> str:
        """Return the key of a routine, the same for all that are equal."""
        if id(routine) in self._seen:
            return self._seen[id(routine)][1]
        written = msgspec.json.encode(routine)
        key = self._known.get(written)
        if key is None:
            key = f"{routine.id}/{len(self._known) + 1}"
            self._known[written] = key
            self.rows.append({"key": key, "routine": routine})
        self._seen[id(routine)] = (routine, key)
        return key


def _named(row: dict[str, Any], played: _Played) -> dict[str, Any]:
    """Return a session's row with the name of its routine in the routine's place."""
    return row | {"routine": played.key(row["routine"])}


def _encoded(row: dict[str, Any]) -> str:
    return msgspec.json.encode(row).decode()


def _listed(name: str, rows: Iterable[str]) -> str:
    told = ",\n".join(rows)
    return f'"{name}": [\n{told}\n]' if told else f'"{name}": []'
