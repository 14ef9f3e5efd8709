"""The place of an exercise's figure; without one, the pictogram of its position."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from hipcoach.figure.figure import Part, Pose
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.figure_moments import Moment
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.figure_view import FigureView
from hipcoach.ui.widgets.position_view import PositionView


class FigureStage(QStackedWidget):
    """Shows one exercise large; it owns no clock."""

    def __init__(
        self,
        theme: Theme,
        *,
        figures: FigureBook | None = None,
        same_scale: bool = False,
        paints_ahead: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._exercise_id = ""
        self._mirrored = False
        self.picture = PositionView(theme, self)
        self.figure = FigureView(theme, self, same_scale=same_scale, paints_ahead=paints_ahead)
        self.addWidget(self.picture)
        self.addWidget(self.figure)
        if figures is not None:
            figures.person_changed.connect(self._change_person)

    @property
    def shows_figure(self) -> bool:
        """Whether a figure is on show, which can move."""
        return self.currentWidget() is self.figure

    @property
    def moves(self) -> bool:
        """Whether the figure on show has more than one pose."""
        return len(self.poses) > 1

    def show_exercise(
        self, exercise_id: str, position: str, *, mirrored: bool = False, words: str = ""
    ) -> None:
        """Show an exercise in its first pose; `words` is what a screen reader says."""
        self._exercise_id = exercise_id
        self._mirrored = mirrored
        self.picture.set_position(position, mirrored=mirrored, words=words)
        drawn = self._figures.moving(exercise_id) if self._figures is not None else None
        if drawn is None:
            self.figure.set_figure(None)
            self.setCurrentWidget(self.picture)
        else:
            self.figure.setAccessibleName(words)
            self.figure.set_figure(
                drawn.baked, mirrored=mirrored, picture=drawn.picture, person=drawn.person
            )
            self.setCurrentWidget(self.figure)

    @property
    def poses(self) -> tuple[Pose, ...]:
        """The key poses of the figure on show, none without one."""
        drawn = self._figures.figure(self._exercise_id) if self._figures is not None else None
        return () if drawn is None else drawn.poses

    @property
    def worked_pose(self) -> int:
        """Which key pose is held, and is the one to be known by."""
        drawn = self._figures.figure(self._exercise_id) if self._figures is not None else None
        return 0 if drawn is None else drawn.span_of(Part.HOLD)[1]

    def set_pose(self, key_pose: int) -> None:
        """Show a key pose, unmoving."""
        self.figure.set_still(key_pose)

    def set_moment(self, moment: Moment | None) -> None:
        """Show a moment of the exercise; None for its first pose, unmoving."""
        if moment is None:
            self.figure.set_still(0)
        elif moment.part is None:
            self.figure.set_elapsed(moment.elapsed_ms)
        else:
            self.figure.set_position(moment.part, moment.fraction, elapsed_ms=moment.elapsed_ms)

    def _change_person(self) -> None:
        """Let somebody else go on with the exercise that is on show."""
        if self.shows_figure and self._figures is not None:
            drawn = self._figures.moving(self._exercise_id)
            if drawn is not None:
                self.figure.set_figure(
                    drawn.baked,
                    mirrored=self._mirrored,
                    picture=drawn.picture,
                    person=drawn.person,
                )
