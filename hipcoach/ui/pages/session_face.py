"""What is seen in a session, and how large: the stage, the words, the buttons."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QVariantAnimation
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.domain.session_keys import SessionKeys
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.session_parts import Controls, NameLabel, NextCard
from hipcoach.ui.pages.session_view import Coming, Count, Heading
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.caption import Caption
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.message_bar import MessageBar
from hipcoach.ui.widgets.ring import CountRing
from hipcoach.ui.widgets.session_bar import SessionBar
from hipcoach.ui.widgets.side_badge import SideBadge
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_FADE_MS: Final = 200
_CALM_OPACITY: Final = 0.35
# Capitals of 25 minutes of arc at 2.5 m.
_CAPITAL_MM: Final = 18.0
_PROBE_PX: Final = 100
# On a screen less than 27 cm tall (22 inches) they leave the digits a fifth of the height.
_LARGEST_SHARE: Final = 0.066
# Larger letters on the stage would leave no room for the picture.
_STAGE_TEXT_SCALE: Final = 1.15


class SessionFace(QWidget):
    """Lays the session out; it knows nothing of time and keys."""

    def __init__(
        self,
        theme: Theme,
        routine_name: str,
        keys: SessionKeys,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._figures = figures
        self._heading = Heading()
        self._pictured = ("", "", False, "")
        self._is_calm = False
        # What is fitted to a wide window must not keep it from getting narrower again.
        self.setMinimumSize(800, 560)
        self._lay_out(routine_name)
        theme.changed.connect(self._rescale)

    @property
    def heading(self) -> Heading:
        """What is shown of the segment."""
        return self._heading

    @property
    def is_calm(self) -> bool:
        """Whether the buttons have faded."""
        return self._is_calm

    def show_heading(self, shown: Heading) -> None:
        """Show what holds for a segment."""
        if shown == self._heading:
            return
        self._heading = shown
        self.badge.set_side(shown.side, shown.badge)
        self.position_words.setText(shown.position_words)
        self._write_set_words()
        self.name.setText(shown.name)
        picture = (shown.exercise_id, shown.position, shown.mirrored, shown.position_words)
        if picture != self._pictured:
            self._pictured = picture
            self.stage.show_exercise(
                shown.exercise_id,
                shown.position,
                mirrored=shown.mirrored,
                words=shown.position_words,
            )

    def show_count(self, shown: Count) -> None:
        """Show digits, phase and what remains; the one word of the phase where it is large."""
        self.ring.set_digit_room(shown.digit_room)
        self.ring.set_digits(shown.digits)
        self.ring.set_sub_text(shown.phase if self._is_large else shown.sub_text)
        self.ring.set_remaining(shown.remaining_ms, shown.total_ms)

    def show_coming(self, coming: Coming) -> None:
        """Show what comes next."""
        self.next_card.show_coming(coming)

    def _write_set_words(self) -> None:
        # Where the ring has room for the phase alone, what it counts up to stands here.
        parts = [self._heading.set_words]
        if self._is_large and self._heading.amount:
            parts.append(self._heading.amount)
        self.set_words.setText(" · ".join(parts))

    def set_calm(self, is_calm: bool) -> None:
        """Fade the buttons, or bring them back."""
        if is_calm == self._is_calm:
            return
        self._is_calm = is_calm
        end = _CALM_OPACITY if is_calm else 1.0
        self._fade.stop()
        duration = self._theme.motion_ms(_FADE_MS) if self.isVisible() else 0
        if not duration:
            self._set_opacity(end)
            return
        self._fade.setStartValue(self._effect.opacity())
        self._fade.setEndValue(end)
        self._fade.setDuration(duration)
        self._fade.start()

    def _set_opacity(self, value: object) -> None:
        if isinstance(value, float):
            self._effect.setOpacity(value)
            self._effect.setEnabled(value < 1.0)

    def _lay_out(self, routine_name: str) -> None:
        theme = self._theme
        self.bar = SessionBar(theme, self)
        self._routine = TextLabel(theme, routine_name, tone=TextTone.MUTED, parent=self)
        self.note = TextLabel(theme, tone=TextTone.PRIMARY, bold=True, parent=self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.times = TextLabel(theme, tone=TextTone.MUTED, parent=self)
        self.notices = MessageBar(theme, self)
        status = QHBoxLayout()
        status.addWidget(self._routine)
        status.addWidget(self.note, 1)
        status.addWidget(self.times)
        self.badge = SideBadge(theme, self)
        self.position_words = TextLabel(theme, role=TextRole.HEADING, bold=False, wrap=True)
        self.position_words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.set_words = TextLabel(theme, role=TextRole.HEADING, bold=False, tone=TextTone.MUTED)
        self.name = NameLabel(theme, self)
        self.stage = FigureStage(theme, figures=self._figures, parent=self)
        self._head = QHBoxLayout()
        self._under = QHBoxLayout()
        for row in (self._head, self._under):
            row.setSpacing(2 * UNIT)
        self._head.addWidget(self.badge)
        left = QVBoxLayout()
        left.setSpacing(UNIT)
        left.addLayout(self._head)
        left.addWidget(self.name)
        left.addLayout(self._under)
        left.addWidget(self.stage, 1)
        self._is_large: bool | None = None
        self._arrange_head(is_large=False)
        self.ring = CountRing(theme, self)
        stage = QHBoxLayout()
        stage.setSpacing(4 * UNIT)
        stage.addLayout(left, 58)
        stage.addWidget(self.ring, 42)
        self.caption = Caption(theme, parent=self)
        self.next_card = NextCard(theme, self, figures=self._figures)
        self.controls = Controls(theme, self._keys, self)
        self._caption_row = QHBoxLayout()
        self._caption_row.setSpacing(2 * UNIT)
        self._caption_row.addWidget(self.caption, 1)
        self._bottom = QHBoxLayout()
        self._bottom.setSpacing(2 * UNIT)
        self._bottom.addWidget(self.next_card)
        self._bottom.addStretch(1)
        self._bottom.addWidget(self.controls, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * UNIT, 3 * UNIT, 5 * UNIT, 3 * UNIT)
        column.setSpacing(UNIT)
        column.addWidget(self.bar)
        column.addLayout(status)
        column.addWidget(self.notices)
        column.addSpacing(UNIT)
        column.addLayout(stage, 1)
        column.addSpacing(UNIT)
        column.addLayout(self._caption_row)
        column.addSpacing(UNIT)
        column.addLayout(self._bottom)
        self._effect = QGraphicsOpacityEffect(self.controls)
        self._effect.setEnabled(False)
        self.controls.setGraphicsEffect(self._effect)
        self._fade = QVariantAnimation(self)
        self._fade.valueChanged.connect(self._set_opacity)

    def event(self, event: QEvent) -> bool:
        """Fit letters anew where the display's scale was changed."""
        handled = super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._rescale()
        return handled

    # -- sizes -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit letters and buttons to the window."""
        super().resizeEvent(event)
        self._rescale()

    def _rescale(self) -> None:
        unit = self._unit()
        large = self._large_px()
        self._arrange_head(is_large=large > 0)
        self.name.set_wanted_px(round(large or 52 * unit))
        self.badge.set_pixel_size(round(large or 24 * unit))
        self.caption.set_pixel_size(round(large or 28 * unit))
        self.ring.set_sub_px(round(large))
        self.name.set_lines(2 if large else 1)
        for label in (self.position_words, self.set_words):
            label.set_pixel_size(round(large * 0.5 if large else 22 * unit))
        self._fit_bottom()

    def _arrange_head(self, *, is_large: bool) -> None:
        """Let large letters have rows of their own."""
        if is_large == self._is_large:
            return
        self._is_large = is_large
        self._write_set_words()
        for label in (self.position_words, self.set_words):
            self._head.removeWidget(label)
            self._under.removeWidget(label)
        (self._under if is_large else self._head).addWidget(self.position_words, 1)
        self._head.addWidget(self.set_words, 1 if is_large else 0)

    def _unit(self) -> float:
        """How much larger than designed the stage is; its letters are large as it is."""
        size = max(0.85, min(self.width() / 1280, self.height() / 800))
        return size * min(self._theme.text_scale, _STAGE_TEXT_SCALE)

    def _large_px(self) -> float:
        """The letters that a person on the mat can read, in full screen only."""
        if not self.window().isFullScreen():
            return 0.0
        dots_per_mm = self.screen().physicalDotsPerInchY() / 25.4
        capital = min(_CAPITAL_MM * dots_per_mm, self.height() * _LARGEST_SHARE)
        # Fonts differ in how much of their size a capital takes.
        probe = QFontMetricsF(self._theme.font_px(_PROBE_PX, bold=True))
        return capital * _PROBE_PX / probe.capHeight()

    def _fit_bottom(self) -> None:
        margins = self.contentsMargins()
        room = self.width() - 10 * UNIT - margins.left() - margins.right()
        self.controls.fit(room)
        beside = room - self.controls.width_in_one_row() - 4 * UNIT
        row = self._bottom if beside >= self._theme.px(260) else self._caption_row
        if row.indexOf(self.next_card) < 0:
            self._bottom.removeWidget(self.next_card)
            self._caption_row.removeWidget(self.next_card)
            row.insertWidget(0, self.next_card)
        width = (
            min(beside, self._theme.px(360))
            if row is self._bottom
            else min(self._theme.px(320), room // 2)
        )
        self.next_card.setFixedWidth(width)
        # Beside a caption to be read from afar there is no room for what nobody can read there.
        self.next_card.setVisible(row is self._bottom or not self._is_large)
