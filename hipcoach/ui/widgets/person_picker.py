"""Who shows the exercises: four people as they will look, or all of them in turns."""

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.domain.settings import ShownPerson
from hipcoach.figure.baking import Baked, bake_pose
from hipcoach.figure.figure import Camera, Figure, Pose
from hipcoach.figure.kinematics import Posture
from hipcoach.figure.projection import project
from hipcoach.ui.figure_painter import FigurePainter
from hipcoach.ui.people import PEOPLE
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_WIDE, _HIGH, _WORDS = 92, 190, 30


class _PersonChoice(Choice):
    """One of the people, or all four side by side."""

    def __init__(self, theme: Theme, who: ShownPerson, text: str, parent: QWidget) -> None:
        super().__init__(theme, text, parent)
        self.who = who
        self._people = [each for each in PEOPLE if who in (each.who, ShownPerson.TURNS)]
        self._painters: list[FigurePainter] = []
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the people with their name below."""
        metrics = QFontMetrics(self._theme.font(TextRole.STRONG))
        each = _WIDE if len(self._people) == 1 else _WIDE * 0.62
        wide = max(each * len(self._people), metrics.horizontalAdvance(self.text()) + 2 * UNIT)
        return QSize(round(wide) + UNIT, _HIGH + self._theme.px(_WORDS))

    def minimumSizeHint(self) -> QSize:
        """Nobody is cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them on their card, with a ring when chosen."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        fill = palette.primary_soft if chosen or self._hovered else None
        line = palette.primary if chosen else palette.line
        paint_box(painter, rect, fill=fill, line=line, line_width=2.0 if chosen else 1.0)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        if not self._painters:
            self._painters = [
                FigurePainter(project(_standing(), person.build), palette, person)
                for person in self._people
            ]
        words = self._theme.px(_WORDS)
        wide = (rect.width() - UNIT) / len(self._painters)
        for index, each in enumerate(self._painters):
            room = QRectF(UNIT / 2 + index * wide, UNIT, wide, rect.height() - words - UNIT)
            each.paint(painter, room, 0, mirrored=False)
        painter.setFont(self._theme.font(TextRole.STRONG if chosen else TextRole.BODY))
        painter.setPen(palette.text)
        foot = QRectF(0, rect.height() - words, rect.width(), words - UNIT / 2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.text())

    def _restyle(self) -> None:
        self._painters = []
        self.updateGeometry()
        self.update()


class PersonPicker(QWidget):
    """One press each; arrows choose, too."""

    chosen = Signal(object)
    """The ShownPerson."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Who shows the exercises"))
        row = FlowLayout(self, gap=UNIT)
        names = (
            (ShownPerson.TURNS, self.tr("All in turn")),
            (ShownPerson.MIRA, self.tr("Mira")),
            (ShownPerson.SAM, self.tr("Sam")),
            (ShownPerson.EDITH, self.tr("Edith")),
            (ShownPerson.LEO, self.tr("Leo")),
        )
        self.choices = [_PersonChoice(theme, who, name, self) for who, name in names]
        for each in self.choices:
            row.addWidget(each)
            each.toggled.connect(lambda on, each=each: self._on_toggled(each, on))
        only_checked_takes_tab(self.choices)

    def set_current(self, who: ShownPerson) -> None:
        """Mark one without telling anyone."""
        for each in self.choices:
            each.blockSignals(True)
            each.setChecked(each.who is who)
            each.blockSignals(False)
        only_checked_takes_tab(self.choices)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows."""
        target = neighbour(self.choices, self.focusWidget(), event.key())
        if target is None:
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.setChecked(True)

    def _on_toggled(self, choice: _PersonChoice, on: bool) -> None:
        if on:
            self.set_current(choice.who)
            self.chosen.emit(choice.who)
        elif not any(each.isChecked() for each in self.choices):
            self.set_current(choice.who)


@cache
def _standing() -> Baked:
    figure = Figure(
        id="standing",
        posture=Posture.STANDING,
        poses=(
            Pose(
                name="stand",
                angles={
                    "left_shoulder.abduction": 9.0,
                    "right_shoulder.abduction": 9.0,
                    "left_elbow.flexion": 12.0,
                    "right_elbow.flexion": 12.0,
                    "left_hip.abduction": 3.0,
                    "right_hip.abduction": 3.0,
                },
            ),
        ),
        camera=Camera(yaw=-22.0, pitch=6.0),
    )
    return bake_pose(figure, 0)
