"""The composition root of the window: services and Qt.

Start-up goes in this order: is there a display, settings (a TOML file, since the theme is in
it), the window's shell painted, the services with the record, then the pages. Shutting down
runs in reverse.
"""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from hipcoach import __version__
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.lesson_start import routine_to_start
from hipcoach.coaching.preparation import estimate_ms, options_from
from hipcoach.coaching.session_coach import InMemory
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.settings import ColourMode, Settings
from hipcoach.domain.text import install_translator
from hipcoach.player.clock import Clock, ManualClock, SystemClock
from hipcoach.services import (
    RENDER_TIMEOUT_MS,
    Services,
    build,
    export_everything,
    figure_of,
    figures_of_all,
    fill_sample,
    load_settings,
    write_private,
)
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import LoadedSettings
from hipcoach.ui.contact_sheet import write_contact_sheets
from hipcoach.ui.display import display_problem
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.icons import icon
from hipcoach.ui.keep_awake import KeepAwake
from hipcoach.ui.main_window import (
    EXERCISES,
    LEARN,
    PROGRESS,
    SETTINGS,
    TODAY,
    MainWindow,
    Pages,
)
from hipcoach.ui.pages.after_page import Afterthoughts
from hipcoach.ui.pages.exercises_page import ExercisesPage
from hipcoach.ui.pages.first_start_page import FirstStartPage
from hipcoach.ui.pages.learn_page import LearnPage
from hipcoach.ui.pages.progress_page import ProgressPage
from hipcoach.ui.pages.settings_page import SettingsPage
from hipcoach.ui.pages.today_page import TodayPage
from hipcoach.ui.posting import Poster
from hipcoach.ui.session_flow import SessionFlow
from hipcoach.ui.single_instance import SingleInstance
from hipcoach.ui.sound import Multimedia, SoundPlayer
from hipcoach.ui.theme import Theme, ThemeMode

DONE = 0
# A Saturday on which the sample plan asks for a session.
PICTURED_AT = datetime(2026, 3, 7, 9, 5, tzinfo=UTC)
_log = logging.getLogger("hipcoach")
_qt_log = logging.getLogger("hipcoach.qt")


def run(data_dir: Path | None, *, is_demo: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    problem = display_problem()
    if problem:
        raise HipcoachError(problem)
    if not is_demo:
        return _run_in(DataPaths.find(data_dir), is_demo=False)
    with TemporaryDirectory(prefix="hipcoach-demo-") as folder:
        return _run_in(DataPaths.find(Path(folder)), is_demo=True)


def _run_in(paths: DataPaths, *, is_demo: bool) -> int:
    _keep_qt_quiet()
    app = make_application()
    loaded = load_settings(paths)
    instance = SingleInstance(paths.root)
    if not instance.claim():
        return DONE
    _log_to(paths.log)
    window = Window(app, paths, loaded, SystemClock(), is_demo=is_demo)
    instance.raise_requested.connect(window.main.come_forward)
    window.main.show()
    QTimer.singleShot(0, window.fill)
    try:
        return app.exec()
    finally:
        window.close()
        instance.release()


def make_application() -> QApplication:
    """Return the application object, with its name and its translator installed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("hipcoach")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("hipcoach")
    app.setWindowIcon(icon("hipcoach", "#1f5d63", 64))
    install_translator(QCoreApplication.translate)
    return app


def _keep_qt_quiet() -> None:
    """Note what Qt says of itself in the log instead of on the terminal."""
    _qt_log.addHandler(logging.NullHandler())
    qInstallMessageHandler(_on_qt_message)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    _qt_log.log(level, text)


def _log_to(path: Path) -> None:
    """Note the app's own troubles in a file that only its owner may read."""
    handler = logging.FileHandler(path, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    path.touch(mode=0o600)
    logging.getLogger().addHandler(handler)


@dataclass(slots=True)
class _Live:
    """What exists once the window is filled."""

    services: Services
    sound: SoundPlayer
    pages: Pages


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
    ) -> None:
        """Make the theme and the window's shell."""
        self._paths = paths
        self._loaded = loaded
        self._clock = clock
        self._is_demo = is_demo
        self._keep_awake = keep_awake or KeepAwake()
        self._live: _Live | None = None
        look = loaded.settings.appearance
        self.theme = Theme(
            app,
            mode=ThemeMode(look.mode.value),
            text_scale=look.text_scale,
            reduced_motion=look.reduced_motion,
        )
        self.theme.apply(app)
        self.main = MainWindow(self.theme, is_demo=is_demo)
        self.figures = FigureBook(figure_of, self.main)
        self._poster = Poster(self.main)
        self._hook = sys.excepthook
        sys.excepthook = self._on_exception

    @property
    def services(self) -> Services:
        """Return the wired services; the window must be filled."""
        if self._live is None:
            raise RuntimeError("the window is not filled yet")
        return self._live.services

    @property
    def pages(self) -> Pages:
        """Return the pages; the window must be filled."""
        if self._live is None:
            raise RuntimeError("the window is not filled yet")
        return self._live.pages

    def fill(self) -> None:
        """Wire the services and put the pages in; say plainly what stands in the way."""
        try:
            services = build(self._paths, self._loaded, self._clock, post=self._poster.post)
        except StorageError as error:
            self.main.show_problem(str(error))
            return
        if self._is_demo:
            fill_sample(services)
        services.preferences.listen(self._apply_look)
        sound = SoundPlayer(services.clips, self.main)
        _set_volumes(sound, services.preferences.current)
        services.preferences.listen(lambda settings: _set_volumes(sound, settings))
        pages = self._make_pages(services, sound)
        self._live = _Live(services, sound, pages)
        self.main.export_requested.connect(self._export)
        self.main.copy_requested.connect(self._save_copy)
        pages.today.save_cut_off_requested.connect(services.desk.save_cut_off)
        pages.learn.start_requested.connect(
            lambda wanted: self.main.begin_session(routine_to_start(services.library, wanted))
        )
        self.main.fill(pages, services.preferences)
        self._tell_notices(services, pages)

    def close(self) -> None:
        """Take everything down, in reverse."""
        if self._live is not None:
            self._live.sound.close()
            self._live.services.close()
            self._live = None
        sys.excepthook = self._hook

    def _make_pages(self, services: Services, sound: SoundPlayer) -> Pages:
        preferences, theme = services.preferences, self.theme
        content, clock = services.library, services.clock
        say = _Speaker(services, sound)
        return Pages(
            today=TodayPage(
                services.planner,
                services.diary,
                content,
                preferences,
                lambda routine: estimate_ms(routine, options_from(preferences.current)),
                theme,
                clock,
                figures=self.figures,
            ),
            progress=ProgressPage(services.report, services.desk, preferences, theme),
            exercises=ExercisesPage(
                content,
                theme,
                figures=self.figures,
                preferences=preferences,
                history=ExerciseHistory(services.sessions),
            ),
            learn=LearnPage(services.lessons, content, theme, figures=self.figures),
            settings=SettingsPage(
                preferences,
                services.planner,
                content,
                services.clips.status,
                say,
                theme,
                str(services.paths.root),
            ),
            first_start=FirstStartPage(preferences, services.planner, content, say, theme),
            session=SessionFlow(
                services.desk,
                services.report,
                services.planner,
                preferences,
                content,
                sound,
                theme,
                clock,
                self._keep_awake,
                figures=self.figures,
            ),
        )

    def _tell_notices(self, services: Services, pages: Pages) -> None:
        for notice in services.notices:
            pages.today.show_notice(notice)
        cut_off = services.desk.cut_off()
        if cut_off is not None:
            pages.today.offer_resume(cut_off)

    def _apply_look(self, settings: Settings) -> None:
        look = settings.appearance
        self.theme.set_mode(ThemeMode(look.mode.value))
        self.theme.set_text_scale(look.text_scale)
        self.theme.set_reduced_motion(look.reduced_motion)

    def _save_copy(self) -> None:
        """Save elsewhere what could not be written; then try once more to write it here."""
        driver = self.pages.session.driver
        self._export(None if driver is None else driver.coach.in_memory)
        if driver is not None:
            driver.coach.try_again()

    def _export(self, unsaved: InMemory | None = None) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self.main, self.main.tr("Export everything"), "hipcoach.json", "JSON (*.json)"
        )
        if name:
            write_private(Path(name), export_everything(self.services, unsaved))

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        """Show a known error as it is; note a bug in the log and say where that is."""
        if isinstance(error, HipcoachError):
            text = str(error)
        else:
            _log.error("Unforeseen", exc_info=(kind, error, traceback))
            text = self.main.tr(
                "Something went wrong inside hipcoach. What you did so far is kept. "
                "The details are in {file}."
            ).format(file=self._paths.log)
        QMessageBox.warning(self.main, "hipcoach", text)


def _set_volumes(sound: SoundPlayer, settings: Settings) -> None:
    sound.set_volumes(voice=settings.voice.voice_volume, beeps=settings.voice.beep_volume)


class _Speaker:
    """Says one line now, for the hearing check and for trying out a voice."""

    def __init__(self, services: Services, sound: SoundPlayer) -> None:
        self._clips = services.clips
        self._sound = sound

    def __call__(self, text: str) -> None:
        """Render the line if need be, then play it."""

        def say() -> None:
            self._sound.say(text)

        self._clips.prepare([text], on_progress=lambda _done, _total: None, on_done=say)


def draw_screenshots(folder: Path) -> int:
    """Draw every page from sample data, light and dark, in two sizes, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _keep_qt_quiet()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror}.") from error
    app = make_application()
    for mode in (ColourMode.LIGHT, ColourMode.DARK):
        with TemporaryDirectory(prefix="hipcoach-pictures-") as data:
            paths = DataPaths.find(Path(data))
            clock = ManualClock(PICTURED_AT)
            loaded = load_settings(paths)
            window = Window(app, paths, loaded, clock, is_demo=True, keep_awake=_no_matter)
            try:
                _Pictures(app, window, clock, folder, mode).draw()
            finally:
                window.close()
    return DONE


def draw_figures(folder: Path) -> list[Path]:
    """Draw the key poses of every figure, twelve to a sheet; return the files written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _keep_qt_quiet()
    # Text can't be drawn without an application.
    app = QApplication.instance() or make_application()
    try:
        return write_contact_sheets(tuple(figures_of_all().values()), folder)
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror or error}.") from error
    finally:
        del app


def _no_matter(is_wanted: bool) -> str:
    """Leave the machine's sleep alone while pictures are drawn."""
    return ""


class _Pictures:
    """Walks through the window as a person does, and keeps what is seen."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        clock: ManualClock,
        folder: Path,
        mode: ColourMode,
    ) -> None:
        self._app = app
        self._window = window
        self._clock = clock
        self._folder = folder
        self._mode = mode

    def draw(self) -> None:
        """Draw the pages in turn."""
        window = self._window
        window.main.show()
        window.fill()
        services, pages = window.services, window.pages
        services.clips.prepare_blocking((), timeout_ms=RENDER_TIMEOUT_MS)
        settings = services.preferences.current
        look = replace(settings.appearance, mode=self._mode)
        services.preferences.change(replace(settings, appearance=look))
        for key in (TODAY, PROGRESS, EXERCISES, LEARN, SETTINGS):
            window.main.show_page(key)
            self._keep(key)
        window.main.show_page(EXERCISES)
        pages.exercises.open_exercise("clamshell")
        self._keep("exercise")
        window.main.show_page(LEARN)
        pages.learn.open_lesson("strength")
        self._keep("lesson")
        pages.learn.go_back()
        pages.learn.open_help()
        self._keep("help")
        pages.learn.go_back()
        self._draw_session()
        services.preferences.change(replace(settings, appearance=look, first_start_done=False))
        window.main.show_first_start()
        self._keep("first-start")

    def _draw_session(self) -> None:
        services, flow = self._window.services, self._window.pages.session
        routine = services.library.routines["first_steps"]
        clamshell = [item for item in routine.items if item.exercise.id == "clamshell"]
        self._window.main.begin_session(replace(routine, items=(*clamshell, *routine.items[:2])))
        self._keep("before")
        flow.before.answered.emit(2)
        waiting = QEventLoop()
        QTimer.singleShot(RENDER_TIMEOUT_MS, waiting.quit)
        flow.running_changed.connect(waiting.quit)
        if flow.driver is None:
            waiting.exec()
        driver = flow.driver
        if driver is None:
            raise HipcoachError("The session did not start.")
        self._play_for(15_000 + 5 * 5_000 + 1_400)
        self._keep("session")
        driver.pause()
        self._keep("session-paused")
        driver.next()
        driver.play()
        self._play_for(6_000)
        self._keep("session-rest")
        driver.end()
        self._keep("after")
        flow.after.saved.emit(
            Afterthoughts(pain_now=2, pain_worst=3, effort=5, control_steady=True, note="")
        )
        self._keep("summary")
        flow.summary.done.emit()

    def _play_for(self, length_ms: int) -> None:
        driver = self._window.pages.session.driver
        for _ in range(length_ms // 100):
            self._clock.tick(100)
            if driver is not None:
                driver.tick()
        self._settle()

    def _settle(self) -> None:
        for _ in range(8):
            self._app.processEvents()

    def _keep(self, name: str) -> None:
        for width, height, ending in ((1100, 720, ""), (1920, 1080, "-large")):
            self._window.main.resize(width, height)
            self._settle()
            # Painting asks for the figures.
            self._window.main.grab()
            self._window.figures.finish()
            target = self._folder / f"{name}-{self._mode.value}{ending}.png"
            if not self._window.main.grab().save(str(target)):
                raise StorageError(f"{target} could not be written.")


def examine_qt() -> list[tuple[str, bool, str]]:
    """Return what the doctor says of Qt, the display and sound."""
    _keep_qt_quiet()
    found = [("Qt", True, f"{qVersion()}")]
    problem = display_problem()
    found.append(("display", not problem, problem or "fine"))
    sound_problem = _sound_problem()
    found.append(("sound", not sound_problem, sound_problem or "fine"))
    return found


def _sound_problem() -> str:
    """Say what is amiss with sound output, asked without a window."""
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    try:
        return (
            ""
            if Multimedia().has_output()
            else app.tr("there is no sound output here; sessions run with captions")
        )
    except ImportError as error:
        return f"{error}; on Debian and Ubuntu, install libpulse0"
