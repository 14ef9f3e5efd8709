"""Makes the window's pages from the services; all but Today are made when first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.coaching.day_done import done_on
from hipcoach.coaching.questions import QuestionDesk
from hipcoach.coaching.reminders import Reminder, ReminderKind
from hipcoach.domain.errors import StorageError
from hipcoach.domain.session_keys import SessionAction
from hipcoach.services import Services
from hipcoach.ui.day_watch import DayWatch
from hipcoach.ui.do_not_disturb import wants_quiet
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.hand_keys import HandKeys
from hipcoach.ui.lazy_page import LazyPage
from hipcoach.ui.main_window import SETTINGS, TODAY, MainWindow, Pages
from hipcoach.ui.pages.record.pain_logging import PainLogging
from hipcoach.ui.pages.today.care_cards import CareCards
from hipcoach.ui.pages.today.missing_card import MissingCard
from hipcoach.ui.pages.today_page import TodayPage
from hipcoach.ui.reminding import Reminding
from hipcoach.ui.sound import SoundPlayer
from hipcoach.ui.speaker import Speaker
from hipcoach.ui.theme import Theme
from hipcoach.ui.tray import TrayIcon
from hipcoach.ui.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from hipcoach.domain.routine import Routine

    # Each is imported by the function that makes it.
    from hipcoach.ui.pages.checks_page import ChecksPage
    from hipcoach.ui.pages.exercises_page import ExercisesPage
    from hipcoach.ui.pages.first_start_page import FirstStartPage
    from hipcoach.ui.pages.learn_page import LearnPage
    from hipcoach.ui.pages.open_questions_page import OpenQuestionsPage
    from hipcoach.ui.pages.plan_page import PlanPage
    from hipcoach.ui.pages.progress.checks_card import ChecksCard
    from hipcoach.ui.pages.progress.therapist_flow import TherapistFlow
    from hipcoach.ui.pages.progress_page import ProgressPage
    from hipcoach.ui.pages.settings_page import SettingsPage
    from hipcoach.ui.pages.update_page import UpdatePage
    from hipcoach.ui.practice_flow import PracticeFlow
    from hipcoach.ui.session_flow import SessionFlow


def make_pages(
    services: Services,
    sound: SoundPlayer,
    figures: FigureBook,
    theme: Theme,
    *,
    keep_awake: Callable[[bool], str] | None = None,
) -> Pages:
    """Return Today, and the makers of every other page."""
    with suppress(StorageError):
        # What can't be written now is told by whatever has to be.
        services.planned.save_copies()
    services.signs.begin()
    makers = _Makers(services, sound, figures, theme, keep_awake)
    return Pages(
        today=makers.today(),
        progress=LazyPage(makers.progress),
        exercises=LazyPage(makers.exercises),
        plan=LazyPage(makers.plan),
        checks=LazyPage(makers.checks),
        learn=LazyPage(makers.learn),
        settings=LazyPage(makers.settings),
        first_start=LazyPage(makers.first_start),
        update=makers.update(),
        session=LazyPage(makers.session),
        practice=LazyPage(makers.practice),
        questions=LazyPage(makers.questions),
    )


def make_reminding(services: Services, main: MainWindow, pages: Pages) -> Reminding:
    """Return what reminds, connected to the window; it asks once whether it is wanted."""

    def is_busy() -> bool:
        flow = pages.session.made
        return main.is_asking or (flow is not None and flow.is_under_way)

    def make_tray() -> TrayIcon | None:
        return TrayIcon(main.windowIcon(), main) if TrayIcon.has_room() else None

    reminding = Reminding(
        services.reminders,
        services.preferences,
        main,
        make_tray=make_tray,
        is_busy=is_busy,
        wants_quiet=wants_quiet,
        watch=_make_day_watch(services, main, pages),
    )

    def tell(title: str, text: str, reminder: Reminder) -> None:
        is_break = reminder.kind is ReminderKind.SIT_BREAK
        pages.today.show_notice(
            f"{title}. {text}",
            main.tr("Show me a minute") if is_break else "",
            reminding.follow if is_break else None,
            kind=MessageKind.INFO,
        )

    def take_a_break() -> None:
        routine = services.reminders.desk_break()
        if routine is not None and not is_busy():
            main.begin_session(routine)

    def end() -> None:
        # A session that runs asks first.
        if main.close():
            QApplication.quit()

    reminding.told.connect(tell)
    reminding.opened.connect(main.come_forward)
    reminding.session_wanted.connect(lambda: None if is_busy() else main.show_page(TODAY))
    reminding.break_wanted.connect(take_a_break)
    reminding.quit_wanted.connect(end)
    if services.reminders.should_ask():
        current = services.preferences.current
        asked = replace(current.reminders, asked=True)
        services.preferences.change(replace(current, reminders=asked))
        pages.today.show_notice(
            main.tr("Would you like to be reminded on your days? You can choose the times."),
            main.tr("Choose times"),
            lambda: main.show_page(SETTINGS),
            kind=MessageKind.INFO,
        )
    return reminding


def _make_day_watch(services: Services, main: MainWindow, pages: Pages) -> DayWatch:
    """Return what tells a new day; the page that is seen and Today follow at once."""
    watch = DayWatch(services.clock, main)

    def follow() -> None:
        with suppress(StorageError):
            services.planned.save_copies()
        pages.today.refresh()
        main.refresh_shown()

    watch.day_changed.connect(lambda _day: follow())
    watch.zone_changed.connect(main.refresh_shown)
    return watch


class _Makers:
    """One method a page; each imports its page, which nobody may ever look at."""

    def __init__(
        self,
        services: Services,
        sound: SoundPlayer,
        figures: FigureBook,
        theme: Theme,
        keep_awake: Callable[[bool], str] | None,
    ) -> None:
        self._services = services
        self._sound = sound
        self._figures = figures
        self._theme = theme
        self._keep_awake = keep_awake
        self._therapist: TherapistFlow | None = None
        self._checks_card: ChecksCard | None = None
        self._say = Speaker(services.clips, sound)
        self._question_desk = QuestionDesk(
            services.library, services.preferences, services.sessions, services.clock.today
        )

    def today(self) -> TodayPage:
        services = self._services
        page = TodayPage(
            services.planner,
            services.diary,
            services.forms,
            services.book,
            services.preferences,
            self._theme,
            services.clock,
            figures=self._figures,
            progression=services.progression,
            care=CareCards(
                self._theme, self._question_desk, services.pathways, services.clock.today
            ),
            missing=self._missing_card(),
            signs=services.signs,
            done_on=partial(done_on, services.sessions, services.report),
        )
        if page.missing_card is not None:
            page.missing_card.days_requested.connect(page.days_requested)
        start = page.due_card.start_button

        def start_due(_action: SessionAction) -> None:
            if start.isVisible():
                start.click()

        HandKeys(
            page,
            services.preferences,
            start_due,
            actions=(SessionAction.MAIN,),
            media_only=True,
        )

        def tell(text: str, is_problem: bool) -> None:
            page.show_notice(text, kind=MessageKind.of_outcome(is_problem=is_problem))

        logging = self._pain_logging(page, tell)
        page.log_pain_requested.connect(logging.open)
        logging.severe.connect(page.questions_requested)
        self._severe = page.questions_requested.emit
        return page

    def _missing_card(self) -> MissingCard:
        services = self._services
        return MissingCard(
            services.planner, services.planned, services.book, self._theme, lost=services.lost
        )

    def _pain_logging(self, page: QWidget, tell: Callable[[str, bool], None]) -> PainLogging:
        services = self._services
        return PainLogging(
            services.journal, services.diary, services.preferences, self._theme, page, tell
        )

    def progress(self) -> ProgressPage:
        from hipcoach.coaching.odd_dates import OddDates
        from hipcoach.ui.pages.progress.activity_card import ActivityCard
        from hipcoach.ui.pages.progress.checks_card import ChecksCard
        from hipcoach.ui.pages.progress_page import ProgressPage
        from hipcoach.ui.pages.record.record_part import RecordPart

        services = self._services
        page = ProgressPage(
            services.report,
            services.doses,
            services.base,
            services.desk,
            services.preferences,
            self._theme,
        )
        record = RecordPart(
            services.history,
            services.journal,
            services.edits,
            services.diary,
            services.preferences,
            lambda: services.book.routines,
            services.clock,
            self._theme,
            page,
            page.tell,
            planned_on=services.planner.planned_on,
            odd_dates=OddDates(
                services.sessions,
                services.pains,
                services.history,
                services.journal,
                services.clock,
            ),
        )
        checks = self._checks_card = ChecksCard(services.checks, self._theme, page)
        checks.refresh()
        activities = ActivityCard(self._theme, services.activities, services.clock, page)
        activities.failed.connect(lambda text: page.tell(text, True))
        page.put_record(record.bar, record.odd, activities, checks, record.events, record.logged)
        page.session_opened.connect(record.open_session)
        record.changed.connect(page.refresh)
        record.logging.severe.connect(self._severe)
        page.therapist_requested.connect(lambda: self._open_therapist_sheet(page))
        return page

    def _open_therapist_sheet(self, page: ProgressPage) -> None:
        from hipcoach.keeping import Keeper
        from hipcoach.services import therapist_report
        from hipcoach.ui.pages.progress.therapist_flow import TherapistFlow

        if self._therapist is None:
            services = self._services
            self._therapist = TherapistFlow(
                partial(therapist_report, services),
                Keeper(services.paths, services.clock).write,
                services.clock,
                self._theme,
                page,
            )
            self._therapist.told.connect(page.tell)
        self._therapist.open()

    def exercises(self) -> ExercisesPage:
        from hipcoach.coaching.exercise_history import ExerciseHistory
        from hipcoach.ui.pages.exercises_page import ExercisesPage

        services = self._services
        return ExercisesPage(
            services.library,
            self._theme,
            figures=self._figures,
            preferences=services.preferences,
            history=ExerciseHistory(services.sessions),
        )

    def plan(self) -> PlanPage:
        from hipcoach.coaching.preparation import SessionPreparation, options_from
        from hipcoach.coaching.rehearsal import RehearsedSegment, rehearse
        from hipcoach.storage.files import write_whole
        from hipcoach.ui.pages.plan.days_view import DaysView
        from hipcoach.ui.pages.plan.doses_view import DosesView
        from hipcoach.ui.pages.plan_page import PlanPage, RoutineServices

        services = self._services

        def rehearsed(routine: Routine) -> Sequence[RehearsedSegment]:
            options = options_from(services.preferences.current)
            return rehearse(
                SessionPreparation(routine, options, services.clips, services.words).plan()
            )

        return PlanPage(
            RoutineServices(
                book=services.book,
                entry=services.routine_import,
                preferences=services.preferences,
                estimate=services.forms.length_ms,
                rehearse=rehearsed,
                encode=services.routine_files.write,
                save=write_whole,
                is_planned=services.planner.is_planned,
                give_days=services.planner.give_days,
            ),
            self._theme,
            figures=self._figures,
            days=DaysView(
                services.planner,
                services.book,
                services.preferences,
                self._theme,
                services.clock,
                pathways=services.pathways,
                lost=services.lost,
            ),
            doses=DosesView(services.progression, services.planner, self._theme),
        )

    def checks(self) -> ChecksPage:
        from hipcoach.ui.pages.checks_page import ChecksPage

        services = self._services
        page = ChecksPage(
            services.checks,
            services.planner,
            self._sound,
            self._theme,
            services.clock,
            lambda: services.preferences.current.keys,
            figures=self._figures,
            scores=services.form_scores,
        )
        page.changed.connect(self._refresh_checks_card)
        return page

    def _refresh_checks_card(self) -> None:
        if self._checks_card is not None:
            self._checks_card.refresh()

    def learn(self) -> LearnPage:
        from hipcoach.ui.pages.learn_page import LearnPage

        services = self._services
        return LearnPage(
            services.lessons,
            services.library,
            self._theme,
            figures=self._figures,
            preferences=services.preferences,
        )

    def settings(self) -> SettingsPage:
        from hipcoach.keeping import Keeper
        from hipcoach.ui.pages.settings_page import SettingsPage

        services = self._services
        return SettingsPage(
            services.preferences,
            services.book,
            services.clips.status,
            self._say,
            self._say.sample,
            self._sound.beep,
            self._theme,
            Keeper(services.paths, services.clock),
            services.clock,
            services.clinic,
            services.library.clinic_logs,
            at_login=services.at_login,
            has_tray=TrayIcon.has_room,
            signs=services.signs,
            sound=self._sound,
        )

    def first_start(self) -> FirstStartPage:
        from hipcoach.coaching.exercise_history import ExerciseHistory
        from hipcoach.coaching.intake import Intake
        from hipcoach.ui.pages.first_start_page import FirstStartPage

        services = self._services
        return FirstStartPage(
            services.preferences,
            services.planner,
            Intake(
                services.planner,
                services.book,
                services.preferences,
                ExerciseHistory(services.sessions).done_exercises,
            ),
            services.book,
            self._theme,
            signs=services.signs,
            pathways=services.pathways,
            figures=self._figures,
        )

    def practice(self) -> PracticeFlow:
        from hipcoach.ui.practice_flow import PracticeFlow

        services = self._services
        return PracticeFlow(
            services.practice_desk(),
            services.library.exercises,
            services.preferences,
            self._say,
            self._sound,
            self._theme,
            services.clock,
            figures=self._figures,
        )

    def questions(self) -> OpenQuestionsPage:
        from hipcoach.ui.pages.open_questions_page import OpenQuestionsPage

        services = self._services
        return OpenQuestionsPage(
            self._question_desk, services.pathways, services.clock.today, self._theme
        )

    def update(self) -> UpdatePage | None:
        try:
            lines = self._services.update.lines()
        except StorageError:
            # It is told at the next start; a record that can't be read says so itself.
            return None
        if not lines:
            return None
        from hipcoach.ui.pages.update_page import UpdatePage

        page = UpdatePage(lines, self._theme)

        def mark_seen() -> None:
            with suppress(StorageError):
                self._services.update.mark_seen()

        page.done.connect(mark_seen)
        return page

    def session(self) -> SessionFlow:
        from hipcoach.ui.keep_awake import KeepAwake
        from hipcoach.ui.session_flow import SessionFlow
        from hipcoach.ui.session_surroundings import offer_to_media_keys

        services = self._services
        flow = SessionFlow(
            services.desk,
            services.report,
            services.planner,
            services.preferences,
            services.book,
            self._sound,
            self._theme,
            services.clock,
            self._keep_awake or KeepAwake(),
            figures=self._figures,
            media=offer_to_media_keys,
            signs=services.signs,
        )
        for asking in (flow.before, flow.after):
            logging = self._pain_logging(asking, asking.tell)
            asking.others.clicked.connect(logging.open)
        return flow
