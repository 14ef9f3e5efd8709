"""The session itself: what to do now, large, and the keys that steer it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from hipcoach.coaching.pain_advice import PainChoice
from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.domain.units import clock_text
from hipcoach.player.clock import Clock
from hipcoach.player.events import CueDue, Extended, Paused, PauseReason, SegmentStarted
from hipcoach.player.lines import CueKind
from hipcoach.player.planning import Plan
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.dialogs.change_sheet import ChangeSheet
from hipcoach.ui.dialogs.end_dialog import EndSheet
from hipcoach.ui.dialogs.pain_dialog import PainSheet
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.held_space import HeldSpace
from hipcoach.ui.models.figure_moments import session_moment
from hipcoach.ui.pages.session_face import SessionFace
from hipcoach.ui.pages.session_how import SessionHow
from hipcoach.ui.pages.session_note import SessionNote
from hipcoach.ui.pages.session_parts import Places
from hipcoach.ui.pages.session_view import coming, count, heading, paused_words, spoken_heading
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.session_keys import action_of
from hipcoach.ui.sound import Sound
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.message_bar import Topic

CALM_AFTER_MS: Final = 4_000
_NO_WORDS = (CueKind.EARCON, CueKind.BEAT)
_CAPTION_NOT = (CueKind.EARCON, CueKind.BEAT, CueKind.COUNT, CueKind.COUNTDOWN)


class SessionPage(SessionFace):
    """Shows what the driver tells and passes keys on to it."""

    discard_chosen = Signal()
    full_screen_toggled = Signal()

    def __init__(
        self,
        driver: PlayerDriver,
        sound: Sound,
        theme: Theme,
        clock: Clock,
        keys: SessionKeys,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        super().__init__(theme, driver.coach.session.routine.name, keys, parent, figures=figures)
        self._driver = driver
        self._sound = sound
        self._clock = clock
        self._plan: Plan | None = None
        self._places = Places(driver.player.plan)
        self._shown_moment: object = None
        self._shown_index = -1
        self._said_now = ""
        self._has_voice = False
        self._storage_told = False
        self._note = SessionNote(self.note, clock, self._announce)
        self._active_ms = clock.monotonic_ms()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Session"))
        self._space = HeldSpace(
            clock, self, pressed=driver.main_key, held=self.ask_pain, waits=self._counts_reps
        )
        self.pain_sheet = PainSheet(theme, driver.pain_reported, self)
        self.pain_sheet.choice_made.connect(self._on_pain_choice)
        self.pain_sheet.spoken.connect(self._say_now)
        self.change_sheet = ChangeSheet(theme, keys, self)
        self.change_sheet.chosen.connect(self._on_change_chosen)
        self.end_sheet = EndSheet(theme, self)
        self.end_sheet.go_on_chosen.connect(driver.play)
        self.end_sheet.end_chosen.connect(driver.end)
        self.end_sheet.discard_chosen.connect(self.discard_chosen)
        self._sheets: tuple[Sheet, ...] = (self.pain_sheet, self.change_sheet, self.end_sheet)
        for sheet in self._sheets:
            sheet.set_keys(keys)
            sheet.keyed.connect(self.act)
        self._how = SessionHow(
            driver,
            sound,
            self.caption,
            self,
            speaks=lambda: self._speaks,
            announce=self._announce,
            note=self.say_note,
        )
        self._actions = self._what_keys_do()
        self._listen()
        for each in self.findChildren(QWidget):
            each.setMouseTracking(True)
        self.setMouseTracking(True)
        self._show_segment()
        self._on_ticked()
        # Again, just before the first word: the questions may have taken a while.
        sound.open()
        if sound.problem:
            self.notices.stack(Topic.SOUND, sound.problem)

    def _listen(self) -> None:
        driver, controls = self._driver, self.controls
        driver.segment_started.connect(self._on_segment_started)
        driver.cue_due.connect(self._on_cue_due)
        driver.paused.connect(self._on_paused)
        driver.resumed.connect(self._on_resumed)
        driver.lead_in_started.connect(self._on_lead_in_started)
        driver.extended.connect(self._on_extended)
        driver.set_finished.connect(self._on_set_finished)
        driver.ticked.connect(self._on_ticked)
        controls.back.clicked.connect(self._go_back)
        controls.shorter.clicked.connect(driver.shorter)
        controls.longer.clicked.connect(driver.longer)
        controls.skip.clicked.connect(self._skip)
        controls.change.clicked.connect(self.ask_change)
        controls.how.clicked.connect(self._how.ask)
        controls.pain.clicked.connect(self.ask_pain)
        controls.main.clicked.connect(driver.main_key)
        for button in controls.buttons():
            button.installEventFilter(self)
            # A click leaves the keyboard with the page, so that Space pauses after it.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # A click is a key, too: the mouse may be the nearest thing to press.
        self.ring.clicked.connect(driver.main_key)
        self._sound.output_lost.connect(self._on_output_lost)
        self._sound.available_changed.connect(self._on_available_changed)

    def _what_keys_do(self) -> dict[SessionAction, Callable[[], None]]:
        driver = self._driver
        return {
            SessionAction.MAIN: driver.main_key,
            SessionAction.PAIN: self.ask_pain,
            SessionAction.NEXT: self._skip,
            SessionAction.PREVIOUS: self._go_back,
            SessionAction.REPEAT: self._repeat,
            SessionAction.LONGER: driver.longer,
            SessionAction.SHORTER: driver.shorter,
            SessionAction.ANOTHER_SET: lambda: self.say_note(driver.another_set()),
            SessionAction.FEWER_REPS: lambda: self.say_note(driver.fewer_reps()),
            SessionAction.LEAVE_EXERCISE: self._leave_exercise,
            SessionAction.EASIER: self._do_easier,
            SessionAction.CHANGE: self.ask_change,
            SessionAction.SOUND: self._toggle_sound,
            SessionAction.FULL_SCREEN: self.full_screen_toggled.emit,
            SessionAction.END: self.ask_end,
            SessionAction.HOW: self._how.ask,
        }

    # -- requests ----------------------------------------------------------------

    def ask_pain(self) -> None:
        """Pause and ask about pain."""
        self._space.forget()
        self._driver.pause(PauseReason.PAIN)
        self.pain_sheet.ask()

    def ask_change(self) -> None:
        """Pause and ask what is to be changed of this exercise."""
        planned = self._driver.coach.planned
        if planned is not None:
            self._driver.pause()
            coach = self._driver.coach
            easier = coach.easier_now
            self.change_sheet.ask(
                planned.exercise.name,
                coach.offered_changes(),
                easier="" if easier is None else easier.name,
            )

    def act(self, action: SessionAction) -> None:
        """Do what a key, a head-set or another window asks for; a question takes it for itself."""
        self._wake()
        asking = next((sheet for sheet in self._sheets if sheet.is_open), None)
        if action is SessionAction.PAIN and asking is not None and asking is not self.pain_sheet:
            # Pain goes before any other question.
            asking.close_sheet()
            self.ask_pain()
        elif asking is not None:
            asking.hand(action)
        else:
            self._actions[action]()

    def ask_end(self, *, is_closing: bool = False) -> None:
        """Pause and ask whether the session is to end."""
        self._driver.pause()
        for sheet in (self.pain_sheet, self.change_sheet):
            if sheet.is_open:
                sheet.close_sheet()
        self.end_sheet.ask(is_closing=is_closing)

    def say_note(self, text: str) -> None:
        """Say something small for a few seconds."""
        self._note.say(text)

    # -- keys --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the session."""
        self._wake()
        key = event.key()
        if key == Qt.Key.Key_Space:
            self._space.press(event)
        elif event.isAutoRepeat():
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._driver.complete_set()
        elif key == Qt.Key.Key_Escape:
            self.ask_end()
        elif (action := action_of(self._keys, event)) is not None:
            self.act(action)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Count a rep when space goes up before it was held for a second."""
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
            return
        self._space.release(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a held key when the keyboard goes elsewhere."""
        self._space.forget()
        super().focusOutEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the buttons."""
        self._wake()
        super().mouseMoveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a button with the focus from swallowing the session's keys but Space and Enter."""
        if isinstance(event, QKeyEvent) and event.key() not in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
        ):
            if event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Space and isinstance(watched, QAbstractButton):
                    self._wake()
                    self._space.press(event, watched)
                else:
                    self.keyPressEvent(event)
                return True
            if event.type() == QEvent.Type.KeyRelease:
                self.keyReleaseEvent(event)
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseMove):
            self._wake()
        return super().eventFilter(watched, event)

    def _counts_reps(self) -> bool:
        player = self._driver.player
        is_self_paced = player.segment.kind is SegmentKind.SELF_PACED
        return player.state is PlayerState.PLAYING and is_self_paced

    def _skip(self) -> None:
        self._sound.cut()
        self._driver.next()
        if self._driver.player.state is not PlayerState.ENDED:
            self._note.say(self.tr("Skipped; Back undoes it."), of_skip=True)

    def _go_back(self) -> None:
        self._sound.cut()
        self._driver.previous()

    def _repeat(self) -> None:
        self._sound.cut()
        self._driver.repeat_side()

    def _do_easier(self) -> None:
        easier = self._driver.coach.easier_now
        if easier is None:
            self.say_note(self.tr("There is nothing easier than this."))
            return
        self._sound.cut()
        self._driver.do_easier()
        self.say_note(self.tr("From here on: {name}.").format(name=easier.name))

    def _leave_exercise(self) -> None:
        planned = self._driver.coach.planned
        if planned is None:
            return
        self._sound.cut()
        self._driver.leave_exercise()
        words = self.tr("The rest of {name} is left out; Back undoes it.")
        self._note.say(words.format(name=planned.exercise.name), of_skip=True)

    def _on_change_chosen(self, action: SessionAction | None) -> None:
        if action is not None:
            self._actions[action]()
        self._driver.play()

    def _toggle_sound(self) -> None:
        self._sound.set_on(not self._sound.is_on)
        self.say_note(self.tr("Sound on") if self._sound.is_on else self.tr("Sound off"))

    def _on_pain_choice(self, choice: PainChoice) -> None:
        self._sound.cut()
        self._driver.answer_pain(choice)

    # -- what the driver tells ---------------------------------------------------

    def _on_segment_started(self, event: SegmentStarted) -> None:
        segment = event.segment
        starts_block = segment.kind is not SegmentKind.REP or segment.rep_no == 1
        before = self._heading
        self._show_segment()
        if starts_block:
            self.caption.set_text(self._heading.mind)
            # The lines of a lead-through say themselves.
            if not self._speaks and segment.kind is not SegmentKind.LEAD_THROUGH:
                self._announce(spoken_heading(self._heading))
        if segment.kind is SegmentKind.SWITCH_SIDES and before.side != self._heading.side:
            palette = self._theme.palette
            self.ring.flash(palette.left if self._heading.side == "left" else palette.right)
        self._preload(event.segment_index)

    def _on_cue_due(self, event: CueDue) -> None:
        cue = event.cue
        self._sound.play(cue, event.late_ms)
        if cue.kind not in _CAPTION_NOT:
            is_hint = cue.kind is CueKind.TECHNIQUE
            self.caption.set_text(cue.text if is_hint else f"“{cue.text}”")
        if cue.kind in (CueKind.STEP, CueKind.HOW) and not self._speaks:
            self._announce(cue.text)

    def _on_paused(self, event: Paused) -> None:
        self._sound.cut()
        self._wake()
        text = paused_words(event.reason)
        self.caption.set_text(text)
        self._announce(text)
        self._name_main()

    def _on_resumed(self) -> None:
        if self._driver.player.state is PlayerState.PLAYING:
            self.caption.set_text(self._heading.mind)
        self._wake()
        self._name_main()

    def _on_lead_in_started(self, _lead_in_ms: int) -> None:
        self.caption.set_text(self.tr("Get ready."))
        self._wake()
        self._name_main()

    def _on_extended(self, event: Extended) -> None:
        seconds = round(event.delta_ms / 1000)
        words = self.tr("{seconds} s more") if seconds > 0 else self.tr("{seconds} s less")
        self.say_note(words.format(seconds=abs(seconds)))

    def _on_set_finished(self, _event: object) -> None:
        problem = self._driver.coach.record_problem
        if problem and not self._storage_told:
            self._storage_told = True
            self.notices.stack(Topic.RECORD, problem)

    def _on_output_lost(self) -> None:
        self._driver.pause(PauseReason.OUTPUT_LOST)
        if self._sound.problem:
            self.notices.stack(Topic.SOUND, self._sound.problem)

    def _on_available_changed(self, is_available: bool) -> None:
        if is_available:
            self.notices.withdraw(Topic.SOUND)
            self.say_note(self.tr("The sound is back."))
        elif self._sound.problem:
            self.notices.stack(Topic.SOUND, self._sound.problem)

    def _on_ticked(self) -> None:
        player = self._driver.player
        if player.plan is not self._plan:
            self._plan = player.plan
            self._places = Places(player.plan)
            self._has_voice = any(
                cue.clip_ms > 0 and cue.kind not in _NO_WORDS for cue in player.plan.cues
            )
            self.bar.set_blocks(self._places.lengths_ms)
            self._shown_index = -1
        if player.cursor.segment_index != self._shown_index:
            # A skip while paused enters nothing, but the page follows it.
            self._show_segment()
        self._note.refresh(can_undo_skip=self._driver.coach.can_undo_skip)
        self._sound.heed(player.next_event_in_ms)
        self.stage.set_moment(session_moment(player))
        self.show_count(count(player))
        self._show_times(player)
        now_ms = self._clock.monotonic_ms()
        plays = player.state is PlayerState.PLAYING
        if plays and now_ms - self._active_ms >= CALM_AFTER_MS and not self._has_focused_button():
            self.set_calm(True)

    def _show_times(self, player: Player) -> None:
        """Show what is done and to go: each second while playing, and at once after a move."""
        gone_ms, left_ms = self._driver.coach.played_ms, player.left_total_ms
        plays = player.state is PlayerState.PLAYING
        moment = (plays, gone_ms // 1000 if plays else player.cursor, left_ms // 1000)
        if moment == self._shown_moment:
            return
        self._shown_moment = moment
        words = self.tr("{gone} done · {left} to go")
        self.times.setText(words.format(gone=clock_text(gone_ms), left=clock_text(left_ms)))
        self.bar.set_done(
            self._places.done(player.cursor, player.left_early), self._places.done(player.cursor)
        )

    # -- showing -----------------------------------------------------------------

    @property
    def _speaks(self) -> bool:
        return self._has_voice and self._sound.is_on and self._sound.available

    def _show_segment(self) -> None:
        player = self._driver.player
        self._shown_index = player.cursor.segment_index
        shown = heading(player.plan, player.segment)
        following = coming(player.plan, player.cursor.segment_index)
        self.show_coming(following)
        self._name_main()
        self.show_heading(shown)
        self._driver.set_picture_moves(self.stage.moves and not self._theme.reduced_motion)

    def _name_main(self) -> None:
        player = self._driver.player
        self_paced = player.segment.kind is SegmentKind.SELF_PACED
        self.controls.show_state(player.state, self_paced=self_paced)

    def _preload(self, index: int) -> None:
        cues = self._driver.player.plan.cues
        soon = range(index, index + 3)
        self._sound.preload(
            cue.text for cue in cues if cue.segment_index in soon and not cue.is_earcon
        )

    def _say_now(self, text: str) -> None:
        """Speak a line outside the plan as soon as it can be, in the place of one before it."""
        self._said_now = text
        if not self._speaks:
            self._announce(text)
            return

        def speak() -> None:
            if self._said_now == text and self.pain_sheet.is_open and not self._sound.say(text):
                self._announce(text)

        self._driver.coach.have_spoken(text, speak)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _has_focused_button(self) -> bool:
        return any(button.hasFocus() for button in self.controls.buttons())

    def _wake(self) -> None:
        self._active_ms = self._clock.monotonic_ms()
        self.set_calm(False)
