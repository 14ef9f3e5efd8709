"""A plot over local days whose columns are weeks: axes, looks and hovering for both charts."""

from datetime import date, timedelta
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from hipcoach.ui.theme import TextRole, Theme

DAYS_A_WEEK: Final = 7
_AXIS_WIDTH: Final = 56
_TICK_GAP: Final = 28
_LONG_SPAN_WEEKS: Final = 40


def day_text(day: date, *, with_year: bool = False) -> str:
    """Write a day as the person's locale names its month: 9 Nov."""
    pattern = "d MMM yyyy" if with_year else "d MMM"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def middle_of_week(monday: date) -> float:
    """Return where a week's mark stands on the axis of day ordinals: on its Thursday."""
    return float(monday.toordinal() + DAYS_A_WEEK // 2)


class WeekPlot(QWidget):
    """Holds a plot with one x unit a local day; neither wheel nor drag moves it.

    Its own kinds add their items to `plot` and say in `text_at` what lies under the mouse.
    """

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mondays: tuple[date, ...] = ()
        self.plot = pg.PlotWidget(parent=self, antialias=True, background=None)
        self.plot.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.disableAutoRange()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setMouseTracking(True)
        self.box = self.plot.getViewBox()
        self.box.setDefaultPadding(0)
        for side in ("left", "bottom"):
            self.plot.getAxis(side).setStyle(tickLength=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self._on_theme_changed)

    @property
    def tick_texts(self) -> tuple[tuple[float, str], ...]:
        """The places and texts below the plot, from left to right."""
        return tuple(self._ticks())

    def set_span(self, first: date, last: date) -> None:
        """Show the whole weeks that touch [first, last]."""
        monday = first - timedelta(days=first.weekday())
        end = last - timedelta(days=last.weekday()) + timedelta(days=DAYS_A_WEEK)
        count = (end - monday).days // DAYS_A_WEEK
        self._mondays = tuple(monday + timedelta(weeks=index) for index in range(count))
        self.plot.setXRange(monday.toordinal() - 0.5, end.toordinal() - 0.5, padding=0)
        self._set_ticks()

    def text_at(self, where: QPointF) -> str:
        """Tell what lies at a place of the plot's viewport, in pixels; empty for nothing."""
        raise NotImplementedError

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Return where a point of the data lies in the plot's viewport, in pixels."""
        place = self.plot.mapFromScene(self.box.mapViewToScene(QPointF(x, y)))
        return QPointF(place)

    def data_at(self, where: QPointF) -> QPointF:
        """Return the point of the data at a place of the plot's viewport, in pixels."""
        return QPointF(self.box.mapSceneToView(self.plot.mapToScene(where.toPoint())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the values under the mouse; leave the wheel to the page that scrolls."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            text = self.text_at(event.position())
            viewport = self.plot.viewport()
            if text:
                QToolTip.showText(event.globalPosition().toPoint(), text, viewport)
            else:
                QToolTip.hideText()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as many dates as there is room for."""
        super().resizeEvent(event)
        self._set_ticks()

    def restyle(self) -> None:
        """Put on the theme's colours and fonts."""
        palette = self._theme.palette
        font = self._theme.font(TextRole.SMALL)
        self.plot.setBackground(palette.surface)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(palette.line))
            axis.setTextPen(pg.mkPen(palette.muted))
            axis.setStyle(tickFont=font)
        self.plot.getAxis("left").setWidth(self._theme.px(_AXIS_WIDTH))
        self.plot.getAxis("bottom").setHeight(QFontMetrics(font).height() + 8)
        self._set_ticks()

    def _on_theme_changed(self) -> None:
        self.restyle()

    def _set_ticks(self) -> None:
        self.plot.getAxis("bottom").setTicks([list(self._ticks()), []])

    def _ticks(self) -> list[tuple[float, str]]:
        """Return every so many weeks' Monday, so that no two texts meet."""
        if not self._mondays:
            return []
        with_year = len(self._mondays) > _LONG_SPAN_WEEKS
        metrics = QFontMetrics(self._theme.font(TextRole.SMALL))
        widest = max(
            metrics.horizontalAdvance(day_text(monday, with_year=with_year))
            for monday in self._mondays
        )
        room = max(1, self.width() - self._theme.px(_AXIS_WIDTH))
        most = max(1, room // (widest + _TICK_GAP))
        step = -(-len(self._mondays) // most)
        if len(self._mondays) > 1:
            step = max(step, 2 if len(self._mondays) > DAYS_A_WEEK else 1)
        return [
            (middle_of_week(monday), day_text(monday, with_year=with_year))
            for monday in self._mondays[::step]
        ]


class PixelItem(QGraphicsItem):
    """Something in a plot that is painted in pixels, wherever the data lies."""

    def __init__(self) -> None:
        super().__init__()
        self._bounds = QRectF()

    def set_bounds(self, bounds: QRectF) -> None:
        """Tell which part of the data it fills."""
        self.prepareGeometryChange()
        self._bounds = bounds
        self.update()

    def boundingRect(self) -> QRectF:
        """The part of the data it fills."""
        return self._bounds
