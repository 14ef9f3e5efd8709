"""Where in a file something is amiss, and the small conversions that every file needs."""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager

from hipcoach.domain.errors import ContentError, RangeError
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.units import SECOND_MS

MAX_ID = 64
# The key that says how much of an exercise a set is.
PART_OF_KIND = {DoseKind.REPS: "reps", DoseKind.HOLD: "hold_s", DoseKind.TIMED: "duration_s"}

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def check_id(file: str, path: str, found: str) -> None:
    """Refuse an id that could not be the name of a file everywhere."""
    if len(found) > MAX_ID or _ID.fullmatch(found) is None:
        rule = f"{found!r} is not made of small letters, figures and _ (64 at most)"
        raise ContentError(file, path, rule)


def milliseconds(file: str, path: str, seconds: float) -> int:
    """Return a number of seconds in ms; raise ContentError for one that isn't finite."""
    if not math.isfinite(seconds):
        raise ContentError(file, path, f"{seconds} is not a number of seconds")
    return round(seconds * SECOND_MS)


def milliseconds_or(
    file: str, path: str, seconds: float | None, otherwise: int | None
) -> int | None:
    """Return the same, or something else in ms where no seconds are given."""
    return otherwise if seconds is None else milliseconds(file, path, seconds)


def on_one_line(text: str) -> str:
    """Return the text on one line; a long sentence may be broken in its file."""
    return " ".join(text.split())


@contextmanager
def placed(file: str, path: str, items: list[RoutineItem] | None = None) -> Iterator[None]:
    """Turn a RangeError of the domain into a ContentError that names its place."""
    try:
        yield
    except RangeError as error:
        field = error.field.split(" ")[0]
        if field.endswith("_ms"):
            field = field.removesuffix("_ms") + "_s"
        where = "" if field == "dose" else field
        if items is not None and field in ("uid", "group"):
            last = max(
                index for index, item in enumerate(items) if getattr(item, field) == error.value
            )
            path = f"items[{last}]"
        place = ".".join(part for part in (path, where) if part)
        raise ContentError(file, place, f"{error.value} {error.rule}") from error
