"""Rows as they stand in a document, and tables of them as a spreadsheet shows them."""

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the same columns; a row may lack some."""

    columns: tuple[str, ...]
    rows: list[Row]
