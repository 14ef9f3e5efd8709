"""The shares by exercise: in words what the bars show."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from hipcoach.domain.prescription import DoseKind
from hipcoach.progress.exercise_adherence import ExerciseAdherence
from hipcoach.ui.charts.share_bars import ShareBars
from hipcoach.ui.theme import LIGHT, Theme

ROWS = (
    ExerciseAdherence(
        exercise_id="bridge", name="Bridge", kind=DoseKind.REPS, prescribed=40, done=30, extra=5
    ),
    ExerciseAdherence(
        exercise_id="hold",
        name="Hip flexor stretch",
        kind=DoseKind.HOLD,
        prescribed=0,
        done=0,
        extra=90_000,
    ),
)


def test_each_row_says_its_amounts(theme: Theme, qtbot: QtBot) -> None:
    bars = ShareBars(theme)
    qtbot.addWidget(bars)
    bars.resize(300, 100)
    bars.set_rows(ROWS)
    bars.show()
    first = "Bridge: 75 %, 30 reps of 40 reps, 5 reps more"
    second = "Hip flexor stretch: not due, 90 s done"
    assert bars.accessibleDescription() == f"{first}; {second}"
    assert bars.text_at(QPoint(5, 5)) == first
    assert bars.text_at(QPoint(5, 60)) == second
    assert bars.text_at(QPoint(5, 500)) == ""
    image = bars.grab().toImage()
    track = [image.pixelColor(x, 31).name() for x in (100, 200, 240, 290)]
    assert track == [LIGHT.primary, LIGHT.primary, LIGHT.track, LIGHT.track]
