"""The page of today: what is due, in one card, with one large Start."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.day_forms import DayForms
from hipcoach.coaching.hip_rules import may_start_unplanned
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.planner import Planner, Today
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import clear, suited
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import SessionSummary
from hipcoach.coaching.progression import ProgressionDesk
from hipcoach.coaching.safety_gate import may_start
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.known import known
from hipcoach.domain.plan import DayState
from hipcoach.domain.profile import Profile
from hipcoach.domain.progression import Decision, DoseAnswer
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionForm
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.clock import Clock
from hipcoach.player.timeline import PlannedSet
from hipcoach.ui.dialogs.excuse_dialog import ExcuseDialog
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.first_focus import focus_primary
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.parts.suggestion_slot import SuggestionSlot
from hipcoach.ui.pages.today.care_cards import CareCards
from hipcoach.ui.pages.today.cautions import asks_cleared, caution_lines, clearable_exercises
from hipcoach.ui.pages.today.day_card import DayCard, day_face
from hipcoach.ui.pages.today.day_words import (
    day_line,
    due_rows,
    is_unplanned,
    start_text,
    with_lengths,
)
from hipcoach.ui.pages.today.due_card import DueCard
from hipcoach.ui.pages.today.due_list import DueList
from hipcoach.ui.pages.today.header import TodayHeader
from hipcoach.ui.pages.today.missing_card import MissingCard
from hipcoach.ui.pages.today.morning_card import MorningCard
from hipcoach.ui.pages.today.morning_part import MorningPart
from hipcoach.ui.pages.today.programme_card import ProgrammeCard
from hipcoach.ui.pages.today.resume_card import ResumeCard
from hipcoach.ui.pages.today.safety_part import SafetyPart
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.face import Face
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind

# The routine that is offered as a walk on a day of rest.
_WALK: Final = "walking"


class TodayPage(QWidget):
    """Shows what the planner and the diary say of today, and passes requests on."""

    start_requested = Signal(object, object)
    """The person wants to do this routine, in this form."""
    resume_requested = Signal(object)
    """The person wants to go on with this cut-off session."""
    save_cut_off_requested = Signal(object)
    """The person wants to keep what was done of this cut-off session."""
    exercise_requested = Signal(str)
    """The person wants to read about the exercise of this id."""
    log_pain_requested = Signal()
    """The person wants to write down how it is now."""
    days_requested = Signal()
    """The person wants to choose the days."""
    questions_requested = Signal()
    """The person wants to go through the safety questions."""
    first_start_requested = Signal()
    """The person wants to answer the questions that a warning sign had cut short."""
    lesson_requested = Signal()
    """The person wants to read a lesson."""
    review_requested = Signal()
    """The person wants to look back on the programme."""

    def __init__(
        self,
        planner: Planner,
        diary: PainDiary,
        forms: DayForms,
        content: ContentSource,
        preferences: Preferences,
        theme: Theme,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        progression: ProgressionDesk | None = None,
        missing: MissingCard | None = None,
        care: CareCards | None = None,
        signs: WarningSigns | None = None,
        done_on: Callable[[date], tuple[SessionSummary, ...]] | None = None,
    ) -> None:
        """Show these; `progression` suggests doses, `missing` tells of lost routines.

        `done_on` sums up the sessions of a day.
        """
        super().__init__(parent)
        self._planner = planner
        self._content = content
        self._preferences = preferences
        self._signs = signs or WarningSigns(None, preferences, content.red_flags, clock)
        self._forms = forms
        self._theme = theme
        self._clock = clock
        self._chosen = ""
        self._form = SessionForm.FULL
        self._chosen_on: date | None = None
        self._cut_off: tuple[Session | None, PlannedSet | None] = (None, None)
        self._loud_level = VoiceLevel.FULL
        self._has_routine = True
        self._notices: list[MessageBar] = []

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self)
        column.addWidget(self._scroll)
        self._column = self._scroll.column
        self.header = TodayHeader(theme, self)
        self.header.log_pain.clicked.connect(self.log_pain_requested)
        self._column.addWidget(self.header)
        self.safety = SafetyPart(content, preferences, self._signs, theme, self)
        self.advice_card = self.safety.advice_card
        self.resume_card = ResumeCard(theme, self)
        self.morning_card = MorningCard(theme, self)
        self._morning = MorningPart(self.morning_card, diary, preferences, clock, self._keep)
        self.programme_card = ProgrammeCard(theme, self)
        self.suggestion = None if progression is None else SuggestionSlot(progression, theme, self)
        self.missing_card = missing
        self.care = care
        self.day_card = DayCard(theme, self)
        self._done_on = done_on or (lambda _day: ())
        self.due_list = DueList(theme, self)
        self.due_card = DueCard(theme, self, figures=figures)
        for widget in (
            self.safety,
            self.resume_card,
            self.morning_card,
            self.programme_card,
            *([] if missing is None else [missing]),
            self.day_card,
            self.due_list,
            self.due_card,
            # What may wait comes below what is due.
            *([] if care is None else [care]),
        ):
            self._column.addWidget(widget)
        if self.suggestion is not None:
            self._column.addWidget(self.suggestion)
        self._connect()

    def _connect(self) -> None:
        card = self.due_card
        card.start_requested.connect(self.start)
        card.exercise_requested.connect(self.exercise_requested)
        card.routine_chosen.connect(self._choose)
        card.excuse_requested.connect(self._excuse)
        card.unexcuse_requested.connect(self._unexcuse)
        card.form_chosen.connect(self._choose_form)
        card.quiet_toggled.connect(self._set_quiet)
        card.days_requested.connect(self.days_requested)
        card.clear_requested.connect(self._clear_exercise)
        self.due_list.chosen.connect(self._choose_due)
        self.day_card.walk_requested.connect(self._choose)
        self.day_card.lesson_requested.connect(self.lesson_requested)
        if self.care is not None:
            self.care.changed.connect(self.refresh)
            self.care.failed.connect(self._warn)
        if self.missing_card is not None:
            self.missing_card.change_requested.connect(self._keep)
        self.programme_card.upkeep_requested.connect(lambda: self._keep(self._planner.start_upkeep))
        self.programme_card.extension_requested.connect(
            lambda: self._keep(self._planner.start_weeks_more)
        )
        self.programme_card.review_requested.connect(self.review_requested)
        self.resume_card.resume_requested.connect(self.resume_requested)
        self.resume_card.save_requested.connect(self._save_cut_off)
        self.safety.changed.connect(self._on_safety_changed)
        self.safety.first_start_requested.connect(self.first_start_requested)
        if self.suggestion is not None:
            self.suggestion.answered.connect(self._tell_answer)
            self.suggestion.failed.connect(self._warn)
            self.suggestion.questions_requested.connect(self.questions_requested)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.start)

    # -- what is shown -------------------------------------------------------

    def refresh(self) -> None:
        """Read everything afresh and show it."""
        now = self._clock.now()
        self.header.greet(now, self._clock.today())
        try:
            self.header.show_week(self._planner.week())
            self._morning.refresh()
            today = self._planner.today()
            self._fill_programme()
            if self.missing_card is not None:
                self.missing_card.refresh(today)
            if self.care is not None:
                self.care.refresh()
            self._fill_due_list(today)
            routine = self._routine(today)
            if routine is not None:
                self._fill_due(today, routine)
                self._fill_suggestion(routine)
            self._has_routine = routine is not None
            self._fill_day(today)
        except StorageError as error:
            self._warn(str(error))
        self._fill_safety()
        self._fill_resume()

    def show_notice(
        self,
        text: str,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        kind: MessageKind,
        invites: bool = False,
    ) -> None:
        """Say something till it is put away, warnings first, then the newest; the same once.

        What `invites` to move isn't shown while a warning sign keeps sessions away.
        """
        if any(bar.text == text and not bar.isHidden() for bar in self._notices):
            return
        bar = MessageBar(self._theme, self)
        heavier = sum(each.kind.weight > kind.weight for each in self._notices)
        self._column.insertWidget(1 + heavier, bar)
        self._notices.append(bar)
        bar.dismissed.connect(lambda: self._drop_notice(bar))
        if on_action is not None:
            bar.action_requested.connect(on_action)
        bar.show_message(text, kind=kind, action_text=action_text)
        bar.setProperty("invites", invites)
        bar.setVisible(not (invites and self._is_stopped()))

    def _warn(self, text: str) -> None:
        self.show_notice(text, kind=MessageKind.WARNING)

    def offer_resume(self, session: Session | None, stopped_at: PlannedSet | None = None) -> None:
        """Offer to go on with a session that was cut off today; None takes the offer back."""
        self._cut_off = (session, stopped_at)
        self._fill_resume()

    @property
    def notices(self) -> list[str]:
        """What is said above the cards."""
        return [*(bar.text for bar in self._notices if not bar.isHidden()), *self.safety.texts]

    def _fill_due(self, today: Today, routine: Routine) -> None:
        me = self._preferences.current.me
        level = self._preferences.current.voice.level
        if level is not VoiceLevel.SILENT:
            self._loud_level = level
        fitted = suited(routine, me)
        offered = self._forms.offered(routine)
        length_ms = self._forms.lengths()
        form = self._form_in(offered)
        shown = offered.get(form)
        self.due_card.offer_forms({each: length_ms(made) for each, made in offered.items()}, form)
        self.due_card.show_routine(
            shown if shown is not None else routine,
            length_ms=length_ms(shown if shown is not None else routine),
            equipment_names=self._content.equipment_names,
            cautions=(
                *caution_lines(fitted, me, self._content.precautions),
                *self._planner.spacing_notes(routine),
                *self._forms.things_lines(routine),
            ),
            clearable=clearable_exercises(fitted),
        )
        self.due_card.start_button.setEnabled(shown is not None)
        self.due_card.start_button.setVisible(self._offers_start(today, routine))
        has_plan = self._planner.current() is not None
        self.due_card.show_state(
            day_line(today, routine, form, has_plan=has_plan),
            start_text(today, routine, is_chosen=bool(self._chosen)),
            may_excuse=today.is_due and today.state in (DayState.DUE, DayState.PARTIAL),
            is_excused=today.state is DayState.EXCUSED,
            has_plan=has_plan,
            is_quiet=level is VoiceLevel.SILENT,
        )
        others = [each for each in self._content.routines.values() if each.id != routine.id]
        self.due_card.offer(with_lengths(others, length_ms))

    def _fill_day(self, today: Today) -> None:
        """Show what a day is about on which nothing is left to do."""
        done = self._done_on(today.day)
        face = None if self._chosen else day_face(today, self._form, done)
        self.due_card.set_brief(is_brief=face in (Face.DONE, Face.REST_DAY))
        button = self.due_card.start_button
        is_offered = button.isEnabled() and not button.isHidden()
        self.due_card.show_ready(is_ready=face is None and is_offered)
        if face is None:
            self.day_card.hide()
            return
        walk = self._content.routines.get(_WALK)
        fits = walk is not None and bool(suited(walk, self._preferences.current.me).routine)
        length_ms = self._forms.lengths()
        self.day_card.tell(
            face, today, done, (walk, length_ms(walk)) if walk is not None and fits else None
        )

    def _fill_suggestion(self, routine: Routine) -> None:
        slot = self.suggestion
        if slot is None:
            return
        slot.show_for(routine.id)
        # What asks for less is read before Start, a step up may wait below.
        above = slot.shown is not None and slot.shown.decision is not Decision.UP
        self._column.removeWidget(slot)
        self._column.insertWidget(self._column.indexOf(self.due_card) + (not above), slot)

    def _fill_programme(self) -> None:
        review = self._planner.review()
        if review is not None:
            self.programme_card.tell(review)
        self.programme_card.setVisible(review is not None)

    def _fill_due_list(self, today: Today) -> None:
        rows = due_rows(today, self._forms.lengths())
        routine = self._routine(today)
        self.due_list.show_rows(rows, "" if routine is None else routine.id)

    def _routine(self, today: Today) -> Routine | None:
        if self._chosen_on != today.day:
            self._chosen = ""
            self._form = SessionForm.FULL
            self._chosen_on = today.day
        chosen = self._content.routines.get(self._chosen)
        return today.routine if chosen is None else chosen

    def _form_in(self, offered: Mapping[SessionForm, Routine]) -> SessionForm:
        return self._form if self._form in offered else SessionForm.FULL

    def _fill_safety(self) -> None:
        stops = self.safety.refresh()
        for bar in self._notices:
            if bar.property("invites"):
                bar.setVisible(not stops)
        hides = stops or not self._has_routine
        self.due_card.setVisible(not hides)
        if hides and self.suggestion is not None:
            self.suggestion.hide()
        if stops:
            self.day_card.hide()
            self.due_list.hide()
            self.programme_card.hide()

    def _fill_resume(self) -> None:
        session, stopped_at = self._cut_off
        self.resume_card.offer(
            session, self._clock.now(), stopped_at, is_open=not self._is_stopped()
        )

    def _offers_start(self, today: Today, routine: Routine) -> bool:
        unplanned = is_unplanned(today, routine, is_chosen=bool(self._chosen))
        if not today.has_days and self._planner.current() is not None:
            # Planned for whenever the person likes.
            unplanned = False
        return not unplanned or may_start_unplanned(self._preferences.current.me)

    def _is_stopped(self) -> bool:
        return not may_start(self._content.red_flags, self._preferences.current.me)

    # -- what is asked for ---------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let space start, or go on with what was cut off, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            (self.start if self.resume_card.isHidden() else self.resume_card.resume)()
            return
        super().keyPressEvent(event)

    def primary_action(self) -> QWidget:
        """Return what Space does: going on with what was cut off, clearing a sign, or Start."""
        if self._is_stopped():
            return self.advice_card.clear_button
        if not self.resume_card.isHidden():
            return self.resume_card.resume_button
        return self.due_card.start_button

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on what the page is for."""
        super().showEvent(event)
        focus_primary(self)

    def start(self) -> None:
        """Ask for the session that is shown, where one may be started."""
        try:
            wanted = self.to_start()
        except StorageError as error:
            self._warn(str(error))
            return
        if wanted is not None:
            self.start_requested.emit(*wanted)

    def to_start(self) -> tuple[Routine, SessionForm] | None:
        """Return what Start begins, None where nothing may be begun; raises StorageError."""
        routine = None if self._is_stopped() else self._routine(self._planner.today())
        offered = {} if routine is None else self._forms.offered(routine)
        form = self._form_in(offered)
        is_offered = form in offered and not self.due_card.start_button.isHidden()
        return (offered[form], form) if is_offered else None

    def _choose(self, routine_id: str) -> None:
        self._choose_due(routine_id)
        self.due_card.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_due(self, routine_id: str) -> None:
        self._chosen = routine_id
        self._chosen_on = self._clock.today()
        self.refresh()

    def _choose_form(self, form: SessionForm) -> None:
        self._form = form
        self.refresh()

    def _save_cut_off(self, session: Session) -> None:
        self.offer_resume(None)
        self.save_cut_off_requested.emit(session)
        # Whoever saves it has done so by now.
        self.refresh()

    def _excuse(self) -> None:
        reason = ExcuseDialog.ask(self, self._theme)
        if reason is not None:
            self._keep(lambda: self._planner.excuse_today(reason))

    def _unexcuse(self) -> None:
        self._keep(self._planner.unexcuse_today)

    def _keep(self, change: Callable[[], object]) -> None:
        try:
            change()
        except HipcoachError as error:
            self._warn(str(error))
            return
        self.refresh()
        if self.focusWidget() is None or not self.focusWidget().isVisible():
            self.due_card.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_answer(self, text: str, answers: tuple[DoseAnswer, ...]) -> None:
        slot = self.suggestion
        if slot is not None:
            self.refresh()
            self.show_notice(
                text,
                self.tr("Undo"),
                lambda: self._keep(lambda: slot.undo(answers)),
                kind=MessageKind.SUCCESS,
            )
            self.due_card.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_quiet(self, quiet: bool) -> None:
        current = self._preferences.current
        level = VoiceLevel.SILENT if quiet else self._loud_level
        self._preferences.change(replace(current, voice=replace(current.voice, level=level)))
        if self._preferences.problem:
            self._warn(self._preferences.problem)

    def _on_safety_changed(self) -> None:
        problem = self._preferences.problem or self._signs.problem
        if problem:
            self._warn(problem)
        self.refresh()

    def _clear_exercise(self, exercise_id: str) -> None:
        name = known(self._content.exercises, exercise_id).name
        if asks_cleared(self, self._theme, name):
            self._change_me(clear(self._preferences.current.me, exercise_id))
            self.due_card.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_me(self, me: Profile) -> None:
        self._preferences.change(replace(self._preferences.current, me=me))
        if self._preferences.problem:
            self._warn(self._preferences.problem)
        self.refresh()

    def _drop_notice(self, bar: MessageBar) -> None:
        self._notices.remove(bar)
        self._column.removeWidget(bar)
        bar.deleteLater()
