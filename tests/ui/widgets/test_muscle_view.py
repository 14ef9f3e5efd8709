"""The muscles that work are seen, numbered and said."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import LIGHT, Theme
from hipcoach.ui.widgets.muscle_view import MuscleView


def worked(view: MuscleView) -> list[int]:
    """Return where in the view the colour of work is: columns."""
    image = view.grab().toImage()
    color = QColor(LIGHT.worked)
    return [
        x
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
        if image.pixelColor(x, y) == color
    ]


@pytest.mark.parametrize(
    ("muscle", "front", "back"),
    [("quadriceps", True, False), ("hamstrings", False, True), ("heart and lungs", False, False)],
)
def test_a_muscle_is_filled_where_it_is_seen(
    theme: Theme, qtbot: QtBot, muscle: str, front: bool, back: bool
) -> None:
    view = MuscleView(theme, (muscle,))
    qtbot.addWidget(view)
    view.resize(360, view.sizeHint().height())
    columns = worked(view)
    assert any(x < 180 for x in columns) is front
    assert any(x >= 180 for x in columns) is back


def test_its_names_are_numbered_and_said(theme: Theme, qtbot: QtBot) -> None:
    view = MuscleView(theme, ("gluteus medius", "whole body", "calf"))
    qtbot.addWidget(view)
    assert view.lines() == ["1  gluteus medius", "whole body", "3  calf"]
    assert view.accessibleName() == "Muscles that work: gluteus medius, whole body, calf"
