"""The legend draws each mark and says it in words."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hipcoach.ui.charts.legend import Legend
from hipcoach.ui.charts.marks import Mark, MarkView
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.text_label import TextLabel


def test_every_mark_has_its_words(theme: Theme, qtbot: QtBot) -> None:
    legend = Legend(theme, [(Mark.DAY, "day"), (Mark.MORNING, "morning")])
    qtbot.addWidget(legend)
    legend.resize(400, 30)
    legend.show()
    assert [view.mark for view in legend.findChildren(MarkView)] == [Mark.DAY, Mark.MORNING]
    assert [label.text() for label in legend.findChildren(TextLabel)] == ["day", "morning"]


def test_no_two_marks_look_alike(theme: Theme, qtbot: QtBot) -> None:
    seen: list[QImage] = []
    for mark in Mark:
        view = MarkView(theme, mark)
        qtbot.addWidget(view)
        view.resize(view.sizeHint())
        image = view.grab().toImage()
        assert all(image != other for other in seen), mark
        seen.append(image)
