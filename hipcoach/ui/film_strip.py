"""A whole session in small pictures: one in so many seconds, or one of each of its states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget

from hipcoach.domain.units import clock_text
from hipcoach.player.clock import ManualClock
from hipcoach.player.player import PlayerState
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.theme import Palette
from hipcoach.ui.widgets.face import Face

# What a glance from three metres takes in of a window.
GLANCE_PX: Final = 160
_TITLE_PX: Final = 18
_GAP_PX: Final = 8
# A player that is read less often than this takes the time between for sleep.
_STEP_MS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is seen so many ms after the start."""

    at_ms: int
    face: Face
    picture: QImage


def frames(
    page: SessionPage, driver: PlayerDriver, clock: ManualClock, *, every_ms: int, wide_px: int
) -> Iterator[Frame]:
    """Play a session by its own clock to the end, and take a picture each `every_ms`."""
    at_ms = 0
    while not _is_over(driver):
        yield Frame(at_ms=at_ms, face=page.face, picture=glance(page, wide_px))
        left_ms = every_ms
        while left_ms > 0 and not _is_over(driver):
            step_ms = min(_STEP_MS, left_ms)
            clock.tick(step_ms)
            driver.tick()
            left_ms -= step_ms
        at_ms += every_ms


def _is_over(driver: PlayerDriver) -> bool:
    return driver.player.state is PlayerState.ENDED


def glance(page: QWidget, wide_px: int = GLANCE_PX) -> QImage:
    """Return a page or window as small as it is seen from afar."""
    return page.grab().toImage().scaledToWidth(wide_px, Qt.TransformationMode.SmoothTransformation)


def strip(shown: Sequence[Frame], palette: Palette, *, columns: int = 8) -> QImage:
    """Return pictures side by side under time and state; raises ValueError where there is none."""
    if not shown:
        raise ValueError("there is no frame to show")
    size = shown[0].picture.size()
    cell = QSize(size.width() + _GAP_PX, size.height() + _TITLE_PX + _GAP_PX)
    rows = -(-len(shown) // columns)
    sheet = QImage(
        cell.width() * min(columns, len(shown)), cell.height() * rows, QImage.Format.Format_RGB32
    )
    sheet.fill(QColor(palette.ground))
    painter = QPainter(sheet)
    font = QFont()
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor(palette.text))
    for number, frame in enumerate(shown):
        left = number % columns * cell.width()
        top = number // columns * cell.height()
        words = f"{clock_text(frame.at_ms)} {frame.face.value}"
        room = QRect(left + 2, top, size.width(), _TITLE_PX)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.drawImage(left, top + _TITLE_PX, frame.picture)
    painter.end()
    return sheet
