"""An exercise as a small tile: picture, name, dose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hipcoach.domain.exercise import Exercise
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.figure_moments import shown_moment
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.figure_motion import FigureMotion
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.painting import paint_box, paint_focus
from hipcoach.ui.widgets.text_lines import wrapped

_WIDTH: Final = 176
_PICTURE: Final = 134
_PADDING: Final = 12
# The picture comes nearer to the tile's edge than the words.
_EDGE: Final = 8
_NAME_LINES: Final = 2
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Written:
    """The texts of a tile as they are written in its present width."""

    name_font: QFont
    name_lines: list[str]
    name_height: float
    dose_font: QFont
    dose_line: str
    dose_height: float


class ExerciseTile(QAbstractButton):
    """A tile which can be pressed to read more, unless told to be a picture only.

    `shorter_doses` say the same in ever fewer words, for when the tile is narrow.
    Its figure stands still until the mouse or the keyboard is on it.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        dose: str,
        position: str,
        shorter_doses: Sequence[str] = (),
        mirrored: bool = False,
        is_link: bool = True,
        figures: FigureBook | None = None,
        exercise: Exercise | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures if exercise is not None else None
        self._exercise = exercise
        self._stage: FigureStage | None = None
        self._motion: FigureMotion | None = None
        self._dose = dose
        self._shorter_doses = tuple(shorter_doses)
        self._position = position
        self._mirrored = mirrored
        self._hovered = False
        self._picture: QPixmap | None = None
        self._written: _Written | None = None
        self._hint: QSize | None = None
        self.setText(name)
        self.setToolTip(tip(name))
        self.setAccessibleName(self.tr("{0}, {1}").format(name, dose) if dose else name)
        if is_link:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        if figures is not None:
            figures.still_made.connect(self._on_still_made)

    @property
    def dose(self) -> str:
        """The dose as text."""
        return self._dose

    @property
    def motion(self) -> FigureMotion | None:
        """The time of its figure while that moves."""
        return self._motion

    @property
    def stage(self) -> FigureStage | None:
        """Where its figure moves, once it has moved."""
        return self._stage

    def name_lines(self) -> list[str]:
        """The name as it is broken in the present width."""
        return self._texts().name_lines

    def dose_line(self) -> str:
        """The dose as it is written in the present width: the longest form that fits."""
        return self._texts().dose_line

    def draw_ahead(self) -> None:
        """Have the picture made before one has scrolled to it."""
        if self._figures is not None and self._exercise is not None:
            self._figures.still_ahead(
                self._exercise.id,
                self._picture_rect().size(),
                self._theme.palette,
                mirrored=self._mirrored,
                dpr=self.devicePixelRatioF(),
            )

    def sizeHint(self) -> QSize:
        """Picture, two lines for the name, one for the dose."""
        if self._hint is None:
            texts = self._texts()
            text = texts.name_height * _NAME_LINES + texts.dose_height + 4
            height = round(_PADDING + _EDGE + self._picture_height() + 8 + text)
            self._hint = QSize(self._theme.px(_WIDTH), height)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """As tall as ever, somewhat narrower."""
        return QSize(self._theme.px(140), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the picture afresh for the new size."""
        self._picture = None
        self._written = None
        if self._stage is not None:
            self._stage.setGeometry(self._picture_rect())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open it; space belongs to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is here."""
        self._hovered = True
        self._start_or_stop()
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the mouse has gone."""
        self._hovered = False
        self._start_or_stop()
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the figure move while the keyboard is here."""
        super().focusInEvent(event)
        self._start_or_stop()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let it stand still again."""
        super().focusOutEvent(event)
        self._start_or_stop()

    def hideEvent(self, event: QHideEvent) -> None:
        """Move nothing that nobody sees."""
        self._stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, name and dose."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        fill = palette.primary_soft if self._hovered or self.isDown() else palette.ground
        paint_box(painter, rect, fill=fill)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        picture = None if self._motion is not None else self._drawn_picture()
        if picture is not None:
            painter.drawPixmap(self._picture_rect().topLeft(), picture)
        # The texts stand on the tile's foot, so that doses line up along a row.
        texts = self._texts()
        height, lines = texts.name_height, texts.name_lines
        top = self.height() - _PADDING - texts.dose_height - 4 - height * len(lines)
        painter.setPen(palette.text)
        painter.setFont(texts.name_font)
        for line in lines:
            painter.drawText(QRectF(_PADDING, top, self._text_width(), height), _LEFT, line)
            top += height
        painter.setPen(palette.muted)
        painter.setFont(texts.dose_font)
        room = QRectF(_PADDING, top + 4, self._text_width(), texts.dose_height)
        painter.drawText(room, _LEFT, texts.dose_line)

    def _text_width(self) -> float:
        return max(1.0, self.width() - 2.0 * _PADDING)

    def _picture_height(self) -> int:
        return self._theme.px(_PICTURE)

    def _picture_rect(self) -> QRect:
        return QRect(_EDGE, _EDGE, max(1, self.width() - 2 * _EDGE), self._picture_height())

    def _drawn_picture(self) -> QPixmap | None:
        """The figure, None until it is made, or the pictogram of the position."""
        figures, exercise = self._figures, self._exercise
        if figures is not None and exercise is not None and not figures.lacks(exercise.id):
            if self._picture is None:
                self._picture = figures.still_soon(
                    exercise.id,
                    self._picture_rect().size(),
                    self._theme.palette,
                    mirrored=self._mirrored,
                    dpr=self.devicePixelRatioF(),
                )
            return self._picture
        if self._picture is None:
            self._picture = icons.rendered(
                f"position-{self._position}",
                self._theme.palette.figure,
                self._picture_rect().width(),
                self._picture_height(),
                self.devicePixelRatioF(),
                mirrored=self._mirrored,
            )
        return self._picture

    def _on_still_made(self, exercise_id: str) -> None:
        if self._exercise is not None and exercise_id == self._exercise.id:
            self.update()

    def _start_or_stop(self) -> None:
        if (self._hovered or self.hasFocus()) and not self._theme.reduced_motion:
            self._start()
        else:
            self._stop()

    def _start(self) -> None:
        figures, exercise = self._figures, self._exercise
        if self._motion is not None or figures is None or exercise is None:
            return
        if self._stage is None:
            self._stage = FigureStage(self._theme, figures=figures, same_scale=True, parent=self)
            self._stage.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._stage.setGeometry(self._picture_rect())
        self._stage.show_exercise(exercise.id, self._position, mirrored=self._mirrored)
        if not self._stage.moves:
            self._stage.hide()
            return
        self._motion = FigureMotion(self)
        self._motion.moved.connect(self._on_moved)
        self._motion.start()
        self._stage.show()

    def _stop(self) -> None:
        if self._motion is None:
            return
        self._motion.stop()
        self._motion.deleteLater()
        self._motion = None
        if self._stage is not None:
            self._stage.hide()
        self.update()

    def _on_moved(self, shown_ms: int) -> None:
        if self._stage is not None and self._exercise is not None:
            self._stage.set_moment(shown_moment(self._exercise.start, shown_ms))

    def _texts(self) -> _Written:
        if self._written is None:
            name_font = self._theme.font_px(self._theme.px(14), bold=True)
            dose_font = self._theme.font(TextRole.SMALL)
            metrics = QFontMetricsF(dose_font)
            room = self._text_width()
            self._written = _Written(
                name_font,
                wrapped(self.text(), name_font, room, _NAME_LINES)[0],
                QFontMetricsF(name_font).lineSpacing(),
                dose_font,
                self._fitting_dose(metrics, room),
                metrics.lineSpacing(),
            )
        return self._written

    def _fitting_dose(self, metrics: QFontMetricsF, room: float) -> str:
        for words in (self._dose, *self._shorter_doses):
            if metrics.horizontalAdvance(words) <= room:
                return words
        last = (self._dose, *self._shorter_doses)[-1]
        return metrics.elidedText(last, Qt.TextElideMode.ElideRight, room)

    def _restyle(self) -> None:
        self._picture = None
        self._written = None
        self._hint = None
        self._start_or_stop()
        self.updateGeometry()
        self.update()
