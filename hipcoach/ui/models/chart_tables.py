"""The data of the charts as tables, for reading and for screen readers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from hipcoach.coaching.progress_report import AdherenceView, PainView

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


def date_text(day: date) -> str:
    """Write a day in the person's locale: Sat, 21 Nov 2026."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd, d MMM yyyy")


class TextTableModel(QAbstractTableModel):
    """Rows of texts below their headers; nothing can be changed."""

    def __init__(self, headers: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._rows: tuple[tuple[str, ...], ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts, row by row."""
        return self._rows

    def set_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._rows[index.row()][index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The header above a column; rows have none."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._headers[section]


class PainWeeksModel(TextTableModel):
    """Weekly medians, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Week of"),
            self.tr("Weekly median"),
            self.tr("Days rated"),
            self.tr("Drawn"),
        )

    def show_view(self, view: PainView) -> None:
        """Show the weeks of a chart."""
        self.set_rows(
            [
                (
                    date_text(week.monday),
                    f"{week.median:g}",
                    str(week.rated_days),
                    self.tr("filled") if week.is_firm else self.tr("hollow, fewer than four days"),
                )
                for week in reversed(view.weeks)
            ]
        )


class PainDaysModel(TextTableModel):
    """Every rated day, the newest first; several sessions of a day are told in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Day"),
            self.tr("Pain of the day"),
            self.tr("Morning"),
            self.tr("Before → after a session"),
        )

    def show_view(self, view: PainView) -> None:
        """Show the days of a chart."""
        values = {pain.day: f"{pain.value:g}" for pain in view.days}
        mornings: defaultdict[date, list[str]] = defaultdict(list)
        for pain in view.mornings:
            mornings[pain.day].append(f"{pain.value:g}")
        sessions: defaultdict[date, list[str]] = defaultdict(list)
        for stem in view.stems:
            before = "–" if stem.before is None else str(stem.before)
            after = "–" if stem.after is None else str(stem.after)
            sessions[stem.day].append(f"{before} → {after}")
        days = sorted({*values, *mornings, *sessions}, reverse=True)
        self.set_rows(
            [
                (
                    date_text(day),
                    values.get(day, ""),
                    ", ".join(mornings[day]),
                    ", ".join(sessions[day]),
                )
                for day in days
            ]
        )


class AdherenceModel(TextTableModel):
    """Counts of every week, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Week of"),
            self.tr("Due"),
            self.tr("Done"),
            self.tr("In part"),
            self.tr("Missed"),
            self.tr("Excused"),
            self.tr("On another day"),
        )

    def show_view(self, view: AdherenceView) -> None:
        """Show the weeks of a chart."""
        self.set_rows(
            [
                (
                    date_text(week.monday),
                    str(week.due),
                    str(week.completed),
                    str(week.partial),
                    str(week.missed),
                    str(week.excused),
                    str(week.extra),
                )
                for week in reversed(view.weeks)
            ]
        )
