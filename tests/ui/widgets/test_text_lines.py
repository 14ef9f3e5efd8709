"""Text is broken into lines that fit."""

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.text_lines import wrapped


def test_lines_fit_and_tell_whether_all_is_there(qapp: QApplication) -> None:
    font = Theme().font_px(20)
    metrics = QFontMetricsF(font)
    text = "one two three four five six seven"
    lines, whole = wrapped(text, font, 150, 9)
    assert whole
    assert " ".join(lines) == text
    assert all(metrics.horizontalAdvance(line) <= 150 for line in lines)
    lines, whole = wrapped(text, font, 150, 2)
    assert not whole
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert metrics.horizontalAdvance(lines[1]) <= 150


def test_no_text_has_no_lines(qapp: QApplication) -> None:
    assert wrapped("", Theme().font_px(20), 100, 2) == ([], True)
