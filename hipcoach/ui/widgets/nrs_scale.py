"""The numeric rating scale, 0 to 10, for pain and for effort."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from hipcoach.ui.physical_keys import digit_of, is_keypad_navigation
from hipcoach.ui.theme import HIT_TARGET, TextRole, Theme
from hipcoach.ui.widgets.choice import Choice, neighbour, only_checked_takes_tab
from hipcoach.ui.widgets.enter_key import leaves_enter
from hipcoach.ui.widgets.painting import paint_box, paint_check, paint_focus
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

HIGHEST: Final = 10
TEN_WITHIN_MS: Final = 800
_GAP: Final = 6


class ScaleTone(StrEnum):
    """Which hue the scale wears: the warm one is pain's alone."""

    PAIN = "pain"
    EFFORT = "effort"


@dataclass(frozen=True)
class Zone:
    """A stretch of the scale, both ends included, with the words under it."""

    first: int
    last: int
    text: str


class _Cell(Choice):
    def __init__(self, theme: Theme, value: int, tone: ScaleTone, parent: QWidget) -> None:
        super().__init__(theme, str(value), parent)
        self.value = value
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("{0} of 10").format(value))

    def sizeHint(self) -> QSize:
        """A square that a finger hits."""
        side = max(HIT_TARGET, self._theme.px(HIT_TARGET))
        return QSize(HIT_TARGET, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than a finger."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the scale and to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box; the chosen one filled, with a bold outline and a check."""
        painter = QPainter(self)
        palette = self._theme.palette
        pain = self._tone is ScaleTone.PAIN
        color = (palette.pain_scale if pain else palette.effort_scale)[self.value]
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            paint_box(painter, rect, fill=color, line=palette.text, line_width=3.0)
            text_color = palette.on_scale(color)
        else:
            fill = palette.primary_soft if self._hovered else palette.surface
            paint_box(painter, rect, fill=fill, line=palette.line)
            stripe = QRectF(rect.center().x() - 8, rect.bottom() - 8, 16, 3)
            paint_box(painter, stripe, fill=color, radius=1.5)
            text_color = palette.text
        if self.hasFocus():
            if chosen:
                paint_focus(painter, rect, text_color, gap=5.0)
            else:
                paint_focus(painter, rect, palette.primary)
        painter.setFont(self._theme.font(TextRole.STRONG if chosen else TextRole.BODY))
        painter.setPen(text_color)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            paint_check(painter, QRectF(rect.right() - 16, 6, 9, 9), text_color, 2.0)


class NrsScale(QWidget):
    """Eleven buttons in a row; digits choose, 1 then 0 is ten, arrows move, Enter confirms."""

    chosen = Signal(int)
    """A value is settled: by a click, by a digit (1 waits for a 0), or by Enter after arrows."""
    selection_changed = Signal(int)
    """Another value is marked, settled or not."""
    confirmed = Signal(int)
    """Enter was pressed while a value was marked, and the page has no use for it."""

    def __init__(
        self,
        theme: Theme,
        *,
        question: str,
        low_words: str = "",
        high_words: str = "",
        zones: Sequence[Zone] = (),
        tone: ScaleTone = ScaleTone.PAIN,
        ten_within_ms: int = TEN_WITHIN_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value: int | None = None
        self._settled: int | None = None
        self._low_words = low_words
        self._high_words = high_words
        self.setAccessibleName(question)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._ten_timer = QTimer(self)
        self._ten_timer.setSingleShot(True)
        self._ten_timer.setInterval(ten_within_ms)
        self._ten_timer.timeout.connect(self.settle)

        self._labels: list[tuple[TextLabel, int]] = []
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(6)
        self._cells = [_Cell(theme, value, tone, self) for value in range(HIGHEST + 1)]
        for value, cell in enumerate(self._cells):
            cell.clicked.connect(lambda _=False, value=value: self._choose(value))
            grid.addWidget(cell, 0, value)
            grid.setColumnStretch(value, 1)
        if low_words or high_words:
            low = self._words(low_words, Qt.AlignmentFlag.AlignLeft, 5)
            high = self._words(high_words, Qt.AlignmentFlag.AlignRight, 5)
            grid.addWidget(low, 1, 0, 1, 5)
            grid.addWidget(high, 1, 6, 1, 5)
        for zone in zones:
            span = zone.last - zone.first + 1
            label = self._words(zone.text, Qt.AlignmentFlag.AlignHCenter, span)
            grid.addWidget(label, 2, zone.first, 1, span)
        theme.changed.connect(self._even_out)
        self._even_out()
        self._describe()
        self._aim_focus()

    def value(self) -> int | None:
        """The marked value, or None while nothing is marked."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Mark a value (or none) without telling anyone."""
        self._ten_timer.stop()
        self._mark(value)
        self._settled = value

    def type_digit(self, digit: int) -> None:
        """Take a digit typed elsewhere on the page: 1 waits a moment for a 0."""
        if digit == 0 and self._ten_timer.isActive() and self._value == 1:
            self._choose(HIGHEST)
            return
        self.settle()
        if digit == 1:
            self._settled = None
            self._select(1)
            self._ten_timer.start()
        else:
            self._choose(digit)

    def step(self, by: int) -> None:
        """Go up or down by so many, round the ends; the first step marks the middle."""
        marked = self._value
        self._choose(HIGHEST // 2 if marked is None else (marked + by) % (HIGHEST + 1))

    def settle(self) -> None:
        """Take the marked value as chosen now, without waiting for a second digit."""
        if self._ten_timer.isActive() or self.sender() is self._ten_timer:
            self._ten_timer.stop()
            self._tell_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, arrows and Enter; leave everything else, space too, to the page."""
        key = event.key()
        if (digit := digit_of(event)) is not None:
            if not event.isAutoRepeat():
                self.type_digit(digit)
        elif is_keypad_navigation(event):
            # A 7 with Num Lock off is no Home: nothing is rated by a slip.
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._value is not None:
            self._ten_timer.stop()
            if self._settled != self._value:
                self._tell_chosen()
            if not leaves_enter(self, event):
                self.confirmed.emit(self._value)
        elif (value := self._led_to(key)) is not None:
            self._ten_timer.stop()
            self._settled = None
            self._select(value)
            self._cells[value].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()

    def _led_to(self, key: int) -> int | None:
        marked = None if self._value is None else self._cells[self._value]
        target = neighbour(self._cells, marked, key)
        if not isinstance(target, _Cell):
            return None
        arrows = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down)
        return 0 if marked is None and key in arrows else target.value

    def _choose(self, value: int) -> None:
        self._ten_timer.stop()
        self._select(value)
        self._tell_chosen()

    def _select(self, value: int) -> None:
        if value != self._value:
            self._mark(value)
            self.selection_changed.emit(value)

    def _tell_chosen(self) -> None:
        if self._value is not None:
            self._settled = self._value
            self.chosen.emit(self._value)

    def _mark(self, value: int | None) -> None:
        if value is not None and not 0 <= value <= HIGHEST:
            raise ValueError(f"{value} is not between 0 and {HIGHEST}")
        had_focus = any(cell.hasFocus() for cell in self._cells)
        self._value = value
        for cell in self._cells:
            cell.setChecked(cell.value == value)
        self._aim_focus()
        if had_focus and value is not None:
            self._cells[value].setFocus(Qt.FocusReason.OtherFocusReason)
        self._describe()

    def _aim_focus(self) -> None:
        only_checked_takes_tab(self._cells)
        self.setFocusProxy(self._cells[self._value or 0])

    def _describe(self) -> None:
        if self._value is None:
            chosen = self.tr("Nothing chosen yet.")
        else:
            chosen = self.tr("{0} of 10 chosen.").format(self._value)
        if self._low_words and self._high_words:
            ends = self.tr("0 is {0}, 10 is {1}.").format(self._low_words, self._high_words)
            chosen = f"{chosen} {ends}"
        self.setAccessibleDescription(chosen)

    def _words(self, text: str, align: Qt.AlignmentFlag, span: int) -> TextLabel:
        label = TextLabel(self._theme, text, role=TextRole.SMALL, tone=TextTone.MUTED, parent=self)
        label.setAlignment(align | Qt.AlignmentFlag.AlignTop)
        self._labels.append((label, span))
        return label

    def _even_out(self) -> None:
        """Make all columns wide enough for the words under them, so that none is wider."""
        width = HIT_TARGET
        for label, span in self._labels:
            words = QFontMetrics(self._theme.font(TextRole.SMALL)).horizontalAdvance(label.text())
            width = max(width, math.ceil((words + 2 - _GAP * (span - 1)) / span))
        for column in range(HIGHEST + 1):
            self._grid.setColumnMinimumWidth(column, width)
