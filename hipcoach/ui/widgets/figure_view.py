"""Shows a figure that moves with the parts of a rep."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.figure.baking import Baked
from hipcoach.figure.figure import Part
from hipcoach.figure.projection import Picture, project
from hipcoach.ui.figure_painter import FigurePainter
from hipcoach.ui.people import PEOPLE, Person
from hipcoach.ui.theme import Theme

# A moving figure is painted once and looked up from then on; this much of it is kept.
MOST_BYTES: Final = 16_000_000
# Between two samples painted ahead there is time for everything else.
_AHEAD_MS: Final = 25


class FigureView(QWidget):
    """Shows a figure that moves with the parts of a rep; it owns no clock."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        same_scale: bool = False,
        paints_ahead: bool = False,
    ) -> None:
        """Fill the room, or be in the same scale as neighbours of the same height.

        `paints_ahead` paints the first rep while the figure still stands: between two frames.
        """
        super().__init__(parent)
        self._same_scale = same_scale
        self._next_ahead = 0
        self._ahead = QTimer(self)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._paint_ahead)
        self._paints_ahead = paints_ahead
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

    @property
    def painted_samples(self) -> int:
        """How many samples are painted and kept."""
        return 0 if self._painter is None else self._painter.kept_samples

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
        self._begin_ahead()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint ahead for the new size."""
        super().resizeEvent(event)
        self._begin_ahead()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint ahead what is seen from now on."""
        super().showEvent(event)
        self._begin_ahead()

    def hideEvent(self, event: QHideEvent) -> None:
        """Paint nothing ahead that nobody sees."""
        super().hideEvent(event)
        self._ahead.stop()

    def _begin_ahead(self) -> None:
        self._next_ahead = 0
        if self._paints_ahead and self._painter is not None and self.isVisible():
            self._ahead.start()
        else:
            self._ahead.stop()

    def _paint_ahead(self) -> None:
        is_over = self._baked is None or self._next_ahead >= self._baked.path
        if is_over or self._painter is None or self._theme.reduced_motion:
            self._ahead.stop()
            return
        self._painter.prepare(
            QRectF(self.rect()),
            self._next_ahead,
            mirrored=self._mirrored,
            dpr=self.devicePixelRatioF(),
        )
        self._next_ahead += 1

    def _show(self, sample: int) -> None:
        if sample == self._sample:
            return
        self._sample = sample
        if self._painter is not None:
            room = QRectF(self.rect())
            self.update(self._painter.frame(room, sample).toAlignedRect())

    def _painter_of(self, picture: Picture) -> FigurePainter:
        return FigurePainter(
            picture,
            self._theme.palette,
            self._person,
            most_bytes=MOST_BYTES,
            same_scale=self._same_scale,
        )

    def _repaint_anew(self) -> None:
        if self._painter is not None:
            self._painter = self._painter_of(self._painter.picture)
        self._begin_ahead()
        self.update()
