"""Contact sheets: the key poses of many figures, named, twelve figures to a sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from hipcoach.domain.settings import ShownPerson
from hipcoach.figure.baking import bake_poses
from hipcoach.figure.figure import Figure
from hipcoach.figure.projection import project
from hipcoach.ui.figure_painter import FigurePainter
from hipcoach.ui.people import person_for
from hipcoach.ui.theme import LIGHT, Palette

PER_SHEET: Final = 12
_COLUMNS: Final = 2
_CELL: Final = (760, 300)
_TITLE: Final = 28


def write_contact_sheets(
    figures: Sequence[Figure],
    folder: Path,
    *,
    palette: Palette = LIGHT,
    named: bool = True,
    mirrored: bool = False,
    who: ShownPerson = ShownPerson.MIRA,
) -> list[Path]:
    """Write sheets of key poses as figures-1.png and so on; return the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for start in range(0, len(figures), PER_SHEET):
        image = _sheet(figures[start : start + PER_SHEET], palette, named, mirrored, who)
        path = folder / f"figures-{start // PER_SHEET + 1}.png"
        if not image.save(str(path)):
            raise OSError(f"{path} could not be written")
        written.append(path)
    return written


def _sheet(
    figures: Sequence[Figure], palette: Palette, named: bool, mirrored: bool, who: ShownPerson
) -> QImage:
    wide, high = _CELL
    rows = -(-len(figures) // _COLUMNS)
    image = QImage(wide * _COLUMNS, high * max(rows, 1), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(palette.ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    font = QFont()
    font.setPixelSize(16)
    painter.setFont(font)
    for index, figure in enumerate(figures):
        left, top = index % _COLUMNS * wide, index // _COLUMNS * high
        if named:
            painter.setPen(QColor(palette.text))
            place = QRectF(left + 12, top + 4, wide - 24, _TITLE)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), figure.id.replace("_", " "))
        baked = bake_poses(figure)
        person = person_for(who, figure.id)
        drawn = FigurePainter(project(baked, person.build), palette, person, same_scale=True)
        each = (wide - 24) / len(figure.poses)
        for pose in range(len(figure.poses)):
            room = QRectF(left + 12 + pose * each, top + _TITLE, each - 8, high - _TITLE - 8)
            drawn.paint(painter, room, baked.sample_at(float(pose)), mirrored=mirrored)
    painter.end()
    return image
