"""An exercise as a small picture in a list: its figure, or else the pictogram of its position."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import Palette


def paint_exercise(
    painter: QPainter,
    room: QRect,
    exercise_id: str,
    position: str,
    *,
    palette: Palette,
    figures: FigureBook | None,
    dpr: float,
) -> None:
    """Paint it into a room in logical pixels; a figure still to be drawn is left for later.

    `figures` tells of it by `still_made`.
    """
    if figures is not None and figures.figure(exercise_id) is not None:
        still = figures.still_soon(exercise_id, room.size(), palette, dpr=dpr)
    else:
        name = f"position-{position}"
        still = icons.rendered(name, palette.figure, room.width(), room.height(), dpr)
    if still is not None:
        painter.drawPixmap(room.topLeft(), still)
