"""An exercise's figure, large, with buttons to play it, slow it down and go pose by pose."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.domain.exercise import Exercise
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.figure_moments import shown_moment
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import HintButton, SecondaryButton
from hipcoach.ui.widgets.figure_motion import FigureMotion
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.toggle import Toggle

_PICTURE_HEIGHT = 232
_FIGURE_HEIGHT = 288


class _Mat(QWidget):
    """The soft ground that the picture stands on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        paint_box(QPainter(self), QRectF(self.rect()), fill=self._theme.palette.ground)


class FigureDemo(QWidget):
    """Shows one exercise over and over; in reduced motion, pose by pose when asked."""

    def __init__(
        self,
        theme: Theme,
        exercise: Exercise,
        words: str,
        *,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dose = exercise.start
        self._wants_motion = True
        self._pose: int | None = None
        self.motion = FigureMotion(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        self._mat = _Mat(theme, self)
        inside = QVBoxLayout(self._mat)
        inside.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        self.stage = FigureStage(theme, figures=figures, parent=self._mat)
        self.stage.show_exercise(exercise.id, exercise.position.value, words=words)
        inside.addWidget(self.stage)
        self.pose_words = TextLabel(
            theme, role=TextRole.SMALL, tone=TextTone.MUTED, parent=self._mat
        )
        self.pose_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.pose_words)
        column.addWidget(self._mat)
        self._buttons = self._make_buttons()
        column.addWidget(self._buttons)
        self._buttons.setVisible(self.stage.moves)
        self.motion.moved.connect(self._on_moved)
        theme.changed.connect(self._restyle)
        self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on when it is seen again."""
        super().showEvent(event)
        self._start_or_stop()

    def hideEvent(self, event: QHideEvent) -> None:
        """Move nothing that nobody sees."""
        self.motion.stop()
        super().hideEvent(event)

    def _make_buttons(self) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, gap=UNIT)
        self.play = self._button(self.tr("Pause"), "pause")
        widest = max(
            self._width_of(self.play, self.tr("Play")), self._width_of(self.play, self.tr("Pause"))
        )
        self.play.setMinimumWidth(widest)
        self.before = self._button("", "chevron-left")
        self.after = self._button("", "chevron-right")
        for button, name in (
            (self.before, self.tr("The pose before")),
            (self.after, self.tr("The next pose")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip(name))
        self.slow = Toggle(self._theme, self.tr("Slow"), parent=holder)
        self.slow.setAccessibleDescription(self.tr("At half the speed"))
        for widget in (self.play, self.before, self.after, self.slow):
            flow.addWidget(widget)
        self.play.clicked.connect(self._toggle_motion)
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        self.slow.toggled.connect(self.motion.set_slow)
        return holder

    def _button(self, text: str, icon_name: str) -> HintButton:
        button = SecondaryButton(self._theme, text, icon_name=icon_name, parent=self)
        button.setMinimumHeight(HIT_TARGET)
        return button

    @staticmethod
    def _width_of(button: HintButton, text: str) -> int:
        shown = button.text()
        button.setText(text)
        width = button.sizeHint().width()
        button.setText(shown)
        return width

    def _toggle_motion(self) -> None:
        self._wants_motion = not self._wants_motion
        if self._wants_motion and self._pose is not None:
            self._pose = None
            self.motion.go_to(0)
        self._start_or_stop()

    def _go(self, by: int) -> None:
        """Stand still at the next key pose in a direction, round and round."""
        self._wants_motion = False
        self._start_or_stop()
        here = self._pose
        if here is None:
            here = self.stage.worked_pose if by < 0 else -1
        self._show_pose((here + by) % len(self.stage.poses))

    def _show_pose(self, pose: int) -> None:
        self._pose = pose
        self.stage.set_pose(pose)
        name = self.stage.poses[pose].name
        words = self.tr("Pose {number} of {total}: {name}")
        self.pose_words.setText(
            words.format(number=pose + 1, total=len(self.stage.poses), name=name)
        )
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.pose_words.text()))

    def _start_or_stop(self) -> None:
        may = self.stage.moves and not self._theme.reduced_motion
        moves = may and self._wants_motion
        if moves and self.isVisible():
            self.motion.start()
        else:
            self.motion.stop()
        if self.stage.moves and not may and self._pose is None:
            self._show_pose(self.stage.worked_pose)
        self.play.set_icon_name("pause" if moves else "play")
        self.play.setText(self.tr("Pause") if moves else self.tr("Play"))

    def _on_moved(self, shown_ms: int) -> None:
        self.pose_words.setText("")
        self.stage.set_moment(shown_moment(self._dose, shown_ms))

    def _restyle(self) -> None:
        height = _FIGURE_HEIGHT if self.stage.shows_figure else _PICTURE_HEIGHT
        self._mat.setFixedHeight(self._theme.px(height))
        may = not self._theme.reduced_motion
        self.play.setVisible(may)
        self.slow.setVisible(may)
        self._start_or_stop()
