"""Everything hipcoach keeps, as one JSON document; docs/file-formats.md describes it.

The document is an object with `hipcoach_export` (the version of its shape), `hipcoach_version`,
`exported_at`, one list for each part of the record (`exchange/parts.py`), and the `settings`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

from hipcoach.domain.settings import Settings
from hipcoach.exchange.parts import Part

EXPORT_VERSION: Final = 2

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
    """Return the document as indented UTF-8; the same things always give the same bytes."""
    document: dict[str, Any] = {
        "hipcoach_export": EXPORT_VERSION,
        "hipcoach_version": hipcoach_version,
        "exported_at": exported_at,
    }
    for part in parts:
        document[part.name] = [part.to_row(thing) for thing in collected[part.name]]
    document["settings"] = settings
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
