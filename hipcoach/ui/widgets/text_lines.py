"""Text broken into a few lines, the last one shortened rather than cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: float, most_lines: int) -> tuple[list[str], bool]:
    """The lines of a text in a width in pixels, and whether all of it is in them."""
    if not text:
        return [], True
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        start, length = line.textStart(), line.textLength()
        if len(lines) + 1 == most_lines and start + length < len(text):
            rest = text[start:].strip()
            lines.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            layout.endLayout()
            return lines, False
        lines.append(text[start : start + length].strip())
    layout.endLayout()
    return lines, True
