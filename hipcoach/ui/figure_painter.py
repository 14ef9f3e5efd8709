"""The figure painted flat: limbs back to front, the far ones fainter, on a soft shadow."""

import struct
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QDataStream, QPoint, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from hipcoach.figure.outlines import Outlines
from hipcoach.figure.projection import PERSON_ROOM_M, Item, Picture
from hipcoach.ui.people import PEOPLE, Person
from hipcoach.ui.theme import Palette, contrast, mix

# How far the shade of a tone lies from it.
_SHADE_SHARE: Final = {"skin": 0.18, "hair": 0.18, "top": 0.2, "leggings": 0.24}
# How far lines lie from the tone they part, towards dark: 3:1 on leggings, softer on a face.
_LINE_SHARE: Final = {"skin": 0.55, "hair": 0.5, "top": 0.62, "leggings": 0.92}
# A muscle that does nothing is this much like what lies over it.
_RESTING: Final = 0.22
_FAR_SHARE: Final = 0.14
_ATOP: Final = QPainter.CompositionMode.CompositionMode_SourceAtop
_OVER: Final = QPainter.CompositionMode.CompositionMode_SourceOver
_LayerKey = tuple[int, int, int, int, float, float]
# A shadow smaller than this is a speck.
_SPECK_M: Final = 0.03
# Contrast from which on a colour stands out from its ground by itself (WCAG 2.2, 1.4.11).
_STANDS_OUT: Final = 3.05
_PROP_TONES: Final = frozenset({"mat", "prop", "prop_side", "prop_edge", "band", "gear"})
# An element of a path as Qt streams it: what it is (0 begins an outline, 1 is a line), and where.
_ELEMENT: Final = np.dtype([("kind", ">i4"), ("at", ">f8", 2)])
# At the end of a path: where its last outline begins, and that overlaps are filled (1).
_COUNT: Final = struct.Struct(">i")
_FILLED: Final = np.array([0, 1], dtype=">i4").tobytes()


@dataclass(slots=True)
class _Stroke:
    """Outlines of one colour, filled; a line `on_body` is drawn only where something lies."""

    color: str
    outlines: list[npt.NDArray[np.float32]]
    on_body: bool = False


@dataclass(slots=True)
class _Filled:
    """A stroke ready for Qt."""

    brush: QBrush
    shape: QPainterPath
    on_body: bool


@dataclass(frozen=True, slots=True)
class _Layer:
    """A painted sample as runs of pixels that are alike: a fifth of what the pixels take."""

    place: QPoint
    shape: tuple[int, int]
    pixels: npt.NDArray[np.uint32]
    lengths: npt.NDArray[np.uint32]

    @property
    def size_bytes(self) -> int:
        """What it takes in memory."""
        return self.pixels.nbytes + self.lengths.nbytes

    @staticmethod
    def of(image: QImage, place: QPoint) -> "_Layer":
        """Find the runs of a 32-bit image."""
        high, wide = image.height(), image.width()
        every = np.frombuffer(image.constBits(), dtype=np.uint32, count=high * wide)
        ends = np.flatnonzero(every[1:] != every[:-1]) + 1
        starts = np.concatenate([[0], ends])
        lengths = np.diff(starts, append=len(every)).astype(np.uint32)
        return _Layer(place, (high, wide), every[starts], lengths)

    def image(self, dpr: float) -> QImage:
        """Lay the runs out as pixels again."""
        high, wide = self.shape
        every = np.repeat(self.pixels, self.lengths)
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(every.data, wide, high, 4 * wide, form)
        image.setDevicePixelRatio(dpr)
        return image


class FigurePainter:
    """Paints the samples of one figure in one look; what it made of a sample it keeps."""

    def __init__(
        self,
        picture: Picture,
        palette: Palette,
        person: Person = PEOPLE[0],
        *,
        most_bytes: int = 0,
        same_scale: bool = False,
    ) -> None:
        """Paint in the colours of a look and a person; keep painted samples up to `most_bytes`.

        In the same scale as its neighbours a figure is no larger than a person standing in a
        room as high would be; else it fills its room.
        """
        self._least = PERSON_ROOM_M if same_scale else (0.0, 0.0)
        self._picture = picture
        self._palette = palette
        self._tones = tones_of(palette, person)
        # Skin that stands out little from the ground has a line all round.
        self._is_rimmed = contrast(self._tones["skin"], palette.ground) < _STANDS_OUT
        self._colors: dict[tuple[str, int], str] = {}
        self._most_bytes = most_bytes
        self._layers: OrderedDict[_LayerKey, _Layer] = OrderedDict()
        self._kept_bytes = 0
        self._rooms: dict[int, QRectF] = {}
        self._floor: tuple[object, tuple[QPoint, QImage] | None] = (None, None)
        self._outlines = [
            *picture.shadows,
            *(p for i in picture.items if i.layer > 0 for s in i.shapes for p in s.parts),
        ]

    @property
    def picture(self) -> Picture:
        """What is painted."""
        return self._picture

    @property
    def kept_samples(self) -> int:
        """How many painted samples are kept."""
        return len(self._layers)

    @property
    def kept_bytes(self) -> int:
        """What the painted samples that are kept take in memory."""
        return self._kept_bytes

    def frame(self, room: QRectF, sample: int) -> QRectF:
        """Where in a room the figure is painted, the same for all its samples."""
        left, low, right, high = self._picture.bounds
        scale = self._scale(room)
        size = QSize(round((right - left) * scale), round((high - low) * scale))
        frame = QRectF(0, 0, size.width(), size.height())
        frame.moveCenter(room.center())
        return frame

    def paint(self, painter: QPainter, room: QRectF, sample: int, *, mirrored: bool) -> None:
        """Paint a sample fitted into a room."""
        to_room = self._to_room(room, mirrored=mirrored)
        dpr = painter.device().devicePixelRatioF()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self._floor_layer(to_room, dpr)
        if floor is not None:
            painter.drawImage(*floor)
        place, image = self._layer(to_room, sample, dpr)
        painter.drawImage(place, image)
        painter.restore()

    def prepare(self, room: QRectF, sample: int, *, mirrored: bool, dpr: float) -> None:
        """Paint a sample ahead of its turn, where painted samples are kept."""
        if self._most_bytes:
            self._layer(self._to_room(room, mirrored=mirrored), sample, dpr)

    def _scale(self, room: QRectF) -> float:
        left, low, right, high = self._picture.bounds
        wide, tall = self._least
        return min(room.width() / max(right - left, wide), room.height() / max(high - low, tall))

    def _to_room(self, room: QRectF, *, mirrored: bool) -> QTransform:
        left, low, right, high = self._picture.bounds
        scale = self._scale(room)
        to_room = QTransform.fromTranslate(room.center().x(), room.center().y())
        to_room.scale(-scale if mirrored else scale, -scale)
        to_room.translate(-(left + right) / 2, -(low + high) / 2)
        return to_room

    def _floor_layer(self, to_room: QTransform, dpr: float) -> tuple[QPoint, QImage] | None:
        """Return the mat and lines on the floor, which no sample moves, painted for a room."""
        key = (to_room.m11(), to_room.dx(), to_room.dy(), dpr)
        if self._floor[0] == key:
            return self._floor[1]
        under = [item for item in self._picture.order(0) if item.layer == 0]
        filled = _filled([stroke for item in under for stroke in self._item(item, 0)])
        layer = None
        if filled:
            room = QRectF()
            for each in filled:
                room = room.united(each.shape.controlPointRect())
            place = to_room.mapRect(room).toAlignedRect().adjusted(-2, -2, 2, 2)
            image = _blank(place.size(), dpr)
            _paint_on(image, to_room * QTransform.fromTranslate(-place.x(), -place.y()), filled)
            layer = (place.topLeft(), image)
        self._floor = (key, layer)
        return layer

    def _layer(self, to_room: QTransform, sample: int, dpr: float) -> tuple[QPoint, QImage]:
        """Paint on a layer of its own, where a line can be held to what it crosses."""
        place = to_room.mapRect(self._room_of(sample)).toAlignedRect().adjusted(-3, -3, 3, 3)
        key = (sample, place.x(), place.y(), place.width(), to_room.m11(), dpr)
        kept = self._layers.get(key)
        if kept is not None:
            return kept.place, kept.image(dpr)
        shadow, body = self._strokes(sample)
        layer = _blank(place.size(), dpr)
        moved = to_room * QTransform.fromTranslate(-place.x(), -place.y())
        for each in (shadow, body):
            part = layer if each is shadow or not shadow else _blank(place.size(), dpr)
            _paint_on(part, moved, _filled(each))
            if part is not layer:
                under = QPainter(layer)
                under.drawImage(0, 0, part)
                under.end()
        if self._most_bytes:
            self._keep(key, _Layer.of(layer, place.topLeft()))
        return place.topLeft(), layer

    def _keep(self, key: _LayerKey, layer: _Layer) -> None:
        """Keep a painted sample for its next turn, and let the oldest go beyond the room."""
        self._layers[key] = layer
        self._kept_bytes += layer.size_bytes
        while self._kept_bytes > self._most_bytes and self._layers:
            _, oldest = self._layers.popitem(last=False)
            self._kept_bytes -= oldest.size_bytes

    def _room_of(self, sample: int) -> QRectF:
        """Return the room in metres that a sample takes, its shadow included."""
        room = self._rooms.get(sample)
        if room is None:
            outlines = [each[min(sample, len(each) - 1)] for each in self._outlines]
            every = np.concatenate(outlines)
            (left, low), (right, high) = every.min(axis=0).tolist(), every.max(axis=0).tolist()
            room = self._rooms[sample] = QRectF(left, low, right - left, high - low)
        return room

    def _strokes(self, sample: int) -> tuple[list[_Stroke], list[_Stroke]]:
        """Return the strokes of a sample's shadow, and those of the body and its things."""
        order = self._picture.order(sample)
        behind = [item for item in order if item.layer == 1]
        above = [item for item in order if item.layer > 1]
        body = [each for item in behind for each in self._item(item, sample)]
        if self._is_rimmed:
            rims = [rim for item in above for shape in item.shapes for rim in shape.rim]
            body.append(_Stroke(self._tones["rim"], _at(rims, sample)))
        return self._shadow(sample), body + [e for item in above for e in self._item(item, sample)]

    def _item(self, item: Item, sample: int) -> list[_Stroke]:
        far = float(item.far[min(sample, len(item.far) - 1)])
        efforts = len(self._picture.effort) - 1
        made = []
        for shape in item.shapes:
            if not shape.halo:
                continue
            is_prop = shape.tone in _PROP_TONES
            line = self._tones["outline"] if is_prop else self._faded(f"{shape.tone}_line", far)
            on_body = not is_prop
            made.append(_Stroke(line, _at(shape.halo, sample), on_body))
        for shape in item.shapes:
            if shape.shown is not None and not shape.shown[min(sample, len(shape.shown) - 1)]:
                continue
            if shape.tone == "tint":
                glow = round(4 * float(self._picture.effort[min(sample, efforts)])) / 4
                base, tone = self._glowing("tint_shade", glow), self._glowing("tint", glow)
                made.append(_Stroke(base, _at(shape.parts, sample)))
                made.append(_Stroke(tone, _at(shape.lit, sample)))
                continue
            tone = self._faded(shape.tone, far)
            base = self._faded(f"{shape.tone}_shade", far) if shape.lit else tone
            made.append(_Stroke(base, _at(shape.parts, sample)))
            if shape.lit:
                made.append(_Stroke(tone, _at(shape.lit, sample)))
        return made

    def _faded(self, name: str, far: float) -> str:
        tone = self._tones[name]
        if name in _PROP_TONES:
            return tone
        steps = round(far * 16)
        faded = self._colors.get((name, steps))
        if faded is None:
            faded = mix(tone, self._palette.ground, _FAR_SHARE * steps / 16)
            self._colors[name, steps] = faded
        return faded

    def _glowing(self, name: str, glow: float) -> str:
        """Return the tint of a muscle that does little (0) or much (1)."""
        return mix(self._tones[name], self._tones["leggings"], _RESTING * (1 - glow))

    def _shadow(self, sample: int) -> list[_Stroke]:
        # Opaque, so that shadows which overlap become one.
        made = []
        for start, tone in ((0, "shadow_edge"), (1, "shadow")):
            hulls = _at(self._picture.shadows[start::2], sample)
            seen = [each for each in hulls if np.ptp(each[:, 0]) > _SPECK_M]
            if seen:
                made.append(_Stroke(self._tones[tone], seen))
        return made


def _blank(size: QSize, dpr: float) -> QImage:
    image = QImage(size * dpr, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(dpr)
    image.fill(0)
    return image


def _paint_on(image: QImage, transform: QTransform, strokes: list[_Filled]) -> None:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform)
    _fill(painter, strokes)
    painter.end()


def _at(outlines: Sequence[Outlines], sample: int) -> list[npt.NDArray[np.float32]]:
    return [each[min(sample, len(each) - 1)] for each in outlines]


def _filled(strokes: list[_Stroke]) -> list[_Filled]:
    """Make a path of each stroke, and one of neighbours of one colour."""
    joined: list[_Stroke] = []
    for stroke in strokes:
        last = joined[-1] if joined else None
        if last and (last.color, last.on_body) == (stroke.color, stroke.on_body):
            last.outlines = last.outlines + stroke.outlines
        else:
            joined.append(_Stroke(stroke.color, stroke.outlines, stroke.on_body))
    paths = paths_of([stroke.outlines for stroke in joined])
    return [
        _Filled(QBrush(QColor(stroke.color)), path, stroke.on_body)
        for stroke, path in zip(joined, paths, strict=True)
    ]


def paths_of(unions: Sequence[Sequence[npt.NDArray[np.float32]]]) -> list[QPainterPath]:
    """Return unions of closed outlines (points, 2) as paths, without a loop over points."""
    if not unions:
        return []
    outlines = [outline for union in unions for outline in union]
    elements = np.ones(sum(map(len, outlines)), dtype=_ELEMENT)
    elements["at"] = np.concatenate(outlines)
    elements["kind"][np.cumsum([0, *map(len, outlines[:-1])])] = 0
    streamed = elements.tobytes()
    paths, begin = [], 0
    for union in unions:
        count = sum(map(len, union))
        end = begin + count * _ELEMENT.itemsize
        # Without a mode the stream reads a copy; with one, from what is gone by then.
        stream = QDataStream(QByteArray(_COUNT.pack(count) + streamed[begin:end] + _FILLED))
        path = QPainterPath()
        stream >> path
        paths.append(path)
        begin = end
    return paths


def _fill(painter: QPainter, strokes: list[_Filled]) -> None:
    on_body = False
    for stroke in strokes:
        if stroke.on_body is not on_body:
            on_body = stroke.on_body
            painter.setCompositionMode(_ATOP if on_body else _OVER)
        painter.fillPath(stroke.shape, stroke.brush)


def _standing_out(tone: str, palette: Palette, shade: float) -> str:
    """Lift or deepen a tone until it, its shade and the far limb's stand out from the ground."""
    towards, dark = ("#ffffff", "#5a2a18") if palette.is_dark else ("#000000", "#000000")
    for step in range(20):
        found = mix(tone, towards, step / 25)
        far = mix(found, palette.ground, _FAR_SHARE)
        shaded = mix(far, dark, shade) if palette.is_dark else far
        if min(contrast(far, palette.ground), contrast(shaded, palette.ground)) >= _STANDS_OUT:
            return found
    return found


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
    dark = "#05080a" if palette.is_dark else "#12191d"
    if palette.is_dark:
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
    # On a dark ground shades are shallow, lest they sink into it.
    deepest = 0.17 if palette.is_dark else 1.0
    shades = {name: min(share, deepest) for name, share in _SHADE_SHARE.items()}
    for name in ("top", "leggings") if not palette.is_dark else ("skin", "top", "leggings"):
        tones[name] = _standing_out(tones[name], palette, shades[name])
    tones["rim"] = _standing_out(mix(person.skin, "#5a2a18", 0.3), palette, 0.0)
    tones["feature"] = mix(person.skin, "#1a1210", 0.72)
    tones["brow"] = mix(person.skin, person.hair, 0.7)
    for name in ("skin", "hair", "top", "leggings"):
        warm = "#5a2a18" if name == "skin" else dark
        tones[f"{name}_shade"] = mix(tones[name], warm, shades[name])
        tones[f"{name}_line"] = mix(tones[name], warm, _LINE_SHARE[name])
    for name in ("ear", "mouth", "feature", "brow", "tint"):
        tones[f"{name}_shade"] = mix(tones[name], "#a63d20", 0.2 if name == "tint" else 0.0)
        tones[f"{name}_line"] = mix(tones[name], dark, 0.4)
    tones["ear_line"] = tones["skin_line"]
    return tones
