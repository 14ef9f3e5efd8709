"""What is seen in a session, and how large: the stage, the words, the buttons."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from hipcoach.domain.session_keys import SessionKeys
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.session_parts import Controls, NameLabel, NextCard
from hipcoach.ui.pages.session_view import Coming, Count, Heading
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.caption import Caption
from hipcoach.ui.widgets.face import Face, lights
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.keyless_scroller import KeylessScroller
from hipcoach.ui.widgets.message_bar import MessageBar
from hipcoach.ui.widgets.ring import CountRing
from hipcoach.ui.widgets.session_bar import SessionBar
from hipcoach.ui.widgets.side_badge import SideBadge
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_PAUSED_OPACITY: Final = 0.35
# Capitals of 25 minutes of arc at 2.5 m.
_CAPITAL_MM: Final = 18.0
_PROBE_PX: Final = 100
# On a screen less than 27 cm tall (22 inches) they leave the digits a fifth of the height.
_LARGEST_SHARE: Final = 0.066
# Larger letters on the stage would leave no room for the picture.
_STAGE_TEXT_SCALE: Final = 1.15
_LEAST: Final = QSize(320, 240)
_LEAST_UNIT: Final = 0.7
# From this size on there is air round the page.
_ROOMY: Final = QSize(960, 600)
# How much of the height the figure has at least, while there is anything else to leave out.
_FIGURE_SHARE: Final = 0.25
_LARGE_FIGURE_SHARE: Final = 0.402
_LEVELS: Final = 9
# From this level on, letters to be read from afar are this much smaller.
_TIGHT_FROM: Final = 7
_TIGHT_SHARE: Final = 0.7


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
        self._face = Face.GETTING_READY
        self._level = 0
        # What is fitted to a large window must not keep it from getting smaller again.
        self.setMinimumSize(_LEAST)
        self._lay_out(routine_name)
        theme.changed.connect(self._rescale)

    @property
    def heading(self) -> Heading:
        """What is shown of the segment."""
        return self._heading

    @property
    def is_calm(self) -> bool:
        """Whether the buttons have stepped back."""
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
        self._rescale()

    def show_count(self, shown: Count) -> None:
        """Show digits, phase and what remains; the one word of the phase where it is large."""
        self.ring.set_face(shown.face, 0.5 if self._theme.reduced_motion else shown.breath)
        self._show_face(shown.face)
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
        """Let the buttons step back, or bring them forward again."""
        if is_calm == self._is_calm:
            return
        self._is_calm = is_calm
        self.controls.set_calm(is_calm)

    def _lay_out(self, routine_name: str) -> None:
        theme = self._theme
        self.bar = SessionBar(theme, self)
        self._routine = TextLabel(theme, routine_name, tone=TextTone.MUTED, parent=self)
        self.note = TextLabel(theme, tone=TextTone.PRIMARY, bold=True, wrap=True, parent=self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.times = TextLabel(theme, tone=TextTone.MUTED, parent=self)
        self.notices = MessageBar(theme, self)
        self.notices.installEventFilter(self)
        status = QHBoxLayout()
        status.addWidget(self._routine)
        status.addWidget(self.note, 1)
        status.addWidget(self.times)
        self.badge = SideBadge(theme, self)
        self.position_words = TextLabel(theme, role=TextRole.HEADING, bold=False, wrap=True)
        self.position_words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.set_words = TextLabel(theme, role=TextRole.HEADING, bold=False, tone=TextTone.MUTED)
        self.name = NameLabel(theme, self)
        self.stage = FigureStage(theme, figures=self._figures, paints_ahead=True, parent=self)
        self._head = QHBoxLayout()
        self._under = QHBoxLayout()
        for row in (self._head, self._under):
            row.setSpacing(2 * UNIT)
        self._head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
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
        self._inner = QWidget(self)
        self._column = column = QVBoxLayout(self._inner)
        column.setSpacing(UNIT)
        column.addWidget(self.bar)
        column.addLayout(status)
        column.addWidget(self.notices)
        column.addLayout(stage, 1)
        column.addLayout(self._caption_row)
        column.addLayout(self._bottom)
        self._scroll = KeylessScroller(self)
        self._scroll.setWidget(self._inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._stage_effect = QGraphicsOpacityEffect(self.stage)
        self._stage_effect.setOpacity(_PAUSED_OPACITY)
        self._stage_effect.setEnabled(False)
        self.stage.setGraphicsEffect(self._stage_effect)

    def _show_face(self, face: Face) -> None:
        if face is not self._face:
            self._face = face
            # Grey and faint is paused, whatever it shows.
            self._stage_effect.setEnabled(face is Face.PAUSED)
            self._inner.update()
            self.update()

    @property
    def face(self) -> Face:
        """How the session stands, as shown."""
        return self._face

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the light of how the session stands."""
        painter = QPainter(self)
        left, right = lights(self._face, self._theme.palette)
        middle = self.width() // 2
        painter.fillRect(0, 0, middle, self.height(), QColor(left))
        painter.fillRect(middle, 0, self.width() - middle, self.height(), QColor(right))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for a notice that comes, and use that of one that goes."""
        notice = getattr(self, "notices", None)
        if watched is notice and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._rescale()
        return super().eventFilter(watched, event)

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
        """Fit letters to the window, and leave out what it has no room for, in a fixed order."""
        large = self._large_px()
        self._arrange_head(is_large=large > 0)
        self.ring.set_sub_px(round(large))
        edge = 5 * UNIT if self.width() >= _ROOMY.width() else 2 * UNIT
        air = 3 * UNIT if self.height() >= _ROOMY.height() and not large else UNIT
        self._column.setContentsMargins(edge, air, edge, air)
        share = _LARGE_FIGURE_SHARE if large else _FIGURE_SHARE
        self.stage.setMinimumHeight(round(self.height() * share))
        for level in range(_LEVELS + 1):
            self._leave_out(level)
            if self._needs().height() <= self.height() and self._needs().width() <= self.width():
                break
        self._inner.resize(self.size().expandedTo(self._needs()))

    def _leave_out(self, level: int) -> None:
        """Leave out what is secondary, the more the higher the level.

        First what comes next, the routine's name and the times, the position in words and the
        hints of keys; then a line of the caption, the number of the set and a second line of the
        name, the buttons for more and less time, and those for Change and How; last the figure.
        What must be pressed stays.
        """
        self._level = level
        self._size_letters(_TIGHT_SHARE if level >= _TIGHT_FROM else 1.0)
        self._routine.setVisible(level < 2)
        self.times.setVisible(level < 2)
        self.position_words.setVisible(level < 3)
        self.controls.set_hinted(is_hinted=level < 4)
        self.caption.set_most_lines(2 if level < 5 else 1)
        self.set_words.setVisible(level < 6)
        self.name.set_lines(2 if self._is_large and level < 6 else 1)
        self.controls.set_offered(times=level < 7, ways=level < 8)
        self.stage.setVisible(level < _LEVELS)
        self._fit_bottom()
        _measure_anew(self._column)

    def _size_letters(self, share: float) -> None:
        """Write large letters at a share of their size, and never smaller than in a window."""
        unit = self._unit()
        large = self._large_px() * share
        self.name.set_wanted_px(round(max(large, 52 * unit)))
        self.badge.set_pixel_size(round(max(large, 24 * unit)))
        self.caption.set_pixel_size(round(max(large, 28 * unit)))
        for label in (self.position_words, self.set_words):
            label.set_pixel_size(round(max(large * 0.5, 22 * unit)))

    def _needs(self) -> QSize:
        """Return the room that is needed by what is not left out."""
        column = self._column
        width = column.minimumSize().width()
        height = column.minimumSize().height()
        if column.hasHeightForWidth():
            height = column.minimumHeightForWidth(max(width, self.width()))
        return QSize(width, height)

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
        size = max(_LEAST_UNIT, min(self.width() / 1280, self.height() / 800))
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
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
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
        self.next_card.setFixedWidth(max(width, 0))
        # Beside a caption to be read from afar there is no room for what nobody can read there.
        fits = row is self._bottom or not self._is_large
        self.next_card.setVisible(fits and self._level < 1)


def _measure_anew(layout: QLayout) -> None:
    """Forget the sizes that a layout and those in it remember."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner = item.layout()
        if inner is not None:
            _measure_anew(inner)
        item.invalidate()
    layout.invalidate()
