"""A guided trial: figure, ring and caption, with one key that may stop the time."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.check_run import CheckRun
from hipcoach.coaching.preparation import SessionPreparation
from hipcoach.domain.prescription import Side
from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.domain.units import SECOND_MS
from hipcoach.player.clock import Clock
from hipcoach.player.events import CueDue, Event
from hipcoach.player.lines import CueKind
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.session_keys import action_of
from hipcoach.ui.sound import Sound
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.caption import Caption
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.ring import CountRing
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_FRAME_MS: Final = 33
# The start waits this long for the voice at the most.
_WAIT_MS: Final = 5_000
_NO_WORDS: Final = (CueKind.EARCON, CueKind.BEAT, CueKind.COUNT, CueKind.COUNTDOWN)


class CheckPlay(QWidget):
    """Leads through one trial by the same player as a session's."""

    finished = Signal(float, bool)
    """What was measured, and whether the time ran to its end."""
    left = Signal()
    """The trial was broken off."""

    def __init__(
        self,
        sound: Sound,
        theme: Theme,
        clock: Clock,
        keys: Callable[[], SessionKeys],
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        super().__init__(parent)
        self._sound = sound
        self._clock = clock
        self._keys = keys
        self._preparation: SessionPreparation | None = None
        self._run: CheckRun | None = None
        self._takes_key = True
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * UNIT, 3 * UNIT, 5 * UNIT, 3 * UNIT)
        column.setSpacing(2 * UNIT)
        self._title = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        column.addWidget(self._title)
        middle = QHBoxLayout()
        middle.setSpacing(4 * UNIT)
        self.stage = FigureStage(theme, figures=figures, parent=self)
        self.ring = CountRing(theme, self)
        middle.addWidget(self.stage, 3)
        middle.addWidget(self.ring, 2)
        column.addLayout(middle, 1)
        self.caption = Caption(theme, parent=self)
        column.addWidget(self.caption)
        foot = QHBoxLayout()
        self._hint = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self._leave = QuietButton(
            theme, self.tr("Break off"), hint=self.tr("Esc"), space_activates=False, parent=self
        )
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._leave)
        column.addLayout(foot)
        self._leave.clicked.connect(self.break_off)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.tick)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._start)

    @property
    def run(self) -> CheckRun | None:
        """The trial that runs, if one does."""
        return self._run

    def begin(
        self, preparation: SessionPreparation, words: str, hint: str, *, takes_key: bool
    ) -> None:
        """Render what is said, then lead through a trial; `words` say what it is.

        Without `takes_key` no key stops it: somebody sits there with crossed arms.
        """
        exercise = preparation.routine.items[0].exercise
        self._preparation, self._takes_key, self._words = preparation, takes_key, words
        self._run = None
        self._title.setText(words)
        self._hint.setText(hint)
        self.caption.set_text(self.tr("Getting the voice ready"))
        self.ring.set_digits("")
        self.ring.set_sub_text("")
        self.stage.show_exercise(
            exercise.id,
            exercise.position.value,
            mirrored=preparation.routine.items[0].prescription.only_side is Side.RIGHT,
            words=words,
        )
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sound.open()
        self._wait.start()
        preparation.render(on_done=self._start)

    def tick(self) -> None:
        """Catch up with the clock; the timer calls this."""
        if self._run is not None:
            self._tell(self._run.advance())

    def break_off(self) -> None:
        """Leave the trial; nothing of it is kept."""
        self._end()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the time; Escape breaks off."""
        if event.isAutoRepeat():
            return
        is_main = event.key() == Qt.Key.Key_Space
        if is_main or action_of(self._keys(), event) is SessionAction.MAIN:
            if self._run is not None:
                self._tell(self._run.press())
        elif event.key() == Qt.Key.Key_Escape:
            self.break_off()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Break off when another page is shown; nobody sees or hears it then."""
        super().hideEvent(event)
        if not event.spontaneous() and self._preparation is not None:
            self.break_off()

    def _start(self) -> None:
        preparation = self._preparation
        if preparation is None or self._run is not None:
            return
        self._wait.stop()
        self._sound.prepare(preparation.texts)
        self._run = CheckRun(preparation.plan(), self._clock, takes_key=self._takes_key)
        self.caption.set_text(self._words)
        self._timer.start()
        self._tell(self._run.play())

    def _tell(self, events: Iterable[Event]) -> None:
        run = self._run
        if run is None:
            return
        for event in events:
            if isinstance(event, CueDue):
                self._sound.play(event.cue, event.late_ms)
                if event.cue.kind not in _NO_WORDS:
                    self.caption.set_text(event.cue.text)
        self._show(run)
        if run.has_ended:
            value, was_held = run.value, run.was_held
            self._end()
            self.finished.emit(value, was_held)

    def _show(self, run: CheckRun) -> None:
        player = run.player
        remaining_ms = player.remaining_ms or 0
        self.ring.set_remaining(remaining_ms, player.duration_ms or 1)
        if not run.is_timing:
            self.ring.set_digits(str(-(-remaining_ms // SECOND_MS)))
            self.ring.set_sub_text(self.tr("get ready"))
        else:
            self.ring.set_digits(str(run.elapsed_ms // SECOND_MS))
            self.ring.set_sub_text(self.tr("seconds"))

    def _end(self) -> None:
        self._timer.stop()
        self._wait.stop()
        self._preparation = None
        self._run = None
        self._sound.cut()
        self._sound.close()
