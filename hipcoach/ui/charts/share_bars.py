"""Done of prescribed by exercise, as a bar and a number each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hipcoach.progress.exercise_adherence import ExerciseAdherence
from hipcoach.ui.charts.marks import Mark
from hipcoach.ui.models.dose_words import dose_text
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.painting import paint_box

_ROW: Final = 46
_BAR: Final = 8


class ShareBars(QWidget):
    """One row an exercise: its name, its share, and a bar that is full at all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[ExerciseAdherence, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Done of prescribed by exercise"))
        theme.changed.connect(self._restyle)

    @property
    def rows(self) -> tuple[ExerciseAdherence, ...]:
        """What is shown, from the top down."""
        return self._rows

    def legend_entries(self) -> tuple[tuple[Mark, str], ...]:
        """Return nothing: the bars have their names beside them."""
        return ()

    def set_rows(self, rows: Sequence[ExerciseAdherence]) -> None:
        """Show these exercises."""
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(self._told(row) for row in rows))
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for every row."""
        return QSize(self._theme.px(280), max(1, len(self._rows)) * self._theme.px(_ROW))

    def event(self, event: QEvent) -> bool:
        """Tell the amounts of the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.text_at(event.pos())), self)
            return True
        return super().event(event)

    def text_at(self, where: QPoint) -> str:
        """Tell the amounts of the row at a place; empty below the last."""
        at = where.y() // self._theme.px(_ROW)
        return self._told(self._rows[at]) if 0 <= at < len(self._rows) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, share and bar of each row."""
        painter = QPainter(self)
        palette = self._theme.palette
        height = self._theme.px(_ROW)
        font = self._theme.font(TextRole.BODY)
        metrics = QFontMetrics(font)
        for at, row in enumerate(self._rows):
            top = at * height
            share = self._share(row)
            painter.setFont(font)
            width = metrics.horizontalAdvance(share)
            line = QRect(0, top + 4, self.width(), metrics.height())
            painter.setPen(palette.text)
            name = metrics.elidedText(
                row.name, Qt.TextElideMode.ElideRight, line.width() - width - 16
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(palette.muted)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share
            )
            track = QRectF(0, line.bottom() + 5, self.width(), self._theme.px(_BAR))
            radius = track.height() / 2
            paint_box(painter, track, fill=palette.track, radius=radius)
            if row.percent:
                track.setWidth(max(track.height(), track.width() * row.percent / 100))
                paint_box(painter, track, fill=palette.primary, radius=radius)

    def _share(self, row: ExerciseAdherence) -> str:
        if row.percent is None:
            return self.tr("not due")
        return self.tr("{percent} %").format(percent=row.percent)

    def _told(self, row: ExerciseAdherence) -> str:
        if row.percent is None:
            return self.tr("{name}: not due, {extra} done").format(
                name=row.name, extra=dose_text(row.extra, row.kind)
            )
        told = self.tr("{name}: {percent} %, {done} of {prescribed}").format(
            name=row.name,
            percent=row.percent,
            done=dose_text(row.done, row.kind),
            prescribed=dose_text(row.prescribed, row.kind),
        )
        if row.extra:
            told += self.tr(", {extra} more").format(extra=dose_text(row.extra, row.kind))
        return told

    def _restyle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()
