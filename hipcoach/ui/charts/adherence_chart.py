"""Sessions a week as a strip of blocks, one for each session that was due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from hipcoach.coaching.progress_report import AdherenceView, FormCounts
from hipcoach.progress.adherence import AdherenceWeek
from hipcoach.ui.charts.marks import Mark, paint_block, paint_letter
from hipcoach.ui.charts.week_plot import (
    DAYS_A_WEEK,
    PixelItem,
    WeekPlot,
    day_text,
    middle_of_week,
)
from hipcoach.ui.theme import Theme

_ROW: Final = 22
_GAP: Final = 5.0
_WIDEST: Final = 44.0
_LEAST_ROWS: Final = 2
_LETTER_LEAST: Final = 14.0


@dataclass(frozen=True, slots=True)
class Block:
    """One session of a week; `row` counts from the bottom, `x` is the middle of the week."""

    x: float
    row: int
    mark: Mark
    letter: str = ""


class BlocksItem(PixelItem):
    """Paints the blocks with round corners and even lines at any width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.blocks: tuple[Block, ...] = ()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint every block."""
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        shown = self.boundingRect()
        for block in self.blocks:
            if not shown.left() <= block.x <= shown.right():
                continue
            column = QRectF(block.x - DAYS_A_WEEK / 2, block.row, DAYS_A_WEEK, 1)
            room = to_pixels.mapRect(column)
            width = min(_WIDEST * self._theme.text_scale, max(3.0, room.width() * 0.72))
            box = QRectF(0, 0, width, max(3.0, room.height() - _GAP))
            box.moveCenter(room.center())
            paint_block(painter, box, block.mark, self._theme.palette)
            if block.letter and box.width() >= _LETTER_LEAST:
                paint_letter(painter, box, block.letter, self._theme)
        painter.restore()


class AdherenceChart(WeekPlot):
    """Draws an AdherenceView: a column a week, its sessions from the bottom up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="", parent=parent)
        self.setAccessibleName(self.tr("Sessions a week"))
        self._weeks: tuple[AdherenceWeek, ...] = ()
        self._forms: Mapping[date, FormCounts] = {}
        self._rows = _LEAST_ROWS
        self.strip = BlocksItem(theme)
        self.plot.addItem(self.strip)
        self.plot.getAxis("left").setTicks([[], []])
        self.restyle()

    def legend_entries(self) -> tuple[tuple[Mark, str], ...]:
        """Return the marks of this chart in words."""
        return (
            (Mark.COMPLETED, self.tr("done")),
            (Mark.PARTIAL, self.tr("done in part")),
            (Mark.EXCUSED, self.tr("excused")),
            (Mark.MISSED, self.tr("missed")),
            (Mark.EXTRA, self.tr("on another day")),
            (Mark.SHORT, self.tr("short version")),
            (Mark.FLARE, self.tr("flare version")),
        )

    def set_view(self, view: AdherenceView) -> None:
        """Draw another time."""
        self._weeks = view.weeks
        self._forms = view.forms
        self.setAccessibleDescription(f"{view.sentence} {view.aside}".strip())
        blocks: list[Block] = []
        for week in view.weeks:
            marks = _marks_of(week)
            letters = self._letters_of(week.monday, marks)
            x = middle_of_week(week.monday)
            blocks += [Block(x, row, mark, letters.get(row, "")) for row, mark in enumerate(marks)]
        self._rows = max(_LEAST_ROWS, *(block.row + 1 for block in blocks), 0)
        self.strip.blocks = tuple(blocks)
        self.plot.setYRange(0, self._rows, padding=0)
        if view.weeks:
            first, last = view.weeks[0].monday, view.weeks[-1].monday
            self.set_span(first, last)
            self._on_window()
        self.restyle()

    def _on_window(self) -> None:
        low, high = self._window
        self.strip.set_bounds(QRectF(low, 0, high - low, self._rows))

    def text_at(self, where: QPointF) -> str:
        """Tell the counts of the week in whose column the mouse is."""
        if not self.box.sceneBoundingRect().contains(self.plot.mapToScene(where.toPoint())):
            return ""
        x = self.data_at(where).x()
        for week in self._weeks:
            if abs(x - middle_of_week(week.monday)) <= DAYS_A_WEEK / 2:
                return self._text_of(week)
        return ""

    def restyle(self) -> None:
        """Put on the theme's colours and fonts."""
        super().restyle()
        foot = self.plot.getAxis("bottom").height()
        self.setFixedHeight(round(self._theme.px(_ROW) * self._rows + foot + 4))
        self.strip.update()

    def _letters_of(self, monday: date, marks: Sequence[Mark]) -> dict[int, str]:
        """Return which blocks bear the letter of a version: those done whole before the others."""
        forms = self._forms.get(monday)
        if forms is None:
            return {}
        found: dict[int, str] = {}
        for letters, kinds in (
            (forms.letters(is_partial=False), (Mark.COMPLETED, Mark.EXTRA)),
            (forms.letters(is_partial=True), (Mark.PARTIAL,)),
        ):
            rows = [row for row, mark in enumerate(marks) if mark in kinds]
            # From the top down, so that the whole routines stand together below.
            found |= dict(zip(reversed(rows), letters, strict=False))
        return found

    def _text_of(self, week: AdherenceWeek) -> str:
        forms = self._forms.get(week.monday, FormCounts())
        lines = [self.tr("Week of {day}").format(day=day_text(week.monday, with_year=True))]
        for count, text in (
            (week.completed, self.tr("{count} done")),
            (week.partial, self.tr("{count} done in part")),
            (week.excused, self.tr("{count} excused")),
            (week.missed, self.tr("{count} missed")),
            (week.extra, self.tr("{count} on another day")),
            (forms.short, self.tr("of these {count} in a short version")),
            (forms.flare, self.tr("of these {count} in a flare version")),
        ):
            if count:
                lines.append(text.format(count=count))
        if len(lines) == 1:
            lines.append(self.tr("nothing was due"))
        return "\n".join(lines)


def _marks_of(week: AdherenceWeek) -> list[Mark]:
    return [
        *[Mark.COMPLETED] * week.completed,
        *[Mark.PARTIAL] * week.partial,
        *[Mark.EXCUSED] * week.excused,
        *[Mark.MISSED] * week.missed,
        *[Mark.EXTRA] * week.extra,
    ]
