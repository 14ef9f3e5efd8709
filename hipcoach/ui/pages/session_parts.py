"""Parts of the session page: its buttons, what comes next, and how far each exercise is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.player.planning import Plan
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import Cursor
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.key_labels import KEY_LABELS
from hipcoach.ui.pages.session_view import Coming
from hipcoach.ui.session_keys import first_sign
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import HintButton, PainButton, PrimaryButton, SessionButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.position_view import PositionView
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

# Eight buttons stand in one row at 1024 pixels.
_GAP: Final = 6


class Controls(QWidget):
    """The buttons of a session; Enter presses them, space never does."""

    def __init__(self, theme: Theme, keys: SessionKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        flow = FlowLayout(self, gap=_GAP)
        self.back = self._make(self.tr("Back"), SessionAction.PREVIOUS)
        self.shorter = self._make(self.tr("−10 s"), SessionAction.SHORTER)
        self.longer = self._make(self.tr("+10 s"), SessionAction.LONGER)
        self.skip = self._make(self.tr("Skip"), SessionAction.NEXT)
        self.change = self._make(self.tr("Change"), SessionAction.CHANGE)
        self.how = self._make(self.tr("How?"), SessionAction.HOW)
        self._describe_how()
        self.pain = PainButton(
            theme,
            self.tr("It hurts"),
            hint=first_sign(keys, SessionAction.PAIN),
            space_activates=False,
            parent=self,
        )
        self.main = PrimaryButton(
            theme,
            self.tr("Pause"),
            hint=self.tr("Space"),
            space_activates=False,
            parent=self,
        )
        for button in self.buttons():
            flow.addWidget(button)
        self._is_hinted = True
        self._hints = {button: button.hint for button in self.buttons()}
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()
        KEY_LABELS.changed.connect(self._follow_layout)

    def buttons(self) -> tuple[HintButton, ...]:
        """All buttons in the order shown."""
        return (
            self.back,
            self.shorter,
            self.longer,
            self.skip,
            self.change,
            self.how,
            self.pain,
            self.main,
        )

    def set_calm(self, is_calm: bool) -> None:
        """Let all but pain and the main button step back, or come forward again."""
        for button in self.buttons():
            if isinstance(button, SessionButton):
                button.set_calm(is_calm)

    def set_hinted(self, *, is_hinted: bool) -> None:
        """Show the keys on the buttons, or leave them out where there is little room."""
        if is_hinted == self._is_hinted:
            return
        self._is_hinted = is_hinted
        for button, hint in self._hints.items():
            button.set_hint(hint if is_hinted else "")
        self._describe_how()
        self._restyle()

    def set_offered(self, *, times: bool, ways: bool) -> None:
        """Offer more and less time, and what changes or explains, as buttons or by keys alone."""
        for button in (self.shorter, self.longer):
            button.setVisible(times)
        for button in (self.change, self.how):
            button.setVisible(ways)

    def show_state(self, state: PlayerState, *, self_paced: bool) -> None:
        """Name on the main button what it does now."""
        if state in (PlayerState.READY, PlayerState.PAUSED):
            text = self.tr("Go on")
        elif self_paced and state is PlayerState.PLAYING:
            text = self.tr("Count")
        else:
            text = self.tr("Pause")
        if text != self.main.text():
            self.main.setText(text)

    def width_in_one_row(self) -> int:
        """How wide it is when nothing wraps."""
        shown = [button for button in self.buttons()[:-1] if not button.isHidden()]
        widths = [button.sizeHint().width() for button in shown]
        return sum(widths) + self.main.minimumWidth() + _GAP * len(widths) + 2

    def fit(self, room: int) -> None:
        """Take one row where there is room, and wrap where there isn't."""
        self.setFixedWidth(max(200, min(room, self.width_in_one_row())))

    def _make(self, text: str, action: SessionAction) -> SessionButton:
        hint = self._hint(text, action)
        return SessionButton(self._theme, text, hint=hint, space_activates=False, parent=self)

    def _hint(self, text: str, action: SessionAction) -> str:
        hint = first_sign(self._keys, action)
        # "+10 s" says its key already.
        return "" if hint in ("+", "−") and text.startswith(hint) else hint

    def _follow_layout(self) -> None:
        """Write on each button what stands on its key in the layout that is typed with."""
        for button, action in (
            (self.back, SessionAction.PREVIOUS),
            (self.shorter, SessionAction.SHORTER),
            (self.longer, SessionAction.LONGER),
            (self.skip, SessionAction.NEXT),
            (self.change, SessionAction.CHANGE),
            (self.how, SessionAction.HOW),
            (self.pain, SessionAction.PAIN),
        ):
            self._hints[button] = self._hint(button.text(), action)
            if self._is_hinted:
                button.set_hint(self._hints[button])
        self._describe_how()

    def _describe_how(self) -> None:
        """Say what a screen reader can't tell from the one word, whatever key is shown with it."""
        self.how.setAccessibleDescription(
            self.tr("Pauses, tells how this exercise is done, and goes on")
        )

    def _restyle(self) -> None:
        # Wide enough for each of its words, so that nothing jumps.
        shown = self.main.text()
        widest = 0
        for text in (self.tr("Pause"), self.tr("Go on"), self.tr("Count")):
            self.main.setText(text)
            widest = max(widest, self.main.sizeHint().width())
        self.main.setText(shown)
        self.main.setFixedWidth(widest)


class NameLabel(TextLabel):
    """The name of the exercise; a long one is written smaller and never widens the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, role=TextRole.HERO, parent=parent)
        self._wanted_px = 52
        self._most_lines = 1
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_wanted_px(self, size_px: int) -> None:
        """Write at this size in pixels where there is room."""
        self._wanted_px = size_px
        self._fit()

    def set_lines(self, most_lines: int) -> None:
        """Break a long name into up to two lines before it gets smaller."""
        self._most_lines = most_lines
        self._fit()

    def text(self) -> str:
        """Return the name, however it is broken."""
        return self._name

    def setText(self, text: str) -> None:
        """Show another name."""
        self._name = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the name to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(200, self.width())
        font = self._theme.font_px(self._wanted_px, bold=True)

        def width(text: str) -> float:
            metrics = QFontMetricsF(font)
            return max(metrics.horizontalAdvance(line) for line in text.split("\n")) + 2

        written = self._name
        if self._most_lines > 1 and width(written) > room:
            words = self._name.split(" ")
            broken = [
                "\n".join((" ".join(words[:at]), " ".join(words[at:])))
                for at in range(1, len(words))
            ]
            written = min((written, *broken), key=width)
        super().setText(written)
        share = min(1.0, room / width(written))
        self.set_pixel_size(max(20, int(self._wanted_px * share)))


class NextCard(Card):
    """What comes next, with its small picture."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, figures: FigureBook | None = None
    ) -> None:
        super().__init__(theme, parent, padding=12)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._picture = PositionView(theme, self, figures=figures)
        self._picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture.setFixedSize(84, 56)
        column = QVBoxLayout()
        column.setSpacing(2)
        label = TextLabel(
            theme, self.tr("Next"), role=TextRole.SMALL, tone=TextTone.MUTED, parent=self
        )
        self._title = TextLabel(theme, role=TextRole.STRONG, wrap=True, parent=self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        column.addWidget(label)
        column.addWidget(self._title)
        column.addStretch(1)
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = theme
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def text(self) -> str:
        """What is said to come."""
        return self._title.text()

    def show_coming(self, coming: Coming) -> None:
        """Show something else."""
        if coming.title != self._title.text():
            self._title.setText(coming.title)
            self.setAccessibleName(self.tr("Next: {0}").format(coming.title))
        self._picture.set_position(
            coming.position, mirrored=coming.mirrored, exercise_id=coming.exercise_id
        )

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px(60) + 4 * UNIT)


class Places:
    """How far each exercise of a plan is at a place in it; one block per exercise."""

    def __init__(self, plan: Plan) -> None:
        """Add up the lengths once."""
        self._segments = plan.timeline.segments
        blocks: dict[str, int] = {}
        self._block_of: list[int] = []
        last = 0
        for segment in self._segments:
            planned = plan.set_of(segment)
            if planned is not None:
                last = blocks.setdefault(planned.item.uid, len(blocks))
            self._block_of.append(last)
        lengths = [0] * max(1, len(blocks))
        for block, segment in zip(self._block_of, self._segments, strict=True):
            lengths[block] += segment.estimate_ms
        self.lengths_ms = tuple(lengths)
        self._index = -1
        self._behind: list[int] = []

    def done(
        self, cursor: Cursor, left_early: Mapping[int, int] | None = None
    ) -> tuple[float, ...]:
        """Return the share of each block that lies behind the cursor, 0 to 1.

        Of segments that were `left_early` only as many ms count as were done of them.
        """
        left_early = left_early or {}
        if cursor.segment_index != self._index:
            self._index = cursor.segment_index
            self._behind = [0] * len(self.lengths_ms)
            for index in range(cursor.segment_index):
                self._behind[self._block_of[index]] += self._segments[index].estimate_ms
        behind = list(self._behind)
        for index, done_ms in left_early.items():
            if index < cursor.segment_index:
                skipped_ms = max(0, self._segments[index].estimate_ms - done_ms)
                behind[self._block_of[index]] -= skipped_ms
        here = self._segments[cursor.segment_index]
        behind[self._block_of[cursor.segment_index]] += min(cursor.offset_ms, here.estimate_ms)
        return tuple(
            done / length if length else 1.0
            for done, length in zip(behind, self.lengths_ms, strict=True)
        )
