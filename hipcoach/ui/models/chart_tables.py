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

from hipcoach.coaching.dose_report import DoseView, VolumeView
from hipcoach.coaching.progress_report import AdherenceView, FormCounts, PainView
from hipcoach.coaching.progress_words import amount_text
from hipcoach.domain.prescription import Side
from hipcoach.domain.week import week_start
from hipcoach.ui.labels import annotation_word
from hipcoach.ui.models.dose_words import change_text, dose_text

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
            self.tr("Worst"),
            self.tr("Days rated"),
            self.tr("Drawn"),
        )

    def show_view(self, view: PainView) -> None:
        """Show the weeks of a chart."""
        worst = {pain.day: f"{pain.value:g}" for pain in view.worst_weeks}
        self.set_rows(
            [
                (
                    date_text(week.monday),
                    f"{week.median:g}",
                    worst.get(week.monday, ""),
                    self.tr("{days} of 7").format(days=week.rated_days),
                    self.tr("filled") if week.is_firm else self.tr("hollow, under 4"),
                )
                for week in reversed(view.weeks)
            ]
        )


class PainDaysModel(TextTableModel):
    """Every day with something told of it, the newest first; several sessions are in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Day"),
            self.tr("Day’s pain"),
            self.tr("7-day median"),
            self.tr("Morning"),
            self.tr("Session"),
            self.tr("Worst"),
            self.tr("Also"),
        )

    def show_view(self, view: PainView) -> None:
        """Show the days of a chart."""
        values = {pain.day: f"{pain.value:g}" for pain in view.days}
        smooth = {pain.day: f"{pain.value:g}" for run in view.trailing for pain in run}
        worst = {pain.day: f"{pain.value:g}" for pain in view.worst}
        mornings: defaultdict[date, list[str]] = defaultdict(list)
        for pain in view.mornings:
            mornings[pain.day].append(f"{pain.value:g}")
        sessions: defaultdict[date, list[str]] = defaultdict(list)
        for stem in view.stems:
            before = "–" if stem.before is None else str(stem.before)
            after = "–" if stem.after is None else str(stem.after)
            part = self.tr(", part") if stem.session_uid in view.partial else ""
            sessions[stem.day].append(f"{before} → {after}{part}")
        also: defaultdict[date, list[str]] = defaultdict(list)
        for day in view.skipped:
            also[day].append(self.tr("not answered"))
        for each in view.annotations:
            word = annotation_word(each)
            also[each.day].append(word if word == each.text else f"{word} {each.text}".strip())
        days = sorted({*values, *mornings, *sessions, *worst, *also}, reverse=True)
        self.set_rows(
            [
                (
                    date_text(day),
                    values.get(day, ""),
                    smooth.get(day, ""),
                    ", ".join(mornings[day]),
                    ", ".join(sessions[day]),
                    worst.get(day, ""),
                    ", ".join(also[day]),
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
            self.tr("Short, flare"),
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
                    _forms_text(view.forms.get(week.monday)),
                )
                for week in reversed(view.weeks)
            ]
        )


class ExercisesModel(TextTableModel):
    """Done of prescribed by exercise, by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Exercise"),
            self.tr("Share"),
            self.tr("Done"),
            self.tr("Prescribed"),
            self.tr("Beyond"),
        )

    def show_view(self, view: DoseView) -> None:
        """Show the exercises of a time."""
        self.set_rows(
            [
                (
                    each.name,
                    "–" if each.percent is None else self.tr("{0} %").format(each.percent),
                    dose_text(each.done, each.kind),
                    dose_text(each.prescribed, each.kind),
                    dose_text(each.extra, each.kind) if each.extra else "",
                )
                for each in view.exercises
            ]
        )


class VolumeModel(TextTableModel):
    """What was done of one exercise by week and side, the newest week first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._headers = (
            self.tr("Week of"),
            self.tr("Left"),
            self.tr("Right"),
            self.tr("Both at once"),
            self.tr("Changed"),
        )

    def show_view(self, view: VolumeView) -> None:
        """Show the weeks of a chart."""
        changed: defaultdict[date, list[str]] = defaultdict(list)
        for each in view.changes:
            changed[week_start(each.day)].append(f"{date_text(each.day)}: {change_text(each)}")
        self.set_rows(
            [
                (
                    date_text(monday),
                    *(
                        amount_text(view.amounts[side].get(monday, 0), view.measure)
                        if side in view.amounts
                        else ""
                        for side in (Side.LEFT, Side.RIGHT, Side.BILATERAL)
                    ),
                    "; ".join(changed[monday]),
                )
                for monday in reversed(view.mondays)
            ]
        )


def _forms_text(forms: FormCounts | None) -> str:
    return "" if forms is None else f"{forms.short}, {forms.flare}"
