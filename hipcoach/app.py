"""The composition root of the window: services and Qt.

Start-up goes in this order: is there a display, settings (a TOML file, since the theme is in
it), the window's shell painted, the services with the record, then the pages. Shutting down
runs in reverse.

What the shell does without is imported where it is used, so that a window stands on the screen
while services and pages, the most of a start, are still being read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from hipcoach import __version__
from hipcoach.bug_notes import BugNotes
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.settings import Settings
from hipcoach.gate import NOTHING_DONE, Outcome, begin_anew, log_in, settings_of, taken
from hipcoach.player.clock import Clock, SystemClock
from hipcoach.storage.leftovers import sweep
from hipcoach.storage.lock import DataLock
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import LoadedSettings
from hipcoach.ui.app_log import keep_qt_quiet
from hipcoach.ui.display import display_problem
from hipcoach.ui.file_dialogs import ask_where_to_save, remember_last_folder
from hipcoach.ui.first_paint import FirstPaint
from hipcoach.ui.icons import icon
from hipcoach.ui.language import install_language
from hipcoach.ui.long_work import LongWork
from hipcoach.ui.main_window import MainWindow, Pages
from hipcoach.ui.plain_text import tip
from hipcoach.ui.posting import Poster
from hipcoach.ui.signals import SignalCatcher
from hipcoach.ui.single_instance import SingleInstance
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.window_place import keep_place, place_of, place_window

if TYPE_CHECKING:
    from hipcoach.coaching.session_recorder import InMemory
    from hipcoach.domain.backup import Backup
    from hipcoach.keeping import DailyBackup
    from hipcoach.services import Services
    from hipcoach.ui.figures import FigureBook
    from hipcoach.ui.pages.settings.data_flow import Reopening
    from hipcoach.ui.reminding import Reminding
    from hipcoach.ui.sound import SoundPlayer

DONE, FAILED = 0, 1


def run(
    data_dir: Path | None,
    *,
    is_demo: bool = False,
    is_background: bool = False,
    file: Path | None = None,
) -> int:
    """Open the window, on a routine's file if one is given, and stay until it is closed.

    In the background it begins in the tray where the person wants that, else minimised.
    """
    problem = display_problem()
    if problem:
        raise HipcoachError(problem)
    if not is_demo:
        paths = DataPaths.find(data_dir)
        return _run_in(paths, is_demo=False, is_background=is_background, file=file)
    with TemporaryDirectory(prefix="hipcoach-demo-") as folder:
        return _run_in(DataPaths.find(Path(folder)), is_demo=True, file=file)


def _run_in(
    paths: DataPaths, *, is_demo: bool, is_background: bool = False, file: Path | None = None
) -> int:
    keep_qt_quiet()
    app = make_application()
    loaded = settings_of(paths)
    lock = DataLock(paths.lock)
    instance = SingleInstance(paths.root)
    trouble = taken(lock, instance, "" if file is None else str(file.absolute()))
    if trouble is None:
        return DONE
    if not trouble:
        instance.listen()
        sweep(paths)
    log = log_in(paths.log)
    outcome = NOTHING_DONE
    try:
        while True:
            window = Window(
                app, paths, loaded, SystemClock(), is_demo=is_demo, outcome=outcome, lock=lock
            )
            main = window.main
            signals = SignalCatcher(window.end)
            raised = instance.raise_requested.connect(main.come_forward)
            named = instance.file_requested.connect(main.open_file)
            if file is not None:
                main.open_file(file)
            if trouble:
                main.show_problem(trouble)
                main.show()
            elif is_background:
                window.begin_in_background()
            else:
                window.fill_when_painted()
                window.main.show()
            try:
                code = app.exec()
            finally:
                window.close()
                signals.close()
                instance.raise_requested.disconnect(raised)
                instance.file_requested.disconnect(named)
            if window.reopening is None:
                return FAILED if trouble else code
            # A record that was replaced or erased is read by a window that knew no other.
            window.main.deleteLater()
            outcome = begin_anew(paths, window.reopening, log)
            is_background, file = False, None
            loaded = settings_of(paths)
    finally:
        instance.release()
        lock.release()


def make_application() -> QApplication:
    """Return the application object, with its name and its translator installed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("hipcoach")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("hipcoach")
    app.setWindowIcon(icon("hipcoach", "#1f5d63", 64))
    install_language()
    return app


@dataclass(slots=True)
class _Live:
    """What exists once the window is filled."""

    services: Services
    sound: SoundPlayer
    pages: Pages
    figures: FigureBook
    backup: DailyBackup
    reminding: Reminding | None = None


class Window:
    """Holds the window and what it stands on; builds in order and takes down in reverse."""

    def __init__(
        self,
        app: QApplication,
        paths: DataPaths,
        loaded: LoadedSettings,
        clock: Clock,
        *,
        is_demo: bool = False,
        keep_awake: Callable[[bool], str] | None = None,
        outcome: Outcome = NOTHING_DONE,
        lock: DataLock | None = None,
    ) -> None:
        """Make the theme and the window's shell; `outcome` is told once it is filled.

        A `lock` that is given is held already; without one the services take their own.
        """
        self._lock = lock
        self._paths = paths
        self._loaded = loaded
        self._clock = clock
        self._is_demo = is_demo
        self._keep_awake = keep_awake
        self._outcome = outcome
        self._live: _Live | None = None
        self.reopening: Reopening | None = None
        look = loaded.settings.appearance
        self.theme = Theme(
            app,
            mode=ThemeMode(look.mode.value),
            text_scale=look.text_scale,
            reduced_motion=look.reduced_motion,
            system_font=look.system_font,
        )
        self.theme.apply(app)
        self.main = MainWindow(self.theme, is_demo=is_demo)
        if not is_demo:
            place_window(self.main, loaded.settings.window)
        self._first_place = place_of(self.main)
        self._poster = Poster(self.main)
        self._is_telling = False
        self._bugs = BugNotes()
        self._hook = sys.excepthook
        sys.excepthook = self._on_exception

    @property
    def is_filled(self) -> bool:
        """Return whether the pages stand in it, rather than why they can't."""
        return self._live is not None

    @property
    def noted(self) -> tuple[str, ...]:
        """Return the kinds of unforeseen errors that were noted in the log so far."""
        return self._bugs.kinds

    @property
    def services(self) -> Services:
        """Return the wired services; the window must be filled."""
        return self._filled().services

    @property
    def pages(self) -> Pages:
        """Return the pages; the window must be filled."""
        return self._filled().pages

    @property
    def figures(self) -> FigureBook:
        """Return the figures of the pages; the window must be filled."""
        return self._filled().figures

    def _filled(self) -> _Live:
        if self._live is None:
            raise RuntimeError("the window is not filled yet")
        return self._live

    def begin_in_background(self) -> None:
        """Fill the window and leave it in the tray, or minimised where it would be lost there."""
        self.fill()
        reminding = None if self._live is None else self._live.reminding
        if reminding is None or not reminding.stays_in_tray:
            self.main.showMinimized()

    def fill_when_painted(self) -> None:
        """Fill the window as soon as it stands on the screen, or soon if it is out of sight."""
        FirstPaint(self.main, self.fill)

    def fill(self) -> None:
        """Wire the services and put the pages in; say plainly what stands in the way."""
        from hipcoach.coaching.lesson_start import routine_to_start
        from hipcoach.keeping import DailyBackup, Keeper
        from hipcoach.services import build, figure_of, fill_sample
        from hipcoach.ui.figures import FigureBook
        from hipcoach.ui.ready_ahead import ReadyAhead
        from hipcoach.ui.sound import SoundPlayer
        from hipcoach.window_pages import make_pages

        try:
            services = build(
                self._paths, self._loaded, self._clock, post=self._poster.post, lock=self._lock
            )
        except StorageError as error:
            self.main.show_problem(str(error))
            return
        except Exception as error:
            told = self._bugs.note(type(error), error, error.__traceback__)
            self.main.show_problem(told or self._unforeseen())
            return
        if self._is_demo and not services.report.sites():
            fill_sample(services)
        services.preferences.listen(self._apply_look)
        remember_last_folder(services.preferences)
        sound = SoundPlayer(services.clips, self.main)
        sound.follow(services.preferences.current.voice)
        services.preferences.listen(lambda settings: sound.follow(settings.voice))
        figures = FigureBook(partial(figure_of, own=services.library.own_figures), self.main)
        figures.set_person(services.preferences.current.appearance.person)
        # Whatever shows a figure draws it again when the look changes, and this is one.
        figures.person_changed.connect(self.theme.changed)
        services.preferences.listen(lambda settings: figures.set_person(settings.appearance.person))
        pages = make_pages(services, sound, figures, self.theme, keep_awake=self._keep_awake)
        backup = DailyBackup(Keeper(self._paths, self._clock), self._tell_later, self._offer_later)
        live = _Live(services, sound, pages, figures, backup)
        self._live = live
        self.main.reopen_requested.connect(self._begin_anew)
        self.main.copy_requested.connect(self._save_copy)
        pages.today.save_cut_off_requested.connect(services.desk.save_cut_off)
        pages.plan.when_made(lambda page: page.calendar_requested.connect(self._export_plan))
        pages.learn.when_made(
            lambda page: page.start_requested.connect(
                lambda wanted: self.main.begin_session(routine_to_start(services.library, wanted))
            )
        )
        self._tried(lambda: self.main.fill(pages, services.preferences))
        self._tried(lambda: self._tell_notices(services, pages))
        self._tried(lambda: self._tell_due_check(services, pages))
        self._tried(self._offer_cut_off)
        # It stays offered until it is answered.
        pages.session.when_made(lambda flow: flow.finished.connect(self._offer_cut_off))
        pages.progress.when_made(lambda page: page.cut_off_saved.connect(self._offer_cut_off))
        self._tried(lambda: self._remind(live))
        ReadyAhead(pages.today, services.desk.prepare_ahead)
        if not self._is_demo:
            backup.start()

    def _remind(self, live: _Live) -> None:
        from hipcoach.window_pages import make_reminding

        live.reminding = make_reminding(live.services, self.main, live.pages)

    def _tried(self, step: Callable[[], None]) -> None:
        """Take a step of the start; one that fails is told, and keeps no other from being taken."""
        try:
            step()
        except Exception as error:
            text = str(error)
            if not isinstance(error, HipcoachError):
                told = self._bugs.note(type(error), error, error.__traceback__)
                text = told or self._unforeseen()
            self._warn(text)

    def _unforeseen(self) -> str:
        return self.main.tr(
            "Something went wrong inside hipcoach. What you did so far is kept. "
            "The details are in {file}."
        ).format(file=self._paths.log)

    def end(self) -> None:
        """Close at once, as the system wishes: what was done of a session is saved, none asks."""
        flow = None if self._live is None else self._live.pages.session.made
        try:
            if flow is not None and not flow.close_requested():
                # Asked a second time it saves and agrees.
                flow.close_requested()
            self.main.close()
        finally:
            QApplication.quit()

    def close(self) -> None:
        """Take everything down, in reverse."""
        if self._live is not None:
            # The sample data's window is nobody's.
            if not self._is_demo and self.reopening is None:
                keep_place(self.main, self._first_place, self.services.preferences)
            if self._live.reminding is not None:
                self._live.reminding.close()
            for work in self.main.findChildren(LongWork):
                work.end()
            self._live.backup.end()
            self._live.sound.shut_down()
            remember_last_folder(None)
            self._live.services.close()
            self._live = None
        sys.excepthook = self._hook

    def _offer_cut_off(self) -> None:
        """Offer the session that a kill or a power cut left running, with where it stopped."""
        desk = self.services.desk
        session = desk.cut_off()
        stopped_at = None if session is None else desk.stopped_at(session)
        self.pages.today.offer_resume(session, stopped_at)

    def _begin_anew(self, how: Reopening) -> None:
        at_login = self.services.at_login
        if how.erase and at_login is not None and at_login.is_on:
            at_login.set_on(False)
        self.reopening = how
        # With a sign in the tray the app outlives its window.
        if self.main.close():
            QApplication.quit()

    def _tell_later(self, text: str) -> None:
        """Tell something from another thread."""
        self._poster.post(lambda: self._warn(text))

    def _warn(self, text: str) -> None:
        from hipcoach.ui.widgets.message_bar import MessageKind

        self.pages.today.show_notice(text, kind=MessageKind.WARNING)

    def _offer_later(self, backup: Backup | None) -> None:
        """Tell of a damaged record from another thread, and offer the newest backup."""
        self._poster.post(lambda: self._offer_backup(backup))

    def _offer_backup(self, backup: Backup | None) -> None:
        from hipcoach.ui.labels import date_text
        from hipcoach.ui.pages.settings.data_flow import Reopening
        from hipcoach.ui.widgets.message_bar import MessageKind

        if backup is None:
            self._warn(
                self.main.tr(
                    "The record is damaged, and there is no backup. Save what can still be read: "
                    "Settings, Your data, Export."
                )
            )
            return
        self.pages.today.show_notice(
            self.main.tr(
                "The record is damaged, and what you do now may be lost. The backup of {day} can "
                "take its place; what is damaged is set aside."
            ).format(day=f"{date_text(backup.at.date())}, {backup.at:%H:%M}"),
            self.main.tr("Restore the backup"),
            lambda: self._begin_anew(Reopening(restore=backup.path)),
            kind=MessageKind.WARNING,
        )

    def _tell_notices(self, services: Services, pages: Pages) -> None:
        from hipcoach.ui.widgets.message_bar import MessageKind

        told = self._outcome
        if told.text:
            kind = MessageKind.of_outcome(is_problem=told.is_problem)
            pages.today.show_notice(told.text, kind=kind)
        for notice in services.notices:
            self._warn(notice)

    def _tell_due_check(self, services: Services, pages: Pages) -> None:
        from hipcoach.ui.main_window import CHECKS
        from hipcoach.ui.widgets.message_bar import MessageKind

        began = services.planner.first_day()
        due = () if began is None else services.checks.due(began)
        if due:
            text = self.main.tr("A check is due: {name}").format(
                name=services.checks.guide(due[0]).name
            )
            pages.today.show_notice(
                text,
                self.main.tr("Open Checks"),
                lambda: self.main.show_page(CHECKS),
                kind=MessageKind.INFO,
                invites=True,
            )

    def _apply_look(self, settings: Settings) -> None:
        look = settings.appearance
        self.theme.set_mode(ThemeMode(look.mode.value))
        self.theme.set_text_scale(look.text_scale)
        self.theme.set_reduced_motion(look.reduced_motion)
        self.theme.set_system_font(look.system_font)

    def _save_copy(self) -> None:
        """Save elsewhere what could not be written; then try once more to write it here."""
        flow = self.pages.session.made
        driver = None if flow is None else flow.driver
        self._export(None if driver is None else driver.coach.in_memory)
        if driver is not None:
            driver.coach.try_again()

    def _export(self, unsaved: InMemory | None = None) -> None:
        from hipcoach.errands import export_everything, write_private

        title, kinds = self.main.tr("Export everything"), "JSON (*.json)"
        path = ask_where_to_save(self.main, title, "hipcoach.json", kinds)
        if path is not None:
            write_private(path, export_everything(self.services, unsaved))

    def _export_plan(self) -> None:
        from hipcoach.errands import write_plan_calendar

        title, kinds = self.main.tr("The plan for a calendar"), "iCalendar (*.ics)"
        path = ask_where_to_save(self.main, title, "hipcoach.ics", kinds)
        if path is not None:
            write_plan_calendar(self.services, path)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        """Show a known error as it is; note a bug in the log and say where that is.

        A session is paused first, and a message that is open is not covered by more: an error
        at a tick would come again at every tick. A bug that was noted is not noted again.
        """
        flow = None if self._live is None else self._live.pages.session.made
        driver = None if flow is None else flow.driver
        if driver is not None:
            driver.hold_still()
        if isinstance(error, HipcoachError):
            text = str(error)
        else:
            text = self._bugs.note(kind, error, traceback) or self._unforeseen()
        if self._is_telling:
            return
        self._is_telling = True
        try:
            QMessageBox.warning(self.main, "hipcoach", tip(text))
        finally:
            self._is_telling = False


def examine_qt() -> list[tuple[str, bool, str]]:
    """Return what the doctor says of Qt, the display and sound."""
    from hipcoach.ui.examination import examine

    return examine()
