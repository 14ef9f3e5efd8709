"""Pictures of every page and figure, drawn without a display."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hipcoach.app import DONE, Window, make_application
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.selfcheck import Check
from hipcoach.domain.session import SessionForm
from hipcoach.domain.settings import ColourMode
from hipcoach.player.clock import ManualClock
from hipcoach.services import RENDER_TIMEOUT_MS, build, figures_of_all, fill_sample
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import settings_in
from hipcoach.ui.app_log import keep_qt_quiet
from hipcoach.ui.contact_sheet import write_contact_sheets
from hipcoach.ui.film_strip import GLANCE_PX, Frame, frames, glance, strip
from hipcoach.ui.main_window import CHECKS, EXERCISES, LEARN, PLAN, PROGRESS, SETTINGS, TODAY
from hipcoach.ui.pages.after_page import Afterthoughts
from hipcoach.ui.pages.morning_page import MorningAnswer
from hipcoach.ui.pages.record.pain_logging import PainLogging
from hipcoach.ui.pages.record.record_part import RecordPart
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.session_flow import SessionFlow
from hipcoach.ui.session_stage import Stage
from hipcoach.ui.widgets.face import Face

# A Saturday on which the sample plan asks for a session.
PICTURED_AT = datetime(2026, 3, 7, 9, 5, tzinfo=UTC)
_FILM_EVERY_MS = 10_000
_FILM_PX = 240
LOOKS = (ColourMode.LIGHT, ColourMode.DARK)


def draw_screenshots(folder: Path, looks: Sequence[ColourMode] = LOOKS) -> int:
    """Draw every page from sample data, in each look and two sizes, without a display."""
    app = _ready(folder)
    for mode in looks:
        with _pictured(app, folder, mode) as pictures:
            pictures.draw()
        with _pictured(app, folder, mode, weeks=1) as pictures:
            pictures.draw_first_week()
    return DONE


def draw_film(
    folder: Path, looks: Sequence[ColourMode] = LOOKS, *, routine_id: str = "first_steps"
) -> list[Path]:
    """Play a whole session of a routine, with a hold; return the files written, two a look.

    One is a film, a picture in ten seconds; the other is one picture of each state, 160 px wide
    as from three metres, those of a day among them.
    """
    app = _ready(folder)
    written = []
    for mode in looks:
        with _pictured(app, folder, mode) as pictures:
            written += pictures.film(routine_id)
    return written


def _ready(folder: Path) -> QApplication:
    """Make the folder, and an application that needs no display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keep_qt_quiet()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror}.") from error
    return _application()


@contextmanager
def _pictured(
    app: QApplication, folder: Path, mode: ColourMode, *, weeks: int = 0
) -> Iterator["_Pictures"]:
    """Give a window to draw: on the sample data, or on a record of so many weeks of them."""
    with TemporaryDirectory(prefix="hipcoach-pictures-") as data:
        paths, clock = DataPaths.find(Path(data)), ManualClock(PICTURED_AT)
        if weeks:
            services = build(paths, settings_in(paths), clock)
            fill_sample(services, weeks=weeks)
            services.close()
        window = Window(
            app, paths, settings_in(paths), clock, is_demo=not weeks, keep_awake=_no_matter
        )
        try:
            yield _Pictures(app, window, clock, folder, mode)
        finally:
            window.close()


def draw_figures(folder: Path) -> list[Path]:
    """Draw the key poses of every figure, twelve to a sheet; return the files written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keep_qt_quiet()
    # Text can't be drawn without an application.
    app = _application()
    try:
        return write_contact_sheets(tuple(figures_of_all().values()), folder)
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror or error}.") from error
    finally:
        del app


def with_a_hold(routine: Routine, routines: Iterable[Routine]) -> Routine:
    """Return a routine with the shortest hold of all routines at its end if it has none."""

    def holds(item: RoutineItem) -> bool:
        return item.prescription.dose.kind is DoseKind.HOLD

    if any(map(holds, routine.items)):
        return routine
    found = [item for each in routines for item in each.items if holds(item)]
    if not found:
        return routine

    def rank(item: RoutineItem) -> tuple[bool, int, str]:
        # One that works a side would change where the sides are switched.
        is_sided = item.prescription.laterality is Laterality.UNILATERAL
        return is_sided, item.prescription.dose.set_ms, item.exercise.id

    shortest = min(found, key=rank)
    return replace(routine, items=(*routine.items, shortest))


def _application() -> QApplication:
    """Return the one application that there can be, made where there is none yet."""
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else make_application()


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
        for key in (TODAY, PROGRESS, EXERCISES, PLAN, CHECKS, LEARN, SETTINGS):
            window.main.show_page(key)
            self._keep(key)
        self._draw_charts("")
        self._draw_routines()
        window.main.show_page(PLAN)
        pages.plan().show_days()
        self._keep("plan-days")
        window.main.show_page(CHECKS)
        pages.checks().open_check(Check.CHAIR_STAND)
        self._keep("check")
        window.main.show_page(EXERCISES)
        pages.exercises().open_exercise("clamshell")
        self._keep("exercise")
        window.main.show_page(LEARN)
        pages.learn().open_lesson("strength")
        self._keep("lesson")
        pages.learn().go_back()
        pages.learn().open_help()
        self._keep("help")
        pages.learn().go_back()
        self._draw_session()
        self._draw_record()
        services.preferences.change(replace(settings, appearance=look, first_start_done=False))
        window.main.show_first_start()
        self._keep("first-start")

    def film(self, routine_id: str) -> list[Path]:
        """Play a session and write its film and its states."""
        self._window.main.resize(1100, 720)
        self._window.main.show()
        self._window.fill()
        services, flow = self._window.services, self._window.pages.session()
        settings = services.preferences.current
        look = replace(settings.appearance, mode=self._mode)
        services.preferences.change(replace(settings, appearance=look))
        services.clips.prepare_blocking((), timeout_ms=RENDER_TIMEOUT_MS)
        self._window.main.show_page(TODAY)
        self._settle()
        ready = Frame(at_ms=0, face=Face.READY, picture=glance(self._window.main))
        routine = services.book.routines[routine_id]
        self._window.main.begin_session(with_a_hold(routine, services.book.routines.values()))
        if flow.stage is Stage.MORNING:
            flow.morning.answered.emit(MorningAnswer(nrs=2))
        page, driver = self._started(flow)
        self._window.figures.finish()
        driver.pause()
        paused = Frame(at_ms=0, face=page.face, picture=glance(page))
        driver.play()
        shown = list(frames(page, driver, self._clock, every_ms=_FILM_EVERY_MS, wide_px=_FILM_PX))
        states = {frame.face: frame for frame in reversed(shown)}
        flow.after.saved.emit(
            Afterthoughts(pain_now=2, pain_worst=3, effort=5, control_steady=True, note="")
        )
        flow.summary.done.emit()
        small = [
            replace(
                frame,
                picture=frame.picture.scaledToWidth(
                    GLANCE_PX, Qt.TransformationMode.SmoothTransformation
                ),
            )
            for frame in states.values()
        ]
        palette = self._window.theme.palette
        found = []
        for name, chosen in (("film", shown), ("states", [ready, *small, paused, *self._days()])):
            path = self._folder / f"{name}-{self._mode.value}.png"
            if not strip(chosen, palette).save(str(path)):
                raise StorageError(f"{path} could not be written.")
            found.append(path)
        return found

    def _days(self) -> list[Frame]:
        """Return how Today looks after a session, on a rest day, a sorer one, and with a sign."""
        main, services = self._window.main, self._window.services
        found = []

        def keep(face: Face) -> None:
            main.show_page(TODAY)
            self._settle()
            found.append(Frame(at_ms=0, face=face, picture=glance(main)))

        keep(Face.DONE)
        self._clock.set_now(PICTURED_AT + timedelta(days=1))
        keep(Face.REST_DAY)
        self._window.pages.today.due_card.form_chosen.emit(SessionForm.FLARE)
        keep(Face.FLARE_DAY)
        services.signs.tell((services.library.red_flags[0].id,))
        keep(Face.WRONG)
        return found

    def _started(self, flow: SessionFlow) -> tuple[SessionPage, PlayerDriver]:
        """Wait until the session that was begun runs, which may wait for the voice."""
        flow.before.answered.emit(2)
        waiting = QEventLoop()
        QTimer.singleShot(RENDER_TIMEOUT_MS, waiting.quit)
        flow.running_changed.connect(waiting.quit)
        if flow.driver is None:
            waiting.exec()
        if flow.driver is None or flow.page is None:
            raise HipcoachError("The session did not start.")
        # The machine that draws may have no sound; the one that is shown has.
        flow.page.notices.hide()
        return flow.page, flow.driver

    def draw_first_week(self) -> None:
        """Draw the charts with hardly anything in them."""
        self._window.main.show()
        self._window.fill()
        preferences = self._window.services.preferences
        settings = preferences.current
        look = replace(settings.appearance, mode=self._mode)
        preferences.change(replace(settings, appearance=look))
        self._draw_charts("-first-week")

    def _draw_charts(self, ending: str) -> None:
        """Draw each chart of Progress by itself."""
        self._window.main.show_page(PROGRESS)
        page = self._window.pages.progress()
        while page.is_reckoning:
            self._app.processEvents()
        self._settle()
        for name, picture in page.pictures().items():
            target = self._folder / f"chart-{name}{ending}-{self._mode.value}.png"
            if not picture.save(str(target)):
                raise StorageError(f"{target} could not be written.")

    def _draw_record(self) -> None:
        """Draw the body map, and what is written down and corrected on Progress."""
        services, main, page = self._window.services, self._window.main, self._window.pages.today
        main.show_page(TODAY)
        logging = page.findChild(PainLogging)
        page.log_pain_requested.emit()
        self._keep("log-pain")
        if logging is not None and logging.sheet is not None:
            logging.sheet.close_sheet()
        main.show_page(PROGRESS)
        record = self._window.pages.progress().findChild(RecordPart)
        if record is None:
            return
        today = services.clock.today()
        session = services.sessions.between(today - timedelta(days=14), today)[-1]
        for name, is_correcting in (("session-kept", False), ("session-corrected", True)):
            record.session_sheet.show_session(session.uid, correcting=is_correcting)
            self._keep(name)
            record.session_sheet.close_sheet()
        record.enter_sheet.ask()
        self._keep("enter")
        record.enter_sheet.close_sheet()
        record.event_sheet.ask_new()
        self._keep("event")
        record.event_sheet.close_sheet()

    def _draw_routines(self) -> None:
        """Draw a routine, the editor, and how the routine runs."""
        book, plan = self._window.services.book, self._window.pages.plan()
        self._window.main.show_page(PLAN)
        plan.open_routine("strength")
        self._keep("routine")
        plan.routine.copy_requested.emit(book.routines["strength"])
        self._keep("editor")
        plan.editor.preview_requested.emit(book.routines["strength"])
        self._keep("preview")
        plan.preview.closed.emit()
        plan.editor.discard()
        plan.show_routines()

    def _draw_session(self) -> None:

        services, flow = self._window.services, self._window.pages.session()
        routine = services.library.routines["first_steps"]
        clamshell = [item for item in routine.items if item.exercise.id == "clamshell"]
        self._window.main.begin_session(replace(routine, items=(*clamshell, *routine.items[:2])))
        if flow.stage is Stage.MORNING:
            self._keep("morning")
            flow.morning.answered.emit(MorningAnswer(nrs=2))
        self._keep("before")
        _page, driver = self._started(flow)
        self._play_for(40_000 + 5 * 5_000 + 1_400)
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
        driver = self._window.pages.session().driver
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
