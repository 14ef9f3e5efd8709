"""A row of choices of which one holds."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.painting import paint_box, paint_focus

_GAP = 6


class _Segment(Choice):
    def __init__(
        self, theme: Theme, key: str, text: str, parent: QWidget, *, space_activates: bool
    ) -> None:
        super().__init__(theme, text, parent, space_activates=space_activates)
        self.key = key
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the text in its bold form, so that choosing moves nothing."""
        metrics = QFontMetrics(self._theme.font(TextRole.STRONG))
        width = metrics.horizontalAdvance(self.text()) + 30
        return QSize(max(HIT_TARGET, width), max(HIT_TARGET, metrics.height() + 20))

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and the text, bold when chosen."""
        painter = QPainter(self)
        palette = self._theme.palette
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        fill = palette.primary_soft if chosen or self._hovered else None
        line = palette.primary if chosen else palette.line
        paint_box(painter, rect, fill=fill, line=line, line_width=1.5 if chosen else 1.0)
        if self.hasFocus():
            paint_focus(painter, rect, palette.primary)
        painter.setFont(self._theme.font(TextRole.STRONG if chosen else TextRole.BODY))
        painter.setPen(palette.text if self.isEnabled() else palette.mark)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QWidget):
    """A row of choices; arrows, Home and End choose too."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]] = (),
        *,
        name: str = "",
        space_activates: bool = True,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """A row over (key, text) pairs; the first one holds until told otherwise.

        Without `space_activates`, space is left to the page. A row that `wraps` goes on in the
        next line where the room ends.
        """
        super().__init__(parent)
        self._theme = theme
        self._space_activates = space_activates
        self._segments: list[_Segment] = []
        self._row: QLayout
        if wraps:
            self._row = FlowLayout(self, gap=_GAP)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self._row = QHBoxLayout(self)
            self._row.setContentsMargins(0, 0, 0, 0)
            self._row.setSpacing(_GAP)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other (key, text) pairs; the first one holds."""
        for each in self._segments:
            self._row.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._segments = []
        for key, text in options:
            segment = _Segment(self._theme, key, text, self, space_activates=self._space_activates)
            segment.setAccessibleName(text)
            segment.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._row.addWidget(segment)
            self._segments.append(segment)
        if options:
            self.set_current(options[0][0])

    def current(self) -> str:
        """The key of the choice that holds, or an empty text without any."""
        return next((each.key for each in self._segments if each.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Let a choice hold without telling anyone; an unknown key raises KeyError."""
        if key not in {each.key for each in self._segments}:
            raise KeyError(key)
        for each in self._segments:
            each.setChecked(each.key == key)
        only_checked_takes_tab(self._segments)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour with the arrows."""
        target = neighbour(self._segments, self.focusWidget(), event.key())
        if not isinstance(target, _Segment):
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not target.isChecked():
            self._choose(target.key)

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
