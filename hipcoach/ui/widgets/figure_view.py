"""The figure painted flat: limbs back to front, the far ones fainter, on a soft shadow."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.figure.baking import Baked
from hipcoach.figure.figure import Part
from hipcoach.figure.projection import Item, Outlines, Picture, Shape, project
from hipcoach.ui.theme import Palette, Theme, mix

_FAR_SHARE: Final = 0.36
# A shadow smaller than this is a speck.
_SPECK_M: Final = 0.03
_PROP_TONES: Final = frozenset({"mat", "prop", "prop_side", "prop_edge", "band"})


@dataclass(slots=True)
class _Stroke:
    """One filled outline."""

    brush: QBrush
    shape: QPolygonF


class FigurePainter:
    """Paints the samples of one figure in one look; what it made of a sample it keeps."""

    def __init__(self, picture: Picture, palette: Palette) -> None:
        self._picture = picture
        self._palette = palette
        self._tones = tones_of(palette)
        self._kept: dict[int, list[_Stroke]] = {}

    @property
    def picture(self) -> Picture:
        """What is painted."""
        return self._picture

    def frame(self, room: QRectF, sample: int) -> QRectF:
        """Where in a room the figure is painted, the same for all its samples."""
        left, low, right, high = self._picture.bounds
        scale = min(room.width() / (right - left), room.height() / (high - low))
        size = QSize(round((right - left) * scale), round((high - low) * scale))
        frame = QRectF(0, 0, size.width(), size.height())
        frame.moveCenter(room.center())
        return frame

    def paint(self, painter: QPainter, room: QRectF, sample: int, *, mirrored: bool) -> None:
        """Paint a sample fitted into a room."""
        left, low, right, high = self._picture.bounds
        scale = min(room.width() / (right - left), room.height() / (high - low))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(room.center())
        painter.scale(-scale if mirrored else scale, -scale)
        painter.translate(-(left + right) / 2, -(low + high) / 2)
        for stroke in self._strokes(sample):
            painter.setBrush(stroke.brush)
            # Twice as fast as drawConvexPolygon.
            painter.drawPolygon(stroke.shape)
        painter.restore()

    def _strokes(self, sample: int) -> list[_Stroke]:
        if sample not in self._kept:
            self._kept[sample] = self._make(sample)
        return self._kept[sample]

    def _make(self, sample: int) -> list[_Stroke]:
        made: list[_Stroke] = []
        items = self._picture.order(sample)
        for item in (item for item in items if item.layer == 0):
            made += self._item(item, sample)
        made += self._shadow(sample)
        for item in (item for item in items if item.layer > 0):
            made += self._item(item, sample)
        return made

    def _item(self, item: Item, sample: int) -> list[_Stroke]:
        ground = QBrush(QColor(self._palette.ground))
        line = QBrush(QColor(self._tones["outline"]))
        made = []
        for shape in item.shapes:
            if shape.halo is not None:
                halo = line if shape.tone in _PROP_TONES else ground
                made.append(_Stroke(halo, _polygon(shape.halo, sample)))
        far = float(item.far[min(sample, len(item.far) - 1)])
        for shape in item.shapes:
            if shape.shown is None or shape.shown[min(sample, len(shape.shown) - 1)]:
                made.append(_Stroke(self._brush(shape, far), _polygon(shape.outline, sample)))
        return made

    def _brush(self, shape: Shape, far: float) -> QBrush:
        tone = self._tones[shape.tone]
        if shape.tone in _PROP_TONES:
            return QBrush(QColor(tone))
        return QBrush(QColor(mix(tone, self._palette.ground, _FAR_SHARE * far)))

    def _shadow(self, sample: int) -> list[_Stroke]:
        # Opaque, so that shadows which overlap become one.
        made = []
        for start, tone in ((0, "shadow_edge"), (1, "shadow")):
            brush = QBrush(QColor(self._tones[tone]))
            for hull in self._picture.shadows[start::2]:
                polygon = _polygon(hull, sample)
                if polygon.boundingRect().width() > _SPECK_M:
                    made.append(_Stroke(brush, polygon))
        return made


def _polygon(outline: Outlines, sample: int) -> QPolygonF:
    points = outline[min(sample, len(outline) - 1)].tolist()
    return QPolygonF([QPointF(x, y) for x, y in points])


def tones_of(palette: Palette) -> dict[str, str]:
    """The colours of the body and of the things around it in one look."""
    figure, ground = palette.figure, palette.ground
    edge = mix(palette.line, palette.mark, 0.55)
    tones = {
        "mat": palette.mat,
        "outline": palette.line,
        "prop": palette.line,
        "prop_side": mix(palette.line, palette.mark, 0.22),
        "prop_edge": edge,
        "band": palette.primary,
        "shirt": figure,
    }
    if palette.is_dark:
        tones |= {
            "skin": mix(figure, "#ffffff", 0.35),
            "trousers": mix(figure, ground, 0.34),
            "shoe": mix(figure, ground, 0.1),
            "hair": mix(figure, ground, 0.5),
            "nose": mix(figure, "#ffffff", 0.12),
            "tint": palette.primary,
            "shadow_edge": mix(palette.mat, "#000000", 0.22),
            "shadow": mix(palette.mat, "#000000", 0.42),
        }
    else:
        tones |= {
            "skin": mix(figure, ground, 0.36),
            "trousers": mix(figure, palette.text, 0.42),
            "shoe": mix(figure, ground, 0.12),
            "hair": mix(figure, palette.text, 0.62),
            "nose": mix(figure, ground, 0.2),
            "tint": _clear(palette.primary),
            "shadow_edge": mix(palette.mat, palette.text, 0.06),
            "shadow": mix(palette.mat, palette.text, 0.13),
        }
    return tones


def _clear(color: str) -> str:
    """The same hue, light enough to stand out from the figure on a light ground."""
    hue = QColor(color)
    return QColor.fromHslF(hue.hslHueF(), 0.42, 0.55).name()


class FigureView(QWidget):
    """Shows a figure that moves with the parts of a rep; it owns no clock."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter: FigurePainter | None = None
        self._baked: Baked | None = None
        self._mirrored = False
        self._sample = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._repaint_anew)

    @property
    def sample(self) -> int:
        """The sample on show."""
        return self._sample

    @property
    def mirrored(self) -> bool:
        """Whether the right leg is the worked one on show."""
        return self._mirrored

    def set_figure(
        self, baked: Baked | None, *, mirrored: bool = False, picture: Picture | None = None
    ) -> None:
        """Show a figure in its first pose, or none; mirrored for the right leg.

        `picture` is the figure as already projected, where there is one.
        """
        if baked is None:
            self._painter = None
        elif baked is not self._baked or self._painter is None:
            self._painter = FigurePainter(picture or project(baked), self._theme.palette)
        self._baked = baked
        self._mirrored = mirrored
        self._sample = 0
        self.update()

    def set_position(self, part: Part, fraction: float, *, elapsed_ms: int = 0) -> None:
        """Show a part of a rep, of which a fraction (0 to 1) has gone.

        A hold or pause in which nothing moves breathes by `elapsed_ms`. In reduced motion
        each part stands still at the key pose it leads to.
        """
        if self._baked is None:
            return
        start, end = self._baked.figure.span_of(part)
        if self._theme.reduced_motion:
            self._show(self._baked.sample_at(float(end)))
        elif start == end:
            self._show(self._baked.sample_in_breath(start, elapsed_ms))
        else:
            self._show(self._baked.sample_for(part, fraction))

    def set_elapsed(self, elapsed_ms: int) -> None:
        """Show an exercise that is done by time: back and forth, or round and round.

        One with a single pose breathes. In reduced motion it stands still as in a hold.
        """
        if self._baked is None:
            return
        if self._theme.reduced_motion or len(self._baked.figure.poses) == 1:
            self.set_position(Part.HOLD, 1.0, elapsed_ms=elapsed_ms)
        else:
            self._show(self._baked.sample_in_cycle(elapsed_ms))

    def set_still(self, key_pose: int) -> None:
        """Show a key pose, unmoving."""
        if self._baked is not None:
            self._show(self._baked.sample_at(float(key_pose)))

    def sizeHint(self) -> QSize:
        """Room enough to read the figure from across a mat."""
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        """As small as a tile in a list."""
        return QSize(72, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sample on show."""
        if self._painter is None:
            return
        painter = QPainter(self)
        room = QRectF(self.rect())
        self._painter.paint(painter, room, self._sample, mirrored=self._mirrored)
        painter.end()

    def _show(self, sample: int) -> None:
        if sample == self._sample:
            return
        self._sample = sample
        if self._painter is not None:
            room = QRectF(self.rect())
            self.update(self._painter.frame(room, sample).toAlignedRect())

    def _repaint_anew(self) -> None:
        if self._painter is not None:
            self._painter = FigurePainter(self._painter.picture, self._theme.palette)
        self.update()
