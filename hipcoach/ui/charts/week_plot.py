"""A plot over local days whose columns are weeks: axes, looks, zoom and mouse of every chart."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from hipcoach.domain.week import week_start
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.painting import paint_focus

DAYS_A_WEEK: Final = 7
LEAST_DAYS: Final = 14.0
ZOOM_STEP: Final = 1.4
SETTLE_MS: Final = 150
_PAN_SHARE: Final = 0.25
_NOTCH: Final = 120
_DRAG_PX: Final = 4
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
    """Holds a plot with one x unit a local day, to be looked into closer and moved.

    The wheel zooms with Ctrl, and by itself once the chart was clicked: else it belongs to the
    page that scrolls. + and - zoom, the arrows move, 0 shows everything. Its own kinds add
    their items to `plot`, say in `text_at` what lies under the mouse and in `session_at` which
    session a click means.
    """

    session_requested = Signal(str)
    """The mark of this session was clicked."""
    window_changed = Signal(float, float)
    """Another part is shown: its ends on the axis of day ordinals."""
    settled = Signal()
    """The part shown stays as it is for a moment."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mondays: tuple[date, ...] = ()
        self._whole = (0.0, 1.0)
        self._window = (0.0, 1.0)
        self._pressed_at: QPointF | None = None
        self._dragged_from = (0.0, 1.0)
        self._is_dragged = False
        self._is_clicked = False
        self._followed: list[WeekPlot] = []
        self._tick_width: dict[tuple[int, bool], int] = {}
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
        # Room for the ring that shows where the keyboard is.
        column.setContentsMargins(3, 3, 3, 3)
        column.addWidget(self.plot)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(self.settled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self._on_theme_changed)

    @property
    def tick_texts(self) -> tuple[tuple[float, str], ...]:
        """The places and texts below the plot, from left to right."""
        return tuple(self._ticks())

    @property
    def window_days(self) -> tuple[date, date]:
        """The first and the last day that are at least partly shown."""
        low, high = self._window
        return date.fromordinal(floor(low + 0.5)), date.fromordinal(ceil(high - 0.5))

    @property
    def is_zoomed(self) -> bool:
        """Whether less than everything is shown."""
        return self._window != self._whole

    @property
    def px_per_day(self) -> float:
        """How wide a day is drawn, in pixels."""
        room = max(1, self.width() - self._theme.px(_AXIS_WIDTH))
        return room / max(1.0, self._window[1] - self._window[0])

    def set_span(self, first: date, last: date) -> None:
        """Show the whole weeks that touch [first, last]."""
        monday = week_start(first)
        end = week_start(last) + timedelta(days=DAYS_A_WEEK)
        count = (end - monday).days // DAYS_A_WEEK
        self._mondays = tuple(monday + timedelta(weeks=index) for index in range(count))
        self._whole = (monday.toordinal() - 0.5, end.toordinal() - 0.5)
        self._show(self._whole)

    def set_window(self, low: float, high: float) -> None:
        """Show a part, cut to what there is; another chart's part, so that nobody is told."""
        self._show(self._fitted(low, high))

    def follow(self, others: "Sequence[WeekPlot]") -> None:
        """Show the part that any of these others is moved to."""
        for other in others:
            if other not in self._followed:
                self._followed.append(other)
                other.window_changed.connect(self.set_window)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times as many days, keeping the day `around` in its place."""
        low, high = self._window
        middle = (low + high) / 2 if around is None else around
        self._move(middle - (middle - low) * factor, middle + (high - middle) * factor)

    def pan(self, share: float) -> None:
        """Move on by a share of what is shown; below nothing is back."""
        low, high = self._window
        by = (high - low) * share
        self._move(low + by, high + by)

    def show_whole(self) -> None:
        """Show everything."""
        self._move(*self._whole)

    def text_at(self, where: QPointF) -> str:
        """Tell what lies at a place of the plot's viewport, in pixels; empty for nothing."""
        raise NotImplementedError

    def session_at(self, where: QPointF) -> str:
        """Name the session whose mark lies at a place of the plot's viewport; empty for none."""
        return ""

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Return where a point of the data lies in the plot's viewport, in pixels."""
        place = self.plot.mapFromScene(self.box.mapViewToScene(QPointF(x, y)))
        return QPointF(place)

    def data_at(self, where: QPointF) -> QPointF:
        """Return the point of the data at a place of the plot's viewport, in pixels."""
        return QPointF(self.box.mapSceneToView(self.plot.mapToScene(where.toPoint())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse over the plot: values, clicks, dragging and the wheel."""
        kind = event.type()
        if kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if kind == QEvent.Type.MouseMove:
                return self._hover(event)
            if kind == QEvent.Type.MouseButtonRelease:
                return self._release(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move by keyboard."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Left:
            self.pan(-_PAN_SHARE)
        elif key == Qt.Key.Key_Right:
            self.pan(_PAN_SHARE)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_whole()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as many dates as there is room for."""
        super().resizeEvent(event)
        self._set_ticks()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where the keyboard is."""
        if self.hasFocus():
            rect = QRectF(self.rect())
            paint_focus(QPainter(self), rect, self._theme.palette.primary, radius=UNIT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away, and give the wheel back to the page."""
        super().focusOutEvent(event)
        self._is_clicked = False
        self.update()

    def restyle(self) -> None:
        """Put on the theme's colours and fonts."""
        palette = self._theme.palette
        font = self._theme.font(TextRole.SMALL)
        self._tick_width.clear()
        self.plot.setBackground(palette.surface)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(palette.line))
            axis.setTextPen(pg.mkPen(palette.muted))
            axis.setStyle(tickFont=font)
        self.plot.getAxis("left").setWidth(self._theme.px(_AXIS_WIDTH))
        self.plot.getAxis("bottom").setHeight(QFontMetrics(font).height() + 8)
        self._set_ticks()
        self.update()

    def _on_theme_changed(self) -> None:
        self.restyle()

    def _on_window(self) -> None:
        """Follow a part that is shown larger or smaller than before."""

    def _fitted(self, low: float, high: float) -> tuple[float, float]:
        begin, end = self._whole
        length = min(max(high - low, LEAST_DAYS), end - begin)
        middle = (low + high) / 2
        start = min(max(middle - length / 2, begin), end - length)
        return start, start + length

    def _move(self, low: float, high: float) -> None:
        window = self._fitted(low, high)
        if window != self._window:
            self._show(window)
            self.window_changed.emit(*window)

    def _show(self, window: tuple[float, float]) -> None:
        self._window = window
        self.plot.setXRange(*window, padding=0)
        # Left to the first paint, it would ask for a second one.
        self.box.updateMatrix()
        self._set_ticks()
        self._on_window()
        self._rest.start()

    def _wheel(self, event: QWheelEvent) -> bool:
        with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        turned = event.angleDelta().y()
        if not turned or not (with_ctrl or self._is_clicked):
            event.ignore()
            return True
        self.zoom(ZOOM_STEP ** (-turned / _NOTCH), self.data_at(event.position()).x())
        event.accept()
        return True

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._is_clicked = True
            self._pressed_at = event.position()
            self._dragged_from = self._window
            self._is_dragged = False
        return True

    def _hover(self, event: QMouseEvent) -> bool:
        viewport = self.plot.viewport()
        if self._pressed_at is not None:
            by = event.position().x() - self._pressed_at.x()
            if abs(by) >= _DRAG_PX or self._is_dragged:
                self._is_dragged = True
                days = by / self.px_per_day
                low, high = self._dragged_from
                self._move(low - days, high - days)
            return True
        text = self.text_at(event.position())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), tip(text), viewport)
        else:
            QToolTip.hideText()
        is_link = bool(self.session_at(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        if viewport.cursor().shape() is not shape:
            viewport.setCursor(shape)
        return True

    def _release(self, event: QMouseEvent) -> bool:
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is not None and not self._is_dragged:
            session_uid = self.session_at(event.position())
            if session_uid:
                self.session_requested.emit(session_uid)
        return True

    def _set_ticks(self) -> None:
        self.plot.getAxis("bottom").setTicks([self._ticks(), []])

    def _ticks(self) -> list[tuple[float, str]]:
        """Return every so many weeks' Monday, so that no two texts meet."""
        if not self._mondays:
            return []
        low, high = self._window
        shown = max(1, ceil((high - low) / DAYS_A_WEEK))
        with_year = shown > _LONG_SPAN_WEEKS or len(self._mondays) > _LONG_SPAN_WEEKS
        room = max(1, self.width() - self._theme.px(_AXIS_WIDTH))
        most = max(1, room // (self._widest_tick(with_year) + _TICK_GAP))
        step = -(-shown // most)
        if shown > 1:
            step = max(step, 2 if shown > DAYS_A_WEEK else 1)
        return [
            (middle_of_week(monday), day_text(monday, with_year=with_year))
            for monday in self._mondays[::step]
            if low <= middle_of_week(monday) <= high
        ]

    def _widest_tick(self, with_year: bool) -> int:
        font = self._theme.font(TextRole.SMALL)
        key = (font.pixelSize(), with_year)
        if key not in self._tick_width:
            metrics = QFontMetrics(font)
            self._tick_width[key] = max(
                metrics.horizontalAdvance(day_text(date(2028, month, 28), with_year=with_year))
                for month in range(1, 13)
            )
        return self._tick_width[key]


class PixelItem(QGraphicsItem):
    """Something in a plot that is painted in pixels; its bounds are the part that is shown."""

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
