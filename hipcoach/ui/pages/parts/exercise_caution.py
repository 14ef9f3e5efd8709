"""A warm band for what to be careful about."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipcoach.ui import icons
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.painting import paint_box
from hipcoach.ui.widgets.text_label import TextLabel


class CautionBand(QWidget):
    """A sign and some lines, the first one strong where there is a `title`."""

    def __init__(
        self,
        theme: Theme,
        lines: Sequence[str],
        *,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        row.setSpacing(UNIT + 4)
        self._sign = QLabel(self)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(UNIT - 2)
        if title:
            self.body.addWidget(self._label(title, TextRole.STRONG))
        for line in lines:
            self.body.addWidget(self._label(line, TextRole.BODY))
        row.addLayout(self.body, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the warm band."""
        palette = self._theme.palette
        rect = QRectF(self.rect())
        paint_box(QPainter(self), rect, fill=palette.pain_soft, line=palette.pain)

    def _label(self, words: str, role: TextRole) -> TextLabel:
        label = TextLabel(self._theme, words, role=role, wrap=True, parent=self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _restyle(self) -> None:
        palette = self._theme.palette
        size = self._theme.px(22)
        self._sign.setPixmap(icons.pixmap("warning", palette.pain, size, self.devicePixelRatioF()))
        self.update()
