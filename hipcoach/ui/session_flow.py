"""One session from the question before it to the summary after it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hipcoach.coaching.phrasebook import pain_question
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import is_treatment
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import SessionPreparation
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.safety_gate import SessionRefusedError, signs_among
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionForm, SessionStatus
from hipcoach.domain.session_keys import SessionAction
from hipcoach.player.clock import Clock
from hipcoach.ui.busy import busy
from hipcoach.ui.dialogs.contraindication_sheet import ContraindicationSheet
from hipcoach.ui.dialogs.red_flags_dialog import RedFlagsPage
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.hand_keys import HandKeys
from hipcoach.ui.models.routine_words import to_fetch
from hipcoach.ui.pages.after_page import AfterPage, Afterthoughts
from hipcoach.ui.pages.before_page import BeforePage
from hipcoach.ui.pages.morning_page import MorningAnswer, MorningPage
from hipcoach.ui.pages.safety_advice import advice_for
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.pages.summary_page import SummaryPage
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.session_morning import SessionMorning
from hipcoach.ui.session_stage import Stage
from hipcoach.ui.session_surroundings import MediaOffer, SessionSurroundings
from hipcoach.ui.sound import Sound
from hipcoach.ui.spoken_question import SpokenQuestion
from hipcoach.ui.theme import Theme

# The start waits this long for the lengths of all lines; what is missing then is a caption.
START_WAITS_MS: Final = 5_000
PROGRESS_AFTER_MS: Final = 500

# Here a clicker or a head-set answers, too; what is about safety is answered at the keyboard.
_BY_HAND: Final = (Stage.MORNING, Stage.BEFORE, Stage.AFTER, Stage.SUMMARY)


class SessionFlow(QStackedWidget):
    """Leads through the pages of a session; the desk and the coach decide."""

    finished = Signal()
    full_screen_requested = Signal(bool)
    running_changed = Signal(bool)
    save_copy_requested = Signal()

    def __init__(
        self,
        desk: SessionDesk,
        report: ProgressReport,
        planner: Planner,
        preferences: Preferences,
        content: ContentSource,
        sound: Sound,
        theme: Theme,
        clock: Clock,
        keep_awake: Callable[[bool], str],
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        media: MediaOffer | None = None,
        signs: WarningSigns | None = None,
    ) -> None:
        """Lead sessions; `media` offers one to the desktop's media keys, where there are any."""
        super().__init__(parent)
        self._figures = figures
        self._desk = desk
        self._report = report
        self._planner = planner
        self._preferences = preferences
        self._signs = signs or WarningSigns(None, preferences, content.red_flags, clock)
        self._content = content
        self._sound = sound
        self._theme = theme
        self._clock = clock
        self._surroundings = SessionSurroundings(keep_awake, media)
        self._stage = Stage.IDLE
        self._routine: Routine | None = None
        self._resumed: Session | None = None
        self._preparation: SessionPreparation | None = None
        self._began_ms = 0
        self._pain_before: int | None = None
        self._wants_start = False
        self._treatments_asked = False
        self._spoken = SpokenQuestion(sound, preferences)
        self._driver: PlayerDriver | None = None
        self._page: SessionPage | None = None
        self.morning = MorningPage(theme, self)
        self._morning = SessionMorning(self.morning, desk, preferences, clock)
        self.before = BeforePage(theme, self)
        self.red_flags = RedFlagsPage(
            content.red_flags, lambda: preferences.current.me, theme, self
        )
        self.treatments = ContraindicationSheet(theme, self)
        self.after = AfterPage(theme, self)
        self.summary = SummaryPage(theme, self, figures=figures)
        asked = (self.morning, self.before, self.red_flags, self.treatments)
        for page in (*asked, self.after, self.summary):
            self.addWidget(page)
        self._hand_keys = HandKeys(self, preferences, self._on_hand_key)
        self._hand_keys.set_on(is_on=False)
        self._start_timer = QTimer(self, singleShot=True, interval=START_WAITS_MS)
        self._start_timer.timeout.connect(self._start)
        self.morning.answered.connect(self._on_morning_told)
        self.morning.left.connect(self._leave)
        for scale in (self.morning.scale, self.before.scale, self.after.now, self.after.worst):
            scale.chosen.connect(self._spoken.read_back)
        self.before.answered.connect(self._on_rated)
        self.before.voice_late.connect(lambda: self._on_progress(self._preparation))
        self.before.flare_accepted.connect(self._want_start)
        self.before.left.connect(self._leave)
        self.red_flags.cleared.connect(lambda _ticked: self._on_flags_cleared())
        self.red_flags.stopped.connect(lambda _ticked: self._leave())
        self.red_flags.left.connect(self._leave)
        self.red_flags.told.connect(lambda sign: self._signs.tell((sign,)))
        self.red_flags.withdrawn.connect(self._signs.withdraw)
        self.treatments.answered.connect(self._on_treatments_answered)
        self.treatments.went_on.connect(self._go_on_to_start)
        self.treatments.left.connect(self._leave)
        self.after.saved.connect(self._on_saved)
        self.summary.done.connect(self._leave)
        self.summary.save_copy_requested.connect(self.save_copy_requested)

    @property
    def stage(self) -> Stage:
        """Where in a session the window is."""
        return self._stage

    @property
    def driver(self) -> PlayerDriver | None:
        """The heartbeat of the session that runs, if one does."""
        return self._driver

    @property
    def page(self) -> SessionPage | None:
        """The page of the session that runs, if one does."""
        return self._page

    # -- beginning ---------------------------------------------------------------

    def begin(self, routine: Routine, form: SessionForm = SessionForm.FULL) -> None:
        """Ask what is asked before a session of this routine, which is all of it unless said."""
        self._reset()
        self._routine = routine
        if self._try_to_prepare(lambda: self._desk.prepare(routine, form=form)):
            self._ask_about_morning()

    def resume(self, session: Session) -> None:
        """Go on with a session that was cut off."""
        self._reset()
        self._resumed = session
        self._routine = session.routine
        if self._try_to_prepare(lambda: self._desk.prepare_resume(session)):
            self._ask_before()
            self.before.ask_again()

    def close_requested(self) -> bool:
        """Tell whether the window may close; in the middle of a session it asks first.

        Asked a second time it may: what was done is kept, and the session can be resumed.
        """
        if self._stage is not Stage.PLAYING or self._page is None or self._driver is None:
            self._start_timer.stop()
            return True
        if self._page.end_sheet.is_open:
            self._release()
            return True
        self._page.ask_end(is_closing=True)
        return False

    def _reset(self) -> None:
        self._release()
        self._resumed = None
        self._pain_before = None
        self._wants_start = False
        self._treatments_asked = False
        self._start_timer.stop()

    def _ask_about_morning(self) -> None:
        """Ask about the morning after the last session while nobody told of it."""
        if self._preparation is None or not self._morning.ask():
            self._ask_before()
            return
        self._sound.open()
        self._show(Stage.MORNING, self.morning)
        self.morning.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_morning_told(self, told: MorningAnswer) -> None:
        self._morning.save(told)
        self._ask_before()

    def _ask_before(self) -> None:
        if self._preparation is None:
            return
        # Long before the first word, so that the output is awake by then.
        self._sound.open()
        routine = self._preparation.routine
        self._show(Stage.BEFORE, self.before)
        site = self._desk.site
        self.before.ask(routine, site, to_fetch(routine, self._content, self._preferences))
        if self._resumed is None:
            self._spoken.ask(pain_question(site))

    def _try_to_prepare(self, prepare: Callable[[], SessionPreparation]) -> bool:
        """Prepare a session, or tell why there is none."""
        try:
            preparation = prepare()
        except SessionRefusedError as error:
            self._tell_no_session(self.tr("No session just now"), str(error))
            return False
        self._prepare(preparation)
        return True

    def _tell_no_session(self, title: str, text: str) -> None:
        self._preparation = None
        self._show(Stage.TREATMENTS, self.treatments)
        self.treatments.tell_no_session(title, text)

    def _prepare(self, preparation: SessionPreparation) -> None:
        self._preparation = preparation
        if self._figures is not None:
            self._figures.warm(item.exercise.id for item in preparation.routine.items)
        self._began_ms = self._clock.monotonic_ms()
        preparation.render(
            lambda _done, _total: self._on_progress(preparation),
            lambda: self._on_rendered(preparation),
        )
        self.before.expect_voice(PROGRESS_AFTER_MS)

    def _on_progress(self, preparation: SessionPreparation | None) -> None:
        if preparation is None or preparation is not self._preparation or preparation.is_ready:
            return
        self._spoken.try_again()
        waited_ms = self._clock.monotonic_ms() - self._began_ms
        if self._wants_start and preparation.can_start:
            self._start()
        elif waited_ms >= PROGRESS_AFTER_MS or self._wants_start:
            self.before.show_progress(preparation.rendered, preparation.total)

    def _on_rendered(self, preparation: SessionPreparation) -> None:
        if preparation is not self._preparation:
            return
        self._spoken.try_again()
        self.before.show_progress(1, 1)
        if self._wants_start:
            self._start()

    def _on_hand_key(self, action: SessionAction) -> None:
        """Let a clicker answer; what is about safety is answered at the keyboard."""
        page = self.currentWidget()
        if isinstance(page, (MorningPage, BeforePage, AfterPage, SummaryPage)):
            page.hand(action)

    def _on_rated(self, nrs: int | None) -> None:
        self._pain_before = nrs
        self._spoken.forget()
        if nrs is not None and self._desk.needs_red_flags(nrs):
            self.red_flags.refresh()
            self._show(Stage.RED_FLAGS, self.red_flags)
            self.red_flags.focus_first()
        elif nrs is not None and self._desk.needs_flare_version(nrs) and not self._is_flare():
            self._offer_flare()
        else:
            self._want_start()

    def _on_flags_cleared(self) -> None:
        if self._pain_before is None or self._desk.needs_flare_version(self._pain_before):
            self._offer_flare()
        else:
            self._want_start()

    def _is_flare(self) -> bool:
        preparation = self._preparation
        return preparation is not None and preparation.form is SessionForm.FLARE

    def _offer_flare(self) -> None:
        routine = self._routine
        if routine is None:
            return
        if self._is_flare():
            # It is the gentler version that was asked for.
            self._show(Stage.BEFORE, self.before)
            self._want_start()
            return
        prepared = self._try_to_prepare(
            lambda: self._desk.prepare(self._desk.flare_version(routine), form=SessionForm.FLARE)
        )
        if not prepared or self._preparation is None:
            return
        gentler = self._preparation.routine
        self._show(Stage.BEFORE, self.before)
        self.before.offer_flare(gentler, to_fetch(gentler, self._content, self._preferences))

    def _want_start(self) -> None:
        preparation = self._preparation
        if preparation is None or self._wants_start:
            return
        if not self._treatments_asked and self._ask_about_treatments(preparation.routine):
            return
        self._wants_start = True
        if preparation.can_start:
            self._start()
            return
        self.before.show_progress(preparation.rendered, preparation.total)
        self._start_timer.start()

    def _ask_about_treatments(self, routine: Routine) -> bool:
        """Ask what speaks against warmth, cold or TENS; tell whether there is anything to ask."""
        questions = self._desk.questions(routine)
        if questions:
            named = (item.exercise.name for item in routine.items if is_treatment(item.exercise))
            self._show(Stage.TREATMENTS, self.treatments)
            self.treatments.ask(tuple(dict.fromkeys(named)), questions)
        return bool(questions)

    def _on_treatments_answered(self, flags: tuple[str, ...]) -> None:
        preparation, resumed = self._preparation, self._resumed
        if preparation is None:
            return
        self._treatments_asked = True
        if not flags:
            self._go_on_to_start()
            return
        signs = signs_among(flags)
        if signs:
            self._signs.tell(signs)
            advice = advice_for(self._content.red_flags, self._preferences.current.me)
            if advice is not None and advice.stops:
                self._tell_no_session(advice.title, advice.text)
                return
        left_out = self._desk.left_out_by(preparation.routine, flags)
        if resumed is not None:
            fits = self._try_to_prepare(lambda: self._desk.prepare_resume(resumed, holding=flags))
        else:
            routine, form = preparation.routine, preparation.form
            fits = self._try_to_prepare(
                lambda: self._desk.prepare(routine, form=form, holding=flags)
            )
        if fits:
            self.treatments.tell_left_out(left_out)

    def _go_on_to_start(self) -> None:
        self._show(Stage.BEFORE, self.before)
        self._want_start()

    def _start(self) -> None:
        self._start_timer.stop()
        if self._preparation is None or self._stage is not Stage.BEFORE:
            return
        try:
            if self._resumed is not None:
                coach = self._desk.resume(self._resumed, self._preparation)
            else:
                coach = self._desk.start(self._preparation, self._pain_before)
        except SessionRefusedError as error:
            # A sign was told since it was prepared.
            self._tell_no_session(self.tr("No session just now"), str(error))
            return
        self._play(coach)

    # -- playing -----------------------------------------------------------------

    def _play(self, coach: SessionCoach) -> None:
        voice = self._preferences.current.voice
        self._sound.set_volumes(voice=voice.voice_volume, beeps=voice.beep_volume)
        if self._preparation is not None:
            self._preparation.render_more(self.after.questions(), coach.catch_up)
        driver = PlayerDriver(coach, self)
        with busy():
            page = SessionPage(
                driver,
                self._sound,
                self._theme,
                self._clock,
                self._preferences.current.keys,
                self,
                figures=self._figures,
            )
        page.discard_chosen.connect(self._discard)
        page.full_screen_toggled.connect(self._toggle_full_screen)
        driver.session_finished.connect(self._on_session_finished)
        self._driver, self._page = driver, page
        self._surroundings.accompany(driver, page)
        self.addWidget(page)
        self._show(Stage.PLAYING, page)
        page.setFocus()
        self.running_changed.emit(True)
        if not self._sound.is_on:
            page.say_note(self.tr("The sound is off; S turns it on."))
        driver.play()

    def _toggle_full_screen(self) -> None:
        self.full_screen_requested.emit(not self.window().isFullScreen())

    def _discard(self) -> None:
        if self._driver is not None:
            self._driver.discard()
        self._leave()

    def _on_session_finished(self) -> None:
        if self._driver is None:
            return
        self._driver.stop()
        self._surroundings.leave()
        # Closed at once, so that it is kept even when the questions are never answered.
        session = self._driver.coach.close()
        if session.status is SessionStatus.DISCARDED:
            self._leave()
            return
        self.running_changed.emit(False)
        if self._driver.coach.is_unwell:
            self._end_quietly(session)
            return
        self._show(Stage.AFTER, self.after)
        summary = self._report.summary(session, self._driver.coach.unsaved)
        self.after.ask(self._desk.site, summary.worst_during)
        self._spoken.ask(self.after.questions()[0])

    # -- after -------------------------------------------------------------------

    def _on_saved(self, said: Afterthoughts) -> None:
        if self._driver is None:
            return
        coach = self._driver.coach
        coach.rate_after(said.pain_now, said.pain_worst, said.kind)
        session = coach.add_afterthoughts(
            effort=said.effort, control_steady=said.control_steady, note=said.note
        )
        summary = self._report.summary(session, coach.unsaved)
        self._show(Stage.SUMMARY, self.summary)
        self.summary.show_summary(
            summary, self._planner.next_due(), coach.record_problem, week=self._planner.week()
        )

    def _end_quietly(self, session: Session) -> None:
        """Show advice, and ask nothing of somebody who felt dizzy or unwell."""
        if self._driver is None:
            return
        advice = advice_for(self._content.red_flags, self._preferences.current.me)
        summary = self._report.summary(session, self._driver.coach.unsaved)
        self._show(Stage.AFTER, self.summary)
        self.summary.show_summary(summary, None, self._driver.coach.record_problem, advice=advice)

    def _leave(self) -> None:
        self._reset()
        self._preparation = None
        self._stage = Stage.IDLE
        self.running_changed.emit(False)
        self.finished.emit()

    def _release(self) -> None:
        """Let go of the session that was played; the record has it."""
        self._surroundings.leave()
        if self._driver is not None:
            self._driver.stop()
            self._driver.deleteLater()
            self._driver = None
            self._sound.cut()
            self._sound.close()
        if self._page is not None:
            self.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None

    def _show(self, stage: Stage, page: QWidget) -> None:
        self._stage = stage
        self._hand_keys.set_on(stage in _BY_HAND)
        self.setCurrentWidget(page)

    @property
    def is_under_way(self) -> bool:
        """Whether anything of a session is on the screen, its questions included."""
        return self._stage is not Stage.IDLE
