"""The window: a rail of pages, the session, and the first start.

It is shown empty at once; `fill` puts the pages in and has one block of connections: the
best page for learning the app.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hipcoach.ui.first_focus import focus_primary
from hipcoach.ui.key_labels import KEY_LABELS
from hipcoach.ui.key_repeats import KeyRepeats
from hipcoach.ui.lazy_page import LazyPage
from hipcoach.ui.opening_page import OpeningPage
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.message_bar import MessageKind
from hipcoach.ui.widgets.rail import NavigationRail
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.window_place import place_window

if TYPE_CHECKING:
    # The window is on the screen before what fills it is read.
    from hipcoach.coaching.preferences import Preferences
    from hipcoach.domain.routine import Routine
    from hipcoach.domain.session import Session, SessionForm
    from hipcoach.ui.pages.checks_page import ChecksPage
    from hipcoach.ui.pages.exercises_page import ExercisesPage
    from hipcoach.ui.pages.first_start_page import FirstStartPage
    from hipcoach.ui.pages.learn_page import LearnPage
    from hipcoach.ui.pages.open_questions_page import OpenQuestionsPage
    from hipcoach.ui.pages.plan_page import PlanPage
    from hipcoach.ui.pages.progress_page import ProgressPage
    from hipcoach.ui.pages.settings_page import SettingsPage
    from hipcoach.ui.pages.today_page import TodayPage
    from hipcoach.ui.pages.update_page import UpdatePage
    from hipcoach.ui.practice_flow import PracticeFlow
    from hipcoach.ui.session_flow import SessionFlow

    ShownPage = (
        TodayPage | ProgressPage | ExercisesPage | PlanPage | ChecksPage | LearnPage | SettingsPage
    )

ROUTINE_ENDINGS = (".hipcoach", ".toml")
TODAY, PROGRESS, EXERCISES, SETTINGS = "today", "progress", "exercises", "settings"
LEARN, PLAN, CHECKS = "learn", "plan", "checks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What the window shows, made by the composition root; Today at once, the rest when shown."""

    today: TodayPage
    progress: LazyPage[ProgressPage]
    exercises: LazyPage[ExercisesPage]
    plan: LazyPage[PlanPage]
    checks: LazyPage[ChecksPage]
    learn: LazyPage[LearnPage]
    settings: LazyPage[SettingsPage]
    first_start: LazyPage[FirstStartPage]
    update: UpdatePage | None = None
    session: LazyPage[SessionFlow]
    practice: LazyPage[PracticeFlow]
    questions: LazyPage[OpenQuestionsPage]


class MainWindow(QMainWindow):
    """Arranges the pages and passes requests between them; it decides nothing."""

    reopen_requested = Signal(object)
    """The window is to begin anew; a `Reopening` tells how."""
    copy_requested = Signal()

    def __init__(self, theme: Theme, *, is_demo: bool = False) -> None:
        """Show the rail and an empty ground, so that something is painted at once."""
        super().__init__()
        self._theme = theme
        self._pages: Pages | None = None
        self._preferences: Preferences | None = None
        self._after_questions: Callable[[], None] | None = None
        self._was_maximized = False
        self._session_from = TODAY
        self._file: Path | None = None
        self._repeats: KeyRepeats | None = None
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("hipcoach · sample data") if is_demo else self.tr("hipcoach"))
        place_window(self)
        self._rail = NavigationRail(theme, self.tr("hipcoach"), self)
        self._stack = QStackedWidget(self)
        self._opening = OpeningPage(theme, self)
        self._stack.addWidget(self._opening)
        self._home = QWidget(self)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if is_demo:
            column.addWidget(self._demo_banner())
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self._home)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self._outer = QStackedWidget(self)
        self._outer.addWidget(self._home)
        self.setCentralWidget(self._outer)
        for key, text, shortcut, at_foot in (
            (TODAY, self.tr("Today"), "Ctrl+1", False),
            (PROGRESS, self.tr("Progress"), "Ctrl+2", False),
            (EXERCISES, self.tr("Exercises"), "Ctrl+3", False),
            (PLAN, self.tr("Plan"), "Ctrl+4", False),
            (CHECKS, self.tr("Checks"), "Ctrl+5", False),
            (LEARN, self.tr("Learn"), "Ctrl+6", False),
            (SETTINGS, self.tr("Settings"), "Ctrl+,", True),
        ):
            self._rail.add_page(key, text, key, shortcut=shortcut, at_foot=at_foot)

    def _demo_banner(self) -> QWidget:
        text = self.tr("Sample data, invented for a look around. Nothing here is kept.")
        banner = TextLabel(self._theme, text, role=TextRole.SMALL, tone=TextTone.MUTED, parent=self)
        banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        banner.setContentsMargins(8, 6, 8, 0)
        return banner

    def fill(self, pages: Pages, preferences: Preferences) -> None:
        """Put the pages in and connect them."""
        self._pages = pages
        self._preferences = preferences
        self._stack.addWidget(pages.today)
        for page in (pages.progress, pages.exercises, pages.plan, pages.learn, pages.settings):
            page.when_made(self._stack.addWidget)
        pages.checks.when_made(self._stack.addWidget)
        pages.first_start.when_made(self._outer.addWidget)
        pages.session.when_made(self._outer.addWidget)
        pages.practice.when_made(self._outer.addWidget)
        pages.questions.when_made(self._outer.addWidget)
        for keys, key in (
            ("Ctrl+1", TODAY),
            ("Ctrl+2", PROGRESS),
            ("Ctrl+3", EXERCISES),
            ("Ctrl+4", PLAN),
            ("Ctrl+5", CHECKS),
            ("Ctrl+6", LEARN),
            ("Ctrl+7", SETTINGS),
            ("Ctrl+,", SETTINGS),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._home)
            shortcut.activated.connect(lambda key=key: self.show_page(key))

        self._rail.page_requested.connect(self.show_page)
        pages.today.start_requested.connect(self.begin_session)
        pages.today.resume_requested.connect(self._resume)
        pages.today.review_requested.connect(lambda: self.show_page(PROGRESS))
        pages.today.exercise_requested.connect(self._show_exercise)
        pages.today.days_requested.connect(self._show_days)
        pages.today.lesson_requested.connect(lambda: self.show_page(LEARN))
        pages.today.questions_requested.connect(self._show_help)
        pages.today.first_start_requested.connect(self.show_first_start)
        pages.exercises.when_made(lambda page: page.try_requested.connect(self._try_exercise))
        pages.exercises.when_made(self._let_add)
        pages.plan.when_made(lambda page: page.start_requested.connect(self.begin_session))
        pages.plan.when_made(lambda page: page.try_requested.connect(self._try_routine))
        pages.plan.when_made(lambda page: page.questions_requested.connect(self._show_help))
        pages.plan.when_made(lambda page: page.first_start_requested.connect(self.show_first_start))
        pages.learn.when_made(lambda page: page.exercise_requested.connect(self._show_exercise))
        pages.learn.when_made(lambda page: page.page_requested.connect(self.show_page))
        pages.progress.when_made(lambda page: page.start_requested.connect(self._show_today))
        pages.progress.when_made(lambda page: page.resume_requested.connect(self._resume))
        pages.settings.when_made(
            lambda page: page.questions_requested.connect(self.show_first_start)
        )
        pages.settings.when_made(lambda page: page.days_requested.connect(self._show_days))
        pages.settings.when_made(lambda page: page.reopen_requested.connect(self.reopen_requested))
        pages.session.when_made(lambda page: page.finished.connect(self._session_over))
        pages.session.when_made(
            lambda page: page.summary.help_requested.connect(self._leave_for_help)
        )
        pages.session.when_made(
            lambda page: page.full_screen_requested.connect(self._set_full_screen)
        )
        pages.session.when_made(lambda page: page.save_copy_requested.connect(self.copy_requested))
        pages.first_start.when_made(lambda page: page.finished.connect(self._first_start_over))
        pages.practice.when_made(lambda page: page.finished.connect(self._practice_over))
        pages.practice.when_made(
            lambda page: page.full_screen_requested.connect(self._set_full_screen)
        )
        pages.questions.when_made(lambda page: page.answered.connect(self._questions_answered))
        pages.questions.when_made(lambda page: page.left.connect(self._questions_left))

        if pages.update is not None:
            self._outer.addWidget(pages.update)
            pages.update.done.connect(lambda: self._begin(preferences))
            self._outer.setCurrentWidget(pages.update)
            return
        self._begin(preferences)

    def _begin(self, preferences: Preferences) -> None:
        """Show Today, or the first questions where they were never asked."""
        if preferences.current.first_start_done:
            self._outer.setCurrentWidget(self._home)
            self.show_page(TODAY)
        else:
            self.show_first_start()
        self._open_waiting_file()

    def show_page(self, key: str) -> None:
        """Show a page of the rail, with what is on record by now."""
        if self._pages is None:
            return
        # The click is answered before anything slow begins.
        self._rail.set_current(key)
        page = self._shown_page(self._pages, key)
        page.refresh()
        self._stack.setCurrentWidget(page)
        focus_primary(page)

    def refresh_shown(self) -> None:
        """Let the page that is seen show what is on record by now; a session is left alone."""
        if self._pages is not None and self._outer.currentWidget() is self._home:
            page = self._stack.currentWidget()
            refresh = getattr(page, "refresh", None)
            if refresh is not None:
                refresh()

    def _show_days(self) -> None:
        if self._pages is not None:
            self.show_page(PLAN)
            self._pages.plan().show_days()

    def _show_help(self) -> None:
        if self._pages is not None:
            self.show_page(LEARN)
            self._pages.learn().open_help()

    def _leave_for_help(self) -> None:
        """End the summary of a session, which is kept by then, and show when to get help."""
        if self._pages is not None:
            self._pages.session().summary.done.emit()
            self._show_help()

    def _show_today(self) -> None:
        self.show_page(TODAY)

    def _shown_page(self, pages: Pages, key: str) -> ShownPage:
        if key == TODAY:
            return pages.today
        later: dict[str, LazyPage[Any]] = {
            PROGRESS: pages.progress,
            EXERCISES: pages.exercises,
            PLAN: pages.plan,
            CHECKS: pages.checks,
            LEARN: pages.learn,
            SETTINGS: pages.settings,
        }
        if later[key].made is None:
            self._stack.setCurrentWidget(self._opening)
            self._rail.repaint()
            self._opening.announce(self._rail.text_of(key))
        page: ShownPage = later[key]()
        return page

    def come_forward(self) -> None:
        """Bring the window to the front, for a second copy or from the tray."""
        if self.isMinimized():
            self.showNormal()
        elif self.isHidden():
            self.show()
        self.raise_()
        self.activateWindow()

    def show_problem(self, text: str) -> None:
        """Show in plain words why the app can't go on, in the place of its pages."""
        label = TextLabel(self._theme, text, role=TextRole.HEADING, wrap=True, parent=self)
        label.setContentsMargins(48, 48, 48, 48)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._outer.addWidget(label)
        self._outer.setCurrentWidget(label)

    def open_file(self, path: Path | str) -> None:
        """Show a routine's file, now or when what stands before the pages is done."""
        self._file = Path(path)
        self._open_waiting_file()

    def _open_waiting_file(self) -> None:
        path = self._file
        is_busy = self._outer.currentWidget() is not self._home
        if path is None or self._pages is None or is_busy:
            return
        self._file = None
        self.show_page(PLAN)
        self._pages.plan().open_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a routine's file that is dragged in."""
        if _dragged_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show the routine's file that was dropped."""
        path = _dragged_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def showEvent(self, event: QShowEvent) -> None:
        """Let a held key be one press, whatever X makes of it, and learn what keys type."""
        super().showEvent(event)
        window = self.windowHandle()
        KEY_LABELS.watch(window)
        if self._repeats is None and QGuiApplication.platformName() == "xcb":
            self._repeats = KeyRepeats(window)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the session first, when one is running; what was done is kept either way."""
        flow = None if self._pages is None else self._pages.session.made
        if flow is not None and not flow.close_requested():
            event.ignore()
            return
        practice = None if self._pages is None else self._pages.practice.made
        if practice is not None:
            practice.release()
        super().closeEvent(event)

    def _show_exercise(self, exercise_id: str) -> None:
        if self._pages is not None:
            self.show_page(EXERCISES)
            self._pages.exercises().open_exercise(exercise_id)

    def begin_session(self, routine: Routine, form: SessionForm | None = None) -> None:
        """Turn the window over to a session of this routine, which is all of it unless said."""
        self._session_from = TODAY
        self._once_answered(
            lambda flow: flow.begin(routine) if form is None else flow.begin(routine, form)
        )

    def _once_answered(self, begin: Callable[[SessionFlow], None]) -> None:
        """Turn the window over to a session once nothing about safety is left unanswered."""
        pages, preferences = self._pages, self._preferences
        if pages is None or preferences is None:
            return
        if preferences.current.questions_left:
            # A warning sign had ended the first questions before those about precautions.
            self.show_first_start()
            return

        def play() -> None:
            flow = pages.session()
            self._outer.setCurrentWidget(flow)
            begin(flow)

        asking = pages.questions()
        if asking.is_needed:
            self._after_questions = play
            self._outer.setCurrentWidget(asking)
            asking.ask()
        else:
            play()

    def _questions_answered(self) -> None:
        play, self._after_questions = self._after_questions, None
        if play is not None:
            play()

    def _questions_left(self) -> None:
        self._after_questions = None
        self._outer.setCurrentWidget(self._home)
        self.show_page(self._session_from)

    def _try_exercise(self, routine: Routine) -> None:
        """Begin the session of a single exercise, and come back to its page after it."""
        self.begin_session(routine)
        self._session_from = EXERCISES

    def _let_add(self, page: ExercisesPage) -> None:
        page.offer_adding()
        page.add_to_routine_requested.connect(self._add_to_routine)

    def _add_to_routine(self, exercise_id: str) -> None:
        if self._pages is not None:
            self.show_page(PLAN)
            self._pages.plan().add_exercise(exercise_id)

    def _try_routine(self, routine: Routine) -> None:
        """Begin the session of a routine that is being written, and come back to it after."""
        self.begin_session(routine)
        self._session_from = PLAN

    def show_first_start(self) -> None:
        """Ask the first questions, in the place of everything else."""
        if self._pages is not None:
            page = self._pages.first_start()
            page.refresh()
            self._outer.setCurrentWidget(page)

    def _resume(self, session: Session) -> None:
        self._session_from = TODAY
        self._once_answered(lambda flow: flow.resume(session))

    def _session_over(self) -> None:
        self._set_full_screen(is_wanted=False)
        self._outer.setCurrentWidget(self._home)
        self.show_page(self._session_from)
        self._open_waiting_file()

    def _first_start_over(self, starts_practice: bool) -> None:
        if starts_practice:
            self.show_practice()
            return
        self._outer.setCurrentWidget(self._home)
        self.show_page(TODAY)
        pages = self._pages
        if pages is not None and pages.first_start().put_off_practice:
            pages.first_start().put_off_practice = False
            pages.today.show_notice(
                self.tr("Three minutes of practice show the voice and the keys."),
                self.tr("Practise"),
                self.show_practice,
                kind=MessageKind.INFO,
                invites=True,
            )
        self._open_waiting_file()

    @property
    def is_asking(self) -> bool:
        """Whether something stands in the place of the pages: questions, the practice, a notice."""
        return self._outer.currentWidget() is not self._home

    def show_practice(self) -> None:
        """Turn the window over to the practice, where one may be had."""
        if self._pages is not None:
            flow = self._pages.practice()
            self._outer.setCurrentWidget(flow)
            if not flow.begin():
                self._practice_over(starts_session=False)

    def _practice_over(self, starts_session: bool) -> None:
        self._set_full_screen(is_wanted=False)
        self._outer.setCurrentWidget(self._home)
        self.show_page(TODAY)
        if starts_session and self._pages is not None:
            self._pages.today.start()
        else:
            self._open_waiting_file()

    def _set_full_screen(self, is_wanted: bool) -> None:
        if is_wanted and not self.isFullScreen():
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        elif not is_wanted and self.isFullScreen():
            if self._was_maximized:
                self.showMaximized()
            else:
                self.showNormal()


def _dragged_file(data: QMimeData) -> Path | None:
    """Return the routine's file that is dragged, if it is one and only one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].suffix.lower() in ROUTINE_ENDINGS:
        return paths[0]
    return None
