"""A week tells itself in shapes and in words."""

import pytest
from pytestqt.qtbot import QtBot

from hipcoach.domain.plan import DayState
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.week_marks import DayMark, WeekMarks


def made(qtbot: QtBot, theme: Theme, *days: DayMark) -> WeekMarks:
    marks = WeekMarks(theme)
    qtbot.addWidget(marks)
    marks.set_days(days)
    marks.resize(marks.sizeHint())
    return marks


def test_every_state_has_a_picture_of_its_own(theme: Theme, qtbot: QtBot) -> None:
    pictures = []
    for state in DayState:
        marks = made(qtbot, theme, DayMark("Mon", state, word="same"))
        marks.setFixedSize(60, 80)
        pictures.append(marks.grab().toImage())
    for index, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[index + 1 :])


def test_the_week_is_a_sentence_for_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    marks = made(
        qtbot,
        theme,
        DayMark("Mon", DayState.DONE, "Monday"),
        DayMark("Tue", DayState.REST),
        DayMark("Wed", DayState.EXCUSED, "Wednesday", "flu"),
    )
    assert marks.accessibleDescription() == "Monday done, Tue rest, Wednesday flu"


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_no_word_is_cut(text_scale: float, theme: Theme, qtbot: QtBot) -> None:
    theme.set_text_scale(text_scale)
    short = made(qtbot, theme, DayMark("Mon", DayState.DONE))
    long = made(qtbot, theme, DayMark("Mon", DayState.DONE, word="a much longer word"))
    assert long.sizeHint().width() > short.sizeHint().width()
    assert long.minimumSizeHint() == long.sizeHint()
