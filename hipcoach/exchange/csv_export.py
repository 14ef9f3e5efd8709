"""The record as a zip of CSV files, one a table, that a spreadsheet opens as it is.

Each file is UTF-8 with a byte order mark and ends its lines with CR LF. A text that a spreadsheet
would take for a formula gets an apostrophe before it.
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

import msgspec

from hipcoach.domain.settings import Settings
from hipcoach.exchange.json_export import Collected
from hipcoach.exchange.parts import Part
from hipcoach.exchange.rows import Table

# What OWASP lists as the beginnings of formulas: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM: Final = "\ufeff"


def export_csv(
    parts: Iterable[Part[Any]], collected: Collected, settings: Settings, at: datetime
) -> bytes:
    """Return the zip; `at` is the time its files carry."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            for name, table in part.tables(collected[part.name]).items():
                _add(archive, name, table, at)
        _add(archive, "settings", _settings_table(settings), at)
    return packed.getvalue()


def csv_text(table: Table) -> str:
    """Return a table as CSV, with the byte order mark that tells a spreadsheet it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([cell(row.get(column)) for column in table.columns])
    return _BOM + text.getvalue()


def cell(value: object) -> str:
    """Write a value for a spreadsheet: empty when not known, dates as ISO, lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and not isinstance(value, Enum):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, dict | list | tuple | frozenset) or is_dataclass(value):
        value = msgspec.json.encode(value, order="deterministic").decode()
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _settings_table(settings: Settings) -> Table:
    rows: list[dict[str, Any]] = []

    def walk(prefix: str, found: dict[str, Any]) -> None:
        for key, value in found.items():
            if isinstance(value, dict):
                walk(f"{prefix}{key}.", value)
            else:
                rows.append({"setting": prefix + key, "value": value})

    walk("", msgspec.to_builtins(settings))
    return Table(("setting", "value"), rows)


def _add(archive: zipfile.ZipFile, name: str, table: Table, at: datetime) -> None:
    # A zip knows no year before 1980.
    when = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
    info = zipfile.ZipInfo(f"{name}.csv", when)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, csv_text(table).encode())
