"""A body, front and back, whose places can be picked and show a number from 0 to 10."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.prescription import Side
from hipcoach.domain.site import Site, View
from hipcoach.ui.labels import site_text
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.body_picture import faint_pen, paint_body
from hipcoach.ui.widgets.body_shape import (
    ABOVE,
    HALF,
    TALL,
    Place,
    places,
)
from hipcoach.ui.widgets.choice import Choice
from hipcoach.ui.widgets.painting import FOCUS_WIDTH, paint_check

# Room for the words above the figures and between them, in units of the figures.
_HEAD: Final = 40.0
_GAP: Final = 24.0
_WIDE: Final = 4 * HALF + _GAP
_LEAST_SCALE: Final = 0.565
_BEST_SCALE: Final = 0.8
# From the waist to the knees.
_CLOSER_ABOVE: Final = 40.0
_CLOSER_TALL: Final = 340.0
_CLOSER_BEST: Final = 1.05
_CLOSER_HEAD: Final = 44
# A place narrower than this, in pixels, can be hit beside it as well.
_NARROW: Final = 32.0
_PAINTED_AT: Final = (
    QEvent.Type.FocusIn,
    QEvent.Type.FocusOut,
    QEvent.Type.Enter,
    QEvent.Type.Leave,
)
_ARROWS: Final = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class Region(Choice):
    """A place of the map: it takes the mouse, the keyboard and a screen reader; the map paints."""

    def __init__(
        self, theme: Theme, place: Place, name: str, parent: QWidget, *, several: bool = False
    ) -> None:
        """With `several` it is ticked and unticked, and Enter is left to the page."""
        super().__init__(theme, "", parent)
        self._several = several
        if several:
            self._keys = (Qt.Key.Key_Space,)
        self.place = place
        self.spot = QPainterPath()
        self.setAccessibleName(name)
        self.setToolTip(tip(name[:1].upper() + name[1:]))

    @property
    def site(self) -> str:
        """The place as ratings have it."""
        return self.place.site.text

    @property
    def several(self) -> bool:
        """Whether it is ticked beside others, not in their place."""
        return self._several

    def nextCheckState(self) -> None:
        """Tick or untick, or be the one that is picked."""
        if self._several:
            self.setChecked(not self.isChecked())
        else:
            super().nextCheckState()

    def _on_toggled(self, is_checked: bool) -> None:
        if self._several:
            if not self._is_marking:
                self.clicked.emit()
            return
        super()._on_toggled(is_checked)

    @property
    def hovered(self) -> bool:
        """Whether the mouse is over it."""
        return self._hovered

    def sizeHint(self) -> QSize:
        """Nothing: the map gives it its place."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave the painting to the map, which can do so without jagged edges."""


class BodyMap(QWidget):
    """Front and back with left and right; arrows go from place to place, space picks one."""

    picked = Signal(str)
    """The place, as ratings have it."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        areas: Collection[str] | None = None,
        several: bool = False,
        closer: bool = False,
    ) -> None:
        """Offer every area, or those named; with `several` any number of places is picked.

        `closer` shows the body from the waist to the knees alone, twice as large.
        """
        super().__init__(parent)
        self._theme = theme
        self._above, self._tall = (_CLOSER_ABOVE, _CLOSER_TALL) if closer else (ABOVE, TALL)
        self._best_scale = _CLOSER_BEST if closer else _BEST_SCALE
        self._closer = closer
        self._several = several
        self._picks: tuple[str, ...] = ()
        self._values: dict[str, int] = {}
        self._current = ""
        self._scale = 1.0
        self._room = round(self._tall + _HEAD)
        self.setAccessibleName(self.tr("Body map"))
        self.setAccessibleDescription(
            self.tr("Arrow keys go from place to place, space picks and unpicks.")
            if several
            else self.tr(
                "Arrow keys go from place to place, space picks one. The list does the same."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._regions = [
            self._region(place) for place in places() if areas is None or place.site.area in areas
        ]
        self._aim_tab()
        theme.changed.connect(self._restyle)

    @property
    def regions(self) -> tuple[Region, ...]:
        """The places in the order one walks through them, front before back."""
        return tuple(self._regions)

    def region(self, site: str, view: View | None = None) -> Region:
        """Return a place of the map; raises KeyError for one that it doesn't show."""
        for region in self._regions:
            if region.site == site and view in (None, region.place.view):
                return region
        raise KeyError(site)

    def set_values(self, values: Mapping[str, int]) -> None:
        """Show these numbers (0-10) by place; places that aren't on the map are passed over."""
        self._values = dict(values)
        for region in self._regions:
            value = self._value(region.place.site)
            text = self.tr("nothing told") if value is None else self.tr("{0} of 10").format(value)
            region.setAccessibleDescription(f"{self._view_name(region.place.view)}, {text}")
        self.update()

    def set_current(self, site: str) -> None:
        """Mark the place that is being asked about, without telling anyone."""
        self._current = site
        for region in self._regions:
            region.setChecked(self._is_current(region.place.site))
        self._aim_tab()
        self.update()

    @property
    def picks(self) -> tuple[str, ...]:
        """The places that are picked where several may be, in the order they were."""
        return self._picks

    def set_picks(self, sites: Iterable[str]) -> None:
        """Show these places as picked, in this order, without telling anyone."""
        shown = {region.site for region in self._regions}
        self._picks = tuple(each for each in dict.fromkeys(sites) if each in shown)
        for region in self._regions:
            region.setChecked(region.site in self._picks)
        self.update()

    # -- room ------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Both figures side by side, as large as is easy to hit."""
        best = self._theme.px(100 * self._best_scale) / 100
        if self._closer:
            fitting = (self._room - self._head_at(0)) / self._tall
        else:
            fitting = self._room / (self._tall + _HEAD)
        return self._size_at(max(_LEAST_SCALE, min(best, fitting)))

    def minimumSizeHint(self) -> QSize:
        """Small, but still to be hit; whatever is small here has its line in the list."""
        return self._size_at(_LEAST_SCALE)

    def set_room(self, height: int) -> None:
        """Ask for no more than this height, in pixels, unless it is too small to be hit."""
        if height != self._room:
            self._room = height
            self.updateGeometry()

    def _size_at(self, scale: float) -> QSize:
        return QSize(round(_WIDE * scale), round(self._tall * scale + self._head_at(scale)))

    def _head_at(self, scale: float) -> float:
        """Return the room above the figures in pixels; a body cut off needs it for the words."""
        return float(self._theme.px(_CLOSER_HEAD)) if self._closer else _HEAD * scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every place where it is painted."""
        self._lay_out()

    def _lay_out(self) -> None:
        across = self.width() / _WIDE
        if self._closer:
            self._scale = min(across, max(0.1, self.height() - self._head_at(0)) / self._tall)
        else:
            self._scale = min(across, self.height() / (self._tall + _HEAD))
        for region in self._regions:
            spot = self._transform(region.place.view).map(region.place.path)
            grip = self._grip_of(spot)
            rect = grip.boundingRect()
            region.spot = spot
            region.setGeometry(rect)
            region.setMask(grip.translated(-rect.topLeft()))

    @staticmethod
    def _grip_of(spot: QPainterPath) -> QRegion:
        """Return where a place can be hit: a narrow one somewhat beyond its edge.

        Regions are joined in no time; to join paths takes Qt a twentieth of a second a place.
        """
        grip = QRegion(spot.toFillPolygon().toPolygon())
        missing = _NARROW - spot.boundingRect().width()
        if missing > 0:
            around = QPainterPathStroker()
            around.setWidth(missing)
            edge = around.createStroke(spot).toFillPolygon().toPolygon()
            grip = grip.united(QRegion(edge, Qt.FillRule.WindingFill))
        return grip

    def _transform(self, view: View) -> QTransform:
        middle = self.width() / 2
        offset = (HALF + _GAP / 2) * self._scale
        x = middle - offset if view is View.FRONT else middle + offset
        top = self._head_at(self._scale) + self._above * self._scale
        return QTransform(self._scale, 0, 0, self._scale, x, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint anew where the keyboard or the mouse came or went."""
        if event.type() in _PAINTED_AT:
            self.update()
        return super().eventFilter(watched, event)

    # -- keys ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the nearest place in the direction of an arrow."""
        way = _ARROWS.get(Qt.Key(event.key()))
        here = next((each for each in self._regions if each.hasFocus()), None)
        if way is None or here is None:
            super().keyPressEvent(event)
            return
        target = self._next(here, way)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, here: Region, way: QPointF) -> Region | None:
        start = here.spot.boundingRect().center()

        def cost(region: Region) -> float:
            step = region.spot.boundingRect().center() - start
            along = QPointF.dotProduct(step, way)
            across = abs(QPointF.dotProduct(step, QPointF(-way.y(), way.x())))
            # Straight on is near, aside is far, and what lies behind is no way at all.
            return along + 1.6 * across if along > 1 else float("inf")

        best = min((each for each in self._regions if each is not here), key=cost)
        return None if cost(best) == float("inf") else best

    def _aim_tab(self) -> None:
        """Make the map one stop for the Tab key."""
        chosen = next((each for each in self._regions if each.isChecked()), self._regions[0])
        for each in self._regions:
            stop = each is chosen
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(chosen)

    # -- picture ---------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both figures, their places, and the numbers told."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for view in View:
            self._paint_figure(painter, view)
        for region in self._regions:
            self._paint_region(painter, region)
        for region in self._regions:
            if region.hasFocus() or (region.isChecked() and not self._several):
                self._paint_ring(painter, region)

    def _paint_figure(self, painter: QPainter, view: View) -> None:
        transform = self._transform(view)
        painter.save()
        painter.setClipRect(self.rect().adjusted(0, round(self._head_at(self._scale)), 0, 0))
        paint_body(painter, self._theme.palette, transform, view)
        painter.restore()
        self._paint_words(painter, view, transform)

    def _paint_words(self, painter: QPainter, view: View, transform: QTransform) -> None:
        palette = self._theme.palette
        centre = transform.map(QPointF(0, 0)).x()
        width = 2 * HALF * self._scale
        flags = Qt.AlignmentFlag.AlignVCenter
        line = QFontMetricsF(self._theme.font(TextRole.STRONG)).height()
        painter.setFont(self._theme.font(TextRole.STRONG))
        painter.setPen(palette.text)
        head = QRectF(centre - width / 2, 0, width, line)
        painter.drawText(head, flags | Qt.AlignmentFlag.AlignHCenter, self._view_name(view))
        painter.setFont(self._theme.font(TextRole.SMALL))
        sides = (self.tr("right"), self.tr("left"))
        first, last = sides if view is View.FRONT else sides[::-1]
        painter.setPen(palette.muted)
        below = QRectF(centre - width / 2, line, width, line)
        painter.drawText(below, flags | Qt.AlignmentFlag.AlignLeft, first)
        painter.drawText(below, flags | Qt.AlignmentFlag.AlignRight, last)

    def _paint_region(self, painter: QPainter, region: Region) -> None:
        palette = self._theme.palette
        value = self._value(region.place.site)
        if self._several and region.isChecked():
            painter.setBrush(QColor(palette.primary))
            painter.setPen(QPen(QColor(palette.primary), 1.0))
        elif value is not None:
            color = palette.pain_scale[value]
            painter.setBrush(QColor(color))
            painter.setPen(QPen(QColor(palette.text), 1.0))
        else:
            color = palette.primary_soft if region.hovered else palette.mat
            painter.setBrush(QColor(color))
            painter.setPen(faint_pen(palette.mark))
        painter.drawPath(region.spot)
        if self._several and region.isChecked():
            sign = self._number_rect(region)
            inset = sign.width() * 0.28
            sign.adjust(inset, inset, -inset, -inset)
            paint_check(painter, sign, palette.on_primary, 2.5)
        elif value is not None:
            painter.setFont(self._theme.font(TextRole.STRONG))
            painter.setPen(palette.on_scale(color))
            painter.drawText(self._number_rect(region), Qt.AlignmentFlag.AlignCenter, str(value))

    def _number_rect(self, region: Region) -> QRectF:
        side = self._theme.px(28)
        centre = self._transform(region.place.view).map(region.place.anchor)
        return QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)

    def _paint_ring(self, painter: QPainter, region: Region) -> None:
        palette = self._theme.palette
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = FOCUS_WIDTH + 1 if region.hasFocus() else FOCUS_WIDTH
        pen = QPen(QColor(palette.primary), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if region.hasFocus() and (self._several or not region.isChecked()):
            if region.isChecked():
                pen.setColor(QColor(palette.text))
            pen.setDashPattern([2.0, 1.5])
        painter.setPen(pen)
        painter.drawPath(region.spot)

    # -- inside ----------------------------------------------------------------

    def _region(self, place: Place) -> Region:
        region = Region(self._theme, place, site_text(place.site.text), self, several=self._several)
        region.setAccessibleDescription(self._view_name(place.view))
        region.clicked.connect(lambda: self._pick(region))
        region.installEventFilter(self)
        return region

    def _pick(self, region: Region) -> None:
        if self._several:
            others = (each for each in self._picks if each != region.site)
            self.set_picks((*others, region.site) if region.isChecked() else others)
            region.setFocus(Qt.FocusReason.OtherFocusReason)
            self.picked.emit(region.site)
            return
        self.set_current(region.site)
        self.picked.emit(region.site)

    def _value(self, site: Site) -> int | None:
        """Return the number told of a place; one told without a side is shown on both."""
        told = self._values.get(site.text)
        return self._values.get(site.area) if told is None else told

    def _is_current(self, site: Site) -> bool:
        current = Site.parse(self._current)
        return site.area == current.area and current.side in (site.side, Side.BILATERAL)

    def _view_name(self, view: View) -> str:
        return self.tr("Front") if view is View.FRONT else self.tr("Back")

    def _restyle(self) -> None:
        self.updateGeometry()
        self._lay_out()
        self.update()
