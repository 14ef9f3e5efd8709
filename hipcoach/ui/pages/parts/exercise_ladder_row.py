"""The rungs of an exercise as a row of small figures that can be walked along."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipcoach.domain.exercise import Exercise
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_ladder import Ladder, Place
from hipcoach.ui.models.exercise_words import leave_out_words, position_words
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box

_RUNG_WIDTH = 160
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class _ThisRung(ExerciseTile):
    """The rung one stands on: framed, and no link."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile and a frame round it."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), line=self._theme.palette.primary, line_width=2.0)


class LadderRow(QWidget):
    """Rungs in order; arrows go along, Enter opens."""

    exercise_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        ladder: Ladder,
        *,
        avoided: Collection[str] = (),
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a ladder; it is said of `avoided` exercises, by id, that they are left out."""
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._avoided = avoided
        self._is_graded = ladder.is_graded
        self._links: list[ExerciseTile] = []
        self._tiles: list[ExerciseTile] = []
        flow = FlowLayout(self, even=True)
        for rung in ladder.rungs:
            tile = self._tile(rung.exercise, rung.place)
            flow.addWidget(tile)
            self._tiles.append(tile)
        theme.changed.connect(self._restyle)
        self._restyle()

    def tiles(self) -> tuple[ExerciseTile, ...]:
        """The rungs as they stand."""
        return tuple(self._tiles)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go from rung to rung."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            plain = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            if step is not None and plain and watched in self._links:
                at = next(i for i, each in enumerate(self._links) if each is watched) + step
                if 0 <= at < len(self._links):
                    self._links[at].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _tile(self, exercise: Exercise, place: Place) -> ExerciseTile:
        is_this = place is Place.THIS
        words = {
            Place.EASIER: self.tr("Easier"),
            Place.THIS: self.tr("This one"),
            Place.HARDER: self.tr("Harder"),
            # Under a heading that says so already, how the body is placed tells more.
            Place.ALSO: (
                self.tr("Also possible") if self._is_graded else position_words(exercise.position)
            ),
        }[place]
        shorter: tuple[str, ...] = ()
        if exercise.id in self._avoided:
            shorter = (leave_out_words(),)
            words = " · ".join((words, *shorter))
        tile = (_ThisRung if is_this else ExerciseTile)(
            self._theme,
            name=exercise.name,
            dose=words,
            shorter_doses=shorter,
            position=exercise.position.value,
            is_link=not is_this,
            figures=self._figures,
            exercise=exercise,
            parent=self,
        )
        if not is_this:
            tile.clicked.connect(lambda: self.exercise_requested.emit(exercise.id))
            tile.installEventFilter(self)
            self._links.append(tile)
        return tile

    def _restyle(self) -> None:
        for tile in self._tiles:
            tile.setMinimumWidth(self._theme.px(_RUNG_WIDTH))
