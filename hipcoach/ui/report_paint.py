"""Puts text and shapes on paper: everything in points, on whatever device a page is painted on."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from hipcoach.ui.theme import LIGHT

# A font's size is a whole number of units, so a point is ten of them.
UNITS = 10
BODY_PT = 8.6
SMALL_PT = 7.4
HEAD_PT = 9.6


class Ink(Enum):
    """The colours of the page; paper is always light."""

    TEXT = LIGHT.text
    MUTED = LIGHT.muted
    LINE = LIGHT.line
    SOFT = "#f6f4ee"
    MARK = LIGHT.primary
    PAIN = LIGHT.pain
    PALE = "#cfdcda"
    WHITE = "#ffffff"


class Pencil:
    """Draws on a painter whose unit is a tenth of a point."""

    def __init__(self, painter: QPainter, family: str) -> None:
        """Use this painter and this family of fonts."""
        self.painter = painter
        self._family = family

    def font(self, size_pt: float, *, bold: bool = False) -> QFont:
        """Return the font of a size in points."""
        font = QFont(self._family)
        font.setPixelSize(round(size_pt * UNITS))
        # Text that is copied out of the page should not hold ligatures.
        font.setFeature(QFont.Tag("liga"), 0)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def height(
        self, text: str, width: float, size_pt: float = BODY_PT, *, bold: bool = False
    ) -> float:
        """Return how high a text is, wrapped to a width, in points."""
        metrics = QFontMetricsF(self.font(size_pt, bold=bold))
        flags = int(Qt.TextFlag.TextWordWrap)
        bounds = metrics.boundingRect(QRectF(0, 0, width * UNITS, 1e6), flags, text)
        return bounds.height() / UNITS

    def width(self, text: str, size_pt: float = BODY_PT, *, bold: bool = False) -> float:
        """Return how wide a line is, in points."""
        metrics = QFontMetricsF(self.font(size_pt, bold=bold))
        return metrics.horizontalAdvance(text) / UNITS

    def fitted(
        self, text: str, width: float, size_pt: float = BODY_PT, *, bold: bool = False
    ) -> str:
        """Return a line cut to a width, with an ellipsis where it is."""
        metrics = QFontMetricsF(self.font(size_pt, bold=bold))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width * UNITS)

    def text(
        self,
        at: QRectF,
        text: str,
        size_pt: float = BODY_PT,
        *,
        bold: bool = False,
        ink: Ink = Ink.TEXT,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = False,
    ) -> None:
        """Write into a rectangle in points, from its top."""
        self.painter.setFont(self.font(size_pt, bold=bold))
        self.painter.setPen(QColor(ink.value))
        flags = int(align | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine)
        self.painter.drawText(scaled(at), flags, text)

    def box(self, at: QRectF, ink: Ink, *, radius: float = 0, outline: Ink | None = None) -> None:
        """Fill a rectangle in points."""
        pen = QPen(Qt.PenStyle.NoPen)
        if outline is not None:
            pen = QPen(QColor(outline.value), 0.6 * UNITS)
        self.painter.setPen(pen)
        self.painter.setBrush(QColor(ink.value))
        self.painter.drawRoundedRect(scaled(at), radius * UNITS, radius * UNITS)

    def line(
        self,
        start: QPointF,
        end: QPointF,
        ink: Ink = Ink.LINE,
        *,
        width_pt: float = 0.6,
        dashed: bool = False,
    ) -> None:
        """Draw a line in points."""
        pen = QPen(QColor(ink.value), width_pt * UNITS)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.drawLine(start * UNITS, end * UNITS)

    def dot(self, at: QPointF, radius: float, ink: Ink, *, hollow: bool = False) -> None:
        """Draw a dot in points, filled or hollow."""
        self.painter.setPen(QPen(QColor(ink.value), 0.9 * UNITS))
        self.painter.setBrush(QColor(Ink.WHITE.value if hollow else ink.value))
        self.painter.drawEllipse(at * UNITS, radius * UNITS, radius * UNITS)

    def wedge(self, at: QPointF, size: float, ink: Ink) -> None:
        """Draw a small triangle that points up, hollow, its tip at a place in points."""
        self.painter.setPen(QPen(QColor(ink.value), 0.8 * UNITS))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        tip = at * UNITS
        side = size * UNITS
        corners = [tip, tip + QPointF(side / 2, side), tip + QPointF(-side / 2, side)]
        self.painter.drawPolygon(corners)

    def hatch(self, at: QRectF, ink: Ink, style: Qt.BrushStyle) -> None:
        """Fill a rectangle in points with strokes, drawn as lines so that they stay vector."""
        self.box(at, Ink.WHITE, outline=ink)
        if style is Qt.BrushStyle.NoBrush:
            return
        step = 2.2
        self.painter.save()
        self.painter.setClipRect(scaled(at))
        x = at.left() - at.height()
        while x < at.right():
            self.line(QPointF(x, at.bottom()), QPointF(x + at.height(), at.top()), ink)
            x += step
        self.painter.restore()


def scaled(at: QRectF) -> QRectF:
    """Return a rectangle given in points in the painter's units."""
    return QRectF(at.x() * UNITS, at.y() * UNITS, at.width() * UNITS, at.height() * UNITS)
