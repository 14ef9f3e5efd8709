"""Recognises tables that hipcoach itself exported, and reads its pain ratings back by uid."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from hipcoach.coaching.keeping import PainLog
from hipcoach.domain.errors import ContentError
from hipcoach.domain.pain import PainRating

_RATINGS: Final = {"uid", "moment", "nrs", "site", "local_date"}
_INSTANT: Final = "at"
_INSTANT_IN_TABLES: Final = "told_at"
# Headings that stand in hipcoach's tables and in no list of a person's.
_MARKS: Final = {
    "session_uid", "local_date", "item_uid", "set_no", "pass_no", "planned_ms", "done_ms",
    "exercise_id", "routine_id", "routine_json", "options_json", "utc_offset_s", "valid_from",
}  # fmt: skip


def is_own_ratings(head: Sequence[str]) -> bool:
    """Tell whether these headings are those of the exported table of pain ratings."""
    return set(head) >= _RATINGS


def refuse_other_tables(head: Sequence[str], file: str) -> None:
    """Raise ContentError for another table of an export: it holds no pain to take."""
    names = set(head)
    is_settings = tuple(head) == ("setting", "value")
    is_plain = "uid" in names and len(names) > 2
    if len(names & _MARKS) > 1 or is_settings or is_plain or "session_uid" in names:
        raise ContentError(
            file,
            "",
            "is a table that hipcoach exported, not a list of pain; the .json export can be "
            "imported whole",
        )


def own_ratings(log: PainLog) -> tuple[PainRating, ...]:
    """Return the ratings of an exported table as they are; raises ContentError."""
    head = log.rows[0]
    found: list[PainRating] = []
    seen: set[str] = set()
    for at, row in enumerate(log.rows[1:], start=2):
        values: dict[str, Any] = {
            _name(name): _value(_name(name), cell)
            for name, cell in zip(head, row, strict=False)
            if cell
        }
        try:
            rating = msgspec.convert(values, PainRating, strict=False)
        except (msgspec.ValidationError, ValueError) as error:
            raise ContentError(log.file, f"row {at}", str(error)) from error
        if not rating.uid or rating.uid in seen:
            raise ContentError(log.file, f"row {at}", "has no uid of its own")
        seen.add(rating.uid)
        found.append(rating)
    return tuple(found)


def _name(heading: str) -> str:
    return _INSTANT if heading == _INSTANT_IN_TABLES else heading


def _value(name: str, cell: str) -> str:
    # The export sets an apostrophe before what a spreadsheet would take for a formula.
    if name in ("note", "site") and cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r\n＝＋－＠"):
        return cell[1:]
    return cell
