"""The heartbeat of a session: asks the coach what time has brought, and tells the window."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from hipcoach.coaching.pain_advice import PainAdvice, PainChoice
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.domain.pain import PainKind
from hipcoach.domain.session import Session
from hipcoach.player.events import (
    CueDue,
    Event,
    Extended,
    HowEnded,
    HowLineDue,
    LeadInStarted,
    Paused,
    PauseReason,
    RepCounted,
    Resumed,
    SegmentStarted,
    SessionFinished,
    SetFinished,
    SetProgressed,
)
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import SegmentKind

FRAME_MS: Final = 16
TIMED_FRAME_MS: Final = 33
CALM_FRAME_MS: Final = 66
LONG_PAUSE_MS: Final = 300_000


class PlayerDriver(QObject):
    """Owns the one timer of a session, passes keys on and re-emits events; decides nothing."""

    segment_started = Signal(object)
    cue_due = Signal(object)
    rep_counted = Signal(object)
    set_finished = Signal(object)
    paused = Signal(object)
    resumed = Signal()
    lead_in_started = Signal(int)
    extended = Signal(object)
    how_line_due = Signal(object)
    how_ended = Signal(object)
    session_finished = Signal(object)
    ticked = Signal()
    """The clock was read: whatever shows time can be brought up to date."""
    paused_for_long = Signal()
    """The session has been standing still for five minutes."""

    def __init__(self, coach: SessionCoach, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coach = coach
        self._picture_moves = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def coach(self) -> SessionCoach:
        """The session that is led."""
        return self._coach

    @property
    def player(self) -> Player:
        """Where the session stands, to be read only."""
        return self._coach.player

    @property
    def interval_ms(self) -> int | None:
        """How long until the clock is read again, in ms; None while nothing is waited for."""
        return self._timer.interval() if self._timer.isActive() else None

    # -- commands ------------------------------------------------------------

    def tick(self) -> None:
        """Catch up with the clock; the timer calls this."""
        if self.player.state is PlayerState.PAUSED and self._coach.how_due_in_ms is None:
            self.paused_for_long.emit()
            return
        self._tell(self._coach.advance())

    def main_key(self) -> None:
        """Pass on the key that does the obvious thing."""
        self._tell(self._coach.main_key())

    def play(self) -> None:
        """Start, or go on."""
        self._tell(self._coach.play())

    def pause(self, reason: PauseReason = PauseReason.PERSON) -> None:
        """Stand still."""
        self._tell(self._coach.pause(reason))

    def next(self) -> None:
        """Skip to the next block."""
        self._tell(self._coach.next())

    def previous(self) -> None:
        """Go back."""
        self._tell(self._coach.previous())

    def repeat_side(self) -> None:
        """Do the set again on the same side."""
        self._tell(self._coach.repeat_side())

    def another_set(self) -> str:
        """Add a set of this exercise; returns what was done, in words."""
        return self._changed(self._coach.another_set())

    def fewer_reps(self) -> str:
        """Take reps off the sets of this exercise to come; returns what was done, in words."""
        return self._changed(self._coach.fewer_reps())

    def do_easier(self) -> None:
        """Do something easier in the place of this exercise."""
        self._tell(self._coach.do_easier())

    def leave_exercise(self) -> None:
        """Leave out the rest of this exercise."""
        self._tell(self._coach.leave_exercise())

    def _changed(self, text: str) -> str:
        self._tell(self._coach.advance())
        return text

    def longer(self) -> None:
        """Add ten seconds where that makes sense."""
        self._tell(self._coach.longer())

    def shorter(self) -> None:
        """Take ten seconds off where that makes sense."""
        self._tell(self._coach.shorter())

    def ask_how(self) -> None:
        """Stand still and lead through the exercise; asked again, go on."""
        self._tell(self._coach.ask_how())

    def complete_set(self) -> None:
        """End a self-paced set with the reps counted."""
        self._tell(self._coach.complete_set())

    def pain_reported(self, kind: PainKind, nrs: int | None) -> PainAdvice:
        """Pass on what a person says about pain; returns what may be done."""
        return self._coach.pain_reported(kind, nrs)

    def answer_pain(self, choice: PainChoice) -> None:
        """Do what the person chose about the pain."""
        self._tell(self._coach.answer_pain(choice))

    def end(self) -> None:
        """End the session early and keep what was done."""
        self._tell(self._coach.end())

    def discard(self) -> Session:
        """Put the session aside."""
        session = self._coach.discard()
        self.stop()
        return session

    def stop(self) -> None:
        """Read the clock no more."""
        self._timer.stop()

    def hold_still(self) -> None:
        """Pause after an error; where even that fails, read the clock no more."""
        self._timer.stop()
        try:
            self.pause()
        except Exception:
            self._timer.stop()

    def set_picture_moves(self, picture_moves: bool) -> None:
        """Say whether the picture moves while an exercise is done by time."""
        self._picture_moves = picture_moves

    # -- telling -------------------------------------------------------------

    def _tell(self, events: Iterable[Event]) -> None:
        # Armed first, so that a listener that sends a command has the last word.
        self._arm()
        for event in events:
            self._emit(event)
        self.ticked.emit()

    def _emit(self, event: Event) -> None:
        match event:
            case SegmentStarted():
                self.segment_started.emit(event)
            case CueDue():
                self.cue_due.emit(event)
            case RepCounted():
                self.rep_counted.emit(event)
            case SetFinished():
                self.set_finished.emit(event)
            case SetProgressed():
                pass
            case Paused():
                self.paused.emit(event)
            case Resumed():
                self.resumed.emit()
            case LeadInStarted():
                self.lead_in_started.emit(event.lead_in_ms)
            case Extended():
                self.extended.emit(event)
            case SessionFinished():
                self.session_finished.emit(event)
            case HowLineDue():
                self.how_line_due.emit(event)
            case HowEnded():
                self.how_ended.emit(event)

    def _arm(self) -> None:
        state = self.player.state
        how_due_ms = self._coach.how_due_in_ms
        if how_due_ms is not None:
            self._timer.start(how_due_ms)
        elif state is PlayerState.PAUSED:
            if not self._timer.isActive() or self._timer.interval() != LONG_PAUSE_MS:
                self._timer.start(LONG_PAUSE_MS)
        elif state in (PlayerState.PLAYING, PlayerState.LEADING_IN):
            due_ms = self.player.next_event_in_ms
            frame_ms = self._frame_ms()
            self._timer.start(frame_ms if due_ms is None else max(0, min(frame_ms, due_ms)))
        else:
            self._timer.stop()

    def _frame_ms(self) -> int:
        """How long a picture may stand: short only while something moves."""
        player = self.player
        planned = self._coach.planned
        if player.state is not PlayerState.PLAYING or planned is None:
            return CALM_FRAME_MS
        kind = player.segment.kind
        if self._picture_moves and kind in (SegmentKind.TIMED, SegmentKind.SELF_PACED):
            return TIMED_FRAME_MS
        if kind is not SegmentKind.REP or planned.dose.tempo is None:
            return CALM_FRAME_MS
        tempo = planned.dose.tempo
        offset_ms = player.cursor.offset_ms - tempo.work_ms
        if 0 <= offset_ms < tempo.hold_ms:
            return min(CALM_FRAME_MS, tempo.hold_ms - offset_ms)
        if offset_ms >= tempo.hold_ms + tempo.return_ms:
            # The pause; the next rep is an event of its own.
            return CALM_FRAME_MS
        return FRAME_MS
