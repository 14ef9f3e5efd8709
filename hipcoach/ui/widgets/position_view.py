"""The body position, drawn large."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import Theme


class PositionView(QWidget):
    """An exercise's figure standing still, or else the pictogram of its position."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, figures: FigureBook | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._exercise_id = ""
        self._position = ""
        self._mirrored = False
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)

    @property
    def position(self) -> str:
        """The position shown, or an empty text."""
        return self._position

    @property
    def is_mirrored(self) -> bool:
        """Whether the picture shows the other side."""
        return self._mirrored

    def set_position(
        self,
        position: str,
        *,
        mirrored: bool = False,
        words: str = "",
        exercise_id: str = "",
    ) -> None:
        """Show "supine", "side-lying" and so on; `words` is what a screen reader says.

        With an exercise's id its figure is shown instead, where it has one.
        An empty position shows nothing; an unknown one raises LookupError when painted.
        """
        self.setAccessibleName(words)
        shown = (self._position, self._mirrored, self._exercise_id)
        if (position, mirrored, exercise_id) != shown:
            self._position = position
            self._mirrored = mirrored
            self._exercise_id = exercise_id
            self._restyle()

    def sizeHint(self) -> QSize:
        """As large as there is room for."""
        return QSize(420, 280)

    def minimumSizeHint(self) -> QSize:
        """Still to be recognised."""
        return QSize(96, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the picture afresh for the new size."""
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the body on its mat."""
        if not self._position:
            return
        if self._picture is None and self._figures is not None:
            self._picture = self._figures.still(
                self._exercise_id,
                self.size(),
                self._theme.palette,
                mirrored=self._mirrored,
                dpr=self.devicePixelRatioF(),
            )
        if self._picture is None:
            self._picture = icons.rendered(
                f"position-{self._position}",
                self._theme.palette.figure,
                self.width(),
                self.height(),
                self.devicePixelRatioF(),
                mirrored=self._mirrored,
            )
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _restyle(self) -> None:
        self._picture = None
        self.update()
