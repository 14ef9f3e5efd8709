"""A body, front and back, that shows where something is; it is looked at, never pressed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.site import View
from hipcoach.ui.theme import Palette, Theme
from hipcoach.ui.widgets.body_shape import ABOVE, HALF, TALL, body_path, hair_path, marks

_GAP: Final = 16.0
_EDGE: Final = 6.0
_WIDE: Final = 4 * HALF + _GAP
_HIGH: Final = TALL + 2 * _EDGE
_LEAST_SCALE: Final = 0.3
_MOST_SCALE: Final = 0.62


@dataclass(frozen=True, slots=True)
class Spot:
    """A round place on the body, in the units of `body_shape`, seen from one side."""

    view: View
    x: float
    y: float
    radius: float = 20.0


class BodyPicture(QWidget):
    """Shows where each of some things is: all of them faintly, those that are lit in full."""

    def __init__(
        self,
        theme: Theme,
        spots: Mapping[str, tuple[Spot, ...]],
        parent: QWidget | None = None,
        *,
        lit_only: bool = False,
    ) -> None:
        """Show these spots by the key of what they stand for; `lit_only` leaves out the faint."""
        super().__init__(parent)
        self._lit_only = lit_only
        self._theme = theme
        self._spots = dict(spots)
        self._lit: frozenset[str] = frozenset()
        self._pointed = ""
        self._scale = 0.56
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    @property
    def lit(self) -> frozenset[str]:
        """What is shown in full."""
        return self._lit | ({self._pointed} if self._pointed else set())

    def light(self, keys: Iterable[str]) -> None:
        """Show the spots of these in full."""
        self._lit = frozenset(keys)
        self.update()

    def point_at(self, key: str) -> None:
        """Show the spots of one more in full, for as long as it is looked at; empty for none."""
        self._pointed = key
        self.update()

    def set_room(self, height: int) -> None:
        """Be as tall as this, in pixels, within what is sensible."""
        scale = max(_LEAST_SCALE, min(_MOST_SCALE, height / _HIGH))
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Both figures side by side."""
        return QSize(round(_WIDE * self._scale), round(_HIGH * self._scale))

    def minimumSizeHint(self) -> QSize:
        """Small, but still a body."""
        return QSize(round(_WIDE * _LEAST_SCALE), round(_HIGH * _LEAST_SCALE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both figures, and the spots on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._theme.palette
        scale = min(self.width() / _WIDE, self.height() / _HIGH)
        middle, top = self.width() / 2, (ABOVE + _EDGE) * scale
        for view in View:
            offset = (HALF + _GAP / 2) * scale * (-1 if view is View.FRONT else 1)
            transform = QTransform(scale, 0, 0, scale, middle + offset, top)
            paint_body(painter, palette, transform, view)
            for key, spots in self._spots.items():
                for spot in spots:
                    if spot.view is view:
                        self._paint_spot(painter, transform, spot, is_lit=key in self.lit)

    def _paint_spot(
        self, painter: QPainter, transform: QTransform, spot: Spot, *, is_lit: bool
    ) -> None:
        palette = self._theme.palette
        centre = transform.map(QPointF(spot.x, spot.y))
        radius = spot.radius * transform.m11()
        fill = QColor(palette.primary)
        if not is_lit and self._lit_only:
            return
        if is_lit:
            fill.setAlphaF(0.85)
            painter.setPen(QPen(QColor(palette.text), 1.5))
            painter.setBrush(fill)
            painter.drawEllipse(centre, radius, radius)
            return
        fill.setAlphaF(0.14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(centre, radius * 0.8, radius * 0.8)


def paint_body(painter: QPainter, palette: Palette, transform: QTransform, view: View) -> None:
    """Paint one figure of the body map, without its places."""
    painter.setPen(QPen(QColor(palette.mark), 1.5))
    painter.setBrush(QColor(palette.mat))
    painter.drawPath(transform.map(body_path()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.mark))
    painter.drawPath(transform.map(hair_path(view)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(faint_pen(palette.mark))
    for line in marks(view):
        painter.drawPath(transform.map(line))


def faint_pen(color: str) -> QPen:
    """Return the pen of a line that is there and doesn't call."""
    faint = QColor(color)
    faint.setAlphaF(0.55)
    return QPen(faint, 1.0)
