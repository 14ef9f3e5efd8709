"""Our icons from the compiled resources, painted in any colour."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Importing it registers the resources with Qt.
import hipcoach.ui.resources_rc  # noqa: F401

DEFAULT_SIZE: Final = 24
_CACHE_SIZE: Final = 256


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    file = QFile(f":/icons/{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise LookupError(f"there is no icon named {name!r}")
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()


def rendered(
    name: str, color: str, width: int, height: int, dpr: float = 1.0, *, mirrored: bool = False
) -> QPixmap:
    """The icon painted afresh in a "#rrggbb" colour, fitted into a room in logical pixels.

    Whoever shows a large one keeps it; small ones come from `pixmap`.
    Raises LookupError when there is no icon of that name.
    """
    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", color.encode())))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    result = QPixmap(max(1, round(width * dpr)), max(1, round(height * dpr)))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored:
        painter.translate(result.width(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    result.setDevicePixelRatio(dpr)
    return result


@lru_cache(maxsize=_CACHE_SIZE)
def pixmap(name: str, color: str, size: int = DEFAULT_SIZE, dpr: float = 1.0) -> QPixmap:
    """The icon in a "#rrggbb" colour, `size` logical pixels square, kept for the next time.

    Raises LookupError when there is no icon of that name.
    """
    return rendered(name, color, size, size, dpr)


@lru_cache(maxsize=_CACHE_SIZE)
def icon(name: str, color: str, size: int = DEFAULT_SIZE) -> QIcon:
    """The icon for a Qt button or menu, sharp on screens of ratio 1 and 2.

    Raises LookupError when there is no icon of that name.
    """
    result = QIcon()
    for dpr in (1.0, 2.0):
        result.addPixmap(pixmap(name, color, size, dpr))
    return result
