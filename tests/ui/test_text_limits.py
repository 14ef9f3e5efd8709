"""A field says what it doesn't take; nothing is cut unseen."""

from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from hipcoach.domain.limits import LONGEST_SHOWN
from hipcoach.ui.text_limits import LimitedText, limit_line
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.text_label import TextLabel


def pasted(field: LimitedText, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    field.insertFromMimeData(data)


def test_a_line_says_what_it_takes(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    limit_line(line, 5)
    QTest.keyClicks(line, "1234567")
    assert line.text() == "12345"
    assert QToolTip.text() == "This takes up to 5 characters; the rest was not taken."
    QToolTip.hideText()


def test_a_note_takes_no_megabyte(qtbot: QtBot) -> None:
    note = LimitedText(longest=10, text="before")
    qtbot.addWidget(note)
    note.selectAll()
    pasted(note, "a" * 1_000_000)
    assert note.toPlainText() == "before"
    assert "1000000 characters" in note.refused
    pasted(note, "0123456789")
    assert note.toPlainText() == "0123456789"
    note.setPlainText("0123456789" * 2)
    assert note.toPlainText() == "0123456789"
    assert "up to 10" in note.refused
    QToolTip.hideText()


def test_what_was_long_before_stays_whole(qtbot: QtBot) -> None:
    note = LimitedText(longest=5, text="longer than five")
    qtbot.addWidget(note)
    note.setPlainText("longer than fiv")
    assert note.toPlainText() == "longer than fiv"
    line = QLineEdit("longer than five")
    qtbot.addWidget(line)
    limit_line(line, 5)
    assert line.text() == "longer than five"


def test_a_label_lays_out_no_megabyte_and_says_so(qtbot: QtBot) -> None:
    label = TextLabel(Theme(mode=ThemeMode.LIGHT), "a" * 1_000_000, wrap=True)
    qtbot.addWidget(label)
    assert label.text().endswith(f"a… ({1_000_000 - LONGEST_SHOWN} more characters)")
    label.setText("b" * LONGEST_SHOWN)
    assert label.text() == "b" * LONGEST_SHOWN
