"""The figure painted flat: limbs back to front, the far ones fainter, on a soft shadow."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.figure.baking import Baked
from hipcoach.figure.figure import Part
from hipcoach.figure.projection import Item, Outlines, Picture, project
from hipcoach.ui.people import PEOPLE, Person
from hipcoach.ui.theme import Palette, Theme, mix

_FAR_SHARE: Final = 0.26
_ATOP: Final = QPainter.CompositionMode.CompositionMode_SourceAtop
_OVER: Final = QPainter.CompositionMode.CompositionMode_SourceOver
_LayerKey = tuple[int, int, int, int, float, float]
# A moving figure is painted once and looked up from then on; this much of it is kept.
_MOST_BYTES: Final = 48_000_000
# A shadow smaller than this is a speck.
_SPECK_M: Final = 0.03
_PROP_TONES: Final = frozenset({"mat", "prop", "prop_side", "prop_edge", "band", "gear"})


@dataclass(slots=True)
class _Stroke:
    """One filled outline; a line `on_body` is drawn only where something lies already."""

    brush: QBrush
    shape: QPolygonF
    on_body: bool = False


@dataclass(slots=True)
class _Frame:
    """What one sample is painted of: the floor with its shadows, then the body and its things."""

    floor: list[_Stroke]
    body: list[_Stroke]
    # The room of the body in metres.
    room: QRectF


class FigurePainter:
    """Paints the samples of one figure in one look; what it made of a sample it keeps."""

    def __init__(
        self,
        picture: Picture,
        palette: Palette,
        person: Person = PEOPLE[0],
        *,
        most_bytes: int = 0,
    ) -> None:
        """Paint in the colours of a look and a person; keep painted samples up to `most_bytes`."""
        self._picture = picture
        self._palette = palette
        self._tones = tones_of(palette, person)
        self._most_bytes = most_bytes
        self._layers: OrderedDict[_LayerKey, QImage] = OrderedDict()
        self._kept_bytes = 0
        self._kept: dict[int, _Frame] = {}

    @property
    def picture(self) -> Picture:
        """What is painted."""
        return self._picture

    @property
    def kept_samples(self) -> int:
        """How many painted samples are kept."""
        return len(self._layers)

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
        frame = self._frame(sample)
        to_room = QTransform.fromTranslate(room.center().x(), room.center().y())
        to_room.scale(-scale if mirrored else scale, -scale)
        to_room.translate(-(left + right) / 2, -(low + high) / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.save()
        painter.setTransform(to_room, True)
        _fill(painter, frame.floor)
        painter.restore()
        self._paint_body(painter, to_room, sample)
        painter.restore()

    def _paint_body(self, painter: QPainter, to_room: QTransform, sample: int) -> None:
        """Paint on a layer of its own, where a line can be held to what it crosses."""
        dpr = painter.device().devicePixelRatioF()
        frame = self._frame(sample)
        place = to_room.mapRect(frame.room).toAlignedRect().adjusted(-1, -1, 1, 1)
        key = (sample, place.x(), place.y(), place.width(), to_room.m11(), dpr)
        layer = self._layers.get(key)
        if layer is None:
            layer = QImage(place.size() * dpr, QImage.Format.Format_ARGB32_Premultiplied)
            layer.setDevicePixelRatio(dpr)
            layer.fill(0)
            inner = QPainter(layer)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setPen(Qt.PenStyle.NoPen)
            inner.setTransform(to_room * QTransform.fromTranslate(-place.x(), -place.y()))
            _fill(inner, frame.body)
            inner.end()
            self._keep(key, layer)
        painter.drawImage(place.topLeft(), layer)

    def _keep(self, key: _LayerKey, layer: QImage) -> None:
        """Keep a painted sample for its next turn, and let the oldest go beyond the room."""
        self._layers[key] = layer
        self._kept_bytes += layer.sizeInBytes()
        while self._kept_bytes > self._most_bytes and self._layers:
            _, oldest = self._layers.popitem(last=False)
            self._kept_bytes -= oldest.sizeInBytes()

    def _frame(self, sample: int) -> _Frame:
        if sample not in self._kept:
            self._kept[sample] = self._make(sample)
        return self._kept[sample]

    def _make(self, sample: int) -> _Frame:
        items = self._picture.order(sample)
        floor: list[_Stroke] = []
        for item in (item for item in items if item.layer == 0):
            floor += self._item(item, sample)
        floor += self._shadow(sample)
        body: list[_Stroke] = []
        for item in (item for item in items if item.layer > 0):
            body += self._item(item, sample)
        room = QRectF()
        for stroke in body:
            room = room.united(stroke.shape.boundingRect())
        return _Frame(floor, body, room)

    def _item(self, item: Item, sample: int) -> list[_Stroke]:
        far = float(item.far[min(sample, len(item.far) - 1)])
        made = []
        for shape in item.shapes:
            is_prop = shape.tone in _PROP_TONES
            line = self._tones["outline"] if is_prop else self._faded(f"{shape.tone}_line", far)
            brush = QBrush(QColor(line))
            made += [_Stroke(brush, _polygon(p, sample), not is_prop) for p in shape.halo]
        for shape in item.shapes:
            if shape.shown is not None and not shape.shown[min(sample, len(shape.shown) - 1)]:
                continue
            tone = self._faded(shape.tone, far)
            base = self._faded(f"{shape.tone}_shade", far) if shape.lit else tone
            for parts, color in ((shape.parts, base), (shape.lit, tone)):
                brush = QBrush(QColor(color))
                made += [_Stroke(brush, _polygon(part, sample)) for part in parts]
        return made

    def _faded(self, name: str, far: float) -> str:
        tone = self._tones[name]
        if name in _PROP_TONES:
            return tone
        return mix(tone, self._palette.ground, _FAR_SHARE * far)

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


def _fill(painter: QPainter, strokes: list[_Stroke]) -> None:
    on_body = False
    for stroke in strokes:
        if stroke.on_body is not on_body:
            on_body = stroke.on_body
            painter.setCompositionMode(_ATOP if on_body else _OVER)
        painter.setBrush(stroke.brush)
        # Twice as fast as drawConvexPolygon.
        painter.drawPolygon(stroke.shape)


def _polygon(outline: Outlines, sample: int) -> QPolygonF:
    points = outline[min(sample, len(outline) - 1)].tolist()
    return QPolygonF([QPointF(x, y) for x, y in points])


def tones_of(palette: Palette, person: Person = PEOPLE[0]) -> dict[str, str]:
    """The colours of a person and of the things around them in one look."""
    edge = mix(palette.line, palette.mark, 0.55)
    tones = {
        "mat": palette.mat,
        "outline": mix(palette.line, palette.mark, 0.18),
        "prop": palette.line,
        "prop_side": mix(palette.line, palette.mark, 0.22),
        "prop_edge": edge,
        "band": palette.band,
        "gear": palette.band,
        "tint": palette.worked,
        "skin": person.skin,
        "hair": person.hair,
        "top": person.top,
        "leggings": person.leggings,
        "mouth": mix(person.skin, "#8c2f24", 0.55),
        "ear": mix(person.skin, "#5a2a18", 0.14),
    }
    dark = "#05080a" if palette.is_dark else "#182024"
    if palette.is_dark:
        # Dark clothes and hair are lifted off the dark ground.
        tones["leggings"] = mix(person.leggings, "#dfe9f0", 0.3)
        tones["hair"] = mix(person.hair, "#cdbfb4", 0.2)
        tones |= {
            "shadow_edge": mix(palette.mat, "#000000", 0.22),
            "shadow": mix(palette.mat, "#000000", 0.42),
        }
    else:
        tones |= {
            "shadow_edge": mix(palette.mat, palette.text, 0.05),
            "shadow": mix(palette.mat, palette.text, 0.12),
        }
    tones["feature"] = mix(person.skin, "#1a1210", 0.72)
    tones["brow"] = mix(person.skin, person.hair, 0.7)
    for name in ("skin", "hair", "top", "leggings"):
        warm = "#5a2a18" if name == "skin" else dark
        tones[f"{name}_shade"] = mix(tones[name], warm, 0.3 if name == "leggings" else 0.18)
        tones[f"{name}_line"] = mix(tones[name], warm, 0.48)
    for name in ("ear", "mouth", "feature", "brow", "tint"):
        tones[f"{name}_shade"] = mix(tones[name], "#a63d20", 0.2 if name == "tint" else 0.0)
        tones[f"{name}_line"] = mix(tones[name], dark, 0.4)
    tones["ear_line"] = tones["skin_line"]
    return tones


class FigureView(QWidget):
    """Shows a figure that moves with the parts of a rep; it owns no clock."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter: FigurePainter | None = None
        self._baked: Baked | None = None
        self._person = PEOPLE[0]
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
        self,
        baked: Baked | None,
        *,
        mirrored: bool = False,
        picture: Picture | None = None,
        person: Person = PEOPLE[0],
    ) -> None:
        """Show a figure in its first pose, or none; mirrored for the right leg.

        `picture` is the figure as already projected, where there is one.
        """
        if baked is None:
            self._painter = None
        elif baked is not self._baked or self._painter is None or person is not self._person:
            self._person = person
            self._painter = self._painter_of(picture or project(baked, person.build))
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

    def _painter_of(self, picture: Picture) -> FigurePainter:
        return FigurePainter(picture, self._theme.palette, self._person, most_bytes=_MOST_BYTES)

    def _repaint_anew(self) -> None:
        if self._painter is not None:
            self._painter = self._painter_of(self._painter.picture)
        self.update()
