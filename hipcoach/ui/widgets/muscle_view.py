"""The muscles an exercise works, on a body from the front and from behind, numbered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.settings import ShownPerson
from hipcoach.figure.muscles import BACK_YAW, FRONT_YAW, regions_of, standing_body
from hipcoach.figure.person import Build
from hipcoach.figure.projection import Picture, project
from hipcoach.ui.figure_painter import FigurePainter
from hipcoach.ui.people import Person
from hipcoach.ui.theme import Palette, TextRole, Theme, mix

_HIGH: Final = 232
_WORDS: Final = 24
_BADGE: Final = 20
_APART: Final = 14
_PLAIN: Final = Build(bun=False, bust=False, long_hair=False)


@dataclass(slots=True)
class _Half:
    """A body seen from one side: its picture, and where each badge points (metres)."""

    picture: Picture
    painter: FigurePainter
    badges: list[tuple[str, float, float]]


class MuscleView(QWidget):
    """Paints both sides with what works filled in; a number leads to each muscle's name."""

    def __init__(self, theme: Theme, muscles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._muscles = tuple(muscles)
        self._halves: list[_Half] = []
        self.setAccessibleName(
            self.tr("Muscles that work: {names}").format(names=", ".join(self._muscles))
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def lines(self) -> list[str]:
        """Return the names as they are numbered in the picture, one a line."""
        return [
            self.tr("{number}  {name}").format(number=index + 1, name=name)
            if regions_of(name)
            else name
            for index, name in enumerate(self._muscles)
        ]

    def sizeHint(self) -> QSize:
        """Two bodies side by side, with their names below."""
        return QSize(320, _HIGH + self._theme.px(_WORDS))

    def minimumSizeHint(self) -> QSize:
        """As tall as ever, somewhat narrower."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint front and back."""
        if not self._halves:
            self._halves = [self._half(FRONT_YAW), self._half(BACK_YAW)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, words = self._theme.palette, self._theme.px(_WORDS)
        wide = self.width() / 2
        for index, half in enumerate(self._halves):
            room = QRectF(index * wide, 0, wide, self.height() - words)
            half.painter.paint(painter, room, 0, mirrored=False)
            self._paint_badges(painter, half, room)
            painter.setFont(self._theme.font(TextRole.SMALL))
            painter.setPen(QColor(palette.muted))
            foot = QRectF(room.left(), room.bottom(), wide, words)
            text = self.tr("Front") if index == 0 else self.tr("Back")
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _paint_badges(self, painter: QPainter, half: _Half, room: QRectF) -> None:
        left, low, right, high = half.picture.bounds
        frame = half.painter.frame(room, 0)
        scale = frame.width() / (right - left)
        painter.setFont(self._theme.font(TextRole.SMALL))
        size = self._theme.px(_BADGE)
        before = -float(size)
        for text, x, y in half.badges:
            at = QPointF(
                room.center().x() + (x - (left + right) / 2) * scale,
                room.center().y() - (y - (low + high) / 2) * scale,
            )
            wide = max(size, painter.fontMetrics().horizontalAdvance(text) + 10)
            top = max(at.y() - size / 2, before + size + 2)
            before = top
            badge = QRectF(min(frame.right() + _APART, room.right() - wide), top, wide, size)
            painter.setPen(QPen(QColor(self._theme.palette.muted), 1.2))
            painter.drawLine(QLineF(at, QPointF(badge.left(), badge.center().y())))
            painter.setBrush(QColor(self._theme.palette.surface))
            painter.drawRoundedRect(badge, size / 2, size / 2)
            painter.setPen(QColor(self._theme.palette.text))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _half(self, yaw: float) -> _Half:
        picture = project(standing_body(self._muscles, yaw), _PLAIN)
        palette = self._theme.palette
        painter = FigurePainter(picture, palette, _plain_person(palette))
        places: dict[str, tuple[float, float]] = {}
        for shape in (shape for item in picture.items for shape in item.shapes):
            if shape.tone != "tint" or (shape.shown is not None and not shape.shown[0]):
                continue
            middle = np.mean([part[0].mean(axis=0) for part in shape.parts], axis=0)
            region = shape.name.removeprefix("left_").removeprefix("right_")
            # The lines go to the side that is nearer to the numbers.
            if region not in places or middle[0] > places[region][0]:
                places[region] = (float(middle[0]), float(middle[1]))
        numbers: dict[str, list[str]] = {}
        for index, name in enumerate(self._muscles):
            for region in regions_of(name):
                if region in places:
                    numbers.setdefault(region, []).append(str(index + 1))
        badges = [(", ".join(found), *places[region]) for region, found in numbers.items()]
        return _Half(picture, painter, sorted(badges, key=lambda badge: -badge[2]))

    def _restyle(self) -> None:
        self._halves = []
        self.updateGeometry()
        self.update()


def _plain_person(palette: Palette) -> Person:
    """Return somebody in one quiet tone, on whom only the muscles have a colour."""
    tone = mix(palette.figure, palette.ground, 0.42)
    hair = mix(palette.figure, palette.ground, 0.2)
    return Person(ShownPerson.TURNS, tone, hair, tone, mix(tone, palette.figure, 0.25), _PLAIN)
