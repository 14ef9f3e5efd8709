"""Sessions a week as a strip of blocks, one for each session that was due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from hipcoach.coaching.progress_report import AdherenceView, FormCounts
from hipcoach.progress.adherence import AdherenceWeek
from hipcoach.ui.charts.marks import Mark, paint_block, paint_blocks, paint_letter
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
# The share of its week that a column fills; below so many pixels its blocks are plain.
_SHARE: Final = 0.72
_NARROW: Final = 10.0


@dataclass(frozen=True, slots=True)
class Block:
    """One session of a week; `row` counts from the bottom, `x` is the middle of the week."""

    x: float
    row: int
    mark: Mark
    letter: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """Blocks of one kind on top of one another, which narrow columns paint as one."""

    x: float
    row: int
    count: int
    mark: Mark


class BlocksItem(PixelItem):
    """Paints the blocks with round corners and even lines at any width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._runs: tuple[_Run, ...] = ()
        self.blocks: tuple[Block, ...] = ()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these; those of a week come together, from the bottom up."""
        self.blocks = tuple(blocks)
        runs: list[_Run] = []
        for block in blocks:
            last = runs[-1] if runs else None
            if last is not None and (last.x, last.mark) == (block.x, block.mark):
                runs[-1] = _Run(last.x, last.row, last.count + 1, last.mark)
            else:
                runs.append(_Run(block.x, block.row, 1, block.mark))
        self._runs = tuple(runs)
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the blocks that are shown; as plain shapes, all of a kind at once, when narrow."""
        to_pixels = painter.transform()
        shown = self.boundingRect()
        painter.save()
        painter.resetTransform()
        if to_pixels.m11() * DAYS_A_WEEK * _SHARE < _NARROW:
            self._paint_narrow(painter, to_pixels, shown)
        else:
            self._paint_wide(painter, to_pixels, shown)
        painter.restore()

    def _paint_wide(self, painter: QPainter, to_pixels: QTransform, shown: QRectF) -> None:
        palette = self._theme.palette
        for block in self.blocks:
            if not shown.left() <= block.x <= shown.right():
                continue
            column = QRectF(block.x - DAYS_A_WEEK / 2, block.row, DAYS_A_WEEK, 1)
            room = to_pixels.mapRect(column)
            width = min(_WIDEST * self._theme.text_scale, room.width() * _SHARE)
            box = QRectF(0, 0, width, max(3.0, room.height() - _GAP))
            box.moveCenter(room.center())
            paint_block(painter, box, block.mark, palette)
            if block.letter and box.width() >= _LETTER_LEAST:
                paint_letter(painter, box, block.letter, self._theme)

    def _paint_narrow(self, painter: QPainter, to_pixels: QTransform, shown: QRectF) -> None:
        across, right = to_pixels.m11(), to_pixels.dx()
        up, down = to_pixels.m22(), to_pixels.dy()
        width = max(2.0, across * DAYS_A_WEEK * _SHARE)
        found: dict[Mark, list[QRectF]] = {}
        low, high = shown.left(), shown.right()
        for run in self._runs:
            if low <= run.x <= high:
                x = across * run.x + right - width / 2
                y = up * (run.row + run.count) + down + 1
                height = max(2.0, abs(up) * run.count - 2)
                found.setdefault(run.mark, []).append(QRectF(x, y, width, height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for mark, rects in found.items():
            paint_blocks(painter, rects, mark, self._theme.palette)


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
        self.strip.set_blocks(blocks)
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
